use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::time::Instant;

use super::*;
use crate::spoken::{SpokenForm, verbalise};

fn utterance(sentence: &str, lang: &str) -> Utterance {
    Utterance {
        form: verbalise(sentence, lang),
        pronunciation: None,
        lang: lang.to_owned(),
        pace: Pace::NORMAL,
        durations: OnceLock::new(),
    }
}

/// The voice, where the program is installed.
fn voice() -> Option<Espeak> {
    let Some(file) = espeak_program() else {
        eprintln!("espeak-ng is not installed: nothing was tried with it");
        return None;
    };
    Some(Espeak::open(file).unwrap())
}

/// A voice whose program does what the shell `script` says; it says its version by itself.
fn stand_in(folder: &Path, script: &str) -> Espeak {
    let file = folder.join("espeak-ng");
    let body = format!("case $1 in --version) echo 'eSpeak 9  Data at: x'; exit;; esac\n{script}");
    // Another process writes it: a file that is open for writing here cannot be run.
    let written = std::process::Command::new("sh")
        .args([
            "-c",
            "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod +x \"$2\"",
            "sh",
        ])
        .args([body.as_ref(), file.as_os_str()])
        .status();
    assert!(written.unwrap().success());
    Espeak::open(&file).unwrap()
}

fn sound(voice: &Espeak, utterance: &Utterance) -> Result<Vec<f32>, SpeechError> {
    let mut pcm = vec![];
    voice.synthesize(utterance, Effort::Shared, &mut |piece| {
        pcm.extend_from_slice(piece);
        ControlFlow::Continue(())
    })?;
    Ok(pcm)
}

/// The loudest sample.
fn peak(pcm: &[f32]) -> f32 {
    pcm.iter()
        .fold(0.0, |peak: f32, sample| peak.max(sample.abs()))
}

#[test]
fn the_plan_is_the_sound_and_two_runs_are_one() {
    let Some(voice) = voice() else { return };
    let cases = [
        ("Der Zug kam, wie immer, zu spät.", "de"),
        ("One of the reasons is that this is in the house.", "en-US"),
        ("Les enfants sont allés à l’hôpital.", "fr"),
        ("我们今天去学校。", "zh"),
    ];
    for (sentence, lang) in cases {
        let utterance = utterance(sentence, lang);
        let plan = voice.plan(&utterance).unwrap();
        let pcm = sound(&voice, &utterance).unwrap();
        assert_eq!(plan.length.0 as usize, pcm.len(), "{sentence}");
        assert_eq!(plan, voice.plan(&utterance).unwrap());
        assert_eq!(pcm, sound(&voice, &utterance).unwrap());
        let onset = pcm.iter().position(|sample| sample.abs() > 0.001);
        assert!(onset.unwrap() <= MARGIN && peak(&pcm) > 0.1);
    }
}

#[test]
fn every_word_has_its_time_in_order() {
    let Some(voice) = voice() else { return };
    let cases = [
        (
            "Der Bundeskanzler hat gesagt, dass alles gut wird.",
            "de",
            8,
        ),
        ("Los niños van a la escuela todos los días.", "es", 9),
        ("Les enfants sont allés à l’hôpital.", "fr", 6),
        ("В начале было слово, и слово было у нас.", "ru", 9),
        ("La gente non vuole andare a casa perché piove.", "it", 9),
    ];
    for (sentence, lang, words) in cases {
        let utterance = utterance(sentence, lang);
        let plan = voice.plan(&utterance).unwrap();
        assert_eq!(plan.words.len(), words, "{sentence}: {:?}", plan.words);
        let pcm = sound(&voice, &utterance).unwrap();
        let mut end = Samples(0);
        for word in &plan.words {
            assert!(word.start >= end && word.end > word.start && word.end <= plan.length);
            let heard = &pcm[word.start.0 as usize..word.end.0 as usize];
            assert!(peak(heard) > 0.01, "{} is silent", word.source.of(sentence));
            end = word.end;
        }
    }
}

/// Words with pauses between them: what is heard outside of the times is silence.
#[test]
fn the_times_are_those_of_the_sound() {
    let Some(voice) = voice() else { return };
    let sentence = "Eins, Tomaten, Bundeskanzler, ja, Straßenbahn, drei, Wasser.";
    let utterance = utterance(sentence, "de");
    let plan = voice.plan(&utterance).unwrap();
    assert_eq!(plan.words.len(), 7);
    let pcm = sound(&voice, &utterance).unwrap();
    let slack = 110; // 5 ms
    for pair in plan.words.windows(2) {
        let pause = pair[0].end.0 as usize + slack..pair[1].start.0 as usize - slack;
        assert!(pause.len() > 1_000);
        assert!(peak(&pcm[pause]) < 0.005, "{}", pair[1].source.of(sentence));
        let onset = pair[1].start.0 as usize..pair[1].start.0 as usize + 4 * slack;
        assert!(peak(&pcm[onset]) > 0.0);
    }
}

#[test]
fn words_that_are_joined_share_their_time() {
    let Some(voice) = voice() else { return };
    let sentence = "One of the reasons is clear.";
    let plan = voice.plan(&utterance(sentence, "en-US")).unwrap();
    let words: Vec<&str> = plan
        .words
        .iter()
        .map(|word| word.source.of(sentence))
        .collect();
    assert_eq!(words, ["One", "of the", "reasons", "is", "clear"]);
}

