//! Languages by their tags (BCP 47), as every step of the pipeline asks for them, and by
//! the look of a text.

mod detect;

pub use detect::{Choice, Source, check, detect};

/// The primary subtag of `tag` in lower case: `en` of `en-GB`, `de` of `DE_at`.
pub fn primary(tag: &str) -> String {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    first.trim().to_ascii_lowercase()
}

/// Whether `tag` names one of `regions` (two capital letters each).
pub fn has_region(tag: &str, regions: &[&str]) -> bool {
    let mut parts = tag.split(['-', '_']).skip(1);
    let region = parts.find(|part| part.len() == 2);
    region.is_some_and(|part| {
        regions
            .iter()
            .any(|region| part.eq_ignore_ascii_case(region))
    })
}

/// Whether text in the language `tag` runs from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let languages = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
    languages.contains(&primary(tag).as_str())
}

/// A dialect of English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// As in the United States and Canada.
    American,
    /// As in Britain, Ireland, Australia, New Zealand, South Africa and India.
    British,
}

impl Dialect {
    /// The dialect of a language tag; `None` where the tag is not English.
    pub fn of_lang(lang: &str) -> Option<Self> {
        if primary(lang) != "en" {
            return None;
        }
        let british = ["GB", "UK", "AU", "IE", "NZ", "ZA", "IN"];
        Some(if has_region(lang, &british) {
            Self::British
        } else {
            Self::American
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primary_subtag_stands_before_any_region() {
        for (tag, expected) in [("en-GB", "en"), ("DE_at", "de"), ("fr", "fr"), ("", "")] {
            assert_eq!(primary(tag), expected);
        }
    }

    #[test]
    fn british_habits_go_with_the_region() {
        let cases = [
            ("en", Some(Dialect::American)),
            ("en-CA", Some(Dialect::American)),
            ("en-Latn-GB", Some(Dialect::British)),
            ("EN_au", Some(Dialect::British)),
            ("de", None),
        ];
        for (tag, expected) in cases {
            assert_eq!(Dialect::of_lang(tag), expected, "{tag}");
        }
    }
}
