//! How English sounds, word by word.
//!
//! The dictionary and the part of speech come from misaki; what it does not know is said by
//! inflection, by a larger dictionary, by parts, by a model of English spelling, and at last
//! letter by letter ([`unknown`](super::unknown)).

use misaki_rs::{G2P, Language, MToken};

use crate::lang::Dialect;
use crate::spoken::{Sounds, SpokenForm};
use crate::units::ByteRange;

use super::espeak::Espeak;
use super::feed::{Feed, Map};
use super::stretch::{self, Stretch, stretches};
use super::unknown::{Said, Speller};
use super::{PronouncedWord, Step, ipa, stress};

/// What misaki writes for a sound it does not know.
pub(super) const UNKNOWN: char = '❓';

/// Says how words sound in one dialect of English.
pub(super) struct English {
    pub(super) g2p: G2P,
    pub(super) dialect: Dialect,
    /// Says the words of other languages, where it is installed.
    pub(super) espeak: Option<&'static Espeak>,
}

impl English {
    /// The sounds of a dialect; reading its dictionaries takes about 0.4 s.
    pub(super) fn load(dialect: Dialect) -> Self {
        let language = match dialect {
            Dialect::American => Language::EnglishUS,
            Dialect::British => Language::EnglishGB,
        };
        Self {
            g2p: G2P::with_fallback(language, None),
            dialect,
            espeak: Espeak::installed(),
        }
    }

    /// How the sentence sounds, in misaki's alphabet.
    pub(super) fn pronounce(&self, form: &SpokenForm) -> Vec<PronouncedWord> {
        let mut words = vec![];
        for stretch in stretches(form) {
            match stretch.sounds {
                Sounds::Language => self.own(form, stretch.range, &mut words),
                Sounds::Given(ipa) => self.given(form, &stretch, ipa, &mut words),
                Sounds::Foreign(lang) => self.foreign(form, stretch.range, lang, &mut words),
            }
        }
        join_articles(&mut words);
        words.into_iter().map(|w| w.word).collect()
    }

    /// Adds the words in the bytes `range` of the spoken text, as English says them.
    fn own(&self, form: &SpokenForm, range: ByteRange, words: &mut Vec<ReadWord>) {
        let feed = Feed::of(&form.text, range);
        let tokens = match self.g2p.g2p(&feed.text) {
            Ok((_, tokens)) => tokens,
            // Only a fallback of misaki's can fail, and it has none; the words below are then
            // all unknown, and said as such.
            Err(_) => vec![],
        };
        let ends = range.end == form.text.len();
        let mut reader = Reader {
            speller: Speller::new(&self.g2p.lexicon, self.dialect),
            feed: &feed,
            map: Map::new(form),
            at: 0,
            words,
        };
        for (i, token) in tokens.iter().enumerate() {
            reader.token(token, ends && is_last_word(&tokens[i + 1..]));
        }
        reader.gap(feed.text.len());
    }

    /// Adds the word or phrase whose sounds a lexicon gives.
    fn given(
        &self,
        form: &SpokenForm,
        stretch: &Stretch<'_>,
        ipa: &str,
        words: &mut Vec<ReadWord>,
    ) {
        let phonemes = ipa::to_misaki(ipa, self.dialect);
        if phonemes.is_empty() {
            return self.own(form, stretch.range, words);
        }
        let text = stretch.range.of(&form.text);
        words.push(ReadWord {
            word: PronouncedWord {
                source: stretch.source,
                phonemes,
                space_after: text.ends_with(char::is_whitespace),
                step: Step::Lexicon,
            },
            text: text.trim().to_lowercase(),
        });
    }

    /// Adds the words in the bytes `range` of the spoken text, which are in the language `lang`.
    ///
    /// Without the program that knows it they are said as if they were English.
    fn foreign(&self, form: &SpokenForm, range: ByteRange, lang: &str, words: &mut Vec<ReadWord>) {
        let map = Map::new(form);
        for piece in stretch::pieces(&form.text, range) {
            let text = piece.of(&form.text);
            let sounds = self.espeak.and_then(|espeak| espeak.ipa(text.trim(), lang));
            let phonemes = sounds.map(|ipa| ipa::to_misaki(&ipa, self.dialect));
            match phonemes.filter(|phonemes| !phonemes.is_empty()) {
                Some(phonemes) => words.push(ReadWord {
                    word: PronouncedWord {
                        source: map.source(piece),
                        phonemes,
                        space_after: text.ends_with(char::is_whitespace),
                        step: Step::Espeak,
                    },
                    text: text.trim().to_lowercase(),
                }),
                None => self.own(form, piece, words),
            }
        }
    }
}

/// Whether nothing follows but closing quotes and brackets.
fn is_last_word(rest: &[MToken]) -> bool {
    let closes = |t: &MToken| t.text.chars().all(|c| matches!(c, '"' | '\'' | ')'));
    rest.iter().all(closes)
}

