//! What every voice is held to, whatever its backend: the promises of [`Voice`] as tests.
//!
//! Runs over one voice of each backend that can speak on this machine; a neural voice is looked
//! for in the folder that `ALOUD_TEST_DATA` names.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::*;
use crate::phoneme::Pronouncer;
use crate::script::Sentence;
use crate::voice::{Catalogue, Shelf};

const SENTENCE: &str =
    "On Monday, the price rose to $45, said Dr. Smith: nobody had expected that.";

/// A voice and what it is called in a failed test.
struct Candidate {
    name: String,
    voice: Arc<dyn Voice>,
}

/// The first voice of each backend that can be opened here.
fn candidates() -> &'static [Candidate] {
    static CANDIDATES: OnceLock<Vec<Candidate>> = OnceLock::new();
    CANDIDATES.get_or_init(|| {
        let data = std::env::var_os("ALOUD_TEST_DATA").map(PathBuf::from);
        let shelf = Shelf::new(data.unwrap_or_default().join("voices"));
        let catalogue = Catalogue::built_in();
        let here = |backend: &&dyn Backend| {
            let mut entries = catalogue.voices().iter();
            let entry = entries.find(|it| it.backend == backend.name() && shelf.has(it))?;
            let voice = backend.open(entry, &shelf.folder_of(entry)).ok()?;
            let name = entry.id.clone();
            Some(Candidate { name, voice })
        };
        let found: Vec<_> = backends().iter().filter_map(here).collect();
        assert!(!found.is_empty(), "the tone voice needs nothing");
        found
    })
}

impl Candidate {
    fn utterance(&self, text: &str) -> Utterance {
        static PRONOUNCER: OnceLock<Pronouncer> = OnceLock::new();
        let form = Sentence::from((text, "en-US")).spoken();
        let pronouncer = || PRONOUNCER.get_or_init(|| Pronouncer::load("en-US").unwrap());
        Utterance {
            pronunciation: match self.voice.reads() {
                Reads::Text => None,
                Reads::Phonemes => Some(pronouncer().pronounce(&form).unwrap()),
            },
            form,
            lang: "en-US".into(),
            pace: Pace::NORMAL,
            durations: OnceLock::new(),
        }
    }

    /// The pieces of sound.
    fn pieces(&self, utterance: &Utterance, effort: Effort) -> Vec<Vec<f32>> {
        let mut pieces = vec![];
        let spoken = self.voice.synthesize(utterance, effort, &mut |piece| {
            pieces.push(piece.to_vec());
            ControlFlow::Continue(())
        });
        assert_eq!(spoken, Ok(()), "{}", self.name);
        pieces
    }
}

#[test]
fn a_sentence_sounds_the_same_whoever_asks_and_however_many_threads_work() {
    for it in candidates() {
        let (planned, fresh) = (it.utterance(SENTENCE), it.utterance(SENTENCE));
        let plan = it.voice.plan(&planned).unwrap();
        if !plan.exact {
            continue;
        }
        let sound = it.pieces(&planned, Effort::Shared).concat();
        assert_eq!(sound.len() as u64, plan.length.0, "{}: as planned", it.name);
        let at_once = it.pieces(&fresh, Effort::AllCores).concat();
        assert!(
            sound == at_once,
            "{}: whole or for a listener who waits",
            it.name
        );
        let again = it.voice.plan(&it.utterance(SENTENCE)).unwrap();
        assert_eq!(plan, again, "{}", it.name);
    }
}

#[test]
fn words_are_heard_in_order_inside_of_the_sentence() {
    for it in candidates() {
        let plan = it.voice.plan(&it.utterance(SENTENCE)).unwrap();
        let mut at = Samples(0);
        for word in &plan.words {
            let place = (it.name.as_str(), word);
            assert!(at <= word.start && word.start < word.end, "{place:?}");
            assert!(word.source.end <= SENTENCE.len(), "{place:?}");
            at = word.end;
        }
        assert!(at <= plan.length, "{}", it.name);
        let sources = plan.words.iter().map(|word| word.source.start);
        assert!(sources.is_sorted(), "{}", it.name);
    }
}

