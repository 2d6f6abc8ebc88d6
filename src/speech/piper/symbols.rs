//! The symbol ids that a Piper model reads, and which of them make up which word.

use std::mem;
use std::ops::Range;

use super::config::Config;
use crate::phoneme::PiperWord;
use crate::speech::MissingSound;
use crate::units::ByteRange;

/// Symbols behind which an utterance is cut at its next pause: some 20 s of sound. One inference
/// holds a few MB for each second of its sound, and memory is to stay flat.
const LONG: usize = 300;
/// Symbols behind which it is cut wherever it stands: some 30 s.
const LONGEST: usize = 450;

/// A sentence as the model reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Symbols {
    /// What is read in one inference each; one but for very long sentences.
    pub(super) parts: Vec<Part>,
    /// Sounds that the voice does not have.
    pub(super) missing: Vec<MissingSound>,
}

/// What is read in one inference: `^ _ p _ p _ … $`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// The ids, each phoneme followed by the pad.
    pub(super) ids: Vec<i32>,
    /// Indices of `ids` from the first phoneme to the last one.
    pub(super) speech: Range<usize>,
    /// The words in order.
    pub(super) words: Vec<WordSymbols>,
}

/// The symbols of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordSymbols {
    /// Bytes of the written sentence.
    pub(super) source: ByteRange,
    /// Indices of [`Part::ids`]: those of the word, and of the space in front of it.
    ///
    /// No silence is heard at a space: its frames sound as the word behind it. A recogniser hears
    /// words 42 ms before they are said to begin when the space belongs to no word, and 14 ms
    /// from it when it belongs to them (median of 609 words).
    pub(super) symbols: Range<usize>,
}

impl Symbols {
    /// The symbols of `words`, or `None` where the voice can say none of them.
    pub(super) fn new(words: &[PiperWord], config: &Config) -> Option<Self> {
        let mut builder = Builder::new(config);
        for word in words {
            builder.word(word);
        }
        builder.end_part();
        let Builder { parts, missing, .. } = builder;
        (!parts.is_empty()).then_some(Self { parts, missing })
    }
}

struct Builder<'a> {
    config: &'a Config,
    parts: Vec<Part>,
    missing: Vec<MissingSound>,
    part: Part,
    /// Symbols of the part so far.
    count: usize,
    /// Where the space begins that stands behind the last word, if nothing else does.
    space: Option<usize>,
}

impl<'a> Builder<'a> {
    fn new(config: &'a Config) -> Self {
        let mut builder = Self {
            config,
            parts: Vec::new(),
            missing: Vec::new(),
            part: Part::default(),
            count: 0,
            space: None,
        };
        builder.begin_part();
        builder
    }

    fn begin_part(&mut self) {
        self.count = 0;
        self.space = None;
        self.add('^');
    }

    /// Ends the part; one without a word is left out.
    fn end_part(&mut self) {
        let mut part = mem::take(&mut self.part);
        if let (Some(first), Some(last)) = (part.words.first(), part.words.last()) {
            part.speech = first.symbols.start..last.symbols.end;
            part.ids.extend(self.config.ids('$'));
            self.parts.push(part);
        }
    }

    fn word(&mut self, word: &PiperWord) {
        let sounds = word.ipa.trim_end();
        let audible = sounds.contains(char::is_alphabetic);
        let space = self.space.take();
        let mut own = self.part.ids.len();
        let mut start = space.unwrap_or(own);
        for symbol in sounds.chars() {
            if self.count >= LONGEST {
                self.end_word(word.source, start..own, audible);
                self.end_part();
                self.begin_part();
                own = self.part.ids.len();
                start = own;
            }
            self.symbol(symbol, word.source);
        }
        self.end_word(word.source, start..own, audible);
        let pause = sounds.ends_with(['.', ',', ';', ':', '!', '?']);
        if self.count >= LONG && pause {
            self.end_part();
            self.begin_part();
        } else if sounds.len() < word.ipa.len() {
            self.space = (audible && !pause).then_some(self.part.ids.len());
            self.add(' ');
        }
    }

    /// Ends a word that has the space in front, where there is any sound of it behind that.
    fn end_word(&mut self, source: ByteRange, space: Range<usize>, audible: bool) {
        let end = self.part.ids.len();
        if audible && end > space.end {
            let symbols = space.start..end;
            self.part.words.push(WordSymbols { source, symbols });
        }
    }

    /// Adds what the voice writes for `symbol`, or notes that it has nothing for it.
    fn symbol(&mut self, symbol: char, source: ByteRange) {
        for written in self.config.written(symbol) {
            if self.config.ids(written).is_empty() {
                self.missing.push(MissingSound { source, symbol });
            } else {
                self.add(written);
            }
        }
    }

