//! The classes of written things, in the order in which they are asked.

use crate::lang;
use crate::units::ByteRange;

use super::atoms::Here;
use super::language::{self, Language};
use super::{english, mark};

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
        Self::one(here, atoms, english::with_and(said, here.style().and), true)
    }

    /// The first `atoms` atoms, said in words of their own without an "and" in their numbers:
    /// parts of a code, and of a fraction, where it would join two numbers.
    pub(super) fn parts(here: Here<'_>, atoms: usize, said: impl Into<String>) -> Self {
        Self::one(here, atoms, said.into(), true)
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

/// A language without a file: only the characters are tidied.
const OTHER: &[Class] = &[
    class("invisible", mark::invisible),
    class("quote", mark::quote),
    class("dash", mark::dash),
    class("ellipsis", mark::ellipsis),
    class("word", mark::literal),
];

/// The classes of the language `lang` (a BCP 47 tag).
pub(super) fn of_lang(lang: &str) -> &'static [Class] {
    if lang::primary(lang) == "en" {
        english::CLASSES
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
