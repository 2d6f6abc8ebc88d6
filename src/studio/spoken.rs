//! What was spoken a moment ago, for those who want it in another encoding too.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::Key;

/// Bytes of samples that are kept: those of the last 90 s, more than all workers speak between
/// the encodings of one sentence.
const ROOM: usize = 4 << 20;

/// The samples of the sentences that were spoken last, by the address of their prompts.
#[derive(Default)]
pub(super) struct Spoken(Mutex<VecDeque<(Key, Arc<[i16]>)>>);

impl Spoken {
    /// The samples of a sentence, where it was spoken a moment ago.
    pub(super) fn of(&self, prompt: Key) -> Option<Arc<[i16]>> {
        let held = self.held();
        let found = held.iter().find(|(key, _)| *key == prompt);
        found.map(|(_, pcm)| Arc::clone(pcm))
    }

    /// Keeps the samples of a whole sentence; the oldest leave for them.
    pub(super) fn keep(&self, prompt: Key, pcm: Vec<i16>) {
        let mut held = self.held();
        held.push_back((prompt, pcm.into()));
        let size = |(_, pcm): &(Key, Arc<[i16]>)| size_of_val(&**pcm);
        let mut bytes: usize = held.iter().map(size).sum();
        while bytes > ROOM
            && let Some(oldest) = held.pop_front()
        {
            bytes -= size(&oldest);
        }
    }

    fn held(&self) -> MutexGuard<'_, VecDeque<(Key, Arc<[i16]>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_that_were_spoken_last_are_kept() {
        let (spoken, minute) = (Spoken::default(), vec![1; 60 * 24_000]);
        let key = |n: u8| Key::of([&[n][..]]);
        spoken.keep(key(1), vec![5]);
        assert_eq!(spoken.of(key(1)).as_deref(), Some(&[5][..]));
        spoken.keep(key(2), minute.clone());
        spoken.keep(key(3), minute);
        assert!(spoken.of(key(1)).is_none() && spoken.of(key(2)).is_none());
        assert!(spoken.of(key(3)).is_some());
    }
}
