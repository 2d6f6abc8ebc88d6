//! A real voice, where `ALOUD_TEST_DATA` names a data folder that has one; a line says so where
//! it does not.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::super::Backend as _;
use super::symbols::tests::pronunciation;
use super::*;
use crate::voice::Catalogue;

/// "The harbour froze, and nobody knew why the sea rose that night."
const SENTENCE: &str = "ðə hˈɑɹbəɹ fɹˈOz, ænd nˈObˌʌdi nˈu wˌI ðə sˈi ɹˈOz ðæt nˈIt.";

/// The folder of a voice, or `None`, with a line that says what is left out.
fn installed(id: &str) -> Option<PathBuf> {
    let data = std::env::var_os("ALOUD_TEST_DATA").map(PathBuf::from);
    let catalogue = Catalogue::built_in();
    let bundle = &catalogue.find(id)?.bundle.as_ref()?.id;
    let folder = data.map(|data| data.join("voices").join(bundle));
    let folder = folder.filter(|folder| folder.join(MODEL_FILE).is_file());
    if folder.is_none() {
        eprintln!("skipped: a test needs ALOUD_TEST_DATA with the voice {id} in it");
    }
    folder
}

fn entry(id: &str) -> VoiceEntry {
    Catalogue::built_in().find(id).unwrap().clone()
}

fn open(id: &str) -> Option<Kokoro> {
    Some(Kokoro::open(&entry(id), &installed(id)?).unwrap())
}

fn utterance(phonemes: &str, pace: f32) -> Utterance {
    Utterance {
        form: crate::spoken::SpokenForm::default(),
        pronunciation: Some(pronunciation(phonemes)),
        lang: "en".into(),
        pace: Pace::new(pace).unwrap(),
        durations: OnceLock::new(),
    }
}

fn spoken(voice: &Kokoro, utterance: &Utterance, effort: Effort) -> Vec<f32> {
    let mut pcm = vec![];
    let mut sink = |piece: &[f32]| {
        pcm.extend_from_slice(piece);
        ControlFlow::Continue(())
    };
    voice.synthesize(utterance, effort, &mut sink).unwrap();
    pcm
}

/// Root mean square in dB below full scale.
fn level(pcm: &[f32]) -> f32 {
    let power: f32 = pcm.iter().map(|sample| sample * sample).sum();
    10.0 * (power / pcm.len().max(1) as f32).max(1e-10).log10()
}

#[test]
fn a_sentence_has_one_sound_that_is_as_long_as_planned() {
    let Some(voice) = open("af_heart") else {
        return;
    };
    for (phonemes, pace) in [("jˈɛs.", 1.0), (SENTENCE, 1.0), (SENTENCE, 1.5)] {
        let planned = utterance(phonemes, pace);
        let plan = voice.plan(&planned).unwrap();
        let pcm = spoken(&voice, &planned, Effort::Shared);
        assert_eq!(plan.length, Samples(pcm.len() as u64));
        assert_eq!(voice.plan(&planned).unwrap(), plan);
        let fresh = utterance(phonemes, pace);
        assert!(spoken(&voice, &fresh, Effort::AllCores) == pcm);
        assert!(plan.exact && plan.missing.is_empty());
    }
}

#[test]
fn words_are_heard_when_the_plan_says() {
    let Some(voice) = open("bm_george") else {
        return;
    };
    let utterance = utterance(SENTENCE, 1.0);
    let plan = voice.plan(&utterance).unwrap();
    let pcm = spoken(&voice, &utterance, Effort::AllCores);
    assert_eq!(plan.words.len(), 12);
    let mut before = Samples(0);
    for word in &plan.words {
        assert!(before <= word.start && word.start < word.end, "{word:?}");
        assert!(word.end <= plan.length, "{word:?}");
        let heard = level(&pcm[word.start.0 as usize..word.end.0 as usize]);
        assert!(heard > -40.0, "{word:?} at {heard} dB");
        before = word.end;
    }
    let edge = 1_200;
    assert!(plan.words[0].start < Samples(edge) && plan.length - before < Samples(edge));
}

#[test]
fn twice_the_pace_is_about_half_the_length() {
    let Some(voice) = open("af_heart") else {
        return;
    };
    let length = |pace| voice.plan(&utterance(SENTENCE, pace)).unwrap().length.0 as f32;
    let ratio = length(2.0) / length(1.0);
    assert!((0.4..0.65).contains(&ratio), "{ratio}");
}

/// The ends are guessed from the energy that the model predicts: behind the sound 0.2 s of silence
/// may be left, and a word alone that begins with a sibilant begins abruptly.
#[test]
fn a_sentence_is_cut_where_it_is_quiet() {
    let Some(voice) = open("af_heart") else {
        return;
    };
    let pcm = spoken(&voice, &utterance(SENTENCE, 1.0), Effort::AllCores);
    let beginning = level(&pcm[..4 * FRAME]);
    assert!(beginning > -60.0, "silent for 0.1 s");
    let cuts = [&pcm[..FRAME / 2], &pcm[pcm.len() - FRAME / 2..]].map(level);
    let loudest = pcm.chunks(FRAME).map(level).fold(-100.0, f32::max);
    let quiet = |cut: &f32| *cut < loudest - 20.0;
    assert!(cuts.iter().all(quiet), "{cuts:?} {loudest}");
}

