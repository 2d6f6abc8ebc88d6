//! `aloud say`: a quick listen.

use std::path::{Path, PathBuf};

use aloud::delivery::Rendition;
use aloud::library::{Document, Wish};
use aloud::speech::Pace;
#[cfg(feature = "system")]
use aloud::speech::system;
use anyhow::anyhow;

use super::config::ReadingArgs;
use super::exit::{Exit, Outcome};
use super::{play, reading_library, render, serve};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The text to speak
    text: String,
    /// File to write, `.mp3`, `.opus` or `.wav`; without it the text is played on this machine
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Voice that speaks
    #[arg(long, env = "ALOUD_VOICE", value_name = "ID")]
    voice: Option<String>,
    /// How fast it is spoken, from 0.5 to 3
    #[arg(long, default_value = "1", value_name = "TIMES")]
    speed: Pace,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Runs the command.
pub(crate) async fn run(args: Args, data: &Path) -> Outcome {
    #[cfg(feature = "system")]
    if args.output.is_none()
        && let Some(voice) = args.voice.as_deref().filter(|id| system::is_system(id))
    {
        return Ok(system::speak(voice, &args.text, args.speed)?);
    }
    let rendition = args.output.as_deref();
    let rendition = rendition.map_or(Ok(Rendition::Wav), rendition_of)?;
    let player = match &args.output {
        Some(_) => None,
        None => Some(play::find()?),
    };
    let library = reading_library(data, args.voice.clone(), &args.reading)?;
    serve::prepare(&library).await?;
    let wish = Wish {
        voice: args.voice,
        speed: Some(args.speed),
        ..Wish::default()
    };
    let document = Document::plain(&args.text);
    let (track, _) = library.add(document, wish).await?;
    let scratch = tempfile::tempdir().map_err(Exit::failed)?;
    let path = args
        .output
        .unwrap_or_else(|| scratch.path().join("say.wav"));
    // Nothing is left to be stored when the program ends.
    let encodings = [rendition.encoding()];
    library.render(&track, &encodings, &|_| ()).await?;
    render::write_sound(&library, &track, rendition, &path).await?;
    player.map_or(Ok(()), |player| player.play(&path))
}

/// The format that the name of the file `path` asks for.
fn rendition_of(path: &Path) -> Result<Rendition, Exit> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let ending = ending.map(str::to_ascii_lowercase).unwrap_or_default();
    Rendition::of_ending(&ending).ok_or_else(|| {
        let path = path.display();
        Exit::usage(anyhow!(
            "{path}: the file's name must end in .mp3, .opus or .wav"
        ))
    })
}
