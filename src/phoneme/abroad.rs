//! How other languages than English sound: whole clauses, as the `espeak-ng` program says them.
//!
//! A clause is asked as a whole, because its words change each other: French words are linked,
//! small words of German lose their stress. The marks between clauses stay words of their own,
//! as Piper's voices were trained. Which sounds are whose is found by [`align`].

mod align;
mod clause;
mod sounds;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::spoken::{Sounds, SpokenForm};
use crate::units::ByteRange;

use super::espeak::{Espeak, Refusal};
use super::feed::Map;
use super::stretch::{Stretch, stretches};
use super::{NoPhonemes, PronouncedWord, Step, ipa};

use self::align::Share;
use self::clause::{Clause, Item, clauses};

pub(super) use self::sounds::is_vowel;

/// Words whose sounds are kept: those of a few languages' worth of function words and more.
const REMEMBERED: usize = 20_000;

/// Says how a language sounds that is not English.
pub(super) struct Abroad {
    espeak: &'static Espeak,
    lang: String,
    /// The sounds of single words, by language and word.
    alone: Mutex<HashMap<(String, String), String>>,
}

/// A clause with its answer.
struct Said<'c> {
    clause: &'c Clause,
    /// The sounds of each word of the clause.
    shares: Vec<Share>,
}

impl Abroad {
    /// The sounds of the language `lang`; starts the program once, to know that it has them.
    pub(super) fn load(lang: &str, espeak: Option<&'static Espeak>) -> Result<Self, NoPhonemes> {
        let espeak = espeak.ok_or_else(|| NoPhonemes::NotInstalled(lang.to_owned()))?;
        let loaded = Self {
            espeak,
            lang: lang.to_owned(),
            alone: Mutex::default(),
        };
        // Digits have names in every language.
        espeak.say(lang, &["1"]).map_err(|why| loaded.no(why))?;
        Ok(loaded)
    }

    fn no(&self, why: Refusal) -> NoPhonemes {
        let lang = self.lang.clone();
        match why {
            Refusal::Unknown => NoPhonemes::Unknown(lang),
            Refusal::Failing => NoPhonemes::Failing(lang),
        }
    }

    /// How the sentence sounds, in the program's IPA.
    pub(super) fn pronounce(&self, form: &SpokenForm) -> Result<Vec<PronouncedWord>, NoPhonemes> {
        let mut words = vec![];
        for stretch in stretches(form) {
            match stretch.sounds {
                Sounds::Language => self.own(form, stretch.range, &mut words)?,
                Sounds::Given(given) => self.given(form, &stretch, given, &mut words)?,
                Sounds::Foreign(lang) => {
                    // A language that the program lacks is read as if it were the own one.
                    if self.say(form, stretch.range, lang, &mut words).is_err() {
                        self.own(form, stretch.range, &mut words)?;
                    }
                }
            }
        }
        Ok(words)
    }

    fn own(
        &self,
        form: &SpokenForm,
        range: ByteRange,
        words: &mut Vec<PronouncedWord>,
    ) -> Result<(), NoPhonemes> {
        let said = self.say(form, range, &self.lang, words);
        said.map_err(|why| self.no(why))
    }

    /// Adds the word or phrase whose sounds a lexicon gives.
    fn given(
        &self,
        form: &SpokenForm,
        stretch: &Stretch<'_>,
        given: &str,
        words: &mut Vec<PronouncedWord>,
    ) -> Result<(), NoPhonemes> {
        let phonemes = ipa::to_espeak(given);
        if phonemes.is_empty() {
            return self.own(form, stretch.range, words);
        }
        let text = stretch.range.of(&form.text);
        words.push(PronouncedWord {
            source: stretch.source,
            phonemes,
            space_after: text.ends_with(char::is_whitespace),
            step: Step::Lexicon,
        });
        Ok(())
    }

    /// Adds the words and marks in the bytes `range` of the spoken text, said in `lang`.
    fn say(
        &self,
        form: &SpokenForm,
        range: ByteRange,
        lang: &str,
        words: &mut Vec<PronouncedWord>,
    ) -> Result<(), Refusal> {
        let mut found = clauses(&form.text, range);
        let texts: Vec<&str> = found.iter().map(|clause| clause.text.as_str()).collect();
        let asked = texts.iter().any(|text| !text.is_empty());
        let mut answers = if asked {
            self.espeak.say(lang, &texts)?
        } else {
            vec![Some(vec![]); texts.len()]
        };
        self.stop_at_dots(lang, &mut found, &mut answers)?;
        let map = Map::new(form);
        for (clause, answer) in found.iter().zip(answers) {
            let shares = match answer {
                Some(lines) => self.shared(lang, clause, &lines.join(" ")),
                None => self.word_by_word(lang, clause)?,
            };
            Said { clause, shares }.write(&map, words);
        }
        Ok(())
    }

