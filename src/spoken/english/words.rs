//! Words: as they are written, split where letter case joins two.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::units::ByteRange;

use super::atoms::{Here, Kind, is_apostrophe};
use super::capitals;
use super::classes::{Part, Reading};
use super::letter_case::split_case;
use super::script;
use super::symbol;

/// A word as it is said: `don’t` with a straight apostrophe, `OpenAI` as Open A I.
///
/// A word in a script that no English voice can say is none.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0).filter(|a| a.kind == Kind::Word)?;
    if !atom.text.chars().any(is_sayable) {
        return None;
    }
    if let Some(name) = symbol::greek_letter(atom.text) {
        return Some(Reading::words(here, 1, name));
    }
    let mut parts: Vec<Part> = vec![];
    let mut start = atom.start;
    for run in runs(atom.text) {
        push_run(&mut parts, run, start, here);
        start += run.len();
    }
    Some(Reading { atoms: 1, parts })
}

/// The word cut where letters that have a sound and letters that have none meet.
fn runs(word: &str) -> Vec<&str> {
    let mut runs = vec![];
    let mut start = 0;
    let mut sayable = None;
    for (at, c) in word.char_indices() {
        if !c.is_alphabetic() {
            continue;
        }
        if sayable.is_some_and(|s| s != is_sayable(c)) {
            runs.push(&word[start..at]);
            start = at;
        }
        sayable = Some(is_sayable(c));
    }
    runs.push(&word[start..]);
    runs
}

fn push_run(parts: &mut Vec<Part>, run: &str, start: usize, here: Here<'_>) {
    let range = |from: usize, len: usize| ByteRange::new(from, from + len);
    let mut push = |source, said| {
        let apart = !parts.is_empty();
        parts.push(Part {
            source,
            said,
            apart,
        });
    };
    if !run.chars().any(is_sayable) {
        push(range(start, run.len()), script::phrase(run));
        return;
    }
    if is_format(run, here) {
        push(
            range(start, run.len()),
            capitals::spelled(&run.to_uppercase()),
        );
        return;
    }
    if let Some(said) = capitals::said(&plain(run), here) {
        push(range(start, run.len()), said);
        return;
    }
    let mut at = start;
    for piece in split_case(run) {
        let plain = plain(piece);
        let said = capitals::said(&plain, here).unwrap_or_else(|| straight(&plain));
        push(range(at, piece.len()), said);
        at += piece.len();
    }
}

/// Whether the letters make no syllable and a number touches them: the `mp` of `mp3`.
fn is_format(run: &str, here: Here<'_>) -> bool {
    let short = (2..=3).contains(&run.len());
    let silent = |c: u8| c.is_ascii_lowercase() && !b"aeiouy".contains(&c);
    short && run.bytes().all(silent) && here.glued(1) && here.digits(1).is_some()
}

/// Whether the pronouncer has a sound for the letter: Latin, Greek and Cyrillic.
pub(super) fn is_sayable(c: char) -> bool {
    let letter = matches!(u32::from(c), 0..=0x52F | 0x1D00..=0x1DBF | 0x1E00..=0x1FFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF);
    c.is_alphabetic() && (letter || is_dressed(c))
}

/// Whether the letter is a plain one in another dress: full-width, mathematical, a ligature.
fn is_dressed(c: char) -> bool {
    matches!(u32::from(c),
        0xAA | 0xBA | 0x2B0..=0x2B8 | 0x1D2C..=0x1D6A | 0x2071 | 0x207F | 0x2090..=0x209C
        | 0x2100..=0x214F | 0x24B6..=0x24E9 | 0xFB00..=0xFB06 | 0xFF21..=0xFF5A
        | 0x1D400..=0x1D7FF)
        && c.nfkc().all(|plain| u32::from(plain) < 0x530)
}

/// The word in plain letters.
fn plain(word: &str) -> Cow<'_, str> {
    if !word.contains(is_dressed) {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        if is_dressed(c) {
            plain.extend(c.nfkc());
        } else {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// The word with straight apostrophes; `rock’n’roll` with its "and".
fn straight(word: &str) -> String {
    let apostrophe = |c| if is_apostrophe(c) { '\'' } else { c };
    let straight: String = word.chars().map(apostrophe).collect();
    straight.replace("'n'", " and ")
}
