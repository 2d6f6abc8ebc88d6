//! Sums and powers: `2 + 2 = 4`, `10³`, `2^8`, `1e-5`, `√2`, and digits of other scripts.

use super::amount::Amount;
use super::atoms::{Atom, Here, Kind};
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::unit;

/// The digit that a raised character is.
pub(super) fn raised(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10)?,
        '⁻' => '-',
        _ => return None,
    })
}

/// The raised number at `k`: the place behind it, and its words.
pub(super) fn exponent(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    // An exponent of more digits than this is no longer one.
    const LONGEST: usize = 9;
    let mut text = String::new();
    let mut end = k;
    while text.len() < LONGEST
        && let Some(digit) = here.mark(end).and_then(raised)
        && (end == k || here.glued(end))
    {
        text.push(digit);
        end += 1;
    }
    // Above a line the number is a part: "³⁄₄".
    let part = here.glued_mark(end) == Some('\u{2044}');
    (!text.is_empty() && text != "-" && !part).then(|| (end, power(&text)))
}

/// What is said behind the base for an exponent.
fn power(exponent: &str) -> String {
    match exponent {
        "2" => "squared".to_owned(),
        "3" => "cubed".to_owned(),
        _ => match exponent.strip_prefix(['-', '−']) {
            Some(digits) => format!("to the power of minus {}", numbers::cardinal_of(digits)),
            None => format!("to the power of {}", numbers::cardinal_of(exponent)),
        },
    }
}

/// `^8`, `^-3`, `²`: the place behind the exponent at `k`, and its words.
fn caret(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    if here.glued_mark(k) != Some('^') || !here.glued(k + 1) {
        return here.glued(k).then(|| exponent(here, k))?;
    }
    let minus = matches!(here.mark(k + 1), Some('-' | '−')) && here.glued(k + 2);
    let at = k + 1 + usize::from(minus);
    let digits = here.digits(at)?;
    let text = if minus {
        format!("-{digits}")
    } else {
        digits.to_owned()
    };
    Some((at + 1, power(&text)))
}

/// `10³`, `2^8`, `1.5×10⁶`, `1e-5`.
pub(super) fn number(here: Here<'_>) -> Option<Reading> {
    let base = Amount::at(here, 0).filter(|a| a.number.is_some())?;
    if let Some((end, power)) = caret(here, base.end) {
        let said = format!("{} {power}", base.said);
        return Some(
            match unit::at(here, end, true).filter(|_| !here.glued(end)) {
                Some(found) => Reading::words(here, found.end, format!("{said} {}", found.many)),
                None => Reading::words(here, end, said),
            },
        );
    }
    scientific(here, &base).or_else(|| exponential(here, &base))
}

/// `1.5×10⁶`.
fn scientific(here: Here<'_>, base: &Amount) -> Option<Reading> {
    let times =
        matches!(here.mark(base.end), Some('×' | '·' | '*')) || here.word(base.end) == Some("x");
    let ten = here.digits(base.end + 1).filter(|d| times && *d == "10");
    let (end, power) = ten.and_then(|_| caret(here, base.end + 2))?;
    Some(Reading::words(
        here,
        end,
        format!("{} times ten {power}", base.said),
    ))
}

/// `1e-5`, `6.02E23`.
fn exponential(here: Here<'_>, base: &Amount) -> Option<Reading> {
    let e = here
        .word(base.end)
        .filter(|w| here.glued(base.end) && matches!(*w, "e" | "E"));
    let sign = here
        .mark(base.end + 1)
        .filter(|c| here.glued(base.end + 1) && matches!(c, '-' | '+' | '−'));
    let at = base.end + 1 + usize::from(sign.is_some());
    let digits = here
        .digits(at)
        .filter(|d| e.is_some() && here.glued(at) && d.len() <= 3)?;
    let text = if matches!(sign, Some('-' | '−')) {
        format!("-{digits}")
    } else {
        digits.to_owned()
    };
    let power = power(&text)
        .replace("squared", "to the power of two")
        .replace("cubed", "to the power of three");
    Some(Reading::words(
        here,
        at + 1,
        format!("{} times ten {power}", base.said),
    ))
}

