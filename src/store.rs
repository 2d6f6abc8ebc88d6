//! The store: sentences, articles, plans and whole files by their content addresses.
//!
//! What is stored never changes under its name, so a copy is as good as the original and
//! nothing needs a lock: two services may use one store. Writes are atomic. Every object carries
//! the hash of its bytes; what is damaged is dropped and made again. Where a limit is set, what
//! was used the longest ago leaves first.

mod care;
mod file;
mod key;
mod patience;
mod place;
mod usage;

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;

pub use care::{Stock, Verdict};
use file::Files;
pub use key::Key;
use patience::{Patience, READ, WRITE};
use usage::Usage;

/// What kind of object is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// The bytes of one sentence in some encoding.
    Segments,
    /// An article with its voice, as JSON.
    Articles,
    /// The exact lengths of an article's sentences, as JSON.
    Plans,
    /// Which article a page had when it was read last, as JSON.
    Pages,
    /// Sizes and hashes of whole files, as JSON.
    Receipts,
    /// Whole articles as MP3, without a seal: others may serve them too.
    Mp3,
    /// The same as Opus in Ogg.
    Opus,
    /// Pictures that files carry.
    Covers,
}

impl Shelf {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Segments,
        Self::Articles,
        Self::Plans,
        Self::Pages,
        Self::Receipts,
        Self::Mp3,
        Self::Opus,
        Self::Covers,
    ];

    /// The folder in which they are.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Receipts => "receipts",
            Self::Mp3 => "mp3",
            Self::Opus => "opus",
            Self::Segments => "segments",
            Self::Articles => "articles",
            Self::Plans => "plans",
            Self::Pages => "pages",
            Self::Covers => "covers",
        }
    }

    fn path(self, key: Key) -> Path {
        let name = key.to_string();
        // A folder for each first byte: a million sentences are 4,000 files a folder.
        let ending = self.ending();
        Path::from(format!("{}/{}/{name}{ending}", self.folder(), &name[..2]))
    }

    /// What stands behind the address in the name of a file that others serve too.
    fn ending(self) -> &'static str {
        match self {
            Self::Mp3 => ".mp3",
            Self::Opus => ".opus",
            _ => "",
        }
    }

    /// Whether its objects carry their hash.
    fn is_sealed(self) -> bool {
        self.ending().is_empty()
    }

    /// The shelf and the address of the object at `path`, or `None` for what is not ours.
    fn name_of(path: &Path) -> Option<(Self, Key)> {
        let mut parts = path.as_ref().split('/');
        let folder = parts.next()?;
        let shelf = Self::ALL.into_iter().find(|it| it.folder() == folder)?;
        let name = parts.nth(1)?.strip_suffix(shelf.ending())?;
        let key = Key::parse(name)?;
        parts.next().is_none().then_some((shelf, key))
    }
}

/// Why something could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, not there, or not ours.
    #[error("the store cannot be used: {0}")]
    Unavailable(#[from] object_store::Error),
    /// It did not answer in time, now or a moment ago.
    #[error("the store does not answer")]
    Silent,
    /// What was to be stored has no JSON form.
    #[error("an object has no JSON form: {0}")]
    Form(#[from] serde_json::Error),
    /// The address names no folder.
    #[error("{0} names no folder")]
    Address(String),
    /// A file broke off while it was written.
    #[error("a file broke off: {0}")]
    BrokenOff(String),
}

/// Length of the hash before an object's bytes.
const SEAL: usize = 32;

/// Keeps what was made, in a folder, in a cloud or in memory.
#[derive(Debug, Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    patience: Patience,
    /// The folder, where it is one of this machine.
    folder: Option<PathBuf>,
    /// What is held, where there is a limit to it.
    usage: Option<Arc<Usage>>,
    /// Whether what leaves is being removed now.
    sweeping: Arc<AtomicBool>,
    files: Files,
}

