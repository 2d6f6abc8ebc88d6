//! Two numbers with a dash between them, and longer rows of numbers.

use super::amount::{Amount, behind_between, sign, spaced_dash};
use super::atoms::{Atom, Here, Kind};
use super::capitals;
use super::classes::Reading;
use super::lists;
use super::math;
use super::numbers;
use super::quantity::{Quantity, counted_magnitude};
use super::unit;

/// `2019–20`, `10–15`, `3-1`, `2019/20`, and rows such as `1/2/3`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    any(here).map(|reading| behind_between(here, reading))
}

fn any(here: Here<'_>) -> Option<Reading> {
    if sign(here, 0).is_some() {
        let range = Amount::or_range(here, 0).filter(|a| a.said.contains(" to "))?;
        return Some(Reading::words(here, range.end, range.said));
    }
    let low = Quantity::at(here, 0)?;
    let wide = spaced_years(here, &low).or_else(|| spaced_counts(here, &low));
    if let Some(wide) = wide.or_else(|| spaced_code(here, &low)) {
        return Some(wide);
    }
    let between = here.glued_mark(low.atoms)?;
    if !here.glued(low.atoms + 1) {
        return None;
    }
    let high = Quantity::at(here, low.atoms + 1)?;
    // "1-4=5" is a sum, and so is "5−3", whose sign can be nothing else where it falls.
    let falls = between == '−' && low.value() >= high.value();
    if between != '/' && (falls || math::in_equation(here, low.atoms)) {
        return None;
    }
    let end = low.atoms + 1 + high.atoms;
    let parted = matches!(between, '-' | '–' | '‑' | '/');
    // A third number makes it a serial number: part by part.
    if parted && continues(here, end, between) {
        return row(here, between);
    }
    if between == '-' && is_code(&low, &high) {
        return Some(code(here, &low, &high, end));
    }
    match between {
        '-' if is_chain(here, end) => {
            let said = format!("{} {}", low.said(), high.said());
            Some(Reading::parts(here, end, said))
        }
        '-' if is_apart(here, &low, &high, end) => {
            let said = format!("{} {}", low.said(), high.said());
            Some(Reading::words(here, end, said))
        }
        '-' | '–' | '—' | '‑' | '‒' | '−' => Some(span(here, &low, &high, end)),
        '/' => Some(Reading::words(here, end, slashed(&low, &high))),
        _ => None,
    }
}

/// `1914 - 1918`: years that rise, with spaces around the dash.
fn spaced_years(here: Here<'_>, low: &Quantity) -> Option<Reading> {
    let at = spaced_dash(here, low.atoms)?;
    let high = Quantity::at(here, at).filter(|high| low.value() < high.value())?;
    let end = at + high.atoms;
    let ends = !here.glued(end) || here.mark(end).is_some();
    let four = high.whole.len() == 4 && ends;
    let said = years(low, &high).filter(|_| four)?;
    Some(Reading::words(here, end, said))
}

/// `5 - 10 people`: numbers that rise and count what is behind them, with spaces around the dash.
fn spaced_counts(here: Here<'_>, low: &Quantity) -> Option<Reading> {
    let at = spaced_dash(here, low.atoms)?;
    let high = Quantity::at(here, at).filter(|high| low.value() < high.value())?;
    let end = at + high.atoms;
    let counts = here
        .word(end)
        .is_some_and(|word| !here.glued(end) && lists::is_plural(word));
    let said = format!("{} to {}", low.said(), high.said());
    (counts && low.value().is_some()).then(|| Reading::words(here, end, said))
}

/// Whether two numbers with a hyphen are a code, `2021-12345`: long ones that span no range.
fn is_code(low: &Quantity, high: &Quantity) -> bool {
    // Amounts of so many digits are grouped, unless both are round or of one length.
    const LONG: usize = 5;
    let bare = |n: &Quantity| n.plain() && !n.grouped;
    let (first, last) = (low.whole.len(), high.whole.len());
    let round = low.whole.ends_with("00") && high.whole.ends_with("00");
    let spans = low.value() < high.value() && (first == last || round);
    bare(low) && bare(high) && first.max(last) >= LONG && !spans
}

/// `170 - 45190`: a code with spaces around its hyphen.
fn spaced_code(here: Here<'_>, low: &Quantity) -> Option<Reading> {
    let at = spaced_dash(here, low.atoms).filter(|_| here.mark(low.atoms) == Some('-'))?;
    let high = Quantity::at(here, at).filter(|high| is_code(low, high))?;
    let end = at + high.atoms;
    let ends = here
        .atom(end)
        .is_none_or(|a| !a.glued || a.kind == Kind::Mark);
    (ends && here.begins()).then(|| code(here, low, &high, end))
}

/// The two parts of a code that ends at `end`, with a short rest between them.
fn code(here: Here<'_>, low: &Quantity, high: &Quantity, end: usize) -> Reading {
    let said = format!("{}, {}", in_code(&low.whole), in_code(&high.whole));
    Reading::words(here, end, said)
}

