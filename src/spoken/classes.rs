//! The classes of written things, in the order in which they are asked.

use crate::lang;
use crate::units::ByteRange;

use super::atoms::Here;
use super::language::{self, Language};
use super::{
    abbreviation, address, cardinal, date, emoji, fraction, initials, math, measure, money,
    numbers, range, ratio, roman, script, serial, slash, symbol, tag, telephone, time, words,
};

/// A stretch of the sentence and what is said for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Bytes of the sentence.
    pub(super) source: ByteRange,
    /// What is said; empty where nothing is.
    pub(super) said: String,
    /// Whether a word that touches it is set apart by a space.
    pub(super) apart: bool,
}

/// What a class makes of the next atoms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The number of atoms it speaks for, at least 1.
    pub(super) atoms: usize,
    /// Parts in order; together they hold all the atoms.
    pub(super) parts: Vec<Part>,
}

impl Reading {
    /// The first `atoms` atoms, said in words of their own.
    pub(super) fn words(here: Here<'_>, atoms: usize, said: impl Into<String>) -> Self {
        let said = said.into();
        let said = if here.style().british {
            numbers::with_and(&said)
        } else {
            said
        };
        Self::one(here, atoms, said, true)
    }

    /// The first `atoms` atoms, said as they are written or joined to their neighbours.
    pub(super) fn joined(here: Here<'_>, atoms: usize, said: impl Into<String>) -> Self {
        Self::one(here, atoms, said.into(), false)
    }

    fn one(here: Here<'_>, atoms: usize, said: String, apart: bool) -> Self {
        let source = here.span(0, atoms);
        Self {
            atoms,
            parts: vec![Part {
                source,
                said,
                apart,
            }],
        }
    }
}

/// A class of written things.
pub(super) struct Class {
    /// The rule that the report shows.
    rule: &'static str,
    /// What the class makes of the atoms from here on, or nothing where it does not apply.
    read: fn(Here<'_>) -> Option<Reading>,
}

pub(super) const fn class(rule: &'static str, read: fn(Here<'_>) -> Option<Reading>) -> Class {
    Class { rule, read }
}

/// English: the longest and surest forms first, so that `$4.2 million` is not a number.
const ENGLISH: &[Class] = &[
    class("invisible", symbol::invisible),
    class("email", address::email),
    class("url", address::url),
    class("handle", tag::read),
    class("file", address::file),
    class("face", symbol::face),
    class("emoji", emoji::read),
    class("footnote", symbol::footnote),
    class("initials", initials::read),
    class("initialism", slash::ampersand),
    class("slash", slash::pair),
    class("letters", slash::letters),
    class("serial", serial::address),
    class("telephone", telephone::read),
    class("score", ratio::idiom),
    class("score", ratio::read),
    class("date", date::read),
    class("time", time::read),
    class("decade", date::decade),
    class("money", money::read),
    class("math", math::number),
    class("version", serial::version),
    class("serial", serial::read),
    class("percent", measure::percent),
    class("measure", measure::read),
    class("ordinal", cardinal::ordinal),
    class("fraction", fraction::read),
    class("range", range::read),
    class("math", math::sign),
    class("abbreviation", abbreviation::read),
    class("state", abbreviation::postal),
    class("number", cardinal::read),
    class("digits", math::foreign),
    class("roman", roman::read),
    class("word", words::read),
    class("contraction", symbol::contraction),
    class("quote", symbol::quote),
    class("span", slash::span),
    class("dash", symbol::dash),
    class("bar", symbol::bar),
    class("hyphen", symbol::hyphen),
    class("ellipsis", symbol::ellipsis),
    class("punctuation", symbol::punctuation),
    class("symbol", symbol::named),
    class("unread", script::unread),
];

/// A language without a file: only the characters are tidied.
const OTHER: &[Class] = &[
    class("invisible", symbol::invisible),
    class("quote", symbol::quote),
    class("dash", symbol::dash),
    class("ellipsis", symbol::ellipsis),
    class("word", symbol::literal),
];

/// The classes of the language `lang` (a BCP 47 tag).
pub(super) fn of_lang(lang: &str) -> &'static [Class] {
    if lang::primary(lang) == "en" {
        ENGLISH
    } else if Language::of_tag(lang).is_some() {
        language::CLASSES
    } else {
        OTHER
    }
}

/// The rule and the reading of the first class of `table` that knows what stands here.
pub(super) fn read(table: &[Class], here: Here<'_>) -> (&'static str, Reading) {
    table
        .iter()
        .find_map(|class| (class.read)(here).map(|reading| (class.rule, reading)))
        .unwrap_or_else(|| ("unread", Reading::words(here, 1, "")))
}
