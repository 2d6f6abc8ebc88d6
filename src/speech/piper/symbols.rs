//! The symbol ids that a Piper model reads, and which of them make up which word.

use std::ops::Range;

use super::config::Config;
use crate::phoneme::PiperWord;
use crate::units::ByteRange;

/// A sentence as the model reads it: `^ _ p _ p _ … $`.
pub(super) struct Symbols {
    /// The ids, each phoneme followed by the pad.
    pub(super) ids: Vec<i32>,
    /// Indices of `ids` from the first phoneme to the last one.
    pub(super) speech: Range<usize>,
    /// The words in order.
    pub(super) words: Vec<WordSymbols>,
}

/// The symbols of one word.
pub(super) struct WordSymbols {
    /// Bytes of the written sentence.
    pub(super) source: ByteRange,
    /// Indices of [`Symbols::ids`], without the space behind the word.
    pub(super) symbols: Range<usize>,
}

impl Symbols {
    /// The symbols of `words`, or `None` where the voice can say none of them.
    pub(super) fn new(words: &[PiperWord], config: &Config) -> Option<Self> {
        let mut builder = Builder::new(config);
        for word in words {
            builder.word(word);
        }
        builder.finish()
    }
}

struct Builder<'a> {
    config: &'a Config,
    ids: Vec<i32>,
    words: Vec<WordSymbols>,
}

impl<'a> Builder<'a> {
    fn new(config: &'a Config) -> Self {
        let mut builder = Self {
            config,
            ids: Vec::new(),
            words: Vec::new(),
        };
        builder.symbol('^');
        builder
    }

    fn word(&mut self, word: &PiperWord) {
        let sounds = word.ipa.trim_end();
        let start = self.ids.len();
        for symbol in sounds.chars() {
            self.symbol(symbol);
        }
        let symbols = start..self.ids.len();
        if !symbols.is_empty() && sounds.contains(char::is_alphabetic) {
            let source = word.source;
            self.words.push(WordSymbols { source, symbols });
        }
        if sounds.len() < word.ipa.len() {
            self.symbol(' ');
        }
    }

    /// Adds the symbol and the pad that follows each one; a symbol that is not in the voice's
    /// alphabet is left out (every symbol of the phoneme table is, by a test).
    fn symbol(&mut self, symbol: char) {
        let pad = self.config.phoneme_id_map.get(&'_');
        if let Some(ids) = self.config.phoneme_id_map.get(&symbol) {
            self.ids.extend(ids);
            self.ids.extend(pad.into_iter().flatten());
        }
    }

    fn finish(mut self) -> Option<Symbols> {
        let first = self.words.first()?.symbols.start;
        let last = self.words.last()?.symbols.end;
        let end = self.config.phoneme_id_map.get(&'$');
        self.ids.extend(end.into_iter().flatten());
        Some(Symbols {
            ids: self.ids,
            speech: first..last,
            words: self.words,
        })
    }
}
