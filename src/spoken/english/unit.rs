//! Units of measurement: which are written at a place, and what is said for them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::atoms::{Here, Kind};
use super::lists;
use super::table;

/// How a unit stands to its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Touch {
    #[default]
    Either,
    Glued,
    Apart,
}

/// A unit as the file has it.
#[derive(Debug, Clone, Default, Deserialize)]
struct Unit {
    w: String,
    one: String,
    #[serde(default)]
    many: String,
    #[serde(default)]
    touch: Touch,
    #[serde(default)]
    length: bool,
    #[serde(default)]
    large: bool,
}

#[derive(Default, Deserialize)]
struct File {
    units: Vec<Unit>,
}

/// Every written form with its unit.
static UNITS: LazyLock<HashMap<String, Unit>> = LazyLock::new(|| {
    let file: File = table::built_in(include_str!("../languages/en/units.toml"));
    let mut units = HashMap::new();
    for mut unit in file.units {
        if unit.many.is_empty() {
            unit.many = format!("{}s", unit.one);
        }
        for written in unit.w.split(' ') {
            units.insert(written.replace('_', " "), unit.clone());
        }
    }
    units
});

/// The longest written form has so many atoms: `sq. ft`, `Mbit/s`.
const LONGEST: usize = 4;

/// A unit that was found, said of one and of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The place behind it.
    pub(super) end: usize,
    /// What is said of one.
    pub(super) one: String,
    /// What is said of many.
    pub(super) many: String,
}

/// The unit at `k` behind a number; `large` where that number has two digits or more.
pub(super) fn at(here: Here<'_>, k: usize, large: bool) -> Option<Found> {
    let base = powered(here, k, large, false)?;
    let Some(under) = denominator(here, base.end) else {
        return Some(dotted(here, base, k));
    };
    Some(Found {
        end: under.end,
        one: format!("{} per {}", base.one, under.one),
        many: format!("{} per {}", base.many, under.one),
    })
}

/// The unit behind the slash at `k`, which is said of one.
pub(super) fn denominator(here: Here<'_>, k: usize) -> Option<Found> {
    let slash = here.glued_mark(k) == Some('/') && here.glued(k + 1);
    slash
        .then(|| powered(here, k + 1, false, true).or_else(|| period(here, k + 1)))
        .flatten()
}

/// The period or the person at `k` that something is counted by: "kWh/day".
fn period(here: Here<'_>, k: usize) -> Option<Found> {
    let word = here.word(k).filter(|w| lists::has("periods", w))?;
    let ends = !here.glued(k + 1) || here.mark(k + 1).is_some();
    ends.then(|| Found {
        end: k + 1,
        one: word.to_owned(),
        many: word.to_owned(),
    })
}

/// The unit at `k` with the power behind it; `under` where it stands below another.
fn powered(here: Here<'_>, k: usize, large: bool, under: bool) -> Option<Found> {
    let (end, unit) = longest(here, k, large, under)?;
    let found = |end, one: String, many: String| Found {
        end,
        one: in_style(here, &one),
        many: in_style(here, &many),
    };
    let Some((end, power)) = power(here, end, unit.length) else {
        let touches = here.glued(end)
            && here
                .atom(end)
                .is_some_and(|a| matches!(a.kind, Kind::Word | Kind::Digits))
            && !(unit.one == "degree" && is_direction(here.word(end)));
        return (!touches).then(|| found(end, unit.one.clone(), unit.many.clone()));
    };
    Some(if unit.length {
        let kind = if power == "squared" {
            "square"
        } else {
            "cubic"
        };
        found(
            end,
            format!("{kind} {}", unit.one),
            format!("{kind} {}", unit.many),
        )
    } else {
        found(
            end,
            format!("{} {power}", unit.one),
            format!("{} {power}", unit.many),
        )
    })
}

fn is_direction(word: Option<&str>) -> bool {
    matches!(word, Some("N" | "S" | "E" | "W"))
}

/// The power at `k`: `²`, `^2`, and of lengths a plain `2`.
fn power(here: Here<'_>, k: usize, length: bool) -> Option<(usize, &'static str)> {
    if !here.glued(k) {
        return None;
    }
    let caret = here.mark(k) == Some('^') && here.glued(k + 1);
    let digit = if caret {
        here.digits(k + 1)
    } else {
        here.digits(k)
            .filter(|_| length && (!here.glued(k + 1) || here.mark(k + 1).is_some()))
    };
    let end = k + 1 + usize::from(caret);
    match (here.mark(k), digit) {
        (Some('²'), _) | (_, Some("2")) => Some((end, "squared")),
        (Some('³'), _) | (_, Some("3")) => Some((end, "cubed")),
        _ => None,
    }
}

