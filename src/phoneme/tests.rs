use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use crate::lexicon::{Case, Entry, Said};
use crate::spoken::{Replacements, Setting, verbalise, verbalise_in};

use super::english::UNKNOWN;
use super::feed::Feed;
use super::*;

static AMERICAN: LazyLock<English> = LazyLock::new(|| English::load(Dialect::American));
static BRITISH: LazyLock<English> = LazyLock::new(|| English::load(Dialect::British));

fn words(sentence: &str) -> Vec<PronouncedWord> {
    AMERICAN.pronounce(&verbalise(sentence, "en-US"))
}

fn sounds(sentence: &str) -> String {
    let mut out = String::new();
    for word in words(sentence) {
        out.push_str(&word.phonemes);
        out.push_str(if word.space_after { " " } else { "" });
    }
    out
}

fn step(word: &str) -> Step {
    words(word)[0].step
}

#[test]
fn dialects_follow_the_tag() {
    let cases = [
        ("en", Some(Dialect::American)),
        ("en-US", Some(Dialect::American)),
        ("en-GB", Some(Dialect::British)),
        ("en_AU", Some(Dialect::British)),
        ("en-Latn-IE", Some(Dialect::British)),
        ("de-DE", None),
        ("", None),
    ];
    for (tag, dialect) in cases {
        assert_eq!(Dialect::of_lang(tag), dialect, "{tag}");
    }
}

#[test]
fn a_pronouncer_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Pronouncer>();
}

#[test]
fn every_step_knows_its_words() {
    let cases = [
        ("alliance", Step::Dictionary, "in the dictionary"),
        ("testified", Step::Inflected, "testify + ed"),
        ("renegotiated", Step::Inflected, "re + negotiate + ed"),
        ("well-known", Step::Parts, "a hyphen"),
        ("multi-partner", Step::Parts, "a hyphen"),
        ("Khamidun", Step::Model, "a name"),
        ("Zhemal’s", Step::Model, "a name that owns"),
        ("Beckham", Step::Larger, "no kind of ham"),
        ("Osama’s", Step::Larger, "a name that owns"),
        ("Osamas", Step::Larger, "a name's plural"),
        ("xkcd", Step::Letters, "no vowel"),
        (",", Step::Punctuation, "a mark"),
    ];
    for (word, wanted, why) in cases {
        assert_eq!(step(word), wanted, "{word}: {why}");
    }
}

#[test]
fn words_unknown_to_the_dictionary_have_sounds() {
    let cases = [
        ("testified", "tˈɛstəfˌId"),
        ("résumé", "ɹˈɛzəmˌA"),
        ("Anthony's", "ˈænθəniz"),
        ("Khamidun", "kəmˌɪdˈun"),
        ("AWS and", "ˈA dˈʌbᵊlju ˈɛs ænd"),
        ("the Zhemal", "ðə ʒəmˈɑl"),
        ("the API’s", "ði ˈA pˈi ˈIz"),
        ("Mbappé", "əmbɑpˈA"),
        ("forty-five", "fˈɔɹTi fˈIv"),
        ("to Anthropic", "tʊ ænθɹˈɑpɪk"),
    ];
    for (word, wanted) in cases {
        assert_eq!(sounds(word), wanted, "{word}");
    }
}

#[test]
fn heteronyms_follow_their_part_of_speech() {
    assert_eq!(
        sounds("They close the close door."),
        "ðˌA klˈOz ðə klˈOs dˈɔɹ."
    );
    assert_eq!(sounds("I record a record."), "ˌI ɹəkˈɔɹd ɐ ɹˈɛkəɹd.");
}

#[test]
fn every_word_knows_its_source() {
    let sentence = "“OpenAI’s $45,” Khamidun said — résumé.";
    let pairs: Vec<_> = words(sentence)
        .iter()
        .filter(|w| w.step != Step::Punctuation)
        .map(|w| w.source.of(sentence).to_owned())
        .collect();
    let wanted = [
        "Open", "AI’s", "AI’s", "$45", "$45", "$45", "Khamidun", "said", "résumé",
    ];
    assert_eq!(pairs, wanted);
}

#[test]
fn a_full_stop_of_an_abbreviation_ends_the_sentence_too() {
    let words = words("in the U.S.");
    let last = words.last().unwrap();
    assert_eq!(
        (last.phonemes.as_str(), last.source),
        (".", ByteRange::new(10, 11))
    );
}

#[test]
fn markup_of_the_dictionary_is_not_obeyed() {
    assert_eq!(sounds("[hello](/x/)"), sounds("(hello)(x)"));
}

#[test]
fn british_words_are_british() {
    let form = verbalise("Zhemal’s water", "en-GB");
    let words = BRITISH.pronounce(&form);
    assert_eq!(words[1].phonemes, "wˈɔːtə");
    assert!(!words[0].phonemes.contains(['O', 'æ', 'T']));
}