#[test]
fn who_speaks_exactly_knows_every_word() {
    for it in candidates() {
        let plan = it.voice.plan(&it.utterance(SENTENCE)).unwrap();
        if !plan.exact || plan.words.is_empty() {
            continue;
        }
        for word in ["Monday", "price", "$45", "Dr.", "Smith", "expected", "that"] {
            let heard = |w: &WordTime| {
                w.source.of(SENTENCE).trim_matches(['.', ',']) == word.trim_end_matches('.')
            };
            assert!(
                plan.words.iter().any(heard),
                "{}: {word} in {:?}",
                it.name,
                plan.words
            );
        }
    }
}

#[test]
fn a_long_sentence_comes_in_pieces_and_stops_when_nobody_listens() {
    for it in candidates() {
        let utterance = it.utterance(SENTENCE);
        let mut heard = 0;
        let spoken = it
            .voice
            .synthesize(&utterance, Effort::Shared, &mut |piece| {
                assert!(!piece.is_empty(), "{}", it.name);
                heard += 1;
                ControlFlow::Break(())
            });
        assert_eq!(spoken, Err(SpeechError::Cancelled), "{}", it.name);
        assert_eq!(heard, 1, "{}", it.name);
    }
}

#[test]
fn what_has_no_word_is_not_speakable() {
    for it in candidates() {
        for text in ["", " ", "…", "—", "\u{200B}"] {
            let utterance = it.utterance(text);
            let refused = Some(SpeechError::NotSpeakable);
            assert_eq!(
                it.voice.plan(&utterance).err(),
                refused,
                "{}: {text:?}",
                it.name
            );
            let spoken = it.voice.synthesize(&utterance, Effort::Shared, &mut |_| {
                ControlFlow::Continue(())
            });
            assert_eq!(spoken.err(), refused, "{}: {text:?}", it.name);
        }
    }
}

#[test]
fn a_faster_pace_is_shorter() {
    for it in candidates() {
        let length = |pace: f32| {
            let mut utterance = it.utterance(SENTENCE);
            utterance.pace = Pace::new(pace).unwrap();
            it.voice.plan(&utterance).unwrap().length.0 as f64
        };
        let (slow, normal, fast) = (length(0.5), length(1.0), length(2.0));
        assert!(
            (1.5..2.5).contains(&(slow / normal)),
            "{}: {slow} {normal}",
            it.name
        );
        assert!(
            (1.4..2.5).contains(&(normal / fast)),
            "{}: {normal} {fast}",
            it.name
        );
    }
}

#[test]
fn sound_is_audible_in_range_and_begins_and_ends_with_speech() {
    for it in candidates() {
        let sound = it.pieces(&it.utterance(SENTENCE), Effort::Shared).concat();
        let loudest = sound.iter().fold(0.0_f32, |most, s| most.max(s.abs()));
        assert!((0.05..=1.0).contains(&loudest), "{}: {loudest}", it.name);
        // 26 dB below the loudest is quiet speech. A soft consonant may be 0.1 s of it, and a voice
        // that only guesses where its sound ends leaves as much.
        let heard = |s: &f32| s.abs() > loudest / 20.0;
        let most = it.voice.rate().0 as usize / 5;
        let (lead, tail) = (
            sound.iter().position(heard),
            sound.iter().rev().position(heard),
        );
        assert!(lead.is_some_and(|n| n < most), "{}: {lead:?}", it.name);
        assert!(tail.is_some_and(|n| n < most), "{}: {tail:?}", it.name);
    }
}

#[test]
fn five_thousand_characters_are_one_sentence_like_any_other() {
    let words = "word after word and ".repeat(250);
    for it in candidates() {
        let mut utterance = it.utterance(&words);
        utterance.pace = Pace::new(3.0).unwrap();
        let plan = it.voice.plan(&utterance).unwrap();
        // At its own pace it would take some five minutes.
        let seconds = plan.length.seconds(it.voice.rate());
        assert!((60.0..240.0).contains(&seconds), "{}: {seconds} s", it.name);
        let mut given = 0;
        let spoken = it
            .voice
            .synthesize(&utterance, Effort::Shared, &mut |piece| {
                given += piece.len() as u64;
                // Half a minute is enough to have seen several parts of it.
                if given > 30 * u64::from(it.voice.rate().0) {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            });
        assert_eq!(spoken, Err(SpeechError::Cancelled), "{}", it.name);
    }
}
