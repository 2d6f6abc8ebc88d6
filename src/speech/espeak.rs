//! The `espeak-ng` program: every language at once, at once, and like a robot.
//!
//! It is a program of its own (GPL-3), run as a child process for each part of a sentence; a
//! second of sound takes a millisecond. It prints no word events, so the times of words are
//! measured by its own hand: see [`times`].

mod language;
mod part;
mod program;
mod times;

use std::path::Path;
use std::sync::Arc;

use self::part::Part;
use self::program::Program;
use super::{Effort, Pace, PcmSink, Reads, SpeechError, SpeechPlan, Utterance, Voice, WordTime};
use crate::phoneme::espeak_program;
use crate::units::{SampleRate, Samples};
use crate::voice::VoiceEntry;

/// Raised when the code changes what the voice says, so that stored sound is not mixed.
const VERSION: u32 = 1;

/// The rate of all its voices but those of MBROLA, which are never asked for.
const RATE: SampleRate = SampleRate(22_050);

/// Words a minute at the voice's own speed.
const WORDS_A_MINUTE: u32 = 175;

/// The slowest that the program speaks.
const SLOWEST: u32 = 80;

/// The fastest: from 450 on the program squeezes its finished sound, which is hard to follow.
const FASTEST: u32 = 449;

/// Silence that is left at either end, 20 ms, so that a soft onset is not cut.
const MARGIN: usize = 441;

/// Silence between the parts of a long sentence, 150 ms: a pause for breath.
const BREATH: usize = 3_307;

/// Samples below which the program is silent: -66 dB.
const SILENT: u16 = 16;

/// Samples a piece: 0.1 s, so that a cancel is noticed.
const PIECE: usize = 2_205;

/// The backend of the one voice that speaks every language of the program.
pub(super) struct Backend;

impl super::Backend for Backend {
    fn name(&self) -> &'static str {
        "espeak"
    }

    fn available(&self) -> Result<(), SpeechError> {
        espeak_program().map(drop).ok_or_else(missing)
    }

    fn open(&self, _: &VoiceEntry, _: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
        let file = espeak_program().ok_or_else(missing)?;
        Ok(Arc::new(Espeak::open(file)?))
    }
}

fn missing() -> SpeechError {
    SpeechError::Unavailable("the program espeak-ng is not installed".into())
}

struct Espeak {
    program: Program,
    fingerprint: String,
}

/// What the program says of one part.
struct Spoken {
    /// The sound, cut to what is heard.
    pcm: Vec<i16>,
    /// Samples that were cut before it.
    lead: usize,
}

impl Espeak {
    /// The voice of the program in `file`.
    fn open(file: &Path) -> Result<Self, SpeechError> {
        let program = Program::new(file.to_owned());
        let fingerprint = format!("espeak {VERSION} {}", program.version()?);
        Ok(Self {
            program,
            fingerprint,
        })
    }

    /// The sound of `part`; `None` where nothing is heard of it.
    fn speak(
        &self,
        part: &Part,
        lang: &str,
        pace: Pace,
    ) -> Result<Option<(Vec<i16>, Spoken)>, SpeechError> {
        let whole = self.program.speak(&part.plain(), lang, speed(pace))?;
        let heard = |sample: &i16| sample.unsigned_abs() > SILENT;
        let (Some(first), Some(last)) =
            (whole.iter().position(heard), whole.iter().rposition(heard))
        else {
            return Ok(None);
        };
        let lead = first.saturating_sub(MARGIN);
        let end = (last + 1 + MARGIN).min(whole.len());
        let pcm = whole[lead..end].to_vec();
        Ok(Some((whole, Spoken { pcm, lead })))
    }

    /// The times of the words of `part`, whose sound is `whole`; empty where they do not show.
    fn words(
        &self,
        part: &Part,
        whole: &[i16],
        lang: &str,
        pace: Pace,
    ) -> Result<Vec<WordTime>, SpeechError> {
        let say = |levels: &[u8]| {
            let text = part.marked(|word| levels[word % levels.len()]);
            self.program.speak(&text, lang, speed(pace))
        };
        let (even, uneven) = (say(&times::EVEN)?, say(&times::LEVELS)?);
        let sources: Vec<_> = part.sources().collect();
        let found = times::times(whole, &even, &uneven, sources.len());
        let times = found.into_iter().map(|heard| WordTime {
            source: part::hull(&sources[heard.words]),
            start: Samples(heard.samples.start as u64),
            end: Samples(heard.samples.end as u64),
        });
        Ok(times.collect())
    }

    /// The parts of a sentence with their sounds, handed to `each` one after another.
    fn parts(
        &self,
        utterance: &Utterance,
        each: &mut dyn FnMut(&Part, &str, &[i16], &Spoken) -> Result<(), SpeechError>,
    ) -> Result<(), SpeechError> {
        let lang =
            language::voice(&utterance.lang).ok_or_else(|| language::refusal(&utterance.lang))?;
        let mut heard = false;
        for part in part::parts(&utterance.form) {
            if let Some((whole, spoken)) = self.speak(&part, &lang, utterance.pace)? {
                each(&part, &lang, &whole, &spoken)?;
                heard = true;
            }
        }
        if heard {
            Ok(())
        } else {
            Err(SpeechError::NotSpeakable)
        }
    }
}

/// Words a minute that the program is asked for.
fn speed(pace: Pace) -> u32 {
    let words = WORDS_A_MINUTE * u32::from(pace.percent()) / 100;
    words.clamp(SLOWEST, FASTEST)
}

impl Voice for Espeak {
    fn reads(&self) -> Reads {
        Reads::Text
    }

    fn rate(&self) -> SampleRate {
        RATE
    }

    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    fn plan(&self, utterance: &Utterance) -> Result<SpeechPlan, SpeechError> {
        let mut words = Vec::new();
        let mut length = 0;
        self.parts(utterance, &mut |part, lang, whole, spoken| {
            let begin = if length == 0 { 0 } else { length + BREATH };
            length = begin + spoken.pcm.len();
            let found = self.words(part, whole, lang, utterance.pace)?;
            let at = |sample: Samples| {
                let here = (sample.0 as usize).saturating_sub(spoken.lead);
                Samples((begin + here.min(spoken.pcm.len())) as u64)
            };
            words.extend(found.into_iter().map(|word| WordTime {
                start: at(word.start),
                end: at(word.end),
                ..word
            }));
            Ok(())
        })?;
        Ok(SpeechPlan {
            length: Samples(length as u64),
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
        let mut begun = false;
        self.parts(utterance, &mut |_, _, _, spoken| {
            let breath = if begun { BREATH } else { 0 };
            begun = true;
            let silence = std::iter::repeat_n(0.0, breath);
            let speech = spoken
                .pcm
                .iter()
                .map(|sample| f32::from(*sample) / 32_768.0);
            let pcm: Vec<f32> = silence.chain(speech).collect();
            for piece in pcm.chunks(PIECE) {
                if sink(piece).is_break() {
                    return Err(SpeechError::Cancelled);
                }
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests;
