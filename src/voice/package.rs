//! Packages: archives that carry a bundle's files, by the ordinary package clients.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::catalogue::{Client, Package};
use super::install::Meter;

/// How often the size of a running download is looked at.
const POLL: Duration = Duration::from_millis(100);

/// A package that was fetched.
#[derive(Debug, Clone)]
pub(super) struct Archive {
    /// Name of the package.
    pub(super) package: String,
    /// What fetched it, which says what kind of archive it is.
    pub(super) client: Client,
    /// Where it is.
    pub(super) path: PathBuf,
}

/// The packages that could be fetched into `folder`, and one line for each client that failed.
///
/// A client that failed is not asked again: it would wait for the same silence.
pub(super) async fn fetch(
    packages: &[Package],
    folder: &Path,
    meter: &mut Meter<'_>,
) -> (Vec<Archive>, Vec<String>) {
    let (mut archives, mut causes, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for package in packages {
        if failed.contains(&package.client) {
            continue;
        }
        match fetch_one(package, folder, meter).await {
            Ok(path) => archives.push(Archive {
                package: package.name.clone(),
                client: package.client,
                path,
            }),
            Err(cause) => {
                failed.push(package.client);
                causes.push(cause);
            }
        }
        meter.done(package.size);
    }
    (archives, causes)
}

/// The archive of `package`, in a folder of its own below `folder`.
async fn fetch_one(package: &Package, folder: &Path, meter: &Meter<'_>) -> Result<PathBuf, String> {
    let scratch = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
    let (mut command, name, ending) = match package.client {
        Client::Pip => (pip(package, scratch.path()), "python3 -m pip", "whl"),
        Client::Npm => (npm(package, scratch.path()), "npm", "tgz"),
    };
    run(&mut command, name, || {
        meter.show(size_of(scratch.path()).min(package.size));
    })
    .await?;
    let archive = find_archive(scratch.path(), ending)
        .ok_or_else(|| format!("{name} left no {ending} behind"))?;
    // The folder goes with the installation's own.
    drop(scratch.keep());
    Ok(archive)
}

/// The call of pip that leaves the wheel of `package` in `scratch`.
fn pip(package: &Package, scratch: &Path) -> Command {
    let mut command = Command::new("python3");
    command
        .args(["-m", "pip", "download", "--quiet", "--no-deps"])
        .args(["--disable-pip-version-check", "--progress-bar", "off"])
        .arg("--dest")
        .arg(scratch)
        .arg(format!("{}=={}", package.name, package.version))
        .env("TMPDIR", scratch);
    command
}

/// The call of npm that leaves the archive of `package` in `scratch`.
///
/// Its cache is there as well, so that nothing is left in the home folder.
fn npm(package: &Package, scratch: &Path) -> Command {
    let mut command = Command::new("npm");
    command
        .arg("pack")
        .arg(format!("{}@{}", package.name, package.version))
        .args(["--ignore-scripts", "--no-update-notifier", "--logs-max=0"])
        .current_dir(scratch)
        .env("npm_config_cache", scratch.join("cache"));
    command
}

/// Runs a client; neither has machine-readable progress in every version, so `watch` is called
/// every now and then and looks at its files.
async fn run(command: &mut Command, name: &str, watch: impl Fn()) -> Result<(), String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let stderr = child.stderr.take();
    let said = tokio::spawn(read_all(stderr));
    let status = loop {
        tokio::select! {
            status = child.wait() => break status.map_err(|error| format!("{name}: {error}"))?,
            () = tokio::time::sleep(POLL) => watch(),
        }
    };
    if status.success() {
        return Ok(());
    }
    let said = said.await.unwrap_or_default();
    let short = name.rsplit(' ').next().unwrap_or(name);
    Err(format!("{short}: {}", error_in(&said)))
}

async fn read_all(pipe: Option<tokio::process::ChildStderr>) -> String {
    let mut text = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut pipe, &mut text).await;
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// The line of a client's output that says what went wrong.
fn error_in(said: &str) -> &str {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    lines()
        .rfind(|line| line.starts_with("ERROR"))
        .or_else(|| lines().find_map(npm_error))
        .or_else(|| lines().next_back())
        .unwrap_or("it failed without a word")
}

/// What a line of npm's says of an error in words, not by a code.
fn npm_error(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("npm error ");
    let said = rest.or_else(|| line.strip_prefix("npm ERR! "))?.trim();
    let codes = ["code ", "syscall ", "errno ", "type "];
    let is_code = codes.iter().any(|code| said.starts_with(code));
    (!is_code && !said.is_empty()).then_some(said)
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

fn find_archive(folder: &Path, ending: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    let mut paths = entries.flatten().map(|entry| entry.path());
    paths.find(|path| path.extension().is_some_and(|found| found == ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_says_what_went_wrong_is_found() {
        for (said, line, why) in [
            (
                "WARNING: retrying\nERROR: no such version\nERROR: no match found\nnotice\n",
                "ERROR: no match found",
                "pip's last error",
            ),
            (
                "npm warn old\nnpm error code ECONNREFUSED\nnpm error syscall connect\n\
                 npm error FetchError: no answer\nnpm error     at ClientRequest\nnpm error\n\
                 npm error Log files were not written",
                "FetchError: no answer",
                "npm's first words",
            ),
            (
                "npm ERR! code E404\nnpm ERR! 404 Not Found\n",
                "404 Not Found",
                "as older ones write it",
            ),
            ("strange\n\n", "strange", "another client"),
            ("", "it failed without a word", "silence"),
        ] {
            assert_eq!(error_in(said), line, "{why}");
        }
    }
}
