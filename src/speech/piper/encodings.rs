//! What the text encoder said of sentences, kept from their plan until they are spoken.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rten_tensor::prelude::*;

use super::graph::Encoded;

/// Bytes that are kept: those of some 900 words, of which each takes 18 kB.
///
/// Beyond that, what was planned first stays, because it is spoken first.
const ROOM: usize = 16 << 20;

/// How long a sentence may wait to be spoken; a page is planned in seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// What is known of the sounds of sentences that were planned and not spoken so far.
///
/// The encoder is a tenth of a sentence's work, and both the durations and the sound need it. The
/// values are large, so they are freed at once and not when a cache comes to it.
#[derive(Default)]
pub(super) struct Encodings(Mutex<Held>);

#[derive(Default)]
struct Held {
    waiting: HashMap<Box<[i32]>, (Instant, Encoded)>,
    bytes: usize,
}

impl Encodings {
    /// Keeps what is known of the symbols `ids`, where there is room.
    pub(super) fn keep(&self, ids: &[i32], encoded: Encoded) {
        let mut held = self.held();
        if held.bytes + size(&encoded) > ROOM {
            held.lose_patience();
        }
        if held.bytes + size(&encoded) <= ROOM {
            held.bytes += size(&encoded);
            let before = held.waiting.insert(ids.into(), (Instant::now(), encoded));
            held.bytes -= before.map_or(0, |(_, before)| size(&before));
        }
    }

    /// What was kept of the symbols `ids`, which are spoken now: once is enough.
    pub(super) fn take(&self, ids: &[i32]) -> Option<Encoded> {
        let mut held = self.held();
        let (_, encoded) = held.waiting.remove(ids)?;
        held.bytes -= size(&encoded);
        Some(encoded)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Lets go of what has waited for too long.
    fn lose_patience(&mut self) {
        self.waiting
            .retain(|_, (since, _)| since.elapsed() < PATIENCE);
        let left = self.waiting.values();
        self.bytes = left.map(|(_, encoded)| size(encoded)).sum();
    }
}

/// Bytes of what was said of a sentence.
fn size(encoded: &Encoded) -> usize {
    (encoded.mean.len() + encoded.deviation.len()) * size_of::<f32>()
}

#[cfg(test)]
mod tests {
    use rten_tensor::NdTensor;

    use super::*;

    fn encoded(symbols: usize) -> Encoded {
        Encoded {
            mean: NdTensor::zeros([1, 192, symbols]),
            deviation: NdTensor::zeros([1, 192, symbols]),
        }
    }

    #[test]
    fn what_was_kept_is_taken_once() {
        let encodings = Encodings::default();
        encodings.keep(&[1, 2], encoded(2));
        encodings.keep(&[1, 2], encoded(2));
        assert_eq!(encodings.take(&[1, 2]).map(|it| it.mean.size(2)), Some(2));
        assert!(encodings.take(&[1, 2]).is_none());
        assert_eq!(encodings.held().bytes, 0);
    }

    #[test]
    fn what_was_planned_first_stays_where_there_is_no_room_for_all() {
        let encodings = Encodings::default();
        // 1.5 kB a symbol: some ten thousand of them fit.
        for sentence in 0..100 {
            encodings.keep(&[sentence], encoded(1_000));
        }
        assert!(encodings.held().bytes <= ROOM);
        assert!(encodings.take(&[0]).is_some());
        assert!(encodings.take(&[99]).is_none());
        encodings.keep(&[100], encoded(1_000));
        assert!(encodings.take(&[100]).is_some(), "in the room of the first");
    }
}
