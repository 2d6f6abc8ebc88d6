//! Plain numbers: cardinals, decimals, negatives, ordinals, years that stand alone.

use super::amount;
use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::quantity::{Quantity, counted_magnitude, magnitude};

/// `21st`, `1,000th`, `2ᵗʰ`.
pub(super) fn ordinal(here: Here<'_>) -> Option<Reading> {
    let number = Quantity::at(here, 0).filter(Quantity::plain)?;
    // "the 5-th", "the 80'th"
    let tied = matches!(here.glued_mark(number.atoms), Some('-' | '\'' | '’'))
        && here.glued(number.atoms + 1);
    let at = number.atoms + usize::from(tied);
    let suffix = here.word(at)?.to_lowercase();
    let known = matches!(
        suffix.as_str(),
        "st" | "nd" | "rd" | "th" | "ˢᵗ" | "ⁿᵈ" | "ʳᵈ" | "ᵗʰ"
    );
    let value = number.whole.parse().ok().filter(|_| known)?;
    // "the 15 th of May": a space that scanners leave, where the letters fit.
    let written = here.word(at).is_some_and(|w| w == suffix) && suffix == ending(value);
    if !here.glued(at) && (!written || here.glued(at + 1) && here.mark(at + 1) == Some('.')) {
        return None;
    }
    let said = numbers::ordinal(value);
    // "10th–12th": the second is read by the same rule.
    let spaced = amount::spaced_dash(here, at + 1);
    let dash = amount::dash(here, at + 1).or(spaced);
    let last = dash.and_then(|next| ordinal_at(here, next));
    Some(match last {
        Some((end, last)) => Reading::words(here, end, format!("{said} to {last}")),
        None => Reading::words(here, at + 1, said),
    })
}

/// The letters behind the digits of an ordinal.
fn ending(n: u64) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// The ordinal at `k`: the place behind it, and its words.
fn ordinal_at(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let number = Quantity::at(here, k).filter(Quantity::plain)?;
    let at = k + number.atoms;
    let suffix = here.word(at).filter(|_| here.glued(at))?;
    let known = matches!(suffix, "st" | "nd" | "rd" | "th");
    let value = number.whole.parse().ok().filter(|_| known)?;
    Some((at + 1, numbers::ordinal(value)))
}

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
