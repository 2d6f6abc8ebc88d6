//! Speech: an utterance becomes mono PCM, by one of several backends behind one trait.
//!
//! Encoding, caching and the order of work are not a backend's business.

#[cfg(test)]
mod contract;
mod espeak;
mod kokoro;
mod openai;
mod pace;
mod piper;
#[cfg(feature = "system")]
pub mod system;
mod threads;
mod tone;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

pub use pace::Pace;

use serde::{Deserialize, Serialize};

use crate::phoneme::Pronunciation;
use crate::spoken::SpokenForm;
use crate::units::{ByteRange, SampleRate, Samples};
use crate::voice::VoiceEntry;

/// What one call of a voice speaks: a sentence, ready to be said.
#[derive(Debug, Clone)]
pub struct Utterance {
    /// The words; what voices that read text are given.
    pub form: SpokenForm,
    /// The sounds; present where [`Voice::reads`] says [`Reads::Phonemes`].
    pub pronunciation: Option<Pronunciation>,
    /// BCP 47 tag of the language of the sentence, for voices that speak several.
    pub lang: String,
    /// How fast it is spoken.
    pub pace: Pace,
    /// What the voice found out while it planned; a voice that finds it here need not find it
    /// out again. Nobody else reads it.
    pub durations: OnceLock<Durations>,
}

/// The length of each symbol that a neural voice reads, in frames of its own.
///
/// Two bytes a symbol, because those of a whole article are kept between its plan and its sound.
pub type Durations = Box<[u16]>;

/// What a voice makes its sound from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// [`Utterance::form`].
    Text,
    /// [`Utterance::pronunciation`].
    Phonemes,
}

/// How long an utterance will be, known before it is spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeechPlan {
    /// Length of what [`Voice::synthesize`] gives, at the voice's rate.
    pub length: Samples,
    /// Whether `length` and `words` are exact to the sample; otherwise they are an estimate.
    pub exact: bool,
    /// When each word is heard, in order; empty where the voice does not know. Never invented.
    pub words: Vec<WordTime>,
    /// Sounds that the sentence asks for and the voice does not have: what is not heard.
    pub missing: Vec<MissingSound>,
}

/// A sound that a voice does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingSound {
    /// Bytes of the written sentence whose word has it.
    pub source: ByteRange,
    /// Its symbol in the alphabet of the voice's backend.
    pub symbol: char,
}

/// When a word is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordTime {
    /// Bytes of the written sentence.
    pub source: ByteRange,
    /// First sample, at the voice's rate.
    pub start: Samples,
    /// Behind the last sample, at the voice's rate.
    pub end: Samples,
}

/// How many threads one utterance may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// One thread: the best throughput when several utterances are spoken at once.
    Shared,
    /// Every core until the first sound, for a listener who waits in silence; one behind it.
    AllCores,
}

/// Takes the pieces of PCM as they are made, each value in [-1, 1] but for rare peaks.
///
/// [`ControlFlow::Break`] says that nobody listens any more. A backend that waits for others gives an
/// empty piece now and then, to learn of that while there is no sound.
pub type PcmSink<'a> = dyn FnMut(&[f32]) -> ControlFlow<()> + 'a;

/// One engine that makes speech: a row of the table of backends.
///
/// # For implementations
/// Nothing is loaded before [`open`](Self::open); a model that several voices share is held once
/// however many of them are open.
pub trait Backend: Send + Sync {
    /// What the catalogue and the configuration call it.
    fn name(&self) -> &'static str;

    /// The voices that it has on this machine besides those of the catalogue, such as what an
    /// installed program offers. Cheap enough for a listing: some 10 ms.
    fn voices(&self) -> Vec<VoiceEntry> {
        Vec::new()
    }

    /// Whether it can speak here at all; otherwise what is to be installed, in one line.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`].
    fn available(&self) -> Result<(), SpeechError> {
        Ok(())
    }

    /// Makes in `folder` what it derives from files that were just installed and verified there.
    ///
    /// Blocks for as long as the work takes. The error is one line for a person.
    ///
    /// # Errors
    /// Where a file cannot be used, or the folder cannot be written.
    fn prepare(&self, _folder: &Path) -> Result<(), String> {
        Ok(())
    }

    /// The voice of `entry`, whose files are in `folder`.
    ///
    /// Takes about half a second for a neural voice: keep it off the async threads.
    ///
    /// # Errors
    /// [`SpeechError::Damaged`] where a file or a setting cannot be used,
    /// [`SpeechError::Unavailable`] where a program or a key that it needs is missing.
    fn open(&self, entry: &VoiceEntry, folder: &Path) -> Result<Arc<dyn Voice>, SpeechError>;
}

