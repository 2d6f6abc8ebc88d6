//! When the words of a given text are heard.

use serde::Serialize;

use crate::article::Origin;
use crate::track::Track;
use crate::units::{SampleRate, Samples};

/// A word of the given text and when it is heard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct WordTimestamp {
    /// The word as it is written.
    word: String,
    /// Its first character in the given text, in Unicode code points.
    from: usize,
    /// Behind its last character.
    to: usize,
    /// When it begins, in seconds.
    start: f64,
    /// When it ends, in seconds.
    end: f64,
}

/// The words of `input`, which `track` speaks, where their times are known.
pub(super) fn timestamps(track: &Track, input: &str) -> Vec<WordTimestamp> {
    let blocks = &track.record().article.blocks;
    let places: Vec<Vec<usize>> = blocks
        .iter()
        .map(|block| match block.origin {
            Origin::Bytes(range) => places(&block.text, input, range.start),
            Origin::Element(_) | Origin::Given => Vec::new(),
        })
        .collect();
    let seconds = |at: Samples| (at.seconds(SampleRate::OUTPUT) * 10_000.0).round() / 10_000.0;
    let mut found = Vec::new();
    for (index, (line, time)) in track.lines().zip(track.timeline().lines).enumerate() {
        let (Some(block), Some(places)) = (blocks.get(line.block), places.get(line.block)) else {
            continue;
        };
        for word in track.words(index).iter().filter(|it| !it.source.is_empty()) {
            let source = word.source.shifted(line.range.start);
            let ends = (places.get(source.start), places.get(source.end - 1));
            let (Some(&from), Some(&last)) = ends else {
                continue;
            };
            found.push(WordTimestamp {
                word: source.of(&block.text).to_owned(),
                from,
                to: last + 1,
                start: seconds(time.start + word.start),
                end: seconds(time.start + word.end),
            });
        }
    }
    found
}

/// For each byte of `text` the number of its character in `input`, from whose byte `start` on it
/// was read; white space was folded on the way.
fn places(text: &str, input: &str, start: usize) -> Vec<usize> {
    let before = input
        .get(..start)
        .map_or(0, |before| before.chars().count());
    let mut rest = input.get(start..).unwrap_or_default().chars();
    let mut at = before;
    let mut places = Vec::with_capacity(text.len());
    for wanted in text.chars() {
        let same = |c: char| c == wanted || (wanted == ' ' && c.is_whitespace());
        let skipped = rest.clone().position(same).unwrap_or(0);
        rest.nth(skipped);
        places.extend(std::iter::repeat_n(at + skipped, wanted.len_utf8()));
        at += skipped + 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_again_behind_folded_space() {
        let input = "\u{feff}Ein  schöner\n Tag 🎉 ja";
        let found = places("Ein schöner Tag 🎉 ja", input, 3);
        let letters: Vec<char> = input.chars().collect();
        let text = "Ein schöner Tag 🎉 ja";
        for (at, character) in text.char_indices() {
            let there = letters[found[at]];
            assert!(
                there == character || there.is_whitespace(),
                "{character} {there}"
            );
        }
        assert_eq!(letters[found[text.find("ja").unwrap()]], 'j');
    }

    #[test]
    fn a_text_that_is_not_in_the_input_has_places_all_the_same() {
        assert_eq!(places("abc", "", 0).len(), 3);
        assert_eq!(places("abc", "xyz", 9).len(), 3);
    }
}
