//! `aloud voices`: what is on this machine and what can be had.

mod adopt;

use std::path::{Path, PathBuf};

use aloud::speech::{self, SpeechError};
use aloud::studio::{Voices, gain_db};
use aloud::voice::{VoiceEntry, install};
use anyhow::anyhow;
use clap::Subcommand;

use super::config::{CONFIGURED, Config};
use super::exit::{Exit, Outcome};
use super::progress::InstallBar;
use super::{print, voices_in};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Configuration file (TOML), whose voices are listed as well
    #[arg(long, global = true, env = "ALOUD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the voices: id, state, language, name, licence
    List,
    /// Fetch a voice, verify it and put it in its place
    Install {
        /// Id of the voice; or the path or address of any Piper model (`.onnx`, with its
        /// `.onnx.json` beside it)
        voice: String,
        /// Name or number of the speaker, of a model that has several
        #[arg(long, value_name = "NAME")]
        speaker: Option<String>,
    },
    /// Measure how loud a voice is, and print the `gain_db` that brings it to -18 LUFS
    Measure {
        /// Id of the voice
        id: String,
    },
    /// Remove a voice's files, and with them the voices that share them
    Remove {
        /// Id of the voice
        id: String,
    },
    /// Compare the files of the installed voices with the catalogue
    Verify,
}

/// Runs the command.
pub(crate) async fn run(args: Args, data: &Path) -> Outcome {
    let config = Config::read(args.config.as_ref())?;
    let voices = voices_in(data, config.voices())?;
    match args.command.unwrap_or(Command::List) {
        Command::List => list(&voices),
        Command::Install { voice, speaker } => match voices.catalogue().find(&voice) {
            Some(known) if speaker.is_none() => install_or_mend(&voices, known).await,
            None if adopt::names_model(&voice) => {
                adopt::run(&voices, &voice, speaker.as_deref()).await
            }
            Some(_) => Err(Exit::usage(anyhow!(
                "--speaker goes with a path or an address"
            ))),
            None => Err(SpeechError::UnknownVoice(voice).into()),
        },
        Command::Measure { id } => measure(&voices, &id).await,
        Command::Remove { id } => remove(&voices, entry(&voices, &id)?),
        Command::Verify => verify(&voices),
    }
}

/// Installs a voice; one that was adopted and is damaged is adopted again.
async fn install_or_mend(voices: &Voices, entry: &VoiceEntry) -> Outcome {
    if !entry.is_adopted() || voices.shelf().verify(entry).is_ok() {
        return install_voice(voices, entry).await;
    }
    let speaker = entry.settings.get("speaker");
    adopt::run(voices, &entry.origin, speaker.and_then(|it| it.as_str())).await
}

/// Installs a voice with a progress bar.
pub(crate) async fn install_voice(voices: &Voices, entry: &VoiceEntry) -> Outcome {
    if entry.files().is_empty() {
        eprintln!("the voice {} has no files to install", entry.id);
        return Ok(());
    }
    if voices.shelf().verify(entry).is_ok() {
        eprintln!("the voice {} is installed", entry.id);
        return Ok(());
    }
    let bar = InstallBar::new(&entry.id);
    install(entry, voices.shelf(), &|progress| bar.show(progress))
        .await
        .map_err(Exit::failed)?;
    bar.finish();
    Ok(())
}

/// Prints the gain of an installed voice.
async fn measure(voices: &Voices, id: &str) -> Outcome {
    let voice = voices.load(id).await?;
    let measured = tokio::task::spawn_blocking(move || gain_db(&voice)).await;
    let gain = measured.map_err(Exit::failed)??;
    let gain = gain.ok_or_else(|| Exit::failed(anyhow!("{id}: nothing was heard of it")))?;
    print::line(format_args!("{id}\tgain_db = {gain:.1}"))
}

fn entry<'a>(voices: &'a Voices, id: &str) -> Result<&'a VoiceEntry, Exit> {
    let entry = voices.catalogue().find(id);
    entry.ok_or_else(|| SpeechError::UnknownVoice(id.to_owned()).into())
}

/// Whether the backend of a voice without files of ours has what it needs on this machine.
fn can_speak(entry: &VoiceEntry) -> bool {
    let backend = speech::backends()
        .iter()
        .find(|it| it.name() == entry.backend);
    backend.is_some_and(|it| it.available().is_ok())
}

fn list(voices: &Voices) -> Outcome {
    let offered = speech::backends().iter().flat_map(|it| it.voices());
    let offered: Vec<_> = offered
        .filter(|entry| voices.catalogue().find(&entry.id).is_none())
        .collect();
    for entry in voices.catalogue().voices().iter().chain(&offered) {
        let state = match (entry.files().is_empty(), voices.shelf().has(entry)) {
            (true, _) if entry.origin == CONFIGURED => CONFIGURED,
            (true, _) if !can_speak(entry) => "unavailable",
            (true, _) => "built in",
            (false, true) => "installed",
            (false, false) => "available",
        };
        let VoiceEntry {
            id,
            language,
            name,
            licence,
            ..
        } = entry;
        print::line(format_args!("{id}\t{state}\t{language}\t{name}\t{licence}"))?;
    }
    Ok(())
}

fn remove(voices: &Voices, entry: &VoiceEntry) -> Outcome {
    match voices.shelf().remove(entry) {
        Ok(true) => eprintln!("{}", removed(voices, entry)),
        Ok(false) => eprintln!("the voice {} was not installed", entry.id),
        Err(error) => return Err(Exit::failed(error).about(&entry.id)),
    }
    Ok(())
}

/// The line that says which voices are gone.
fn removed(voices: &Voices, entry: &VoiceEntry) -> String {
    let sharing = voices.catalogue().sharing(entry).map(|voice| &*voice.id);
    let others: Vec<_> = sharing.filter(|id| *id != entry.id).collect();
    let id = &entry.id;
    if others.is_empty() {
        return format!("the voice {id} is removed");
    }
    let others = others.join(", ");
    format!("the voice {id} is removed, and with it those that share its files: {others}")
}

fn verify(voices: &Voices) -> Outcome {
    let mut damaged = Vec::new();
    let catalogue = voices.catalogue();
    for entry in catalogue.voices() {
        // Files that are shared are read once, for the first voice that has them.
        let first = catalogue.sharing(entry).next();
        let first = first.is_some_and(|first| first.id == entry.id);
        let folder = voices.shelf().folder_of(entry);
        let Some(bundle) = entry.bundle.as_ref().filter(|_| first && folder.exists()) else {
            continue;
        };
        match voices.shelf().verify(entry) {
            Ok(()) => print::line(format_args!("{}\tok", bundle.id))?,
            Err(fault) => {
                print::line(format_args!("{}\t{fault}", bundle.id))?;
                damaged.push(entry.id.as_str());
            }
        }
    }
    if damaged.is_empty() {
        return Ok(());
    }
    let ids = damaged.join(", ");
    Err(Exit::failed(anyhow!(
        "damaged: {ids}; `aloud voices install ID` mends a voice"
    )))
}
