//! Ordinals: `21st`, `the 5-th`, `10th–12th`, `April 29th’s`, `3d Battalion`, `13rd`.

use super::amount;
use super::atoms::{Here, is_apostrophe};
use super::classes::Reading;
use super::code;
use super::lists;
use super::numbers;
use super::quantity::Quantity;

/// An ordinal from some place on.
struct Ordinal {
    end: usize,
    said: String,
}

/// `21st`, `1,000th`, `2ᵗʰ`, `10th–12th`, `10-12th`, `-5th`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if let Some(minus) = amount::sign(here, 0).filter(|sign| *sign == "minus") {
        let ordinal = at(here, 1)?;
        let said = format!("{minus} {}", ordinal.said);
        return Some(Reading::words(here, ordinal.end, said));
    }
    let Some(first) = at(here, 0) else {
        return shared(here);
    };
    let spaced = amount::spaced_dash(here, first.end);
    let dash = amount::dash(here, first.end).or(spaced);
    Some(match dash.and_then(|next| at(here, next)) {
        Some(last) => {
            let said = format!("{} to {}", first.said, last.said);
            Reading::words(here, last.end, said)
        }
        None => Reading::words(here, first.end, first.said),
    })
}

/// `10-12th`: one ending for both ends of a range, which rises.
fn shared(here: Here<'_>) -> Option<Reading> {
    let low = Quantity::at(here, 0).filter(|n| n.plain() && !here.on(0).tied())?;
    let next = amount::dash(here, low.atoms)?;
    let high = Quantity::at(here, next).filter(Quantity::plain)?;
    let last = at(here, next)?;
    let value = low.small().filter(|_| low.value() < high.value())?;
    let said = format!("{} to {}", numbers::ordinal(value), last.said);
    Some(Reading::words(here, last.end, said))
}

/// The ordinal at `k`.
fn at(here: Here<'_>, k: usize) -> Option<Ordinal> {
    let number = Quantity::at(here, k).filter(|n| !n.whole.is_empty())?;
    // "the 5-th", "the 80'th"
    let place = k + number.atoms;
    let tied = matches!(here.glued_mark(place), Some('-' | '\'' | '’')) && here.glued(place + 1);
    let at = place + usize::from(tied);
    let word = here.word(at)?;
    let (letters, tail) = split_tail(word);
    let small = letters.to_lowercase();
    let known = matches!(
        small.as_str(),
        "st" | "nd" | "rd" | "th" | "ˢᵗ" | "ⁿᵈ" | "ʳᵈ" | "ᵗʰ"
    );
    let value: u64 = number.whole.parse().ok().filter(|_| known)?;
    let last = number.fraction.as_deref().unwrap_or(&number.whole);
    let fits = !small.is_ascii() || small == ending(last) && !is_zeros(&number.whole);
    // "the 15 th of May": a space that scanners leave, where the letters fit.
    let written = letters == small && fits && tail.is_empty();
    if !here.glued(at) && (!written || here.glued(at + 1) && here.mark(at + 1) == Some('.')) {
        return None;
    }
    let said = match &number.fraction {
        _ if !fits && tail != "s" && !tied => misfit(&number, &small)?,
        Some(_) => numbers::as_ordinal(&number.said()),
        None => numbers::ordinal(value),
    };
    Some(Ordinal {
        end: at + 1,
        said: said + tail,
    })
}

/// The letters of an ordinal without what is behind them: `’s` of an owner, `s` of a plural.
fn split_tail(word: &str) -> (&str, &'static str) {
    let (core, owner) = match word.find(is_apostrophe) {
        Some(at) if word[at..].ends_with(['s', 'S']) => (&word[..at], "'s"),
        _ => (word, ""),
    };
    match core.strip_suffix('s') {
        Some(letters) if owner.is_empty() && letters.len() == 2 => (letters, "s"),
        _ => (core, owner),
    }
}

/// Whether the digits are no number that is counted with: the `000` of `9000,000th`.
fn is_zeros(digits: &str) -> bool {
    digits.len() > 1 && digits.bytes().all(|digit| digit == b'0')
}

/// What is said where the letters are not those of the number, `13rd`: as of a code, for nobody
/// knows which of the two is wrong.
fn misfit(number: &Quantity, letters: &str) -> Option<String> {
    // A number of more digits has no name that is heard as that of a code.
    const LONGEST_NAMED: usize = 2;
    if !number.plain() || number.grouped {
        return None;
    }
    let zeros = is_zeros(&number.whole);
    let said = if number.whole.len() <= LONGEST_NAMED && !zeros {
        numbers::cardinal_of(&number.whole)
    } else {
        numbers::each_digit(&number.whole)
    };
    Some(format!("{said} {}", code::spelled(letters)))
}

/// The letters behind the `digits` of an ordinal.
pub(super) fn ending(digits: &str) -> &'static str {
    let last = digits.chars().next_back();
    let teen = digits.len() > 1 && digits[..digits.len() - 1].ends_with('1');
    match last {
        Some('1') if !teen => "st",
        Some('2') if !teen => "nd",
        Some('3') if !teen => "rd",
        _ => "th",
    }
}

/// `the 82d Airborne`, `3d Battalion`, `2d Cir.`: as armies and courts of America write them.
pub(super) fn short(here: Here<'_>) -> Option<Reading> {
    let digits = here.digits(0).filter(|_| !here.tied())?;
    let written = here.glued(1) && here.word(1) == Some("d") && !here.glued(2);
    let next = here.word(2).filter(|_| written)?;
    let known = lists::has("numbered", &next.to_lowercase());
    // "3d Printing" has three dimensions, "82d Airborne" cannot.
    let name = digits.len() > 1 && next.starts_with(char::is_uppercase);
    let value = digits.parse().ok().filter(|_| known || name)?;
    matches!(ending(digits), "nd" | "rd").then(|| Reading::words(here, 2, numbers::ordinal(value)))
}
