//! Names made of numbers: models, versions, flights, rooms, forms.

use super::atoms::{Atom, Here, Kind};
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::quantity::{Quantity, glued_digits};

/// `1.2.3` and longer, and `3.12` behind the name of a program.
pub(super) fn version(here: Here<'_>) -> Option<Reading> {
    let first = here.digits(0)?;
    // "1.234.567" is an amount, unless a program is named.
    let amount = Quantity::at(here, 0).is_some_and(|n| n.grouped);
    if amount && !lists::has("versions", &here.word_before()) {
        return None;
    }
    let mut said = vec![numbers::cardinal_of(first)];
    let mut atoms = 1;
    while let Some(part) = glued_digits(here, atoms, '.') {
        said.push(numbers::cardinal_of(part));
        atoms += 2;
    }
    let named = lists::has("versions", &here.word_before());
    if said.len() == 2 && said[1] == "zero" {
        "oh".clone_into(&mut said[1]);
    }
    (said.len() > 2 || said.len() == 2 && named)
        .then(|| Reading::words(here, atoms, said.join(" point ")))
}

/// `A320`, `F-150`, `Boeing 737-800`, `Flight 370`, `Room 101`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let digits = here.digits(0)?;
    let known = zip(here, digits)
        .or_else(|| letter(here, digits))
        .or_else(|| airliner(here, digits))
        .or_else(|| form(here, digits))
        .or_else(|| ending(here, digits))
        .or_else(|| typed(here, digits));
    if let Some(known) = known {
        return Some(known);
    }
    let grouped = matches!(here.glued_mark(1), Some(',' | '.' | ':'))
        && here.glued(2)
        && here.digits(2).is_some();
    let named = !here.glued(0) && is_named(here.before());
    let joined = here.glued(0) && is_joined(here);
    if grouped || !named && !joined {
        return None;
    }
    let said = numbers::in_pairs(digits);
    let variant = here
        .digits(2)
        .filter(|d| here.glued(2) && (2..=4).contains(&d.len()));
    match variant.filter(|_| here.glued_mark(1) == Some('-') && digits.len() == 3) {
        Some(more) => {
            let said = format!("{said} {}", numbers::in_pairs(more));
            Some(Reading::words(here, 3, said))
        }
        None => Some(Reading::words(here, 1, said)),
    }
}

/// The code behind an American state: `DC 20500`, `CA 94105-1234`.
fn zip(here: Here<'_>, digits: &str) -> Option<Reading> {
    // "FL, 95051"
    let comma = here.before().is_some_and(|a| a.text == "," && a.glued);
    let state = here
        .back(1 + usize::from(comma))
        .filter(|a| a.text.len() == 2 && !here.glued(0))?;
    let known = state.text.bytes().all(|b| b.is_ascii_uppercase())
        && lists::has("states", &state.text.to_lowercase());
    let counted = comma && lists::is_plural(here.word(1).unwrap_or_default());
    if !known || counted || digits.len() != 5 || here.glued(1) && here.mark(1).is_none() {
        return None;
    }
    let more = here
        .digits(2)
        .filter(|d| d.len() == 4 && here.glued_mark(1) == Some('-'));
    let said = numbers::each_digit(digits);
    Some(match more {
        Some(more) => Reading::words(here, 3, format!("{said}, {}", numbers::each_digit(more))),
        None => Reading::words(here, 1, said),
    })
}

