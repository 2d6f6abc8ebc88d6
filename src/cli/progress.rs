//! Progress bars on standard error; nothing where that is not a terminal.

use aloud::voice::Progress;
use indicatif::{ProgressBar, ProgressStyle};

const FETCH: &str = "{msg} [{bar:32}] {bytes}/{total_bytes} {eta}";
const COUNT: &str = "{msg} [{bar:32}] {pos}/{len} {eta}";

/// A bar for the installation of a voice.
pub(crate) struct InstallBar {
    bar: ProgressBar,
    voice: String,
}

impl InstallBar {
    /// A bar that has not begun.
    pub(crate) fn new(voice: &str) -> Self {
        eprintln!("installing the voice {voice}");
        Self {
            bar: styled(0, FETCH).with_message(voice.to_owned()),
            voice: voice.to_owned(),
        }
    }

    /// Shows how far the installation is.
    pub(crate) fn show(&self, progress: Progress) {
        match progress {
            Progress::Fetching { bytes, total } => {
                self.bar.set_length(total);
                self.bar.set_position(bytes);
            }
            Progress::Unpacking => self.bar.set_message(format!("{}: unpacking", self.voice)),
            Progress::Verifying => self.bar.set_message(format!("{}: verifying", self.voice)),
        }
    }

    /// Removes the bar.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Removes the bar, and says that the voice is there.
    pub(crate) fn finish(&self) {
        self.clear();
        eprintln!("the voice {} is installed", self.voice);
    }
}

/// A bar for `count` sentences.
pub(crate) fn sentences(count: usize, what: &str) -> ProgressBar {
    styled(count as u64, COUNT).with_message(what.to_owned())
}

fn styled(length: u64, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template);
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length).with_style(style.progress_chars("=> "))
}
