//! The peer: the HTTP server of Piper's Python package, with the same voice.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use super::Round;
use super::shared::{Process, hear};

/// The version that is measured.
const PACKAGE: &str = "piper-tts[http]==1.8.0";
/// How long the server may take to load its voice.
const START: Duration = Duration::from_secs(60);
/// Bytes of a second of sound: 22,050 Hz, 16 bit.
const BYTES_A_SECOND: f64 = 44_100.0;
/// A WAV header.
const HEADER: usize = 44;

pub(super) struct Peer {
    process: Process,
    address: String,
    client: reqwest::Client,
}

impl Peer {
    /// Installs the package into a virtual environment in `folder` and starts its server.
    pub(super) async fn start(folder: &Path) -> Result<Self> {
        let python = environment(folder)?;
        let voice = folder.join("voices/en_US-joe-medium/model.onnx");
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = Command::new(python)
            .args(["-m", "piper.http_server", "--host", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .arg("-m")
            .arg(voice)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let peer = Self {
            process: Process(child),
            address: format!("http://127.0.0.1:{port}/synthesize"),
            client: reqwest::Client::new(),
        };
        peer.warm_up().await?;
        Ok(peer)
    }

    async fn warm_up(&self) -> Result<()> {
        let began = Instant::now();
        while began.elapsed() < START {
            if self.round("Hello.").await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        bail!("its server did not answer within {START:?}")
    }

    /// One request for the whole text.
    pub(super) async fn round(&self, text: &str) -> Result<Round> {
        let began = Instant::now();
        let body = serde_json::json!({ "text": text }).to_string();
        let request = self.client.post(&self.address).body(body);
        let request = request.header("content-type", "application/json");
        let heard = hear(request.send().await?, began, usize::MAX).await?;
        ensure!(heard.bytes > HEADER, "it answered without sound");
        Ok(Round {
            first_byte: heard.first_byte.as_secs_f64(),
            first_block: None,
            whole: began.elapsed().as_secs_f64(),
            sound: (heard.bytes - HEADER) as f64 / BYTES_A_SECOND,
            memory: self.process.memory(),
        })
    }
}

/// The Python of a virtual environment that has the package.
fn environment(folder: &Path) -> Result<PathBuf> {
    let environment = folder.join("piper");
    let python = environment.join("bin/python");
    if !python.exists() {
        run(Command::new("python3")
            .args(["-m", "venv"])
            .arg(&environment))?;
    }
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        PACKAGE,
    ];
    run(Command::new(&python).args(install))?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{}",
        said.lines().last().unwrap_or("it failed")
    );
    Ok(())
}
