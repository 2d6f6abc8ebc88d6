//! The studio: makes the sound of sentences, each one once however many ask.
//!
//! A *take* is one sentence's sound while it is made and afterwards. Whoever holds a take wants
//! it; when the last holder lets go, the work on it stops at the next piece of sound.

mod take;
mod voices;
mod workers;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

pub use take::Take;
pub use voices::{LoadedVoice, Voices};
pub use workers::Priority;

use crate::sound::{ENCODER, Frames, SegmentEncoder, SegmentPcm, SegmentSpec, SoundError};
use crate::speech::{Effort, SpeechError, SpeechPlan, Utterance};
use crate::store::{Key, Store};
use crate::units::{ByteRange, SampleRate, Samples};
use workers::Workers;

/// A sentence that is ready to be spoken: its words, its sounds and its content address.
pub struct Prompt {
    voice: Arc<LoadedVoice>,
    utterance: Utterance,
    spec: SegmentSpec,
    key: Key,
}

/// How long a sentence is, in the sound that is delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakePlan {
    /// The segment with its pause.
    pub frames: Frames,
    /// The speech in it, at 24 kHz.
    pub speech: Samples,
    /// When each word is heard, from the beginning of the speech, at 24 kHz.
    pub words: Vec<PlannedWord>,
}

/// When a word is heard.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlannedWord {
    /// Bytes of the written sentence.
    pub source: ByteRange,
    /// First sample, at 24 kHz.
    pub start: Samples,
    /// Behind the last sample, at 24 kHz.
    pub end: Samples,
}

/// Makes sentences on a bounded pool of worker threads.
pub struct Studio {
    voices: Voices,
    store: Store,
    workers: Workers,
    /// The takes that somebody wants now. An entry is made by who asks first and removed by the
    /// work on it when it ends. A std mutex: it is held for a look-up only, never across an await.
    wanted: Mutex<HashMap<Key, Weak<Take>>>,
    /// Sentences whose sound was made (not found in the store) since the start.
    made: AtomicU64,
}

