//! The files of the languages, and how they are read.

use std::sync::LazyLock;

use crate::lang;

use super::super::table;
use super::Language;
use super::rbnf::Rules;

/// The files of one language.
pub(super) struct Files {
    /// A BCP 47 tag; a variant has a region.
    pub(super) tag: &'static str,
    pub(super) words: &'static str,
    /// What a variant says differently.
    pub(super) variant: &'static str,
    pub(super) numbers: &'static str,
}

macro_rules! language {
    ($tag:literal) => {
        language!($tag, $tag, "", $tag)
    };
    ($tag:literal, like $base:literal, numbers of $numbers:literal) => {
        language!(
            $tag,
            $base,
            include_str!(concat!("../languages/", $tag, ".toml")),
            $numbers
        )
    };
    ($tag:literal, $base:literal, $variant:expr, $numbers:literal) => {
        Files {
            tag: $tag,
            words: include_str!(concat!("../languages/", $base, ".toml")),
            variant: $variant,
            numbers: include_str!(concat!("../languages/rbnf/", $numbers, ".txt")),
        }
    };
}

/// The languages that have files; a variant stands before its language.
pub(super) const LANGUAGES: &[Files] = &[
    language!("de"),
    language!("fr"),
    language!("es-MX", like "es", numbers of "es"),
    language!("es"),
    language!("it"),
    language!("pt-PT", like "pt", numbers of "pt-PT"),
    language!("pt"),
    language!("ru"),
];

impl Language {
    /// The language of a BCP 47 tag; `None` where it has no file.
    pub(in super::super) fn of_tag(tag: &str) -> Option<&'static Self> {
        static READ: LazyLock<Vec<Language>> =
            LazyLock::new(|| LANGUAGES.iter().map(Language::read).collect());
        let at = LANGUAGES.iter().position(|files| files.fits(tag))?;
        READ.get(at)
    }

    fn read(files: &Files) -> Self {
        let mut words: toml::Table = table::built_in(files.words);
        overlay(&mut words, table::built_in(files.variant));
        let mut language: Self = toml::Value::Table(words).try_into().unwrap_or_default();
        language.rules = Rules::parse(files.numbers);
        language
    }
}

impl Files {
    /// Whether the tag is of this language, and of its region where it has one.
    fn fits(&self, tag: &str) -> bool {
        let mut parts = self.tag.split('-');
        let region = parts.nth(1);
        let same = |part: &str| region.is_none_or(|r| part.eq_ignore_ascii_case(r));
        lang::primary(self.tag) == lang::primary(tag)
            && (region.is_none() || tag.split(['-', '_']).skip(1).any(same))
    }
}

/// Puts what `variant` says into `words`, table by table.
pub(super) fn overlay(words: &mut toml::Table, variant: toml::Table) {
    for (key, value) in variant {
        match (words.get_mut(&key), value) {
            (Some(toml::Value::Table(old)), toml::Value::Table(new)) => overlay(old, new),
            (_, value) => drop(words.insert(key, value)),
        }
    }
}
