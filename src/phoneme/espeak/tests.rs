use super::*;

use std::process::Command;
use std::time::Instant;

/// What answers as the program does: a line for a line.
pub(crate) const ECHO: &str = "while read -r line; do echo \" $line\"; done";

/// A program that does what the shell `script` says.
///
/// Another process writes it: a file that is open for writing here, and so in the children
/// of other tests, cannot be run.
pub(crate) fn program(folder: &Path, script: &str) -> Espeak {
    let file = folder.join("espeak-ng");
    let written = Command::new("sh")
        .args([
            "-c",
            "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod +x \"$2\"",
            "sh",
        ])
        .args([script.as_ref(), file.as_os_str()])
        .status();
    assert!(written.unwrap().success());
    Espeak::new(file)
}

/// A script that answers each line with `case`s of its own, and marks as the program does.
fn answering(cases: &str) -> String {
    format!("while read -r line; do case $line in {cases} *) echo \" $line\";; esac; done")
}

#[test]
fn words_come_back_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let espeak = program(folder.path(), ECHO);
    assert_eq!(espeak.ipa("maison", "fr"), Some("maison".into()));
    assert_eq!(espeak.ipa("l’eau", "fr"), Some("l’eau".into()));
}

/// With the program itself, which `make test` installs where it may.
#[test]
fn words_of_other_languages_sound_as_they_do_there() {
    let Some(espeak) = Espeak::installed() else {
        eprintln!("espeak-ng is not installed: nothing was tried with it");
        return;
    };
    let cases = [
        ("maison", "fr", "mɛzɔ̃"),
        ("vino", "it", "vino"),
        ("gracias", "es", "ɡɾaθjas"),
        ("Zug", "de-AT", "t͡suːk"),
        ("Google", "ru", "ɡuːɡə͡l"),
    ];
    for (word, lang, sounds) in cases {
        let plain = espeak.ipa(word, lang).unwrap_or_default();
        let plain = plain.replace(['ˈ', 'ˌ'], "");
        assert_eq!(plain, sounds, "{word} in {lang}");
    }
}

/// With the program itself: whatever a text says, the next one has its own answer.
#[test]
fn no_text_is_taken_for_a_mark_or_a_command() {
    let Some(espeak) = Espeak::installed() else {
        eprintln!("espeak-ng is not installed: nothing was tried with it");
        return;
    };
    let texts = [
        "[[tttpttttpt]]",
        "tttpttttpt ttpttttptt tptttptttt pttttttptp",
        "\u{1}50S schnell",
        "eins\nzwei",
        "<speak>ja</speak>",
        "-v en",
        "10 30 10",
        "zehn dreißig zehn",
        "\0",
        "",
        "ja",
    ];
    let answers = espeak.say("de", &texts).unwrap();
    assert_eq!(answers.len(), texts.len());
    let alone = espeak.say("de", &["ja"]).unwrap();
    assert_eq!(answers.last(), alone.last());
    assert_eq!(answers[9], Some(vec![]));
    assert!(answers.iter().all(Option::is_some), "{answers:?}");
}

#[test]
fn an_answer_of_several_lines_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let lines = answering("un|deux) echo one; echo; echo \"(͡e͡n)two(͡f͡r) three\";;");
    let espeak = program(folder.path(), &lines);
    assert_eq!(espeak.ipa("un", "fr"), Some("one two three".into()));
    let answers = espeak.say("fr", &["deux", "trois"]).unwrap();
    let wanted = [
        Some(vec!["one".to_owned(), "two three".to_owned()]),
        Some(vec!["trois".to_owned()]),
    ];
    assert_eq!(answers, wanted);
}

#[test]
fn what_is_no_word_is_never_given_to_the_program_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let espeak = program(folder.path(), ECHO);
    let long = "a".repeat(LONGEST_WORD + 1);
    for text in ["", "a b", "a\nb", "<b>", "12", "-", &long] {
        assert_eq!(espeak.ipa(text, "fr"), None, "{text:?}");
    }
}

#[test]
fn a_text_that_kills_the_program_does_not_silence_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let espeak = program(folder.path(), &answering("kill) exit 1;;"));
    let answers = espeak.say("fr", &["un", "kill", "trois"]).unwrap();
    let word = |text: &str| Some(vec![text.to_owned()]);
    assert_eq!(answers, [word("un"), None, word("trois")]);
    assert_eq!(espeak.ipa("quatre", "fr"), Some("quatre".into()));
}

#[test]
fn a_text_that_always_kills_the_program_is_no_fault_of_the_language() {
    let folder = tempfile::tempdir().unwrap();
    let espeak = program(folder.path(), &answering("kill) exit 1;;"));
    assert_eq!(espeak.say("fr", &["kill"]), Ok(vec![None]));
    assert_eq!(espeak.ipa("un", "fr"), Some("un".into()));
}

#[test]
fn a_program_that_dies_now_and_then_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    // Four marks and two texts with their marks, then it is gone.
    let script = "n=0; while [ $n -lt 8 ] && read -r line; do echo $line; n=$((n+1)); done";
    let espeak = program(folder.path(), script);
    for word in ["un", "deux", "trois", "quatre", "cinq", "six"] {
        assert_eq!(espeak.ipa(word, "fr"), Some(word.into()));
    }
}

#[test]
fn a_program_that_always_fails_is_left_alone_for_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let dies = "read -r a; read -r b; read -r c; read -r d; echo 1; echo 2; echo 3; echo 4; exit 1";
    let script = format!("echo start >> {}\n{dies}", starts.display());
    let espeak = program(folder.path(), &script);
    for _ in 0..6 {
        assert_eq!(espeak.say("fr", &["mot"]), Err(Refusal::Failing));
    }
    let starts = std::fs::read_to_string(starts).unwrap();
    assert!(starts.lines().count() <= 4, "{starts}");
}

#[test]
fn a_program_that_hangs_is_given_up_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let espeak = program(folder.path(), "exec sleep 60");
    let started = Instant::now();
    assert_eq!(espeak.say("fr", &["mot"]), Err(Refusal::Unknown));
    assert!(started.elapsed().as_secs() < 20);
}

#[test]
fn rubbish_is_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    for script in [
        "yes",
        "head -c 100000 /dev/urandom; exec cat",
        "echo; echo; echo; echo; exec cat",
        "echo 1; echo 2; echo 3; echo 4; read -r line; while :; do echo x; sleep 0.01; done",
    ] {
        let espeak = program(folder.path(), script);
        assert!(espeak.say("fr", &["mot"]).is_err(), "{script}");
    }
}

#[test]
fn a_language_is_a_tag_and_no_file() {
    let cases = [
        ("de_AT", Some("de-at")),
        ("zh-Hans", Some("zh-hans")),
        ("../../home/x", None),
        ("-w", None),
        ("", None),
        ("de\0", None),
        ("*", None),
    ];
    for (lang, wanted) in cases {
        assert_eq!(tag(lang).as_deref(), wanted, "{lang:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let espeak = program(folder.path(), "exit 1");
    assert_eq!(espeak.say("xx", &["mot"]), Err(Refusal::Unknown));
}

#[test]
fn pages_that_name_any_number_of_languages_run_a_few_programs() {
    let folder = tempfile::tempdir().unwrap();
    let espeak = program(folder.path(), "exit 1");
    for n in 0..100 {
        assert_eq!(
            espeak.say(&format!("x{n}"), &["mot"]),
            Err(Refusal::Unknown)
        );
    }
    assert!(espeak.languages.lock().unwrap().len() <= LANGUAGES);
}
