//! What is said for the parts of an address: endings, names, digits and marks.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::super::atoms::{Atom, Here, Kind, is_apostrophe};
use super::super::capitals;
use super::super::classes::Reading;
use super::super::letter_case::split_case;
use super::super::numbers;
use super::super::table;
use super::LONGEST;

/// The list of endings, as it is written in the file.
#[derive(Default, Deserialize)]
struct Listed {
    domains: String,
    sayable: String,
    doubtful: String,
    files: String,
    products: String,
    said: HashMap<String, String>,
}

/// What is known about the endings of addresses.
pub(super) struct Endings {
    pub(super) domains: HashSet<String>,
    sayable: HashSet<String>,
    pub(super) doubtful: HashSet<String>,
    pub(super) files: HashSet<String>,
    pub(super) products: HashSet<String>,
    said: HashMap<String, String>,
}

pub(super) static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
    let listed: Listed = table::built_in(include_str!("../../languages/en/addresses.toml"));
    let set = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    Endings {
        domains: set(&listed.domains),
        sayable: set(&listed.sayable),
        doubtful: set(&listed.doubtful),
        files: set(&listed.files),
        products: set(&listed.products),
        said: listed.said,
    }
});

/// The word without `’s`.
pub(super) fn bare(word: &str) -> &str {
    word.find(is_apostrophe).map_or(word, |at| &word[..at])
}

/// How the digits of an address are said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// One by one, so that they can be typed: web and mail addresses.
    Each,
    /// As numbers where they are short: names of files.
    Number,
}

/// The atoms from `from` to `to` one after the other, marks by their names.
///
/// What stands before `from` is not said, but its source is part of the reading.
pub(super) fn said_as_words(here: Here<'_>, from: usize, to: usize, digits: Digits) -> Reading {
    let end = if is_dictated(here) {
        to
    } else {
        behind_last(here, from, to)
    };
    let shouted = is_shouted(here, from, end);
    let mut said: Vec<String> = vec![];
    for k in from..end {
        let Some(atom) = here.atom(k) else { break };
        let small = atom.text.to_lowercase();
        let atom = &Atom {
            text: if shouted { &small } else { atom.text },
            ..*atom
        };
        let ending = k > from && here.mark(k - 1) == Some('.');
        let name = match atom.kind {
            Kind::Digits if digits == Digits::Each => one_by_one(atom.text),
            _ if ending => of_ending(atom),
            _ => piece(atom),
        };
        if !name.is_empty() {
            said.push(name);
        }
    }
    Reading::words(here, to, said.join(" "))
}

/// Whether an address is read as it is typed, to its last slash: one with a scheme and a path.
fn is_dictated(here: Here<'_>) -> bool {
    let scheme = here.mark(1) == Some(':') && here.mark(3) == Some('/');
    let mut path = (5..LONGEST).take_while(|k| here.glued(*k));
    scheme && path.any(|k| here.mark(k) == Some('/') && here.glued(k + 1))
}

/// The place behind the last atom of an address that is no slash, which nobody says.
fn behind_last(here: Here<'_>, from: usize, to: usize) -> usize {
    let last = (from..to)
        .rev()
        .find(|k| here.mark(*k) != Some('/'))
        .map_or(to, |k| k + 1);
    if from + 1 < last { last } else { to }
}

/// Whether all of an address is in capitals, which are then no letters of a name.
fn is_shouted(here: Here<'_>, from: usize, to: usize) -> bool {
    let mut words = (from..to).filter_map(|k| here.word(k));
    let capitals = |word: &str| word.chars().all(char::is_uppercase);
    words.clone().count() > 2 && words.all(capitals)
}

/// Digits as they are typed, but round thousands by their name, as in the `6000` of a model.
fn one_by_one(digits: &str) -> String {
    if digits.len() == 4 && digits.ends_with("000") {
        numbers::cardinal_of(digits)
    } else {
        numbers::each_digit(digits)
    }
}

