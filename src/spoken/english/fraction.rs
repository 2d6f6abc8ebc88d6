//! Fractions: `1/2`, `3½`, `2 3/4`, `7/8ths`.

use super::amount;
use super::atoms::Here;
use super::classes::Reading;
use super::lists;
use super::math;
use super::numbers;
use super::quantity::Quantity;

/// The two numbers of a fraction that is one character.
fn vulgar(c: char) -> Option<(u64, u64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        '↉' => (0, 3),
        _ => return None,
    })
}

/// The fraction at `k` in raised and lowered digits, `³⁄₄`: the place behind it, its two numbers.
fn raised(here: Here<'_>, k: usize) -> Option<(usize, u64, u64)> {
    // Nobody writes longer ones.
    const DIGITS: usize = 3;
    let run = |from: usize, digit: fn(char) -> Option<char>| {
        let digits = (from..from + DIGITS).map_while(|n| here.mark(n).and_then(digit));
        digits.collect::<String>()
    };
    let over = run(k, math::raised);
    let slash = k + over.len();
    if over.is_empty() || !matches!(here.glued_mark(slash), Some('\u{2044}' | '/')) {
        return None;
    }
    let lowered = run(slash + 1, math::decimal);
    // A page that sets the first number higher may leave the second as it is.
    let (end, under) = match here.digits(slash + 1).filter(|d| d.len() <= DIGITS) {
        Some(digits) => (slash + 2, digits.parse().ok()?),
        None => (slash + 1 + lowered.len(), lowered.parse().ok()?),
    };
    (under > 1).then_some((end, over.parse().ok()?, under))
}

/// The digits of the longest number below a line: millionths.
const LONGEST: usize = 7;

/// The fraction at `k`: the place behind it, its two numbers.
fn numbers_at(here: Here<'_>, k: usize) -> Option<(usize, u64, u64)> {
    if let Some((over, under)) = here.mark(k).and_then(vulgar) {
        return Some((k + 1, over, under));
    }
    if let Some(raised) = raised(here, k) {
        return Some(raised);
    }
    let over = here.digits(k).filter(|d| d.len() <= LONGEST)?;
    let slash = matches!(here.glued_mark(k + 1), Some('/' | '\u{2044}'));
    let below = Quantity::at(here, k + 2)
        .filter(|n| slash && here.glued(k + 2) && n.plain() && n.whole.len() <= LONGEST)?;
    let (end, under) = (k + 2 + below.atoms, below.whole.as_str());
    // "12/34567" is a code, "1/10000", "3/100000" and "12639/12640" are parts.
    let code = under.len() > 4 && over != "1" && !under.ends_with("000") && over.len() < 5;
    let more = here.glued(end + 1)
        && here
            .glued_mark(end)
            .is_some_and(|c| matches!(c, '/' | '.' | ','))
        && here.digits(end + 1).is_some();
    // "2019/20" is a season.
    let season =
        numbers::as_year(over).is_some() && (under.len() == 2 || numbers::as_year(under).is_some());
    // "23456/7" is no amount of sevenths.
    let long = over.len() > 4 && over.len() != under.len();
    // "Law 5/2009" has the number of a year.
    let numbered = numbers::as_year(under).is_some() && under.len() == 4 && {
        let stop = usize::from(here.on(k).before().is_some_and(|a| a.text == "."));
        lists::has("acts", &here.on(k).back_word(1 + stop))
    };
    let zero =
        code || long || numbered || season || over.starts_with('0') || under.starts_with('0');
    let (over, under) = (over.parse().ok()?, under.parse().ok()?);
    (!more && !zero && under > 1).then_some((end, over, under))
}

/// A fraction by itself at `k`: the place behind it, its words, whether it is many parts of one.
pub(super) fn at(here: Here<'_>, k: usize) -> Option<(usize, String, bool)> {
    let wide = || wide(here, k).filter(|(_, over, under)| !is_season(*over, *under));
    let (end, over, under) = numbers_at(here, k).or_else(wide)?;
    // "9/10 people" are counted, not cut.
    let next = here.word(end).unwrap_or_default();
    let marks = over > 1 && (under == 10 && lists::is_plural(next) || next == "stars");
    let said = if marks {
        format!(
            "{} out of {}",
            numbers::cardinal(over),
            numbers::cardinal(under)
        )
    } else if has_name(over, under) {
        numbers::fraction(over, under)
    } else {
        format!(
            "{} over {}",
            numbers::cardinal(over),
            numbers::cardinal(under)
        )
    };
    Some((suffix(here, end), said, over > 1 && over < under))
}

/// Whether people name the parts: where they are less than the whole, and of more only where
/// they are not small. Blood pressure and tyres have smaller ones: 120/80, 205/55.
fn has_name(over: u64, under: u64) -> bool {
    const SMALL: u64 = 40;
    over < under || under < SMALL
}

