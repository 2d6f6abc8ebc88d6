//! The studio: makes the sound of sentences, each one once however many ask.
//!
//! A *take* is one sentence's sound while it is made and afterwards. Whoever holds a take wants
//! it; when the last holder lets go, the work on it stops at the next piece of sound.

mod loudness;
mod making;
mod prompt;
mod seats;
mod spoken;
mod take;
mod voices;
mod work;
mod workers;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

pub use loudness::gain_db;
pub use prompt::{Direction, PlannedWord, Prompt, TakePlan};
pub use take::Take;
pub use voices::{LoadedVoice, Voices};
pub use workers::{Load, Priority};

use crate::script::Sentence;
use crate::sound::Encoding;
use crate::speech::{Effort, SpeechError};
use crate::store::{Key, Shelf, Store};
use crate::units::Samples;
use making::Making;
use seats::Seats;
use spoken::Spoken;
use work::Work;
use workers::Workers;

/// Sentences that voices of other machines may speak at once; each voice has a limit of its own.
const WAITERS: usize = 16;

/// Makes sentences on a bounded pool of worker threads.
pub struct Studio {
    voices: Voices,
    store: Store,
    workers: Workers,
    /// Threads for voices that wait for another machine.
    waiters: Workers,
    /// The takes that somebody wants now. An entry is made by who asks first and removed by the
    /// work on it when it ends. A std mutex: it is held for a look-up only, never across an await.
    wanted: Mutex<HashMap<Key, Weak<Take>>>,
    making: Making,
    seats: Seats,
    /// What was spoken a moment ago.
    spoken: Spoken,
    /// Sentences whose sound was made (not found in the store) since the start.
    made: AtomicU64,
}

impl Studio {
    /// A studio with as many workers as the machine has cores, unless `workers` says otherwise.
    pub fn new(voices: Voices, store: Store, workers: Option<usize>) -> Arc<Self> {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let workers = Workers::new(workers.unwrap_or_else(cores));
        Arc::new(Self {
            voices,
            store,
            making: Making::default(),
            seats: Seats::new(workers.count()),
            workers,
            waiters: Workers::new(WAITERS),
            wanted: Mutex::default(),
            spoken: Spoken::default(),
            made: AtomicU64::new(0),
        })
    }

    /// The voices that speak here.
    pub fn voices(&self) -> &Voices {
        &self.voices
    }

    /// Where the sound is kept.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The number of sentences that can be worked on at once.
    pub fn worker_count(&self) -> usize {
        self.workers.count()
    }

    /// How much work waits for the processor.
    pub fn load(&self) -> Load {
        self.workers.load()
    }

    /// Lets somebody hear an article that `voice` reads while it is made.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`] where those who hear something would run out of sound.
    pub fn admit(&self, article: Key, voice: &LoadedVoice) -> Result<(), SpeechError> {
        self.seats.take(article, voice.share())
    }

    /// Notes that a sentence of an article is made for somebody who was let in.
    pub fn keep_seat(&self, article: Key, voice: &LoadedVoice) {
        self.seats.keep(article, voice.share());
    }

    /// Notes that an article was heard to its end.
    pub fn leave_seat(&self, article: Key) {
        self.seats.leave(article);
    }

    /// The number of articles that are made while they are heard.
    pub fn seats_taken(&self) -> usize {
        self.seats.count()
    }

    /// The threads on which `prompt` is spoken.
    fn workers_of(&self, prompt: &Prompt) -> &Workers {
        if prompt.waits() {
            &self.waiters
        } else {
            &self.workers
        }
    }

