//! A written number, as money, percentages, units and plain numbers share it.

use super::atoms::{Here, Kind};
use super::lists;
use super::numbers;

/// The most groups of three digits that have a name together: up to the vigintillions.
const MOST_GROUPS: usize = 22;

/// The digits of a number that is still compared: all of them count in a float.
const LONGEST_COMPARED: usize = 15;

/// A number of one or more atoms: `1,234`, `12 000`, `3.5`, `.5`, `007`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// Atoms it takes.
    pub(super) atoms: usize,
    /// Digits before the point, without separators; empty where none is written.
    pub(super) whole: String,
    /// Digits behind the point.
    pub(super) fraction: Option<String>,
    /// Whether commas or spaces group its digits.
    pub(super) grouped: bool,
}

impl Quantity {
    /// The number that starts `k` places on.
    pub(super) fn at(here: Here<'_>, k: usize) -> Option<Self> {
        let Some(digits) = here.digits(k) else {
            return Self::bare_fraction(here, k);
        };
        let (whole, atoms) = groups(here, k, digits);
        let mut number = Self {
            atoms,
            whole,
            fraction: None,
            grouped: atoms > 1,
        };
        if let Some(fraction) = glued_digits(here, k + number.atoms, '.')
            && glued_digits(here, k + number.atoms + 2, '.').is_none()
        {
            number.fraction = Some(fraction.to_owned());
            number.atoms += 2;
        }
        Some(number)
    }

    /// `.5`, where the point ends no sentence.
    fn bare_fraction(here: Here<'_>, k: usize) -> Option<Self> {
        let before = here.on(k).before();
        let marked = before.is_none_or(|a| a.kind == Kind::Mark && a.text != ".");
        let free = !here.glued(k) || marked;
        let point = here.mark(k) == Some('.') && here.glued(k + 1) && free;
        let digits = here.digits(k + 1).filter(|_| point)?;
        let more = glued_digits(here, k + 2, '.').is_some();
        (!more).then(|| Self {
            atoms: 2,
            whole: String::new(),
            fraction: Some(digits.to_owned()),
            grouped: false,
        })
    }

    /// Its words: forty-two, three point five.
    pub(super) fn said(&self) -> String {
        let whole = if self.grouped {
            numbers::cardinal_grouped(&self.whole)
        } else {
            numbers::cardinal_of(&self.whole)
        };
        match &self.fraction {
            Some(digits) if whole.is_empty() => format!("point {}", numbers::each_digit(digits)),
            Some(digits) => format!("{whole} point {}", numbers::each_digit(digits)),
            None => whole,
        }
    }

    /// Its words where nothing is measured with it: "Web two point oh".
    pub(super) fn alone(&self) -> String {
        let said = self.said();
        let digits = self.fraction.as_deref().unwrap_or("1");
        // "zero point oh" is said by nobody.
        let zeros = digits.bytes().all(|digit| digit == b'0') && !said.starts_with("zero");
        if zeros {
            said.replace(" zero", " oh")
        } else {
            said
        }
    }

    /// Whether it is exactly one, so that its unit is singular.
    pub(super) fn is_one(&self) -> bool {
        self.whole == "1" && self.fraction.is_none()
    }

    /// Whether it is a whole number.
    pub(super) fn plain(&self) -> bool {
        self.fraction.is_none()
    }

    /// Its value, with what stands behind the point; none for a number of many digits.
    pub(super) fn value(&self) -> Option<f64> {
        let fraction = self.fraction.as_deref().unwrap_or("0");
        let short = self.whole.len() + fraction.len() <= LONGEST_COMPARED;
        let text = format!("{}.{fraction}", self.whole);
        short.then(|| text.parse().ok())?
    }

    /// Its value, where it is whole and not grouped.
    pub(super) fn small(&self) -> Option<u64> {
        let bare = self.plain() && !self.grouped && self.whole.len() < 10;
        self.whole.parse().ok().filter(|_| bare)
    }
}

/// The digits at `k` with the groups behind them, and the atoms they take.
fn groups(here: Here<'_>, k: usize, digits: &str) -> (String, usize) {
    let mut whole = digits.to_owned();
    if whole.len() > 3 {
        return (whole, 1);
    }
    if let Some(other) = lakhs(here, k, digits).or_else(|| points(here, k, digits)) {
        return other;
    }
    let mut atoms = 1;
    while atoms < 2 * MOST_GROUPS
        && let Some(group) = [',', '\'', '’']
            .iter()
            .find_map(|c| glued_digits(here, k + atoms, *c))
        && group.len() == 3
    {
        whole.push_str(group);
        atoms += 2;
    }
    if atoms > 1 || whole.starts_with('0') {
        return (whole, atoms);
    }
    spaced(here, k, whole)
}

/// `1,00,000` and `12,34,567`, as written in India.
fn lakhs(here: Here<'_>, k: usize, digits: &str) -> Option<(String, usize)> {
    let mut whole = digits.to_owned();
    let mut atoms = 1;
    while atoms < 10 && digits.len() < 3 {
        let group = glued_digits(here, k + atoms, ',')?;
        whole.push_str(group);
        atoms += 2;
        match group.len() {
            2 => {}
            3 if atoms > 3 => return Some((whole, atoms)),
            _ => return None,
        }
    }
    None
}

