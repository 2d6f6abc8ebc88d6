//! Spoken form (text normalisation): what is said for what is written, with the map between.
//!
//! Tokenise ([`atoms`]) → classify (the table in [`classes`]) → verbalise (one file per class).

mod atoms;
mod classes;
mod english;
mod language;
mod letter_case;
mod mark;
mod numeral;
mod replace;
mod style;
mod table;
mod writer;

use crate::units::ByteRange;

pub use self::replace::Replacements;

use self::writer::Writer;

/// What is said for a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpokenForm {
    /// The words and punctuation as they are said.
    pub text: String,
    /// The pieces of `text` in order, and what each was made of.
    pub tokens: Vec<SpokenToken>,
}

/// A piece of the spoken form and its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenToken {
    /// Bytes of the written sentence that it speaks; empty for what is said before a block.
    pub source: ByteRange,
    /// Bytes of [`SpokenForm::text`]; empty where nothing is said for the source.
    pub spoken: ByteRange,
    /// The rule that decided it, such as `word` or `quote`.
    pub rule: &'static str,
    /// How its sounds are found.
    pub sounds: Sounds,
}

/// How the sounds of a token are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sounds {
    /// As those of any word in the language of the sentence.
    #[default]
    Language,
    /// As those of a word in another language (a BCP 47 tag).
    Foreign(Box<str>),
    /// A lexicon gives them, in the International Phonetic Alphabet.
    Given(Box<str>),
}

/// What decides how a sentence is said, besides its characters.
#[derive(Debug, Clone, Default)]
pub struct Setting<'a> {
    /// BCP 47 tag of its language.
    pub lang: &'a str,
    /// The publisher's words.
    pub replacements: Option<&'a Replacements>,
    /// What is said before it, such as "Quote".
    pub announcement: Option<&'a str>,
    /// Bytes of the sentence that are in another language, with its BCP 47 tag; in order.
    pub foreign: Vec<(ByteRange, &'a str)>,
    /// Bytes of the sentence that are set higher: exponents, and endings of ordinals; in order.
    pub raised: Vec<ByteRange>,
}

/// What is said for the written `sentence` in the language `lang` (a BCP 47 tag).
///
/// As [`verbalise_in`], without anything else to go by.
pub fn verbalise(sentence: &str, lang: &str) -> SpokenForm {
    let setting = Setting {
        lang,
        ..Setting::default()
    };
    verbalise_in(sentence, &setting)
}

/// What is said for the written `sentence`.
///
/// The sources of the tokens are ordered, do not overlap, and hold every visible character
/// of the sentence. The spoken ranges are ordered, do not overlap, and hold every visible
/// character of the spoken text. In a language that has no words of its own here only the
/// characters are tidied: its voices read numbers and symbols themselves.
pub fn verbalise_in(sentence: &str, setting: &Setting<'_>) -> SpokenForm {
    let atoms = atoms::tokenise(sentence, &setting.raised);
    let mut writer = Writer::default();
    if let Some(announcement) = setting.announcement {
        writer.announce(announcement);
    }
    let mut from = 0;
    for (end, lang) in stretches(&atoms, setting) {
        // A class sees what stands before its stretch, and nothing behind it.
        let stretch = Stretch {
            atoms: &atoms[..end],
            lang: lang.unwrap_or(setting.lang),
            foreign: lang.is_some(),
            replacements: setting.replacements,
        };
        stretch.write(from, &mut writer);
        from = end;
    }
    writer.form
}

/// Where each stretch of one language ends, in atoms, and its language if it is a foreign one.
fn stretches<'a>(
    atoms: &[atoms::Atom<'_>],
    setting: &Setting<'a>,
) -> Vec<(usize, Option<&'a str>)> {
    let mut found: Vec<(usize, Option<&str>)> = vec![];
    for (range, lang) in &setting.foreign {
        let first = atoms.partition_point(|atom| atom.start < range.start);
        let end = atoms.partition_point(|atom| atom.start < range.end);
        if found.last().is_none_or(|(before, _)| *before <= first) && first < end {
            found.push((first, None));
            found.push((end, Some(lang)));
        }
    }
    found.push((atoms.len(), None));
    found
}

/// The short words said before a block of the kind `kind`, such as `caption` or `byline`, in
/// the language `lang` (a BCP 47 tag); `None` where there are none.
pub fn announcement(kind: &str, lang: &str) -> Option<&'static str> {
    language::announcement(kind, lang)
}

/// Atoms that are said in one language.
struct Stretch<'a> {
    atoms: &'a [atoms::Atom<'a>],
    lang: &'a str,
    foreign: bool,
    replacements: Option<&'a Replacements>,
}

impl Stretch<'_> {
    /// Writes what is said for the atoms from number `at` on.
    fn write(&self, mut at: usize, writer: &mut Writer) {
        let table = classes::of_lang(self.lang);
        let style = style::Style::of_lang(self.lang);
        while at < self.atoms.len() {
            let here = atoms::Here::new(self.atoms, at, style);
            let replaced = self.replacements.and_then(|known| known.read(here));
            if let Some((reading, sounds)) = replaced {
                writer.write("lexicon", &reading, here.glued(0));
                writer.sound(&sounds);
                at += reading.atoms.max(1);
                continue;
            }
            let (rule, reading) = classes::read(table, here);
            writer.write(rule, &reading, here.glued(0));
            if self.foreign {
                writer.sound(&Sounds::Foreign(self.lang.into()));
            }
            at += reading.atoms.max(1);
        }
    }
}

#[cfg(test)]
mod tests;