/// The longest unit that is written at `k`, and the place behind it.
fn longest(here: Here<'_>, k: usize, large: bool, under: bool) -> Option<(usize, &'static Unit)> {
    let mut written = String::new();
    let mut best = None;
    for end in k..k + LONGEST {
        let Some(atom) = here.atom(end) else { break };
        if end > k && !atom.glued {
            written.push(' ');
        }
        written.push_str(atom.text);
        if let Some(unit) = UNITS
            .get(&written)
            .filter(|u| under || fits(here, k, u, large))
        {
            best = Some((end + 1, unit));
        }
        // No unit is that long: a long word is not copied again.
        if written.len() > 16 {
            break;
        }
    }
    best
}

fn fits(here: Here<'_>, k: usize, unit: &Unit, large: bool) -> bool {
    let glued = here.glued(k);
    let touch = match unit.touch {
        Touch::Either => true,
        Touch::Glued if unit.large && !glued => ends_temperature(here, k + 1),
        Touch::Glued => glued || dot_of_inches(here, k),
        Touch::Apart => !glued,
    };
    touch && (large || !unit.large)
}

/// Whether a `C` or `F` behind a space, which ends at `k`, is no initial of a name.
fn ends_temperature(here: Here<'_>, k: usize) -> bool {
    let initial = here.glued(k) && here.glued(k + 1);
    let name = here.atom(k).is_some_and(|a| {
        a.kind == Kind::Digits || a.kind == Kind::Word && !a.text.starts_with(char::is_lowercase)
    });
    !initial && !name
}

/// Whether "in." at `k` is inches: more of the sentence follows in small letters.
fn dot_of_inches(here: Here<'_>, k: usize) -> bool {
    here.glued_mark(k + 1) == Some('.') && !here.glued(k + 2) && continues(here, k + 2)
}

/// Whether the sentence goes on at `k`, so that a full stop before belongs to a unit.
fn continues(here: Here<'_>, k: usize) -> bool {
    here.atom(k).is_some_and(|a| match a.kind {
        Kind::Word => a.text.starts_with(char::is_lowercase),
        Kind::Digits => true,
        Kind::Mark => matches!(a.text, "," | ")" | ";" | ":" | "—" | "–" | "(" | "×" | "-"),
        Kind::Invisible => false,
    })
}

/// The unit with the full stop of its abbreviation: `6 ft. tall`.
fn dotted(here: Here<'_>, unit: Found, k: usize) -> Found {
    let letters = here.word(k).is_some();
    let dot = here.glued_mark(unit.end) == Some('.') && letters && continues(here, unit.end + 1);
    Found {
        end: unit.end + usize::from(dot),
        ..unit
    }
}

/// The words of one and of many of what a quotation mark at `k` stands for: `12" pizza`, `5' tall`.
pub(super) fn quoted(here: Here<'_>, k: usize) -> Option<(&'static str, &'static str)> {
    // A quotation that is still open after so many atoms is not looked for.
    const LOOK_BACK: usize = 60;
    let next = here.word(k + 1).filter(|_| !here.glued(k + 1))?;
    let side = matches!(next, "tall" | "long" | "wide" | "high" | "deep");
    match here.glued_mark(k)? {
        '\'' | '’' if side => return Some(("foot", "feet")),
        '"' | '”' => {}
        _ => return None,
    }
    let opened = (1..LOOK_BACK)
        .filter_map(|n| here.back(n))
        .filter(|a| matches!(a.text, "\"" | "“" | "”"))
        .count();
    (opened % 2 == 0).then_some(("inch", "inches"))
}

/// American words, or British ones: kilometre, litre, tonne.
fn in_style(here: Here<'_>, said: &str) -> String {
    let said = said.replace("metric ton", "tonne");
    if here.style().british {
        said.replace("meter", "metre").replace("liter", "litre")
    } else {
        said.replace("tonne", "metric ton")
    }
}

/// Whether `m` behind an amount that ends at `k` is metres, and not a million of what follows.
pub(super) fn is_metres(here: Here<'_>, k: usize) -> bool {
    let next = here
        .word(k + 1)
        .filter(|_| !here.glued(k + 1))
        .unwrap_or_default();
    lists::has("metres", &next.to_lowercase())
        || lists::has("sprints", &here.word_before())
        || !(here.glued(k) && lists::is_plural(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_are_read_and_have_words() {
        assert!(UNITS.len() > 150);
        assert!(
            UNITS
                .values()
                .all(|u| !u.one.is_empty() && !u.many.is_empty())
        );
    }
}