/// `account 12345678`, `PIN 1234`, `#123456`: a number that is typed, and counts nothing.
fn typed(here: Here<'_>, digits: &str) -> Option<Reading> {
    // Fewer digits are a year or a small number, which is said as one.
    const SHORTEST: usize = 5;
    let apart = !here.glued(1) || here.mark(1).is_some_and(|c| !matches!(c, '%' | '°' | '/'));
    let separated = here.glued(2) && here.digits(2).is_some();
    if !apart || separated || lists::is_plural(here.word(1).unwrap_or_default()) {
        return None;
    }
    let behind = |list: &str| {
        let mut words = (1..=3)
            .map(|k| here.back_word(k))
            .take_while(|w| is_name_part(w));
        !here.glued(0) && words.any(|w| lists::has(list, &w))
    };
    let named = behind("typed");
    let secret = digits.len() == 4 && behind("secret");
    let hash = here.glued(0) && here.before().is_some_and(|a| a.text == "#");
    // "MIG-25/235212-a": behind the slash of a code.
    let code = here.glued(0)
        && here.before().is_some_and(|a| a.text == "/" && a.glued)
        && here.glued_mark(1) == Some('-')
        && here.glued(2);
    ((named || hash || code) && digits.len() >= SHORTEST || secret)
        .then(|| Reading::words(here, 1, numbers::each_digit(digits)))
}

/// `737-800`, `787-9`: the airliners of Boeing, with or without its name.
fn airliner(here: Here<'_>, digits: &str) -> Option<Reading> {
    let family = digits.len() == 3 && digits.starts_with('7') && digits.ends_with('7');
    let series = here
        .digits(2)
        .filter(|d| family && here.glued_mark(1) == Some('-') && here.glued(2) && d.len() != 2)?;
    let letters = here.word(3).filter(|_| here.glued(3));
    let ends = letters.is_some_and(is_capitals) || !here.glued(4);
    let counts =
        here.word(3).is_some_and(lists::is_plural) && series.len() == 3 && !series.ends_with('0');
    let said = format!(
        "{} {}",
        numbers::in_pairs(digits),
        numbers::in_pairs(series)
    );
    if letters == Some("s") {
        return Some(Reading::words(here, 4, numbers::plural(&said)));
    }
    (ends && !counts && series.len() < 4).then(|| Reading::words(here, 3, said))
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// `1099-K`: a form of four digits and a letter.
fn form(here: Here<'_>, digits: &str) -> Option<Reading> {
    let letter = here
        .word(2)
        .filter(|w| here.glued_mark(1) == Some('-') && here.glued(2) && w.len() == 1)?;
    let known = digits.len() == 4 && is_capitals(letter) && here.begins();
    known.then(|| Reading::words(here, 1, numbers::in_pairs(digits)))
}

/// `the card ending in 8876`: the last digits of a longer number.
fn ending(here: Here<'_>, digits: &str) -> Option<Reading> {
    // How far the name of the number stands before its last digits, in words.
    const FAR: usize = 6;
    let prepositional = matches!(here.word_before().as_str(), "in" | "with");
    let verb = here.back_word(1 + usize::from(prepositional));
    let ends = matches!(verb.as_str(), "ending" | "ends" | "ended" | "end");
    let whole = !here.glued(1) || here.mark(1).is_some() && !here.glued(2);
    if !ends || !whole || !(2..=6).contains(&digits.len()) {
        return None;
    }
    let named = (2..=FAR).any(|k| lists::has("typed", &here.back_word(k)));
    named.then(|| Reading::words(here, 1, numbers::each_digit(digits)))
}

/// Whether the word may stand between the name of a number and its digits: "account number is".
fn is_name_part(word: &str) -> bool {
    matches!(word, "number" | "no" | "is" | "was" | "") || lists::has("typed", word)
}

/// `1080p` of a picture, and `1 John` of a letter.
fn letter(here: Here<'_>, digits: &str) -> Option<Reading> {
    if let Some(known) = clause(here, digits).or_else(|| dimensions(here, digits)) {
        return Some(known);
    }
    let next = here.word(1)?;
    if matches!(next, "MAX" | "Max" | "Dreamliner") && digits.len() == 3 {
        return Some(Reading::words(here, 1, numbers::in_pairs(digits)));
    }
    if here.glued(1) {
        // An American pension.
        if matches!(next, "k" | "K" | "ks") && digits == "401" {
            return Some(Reading::words(here, 1, numbers::in_pairs(digits)));
        }
        let video = matches!(next, "p" | "i") && lists::has("lines", digits);
        return video.then(|| Reading::words(here, 1, numbers::in_pairs(digits)));
    }
    let book = lists::has("letters", next) && here.digits(2).is_some();
    let value = digits.parse().ok().filter(|n| (1..4).contains(n))?;
    book.then(|| Reading::words(here, 1, numbers::ordinal(value)))
}

/// `3-d`, `3d-printed`, `3d models`: of so many dimensions, in small letters.
fn dimensions(here: Here<'_>, digits: &str) -> Option<Reading> {
    let hyphen = here.glued_mark(1) == Some('-') && here.glued(2);
    let at = 1 + usize::from(hyphen);
    let letter = here.word(at).filter(|w| here.glued(at) && *w == "d")?;
    let tied = here.glued_mark(at + 1) == Some('-') && here.glued(at + 2);
    let next = here.word(at + 1).unwrap_or_default();
    let shown = !here.glued(at + 1) && lists::has("shown", next);
    let alone = !here.glued(at + 1) || here.mark(at + 1).is_some();
    let known = matches!(digits, "2" | "3" | "4") && (hyphen && alone || tied || shown);
    let said = format!("{} {}", numbers::cardinal_of(digits), letter.to_uppercase());
    known.then(|| Reading::words(here, at + 1, said))
}

/// `401(k)`, `501(c)(3)`: a section of American law and its clauses.
fn clause(here: Here<'_>, digits: &str) -> Option<Reading> {
    let bracketed = |k: usize| {
        let closed = here.glued_mark(k) == Some('(') && here.glued_mark(k + 2) == Some(')');
        here.glued(k + 1) && closed
    };
    let letter = here.word(2).filter(|w| bracketed(1) && w.len() == 1)?;
    if digits.len() != 3 {
        return None;
    }
    let said = format!("{} {letter}", numbers::in_pairs(digits));
    Some(match here.digits(5).filter(|_| bracketed(4)) {
        Some(more) => Reading::words(here, 7, format!("{said} {}", numbers::cardinal_of(more))),
        None => Reading::words(here, 4, said),
    })
}

fn is_named(before: Option<&Atom<'_>>) -> bool {
    // In small letters only what hardly ever counts: "room 101", but "form 300 groups".
    let name = |a: &&Atom<'_>| {
        let sure = matches!(
            a.text,
            "room" | "flight" | "channel" | "highway" | "suite" | "apartment"
        );
        a.kind == Kind::Word && (sure || a.text.starts_with(char::is_uppercase))
    };
    before
        .filter(name)
        .is_some_and(|a| lists::has("named", &a.text.to_lowercase()))
}

