//! A rendered article: ranges a second, beside nginx with the same file from disk.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use super::Bench;
use super::cold::becomes;
use super::load::{Load, Rate};
use super::shared::{Process, Service};
use super::table::{heading, row};
use super::texts;

/// Words that are ten minutes.
const TEN_MINUTES: usize = 1_650;
/// Rounds of each server, in turn; the medians are compared.
const ROUNDS: usize = 5;
/// How long a server may take to start, or to put a file together.
const PATIENCE: Duration = Duration::from_secs(10);

/// Measures both servers.
pub(super) async fn rendered(bench: &Bench) -> Result<()> {
    let service = bench.service()?;
    heading("a rendered article of ten minutes, ranges of 64 kB");
    let asked = "0.7 of nginx";
    match compare(bench, &service).await {
        Ok((ours, theirs)) => {
            let (ours, theirs) = (Rate::median(ours), Rate::median(theirs));
            let part = ours.requests / theirs.requests;
            row("aloud serve", "", &ours.to_string());
            row("nginx", "", &theirs.to_string());
            row("aloud serve, of nginx", asked, &format!("{part:.2}"));
        }
        Err(error) => row("not measured", asked, &format!("{error:#}")),
    }
    Ok(())
}

async fn compare(bench: &Bench, service: &Service) -> Result<(Vec<Rate>, Vec<Rate>)> {
    let (address, file) = render(bench, service).await?;
    let nginx = Nginx::start(&bench.folder, &file)?;
    same(service, &address, &nginx.address).await?;
    let load = Load::new(&bench.folder, fs::metadata(&file)?.len())?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        theirs.push(load.run(&nginx.address)?);
        ours.push(load.run(&address)?);
    }
    Ok((ours, theirs))
}

/// The address of the sound of an article that is rendered, and the file it is kept in.
async fn render(bench: &Bench, service: &Service) -> Result<(String, PathBuf)> {
    let page = texts::page(TEN_MINUTES, 0);
    let manifest = service
        .add(&json!({ "html": page, "render": true }))
        .await?;
    becomes(service, &manifest, |now| now["state"] == "ready").await?;
    let folder = bench.folder.join("store/mp3");
    for _ in 0..PATIENCE.as_millis() / 100 {
        if let Some(file) = only_file(&folder) {
            return Ok((service.mp3(&manifest)?, file));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("the whole file was not kept in {}", folder.display())
}

/// The finished MP3 below `folder`, in a folder of its own.
fn only_file(folder: &Path) -> Option<PathBuf> {
    let inner = fs::read_dir(folder).ok()?.flatten().next()?;
    let mut files = fs::read_dir(inner.path()).ok()?.flatten();
    let mut files = files.by_ref().map(|entry| entry.path());
    files.find(|path| path.extension().is_some_and(|it| it == "mp3"))
}

/// Makes sure that both servers give the same bytes for a range across two pieces.
async fn same(service: &Service, ours: &str, theirs: &str) -> Result<()> {
    let mut answers = Vec::new();
    for address in [ours, theirs] {
        let request = service.client.get(address);
        let answer = request.header("range", "bytes=250000-315535").send();
        let answer = answer.await?.error_for_status()?;
        ensure!(answer.status() == 206, "{address} gives no ranges");
        answers.push(answer.bytes().await?);
    }
    ensure!(answers[0] == answers[1], "the servers give different bytes");
    Ok(())
}

/// nginx with one file, with the settings that make it fastest for that.
struct Nginx {
    process: Process,
    address: String,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Asked, not killed: only then it ends the processes that serve for it.
        let process = self.process.0.id().to_string();
        let _ = Command::new("kill").arg(process).status();
        let _ = self.process.0.wait();
    }
}

impl Nginx {
    fn start(folder: &Path, file: &Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = folder.join("nginx");
        fs::create_dir_all(&folder)?;
        let config = folder.join("nginx.conf");
        fs::write(&config, configuration(&folder, file, port)?)?;
        // Debian keeps it where only root's path leads.
        let child = ["nginx", "/usr/sbin/nginx"].iter().find_map(|name| {
            let command = &mut Command::new(name);
            let command = command.arg("-c").arg(&config).stderr(Stdio::null());
            command.spawn().ok()
        });
        let child = child.context("no nginx (scripts/need.sh bench installs it)")?;
        let name = file.file_name().unwrap_or_default().display();
        let nginx = Self {
            process: Process(child),
            address: format!("http://127.0.0.1:{port}/{name}"),
        };
        wait_for(port)?;
        Ok(nginx)
    }
}

fn wait_for(port: u16) -> Result<()> {
    let open = |_| {
        std::thread::sleep(Duration::from_millis(100));
        std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
    };
    let open = (0..PATIENCE.as_millis() / 100).any(open);
    ensure!(open, "nginx did not start");
    Ok(())
}

/// A process for each core; no log, as the service has none here.
fn configuration(folder: &Path, file: &Path, port: u16) -> Result<String> {
    let root = file.parent().context("a file without a folder")?.display();
    let folder = folder.display();
    let user = String::from_utf8(Command::new("id").arg("-un").output()?.stdout)?;
    let user = user.trim();
    Ok(format!(
        "daemon off; user {user}; worker_processes auto;
pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; open_file_cache max=10;
    keepalive_requests 100000000; types {{ audio/mpeg mp3; }}
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"
    ))
}
