//! When each word is heard, measured by the program's own hand.
//!
//! The program counts words while it speaks, but prints no events. It does obey a command for
//! the loudness before any word, at the very sample at which it begins that word. So the part is
//! spoken three times: as it is heard (`whole`), with the same loudness set before each word
//! (`even`), and with another one for each of some words (`uneven`). The last two are equal to
//! the sample but for their loudness, and the quotient says which word is heard: these times are
//! exact. A command makes a gap of some 7 ms before its word, so the words of `whole` come
//! earlier; by how much is found word by word where the loudness of both rises and falls alike.
//! Against the program asked with one command at a time, which differs from `whole` from the very
//! word on, that is right within 3 ms for 90 of 100 words and within 20 ms for 98 (422 words of
//! ten languages). Where anything does not fit there are no times: in English one sentence in
//! twenty, most often because the program joins words in another way once a command parts them.

use std::ops::Range;

/// One loudness, in percent of the program's own.
pub(super) const EVEN: [u8; 1] = [100];

/// Loudnesses that can be told apart, in turn; as many as words may go unheard in a row, and more.
pub(super) const LEVELS: [u8; 6] = [100, 84, 70, 58, 48, 40];

/// Words that may be joined to the one before them, such as "the" to "of", in a row.
const JOINED: usize = 3;

/// Silent samples that part two stretches: a command makes 150 and more, and so does a `t`.
const GAP: usize = 100;

/// Loudness below which a stretch is the end of a fade, and its quotient says nothing.
const FADE: u16 = 60;

/// Loudness below which a quotient between two levels is one of rounding.
const SOFT: u16 = 600;

/// How far the quotient may be from a level, in parts of it; half of what parts two levels.
const UNLIKE: f64 = 0.08;

/// Samples a frame of the loudness that is compared: 1 ms.
const FRAME: usize = 22;

/// Frames that a word of `whole` may come earlier than the one before it did, at most: 60 ms. A
/// command takes 7 ms, or 20 where it parts two vowels.
const LONGEST_GAP: usize = 60;

/// Frames that it may come later: joined words lose sounds to the commands, 19 ms at most.
const LOST: usize = 30;

/// How much of the loudness may differ between the best places of `even` and of `whole`. Equal
/// words have up to 0.25 at the edges that the gaps have cut; other words 0.6 and more.
const DIFFERENT: f64 = 0.35;

/// Words and the samples in which they are heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    /// Which words: one, or those that are joined.
    pub(super) words: Range<usize>,
    /// Where.
    pub(super) samples: Range<usize>,
}

/// The times of `words` words in `whole`; empty where they cannot be told for sure.
pub(super) fn times(whole: &[i16], even: &[i16], uneven: &[i16], words: usize) -> Vec<Heard> {
    let heard = heard(even, uneven, words);
    heard
        .and_then(|heard| moved(whole, even, heard))
        .unwrap_or_default()
}

/// The words of `even`, by the quotient of its loudness and that of `uneven`.
fn heard(even: &[i16], uneven: &[i16], words: usize) -> Option<Vec<Heard>> {
    if even.len() != uneven.len() {
        return None;
    }
    let mut found: Vec<Heard> = vec![];
    // The first word can only be skipped as a whole, so its own level is where one begins.
    let mut word = 0;
    for stretch in stretches(even) {
        let Some(level) = level(&even[stretch.clone()], &uneven[stretch.clone()])? else {
            continue;
        };
        let further = (level + LEVELS.len() - word % LEVELS.len()) % LEVELS.len();
        word += further;
        if further > JOINED || word >= words {
            return None;
        }
        match found.last_mut() {
            Some(last) if further == 0 => last.samples.end = stretch.end,
            last => {
                let first = last.map_or(0, |last| {
                    last.words.end = word;
                    word
                });
                found.push(Heard {
                    words: first..word + 1,
                    samples: stretch,
                });
            }
        }
    }
    // Seldom are as many words joined as are not: such a sound does not follow the commands.
    let told = found.len() * 2 >= words;
    let last = found.last_mut()?;
    let joined = words - last.words.end <= JOINED;
    last.words.end = words;
    (told && joined).then_some(found)
}

