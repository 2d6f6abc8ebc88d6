//! Marks of notes, which are no part of the text: `[1]`, `[citation needed]`, `†`, raised numbers.

use super::atoms::{Here, Kind};
use super::classes::Reading;

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
    let word = here
        .before()
        .filter(|b| b.kind == Kind::Word && b.text.chars().count() > 3);
    let behind =
        here.glued(0) && (word.is_some() || here.before().is_some_and(|b| is_stop(b.text)));
    if !behind || !is_raised(c) {
        return None;
    }
    let mut atoms = 1;
    while here.glued_mark(atoms).is_some_and(is_raised) {
        atoms += 1;
    }
    Some(Reading::joined(here, atoms, ""))
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
