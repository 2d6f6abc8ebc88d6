//! Phonemes (grapheme-to-phoneme): how the spoken form sounds, word by word.
//!
//! English has dictionaries of its own ([`english`]); other languages are said by the
//! `espeak-ng` program where it is installed ([`abroad`]).

mod abroad;
mod british;
mod english;
mod espeak;
mod feed;
mod fold;
mod graphemes;
mod inflect;
mod ipa;
mod kokoro;
mod larger;
mod model;
mod piper;
mod stress;
mod stretch;
mod unknown;

use std::fmt;

use crate::lang::Dialect;
use crate::spoken::SpokenForm;
use crate::units::ByteRange;

pub use self::espeak::espeak_program;
pub(crate) use self::espeak::tag as espeak_tag;
pub use self::graphemes::piper_graphemes;
pub use self::kokoro::kokoro_ipa;
pub use self::piper::{PiperWord, piper_ipa};

use self::abroad::Abroad;
use self::english::English;
use self::espeak::Espeak;

/// Says how words sound in one language; what it knows is loaded once.
///
/// English takes some 100 MB and half a second; another language takes child processes of
/// `espeak-ng`. It is shared between threads: keep it.
pub struct Pronouncer(Tongue);

enum Tongue {
    English(Box<English>),
    Abroad(Abroad),
}

/// The sounds of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pronunciation {
    /// Words and punctuation marks in the order in which they are said.
    pub words: Vec<PronouncedWord>,
    /// What their phonemes are written in.
    pub alphabet: Alphabet,
}

/// What phonemes are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Alphabet {
    /// misaki's, of either English dialect.
    #[default]
    Misaki,
    /// The International Phonetic Alphabet as `espeak-ng` writes it: stress before the vowel,
    /// a tie (U+0361) between the letters of one sound.
    Espeak,
}

/// Why a sentence or a language has no phonemes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPhonemes {
    /// The program that knows the language is missing.
    #[error("phonemes of the language '{0}' need the program espeak-ng: install it")]
    NotInstalled(String),
    /// The program does not know the language.
    #[error("the program espeak-ng, as it is installed, does not speak the language '{0}'")]
    Unknown(String),
    /// The program is there, but dies or hangs.
    #[error("the program espeak-ng fails at the language '{0}'")]
    Failing(String),
}

/// A word or a punctuation mark, and how it sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PronouncedWord {
    /// Bytes of the written sentence that the word speaks (through the spoken tokens).
    ///
    /// Several words can share a source: all of "forty-five dollars" speaks `$45`.
    pub source: ByteRange,
    /// Phonemes in the alphabet of the sentence (stress marks included), or the punctuation mark
    /// itself.
    ///
    /// Empty only where the step is [`Step::Letters`] and no letter has a name in the language.
    pub phonemes: String,
    /// Whether white space follows.
    pub space_after: bool,
    /// Which step knew the word.
    pub step: Step,
}

/// The step that knew a word, from the surest to the last resort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A mark that is a pause or silent.
    Punctuation,
    /// The publisher's lexicon gives its sounds.
    Lexicon,
    /// The dictionary has the word.
    Dictionary,
    /// The dictionary has the word without its prefix or suffix.
    Inflected,
    /// A larger dictionary has the word, or what it is the plural or a verb form of.
    Larger,
    /// The dictionary has its parts: compounds, hyphens, camel case.
    Parts,
    /// The model of English spelling; names mostly.
    Model,
    /// A word of another language than English, as the `espeak-ng` program says it.
    Espeak,
    /// Spelled out.
    Letters,
}

impl fmt::Display for Pronunciation {
    /// The phonemes of the whole sentence, spaces where white space is; what decides its sound.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for word in &self.words {
            out.write_str(&word.phonemes)?;
            if word.space_after {
                out.write_str(" ")?;
            }
        }
        Ok(())
    }
}

impl Pronouncer {
    /// The pronouncer of the language of the BCP 47 tag `lang`.
    ///
    /// It takes about 0.4 s for English, 20 ms for another language.
    ///
    /// # Errors
    /// Where the program is missing that knows the language, or does not know it.
    pub fn load(lang: &str) -> Result<Self, NoPhonemes> {
        let tongue = match Dialect::of_lang(lang) {
            Some(dialect) => Tongue::English(Box::new(English::load(dialect))),
            None => Tongue::Abroad(Abroad::load(lang, Espeak::installed())?),
        };
        Ok(Self(tongue))
    }

    /// How the sentence sounds: every visible word of it, in order.
    ///
    /// # Errors
    /// [`NoPhonemes::Failing`] where the program that knows the language is started again and
    /// again and gives no answer, which takes some seconds; never for English.
    pub fn pronounce(&self, form: &SpokenForm) -> Result<Pronunciation, NoPhonemes> {
        let (words, alphabet) = match &self.0 {
            Tongue::English(english) => (english.pronounce(form), Alphabet::Misaki),
            Tongue::Abroad(abroad) => (abroad.pronounce(form)?, Alphabet::Espeak),
        };
        Ok(Pronunciation { words, alphabet })
    }
}

#[cfg(test)]
mod tests;
