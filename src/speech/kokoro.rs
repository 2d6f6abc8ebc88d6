//! Kokoro voices (`StyleTTS` 2): studio quality, exact to the sample before it is made.
//!
//! One model speaks with many voices; what makes a voice is a table of styles. A run predicts the
//! durations of the tokens, in frames of 25 ms, the pitch and the energy of each frame, and then
//! makes the sound of all of them at once: the decoder normalises every channel over the whole time, so it cannot be fed in slices, and a
//! sentence is spoken in parts instead, of which the first is short.
//!
//! There is no noise in the export: the same tokens have the same sound.

mod derive;
mod graph;
mod parts;
mod style;
mod symbols;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use graph::{FRAME, Forecast, Graph, Text};
use parts::{Part, parts};
use style::Styles;
use symbols::{Symbols, Vocabulary, WordTokens};

use super::{Effort, Pace, PcmSink, Reads, SpeechError, SpeechPlan, Utterance, Voice, WordTime};
use crate::units::{SampleRate, Samples};
use crate::voice::{MODEL_FILE, VoiceEntry};

/// Raised when the code changes what a voice says, so that stored sound is not mixed.
const VERSION: u32 = 1;

/// The rate of every Kokoro model.
const RATE: SampleRate = SampleRate(24_000);

/// Frames that are left at either end, 25 ms, so that a soft onset is not cut.
const MARGIN: usize = 1;

/// Frames of silence at a mark between two parts, 0.2 s: as the model itself makes at a comma.
const PAUSE: usize = 8;

/// Frames of silence between two parts without a mark.
const JOINT: usize = 2;

/// Frames by which the sound of a token is heard before its own: 50 ms.
///
/// Measured with six voices: sibilants lie 50 to 65 ms before theirs.
const AHEAD: usize = 2;

/// Samples a piece, half a second: a sink that breaks off is noticed as soon.
const PIECE: usize = 12_000;

/// Name of the vocabulary in a bundle.
const VOCABULARY_FILE: &str = "vocab.json";

/// The backend of all Kokoro voices.
pub(super) struct Backend;

impl super::Backend for Backend {
    fn name(&self) -> &'static str {
        "kokoro"
    }

    fn prepare(&self, folder: &Path) -> Result<(), String> {
        derive::derive(folder).map(drop)
    }

    fn open(&self, entry: &VoiceEntry, folder: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
        let voice = Kokoro::open(entry, folder).map_err(|cause| SpeechError::Damaged {
            voice: entry.id.clone(),
            cause,
        })?;
        Ok(Arc::new(voice))
    }
}

struct Kokoro {
    graph: Arc<Graph>,
    vocabulary: Vocabulary,
    styles: Styles,
    fingerprint: String,
}

/// What is heard of a part, in its frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Heard {
    start: u16,
    end: u16,
}

impl Heard {
    /// From the first frame to the last one in which anything is heard, with `behind` more.
    fn of(loud: &[bool], behind: usize) -> Self {
        let first = loud.iter().position(|loud| *loud).unwrap_or(0);
        let last = loud.iter().rposition(|loud| *loud).unwrap_or(0);
        let frame = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
        Self {
            start: frame(first.saturating_sub(MARGIN)),
            end: frame(loud.len().min(last + 1 + behind)),
        }
    }

    fn samples(self) -> Range<usize> {
        usize::from(self.start) * FRAME..usize::from(self.end) * FRAME
    }
}

/// Frames that are heard of the silence behind a part.
fn behind(part: &Part, more: bool) -> usize {
    match (more, part.pause) {
        (false, _) => MARGIN,
        (true, true) => PAUSE,
        (true, false) => JOINT,
    }
}

/// When the words of a part are heard, its sound beginning at the sample `offset`.
fn word_times(
    words: &[WordTokens],
    first: usize,
    forecast: &Forecast,
    heard: Heard,
    offset: usize,
) -> Vec<WordTime> {
    let bounds = usize::from(heard.start)..usize::from(heard.end);
    let sample = |frame: usize| {
        let inside = frame.clamp(bounds.start, bounds.end) - bounds.start;
        Samples((offset + inside * FRAME) as u64)
    };
    let frames = word_frames(words, first, &forecast.durations);
    let times = words.iter().zip(frames).map(|(word, frames)| {
        let frames = without_silence(frames, &forecast.loud);
        WordTime {
            source: word.source,
            start: sample(frames.start),
            end: sample(frames.end),
        }
    });
    times.collect()
}

/// The frames of each word of a part that begins with the token `first`.
///
/// Two words part in the middle of the space between them. The sound of a token is heard
/// somewhat before its frames.
fn word_frames(words: &[WordTokens], first: usize, durations: &[u16]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut sum = 0;
    for frames in durations {
        sum += usize::from(*frames);
        starts.push(sum);
    }
    // A zero stands before the part.
    let start = |token: usize| starts.get(token - first + 1).copied().unwrap_or(sum);
    let mut frames: Vec<Range<usize>> = words
        .iter()
        .map(|word| start(word.tokens.start)..start(word.tokens.end))
        .collect();
    for index in 1..words.len() {
        let space = frames[index - 1].end..frames[index].start;
        if words[index].tokens.start <= words[index - 1].tokens.end + 1 {
            let middle = space.start.midpoint(space.end);
            (frames[index - 1].end, frames[index].start) = (middle, middle);
        }
    }
    for word in &mut frames {
        *word = word.start.saturating_sub(AHEAD)..word.end.saturating_sub(AHEAD);
    }
    frames
}

