//! A neural voice, heard: in tests that run where `ALOUD_TEST_DATA` names a data folder that has
//! the default voice, as `make test` sees to, and that say so where it does not.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use aloud::sound::Encoding;
use aloud::studio::Priority;
use aloud::track::Track;

use crate::hear::decode;
use crate::util::{Setup, TestApp, aloud};

const VOICE: &str = "en_US-joe-medium";

/// Sentences of all lengths, with numbers, abbreviations, an abrupt end and a soft one.
pub(crate) const TEXT: &str = "The harbour froze.\n\n\
On May 3, 2024 Dr. Hale paid $1,250.50 for 3 boats, 12% less than he had feared. \
Stop! Nobody knew why the sea, which had been quiet for a week, rose that night; \
the keeper said \u{201c}it happens\u{201d} and went to sleep.\n\n\
Yes. She sells six thin sheets of the softest silk.";

/// One MP3 frame in samples.
pub(crate) const FRAME: usize = 576;

/// The folder of the voices, or `None`, with a line that says what is left out.
fn voices(test: &str) -> Option<PathBuf> {
    let data = std::env::var_os("ALOUD_TEST_DATA").map(PathBuf::from);
    let found = data.map(|data| data.join("voices"));
    let found = found.filter(|voices| voices.join(VOICE).join("model.onnx").is_file());
    if found.is_none() {
        eprintln!("skipped: {test} needs ALOUD_TEST_DATA with the voice {VOICE} in it");
    }
    found
}

fn setup(voices: &Path) -> Setup {
    TestApp::setup().shelf(voices).voice(VOICE)
}

/// One service for most tests, so that the model is loaded once.
pub(crate) fn app(test: &str) -> Option<&'static TestApp> {
    static APP: OnceLock<TestApp> = OnceLock::new();
    let voices = voices(test)?;
    Some(APP.get_or_init(|| setup(&voices).build()))
}

fn loudness(pcm: &[f32]) -> f32 {
    let power: f32 = pcm.iter().map(|sample| sample * sample).sum();
    10.0 * (power / pcm.len() as f32).log10()
}

/// The first and the last sample that is louder than `level`.
fn audible(pcm: &[f32], level: f32) -> Option<(usize, usize)> {
    let loud = |sample: &f32| sample.abs() > level;
    Some((pcm.iter().position(loud)?, pcm.iter().rposition(loud)?))
}

