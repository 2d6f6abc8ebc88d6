//! A deterministic arithmetic voice for tests: no weights, and every sample can be predicted.
//!
//! Each word is a sine of 60 ms per character, at 200 Hz plus 20 Hz for each step of its first
//! letter behind `a`, at half scale; 20 ms of silence stand between words.

use std::f64::consts::TAU;
use std::path::Path;
use std::sync::Arc;

use super::{Effort, Pace, PcmSink, Reads, SpeechError, SpeechPlan, Utterance, Voice, WordTime};
use crate::spoken::SpokenToken;
use crate::units::{SampleRate, Samples};
use crate::voice::VoiceEntry;

/// The rate of a Piper voice, so that tests take the resampler in.
const RATE: SampleRate = SampleRate(22_050);
/// 60 ms a character makes about 15 characters a second, the pace of speech.
const PER_CHAR: u64 = 1_323;
/// 20 ms between words.
const GAP: u64 = 441;
/// Samples a piece: 0.1 s, so that a sentence comes in several pieces.
const PIECE: usize = 2_205;

/// The name of the backend.
pub(super) const NAME: &str = "tone";

/// The backend of the one tone voice.
pub(super) struct Backend;

impl super::Backend for Backend {
    fn name(&self) -> &'static str {
        NAME
    }

    fn open(&self, _: &VoiceEntry, _: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
        Ok(Arc::new(Tone))
    }
}

struct Tone;

impl Voice for Tone {
    fn reads(&self) -> Reads {
        Reads::Text
    }

    fn rate(&self) -> SampleRate {
        RATE
    }

    fn fingerprint(&self) -> &'static str {
        "tone 1"
    }

    fn plan(&self, utterance: &Utterance) -> Result<SpeechPlan, SpeechError> {
        let mut at = 0;
        let mut words = Vec::new();
        for (token, text) in audible(utterance) {
            let end = at + length(text, utterance.pace).0;
            words.push(WordTime {
                source: token.source,
                start: Samples(at),
                end: Samples(end),
            });
            at = end + GAP;
        }
        if words.is_empty() {
            return Err(SpeechError::NotSpeakable);
        }
        Ok(SpeechPlan {
            length: Samples(at),
            exact: true,
            words,
            missing: Vec::new(),
        })
    }

    fn synthesize(
        &self,
        utterance: &Utterance,
        _: Effort,
        sink: &mut PcmSink<'_>,
    ) -> Result<(), SpeechError> {
        self.plan(utterance)?;
        for (_, text) in audible(utterance) {
            for piece in word(text, utterance.pace).chunks(PIECE) {
                if sink(piece).is_break() {
                    return Err(SpeechError::Cancelled);
                }
            }
        }
        Ok(())
    }
}

/// The tokens that hold a letter or a digit, with what is said for them.
fn audible(utterance: &Utterance) -> impl Iterator<Item = (&SpokenToken, &str)> {
    let form = &utterance.form;
    form.tokens
        .iter()
        .map(|token| (token, token.spoken.of(&form.text)))
        .filter(|(_, text)| text.contains(char::is_alphanumeric))
}

/// The length of a word.
fn length(text: &str, pace: Pace) -> Samples {
    let samples = text.chars().count() as u64 * PER_CHAR;
    Samples(samples * 100 / u64::from(pace.percent()))
}

/// The sine of a word and the gap behind it.
fn word(text: &str, pace: Pace) -> Vec<f32> {
    let step = text
        .bytes()
        .next()
        .map_or(0, |b| b.to_ascii_lowercase() % 32);
    let hertz = 200.0 + 20.0 * f64::from(step);
    let sine = |n: u64| (TAU * hertz * n as f64 / f64::from(RATE.0)).sin() as f32 / 2.0;
    (0..length(text, pace).0)
        .map(sine)
        .chain((0..GAP).map(|_| 0.0))
        .collect()
}
