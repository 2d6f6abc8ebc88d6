//! A written number, as money, percentages, units and plain numbers share it.

use super::atoms::Here;
use super::numbers;

/// A number of one or more atoms: `1,234`, `3.5`, `007`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// Atoms it takes.
    pub(super) atoms: usize,
    /// Digits before the point, without separators.
    pub(super) whole: String,
    /// Digits behind the point.
    pub(super) fraction: Option<String>,
    /// Whether commas group its digits.
    pub(super) grouped: bool,
}

impl Quantity {
    /// The number that starts `k` places on.
    pub(super) fn at(here: Here<'_>, k: usize) -> Option<Self> {
        let mut number = Self {
            atoms: 1,
            whole: here.digits(k)?.to_owned(),
            fraction: None,
            grouped: false,
        };
        while let Some(group) = glued_digits(here, k + number.atoms, ',')
            && group.len() == 3
            && (number.grouped || number.whole.len() <= 3)
        {
            number.whole.push_str(group);
            number.grouped = true;
            number.atoms += 2;
        }
        if let Some(fraction) = glued_digits(here, k + number.atoms, '.')
            && glued_digits(here, k + number.atoms + 2, '.').is_none()
        {
            number.fraction = Some(fraction.to_owned());
            number.atoms += 2;
        }
        Some(number)
    }

    /// Its words: forty-two, three point five.
    pub(super) fn said(&self) -> String {
        let whole = numbers::cardinal_of(&self.whole);
        match &self.fraction {
            Some(digits) => format!("{whole} point {}", numbers::each_digit(digits)),
            None => whole,
        }
    }

    /// Whether it is exactly one, so that its unit is singular.
    pub(super) fn is_one(&self) -> bool {
        self.whole == "1" && self.fraction.is_none()
    }
}

/// The digits at `k + 1` where `mark` stands at `k` and nothing but ink is between them.
fn glued_digits(here: Here<'_>, k: usize, mark: char) -> Option<&str> {
    if here.glued_mark(k) != Some(mark) || !here.glued(k + 1) {
        return None;
    }
    here.digits(k + 1)
}

/// The magnitude word that follows at `k`, and the atoms it takes: million, bn, k.
pub(super) fn magnitude(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let word = here.word(k)?;
    if here.glued(k) {
        return match word {
            "k" | "K" => Some((1, "thousand")),
            "m" | "M" | "mn" | "mm" | "MM" => Some((1, "million")),
            "b" | "B" | "bn" | "BN" => Some((1, "billion")),
            "t" | "T" | "tn" | "trn" => Some((1, "trillion")),
            _ => None,
        };
    }
    let known = match word.to_ascii_lowercase().as_str() {
        "thousand" => "thousand",
        "million" | "mn" => "million",
        "billion" | "bn" => "billion",
        "trillion" | "tn" | "trn" => "trillion",
        _ => return None,
    };
    Some((1, known))
}
