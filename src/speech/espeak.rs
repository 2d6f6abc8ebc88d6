//! The `espeak-ng` program: every language at once, at once, and like a robot.
//!
//! It is a program of its own (GPL-3), run as a child process for each part of a sentence; a
//! second of sound takes a millisecond. It prints no word events, so the times of words are
//! measured by its own hand: see [`times`].

mod language;
mod part;
mod program;
mod times;

use std::ops::Range;
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

/// A part of a sentence and its sound.
struct Spoken {
    part: Part,
    /// The program's name of the language.
    lang: String,
    /// All that the program says.
    whole: Vec<i16>,
    /// What of it is heard, with the silence that is left at either end.
    heard: Range<usize>,
}

impl Spoken {
    fn pcm(&self) -> &[i16] {
        &self.whole[self.heard.clone()]
    }
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
    fn speak(&self, part: Part, lang: &str, pace: Pace) -> Result<Option<Spoken>, SpeechError> {
        let whole = self.program.speak(&part.plain(), lang, speed(pace))?;
        let loud = |sample: &i16| sample.unsigned_abs() > SILENT;
        let ends = (whole.iter().position(loud), whole.iter().rposition(loud));
        let (Some(first), Some(last)) = ends else {
            return Ok(None);
        };
        Ok(Some(Spoken {
            part,
            lang: lang.to_owned(),
            heard: first.saturating_sub(MARGIN)..(last + 1 + MARGIN).min(whole.len()),
            whole,
        }))
    }

    /// The times of the words in what is heard of `spoken`; none where they do not show.
    fn words(&self, spoken: &Spoken, pace: Pace) -> Result<Vec<WordTime>, SpeechError> {
        let say = |levels: &[u8]| {
            let text = spoken.part.marked(|word| levels[word % levels.len()]);
            self.program.speak(&text, &spoken.lang, speed(pace))
        };
        let (even, uneven) = (say(&times::EVEN)?, say(&times::LEVELS)?);
        let sources: Vec<_> = spoken.part.sources().collect();
        let found = times::times(&spoken.whole, &even, &uneven, sources.len());
        let here = |at: usize| {
            let at = at.clamp(spoken.heard.start, spoken.heard.end);
            Samples((at - spoken.heard.start) as u64)
        };
        let times = found.into_iter().map(|word| WordTime {
            source: part::hull(&sources[word.words]),
            start: here(word.samples.start),
            end: here(word.samples.end),
        });
        Ok(times.collect())
    }

    /// Hands the parts of a sentence with their sounds to `each`, one after another.
    fn parts(
        &self,
        utterance: &Utterance,
        each: &mut dyn FnMut(&Spoken) -> Result<(), SpeechError>,
    ) -> Result<(), SpeechError> {
        let lang = language::voice(&utterance.lang);
        let lang = lang.ok_or_else(|| language::refusal(&utterance.lang))?;
        let mut heard = false;
        for part in part::parts(&utterance.form) {
            if let Some(spoken) = self.speak(part, &lang, utterance.pace)? {
                each(&spoken)?;
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
        let mut length = Samples(0);
        self.parts(utterance, &mut |spoken| {
            let breath = if length == Samples(0) { 0 } else { BREATH };
            let begin = length + Samples(breath as u64);
            length = begin + Samples(spoken.pcm().len() as u64);
            let found = self.words(spoken, utterance.pace)?;
            words.extend(found.into_iter().map(|word| WordTime {
                start: begin + word.start,
                end: begin + word.end,
                ..word
            }));
            Ok(())
        })?;
        Ok(SpeechPlan {
            length,
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
        self.parts(utterance, &mut |spoken| {
            let breath = if begun { BREATH } else { 0 };
            begun = true;
            let silence = std::iter::repeat_n(0.0, breath);
            let speech = spoken.pcm().iter();
            let speech = speech.map(|sample| f32::from(*sample) / 32_768.0);
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