#[test]
fn a_pace_is_kept_within_what_the_program_speaks() {
    let cases = [(0.5, 87), (1.0, 175), (1.5, 262), (3.0, FASTEST)];
    for (times, words) in cases {
        assert_eq!(speed(Pace::new(times).unwrap()), words);
    }
    let Some(voice) = voice() else { return };
    let mut slow = utterance("Ein Satz mit einigen Wörtern darin.", "de");
    let normal = voice.plan(&slow).unwrap().length;
    for (pace, least, most) in [(0.6, 1.3, 2.0), (2.0, 0.4, 0.7)] {
        slow.pace = Pace::new(pace).unwrap();
        let plan = voice.plan(&slow).unwrap();
        let ratio = plan.length.0 as f64 / normal.0 as f64;
        assert!((least..most).contains(&ratio), "{pace}: {ratio}");
        assert_eq!(plan.words.len(), 6, "{pace}");
    }
}

#[test]
fn texts_are_only_texts() {
    let Some(voice) = voice() else { return };
    let say = |text: &str| {
        let form = SpokenForm {
            text: text.to_owned(),
            tokens: vec![],
        };
        let utterance = Utterance {
            form,
            ..utterance("", "de")
        };
        voice.plan(&utterance).map(|plan| plan.length)
    };
    assert_eq!(say("ja\0 \u{1}nein\u{7}"), say("ja nein"));
    assert_ne!(say("<break time='9s'/> ja").unwrap(), say("ja").unwrap());
    assert!(say("--help -w x").is_ok());
    assert_eq!(say("[[hallo]]"), say("((hallo))"));
    for nothing in ["", "  ", "\0", "…", "„“"] {
        assert_eq!(say(nothing), Err(SpeechError::NotSpeakable), "{nothing:?}");
    }
    // The program itself dies of this where it is not cut.
    assert!(say(&"a.".repeat(400)).is_ok());
}

#[test]
fn a_long_sentence_is_spoken_in_parts() {
    let Some(voice) = voice() else { return };
    let long = utterance(&"Ein langer Satz, der nicht endet, ".repeat(150), "de");
    let plan = voice.plan(&long).unwrap();
    let pcm = sound(&voice, &long).unwrap();
    assert_eq!(plan.length.0 as usize, pcm.len());
    assert_eq!(plan.words.len(), 900);
    assert!(plan.words.is_sorted_by_key(|word| word.start));
}

#[test]
fn a_language_that_the_program_lacks_is_refused() {
    let Some(voice) = voice() else { return };
    for lang in ["xx", "", "../x", "-w"] {
        let refused = voice.plan(&utterance("ja", lang));
        assert!(
            matches!(refused, Err(SpeechError::Unavailable(_))),
            "{lang}: {refused:?}"
        );
    }
    assert!(voice.plan(&utterance("ja", "nn-NO")).is_ok());
}

#[test]
fn who_leaves_is_not_spoken_to() {
    let Some(voice) = voice() else { return };
    let mut pieces = 0;
    let left = voice.synthesize(
        &utterance("Ein Satz, der länger ist.", "de"),
        Effort::Shared,
        &mut |_| {
            pieces += 1;
            ControlFlow::Break(())
        },
    );
    assert_eq!((left, pieces), (Err(SpeechError::Cancelled), 1));
}

#[test]
fn a_program_that_misbehaves_is_a_typed_error() {
    let head = "printf 'RIFF\\044\\360\\377\\177WAVEfmt \\020\\0\\0\\0\\001\\0\\001\\0\\042\\126\\0\\0\\104\\254\\0\\0\\002\\0\\020\\0data\\0\\360\\377\\177'";
    let cases = [
        ("kill -9 $$".to_owned(), "dies"),
        ("exit 0".to_owned(), "writes nothing"),
        (
            "echo '<html>no sound</html> and more than forty-four letters'".to_owned(),
            "writes rubbish",
        ),
        ("cat /dev/zero".to_owned(), "does not stop"),
        (format!("{head}; printf abc"), "ends within a sample"),
        (format!("{head}; printf abcd; exit 3"), "ends with an error"),
        (head.replace("\\042\\126", "\\200\\076"), "has another rate"),
        (
            head.replace("\\0\\360\\377\\177'", "\\0\\360\\0\\0'"),
            "writes half of it",
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (script, why) in cases {
        let voice = stand_in(folder.path(), &script);
        let said = voice.plan(&utterance("Ja.", "de"));
        assert!(
            matches!(said, Err(SpeechError::Broken(_))),
            "it {why}: {said:?}"
        );
    }
    let silent = stand_in(folder.path(), head);
    assert_eq!(
        silent.plan(&utterance("Ja.", "de")),
        Err(SpeechError::NotSpeakable)
    );
    let refuses = stand_in(folder.path(), "exit 1");
    assert!(matches!(
        refuses.plan(&utterance("Ja.", "de")),
        Err(SpeechError::Unavailable(_))
    ));
}

#[test]
fn a_program_that_hangs_is_ended_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let voice = stand_in(folder.path(), "exec sleep 100");
    let started = Instant::now();
    let said = voice.plan(&utterance("Ja.", "de"));
    assert!(matches!(said, Err(SpeechError::Unavailable(_))));
    assert!(started.elapsed().as_secs() < 20);
}

#[test]
fn sound_without_clear_words_has_no_times() {
    let folder = tempfile::tempdir().unwrap();
    // Whatever it is asked, it hums.
    let head = "printf 'RIFF\\044\\360\\377\\177WAVEfmt \\020\\0\\0\\0\\001\\0\\001\\0\\042\\126\\0\\0\\104\\254\\0\\0\\002\\0\\020\\0data\\0\\360\\377\\177'";
    let hum = format!(
        "{head}; i=0; while [ $i -lt 3000 ]; do printf '\\000\\020\\000\\360'; i=$((i+1)); done"
    );
    let voice = stand_in(folder.path(), &hum);
    let plan = voice.plan(&utterance("Eins zwei drei.", "de")).unwrap();
    assert_eq!((plan.words, plan.length), (vec![], Samples(6_000)));
}
