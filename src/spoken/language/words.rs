//! Abbreviations, initialisms, plain words and single marks.

use super::super::atoms::{Here, Kind, is_apostrophe};
use super::super::classes::Reading;
use super::super::mark as marks;
use super::Language;

/// `z. B.`, `Nr. 5`, `M. Dupont`, `etc.`
pub(super) fn abbreviation(here: Here<'_>) -> Option<Reading> {
    let list = &super::of(here)?.abbreviations;
    // A dot before belongs to an address or to another abbreviation: "r.p.e.c."
    if here.glued(0) && here.before().is_some_and(|atom| atom.text == ".") {
        return None;
    }
    let number = list
        .before_numbers
        .at(here, 0)
        .filter(|(atoms, _)| here.digits(*atoms).is_some());
    let name = || {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let follows = |(atoms, _): &(usize, _)| here.word(*atoms).is_some_and(capital);
        list.before_names.at(here, 0).filter(follows)
    };
    let found = number.or_else(name).or_else(|| list.anywhere.at(here, 0));
    let (atoms, said) = found.filter(|(atoms, _)| {
        // "etc.com" is no abbreviation.
        !here.glued(*atoms) || here.word(*atoms).is_none()
    })?;
    Some(Reading::words(here, atoms, said.as_str()))
}

/// `EU` and `ARD` letter by letter; `NATO` is a word.
pub(super) fn initialism(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let word = here.word(0)?;
    if !language.is_spelled(word) || is_shouted(language, here) {
        return None;
    }
    let letters: Vec<String> = word.chars().map(String::from).collect();
    Some(Reading::words(here, 1, letters.join(" ")))
}

/// Whether a neighbour is in capitals too, as in a heading, and the word no known initialism.
fn is_shouted(language: &Language, here: Here<'_>) -> bool {
    let capitals = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let before = here.before().is_some_and(|atom| capitals(atom.text));
    let known = here
        .word(0)
        .is_some_and(|word| language.initialisms.letters.iter().any(|l| l == word));
    (before || here.word(1).is_some_and(capitals)) && !known
}

impl Language {
    /// Whether a word in capitals is said letter by letter.
    fn is_spelled(&self, word: &str) -> bool {
        let list = &self.initialisms;
        let among = |words: &[String]| words.iter().any(|known| known == word);
        let letters = word.chars().count();
        if !(2..=6).contains(&letters)
            || !word.chars().all(char::is_uppercase)
            || among(&list.words)
        {
            return false;
        }
        let vowels = word.chars().filter(|c| list.vowels.contains(*c)).count();
        // Three letters are nearly always spelled; four or more only where nobody could say them.
        among(&list.letters) || letters < 4 || vowels == 0
    }
}

/// A word as it is written, with a straight apostrophe.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let word = here.word(0)?;
    let straight = |c| if is_apostrophe(c) { '\'' } else { c };
    Some(Reading::joined(
        here,
        1,
        word.chars().map(straight).collect::<String>(),
    ))
}

/// Punctuation; the marks that open a Spanish question or cry stay as they are.
pub(super) fn punctuation(here: Here<'_>) -> Option<Reading> {
    match here.mark(0)? {
        mark @ ('¡' | '¿') => Some(Reading::joined(here, 1, mark)),
        _ => marks::punctuation(here),
    }
}

/// Symbols by the names that the language has for them.
pub(super) fn symbol(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let mark = here.mark(0)?;
    let beside = |atom: &super::super::atoms::Atom<'_>| atom.kind == Kind::Digits;
    // Between words a slash is a pause at most.
    if mark == '/' && !here.before().is_some_and(beside) && here.digits(1).is_none() {
        return Some(Reading::words(here, 1, ""));
    }
    let name = language.symbols.get(&mark)?;
    Some(Reading::words(here, 1, name.as_str()))
}

/// What no rule knows is kept as it is written, and the rule says so.
pub(super) fn unread(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0)?;
    Some(Reading::joined(here, 1, atom.text))
}
