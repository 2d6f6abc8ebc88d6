//! The service under measurement.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use futures_util::StreamExt as _;

use super::{Round, resident_memory};

/// Bytes of a second of sound at 48 kbit/s.
const BYTES_A_SECOND: f64 = 6_000.0;
/// What Chromium and Firefox wait for before they play.
const BLOCK: usize = 32_768;

/// A process that is ended with its owner.
pub(super) struct Process(pub(super) Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Puts the default voice into `folder`.
pub(super) fn install_voice(binary: &Path, folder: &Path) -> Result<()> {
    let status = Command::new(binary)
        .args(["voices", "install", "en_US-joe-medium", "--data"])
        .arg(folder)
        .status()?;
    ensure!(status.success(), "the voice could not be installed");
    Ok(())
}

/// What is read of the page, a sentence a line.
pub(super) fn spoken_text(binary: &Path, page: &Path) -> Result<String> {
    let output = Command::new(binary).arg("text").arg(page).output()?;
    let lines = String::from_utf8(output.stdout)?;
    let written = lines.lines().filter_map(|line| line.split('\t').next());
    Ok(written.collect::<Vec<_>>().join("\n"))
}

/// One cold page on a freshly started, warm service.
pub(super) async fn round(binary: &Path, folder: &Path, html: &str) -> Result<Round> {
    let _ = std::fs::remove_dir_all(folder.join("store"));
    let (process, origin) = start(binary, folder)?;
    let client = reqwest::Client::new();
    let began = Instant::now();
    let body = serde_json::json!({ "html": html }).to_string();
    let request = client.post(format!("{origin}/v1/articles")).body(body);
    let request = request.header("content-type", "application/json");
    let manifest = request.send().await?.error_for_status()?.bytes().await?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest)?;
    let audio = manifest["links"]["audio"]["mp3"].as_str();
    let audio = format!("{origin}{}", audio.context("no sound in the manifest")?);
    let reply = client.get(audio).send().await?.error_for_status()?;
    let (mut first_byte, mut first_block, mut bytes) = (0.0, None, 0);
    let mut pieces = reply.bytes_stream();
    while let Some(piece) = pieces.next().await {
        let now = began.elapsed().as_secs_f64();
        if bytes == 0 {
            first_byte = now;
        }
        bytes += piece?.len();
        if bytes >= BLOCK {
            first_block = first_block.or(Some(now));
        }
    }
    Ok(Round {
        first_byte,
        first_block,
        whole: began.elapsed().as_secs_f64(),
        sound: bytes as f64 / BYTES_A_SECOND,
        memory: resident_memory(process.0.id()),
    })
}

fn start(binary: &Path, folder: &Path) -> Result<(Process, String)> {
    let mut child = Command::new(binary)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .env("ALOUD_LOG", "warn")
        .stdout(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().context("no output")?;
    let process = Process(child);
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line)?;
    let origin = line.trim().strip_prefix("listening on ");
    let origin = origin.context("the service did not start")?.to_owned();
    Ok((process, origin))
}
