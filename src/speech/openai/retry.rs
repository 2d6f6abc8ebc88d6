//! Tries: which failed requests are made again, when, and how many of them in all.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio::time::{Sleep, sleep};
use tower::BoxError;
use tower::retry::Policy;
use tower::retry::backoff::{Backoff, ExponentialBackoff, ExponentialBackoffMaker, MakeBackoff};
use tower::retry::budget::{Budget as _, TpsBudget};
use tower::util::rng::HasherRng;

use super::exchange::Ask;
use super::fault::{Fault, Remedy};

/// The first wait; a server that restarts its worker needs about as long.
const SHORTEST: Duration = Duration::from_millis(200);
/// The longest wait of our own choosing: a listener is gone after it.
const LONGEST: Duration = Duration::from_secs(5);
/// Up to half of a wait on top of it, so that many who failed together do not return together.
const JITTER: f64 = 0.5;
/// Tries of one request: the waits between four are 1.4 to 2.1 s in all.
const TRIES: u32 = 4;

/// What all requests of a voice may spend on trying again, so that a server that is down is not
/// kept down: one try a second, and one more for every five requests that were answered.
pub(super) fn budget() -> Arc<TpsBudget> {
    Arc::new(TpsBudget::new(Duration::from_secs(10), 1, 0.2))
}

/// Decides for one request whether it is made again.
#[derive(Clone)]
pub(super) struct Tries {
    budget: Arc<TpsBudget>,
    backoff: ExponentialBackoff,
    /// Those begun so far.
    begun: u32,
    since: Instant,
    /// In how long the last one must have begun.
    within: Duration,
}

impl Tries {
    /// The tries of one request, all to be begun `within` a time from now.
    ///
    /// # Errors
    /// Where tower refuses the constants.
    pub(super) fn new(budget: Arc<TpsBudget>, within: Duration) -> Result<Self, Fault> {
        // A generator of its own, so that requests that fail together wait for unequal times.
        let maker = ExponentialBackoffMaker::new(SHORTEST, LONGEST, JITTER, HasherRng::new());
        let mut maker = maker.map_err(|error| Fault::broken(error.to_string()))?;
        Ok(Self {
            budget,
            backoff: maker.make_backoff(),
            begun: 1,
            since: Instant::now(),
            within,
        })
    }

    /// The wait before the next try; `None` where the wait would be too long.
    fn wait(&mut self, asked: Option<Duration>) -> Option<Sleep> {
        let pause = self.backoff.next_backoff();
        let now = tokio::time::Instant::now();
        let least = asked.unwrap_or_default();
        let length = least.max(pause.deadline().saturating_duration_since(now));
        (self.since.elapsed() + length < self.within).then(|| sleep(length))
    }
}

impl Policy<Ask, (), BoxError> for Tries {
    type Future = Sleep;

    fn retry(&mut self, ask: &mut Ask, result: &mut Result<(), BoxError>) -> Option<Sleep> {
        let Err(error) = result else {
            self.budget.deposit();
            ask.remember_format();
            return None;
        };
        let fault = Fault::of(error);
        // What was heard cannot be taken back.
        if ask.heard.load(Ordering::Relaxed) {
            return None;
        }
        match fault.remedy {
            Remedy::None => None,
            Remedy::OtherFormat => ask.next_format().then(|| sleep(Duration::ZERO)),
            Remedy::Again(asked) => {
                let wait = self.wait(asked).filter(|_| self.begun < TRIES)?;
                if !self.budget.withdraw() {
                    return None;
                }
                self.begun += 1;
                tracing::debug!(cause = %fault, speech.attempt = self.begun, "speech is asked for again");
                Some(wait)
            }
        }
    }

    fn clone_request(&mut self, ask: &Ask) -> Option<Ask> {
        Some(ask.clone())
    }
}
