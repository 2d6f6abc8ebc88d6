//! Length: sentences that are too long for a voice, cut where a speaker would breathe.

mod breath;

use unicode_segmentation::GraphemeCursor;

use crate::units::ByteRange;
use breath::{Breath, Strength};

/// Characters of the longest sentence that is spoken in one go.
///
/// About 25 s of speech at 16 characters a second; beyond that voices lose pace and tone, and
/// a listener who seeks has to wait.
const LONGEST: usize = 400;

/// Characters of the shortest piece that a long sentence is cut into, where there is a choice.
///
/// Two words alone between two pauses sound like a slip.
const SHORTEST: usize = 40;

/// Characters on each side of the cut in an article's first sentence: a piece of less than
/// about 1.5 s has no tune of its own.
const SHORTEST_OPENING: usize = 20;

/// `sentence` in stretches of at most [`LONGEST`] characters.
pub(super) fn cut(text: &str, sentence: ByteRange) -> Vec<ByteRange> {
    let mut parts = vec![];
    let mut rest = sentence;
    while let Some(at) = place(rest.of(text)) {
        let cut = rest.start + at;
        parts.extend(super::trimmed(text, rest.start, cut));
        match super::trimmed(text, cut, rest.end) {
            Some(tail) => rest = tail,
            None => return parts,
        }
    }
    parts.push(rest);
    parts
}

/// Where the first sentence of an article is cut so that its first sound comes soon; `None`
/// where it has at most `limit` characters or no good place.
pub(super) fn opening(sentence: &str, limit: usize) -> Option<usize> {
    byte_of(sentence, limit)?;
    let near = byte_of(sentence, SHORTEST_OPENING)?;
    let far = byte_of(sentence, limit).unwrap_or(sentence.len());
    let breaths = breath::all(sentence, far);
    let is_good = |breath: &&Breath| {
        breath.at >= near && byte_of(&sentence[breath.at..], SHORTEST_OPENING).is_some()
    };
    // A clause is better than a comma, and of its kind the first is soonest.
    let first = |least| {
        let mut good = breaths.iter().filter(is_good);
        good.find(|breath| {
            let is_strong = breath.strength == Strength::Strong;
            breath.strength >= least && (is_strong || !is_list(sentence, breath.at))
        })
    };
    let found = first(Strength::Clause).or_else(|| first(Strength::Comma));
    found.map(|breath| breath.at)
}

/// Whether a few words lie between the comma before `at` and another: a list or an insertion,
/// whose parts belong together.
fn is_list(sentence: &str, at: usize) -> bool {
    const WORDS: usize = 3;
    let ends = |word: &str| word.ends_with(',');
    let mut behind = sentence[at..].split_whitespace().take(WORDS);
    let mut before = sentence[..at]
        .split_whitespace()
        .rev()
        .take(WORDS + 1)
        .skip(1);
    behind.any(ends) || before.any(ends)
}

/// The byte of the character number `count`, `None` where there are no more than that.
fn byte_of(text: &str, count: usize) -> Option<usize> {
    text.char_indices().nth(count).map(|(at, _)| at)
}

/// Where `sentence` is cut, or `None` where it is short enough.
fn place(sentence: &str) -> Option<usize> {
    let limit = byte_of(sentence, LONGEST)?;
    // Two pieces of one size, or most of a first one where more than two are needed.
    let length = sentence.chars().take(2 * LONGEST).count();
    let target = if length < 2 * LONGEST {
        length / 2
    } else {
        LONGEST * 3 / 4
    };
    let near = byte_of(sentence, target - target / 3)?;
    let target = byte_of(sentence, target)?;
    let last = byte_of(sentence, length.saturating_sub(SHORTEST)).unwrap_or(limit);
    let breaths = breath::all(sentence, limit.min(last));
    let best = |from: usize| {
        (breaths.iter().filter(|breath| breath.at >= from)).max_by_key(|breath| {
            (
                breath.strength,
                std::cmp::Reverse(breath.at.abs_diff(target)),
            )
        })
    };
    let found = best(near).filter(|breath| breath.strength > Strength::Tie);
    found
        .or_else(|| best(near / 2))
        .or_else(|| best(1))
        .map(|breath| breath.at)
        .or_else(|| Some(hard(sentence, limit)))
}

/// Where `sentence` is cut that has no white space before `limit`: between two characters as a
/// reader sees them, so that no flag or accent is torn.
fn hard(sentence: &str, limit: usize) -> usize {
    // A reader's character needs no more than this; a row of flags would be read from its start.
    const WINDOW: usize = 40;
    let from = byte_of_last(&sentence[..limit], WINDOW);
    let window = &sentence[from..];
    let end = byte_of(window, 2 * WINDOW).unwrap_or(window.len());
    let mut cursor = GraphemeCursor::new(limit - from, end, true);
    let is_boundary = cursor.is_boundary(&window[..end], 0).unwrap_or(true);
    if is_boundary {
        return limit;
    }
    let before = cursor.prev_boundary(&window[..end], 0).ok().flatten();
    before.filter(|at| *at > 0).map_or(limit, |at| from + at)
}

/// The byte of the character `count` before the end, or 0.
fn byte_of_last(text: &str, count: usize) -> usize {
    text.char_indices().rev().nth(count).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let whole = ByteRange::new(0, text.len());
        cut(text, whole).iter().map(|r| r.of(text)).collect()
    }

    #[test]
    fn a_sentence_just_too_long_leaves_no_scrap() {
        let text = format!(
            "{} and so he left.",
            "the river rose over the road".repeat(14)
        );
        let parts = pieces(&text);
        assert_eq!(parts.len(), 2);
        assert!(
            parts.iter().all(|p| p.chars().count() > SHORTEST),
            "{parts:#?}"
        );
    }

    #[test]
    fn characters_of_several_code_points_stay_whole() {
        let family = "👨‍👩‍👧";
        for part in pieces(&family.repeat(300)) {
            assert_eq!(part.replace(family, ""), "");
        }
        let accents = "e\u{301}".repeat(500);
        assert!(pieces(&accents).iter().all(|p| p.starts_with('e')));
    }

    #[test]
    fn the_first_sentence_is_cut_at_its_first_clause() {
        let cases = [
            (
                "After eleven years of planning and two of digging, the new tunnel below the strait was opened to traffic on Monday.",
                Some("After eleven years of planning and two of digging,"),
                "a comma",
            ),
            (
                "The harbour, the oldest of the country, was closed on Monday; nobody could say for how long the ships would have to wait.",
                Some("The harbour, the oldest of the country, was closed on Monday;"),
                "a semicolon before a comma",
            ),
            (
                "The council of the old town on the river met on Monday evening to talk about the bridge that nobody wants to pay for.",
                None,
                "no place",
            ),
            ("A short sentence, and a comma in it.", None, "short"),
            (
                "The shop in the long and narrow street sells apples, pears, plums and whatever the farmers of the valley bring there.",
                None,
                "a list is one breath",
            ),
            (
                "The company paid 1,200,000 dollars (or so it said, at first) for the two houses that stand at the end of the street.",
                None,
                "neither numbers nor brackets",
            ),
        ];
        for (text, expected, why) in cases {
            let found = opening(text, 90).map(|at| text[..at].trim());
            assert_eq!(found, expected, "{why}");
        }
    }
}
