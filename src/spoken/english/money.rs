//! Money: an amount with a currency sign before it or a currency code beside it.

use super::amount::{Amount, behind_between, dash, is_attribute, sign, spaced_dash};
use super::atoms::Here;
use super::classes::Reading;
use super::currency::{self, Currency};
use super::numbers;
use super::quantity::{Quantity, glued_digits, letter, magnitude};
use super::unit;

/// An amount of money from some place on.
struct Sum {
    end: usize,
    amount: Amount,
    magnitude: Option<&'static str>,
    /// Whether a hyphen ties the magnitude to the amount: "$5-million deal".
    hyphen: bool,
    currency: &'static Currency,
}

/// `$4.2 million`, `£250k`, `US$300 million`, `$1,250.75`, `$10–15`, `-$5`, `100 USD`, `50p`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let (mut end, mut said) = sign_first(here).or_else(|| sign_last(here))?;
    if let Some((behind, per)) = rate(here, end) {
        end = behind;
        said.push_str(&per);
    }
    Some(behind_between(here, Reading::words(here, end, said)))
}

fn sign_first(here: Here<'_>) -> Option<(usize, String)> {
    let low = sum(here, 0)?;
    if let Some(range) = range(here, &low) {
        return Some(range);
    }
    if let Some((end, one)) = named_again(here, &low) {
        return Some((end, words(&low, one)));
    }
    let one = is_attribute(here, low.end);
    Some((low.end, words(&low, one)))
}

/// The place behind the currency that is written again behind the sum, which is said once, and
/// whether it is one: `$5 dollars`, `a $2 billion-dollar deal`.
fn named_again(here: Here<'_>, sum: &Sum) -> Option<(usize, bool)> {
    let hyphen = here.glued_mark(sum.end) == Some('-') && here.glued(sum.end + 1);
    let at = sum.end + usize::from(hyphen);
    let word = here.word(at).filter(|_| hyphen || !here.glued(at))?;
    // "five U S dollars" is "five dollars" in words.
    let last = |name: &str| name.rsplit(' ').next() == Some(word);
    let one = last(&sum.currency.one);
    let again = (one || last(&sum.currency.many)) && cents(sum).is_none();
    again.then_some((at + 1, hyphen))
}

/// `$10–$15`, `$10-15 million`: the currency is said once, behind the upper end.
fn range(here: Here<'_>, low: &Sum) -> Option<(usize, String)> {
    let high = if let Some(at) = dash(here, low.end) {
        sum(here, at).or_else(|| bare(here, at, low.currency))?
    } else {
        let high = sum(here, spaced_dash(here, low.end)?)?;
        Some(high).filter(|high| rises(low, high))?
    };
    if high.currency != low.currency {
        return Some((
            high.end,
            format!("{} to {}", words(low, false), words(&high, false)),
        ));
    }
    let first = if cents(low).is_some() && high.magnitude.is_none() {
        words(low, false)
    } else {
        with_magnitude(low)
    };
    let one = is_attribute(here, high.end);
    Some((high.end, format!("{first} to {}", words(&high, one))))
}

/// Whether `high` is more than `low`, so that a dash with spaces between them spans a range.
fn rises(low: &Sum, high: &Sum) -> bool {
    let scale = low.magnitude.is_none() || low.magnitude == high.magnitude;
    scale && low.amount.is_below(&high.amount)
}

/// The sum at `k` with its sign before it.
fn sum(here: Here<'_>, k: usize) -> Option<Sum> {
    let minus = sign(here, k).filter(|_| here.mark(k) != Some('+'));
    let at = k + usize::from(minus.is_some());
    let (at, currency) = currency::before(here, at)?;
    let mut sum = bare(here, at, currency)?;
    if let Some(minus) = minus {
        sum.amount.said = format!("{minus} {}", sum.amount.said);
    }
    Some(sum)
}

/// The amount of `currency` at `k`, with its magnitude.
fn bare(here: Here<'_>, k: usize, currency: &'static Currency) -> Option<Sum> {
    let minus = matches!(here.mark(k), Some('-' | '−')) && here.glued(k) && here.glued(k + 1);
    let mut amount = if let Some(amount) = continental(here, k) {
        amount
    } else if minus {
        let mut amount = Amount::at(here, k + 1)?;
        amount.said = format!("minus {}", amount.said);
        amount
    } else {
        Amount::at(here, k)?
    };
    // A hyphen and a fraction behind are a range of money.
    amount.one &= !amount.part;
    let (end, magnitude) =
        large(here, amount.end).map_or((amount.end, None), |(e, w)| (e, Some(w)));
    let hyphen = magnitude.is_some() && here.mark(amount.end) == Some('-');
    Some(Sum {
        end,
        amount,
        magnitude,
        hyphen,
        currency,
    })
}

