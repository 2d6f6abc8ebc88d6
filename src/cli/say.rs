//! `aloud say`: a quick listen.

use std::path::{Path, PathBuf};

use aloud::article::Format;
use aloud::library::{Document, Sites, Wish};
use aloud::speech::Pace;
#[cfg(feature = "system")]
use aloud::speech::system;
use anyhow::anyhow;

use super::config::ReadingArgs;
use super::exit::{Exit, Outcome};
use super::{library_in, play, render, serve};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The text to speak
    text: String,
    /// File to write, `.mp3` or `.wav`; without it the text is played on this machine
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
    let wav = args.output.as_deref().map_or(Ok(true), is_wav)?;
    let player = match &args.output {
        Some(_) => None,
        None => Some(play::find()?),
    };
    let library = library_in(
        data,
        Sites::default(),
        args.voice,
        None,
        args.reading.read()?.1,
    )?;
    serve::prepare(&library).await?;
    let wish = Wish {
        speed: Some(args.speed),
        ..Wish::default()
    };
    let document = Document {
        bytes: args.text.into_bytes(),
        format: Format::Plain,
        charset: Some("utf-8".into()),
        url: None,
        title: None,
    };
    let (track, _) = library.add(document, wish).await?;
    let scratch = tempfile::tempdir().map_err(Exit::failed)?;
    let path = args
        .output
        .unwrap_or_else(|| scratch.path().join("say.wav"));
    if wav {
        render::write_wav(&library, &track, &path).await?;
    } else {
        // Nothing is left to be stored when the program ends.
        library.render(&track, &|_| ()).await?;
        render::write_mp3(&library, &track, &path).await?;
    }
    player.map_or(Ok(()), |player| player.play(&path))
}

fn is_wav(path: &Path) -> Result<bool, Exit> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("wav") => Ok(true),
        Some("mp3") => Ok(false),
        _ => Err(Exit::usage(anyhow!(
            "{}: the file's name must end in .mp3 or .wav",
            path.display()
        ))),
    }
}