/// `1.234.567`, as written on the Continent: two groups at least, which no decimal has.
fn points(here: Here<'_>, k: usize, digits: &str) -> Option<(String, usize)> {
    let mut whole = digits.to_owned();
    let mut atoms = 1;
    while atoms < 2 * MOST_GROUPS
        && let Some(group) = glued_digits(here, k + atoms, '.')
    {
        if group.len() != 3 {
            return None;
        }
        whole.push_str(group);
        atoms += 2;
    }
    // A version or an address, whose parts may be of three digits too, is in other classes.
    (atoms > 3 && !whole.starts_with('0')).then_some((whole, atoms))
}

/// `12 000`, `1 234 567`: groups of three with a space before each.
fn spaced(here: Here<'_>, k: usize, mut whole: String) -> (String, usize) {
    let mut atoms = 1;
    while atoms < MOST_GROUPS && space_group(here, k + atoms) {
        whole.push_str(here.digits(k + atoms).unwrap_or_default());
        atoms += 1;
    }
    // A fourth digit or a letter behind the groups: they were numbers of their own.
    let plain = atoms == 1 || here.gap(k + 1) > 1;
    let joined = here.glued(k + atoms)
        && here
            .mark(k + atoms)
            .is_none_or(|c| matches!(c, '-' | '/' | ':'));
    let more = !here.glued(k + atoms) && here.digits(k + atoms).is_some();
    if !plain && (joined || more || after_name(here, k)) {
        let first = here.digits(k).unwrap_or_default();
        return (first.to_owned(), 1);
    }
    (whole, atoms)
}

/// Whether a capitalised word stands before `k`, so that the number is part of a name.
fn after_name(here: Here<'_>, k: usize) -> bool {
    let before = here.on(k).before();
    before.is_some_and(|a| a.kind == Kind::Word && a.text.starts_with(char::is_uppercase))
}

fn space_group(here: Here<'_>, k: usize) -> bool {
    // A no-break space has two bytes and a thin one three; more is no separator.
    (1..=3).contains(&here.gap(k)) && here.digits(k).is_some_and(|d| d.len() == 3)
}

/// The digits at `k + 1` where `mark` stands at `k` and nothing but ink is between them.
pub(super) fn glued_digits(here: Here<'_>, k: usize, mark: char) -> Option<&str> {
    if here.glued_mark(k) != Some(mark) || !here.glued(k + 1) {
        return None;
    }
    here.digits(k + 1)
}

/// The magnitude word that follows at `k`, and the atoms it takes: million, bn, k.
pub(super) fn magnitude(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let word = here.word(k)?;
    if here.glued(k) {
        return letter(word).map(|said| (1, said));
    }
    let known = match word.to_ascii_lowercase().as_str() {
        "hundred" => "hundred",
        "thousand" => "thousand",
        "million" | "mn" | "mln" | "mio" => "million",
        "billion" | "bn" | "bln" => "billion",
        "trillion" | "tn" | "trn" => "trillion",
        "quadrillion" => "quadrillion",
        "lakh" => "lakh",
        "crore" => "crore",
        _ => return None,
    };
    // "1 lakh crore", "several hundred million"
    let next = here.word(k + 1).filter(|_| !here.glued(k + 1));
    Some(match (known, next) {
        ("hundred", Some("thousand")) => (2, "hundred thousand"),
        ("hundred", Some("million")) => (2, "hundred million"),
        ("hundred", Some("billion")) => (2, "hundred billion"),
        ("hundred", Some("crore")) => (2, "hundred crore"),
        ("thousand", Some("crore")) => (2, "thousand crore"),
        ("thousand", Some("billion")) => (2, "thousand billion"),
        ("lakh", Some("crore")) => (2, "lakh crore"),
        _ => (1, known),
    })
}

/// The magnitude that a letter or two stand for right behind an amount.
pub(super) fn letter(word: &str) -> Option<&'static str> {
    Some(match word {
        "k" | "K" => "thousand",
        "m" | "M" | "mn" | "mm" | "MM" | "mil" | "mln" | "million" => "million",
        "b" | "B" | "bn" | "BN" | "bln" | "billion" => "billion",
        "t" | "T" | "tn" | "trn" | "trillion" => "trillion",
        _ => return None,
    })
}

/// The magnitude at `k` behind a number that is no money: letters only where many things follow.
pub(super) fn counted_magnitude(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let (atoms, said) = magnitude(here, k)?;
    let word = here.word(k)?;
    let next = here
        .word(k + 1)
        .filter(|_| !here.glued(k + 1))
        .unwrap_or_default();
    let known = match word {
        "k" => !lists::has("runs", next),
        // "4K" is a picture and "10K" a run.
        "K" if here.glued(k) && k > 0 => here
            .digits(k - 1)
            .is_some_and(|d| d.len() == 3 || lists::is_plural(next)),
        "bn" | "tn" | "mn" | "trn" | "mln" | "bln" | "BN" => true,
        _ if word.len() > 3 || !here.glued(k) => true,
        _ => lists::is_plural(next),
    };
    known.then_some((atoms, said))
}
