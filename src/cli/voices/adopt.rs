//! `aloud voices install PATH-OR-ADDRESS`: a Piper model that the catalogue does not know.

use std::path::Path;

use aloud::speech::SpeechError;
use aloud::studio::{LoadedVoice, Voices, gain_db};
use aloud::voice::{Catalogue, Found, InstallError, VoiceEntry};
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
    bar.clear();
    let entry = found.entry(speaker);
    if let Some(VoiceEntry { id, .. }) = rival(voices.catalogue(), &entry) {
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

/// The voice that would be lost: one of the same name, or in the same folder, with other files.
fn rival<'a>(catalogue: &'a Catalogue, entry: &'a VoiceEntry) -> Option<&'a VoiceEntry> {
    let named = catalogue.find(&entry.id).into_iter();
    let mut beside = named.chain(catalogue.sharing(entry));
    beside.find(|it| it.files() != entry.files())
}

/// The entry with the gain of its voice; blocks while it speaks for some 20 s.
fn measured(entry: VoiceEntry, folder: &Path) -> Result<VoiceEntry, Exit> {
    let name = entry.origin.clone();
    let voice = LoadedVoice::open(entry, folder).map_err(|error| match error {
        SpeechError::Damaged { cause, .. } => Exit::usage(InstallError::NoVoice { name, cause }),
        error => error.into(),
    })?;
    eprintln!("measuring how loud {} is", voice.entry.id);
    let gain = gain_db(&voice)?;
    let gain_db = gain.ok_or_else(|| Exit::failed(anyhow!("nothing was heard of it")))?;
    Ok(VoiceEntry {
        gain_db,
        ..voice.entry
    })
}
