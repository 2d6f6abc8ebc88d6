//! Addresses of houses: the number before the name of a street, and the points of the compass in it.

use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::lists;
use super::numbers;

/// The most words between the number of a house and what ends the name of its street.
const MOST_WORDS: usize = 4;

/// The digits of the longest number of a house.
const LONGEST: usize = 5;

/// The number of `2788 San Tomas Expy`, the `E` of `1211 E Arques Ave`, the `NW` of `K St NW`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if let Some(digits) = here.digits(0) {
        return house(here, digits);
    }
    let point = here.word(0).and_then(compass)?;
    if here.glued(0) {
        return None;
    }
    let before = here.before();
    let leads = before
        .is_none_or(|a| a.kind == Kind::Digits || matches!(a.text, "," | "on" | "at"))
        && street_end(here, behind_word(here, 0)).is_some();
    let ends = ends_street(here);
    let atoms = if leads { behind_word(here, 0) } else { 1 };
    (leads || ends).then(|| Reading::words(here, atoms, point))
}

/// The number of a house in front of a street of which the end is written.
fn house(here: Here<'_>, digits: &str) -> Option<Reading> {
    let free = !here.glued(0) || here.before().is_some_and(|a| matches!(a.text, "(" | ","));
    if !free || here.glued(1) || !(3..=LONGEST).contains(&digits.len()) {
        return None;
    }
    let point = here.word(1).and_then(compass).is_some();
    let from = if point { behind_word(here, 1) } else { 1 };
    street_end(here, from)?;
    // "seven zero eight": a lone zero in the middle is given as it is typed.
    let zero = digits.len() == 3 && digits.as_bytes()[1] == b'0' && !digits.ends_with('0');
    let said = if zero {
        numbers::each_digit(digits)
    } else {
        numbers::in_pairs(digits)
    };
    Some(Reading::words(here, 1, said))
}

/// The place behind the word at `k` and its full stop.
fn behind_word(here: Here<'_>, k: usize) -> usize {
    k + 1 + usize::from(here.glued_mark(k + 1) == Some('.'))
}

/// The place of the word that ends the name of a street which begins at `k`.
fn street_end(here: Here<'_>, k: usize) -> Option<usize> {
    let mut at = k;
    for count in 0..=MOST_WORDS {
        let atom = here.atom(at).filter(|a| !a.glued)?;
        // "1st st" is no other thing, though its street is in small letters.
        let small = count == 1 && at > k + 1 && lists::has("streets", atom.text);
        if count > 0 && (is_street(atom.text) || small) {
            return Some(at);
        }
        let numbered =
            atom.kind == Kind::Digits && here.glued(at + 1) && here.word(at + 1).is_some();
        let named = atom.kind == Kind::Word && atom.text.starts_with(char::is_uppercase);
        if !numbered && !named {
            return None;
        }
        at = behind_word(here, at + usize::from(numbered));
    }
    None
}

/// Whether a street with its number or its ordinal ends just before here.
fn ends_street(here: Here<'_>) -> bool {
    let stop = usize::from(here.before().is_some_and(|a| a.text == "."));
    let street = here.back(1 + stop).is_some_and(|a| is_street(a.text));
    street
        && (2..=2 * MOST_WORDS)
            .filter_map(|k| here.back(k + stop))
            .any(|a| a.kind == Kind::Digits)
}

fn is_street(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && lists::has("streets", &word.to_lowercase())
}

/// The word of a point of the compass.
fn compass(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "N" => "North",
        "S" => "South",
        "E" => "East",
        "W" => "West",
        "NE" => "Northeast",
        "NW" => "Northwest",
        "SE" => "Southeast",
        "SW" => "Southwest",
        _ => return None,
    })
}
