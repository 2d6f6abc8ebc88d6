//! Letters with full stops: initials of names, countries, degrees, Latin.

use super::abbreviation;
use super::atoms::{Here, Kind, is_apostrophe};
use super::capitals;
use super::classes::Reading;
use super::numbers;
use super::quantity::glued_digits;

/// Atoms of letters with full stops between them that are looked at.
const MOST_LETTERS: usize = 8;

/// `U.S.`, `Ph.D.`, `e.g.`, `J. K. Rowling`, `George W. Bush`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let inside = here.glued(0)
        && here
            .before()
            .is_some_and(|b| b.kind != Kind::Mark || matches!(b.text, "." | "@" | "_"));
    if inside || here.glued_mark(1) != Some('.') {
        return None;
    }
    if let Some(name) = dotted_number(here) {
        return Some(name);
    }
    let (key, atoms) = dotted_letters(here)?;
    let Some(letters) = key else {
        return one_initial(here);
    };
    let said = match abbreviation::dotted(&letters) {
        Some(said) => said.to_owned(),
        None => capitals::spelled(&letters),
    };
    let stop = here.glued_mark(atoms) == Some('.');
    let after = atoms + usize::from(stop);
    if let Some(more) = plural(here, after) {
        return Some(Reading::words(here, after + more, format!("{said}'s")));
    }
    let taken = if stop && !abbreviation::ends_sentence(here, after) {
        after
    } else {
        atoms
    };
    Some(Reading::words(here, taken, said))
}

/// `H.264`, `B.1.1.7`, `XBB.1.5`: a name of capitals and numbers, whose first point is not said.
fn dotted_number(here: Here<'_>) -> Option<Reading> {
    // The names of the kinds of a virus have no more letters, and no more numbers behind them.
    const LETTERS: usize = 3;
    const NUMBERS: usize = 4;
    let letters = here.word(0).filter(|w| w.len() <= LETTERS)?;
    let digits = here.digits(2).filter(|_| here.glued(2))?;
    let mut said = format!(
        "{} {}",
        capitals::spelled(letters),
        numbers::in_pairs(digits)
    );
    let mut end = 3;
    while end < 2 * NUMBERS
        && let Some(more) = glued_digits(here, end, '.')
    {
        said = format!("{said} point {}", numbers::cardinal_of(more));
        end += 2;
    }
    let capital = letters.bytes().all(|c| c.is_ascii_uppercase());
    // Behind longer letters more digits begin a sentence whose space was lost.
    let name = letters.len() == 1 || digits.len() < 3;
    let ends = !here.glued(end) || here.mark(end).is_some() && !here.glued(end + 1);
    (capital && name && ends).then(|| Reading::words(here, end, said))
}

/// The letters of `U.S` with their full stops, and the atoms they are; no letters where
/// there is only one.
fn dotted_letters(here: Here<'_>) -> Option<(Option<String>, usize)> {
    let mut key = here.word(0).filter(|w| is_letter(w))?.to_owned();
    let mut atoms = 1;
    while atoms < 2 * MOST_LETTERS && here.glued_mark(atoms) == Some('.') && here.glued(atoms + 1) {
        let Some(next) = here.word(atoms + 1) else {
            break;
        };
        let (core, owner) = match next.find(is_apostrophe) {
            Some(at) => (&next[..at], true),
            None => (next, false),
        };
        let plural = core == "s" && key.contains(char::is_uppercase);
        if !is_letter(core) || owner || plural {
            break;
        }
        key.push('.');
        key.push_str(core);
        atoms += 2;
    }
    if atoms == 1 {
        return Some((None, 1));
    }
    let listed = abbreviation::dotted(&key).is_some();
    let stop = here.glued_mark(atoms) == Some('.');
    // "x.y" without a last full stop is no abbreviation unless it is known, in capitals or
    // longer: "e.s.t".
    let sure = listed || stop || !key.contains(char::is_lowercase) || atoms > 3;
    let joined = here.glued(atoms) && here.mark(atoms).is_none();
    (sure && !joined).then_some((Some(key), atoms))
}

/// Whether the word is one letter, or two that a degree begins or ends with.
fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    // `Ⅳ` is a letter to Unicode, and a number to everybody else.
    let one = chars.next().is_some_and(|c| !c.is_numeric()) && chars.next().is_none();
    one || matches!(
        word,
        "Ph" | "Ed" | "Sc" | "Va" | "Dak" | "Phil" | "Ds" | "Lt" | "Litt"
    )
}

/// The atoms of `’s` or `s` behind the last full stop.
fn plural(here: Here<'_>, k: usize) -> Option<usize> {
    let s = |k: usize| here.glued(k) && here.word(k) == Some("s");
    if s(k) {
        return Some(1);
    }
    let owns = here.glued_mark(k).is_some_and(is_apostrophe) && s(k + 1);
    owns.then_some(2)
}

/// The `W.` of `George W. Bush`, the `E.` of `E. coli`: the sentence goes on behind it.
fn one_initial(here: Here<'_>) -> Option<Reading> {
    let letter = here
        .word(0)
        .filter(|w| w.chars().all(|c| c.is_uppercase() && !c.is_numeric()))?;
    let goes_on = here.word(2).is_some();
    (goes_on && letter.chars().count() == 1).then(|| Reading::words(here, 2, letter))
}
