//! The tokens that the model reads, and which of them make up which word.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use crate::phoneme::{Alphabet, PronouncedWord, Pronunciation, Step, kokoro_ipa};
use crate::speech::MissingSound;
use crate::units::ByteRange;

/// Tokens that the model knows: 178, of which 0 frames a text.
const KNOWN: Range<i32> = 1..178;

/// Most tokens of marks between two words; more of them say nothing more.
const MOST_MARKS: usize = 4;
/// Most tokens of a word that is said in one piece: longer ones are no words, and every part must
/// be able to end somewhere.
const LONGEST_WORD: usize = 100;

/// The token of each symbol.
#[derive(Debug)]
pub(super) struct Vocabulary(HashMap<char, i32>);

#[derive(Deserialize)]
struct VocabularyFile {
    vocab: HashMap<char, i32>,
}

impl Vocabulary {
    /// The vocabulary in the file at `path`, or what is wrong with the file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let file: VocabularyFile =
            serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        match file.vocab.iter().find(|(_, token)| !KNOWN.contains(token)) {
            None => Ok(Self(file.vocab)),
            Some((symbol, token)) => Err(format!("{name}: no token {token} for '{symbol}'")),
        }
    }

    fn token(&self, symbol: char) -> Option<i32> {
        self.0.get(&symbol).copied()
    }
}

/// A sentence as the model reads it, without the frame.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    /// The tokens.
    pub(super) tokens: Vec<i32>,
    /// The words in order.
    pub(super) words: Vec<WordTokens>,
    /// Where a part may end, in order.
    pub(super) breaks: Vec<Break>,
    /// Sounds that the voice does not have.
    pub(super) missing: Vec<MissingSound>,
    /// Tokens of marks since the last word.
    marks: usize,
}

/// The tokens of one word.
#[derive(Debug, Clone)]
pub(super) struct WordTokens {
    /// Bytes of the written sentence.
    pub(super) source: ByteRange,
    /// Indices of [`Symbols::tokens`], without the space behind the word.
    pub(super) tokens: Range<usize>,
}

/// A place between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Break {
    /// Index of the token behind the last one of what comes before.
    pub(super) end: usize,
    /// Index of the token at which the rest begins, behind the space.
    pub(super) at: usize,
    /// Whether a mark stands there that is heard as a pause.
    pub(super) pause: bool,
}

impl Symbols {
    /// The tokens of a sentence, marks included: they shape its melody.
    pub(super) fn new(pronunciation: &Pronunciation, vocabulary: &Vocabulary) -> Self {
        let mut symbols = Self::default();
        for word in &pronunciation.words {
            let phonemes = match pronunciation.alphabet {
                Alphabet::Espeak if word.step != Step::Punctuation => {
                    Cow::from(kokoro_ipa(&word.phonemes))
                }
                Alphabet::Espeak | Alphabet::Misaki => Cow::from(&word.phonemes),
            };
            symbols.add(word, &phonemes, vocabulary);
        }
        symbols
    }

    /// Adds a word or mark that has the `phonemes`.
    fn add(&mut self, word: &PronouncedWord, phonemes: &str, vocabulary: &Vocabulary) {
        let start = self.tokens.len();
        if word.step == Step::Punctuation {
            self.mark(phonemes, vocabulary);
        } else {
            self.word(word.source, phonemes, vocabulary);
        }
        if self.tokens.len() > start {
            let pause = word.step == Step::Punctuation && phonemes.contains(is_pause);
            self.place(pause);
        }
        let space = vocabulary.token(' ').filter(|_| word.space_after);
        // One is enough where a word between two has no sound.
        if let Some(space) = space
            && self.tokens.last().is_some_and(|last| *last != space)
        {
            self.tokens.push(space);
            if let Some(place) = self.breaks.last_mut() {
                place.at = self.tokens.len();
            }
        }
    }

    /// Adds a mark; one that has no token has no sound either.
    fn mark(&mut self, mark: &str, vocabulary: &Vocabulary) {
        // What a mark belongs to is not parted from it.
        let parted = self.breaks.last().filter(|it| it.at == self.tokens.len());
        let before = parted.is_some_and(|it| it.end == it.at);
        let tokens = mark.chars().filter_map(|it| vocabulary.token(folded(it)));
        let tokens: Vec<i32> = tokens.take(MOST_MARKS - self.marks).collect();
        self.marks += tokens.len();
        if before && !tokens.is_empty() {
            self.breaks.pop();
        }
        self.tokens.extend(tokens);
    }

