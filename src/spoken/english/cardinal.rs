//! Plain numbers: cardinals, decimals, negatives, years that stand alone.

use super::amount;
use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::quantity::{Quantity, counted_magnitude, magnitude};

/// The number with its magnitude at `k`: the place behind it, and its words.
fn large(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let number = Quantity::at(here, k)?;
    let (atoms, word) = counted_magnitude(here, k + number.atoms)?;
    let end = k + number.atoms + atoms;
    Some((end, format!("{} {word}", number.said())))
}

/// `.287` of a batter, which is said as a number of three digits.
fn batting(here: Here<'_>) -> Option<Reading> {
    let number = Quantity::at(here, 0).filter(|n| n.whole.is_empty())?;
    let digits = number.fraction.as_deref().filter(|d| d.len() == 3)?;
    let near = [
        here.word_before(),
        here.back_word(2),
        here.word(number.atoms).unwrap_or_default().to_lowercase(),
    ];
    let sport = near.iter().any(|word| lists::has("batting", word));
    let known = sport && !digits.starts_with('0') && !here.glued(number.atoms + 1);
    known.then(|| Reading::words(here, number.atoms, numbers::in_pairs(digits)))
}

/// `1,234`, `-5`, `3.5 million`, `2026`, `400+`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if let Some(average) = batting(here) {
        return Some(average);
    }
    let sign = amount::sign(here, 0);
    let skip = usize::from(sign.is_some());
    let number = Quantity::at(here, skip)?;
    let mut atoms = skip + number.atoms;
    let mut said = sign.map_or(String::new(), |word| format!("{word} "));
    match year(here, &number).filter(|_| skip == 0) {
        Some(year) => said.push_str(&year),
        None if magnitude(here, atoms).is_some() => said.push_str(&number.said()),
        None => said.push_str(&number.alone()),
    }
    let after_letters = here.before().is_some_and(|a| a.kind == Kind::Word) && here.glued(0);
    if let Some((more, word)) = counted_magnitude(here, atoms).filter(|_| !after_letters) {
        atoms += more;
        said = format!("{said} {word}");
        if let Some((end, high)) = amount::dash(here, atoms).and_then(|at| large(here, at)) {
            atoms = end;
            said = format!("{said} to {high}");
        }
    }
    if here.glued_mark(atoms) == Some('+') && !here.glued(atoms + 1) {
        atoms += 1;
        said.push_str(" plus");
    }
    Some(Reading::words(here, atoms, said))
}

/// The words of the number as a year, where its neighbours let it be one.
fn year(here: Here<'_>, number: &Quantity) -> Option<String> {
    if !number.plain() || number.grouped {
        return None;
    }
    let value: u64 = number.whole.parse().ok()?;
    if is_era(here, number.atoms) && (100..2000).contains(&value) && !number.whole.starts_with('0')
    {
        return Some(ancient(value));
    }
    let dated = matches!(
        here.word_before().as_str(),
        "in" | "since" | "by" | "until" | "year"
    );
    let distant = dated && number.whole.len() == 4 && (1010..2200).contains(&value);
    let year = numbers::as_year(&number.whole).or(distant.then_some(value))?;
    (!is_count(here, number.atoms)).then(|| numbers::year(year))
}

/// Whether BC, AD or CE stands behind the number at `k`, or AD before it.
fn is_era(here: Here<'_>, k: usize) -> bool {
    let dotted = here.word(k).is_some_and(|w| matches!(w, "B" | "A" | "C"))
        && here.glued_mark(k + 1) == Some('.')
        && here
            .word(k + 2)
            .is_some_and(|w| matches!(w, "C" | "D" | "E"));
    let era = |word: &str| matches!(word, "BC" | "BCE" | "AD" | "CE");
    dotted || here.word(k).is_some_and(era) || here.before().is_some_and(|a| a.text == "AD")
}

/// A year of three or four digits of long ago: seven fifty-three.
fn ancient(year: u64) -> String {
    match (year / 100, year % 100) {
        (10, 0) => numbers::cardinal(year),
        _ => numbers::in_pairs(&year.to_string()),
    }
}

/// Whether what follows is counted, so that the number is no year.
fn is_count(here: Here<'_>, k: usize) -> bool {
    let Some(next) = here.word(k).filter(|_| !here.glued(k)) else {
        return false;
    };
    let before = here.word_before();
    if lists::has("year_prepositions", &before) {
        return false;
    }
    lists::has("countables", next) || lists::has("counts", &before) && lists::is_plural(next)
}
