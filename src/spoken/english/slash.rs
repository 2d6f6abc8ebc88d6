//! Slashes, ampersands and dashes that join short things: `and/or`, `AT&T`, `A–Z`.

use super::abbreviation;
use super::atoms::{Atom, Here, Kind};
use super::capitals;
use super::classes::Reading;
use super::lists;

/// Pairs of persons, of which either is meant.
const PERSONS: &[&str] = &[
    "he", "she", "him", "her", "his", "hers", "himself", "herself", "they", "them",
];

/// `w/o`, `c/o`, `N/A`, `w/ cheese`, `he/she`.
pub(super) fn pair(here: Here<'_>) -> Option<Reading> {
    let first = here.word(0).filter(|_| !inside(here))?;
    if here.glued_mark(1) != Some('/') {
        return None;
    }
    let second = here.word(2).filter(|_| here.glued(2));
    let ends = !here.glued(3) || here.mark(3).is_some_and(|c| c != '/');
    if let Some(second) = second.filter(|_| ends && first.len() < 9) {
        if let Some(said) = abbreviation::slashed(&format!("{first}/{second}")) {
            return Some(Reading::words(here, 3, said));
        }
        if lists::is_plural(first) && lists::has("periods", second) {
            return Some(Reading::words(here, 3, format!("{first} per {second}")));
        }
        let person = |word: &str| PERSONS.contains(&word.to_lowercase().as_str());
        if person(first) && person(second) {
            return Some(Reading::words(here, 3, format!("{first} or {second}")));
        }
    }
    (first == "w").then(|| Reading::words(here, 2, "with"))
}

/// Whether the atom here is the tail of something longer.
fn inside(here: Here<'_>) -> bool {
    here.glued(0)
        && here
            .before()
            .is_some_and(|b| b.kind != Kind::Mark || matches!(b.text, "/" | "&" | "." | "-"))
}

/// `AT&T`, `R&B`, `M&Ms`: letters with "and" between them.
pub(super) fn ampersand(here: Here<'_>) -> Option<Reading> {
    let even = here.glued(1) == here.glued(2);
    if inside(here) || here.mark(1) != Some('&') || !even {
        return None;
    }
    let first = here.word(0).filter(|w| is_short_capitals(w))?;
    let second = here.word(2)?;
    let (core, plural) = match second.strip_suffix('s') {
        Some(core) => (core, true),
        None => (second, false),
    };
    let (core, owner) = match core.strip_suffix(['’', '\'']) {
        Some(core) if plural => (core, true),
        _ => (core, false),
    };
    if !is_short_capitals(core) {
        return None;
    }
    let tail = if plural || owner { "'s" } else { "" };
    let said = format!(
        "{} and {}{tail}",
        capitals::spelled(first),
        capitals::spelled(core)
    );
    Some(Reading::words(here, 3, said))
}

/// Whether the word is letters: one to three capitals.
fn is_short_capitals(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether the word names a day or a month, in full or in its first letters.
fn is_calendar(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    word.len() >= 3 && NAMES.iter().any(|name| name.starts_with(word))
}

/// The dash of `Mon.–Fri.` and `June–August`.
pub(super) fn span(here: Here<'_>) -> Option<Reading> {
    let dash = matches!(here.mark(0)?, '-' | '–') && here.glued(0) && here.glued(1);
    if dash && spans_numbered(here) {
        return Some(Reading::words(here, 1, "to"));
    }
    let stop = here.before().is_some_and(|b| b.text == ".");
    let first = here.back(1 + usize::from(stop))?;
    let last = here.word(1)?;
    (dash && is_calendar(first.text) && is_calendar(last)).then(|| Reading::words(here, 1, "to"))
}

/// Whether the dash stands between two of a row with the same letter: `Q1–Q3`, `A4-A6`.
fn spans_numbered(here: Here<'_>) -> bool {
    let value = |atom: Option<&Atom<'_>>| {
        let digits = atom.filter(|a| a.kind == Kind::Digits && a.glued)?;
        digits.text.parse::<u64>().ok()
    };
    let letter = here.word(1).filter(|w| w.len() == 1);
    let same = letter.is_some() && letter == here.back(2).map(|a| a.text);
    let ends = !here.glued(3) || here.mark(3).is_some_and(|c| c != '-');
    let rises = matches!((value(here.before()), value(here.atom(2))), (Some(a), Some(b)) if a < b);
    same && ends && rises
}

/// `A–Z`: from one letter to another.
pub(super) fn letters(here: Here<'_>) -> Option<Reading> {
    let letter = |k: usize| {
        let one = here.word(k).filter(|w| w.len() == 1)?;
        one.chars().all(|c| c.is_ascii_uppercase()).then_some(one)
    };
    let first = letter(0).filter(|_| {
        !here.glued(0)
            || here
                .before()
                .is_some_and(|b| b.kind == Kind::Mark && b.text != "-")
    })?;
    let dash = here.glued_mark(1)?;
    let last = letter(2).filter(|_| here.glued(2))?;
    let more = here.glued(3)
        && here
            .mark(3)
            .is_none_or(|c| matches!(c, '-' | '–' | '&' | '/'));
    let spans = dash == '–' || dash == '-' && (first, last) == ("A", "Z");
    (spans && !more).then(|| Reading::words(here, 3, format!("{first} to {last}")))
}