    /// The number of sentences whose sound was made since the start, not found in the store.
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// Speaks a word that nobody hears, so that the first listener finds everything in memory;
    /// returns how long it is at 24 kHz.
    ///
    /// # Errors
    /// What the backend says.
    pub async fn warm(&self, voice: &Arc<LoadedVoice>) -> Result<Samples, SpeechError> {
        let priority = Priority::Waiting;
        let prompt = self.prompt(voice, ("Hello.", "en"), Direction::default(), priority);
        let prompt = prompt.await?;
        let spoken = self.workers_of(&prompt).run(priority, {
            let prompt = Arc::clone(&prompt);
            move || {
                let mut length = Samples(0);
                let spoken = prompt.speak(Effort::Shared, &mut |pcm| {
                    length += Samples(pcm.len() as u64);
                    Ok(ControlFlow::Continue(()))
                });
                spoken.map(|()| length)
            }
        });
        spoken.await?
    }

    /// The sentence `text` made ready for `voice`: spoken form, phonemes, address.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`] or [`SpeechError::Unavailable`].
    pub async fn prompt(
        &self,
        voice: &Arc<LoadedVoice>,
        sentence: impl Into<Sentence>,
        how: Direction,
        priority: Priority,
    ) -> Result<Arc<Prompt>, SpeechError> {
        let (voice, sentence) = (Arc::clone(voice), sentence.into());
        self.workers
            .run(priority, move || {
                Prompt::new(voice, sentence, how).map(Arc::new)
            })
            .await?
    }

    /// How long the sentence of `prompt` will be; `None` where the voice gives no exact answer.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`], or what the backend says.
    pub async fn plan(
        &self,
        prompt: &Arc<Prompt>,
        priority: Priority,
    ) -> Result<Option<TakePlan>, SpeechError> {
        let prompt = Arc::clone(prompt);
        self.workers.run(priority, move || prompt.plan()).await?
    }

    /// Whether the sound of `prompt` in `encoding` is made: it is stored, or being stored. Where it
    /// is still being made for somebody, the answer waits for that.
    pub async fn has(&self, prompt: &Prompt, encoding: Encoding) -> bool {
        let key = prompt.key(encoding);
        let under_way = self.wanted().get(&key).and_then(Weak::upgrade);
        // Not the take itself: it must not be kept wanted by who only asks.
        let end = under_way.map(|take| take.length_at_end());
        if let Some(end) = end
            && end.await.is_some()
        {
            return true;
        }
        self.making.end(key).await;
        let found = self.store.has(Shelf::Segments, key).await;
        found.unwrap_or_else(|error| {
            tracing::warn!(cause = %error, "a sentence could not be looked up");
            false
        })
    }

    /// The sound of `prompt` in `encoding`: begun now, joined where it is under way, or read from
    /// the store.
    ///
    /// Must be called inside a tokio runtime.
    pub fn take(
        self: &Arc<Self>,
        prompt: &Arc<Prompt>,
        encoding: Encoding,
        priority: Priority,
    ) -> Arc<Take> {
        let key = prompt.key(encoding);
        let mut wanted = self.wanted();
        let joined = wanted.get(&key).and_then(Weak::upgrade);
        let take = joined.clone().unwrap_or_default();
        let sooner = take.ask(priority);
        if joined.is_none() {
            wanted.insert(key, Arc::downgrade(&take));
        }
        drop(wanted);
        if sooner {
            let work = Work {
                studio: Arc::clone(self),
                prompt: Arc::clone(prompt),
                encoding,
                take: Arc::downgrade(&take),
                priority,
            };
            tokio::spawn(work.begin());
        }
        take
    }
}

impl Studio {
    fn wanted(&self) -> MutexGuard<'_, HashMap<Key, Weak<Take>>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes the entry of a take that nobody holds, unless a newer one has its place.
    fn forget_if_dead(&self, key: Key, take: &Weak<Take>) {
        if take.strong_count() == 0 {
            self.forget(key, take);
        }
    }

    /// Removes the entry of a take whose work has ended, unless a newer one has its place.
    fn forget(&self, key: Key, take: &Weak<Take>) {
        let mut wanted = self.wanted();
        if wanted.get(&key).is_some_and(|entry| entry.ptr_eq(take)) {
            wanted.remove(&key);
        }
    }
}
