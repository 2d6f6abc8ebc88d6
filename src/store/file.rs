//! Whole files: an article as one object, which a content network or a plain web server can
//! serve as it is.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt as _};
use moka::future::Cache;
use object_store::{ObjectStoreExt as _, PutPayload};
use serde::{Deserialize, Serialize};

use super::patience::READ;
use super::{Key, Shelf, Store, StoreError};

/// Bytes that are read at once: four of the ranges that players ask for.
const PIECE: u64 = 256 << 10;

/// Bytes of pieces that are held in memory, for the articles that everybody hears now.
const ROOM: u64 = 32 << 20;

/// How long a file is taken to be there: another service may have removed it.
const BELIEF: Duration = Duration::from_secs(60);

/// Bytes of a part that is written at once; clouds take no smaller ones than 5 MiB.
const PART: usize = 8 << 20;

/// What is known of a whole file; it cannot carry its own hash, since others serve it too.
#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    bytes: u64,
    blake3: String,
}

/// What of whole files is in memory.
#[derive(Debug, Clone)]
pub(super) struct Files {
    sizes: Cache<(Shelf, Key), u64>,
    pieces: Cache<(Shelf, Key, u64), Bytes>,
}

impl Files {
    /// Nothing.
    pub(super) fn new() -> Self {
        let weight = |_: &(Shelf, Key, u64), piece: &Bytes| piece.len() as u32;
        Self {
            sizes: Cache::builder()
                .max_capacity(10_000)
                .time_to_live(BELIEF)
                .build(),
            pieces: Cache::builder().weigher(weight).max_capacity(ROOM).build(),
        }
    }
}

impl Store {
    /// The size of a whole file, or `None` where it is not stored.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn file_size(&self, shelf: Shelf, key: Key) -> Result<Option<u64>, StoreError> {
        if let Some(known) = self.files.sizes.get(&(shelf, key)).await {
            return Ok(Some(known));
        }
        let size = self.size(shelf, key).await?;
        if let Some(size) = size {
            self.files.sizes.insert((shelf, key), size).await;
        }
        Ok(size)
    }

    /// The bytes of a whole file in `range`, all of which it must have; it ends early where the
    /// file is gone.
    pub fn file_bytes(
        &self,
        shelf: Shelf,
        key: Key,
        range: Range<u64>,
    ) -> impl Stream<Item = Bytes> + Send + 'static {
        let store = self.clone();
        self.note_use(shelf, key);
        stream::unfold(range, move |left| {
            let store = store.clone();
            async move {
                if left.is_empty() {
                    return None;
                }
                let number = left.start / PIECE;
                let piece = store.piece(shelf, key, number).await?;
                let from = (left.start - number * PIECE) as usize;
                let to = piece.len().min((left.end - number * PIECE) as usize);
                let bytes = (from < to).then(|| piece.slice(from..to))?;
                let next = left.start + bytes.len() as u64;
                Some((bytes, next..left.end))
            }
        })
    }

    /// A piece of a whole file, from memory where it was asked for a moment ago.
    async fn piece(&self, shelf: Shelf, key: Key, number: u64) -> Option<Bytes> {
        let read = async {
            let size = self.file_size(shelf, key).await?.unwrap_or_default();
            let range = number * PIECE..((number + 1) * PIECE).min(size);
            let path = shelf.path(key);
            let piece = self.objects.get_range(&path, range);
            self.patience.wait(READ, piece).await
        };
        let name = (shelf, key, number);
        match self.files.pieces.try_get_with(name, read).await {
            Ok(piece) => Some(piece),
            Err(error) => {
                self.files.sizes.invalidate(&(shelf, key)).await;
                tracing::warn!(object.key = %key, cause = %error, "a stored file is gone");
                None
            }
        }
    }

    /// Stores a whole file of `size` bytes; nothing is left of one that breaks off.
    ///
    /// # Errors
    /// Where the store cannot be used, or the pieces are not so many.
    pub async fn put_file<E: std::error::Error + Send + Sync + 'static>(
        &self,
        shelf: Shelf,
        key: Key,
        size: u64,
        pieces: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<(), StoreError> {
        let mut upload = self.objects.put_multipart(&shelf.path(key)).await?;
        let written = self.write_parts(&mut *upload, pieces).await;
        let receipt = match written {
            Ok(receipt) if receipt.bytes == size => receipt,
            Ok(_) => {
                upload.abort().await?;
                return Err(StoreError::BrokenOff("its bytes are not all there".into()));
            }
            Err(error) => {
                upload.abort().await?;
                return Err(error);
            }
        };
        // First, so that no file is without one.
        self.put_json(Shelf::Receipts, key, &receipt).await?;
        upload.complete().await?;
        self.note_put(shelf, key, size);
        Ok(())
    }

    async fn write_parts<E: std::error::Error + Send + Sync + 'static>(
        &self,
        upload: &mut dyn object_store::MultipartUpload,
        pieces: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Receipt, StoreError> {
        let mut pieces = std::pin::pin!(pieces);
        let (mut hasher, mut bytes, mut part) = (blake3::Hasher::new(), 0, Vec::new());
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| StoreError::BrokenOff(error.to_string()))?;
            hasher.update(&piece);
            bytes += piece.len() as u64;
            part.extend_from_slice(&piece);
            if part.len() >= PART {
                let full = std::mem::take(&mut part);
                upload.put_part(PutPayload::from(full)).await?;
            }
        }
        upload.put_part(PutPayload::from(part)).await?;
        let blake3 = hasher.finalize().to_hex().to_string();
        Ok(Receipt { bytes, blake3 })
    }

    /// Whether the bytes of a whole file are as they were put; one that is not is removed.
    pub(super) async fn verify_file(&self, shelf: Shelf, key: Key) -> Result<bool, StoreError> {
        let receipt: Option<Receipt> = self.json(Shelf::Receipts, key).await?;
        let mut hasher = blake3::Hasher::new();
        let found = self.objects.get(&shelf.path(key)).await?;
        let mut pieces = found.into_stream();
        while let Some(piece) = pieces.next().await {
            hasher.update(&piece?);
        }
        let hash = hasher.finalize().to_hex().to_string();
        let whole = receipt.is_some_and(|receipt| receipt.blake3 == hash);
        if !whole {
            self.remove(shelf, key).await?;
        }
        Ok(whole)
    }

    /// Removes a whole file that is not what it should be.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn drop_file(&self, shelf: Shelf, key: Key) -> Result<(), StoreError> {
        self.files.sizes.invalidate(&(shelf, key)).await;
        self.remove(shelf, key).await
    }
}
