//! Amounts: a number with its sign and its fraction, or a range of two, as units follow them.

use super::atoms::Here;
use super::classes::Reading;
use super::fraction;
use super::lists;
use super::quantity::Quantity;

/// An amount of one or more atoms, from some place on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// The place behind it.
    pub(super) end: usize,
    /// Its words.
    pub(super) said: String,
    /// Whether one unit of it is in the singular.
    pub(super) one: bool,
    /// Whether it is a fraction of one, other than one over something.
    pub(super) part: bool,
    /// Its number, where it is one number without a fraction.
    pub(super) number: Option<Quantity>,
}

impl Amount {
    /// The amount that starts `k` places on: `5`, `−1.5`, `3½`, `2 3/4`, `±5`, `50+`.
    pub(super) fn at(here: Here<'_>, k: usize) -> Option<Self> {
        let sign = sign(here, k);
        let start = k + usize::from(sign.is_some());
        let mut amount = Self::unsigned(here, start)?;
        if let Some(sign) = sign {
            amount.said = format!("{sign} {}", amount.said);
        }
        Some(amount)
    }

    fn unsigned(here: Here<'_>, k: usize) -> Option<Self> {
        if let Some((end, said, part)) = fraction::at(here, k) {
            let one = !said.contains(" o");
            return Some(Self {
                end,
                said,
                one,
                part,
                number: None,
            });
        }
        let number = Quantity::at(here, k)?;
        let end = k + number.atoms;
        if let Some((end, part)) = number
            .plain()
            .then(|| fraction::behind(here, end))
            .flatten()
        {
            let said = format!("{} and {part}", number.said());
            return Some(Self {
                end,
                said,
                one: false,
                part: false,
                number: None,
            });
        }
        let said = number.said();
        let one = number.is_one();
        Some(Self {
            end,
            said,
            one,
            part: false,
            number: Some(number),
        })
    }

    /// The amount at `k`, or the range of two amounts with a dash between them.
    pub(super) fn or_range(here: Here<'_>, k: usize) -> Option<Self> {
        let low = Self::at(here, k)?;
        Some(
            match dash(here, low.end).and_then(|at| Self::at(here, at)) {
                Some(high) => low.up_to(&high),
                None => low,
            },
        )
    }

    /// As [`Amount::or_range`], also with spaces around the dash where the second is more.
    ///
    /// What follows must tell that both are amounts: a unit or a currency.
    pub(super) fn or_wide_range(here: Here<'_>, k: usize) -> Option<Self> {
        let low = Self::or_range(here, k)?;
        let high = spaced_dash(here, low.end).and_then(|at| Self::at(here, at));
        Some(match high.filter(|high| low.is_below(high)) {
            Some(high) => low.up_to(&high),
            None => low,
        })
    }

    /// Whether both are one number and this is the lower one.
    pub(super) fn is_below(&self, high: &Self) -> bool {
        let value = |amount: &Self| amount.number.as_ref().and_then(Quantity::value);
        matches!((value(self), value(high)), (Some(low), Some(high)) if low < high)
    }

    fn up_to(&self, high: &Self) -> Self {
        let said = format!("{} to {}", self.said, high.said);
        Self {
            said,
            one: false,
            part: false,
            number: None,
            end: high.end,
        }
    }
}

/// `reading` with the "and" that "between" asks for: "between 5-10" is between five and ten.
pub(super) fn behind_between(here: Here<'_>, mut reading: Reading) -> Reading {
    if here.glued(0) || here.word_before() != "between" {
        return reading;
    }
    for part in &mut reading.parts {
        // A second "to" would be another range.
        if part.said.matches(" to ").count() == 1 {
            part.said = part.said.replacen(" to ", " and ", 1);
        }
    }
    reading
}

/// The place behind a dash of a range at `k`: glued on both sides.
pub(super) fn dash(here: Here<'_>, k: usize) -> Option<usize> {
    let dash = matches!(here.glued_mark(k), Some('-' | '–' | '—' | '‑' | '‒' | '−'));
    (dash && here.glued(k + 1)).then_some(k + 1)
}

/// The place behind a dash at `k` with spaces on both sides, which may be one of a range.
pub(super) fn spaced_dash(here: Here<'_>, k: usize) -> Option<usize> {
    let apart = !here.glued(k) && !here.glued(k + 1) && here.atom(k + 1).is_some();
    (apart && matches!(here.mark(k), Some('-' | '–'))).then_some(k + 1)
}

/// The word of a sign at `k` that belongs to the number after it, not between two things.
pub(super) fn sign(here: Here<'_>, k: usize) -> Option<&'static str> {
    let word = match here.mark(k)? {
        '-' | '\u{2212}' | '–' | '‑' => "minus",
        '+' => "plus",
        '±' => "plus or minus",
        '~' | '≈' | '∼' => "about",
        _ => return None,
    };
    let before = here.on(k);
    let behind_stop = before
        .before()
        .is_some_and(|a| matches!(a.text, "," | ";" | "!" | "?"));
    ((before.begins() || behind_stop) && here.glued(k + 1)).then_some(word)
}

/// Whether an amount that ends at `k` stands before the noun that it measures: "a 5 km run".
pub(super) fn is_attribute(here: Here<'_>, k: usize) -> bool {
    let noun = here
        .word(k)
        .is_some_and(|word| !here.glued(k) && !lists::has("no_noun", &word.to_lowercase()));
    let measured = lists::has("determiners", &here.word_before()) || is_behind_a_span(here);
    noun && !here.glued(0) && measured
}

/// Whether a span of time that measures the same noun stands before: "a three-year $5m deal".
fn is_behind_a_span(here: Here<'_>) -> bool {
    let hyphen = here.before().is_some_and(|word| word.glued)
        && here
            .back(2)
            .is_some_and(|mark| mark.text == "-" && mark.glued);
    hyphen && lists::has("periods", &here.word_before())
}
