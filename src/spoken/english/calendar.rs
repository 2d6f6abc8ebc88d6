//! Months, days of a month and weekdays, as they are written.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::amount::dash;
use super::atoms::Here;
use super::numbers;
use super::table;

/// The names of months and weekdays, each with its short forms.
#[derive(Default, Deserialize)]
struct File {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
}

static NAMES: LazyLock<File> =
    LazyLock::new(|| table::built_in(include_str!("../languages/en/calendar.toml")));

/// The number of each month by its names in lower case.
static MONTHS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| by_name(&NAMES.months));

static WEEKDAYS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| by_name(&NAMES.weekdays));

fn by_name(names: &[Vec<String>]) -> HashMap<String, usize> {
    let each = |(n, forms): (usize, &Vec<String>)| {
        forms
            .iter()
            .map(|form| (form.to_lowercase(), n))
            .collect::<Vec<_>>()
    };
    names.iter().enumerate().flat_map(each).collect()
}

/// The name of month number `n`, from 1.
pub(super) fn name(n: usize) -> Option<&'static str> {
    let forms = NAMES.months.get(n.checked_sub(1)?)?;
    forms.first().map(String::as_str)
}

/// A month that is written by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    /// The place behind it.
    pub(super) end: usize,
    pub(super) name: &'static str,
    /// Whether it is no other word: "may" and "march" in small letters are.
    pub(super) sure: bool,
}

/// The month at `k`.
pub(super) fn month(here: Here<'_>, k: usize) -> Option<Month> {
    // The longest name is September.
    let word = here.word(k).filter(|w| w.len() <= 9)?;
    let number = *MONTHS.get(&word.to_lowercase())?;
    let name = NAMES.months.get(number)?.first()?.as_str();
    let small = word.starts_with(char::is_lowercase);
    let another = matches!(
        word,
        "may" | "march" | "mar" | "dec" | "sep" | "oct" | "august"
    );
    let short = word.len() < name.len();
    let dot = short && here.glued_mark(k + 1) == Some('.');
    Some(Month {
        end: k + 1 + usize::from(dot),
        name,
        sure: !(small && another),
    })
}

/// The short weekday here that stands before a date, with its marks: the place behind it, its name.
pub(super) fn weekday(here: Here<'_>) -> Option<(usize, &'static str)> {
    let word = here
        .word(0)
        .filter(|w| w.len() <= 9 && w.starts_with(char::is_uppercase))?;
    let number = *WEEKDAYS.get(&word.to_lowercase())?;
    let name = NAMES.weekdays.get(number)?.first()?.as_str();
    let short = word.len() < name.len();
    let dot = usize::from(short && here.glued_mark(1) == Some('.'));
    let comma = usize::from(here.glued_mark(1 + dot) == Some(','));
    short.then_some((1 + dot + comma, name))
}

/// `Mon–Fri`: the place behind it, and its words.
pub(super) fn weekdays(here: Here<'_>) -> Option<(usize, String)> {
    let (first, name) = weekday(here)?;
    let at = dash(here, first)?;
    let (last, until) = weekday(here.on(at))?;
    Some((at + last, format!("{name} to {until}")))
}

/// A day of the month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    /// The place behind it.
    pub(super) end: usize,
    /// Whether it is written `5th`.
    pub(super) suffix: bool,
    number: u64,
}

impl Day {
    /// The day at `k`.
    pub(super) fn at(here: Here<'_>, k: usize) -> Option<Self> {
        let digits = here.digits(k).filter(|d| d.len() <= 2)?;
        let number = digits.parse().ok().filter(|d| (1..32).contains(d))?;
        let suffix = here.glued(k + 1)
            && here.word(k + 1).is_some_and(|s| {
                matches!(
                    s.to_lowercase().as_str(),
                    "st" | "nd" | "rd" | "th" | "ˢᵗ" | "ⁿᵈ" | "ʳᵈ" | "ᵗʰ"
                )
            });
        let end = k + 1 + usize::from(suffix);
        let more = matches!(here.glued_mark(end), Some(':' | '.' | ',' | '/' | '%'))
            && here.glued(end + 1)
            && here.digits(end + 1).is_some();
        let word = here.glued(end) && here.word(end).is_some();
        let percent = here.mark(end) == Some('%');
        (!more && !word && !percent).then_some(Self {
            end,
            suffix,
            number,
        })
    }

    /// Its words: fifth.
    pub(super) fn said(self) -> String {
        numbers::ordinal(self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_whole() {
        assert_eq!(NAMES.months.len(), 12);
        assert_eq!(NAMES.weekdays.len(), 7);
        assert_eq!(name(12), Some("December"));
        assert_eq!(name(0), None);
    }
}