/// What is said for one atom of an address.
pub(in super::super) fn piece(atom: &Atom<'_>) -> String {
    match atom.kind {
        // `Ⅳ` and its like are letters to Unicode, but no voice knows them.
        Kind::Word if atom.text.contains(char::is_numeric) => {
            of_word(&atom.text.nfkc().collect::<String>())
        }
        Kind::Word => split_case(atom.text)
            .into_iter()
            .map(of_word)
            .collect::<Vec<_>>()
            .join(" "),
        Kind::Digits => of_digits(atom.text),
        Kind::Mark => mark_name(atom.text).unwrap_or_default().to_owned(),
        Kind::Invisible => String::new(),
    }
}

/// An atom behind a dot: `com`, `uk`, `pdf`.
pub(super) fn of_ending(atom: &Atom<'_>) -> String {
    let core = bare(atom.text);
    let lower = core.to_ascii_lowercase();
    let tail = if core.len() < atom.text.len() {
        "'s"
    } else {
        ""
    };
    let known = ENDINGS.domains.contains(&lower) && lower.len() == 2;
    if atom.kind == Kind::Word && known && !ENDINGS.sayable.contains(&lower) {
        return format!("{}{tail}", capitals::spelled(core));
    }
    if ENDINGS.domains.contains(&lower) && !ENDINGS.said.contains_key(&lower) {
        return format!("{lower}{tail}");
    }
    piece(atom)
}

/// A word of an address: as a word where it is one, in letters where it is none.
pub(in super::super) fn of_word(word: &str) -> String {
    let core = bare(word);
    let tail = if core.len() < word.len() { "'s" } else { "" };
    let lower = core.to_ascii_lowercase();
    if let Some(said) = ENDINGS.said.get(&lower) {
        return format!("{said}{tail}");
    }
    if ENDINGS.files.contains(&lower)
        && lower.len() < 4
        && !capitals::is_common(&lower)
        && !is_said_file(&lower)
    {
        return format!("{}{tail}", capitals::spelled(core));
    }
    match capitals::said_alone(core) {
        Some(said) => format!("{said}{tail}"),
        None => format!("{core}{tail}"),
    }
}

/// Whether a short file ending is said as a word.
fn is_said_file(lower: &str) -> bool {
    matches!(
        lower,
        "doc"
            | "jar"
            | "bat"
            | "deb"
            | "zip"
            | "tar"
            | "bin"
            | "dat"
            | "tex"
            | "log"
            | "mov"
            | "wav"
            | "dot"
            | "tif"
            | "ini"
            | "bak"
            | "go"
            | "so"
    )
}

/// Digits of an address: short ones and years as numbers, others one by one.
fn of_digits(digits: &str) -> String {
    match numbers::as_year(digits) {
        Some(year) => numbers::year(year),
        None if digits.len() <= 2 => numbers::cardinal_of(digits),
        None => numbers::each_digit(digits),
    }
}

fn mark_name(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "." => "dot",
        "/" => "slash",
        "\\" => "backslash",
        "@" => "at",
        "-" | "\u{2010}" | "\u{2011}" => "dash",
        "_" => "underscore",
        ":" => "colon",
        ";" => "semicolon",
        "," => "comma",
        "?" => "question mark",
        "!" => "exclamation mark",
        "=" => "equals",
        "&" => "ampersand",
        "#" => "hash",
        "+" => "plus",
        "%" => "percent",
        "~" => "tilde",
        "*" => "asterisk",
        "$" => "dollar",
        "(" | "[" => "open bracket",
        ")" | "]" => "close bracket",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_endings_is_whole_and_without_contradiction() {
        let lists = &*ENDINGS;
        assert!(lists.domains.len() > 80 && lists.files.len() > 60 && !lists.said.is_empty());
        assert!(lists.sayable.iter().all(|s| lists.domains.contains(s)));
        assert!(lists.products.iter().all(|p| !lists.files.contains(p)));
    }
}