/// One loaded voice that can speak.
///
/// Calls block for as long as the work takes: keep them off the async threads.
///
/// # For implementations
/// - The same utterance gives the same plan and, where the plan is exact, the same samples, on
///   every machine and whatever the [`Effort`]: the store and the delivered byte ranges stand on
///   it.
/// - [`synthesize`](Self::synthesize) gives exactly [`SpeechPlan::length`] samples where the plan
///   says that it is exact.
/// - Pieces are handed over as soon as they are made, the first one soonest: a listener waits.
/// - After [`ControlFlow::Break`] return [`SpeechError::Cancelled`] at once.
/// - No silence of its own at either end: some 20 ms, 0.2 s where the end can only be guessed.
///   Pauses are planned by the caller.
/// - Memory does not grow with the length of the utterance: a long one is spoken in parts.
///
/// `src/speech/contract.rs` holds every backend to this.
pub trait Voice: Send + Sync {
    /// What the voice makes its sound from.
    fn reads(&self) -> Reads;

    /// The rate of its samples.
    fn rate(&self) -> SampleRate;

    /// What decides its sound besides the utterance: model, parameters, version of the code.
    ///
    /// Two voices with the same fingerprint give the same samples for the same utterance.
    fn fingerprint(&self) -> &str;

    /// Whether its calls wait for another machine instead of working: more of them than there
    /// are cores may run at once, and none takes a core from a voice that works.
    fn waits(&self) -> bool {
        false
    }

    /// How long `utterance` will be.
    ///
    /// # Errors
    /// [`SpeechError::NotSpeakable`], [`SpeechError::Unavailable`] or [`SpeechError::Broken`].
    fn plan(&self, utterance: &Utterance) -> Result<SpeechPlan, SpeechError>;

    /// Speaks `utterance` into `sink`, piece by piece.
    ///
    /// # Errors
    /// [`SpeechError::Cancelled`] when the sink broke off, otherwise as [`plan`](Self::plan).
    fn synthesize(
        &self,
        utterance: &Utterance,
        effort: Effort,
        sink: &mut PcmSink<'_>,
    ) -> Result<(), SpeechError>;
}

/// Why there is no speech, by what the caller should do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpeechError {
    /// No voice has this id: ask for another one.
    #[error("there is no voice '{0}'; `aloud voices list` shows those that can be had")]
    UnknownVoice(String),
    /// The voice is in the catalogue but not on this machine: install it.
    #[error("the voice '{0}' is not installed; `aloud voices install {0}` does it")]
    NotInstalled(String),
    /// A file of the voice is not what it should be: install the voice again.
    #[error("the voice '{voice}' is damaged ({cause}); `aloud voices install {voice}` mends it")]
    Damaged {
        /// Id of the voice.
        voice: String,
        /// What is wrong with which file.
        cause: String,
    },
    /// There is nothing in the utterance that this voice could say: leave it out.
    #[error("there is nothing to say in this sentence")]
    NotSpeakable,
    /// What speaks cannot be reached now, or a program or a key is missing: mend it, try later.
    #[error("the speech backend is not available: {0}")]
    Unavailable(String),
    /// Too much work is waiting: try again later.
    #[error("too much is waiting to be spoken; try again in a moment")]
    Overloaded,
    /// Nobody listens any more: stop.
    #[error("the listener left")]
    Cancelled,
    /// The engine failed in a way that trying again will not mend: report it.
    #[error("the speech engine failed: {0}")]
    Broken(String),
}

/// The backends; the first is the default.
static BACKENDS: &[&dyn Backend] = &[
    &piper::Backend,
    &kokoro::Backend,
    &openai::Backend,
    &espeak::Backend,
    #[cfg(feature = "system")]
    &system::Backend,
    &tone::Backend,
];

/// The backends, the default one first.
pub fn backends() -> &'static [&'static dyn Backend] {
    BACKENDS
}

/// Whether the backend of `entry` has what it needs on this machine, and says words: the test tone
/// is for who asks for it.
pub(crate) fn is_ready(entry: &VoiceEntry) -> bool {
    let backend = BACKENDS.iter().find(|it| it.name() == entry.backend);
    backend.is_some_and(|it| it.name() != tone::NAME && it.available().is_ok())
}

/// Has the backend of `entry` derive what it needs from the files that are new in `folder`.
///
/// # Errors
/// As [`Backend::prepare`].
pub(crate) fn prepare(entry: &VoiceEntry, folder: &Path) -> Result<(), String> {
    let backend = BACKENDS.iter().find(|it| it.name() == entry.backend);
    backend.map_or(Ok(()), |backend| backend.prepare(folder))
}

/// The voice of `entry`, its model loaded from the files in `folder`.
///
/// Takes about half a second for a neural voice: keep it off the async threads.
///
/// # Errors
/// As [`Backend::open`]; [`SpeechError::UnknownVoice`] where no backend has the name that the
/// entry gives.
pub fn open(entry: &VoiceEntry, folder: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
    let backend = BACKENDS.iter().find(|it| it.name() == entry.backend);
    let backend = backend.ok_or_else(|| SpeechError::UnknownVoice(entry.id.clone()))?;
    backend.open(entry, folder)
}
