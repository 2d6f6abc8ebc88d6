//! Two numbers with a dash or a slash between them: ranges, scores, fractions, `24/7`.

use super::atoms::Here;
use super::classes::Reading;
use super::measure;
use super::numbers;
use super::quantity::{Quantity, magnitude};

/// `2019–20`, `10–15`, `5-10%`, `3-1`, `24/7`, `3/4`, `16:9`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let low = Quantity::at(here, 0)?;
    let at = low.atoms;
    let between = here.glued_mark(at)?;
    if !here.glued(at + 1) {
        return None;
    }
    let high = Quantity::at(here, at + 1)?;
    let end = at + 1 + high.atoms;
    // A third number makes it a date, a telephone or a serial number: part by part.
    let parted = matches!(between, '-' | '–' | '‑' | '/');
    if parted
        && here.glued_mark(end) == Some(between)
        && here.glued(end + 1)
        && here.digits(end + 1).is_some()
    {
        return serial(here, between);
    }
    let said = match between {
        '-' | '–' | '—' | '‑' => return Some(span(here, &low, &high, end)),
        '/' => slashed(&low, &high),
        ':' => format!("{} to {}", low.said(), high.said()),
        '×' | 'x' => format!("{} by {}", low.said(), high.said()),
        _ => return None,
    };
    Some(Reading::words(here, end, said))
}

/// The words from `low` to `high`, with the unit that follows them.
fn span(here: Here<'_>, low: &Quantity, high: &Quantity, end: usize) -> Reading {
    let plain = low.atoms == 1 && high.atoms == 1;
    if plain && (low.whole.len(), high.whole.len()) == (3, 4) {
        // The local part of a telephone number.
        let digits = numbers::each_digit;
        let said = format!("{}, {}", digits(&low.whole), digits(&high.whole));
        return Reading::words(here, end, said);
    }
    if let Some(years) = years(low, high) {
        return Reading::words(here, end, years);
    }
    let said = format!("{} to {}", low.said(), high.said());
    if let Some((atoms, unit)) = measure::unit(here, end, false) {
        return Reading::words(here, end + atoms, format!("{said} {unit}"));
    }
    match magnitude(here, end) {
        Some((atoms, word)) => Reading::words(here, end + atoms, format!("{said} {word}")),
        None => Reading::words(here, end, said),
    }
}

/// `2019–20`, `1914–1918`.
fn years(low: &Quantity, high: &Quantity) -> Option<String> {
    if low.fraction.is_some() || high.fraction.is_some() || low.grouped || high.grouped {
        return None;
    }
    let first = numbers::as_year(&low.whole)?;
    if let Some(last) = numbers::as_year(&high.whole) {
        return Some(format!(
            "{} to {}",
            numbers::year(first),
            numbers::year(last)
        ));
    }
    let last: u64 = high.whole.parse().ok()?;
    (high.whole.len() == 2 && last > first % 100)
        .then(|| format!("{} to {}", numbers::year(first), numbers::short_year(last)))
}

fn slashed(low: &Quantity, high: &Quantity) -> String {
    let plain = low.fraction.is_none() && high.fraction.is_none();
    let fraction = match (low.whole.as_str(), high.whole.as_str()) {
        ("1", "2") => "one half",
        ("1", "3") => "one third",
        ("2", "3") => "two thirds",
        ("1", "4") => "one quarter",
        ("3", "4") => "three quarters",
        ("24", "7") => "twenty-four seven",
        ("9", "11") => "nine eleven",
        _ => "",
    };
    if plain && !fraction.is_empty() {
        return fraction.to_owned();
    }
    format!("{} slash {}", low.said(), high.said())
}

/// `555-123-4567`, `03/04/2026`, `192/168/1`: each part by itself.
fn serial(here: Here<'_>, between: char) -> Option<Reading> {
    let mut parts = vec![part(here.digits(0)?, between)];
    let mut atoms = 1;
    while here.glued_mark(atoms) == Some(between) && here.glued(atoms + 1) {
        let Some(digits) = here.digits(atoms + 1) else {
            break;
        };
        parts.push(part(digits, between));
        atoms += 2;
    }
    let joint = match between {
        '/' => " slash ",
        _ => ", ",
    };
    (parts.len() > 2).then(|| Reading::words(here, atoms, parts.join(joint)))
}

fn part(digits: &str, between: char) -> String {
    match numbers::as_year(digits) {
        Some(year) if between == '/' => numbers::year(year),
        _ if between == '/' => numbers::cardinal_of(digits),
        _ => numbers::each_digit(digits),
    }
}
