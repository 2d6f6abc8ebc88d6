//! Marks of notes, which are no part of the text: `[1]`, `[citation needed]`, `†`, raised numbers.

use super::atoms::{Atom, Here, Kind};
use super::classes::Reading;

/// The digits of the longest number of a note; a longer one is said.
const LONGEST: usize = 3;

/// `[1]`, `[a]`, `[citation needed]`, `†`, a raised number behind a word: marks of notes.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let c = here.mark(0)?;
    if matches!(c, '†' | '‡') {
        return Some(Reading::joined(here, 1, ""));
    }
    if c == '[' && here.glued(1) {
        let atoms = bracketed_note(here)?;
        return Some(Reading::joined(here, atoms, ""));
    }
    if !is_raised(c) || !is_behind_text(here) {
        return None;
    }
    let mut atoms = 1;
    while atoms <= LONGEST && here.glued_mark(atoms).is_some_and(is_raised) {
        atoms += 1;
    }
    (atoms <= LONGEST).then(|| Reading::joined(here, atoms, ""))
}

/// Whether a whole word touches this place, or stops behind a word or a number do.
///
/// Behind letters such as `km` and `x`, and behind the bracket of a sum, it is a power.
fn is_behind_text(here: Here<'_>) -> bool {
    // `."³` and `.)³` are the most stops that end a sentence.
    const MOST_STOPS: usize = 2;
    let letters = |a: &Atom<'_>| a.text.chars().count();
    let touches = |k: usize| match k {
        1 => here.glued(0),
        _ => here.back(k - 1).is_some_and(|a| a.glued),
    };
    let mut stops = 0;
    let mut bracket = false;
    while stops <= MOST_STOPS && touches(stops + 1) {
        let Some(before) = here.back(stops + 1) else {
            return false;
        };
        match before.kind {
            // "ⅩⅩⅩⅩ" is a word to Unicode only.
            Kind::Word if stops == 0 || bracket => {
                return letters(before) > 3 && !before.text.contains(char::is_numeric);
            }
            Kind::Word => return letters(before) > 1,
            Kind::Digits => return stops > 0 && !bracket,
            Kind::Mark if is_stop(before.text) => bracket |= stops == 0 && before.text == ")",
            _ => return false,
        }
        stops += 1;
    }
    false
}

fn is_stop(text: &str) -> bool {
    matches!(
        text,
        "." | "," | "!" | "?" | "”" | "\"" | ")" | "’" | ":" | ";"
    )
}

fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// The atoms of a note in square brackets that is no part of the text.
fn bracketed_note(here: Here<'_>) -> Option<usize> {
    if here.mark(2) == Some(']') {
        let note = here.digits(1).is_some_and(|d| d.len() <= 3)
            || here
                .word(1)
                .is_some_and(|w| w.len() == 1 && w.chars().all(char::is_lowercase));
        // "[t]he" is a changed letter, not a note.
        let joined = here.glued(3) && here.word(3).is_some();
        return (note && here.glued(0) && !joined).then_some(3);
    }
    let pair = (here.word(1)?, here.word(2).or(here.digits(2))?);
    let note = match pair {
        ("citation" | "clarification", "needed") => true,
        ("note" | "nb", n) => n.chars().all(|c| c.is_ascii_digit()),
        _ => false,
    };
    (note && here.mark(3) == Some(']')).then_some(4)
}
