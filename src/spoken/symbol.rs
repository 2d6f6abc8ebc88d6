//! Marks: quotes, dashes, punctuation, symbols with a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::atoms::{Here, Kind, is_apostrophe};
use super::capitals;
use super::classes::Reading;
use super::table;

/// The list of symbols, as it is written in the file.
#[derive(Default, Deserialize)]
struct Symbols {
    names: HashMap<String, String>,
    greek: HashMap<String, String>,
    faces: HashMap<String, String>,
}

static SYMBOLS: LazyLock<Symbols> =
    LazyLock::new(|| table::built_in(include_str!("languages/en/symbols.toml")));

/// Atoms of the longest face that is written with marks.
const LONGEST_FACE: usize = 9;

/// Soft hyphens and other characters without ink: nothing is said, and words stay joined.
pub(super) fn invisible(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0)?;
    (atom.kind == Kind::Invisible).then(|| Reading::joined(here, 1, ""))
}

/// Quotation marks and apostrophes in their straight forms.
pub(super) fn quote(here: Here<'_>) -> Option<Reading> {
    let straight = match here.mark(0)? {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞'
        | '\u{FF02}' | '″' => "\"",
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' | '\u{FF07}' | '′' => {
            "'"
        }
        _ => return None,
    };
    Some(Reading::joined(here, 1, straight))
}

/// `rock ’n’ roll`: the "and" of it.
pub(super) fn contraction(here: Here<'_>) -> Option<Reading> {
    let apostrophe = |c: char| is_apostrophe(c) || c == '‘';
    let n = here.mark(0).is_some_and(apostrophe)
        && here.glued(1)
        && here.word(1).is_some_and(|w| w.eq_ignore_ascii_case("n"))
        && here.glued_mark(2).is_some_and(apostrophe);
    n.then(|| Reading::words(here, 3, "and"))
}

/// Dashes as a pause; a hyphen is one where it stands between spaces or is doubled.
pub(super) fn dash(here: Here<'_>) -> Option<Reading> {
    let mut atoms = 1;
    match here.mark(0)? {
        '—' | '–' | '―' | '\u{2012}' | '⸺' | '⸻' | '〜' => {}
        '-' if here.glued_mark(1) == Some('-') => {}
        '-' if !here.glued(0) && !here.glued(1) => {}
        _ => return None,
    }
    while matches!(here.glued_mark(atoms), Some('-' | '—' | '–')) {
        atoms += 1;
    }
    Some(Reading::joined(here, atoms, "—"))
}

/// A bar or a slash between spaces, which parts two things as a dash does.
pub(super) fn bar(here: Here<'_>) -> Option<Reading> {
    let apart = matches!(here.mark(0)?, '|' | '¦' | '/') && !here.glued(0) && !here.glued(1);
    let between = apart && here.before().is_some() && here.atom(1).is_some();
    between.then(|| Reading::joined(here, 1, "—"))
}

/// A hyphen between two words is written for the pronouncer; any other is silent.
pub(super) fn hyphen(here: Here<'_>) -> Option<Reading> {
    if !matches!(here.mark(0)?, '-' | '\u{2010}' | '\u{2011}' | '\u{2212}') {
        return None;
    }
    let after_word = here.glued(0) && here.before().is_some_and(|a| a.kind == Kind::Word);
    let before_word = here.glued(1) && here.word(1).is_some();
    // The letters of "non-EU" and "EU-wide" are words of their own.
    let spelled = |word: &str| capitals::said(word, here).is_some_and(|said| said.contains(' '));
    let letters = here.word(1).is_some_and(spelled)
        || here
            .before()
            .is_some_and(|b| b.kind == Kind::Word && spelled(b.text));
    Some(if after_word && before_word && !letters {
        Reading::joined(here, 1, "-")
    } else {
        Reading::words(here, 1, "")
    })
}

/// Dots in a row, also with spaces between three of them, and the one character for them.
pub(super) fn ellipsis(here: Here<'_>) -> Option<Reading> {
    let dotted = |k: usize| matches!(here.mark(k), Some('.' | '…' | '⋯' | '‥'));
    if !dotted(0) {
        return None;
    }
    let mut dots = 1;
    while dotted(dots) && here.glued(dots) {
        dots += 1;
    }
    let mut spaced = dots;
    while dotted(spaced) {
        spaced += 1;
    }
    if spaced >= 3 {
        dots = spaced;
    }
    let one = here.mark(0) != Some('.');
    (dots >= 2 || one).then(|| Reading::joined(here, dots, "…"))
}

/// Punctuation that voices pause at; brackets become round ones.
pub(super) fn punctuation(here: Here<'_>) -> Option<Reading> {
    let said = match here.mark(0)? {
        '.' | '。' | '．' | '｡' => ".",
        ',' | '、' | '，' | '､' | '،' => ",",
        ';' | '；' | '؛' => ";",
        ':' | '：' => ":",
        '!' | '！' | '?' | '？' | '‽' | '؟' | '‼' | '⁇' | '⁈' | '⁉' => {
            return Some(exclaimed(here));
        }
        '¡' | '¿' => "",
        '(' | '[' | '{' | '（' | '【' | '《' | '〈' | '〔' | '⟨' => "(",
        ')' | ']' | '}' | '）' | '】' | '》' | '〉' | '〕' | '⟩' => ")",
        _ => return None,
    };
    Some(Reading::joined(here, 1, said))
}

/// `!!!` as one, `?!` as a question.
fn exclaimed(here: Here<'_>) -> Reading {
    let asks = |c: char| matches!(c, '?' | '？' | '‽' | '؟' | '⁇' | '⁈' | '⁉');
    let mut question = here.mark(0).is_some_and(asks);
    let mut atoms = 1;
    while let Some(c) = here.glued_mark(atoms) {
        if !asks(c) && !matches!(c, '!' | '！' | '‼') {
            break;
        }
        question |= asks(c);
        atoms += 1;
    }
    Reading::joined(here, atoms, if question { "?" } else { "!" })
}

/// `[1]`, `[a]`, `[citation needed]`, `†`, a raised number behind a word: marks of notes.
pub(super) fn footnote(here: Here<'_>) -> Option<Reading> {
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
        '#' if number => "number",
        '#' if alone && here.before().is_some() => "hash",
        '/' => slash(here),
        _ if says_its_name(c, here) => name,
        _ => "",
    })
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

/// In languages that tidy only: the atom as it is written.
pub(super) fn literal(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0)?;
    Some(Reading::joined(here, 1, atom.text))
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