impl Store {
    /// A store in any object store.
    pub fn new(objects: Arc<dyn ObjectStore>) -> Self {
        Self {
            objects,
            patience: Patience::default(),
            folder: None,
            usage: None,
            sweeping: Arc::default(),
            files: Files::new(),
        }
    }

    /// A store in the folder at `path`, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder cannot be made.
    pub fn in_folder(path: &FilePath) -> Result<Self, StoreError> {
        Ok(Self {
            folder: Some(path.to_owned()),
            ..Self::new(place::folder(path)?)
        })
    }

    /// A store at `url`: `s3://bucket/prefix`, `gs://bucket/prefix`, `az://container/prefix`,
    /// `memory:///` or `file:///folder`. Keys and regions come from the environment.
    ///
    /// # Errors
    /// Where the address is none of these, or its settings are missing.
    pub fn at(url: &Url) -> Result<Self, StoreError> {
        if url.scheme() != "file" {
            return Ok(Self::new(place::cloud(url)?));
        }
        let path = url.to_file_path();
        Self::in_folder(&path.map_err(|()| StoreError::Address(url.to_string()))?)
    }

    /// A store that is gone with the process.
    pub fn in_memory() -> Self {
        Self::new(Arc::new(object_store::memory::InMemory::new()))
    }

    /// The same store, which holds at most `bytes` from now on; see [`Store::take_stock`].
    #[must_use]
    pub fn limited(self, bytes: u64) -> Self {
        let usage = Some(Arc::new(Usage::new(bytes)));
        Self { usage, ..self }
    }

    /// Bytes that are stored, as far as they were counted; 0 for a store without a limit.
    pub fn bytes(&self) -> u64 {
        self.usage.as_ref().map_or(0, |usage| usage.bytes())
    }

