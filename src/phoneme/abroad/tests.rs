use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::lang::Dialect;
use crate::lexicon::{self, Case, Entry};
use crate::phoneme::espeak::tests::{ECHO, program};
use crate::phoneme::{Alphabet, Pronouncer, Pronunciation, piper_ipa};
use crate::spoken::{Replacements, Setting, verbalise, verbalise_in};

/// The language, where the program is installed.
fn language(lang: &str) -> Option<Abroad> {
    let loaded = Abroad::load(lang, Espeak::installed());
    if loaded.is_err() {
        eprintln!("espeak-ng is not installed: nothing was tried with it");
    }
    loaded.ok()
}

/// A language whose words sound as they are written, or as the shell `script` says.
fn stand_in(script: &str) -> (tempfile::TempDir, Result<Abroad, NoPhonemes>) {
    let folder = tempfile::tempdir().unwrap();
    // For a test it may stay for good.
    let espeak = Box::leak(Box::new(program(folder.path(), script)));
    let loaded = Abroad::load("xx", Some(espeak));
    (folder, loaded)
}

fn joined(words: &[PronouncedWord]) -> String {
    let words = words.to_vec();
    let alphabet = Alphabet::Espeak;
    Pronunciation { words, alphabet }.to_string()
}

/// Each word with what it is written as.
fn pairs<'s>(words: &[PronouncedWord], sentence: &'s str) -> Vec<(&'s str, String)> {
    let pair = |word: &PronouncedWord| (word.source.of(sentence), word.phonemes.clone());
    words.iter().map(pair).collect()
}

#[test]
fn without_the_program_the_refusal_says_what_to_install() {
    let refused = Abroad::load("de", None).err().unwrap();
    assert_eq!(refused, NoPhonemes::NotInstalled("de".into()));
    assert!(refused.to_string().contains("install"));
}

#[test]
fn a_language_that_the_program_lacks_is_refused() {
    let (_folder, loaded) = stand_in("exit 1");
    assert_eq!(loaded.err(), Some(NoPhonemes::Unknown("xx".into())));
}

#[test]
fn words_and_marks_stand_in_their_order() {
    let (_folder, loaded) = stand_in(ECHO);
    let sentence = "„Nein“, sagte er (leise): kaum.";
    let words = loaded
        .unwrap()
        .pronounce(&verbalise(sentence, "xx"))
        .unwrap();
    assert_eq!(joined(&words), "\"Nein\", sagte er (leise): kaum.");
    let written: Vec<&str> = words.iter().map(|word| word.source.of(sentence)).collect();
    let wanted = [
        "„", "Nein", "“", ",", "sagte", "er", "(", "leise", ")", ":", "kaum", ".",
    ];
    assert_eq!(written, wanted);
}

#[test]
fn a_clause_that_the_program_fails_at_is_said_word_by_word() {
    let script =
        "while read -r line; do case $line in *bad*word*) exit 1;; *) echo \"$line\";; esac; done";
    let (_folder, loaded) = stand_in(script);
    let form = verbalise("Ja, bad is a word, so it is.", "xx");
    let words = loaded.unwrap().pronounce(&form).unwrap();
    assert_eq!(joined(&words), "Ja, bad is a word, so it is.");
}

#[test]
fn a_program_that_dies_for_good_is_an_error() {
    // Four marks, the text that is asked first and its mark.
    let script = "n=0; while [ $n -lt 6 ] && read -r line; do echo $line; n=$((n+1)); done";
    let folder = tempfile::tempdir().unwrap();
    let once = folder.path().join("once");
    let script = format!("[ -e {0} ] && exit 1; touch {0}; {script}", once.display());
    let espeak = Box::leak(Box::new(program(folder.path(), &script)));
    let abroad = Abroad::load("xx", Some(espeak)).unwrap();
    assert!(abroad.pronounce(&verbalise("Ja.", "xx")).is_err());
}

#[test]
fn words_that_are_joined_know_their_own_sounds() {
    // As the program joins "of the"; alone they sound as they are written.
    let script = "while read -r line; do case $line in 'one of the best') echo wan ofthe best;; *) echo \"$line\";; esac; done";
    let (_folder, loaded) = stand_in(script);
    let sentence = "One? one of the best!";
    let words = loaded
        .unwrap()
        .pronounce(&verbalise(sentence, "xx"))
        .unwrap();
    assert_eq!(joined(&words), "One? wan ofthe best!");
    assert_eq!(
        pairs(&words, sentence)[3..5],
        [("of", "of".into()), ("the", "the".into())]
    );
}

#[test]
fn lexicon_sounds_and_foreign_words_keep_their_places() {
    let Some(german) = language("de") else { return };
    let entry = Entry {
        written: "Zhemal".into(),
        said: lexicon::Said::Ipa("ʒəˈmaːl".into()),
        case: Case::Exact,
        lang: None,
    };
    let known = Replacements::new(vec![Arc::new(entry)], "de");
    let sentence = "Herr Zhemal sah das Musical Cats heute.";
    let start = sentence.find("Musical Cats").unwrap();
    let setting = Setting {
        lang: "de",
        replacements: Some(&known),
        foreign: vec![(ByteRange::new(start, start + 12), "en")],
        ..Setting::default()
    };
    let words = german.pronounce(&verbalise_in(sentence, &setting)).unwrap();
    let pairs = pairs(&words, sentence);
    assert!(pairs.contains(&("Zhemal", "ʒəmˈaːl".into())), "{pairs:?}");
    assert!(pairs.contains(&("Cats", "kˈats".into())), "{pairs:?}");
    assert!(pairs.contains(&("heute", "hˈɔ͡øtə".into())), "{pairs:?}");
}

