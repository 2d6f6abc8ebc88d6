//! A remote voice against servers that behave as the real ones do, and worse.

mod answers;
mod faults;
mod server;
mod stream;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::json;

use super::settings::Settings;
use super::{LONGEST, parts};
use crate::speech::{Backend as _, Effort, Pace, Reads, SpeechError, Utterance, Voice};
use crate::spoken;
use crate::units::Samples;
use crate::voice::VoiceEntry;
use server::Server;

/// A voice of `server`.
fn voice(server: &Server) -> Arc<dyn Voice> {
    voice_with(server, "").unwrap()
}

/// A voice of `server` with some more `settings` in TOML.
fn voice_with(server: &Server, settings: &str) -> Result<Arc<dyn Voice>, SpeechError> {
    voice_at(&format!("http://{}", server.address()), settings)
}

fn voice_at(base_url: &str, settings: &str) -> Result<Arc<dyn Voice>, SpeechError> {
    let entry = entry(&format!("{}\n{settings}", basic(base_url)));
    super::Backend.open(&entry, Path::new("nowhere"))
}

/// What every voice needs to say.
fn basic(base_url: &str) -> String {
    format!("base_url = '{base_url}'\nmodel = 'm-1'\nvoice = 'nova'")
}

fn entry(settings: &str) -> VoiceEntry {
    let entry = format!(
        "id = 'far'\nname = 'Far'\nlanguage = 'en'\nbackend = 'openai'\nsample_rate = 24000\n\
         gain_db = 0.0\nlicence = ''\norigin = ''\n[settings]\n{settings}"
    );
    toml::from_str(&entry).unwrap()
}

fn utterance(text: &str) -> Utterance {
    Utterance {
        form: spoken::verbalise(text, "en"),
        pronunciation: None,
        lang: "en".into(),
        pace: Pace::NORMAL,
        durations: OnceLock::new(),
    }
}

/// What `voice` says for a short sentence.
fn say(voice: &dyn Voice) -> Result<Vec<f32>, SpeechError> {
    say_this(voice, &utterance("Hello there."))
}

fn say_this(voice: &dyn Voice, utterance: &Utterance) -> Result<Vec<f32>, SpeechError> {
    let mut heard = Vec::new();
    voice.synthesize(utterance, Effort::Shared, &mut |piece| {
        heard.extend_from_slice(piece);
        ControlFlow::Continue(())
    })?;
    Ok(heard)
}

/// Why the voice is not available.
#[track_caller]
fn unavailable(said: Result<Vec<f32>, SpeechError>) -> String {
    match said {
        Err(SpeechError::Unavailable(cause)) => cause,
        other => panic!("{:?}", other.map(|heard| heard.len())),
    }
}

/// Why the voice is broken.
#[track_caller]
fn broken(said: Result<Vec<f32>, SpeechError>) -> String {
    match said {
        Err(SpeechError::Broken(cause)) => cause,
        other => panic!("{:?}", other.map(|heard| heard.len())),
    }
}

#[test]
fn the_server_is_asked_for_the_spoken_words() {
    let server = Server::new(|_, _, to| to.sound(&server::beep()));
    let settings = "instructions = 'Calmly.'\nextra = { lang_code = 'b', seed = 3 }";
    let voice = voice_with(&server, settings).unwrap();
    let utterance = utterance("It is 5% now.");
    say_this(&*voice, &utterance).unwrap();
    let asked = server.asked();
    assert_eq!(asked[0].line, "POST /v1/audio/speech HTTP/1.1");
    let expected = json!({
        "model": "m-1", "voice": "nova", "response_format": "pcm", "instructions": "Calmly.",
        "lang_code": "b", "seed": 3, "input": utterance.form.text,
    });
    assert_eq!(asked[0].body, expected);
    assert!(asked[0].header("authorization").is_none());
}

#[test]
fn another_pace_is_asked_of_the_server() {
    let server = Server::new(|_, _, to| to.sound(&server::beep()));
    let utterance = Utterance {
        pace: Pace::new(1.1).unwrap(),
        ..utterance("Hello.")
    };
    say_this(&*voice(&server), &utterance).unwrap();
    assert_eq!(server.asked()[0].body["speed"], json!(1.1));
}

