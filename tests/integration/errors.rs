//! Bad input over HTTP: one clear problem document each, and the service stays up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use aloud::delivery::{Rendition, VirtualFile};
use aloud::speech::SpeechError;
use aloud::store::Store;
use aloud::studio::Priority;
use axum::http::Method;
use futures_util::StreamExt as _;
use serde_json::json;

use crate::util::{
    FaultyStore, Origin, PATIENCE, TEXT, TestApp, audio, dead_address, eventually, request,
};

/// The first bytes of an image, as a form field would carry them into JSON.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x06\0\0\0";

/// A catalogue with a voice that is damaged, one that is not there and one that speaks English.
const VOICES: &str = r#"
[[voice]]
id = "tone"
name = "Tone"
language = "*"
backend = "tone"
sample_rate = 22050
gain_db = 0.0
licence = "MIT"
origin = "computed"

[[voice]]
id = "english"
name = "English tone"
language = "en-GB"
backend = "tone"
sample_rate = 22050
gain_db = 0.0
licence = "MIT"
origin = "computed"

[[voice]]
id = "damaged"
name = "Damaged"
language = "en"
backend = "piper"
sample_rate = 22050
gain_db = 0.0
bundle = "damaged"

[[bundle]]
id = "damaged"
licence = "MIT"
origin = "nowhere"

[[bundle.file]]
name = "model.onnx"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
size = 5
url = "http://127.0.0.1:9/model.onnx"

[[voice]]
id = "absent"
name = "Absent"
language = "en"
backend = "tone"
sample_rate = 22050
gain_db = 0.0
bundle = "absent"

[[bundle]]
id = "absent"
licence = "MIT"
origin = "nowhere"

[[bundle.file]]
name = "model.onnx"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
size = 5
url = "http://127.0.0.1:9/model.onnx"
"#;

/// A service with those voices, and the folder that holds them.
fn app_with_voices() -> (tempfile::TempDir, TestApp) {
    let shelf = tempfile::tempdir().unwrap();
    std::fs::create_dir(shelf.path().join("damaged")).unwrap();
    std::fs::write(shelf.path().join("damaged/model.onnx"), "x".repeat(5)).unwrap();
    let app = TestApp::setup()
        .catalogue(VOICES)
        .shelf(shelf.path())
        .build();
    (shelf, app)
}

