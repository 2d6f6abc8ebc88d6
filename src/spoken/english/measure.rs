//! Amounts of a unit: percentages, lengths, angles, sizes.

use super::amount::{Amount, behind_between, dash, is_attribute, spaced_dash};
use super::atoms::Here;
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::quantity::{counted_magnitude, magnitude};
use super::unit::{self, Found};

/// `3.5%`, `-2 %`, `5-10%`, `50+%`.
pub(super) fn percent(here: Here<'_>) -> Option<Reading> {
    let reading = read(here)?;
    let last = here.atom(reading.atoms - 1)?;
    matches!(last.text, "%" | "％" | "‰").then_some(reading)
}

/// `5 km²`, `60mph`, `1.5 million km`, `25°C`, `5'10"`, `3×4 m`, `10°–15°`, `a 10-km race`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    feet_and_inches(here)
        .or_else(|| angle(here))
        .or_else(|| size(here))
        .or_else(|| amount(here))
        .or_else(|| rate(here))
        .map(|reading| behind_between(here, reading))
}

/// `km/h`, `mg/L`: a rate that no number stands before.
fn rate(here: Here<'_>) -> Option<Reading> {
    let first = here.word(0).filter(|_| here.begins())?;
    let under = here.word(2).filter(|_| here.glued_mark(1) == Some('/'))?;
    let found = unit::at(here, 0, true).filter(|found| found.many.contains(" per "))?;
    // "m/f" and "A/B" are no units.
    let sure = first.len() > 1 || (first, under) == ("m", "s");
    sure.then(|| Reading::words(here, found.end, found.many))
}

fn amount(here: Here<'_>) -> Option<Reading> {
    let low = Amount::at(here, 0)?;
    if let Some((end, said)) = two_units(here, &low) {
        return Some(Reading::words(here, end, said));
    }
    let amount = Amount::or_wide_range(here, 0)?;
    let (end, said) = measured(here, &amount)?;
    Some(Reading::words(here, end, said))
}

/// `10°–15°`, `5%-10%`, `5 kg–2 t`: the unit is said once where both have the same.
fn two_units(here: Here<'_>, low: &Amount) -> Option<(usize, String)> {
    let first = unit_of(here, low)?;
    let wide = spaced_dash(here, first.end);
    let at = dash(here, first.end).or(wide)?;
    let high = Amount::at(here, at)?;
    let second = unit_of(here, &high)?;
    // "5 kg - 3 kg" is a sum, or a pause.
    if wide.is_some() && (first.many != second.many || !low.is_below(&high)) {
        return None;
    }
    let low_unit = if first.many == second.many {
        String::new()
    } else {
        format!(" {}", first.many)
    };
    let said = format!("{}{low_unit} to {} {}", low.said, high.said, second.many);
    Some((second.end, said))
}

fn unit_of(here: Here<'_>, amount: &Amount) -> Option<Found> {
    unit::at(here, amount.end, is_large(amount))
}

fn is_large(amount: &Amount) -> bool {
    let number = amount.number.as_ref();
    number.is_none_or(|n| n.whole.len() > 1 || !n.plain()) || amount.said.starts_with("minus")
}

/// The amount with the magnitude and the unit behind it: the place behind, and the words.
fn measured(here: Here<'_>, amount: &Amount) -> Option<(usize, String)> {
    let plus = here.glued_mark(amount.end) == Some('+') && here.mark(amount.end + 1) == Some('%');
    let hyphen = here.glued_mark(amount.end) == Some('-') && here.glued(amount.end + 1);
    let mut end = amount.end + usize::from(plus || hyphen);
    let mut said = amount.said.clone();
    if plus {
        said.push_str(" plus");
    }
    let mut one = amount.one;
    let letter = here.word(end).is_some_and(|w| w == "m");
    if !letter || unit::is_metres(here, end) {
        // "1-in-10" has no inches.
        let odds = hyphen && here.word(end) == Some("in");
        if let Some(found) = unit::at(here, end, is_large(amount)).filter(|_| !odds) {
            let angle = found.many == "degrees"
                && here
                    .word(found.end)
                    .is_some_and(|w| matches!(w, "angle" | "angles" | "turn" | "turns" | "view"));
            let one = one || angle || is_attribute(here, found.end) || is_track(here, found.end);
            return Some(said_of(here, amount, &said, &found, one || hyphen));
        }
    }
    if hyphen {
        return None;
    }
    if let Some((end, unit)) = glued_letters(here, amount) {
        return Some((end, format!("{said} {unit}")));
    }
    let (atoms, word) = if here.glued(end) {
        counted_magnitude(here, end)
    } else {
        magnitude(here, end)
    }?;
    end += atoms;
    one = is_attribute(here, end);
    let found = unit::at(here, end, true).filter(|_| !here.glued(end))?;
    Some((
        found.end,
        format!(
            "{said} {word} {}",
            if one { &found.one } else { &found.many }
        ),
    ))
}

