//! Roman numerals behind a ruler's name or a word that is counted.

use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::numeral;
use super::ordinal;

/// `Elizabeth II`, `World War I`, `Super Bowl LVIII`, `Rocky III`; never a bare `I` or `MIX`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let word = here.word(0)?;
    if here.glued(0) && !here.begins() {
        return signs(word).map(|said| Reading::words(here, 1, said));
    }
    if let Some(said) = with_ending(word) {
        return Some(Reading::words(here, 1, said));
    }
    let (numeral, owner) = split_owner(word);
    let value = sign(numeral).or_else(|| value(numeral));
    let said = value.and_then(|value| in_words(here, numeral, value));
    let said = said.map(|said| said + owner).or_else(|| signs(word))?;
    Some(Reading::words(here, 1, said))
}

/// The words of a numeral in capitals with the letters of an ordinal: `XXIst`, `the IVth`.
fn with_ending(word: &str) -> Option<String> {
    let at = word
        .len()
        .checked_sub(2)
        .filter(|at| word.is_char_boundary(*at))?;
    let (numeral, letters) = word.split_at(at);
    let upper = numeral.bytes().all(|b| b.is_ascii_uppercase());
    let value = value(numeral).filter(|_| upper)?;
    let fits = ordinal::ending(&value.to_string()) == letters;
    fits.then(|| numbers::ordinal(value))
}

/// The numbers of a word that is only signs such as `Ⅷ`, which are no letters elsewhere.
fn signs(word: &str) -> Option<String> {
    let each = word
        .char_indices()
        .map(|(at, c)| sign(&word[at..at + c.len_utf8()]));
    let said: Option<Vec<String>> = each.map(|n| n.map(numbers::cardinal)).collect();
    said.map(|said| said.join(" "))
}

/// The numeral without the ending of `XIV’s`.
fn split_owner(word: &str) -> (&str, &'static str) {
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    bare.map_or((word, ""), |bare| (bare, "'s"))
}

fn in_words(here: Here<'_>, numeral: &str, value: u64) -> Option<String> {
    let next = here.word(1).unwrap_or_default().to_lowercase();
    let upper = numeral.starts_with(|c: char| !c.is_lowercase());
    if matches!(next.as_str(), "century" | "centuries" | "olympiad") && upper && numeral.len() > 1 {
        return Some(numbers::ordinal(value));
    }
    // A year under a film, MMXXIV: too long to be anything else.
    if numeral.len() >= 5 && upper && (1000..2100).contains(&value) {
        return Some(numbers::year(value));
    }
    if let Some(short) = abbreviated(here) {
        let counts = matches!(
            short.as_str(),
            "vol" | "ch" | "pt" | "bk" | "sec" | "art" | "no"
        );
        return (counts && upper).then(|| numbers::cardinal(value));
    }
    let before = here.before().filter(|a| a.kind == Kind::Word)?;
    let name = before.text.starts_with(char::is_uppercase);
    let word = before.text.to_lowercase();
    if lists::has("counted", &word) && (name || !upper || numeral.len() > 1) {
        return counted(here, numeral, value, name);
    }
    if is_numbered(here, numeral, &word) {
        return Some(numbers::ordinal(value));
    }
    if !name || !upper {
        return None;
    }
    if is_ruler(here, &word) {
        let alone = numeral.len() == 1;
        let known = !alone || numeral == "I" && reigns(here, &next);
        return known.then(|| format!("the {}", numbers::ordinal(value)));
    }
    // Letters that are no numeral elsewhere: MIX, DC, CV, XL, and a bare I, V or X.
    let sure = numeral.len() > 1
        && numeral.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        && numeral != "XX";
    let known = sure
        && !lists::has("no_name", &word)
        && !before.text.chars().skip(1).any(char::is_uppercase);
    known.then(|| numbers::cardinal(value))
}

/// The short word with a full stop before this place, in lower case: `Vol. II`.
fn abbreviated(here: Here<'_>) -> Option<String> {
    here.before().filter(|a| a.text == "." && a.glued)?;
    Some(here.back_word(2)).filter(|word| !word.is_empty())
}

/// The number behind a word that is counted; a small numeral only where it cannot be a word.
fn counted(here: Here<'_>, numeral: &str, value: u64, name: bool) -> Option<String> {
    let small = numeral.starts_with(char::is_lowercase);
    let word = matches!(numeral, "i" | "mix" | "di" | "mi" | "c" | "d" | "m" | "l");
    let person = numeral == "I"
        && here
            .word(1)
            .is_some_and(|w| matches!(w, "am" | "have" | "would" | "like" | "love" | "think"));
    let letter = matches!(numeral, "C" | "D" | "M" | "L") || numeral == "X" && !name;
    let other = person || letter || small && word;
    (!other).then(|| numbers::cardinal(value))
}

/// Whether a body or an event is numbered: "the XIV Congress", "the II Corps".
///
/// An IV is a drip more often than the fourth of anything.
fn is_numbered(here: Here<'_>, numeral: &str, word: &str) -> bool {
    let name = here.word(1).filter(|_| !here.glued(1));
    let named = name.is_some_and(|name| {
        name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
    });
    let sure = numeral.len() > 1
        && numeral != "IV"
        && numeral.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    word == "the" && sure && named
}

/// Whether the word before is a ruler's name, or has a title before it.
fn is_ruler(here: Here<'_>, word: &str) -> bool {
    let second = here.back_word(2);
    lists::has("rulers", word) || lists::has("titles", &second) || lists::has("rulers", &second)
}

/// Whether what follows "Elizabeth I" is said of a queen, not by one.
fn reigns(here: Here<'_>, next: &str) -> bool {
    if here.word(1).is_some() {
        return lists::has("royal_verbs", next);
    }
    here.atom(1).is_none_or(|a| a.kind != Kind::Digits)
}

/// The value of a numeral that is one character, `Ⅷ`.
fn sign(numeral: &str) -> Option<u64> {
    let mut chars = numeral.chars();
    let (first, rest) = (u32::from(chars.next()?), chars.next());
    let value = match first {
        0x2160..=0x216B => first - 0x215F,
        0x2170..=0x217B => first - 0x216F,
        0x216C | 0x217C => 50,
        0x216D | 0x217D => 100,
        0x216E | 0x217E => 500,
        0x216F | 0x217F => 1000,
        _ => return None,
    };
    rest.is_none().then_some(u64::from(value))
}

/// The number that `numeral` is written for, in capitals or in small letters.
fn value(numeral: &str) -> Option<u64> {
    let upper = numeral.to_ascii_uppercase();
    let same_case = upper == numeral || numeral.to_ascii_lowercase() == numeral;
    numeral::value(&upper).filter(|_| same_case)
}
