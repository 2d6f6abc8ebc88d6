//! Work: the making of one take, from the store or by a worker.

use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Instant;

use super::workers::Running;
use super::{Priority, Prompt, Studio, Take};
use crate::sound::Encoding;
use crate::speech::SpeechError;
use crate::store::Key;

/// The making of one take; queued again where somebody needs it sooner, done once.
pub(super) struct Work {
    pub(super) studio: Arc<Studio>,
    pub(super) prompt: Arc<Prompt>,
    pub(super) encoding: Encoding,
    /// Weak: the work alone must not keep a take wanted.
    pub(super) take: Weak<Take>,
    pub(super) priority: Priority,
}

impl Work {
    /// The address of what is made.
    fn key(&self) -> Key {
        self.prompt.key(self.encoding)
    }

    /// Looks into the store, then queues for a worker.
    pub(super) async fn begin(self) {
        match self.studio.store.segment(self.key()).await {
            Ok(Some(bytes)) => {
                if self.claim() {
                    self.end(|take| take.finish_with(&bytes));
                }
                return;
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(cause = %error, "a sentence could not be looked up"),
        }
        let studio = Arc::clone(&self.studio);
        let runtime = tokio::runtime::Handle::current();
        let (key, take, priority) = (self.key(), self.take.clone(), self.priority);
        let workers = studio.workers_of(&self.prompt);
        let queued = workers.submit(priority, move |running| self.make(running, &runtime));
        if let Err(error) = queued
            && let Some(wanted) = take.upgrade().filter(|take| take.turned_away())
        {
            studio.forget(key, &take);
            wanted.fail(error);
        }
    }

    /// Whether it is this work that gives the take its bytes; not where nobody wants them any
    /// more, or another work on the same take was sooner.
    fn claim(&self) -> bool {
        let claimed = self.take.upgrade().is_some_and(|take| take.claim());
        if !claimed {
            self.studio.forget_if_dead(self.key(), &self.take);
        }
        claimed
    }

    /// Makes the sound, on a worker thread.
    fn make(self, running: &Running<'_>, runtime: &tokio::runtime::Handle) {
        if !self.claim() {
            return;
        }
        let studio = Arc::clone(&self.studio);
        let _begun = studio.making.begin(self.key());
        let started = Instant::now();
        let effort = self.priority.effort();
        // A copy: who has heard the last byte lets go of the take before it can be stored.
        let mut sound = Vec::new();
        let fallen = Fallen(&self);
        let (encoding, spoken) = (self.encoding, &self.studio.spoken);
        let made = self.prompt.encode(effort, encoding, spoken, &mut |bytes| {
            sound.extend_from_slice(&bytes);
            // Before the take is held again: it must not be kept wanted by who waits here.
            running.give_way();
            let wanted = self.take.upgrade();
            wanted.map_or(ControlFlow::Break(()), |take| {
                take.push(&bytes);
                if take.is_heard() {
                    running.is_heard();
                }
                ControlFlow::Continue(())
            })
        });
        drop(fallen);
        match made {
            Ok(()) => self.keep(runtime, started, &sound),
            Err(error) => self.end(|take| take.fail(error)),
        }
    }

    /// Gives the listeners their end, then stores the sentence; a render ends when it is stored.
    fn keep(self, runtime: &tokio::runtime::Handle, started: Instant, bytes: &[u8]) {
        self.studio.made.fetch_add(1, Ordering::Relaxed);
        // Held until it is stored, so that who asks meanwhile joins it.
        let take = self.take.upgrade();
        let end = || take.iter().for_each(|take| take.finish());
        let heard = self.priority != Priority::Rendering;
        if heard {
            end();
        }
        tracing::debug!(
            segment.key = %self.key(),
            segment.size_bytes = bytes.len(),
            duration_ms = started.elapsed().as_millis() as u64,
            "a sentence was made"
        );
        if !bytes.is_empty() {
            let stored = runtime.block_on(self.studio.store.put_segment(self.key(), bytes));
            if let Err(error) = stored {
                tracing::warn!(cause = %error, "a sentence could not be stored; it is only played");
            }
        }
        if !heard {
            end();
        }
        self.studio.forget(self.key(), &self.take);
    }

    fn end(self, last: impl FnOnce(&Take)) {
        if let Some(take) = self.take.upgrade() {
            last(&take);
        }
        self.studio.forget(self.key(), &self.take);
    }
}

/// Ends the take of a work that panics: its listeners must not wait for ever.
struct Fallen<'a>(&'a Work);

impl Drop for Fallen<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let take = &self.0.take;
            if let Some(take) = take.upgrade() {
                take.fail(SpeechError::Broken("the speech engine panicked".into()));
            }
            self.0.studio.forget(self.0.key(), take);
        }
    }
}