    /// Adds a word, one of many tokens in pieces.
    fn word(&mut self, source: ByteRange, phonemes: &str, vocabulary: &Vocabulary) {
        let mut tokens = vec![];
        for symbol in phonemes.chars().map(folded) {
            match vocabulary.token(symbol) {
                Some(token) => tokens.push(token),
                None if symbol.is_whitespace() => {}
                None => self.missing.push(MissingSound { source, symbol }),
            }
        }
        if tokens.is_empty() || !phonemes.contains(char::is_alphabetic) {
            return;
        }
        self.marks = 0;
        for (index, piece) in tokens.chunks(LONGEST_WORD).enumerate() {
            if index > 0 {
                self.place(false);
            }
            let start = self.tokens.len();
            self.tokens.extend(piece);
            let tokens = start..self.tokens.len();
            self.words.push(WordTokens { source, tokens });
        }
    }

    /// Lets a part end here.
    fn place(&mut self, pause: bool) {
        let at = self.tokens.len();
        let end = at;
        self.breaks.push(Break { end, at, pause });
    }
}

/// The symbol as the vocabulary writes it.
fn folded(symbol: char) -> char {
    match symbol {
        // The letter of the alphabet for the sound.
        'g' => 'ɡ',
        '–' => '—',
        '[' => '(',
        ']' => ')',
        symbol => symbol,
    }
}