#[tokio::test]
async fn a_bad_article_is_refused_with_its_reason() {
    let (_shelf, app) = app_with_voices();
    struct Case<'a> {
        body: serde_json::Value,
        status: u16,
        name: &'a str,
        /// A word of the detail.
        says: &'a str,
        why: &'a str,
    }
    let nested = format!(
        "{}Words.{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let binary = String::from_utf8_lossy(PNG);
    let case = |body, status, name, says, why| Case {
        body,
        status,
        name,
        says,
        why,
    };
    let cases = [
        case(json!({"html": ""}), 422, "empty", "empty", "no page at all"),
        case(
            json!({"html": " \n\t "}),
            422,
            "empty",
            "empty",
            "only white space",
        ),
        case(json!({"text": ""}), 422, "empty", "empty", "no text at all"),
        case(
            json!({"html": "<html><body><img src=x></body></html>"}),
            422,
            "no-article-text",
            "",
            "a page without text",
        ),
        case(
            json!({"html": "<title>Only a title</title><h1>Only a title</h1>"}),
            422,
            "no-article-text",
            "",
            "a headline is no article",
        ),
        case(
            json!({"html": "<script>let words = 'Many words here.';</script>"}),
            422,
            "no-article-text",
            "",
            "a program is no text",
        ),
        case(
            json!({"html": binary}),
            415,
            "not-text",
            "binary",
            "an image in a form field",
        ),
        case(
            json!({"text": "a\u{0}b\u{0}c\u{0}d\u{0}\u{1}\u{2}\u{3}".repeat(50)}),
            415,
            "not-text",
            "binary",
            "NULs are no text",
        ),
        case(
            json!({"html": nested}),
            422,
            "too-complex",
            "512",
            "nested to break a parser",
        ),
        case(
            json!({"html": format!("<p>{}</p>", "a ".repeat(5 << 19))}),
            413,
            "too-large",
            "bytes",
            "5 MB, less than a request may have",
        ),
        case(
            json!({"html": "<p>One</p>", "text": "Two"}),
            400,
            "bad-request",
            "html",
            "two sources",
        ),
        case(json!({}), 400, "bad-request", "html", "no source"),
        case(
            json!({"title": "Only a title"}),
            400,
            "bad-request",
            "html",
            "still no source",
        ),
        case(
            json!({"text": TEXT, "voise": "tone"}),
            400,
            "bad-request",
            "voise",
            "a field that is misspelt",
        ),
        case(
            json!({"text": 7}),
            400,
            "bad-request",
            "string",
            "a number for a text",
        ),
        case(
            json!({"text": TEXT, "voice": "nobody"}),
            400,
            "unknown-voice",
            "nobody",
            "a voice that is not in the catalogue",
        ),
        case(
            json!({"text": TEXT, "voice": "../tone"}),
            400,
            "unknown-voice",
            "../tone",
            "a path for a voice",
        ),
        case(
            json!({"text": TEXT, "voice": "absent"}),
            503,
            "voice-not-installed",
            "absent",
            "a voice that is not on this machine",
        ),
        case(
            json!({"text": TEXT, "voice": "damaged"}),
            503,
            "voice-damaged",
            "",
            "a model with other bytes",
        ),
        case(
            json!({"text": TEXT, "voice": "english", "lang": "fr"}),
            422,
            "wrong-language",
            "fr",
            "French read by an English voice",
        ),
        case(
            json!({"html": "<html lang=de><body><p>Viele Worte stehen hier, und alle sind deutsch.</p>", "voice": "english"}),
            422,
            "wrong-language",
            "de",
            "the page's own language",
        ),
        case(
            json!({"url": "https://news.example/story"}),
            403,
            "site-not-configured",
            "https://news.example",
            "a site that is not configured",
        ),
        case(
            json!({"url": "file:///etc/hostname"}),
            400,
            "bad-request",
            "file:///etc/hostname",
            "no web address",
        ),
        case(
            json!({"url": "no address"}),
            400,
            "bad-request",
            "no address",
            "no address",
        ),
    ];
    let mut failures = Vec::new();
    for Case {
        body,
        status,
        name,
        says,
        why,
    } in cases
    {
        let answer = app.add(&body).await;
        let found = answer.json();
        let type_ = format!("urn:aloud:problem:{name}");
        let detail = found["detail"].as_str().unwrap_or_default();
        if answer.code() != status || found["type"] != type_ || !detail.contains(says) {
            failures.push(format!("{why}: wanted {status} {name}, got {answer:?}"));
            continue;
        }
        answer.problem(status, name);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    app.assert_well().await;
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused() {
    let app = TestApp::new();
    let cases: [(&str, Vec<u8>, u16, &str, &str); 6] = [
        (
            "image/png",
            PNG.to_vec(),
            415,
            "not-json",
            "an image as the body",
        ),
        (
            "application/json",
            PNG.to_vec(),
            400,
            "bad-request",
            "an image that is called JSON",
        ),
        (
            "text/html",
            b"<p>Words.</p>".to_vec(),
            415,
            "not-json",
            "a page as the body",
        ),
        (
            "application/json",
            b"{\"text\": ".to_vec(),
            400,
            "bad-request",
            "cut off",
        ),
        (
            "application/json",
            Vec::new(),
            400,
            "bad-request",
            "nothing",
        ),
        (
            "application/json",
            b"[".repeat(100_000),
            400,
            "bad-request",
            "nested JSON",
        ),
    ];
    for (kind, body, status, name, why) in cases {
        let detail = app.add_raw(kind, body).await.problem(status, name);
        assert!(!detail.is_empty(), "{why}");
    }
    app.assert_well().await;
}

#[tokio::test]
async fn ten_megabytes_are_refused() {
    let app = TestApp::new();
    let html = format!("<p>{}</p>", "many words ".repeat(1 << 20));
    app.add(&json!({"html": html}))
        .await
        .problem(413, "too-large");
    app.assert_well().await;
}

#[tokio::test]
async fn a_paragraph_of_200_000_characters_is_read() {
    let app = TestApp::new();
    let text = "one word after another and never a stop ".repeat(5_000);
    let started = Instant::now();
    let added = app.add(&json!({"text": text})).await.status(201).json();
    let sentences = added["sentences"].as_array().unwrap().len();
    assert!(sentences > 200, "cut where a speaker breathes: {sentences}");
    let path = added["links"]["audio"]["mp3"].as_str().unwrap();
    let response = app.open(request(Method::GET, path, &[])).await;
    assert_eq!(response.status(), 200);
    // No measurement: a quadratic step would take minutes.
    assert!(started.elapsed() < Duration::from_secs(120));
    app.assert_well().await;
}

#[tokio::test]
async fn an_article_that_is_not_there_is_a_problem() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let key = track.key().to_string();
    let cases = [
        ("0".repeat(32), "nobody's id"),
        (key.to_uppercase(), "ids are lower case"),
        (key[..31].to_owned(), "cut short"),
        (format!("{key}0"), "too long"),
        ("..%2F..%2Fetc".to_owned(), "a path"),
        ("%22%3E%3Cscript%3E".to_owned(), "markup"),
        ("%0d%0aset-cookie:x".to_owned(), "a line break"),
    ];
    for (id, why) in cases {
        for rest in ["", "/audio.mp3", "/timings.json"] {
            let answer = app.get(&format!("/v1/articles/{id}{rest}")).await;
            let name = answer.json()["type"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            assert_eq!(
                name, "urn:aloud:problem:no-such-article",
                "{why}: {answer:?}"
            );
            answer.problem(404, "no-such-article");
        }
    }
    for path in [
        "/v1/articles/%FF",
        "/v1/articles/%FF/audio.mp3",
        "/player/%FF",
        "/demo/%FF",
    ] {
        app.get(path).await.problem(404, "no-such-address");
    }
    app.assert_well().await;
}

#[tokio::test]
async fn a_query_that_cannot_be_understood_is_a_problem() {
    let app = TestApp::new();
    let cases = [
        ("", "no address"),
        ("?url=", "an empty address"),
        ("?url=news", "no address in it"),
        ("?url=ftp%3A%2F%2Fnews.example%2F", "another scheme"),
        ("?url=%FF", "no text"),
        (
            "?url=http%3A%2F%2Fa.example%2F&url=http%3A%2F%2Fb.example%2F",
            "two addresses",
        ),
    ];
    for (query, why) in cases {
        let answer = app.get(&format!("/v1/articles{query}")).await;
        let detail = answer.problem(400, "bad-request");
        assert!(!detail.is_empty(), "{why}");
    }
    let track = app.planned(TEXT).await;
    let twice = format!("{}?download=1&download=2", audio(&track));
    app.get(&twice).await.problem(400, "bad-request");
}

#[tokio::test]
async fn a_wrong_method_is_a_problem_that_names_the_right_ones() {
    let app = TestApp::new();
    for path in ["/v1/articles", "/health", "/player.js"] {
        let answer = app.send(request(Method::DELETE, path, &[])).await;
        answer.problem(405, "method-not-allowed");
        assert!(answer.header("allow").contains("GET"), "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_cannot_be_read_is_the_pages_fault() {
    let origin = Origin::start().await;
    let dead = format!("http://{}", dead_address());
    let app = TestApp::setup().site(&origin.address).site(&dead).build();
    let at = |path: &str| format!("{}{path}", origin.address);
    let cases = [
        (
            format!("{dead}/story"),
            502,
            "page-unreachable",
            "nobody listens there",
        ),
        (at("/none"), 502, "page-unreachable", "it answers 404"),
        (
            at("/away"),
            502,
            "page-unreachable",
            "it redirects to a site that is not configured",
        ),
        (
            at("/huge"),
            413,
            "too-large",
            "it is larger than a page may be",
        ),
        (at("/image"), 415, "not-text", "it is an image"),
    ];
    for (url, status, name, why) in cases {
        let answer = app.add(&json!({"url": url})).await;
        assert_eq!(answer.code(), status, "{why}: {answer:?}");
        answer.problem(status, name);
    }
    app.add(&json!({"url": at("/story")})).await.status(201);
}

#[tokio::test]
async fn a_damaged_voice_does_not_tell_where_its_files_are() {
    let (shelf, app) = app_with_voices();
    let answer = app.add(&json!({"text": TEXT, "voice": "damaged"})).await;
    answer.problem(503, "voice-damaged");
    let body = String::from_utf8_lossy(&answer.bytes).into_owned();
    let folder = shelf.path().display().to_string();
    assert!(!body.contains(&folder) && !body.contains("onnx"), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_at_once_is_refused_and_then_served_again() {
    let store = FaultyStore::gated();
    let setup = TestApp::setup().store(Store::new(store.clone()));
    let app = setup.workers(1).build();
    // Both threads are held, each at a sentence: the worker, and the one for listeners in silence.
    let first = app.planned("The first sentence.\n\nThe second.").await;
    let other = app.planned("Another article.").await;
    let held = app.open(request(Method::GET, &audio(&first), &[])).await;
    let library = Arc::clone(&app.library);
    let also = tokio::spawn(async move {
        let file = VirtualFile::new(other, Rendition::Mp3);
        let sound = file.bytes(Arc::clone(library.studio()), 0..u64::MAX).await;
        sound.collect::<Vec<_>>().await
    });
    app.assert_made(2).await;
    // Sentences of another article fill the queue behind it until one does not fit.
    let text: String = (0..1_100).map(|n| format!("Line {n}.\n\n")).collect();
    let crowd = app.unplanned(&text).await;
    let refused = Arc::new(AtomicBool::new(false));
    let ask = |n| {
        let (crowd, studio) = (Arc::clone(&crowd), Arc::clone(app.library.studio()));
        let refused = Arc::clone(&refused);
        let later = Priority::Listening(Instant::now() + PATIENCE);
        tokio::spawn(async move {
            let answer = crowd.prompt(&studio, n, later).await;
            if matches!(answer, Err(SpeechError::Overloaded)) {
                refused.store(true, Ordering::Relaxed);
            }
        })
    };
    let waiting: Vec<_> = (0..crowd.len()).map(ask).collect();
    let full = async || refused.load(Ordering::Relaxed).then_some(());
    eventually("a full queue", full).await;
    let late = app.unplanned("Somebody else comes late.").await;
    let refused = app.get(&audio(&late)).await;
    refused.problem(503, "overloaded");
    assert_eq!(refused.header("retry-after"), "5");
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
    store.open();
    also.abort();
    drop(held);
    eventually("an empty queue", async || {
        (app.get(&audio(&late)).await.code() == 200).then_some(())
    })
    .await;
}
