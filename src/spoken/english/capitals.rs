//! Capitals: initialisms letter by letter, acronyms as words, shouting as common words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::atoms::{Here, Kind, is_apostrophe};
use super::table;

/// The word list of capitals, as it is written in the file.
#[derive(Default, Deserialize)]
struct Listed {
    letters: String,
    words: String,
    common: String,
    names: String,
    stylised: HashMap<String, String>,
}

/// What is known about runs of capitals.
struct Capitals {
    /// Said letter by letter.
    letters: HashSet<String>,
    /// Said as words, and how they are written for the voice.
    words: HashMap<String, String>,
    /// Common words in small letters.
    common: HashSet<String>,
    /// Names, which keep one capital.
    names: HashSet<String>,
    /// Names in mixed case.
    stylised: HashMap<String, String>,
}

static CAPITALS: LazyLock<Capitals> = LazyLock::new(|| {
    let listed: Listed = table::built_in(include_str!("../languages/en/capitals.toml"));
    let set = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    let word = |entry: &str| {
        let (written, said) = entry.split_once('=').unwrap_or((entry, entry));
        (written.to_owned(), said.to_owned())
    };
    Capitals {
        letters: set(&listed.letters),
        words: listed.words.split_whitespace().map(word).collect(),
        common: set(&listed.common),
        names: set(&listed.names),
        stylised: listed.stylised,
    }
});

/// Words of either side that are looked at to tell shouting from initialisms.
const NEIGHBOURS: usize = 5;

/// The atoms of either side among which those words are looked for.
const REACH: usize = 12;

/// A run of capitals longer than this is no initialism if it can be said.
const LONGEST_INITIALISM: usize = 5;

/// Up to this length an unknown run of capitals is one even where all is shouted.
const SHORTEST_SHOUTED: usize = 3;

/// The letters one by one: `FBI` is F B I.
pub(super) fn spelled(letters: &str) -> String {
    let mut said = String::with_capacity(letters.len() * 2);
    for c in letters.chars().filter(|c| c.is_alphabetic()) {
        if !said.is_empty() {
            said.push(' ');
        }
        said.extend(c.to_uppercase());
    }
    said
}

/// Whether the word in small letters is one that everybody knows.
pub(super) fn is_common(word: &str) -> bool {
    let known = |w: &str| CAPITALS.common.contains(w);
    known(word)
        || ["s", "d", "ed", "er", "ing", "ly"].iter().any(|end| {
            word.strip_suffix(end)
                .is_some_and(|w| w.len() > 2 && known(w))
        })
}

/// What is said for a piece of a word, where its capitals decide it.
pub(super) fn said(piece: &str, here: Here<'_>) -> Option<String> {
    let (core, tail) = possessive(piece);
    if let Some(name) = CAPITALS.stylised.get(core) {
        return Some(format!("{name}{tail}"));
    }
    if is_capitals(core) && core.len() > 1 {
        return Some(format!("{}{tail}", of_capitals(core, Some(here))));
    }
    if let Some(said) = shouted_contraction(piece) {
        return Some(said);
    }
    let plural = core.strip_suffix('s').filter(|c| is_capitals(c))?;
    if is_shouting(here) && plural.len() == 1 {
        return None;
    }
    plural_of_capitals(plural).map(|said| format!("{said}{tail}"))
}

/// What is said for a piece that may be in the middle of an address.
pub(super) fn said_alone(piece: &str) -> Option<String> {
    let (core, tail) = possessive(piece);
    if let Some(name) = CAPITALS.stylised.get(core) {
        return Some(format!("{name}{tail}"));
    }
    if is_capitals(core) && core.len() > 1 {
        return Some(format!("{}{tail}", of_capitals(core, None)));
    }
    let bare = core.len() == 1 || !core.contains(|c: char| "aeiouyAEIOUY".contains(c));
    (bare && core.is_ascii()).then(|| format!("{}{tail}", spelled(core)))
}

/// The plural of a run of capitals without its `s`: `EV` is E V's, `P` is P's.
fn plural_of_capitals(letters: &str) -> Option<String> {
    if let Some(word) = CAPITALS.words.get(letters) {
        return Some(format!("{word}s"));
    }
    let one = letters.len() == 1;
    // "As", "Is", "Us" and "Ms" are words.
    if one && (letters == "M" || "AEIOU".contains(letters)) {
        return None;
    }
    Some(format!("{}'s", spelled(letters)))
}

/// The word and its `'s`, with a straight apostrophe.
fn possessive(piece: &str) -> (&str, &'static str) {
    let Some(at) = piece.find(is_apostrophe) else {
        return (piece, "");
    };
    let tail = piece[at..].trim_start_matches(is_apostrophe);
    if tail == "s" || tail == "S" {
        (&piece[..at], "'s")
    } else {
        (piece, "")
    }
}

