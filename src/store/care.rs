//! The care of a store: what is in it, what is damaged, and what leaves.

use std::collections::BTreeMap;

use futures_util::TryStreamExt as _;
use futures_util::stream::{BoxStream, StreamExt as _};
use object_store::ObjectMeta;

use super::{Key, Shelf, Store, StoreError};

/// Objects that are looked at or removed at once.
const AT_ONCE: usize = 16;

/// How many objects of a kind there are, and their size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Stock {
    /// How many.
    pub objects: u64,
    /// Bytes in all.
    pub bytes: u64,
}

/// What a look at every object found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Objects whose bytes are as they were put.
    pub whole: u64,
    /// Objects that were not, and are gone now.
    pub damaged: u64,
}

impl Store {
    /// What is stored, by kind.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn stock(&self) -> Result<BTreeMap<Shelf, Stock>, StoreError> {
        let empty = Shelf::ALL.map(|shelf| (shelf, Stock::default()));
        let add = |mut stock: BTreeMap<Shelf, Stock>, (shelf, _, meta): Listed| async move {
            let of = stock.entry(shelf).or_default();
            (of.objects, of.bytes) = (of.objects + 1, of.bytes + meta.size);
            Ok(stock)
        };
        self.list().try_fold(BTreeMap::from(empty), add).await
    }

    /// Finds out what is held, so that the limit counts what was there before; removes what is
    /// too much. Returns how many objects left.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn take_stock(&self) -> Result<usize, StoreError> {
        let Some(usage) = &self.usage else {
            return Ok(0);
        };
        let note = |(shelf, key, meta): Listed| async move {
            usage.found((shelf, key), meta.size, meta.last_modified.into());
            Ok(())
        };
        self.list().try_for_each(note).await?;
        self.sweep().await
    }

    /// Removes what was used the longest ago until the store is within its limit; what is being
    /// served stays. Returns how many objects left.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn sweep(&self) -> Result<usize, StoreError> {
        let leaving = self.usage.as_ref().map(|usage| usage.surplus());
        let leaving = leaving.unwrap_or_default();
        let count = leaving.len();
        let remove = |(shelf, key)| async move { self.remove(shelf, key).await };
        let leaving = futures_util::stream::iter(leaving).map(Ok);
        leaving.try_for_each_concurrent(AT_ONCE, remove).await?;
        Ok(count)
    }

    /// Reads every object and drops those that are damaged.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn verify(&self) -> Result<Verdict, StoreError> {
        let look = |(shelf, key, _): Listed| async move {
            if shelf.is_sealed() {
                Ok(self.get(shelf, key).await?.is_some())
            } else {
                self.verify_file(shelf, key).await
            }
        };
        let looked = self.list().map_ok(look).try_buffer_unordered(AT_ONCE);
        let count = |mut verdict: Verdict, whole| async move {
            let of = if whole {
                &mut verdict.whole
            } else {
                &mut verdict.damaged
            };
            *of += 1;
            Ok(verdict)
        };
        looked.try_fold(Verdict::default(), count).await
    }

    /// Everything that is ours in the store.
    fn list(&self) -> BoxStream<'_, Result<Listed, StoreError>> {
        let ours = |meta: ObjectMeta| async move {
            let name = Shelf::name_of(&meta.location);
            Ok(name.map(|(shelf, key)| (shelf, key, meta)))
        };
        let listed = self.objects.list(None).try_filter_map(ours);
        listed.map_err(StoreError::from).boxed()
    }
}

/// An object that was found.
type Listed = (Shelf, Key, ObjectMeta);
