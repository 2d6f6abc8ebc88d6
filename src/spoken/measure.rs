//! Percentages, and amounts of a unit.

use super::atoms::Here;
use super::classes::Reading;
use super::quantity::{Quantity, magnitude};

/// A unit as it is written, said of one, said of many.
type Unit = (&'static str, &'static str, &'static str);

/// Units that a number may touch or stand before.
const UNITS: &[Unit] = &[
    ("km²", "square kilometre", "square kilometres"),
    ("m²", "square metre", "square metres"),
    ("m³", "cubic metre", "cubic metres"),
    ("km", "kilometre", "kilometres"),
    ("cm", "centimetre", "centimetres"),
    ("mm", "millimetre", "millimetres"),
    ("kg", "kilogram", "kilograms"),
    ("mg", "milligram", "milligrams"),
    ("lb", "pound", "pounds"),
    ("lbs", "pound", "pounds"),
    ("oz", "ounce", "ounces"),
    ("ft", "foot", "feet"),
    ("mph", "mile per hour", "miles per hour"),
    ("kph", "kilometre per hour", "kilometres per hour"),
    ("km/h", "kilometre per hour", "kilometres per hour"),
    ("Hz", "hertz", "hertz"),
    ("kHz", "kilohertz", "kilohertz"),
    ("MHz", "megahertz", "megahertz"),
    ("GHz", "gigahertz", "gigahertz"),
    ("kB", "kilobyte", "kilobytes"),
    ("KB", "kilobyte", "kilobytes"),
    ("MB", "megabyte", "megabytes"),
    ("GB", "gigabyte", "gigabytes"),
    ("TB", "terabyte", "terabytes"),
    ("Mbps", "megabit per second", "megabits per second"),
    ("Gbps", "gigabit per second", "gigabits per second"),
    ("kW", "kilowatt", "kilowatts"),
    ("MW", "megawatt", "megawatts"),
    ("GW", "gigawatt", "gigawatts"),
    ("kWh", "kilowatt hour", "kilowatt hours"),
    ("MWh", "megawatt hour", "megawatt hours"),
    ("ml", "millilitre", "millilitres"),
    ("ms", "millisecond", "milliseconds"),
    ("°C", "degree Celsius", "degrees Celsius"),
    ("°F", "degree Fahrenheit", "degrees Fahrenheit"),
    ("°", "degree", "degrees"),
    ("%", "percent", "percent"),
    ("¢", "cent", "cents"),
    ("bps", "basis point", "basis points"),
];

/// Units that are letters or words by themselves, so only where the number touches them.
const GLUED_UNITS: &[Unit] = &[
    ("m", "metre", "metres"),
    ("g", "gram", "grams"),
    ("C", "degree Celsius", "degrees Celsius"),
    ("F", "degree Fahrenheit", "degrees Fahrenheit"),
    ("in", "inch", "inches"),
    ("h", "hour", "hours"),
    ("x", "times", "times"),
    ("L", "litre", "litres"),
    ("W", "watt", "watts"),
    ("V", "volt", "volts"),
];

/// The unit at `k`: the atoms it takes, and its name for `one` or for many.
pub(super) fn unit(here: Here<'_>, k: usize, one: bool) -> Option<(usize, &'static str)> {
    let glued = if here.glued(k) { GLUED_UNITS } else { &[] };
    UNITS
        .iter()
        .filter_map(|unit| taken(here, k, unit.0).map(|atoms| (atoms, unit)))
        .max_by_key(|(atoms, unit)| (*atoms, unit.0.len()))
        .or_else(|| {
            glued
                .iter()
                .find_map(|unit| Some((taken(here, k, unit.0)?, unit)))
        })
        .map(|(atoms, unit)| (atoms, if one { unit.1 } else { unit.2 }))
}

/// The number of atoms at `k` that are exactly `written`, with no letter behind them.
fn taken(here: Here<'_>, k: usize, written: &str) -> Option<usize> {
    let mut rest = written;
    let mut atoms = 0;
    while !rest.is_empty() {
        let atom = here.atom(k + atoms)?;
        rest = rest.strip_prefix(atom.text)?;
        if atoms > 0 && !atom.glued {
            return None;
        }
        atoms += 1;
    }
    let letter_behind = here.glued(k + atoms)
        && (here.word(k + atoms).is_some() || here.digits(k + atoms).is_some());
    (!letter_behind).then_some(atoms)
}

/// `3.5%`, `-2 %`.
pub(super) fn percent(here: Here<'_>) -> Option<Reading> {
    let (skip, number) = signed(here)?;
    let at = skip + number.atoms;
    if here.mark(at) != Some('%') {
        return None;
    }
    let minus = if skip > 0 { "minus " } else { "" };
    let said = format!("{minus}{} percent", number.said());
    Some(Reading::words(here, at + 1, said))
}

/// `5 km²`, `60mph`, `1.5 million km`, `25°C`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let (skip, number) = signed(here)?;
    let mut at = skip + number.atoms;
    let mut said = if skip > 0 { "minus " } else { "" }.to_owned() + &number.said();
    if let Some((atoms, unit)) = unit(here, at, number.is_one()) {
        return Some(Reading::words(here, at + atoms, format!("{said} {unit}")));
    }
    let (more, word) = magnitude(here, at)?;
    at += more;
    said = format!("{said} {word}");
    let (atoms, unit) = unit(here, at, false)?;
    Some(Reading::words(here, at + atoms, format!("{said} {unit}")))
}

/// The number here, and 1 where a minus stands before it.
fn signed(here: Here<'_>) -> Option<(usize, Quantity)> {
    let minus = matches!(here.mark(0), Some('-' | '\u{2212}')) && !here.glued(0) && here.glued(1);
    let skip = usize::from(minus);
    Quantity::at(here, skip).map(|number| (skip, number))
}
