//! Words: as they are written, split where letter case joins two, abbreviations in full.

use crate::units::ByteRange;

use super::atoms::{Here, Kind, is_apostrophe};
use super::classes::{Part, Reading};

/// Abbreviations in front of what they belong to, and what is said for them.
const BEFORE_NAMES: &[(&str, &str)] = &[
    ("Dr", "Doctor"),
    ("Prof", "Professor"),
    ("Sen", "Senator"),
    ("Rep", "Representative"),
    ("Gov", "Governor"),
    ("Gen", "General"),
    ("Col", "Colonel"),
    ("Lt", "Lieutenant"),
    ("Sgt", "Sergeant"),
    ("Capt", "Captain"),
    ("Rev", "Reverend"),
    ("Hon", "Honourable"),
    ("St", "Saint"),
    ("Mt", "Mount"),
    ("Ft", "Fort"),
];

/// Abbreviations that may stand anywhere.
const ANYWHERE: &[(&str, &str)] = &[
    ("vs", "versus"),
    ("Inc", "Incorporated"),
    ("Corp", "Corporation"),
    ("Ltd", "Limited"),
    ("etc", "et cetera"),
    ("approx", "approximately"),
    ("dept", "department"),
    ("Ave", "Avenue"),
    ("Blvd", "Boulevard"),
    ("Jr", "Junior"),
    ("Sr", "Senior"),
];

/// Abbreviations in front of a number.
const BEFORE_NUMBERS: &[(&str, &str)] = &[
    ("No", "number"),
    ("no", "number"),
    ("Nos", "numbers"),
    ("pp", "pages"),
    ("p", "page"),
    ("vol", "volume"),
    ("Vol", "volume"),
    ("Fig", "figure"),
    ("fig", "figure"),
    ("ch", "chapter"),
];

/// `Dr. Khamidun`, `No. 5`, `Inc.`, `vs.`.
///
/// The full stop is kept as an atom of its own where the sentence ends with it.
pub(super) fn abbreviation(here: Here<'_>) -> Option<Reading> {
    let word = here.word(0)?;
    let joined = here.glued(2) && here.mark(2).is_none_or(|c| c == '.');
    if here.glued_mark(1) != Some('.') || joined {
        return None;
    }
    let said = |table: &[(&str, &'static str)]| {
        table
            .iter()
            .find(|(short, _)| *short == word)
            .map(|(_, full)| *full)
    };
    let name = here
        .word(2)
        .is_some_and(|next| next.starts_with(char::is_uppercase));
    let full = (here.digits(2).is_some())
        .then(|| said(BEFORE_NUMBERS))
        .flatten();
    let full = full.or_else(|| name.then(|| said(BEFORE_NAMES)).flatten());
    if let Some(full) = full {
        return Some(Reading::words(here, 2, full));
    }
    let street = (word == "St")
        .then_some("Street")
        .filter(|_| here.before().is_some());
    let full = said(ANYWHERE).or(street)?;
    let atoms = if here.atom(2).is_some() { 2 } else { 1 };
    Some(Reading::words(here, atoms, full))
}

/// A word as it is said: `don’t` with a straight apostrophe, `OpenAI` in two parts.
///
/// A word in a script that no English voice can say is none.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0).filter(|a| a.kind == Kind::Word)?;
    if !atom.text.chars().any(is_sayable) {
        return None;
    }
    let mut start = atom.start;
    let mut parts: Vec<Part> = vec![];
    for piece in split_case(atom.text) {
        let source = ByteRange::new(start, start + piece.len());
        start = source.end;
        parts.push(Part {
            source,
            said: straight(piece),
            apart: !parts.is_empty(),
        });
    }
    Some(Reading { atoms: 1, parts })
}

/// Whether the pronouncer has a sound for the letter: Latin, Greek and Cyrillic.
fn is_sayable(c: char) -> bool {
    c.is_alphabetic() && matches!(u32::from(c), 0..=0x52F | 0x1E00..=0x1FFF | 0xFB00..=0xFB06)
}

fn straight(word: &str) -> String {
    let apostrophe = |c| if is_apostrophe(c) { '\'' } else { c };
    word.chars().map(apostrophe).collect()
}

/// The parts of a word that letter case joins: Open AI, Chat GPT, HTTP Server.
///
/// Short heads stay: iPhone, `McDonald`, `PhD`, `EVs`.
pub(super) fn split_case(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut parts = vec![];
    let mut start = 0;
    for at in 1..letters.len() {
        if begins_part(&letters, start, at) {
            let (from, to) = (letters[start].0, letters[at].0);
            parts.push(&word[from..to]);
            start = at;
        }
    }
    parts.push(&word[letters.get(start).map_or(0, |l| l.0)..]);
    parts
}

/// Whether a new part begins at `at`, the part before it having begun at `start`.
fn begins_part(letters: &[(usize, char)], start: usize, at: usize) -> bool {
    let upper = |k: usize| letters.get(k).is_some_and(|l| l.1.is_uppercase());
    let lower = |k: usize| letters.get(k).is_some_and(|l| l.1.is_lowercase());
    let head = at - start;
    if !upper(at) {
        return false;
    }
    if lower(at - 1) {
        let mac = head == 3 && letters[start].1 == 'M' && letters[start + 1].1 == 'a';
        return head >= 3 && !mac;
    }
    // The last capital of a run begins a word only if two small letters follow: not in EVs.
    head >= 2 && upper(at - 1) && lower(at + 1) && lower(at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_where_case_joins_two() {
        let cases: &[(&str, &[&str])] = &[
            ("OpenAI", &["Open", "AI"]),
            ("ChatGPT", &["Chat", "GPT"]),
            ("OpenAI’s", &["Open", "AI’s"]),
            ("HTTPServer", &["HTTP", "Server"]),
            ("iPhone", &["iPhone"]),     // one small letter is no word
            ("McDonald", &["McDonald"]), // a name's prefix
            ("MacDonald", &["MacDonald"]),
            ("EVs", &["EVs"]), // a plural of letters
            ("PhD", &["PhD"]),
            ("O’Brien", &["O’Brien"]),
            ("NATO", &["NATO"]),
        ];
        for (word, parts) in cases {
            assert_eq!(split_case(word), *parts, "{word}");
        }
    }
}
