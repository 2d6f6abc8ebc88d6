//! Symbols with a name, and faces that are written with marks.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::atoms::{Here, Kind, is_apostrophe};
use super::capitals;
use super::classes::Reading;
use super::mark;
use super::table;

/// The list of symbols, as it is written in the file.
#[derive(Default, Deserialize)]
struct Symbols {
    names: HashMap<String, String>,
    greek: HashMap<String, String>,
    faces: HashMap<String, String>,
}

static SYMBOLS: LazyLock<Symbols> =
    LazyLock::new(|| table::built_in(include_str!("../languages/en/symbols.toml")));

/// Atoms of the longest face that is written with marks.
const LONGEST_FACE: usize = 9;

/// `rock ’n’ roll`: the "and" of it.
pub(super) fn contraction(here: Here<'_>) -> Option<Reading> {
    let apostrophe = |c: char| is_apostrophe(c) || c == '‘';
    let n = here.mark(0).is_some_and(apostrophe)
        && here.glued(1)
        && here.word(1).is_some_and(|w| w.eq_ignore_ascii_case("n"))
        && here.glued_mark(2).is_some_and(apostrophe);
    n.then(|| Reading::words(here, 3, "and"))
}

/// A hyphen between two words, but for those that are said in letters: "non-EU" and "EU-wide"
/// are words of their own.
pub(super) fn hyphen(here: Here<'_>) -> Option<Reading> {
    let spelled = |word: &str| capitals::said(word, here).is_some_and(|said| said.contains(' '));
    let before = here.before().filter(|b| b.kind == Kind::Word);
    let letters = here.word(1).is_some_and(spelled) || before.is_some_and(|b| spelled(b.text));
    let reading = mark::hyphen(here)?;
    if is_grade(here) {
        return Some(Reading::words(here, 1, "minus"));
    }
    Some(if letters {
        Reading::words(here, 1, "")
    } else {
        reading
    })
}

/// Whether the hyphen belongs to a mark as schools and agencies give it: "a B-", "rated A-".
fn is_grade(here: Here<'_>) -> bool {
    let mark = here
        .before()
        .is_some_and(|b| matches!(b.text, "A" | "B" | "C" | "D" | "AA" | "BB" | "BBB" | "CCC"));
    // "A- and B-levels" share their noun.
    let shared = here
        .word(1)
        .is_some_and(|w| matches!(w, "and" | "or" | "to"))
        || here.mark(1) == Some(',');
    mark && here.glued(0) && !here.glued(1) && !shared
}

/// `:)` and its like, where spaces set it apart.
pub(super) fn face(here: Here<'_>) -> Option<Reading> {
    if here.glued(0) || !here.glued(1) {
        return None;
    }
    let mut written = String::new();
    let mut longest = None;
    for k in 0..LONGEST_FACE {
        let Some(atom) = here.atom(k).filter(|a| k == 0 || a.glued) else {
            break;
        };
        written.push_str(atom.text);
        let ends = !here.glued(k + 1)
            || matches!(
                here.mark(k + 1),
                Some('.' | ',' | '!' | '?' | ')' | '"' | '”')
            );
        if ends && let Some(name) = SYMBOLS.faces.get(&written) {
            longest = Some((k + 1, name.as_str()));
        }
    }
    longest.map(|(atoms, name)| Reading::words(here, atoms, name))
}

/// The name of the Greek letter that the text is; none for longer text.
pub(super) fn greek_letter(text: &str) -> Option<&'static str> {
    let mut chars = text.chars();
    let (first, rest) = (chars.next()?, chars.next());
    if first.is_ascii() || rest.is_some() {
        return None;
    }
    let small: String = first.to_lowercase().collect();
    SYMBOLS.greek.get(&small).map(String::as_str)
}

/// Whether the mark is a symbol of the list.
pub(super) fn has_name(mark: &str) -> bool {
    SYMBOLS.names.contains_key(mark)
}

