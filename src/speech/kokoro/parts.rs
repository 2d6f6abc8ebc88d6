//! Parts: what of a sentence is spoken in one inference.
//!
//! The same parts are planned and spoken whatever the effort, so that a sentence has one sound.

use std::ops::Range;

use super::style::ROWS;
use super::symbols::{Break, Symbols};
use crate::speech::Pace;

/// Most tokens of a part at the voice's own speed: about 20 s of sound.
const LONGEST: usize = 300;
/// Fewest tokens of a part that has a choice: less than about 3 s sounds cut off.
const SHORTEST: usize = 40;

/// A stretch of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Indices of the sentence's tokens, without the spaces around them.
    pub(super) tokens: Range<usize>,
    /// Indices of the sentence's words.
    pub(super) words: Range<usize>,
    /// Whether it ends with a mark that is heard as a pause.
    pub(super) pause: bool,
}

/// The parts of a sentence in order, each with a word in it.
///
/// The first one ends at the first pause that is far enough from both ends, so that its sound
/// is there soon; the others are as long as they may be, and end at a pause, or else between
/// two words.
pub(super) fn parts(symbols: &Symbols, pace: Pace) -> Vec<Part> {
    let most = (LONGEST * usize::from(pace.percent()) / 100).min(ROWS);
    let whole = symbols.tokens.len();
    let (mut at, mut word, mut places) = (0, 0, &symbols.breaks[..]);
    let mut parts = vec![];
    while at < whole {
        let first = first_pause(places, whole, most).filter(|_| at == 0);
        let rest = Break {
            end: whole.min(at + most),
            at: whole.min(at + most),
            pause: false,
        };
        let place = match first {
            Some(place) => place,
            None if whole - at <= most => rest,
            None => last_break(places, at, whole, most).unwrap_or(rest),
        };
        let count = symbols.words[word..].partition_point(|it| it.tokens.start < place.at);
        if count > 0 {
            parts.push(Part {
                tokens: at..place.end,
                words: word..word + count,
                pause: place.pause,
            });
        }
        (at, word) = (place.at, word + count);
        places = &places[places.partition_point(|it| it.at <= at)..];
    }
    parts
}

/// The first pause that leaves enough on either side.
fn first_pause(places: &[Break], whole: usize, most: usize) -> Option<Break> {
    let reach = &places[..places.partition_point(|it| it.at <= most)];
    let fits = |it: &&Break| it.at >= SHORTEST && it.at + SHORTEST <= whole;
    let mut pauses = reach.iter().filter(|it| it.pause);
    pauses.find(fits).copied()
}

/// The last pause within reach, or else the last place between two words.
fn last_break(places: &[Break], at: usize, whole: usize, most: usize) -> Option<Break> {
    let reach = &places[..places.partition_point(|it| it.at <= at + most)];
    let fits = |it: &&Break| it.at >= at + SHORTEST && it.at + SHORTEST <= whole;
    let pauses = reach.iter().rev().filter(|it| it.pause);
    pauses.clone().find(fits).or(reach.last()).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::symbols::tests::{pronunciation, vocabulary};
    use super::*;

    fn cut(text: &str, pace: f32) -> (Symbols, Vec<Part>) {
        let symbols = Symbols::new(&pronunciation(text), &vocabulary());
        let parts = parts(&symbols, Pace::new(pace).unwrap());
        (symbols, parts)
    }

    fn lengths(text: &str, pace: f32) -> Vec<usize> {
        let (_, parts) = cut(text, pace);
        parts.iter().map(|part| part.tokens.len()).collect()
    }

    /// So many words of four tokens, each with its space.
    fn words(count: usize) -> String {
        "hˈiz ".repeat(count).trim_end().to_owned()
    }

    #[test]
    fn a_sentence_ends_its_first_part_at_the_first_pause() {
        for (text, expected, why) in [
            (words(20), vec![99], "no pause"),
            (
                format!("{}, {}.", words(10), words(10)),
                vec![50, 50],
                "a clause",
            ),
            (
                format!("{}, {}, {}.", words(2), words(10), words(10)),
                vec![61, 50],
                "the first pause comes too soon",
            ),
            (
                format!("{}, {}.", words(20), words(2)),
                vec![111],
                "too little would be left",
            ),
            (
                format!("{}, {}, {}.", words(10), words(10), words(10)),
                vec![50, 101],
                "only the first part is short",
            ),
            ("hˈi.".into(), vec![4], "a short one"),
        ] {
            assert_eq!(lengths(&text, 1.0), expected, "{why}");
        }
    }

    #[test]
    fn a_long_sentence_is_cut_at_pauses_or_else_between_words() {
        assert_eq!(lengths(&words(100), 1.0), [299, 199]);
        assert_eq!(lengths(&words(100), 0.5), [149, 149, 149, 49]);
        assert_eq!(lengths(&words(100), 3.0), [499]);
        let clauses = [words(50), words(9), words(20)].join(", ") + ".";
        assert_eq!(lengths(&clauses, 1.0), [250, 146], "a first pause in reach");
        let letters = "ə".repeat(1000);
        assert_eq!(lengths(&letters, 1.0), [300, 300, 300, 100]);
        assert_eq!(lengths("... ! ,", 1.0), Vec::<usize>::new());
    }

    proptest! {
        /// Every word is in one part, whole, and no part is too long.
        #[test]
        fn no_word_is_lost(
            words in prop::collection::vec("[əˈhi]{1,9}|ə{90,220}|[.,?!;]{1,9}|hi[,.]{1,3}", 0..200),
            pace in 0.5_f32..3.0,
        ) {
            let (symbols, parts) = cut(&words.join(" "), pace);
            let most = (LONGEST as f32 * pace) as usize + LONGEST / 50;
            let mut word = 0;
            let mut at = 0;
            for part in &parts {
                prop_assert!(part.tokens.len() <= most.min(ROWS));
                prop_assert!(part.tokens.start >= at);
                prop_assert_eq!(part.words.start, word);
                for it in &symbols.words[part.words.clone()] {
                    prop_assert!(it.tokens.start >= part.tokens.start);
                    prop_assert!(it.tokens.end <= part.tokens.end);
                }
                (word, at) = (part.words.end, part.tokens.end);
            }
            prop_assert_eq!(word, symbols.words.len());
        }
    }
}
