//! Spoken form (text normalisation): what is said for what is written, with the map between.
//!
//! Tokenise ([`atoms`]) → classify (the table in [`classes`]) → verbalise (one file per class).

mod address;
mod atoms;
mod cardinal;
mod classes;
mod date;
mod language;
mod measure;
mod money;
mod numbers;
mod quantity;
mod range;
mod roman;
mod symbol;
mod table;
mod time;
mod words;

use crate::units::ByteRange;

use self::classes::{Part, Reading};

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
    /// Bytes of the written sentence that it speaks.
    pub source: ByteRange,
    /// Bytes of [`SpokenForm::text`]; empty where nothing is said for the source.
    pub spoken: ByteRange,
    /// The rule that decided it, such as `word` or `quote`.
    pub rule: &'static str,
}

/// What is said for the written `sentence` in the language `lang` (a BCP 47 tag).
///
/// The sources of the tokens are ordered, do not overlap, and hold every visible character
/// of the sentence. The spoken ranges are ordered, do not overlap, and hold every visible
/// character of the spoken text. In a language that has no words of its own here only the
/// characters are tidied: its voices read numbers and symbols themselves.
pub fn verbalise(sentence: &str, lang: &str) -> SpokenForm {
    let atoms = atoms::tokenise(sentence);
    let table = classes::of_lang(lang);
    let style = atoms::Style::of_lang(lang);
    let mut writer = Writer::default();
    let mut at = 0;
    while at < atoms.len() {
        let here = atoms::Here::new(&atoms, at, style);
        let (rule, reading) = classes::read(table, here);
        writer.write(rule, &reading, here.glued(0));
        at += reading.atoms.max(1);
    }
    writer.form
}

/// The short words said before a block of the kind `kind`, such as `caption` or `byline`, in
/// the language `lang` (a BCP 47 tag); `None` where there are none.
pub fn announcement(kind: &str, lang: &str) -> Option<&'static str> {
    language::announcement(kind, lang)
}

/// Joins the parts of readings into a spoken form.
#[derive(Default)]
struct Writer {
    form: SpokenForm,
    /// Whether the part before wants a space before a word that touches it.
    apart: bool,
    /// Whether white space stands in the source since the last part that is said.
    gap: bool,
}

impl Writer {
    fn write(&mut self, rule: &'static str, reading: &Reading, glued: bool) {
        self.gap |= !glued;
        for part in &reading.parts {
            self.push(rule, part);
        }
    }

    fn push(&mut self, rule: &'static str, part: &Part) {
        if part.said.is_empty() {
            self.apart |= part.apart;
        } else {
            if self.wants_space(part) {
                self.form.text.push(' ');
            }
            self.gap = false;
            self.apart = part.apart;
        }
        let start = self.form.text.len();
        self.form.text.push_str(&part.said);
        self.form.tokens.push(SpokenToken {
            source: part.source,
            spoken: ByteRange::new(start, self.form.text.len()),
            rule,
        });
    }

    fn wants_space(&self, part: &Part) -> bool {
        let last = self.form.text.chars().next_back();
        let first = part.said.chars().next();
        let (Some(last), Some(first)) = (last, first) else {
            return false;
        };
        if last.is_whitespace() {
            return false;
        }
        if self.gap {
            // A dash leans on the word before it, so that it is one pause and not two words.
            return part.said != "—";
        }
        (self.apart || part.apart) && last.is_alphanumeric() && first.is_alphanumeric()
            || last == '—' && first.is_alphanumeric()
    }
}

#[cfg(test)]
mod tests;
