//! `aloud voices install PATH-OR-ADDRESS`: a Piper model that the catalogue does not know.

use std::path::Path;

use aloud::studio::{LoadedVoice, Voices, gain_db};
use aloud::voice::{Found, VoiceEntry};
use anyhow::anyhow;

use crate::cli::exit::{Exit, Outcome};
use crate::cli::print;
use crate::cli::progress::InstallBar;

/// Whether `text` can only be a path or an address: ids have no slash and no such ending.
pub(super) fn names_model(text: &str) -> bool {
    let ending = Path::new(text).extension();
    text.contains(['/', '\\']) || ending.is_some_and(|ending| ending == "onnx")
}

/// Fetches the model, tries it out, measures its loudness and puts it in its place.
pub(super) async fn run(voices: &Voices, source: &str, speaker: Option<&str>) -> Outcome {
    let bar = InstallBar::new(source);
    let found = Found::fetch(source, voices.shelf(), &|progress| bar.show(progress)).await;
    let found = found.map_err(Exit::usage)?;
    bar.finish();
    let entry = found.entry(speaker);
    if voices
        .catalogue()
        .find(&entry.id)
        .is_some_and(|it| it.files() != entry.files())
    {
        let id = &entry.id;
        return Err(Exit::usage(anyhow!(
            "there is another voice '{id}'; remove it, or rename the model's files"
        )));
    }
    let folder = found.folder().to_owned();
    let measured = tokio::task::spawn_blocking(move || measured(entry, &folder)).await;
    let entry = measured.map_err(Exit::failed)??;
    let VoiceEntry {
        id,
        language,
        name,
        gain_db,
        ..
    } = &entry;
    let line = format!("{id}\tinstalled\t{language}\t{name}\t{gain_db:+.1} dB");
    found.install(entry, voices.shelf()).map_err(Exit::failed)?;
    print::line(line)
}

/// The entry with the gain of its voice; blocks while it speaks for some 20 s.
fn measured(entry: VoiceEntry, folder: &Path) -> Result<VoiceEntry, Exit> {
    let voice = LoadedVoice::open(entry, folder)?;
    eprintln!("measuring how loud {} is", voice.entry.id);
    let gain = gain_db(&voice)?;
    let gain_db = gain.ok_or_else(|| Exit::failed(anyhow!("nothing was heard of it")))?;
    Ok(VoiceEntry {
        gain_db,
        ..voice.entry
    })
}
