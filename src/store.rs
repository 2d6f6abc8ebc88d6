//! The store: sentences, articles and plans by their content addresses.
//!
//! What is stored never changes under its name, so a copy is as good as the original and
//! nothing needs a lock. Writes are atomic; damaged sentences are dropped and made again.

use std::fmt;
use std::path::Path as FilePath;
use std::sync::Arc;

use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A content address: the first 128 bits of a BLAKE3 hash, which makes a collision between a
/// billion objects less likely than one in 10^20.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// The address of what is made from `parts`; a part's length counts, so that parts cannot
    /// run into each other.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(key)
    }

    /// The address written as [`fmt::Display`] writes it, or `None`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        Some(Self(u128::from_str_radix(text, 16).ok()?.to_be_bytes()))
    }
}

impl fmt::Display for Key {
    /// 32 lower-case hexadecimal digits.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// What kind of object is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// The MP3 frames of one sentence, behind their BLAKE3 hash.
    Segments,
    /// An article with its voice, as JSON.
    Articles,
    /// The exact lengths of an article's sentences, as JSON.
    Plans,
}

impl Shelf {
    fn path(self, key: Key) -> Path {
        let name = key.to_string();
        // A folder for each first byte: a million sentences are 4,000 files a folder.
        let (folder, ending) = match self {
            Self::Segments => ("segments", "mp3"),
            Self::Articles => ("articles", "json"),
            Self::Plans => ("plans", "json"),
        };
        Path::from(format!("{folder}/{}/{name}.{ending}", &name[..2]))
    }
}

/// Why something could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, not there, or not ours.
    #[error("the store cannot be used: {0}")]
    Unavailable(#[from] object_store::Error),
    /// What was to be stored has no JSON form.
    #[error("an object has no JSON form: {0}")]
    Form(#[from] serde_json::Error),
}

/// Length of the hash before a segment's bytes.
const SEAL: usize = 32;

/// Keeps what was made, in a folder or in memory.
#[derive(Debug, Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
}

impl Store {
    /// A store in any object store.
    pub fn new(objects: Arc<dyn ObjectStore>) -> Self {
        Self { objects }
    }

    /// A store in the folder at `path`, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder cannot be made.
    pub fn in_folder(path: &FilePath) -> Result<Self, StoreError> {
        std::fs::create_dir_all(path).map_err(|source| object_store::Error::Generic {
            store: "folder",
            source: Box::new(source),
        })?;
        let folder = object_store::local::LocalFileSystem::new_with_prefix(path)?;
        Ok(Self::new(Arc::new(folder)))
    }

    /// A store that is gone with the process.
    pub fn in_memory() -> Self {
        Self::new(Arc::new(object_store::memory::InMemory::new()))
    }

    /// The bytes of a segment, or `None` where it is not stored.
    ///
    /// A segment whose hash does not fit is dropped, with a warning, as if it were not there.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn segment(&self, key: Key) -> Result<Option<Bytes>, StoreError> {
        let path = Shelf::Segments.path(key);
        let Some(sealed) = self.get(&path).await? else {
            return Ok(None);
        };
        let bytes = sealed.slice(SEAL.min(sealed.len())..);
        if sealed.len() > SEAL && blake3::hash(&bytes).as_bytes()[..] == sealed[..SEAL] {
            return Ok(Some(bytes));
        }
        tracing::warn!(segment.key = %key, "a stored sentence is damaged, it is made again");
        self.objects.delete(&path).await?;
        Ok(None)
    }

    /// Stores the bytes of a segment.
    ///
    /// # Errors
    /// Where the store cannot be used; nothing is left behind then.
    pub async fn put_segment(&self, key: Key, bytes: &[u8]) -> Result<(), StoreError> {
        let mut sealed = Vec::with_capacity(SEAL + bytes.len());
        sealed.extend_from_slice(blake3::hash(bytes).as_bytes());
        sealed.extend_from_slice(bytes);
        let path = Shelf::Segments.path(key);
        self.objects.put(&path, PutPayload::from(sealed)).await?;
        Ok(())
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
        let Some(bytes) = self.get(&shelf.path(key)).await? else {
            return Ok(None);
        };
        let read = serde_json::from_slice(&bytes);
        if let Err(error) = &read {
            tracing::warn!(object.key = %key, cause = %error, "a stored object is damaged");
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
        let bytes = serde_json::to_vec(object)?;
        let path = shelf.path(key);
        self.objects.put(&path, PutPayload::from(bytes)).await?;
        Ok(())
    }

    async fn get(&self, path: &Path) -> Result<Option<Bytes>, StoreError> {
        match self.objects.get(path).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        Key::of([name.as_bytes()])
    }

    #[test]
    fn an_address_is_read_as_it_is_written() {
        let one = key("one");
        assert_eq!(Key::parse(&one.to_string()), Some(one));
        for wrong in [
            "",
            "xyz",
            "0123456789ABCDEF0123456789abcdef",
            &"0".repeat(31),
        ] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let whole = Key::of([b"ab".as_slice(), b"c"]);
        assert_ne!(whole, Key::of([b"a".as_slice(), b"bc"]));
    }

    #[tokio::test]
    async fn a_segment_comes_back_as_it_was_put() {
        let store = Store::in_memory();
        assert!(store.segment(key("a")).await.unwrap().is_none());
        store.put_segment(key("a"), b"sound").await.unwrap();
        let found = store.segment(key("a")).await.unwrap();
        assert_eq!(found.as_deref(), Some(b"sound".as_slice()));
    }

    #[tokio::test]
    async fn a_damaged_segment_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path()).unwrap();
        store
            .put_segment(key("a"), b"sound of a sentence")
            .await
            .unwrap();
        let name = key("a").to_string();
        let file = folder
            .path()
            .join(format!("segments/{}/{name}.mp3", &name[..2]));
        let mut bytes = std::fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        for damaged in [&bytes[..], &bytes[..10], b""] {
            std::fs::write(&file, damaged).unwrap();
            assert!(store.segment(key("a")).await.unwrap().is_none());
            assert!(!file.exists());
        }
    }
}
