//! The writer: joins what the classes say into one spoken form.

use crate::units::ByteRange;

use super::classes::{Part, Reading};
use super::{Sounds, SpokenForm, SpokenToken};

/// Joins the parts of readings into a spoken form.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) form: SpokenForm,
    /// Whether the part before wants a space before a word that touches it.
    apart: bool,
    /// Whether the last part with a letter at its end wants it, with marks behind it or not.
    word_apart: bool,
    /// Whether white space stands in the source since the last part that is said.
    gap: bool,
    /// The first token of the last reading.
    reading: usize,
}

impl Writer {
    /// Says `text` for nothing that is written.
    pub(super) fn announce(&mut self, text: &str) {
        let part = Part {
            source: ByteRange::default(),
            said: format!("{text}:"),
            apart: true,
        };
        self.push("announcement", &part);
        self.gap = true;
    }

    /// Lets the tokens of the last reading sound as `sounds` says.
    pub(super) fn sound(&mut self, sounds: &Sounds) {
        let tokens = self.form.tokens.get_mut(self.reading..);
        for token in tokens.unwrap_or_default() {
            token.sounds = sounds.clone();
        }
    }

    /// Says `reading`, which `rule` decided; `glued` is whether it touches what stands before.
    pub(super) fn write(&mut self, rule: &'static str, reading: &Reading, glued: bool) {
        self.gap |= !glued;
        self.reading = self.form.tokens.len();
        for part in &reading.parts {
            self.push(rule, part);
        }
    }

    fn push(&mut self, rule: &'static str, part: &Part) {
        if part.said.is_empty() {
            self.apart |= part.apart;
            self.word_apart |= part.apart;
        } else {
            if self.wants_space(part) {
                self.form.text.push(' ');
            }
            self.gap = false;
            self.apart = part.apart;
            if part.said.ends_with(char::is_alphanumeric) {
                self.word_apart = part.apart;
            }
        }
        let start = self.form.text.len();
        self.form.text.push_str(&part.said);
        self.form.tokens.push(SpokenToken {
            source: part.source,
            spoken: ByteRange::new(start, self.form.text.len()),
            rule,
            sounds: Sounds::Language,
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
        if !first.is_alphanumeric() {
            return false;
        }
        match last {
            '—' | ',' | ';' | ':' | '!' | '?' | '.' | '…' => true,
            // "(s)he" is one word, "(1)Hello" two.
            ')' => self.word_apart || part.apart,
            _ => (self.apart || part.apart) && last.is_alphanumeric(),
        }
    }
}
