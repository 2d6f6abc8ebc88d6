//! The service under measurement, as a reader meets it: the release binary over HTTP.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use futures_util::StreamExt as _;
use serde_json::Value;

/// Bytes of a second of MP3 at 48 kbit/s.
pub(crate) const BYTES_A_SECOND: f64 = 6_000.0;
/// What Chromium and Firefox wait for before they play.
pub(crate) const BLOCK: usize = 32_768;

/// A process that is ended with its owner.
pub(crate) struct Process(pub(crate) Child);

impl Process {
    /// Its resident memory in MB; 0 where the system does not tell.
    pub(crate) fn memory(&self) -> f64 {
        let status = format!("/proc/{}/status", self.0.id());
        let status = std::fs::read_to_string(status).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().nth(1));
        kib.and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) * 1_024.0 / 1e6
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running service.
pub(crate) struct Service {
    pub(crate) process: Process,
    /// Scheme, host and port.
    pub(crate) origin: String,
    pub(crate) client: reqwest::Client,
}

impl Service {
    /// A service with an empty store in `folder` and its voice loaded, which reads `sites`.
    pub(crate) fn start(binary: &Path, folder: &Path, sites: &[&str]) -> Result<Self> {
        let _ = std::fs::remove_dir_all(folder.join("store"));
        let mut child = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .args(sites.iter().flat_map(|site| ["--site", site]))
            .env("ALOUD_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = child.stdout.take().context("no output")?;
        let process = Process(child);
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let origin = line.trim().strip_prefix("listening on ");
        Ok(Self {
            process,
            origin: origin.context("the service did not start")?.to_owned(),
            client: reqwest::Client::builder().no_proxy().build()?,
        })
    }

    /// The manifest that answers a POST of `body`.
    pub(crate) async fn add(&self, body: &Value) -> Result<Value> {
        let address = format!("{}/v1/articles", self.origin);
        let request = self.client.post(address).body(body.to_string());
        json(request.header("content-type", "application/json")).await
    }

    /// The address of the MP3 of an article.
    pub(crate) fn mp3(&self, manifest: &Value) -> Result<String> {
        let path = manifest["links"]["audio"]["mp3"].as_str();
        Ok(format!("{}{}", self.origin, path.context("no sound")?))
    }
}

/// The JSON that answers `request`.
pub(crate) async fn json(request: reqwest::RequestBuilder) -> Result<Value> {
    let answer = request.send().await?.error_for_status()?.bytes().await?;
    Ok(serde_json::from_slice(&answer)?)
}

/// When the bytes of an answer came, from the first request on.
pub(crate) struct Heard {
    pub(crate) first_byte: Duration,
    /// The first [`BLOCK`]; `None` of less.
    pub(crate) first_block: Option<Duration>,
    pub(crate) bytes: usize,
}

/// Reads an answer until it has `enough` bytes or ends.
pub(crate) async fn hear(
    answer: reqwest::Response,
    began: Instant,
    enough: usize,
) -> Result<Heard> {
    let (mut first_byte, mut first_block, mut bytes) = (None, None, 0);
    let mut pieces = answer.error_for_status()?.bytes_stream();
    while bytes < enough
        && let Some(piece) = pieces.next().await
    {
        let now = began.elapsed();
        first_byte = first_byte.or(Some(now));
        bytes += piece?.len();
        if bytes >= BLOCK {
            first_block = first_block.or(Some(now));
        }
    }
    Ok(Heard {
        first_byte: first_byte.context("an answer without sound")?,
        first_block,
        bytes,
    })
}

/// Puts the default voice into `folder`.
pub(crate) fn install_voice(binary: &Path, folder: &Path) -> Result<()> {
    let status = Command::new(binary)
        .args(["voices", "install", "en_US-joe-medium", "--data"])
        .arg(folder)
        .status()?;
    ensure!(status.success(), "the voice could not be installed");
    Ok(())
}
