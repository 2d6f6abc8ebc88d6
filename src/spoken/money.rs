//! Money: an amount with a currency sign before it or a currency code beside it.

use super::atoms::Here;
use super::classes::Reading;
use super::numbers;
use super::quantity::{Quantity, magnitude};

/// A currency as it is said: one, many, and its hundredth part.
struct Currency {
    one: &'static str,
    many: &'static str,
    cent: Option<(&'static str, &'static str)>,
}

const fn currency(
    one: &'static str,
    many: &'static str,
    cent: Option<(&'static str, &'static str)>,
) -> Currency {
    Currency { one, many, cent }
}

const CENT: Option<(&str, &str)> = Some(("cent", "cents"));

fn of_sign(sign: char) -> Option<Currency> {
    Some(match sign {
        '$' => currency("dollar", "dollars", CENT),
        '£' => currency("pound", "pounds", Some(("penny", "pence"))),
        '€' => currency("euro", "euros", CENT),
        '¥' => currency("yen", "yen", None),
        '₹' => currency("rupee", "rupees", Some(("paisa", "paise"))),
        '₽' => currency("rouble", "roubles", None),
        '₩' => currency("won", "won", None),
        '₪' => currency("shekel", "shekels", None),
        '₺' => currency("lira", "lira", None),
        '₴' => currency("hryvnia", "hryvnias", None),
        '₿' => currency("bitcoin", "bitcoin", None),
        _ => return None,
    })
}

/// The country of `US$` and `C$`, as it is said before the currency.
fn of_prefix(prefix: &str) -> Option<&'static str> {
    Some(match prefix {
        "US" => "US",
        "C" | "CA" | "CAD" => "Canadian",
        "A" | "AU" => "Australian",
        "NZ" => "New Zealand",
        "HK" => "Hong Kong",
        "S" => "Singapore",
        _ => return None,
    })
}

/// `$4.2 million`, `£250k`, `US$300 million`, `$1,250.75`, `$10–$15`, `-$5`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let (atoms, said) = amount(here, 0)?;
    if let Some((end, top)) = range_end(here, atoms) {
        let said = format!("{} to {top}", without_unit(here, said));
        return Some(Reading::words(here, end, said));
    }
    let one = singular(here, &said).filter(|_| is_attribute(here, atoms));
    Some(Reading::words(here, atoms, one.unwrap_or(said)))
}

/// Whether the amount stands before the thing that it measures: "a $5 million deal".
fn is_attribute(here: Here<'_>, k: usize) -> bool {
    const DETERMINERS: [&str; 14] = [
        "a", "an", "the", "this", "that", "its", "his", "her", "their", "our", "my", "your",
        "another", "every",
    ];
    // What follows the whole amount and not its noun.
    const OTHERS: [&str; 34] = [
        "in", "of", "to", "from", "for", "and", "or", "but", "at", "on", "by", "with", "it",
        "they", "he", "she", "we", "you", "i", "that", "which", "was", "were", "is", "are", "will",
        "would", "had", "has", "have", "as", "per", "a", "than",
    ];
    let among = |word: &str, words: &[&str]| words.contains(&word.to_ascii_lowercase().as_str());
    let noun = here
        .word(k)
        .is_some_and(|word| !here.glued(k) && !among(word, &OTHERS));
    let before = here.before().filter(|_| !here.glued(0));
    noun && before.is_some_and(|atom| among(atom.text, &DETERMINERS))
}

/// The words with the currency in the singular, where they end with it.
fn singular(here: Here<'_>, said: &str) -> Option<String> {
    let currency = currency_at(here)?;
    let bare = said.strip_suffix(currency.many)?;
    Some(format!("{bare}{}", currency.one))
}

/// The currency of the first sign of the amount here.
fn currency_at(here: Here<'_>) -> Option<Currency> {
    (0..3).find_map(|k| here.mark(k).and_then(of_sign))
}

/// The amount that starts `k` places on: the place behind it, and its words.
fn amount(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let mut at = k;
    let negative = matches!(here.mark(at), Some('-' | '\u{2212}'));
    at += usize::from(negative);
    let country = here.word(at).and_then(of_prefix);
    at += usize::from(country.is_some());
    if at > k && !here.glued(at) {
        return None;
    }
    let currency = of_sign(here.mark(at)?)?;
    let number = Quantity::at(here, at + 1)?;
    at += 1 + number.atoms;
    let magnitude = magnitude(here, at);
    at += magnitude.map_or(0, |(atoms, _)| atoms);
    let mut said = match magnitude {
        Some((_, word)) => format!(
            "{} {word} {}",
            number.said(),
            named(&currency, country, false)
        ),
        None => plain(&number, &currency, country),
    };
    if negative {
        said.insert_str(0, "minus ");
    }
    Some((at, said))
}

fn named(currency: &Currency, country: Option<&str>, one: bool) -> String {
    let unit = if one { currency.one } else { currency.many };
    country.map_or(unit.to_owned(), |country| format!("{country} {unit}"))
}

fn plain(number: &Quantity, currency: &Currency, country: Option<&str>) -> String {
    let cents = number.fraction.as_deref().filter(|f| f.len() == 2);
    let (Some(digits), Some((cent, cents))) = (cents, currency.cent) else {
        return format!(
            "{} {}",
            number.said(),
            named(currency, country, number.is_one())
        );
    };
    let whole = numbers::cardinal_of(&number.whole);
    let major = format!("{whole} {}", named(currency, country, number.whole == "1"));
    let minor = digits.parse().unwrap_or_default();
    let minor_said = || {
        format!(
            "{} {}",
            numbers::cardinal(minor),
            if minor == 1 { cent } else { cents }
        )
    };
    match (number.whole.as_str(), minor) {
        (_, 0) => major,
        ("0", _) => minor_said(),
        _ => format!("{major} and {}", minor_said()),
    }
}

/// The upper end where a range follows at `k`, with or without its own sign.
fn range_end(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    if !matches!(here.glued_mark(k), Some('-' | '–' | '—')) || !here.glued(k + 1) {
        return None;
    }
    amount(here, k + 1)
}

/// An amount without its currency, which is said once, behind the upper end of a range.
fn without_unit(here: Here<'_>, said: String) -> String {
    let bare = currency_at(here).and_then(|currency| {
        let one = said.strip_suffix(currency.one);
        let bare = said.strip_suffix(currency.many).or(one)?;
        Some(bare.trim_end().to_owned())
    });
    bare.unwrap_or(said)
}
