//! Dates with a month's name or in numbers.

use super::amount::{dash, spaced_dash};
use super::atoms::{Here, Kind, is_apostrophe};
use super::calendar::{self, Day, Month, month, weekday, weekdays};
use super::classes::Reading;
use super::lists;
use super::numbers;

/// `March 3, 2026`, `3rd of March 2026`, `Jan. 5`, `March 2026`, `2026-03-14`, `03/04/2026`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if let Some((end, said)) = weekdays(here) {
        return Some(Reading::words(here, end, said));
    }
    let (start, day_name) = weekday(here).unwrap_or((0, ""));
    let (end, said) = at(here, start)?;
    // "01/02/2024-03/02/2024"
    let last = dash(here, end).or_else(|| spaced_dash(here, end));
    let last = last.and_then(|at| iso(here, at).or_else(|| in_numbers(here, at)));
    let (end, said) = match last {
        Some((behind, last)) => (behind, format!("{said} to {last}")),
        None => (end, said),
    };
    let said = if day_name.is_empty() {
        said
    } else {
        format!("{day_name}, {said}")
    };
    Some(Reading::words(here, end, said))
}

fn at(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    month_first(here, k)
        .or_else(|| day_first(here, k))
        .or_else(|| iso(here, k))
        .or_else(|| in_numbers(here, k))
        .or_else(|| month_in_number(here, k))
        .or_else(|| without_year(here, k))
}

/// The year at `k`, with the comma before it: the place behind it, and its words.
fn year(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let comma = here.glued_mark(k) == Some(',') || here.mark(k) == Some(',');
    let at = k + usize::from(comma);
    if here.mark(at).is_some_and(|c| is_apostrophe(c) || c == '‘') {
        let digits = here
            .digits(at + 1)
            .filter(|d| d.len() == 2 && here.glued(at + 1))?;
        return (!here.glued(at)).then(|| {
            (
                at + 2,
                numbers::short_year(digits.parse().unwrap_or_default()),
            )
        });
    }
    let digits = here.digits(at)?;
    let value = numbers::as_year(digits)?;
    let grouped = matches!(here.glued_mark(at + 1), Some(',' | ':' | '%'))
        && here.glued(at + 2)
        && here.digits(at + 2).is_some();
    (!here.glued(at) && !grouped).then(|| (at + 1, numbers::year(value)))
}

fn month_first(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let Month {
        end: at,
        name,
        sure,
    } = month(here, k)?;
    if let Some(until) = month_to_month(here, at, name) {
        return Some(until);
    }
    if let Some(tied) = tied_day(here, at, name).filter(|_| sure) {
        return Some(tied);
    }
    let the = usize::from(here.word(at).is_some_and(|w| w == "the"));
    let Some(day) = Day::at(here, at + the).filter(|_| !here.glued(at)) else {
        let (end, year) = year(here, at).filter(|_| sure)?;
        return Some(to_month(here, end, format!("{name} {year}")));
    };
    let mut said = format!("{name} {}{}", if the > 0 { "the " } else { "" }, day.said());
    let mut end = day.end;
    if let Some((behind, last)) = last_day(here, end) {
        said = format!("{said} to {last}");
        end = behind;
    }
    match year(here, end) {
        Some((end, year)) => Some((end, format!("{said}, {year}"))),
        None => sure.then_some((end, said)),
    }
}

/// `Jan-15`, `Jan-15-2024`, `Jan-2024`, from the end of the month.
fn tied_day(here: Here<'_>, k: usize, month: &str) -> Option<(usize, String)> {
    let tied = |k: usize| here.glued_mark(k) == Some('-') && here.glued(k + 1);
    let digits = here.digits(k + 1).filter(|_| tied(k))?;
    let year_at = |k: usize| here.digits(k).and_then(numbers::as_year).map(numbers::year);
    if tied(k + 2) {
        let (day, year) = (Day::at(here, k + 1)?, year_at(k + 3)?);
        return Some((k + 4, format!("{month} {}, {year}", day.said())));
    }
    if digits.len() > 2 {
        return Some((k + 2, format!("{month} {}", year_at(k + 1)?)));
    }
    let day = Day::at(here, k + 1)?;
    Some((day.end, format!("{month} {}", day.said())))
}

/// `January–March 2024`, from the end of the first month.
fn month_to_month(here: Here<'_>, k: usize, first: &str) -> Option<(usize, String)> {
    let at = dash(here, k)?;
    let last = month(here, at).filter(|m| m.sure && here.digits(k).is_none())?;
    let said = format!("{first} to {}", last.name);
    match year(here, last.end) {
        Some((end, year)) => Some((end, format!("{said} {year}"))),
        None => Some((last.end, said)),
    }
}