    /// Cuts the clauses that the program took for several at the full stops inside of them,
    /// which it did not take for those of abbreviations, and asks those again.
    fn stop_at_dots(
        &self,
        lang: &str,
        found: &mut Vec<Clause>,
        answers: &mut Vec<Option<Vec<String>>>,
    ) -> Result<(), Refusal> {
        let several = |lines: &Option<Vec<String>>| lines.as_ref().is_some_and(|l| l.len() > 1);
        let both = found.iter().zip(answers.iter());
        if !both
            .clone()
            .any(|(clause, lines)| clause.has_dots() && several(lines))
        {
            return Ok(());
        }
        let cut: Vec<Vec<Clause>> = both
            .map(|(clause, lines)| {
                if several(lines) {
                    clause.cut_at_dots()
                } else {
                    vec![clause.clone()]
                }
            })
            .collect();
        *found = cut.into_iter().flatten().collect();
        let texts: Vec<&str> = found.iter().map(|clause| clause.text.as_str()).collect();
        *answers = self.espeak.say(lang, &texts)?;
        Ok(())
    }

    /// The sounds of each word of `clause`, which as a whole sounds like `ipa`.
    fn shared(&self, lang: &str, clause: &Clause, ipa: &str) -> Vec<Share> {
        let words = clause.units.len();
        if let Some(shares) = align::one_to_one(ipa, words) {
            return shares;
        }
        let texts: Vec<&str> = clause.units.iter().map(|unit| unit.text.as_str()).collect();
        align::align(ipa, &self.alone(lang, &texts))
    }

    /// The sounds of each word of a clause at which the program fails as a whole.
    fn word_by_word(&self, lang: &str, clause: &Clause) -> Result<Vec<Share>, Refusal> {
        let texts: Vec<&str> = clause.units.iter().map(|unit| unit.text.as_str()).collect();
        let answers = self.espeak.say(lang, &texts)?;
        let both = clause.units.iter().zip(answers);
        let shares = both.map(|(unit, lines)| Share {
            phonemes: lines.unwrap_or_default().join(" "),
            space_after: unit.space_after,
        });
        Ok(shares.collect())
    }

    /// How each of `texts` sounds alone; nothing where the program fails.
    fn alone(&self, lang: &str, texts: &[&str]) -> Vec<String> {
        let key = |text: &str| (lang.to_owned(), text.to_owned());
        let known = |text: &&str| {
            let alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner);
            alone.get(&key(text)).cloned()
        };
        let mut unknown = texts.to_vec();
        unknown.retain(|text| known(text).is_none());
        unknown.sort_unstable();
        unknown.dedup();
        if !unknown.is_empty() {
            let answers = self.espeak.say(lang, &unknown).unwrap_or_default();
            let mut alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner);
            if alone.len() + unknown.len() > REMEMBERED {
                alone.clear();
            }
            for (text, lines) in unknown.iter().zip(answers) {
                alone.insert(key(text), lines.unwrap_or_default().join(" "));
            }
        }
        texts
            .iter()
            .map(|text| known(text).unwrap_or_default())
            .collect()
    }
}

impl Said<'_> {
    /// Adds the words and marks of the clause in their order.
    ///
    /// A word without a sound of its own is heard in its neighbour, whose source then holds both;
    /// where it has none it is written down as silent.
    fn write(&self, map: &Map<'_>, words: &mut Vec<PronouncedWord>) {
        let begin = words.len();
        for item in &self.clause.items {
            match item {
                Item::Mark(mark) => words.push(PronouncedWord {
                    source: map.source(mark.range),
                    phonemes: mark.sign.to_string(),
                    space_after: mark.space_after,
                    step: Step::Punctuation,
                }),
                Item::Word(at) => {
                    let word = self.word(*at, map);
                    match words[begin..].last_mut() {
                        Some(before) if is_heard_in(&word, before) => join(before, &word),
                        _ => words.push(word),
                    }
                }
            }
        }
    }

    fn word(&self, at: usize, map: &Map<'_>) -> PronouncedWord {
        let (unit, share) = (&self.clause.units[at], &self.shares[at]);
        let last = at + 1 == self.clause.units.len();
        PronouncedWord {
            source: map.source(unit.range),
            phonemes: share.phonemes.clone(),
            space_after: if last {
                unit.space_after
            } else {
                share.space_after
            },
            step: if share.phonemes.is_empty() {
                Step::Letters
            } else {
                Step::Espeak
            },
        }
    }
}

/// Whether one of two words that stand side by side has no sound of its own.
fn is_heard_in(word: &PronouncedWord, before: &PronouncedWord) -> bool {
    let silent = word.phonemes.is_empty() || before.phonemes.is_empty();
    silent && before.step != Step::Punctuation
}

/// Makes one word of `word` and the one before it.
fn join(before: &mut PronouncedWord, word: &PronouncedWord) {
    before.source.start = before.source.start.min(word.source.start);
    before.source.end = before.source.end.max(word.source.end);
    before.phonemes.push_str(&word.phonemes);
    before.space_after = word.space_after || word.phonemes.is_empty() && before.space_after;
    before.step = before.step.min(word.step);
}

#[cfg(test)]
mod tests;
