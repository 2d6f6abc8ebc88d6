//! How long a store is waited for: one that does not answer must not silence the service.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::StoreError;

/// How long a read may take: a listener waits for it, and a sentence is made in less.
pub(super) const READ: Duration = Duration::from_secs(2);
/// How long a write may take: nobody listens to it, but a worker waits.
pub(super) const WRITE: Duration = Duration::from_secs(10);
/// How long a store that did not answer is left alone: what is made until then is only played.
const PAUSE: Duration = Duration::from_secs(10);

/// Remembers for all clones of a store whether it answers.
#[derive(Debug, Clone, Default)]
pub(super) struct Patience {
    /// Until when it is left alone. A std mutex: never held across an await.
    silent_until: Arc<Mutex<Option<Instant>>>,
}

impl Patience {
    /// What `answer` gives, if that comes within `longest`.
    ///
    /// # Errors
    /// What the store says, or [`StoreError::Silent`]; then at once for some seconds.
    pub(super) async fn wait<T>(
        &self,
        longest: Duration,
        answer: impl Future<Output = object_store::Result<T>>,
    ) -> Result<T, StoreError> {
        if self.until().is_some_and(|until| Instant::now() < until) {
            return Err(StoreError::Silent);
        }
        let Ok(answer) = timeout(longest, answer).await else {
            *self.until() = Some(Instant::now() + PAUSE);
            return Err(StoreError::Silent);
        };
        Ok(answer?)
    }

    fn until(&self) -> MutexGuard<'_, Option<Instant>> {
        let until = self.silent_until.lock();
        until.unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_store_that_does_not_answer_is_waited_for_once() {
        let patience = Patience::default();
        let began = Instant::now();
        let silent = patience.wait(READ, pending::<object_store::Result<()>>());
        assert!(matches!(silent.await, Err(StoreError::Silent)));
        assert_eq!(began.elapsed(), READ);
        let next = patience.clone().wait(WRITE, ready(Ok(1))).await;
        assert!(matches!(next, Err(StoreError::Silent)), "nor its clones");
        assert_eq!(began.elapsed(), READ, "and nobody waits again");
        tokio::time::advance(PAUSE).await;
        let later = patience.wait(WRITE, ready(Ok(2))).await;
        assert!(matches!(later, Ok(2)), "then it is asked again");
    }

    #[tokio::test]
    async fn what_a_store_says_is_passed_on() {
        let patience = Patience::default();
        let refused = || object_store::Error::NotImplemented {
            operation: "it".into(),
            implementer: "test".into(),
        };
        let said = patience.wait(READ, ready(Err::<(), _>(refused()))).await;
        assert!(matches!(said, Err(StoreError::Unavailable(_))));
        assert!(patience.wait(READ, ready(Ok(()))).await.is_ok());
    }
}
