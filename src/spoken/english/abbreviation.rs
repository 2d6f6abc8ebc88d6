//! Abbreviations with a full stop, or without one where people leave it away.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::atoms::{Here, Kind};
use super::capitals;
use super::classes::Reading;
use super::table;

/// What is said for what is written.
type Table = HashMap<String, String>;

/// The list of abbreviations, as it is written in the file.
#[derive(Default, Deserialize)]
struct Listed {
    anywhere: Table,
    before_name: Table,
    after_name: Table,
    before_number: Table,
    american: Table,
    dotted: Table,
    slashed: Table,
    postal: Table,
    word_too: String,
    bare: BareList,
}

/// The abbreviations that may stand without a full stop.
#[derive(Default, Deserialize)]
struct BareList {
    words: String,
    before_name: String,
    before_number: String,
    after_name: String,
    before_full_name: String,
}

/// The abbreviations of English.
struct Abbreviations {
    listed: Listed,
    /// Without a full stop in any place.
    bare: HashSet<String>,
    bare_before_name: HashSet<String>,
    bare_before_number: HashSet<String>,
    bare_after_name: HashSet<String>,
    /// Without a full stop before two words with a capital: `Gen Mark Milley`, not `Gen Z`.
    bare_before_full_name: HashSet<String>,
    /// Words that are no abbreviation where a sentence ends with them: `Max`.
    word_too: HashSet<String>,
}

static LIST: LazyLock<Abbreviations> = LazyLock::new(|| {
    let listed: Listed = table::built_in(include_str!("../languages/en/abbreviations.toml"));
    let set = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    Abbreviations {
        bare: set(&listed.bare.words),
        bare_before_name: set(&listed.bare.before_name),
        bare_before_number: set(&listed.bare.before_number),
        bare_after_name: set(&listed.bare.after_name),
        bare_before_full_name: set(&listed.bare.before_full_name),
        word_too: set(&listed.word_too),
        listed,
    }
});

/// A word that may be an abbreviation, and what stands around it.
struct Found<'a> {
    here: Here<'a>,
    word: &'a str,
    /// Whether its full stop is there.
    dotted: bool,
    /// Atoms with the full stop.
    atoms: usize,
}

impl<'a> Found<'a> {
    /// The word here, unless it is a part of something longer.
    fn at(here: Here<'a>) -> Option<Self> {
        let word = here.word(0)?;
        let inside = here.glued(0)
            && here
                .before()
                .is_some_and(|b| b.kind != Kind::Mark || matches!(b.text, "." | "@" | "_"));
        let joined = here.glued(2) && (here.mark(2) == Some('.') || here.word(2).is_some());
        let dotted = here.glued_mark(1) == Some('.');
        if inside || dotted && joined || word.len() > 9 {
            return None;
        }
        let atoms = 1 + usize::from(dotted);
        Some(Self {
            here,
            word,
            dotted,
            atoms,
        })
    }

    /// What the table says for the word, where it may stand so.
    fn listed(&self, table: &'static Table, bare: &HashSet<String>) -> Option<&'static str> {
        let may = self.dotted || bare.contains(self.word);
        let american = LIST.listed.american.get(self.word);
        let american = american.filter(|_| !self.here.style().british);
        let said = table.get(self.word).map(|said| american.unwrap_or(said));
        said.map(String::as_str).filter(|_| may)
    }

    /// Whether a number stands behind it: digits, or a Roman numeral of two signs or more.
    fn number_behind(&self) -> bool {
        let roman = |w: &str| w.len() > 1 && w.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let word = self.here.word(self.atoms).filter(|_| self.dotted);
        self.here.digits(self.atoms).is_some() || word.is_some_and(roman)
    }

    /// Whether a word with a capital stands `more` atoms behind it.
    fn name_behind(&self, more: usize) -> bool {
        let apart = !self.here.glued(self.atoms + more);
        let word = self.here.word(self.atoms + more);
        apart && word.is_some_and(|w| w.starts_with(char::is_uppercase))
    }

    /// Whether a name or an ordinal stands before it: `Elm St`, `5th St`, `Austin, Tex.`.
    fn name_before(&self) -> bool {
        let comma = self.here.before().is_some_and(|b| b.text == ",");
        let Some(before) = self.here.back(1 + usize::from(comma)) else {
            return false;
        };
        let ordinal = matches!(before.text, "st" | "nd" | "rd" | "th") && before.glued;
        let stop = matches!(before.text, "." | ")") && before.glued
            || before.text == "&"
            || before.text == "and" && self.word == "Co";
        ordinal || stop || is_name(before.text) && before.kind == Kind::Word
    }

    /// Whether a house number or an ordinal makes it the end of a street's name.
    fn in_address(&self) -> bool {
        (1..4)
            .filter_map(|k| self.here.back(k))
            .any(|atom| atom.kind == Kind::Digits)
    }
}

/// Whether the word has a capital, and is not one that begins a sentence: `The`, `In`.
fn is_name(word: &str) -> bool {
    let capital = word.starts_with(char::is_uppercase);
    capital && !(word.len() < 5 && capitals::is_common(&word.to_lowercase()) && is_function(word))
}

fn is_function(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "By"
            | "To"
            | "From"
            | "And"
            | "But"
            | "Of"
            | "For"
            | "With"
            | "Near"
            | "So"
            | "When"
            | "As"
            | "If"
            | "Is"
            | "Was"
    )
}

