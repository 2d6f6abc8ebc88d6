//! What the text encoder said of sentences, kept from their plan until they are spoken.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use rten_tensor::prelude::*;

use super::graph::Encoded;

/// Bytes that are kept: those of some 900 words, of which each takes 18 kB.
///
/// Beyond that, what was planned first stays, because it is spoken first.
const ROOM: u64 = 16 << 20;

/// How long a sentence may wait to be spoken; a page is planned in seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// What is known of the sounds of sentences that were planned and not spoken so far.
///
/// The encoder is a fifth of a sentence's work, and both the durations and the sound need it.
pub(super) struct Encodings(Cache<Arc<[i32]>, Arc<Encoded>>);

impl Encodings {
    /// Room for [`ROOM`] bytes.
    pub(super) fn new() -> Self {
        let bytes = |ids: &Arc<[i32]>, encoded: &Arc<Encoded>| {
            let values = ids.len() + encoded.mean.len() + encoded.deviation.len();
            u32::try_from(values * size_of::<f32>()).unwrap_or(u32::MAX)
        };
        let cache = Cache::builder().weigher(bytes).max_capacity(ROOM);
        Self(cache.time_to_live(PATIENCE).build())
    }

    /// Keeps what is known of the symbols `ids`, where there is room.
    pub(super) fn keep(&self, ids: &[i32], encoded: Encoded) {
        self.0.insert(ids.into(), encoded.into());
    }

    /// What was kept of the symbols `ids`, which are spoken now: once is enough.
    pub(super) fn take(&self, ids: &[i32]) -> Option<Arc<Encoded>> {
        self.0.remove(ids)
    }
}
