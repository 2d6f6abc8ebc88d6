//! The `espeak-ng` program, where it is installed: how other languages than English sound.
//!
//! It is a program of its own (GPL-3), kept running as child processes, some per language: a
//! clause takes a millisecond, a start fifteen. How a child is asked stands in [`child`].

mod child;
mod language;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use self::language::Language;

/// Bytes of the longest word that is asked; longer ones are no words, and the program cuts
/// words at 160 itself.
pub(super) const LONGEST_WORD: usize = 96;

/// Bytes of the longest text that is asked: the program reads lines of 1,000 at most.
pub(super) const LONGEST_TEXT: usize = 800;

/// Languages that are kept running; a page can name any number of them.
const LANGUAGES: usize = 24;

/// Letters of the longest language tag that is asked for.
const LONGEST_TAG: usize = 35;

/// The program.
pub(super) struct Espeak {
    program: PathBuf,
    languages: Mutex<HashMap<String, Kept>>,
    /// Counts the questions, to know which language was asked for last.
    clock: AtomicU64,
}

/// A language, and when it was asked for last.
struct Kept {
    language: Arc<Language>,
    used: u64,
}

/// Why a language has no sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The program does not have the language.
    Unknown,
    /// The program dies, hangs or says nonsense, however often it is started.
    Failing,
}

/// The file of the program `espeak-ng`, where it is installed.
pub fn espeak_program() -> Option<&'static Path> {
    Espeak::installed().map(|espeak| espeak.program.as_path())
}

impl Espeak {
    /// The program that is installed on this machine, looked for once.
    pub(super) fn installed() -> Option<&'static Self> {
        static INSTALLED: LazyLock<Option<Espeak>> =
            LazyLock::new(|| Some(Espeak::new(on_path("espeak-ng")?)));
        INSTALLED.as_ref()
    }

    pub(super) fn new(program: PathBuf) -> Self {
        Self {
            program,
            languages: Mutex::default(),
            clock: AtomicU64::new(0),
        }
    }

    /// How `word` sounds in the language `lang`, in the IPA; blocks for about a millisecond.
    ///
    /// `None` where the program does not know the language, fails, or finds nothing to say.
    pub(super) fn ipa(&self, word: &str, lang: &str) -> Option<String> {
        let fits = |c: char| c.is_alphabetic() || c == '\'' || c == '’' || c == '-';
        let is_word = word.len() <= LONGEST_WORD && word.contains(char::is_alphabetic);
        if !is_word || !word.chars().all(|c| fits(c) || is_mark(c)) {
            return None;
        }
        let answers = self.say(lang, &[word]).ok()?;
        let lines = answers.into_iter().next().flatten()?;
        let sounds = lines.join(" ");
        (!sounds.is_empty()).then_some(sounds)
    }

    /// How each of `texts` sounds in the language `lang`: its clauses in the IPA, with ties.
    ///
    /// An answer is `None` where the program failed at this text and at no other one. A text is
    /// one line of [`LONGEST_TEXT`] bytes at most, see [`plain`].
    ///
    /// # Errors
    /// Where nothing at all was answered.
    pub(super) fn say(
        &self,
        lang: &str,
        texts: &[impl AsRef<str>],
    ) -> Result<Vec<Option<Vec<String>>>, Refusal> {
        let language = self.language(lang)?;
        let lines: Vec<String> = texts.iter().map(|text| plain(text.as_ref())).collect();
        language.say(&self.program, &lines)
    }

    /// The language of the tag `lang`; the one that was not asked for longest makes room for it.
    fn language(&self, lang: &str) -> Result<Arc<Language>, Refusal> {
        let tag = tag(lang).ok_or(Refusal::Unknown)?;
        let now = self.clock.fetch_add(1, Ordering::Relaxed);
        let mut languages = self
            .languages
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !languages.contains_key(&tag) && languages.len() >= LANGUAGES {
            let oldest = languages.iter().min_by_key(|(_, kept)| kept.used);
            let oldest = oldest.map(|(tag, _)| tag.clone());
            languages.remove(&oldest.unwrap_or_default());
        }
        let kept = languages.entry(tag).or_insert_with_key(|tag| Kept {
            language: Arc::new(Language::new(tag)),
            used: now,
        });
        kept.used = now;
        Ok(Arc::clone(&kept.language))
    }
}

/// The tag as the program takes it; `None` where it is none, such as the path of a file.
pub(crate) fn tag(lang: &str) -> Option<String> {
    let tag = lang.trim().replace('_', "-").to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let begins = tag.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && tag.len() <= LONGEST_TAG && tag.chars().all(fits)).then_some(tag)
}

/// `text` in one line, without what the program takes for a command (`[[`, control characters).
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if out.len() + c.len_utf8() > LONGEST_TEXT {
            break;
        }
        let command = c.is_control() || c.is_whitespace() || matches!(c, '[' | ']');
        out.push(if command { ' ' } else { c });
    }
    out
}

/// Whether `c` is an accent that stands on the letter before it, or joins letters.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x64B..=0x65F | 0x900..=0xDFF | 0x200C..=0x200D)
}

/// The file of the program `name` in one of the folders of `PATH`.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut files = std::env::split_paths(&path).map(|folder| folder.join(name));
    files.find(|file| file.is_file())
}

#[cfg(test)]
pub(super) mod tests;
