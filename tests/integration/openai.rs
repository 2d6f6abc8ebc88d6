//! Voices on a server, from the configuration to the sound.

use std::f32::consts::TAU;
use std::path::Path;

use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::hear::decode;
use crate::util::{TEXT, TestApp, aloud, audio, dead_address};

/// The address of a server that speaks: 50 ms of a tone for each character, as bare samples,
/// whatever format is asked for. `/fails/v1/…` is one that cannot.
async fn speech_server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let speak = async |Json(asked): Json<Value>| {
        let count = asked["input"].as_str().unwrap().chars().count() * 1_200;
        let sample = |n: usize| ((TAU * n as f32 / 60.0).sin() * 8_000.0) as i16;
        let pcm: Vec<u8> = (0..count).flat_map(|n| sample(n).to_le_bytes()).collect();
        ([(header::CONTENT_TYPE, "audio/mpeg")], pcm)
    };
    let fail = async || (StatusCode::NOT_FOUND, "no such model").into_response();
    let router = Router::new()
        .route("/v1/audio/speech", post(speak))
        .route("/fails/v1/audio/speech", post(fail));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// A catalogue of one voice of the server at `address`.
fn catalogue(address: &str) -> String {
    format!(
        "[[voice]]\nid = 'far'\nname = 'Far'\nlanguage = '*'\nbackend = 'openai'\n\
         sample_rate = 24000\ngain_db = 0.0\nlicence = ''\norigin = ''\n[voice.settings]\n\
         base_url = '{address}'\nmodel = 'm'\nvoice = 'v'\ntimeout_s = 3\n"
    )
}

/// A configuration with that voice.
fn configuration(folder: &Path, address: &str) -> String {
    let path = folder.join("aloud.toml");
    let text = format!(
        "[[voices]]\nid = 'far'\nlanguage = 'en'\nbackend = 'openai'\n\
         [voices.settings]\nbase_url = '{address}'\nmodel = 'm'\nvoice = 'v'\n"
    );
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[tokio::test]
async fn an_article_is_read_by_a_voice_on_a_server() {
    let address = speech_server().await;
    let setup = TestApp::setup().catalogue(&catalogue(&address));
    let app = setup.voice("far").build();
    let track = app.unplanned(TEXT).await;
    let sound = decode(app.sound(&track).await, "mp3");
    let spoken = TEXT.chars().filter(|c| *c != '\n').count();
    // 50 ms a character, with pauses between the sentences.
    let seconds = sound.len() as f32 / 24_000.0;
    let least = spoken as f32 * 0.05 * 0.95;
    assert!(
        (least..least + 7.0).contains(&seconds),
        "{seconds} s, {least} s"
    );
}

#[tokio::test]
async fn an_article_whose_server_is_away_says_when_to_ask_again() {
    let away = format!("http://{}", dead_address());
    let fails = format!("{}/fails", speech_server().await);
    for address in [away, fails] {
        let setup = TestApp::setup().catalogue(&catalogue(&address));
        let app = setup.voice("far").build();
        let track = app.unplanned(TEXT).await;
        let answer = app.get(&audio(&track)).await;
        assert_eq!(answer.problem(503, "voice-unavailable"), "");
        assert_eq!(answer.header("retry-after"), "5");
    }
}

/// With `voice` in the configuration too, every command has that voice.
fn reads_where_none_is_asked_for(data: &Path, config: &str) {
    let voices = std::fs::read_to_string(config).unwrap();
    std::fs::write(config, format!("voice = \"far\"\n{voices}")).unwrap();
    let file = |name: &str| data.join(name).display().to_string();
    let (sound, folder) = (file("again.wav"), file("rendered"));
    aloud(data, &["say", "Hello.", "--config", config, "-o", &sound])
        .run()
        .done();
    let page = file("page.txt");
    std::fs::write(&page, "Hello there.").unwrap();
    let plan = aloud(data, &["plan", &page, "--json", "--config", config]).run();
    assert!(plan.done().out.contains("\"far\""), "the plan");
    aloud(
        data,
        &["render", &page, "--config", config, "--out", &folder],
    )
    .run()
    .done();
    let manifest = std::fs::read_to_string(data.join("rendered/manifest.json")).unwrap();
    assert!(manifest.contains("\"voice\":\"far\""), "{manifest}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voice_of_the_configuration_is_listed_and_speaks() {
    let address = speech_server().await;
    let folder = tempfile::tempdir().unwrap();
    let config = configuration(folder.path(), &address);
    let output = folder.path().join("hello.wav").display().to_string();
    let data = folder.path().to_owned();
    let ran = tokio::task::spawn_blocking(move || {
        let list = aloud(&data, &["voices", "list", "--config", &config]).run();
        assert!(list.done().out.contains("far\tconfigured\ten\tfar\t"));
        let said = [
            "say", "Hello.", "--voice", "far", "--config", &config, "-o", &output,
        ];
        aloud(&data, &said).run().done();
        reads_where_none_is_asked_for(&data, &config);
        std::fs::read(output).unwrap()
    });
    let sound = decode(ran.await.unwrap(), "wav");
    let loudest = sound
        .iter()
        .fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    assert!((0.2..0.3).contains(&loudest), "{loudest}");
}

#[test]
fn a_configured_voice_that_cannot_be_is_a_mistake_of_usage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aloud.toml");
    for (voice, named) in [
        ("id = 'tone'\nbackend = 'tone'", "two voices 'tone'"),
        ("id = '../up'\nbackend = 'tone'", "../up"),
        ("id = 'far'\nbackend = 'tone'\nnear = 1", "near"),
        ("id = 'far'\nbackend = 'telephone'", "telephone"),
        (
            "id = 'far'\nbackend = 'openai'\nsettings = { model = 'm' }",
            "base_url",
        ),
    ] {
        std::fs::write(&path, format!("[[voices]]\n{voice}\n")).unwrap();
        let config = path.display().to_string();
        let ran = aloud(folder.path(), &["voices", "list", "--config", &config]).run();
        let line = ran.failed(2).to_owned();
        assert!(
            line.contains(named) && line.contains("aloud.toml"),
            "{line}"
        );
    }
}