/// What must hold for any spoken form: order, no unknown sound, no word without a report.
#[track_caller]
fn assert_sound(pronouncer: &English, sentence: &str) {
    let form = verbalise(sentence, "en");
    let words = pronouncer.pronounce(&form);
    let mut end = 0;
    for word in &words {
        assert!(
            !word.phonemes.contains(UNKNOWN),
            "{sentence:?} has an unknown sound"
        );
        assert!(sentence.get(word.source.start..word.source.end).is_some());
        assert!(
            word.source.end >= end,
            "sources run backwards in {sentence:?}"
        );
        end = word.source.end;
        assert!(
            !word.phonemes.is_empty() || word.step == Step::Letters,
            "{sentence:?}: {word:?} is silent"
        );
    }
    for token in &form.tokens {
        let said = token
            .spoken
            .of(&form.text)
            .contains(|c: char| c.is_ascii_alphanumeric());
        let held = words.iter().any(|w| {
            w.source.start <= token.source.start && token.source.end <= w.source.end
                || token.source.start <= w.source.start && w.source.end <= token.source.end
        });
        assert!(
            !said || held,
            "{token:?} of {sentence:?} is lost: {words:?}"
        );
    }
}

fn wordy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z']{1,8}",
        1 => "[a-z]{1,3}(ing|ed|s|es|er|'s|s')",
        1 => "[éüßøñжωa]{1,4}(ing|ed|s)?",
        2 => "[-–—/:.,'’\"“$£€%²+@#&()\\[\\]_*!?…]",
        2 => Just(" ".to_owned()),
        1 => "[0-9]{1,5}",
        1 => Just("[x](/y/)".to_owned()),
        1 => Just("北京".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_word_of_any_text_is_lost(text in any::<String>()) {
        assert_sound(&AMERICAN, &text);
    }

    #[test]
    fn no_word_of_article_text_is_lost(text in wordy()) {
        assert_sound(&AMERICAN, &text);
        assert_sound(&BRITISH, &text);
    }

    #[test]
    fn tokens_rebuild_what_misaki_was_given_but_for_apostrophes(text in wordy()) {
        let spoken = verbalise(&text, "en").text;
        let feed = Feed::of(&spoken, ByteRange::new(0, spoken.len()));
        let (_, tokens) = AMERICAN.g2p.g2p(&feed.text).unwrap();
        let rebuilt: String = tokens.iter().map(|t| t.text.clone() + &t.whitespace).collect();
        let plain = |text: &str| text.replace('\'', "").trim().to_owned();
        prop_assert_eq!(plain(&rebuilt), plain(&feed.text));
    }

    /// A form that `verbalise` did not make: raw text, no tokens.
    #[test]
    fn a_form_without_a_map_is_no_harm(text in any::<String>()) {
        let form = SpokenForm { text, tokens: vec![] };
        AMERICAN.pronounce(&form);
    }
}

#[test]
fn long_words_are_said_in_linear_time() {
    let started = cpu_time::ThreadTime::now();
    for text in [
        "a-".repeat(5_000),
        "Ab".repeat(5_000),
        "x".repeat(10_000),
        "ab,".repeat(3_000),
    ] {
        assert!(!words(&text).is_empty());
    }
    // Quadratic work takes minutes here; linear work takes about a second.
    assert!(started.elapsed().as_secs() < 30);
}
/// What is heard of `sentence` in which `entry` of a lexicon and a foreign word may stand.
fn heard(sentence: &str, setting: &Setting<'_>) -> String {
    let words = AMERICAN.pronounce(&verbalise_in(sentence, setting));
    let alphabet = Alphabet::Misaki;
    Pronunciation { words, alphabet }.to_string()
}

#[test]
fn sounds_of_a_lexicon_are_said_as_they_are_given() {
    let entry = Entry {
        written: "Zhemal".into(),
        said: Said::Ipa("ʒəˈmɑːl".into()),
        case: Case::Exact,
        lang: None,
    };
    let known = Replacements::new(vec![Arc::new(entry)], "en");
    let setting = Setting {
        lang: "en",
        replacements: Some(&known),
        ..Setting::default()
    };
    let with = heard("Did Zhemal’s dog (of Zhemal) come?", &setting);
    assert!(
        with.contains("ʒəmˈɑlz ") && with.contains("ʒəmˈɑl)"),
        "{with}"
    );
    assert!(
        with.starts_with("dˈɪd ʒ") || with.starts_with("dɪd ʒ"),
        "{with}"
    );
    assert!(with.ends_with("kˈʌm?"), "{with}");
}

#[test]
fn foreign_words_are_said_with_or_without_the_program() {
    let sentence = "The word maison, or дом, is a house.";
    let place = |word: &str| {
        let start = sentence.find(word).unwrap();
        ByteRange::new(start, start + word.len())
    };
    let setting = Setting {
        lang: "en",
        foreign: vec![(place("maison"), "fr"), (place("дом"), "ru")],
        ..Setting::default()
    };
    let form = verbalise_in(sentence, &setting);
    let without = English {
        espeak: None,
        ..English::load(Dialect::American)
    };
    for pronouncer in [&without, &*AMERICAN] {
        let words = pronouncer.pronounce(&form);
        for written in ["word", "maison", "дом", "house"] {
            let word = words.iter().find(|word| word.source == place(written));
            let word = word.unwrap_or_else(|| panic!("{written} is lost: {words:?}"));
            assert!(!word.phonemes.is_empty(), "{written} is silent");
        }
    }
}