/// The unit of `9.58s` and `13st 5lb`, which would be a plural and an ordinal elsewhere.
fn glued_letters(here: Here<'_>, amount: &Amount) -> Option<(usize, &'static str)> {
    let number = amount.number.as_ref()?;
    if let Some(unit) = unit::quoted(here, amount.end) {
        // "12" pizza", but "12" of snow".
        let next = here.word(amount.end + 1).unwrap_or_default();
        let noun = unit.0 == "inch" && !lists::has("no_noun", &next.to_lowercase());
        let one = amount.one || noun || is_attribute(here, amount.end + 1);
        return Some((amount.end + 1, if one { unit.0 } else { unit.1 }));
    }
    let word = here.word(amount.end).filter(|_| here.glued(amount.end))?;
    let pounds = here.digits(amount.end + 1).is_some()
        && here
            .word(amount.end + 2)
            .is_some_and(|w| matches!(w, "lb" | "lbs" | "pounds"));
    let first = number.small().is_some_and(|n| n % 10 == 1 && n % 100 != 11);
    match word {
        "s" if !number.plain() => Some((amount.end + 1, "seconds")),
        "st" if number.whole.len() == 2 && number.plain() && (pounds || !first) => {
            Some((amount.end + 1, "stone"))
        }
        _ => None,
    }
}

/// Whether a race stands at `k`: "100m sprint".
fn is_track(here: Here<'_>, k: usize) -> bool {
    here.word(k)
        .is_some_and(|w| !here.glued(k) && lists::has("track", &w.to_lowercase()))
}

fn said_of(
    here: Here<'_>,
    amount: &Amount,
    said: &str,
    unit: &Found,
    one: bool,
) -> (usize, String) {
    let of = if amount.part && !unit.one.starts_with("per") {
        let vowel = unit.one.starts_with(['a', 'e', 'i', 'o']) || unit.one.starts_with("hour");
        if vowel { "of an " } else { "of a " }
    } else {
        ""
    };
    let name = if one { &unit.one } else { &unit.many };
    let said = format!("{said} {of}{name}");
    let said = said.replace("of a percent", "percent");
    match direction(here, unit.end).filter(|_| unit.many == "degrees") {
        Some((end, word)) => (end, format!("{said} {word}")),
        None => (unit.end, said),
    }
}

/// The word of a compass point at `k`, behind degrees.
fn direction(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let word = match here.word(k)? {
        "N" => "north",
        "S" => "south",
        "E" => "east",
        "W" => "west",
        _ => return None,
    };
    Some((k + 1, word))
}

/// `40°42′46″ N`
fn angle(here: Here<'_>) -> Option<Reading> {
    let degrees = here.digits(0).filter(|_| here.glued_mark(1) == Some('°'))?;
    let (mut end, minutes) = sixtieths(here, 2, &['′', '\'', '’'])?;
    let mut said = format!(
        "{} degrees {minutes} minutes",
        numbers::cardinal_of(degrees)
    );
    if let Some((behind, seconds)) = sixtieths(here, end, &['″', '"', '”']) {
        said = format!("{said} {seconds} seconds");
        end = behind;
    }
    if let Some((behind, word)) = direction(here, end) {
        said = format!("{said} {word}");
        end = behind;
    }
    Some(Reading::words(here, end, said))
}

/// The minutes or seconds of an angle at `k`.
fn sixtieths(here: Here<'_>, k: usize, marks: &[char]) -> Option<(usize, String)> {
    let number = Amount::at(here, k)?;
    let marked = here
        .glued_mark(number.end)
        .is_some_and(|c| marks.contains(&c));
    let name = number.said.trim_start_matches("zero ").to_owned();
    marked.then_some((number.end + 1, name))
}