async fn heard(app: &TestApp, track: &Track) -> Vec<f32> {
    decode(app.sound(track).await, "mp3")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_sentences_are_the_same_bytes_however_they_are_made() {
    let Some(voices) = voices("that sound does not depend on the workers") else {
        return;
    };
    let text = "The tide turned at 6 a.m. that day.\n\nNobody saw it.\n\nGulls did.";
    let mut sounds = Vec::new();
    // Listened to at once, or rendered before; on one thread or on several.
    for (workers, rendered) in [(1, false), (3, true), (2, false)] {
        let app = setup(&voices).workers(workers).build();
        let track = app.planned(text).await;
        if rendered {
            app.library
                .render(&track, &[Encoding::Mp3], &|_| ())
                .await
                .unwrap();
        }
        sounds.push(app.sound(&track).await);
    }
    assert!(sounds.iter().all(|sound| *sound == sounds[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_is_exactly_as_long_as_its_plan_said() {
    let Some(app) = app("that a plan is exact") else {
        return;
    };
    let track = app.planned(TEXT).await;
    let studio = app.library.studio();
    let plans = track.plans().unwrap();
    assert!(plans.len() > 5, "{} sentences", plans.len());
    for (index, plan) in plans.into_iter().enumerate() {
        let prompt = track.prompt(studio, index, Priority::Rendering).await;
        let take = studio.take(&prompt.unwrap(), Encoding::Mp3, Priority::Rendering);
        let bytes = take.whole().await.unwrap();
        assert_eq!(
            bytes.len() as u64,
            Encoding::Mp3.bytes(plan.beats),
            "sentence {index}"
        );
    }
    let pcm = heard(app, &track).await;
    assert_eq!(pcm.len() as u64, track.timeline().beats.samples().0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_level_is_that_of_speech() {
    let Some(app) = app("the level") else {
        return;
    };
    let track = app.planned(TEXT).await;
    let pcm = heard(app, &track).await;
    let level = loudness(&pcm);
    assert!((-30.0..-12.0).contains(&level), "{level} dBFS");
    let peak = pcm
        .iter()
        .fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    assert!(peak < 1.0, "{peak}");
    let silences = pcm.split(|sample| sample.abs() > 1e-4);
    let longest = silences.map(<[f32]>::len).max().unwrap();
    assert!(
        longest < 36_000,
        "{longest} samples of silence are more than 1.5 s"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn different_sentences_differ() {
    let Some(app) = app("that sentences differ") else {
        return;
    };
    let mut sounds = Vec::new();
    for text in [
        "The harbour froze.",
        "The harbour thawed.",
        "A harbour froze.",
    ] {
        let track = app.planned(text).await;
        sounds.push(app.sound(&track).await);
    }
    assert!(sounds[0] != sounds[1] && sounds[0] != sounds[2] && sounds[1] != sounds[2]);
}

/// A voice begins softly and dies away, so that its own onset is no measure. What can be
/// measured: outside the times that are given there is the silence of a pause, to a frame; and
/// speech, loud enough to be one, comes soon after the beginning and lasts nearly to the end.
#[tokio::test(flavor = "multi_thread")]
async fn sentences_are_heard_when_the_timings_say() {
    let Some(app) = app("that the times are those of the sound") else {
        return;
    };
    let track = app.planned(TEXT).await;
    let pcm = heard(app, &track).await;
    let times = track.timeline().lines;
    let place = |n: usize| (times[n].start.0 as usize, times[n].end.0 as usize);
    for n in 0..times.len() {
        let (start, end) = place(n);
        let next = times
            .get(n + 1)
            .map_or(pcm.len(), |next| next.start.0 as usize);
        let speech = loudness(&pcm[start..end]);
        assert!(speech > -35.0, "sentence {n} has {speech} dBFS");
        // -50 dBFS: the encoder smears a hard onset over the frame before.
        let pause = &pcm[end + FRAME..(next - FRAME).max(end + FRAME)];
        let pause = audible(pause, 3e-3);
        assert_eq!(pause, None, "the pause behind sentence {n} is silent");
        let (first, last) = audible(&pcm[start..end], 1e-2).unwrap();
        assert!(first < 3_600, "sentence {n} is heard after {first} samples");
        let tail = end - start - last;
        assert!(
            tail < 6_000,
            "sentence {n} is silent for its last {tail} samples"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_timed_in_order_and_fill_their_sentence() {
    let Some(app) = app("the times of words") else {
        return;
    };
    let track = app.planned(TEXT).await;
    let plans = track.plans().unwrap();
    for (line, plan) in track.lines().zip(plans) {
        let text = track.text(line);
        assert!(!plan.words.is_empty(), "{text}");
        let mut before = None;
        for word in &plan.words {
            assert!(
                word.start < word.end && before <= Some(word.start),
                "{text}: {word:?}"
            );
            assert!(!word.source.of(text).is_empty(), "{text}: {word:?}");
            before = Some(word.end);
        }
        assert!(before <= Some(plan.speech), "{text}");
    }
}

#[test]
fn a_model_with_one_byte_turned_is_refused() {
    let Some(voices) = voices("a damaged copy of the model") else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let copy = data.path().join("voices").join(VOICE);
    std::fs::create_dir_all(&copy).unwrap();
    for name in ["model.onnx", "model.onnx.json"] {
        std::fs::copy(voices.join(VOICE).join(name), copy.join(name)).unwrap();
    }
    let mut model = std::fs::read(copy.join("model.onnx")).unwrap();
    let middle = model.len() / 2;
    model[middle] ^= 1;
    std::fs::write(copy.join("model.onnx"), model).unwrap();
    for arguments in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["say", "Hi.", "-o", "x.wav"],
    ] {
        let ran = aloud(data.path(), arguments).run();
        let line = ran.failed(3);
        assert!(
            line.contains("model.onnx") && line.contains(VOICE),
            "{line}"
        );
    }
}

/// A copy of the voice's model under another name, as somebody's own voice.
fn own_model(voices: &Path, folder: &Path) -> String {
    let model = folder.join("en_GB-mine-medium.onnx");
    for (from, to) in [("model.onnx", ""), ("model.onnx.json", ".json")] {
        let to = format!("{}{to}", model.display());
        std::fs::copy(voices.join(VOICE).join(from), to).unwrap();
    }
    model.display().to_string()
}

#[test]
fn a_voice_from_a_file_is_installed_measured_and_speaks() {
    let Some(voices) = voices("a voice of one's own") else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let model = own_model(&voices, data.path());
    let run = |arguments: &[&str]| aloud(data.path(), arguments).run();
    let installed = run(&["voices", "install", &model]).done().out;
    let fields: Vec<_> = installed.trim().split('\t').collect();
    let [id, "installed", "en-US", "Joe", gain] = fields[..] else {
        panic!("{installed}")
    };
    assert_eq!(id, "en_GB-mine-medium");
    // The catalogue's figure, measured over a news page of 269 s.
    let gain: f32 = gain.trim_end_matches(" dB").parse().unwrap();
    assert!((gain - 8.9).abs() < 1.5, "{gain}");
    let listed = run(&["voices", "list"]).done().out;
    assert!(listed.contains("en_GB-mine-medium\tinstalled"), "{listed}");
    let sound = data.path().join("x.mp3").display().to_string();
    run(&["say", "It speaks.", "--voice", id, "-o", &sound]).done();
    assert!(std::fs::metadata(&sound).unwrap().len() > 5_000);
    let wrong = run(&["voices", "install", &model, "--speaker", "7"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    assert!(!wrong.err.contains("is installed"), "{wrong:?}");
    assert!(wrong.err.contains("no speaker 7"), "{wrong:?}");
    let file = data.path().join("voices").join(id).join("model.onnx.json");
    std::fs::write(&file, "{}").unwrap();
    let damaged = run(&["say", "It speaks.", "--voice", id, "-o", &sound]);
    assert!(
        damaged
            .err
            .contains("aloud voices install en_GB-mine-medium"),
        "{damaged:?}"
    );
    run(&["voices", "install", id]).done();
    run(&["say", "It speaks.", "--voice", id, "-o", &sound]).done();
    run(&["voices", "remove", id]).done();
    let listed = run(&["voices", "list"]).done().out;
    assert!(!listed.contains("mine"), "{listed}");
}

#[test]
fn a_sentence_is_the_same_bytes_after_a_restart() {
    let Some(voices) = voices("that sound does not depend on the process") else {
        return;
    };
    let said = || {
        let data = tempfile::tempdir().unwrap();
        let copy = data.path().join("voices").join(VOICE);
        std::fs::create_dir_all(&copy).unwrap();
        for name in ["model.onnx", "model.onnx.json"] {
            std::fs::copy(voices.join(VOICE).join(name), copy.join(name)).unwrap();
        }
        let sound = data.path().join("x.mp3");
        let path = sound.display().to_string();
        let text = "The sentence is spoken by two processes, 5 minutes apart or not.";
        aloud(data.path(), &["say", text, "-o", &path]).run().done();
        std::fs::read(sound).unwrap()
    };
    let first = said();
    assert!(first.len() > 10_000);
    assert!(first == said());
}
