//! The speech interface of OpenAI.

use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use serde_json::{Value, json};

use crate::hear::decode;
use crate::util::{Answer, TestApp};

/// What `POST /v1/audio/speech` answers to `body`.
async fn say(app: &TestApp, body: Value) -> Answer {
    let request = Request::post("/v1/audio/speech").header("content-type", "application/json");
    app.send(request.body(Body::from(body.to_string())).unwrap())
        .await
}

/// The data of server-sent events.
fn events(stream: &[u8]) -> Vec<Value> {
    let text = String::from_utf8_lossy(stream);
    let data = text.lines().filter_map(|line| line.strip_prefix("data: "));
    data.map(|data| serde_json::from_str(data).unwrap())
        .collect()
}

#[tokio::test]
async fn a_text_is_said_in_every_format_with_the_same_sound() {
    let app = TestApp::new();
    let mut lengths = Vec::new();
    let formats = [
        ("mp3", "audio/mpeg"),
        ("wav", "audio/wav"),
        ("flac", "audio/flac"),
        ("pcm", "audio/pcm"),
        ("opus", "audio/ogg; codecs=opus"),
    ];
    for (format, kind) in formats {
        let body = json!({
            "model": "tts-1",
            "voice": "alloy",
            "input": "A boat came in. It was late.",
            "response_format": format,
        });
        let answer = say(&app, body).await.status(200);
        assert_eq!(answer.header("content-type"), kind);
        lengths.push(match format {
            "pcm" => answer.bytes.len() / 2,
            // Half a second a page of 1,491 bytes and some for the head: the decoder has its own tests.
            "opus" => answer.bytes.len(),
            format => decode(answer.bytes.to_vec(), format).len(),
        });
    }
    let samples = lengths[0];
    assert!(samples > 24_000, "{lengths:?}");
    assert_eq!(lengths[1..4], [samples; 3]);
    // Twice two sentences, and once more: WAV, FLAC and PCM are of the same samples.
    app.assert_made(3 * 2).await;
}

#[tokio::test]
async fn a_stream_of_events_has_the_sound_and_the_times_of_the_words() {
    let app = TestApp::new();
    let input = "  A boat \u{1F6A2} came in.\n\nIt was   late. ";
    let ask = |stream| {
        json!({
            "model": "aloud", "voice": {"id": "tone"}, "input": input, "speed": 1.0,
            "response_format": "pcm", "stream_format": stream, "timestamps": stream == "sse",
        })
    };
    let plain = say(&app, ask("audio")).await.status(200).bytes;
    let answer = say(&app, ask("sse")).await.status(200);
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let events = events(&answer.bytes);
    let deltas = events
        .iter()
        .filter(|it| it["type"] == "speech.audio.delta");
    let decode = |it: &Value| {
        base64::engine::general_purpose::STANDARD
            .decode(it["audio"].as_str().unwrap())
            .unwrap()
    };
    assert!(deltas.flat_map(decode).collect::<Vec<u8>>() == plain);
    let last = &events[events.len() - 1];
    assert_eq!(last["type"], "speech.audio.done");
    assert_eq!(last["usage"]["input_tokens"], input.chars().count());
    let words = events[events.len() - 2]["words"]
        .as_array()
        .unwrap()
        .clone();
    let letters: Vec<char> = input.chars().collect();
    let mut before = 0.0;
    for word in &words {
        let (from, to) = (word["from"].as_u64().unwrap(), word["to"].as_u64().unwrap());
        let written: String = letters[from as usize..to as usize].iter().collect();
        assert_eq!(written, word["word"].as_str().unwrap());
        let start = word["start"].as_f64().unwrap();
        assert!(before <= start && start < word["end"].as_f64().unwrap());
        before = start;
    }
    assert!(words.iter().any(|word| word["word"] == "late"), "{words:?}");
    assert!(before < plain.len() as f64 / 48_000.0);
}

#[tokio::test]
async fn what_cannot_be_said_is_an_error_that_clients_of_both_kinds_understand() {
    let app = TestApp::new();
    let long = "word ".repeat(5_000);
    let cases = [
        (json!({"input": ""}), 422, "empty"),
        (
            json!({"input": "Hello.", "voice": "nobody"}),
            400,
            "unknown-voice",
        ),
        (json!({"input": "Hello.", "speed": 9.0}), 400, "bad-request"),
        (
            json!({"input": "Hello.", "response_format": "aac"}),
            400,
            "bad-request",
        ),
        (
            json!({"input": "Hello.", "timestamps": true}),
            400,
            "bad-request",
        ),
        (json!({"input": long}), 413, "too-large"),
        (json!({"text": "Hello."}), 400, "bad-request"),
    ];
    for (body, status, name) in cases {
        let answer = say(&app, body).await;
        answer.problem(status, name);
        let error = &answer.json()["error"];
        assert_eq!(error["type"], "invalid_request_error");
        assert!(error["message"].as_str().unwrap().len() > 5, "{error}");
    }
}

#[tokio::test]
async fn voices_and_models_are_listed() {
    let app = TestApp::new();
    let voices = app.get("/v1/audio/voices").await.status(200).json();
    let ids: Vec<_> = voices["voices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["id"])
        .collect();
    assert!(ids.contains(&&json!("tone")), "{ids:?}");
    assert!(
        !ids.contains(&&json!("en_US-joe-medium")),
        "it is not installed here"
    );
    let models = app.get("/v1/models").await.status(200).json();
    assert_eq!(models["object"], "list");
    assert_eq!(models["data"][0]["id"], "aloud");
}