/// The end of `May 2019–June 2020`.
fn to_month(here: Here<'_>, k: usize, said: String) -> (usize, String) {
    let last = dash(here, k).and_then(|at| month_first(here, at));
    match last {
        Some((end, last)) => (end, format!("{said} to {last}")),
        None => (k, said),
    }
}

/// The end of `March 3–5` and of `March 30–April 2`.
fn last_day(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let tied = dash(here, k);
    if let Some(day) = tied.and_then(|at| Day::at(here, at)) {
        return Some((day.end, day.said()));
    }
    // "January 5 - January 10", also with spaces: two days of one sort.
    let last = month(here, tied.or_else(|| spaced_dash(here, k))?)?;
    let day = Day::at(here, last.end)?;
    Some((day.end, format!("{} {}", last.name, day.said())))
}

fn day_first(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let first = Day::at(here, k)?;
    let mut end = first.end;
    let mut said = first.said();
    if let Some(last) = dash(here, end).and_then(|at| Day::at(here, at)) {
        said = format!("{said} to the {}", last.said());
        end = last.end;
    }
    let of = usize::from(here.word(end) == Some("of"));
    let hyphen = usize::from(here.glued_mark(end) == Some('-') && here.glued(end + 1));
    if of > 0 && !first.suffix {
        return None;
    }
    let at = end + of + hyphen;
    let month = month(here, at).filter(|_| !here.glued(at) || hyphen > 0)?;
    let the = if before_is_the(here, k) { "" } else { "the " };
    let said = format!("{the}{said} of {}", month.name);
    if let Some((end, last)) = day_to_day(here, month.end) {
        return Some((end, format!("{said} to {last}")));
    }
    if hyphen > 0 {
        let year = here
            .digits(month.end + 1)
            .filter(|_| here.glued_mark(month.end) == Some('-'))?;
        return Some((month.end + 2, format!("{said} {}", two_or_four(year)?)));
    }
    match year(here, month.end) {
        Some((end, year)) => Some((end, format!("{said} {year}"))),
        // "5 May have left" is no date: a bare day needs more than May and March.
        None => {
            (month.sure && (first.suffix || !is_verb(here, &month))).then_some((month.end, said))
        }
    }
}

/// Whether the month may be the verb: "may" or "march" with another verb behind it.
fn is_verb(here: Here<'_>, month: &Month) -> bool {
    let next = here.word(month.end).unwrap_or_default();
    month.name == "May"
        && matches!(
            next,
            "have" | "be" | "not" | "also" | "still" | "yet" | "get" | "go"
        )
}

/// The end of `30 March – 2 April 2024`, from the end of the first month.
fn day_to_day(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let spaced = matches!(here.mark(k), Some('–' | '—' | '-')) && here.digits(k + 1).is_some();
    let at = dash(here, k).or(spaced.then_some(k + 1))?;
    day_first(here, at)
}

fn before_is_the(here: Here<'_>, k: usize) -> bool {
    k == 0 && here.word_before() == "the" && !here.glued(0)
}

/// `2024-03-15`, `2024/03/15`, `2024.03.15`, also with a time behind a T.
fn iso(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let [year, month, day, mark] = row(here, k)?;
    let year = numbers::as_year(year)?;
    let named = matches!(mark, "-" | "/" | ".") && month.len() <= 2 && day.len() <= 2;
    let said = named.then(|| full(here, k, day, month, &numbers::year(year)))??;
    let timed = here.word(k + 5) == Some("T") && here.glued(k + 5) && here.digits(k + 6).is_some();
    Some(if timed {
        (k + 6, format!("{said}, at"))
    } else {
        (k + 5, said)
    })
}

/// `03/04/2026`, `25.12.2024`, `3/4/26`: the dialect tells the month from the day.
fn in_numbers(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let [first, second, year, mark] = row(here, k)?;
    let four = numbers::as_year(year);
    if first.len() > 2 || second.len() > 2 || four.is_none() && (mark != "/" || year.len() != 2) {
        return None;
    }
    let (a, b): (u64, u64) = (first.parse().ok()?, second.parse().ok()?);
    let day_first = a > 12 || b <= 12 && (mark == "." || here.style().british);
    let (day, month) = if day_first {
        (first, second)
    } else {
        (second, first)
    };
    let year = two_or_four(year)?;
    // Where no dialect is known, a day that stands first, and can be nothing else, is said first.
    let written = a > 12 && here.style().is_placeless();
    let said = if written {
        by_day(here, k, day, month, &year)?
    } else {
        full(here, k, day, month, &year)?
    };
    Some((k + 5, said))
}