/// The frames of a word without the silence at its ends, as before a comma; at least one.
fn without_silence(frames: Range<usize>, loud: &[bool]) -> Range<usize> {
    let Range { mut start, mut end } = frames;
    let silent = |frame: usize| !loud.get(frame).copied().unwrap_or(false);
    while start + 1 < end && silent(end - 1) {
        end -= 1;
    }
    while start + 1 < end && silent(start) {
        start += 1;
    }
    start..end
}

impl Kokoro {
    fn open(entry: &VoiceEntry, folder: &Path) -> Result<Self, String> {
        let table = format!("{}.bin", entry.id);
        let sum = |name: &str| entry.file(name).map_or("", |file| &file.sha256);
        let sums = [MODEL_FILE, VOCABULARY_FILE, &table].map(sum).join(" ");
        Ok(Self {
            vocabulary: Vocabulary::read(&folder.join(VOCABULARY_FILE))?,
            styles: Styles::read(&folder.join(&table))?,
            graph: Graph::shared(folder, sum(MODEL_FILE))?,
            fingerprint: format!("kokoro {VERSION} {} {sums}", entry.id),
        })
    }

    /// The tokens of `utterance` and the parts in which they are spoken.
    fn read(&self, utterance: &Utterance) -> Result<(Symbols, Vec<Part>), SpeechError> {
        let pronunciation = utterance
            .pronunciation
            .as_ref()
            .ok_or_else(|| SpeechError::Broken("kokoro was given no phonemes".into()))?;
        let symbols = Symbols::new(pronunciation, &self.vocabulary);
        let parts = parts(&symbols, utterance.pace);
        if parts.is_empty() {
            return Err(SpeechError::NotSpeakable);
        }
        Ok((symbols, parts))
    }

    /// What the model is given of a part.
    fn text(&self, symbols: &Symbols, part: &Part, pace: Pace) -> Text {
        let tokens = &symbols.tokens[part.tokens.clone()];
        let mut framed = vec![0];
        framed.extend(tokens);
        framed.push(0);
        Text {
            tokens: framed,
            style: self.styles.of(tokens.len()),
            speed: pace.times(),
        }
    }
}

/// What a plan leaves behind of a part: the frames of each token, and what is heard.
struct Kept<'a> {
    durations: &'a [u16],
    heard: Heard,
}

/// What a plan left behind for all `parts`, where it did.
fn kept<'a>(utterance: &'a Utterance, parts: &[Part]) -> Option<Vec<Kept<'a>>> {
    let mut rest: &[u16] = utterance.durations.get()?;
    let mut kept = Vec::with_capacity(parts.len());
    for part in parts {
        // The tokens are framed by two zeros.
        let (durations, after) = rest.split_at_checked(part.tokens.len() + 2)?;
        let (&[start, end], after) = after.split_first_chunk()?;
        let heard = Heard { start, end };
        kept.push(Kept { durations, heard });
        rest = after;
    }
    rest.is_empty().then_some(kept)
}

impl Voice for Kokoro {
    fn reads(&self) -> Reads {
        Reads::Phonemes
    }

    fn rate(&self) -> SampleRate {
        RATE
    }

    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    fn plan(&self, utterance: &Utterance) -> Result<SpeechPlan, SpeechError> {
        let (symbols, parts) = self.read(utterance)?;
        let (mut length, mut words, mut found) = (0, vec![], vec![]);
        for (index, part) in parts.iter().enumerate() {
            let text = self.text(&symbols, part, utterance.pace);
            let forecast = self.graph.forecast(&text, Effort::Shared)?;
            let heard = Heard::of(&forecast.loud, behind(part, index + 1 < parts.len()));
            let said = &symbols.words[part.words.clone()];
            let first = part.tokens.start;
            words.extend(word_times(said, first, &forecast, heard, length));
            length += heard.samples().len();
            found.extend(forecast.durations);
            found.extend([heard.start, heard.end]);
        }
        // Another thread may have been faster, with the same ones.
        let _ = utterance.durations.set(found.into_boxed_slice());
        Ok(SpeechPlan {
            length: Samples(length as u64),
            exact: true,
            words,
            missing: symbols.missing,
        })
    }

    fn synthesize(
        &self,
        utterance: &Utterance,
        effort: Effort,
        sink: &mut PcmSink<'_>,
    ) -> Result<(), SpeechError> {
        let (symbols, parts) = self.read(utterance)?;
        let kept = kept(utterance, &parts);
        for (index, part) in parts.iter().enumerate() {
            let text = self.text(&symbols, part, utterance.pace);
            let kept = kept.as_ref().and_then(|kept| kept.get(index));
            let (pcm, heard) = if let Some(kept) = kept {
                (self.graph.sound(&text, kept.durations, effort)?, kept.heard)
            } else {
                let (pcm, forecast) = self.graph.sound_and_forecast(&text, effort)?;
                let behind = behind(part, index + 1 < parts.len());
                (pcm, Heard::of(&forecast.loud, behind))
            };
            let pcm = pcm.get(heard.samples()).unwrap_or_default();
            if pcm.chunks(PIECE).any(|piece| sink(piece).is_break()) {
                return Err(SpeechError::Cancelled);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