/// `DON’T` in small letters, `O’NEILL` as a name.
fn shouted_contraction(piece: &str) -> Option<String> {
    let at = piece.find(is_apostrophe)?;
    let (head, tail) = (&piece[..at], piece[at..].trim_start_matches(is_apostrophe));
    if !is_capitals(head) || !is_capitals(tail) {
        return None;
    }
    Some(if head.chars().count() == 1 && tail.len() > 2 {
        format!("{head}'{}", titled(tail))
    } else if head == "I" {
        format!("I'{}", tail.to_lowercase())
    } else {
        format!("{}'{}", head.to_lowercase(), tail.to_lowercase())
    })
}

/// Whether there are letters, and all of them are capitals of the Latin script.
fn is_capitals(word: &str) -> bool {
    let capital = |c: char| c.is_uppercase() && u32::from(c) < 0x250;
    !word.is_empty() && word.chars().all(capital)
}

fn of_capitals(core: &str, here: Option<Here<'_>>) -> String {
    let lists = &*CAPITALS;
    let lower = core.to_lowercase();
    let title = titled(core);
    if let Some(word) = lists.words.get(core) {
        return word.clone();
    }
    let shouted = || here.is_some_and(is_shouting);
    let us = lower == "us" && here.is_some_and(is_object);
    if (us || is_small_word(&lower)) && shouted() {
        return lower;
    }
    if lists.letters.contains(core) {
        return spelled(core);
    }
    if lists.names.contains(&title) {
        return title;
    }
    if is_common(&lower) {
        return lower;
    }
    let length = core.chars().count();
    let word = length > LONGEST_INITIALISM || length > SHORTEST_SHOUTED && shouted();
    if word && is_sayable(&lower) {
        title
    } else {
        spelled(core)
    }
}

/// Whether the verb before makes `US` the people who speak: `JOIN US`.
fn is_object(here: Here<'_>) -> bool {
    const VERBS: [&str; 14] = [
        "about", "ask", "both", "call", "contact", "follow", "give", "help", "join", "let", "show",
        "teach", "tell", "with",
    ];
    let before = here.before().map(|atom| atom.text.to_lowercase());
    before.is_some_and(|verb| VERBS.contains(&verb.as_str()))
}

/// Small words that are also initialisms, and are words where all is shouted.
///
/// `US` is not among them: in headlines it is the country.
fn is_small_word(lower: &str) -> bool {
    matches!(
        lower,
        "it" | "who" | "as" | "or" | "me" | "am" | "he" | "in" | "so" | "ha"
    )
}

/// A capital and small letters.
fn titled(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next();
    let rest = chars.flat_map(char::to_lowercase);
    first.into_iter().chain(rest).collect()
}

/// Whether English mouths can say the word: vowels, and no heap of consonants.
fn is_sayable(lower: &str) -> bool {
    // As many as "strengths" has; more are in no word.
    const HEAP: usize = 5;
    let mut heap = 0;
    let mut vowels = 0;
    for c in lower.chars() {
        if "aeiouy".contains(c) || u32::from(c) > 0x7F {
            vowels += 1;
            heap = 0;
        } else {
            heap += 1;
        }
        if heap > HEAP {
            return false;
        }
    }
    vowels > 0 && !lower.starts_with(['x', 'q']) || lower.starts_with("qu")
}

/// Whether the words around here are shouted too: most of them common words in capitals.
fn is_shouting(here: Here<'_>) -> bool {
    let (mut loud, mut calm) = (0, 0);
    let ahead = (1..REACH).filter_map(|k| here.word(k)).take(NEIGHBOURS);
    let back = (1..REACH)
        .filter_map(|k| here.back(k))
        .filter(|atom| atom.kind == Kind::Word)
        .map(|atom| atom.text)
        .take(NEIGHBOURS);
    for word in ahead.chain(back).filter(|w| w.len() > 1) {
        if word.contains(char::is_lowercase) {
            calm += 1;
        } else if is_loud(word) {
            loud += 1;
        }
    }
    loud > calm
}

/// Whether the word in capitals is a common word, and no initialism that a calm text has too.
fn is_loud(word: &str) -> bool {
    let lower = word.to_lowercase();
    let known = CAPITALS.letters.contains(word) || CAPITALS.words.contains_key(word);
    let name = CAPITALS.names.contains(&titled(word));
    !known && (name || is_common(&lower) || word.len() > LONGEST_INITIALISM && is_sayable(&lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_capitals_is_whole_and_without_contradiction() {
        let lists = &*CAPITALS;
        assert!(lists.letters.len() > 100 && lists.words.len() > 100);
        assert!(lists.common.len() > 1000 && lists.stylised.len() > 10);
        for word in lists.words.keys() {
            assert!(
                !lists.letters.contains(word),
                "{word} is letters and a word"
            );
            assert!(
                !lists.common.contains(&word.to_lowercase()),
                "{word} is common"
            );
        }
        assert!(lists.names.iter().all(|name| titled(name) == *name));
        for letters in &lists.letters {
            assert!(is_capitals(letters), "{letters}");
            assert!(
                !lists.common.contains(&letters.to_lowercase()),
                "{letters} is common"
            );
        }
    }

    #[test]
    fn letters_are_said_one_by_one() {
        assert_eq!(spelled("FBI"), "F B I");
        assert_eq!(spelled("mRNA"), "M R N A");
    }
}