/// The words of a year of four digits, or of two as they are written.
fn two_or_four(digits: &str) -> Option<String> {
    if let Some(year) = numbers::as_year(digits) {
        return Some(numbers::year(year));
    }
    let short = digits.parse().ok().filter(|_| digits.len() == 2)?;
    Some(match short {
        // "oh oh" is no year to anybody.
        0 => numbers::year(2000),
        _ => numbers::short_year(short),
    })
}

/// `2023-12`, `12/2023`: a month and its year.
fn month_in_number(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let mark = here.glued_mark(k + 1).filter(|_| here.glued(k + 2))?;
    // "Law 12/2007" is one of that year.
    if lists::has("acts", &here.on(k).word_before()) {
        return None;
    }
    let (first, second) = (here.digits(k)?, here.digits(k + 2)?);
    let (year, month) = match mark {
        '-' if second.len() == 2 => (numbers::as_year(first)?, second),
        // "Regulation 1/2007" is a number of that year.
        '/' if first.len() == 2 => (numbers::as_year(second)?, first),
        _ => return None,
    };
    let number: usize = month.parse().ok()?;
    // "2009-10" is a season: the second year follows the first.
    let season = mark == '-' && number as u64 > year % 100;
    let more = here.glued(k + 4) && here.digits(k + 4).is_some();
    let name = calendar::name(number).filter(|_| !season && !more)?;
    Some((k + 3, format!("{name} {}", numbers::year(year))))
}

/// Three runs of digits that touch, with the same mark between them, and that mark.
fn row(here: Here<'_>, k: usize) -> Option<[&str; 4]> {
    let mark = here.atom(k + 1).filter(|a| a.kind == Kind::Mark)?.text;
    let same = here.atom(k + 3).is_some_and(|a| a.text == mark);
    let glued = (k + 1..k + 5).all(|n| here.glued(n));
    let more = here.glued(k + 5)
        && here.glued(k + 6)
        && here.digits(k + 6).is_some()
        && here.atom(k + 5).is_some_and(|a| a.text == mark);
    let all = [
        here.digits(k)?,
        here.digits(k + 2)?,
        here.digits(k + 4)?,
        mark,
    ];
    (same && glued && !more).then_some(all)
}

fn full(here: Here<'_>, k: usize, day: &str, month: &str, year: &str) -> Option<String> {
    if here.style().british {
        return by_day(here, k, day, month, year);
    }
    let (day, name) = valid(day, month)?;
    Some(format!("{name} {}, {year}", numbers::ordinal(day)))
}

/// The date with its day first: "the fifth of March twenty twenty".
fn by_day(here: Here<'_>, k: usize, day: &str, month: &str, year: &str) -> Option<String> {
    let (day, name) = valid(day, month)?;
    let the = if before_is_the(here, k) { "" } else { "the " };
    let day = numbers::ordinal(day);
    Some(format!("{the}{day} of {name} {year}"))
}

fn valid(day: &str, month: &str) -> Option<(u64, &'static str)> {
    let day = day.parse().ok().filter(|d| (1..32).contains(d))?;
    let name = calendar::name(month.parse().ok()?)?;
    Some((day, name))
}

/// `3/4` behind "on" and the like, where no part of anything follows.
fn without_year(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let slash = here.glued_mark(k + 1) == Some('/') && here.glued(k + 2);
    let (first, second) = (here.digits(k)?, here.digits(k + 2).filter(|_| slash)?);
    let more = here.glued(k + 3)
        && here
            .atom(k + 3)
            .is_some_and(|a| a.kind == Kind::Word || matches!(a.text, "/" | "-"));
    let next = here.word(k + 3).unwrap_or_default().to_lowercase();
    let dated = k > 0 || lists::has("on_date", &here.word_before());
    if more || !dated || lists::has("no_date", &next) || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let british = here.style().british;
    let (day, month) = if british {
        (first, second)
    } else {
        (second, first)
    };
    let (day, name) = valid(day, month).or_else(|| valid(month, day))?;
    let day = numbers::ordinal(day);
    let said = if british {
        format!("the {day} of {name}")
    } else {
        format!("{name} {day}")
    };
    Some((k + 3, said))
}