/// `5'10"`, `5′10″`, `5'10`, `6 ft. 2 in.`, `6ft 2`.
fn feet_and_inches(here: Here<'_>) -> Option<Reading> {
    let feet = here.digits(0).filter(|d| d.len() <= 3)?;
    let at = behind_feet(here)?;
    let inches = Amount::at(here, at).filter(|n| !n.said.starts_with("minus"))?;
    let small = inches.number.as_ref().is_none_or(|n| n.whole.len() <= 2);
    let end = behind_inches(here, inches.end)?;
    if !small {
        return None;
    }
    if is_attribute(here, end) {
        let said = format!("{} foot {}", numbers::cardinal_of(feet), inches.said);
        return Some(Reading::words(here, end, said));
    }
    let foot = if feet == "1" { "foot" } else { "feet" };
    let inch = if inches.one { "inch" } else { "inches" };
    let said = format!(
        "{} {foot} {} {inch}",
        numbers::cardinal_of(feet),
        inches.said
    );
    Some(Reading::words(here, end, said))
}

/// The place behind the sign or the abbreviation of feet.
fn behind_feet(here: Here<'_>) -> Option<usize> {
    if matches!(here.glued_mark(1), Some('\'' | '′' | '’')) {
        let mark = here.mark(1)?;
        // Without a sign of inches, the mark of feet must be sure.
        let sure = mark != '’' || here.glued_mark(3).is_some();
        return (here.digits(2).is_some() && sure).then_some(2);
    }
    let ft = here
        .word(1)
        .is_some_and(|w| matches!(w, "ft" | "feet" | "foot"));
    let dot = usize::from(here.glued_mark(2) == Some('.'));
    (ft && here.digits(2 + dot).is_some()).then_some(2 + dot)
}

/// The place behind the sign or the abbreviation of inches at `k`, or `k` behind a sign of feet.
fn behind_inches(here: Here<'_>, k: usize) -> Option<usize> {
    if matches!(here.glued_mark(k), Some('"' | '″' | '”' | '“')) {
        return Some(k + 1);
    }
    if here.glued_mark(k) == Some('\'') && here.glued_mark(k + 1) == Some('\'') {
        return Some(k + 2);
    }
    if here
        .word(k)
        .is_some_and(|w| matches!(w, "in" | "ins" | "inch" | "inches"))
    {
        let small = here
            .word(k + 2)
            .is_some_and(|w| w.starts_with(char::is_lowercase));
        return Some(k + 1 + usize::from(here.glued_mark(k + 1) == Some('.') && small));
    }
    let sign = matches!(here.mark(1), Some('\'' | '′')) || here.word(1).is_some() && here.glued(2);
    let free = !here.glued(k)
        || here
            .mark(k)
            .is_some_and(|c| matches!(c, '.' | ',' | ';' | ')' | '!' | '?'));
    (sign && free).then_some(k)
}

/// `12x8`, `3 × 4 m`, `1920x1080`, `4 x 100m`.
fn size(here: Here<'_>) -> Option<Reading> {
    let mut last = Amount::at(here, 0)?;
    let mut said = last.said.clone();
    let mut sides = 1;
    // Nothing has more sides than three.
    while sides < 4
        && let Some((side, unit)) = next_side(here, &last)
    {
        said = format!("{said}{unit} by {}", side.said);
        last = side;
        sides += 1;
    }
    let sum = here.mark(last.end) == Some('=');
    if sides == 1 || sum {
        return None;
    }
    let relay = here.word(last.end) == Some("m");
    let letters = here.glued(last.end) && here.word(last.end).is_some();
    match unit::at(here, last.end, true) {
        Some(found) => {
            let one = relay && unit::is_metres(here, last.end) && here.word(last.end + 1).is_some();
            let name = if one || is_attribute(here, found.end) {
                found.one
            } else {
                found.many
            };
            Some(Reading::words(here, found.end, format!("{said} {name}")))
        }
        None => (!letters).then(|| Reading::words(here, last.end, said)),
    }
}

/// The next side of a size behind `last`, and the unit of `last` where it has one of its own.
fn next_side(here: Here<'_>, last: &Amount) -> Option<(Amount, String)> {
    let own = unit::at(here, last.end, true).filter(|u| u.many != "times");
    let end = own.as_ref().map_or(last.end, |u| u.end);
    let cross =
        here.mark(end) == Some('×') || here.word(end).is_some_and(|w| matches!(w, "x" | "X"));
    let even = here.glued(end) == here.glued(end + 1);
    let side = Amount::at(here, end + 1).filter(|_| cross && even)?;
    let spaced_sum = here.mark(end) == Some('×') && !here.glued(end) && own.is_none();
    if spaced_sum && unit::at(here, side.end, true).is_none() && here.mark(side.end) != Some('×') {
        return None;
    }
    Some((side, own.map_or(String::new(), |u| format!(" {}", u.many))))
}