/// Whether the number is the last part of a code that begins with capitals: `CVE-2021-44228`.
fn is_tail(here: Here<'_>) -> bool {
    // Shorter parts are said by their names.
    const SHORTEST: usize = 5;
    let hyphen = |k: usize| here.back(k).is_some_and(|a| a.text == "-" && a.glued);
    let letters = here
        .back(4)
        .is_some_and(|a| a.kind == Kind::Word && is_capitals(a.text));
    let long = here.digits(0).is_some_and(|d| d.len() >= SHORTEST);
    let middle = here
        .back(2)
        .is_some_and(|a| a.kind == Kind::Digits && a.glued);
    here.glued(0) && hyphen(1) && hyphen(3) && letters && middle && long
}

/// Whether letters stand right before the number, with or without a hyphen: `A320`, `B-52`.
fn is_joined(here: Here<'_>) -> bool {
    let short = |a: &Atom<'_>| a.kind == Kind::Word && a.text.chars().count() <= 3;
    let hyphen = here
        .before()
        .is_some_and(|a| a.text == "-" || a.text == "‑");
    if !hyphen {
        return here.before().is_some_and(|a| a.kind == Kind::Word);
    }
    let letters = here
        .back(2)
        .is_some_and(|a| short(a) && a.text.chars().all(char::is_uppercase));
    let model = here.back(2).is_some_and(|a| a.kind == Kind::Digits);
    if is_tail(here) {
        return true;
    }
    let touches = here.before().is_some_and(|a| a.glued);
    touches && (letters || model && here.glued(1) && here.word(1).is_some())
}
