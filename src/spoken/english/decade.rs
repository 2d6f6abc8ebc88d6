//! Decades and other plurals of numbers: `1990s`, `'90s`, `747s`.

use super::amount::dash;
use super::atoms::{Atom, Here, Kind, is_apostrophe};
use super::classes::Reading;
use super::numbers;
use super::quantity::Quantity;

/// `1990s`, `'90s`, `1980s–90s`, `1990's`, and other plurals: `747s`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if let Some((end, said)) = plural(here, 0) {
        let last = dash(here, end).and_then(|at| plural(here, at));
        return Some(match last {
            Some((behind, last)) => Reading::words(here, behind, format!("{said} to {last}")),
            None => Reading::words(here, end, said),
        });
    }
    let digits = here
        .digits(1)
        .filter(|d| is_short(here, 0) && d.len() == 2)?;
    // "Q4'23", "H1'24"
    let term = here
        .before()
        .is_some_and(|a| a.kind == Kind::Digits && a.glued)
        && here.back(2).is_some_and(|a| matches!(a.text, "Q" | "H"));
    let free = !here.glued(0) || here.begins() || term;
    let joined = here.glued(2) && here.word(2).is_some();
    let value = digits.parse().unwrap_or_default();
    (free && !joined).then(|| Reading::words(here, 2, numbers::short_year(value)))
}

/// Whether an apostrophe for the century stands at `k`.
fn is_short(here: Here<'_>, k: usize) -> bool {
    let mark = here
        .mark(k)
        .is_some_and(|c| is_apostrophe(c) || c == '\u{2018}');
    let term = here
        .on(k)
        .back(2)
        .is_some_and(|a| matches!(a.text, "Q" | "H"));
    mark && here.glued(k + 1)
        && !(here.glued(k) && !term && here.on(k).before().is_some_and(|a| a.kind == Kind::Digits))
}

/// The plural at `k`: the place behind it, and its words.
fn plural(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let short = is_short(here, k);
    let at = k + usize::from(short);
    let number = Quantity::at(here, at).filter(|n| n.plain() && !here.on(at).tied())?;
    let digits = number.whole.as_str();
    let end = behind_plural(here, at + number.atoms)?;
    // "the 4s" are many, "iPhone 4s" and "4s" are names.
    let counted = |a: &Atom<'_>| a.kind == Kind::Word && !a.text.contains(char::is_uppercase);
    if digits.len() == 1 && !here.on(at).before().is_some_and(counted) {
        return None;
    }
    let value: u64 = digits.parse().ok()?;
    let said = if matches!(value, 100 | 1_000) {
        // "100s of people" are hundreds.
        numbers::cardinal(value).replace("one ", "")
    } else if number.grouped {
        number.said()
    } else if !short && numbers::as_year(digits).is_some() {
        numbers::year(value)
    } else if digits == "00" {
        numbers::cardinal(2000)
    } else if digits.len() <= 2 {
        numbers::cardinal(value)
    } else {
        numbers::in_pairs(digits)
    };
    // "1990's" is a decade, "2024's best" belongs to a year.
    let owner =
        here.mark(at + number.atoms).is_some() && !value.is_multiple_of(10) && digits.len() > 2;
    Some((
        end,
        if owner {
            format!("{said}'s")
        } else {
            numbers::plural(&said)
        },
    ))
}

/// The place behind the `s` or `'s` at `k`.
fn behind_plural(here: Here<'_>, k: usize) -> Option<usize> {
    let apostrophe = here.glued_mark(k).is_some_and(is_apostrophe);
    let at = k + usize::from(apostrophe);
    // A stray space: "the 1980 s".
    let decade = k > 0
        && here
            .digits(k - 1)
            .is_some_and(|d| d.ends_with('0') && numbers::as_year(d).is_some());
    // "1990S" is shouted, "5S" is a name.
    let long = k > 0 && here.digits(k - 1).is_some_and(|d| d.len() > 1);
    let ending = here.word(at).is_some_and(|s| s == "s" || s == "S" && long)
        && (here.glued(at) || decade && !apostrophe && !here.glued(at + 1));
    ending.then_some(at + 1)
}
