//! Dates with a month's name, ISO dates, decades.

use super::atoms::{Here, is_apostrophe};
use super::classes::Reading;
use super::numbers;

const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

/// `March 3, 2026`, `3 March 2026`, `Jan. 5`, `March 2026`, `2026-03-14`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let (atoms, said) = month_first(here)
        .or_else(|| day_first(here))
        .or_else(|| iso(here))?;
    Some(Reading::words(here, atoms, said))
}

/// The month named at `k`: the place behind it, and its name.
fn month(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let word = here.word(k)?;
    let name = MONTHS
        .iter()
        .find(|(full, short)| word == *full || word == *short || word == "Sept" && *short == "Sep")?
        .0;
    let dotted = word != name && here.glued_mark(k + 1) == Some('.');
    Some((k + 1 + usize::from(dotted), name))
}

/// The day of the month at `k`: the place behind it, and its number.
fn day(here: Here<'_>, k: usize) -> Option<(usize, u64)> {
    let digits = here.digits(k).filter(|d| d.len() <= 2)?;
    let value = digits.parse().ok().filter(|d| (1..32).contains(d))?;
    let suffix = here.glued(k + 1)
        && here
            .word(k + 1)
            .is_some_and(|s| matches!(s, "st" | "nd" | "rd" | "th"));
    let end = k + 1 + usize::from(suffix);
    let more = matches!(here.glued_mark(end), Some(':' | '.' | ',' | '/' | '%'))
        && here.glued(end + 1)
        && here.digits(end + 1).is_some();
    (!more).then_some((end, value))
}

/// The year at `k`, with the comma before it: the place behind it, and its words.
fn year(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let at = k + usize::from(here.glued_mark(k) == Some(','));
    let value = numbers::as_year(here.digits(at)?)?;
    let grouped = here.glued_mark(at + 1) == Some(',') && here.glued(at + 2);
    (!here.glued(at) && !grouped).then(|| (at + 1, numbers::year(value)))
}

fn month_first(here: Here<'_>) -> Option<(usize, String)> {
    let (at, name) = month(here, 0)?;
    let Some((at, day)) = day(here, at).filter(|_| !here.glued(at)) else {
        let (end, year) = year(here, at)?;
        return Some((end, format!("{name} {year}")));
    };
    let mut said = format!("{name} {}", numbers::ordinal(day));
    let mut end = at;
    if let Some((behind, last)) = last_day(here, at) {
        said = format!("{said} to {last}");
        end = behind;
    }
    match year(here, end) {
        Some((end, year)) => Some((end, format!("{said}, {year}"))),
        None => Some((end, said)),
    }
}

/// The end of `March 3–5`.
fn last_day(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let dash = matches!(here.glued_mark(k), Some('-' | '–')) && here.glued(k + 1);
    let (end, last) = dash.then(|| day(here, k + 1))??;
    Some((end, numbers::ordinal(last)))
}

fn day_first(here: Here<'_>) -> Option<(usize, String)> {
    let (at, day) = day(here, 0)?;
    let (end, name) = month(here, at).filter(|_| !here.glued(at))?;
    let day = numbers::ordinal(day);
    match year(here, end) {
        Some((end, year)) => Some((end, format!("{day} of {name} {year}"))),
        // "5 May have left" is no date: a bare month needs its whole name, and May a year.
        None if name != "May" => Some((end, format!("{day} of {name}"))),
        None => None,
    }
}

fn iso(here: Here<'_>) -> Option<(usize, String)> {
    let year = numbers::as_year(here.digits(0)?)?;
    let glued = (1..5).all(|k| here.glued(k)) && !(here.glued(5) && here.mark(5) == Some('-'));
    if !glued || here.mark(1) != Some('-') || here.mark(3) != Some('-') {
        return None;
    }
    let month: usize = here.digits(2)?.parse().ok()?;
    let day = here
        .digits(4)?
        .parse()
        .ok()
        .filter(|d| (1..32).contains(d))?;
    let (name, _) = MONTHS.get(month.checked_sub(1)?)?;
    let said = format!("{name} {}, {}", numbers::ordinal(day), numbers::year(year));
    Some((5, said))
}

/// `1990s`, `'90s`, `mid-80s`, and other plurals: `747s`.
pub(super) fn decade(here: Here<'_>) -> Option<Reading> {
    let short = here
        .mark(0)
        .is_some_and(|c| is_apostrophe(c) || c == '\u{2018}')
        && here.glued(1);
    let skip = usize::from(short);
    let digits = here.digits(skip)?;
    let tail = here.word(skip + 1).filter(|_| here.glued(skip + 1));
    let plural = tail.is_some_and(|s| s == "s" || s == "S");
    let value: u64 = digits.parse().ok()?;
    if plural && !short && numbers::as_year(digits).is_some() {
        let said = numbers::plural(&numbers::year(value));
        return Some(Reading::words(here, 2, said));
    }
    if plural && digits.len() == 2 && value.is_multiple_of(10) && value > 0 {
        let said = numbers::plural(&numbers::cardinal(value));
        return Some(Reading::words(here, skip + 2, said));
    }
    if plural && !short {
        let said = numbers::plural(&numbers::cardinal_of(digits));
        return Some(Reading::words(here, 2, said));
    }
    if short && digits.len() == 2 && tail.is_none() {
        return Some(Reading::words(here, 2, numbers::short_year(value)));
    }
    None
}
