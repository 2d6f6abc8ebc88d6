//! What was spoken a moment ago, for those who want it in another encoding too.

use std::sync::Arc;

use moka::sync::Cache;

use crate::store::Key;

/// Bytes of samples that are kept: those of the last 90 s, more than all workers speak between
/// the encodings of one sentence.
const ROOM: u64 = 4 << 20;

/// The samples of sentences that were spoken last, by the address of their prompts.
pub(super) struct Spoken(Cache<Key, Arc<[i16]>>);

impl Spoken {
    /// Room for [`ROOM`] bytes.
    pub(super) fn new() -> Self {
        let bytes = |_: &Key, pcm: &Arc<[i16]>| u32::try_from(size_of_val(&**pcm));
        let cache = Cache::builder().max_capacity(ROOM);
        // The oldest leave first: a sentence is asked for in all its encodings at once.
        let cache = cache.eviction_policy(moka::policy::EvictionPolicy::lru());
        Self(
            cache
                .weigher(move |key, pcm| bytes(key, pcm).unwrap_or(u32::MAX))
                .build(),
        )
    }

    /// The samples of a sentence, where it was spoken a moment ago.
    pub(super) fn of(&self, prompt: Key) -> Option<Arc<[i16]>> {
        self.0.get(&prompt)
    }

    /// Keeps the samples of a whole sentence.
    pub(super) fn keep(&self, prompt: Key, pcm: Vec<i16>) {
        self.0.insert(prompt, pcm.into());
    }
}