/// Symbols that have a name, where they are not decoration.
pub(super) fn named(here: Here<'_>) -> Option<Reading> {
    let c = here.mark(0)?;
    let repeated = run_of(here);
    if repeated > 1 && !matches!(c, '+' | '%' | '$' | '★' | '☆') || repeated > 2 {
        return decoration(here, repeated);
    }
    let said = match c {
        '•' | '·' | '‣' | '◦' | '▪' | '■' | '●' | '○' | '►' | '▶' | '➤' | '❖' | '◆' | '∙' | '‧' => {
            ""
        }
        '*' | '~' | '_' | '^' | '|' | '\\' | '™' | '®' | '℠' | '<' | '>' | '/' | '→' | '#'
        | '©' => {
            return Some(Reading::words(here, 1, in_place(c, here)?));
        }
        _ => SYMBOLS.names.get(here.atom(0)?.text)?,
    };
    Some(Reading::words(here, 1, said))
}

/// The number of times that the mark stands here in a row.
fn run_of(here: Here<'_>) -> usize {
    let first = here.mark(0);
    let mut atoms = 1;
    while here.glued(atoms) && here.mark(atoms) == first {
        atoms += 1;
    }
    atoms
}

/// A line of one mark, or Markdown that was left over: nothing is said.
fn decoration(here: Here<'_>, atoms: usize) -> Option<Reading> {
    let listed = has_name(here.atom(0)?.text) || matches!(here.mark(0)?, '•' | '·' | '■' | '●');
    listed.then(|| Reading::words(here, atoms, ""))
}

/// What is said for a mark whose neighbours decide it; empty where it is decoration.
fn in_place(c: char, here: Here<'_>) -> Option<&'static str> {
    let solid = |kind: Kind| matches!(kind, Kind::Word | Kind::Digits);
    let left = here.before().is_some_and(|b| solid(b.kind));
    let right = here.atom(1).is_some_and(|a| solid(a.kind));
    let (glued_left, glued_right) = (here.glued(0), here.glued(1));
    let alone = !glued_left && !glued_right;
    let number = here.digits(1).is_some();
    let name = SYMBOLS.names.get(here.atom(0)?.text)?.as_str();
    Some(match c {
        '~' if number && glued_right => "about",
        '→' if left && right => "to",
        '#' if is_key(here) => "sharp",
        '#' if number => "number",
        '#' if alone && here.before().is_some() => "hash",
        '/' => slash(here),
        _ if says_its_name(c, here) => name,
        _ => "",
    })
}

/// Whether a note or a programming language stands before the `#` here: `F#`, `C#`.
fn is_key(here: Here<'_>) -> bool {
    let note = here
        .before()
        .is_some_and(|b| matches!(b.text, "A" | "B" | "C" | "D" | "E" | "F" | "G"));
    note && here.glued(0) && (!here.glued(1) || here.mark(1).is_some())
}

/// Whether the mark is text and not decoration: between two words, or by itself.
fn says_its_name(c: char, here: Here<'_>) -> bool {
    let inside = here.before().is_some();
    let (glued_left, glued_right) = (here.glued(0), here.glued(1));
    match c {
        '_' | '\\' | '^' if glued_left && glued_right => {
            here.before().is_some_and(|b| b.kind != Kind::Mark) && here.mark(1).is_none()
        }
        '*' | '_' | '~' | '^' | '|' | '\\' => inside && !glued_left && !glued_right,
        '™' | '®' | '℠' => !glued_left,
        '©' => true,
        // Brackets around an address or a name are silent, signs of comparison are not.
        '<' => !glued_right || glued_left || here.word(1).is_none(),
        '>' if glued_right && here.digits(1).is_some() => true,
        '>' => inside && (!glued_left || glued_right),
        '→' => inside,
        _ => false,
    }
}

/// Between words a slash is silent ("and/or"), beside a number it is said.
fn slash(here: Here<'_>) -> &'static str {
    let number = here.digits(1).is_some() || here.before().is_some_and(|a| a.kind == Kind::Digits);
    let alone = !here.glued(0) && !here.glued(1);
    if number && here.glued(0) || alone {
        "slash"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_symbols_is_whole() {
        let lists = &*SYMBOLS;
        assert!(lists.names.len() > 80 && lists.greek.len() > 24 && lists.faces.len() > 10);
        for (mark, name) in lists.names.iter().chain(&lists.greek) {
            assert_eq!(mark.chars().count(), 1, "{mark} is one character");
            assert!(
                name.chars().all(|c| c.is_alphabetic() || c == ' '),
                "{name}"
            );
        }
    }
}
