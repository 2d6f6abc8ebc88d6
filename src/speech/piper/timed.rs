//! A sentence after the duration pass: where every word is, before there is any sound.

use std::ops::Range;

use super::frames::LatentFrames;
use super::symbols::{Part, Symbols};
use crate::speech::{SpeechPlan, WordTime};
use crate::units::Samples;

/// Silence that is left at either end, 2 frames or 23 ms, so that a soft onset is not cut.
const MARGIN: LatentFrames = LatentFrames(2);

/// Silence that is left between two parts of a long sentence: 8 frames or 93 ms, a short breath.
const BREATH: LatentFrames = LatentFrames(8);

/// The symbols of a sentence and the frames that each one takes.
pub(super) struct Timed {
    pub(super) symbols: Symbols,
    /// Frames of each symbol, part by part.
    durations: Vec<Vec<LatentFrames>>,
}

impl Timed {
    /// A sentence whose symbols take `durations`, part by part; one for each symbol.
    pub(super) fn new(symbols: Symbols, durations: Vec<Vec<LatentFrames>>) -> Self {
        Self { symbols, durations }
    }

    /// The parts in order, each with the frames of its symbols and the frames that are heard.
    pub(super) fn parts(
        &self,
    ) -> impl Iterator<Item = (&Part, &[LatentFrames], Range<LatentFrames>)> {
        let last = self.symbols.parts.len().saturating_sub(1);
        let parts = self.symbols.parts.iter().zip(&self.durations).enumerate();
        parts.map(move |(n, (part, frames))| {
            let tail = if n == last { MARGIN } else { BREATH };
            (part, &frames[..], heard(part, frames, tail))
        })
    }

    /// How long it is at `hop` samples a frame, and when each word is heard.
    pub(super) fn plan(&self, hop: usize) -> SpeechPlan {
        let mut length = Samples(0);
        let mut words = Vec::new();
        for (part, frames, heard) in self.parts() {
            let at = |symbol| {
                let frame = sum(frames, 0..symbol).saturating_sub(heard.start);
                length + frame.samples(hop)
            };
            words.extend(part.words.iter().map(|word| WordTime {
                source: word.source,
                start: at(word.symbols.start),
                end: at(word.symbols.end),
            }));
            length += (heard.end - heard.start).samples(hop);
        }
        SpeechPlan {
            length,
            exact: true,
            words,
            missing: self.symbols.missing.clone(),
        }
    }
}

/// The frames of a part but for the silence at its ends.
fn heard(part: &Part, frames: &[LatentFrames], tail: LatentFrames) -> Range<LatentFrames> {
    let lead = sum(frames, 0..part.speech.start).saturating_sub(MARGIN);
    let behind = sum(frames, part.speech.end..frames.len()).saturating_sub(tail);
    lead..sum(frames, 0..frames.len()) - behind
}

fn sum(frames: &[LatentFrames], symbols: Range<usize>) -> LatentFrames {
    frames
        .get(symbols)
        .unwrap_or_default()
        .iter()
        .copied()
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::piper::symbols::WordSymbols;
    use crate::units::ByteRange;

    fn part() -> Part {
        let word = |at, symbols: Range<usize>| WordSymbols {
            source: ByteRange::new(at, at + 1),
            symbols,
        };
        Part {
            ids: vec![0; 6],
            speech: 1..5,
            words: vec![word(0, 1..2), word(2, 3..5)],
        }
    }

    fn timed(parts: usize) -> Timed {
        let symbols = Symbols {
            parts: (0..parts).map(|_| part()).collect(),
            missing: vec![],
        };
        let frames = [9, 3, 1, 2, 2, 20].map(LatentFrames).to_vec();
        Timed::new(symbols, vec![frames; parts])
    }

    fn times(plan: &SpeechPlan) -> Vec<(u64, u64)> {
        plan.words.iter().map(|w| (w.start.0, w.end.0)).collect()
    }

    #[test]
    fn silence_at_the_ends_is_cut_to_a_margin() {
        let plan = timed(1).plan(10);
        assert_eq!(plan.length, Samples((2 + 8 + 2) * 10));
        assert_eq!(times(&plan), [(20, 50), (60, 100)]);
    }

    #[test]
    fn the_parts_of_a_long_sentence_follow_each_other_behind_a_breath() {
        let plan = timed(2).plan(1);
        assert_eq!(plan.length, Samples(2 + 8 + 8 + 2 + 8 + 2));
        assert_eq!(times(&plan), [(2, 5), (6, 10), (20, 23), (24, 28)]);
    }
}