/// Signs between numbers, roots, and exponents behind a letter.
pub(super) fn sign(here: Here<'_>) -> Option<Reading> {
    let mark = here.mark(0)?;
    let named = match (mark, here.glued_mark(1)) {
        ('√', _) => Some((1, "the square root of")),
        ('>', Some('=')) => Some((2, "greater than or equal to")),
        ('<', Some('=')) => Some((2, "less than or equal to")),
        ('∞', _) => Some((1, "infinity")),
        _ => None,
    };
    if let Some((atoms, said)) = named {
        return Some(Reading::words(here, atoms, said));
    }
    // "mc^2"
    let base = here.before().filter(|_| mark == '^' && here.glued(0));
    if base.is_some_and(is_base)
        && let Some((end, power)) = caret(here, 0)
    {
        return Some(Reading::words(here, end, power));
    }
    if let Some((end, power)) = letter_power(here, mark) {
        return Some(Reading::words(here, end, power));
    }
    if mark == '^' && here.glued(0) && here.glued(1) && here.word(1).is_some() {
        return Some(Reading::words(here, 1, "to the power of"));
    }
    if matches!(mark, '-' | '−') && zone(here) {
        return Some(Reading::words(here, 1, "minus"));
    }
    between(here, mark).map(|said| Reading::words(here, 1, said))
}

/// What is said for the mark between two numbers of a sum, or its letters: `5 - 3 = 2`, `2*x`.
fn between(here: Here<'_>, mark: char) -> Option<&'static str> {
    let before = here.before()?;
    let number_before = before.kind == Kind::Digits || matches!(before.text, ")" | "½" | "¼" | "¾");
    let number_behind = here.digits(1).is_some() || here.mark(1) == Some('(');
    let even = here.glued(0) == here.glued(1);
    let sum = || in_equation(here, 0);
    let operands = (number_before || is_letter(before))
        && (number_behind || here.atom(1).is_some_and(is_letter));
    if !operands {
        return None;
    }
    let both = number_before && number_behind;
    let inverse = before.text == "1" && !here.on(0).back(1).is_some_and(|a| a.glued);
    let ends =
        here.word(1).is_some() && (!here.glued(2) || here.mark(2).is_some() && !here.glued(3));
    match mark {
        '/' if even && here.glued(0) && inverse && ends => Some("per"),
        ':' if both && even && !here.glued(0) => Some("to"),
        '*' | '·' | '⋅' | '×' | '∗' | '∙' | '＊' | '✕' | '✖' | '⨯'
            if even && (number_before || sum()) =>
        {
            Some("times")
        }
        '/' if both && even && !here.glued(0) => Some("divided by"),
        '∕' if even => Some("divided by"),
        '−' if even && both => Some("minus"),
        '-' | '−' | '–' if (even || !here.glued(1)) && sum() => Some("minus"),
        _ => None,
    }
}

/// Whether the atom is a letter that may stand for a number.
fn is_letter(atom: &Atom<'_>) -> bool {
    atom.kind == Kind::Word && atom.text.chars().count() == 1
}

/// Whether an equals sign ends the row of numbers, letters and signs that goes on behind the
/// sign at `k`, or stands behind a number or a letter before such a row.
pub(super) fn in_equation(here: Here<'_>, k: usize) -> bool {
    // A sum of a few numbers; a longer one is no sentence.
    const LONGEST: usize = 12;
    let belongs = |a: &Atom<'_>| {
        a.kind == Kind::Digits
            || is_letter(a)
            || a.kind == Kind::Mark && ".,+-−–*·×∙∗/÷^()".contains(a.text)
    };
    let equals = |a: &Atom<'_>| matches!(a.text, "=" | "＝" | "≠" | "≈");
    let ahead = (1..LONGEST)
        .map_while(|n| here.atom(k + n))
        .find(|a| !belongs(a));
    if ahead.is_some_and(equals) {
        return true;
    }
    let here = here.on(k);
    // "n=10-15" tells what n may be, "y=x-2" is a sum.
    let letters = here.before().is_some_and(is_letter) || here.atom(1).is_some_and(is_letter);
    let back = (1..LONGEST).find(|n| here.back(*n).is_none_or(|a| !belongs(a)));
    back.is_some_and(|n| {
        here.back(n).is_some_and(equals)
            && here
                .back(n + 1)
                .is_some_and(|a| a.kind == Kind::Digits || is_letter(a) && letters)
    })
}