/// `3 / 4`, `1795 / 1805`, `1/ 4`: the fraction less than one with spaces around its slash at `k`:
/// the place behind it, its two numbers.
fn wide(here: Here<'_>, k: usize) -> Option<(usize, u64, u64)> {
    let digits = |k: usize| {
        here.digits(k)
            .filter(|d| !d.starts_with('0') && d.len() <= LONGEST)
    };
    let apart = !(here.glued(k + 1) && here.glued(k + 2));
    let sign = k > 0 && here.mark(k - 1).is_some();
    let free = (sign || here.on(k).begins()) && here.mark(k + 1) == Some('/') && apart;
    let (over, under) = (digits(k).filter(|_| free)?, digits(k + 2)?);
    // A row of slashes is no fraction.
    let joined = here.glued(k + 3)
        && here
            .mark(k + 3)
            .is_none_or(|c| !matches!(c, ')' | ';' | '?'))
        && here.glued(k + 4);
    let row = here.mark(k + 3) == Some('/') || here.on(k).before().is_some_and(|a| a.text == "/");
    let (over, under): (u64, u64) = (over.parse().ok()?, under.parse().ok()?);
    let other = joined || row || over >= under || math::in_equation(here, k + 1);
    (!other).then_some((k + 3, over, under))
}

/// `2019 / 2020`: a season whose slash has spaces around it.
fn season(here: Here<'_>) -> Option<Reading> {
    let (3, first, last) = wide(here, 0)? else {
        return None;
    };
    is_season(first, last).then(|| {
        let said = format!("{} {}", numbers::year(first), numbers::year(last));
        Reading::words(here, 3, said)
    })
}

/// Whether both are years, the one behind the other.
fn is_season(first: u64, last: u64) -> bool {
    first + 1 == last && numbers::as_year(&first.to_string()).is_some()
}

/// The place behind the ending of `7/8ths`.
fn suffix(here: Here<'_>, k: usize) -> usize {
    let ending = here.word(k).filter(|_| here.glued(k));
    let known = ending
        .is_some_and(|w| matches!(w, "th" | "ths" | "rd" | "rds" | "nd" | "nds" | "st" | "sts"));
    k + usize::from(known)
}

/// The fraction behind the whole number that ends at `k`: the place behind it, "a half".
pub(super) fn behind(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    // "3-1/2" and "3 - 1/2" differ: only the first is one number.
    let hyphen = here.glued_mark(k) == Some('-') && here.glued(k + 1);
    let k = k + usize::from(hyphen);
    let sign = here.mark(k).and_then(vulgar).is_some() || raised(here, k).is_some();
    if !sign && (here.glued(k) && !hyphen || here.digits(k).is_none()) {
        return None;
    }
    let (end, over, under) = numbers_at(here, k).filter(|f| f.1 < f.2 && f.2 <= 64)?;
    let said = numbers::fraction(over, under);
    let said = said.strip_prefix("one ").map_or(said.clone(), |part| {
        let article = if part.starts_with("eigh") || part.starts_with("eleven") {
            "an"
        } else {
            "a"
        };
        format!("{article} {part}")
    });
    Some((suffix(here, end), said))
}

/// `4.5/5`, `10/10`, and `8/10` behind a word such as "rated": so much out of so much.
fn rating(here: Here<'_>) -> Option<Reading> {
    let mark = Quantity::at(here, 0).filter(|n| !n.grouped)?;
    let at = mark.atoms;
    let slash = here.glued_mark(at) == Some('/') && here.glued(at + 1);
    let most = here.digits(at + 1).filter(|d| slash && d.len() <= 3)?;
    let more = here.glued(at + 2)
        && (here.mark(at + 2).is_none() || here.glued(at + 3) && here.digits(at + 3).is_some());
    let value: f64 = most.parse().ok()?;
    if more || mark.value().is_none_or(|mark| mark > value) || value < 3.0 {
        return None;
    }
    let all = mark.plain() && mark.whole == most;
    let judged = (1..4).any(|k| lists::has("judged", &here.back_word(k)));
    let scale = matches!(most, "4" | "5" | "10" | "20" | "100");
    (all || scale && (judged || !mark.plain())).then(|| {
        let said = format!("{} out of {}", mark.said(), numbers::cardinal_of(most));
        Reading::words(here, at + 2, said)
    })
}

/// `1/2`, `5/8`, `½`, `2 3/4`, `6/8 time`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let music = here
        .word(3)
        .filter(|w| matches!(*w, "time" | "beat" | "rhythm" | "signature"));
    if music.is_some()
        && let Some((3, over, under)) = numbers_at(here, 0)
    {
        let said = format!("{} {}", numbers::cardinal(over), numbers::cardinal(under));
        return Some(Reading::words(here, 3, said));
    }
    if let Some(rating) = rating(here) {
        return Some(rating);
    }
    let sign = amount::sign(here, 0);
    let skip = usize::from(sign.is_some());
    if let Some((mut end, mut said, _)) = at(here, skip) {
        if let Some(sign) = sign {
            said = format!("{sign} {said}");
        }
        if let Some((behind, high, _)) = amount::dash(here, end).and_then(|next| at(here, next)) {
            said = format!("{said} to {high}");
            end = behind;
        }
        return Some(if said.contains(" over ") {
            Reading::words(here, end, said)
        } else {
            Reading::parts(here, end, said)
        });
    }
    if let Some(season) = season(here) {
        return Some(season);
    }
    let whole = Quantity::at(here, skip).filter(|n| n.plain() && n.whole.len() <= 4)?;
    let (end, part) = behind(here, skip + whole.atoms)?;
    let sign = sign.map_or(String::new(), |sign| format!("{sign} "));
    let said = format!("{sign}{} and {part}", whole.said());
    Some(Reading::words(here, end, said))
}
