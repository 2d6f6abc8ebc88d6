//! `aloud render`: articles into a folder that any web server can serve to the player.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aloud::captions;
use aloud::delivery::{Rendition, VirtualFile};
use aloud::library::{Library, Wish};
use aloud::manifest::{Links, Manifest, Timings};
use aloud::player::{self, File};
use aloud::speech::Pace;
use aloud::track::Track;
use anyhow::Context as _;
use clap::ValueEnum;
use futures_util::StreamExt;
use serde::Serialize;

use super::config::ReadingArgs;
use super::exit::{Exit, Outcome};
use super::{print, progress, reading_library, serve, source};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, `-` for standard input, or http(s) addresses
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// Folder to write to; several sources get a folder each in it
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Voice that reads
    #[arg(long, env = "ALOUD_VOICE", value_name = "ID")]
    voice: Option<String>,
    /// How fast it is read, from 0.5 to 3
    #[arg(long, default_value = "1", value_name = "TIMES")]
    speed: Pace,
    /// Formats of the sound
    #[arg(long, value_delimiter = ',', default_value = "mp3")]
    format: Vec<SoundFormat>,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// A format that can be rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SoundFormat {
    /// 48 kbit/s, 24 kHz mono
    Mp3,
    /// 24 kbit/s, in Ogg
    Opus,
    /// 16 bit, 24 kHz mono
    Wav,
}

impl From<SoundFormat> for Rendition {
    fn from(format: SoundFormat) -> Self {
        match format {
            SoundFormat::Mp3 => Self::Mp3,
            SoundFormat::Opus => Self::Opus,
            SoundFormat::Wav => Self::Wav,
        }
    }
}

/// Runs the command.
pub(crate) async fn run(args: Args, data: &Path) -> Outcome {
    let library = reading_library(data, args.voice.clone(), &args.reading)?;
    serve::prepare(&library).await?;
    for (index, (name, folder)) in args.sources.iter().zip(folders(&args)).enumerate() {
        render(&library, name, &folder, &args)
            .await
            .map_err(|error| error.about(name))?;
        // Behind the first article: where there is none, nothing is written.
        if index == 0 {
            write_player(&args.out)?;
        }
        print::notice(folder.join("manifest.json").display())?;
    }
    Ok(())
}

/// A folder for each source; those of one name, or with that of the player, are numbered.
fn folders(args: &Args) -> Vec<PathBuf> {
    if args.sources.len() == 1 {
        return vec![args.out.clone()];
    }
    let mut taken = HashSet::from(["player".to_owned()]);
    let free = |source: &String| {
        let name = source::name_of(source);
        let numbered = (2..).map(|n| format!("{name}-{n}"));
        let mut names = iter::once(name.clone()).chain(numbered);
        names.find(|name| taken.insert(name.clone()))
    };
    let names = args.sources.iter().filter_map(free);
    names.map(|name| args.out.join(name)).collect()
}

/// Writes the player's scripts into `folder`, so that its pages need no service.
fn write_player(folder: &Path) -> Outcome {
    for File { path, text, .. } in player::files() {
        let path = folder.join(path);
        create_folder(path.parent().unwrap_or(folder))?;
        write(&path, text)?;
    }
    Ok(())
}

fn create_folder(folder: &Path) -> Outcome {
    fs::create_dir_all(folder)
        .with_context(|| folder.display().to_string())
        .map_err(Exit::Failed)
}

/// Renders one source into `folder`.
async fn render(library: &Arc<Library>, name: &str, folder: &Path, args: &Args) -> Outcome {
    let document = source::read(name).await?;
    let wish = Wish {
        voice: args.voice.clone(),
        speed: Some(args.speed),
        ..Wish::default()
    };
    let (track, _) = library.add(document, wish).await?;
    library.plan(&track).await?;
    let bar = progress::sentences(track.len(), name);
    let renditions: Vec<Rendition> = args.format.iter().map(|&it| it.into()).collect();
    let encodings: Vec<_> = renditions.iter().map(|it| it.encoding()).collect();
    library.render(&track, &encodings, &|_| bar.inc(1)).await?;
    bar.finish_and_clear();
    track.progress().end_render(&Ok(()));
    create_folder(folder)?;
    for &rendition in &renditions {
        let path = folder.join(format!("audio.{}", rendition.ending()));
        write_sound(library, &track, rendition, &path).await?;
    }
    let timings = Timings::new(&track);
    write_json(&folder.join("timings.json"), &timings)?;
    write(&folder.join("captions.vtt"), &captions::vtt(&timings))?;
    write(&folder.join("captions.srt"), &captions::srt(&timings))?;
    write(&folder.join("sync.vtt"), &captions::sync_of(&track))?;
    let manifest = Manifest::new(&track, Links::below("", &renditions));
    write_json(&folder.join("manifest.json"), &manifest)
}

/// Writes the file of a track to `path`, which appears when it is whole.
pub(crate) async fn write_sound(
    library: &Arc<Library>,
    track: &Arc<Track>,
    rendition: Rendition,
    path: &Path,
) -> Outcome {
    let mut file = Unfinished::create(path)?;
    let whole = VirtualFile::new(Arc::clone(track), rendition);
    let mut sound = whole.bytes(Arc::clone(library.studio()), 0..u64::MAX).await;
    while let Some(piece) = sound.next().await {
        file.write(&piece?)?;
    }
    file.finish()
}

fn write_json(path: &Path, object: &impl Serialize) -> Outcome {
    write(path, &serde_json::to_string(object).map_err(Exit::failed)?)
}

fn write(path: &Path, text: &str) -> Outcome {
    let mut file = Unfinished::create(path)?;
    file.write(text.as_bytes())?;
    file.finish()
}

/// A file under another name until it is whole.
struct Unfinished {
    file: tempfile::NamedTempFile,
    path: PathBuf,
}

impl Unfinished {
    fn create(path: &Path) -> Result<Self, Exit> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
        let file = file
            .with_context(|| path.display().to_string())
            .map_err(Exit::Failed)?;
        let path = path.to_owned();
        Ok(Self { file, path })
    }

    fn write(&mut self, bytes: &[u8]) -> Outcome {
        let written = self.file.write_all(bytes);
        written.map_err(|error| self.failed(error))
    }

    fn finish(self) -> Outcome {
        // Temporary files are for their owner only; what is served must be readable.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::Permissions::from_mode(0o644);
            let _ = self.file.as_file().set_permissions(mode);
        }
        let name = self.path.display().to_string();
        let kept = self.file.persist(&self.path);
        kept.map_err(|error| Exit::failed(error.error).about(&name))?;
        Ok(())
    }

    fn failed(&self, error: std::io::Error) -> Exit {
        Exit::failed(error).about(&self.path.display().to_string())
    }
}