impl Studio {
    /// A studio with as many workers as the machine has cores, unless `workers` says otherwise.
    pub fn new(voices: Voices, store: Store, workers: Option<usize>) -> Arc<Self> {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Arc::new(Self {
            voices,
            store,
            workers: Workers::new(workers.unwrap_or_else(cores)),
            wanted: Mutex::default(),
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

    /// The number of sentences whose sound was made since the start, not found in the store.
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// Speaks a word that nobody hears, so that the first listener finds everything in memory.
    ///
    /// # Errors
    /// What the backend says.
    pub async fn warm(&self, voice: &Arc<LoadedVoice>) -> Result<(), SpeechError> {
        let priority = Priority::Waiting;
        let prompt = self.prompt(voice, "en", "Hello.", Duration::ZERO, priority);
        let prompt = prompt.await?;
        let spoken = self
            .workers
            .run(priority, move || prompt.speak(&mut |_| ()));
        spoken.await?
    }

    /// The sentence `text` made ready for `voice`: spoken form, phonemes, address.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`].
    pub async fn prompt(
        &self,
        voice: &Arc<LoadedVoice>,
        lang: &str,
        text: &str,
        pause: Duration,
        priority: Priority,
    ) -> Result<Arc<Prompt>, SpeechError> {
        let (voice, lang, text) = (Arc::clone(voice), lang.to_owned(), text.to_owned());
        self.workers
            .run(priority, move || {
                Arc::new(Prompt::new(voice, &lang, &text, pause))
            })
            .await
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

    /// The sound of `prompt`: begun now, joined where it is under way, or read from the store.
    ///
    /// Must be called inside a tokio runtime.
    pub fn take(self: &Arc<Self>, prompt: &Arc<Prompt>, priority: Priority) -> Arc<Take> {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        let joined = wanted.get(&prompt.key).and_then(Weak::upgrade);
        let take = joined.clone().unwrap_or_default();
        let sooner = take.ask(priority);
        if joined.is_none() {
            wanted.insert(prompt.key, Arc::downgrade(&take));
        }
        drop(wanted);
        if sooner {
            let work = Work {
                studio: Arc::clone(self),
                prompt: Arc::clone(prompt),
                take: Arc::downgrade(&take),
                priority,
            };
            tokio::spawn(work.begin());
        }
        take
    }
}

impl Prompt {
    fn new(voice: Arc<LoadedVoice>, lang: &str, text: &str, pause: Duration) -> Self {
        let utterance = voice.utterance(text, lang);
        let spec = SegmentSpec {
            rate: voice.backend.rate(),
            gain: voice.gain,
            pause,
        };
        let key = Self::key(&voice, &utterance, pause);
        Self {
            voice,
            utterance,
            spec,
            key,
        }
    }

    /// The address of the segment: all that decides its bytes, and nothing else.
    fn key(voice: &LoadedVoice, utterance: &Utterance, pause: Duration) -> Key {
        let said = utterance
            .pronunciation
            .as_ref()
            .map_or_else(|| utterance.form.text.clone(), ToString::to_string);
        Key::of([
            voice.backend.fingerprint().as_bytes(),
            voice.entry.gain_db.to_string().as_bytes(),
            said.as_bytes(),
            &pause.as_millis().to_le_bytes(),
            ENCODER.as_bytes(),
        ])
    }

    fn plan(&self) -> Result<Option<TakePlan>, SpeechError> {
        match self.voice.backend.plan(&self.utterance) {
            Ok(plan) if plan.exact => Ok(Some(self.delivered(&plan))),
            Ok(_) => Ok(None),
            Err(SpeechError::NotSpeakable) => Ok(Some(TakePlan::silent())),
            Err(error) => Err(error),
        }
    }

    /// The plan in units of the sound that is delivered.
    fn delivered(&self, plan: &SpeechPlan) -> TakePlan {
        let here = |at: Samples| at.resampled(self.spec.rate, SampleRate::OUTPUT);
        let words = plan.words.iter().map(|word| PlannedWord {
            source: word.source,
            start: here(word.start),
            end: here(word.end),
        });
        TakePlan {
            frames: self.spec.frames(plan.length),
            speech: here(plan.length),
            words: words.collect(),
        }
    }

    /// Speaks the sentence as 16-bit PCM at 24 kHz, with its pause; blocks while it does.
    ///
    /// # Errors
    /// What the backend says; a sentence without anything to say is no error and gives nothing.
    pub fn speak(&self, out: &mut dyn FnMut(&[i16])) -> Result<(), SpeechError> {
        let mut pcm = SegmentPcm::new(self.spec)?;
        let spoken = self.synthesize(Effort::Shared, &mut |speech| {
            out(&pcm.push(speech)?);
            Ok(ControlFlow::Continue(()))
        })?;
        if spoken {
            out(&pcm.finish()?);
        }
        Ok(())
    }

    /// Encodes the sentence into `out` while it is spoken; blocks while it does.
    fn encode(
        &self,
        effort: Effort,
        out: &mut dyn FnMut(Vec<u8>) -> ControlFlow<()>,
    ) -> Result<(), SpeechError> {
        let mut encoder = SegmentEncoder::new(self.spec)?;
        let spoken = self.synthesize(effort, &mut |speech| Ok(out(encoder.push(speech)?)))?;
        if spoken {
            let _ = out(encoder.finish()?);
        }
        Ok(())
    }

    /// Runs the backend; `false` where there is nothing to say. An error of `sink` ends it.
    fn synthesize(&self, effort: Effort, sink: &mut SpeechSink<'_>) -> Result<bool, SpeechError> {
        let mut failed = None;
        let spoken = self
            .voice
            .backend
            .synthesize(&self.utterance, effort, &mut |speech| {
                sink(speech).unwrap_or_else(|error| {
                    failed = Some(error);
                    ControlFlow::Break(())
                })
            });
        match (failed, spoken) {
            (Some(error), _) => Err(error),
            (None, Err(SpeechError::NotSpeakable)) => Ok(false),
            (None, spoken) => spoken.map(|()| true),
        }
    }
}

impl TakePlan {
    /// The plan of a sentence without anything to say.
    fn silent() -> Self {
        Self {
            frames: Frames(0),
            speech: Samples(0),
            words: Vec::new(),
        }
    }
}

impl From<SoundError> for SpeechError {
    fn from(error: SoundError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Takes pieces of speech; an error ends the speaking.
type SpeechSink<'a> = dyn FnMut(&[f32]) -> Result<ControlFlow<()>, SpeechError> + 'a;

/// The making of one take; queued again where somebody needs it sooner, done once.
struct Work {
    studio: Arc<Studio>,
    prompt: Arc<Prompt>,
    /// Weak: the work alone must not keep a take wanted.
    take: Weak<Take>,
    priority: Priority,
}

impl Work {
    /// Looks into the store, then queues for a worker.
    async fn begin(self) {
        match self.studio.store.segment(self.prompt.key).await {
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
        let (key, take, priority) = (self.prompt.key, self.take.clone(), self.priority);
        if let Err(error) = studio.workers.submit(priority, move || self.make(&runtime))
            && let Some(wanted) = take.upgrade().filter(|take| take.claim())
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
            self.studio.forget_if_dead(self.prompt.key, &self.take);
        }
        claimed
    }

    /// Makes the sound, on a worker thread.
    fn make(self, runtime: &tokio::runtime::Handle) {
        if !self.claim() {
            return;
        }
        let started = Instant::now();
        let effort = self.priority.effort();
        // A copy: who has heard the last byte lets go of the take before it can be stored.
        let mut sound = Vec::new();
        let made = self.prompt.encode(effort, &mut |bytes| {
            sound.extend_from_slice(&bytes);
            let wanted = self.take.upgrade();
            wanted.map_or(ControlFlow::Break(()), |take| {
                take.push(&bytes);
                ControlFlow::Continue(())
            })
        });
        match made {
            Ok(()) => self.keep(runtime, started, &sound),
            Err(error) => self.end(|take| take.fail(error)),
        }
    }

    /// Gives the listeners their end, then stores the sentence.
    fn keep(self, runtime: &tokio::runtime::Handle, started: Instant, bytes: &[u8]) {
        self.studio.made.fetch_add(1, Ordering::Relaxed);
        // Held until it is stored, so that who asks meanwhile joins it.
        let take = self.take.upgrade();
        if let Some(take) = &take {
            take.finish();
        }
        tracing::debug!(
            segment.key = %self.prompt.key,
            segment.size_bytes = bytes.len(),
            duration_ms = started.elapsed().as_millis() as u64,
            "a sentence was made"
        );
        if !bytes.is_empty() {
            let stored = runtime.block_on(self.studio.store.put_segment(self.prompt.key, bytes));
            if let Err(error) = stored {
                tracing::warn!(cause = %error, "a sentence could not be stored; it is only played");
            }
        }
        self.studio.forget(self.prompt.key, &self.take);
    }

    fn end(self, last: impl FnOnce(&Take)) {
        if let Some(take) = self.take.upgrade() {
            last(&take);
        }
        self.studio.forget(self.prompt.key, &self.take);
    }
}

impl Studio {
    /// Removes the entry of a take that nobody holds, unless a newer one has its place.
    fn forget_if_dead(&self, key: Key, take: &Weak<Take>) {
        if take.strong_count() == 0 {
            self.forget(key, take);
        }
    }

    /// Removes the entry of a take whose work has ended, unless a newer one has its place.
    fn forget(&self, key: Key, take: &Weak<Take>) {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if wanted.get(&key).is_some_and(|entry| entry.ptr_eq(take)) {
            wanted.remove(&key);
        }
    }
}
