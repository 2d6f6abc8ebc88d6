//! Installation of a voice: fetched, verified, then put in its place in one step.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::shelf::verify_file;
use super::unpack::unpack;
use super::{Bundle, FileEntry, Shelf, VoiceEntry, address, package};
use crate::speech;

/// Beginning of the name of a folder that is being filled.
const INSTALLING: &str = ".installing-";
/// Beginning of the name of a folder whose voice was replaced.
const REPLACED: &str = ".replaced-";
/// No installation takes so long; a folder of that age belongs to a killed process.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// How far an installation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Bytes fetched of the whole.
    Fetching {
        /// Bytes so far.
        bytes: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Taking the files out of their package.
    Unpacking,
    /// Comparing the files with the catalogue.
    Verifying,
}

/// Why a voice could not be installed.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// Neither the package client nor the public address gave the files.
    #[error("voice {id} could not be fetched ({}); connect this machine to its package registry \
             and start again", causes.join("; "))]
    Unreachable {
        /// Id of the voice.
        id: String,
        /// What each way said.
        causes: Vec<String>,
    },
    /// What was fetched is not what the catalogue names.
    #[error("voice {id} was fetched, but {cause}; nothing was installed")]
    Refused {
        /// Id of the voice.
        id: String,
        /// What is wrong with which file.
        cause: String,
    },
    /// What a path or an address names is no voice.
    #[error("{name} is no voice that can be installed: {cause}")]
    NoVoice {
        /// The path or the address.
        name: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The folder of the voices cannot be written.
    #[error("{folder}: {source}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the file system says.
        source: io::Error,
    },
}

impl InstallError {
    /// The folder of `shelf` cannot be written, for what the file system says.
    pub(super) fn folder(shelf: &Shelf, source: io::Error) -> Self {
        Self::Folder {
            folder: shelf.folder().display().to_string(),
            source,
        }
    }
}

/// Counts what is fetched for whoever shows it, over all packages and files.
pub(super) struct Meter<'a> {
    progress: &'a (dyn Fn(Progress) + Sync),
    before: u64,
    total: u64,
}

impl<'a> Meter<'a> {
    /// A meter of `total` bytes.
    pub(super) fn new(progress: &'a (dyn Fn(Progress) + Sync), total: u64) -> Self {
        Self {
            progress,
            before: 0,
            total,
        }
    }

    /// Says how many bytes there are in all, when that is known.
    pub(super) fn expect(&mut self, total: u64) {
        self.total = total;
    }

    /// Shows that `bytes` of the present package or file are here.
    pub(super) fn show(&self, bytes: u64) {
        (self.progress)(Progress::Fetching {
            bytes: self.before + bytes,
            total: self.total,
        });
    }

    /// Goes on to the next package or file, after one of `size` bytes.
    pub(super) fn done(&mut self, size: u64) {
        self.before += size;
    }
}

/// Installs the files of the voice of `entry` on `shelf`, in place of those that are there.
///
/// All voices of its bundle are then installed. Everything is fetched and verified in a folder
/// of another name, which is then renamed: a process killed at any moment leaves the old files,
/// the new ones or none, never half of them.
///
/// # Errors
/// Says what each way of fetching answered; the shelf is then as it was.
pub async fn install(
    entry: &VoiceEntry,
    shelf: &Shelf,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), InstallError> {
    let Some(bundle) = &entry.bundle else {
        return Ok(());
    };
    let scratch = scratch(shelf)?;
    let id = || entry.id.clone();
    let refused = |cause| InstallError::Refused { id: id(), cause };
    fetch(bundle, scratch.path(), progress)
        .await
        .map_err(|causes| InstallError::Unreachable { id: id(), causes })?;
    progress(Progress::Verifying);
    for file in &bundle.files {
        let verified = verify_file(scratch.path(), file);
        verified.map_err(|fault| refused(fault.to_string()))?;
    }
    prepare(entry, scratch.path()).await.map_err(refused)?;
    replace(scratch, &shelf.folder_of(entry)).map_err(|error| InstallError::folder(shelf, error))
}

/// A folder to be filled, beside the installed voices.
pub(super) fn scratch(shelf: &Shelf) -> Result<tempfile::TempDir, InstallError> {
    let folder_error = |error| InstallError::folder(shelf, error);
    std::fs::create_dir_all(shelf.folder()).map_err(folder_error)?;
    remove_leftovers(shelf.folder());
    tempfile::Builder::new()
        .prefix(INSTALLING)
        .tempdir_in(shelf.folder())
        .map_err(folder_error)
}

/// Has the voice's backend derive what it needs from its files in `folder`.
async fn prepare(entry: &VoiceEntry, folder: &Path) -> Result<(), String> {
    let (entry, folder) = (entry.clone(), folder.to_owned());
    let work = move || speech::prepare(&entry, &folder);
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(error.to_string()))
}

/// Removes what killed installations left behind, but not what one may be working in now.
fn remove_leftovers(folder: &Path) {
    let abandoned = |entry: &std::fs::DirEntry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name.starts_with(INSTALLING) || name.starts_with(REPLACED);
        let changed = entry.metadata().and_then(|data| data.modified());
        let age = changed.ok().and_then(|at| at.elapsed().ok());
        ours && age.is_some_and(|age| age > ABANDONED)
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(abandoned) {
        let _ = std::fs::remove_dir_all(entry.path());
    }
}

/// Fills `folder` by the package clients, and from the public addresses where one of them failed.
///
/// The error is what each way said.
async fn fetch(
    bundle: &Arc<Bundle>,
    folder: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), Vec<String>> {
    let scratch = tempfile::tempdir_in(folder).map_err(|error| vec![error.to_string()])?;
    let total = bundle.packages.iter().map(|package| package.size).sum();
    let mut meter = Meter::new(progress, total);
    let (archives, mut causes) = package::fetch(&bundle.packages, scratch.path(), &mut meter).await;
    if !archives.is_empty() {
        progress(Progress::Unpacking);
        let (bundle, folder) = (Arc::clone(bundle), folder.to_owned());
        let place = scratch.path().to_owned();
        let work = move || unpack(&bundle.files, &archives, &place, &folder);
        let done = tokio::task::spawn_blocking(work).await;
        if let Err(cause) = done.unwrap_or_else(|error| Err(error.to_string())) {
            causes.push(cause);
        }
    }
    let lacking: Vec<&FileEntry> = bundle
        .files
        .iter()
        .filter(|file| !folder.join(&file.name).exists())
        .collect();
    meter.before = 0;
    meter.total = lacking.iter().map(|file| file.size).sum();
    match address::fetch(&lacking, folder, &mut meter).await {
        Ok(()) => Ok(()),
        Err(cause) => {
            causes.push(cause);
            Err(causes)
        }
    }
}

/// Puts the folder `new` at `place`; what stood there is moved aside first.
pub(super) fn replace(new: tempfile::TempDir, place: &Path) -> io::Result<()> {
    let shelf = place.parent().unwrap_or(Path::new("."));
    // A name of its own: another process may be doing the same.
    let aside = tempfile::Builder::new()
        .prefix(REPLACED)
        .tempdir_in(shelf)?;
    match std::fs::rename(place, aside.path().join("voice")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    match std::fs::rename(new.path(), place) {
        Ok(()) => drop(new.keep()),
        // Another process was faster, with files that it has verified as well.
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
        Err(error) => return Err(error),
    }
    Ok(())
}