#[test]
fn french_words_are_linked() {
    let Some(french) = language("fr-FR") else {
        return;
    };
    let sentence = "Les enfants vont à l’hôpital, oui.";
    let words = french.pronounce(&verbalise(sentence, "fr")).unwrap();
    let pairs = pairs(&words, sentence);
    assert_eq!(pairs[0].0, "Les");
    assert!(pairs[0].1.contains('z'), "{pairs:?}");
    assert_eq!(pairs[4].0, "l’hôpital");
    assert_eq!(pairs[5], (",", ",".into()));
}

#[test]
fn an_abbreviation_is_no_end_of_a_clause() {
    let Some(german) = language("de") else { return };
    let marks = |sentence: &str| {
        let words = german.pronounce(&verbalise(sentence, "de")).unwrap();
        words
            .iter()
            .filter(|word| word.step == Step::Punctuation)
            .count()
    };
    assert_eq!(marks("Es kam Dr. Wer."), 1);
    assert_eq!(marks("Es ist gut. Wer kam."), 2);
}

#[test]
fn piper_hears_what_it_was_trained_on() {
    let Some(french) = language("fr") else { return };
    let form = verbalise("Ça va, « Madame » ?", "fr");
    let words = french.pronounce(&form).unwrap();
    let pron = Pronunciation {
        words,
        alphabet: Alphabet::Espeak,
    };
    let ipa: String = (piper_ipa(&pron, Dialect::American).into_iter())
        .map(|word| word.ipa)
        .collect();
    assert_eq!(ipa, "sa vˈa, madˈam?");
}

#[test]
fn a_pronouncer_of_a_language_says_its_alphabet() {
    if language("es").is_none() {
        return;
    }
    let pronouncer = Pronouncer::load("es-MX").unwrap();
    let said = pronouncer
        .pronounce(&verbalise("gracias", "es-MX"))
        .unwrap();
    assert_eq!(said.alphabet, Alphabet::Espeak);
    assert_eq!(said.to_string(), "ɡɾˈasjas");
}

/// What must hold of any text: order, boundaries, no word without a report.
#[track_caller]
fn assert_sound(abroad: &Abroad, sentence: &str, lang: &str) {
    let form = verbalise(sentence, lang);
    let words = abroad.pronounce(&form).unwrap();
    let mut end = 0;
    for word in &words {
        assert!(sentence.get(word.source.start..word.source.end).is_some());
        assert!(
            word.source.end >= end,
            "sources run backwards in {sentence:?}: {words:?}"
        );
        end = word.source.end;
        assert!(
            !word.phonemes.is_empty() || word.step == Step::Letters,
            "{word:?}"
        );
        assert!(!word.phonemes.contains(['(', '\n']) || word.step == Step::Punctuation);
    }
    for token in form.tokens.iter().filter(|token| !token.spoken.is_empty()) {
        let said = token.spoken.of(&form.text).contains(char::is_alphanumeric);
        let held = words.iter().any(|word| {
            word.source.start <= token.source.start && token.source.end <= word.source.end
                || token.source.start <= word.source.start && word.source.end <= token.source.end
        });
        assert!(
            !said || held,
            "{token:?} of {sentence:?} is lost: {words:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_word_of_any_text_is_lost(text in any::<String>()) {
        if let Some(german) = language("de") {
            assert_sound(&german, &text, "de");
        }
    }

    #[test]
    fn no_word_of_article_text_is_lost(text in "([a-zA-Zäöüßéñжа'’]{1,7}[-.,:;!?“”»«()…]{0,2} |[0-9]{1,4} |北京 |[-–—%&§\\[\\]<>] ){0,14}") {
        if let Some(german) = language("de") {
            assert_sound(&german, &text, "de");
        }
    }
}

#[test]
fn long_and_hostile_texts_are_said_in_linear_time() {
    let Some(german) = language("de") else { return };
    let started = std::time::Instant::now();
    for text in [
        "ab".repeat(5_000),
        "a-".repeat(2_000),
        "a.".repeat(2_000),
        "ja ".repeat(2_000),
        "((".repeat(5_000),
        "'".repeat(5_000),
    ] {
        let form = SpokenForm {
            text: text.clone(),
            tokens: vec![],
        };
        german.pronounce(&form).unwrap();
    }
    // Of the program's own time; quadratic work takes minutes.
    assert!(started.elapsed().as_secs() < 60);
}

/// A form that `verbalise` did not make: raw text, no tokens.
#[test]
fn a_form_without_a_map_is_no_harm() {
    let (_folder, loaded) = stand_in(ECHO);
    let abroad = loaded.unwrap();
    for text in [
        "", " ", "a\u{0}b", "\u{1}50A", "[[x]]", "\u{202e}", "e\u{301}",
    ] {
        let form = SpokenForm {
            text: text.into(),
            tokens: vec![],
        };
        abroad.pronounce(&form).unwrap();
    }
}
