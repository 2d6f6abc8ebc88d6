//! Words: as they are written, split where letter case joins two.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::units::ByteRange;

use super::atoms::{Here, Kind, is_apostrophe, is_combining};
use super::capitals;
use super::classes::{Part, Reading};
use super::script;
use super::symbol;

/// A word as it is said: `don’t` with a straight apostrophe, `OpenAI` as Open A I.
///
/// A word in a script that no English voice can say is none.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0).filter(|a| a.kind == Kind::Word)?;
    if !atom.text.chars().any(is_sayable) {
        return None;
    }
    if let Some(name) = symbol::greek_letter(atom.text) {
        return Some(Reading::words(here, 1, name));
    }
    let mut parts: Vec<Part> = vec![];
    let mut start = atom.start;
    for run in runs(atom.text) {
        push_run(&mut parts, run, start, here);
        start += run.len();
    }
    Some(Reading { atoms: 1, parts })
}

/// The word cut where letters that have a sound and letters that have none meet.
fn runs(word: &str) -> Vec<&str> {
    let mut runs = vec![];
    let mut start = 0;
    let mut sayable = None;
    for (at, c) in word.char_indices() {
        if !c.is_alphabetic() {
            continue;
        }
        if sayable.is_some_and(|s| s != is_sayable(c)) {
            runs.push(&word[start..at]);
            start = at;
        }
        sayable = Some(is_sayable(c));
    }
    runs.push(&word[start..]);
    runs
}

fn push_run(parts: &mut Vec<Part>, run: &str, start: usize, here: Here<'_>) {
    let range = |from: usize, len: usize| ByteRange::new(from, from + len);
    let mut push = |source, said| {
        let apart = !parts.is_empty();
        parts.push(Part {
            source,
            said,
            apart,
        });
    };
    if !run.chars().any(is_sayable) {
        push(range(start, run.len()), script::phrase(run));
        return;
    }
    if let Some(said) = capitals::said(&plain(run), here) {
        push(range(start, run.len()), said);
        return;
    }
    let mut at = start;
    for piece in split_case(run) {
        let plain = plain(piece);
        let said = capitals::said(&plain, here).unwrap_or_else(|| straight(&plain));
        push(range(at, piece.len()), said);
        at += piece.len();
    }
}

/// Whether the pronouncer has a sound for the letter: Latin, Greek and Cyrillic.
pub(super) fn is_sayable(c: char) -> bool {
    let letter = matches!(u32::from(c), 0..=0x52F | 0x1D00..=0x1DBF | 0x1E00..=0x1FFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF);
    c.is_alphabetic() && (letter || is_dressed(c))
}

/// Whether the letter is a plain one in another dress: full-width, mathematical, a ligature.
fn is_dressed(c: char) -> bool {
    matches!(u32::from(c),
        0xAA | 0xBA | 0x2B0..=0x2B8 | 0x1D2C..=0x1D6A | 0x2071 | 0x207F | 0x2090..=0x209C
        | 0x2100..=0x214F | 0x24B6..=0x24E9 | 0xFB00..=0xFB06 | 0xFF21..=0xFF5A
        | 0x1D400..=0x1D7FF)
        && c.nfkc().all(|plain| u32::from(plain) < 0x530)
}

/// The word in plain letters.
fn plain(word: &str) -> Cow<'_, str> {
    if !word.contains(is_dressed) {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        if is_dressed(c) {
            plain.extend(c.nfkc());
        } else {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// The word with straight apostrophes; `rock’n’roll` with its "and".
fn straight(word: &str) -> String {
    let apostrophe = |c| if is_apostrophe(c) { '\'' } else { c };
    let straight: String = word.chars().map(apostrophe).collect();
    straight.replace("'n'", " and ")
}

/// The parts of a word that letter case joins: Open AI, Chat GPT, HTTP Server.
///
/// Short heads stay: iPhone, `McDonald`, `PhD`, `EVs`.
pub(super) fn split_case(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word.char_indices().filter(|l| !is_combining(l.1)).collect();
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
        // One small letter is a part before letters: the m of mRNA, the x of xAI.
        let letters_behind = start == 0 && head == 1 && (at..letters.len()).all(upper);
        let mac = head == 3 && letters[start].1 == 'M' && letters[start + 1].1 == 'a';
        return head >= 3 && !mac || letters_behind && letters.len() > 2;
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
            ("LeBron", &["LeBron"]),
            ("EVs", &["EVs"]), // a plural of letters
            ("PhD", &["PhD"]),
            ("O’Brien", &["O’Brien"]),
            ("NATO", &["NATO"]),
            ("xAI", &["x", "AI"]),
            ("mRNA", &["m", "RNA"]),
        ];
        for (word, parts) in cases {
            assert_eq!(split_case(word), *parts, "{word}");
        }
    }
}