/// Where the sound is, between silences of [`GAP`] samples and more.
fn stretches(sound: &[i16]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = vec![];
    for (at, _) in sound.iter().enumerate().filter(|(_, sample)| **sample != 0) {
        match found.last_mut() {
            Some(last) if at - last.end <= GAP => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// The index of the level of a stretch: `Some(None)` where it is too soft to say, `None` where it
/// has none.
#[expect(clippy::option_option, reason = "soft and wrong are two things")]
fn level(even: &[i16], uneven: &[i16]) -> Option<Option<usize>> {
    let peak = even.iter().map(|sample| sample.unsigned_abs()).max()?;
    let quotient = (energy(uneven) / energy(even)).sqrt();
    let off = |level: u8| (quotient * 100.0 / f64::from(level) - 1.0).abs();
    let nearest = (0..LEVELS.len()).min_by(|&a, &b| off(LEVELS[a]).total_cmp(&off(LEVELS[b])))?;
    let like = off(LEVELS[nearest]) <= UNLIKE;
    match peak {
        ..FADE => Some(None),
        ..SOFT if !like => Some(None),
        _ => like.then_some(Some(nearest)),
    }
}

fn energy(sound: &[i16]) -> f64 {
    let squares = sound.iter().map(|sample| i64::from(*sample).pow(2));
    squares.sum::<i64>() as f64
}

/// `heard` in `even`, moved to where the words are in `whole`; `None` where they do not fit.
fn moved(whole: &[i16], even: &[i16], heard: Vec<Heard>) -> Option<Vec<Heard>> {
    let (wanted, given) = (loudness(whole), loudness(even));
    let mut by = 0_usize;
    let mut found: Vec<Heard> = Vec::with_capacity(heard.len());
    for Heard { words, samples } in heard {
        let frames = samples.start / FRAME..(samples.end / FRAME + 1).min(given.len());
        let differs = |by: usize| different(&wanted, &given, &frames, by);
        let near = by.saturating_sub(LOST)..by + LONGEST_GAP * words.len();
        by = near.min_by(|&a, &b| differs(a).total_cmp(&differs(b)))?;
        if differs(by) > DIFFERENT {
            return None;
        }
        let back = by * FRAME;
        let before = found.last().map_or(0, |last| last.samples.end);
        let end = samples.end.saturating_sub(back).min(whole.len());
        let start = samples.start.saturating_sub(back).max(before).min(end);
        found.push(Heard {
            words,
            samples: start..end.max(start),
        });
    }
    Some(found)
}

/// The loudness of each frame, over two frames.
fn loudness(sound: &[i16]) -> Vec<f64> {
    let frames: Vec<f64> = sound.chunks(FRAME).map(energy).collect();
    let with_next = |at: usize| frames[at] + frames.get(at + 1).copied().unwrap_or_default();
    (0..frames.len()).map(|at| with_next(at).sqrt()).collect()
}

/// Which part of the loudness of `frames` is different in `wanted`, `by` frames earlier.
fn different(wanted: &[f64], given: &[f64], frames: &Range<usize>, by: usize) -> f64 {
    let (mut off, mut all) = (0.0, 1.0);
    for at in frames.clone() {
        let there = at.checked_sub(by).and_then(|at| wanted.get(at));
        off += (given[at] - there.copied().unwrap_or_default()).abs();
        all += given[at];
    }
    off / all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three sounds and the number of words.
    type Sounds<'a> = (&'a [i16], &'a [i16], &'a [i16], usize);

    /// A word of noise that rises and falls in its own way, at `level` percent.
    fn word(seed: usize, level: u8) -> Vec<i16> {
        let sample = |at: usize| {
            let shape = i64::try_from(at * (seed + 3) / 400 % 7 + 2).unwrap() * 900;
            let wave = if (at / 20).is_multiple_of(2) { 1 } else { -1 };
            (wave * shape * i64::from(level) / 100) as i16
        };
        (0..3_000 + 500 * (seed % 4)).map(sample).collect()
    }

    /// Words with gaps between them, each at the level of its turn.
    fn sound(count: usize, gap: usize, levels: &[u8]) -> Vec<i16> {
        let mut out = vec![];
        for at in 0..count {
            out.extend(vec![0; gap]);
            out.extend(word(at, levels[at % levels.len()]));
        }
        out
    }

    #[test]
    fn words_are_where_they_are_heard() {
        let whole = sound(9, 0, &EVEN);
        let found = times(&whole, &sound(9, 154, &EVEN), &sound(9, 154, &LEVELS), 9);
        assert_eq!(found.len(), 9);
        let mut start = 0_usize;
        for (at, heard) in found.iter().enumerate() {
            assert_eq!(heard.words, at..at + 1);
            assert!(
                heard.samples.start.abs_diff(start) <= 2 * FRAME,
                "{heard:?} {start}"
            );
            start += word(at, 100).len();
        }
    }

    #[test]
    fn joined_words_have_one_time() {
        let even = [vec![0; 154], word(0, 100), vec![0; 154], word(1, 100)].concat();
        let uneven = [vec![0; 154], word(0, 100), vec![0; 154], word(1, LEVELS[2])].concat();
        let whole = [word(0, 100), word(1, 100)].concat();
        let found = times(&whole, &even, &uneven, 4);
        let words: Vec<_> = found.iter().map(|heard| heard.words.clone()).collect();
        assert_eq!(words, [0..2, 2..4]);
    }

    #[test]
    fn what_does_not_fit_has_no_times() {
        let (even, uneven) = (sound(9, 154, &EVEN), sound(9, 154, &LEVELS));
        let whole = sound(9, 0, &EVEN);
        let other: Vec<i16> = (0..30_000).cycle().take(whole.len()).collect();
        let cases: [Sounds<'_>; 7] = [
            (&other, &even, &uneven, 9),
            (&whole, &even, &uneven[1..], 9),
            (&whole, &even, &uneven, 5),
            (&whole, &even, &uneven, 20),
            (&whole, &even, &other[..1], 9),
            (&[], &[], &[], 9),
            (&whole, &vec![0; even.len()], &uneven, 9),
        ];
        for (whole, even, uneven, words) in cases {
            assert_eq!(times(whole, even, uneven, words), []);
        }
    }
}
