//! The sentences that workers are at, from their first sound until they are stored.
//!
//! A take is gone when its last listener has heard it, and its sentence may not be stored by then:
//! who wants to know whether it is made waits for that here.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::store::Key;

/// What is being made, by its address.
#[derive(Default)]
pub(super) struct Making(Mutex<HashMap<Key, watch::Receiver<()>>>);

/// A sentence that is being made; dropped, it is not any more.
pub(super) struct Begun<'a> {
    making: &'a Making,
    key: Key,
    until: watch::Sender<()>,
}

impl Making {
    /// Notes that a sentence is being made from now on.
    pub(super) fn begin(&self, key: Key) -> Begun<'_> {
        let (until, end) = watch::channel(());
        self.held().insert(key, end);
        Begun {
            making: self,
            key,
            until,
        }
    }

    /// Waits until nobody is making a sentence.
    pub(super) async fn end(&self, key: Key) {
        let end = self.held().get(&key).cloned();
        if let Some(mut end) = end {
            // Nothing is ever sent: it fails when the sender goes.
            let _ = end.changed().await;
        }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Key, watch::Receiver<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let mut held = self.making.held();
        // Somebody may have begun it again.
        let ours = |end: &watch::Receiver<()>| self.until.subscribe().same_channel(end);
        if held.get(&self.key).is_some_and(ours) {
            held.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Poll;

    use futures_util::poll;

    use super::*;

    #[tokio::test]
    async fn who_asks_waits_for_the_end_of_what_is_being_made() {
        let (making, key) = (Making::default(), Key::of([&b"one"[..]]));
        making.end(key).await;
        let begun = making.begin(key);
        let mut end = pin!(making.end(key));
        assert_eq!(poll!(&mut end), Poll::Pending);
        making.end(Key::of([&b"two"[..]])).await;
        drop(begun);
        end.await;
        assert!(making.held().is_empty());
    }

    #[tokio::test]
    async fn what_is_begun_again_is_being_made() {
        let (making, key) = (Making::default(), Key::of([&b"one"[..]]));
        let (given_up, again) = (making.begin(key), making.begin(key));
        drop(given_up);
        let mut end = pin!(making.end(key));
        assert_eq!(poll!(&mut end), Poll::Pending);
        drop(again);
        end.await;
    }
}