/// Costs of the voice on this machine, printed.
#[test]
#[ignore = "it measures"]
fn costs() {
    let Some(voice) = open("af_heart") else {
        return;
    };
    let memory = || {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let lines = status
            .lines()
            .filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
        lines.collect::<Vec<_>>().join(" ")
    };
    println!("opened: {}", memory());
    for effort in [Effort::Shared, Effort::AllCores] {
        for round in 0..3 {
            let utterance = utterance(SENTENCE, 1.0);
            let began = cpu_time::ProcessTime::now();
            let plan = voice.plan(&utterance).unwrap();
            let planned = began.elapsed().as_secs_f64();
            let began = cpu_time::ProcessTime::now();
            let seconds = plan.length.seconds(RATE);
            spoken(&voice, &utterance, effort);
            let spoken = began.elapsed().as_secs_f64();
            println!(
                "{effort:?} {round}: plan {:.3}, sound {:.3} s of work a second of sound; {}",
                planned / seconds,
                spoken / seconds,
                memory()
            );
        }
    }
}

#[test]
fn a_sentence_of_5000_characters_is_spoken_in_parts() {
    let Some(voice) = open("af_heart") else {
        return;
    };
    let long = "hˈɑɹbəɹ ænd ".repeat(420);
    let utterance = utterance(long.trim(), 1.0);
    let plan = voice.plan(&utterance).unwrap();
    assert_eq!(plan.words.len(), 840);
    assert!(plan.words.is_sorted_by(|a, b| a.end <= b.start));
    let mut pieces = 0;
    let mut sink = |_: &[f32]| {
        pieces += 1;
        ControlFlow::Break(())
    };
    let stopped = voice.synthesize(&utterance, Effort::AllCores, &mut sink);
    assert_eq!((stopped, pieces), (Err(SpeechError::Cancelled), 1));
}

#[test]
fn a_sentence_without_a_word_is_not_speakable() {
    let Some(voice) = open("af_heart") else {
        return;
    };
    for nothing in ["", ".", "?! ...", "ʘ"] {
        let utterance = utterance(nothing, 1.0);
        assert_eq!(voice.plan(&utterance), Err(SpeechError::NotSpeakable));
        let spoken = voice.synthesize(&utterance, Effort::Shared, &mut |_| panic!("{nothing}"));
        assert_eq!(spoken, Err(SpeechError::NotSpeakable));
    }
}

#[test]
fn voices_share_the_model_and_differ() {
    let (Some(one), Some(two)) = (open("af_heart"), open("am_adam")) else {
        return;
    };
    assert!(Arc::ptr_eq(&one.graph, &two.graph));
    assert_ne!(one.fingerprint(), two.fingerprint());
    let utterance = utterance("hˈI.", 1.0);
    let sounds = [&one, &two].map(|voice| spoken(voice, &utterance, Effort::AllCores));
    assert!(sounds[0] != sounds[1]);
}

#[test]
fn words_part_in_the_middle_of_a_space_and_at_silence() {
    let words = [(0..1), (2..4), (6..7)].map(|tokens| WordTokens {
        source: crate::units::ByteRange::default(),
        tokens,
    });
    // The zero, "a", a space, "be", a comma and a space, "c", the zero.
    let durations = [10, 3, 4, 2, 5, 6, 2, 4, 1];
    let frames = word_frames(&words, 0, &durations);
    let ahead = |frames: Range<usize>| frames.start - AHEAD..frames.end - AHEAD;
    assert_eq!(frames, [ahead(10..15), ahead(15..24), ahead(32..36)]);
    let mut loud = [true; 40];
    loud[18..30].fill(false);
    assert_eq!(without_silence(13..22, &loud), 13..18);
    assert_eq!(without_silence(28..34, &loud), 30..34);
    assert_eq!(without_silence(20..24, &loud), 20..21);
}

/// A folder with the small files of the voice and `model` as its model.
fn with_model(id: &str, model: &[u8]) -> Option<tempfile::TempDir> {
    let (from, folder) = (installed(id)?, tempfile::tempdir().unwrap());
    for name in [VOCABULARY_FILE, &format!("{id}.bin")] {
        std::fs::copy(from.join(name), folder.path().join(name)).unwrap();
    }
    std::fs::write(folder.path().join(MODEL_FILE), model).unwrap();
    Some(folder)
}

fn refused(id: &str, folder: &Path) -> String {
    match Backend.open(&entry(id), folder).map(drop) {
        Err(SpeechError::Damaged { voice, cause }) if voice == id => cause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_model_that_is_cut_off_or_of_another_family_is_refused() {
    let (Some(own), Some(other)) = (installed("af_heart"), installed("en_US-joe-medium")) else {
        return;
    };
    let whole = std::fs::read(own.join(MODEL_FILE)).unwrap();
    let other = std::fs::read(other.join(MODEL_FILE)).unwrap();
    let cut = &whole[..whole.len() / 2];
    for (model, why) in [
        (cut, "not a whole ONNX model"),
        (&other[..], "not a Kokoro model"),
        (b"", MODEL_FILE),
    ] {
        let folder = with_model("af_heart", model).unwrap();
        let cause = refused("af_heart", folder.path());
        assert!(cause.contains(why), "{cause}");
    }
}

#[test]
fn a_derived_model_that_is_damaged_is_made_again() {
    let Some(own) = installed("af_heart") else {
        return;
    };
    let whole = std::fs::read(own.join(MODEL_FILE)).unwrap();
    let folder = with_model("af_heart", &whole).unwrap();
    let path = derive::derived(folder.path()).unwrap();
    let good = std::fs::read(&path).unwrap();
    std::fs::write(&path, &good[..good.len() / 2]).unwrap();
    Backend.open(&entry("af_heart"), folder.path()).unwrap();
    assert!(std::fs::read(&path).unwrap() == good);
}