    /// Adds the ids of a symbol and the pad that follows each one.
    fn add(&mut self, symbol: char) {
        self.part.ids.extend(self.config.ids(symbol));
        self.part.ids.extend(self.config.ids('_'));
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        let text = r#"{"audio":{"sample_rate":22050}, "phoneme_map":{"ç":["a","b"]},
            "phoneme_id_map":{"^":[1],"$":[2],"_":[0]," ":[3],",":[4],"a":[5],"b":[6]}}"#;
        Config::parse(text).unwrap()
    }

    fn word(at: usize, ipa: &str) -> PiperWord {
        PiperWord {
            source: ByteRange::new(at, at + 1),
            ipa: ipa.to_owned(),
        }
    }

    #[test]
    fn a_word_knows_its_symbols() {
        let symbols =
            Symbols::new(&[word(0, "a "), word(1, "b"), word(2, ",")], &config()).unwrap();
        let [part] = &symbols.parts[..] else {
            panic!("{symbols:?}")
        };
        assert_eq!(part.ids, [1, 0, 5, 0, 3, 0, 6, 0, 4, 0, 2]);
        let ranges: Vec<_> = part.words.iter().map(|word| word.symbols.clone()).collect();
        assert_eq!(
            ranges,
            [2..4, 4..8],
            "the space belongs to the word behind it"
        );
        assert_eq!(part.speech, 2..8);
    }

    #[test]
    fn behind_a_pause_a_word_begins_with_its_first_sound() {
        let words = [word(0, "a"), word(1, ", "), word(2, "b")];
        let symbols = Symbols::new(&words, &config()).unwrap();
        let ranges = symbols.parts[0]
            .words
            .iter()
            .map(|word| word.symbols.clone());
        assert_eq!(ranges.collect::<Vec<_>>(), [2..4, 8..10]);
    }

    #[test]
    fn a_symbol_that_the_voice_lacks_is_reported() {
        let symbols = Symbols::new(&[word(0, "aʘb")], &config()).unwrap();
        let lacks = MissingSound {
            source: ByteRange::new(0, 1),
            symbol: 'ʘ',
        };
        assert_eq!(symbols.missing, [lacks]);
        assert_eq!(symbols.parts[0].ids, [1, 0, 5, 0, 6, 0, 2]);
    }

    #[test]
    fn a_word_without_a_sound_has_no_time() {
        let words = [word(0, "a "), word(2, "ʘ "), word(4, "b")];
        let symbols = Symbols::new(&words, &config()).unwrap();
        let sources = symbols.parts[0].words.iter().map(|word| word.source);
        let heard = [ByteRange::new(0, 1), ByteRange::new(4, 5)];
        assert_eq!(sources.collect::<Vec<_>>(), heard);
    }

    #[test]
    fn a_symbol_is_written_as_the_voice_writes_it() {
        let symbols = Symbols::new(&[word(0, "ç")], &config()).unwrap();
        assert_eq!(symbols.parts[0].ids, [1, 0, 5, 0, 6, 0, 2]);
        assert!(symbols.missing.is_empty());
    }

    #[test]
    fn what_cannot_be_said_has_no_symbols() {
        assert_eq!(Symbols::new(&[], &config()), None);
        assert_eq!(Symbols::new(&[word(0, ",")], &config()), None);
        assert_eq!(Symbols::new(&[word(0, "ʘ")], &config()), None);
        let two = [word(0, "ʘ "), word(2, "ʘ")];
        assert_eq!(Symbols::new(&two, &config()), None, "a space is no sound");
    }

    #[test]
    fn a_long_sentence_is_cut_at_pauses_or_else_anywhere() {
        let clause = (0..100).map(|n| word(n, "ab "));
        let clause = clause.chain([word(100, ", ")]);
        let clauses: Vec<_> = (0..6).flat_map(|_| clause.clone()).collect();
        let cases = [
            (clauses, 6, "at commas"),
            (vec![word(0, &"a".repeat(5_000))], 12, "anywhere"),
        ];
        for (words, parts, why) in cases {
            let symbols = Symbols::new(&words, &config()).unwrap();
            assert_eq!(symbols.parts.len(), parts, "{why}");
            let said = |part: &Part| part.ids.iter().filter(|id| [5, 6].contains(id)).count();
            let all: usize = symbols.parts.iter().map(said).sum();
            let given: usize = words
                .iter()
                .map(|w| w.ipa.matches(['a', 'b']).count())
                .sum();
            assert_eq!(all, given, "{why}: nothing is lost");
            for part in &symbols.parts {
                assert!(part.ids.len() <= 2 * (LONGEST + 3), "{why}");
            }
        }
    }
}
