//! A prompt: a sentence made ready for its voice, with its content address and its plan.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::LoadedVoice;
use crate::script::Sentence;
use crate::sound::{ENCODER, Frames, SegmentEncoder, SegmentPcm, SegmentSpec, SoundError};
use crate::speech::{Effort, MissingSound, Pace, SpeechError, SpeechPlan, Utterance};
use crate::store::Key;
use crate::units::{ByteRange, SampleRate, Samples};

/// A sentence that is ready to be spoken: its words, its sounds and its content address.
pub struct Prompt {
    voice: Arc<LoadedVoice>,
    utterance: Utterance,
    spec: SegmentSpec,
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
    pub frames: Frames,
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

impl Prompt {
    /// The `sentence` for `voice`; blocks for some 10 ms.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`].
    pub(super) fn new(
        voice: Arc<LoadedVoice>,
        sentence: &Sentence,
        how: Direction,
    ) -> Result<Self, SpeechError> {
        let utterance = voice.utterance(sentence, how.pace)?;
        let spec = SegmentSpec {
            rate: voice.speaker.rate(),
            gain: voice.gain,
            pause: how.pause,
        };
        let key = address(&voice, &utterance, how);
        Ok(Self {
            voice,
            utterance,
            spec,
            key,
        })
    }

    /// Whether its voice waits for another machine.
    pub(super) fn waits(&self) -> bool {
        self.voice.speaker.waits()
    }

    /// The content address of its segment.
    pub(super) fn key(&self) -> Key {
        self.key
    }

    /// How long it will be; `None` where the voice gives no exact answer. Blocks.
    pub(super) fn plan(&self) -> Result<Option<TakePlan>, SpeechError> {
        match self.voice.speaker.plan(&self.utterance) {
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
            missing: plan.missing.clone(),
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
    pub(super) fn encode(
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
            .speaker
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
            missing: Vec::new(),
        }
    }
}

impl From<SoundError> for SpeechError {
    fn from(error: SoundError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// The address of the segment: all that decides its bytes, and nothing else.
fn address(voice: &LoadedVoice, utterance: &Utterance, how: Direction) -> Key {
    let said = utterance
        .pronunciation
        .as_ref()
        .map_or_else(|| utterance.form.text.clone(), ToString::to_string);
    Key::of([
        voice.speaker.fingerprint().as_bytes(),
        voice.entry.gain_db.to_string().as_bytes(),
        said.as_bytes(),
        utterance.lang.as_bytes(),
        &how.pause.as_millis().to_le_bytes(),
        &how.pace.percent().to_le_bytes(),
        ENCODER.as_bytes(),
    ])
}
