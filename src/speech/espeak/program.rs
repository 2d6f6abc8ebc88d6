//! One run of the program: a text in, its sound out.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::RATE;
use super::language;
use crate::speech::SpeechError;

/// How long a run may take, besides what its text takes; a start takes some 10 ms.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a byte of the text may take more; it takes 0.1 ms.
const A_BYTE: Duration = Duration::from_millis(5);

/// Bytes of the longest sound that is taken: six minutes. Texts are a minute at most.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Bytes of the head of the program's WAV.
const HEAD: usize = 44;

/// Data sizes from here on stand for "unknown": the program writes before it knows.
const UNKNOWN_SIZE: u32 = 0x7F00_0000;

/// The program, started anew for each text.
pub(super) struct Program {
    file: PathBuf,
}

/// A child that does not outlive its run, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a run ended with.
struct Output {
    bytes: Vec<u8>,
    /// Whether the program itself says that all is well.
    well: bool,
    /// Whether it was ended by a signal: a crash.
    crashed: bool,
}

impl Program {
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file }
    }

    /// The version that the program says it is.
    pub(super) fn version(&self) -> Result<String, SpeechError> {
        let output = self.run(&["--version"], "")?;
        let text = String::from_utf8_lossy(&output.bytes).into_owned();
        // "eSpeak NG text-to-speech: 1.51  Data at: …", and the place of the data says nothing.
        let version = text.split("Data at").next().unwrap_or_default();
        let version: String = version.chars().filter(|c| !c.is_control()).collect();
        match version.trim() {
            "" => Err(unavailable("it does not say its version")),
            version => Ok(version.to_owned()),
        }
    }

    /// The sound of `text` in the language `lang` at `speed` words a minute.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`] where the program does not start, end, or know the language;
    /// [`SpeechError::Broken`] where it dies of the text or gives no sound.
    pub(super) fn speak(
        &self,
        text: &str,
        lang: &str,
        speed: u32,
    ) -> Result<Vec<i16>, SpeechError> {
        let speed = speed.to_string();
        // Without -z there would be half a second of silence behind.
        let options = [
            "-b", "1", "-z", "--stdin", "--stdout", "-s", &speed, "-v", lang,
        ];
        let mut output = self.run(&options, text)?;
        if output.crashed {
            // It may have been somebody else who ended it.
            output = self.run(&options, text)?;
        }
        match output {
            Output { crashed: true, .. } => Err(broken("it died of a text")),
            Output {
                well: false, bytes, ..
            } if bytes.is_empty() => Err(language::refusal(lang)),
            Output { well: false, .. } => Err(broken("it ended with an error")),
            Output { bytes, .. } => samples(&bytes),
        }
    }

    fn run(&self, options: &[&str], text: &str) -> Result<Output, SpeechError> {
        let child = Command::new(&self.file)
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut running = Running(child.map_err(|error| unavailable(&error.to_string()))?);
        if let Some(mut input) = running.0.stdin.take() {
            // A part of a sentence fits in the pipe, so this cannot block; a program that has
            // died already is found out below.
            let _ = input.write_all(text.as_bytes());
        }
        let bytes = read(&mut running.0, PATIENCE + A_BYTE * text.len() as u32)?;
        if bytes.len() as u64 >= LONGEST {
            return Err(broken("it does not stop to speak"));
        }
        let status = running.0.wait();
        let status = status.map_err(|error| unavailable(&error.to_string()))?;
        Ok(Output {
            bytes,
            well: status.success(),
            crashed: status.code().is_none(),
        })
    }
}

/// All that `child` writes within `patience`.
fn read(child: &mut Child, patience: Duration) -> Result<Vec<u8>, SpeechError> {
    let (send, receive) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        // Reading blocks, and a pipe has no time-out. The thread ends with the program.
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = output.take(LONGEST).read_to_end(&mut bytes);
            let _ = send.send(read.map(|_| bytes));
        });
    }
    match receive.recv_timeout(patience) {
        Ok(read) => read.map_err(|error| broken(&error.to_string())),
        Err(RecvTimeoutError::Timeout) => Err(unavailable("it gives no answer")),
        Err(RecvTimeoutError::Disconnected) => Err(broken("its sound cannot be read")),
    }
}

/// The samples of the WAV in `bytes`.
fn samples(bytes: &[u8]) -> Result<Vec<i16>, SpeechError> {
    let Some((head, data)) = bytes.split_at_checked(HEAD) else {
        return Err(broken("its sound ends too early"));
    };
    let number =
        |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    // One channel of PCM (1, 1) in two bytes a sample (2, 16 bits).
    let mono = number(20) == 0x0001_0001 && number(32) == 0x0010_0002;
    if !head.starts_with(b"RIFF") || head[8..16] != *b"WAVEfmt " || !mono {
        return Err(broken("its sound is no WAV of one channel"));
    }
    if number(24) != RATE.0 {
        return Err(broken(&format!("its sound has {} Hz", number(24))));
    }
    let whole =
        number(40) >= UNKNOWN_SIZE || number(40) == 0 || data.len() as u64 >= u64::from(number(40));
    if data.len() % 2 == 1 || !whole {
        return Err(broken("its sound ends too early"));
    }
    let pairs = data.chunks_exact(2);
    Ok(pairs
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
        .collect())
}

fn unavailable(cause: &str) -> SpeechError {
    SpeechError::Unavailable(format!("espeak-ng: {cause}"))
}

fn broken(cause: &str) -> SpeechError {
    SpeechError::Broken(format!("espeak-ng: {cause}"))
}
