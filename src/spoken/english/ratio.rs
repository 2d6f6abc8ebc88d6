//! Two numbers side by side: figures of speech, scores, ratios, chapter and verse.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::atoms::Here;
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::quantity::glued_digits;
use super::table;

/// What is said for `24/7` and other numbers that are words.
static IDIOMS: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| table::built_in(include_str!("../languages/en/idioms.toml")));

/// Two numbers with a mark between them that touch, and nothing more of the sort behind.
fn pair<'a>(here: Here<'a>, marks: &[char]) -> Option<(&'a str, &'a str)> {
    let between = here
        .glued_mark(1)
        .filter(|c| marks.contains(c) && here.glued(2))?;
    let (left, right) = (here.digits(0)?, here.digits(2)?);
    let more = here.glued(4) && here.digits(4).is_some();
    let third = more && matches!(here.glued_mark(3), Some(c) if c == between || c == '.');
    (!third && left.len() <= 6 && right.len() <= 6).then_some((left, right))
}

/// `24/7`, `9/11`, `50-50`, `60/40`.
pub(super) fn idiom(here: Here<'_>) -> Option<Reading> {
    if !here.begins() && here.before().is_none_or(|a| a.text != "-") {
        return None;
    }
    if let Some(said) = always(here) {
        return Some(said);
    }
    let (left, right) = pair(here, &['/', '-', '–'])?;
    if here.glued(3) && (here.word(3).is_some() || here.mark(3) == Some('%')) {
        return None;
    }
    let slash = here.mark(1) == Some('/');
    if slash && let Some(said) = IDIOMS.get(&format!("{left}/{right}")) {
        return Some(Reading::words(here, 3, said.as_str()));
    }
    let (a, b): (u64, u64) = (left.parse().ok()?, right.parse().ok()?);
    if (a, b) == (24, 7) {
        return Some(Reading::words(here, 3, "twenty-four seven"));
    }
    // A vote of a hundred, 52-48, goes one "to" the other.
    let round = slash || a.is_multiple_of(5);
    let halves = a >= b && a + b == 100 && b > 0 && round;
    let said = || format!("{} {}", numbers::cardinal(a), numbers::cardinal(b));
    (halves || slash && a == 20 && b == 20).then(|| Reading::words(here, 3, said()))
}

/// `24/7/365`
fn always(here: Here<'_>) -> Option<Reading> {
    let days = glued_digits(here, 3, '/')?;
    let written = format!("{}/{}/{days}", here.digits(0)?, glued_digits(here, 1, '/')?);
    let said = IDIOMS.get(&written).filter(|_| !here.glued(6))?;
    Some(Reading::words(here, 5, said.as_str()))
}

/// `3-1`, `6–4`, `2:1`, `16:9`, `John 3:16`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    row(here).or_else(|| colon(here)).or_else(|| even(here))
}

/// `1:2:3`, a ratio of three numbers or more, where it can be no time.
fn row(here: Here<'_>) -> Option<Reading> {
    // A recipe or a gear has no more parts.
    const LONGEST: usize = 6;
    let mut parts = vec![here.digits(0).filter(|_| here.begins())?];
    while parts.len() < LONGEST
        && let Some(part) = glued_digits(here, 2 * parts.len() - 1, ':')
    {
        parts.push(part);
    }
    let atoms = 2 * parts.len() - 1;
    let more = here.glued(atoms) && here.glued(atoms + 1);
    let clock = parts[1..].iter().all(|part| part.len() == 2);
    let long = parts.iter().any(|part| part.len() > 4);
    if parts.len() < 3 || clock || long || more {
        return None;
    }
    let said: Vec<String> = parts.iter().map(|p| numbers::cardinal_of(p)).collect();
    Some(Reading::words(here, atoms, said.join(" to ")))
}

fn colon(here: Here<'_>) -> Option<Reading> {
    let (left, right) = pair(here, &[':', '∶'])?;
    if lists::has("books", &here.word_before()) && !here.glued(0) {
        return Some(verse(here, left, right));
    }
    let before = [1, 2, 3].map(|k| here.back_word(k));
    let ratio = before.iter().any(|word| lists::has("reference", word));
    let clock = right.len() == 2 && left.len() <= 2 && !ratio;
    if clock {
        return None;
    }
    let grouped = here.glued_mark(3) == Some(',')
        && here.glued(4)
        && here.digits(4).is_some_and(|d| d.len() == 3);
    let end = if grouped { 5 } else { 3 };
    let right = if grouped {
        format!("{right}{}", here.digits(4)?)
    } else {
        right.to_owned()
    };
    let said = format!(
        "{} to {}",
        numbers::cardinal_of(left),
        numbers::cardinal_of(&right)
    );
    Some(Reading::words(here, end, said))
}

/// `John 3:16`, `Psalm 23:1–3`.
fn verse(here: Here<'_>, chapter: &str, verse: &str) -> Reading {
    let said = format!(
        "{} {}",
        numbers::cardinal_of(chapter),
        numbers::cardinal_of(verse)
    );
    let dash = matches!(here.glued_mark(3), Some('-' | '–')) && here.glued(4);
    match here.digits(4).filter(|_| dash) {
        Some(last) => Reading::words(here, 5, format!("{said} to {}", numbers::cardinal_of(last))),
        None => Reading::words(here, 3, said),
    }
}

/// `1-1` of a game that nobody won.
fn even(here: Here<'_>) -> Option<Reading> {
    let (left, right) = pair(here, &['-', '–'])?;
    let near = [
        here.word_before(),
        here.back_word(2),
        here.word(3).unwrap_or_default().to_lowercase(),
    ];
    if left != right || left.len() > 2 || !near.iter().any(|w| lists::has("draws", w)) {
        return None;
    }
    let side = match left {
        "0" if here.style().british => "nil".to_owned(),
        _ => numbers::cardinal_of(left),
    };
    Some(Reading::words(here, 3, format!("{side} {side}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_speech_are_read_and_not_empty() {
        assert!(IDIOMS.contains_key("24/7"));
    }
}
