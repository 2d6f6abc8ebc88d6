//! Playing a file on this machine, by the player that its system has.

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

/// A player of this machine.
pub(crate) struct Player {
    program: &'static str,
    arguments: &'static [&'static str],
}

/// The first player that is installed.
pub(crate) fn find() -> Result<Player, Exit> {
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
    Ok(Player { program, arguments })
}

impl Player {
    /// Plays the file at `path` to its end.
    pub(crate) fn play(&self, path: &Path) -> Outcome {
        let status = Command::new(self.program)
            .args(self.arguments)
            .arg(path)
            .stdin(Stdio::null())
            .status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Exit::failed(anyhow!(
                "{} could not play ({status}); write a file with -o FILE",
                self.program
            ))),
            Err(error) => Err(Exit::failed(error).about(self.program)),
        }
    }
}
