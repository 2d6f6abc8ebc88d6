//! Languages other than English, each a file of words: `languages/de.toml` and its number
//! words in `languages/rbnf/de.txt`.
//!
//! The classes below are the same for all of them and read what they need from
//! [`Language`]. A new language is its files and one line in [`LANGUAGES`](files::LANGUAGES). A variant such
//! as Portuguese of Portugal is a file with what differs.

mod address;
mod amount;
mod date;
mod files;
mod lexicon;
mod noun;
mod number;
mod ordinal;
mod rbnf;
mod roman;
mod serial;
mod time;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::lang;

use super::atoms::Here;
use super::classes::{Class, class};
use super::{mark, table};

use self::lexicon::{Lexicon, Words};
use self::noun::{Gender, Noun, Plural};
use self::rbnf::Rules;

/// The classes of these languages, the longest and surest forms first.
pub(super) const CLASSES: &[Class] = &[
    class("invisible", mark::invisible),
    class("email", address::email),
    class("url", address::url),
    class("handle", address::handle),
    class("abbreviation", words::abbreviation),
    class("date", date::read),
    class("telephone", serial::telephone),
    class("time", time::read),
    class("decade", date::decade),
    class("year", date::year),
    class("money", amount::money),
    class("percent", amount::percent),
    class("ordinal", ordinal::read),
    class("measure", amount::measure),
    class("fraction", serial::fraction),
    class("year", date::bare_year),
    class("range", amount::range),
    class("version", serial::version),
    class("ratio", serial::ratio),
    class("number", amount::number),
    class("roman", roman::read),
    class("initialism", words::initialism),
    class("word", words::read),
    class("quote", mark::quote),
    class("dash", mark::dash),
    class("hyphen", mark::hyphen),
    class("ellipsis", mark::ellipsis),
    class("punctuation", words::punctuation),
    class("symbol", words::symbol),
    class("unread", words::unread),
];

/// The words and habits of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    plural: Plural,
    numbers: Numbers,
    forms: HashMap<String, Form>,
    agreement: Agreement,
    ordinals: Ordinals,
    roman: Roman,
    dates: Dates,
    clock: Clock,
    money: Money,
    magnitudes: Lexicon<Magnitude>,
    units: Words<Noun>,
    fractions: Fractions,
    abbreviations: Abbreviations,
    initialisms: Initialisms,
    symbols: HashMap<char, String>,
    addresses: Addresses,
    announcements: HashMap<String, String>,
    #[serde(skip)]
    rules: Rules,
}

/// How numbers are written and joined.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    /// The mark between a whole number and its fraction, and its name.
    decimal: char,
    decimal_name: String,
    /// Marks between groups of three digits.
    groups: Vec<char>,
    /// Whether a space may stand between them too.
    spaced: bool,
    decimals: Decimals,
    /// The nouns of a fraction that is counted: whole ones, tenths, hundredths, thousandths.
    #[serde(default)]
    parts: Vec<Noun>,
    dot: String,
    minus: String,
    plus: String,
    /// What is said between the ends of a range, and between two sides of a score.
    to: String,
    against: String,
    /// Whether a telephone number is said in pairs.
    pairs: bool,
}

/// How the digits of a fraction are said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Decimals {
    /// One by one.
    #[default]
    Digits,
    /// As a number, after its zeros.
    Number,
    /// As so many tenths or hundredths.
    Parts,
}

/// A set of rules, and what becomes of the ends of its words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    rules: String,
    #[serde(default)]
    endings: Vec<(String, String)>,
}

