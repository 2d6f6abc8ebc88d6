//! Playing a file on this machine: on its sound device, or by the player that its system has.

#[cfg(feature = "system")]
mod device;

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::anyhow;

use super::exit::{Exit, Outcome};

/// Players and what they take before the file: PipeWire, PulseAudio, ALSA, macOS, SoX, FFmpeg.
const PLAYERS: &[(&str, &[&str])] = &[
    ("pw-play", &[]),
    ("paplay", &[]),
    ("aplay", &["-q"]),
    ("afplay", &[]),
    ("play", &["-q"]),
    ("ffplay", &["-nodisp", "-autoexit", "-loglevel", "error"]),
];

/// What plays on this machine.
pub(crate) enum Player {
    /// The sound device.
    #[cfg(feature = "system")]
    Device(device::Device),
    /// A program and what it takes before the file.
    Program(&'static str, &'static [&'static str]),
}

/// The sound device where it can be opened, or else the first player that is installed.
pub(crate) fn find() -> Result<Player, Exit> {
    #[cfg(feature = "system")]
    match device::Device::open() {
        Ok(device) => return Ok(Player::Device(device)),
        Err(error) => tracing::debug!(cause = %error, "the sound device cannot be opened"),
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let installed = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    let found = PLAYERS.iter().find(|(name, _)| installed(name));
    let (program, arguments) = found.ok_or_else(|| {
        let names: Vec<_> = PLAYERS.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        Exit::usage(anyhow!(
            "this machine has none of the players {names}; write a file with -o FILE"
        ))
    })?;
    Ok(Player::Program(program, arguments))
}

impl Player {
    /// Plays the WAV file at `path` to its end.
    pub(crate) fn play(&self, path: &Path) -> Outcome {
        match self {
            #[cfg(feature = "system")]
            Self::Device(device) => device.play(path).map_err(Exit::Failed),
            Self::Program(program, arguments) => play_by(program, arguments, path),
        }
    }
}

fn play_by(program: &str, arguments: &[&str], path: &Path) -> Outcome {
    let status = Command::new(program)
        .args(arguments)
        .arg(path)
        .stdin(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Exit::failed(anyhow!(
            "{program} could not play ({status}); write a file with -o FILE"
        ))),
        Err(error) => Err(Exit::failed(error).about(program)),
    }
}