/// `Dr. Khamidun`, `Elm St.`, `No. 5`, `Inc.`, `vs`.
///
/// The full stop is kept as an atom of its own where the sentence ends with it.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let found = Found::at(here)?;
    let full = before_number(&found)
        .or_else(|| by_name(&found))
        .or_else(|| court(&found))
        .or_else(|| anywhere(&found))?;
    let plain_stop = found.dotted && !ends_sentence(here, 2);
    Some(Reading::words(here, 1 + usize::from(plain_stop), full))
}

fn before_number(found: &Found<'_>) -> Option<&'static str> {
    let table = &LIST.listed.before_number;
    found
        .number_behind()
        .then(|| found.listed(table, &LIST.bare_before_number))?
}

/// What is decided by the names around: saint or street, doctor or drive.
fn by_name(found: &Found<'_>) -> Option<&'static str> {
    let lists = &*LIST;
    let before = || found.listed(&lists.listed.before_name, &lists.bare_before_name);
    let after = || found.listed(&lists.listed.after_name, &lists.bare_after_name);
    let last = !found.dotted && lists.bare_before_full_name.contains(found.word);
    let ranked = matches!(
        found.here.before().map(|b| b.text),
        Some("Lt" | "Maj" | "Brig" | "Vice" | "Rear" | "Sgt")
    );
    if last && found.name_behind(0) && (ranked || found.name_behind(1)) {
        let table = [&lists.listed.before_name, &lists.listed.anywhere];
        return table
            .iter()
            .find_map(|t| t.get(found.word))
            .map(String::as_str);
    }
    match (found.name_before(), found.name_behind(0)) {
        (true, true) if found.in_address() => after().or_else(before),
        (_, true) => before().or_else(|| after().filter(|_| found.name_before())),
        (true, false) => after(),
        (false, false) => None,
    }
}

/// `Roe v. Wade`, `England v France`.
fn court(found: &Found<'_>) -> Option<&'static str> {
    let sides = found.name_behind(0) && found.name_before();
    (found.word == "v" && sides).then_some("versus")
}

fn anywhere(found: &Found<'_>) -> Option<&'static str> {
    let before = found.here.before();
    let end = found.dotted && found.here.atom(found.atoms).is_none();
    if end && LIST.word_too.contains(found.word)
        || found.word == "al" && before.is_none_or(|b| b.text != "et")
    {
        return None;
    }
    found.listed(&LIST.listed.anywhere, &LIST.bare)
}

/// Whether nothing but closing quotes stands from `k` on, so that a full stop ends it all.
pub(super) fn ends_sentence(here: Here<'_>, k: usize) -> bool {
    // A quotation in a quotation in another is as deep as it gets.
    const DEEPEST: usize = 3;
    let closes = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»');
    for more in 0..=DEEPEST {
        if here.atom(k + more).is_none() {
            return true;
        }
        if here.glued_mark(k + more).is_none_or(|c| !closes(c)) {
            return false;
        }
    }
    false
}

/// `Austin, TX`, `Washington DC 20500`: the state, where a city stands before its code.
pub(super) fn postal(here: Here<'_>) -> Option<Reading> {
    let code = here.word(0)?;
    let state = LIST.listed.postal.get(code)?;
    let comma = here.before()?.text == ",";
    let city = here.back(1 + usize::from(comma))?;
    let zip = here
        .digits(1)
        .is_some_and(|d| d.len() == 5 && !here.glued(1));
    let name = city.kind == Kind::Word
        && city.text.starts_with(char::is_uppercase)
        && city.text.contains(char::is_lowercase);
    // "Well, OK" begins with no city, "Park City, UT" goes on with one.
    let inner = here
        .back(2 + usize::from(comma))
        .is_some_and(|a| a.text == "," || a.text.starts_with(char::is_uppercase));
    let word_too = capitals::is_common(&city.text.to_lowercase()) && !inner
        || capitals::is_common(&code.to_lowercase()) && here.word(1).is_some();
    (name && !here.glued(0) && (comma && !word_too || zip))
        .then(|| Reading::words(here, 1, state.as_str()))
}

/// What is said for letters with full stops between them that are listed: `e.g`, `Ph.D`.
pub(super) fn dotted(written: &str) -> Option<&'static str> {
    LIST.listed.dotted.get(written).map(String::as_str)
}

/// What is said for letters with a slash between them that are listed: `w/o`, `c/o`.
pub(super) fn slashed(written: &str) -> Option<&'static str> {
    LIST.listed.slashed.get(written).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_abbreviations_is_whole_and_without_contradiction() {
        let listed = &LIST.listed;
        for table in [
            &listed.anywhere,
            &listed.before_name,
            &listed.after_name,
            &listed.before_number,
            &listed.dotted,
            &listed.slashed,
            &listed.postal,
        ] {
            assert!(!table.is_empty());
            assert!(
                table
                    .iter()
                    .all(|(k, said)| !k.is_empty() && !said.is_empty())
            );
        }
        let places = [
            (&LIST.bare, vec![&listed.anywhere]),
            (&LIST.bare_before_name, vec![&listed.before_name]),
            (&LIST.bare_after_name, vec![&listed.after_name]),
            (&LIST.bare_before_number, vec![&listed.before_number]),
            (
                &LIST.bare_before_full_name,
                vec![&listed.before_name, &listed.anywhere],
            ),
            (&LIST.word_too, vec![&listed.anywhere]),
        ];
        for (words, tables) in places {
            assert!(!words.is_empty());
            for word in words {
                assert!(
                    tables.iter().any(|t| t.contains_key(word)),
                    "{word} is not listed"
                );
            }
        }
        for word in listed.anywhere.keys() {
            assert!(
                !listed.before_name.contains_key(word),
                "{word} would never be reached"
            );
        }
    }
}
