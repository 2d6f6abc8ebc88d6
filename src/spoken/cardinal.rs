//! Plain numbers: cardinals, decimals, negatives, ordinals, years that stand alone.

use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::numbers;
use super::quantity::{Quantity, magnitude};

/// `21st`, `2nd`.
pub(super) fn ordinal(here: Here<'_>) -> Option<Reading> {
    let number = Quantity::at(here, 0).filter(|n| n.fraction.is_none())?;
    let suffix = here
        .word(number.atoms)
        .filter(|_| here.glued(number.atoms))?;
    if !matches!(
        suffix.to_ascii_lowercase().as_str(),
        "st" | "nd" | "rd" | "th"
    ) {
        return None;
    }
    let value = number.whole.parse().ok()?;
    let said = numbers::ordinal(value);
    Some(Reading::words(here, number.atoms + 1, said))
}

/// `1,234`, `-5`, `3.5 million`, `2026`, `v1.2.3`, `400+`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let sign = sign(here);
    let skip = usize::from(sign.is_some());
    if let Some(fraction) = bare_fraction(here) {
        return Some(fraction);
    }
    let number = Quantity::at(here, skip)?;
    if let Some(version) = dotted(here, skip) {
        return Some(version);
    }
    let mut atoms = skip + number.atoms;
    let after_letters = here.before().is_some_and(|a| a.kind == Kind::Word) && here.glued(0);
    let mut said = sign.map_or(String::new(), |word| format!("{word} "));
    match numbers::as_year(&number.whole) {
        Some(year) if number.fraction.is_none() && !number.grouped && skip == 0 => {
            said.push_str(&numbers::year(year));
        }
        _ => said.push_str(&number.said()),
    }
    // A capital is a name ("4K", "B2B"), not a magnitude.
    let capital = here.glued(atoms)
        && here
            .word(atoms)
            .is_some_and(|w| w.starts_with(char::is_uppercase));
    let magnitude = magnitude(here, atoms).filter(|_| !capital && !after_letters);
    if let Some((more, word)) = magnitude {
        atoms += more;
        said = format!("{said} {word}");
    }
    if here.glued_mark(atoms) == Some('+') && !here.glued(atoms + 1) {
        atoms += 1;
        said.push_str(" plus");
    }
    Some(Reading::words(here, atoms, said))
}

/// `.5`
fn bare_fraction(here: Here<'_>) -> Option<Reading> {
    let point = here.mark(0) == Some('.') && here.glued(1) && (!here.glued(0) || opens(here));
    let digits = here.digits(1).filter(|_| point)?;
    Some(Reading::words(
        here,
        2,
        format!("point {}", numbers::each_digit(digits)),
    ))
}

/// The word of a sign that belongs to the number after it, not between two things.
fn sign(here: Here<'_>) -> Option<&'static str> {
    let open = here.before().is_none() || !here.glued(0) || opens(here);
    let word = match here.mark(0)? {
        '-' | '\u{2212}' | '–' => "minus",
        '+' => "plus",
        '±' => "plus or minus",
        '~' | '≈' => "about",
        _ => return None,
    };
    (open && here.glued(1)).then_some(word)
}

fn opens(here: Here<'_>) -> bool {
    here.before()
        .is_some_and(|atom| atom.kind == Kind::Mark && matches!(atom.text, "(" | "[" | "\"" | "“"))
}

/// `1.2.3` and longer: version numbers and addresses, each part a number.
fn dotted(here: Here<'_>, skip: usize) -> Option<Reading> {
    let mut said = vec![numbers::cardinal_of(here.digits(skip)?)];
    let mut atoms = skip + 1;
    while here.glued_mark(atoms) == Some('.') && here.glued(atoms + 1) {
        let Some(part) = here.digits(atoms + 1) else {
            break;
        };
        said.push(numbers::cardinal_of(part));
        atoms += 2;
    }
    (said.len() > 2).then(|| Reading::words(here, atoms, said.join(" point ")))
}