/// Where the text of a token stands in `feed` behind `at`.
///
/// misaki's tokens and white space rebuild its input, but for apostrophes that its pattern for
/// words does not know ("1'2", ")'a"): those it drops.
fn located(feed: &str, at: usize, token: &str) -> Option<ByteRange> {
    let mut start = None;
    let mut rest = feed[at..].char_indices();
    let mut end = at;
    for wanted in token.chars() {
        let found = rest
            .find(|(_, c)| *c == wanted || *c != '\'' && !(start.is_none() && c.is_whitespace()));
        let (offset, c) = found?;
        if c != wanted {
            return None;
        }
        start.get_or_insert(at + offset);
        end = at + offset + c.len_utf8();
    }
    Some(ByteRange::new(start?, end))
}

/// A word with what its neighbours are decided by.
struct ReadWord {
    word: PronouncedWord,
    text: String,
}

/// Walks the tokens of misaki along the text they were made of.
struct Reader<'a> {
    speller: Speller<'a>,
    feed: &'a Feed,
    map: Map<'a>,
    /// Bytes of the feed that are done.
    at: usize,
    words: &'a mut Vec<ReadWord>,
}

impl Reader<'_> {
    /// Adds one token; text that misaki skipped before it is said as unknown.
    fn token(&mut self, token: &MToken, last: bool) {
        let Some(range) = located(&self.feed.text, self.at, &token.text) else {
            return;
        };
        self.gap(range.start);
        self.at = range.end;
        let known = token.phonemes.as_deref().filter(|p| !p.contains(UNKNOWN));
        if !token.text.contains(char::is_alphanumeric) {
            self.mark(range, &token.text, known.unwrap_or_default());
        } else if last && token.text.ends_with('.') {
            // The full stop of "Inc." ends the sentence as well.
            self.word(
                ByteRange::new(range.start, range.end - 1),
                &token.text,
                known,
                token,
            );
            self.mark(ByteRange::new(range.end - 1, range.end), ".", ".");
        } else {
            self.word(range, &token.text, known, token);
        }
    }

    fn word(&mut self, range: ByteRange, text: &str, known: Option<&str>, token: &MToken) {
        let known = known.map(str::trim).filter(|p| !p.is_empty());
        let written = self.feed.spoken(range).of(&self.map.form().text);
        // The letter of an initialism, which misaki takes for the article.
        let letter = written == "A" && self.map.is_in_phrase(self.feed.spoken(range));
        let known = known.filter(|_| !letter);
        let said = match (self.speller.accented(written), known) {
            (Some(said), _) => said,
            (None, Some(phonemes)) => match self.speller.step_of(text) {
                // misaki takes AWS for the plural of "aw".
                Step::Letters => self.speller.say(text, &token.tag),
                step => Said::new(phonemes, step),
            },
            (None, None) => self.speller.say_written(text, written, &token.tag),
        };
        self.push(range, text, said);
    }

    fn mark(&mut self, range: ByteRange, text: &str, phonemes: &str) {
        let spoken = phonemes.contains(char::is_alphabetic);
        if phonemes.is_empty() {
            return;
        }
        let step = if spoken {
            Step::Dictionary
        } else {
            Step::Punctuation
        };
        self.push(range, text, Said::new(phonemes, step));
    }

    /// Says the feed up to `end`, which no token of misaki holds.
    fn gap(&mut self, end: usize) {
        let start = self.at;
        self.at = end;
        let mut from = start;
        for piece in self.feed.text[start..end].split(' ') {
            if piece.contains(char::is_alphanumeric) {
                let said = self.speller.say(piece, "NN");
                self.push(ByteRange::new(from, from + piece.len()), piece, said);
            }
            from += piece.len() + 1;
        }
    }

    fn push(&mut self, range: ByteRange, text: &str, said: Said) {
        let spoken = self.feed.spoken(range);
        let word = PronouncedWord {
            source: self.map.source(spoken),
            phonemes: said.phonemes,
            space_after: self.feed.space_after(range.end),
            step: said.step,
        };
        let text = text.to_ascii_lowercase();
        self.words.push(ReadWord { word, text });
    }
}

/// Decides "the" and "to" again where the word behind them was unknown to misaki.
fn join_articles(words: &mut [ReadWord]) {
    for i in 1..words.len() {
        if matches!(words[i].word.step, Step::Punctuation | Step::Dictionary) {
            continue;
        }
        let vowel = stress::begins_with_vowel(&words[i].word.phonemes);
        let before = &mut words[i - 1];
        let joined = match (before.text.as_str(), vowel) {
            ("the", true) => "ði",
            ("the", false) => "ðə",
            ("to", true) => "tʊ",
            ("to", false) => "tə",
            _ => continue,
        };
        joined.clone_into(&mut before.word.phonemes);
    }
}
