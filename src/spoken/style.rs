//! How a language is said where its speakers differ.

use crate::lang::{self, Dialect};

use super::language::Language;

/// The habits of the language that a sentence is read in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether English is said as in Britain: day before month, metres for kilometers.
    pub(super) british: bool,
    /// Where English numbers have an "and": "one hundred and five".
    pub(super) and: And,
    /// The words of any other language that has a file of them.
    pub(super) language: Option<&'static Language>,
}

impl Style {
    /// The habits of the language `lang` (a BCP 47 tag).
    pub(super) fn of_lang(lang: &str) -> Self {
        Self {
            british: Dialect::of_lang(lang) == Some(Dialect::British),
            and: And::of_lang(lang),
            language: Language::of_tag(lang),
        }
    }

    /// Whether an English text does not tell where it is from.
    pub(super) fn is_placeless(self) -> bool {
        self.and == And::Last
    }
}

/// Where the numbers of a language have an "and".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum And {
    /// Nowhere, as in North America and in other languages than English.
    #[default]
    Nowhere,
    /// Before the last two digits of the whole number, and not in years: what is heard
    /// everywhere, so what a text gets that does not say where it is from.
    Last,
    /// Before the last two digits of each group of three, as in Britain.
    Each,
}

impl And {
    fn of_lang(lang: &str) -> Self {
        let america = lang::has_region(lang, &["US", "CA"]);
        match Dialect::of_lang(lang) {
            Some(Dialect::British) => Self::Each,
            Some(Dialect::American) if !america => Self::Last,
            _ => Self::Nowhere,
        }
    }
}