/// Whether a reader breathes at the mark.
fn is_pause(mark: char) -> bool {
    matches!(mark, '.' | ',' | ';' | ':' | '!' | '?' | '—' | '–' | '…')
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::phoneme::Alphabet;

    /// The symbols of the vocabulary of Kokoro-82M v1.0 (Apache-2.0).
    const SYMBOLS: &str = ";:,.!?—…\"()“” \u{303}ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖð\
        ʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ";

    /// A vocabulary with the right symbols and tokens of its own.
    pub(in super::super) fn vocabulary() -> Vocabulary {
        Vocabulary(SYMBOLS.chars().zip(1..).collect())
    }

    /// A sentence from its phonemes: words apart by spaces, marks at their ends.
    pub(in super::super) fn pronunciation(text: &str) -> Pronunciation {
        let mut words = vec![];
        let mut at = 0;
        for word in text.split(' ') {
            let sounds = word.trim_end_matches(['.', ',', '?', '!', ';']);
            let pieces = [
                (sounds, Step::Dictionary),
                (&word[sounds.len()..], Step::Punctuation),
            ];
            for (phonemes, step) in pieces.into_iter().filter(|(text, _)| !text.is_empty()) {
                words.push(PronouncedWord {
                    source: ByteRange::new(at, at + phonemes.len()),
                    phonemes: phonemes.to_owned(),
                    space_after: false,
                    step,
                });
                at += phonemes.len();
            }
            if let Some(last) = words.last_mut() {
                last.space_after = true;
            }
            at += 1;
        }
        if let Some(last) = words.last_mut() {
            last.space_after = false;
        }
        Pronunciation {
            alphabet: Alphabet::Misaki,
            words,
        }
    }

    #[test]
    fn every_english_sound_has_a_token() {
        let sounds = "AIOQWYabdfhijklmnpstuvwzæðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊᵻTg";
        let symbols = Symbols::new(&pronunciation(sounds), &vocabulary());
        assert_eq!(symbols.missing, []);
        assert_eq!(symbols.tokens.len(), sounds.chars().count());
    }

    /// What `espeak-ng` 1.52 says of a few sentences of each language that has voices.
    #[test]
    fn every_sound_of_the_other_languages_has_a_token() {
        let cases = [
            (
                "es",
                "la nˈiɲa ˌeskut͡ʃˈo el βjˈɛnto ðel ˈaɣwa θjuðˈad xamˈon aʝˈeɾ ʎoβˈiðo",
            ),
            (
                "fr",
                "œ\u{303} bˈɔ\u{303} vˈɛ\u{303} blˈɑ\u{303} lə- bʁˈœ\u{303} de-z ˈø lyˈil flˈœʁ kœjˈi mɔ\u{303}tˈaɲ",
            ),
            (
                "hi",
                "bʰˈaːɾət ˈeːk ʋɪʃˈaːl hɛː ɟˈʌhã bˈʌhʊt ʈʰˈʌɳɖaː cˈaːhɪˌeː ɾˈɪʂɪ ɣˈʌlət ɟʰˈʌɳɖaː",
            ),
            (
                "it",
                "ʎɪ ɲˈokːɪ dˌella bʊonˈis͡simɪ d͡zˈia pˈit͡sːa d͡ʒovedˈi ʃˈeʎe",
            ),
            (
                "pt",
                "kˌoɾasˈɐ\u{303}͡ʊ\u{303} mˌenˈinæ vɐ\u{303}͡ʊ\u{303} lˈe͡ɪt͡ʃy ũŋ bˈoŋ vˈiɲʊ fˈiljʊ kˈaxʊ",
            ),
        ];
        for (lang, sounds) in cases {
            let said = Pronunciation {
                alphabet: Alphabet::Espeak,
                ..pronunciation(sounds)
            };
            let symbols = Symbols::new(&said, &vocabulary());
            assert_eq!(symbols.missing, [], "{lang}");
            assert_eq!(symbols.words.len(), sounds.split(' ').count(), "{lang}");
        }
    }

    #[test]
    fn words_marks_and_breaks_are_found_again_in_the_tokens() {
        let symbols = Symbols::new(&pronunciation("hə lˈO, wɜ."), &vocabulary());
        assert_eq!(symbols.tokens.len(), 11);
        let words: Vec<_> = symbols.words.iter().map(|word| &word.tokens).collect();
        assert_eq!(words, [&(0..2), &(3..6), &(8..10)]);
        let breaks = symbols.breaks.iter();
        let breaks: Vec<_> = breaks.map(|it| (it.end, it.at, it.pause)).collect();
        assert_eq!(breaks, [(2, 3, false), (7, 8, true), (11, 11, true)]);
    }

    #[test]
    fn a_sound_that_the_voice_lacks_is_reported_and_a_mark_is_not() {
        let mut sentence = pronunciation("hʘə ʘʘ");
        sentence.words.push(PronouncedWord {
            source: ByteRange::new(8, 9),
            phonemes: "§".into(),
            space_after: false,
            step: Step::Punctuation,
        });
        let symbols = Symbols::new(&sentence, &vocabulary());
        let missing: Vec<_> = symbols.missing.iter().map(|it| it.symbol).collect();
        assert_eq!(missing, ['ʘ'; 3]);
        assert_eq!(symbols.words.len(), 1, "the second word has no sound");
        assert_eq!(symbols.tokens.len(), 3, "and no second space");
    }

    #[test]
    fn what_is_no_word_and_no_sentence_is_cut_short() {
        let long = "ə".repeat(250);
        let symbols = Symbols::new(&pronunciation(&long), &vocabulary());
        let words: Vec<_> = symbols.words.iter().map(|word| word.tokens.len()).collect();
        assert_eq!(words, [100, 100, 50]);
        let marks = format!("ə{}", ".".repeat(250));
        let symbols = Symbols::new(&pronunciation(&marks), &vocabulary());
        assert_eq!(symbols.tokens.len(), 5);
    }

    #[test]
    fn a_vocabulary_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vocab.json");
        for (text, why) in [
            ("", "empty"),
            ("<html>", "a page"),
            ("{}", "nothing in it"),
            (r#"{"vocab": {"ab": 1}}"#, "not a character"),
            (r#"{"vocab": {"a": "1"}}"#, "not a number"),
            (r#"{"vocab": {"a": 178}}"#, "too large a token"),
            (r#"{"vocab": {"a": 0}}"#, "the token of the frame"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = Vocabulary::read(&path).unwrap_err();
            assert!(error.contains("vocab.json"), "{why}: {error}");
        }
        std::fs::write(&path, r#"{"vocab": {"a": 43}}"#).unwrap();
        assert_eq!(Vocabulary::read(&path).unwrap().token('a'), Some(43));
    }
}