#[test]
fn the_key_is_sent_and_shown_nowhere() {
    // A variable that cargo sets for every test, with something in it that is easy to find.
    let (variable, secret) = ("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR"));
    let server = Server::new(move |_, _, to| {
        to.error("401 Unauthorized", &format!("wrong key: {secret}"));
    });
    let setting = format!("key_env = '{variable}'");
    let voice = voice_with(&server, &setting).unwrap();
    let cause = unavailable(say(&*voice));
    let sent = format!("Bearer {secret}");
    assert_eq!(server.asked()[0].header("authorization"), Some(sent));
    assert!(cause.contains(variable) && cause.contains("***"), "{cause}");
    let settings = Settings::of(&entry(&format!("{}\n{setting}", basic("http://x")))).unwrap();
    let shown = format!("{settings:?} {:?} {}", settings.key(), voice.fingerprint());
    assert!(!cause.contains(secret) && !shown.contains(secret));
}

#[test]
fn a_voice_without_its_key_says_which_variable_to_set() {
    let voice = voice_at("http://localhost:1", "key_env = 'ALOUD_NO_SUCH_VARIABLE'");
    let Err(SpeechError::Unavailable(cause)) = voice else {
        panic!("it was opened");
    };
    assert!(cause.contains("ALOUD_NO_SUCH_VARIABLE"), "{cause}");
    assert!(cause.ends_with("is not set"), "{cause}");
}

#[test]
fn a_mistake_in_the_settings_is_named() {
    let good = basic("http://x");
    let cases = [
        ("model = 'm'\nvoice = 'v'".to_owned(), "base_url"),
        (good.replace("http://x", "ftp://x"), "http://"),
        (good.replace("http://x", "http://me:secret@x"), "key_env"),
        (format!("{good}\nvoise = 'v'"), "voise"),
        (format!("{good}\nformats = ['opus']"), "opus"),
        (format!("{good}\nformats = []"), "formats"),
        (format!("{good}\nrequests = 0"), "requests"),
        (format!("{good}\ntimeout_s = 0"), "timeout_s"),
        (format!("{good}\nextra = {{ input = 'x' }}"), "extra"),
    ];
    for (settings, named) in cases {
        let opened = super::Backend.open(&entry(&settings), Path::new(""));
        let Err(SpeechError::Damaged { cause, .. }) = opened else {
            panic!("{settings}");
        };
        assert!(cause.contains(named), "{settings}: {cause}");
    }
}

#[test]
fn the_address_may_end_as_people_write_it() {
    for written in ["http://x/v1", "http://x/v1/", "http://x", "http://x/"] {
        let settings = Settings::of(&entry(&basic(written))).unwrap();
        assert_eq!(settings.endpoint().as_str(), "http://x/v1/audio/speech");
    }
}

#[test]
fn what_decides_the_sound_is_in_the_fingerprint_and_nothing_else() {
    let print = |settings: &str| {
        let voice = voice_at("http://x", settings).unwrap();
        voice.fingerprint().to_owned()
    };
    assert_eq!(print(""), print("requests = 7\ntimeout_s = 3"));
    assert_ne!(print(""), print("instructions = 'Calmly.'"));
    assert_ne!(print(""), print("formats = ['mp3']"));
    assert_ne!(print(""), print("extra = { seed = 1 }"));
}

#[test]
fn a_plan_is_an_estimate_without_words() {
    let voice = voice_at("http://x", "").unwrap();
    assert_eq!(voice.reads(), Reads::Text);
    let text = "Thirty-one characters are here.";
    let plan = voice.plan(&utterance(text)).unwrap();
    assert_eq!((plan.exact, plan.length), (false, Samples(48_000)));
    assert!(plan.words.is_empty());
    let nothing = voice.plan(&utterance("…"));
    assert_eq!(nothing, Err(SpeechError::NotSpeakable));
}

#[test]
fn a_long_sentence_is_asked_for_in_parts() {
    let server = Server::new(|_, _, to| to.sound(&server::beep()));
    let text = utterance(&"and so it went on, ".repeat(150));
    let heard = say_this(&*voice(&server), &text).unwrap();
    let asked = server.asked();
    let inputs = asked
        .iter()
        .filter_map(|asked| asked.body["input"].as_str());
    let inputs: Vec<_> = inputs.collect();
    assert_eq!(inputs.len(), 3);
    assert!(
        inputs.iter().all(|input| input.ends_with("on,")),
        "{inputs:?}"
    );
    assert_eq!(heard.len(), 3 * server::beep().len());
}

proptest! {
    #[test]
    fn parts_lose_no_words_and_fit_a_request(text in "[a-zé。, ]{0,4000}") {
        let letters = |text: &str| text.replace([' ', ',', '。'], "");
        let joined: String = parts(&text).collect();
        prop_assert_eq!(letters(&joined), letters(&text));
        prop_assert!(parts(&text).all(|part| part.chars().count() <= LONGEST));
    }
}

/// Waits for what happens on another thread.
#[track_caller]
fn eventually(what: &str, mut ready: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !ready() {
        assert!(Instant::now() < deadline, "it never came to {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
