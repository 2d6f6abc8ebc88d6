//! A prompt: a sentence made ready for its voice, with its content address and its plan.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::LoadedVoice;
use super::spoken::Spoken;
use crate::script::Sentence;
use crate::sound::{Beats, Encoding, SegmentEncoder, SegmentPcm, SegmentSpec, SoundError};
use crate::speech::{Effort, MissingSound, Pace, SpeechError, SpeechPlan, Utterance};
use crate::store::Key;
use crate::units::{ByteRange, SampleRate, Samples};

/// A sentence that is ready to be spoken: its words, its sounds and its content address.
pub struct Prompt {
    voice: Arc<LoadedVoice>,
    sentence: Sentence,
    pace: Pace,
    /// Its words and sounds, until they are given up.
    utterance: Mutex<Option<Arc<Utterance>>>,
    spec: SegmentSpec,
    /// The address of its samples.
    key: Key,
}

/// How a sentence is to be said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Direction {
    /// The silence behind it.
    pub pause: Duration,
    /// How fast it is spoken.
    pub pace: Pace,
}

/// How long a sentence is, in the sound that is delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakePlan {
    /// The segment with its pause.
    pub beats: Beats,
    /// The speech in it, at 24 kHz.
    pub speech: Samples,
    /// When each word is heard, from the beginning of the speech, at 24 kHz.
    pub words: Vec<PlannedWord>,
    /// Sounds that the sentence asks for and the voice does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingSound>,
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

/// Takes pieces of speech; an error ends the speaking.
type SpeechSink<'a> = dyn FnMut(&[f32]) -> Result<ControlFlow<()>, SpeechError> + 'a;

/// Takes pieces of finished samples; an error ends the speaking.
pub(super) type PcmOut<'a> = dyn FnMut(&[i16]) -> Result<ControlFlow<()>, SpeechError> + 'a;

impl Prompt {
    /// The `sentence` for `voice`; blocks for some 10 ms.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`].
    pub(super) fn new(
        voice: Arc<LoadedVoice>,
        sentence: Sentence,
        how: Direction,
    ) -> Result<Self, SpeechError> {
        let utterance = voice.utterance(&sentence, how.pace)?;
        let spec = SegmentSpec {
            rate: voice.speaker.rate(),
            gain: voice.gain,
            pause: how.pause,
        };
        let key = address(&voice, &utterance, how);
        Ok(Self {
            voice,
            sentence,
            pace: how.pace,
            utterance: Mutex::new(Some(Arc::new(utterance))),
            spec,
            key,
        })
    }

    /// Its words and sounds; found anew where they were given up, which blocks for some 10 ms.
    fn utterance(&self) -> Result<Arc<Utterance>, SpeechError> {
        let mut held = self
            .utterance
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(utterance) = &*held {
            return Ok(Arc::clone(utterance));
        }
        let utterance = Arc::new(self.voice.utterance(&self.sentence, self.pace)?);
        *held = Some(Arc::clone(&utterance));
        Ok(utterance)
    }

    /// Gives up its words and sounds, which take most of its memory; what remains is enough to find
    /// its sound in the store.
    pub fn rest(&self) {
        // Where they are being used they may stay.
        if let Ok(mut held) = self.utterance.try_lock() {
            *held = None;
        }
    }

    /// Whether its voice waits for another machine.
    pub(super) fn waits(&self) -> bool {
        self.voice.speaker.waits()
    }

    /// The content address of its segment in `encoding`.
    pub(super) fn key(&self, encoding: Encoding) -> Key {
        Key::of([self.key.as_bytes(), encoding.name().as_bytes()])
    }

    /// How long it will be; `None` where the voice gives no exact answer. Blocks.
    pub(super) fn plan(&self) -> Result<Option<TakePlan>, SpeechError> {
        match self.voice.speaker.plan(&*self.utterance()?) {
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
            beats: self.spec.beats(plan.length),
            speech: here(plan.length),
            words: words.collect(),
            missing: plan.missing.clone(),
        }
    }

    /// Speaks the sentence as 16-bit PCM at 24 kHz, with its pause; blocks while it does.
    ///
    /// A sentence without anything to say is no error and gives nothing.
    pub(super) fn speak(&self, effort: Effort, out: &mut PcmOut<'_>) -> Result<(), SpeechError> {
        let mut pcm = SegmentPcm::new(self.spec)?;
        let spoken = self.synthesize(effort, &mut |speech| out(&pcm.push(speech)?))?;
        if spoken {
            let _ = out(&pcm.finish()?)?;
        }
        Ok(())
    }

    /// The sentence in `encoding`, piece by piece while it is spoken; blocks while it does.
    ///
    /// Where it was `spoken` a moment ago, it is only encoded.
    pub(super) fn encode(
        &self,
        effort: Effort,
        encoding: Encoding,
        spoken: &Spoken,
        out: &mut dyn FnMut(Vec<u8>) -> ControlFlow<()>,
    ) -> Result<(), SpeechError> {
        let mut encoder = SegmentEncoder::new(encoding)?;
        let known = spoken.of(self.key);
        let silent = if let Some(pcm) = known {
            let _ = out(encoder.push(&pcm)?);
            pcm.is_empty()
        } else {
            let mut whole = Vec::new();
            self.speak(effort, &mut |pcm| {
                if pcm.is_empty() {
                    return Ok(out(Vec::new())); // it asks whether anybody waits still
                }
                whole.extend_from_slice(pcm);
                Ok(out(encoder.push(pcm)?))
            })?;
            let silent = whole.is_empty();
            spoken.keep(self.key, whole);
            silent
        };
        if !silent {
            let _ = out(encoder.finish()?);
        }
        Ok(())
    }

    /// Runs the backend; `false` where there is nothing to say. An error of `sink` ends it.
    fn synthesize(&self, effort: Effort, sink: &mut SpeechSink<'_>) -> Result<bool, SpeechError> {
        let (started, mut elsewhere, mut speech) = (Instant::now(), Duration::ZERO, Samples(0));
        let spoken = self.run(effort, &mut |pcm| {
            let given = Instant::now();
            let next = sink(pcm);
            elsewhere += given.elapsed();
            speech += Samples(pcm.len() as u64);
            next
        });
        // On all cores it takes less time and more work.
        if effort == Effort::Shared && matches!(spoken, Ok(true)) {
            let speech = Duration::from_secs_f64(speech.seconds(self.spec.rate));
            let worked = started.elapsed().saturating_sub(elsewhere);
            self.voice.cost.note(worked, speech);
        }
        spoken
    }

    fn run(&self, effort: Effort, sink: &mut SpeechSink<'_>) -> Result<bool, SpeechError> {
        let mut failed = None;
        let utterance = self.utterance()?;
        let spoken = self
            .voice
            .speaker
            .synthesize(&utterance, effort, &mut |speech| {
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
            beats: Beats(0),
            speech: Samples(0),
            words: Vec::new(),
            missing: Vec::new(),
        }
    }
}

impl From<SoundError> for SpeechError {
    fn from(error: SoundError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// The address of what is heard: all that decides the samples, and nothing else.
fn address(voice: &LoadedVoice, utterance: &Utterance, how: Direction) -> Key {
    let said = utterance
        .pronunciation
        .as_ref()
        .map_or_else(|| utterance.form.text.clone(), ToString::to_string);
    Key::of([
        voice.sound().as_bytes(),
        said.as_bytes(),
        utterance.lang.as_bytes(),
        &how.pause.as_millis().to_le_bytes(),
        &how.pace.percent().to_le_bytes(),
    ])
}
