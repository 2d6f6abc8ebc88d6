//! Spoken form (text normalisation): what is said for what is written, with the map between.

use crate::units::ByteRange;

/// What is said for a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenForm {
    /// The words and punctuation as they are said.
    pub text: String,
    /// The pieces of `text` in order, and what each was made of.
    pub tokens: Vec<SpokenToken>,
}

/// A piece of the spoken form and its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenToken {
    /// Bytes of the written sentence that it speaks.
    pub source: ByteRange,
    /// Bytes of [`SpokenForm::text`].
    pub spoken: ByteRange,
    /// The rule that decided it, such as `word` or `quote`.
    pub rule: &'static str,
}

/// What is said for the written `sentence` in the language `lang` (a BCP 47 tag).
///
/// The sources of the tokens are ordered, do not overlap, and hold every visible character
/// of the sentence.
pub fn verbalise(sentence: &str, lang: &str) -> SpokenForm {
    let _ = lang;
    SpokenForm {
        text: sentence.to_owned(),
        tokens: vec![],
    }
}