/// Whether two numbers with a hyphen have nothing between them: `978-0`, where none is won, and
/// `1-8090`, of which one is too much for the other and neither is round.
fn is_apart(here: Here<'_>, low: &Quantity, high: &Quantity, end: usize) -> bool {
    // From one to a thousand people count, but not to a thousand and ninety.
    const MANY: usize = 3;
    let bare = low.plain() && high.plain() && !low.grouped && !high.grouped;
    let (first, last) = (low.whole.len(), high.whole.len());
    let none = high.whole == "0" && first >= MANY;
    let far = last >= first + MANY && !high.whole.ends_with("00");
    let counted = here.word(end).is_some()
        || here.mark(end).is_some_and(|c| matches!(c, '%' | '°'))
        || here.word_before().starts_with('p');
    bare && (none || far && !counted)
}

/// A part of a code: a year or a small number by its name, more digits one by one.
fn in_code(digits: &str) -> String {
    match numbers::as_year(digits) {
        Some(year) => numbers::year(year),
        None if digits.len() < 4 => numbers::cardinal_of(digits),
        None => numbers::each_digit(digits),
    }
}

/// Whether the two numbers that end at `k` are links of a longer chain: `b-c-1-5-b`, `1-413-te-b`.
fn is_chain(here: Here<'_>, k: usize) -> bool {
    // "5-10-km" measures, and "3-5-yr" too.
    let known = |word: &str| capitals::is_common(word) || word == "yr";
    let measured = unit::at(here, k + 2, true).is_some();
    let letter = |a: Option<&Atom<'_>>| {
        a.is_some_and(|a| {
            let two = a.text.len() == 2 && !known(a.text) && !measured;
            a.kind == Kind::Word && (a.text.len() == 1 || two)
        })
    };
    let before = here.glued(0)
        && here.before().is_some_and(|a| a.text == "-" && a.glued)
        && letter(here.back(2));
    let behind = here.glued_mark(k) == Some('-')
        && here.glued(k + 1)
        && letter(here.atom(k + 1))
        && here.glued_mark(k + 2) == Some('-');
    before || behind
}

fn continues(here: Here<'_>, k: usize, mark: char) -> bool {
    here.glued_mark(k) == Some(mark) && here.glued(k + 1) && here.digits(k + 1).is_some()
}

/// The words from `low` to `high`, with the magnitude that follows them.
fn span(here: Here<'_>, low: &Quantity, high: &Quantity, end: usize) -> Reading {
    if let Some(years) = years(low, high) {
        return Reading::words(here, end, years);
    }
    let said = Amount::or_range(here, 0).filter(|a| a.end >= end);
    let (end, said) = match said {
        Some(amount) => (amount.end, amount.said),
        None => (end, format!("{} to {}", low.said(), high.said())),
    };
    match counted_magnitude(here, end) {
        Some((atoms, word)) => Reading::words(here, end + atoms, format!("{said} {word}")),
        None => Reading::words(here, end, said),
    }
}

/// `2019–20`, `1914–1918`.
fn years(low: &Quantity, high: &Quantity) -> Option<String> {
    if !low.plain() || !high.plain() || low.grouped || high.grouped {
        return None;
    }
    let first = numbers::as_year(&low.whole)?;
    if let Some(last) = numbers::as_year(&high.whole) {
        let years = (numbers::year(first), numbers::year(last));
        return Some(format!("{} to {}", years.0, years.1));
    }
    let last: u64 = high.whole.parse().ok()?;
    (high.whole.len() == 2 && last > first % 100)
        .then(|| format!("{} to {}", numbers::year(first), numbers::short_year(last)))
}

/// `2019/20` of a season, and what else no other class knows.
fn slashed(low: &Quantity, high: &Quantity) -> String {
    let season = low.plain() && high.plain() && high.whole.len() <= 2;
    if let Some(year) = numbers::as_year(&low.whole).filter(|_| season) {
        let last = high.whole.parse().unwrap_or_default();
        return format!("{} {}", numbers::year(year), numbers::short_year(last));
    }
    let years = (numbers::as_year(&low.whole), numbers::as_year(&high.whole));
    if let (Some(first), Some(last)) = years {
        return format!("{} {}", numbers::year(first), numbers::year(last));
    }
    let last = years.1.map_or_else(|| high.said(), numbers::year);
    // The odds of a bet.
    if high.plain() && high.whole == "1" && low.value() > Some(1.0) {
        return format!("{} to one", low.said());
    }
    let long = high.plain() && high.whole.len() >= 5 && !high.grouped;
    let last = if long { in_code(&high.whole) } else { last };
    format!("{} slash {last}", low.said())
}

/// `123-45-6789`, `192/168/1`: each part by itself.
fn row(here: Here<'_>, between: char) -> Option<Reading> {
    let mut parts = vec![here.digits(0)?];
    let mut atoms = 1;
    while continues(here, atoms, between) {
        parts.push(here.digits(atoms + 1)?);
        atoms += 2;
    }
    if parts.len() < 3 {
        return None;
    }
    let long = parts.iter().any(|digits| digits.len() > 2);
    let said: Vec<String> = parts.iter().map(|p| part(p, between, long)).collect();
    Some(Reading::parts(here, atoms, said.join(", ")))
}

/// A part of a row; with hyphens all are said digit by digit where one of them is `long`.
fn part(digits: &str, between: char, long: bool) -> String {
    match numbers::as_year(digits) {
        Some(year) if between == '/' => numbers::year(year),
        _ if between == '/' && digits.len() < 5 || !long => numbers::cardinal_of(digits),
        _ => numbers::each_digit(digits),
    }
}
