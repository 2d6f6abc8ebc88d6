//! Currencies: which sign or code is written at a place, and its words.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::atoms::{Here, Kind};
use super::lists;
use super::table;

/// A currency as it is said: one, many, and its hundredth part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Currency {
    signs: String,
    codes: String,
    pub(super) one: String,
    #[serde(default)]
    pub(super) many: String,
    /// The hundredth part; empty where none is used.
    #[serde(default)]
    pub(super) cent: String,
    #[serde(default)]
    pub(super) cents: String,
}

#[derive(Default, Deserialize)]
struct File {
    currencies: Vec<Currency>,
}

type ByForm = HashMap<String, Currency>;

/// The currencies by sign, and by code.
static CURRENCIES: LazyLock<(ByForm, ByForm)> = LazyLock::new(|| {
    let file: File = table::built_in(include_str!("../languages/en/currencies.toml"));
    let (mut signs, mut codes) = (HashMap::new(), HashMap::new());
    for mut currency in file.currencies {
        if currency.many.is_empty() {
            currency.many = format!("{}s", currency.one);
        }
        if currency.cents.is_empty() && !currency.cent.is_empty() {
            currency.cents = format!("{}s", currency.cent);
        }
        for sign in currency.signs.split_whitespace() {
            signs.insert(sign.to_owned(), currency.clone());
        }
        for code in currency.codes.split_whitespace() {
            codes.insert(code.to_owned(), currency.clone());
        }
    }
    (signs, codes)
});

/// The currency whose sign or code stands before an amount at `k`, and the place behind it.
pub(super) fn before(here: Here<'_>, k: usize) -> Option<(usize, &'static Currency)> {
    let (signs, codes) = &*CURRENCIES;
    let first = here.atom(k)?;
    let letters = first.kind == Kind::Word;
    if letters && first.text.len() > 5 {
        return None;
    }
    if letters && here.glued(k + 1) && here.mark(k + 1).is_some() {
        let joined = format!("{}{}", first.text, here.atom(k + 1)?.text);
        if let Some(currency) = signs.get(&joined) {
            return Some((k + 2, currency));
        }
        // "Rs. 500"
        let dotted = here.mark(k + 1) == Some('.') && first.text == "Rs";
        return dotted.then(|| Some((k + 2, signs.get("Rs")?)))?;
    }
    let sign = signs.get(first.text).filter(|_| first.text != "¢");
    let code = || codes.get(first.text).filter(|_| is_code(first.text));
    Some((k + 1, sign.or_else(code)?))
}

/// The currency whose sign or code stands behind an amount at `k`, and the place behind it.
pub(super) fn behind(here: Here<'_>, k: usize) -> Option<(usize, &'static Currency)> {
    let (signs, codes) = &*CURRENCIES;
    let text = here.atom(k)?.text;
    let glued = here.glued(k);
    if here.glued(k + 1)
        && here.mark(k + 1) == Some('$')
        && here.word(k).is_some_and(|w| w.len() <= 3)
    {
        let currency = signs.get(&format!("{text}$"))?;
        return Some((k + 2, currency));
    }
    // "100 p" is no money, "Ft" only behind a space no feet.
    let fits = match text {
        "p" => glued && !is_video(here, k),
        "Ft" => !glued,
        _ => true,
    };
    let sign = signs.get(text).filter(|_| {
        here.mark(k).is_some() && (glued || text != "$" || here.digits(k + 1).is_none())
    });
    let touches = here.glued(k + 1) && here.atom(k + 1).is_some_and(|a| a.kind != Kind::Mark);
    let currency = codes.get(text).or(sign).filter(|_| fits && !touches)?;
    Some((k + 1, currency))
}

/// Whether the number before `k` counts the lines of a picture, as 1080p does.
fn is_video(here: Here<'_>, k: usize) -> bool {
    k > 0 && here.digits(k - 1).is_some_and(|d| lists::has("lines", d))
}

fn is_code(text: &str) -> bool {
    // "COP28" and "TRY 2" are mostly something else.
    let word = matches!(text, "COP" | "TRY" | "PEN" | "RON");
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) && !word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currencies_are_read_and_have_words() {
        assert!(CURRENCIES.0.len() > 40 && CURRENCIES.1.len() > 40);
        assert!(CURRENCIES.1.values().all(|c| !c.one.is_empty()));
    }
}
