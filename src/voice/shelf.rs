//! The voices on this machine: a folder for each bundle of files, checked before use.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{FileEntry, VoiceEntry, adopt};

/// The folder that holds the files of the installed voices, a folder for each bundle.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

/// What is wrong with a file of a voice.
#[derive(Debug)]
pub enum FileFault {
    /// The file is not there.
    Missing(String),
    /// Its bytes are not those of the catalogue.
    Differs(String),
    /// It cannot be read.
    Unreadable(String, io::Error),
}

impl fmt::Display for FileFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(out, "{name} is missing"),
            Self::Differs(name) => write!(out, "{name} does not have the SHA-256 of the catalogue"),
            Self::Unreadable(name, error) => write!(out, "{name}: {error}"),
        }
    }
}

impl Shelf {
    /// The shelf in `folder`, which need not exist yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder that holds all voices.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of a voice's files, which other voices may share.
    pub fn folder_of(&self, entry: &VoiceEntry) -> PathBuf {
        let bundle = entry.bundle.as_ref();
        self.folder
            .join(bundle.map_or(&entry.id, |bundle| &bundle.id))
    }

    /// The voices that were adopted here, in the order of their folders.
    pub(super) fn adopted(&self) -> Vec<VoiceEntry> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        folders.sort();
        let hidden = |folder: &PathBuf| {
            let name = folder.file_name().map(std::ffi::OsStr::to_string_lossy);
            name.is_none_or(|name| name.starts_with('.'))
        };
        let shown = folders.iter().filter(|folder| !hidden(folder));
        let voices = shown.filter_map(|folder| adopt::described(folder));
        voices.flatten().collect()
    }

    /// Whether all files of the voice are there, without reading them.
    pub fn has(&self, entry: &VoiceEntry) -> bool {
        let folder = self.folder_of(entry);
        entry
            .files()
            .iter()
            .all(|file| folder.join(&file.name).is_file())
    }

    /// Reads every file of the voice and compares it with the catalogue.
    ///
    /// Takes some 50 ms for a 63 MB model: keep it off the async threads.
    ///
    /// # Errors
    /// The first fault found.
    pub fn verify(&self, entry: &VoiceEntry) -> Result<(), FileFault> {
        let folder = self.folder_of(entry);
        entry
            .files()
            .iter()
            .try_for_each(|file| verify_file(&folder, file))
    }

    /// Removes the voice's folder, and with it those that share it; `false` where there was none.
    ///
    /// # Errors
    /// What the file system says.
    pub fn remove(&self, entry: &VoiceEntry) -> io::Result<bool> {
        match std::fs::remove_dir_all(self.folder_of(entry)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Compares the file in `folder` with its entry.
pub(super) fn verify_file(folder: &Path, entry: &FileEntry) -> Result<(), FileFault> {
    let name = entry.name.clone();
    let digest = match File::open(folder.join(&entry.name)).and_then(sha256) {
        Ok(digest) => digest,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(FileFault::Missing(name));
        }
        Err(error) => return Err(FileFault::Unreadable(name, error)),
    };
    if digest == entry.sha256 {
        Ok(())
    } else {
        Err(FileFault::Differs(name))
    }
}

/// The entry of the file called `name` in `folder` as it is now.
pub(super) fn entry_of_file(folder: &Path, name: &str) -> io::Result<FileEntry> {
    let path = folder.join(name);
    Ok(FileEntry {
        name: name.to_owned(),
        sha256: sha256(File::open(&path)?)?,
        size: path.metadata()?.len(),
        parts: Vec::new(),
        url: None,
    })
}

/// The bytes in lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half & 15)]);
    let pairs = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(*byte)]);
    pairs.collect()
}

/// SHA-256 of what `file` holds, in lower-case hexadecimal.
fn sha256(mut file: File) -> io::Result<String> {
    let mut hasher = Sha256::new();
    // 1 MiB keeps the calls few and stays in the second-level cache.
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
    }
    let digest = hasher.finalize();
    Ok(hexadecimal(&digest))
}