/// The amount at `k` with a comma before its cents, as on the Continent: `€0,50`, `1.234,50 €`.
fn continental(here: Here<'_>, k: usize) -> Option<Amount> {
    let mut whole = here.digits(k)?.to_owned();
    let mut end = k + 1;
    while whole.len() < 12
        && let Some(group) = glued_digits(here, end, '.').filter(|d| d.len() == 3)
    {
        whole.push_str(group);
        end += 2;
    }
    let cents = glued_digits(here, end, ',').filter(|d| d.len() == 2)?;
    let more = here.glued(end + 3)
        && (here.glued_mark(end + 2) == Some(',') && here.digits(end + 3).is_some());
    let number = Quantity {
        atoms: end + 2 - k,
        whole,
        fraction: Some(cents.to_owned()),
        grouped: end > k + 1,
    };
    (!more).then(|| Amount {
        end: end + 2,
        said: number.said(),
        one: false,
        part: false,
        number: Some(number),
    })
}

/// The magnitude at `k` behind money, where a letter is enough: the place behind it, its word.
fn large(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let hyphen = here.glued_mark(k) == Some('-') && here.glued(k + 1);
    let at = k + usize::from(hyphen);
    let word = here.word(at)?;
    let short = letter(word).filter(|_| !hyphen);
    let long = magnitude(here, at).filter(|_| !hyphen || word.len() > 3);
    let (atoms, said) = short.map(|said| (1, said)).or(long)?;
    let ends = !here.glued(at + atoms) || here.mark(at + atoms).is_some();
    ends.then_some((at + atoms, said))
}

fn with_magnitude(sum: &Sum) -> String {
    match sum.magnitude {
        Some(word) => format!("{} {word}", sum.amount.said),
        None => sum.amount.said.clone(),
    }
}

/// The digits of cents, where the sum has some and the currency too; `$20.500` has fifty.
fn cents(sum: &Sum) -> Option<&str> {
    let number = sum
        .amount
        .number
        .as_ref()
        .filter(|_| sum.magnitude.is_none())?;
    let digits = number.fraction.as_deref()?;
    let (digits, rest) = digits.split_at(digits.len().min(2));
    if rest.contains(|c| c != '0') {
        return None;
    }
    (!sum.currency.cent.is_empty()).then_some(digits)
}

/// The words of the sum; `one` for the currency in the singular, before a noun.
fn words(sum: &Sum, one: bool) -> String {
    let currency = sum.currency;
    if let (Some(digits), Some(number)) = (cents(sum), &sum.amount.number) {
        return with_cents(sum, number, digits);
    }
    let single = one || sum.hyphen || sum.amount.one && sum.magnitude.is_none();
    let name = if single {
        &currency.one
    } else {
        &currency.many
    };
    format!("{} {name}", with_magnitude(sum))
}

/// `$5.50`: five dollars fifty cents, as it is read on the news.
fn with_cents(sum: &Sum, number: &Quantity, digits: &str) -> String {
    let currency = sum.currency;
    let minus = if sum.amount.said.starts_with("minus") {
        "minus "
    } else {
        ""
    };
    // "$20.5" are fifty cents.
    let tens = if digits.len() == 1 { 10 } else { 1 };
    let minor = tens * digits.parse::<u64>().unwrap_or_default();
    let cent = if minor == 1 {
        &currency.cent
    } else {
        &currency.cents
    };
    let minor_said = format!("{} {cent}", numbers::cardinal(minor));
    let whole = Quantity {
        fraction: None,
        ..number.clone()
    };
    let unit = if whole.is_one() {
        &currency.one
    } else {
        &currency.many
    };
    let none = whole.whole.is_empty() || whole.whole == "0";
    match minor {
        0 => format!(
            "{minus}{} {unit}",
            if none {
                "zero".to_owned()
            } else {
                whole.said()
            }
        ),
        _ if none => format!("{minus}{minor_said}"),
        _ => format!("{minus}{} {unit} {minor_said}", whole.said()),
    }
}

/// `100 USD`, `5€`, `50p`, `250 kr`, `5 million EUR`.
fn sign_last(here: Here<'_>) -> Option<(usize, String)> {
    let amount = continental(here, 0).or_else(|| Amount::or_wide_range(here, 0))?;
    let at = amount.end;
    let (place, magnitude) = magnitude(here, at).map_or((at, None), |(n, w)| (at + n, Some(w)));
    let (end, currency) = currency::behind(here, place)?;
    let sum = Sum {
        end,
        amount,
        magnitude,
        hyphen: false,
        currency,
    };
    // "a 50p coin" is one of fifty pence.
    let one = is_attribute(here, end) && currency.one != "penny";
    Some((end, words(&sum, one)))
}

/// The rate behind money at `k`, `/kg` or `/month`: the place behind it, the word where known.
fn rate(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    if let Some(found) = unit::denominator(here, k) {
        return Some((found.end, format!(" per {}", found.one)));
    }
    if let Some(article) = tied_article(here, k) {
        return Some((k + 3, format!(" {article}")));
    }
    let slash = here.glued_mark(k) == Some('/') && here.glued(k + 1) && here.word(k + 1).is_some();
    slash.then(|| (k + 1, " per".to_owned()))
}

/// The article of `-a-week` at `k`, where hyphens stand on both sides of it.
fn tied_article(here: Here<'_>, k: usize) -> Option<&str> {
    let hyphens = here.glued_mark(k) == Some('-') && here.glued_mark(k + 2) == Some('-');
    let word = here
        .word(k + 1)
        .filter(|w| matches!(*w, "a" | "an" | "per"))?;
    (hyphens && here.glued(k + 1) && here.glued(k + 3)).then_some(word)
}
