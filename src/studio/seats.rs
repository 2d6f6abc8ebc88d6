//! Seats: how many articles the machine can make while they are heard. Whoever would be one too
//! many is told so before there is sound, and nobody's sound breaks off.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::speech::SpeechError;
use crate::store::Key;

/// The part of the processors that is promised to the speech of listeners; plans, encoding and
/// sending take the rest. Measured (`make bench-delivery`): fifty pages at once were made at 42
/// times real time on two cores, which is 0.048 of a core for a second; 0.027 of it was speech. A
/// tenth less than that stays for what comes between.
const PROMISED: f64 = 0.5;

/// Seconds of a processor for a second of speech, of a voice that was not timed yet: those of the
/// default voice on the machine of the measurements.
const UNTIMED: f64 = 0.03;

/// Weight of a sentence in the time that a voice takes: some ten sentences tell a busy machine.
const NEWEST: f64 = 0.1;

/// Speech that is too short to time a voice by: what is done once a sentence outweighs it.
const SHORT: Duration = Duration::from_secs(1);

/// How long a seat is kept in which nothing is made: who seeks, or reads a file in parts, comes back
/// sooner; who pauses for longer may find it taken.
const KEPT: Duration = Duration::from_secs(60);

/// What a voice takes of a processor, as it was timed last.
#[derive(Debug)]
pub(super) struct Cost(AtomicU64);

impl Default for Cost {
    fn default() -> Self {
        Self(AtomicU64::new(UNTIMED.to_bits()))
    }
}

impl Cost {
    /// Notes that `speech` was made in `worked`, on one thread.
    pub(super) fn note(&self, worked: Duration, speech: Duration) {
        if speech < SHORT {
            return;
        }
        let newest = worked.as_secs_f64() / speech.as_secs_f64();
        let cost = self.a_second() * (1.0 - NEWEST) + newest * NEWEST;
        // Two threads may overwrite each other's sentence: it is an average.
        self.0.store(cost.to_bits(), Ordering::Relaxed);
    }

    /// Seconds of a processor for a second of speech.
    pub(super) fn a_second(&self) -> f64 {
        f64::from_bits(self.0.load(Ordering::Relaxed))
    }
}

/// The articles that are made while they are heard.
pub(super) struct Seats {
    /// Seconds of processors a second for all of them.
    room: f64,
    /// A std mutex: held for a look only, never across an await.
    taken: Mutex<HashMap<Key, Seat>>,
}

#[derive(Debug, Clone, Copy)]
struct Seat {
    /// Seconds of a processor that a second of it takes.
    share: f64,
    /// When a sentence was last made for it.
    used: Instant,
}

impl Seats {
    /// Seats for a machine with so many workers.
    pub(super) fn new(workers: usize) -> Self {
        Self {
            room: workers as f64 * PROMISED,
            taken: Mutex::default(),
        }
    }

    /// Takes a seat for an article, of which a second takes `share` of a processor.
    ///
    /// All listeners of an article have one seat, because a sentence is made once; whoever seeks
    /// has it already. One article is always let in.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`] where those who hear something would run out of sound.
    pub(super) fn take(&self, article: Key, share: f64) -> Result<(), SpeechError> {
        let mut taken = self.taken();
        let now = Instant::now();
        taken.retain(|_, seat| now.duration_since(seat.used) < KEPT);
        let used: f64 = taken.values().map(|seat| seat.share).sum();
        let full = share > 0.0 && !taken.is_empty() && used + share > self.room;
        if full && !taken.contains_key(&article) {
            return Err(SpeechError::Overloaded);
        }
        taken.insert(article, Seat { share, used: now });
        Ok(())
    }

    /// Notes that a sentence of an article is made for somebody who was let in.
    pub(super) fn keep(&self, article: Key, share: f64) {
        let used = Instant::now();
        self.taken().insert(article, Seat { share, used });
    }

    /// Frees the seat of an article that was heard to its end.
    pub(super) fn leave(&self, article: Key) {
        self.taken().remove(&article);
    }

    /// The number of articles that are made while they are heard.
    pub(super) fn count(&self) -> usize {
        let seats = self.taken();
        let used = seats.values().filter(|seat| seat.used.elapsed() < KEPT);
        used.count()
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<Key, Seat>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(n: u8) -> Key {
        Key::of([&[n][..]])
    }

    #[test]
    fn who_would_be_one_too_many_is_told_so() {
        let seats = Seats::new(1);
        for n in 0..4 {
            seats.take(article(n), 0.12).unwrap();
        }
        let refused = seats.take(article(9), 0.12);
        assert!(matches!(refused, Err(SpeechError::Overloaded)));
        seats.take(article(9), 0.01).unwrap();
        assert_eq!(seats.count(), 5);
    }

    #[test]
    fn all_listeners_of_an_article_have_one_seat() {
        let seats = Seats::new(1);
        for _ in 0..100 {
            seats.take(article(1), 0.6).unwrap();
        }
        assert!(seats.take(article(2), 0.6).is_err());
        assert_eq!(seats.count(), 1);
    }

    #[test]
    fn a_voice_that_is_slower_than_speech_is_heard_by_one() {
        let seats = Seats::new(1);
        seats.take(article(1), 3.0).unwrap();
        assert!(seats.take(article(2), 3.0).is_err());
        seats.leave(article(1));
        seats.take(article(2), 3.0).unwrap();
        // What waits for another machine takes nothing here.
        seats.take(article(3), 0.0).unwrap();
    }

    #[test]
    fn the_time_of_a_voice_follows_the_machine() {
        let cost = Cost::default();
        let second = Duration::from_secs(1);
        for _ in 0..60 {
            cost.note(second / 2, second);
        }
        assert!((cost.a_second() - 0.5).abs() < 0.01, "{}", cost.a_second());
        cost.note(second, second / 3);
        assert!(cost.a_second() < 0.51, "a word says nothing");
    }
}