/// How a number finds the gender of the word behind it, and its case from the one before.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Agreement {
    words: HashMap<String, Gender>,
    /// Endings of words behind a one, and behind other numbers; the first that fits.
    one: Vec<(String, Gender)>,
    endings: Vec<(String, Gender)>,
    /// The gender before a word that is in no list.
    other: Gender,
    /// The same where the word begins with a small letter, or with a capital behind a one.
    lower: Option<Gender>,
    capital: Option<Gender>,
    /// Words that want a number in the genitive.
    genitive_after: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ordinals {
    /// Whether a full stop makes an ordinal.
    dot: bool,
    /// The form without any word before it, and before a month.
    alone: String,
    month: String,
    /// Words before an ordinal, and the form that they ask for; two words before one.
    after: HashMap<String, String>,
    /// What is written behind the digits, and the form of it.
    suffixes: HashMap<String, String>,
    /// The same behind a round number of tens: "90-е".
    tens: HashMap<String, String>,
    /// A suffix, the ending of the word behind it, and the form of the two: "90-й минуте".
    #[serde(default)]
    agreeing: Vec<(String, String, String)>,
    /// The form that a word is joined to, as in "20-летний"; empty where none is.
    compound: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Roman {
    /// Words before a numeral ("siglo"), and the form that they ask for.
    before: HashMap<String, String>,
    /// Words behind a numeral ("secolo"), and the form that they ask for.
    behind: HashMap<String, String>,
    /// Letters joined to a numeral (`XIXe`), and the form of it.
    suffixes: HashMap<String, String>,
    /// How rulers are counted: endings of names, what is said first, and the form.
    rulers: Vec<Ruler>,
    /// Up to this number rulers have ordinals.
    ordinals_to: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ruler {
    ending: String,
    form: String,
    #[serde(default)]
    article: String,
    /// Whether a full stop behind the numeral belongs to it.
    #[serde(default)]
    dot: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    /// The months from January on.
    months: Lexicon<Month>,
    /// Other names of months, before a year only.
    month_names: Vec<String>,
    /// The form of a day, and of the first where it has its own.
    day: String,
    first: String,
    /// What is said between the parts, and written as a word.
    link: String,
    /// Marks between numbers of a date.
    marks: Vec<char>,
    /// The form of a year in a date, and what is said behind it.
    year: String,
    year_word: String,
    /// The form of a year by the word that is written behind it.
    years: Vec<YearWord>,
    /// What is written behind the digits of a decade, and said behind its number.
    decades: HashMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Month {
    /// The name that it has behind a day.
    said: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct YearWord {
    written: Vec<String>,
    /// Words before the year; with none any will do.
    #[serde(default)]
    after: Vec<String>,
    said: String,
    form: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    marks: Vec<char>,
    letters: Vec<String>,
    /// Words behind a time that it takes in, and before one with a full stop inside.
    words: Vec<String>,
    before: Vec<String>,
    hour: Noun,
    second: Noun,
    /// The patterns of a whole hour, of minutes below ten and of others.
    sharp: String,
    small: String,
    full: String,
    and: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Money {
    /// The pattern of an amount with hundredths: `{major} {minor}`.
    pattern: String,
    /// What joins a magnitude and its noun, also before a vowel: "millions de", "d'".
    link: String,
    elided: String,
    currencies: Lexicon<Currency>,
}

#[derive(Debug, Deserialize)]
struct Currency {
    noun: Noun,
    cent: Option<Noun>,
}

#[derive(Debug, Deserialize)]
struct Magnitude {
    noun: Noun,
    /// Whether it is one only in front of a currency: "3 M€".
    #[serde(default)]
    tight: bool,
    /// Whether a noun follows without a joint: "tres mil euros".
    #[serde(default)]
    direct: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fractions {
    /// A sign or two numbers with a slash; alone, and behind a whole number.
    signs: HashMap<String, (String, String)>,
    /// Thirds to tenths.
    parts: Vec<Noun>,
    /// What is said for any other slash between numbers.
    slash: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviations {
    anywhere: Words<String>,
    before_names: Words<String>,
    before_numbers: Words<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Initialisms {
    /// Said as words.
    words: Vec<String>,
    /// Said letter by letter however long they are.
    letters: Vec<String>,
    vowels: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Addresses {
    marks: HashMap<char, String>,
    handle: String,
    hashtag: String,
    /// How `www` is said.
    www: String,
}

impl Language {
    /// The words of `n` in the named form; `None` where the rules end before it.
    fn spell(&self, form: &str, n: u64) -> Option<String> {
        let form = self.forms.get(form)?;
        let mut said = self.rules.spell(&form.rules, n, self.plural)?;
        let ending = form.endings.iter().find(|(from, _)| said.ends_with(from));
        if let Some((from, to)) = ending {
            said.truncate(said.len() - from.len());
            said.push_str(to);
        }
        Some(said)
    }
}

/// The short words that announce a block of the kind `kind` in the language `lang`.
///
/// `None` where the language or the kind has none.
pub(super) fn announcement(kind: &str, lang: &str) -> Option<&'static str> {
    static ENGLISH: LazyLock<HashMap<String, String>> =
        LazyLock::new(|| table::built_in(include_str!("languages/en/announcements.toml")));
    let words = if lang::primary(lang) == "en" {
        &*ENGLISH
    } else {
        &Language::of_tag(lang)?.announcements
    };
    words.get(kind).map(String::as_str)
}

/// The language of the sentence that `here` is in.
fn of(here: Here<'_>) -> Option<&'static Language> {
    here.style().language
}

impl PartialEq for Language {
    /// Whether it is the same language: each is read once and stays where it is.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Language {}

#[cfg(test)]
mod tests;
