//! One sentence's sound, growing while it is made, read by any number of listeners.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::Stream;
use tokio::sync::watch;

use super::Priority;
use crate::speech::SpeechError;

/// The sound of a sentence, as far as it is made.
#[derive(Default)]
pub struct Take {
    /// The bytes so far. A std mutex: held only to copy, never across an await.
    bytes: Mutex<Vec<u8>>,
    /// Where the making stands; a change wakes the listeners.
    state: watch::Sender<State>,
    /// The soonest that anybody asked for it; `None` before the first.
    asked: Mutex<Option<Priority>>,
    /// Works that were begun for it and not turned away.
    works: AtomicUsize,
    /// Whether a work has begun to give it its bytes.
    claimed: AtomicBool,
    /// Whether these come from the store.
    stored: AtomicBool,
    /// The byte from which on a listener who waits in silence hears it.
    heard_from: AtomicUsize,
}

#[derive(Debug, Clone, Default)]
struct State {
    length: usize,
    end: Option<Result<(), SpeechError>>,
}

impl Take {
    /// Asks for it; `true` where nobody has asked for it so soon and no worker has begun.
    pub(super) fn ask(&self, priority: Priority) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let sooner = asked.is_none_or(|before| priority.is_before(before));
        if sooner {
            *asked = Some(priority);
        }
        let wanted = sooner && !self.claimed.load(Ordering::Relaxed);
        self.works.fetch_add(usize::from(wanted), Ordering::Relaxed);
        wanted
    }

    /// Says that a work was turned away; `true` where no other one is left, and nobody else has taken
    /// it on.
    pub(super) fn turned_away(&self) -> bool {
        self.works.fetch_sub(1, Ordering::Relaxed) == 1 && self.claim()
    }

    /// Takes the work on; `false` where somebody else has.
    pub(super) fn claim(&self) -> bool {
        !self.claimed.swap(true, Ordering::Relaxed)
    }

    /// Appends bytes and wakes the listeners.
    pub(super) fn push(&self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let mut held = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        let length = held.len();
        drop(held);
        self.state.send_modify(|state| state.length = length);
    }

    /// Says that all bytes are there.
    pub(super) fn finish(&self) {
        self.state.send_modify(|state| state.end = Some(Ok(())));
    }

    /// Gives all bytes at once, which were in the store.
    pub(super) fn finish_with(&self, bytes: &[u8]) {
        self.stored.store(true, Ordering::Relaxed);
        self.push(bytes);
        self.finish();
    }

    /// Says that no more will come.
    pub(super) fn fail(&self, error: SpeechError) {
        self.state.send_modify(|state| state.end = Some(Err(error)));
    }

    /// A copy of the bytes from `offset` on, as far as they are made.
    pub(super) fn bytes_from(&self, offset: usize) -> Bytes {
        let held = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        Bytes::copy_from_slice(held.get(offset..).unwrap_or_default())
    }

    /// The bytes from `offset` on, as they are made; the stream holds the take.
    pub fn stream(
        self: Arc<Self>,
        offset: usize,
    ) -> impl Stream<Item = Result<Bytes, SpeechError>> + Send + 'static {
        let state = self.state.subscribe();
        futures_util::stream::unfold(Some((self, state, offset)), |reader| async {
            let (take, mut state, offset) = reader?;
            let more = |state: &State| state.length > offset || state.end.is_some();
            let now = state.wait_for(more).await.ok()?.clone();
            if now.length > offset {
                let bytes = take.bytes_from(offset);
                let next = offset + bytes.len();
                return Some((Ok(bytes), Some((take, state, next))));
            }
            match now.end {
                Some(Err(error)) => Some((Err(error), None)),
                _ => None,
            }
        })
    }

    /// Whether it was found in the store; of one that nobody has looked for yet, `false`.
    pub fn is_stored(&self) -> bool {
        self.stored.load(Ordering::Relaxed)
    }

    /// Says that somebody waits in silence for the bytes from `offset` on: what lies before is made
    /// as if nobody heard it.
    pub fn wait_from(&self, offset: usize) {
        self.heard_from.store(offset, Ordering::Relaxed);
    }

    /// Whether there are bytes that whoever waits in silence can hear.
    pub(super) fn is_heard(&self) -> bool {
        self.state.borrow().length > self.heard_from.load(Ordering::Relaxed)
    }

    /// Waits until there is sound behind `offset`, or none will come.
    pub async fn begun(&self, offset: usize) {
        let mut state = self.state.subscribe();
        let begun = |s: &State| s.length > offset || s.end.is_some();
        let _ = state.wait_for(begun).await;
    }

    /// The number of bytes once all are made; `None` where they never will be.
    ///
    /// The future does not hold the take: it must not keep the work going.
    pub fn length_at_end(&self) -> impl Future<Output = Option<usize>> + Send + use<> {
        let mut state = self.state.subscribe();
        async move {
            let ended = state.wait_for(|state| state.end.is_some()).await.ok()?;
            let whole = matches!(ended.end, Some(Ok(())));
            whole.then_some(ended.length)
        }
    }

    /// All bytes, when they are made.
    ///
    /// # Errors
    /// Why they could not be made.
    pub async fn whole(&self) -> Result<Bytes, SpeechError> {
        let mut state = self.state.subscribe();
        let ended = state.wait_for(|state| state.end.is_some()).await;
        let end = ended.ok().and_then(|state| state.end.clone());
        end.unwrap_or(Err(SpeechError::Cancelled))?;
        Ok(self.bytes_from(0))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;

    use super::*;

    #[tokio::test]
    async fn two_listeners_hear_the_same_from_where_they_come_in() {
        let take = Arc::new(Take::default());
        take.push(b"one ");
        let early = Arc::clone(&take).stream(0);
        let late = Arc::clone(&take).stream(4);
        take.push(b"two");
        take.finish();
        let text = |pieces: Vec<Result<Bytes, _>>| -> Vec<u8> {
            pieces.into_iter().flat_map(Result::unwrap).collect()
        };
        assert_eq!(text(early.collect().await), b"one two");
        assert_eq!(text(late.collect().await), b"two");
        assert_eq!(take.whole().await.unwrap(), "one two");
    }

    #[test]
    fn one_that_is_asked_for_twice_turned_away_when_both_are_turned_away() {
        let take = Take::default();
        assert!(take.ask(Priority::Rendering));
        assert!(take.ask(Priority::Waiting));
        assert!(!take.turned_away(), "the first one waits still");
        assert!(take.turned_away());
    }

    #[test]
    fn only_who_needs_it_sooner_asks_again() {
        let take = Take::default();
        assert!(take.ask(Priority::Rendering));
        assert!(!take.ask(Priority::Rendering));
        assert!(take.ask(Priority::Waiting));
        assert!(!take.ask(Priority::Planning));
        assert!(take.claim());
        assert!(!take.claim());
    }

    #[tokio::test]
    async fn a_failure_comes_after_what_was_made() {
        let take = Arc::new(Take::default());
        take.push(b"some");
        take.fail(SpeechError::Overloaded);
        let heard: Vec<_> = Arc::clone(&take).stream(0).collect().await;
        assert_eq!(
            heard,
            [Ok(Bytes::from("some")), Err(SpeechError::Overloaded)]
        );
    }
}
