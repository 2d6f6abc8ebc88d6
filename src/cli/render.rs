//! `aloud render`: articles into a folder that any web server can serve to the player.

use std::collections::HashSet;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aloud::delivery;
use aloud::library::{Library, Sites, Wish};
use aloud::manifest::{AudioLinks, Links, Manifest, Timings};
use aloud::sound::{ENCODER_DELAY, Wav};
use aloud::speech::Pace;
use aloud::studio::Priority;
use aloud::track::Track;
use anyhow::Context as _;
use clap::ValueEnum;
use futures_util::StreamExt;
use serde::Serialize;

use super::config::ReadingArgs;
use super::exit::{Exit, Outcome};
use super::{library_in, print, progress, serve, source};

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
    /// 16 bit, 24 kHz mono
    Wav,
}

/// Runs the command.
pub(crate) async fn run(args: Args, data: &Path) -> Outcome {
    let (_, ways) = args.reading.read()?;
    let library = library_in(data, Sites::default(), args.voice.clone(), None, ways)?;
    serve::prepare(&library).await?;
    for (name, folder) in args.sources.iter().zip(folders(&args)) {
        render(&library, name, &folder, &args)
            .await
            .map_err(|error| error.about(name))?;
        print::notice(folder.join("manifest.json").display())?;
    }
    Ok(())
}

/// A folder for each source; those of one name are numbered from the second on.
fn folders(args: &Args) -> Vec<PathBuf> {
    if args.sources.len() == 1 {
        return vec![args.out.clone()];
    }
    let mut taken = HashSet::new();
    let free = |source: &String| {
        let name = source::name_of(source);
        let numbered = (2..).map(|n| format!("{name}-{n}"));
        let mut names = iter::once(name.clone()).chain(numbered);
        names.find(|name| taken.insert(name.clone()))
    };
    let names = args.sources.iter().filter_map(free);
    names.map(|name| args.out.join(name)).collect()
}

/// Renders one source into `folder`.
async fn render(library: &Arc<Library>, name: &str, folder: &Path, args: &Args) -> Outcome {
    let document = source::read(name).await?;
    let wish = Wish {
        speed: Some(args.speed),
        ..Wish::default()
    };
    let (track, _) = library.add(document, wish).await?;
    library.plan(&track).await?;
    let bar = progress::sentences(track.len(), name);
    library.render(&track, &|_| bar.inc(1)).await?;
    bar.finish_and_clear();
    track.end_render(true);
    fs::create_dir_all(folder)
        .with_context(|| folder.display().to_string())
        .map_err(Exit::Failed)?;
    for format in &args.format {
        match format {
            SoundFormat::Mp3 => write_mp3(library, &track, &folder.join("audio.mp3")).await?,
            SoundFormat::Wav => write_wav(library, &track, &folder.join("audio.wav")).await?,
        }
    }
    write_json(&folder.join("timings.json"), &Timings::new(&track))?;
    let manifest = Manifest::new(&track, links(&args.format));
    write_json(&folder.join("manifest.json"), &manifest)
}

/// Links from the manifest to the files beside it.
fn links(formats: &[SoundFormat]) -> Links {
    let file = |format, name: &str| formats.contains(&format).then(|| name.to_owned());
    Links {
        manifest: "manifest.json".into(),
        audio: AudioLinks {
            mp3: file(SoundFormat::Mp3, "audio.mp3"),
            wav: file(SoundFormat::Wav, "audio.wav"),
        },
        timings: "timings.json".into(),
    }
}

/// Writes the track as MP3 to `path`, which appears when it is whole.
pub(crate) async fn write_mp3(library: &Arc<Library>, track: &Arc<Track>, path: &Path) -> Outcome {
    let mut file = Unfinished::create(path)?;
    let studio = Arc::clone(library.studio());
    let mut sound = delivery::sound(studio, Arc::clone(track), 0..u64::MAX);
    while let Some(piece) = sound.next().await {
        file.write(&piece?)?;
    }
    file.finish()
}

/// Writes the track as WAV to `path`, spoken anew: MP3 does not come back as it was.
pub(crate) async fn write_wav(library: &Arc<Library>, track: &Arc<Track>, path: &Path) -> Outcome {
    let file = Unfinished::create(path)?;
    let mut wav = Wav::new(file.writer()?).map_err(Exit::failed)?;
    // The times are those of the MP3, whose sound is later by the encoder's delay.
    let delay = ENCODER_DELAY.0 as usize;
    let mut pcm = vec![0; delay];
    for index in 0..track.len() {
        let prompt = track
            .prompt(library.studio(), index, Priority::Rendering)
            .await?;
        let spoken = tokio::task::spawn_blocking(move || {
            let mut pcm = Vec::new();
            prompt
                .speak(&mut |piece| pcm.extend_from_slice(piece))
                .map(|()| pcm)
        });
        pcm.extend(spoken.await.map_err(Exit::failed)??);
        // As much is held back as was put in front: it is silence, for every segment ends in it.
        let rest = pcm.len().saturating_sub(delay);
        wav.push(&pcm[..rest]).map_err(Exit::failed)?;
        pcm.drain(..rest);
    }
    wav.finish().map_err(Exit::failed)?;
    file.finish()
}

fn write_json(path: &Path, object: &impl Serialize) -> Outcome {
    let text = serde_json::to_vec(object).map_err(Exit::failed)?;
    let mut file = Unfinished::create(path)?;
    file.write(&text)?;
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

    /// A second handle that seeks, for writers that own theirs.
    fn writer(&self) -> Result<BufWriter<fs::File>, Exit> {
        let file = self.file.reopen();
        Ok(BufWriter::new(file.map_err(|error| self.failed(error))?))
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