    /// The bytes of a segment, or `None` where it is not stored.
    ///
    /// One whose hash does not fit is dropped, with a warning, as if it were not there.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn segment(&self, key: Key) -> Result<Option<Bytes>, StoreError> {
        self.get(Shelf::Segments, key).await
    }

    /// Stores the bytes of a segment.
    ///
    /// # Errors
    /// Where the store cannot be used; nothing is left behind then.
    pub async fn put_segment(&self, key: Key, bytes: &[u8]) -> Result<(), StoreError> {
        self.put(Shelf::Segments, key, bytes).await
    }

    /// The file of a cover, or `None` where it is not stored.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn cover(&self, key: Key) -> Result<Option<Bytes>, StoreError> {
        self.get(Shelf::Covers, key).await
    }

    /// Stores the file of a cover, unless it is stored.
    ///
    /// # Errors
    /// Where the store cannot be used; nothing is left behind then.
    pub async fn put_cover(&self, key: Key, file: &[u8]) -> Result<(), StoreError> {
        if self.has(Shelf::Covers, key).await? {
            return Ok(());
        }
        self.put(Shelf::Covers, key, file).await
    }

    /// Whether there is an object, without a look at its bytes.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn has(&self, shelf: Shelf, key: Key) -> Result<bool, StoreError> {
        Ok(self.size(shelf, key).await?.is_some())
    }

    /// The object under `key`, or `None` where there is none that can be read.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn json<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        key: Key,
    ) -> Result<Option<T>, StoreError> {
        let Some(bytes) = self.get(shelf, key).await? else {
            return Ok(None);
        };
        let read = serde_json::from_slice(&bytes);
        if let Err(error) = &read {
            tracing::warn!(object.key = %key, cause = %error, "a stored object has another form");
        }
        Ok(read.ok())
    }

    /// Stores an object under `key`.
    ///
    /// # Errors
    /// Where the store cannot be used; nothing is left behind then.
    pub async fn put_json<T: Serialize>(
        &self,
        shelf: Shelf,
        key: Key,
        object: &T,
    ) -> Result<(), StoreError> {
        self.put(shelf, key, &serde_json::to_vec(object)?).await
    }

    /// The bytes that an object takes, or `None` where it is not there.
    async fn size(&self, shelf: Shelf, key: Key) -> Result<Option<u64>, StoreError> {
        let path = shelf.path(key);
        let head = self.objects.head(&path);
        let meta = found(self.patience.wait(READ, head).await)?;
        Ok(meta.map(|meta| meta.size))
    }

    async fn put(&self, shelf: Shelf, key: Key, bytes: &[u8]) -> Result<(), StoreError> {
        let mut sealed = Vec::with_capacity(SEAL + bytes.len());
        sealed.extend_from_slice(blake3::hash(bytes).as_bytes());
        sealed.extend_from_slice(bytes);
        let size = sealed.len() as u64;
        let path = shelf.path(key);
        let put = self.objects.put(&path, PutPayload::from(sealed));
        self.patience.wait(WRITE, put).await?;
        self.note_put(shelf, key, size);
        Ok(())
    }

    /// Counts an object that was stored; where that is too much, the oldest leave.
    fn note_put(&self, shelf: Shelf, key: Key, size: u64) {
        if let Some(usage) = &self.usage
            && usage.stored((shelf, key), size)
        {
            self.sweep_in_background();
        }
    }

    async fn get(&self, shelf: Shelf, key: Key) -> Result<Option<Bytes>, StoreError> {
        let path = shelf.path(key);
        let read = async { self.objects.get(&path).await?.bytes().await };
        let Some(sealed) = found(self.patience.wait(READ, read).await)? else {
            self.usage.iter().for_each(|usage| usage.gone((shelf, key)));
            return Ok(None);
        };
        let Some(bytes) = unsealed(&sealed) else {
            tracing::warn!(shelf = shelf.folder(), object.key = %key, "a stored object is damaged, it is made again");
            self.remove(shelf, key).await?;
            return Ok(None);
        };
        self.note_use(shelf, key);
        Ok(Some(bytes))
    }

    async fn remove(&self, shelf: Shelf, key: Key) -> Result<(), StoreError> {
        let path = shelf.path(key);
        let delete = self.objects.delete(&path);
        // Another service may have been sooner.
        found(self.patience.wait(WRITE, delete).await)?;
        self.usage.iter().for_each(|usage| usage.gone((shelf, key)));
        Ok(())
    }

    /// Notes that an object is used, for those who look which one was the longest ago.
    fn note_use(&self, shelf: Shelf, key: Key) {
        let news = self.usage.as_ref().is_some_and(|it| it.used((shelf, key)));
        let Some(folder) = self.folder.as_ref().filter(|_| news) else {
            return;
        };
        // So that the next start knows it too; a cloud has rules of its own for what is old.
        let file = folder.join(shelf.path(key).as_ref());
        tokio::task::spawn_blocking(move || {
            let file = std::fs::File::options().append(true).open(file);
            file.and_then(|file| file.set_modified(std::time::SystemTime::now()))
        });
    }

    /// Removes what is too much, unless that is being done.
    fn sweep_in_background(&self) {
        if self.sweeping.swap(true, Ordering::Relaxed) {
            return;
        }
        let store = self.clone();
        tokio::spawn(async move {
            let swept = store.sweep().await;
            store.sweeping.store(false, Ordering::Relaxed);
            match swept {
                Ok(count) => tracing::info!(count, "the store was over its limit; the oldest left"),
                Err(error) => tracing::warn!(cause = %error, "the store could not be swept"),
            }
        });
    }
}

/// What was asked for, or `None` where it is not there.
fn found<T>(asked: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match asked {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::Unavailable(object_store::Error::NotFound { .. })) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is in a sealed object, where its hash fits.
fn unsealed(sealed: &Bytes) -> Option<Bytes> {
    let (seal, bytes) = sealed.split_at_checked(SEAL)?;
    let whole = !bytes.is_empty() && blake3::hash(bytes).as_bytes()[..] == *seal;
    whole.then(|| sealed.slice(SEAL..))
}

#[cfg(test)]
mod tests;