/// Whether the sign stands between the name of a time zone and its hours.
fn zone(here: Here<'_>) -> bool {
    here.glued(0)
        && here.glued(1)
        && here.digits(1).is_some()
        && lists::has("zones", &here.word_before())
}

/// Whether the atom may have an exponent: a bracket, or letters of a formula.
fn is_base(atom: &Atom<'_>) -> bool {
    atom.text == ")" || atom.kind == Kind::Word && atom.text.chars().count() <= 2
}

/// The exponent of `x²`; behind a whole word a raised number is a note, which is counted.
fn letter_power(here: Here<'_>, mark: char) -> Option<(usize, String)> {
    raised(mark)?;
    let (end, power) = exponent(here, 0)?;
    let before = here.before().filter(|_| here.glued(0));
    if before.is_some_and(is_base) {
        return Some((end, power));
    }
    let digits: String = (0..end)
        .filter_map(|k| here.mark(k).and_then(raised))
        .collect();
    Some((end, numbers::cardinal_of(digits.trim_start_matches('-'))))
}

/// A number in the digits of another script, or lowered: `٣`, `１２`, `H₂O`.
pub(super) fn foreign(here: Here<'_>) -> Option<Reading> {
    let mut digits = String::new();
    let mut atoms = 0;
    while let Some(digit) = here.mark(atoms).and_then(decimal)
        && (atoms == 0 || here.glued(atoms))
    {
        digits.push(digit);
        atoms += 1;
    }
    if atoms > 0 {
        return Some(Reading::words(here, atoms, numbers::cardinal_of(&digits)));
    }
    let value = circled(here.mark(0)?)?;
    Some(Reading::words(here, 1, numbers::cardinal(value)))
}

/// The number in a circle or in brackets that is one character.
fn circled(c: char) -> Option<u64> {
    let first = match u32::from(c) {
        0x2460..=0x2473 => 0x245F,
        0x2474..=0x2487 => 0x2473,
        0x2488..=0x249B => 0x2487,
        0x24F5..=0x24FE => 0x24F4,
        0x2776..=0x277F => 0x2775,
        0x2780..=0x2789 => 0x277F,
        0x278A..=0x2793 => 0x2789,
        0x24EB..=0x24F4 => 0x24E0,
        _ => return matches!(c, '⓪' | '⓿').then_some(0),
    };
    Some(u64::from(u32::from(c) - first))
}

/// The digit that a character of another script is; each script has its ten in a row.
pub(super) fn decimal(c: char) -> Option<char> {
    const ZEROS: [u32; 62] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
        0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
        0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0x2080, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50,
        0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
        0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60,
        0x16AC0, 0x16B50, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0,
    ];
    let code = u32::from(c);
    // The mathematical alphabets have five rows of digits.
    if (0x1D7CE..=0x1D7FF).contains(&code) {
        return char::from_digit((code - 0x1D7CE) % 10, 10);
    }
    let zero = ZEROS.iter().rev().find(|zero| **zero <= code)?;
    char::from_digit(code - zero, 36).filter(char::is_ascii_digit)
}
