//! The cues of an article, in order and without overlap.

use std::ops::Range;

use super::clock::Clock;
use super::layout::Layout;
use crate::manifest::{SentenceTiming, Timings};

/// The longest time that a cue stands, in milliseconds (Netflix, general requirements).
const LONGEST: u64 = 7_000;
/// The shortest, where the next cue leaves so much (the guides say 5/6 s to 1 s).
const SHORTEST: u64 = 1_000;
/// The most stretches of text in a cue; two lines of 42 columns rarely have more, and stretches
/// without width could be without end.
const MOST_STRETCHES: usize = 100;

/// Text that is shown for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue<'a> {
    /// When it comes, in milliseconds.
    pub(super) start: u64,
    /// When it goes.
    pub(super) end: u64,
    /// One line or two.
    pub(super) lines: Vec<&'a str>,
}

/// The cues of all sentences.
pub(super) fn cues<'a>(timings: &Timings<'a>) -> Vec<Cue<'a>> {
    let mut cues = Vec::new();
    for (sentence, (block, range)) in timings.sentences.iter().zip(written(timings)) {
        let text = &block[range];
        let ink = text.trim_start();
        let space = text[..text.len() - ink.len()].encode_utf16().count();
        cues.extend(split(sentence, sentence.from + space, ink.trim_end()));
    }
    settle(&mut cues);
    cues
}

/// The block of each sentence and its bytes in there.
pub(super) fn written<'a>(timings: &Timings<'a>) -> Vec<(&'a str, Range<usize>)> {
    // Sentences are in order, so each is sought from the one before.
    let (mut block, mut unit, mut byte) = (usize::MAX, 0, 0);
    let mut texts = Vec::with_capacity(timings.sentences.len());
    for sentence in &timings.sentences {
        let text = timings
            .blocks
            .get(sentence.block)
            .map_or("", |block| block.text);
        if sentence.block != block || sentence.from < unit {
            (block, unit, byte) = (sentence.block, 0, 0);
        }
        let start = forward(text, byte, sentence.from.saturating_sub(unit));
        let end = forward(text, start, sentence.to.saturating_sub(sentence.from));
        (unit, byte) = (sentence.to.max(sentence.from), end);
        texts.push((text, start..end));
    }
    texts
}

/// The byte offset that is `units` UTF-16 code units behind `byte`, at most the text's end.
fn forward(text: &str, byte: usize, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text[byte..].char_indices() {
        if left == 0 {
            return byte + at;
        }
        left = left.saturating_sub(c.len_utf16());
    }
    text.len()
}

/// The cues of a sentence, whose ink is `text` and begins at the code unit `from`.
fn split<'a>(sentence: &SentenceTiming, from: usize, text: &'a str) -> Vec<Cue<'a>> {
    if text.is_empty() {
        return Vec::new();
    }
    let clock = Clock::new(sentence);
    let layout = Layout::new(text);
    let points = layout.points.iter();
    let starts = points.clone().map(|p| clock.start_of(from + p.next.unit));
    let ends = points.map(|p| clock.end_of(from + p.ink.unit));
    let (starts, ends) = (starts.map(millis).collect(), ends.map(millis).collect());
    let times = Times { starts, ends };
    let parts = divide(&layout, &times).into_iter();
    parts
        .map(|part| Cue {
            start: times.starts[part.start],
            end: times.ends[part.end],
            lines: layout.lines(&part),
        })
        .collect()
}

/// When the text behind each point of a layout begins, and the text in front of it ends.
struct Times {
    starts: Vec<u64>,
    ends: Vec<u64>,
}

/// The parts of a sentence that are a cue each: the division with the least cost.
fn divide(layout: &Layout<'_>, times: &Times) -> Vec<Range<usize>> {
    let last = layout.points.len() - 1;
    // The best way to come to each point, and its cost.
    let mut best = vec![(0, f64::INFINITY); last + 1];
    best[0].1 = 0.0;
    for start in 0..last {
        for (end, fill) in layout.reach(start).take(MOST_STRETCHES) {
            let time = times.ends[end].saturating_sub(times.starts[start]);
            let ending = if end == last {
                0
            } else {
                layout.points[end].cost
            };
            let cost = best[start].1 + cost(fill, time, ending);
            if cost < best[end].1 {
                best[end] = (start, cost);
            }
        }
    }
    let mut parts = Vec::new();
    let mut end = last;
    while end > 0 {
        parts.push(best[end].0..end);
        end = best[end].0;
    }
    parts.reverse();
    parts
}

/// What a cue costs that fills so much of two lines and stands so long: few cues, of phrases, none
/// of them a remnant.
fn cost(fill: f64, time: u64, ending: u32) -> f64 {
    let long = if time > LONGEST { 1_000.0 } else { 0.0 };
    let short = if time < SHORTEST { 20.0 } else { 0.0 };
    30.0 + 20.0 * (1.0 - fill).powi(2) + 4.0 * f64::from(ending) + long + short
}

/// Puts the times into order: no cue before the one in front has begun, none past the next, each
/// for a second where there is room.
fn settle(cues: &mut [Cue<'_>]) {
    let mut earliest = 0;
    for cue in cues.iter_mut() {
        cue.start = cue.start.max(earliest);
        // A cue without any time would not be shown, and is not valid.
        earliest = cue.start.saturating_add(1);
        let wanted = cue.end.max(cue.start.saturating_add(SHORTEST));
        cue.end = wanted.min(cue.start.saturating_add(LONGEST));
    }
    for at in 1..cues.len() {
        let next = cues[at].start;
        cues[at - 1].end = cues[at - 1].end.min(next);
    }
}

/// Seconds as whole milliseconds, at most some thirty years.
pub(super) fn millis(seconds: f64) -> u64 {
    (seconds.clamp(0.0, 1e9) * 1_000.0).round() as u64
}
