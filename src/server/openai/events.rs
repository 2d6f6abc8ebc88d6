//! Speech as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;

use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use serde_json::{Value, json};

use super::body::SpeechBody;
use super::timestamps::timestamps;
use crate::delivery::Piece;
use crate::server::problem::Problem;
use crate::track::Track;

/// The `sound` of `track` piece by piece, the times of the words where they are asked for, and the
/// end.
pub(super) fn answer(
    track: Arc<Track>,
    body: SpeechBody,
    sound: BoxStream<'static, Piece>,
) -> Response {
    let pieces = sound.map(|piece| match piece {
        Ok(bytes) => json!({
            "type": "speech.audio.delta",
            "audio": STANDARD.encode(&bytes),
        }),
        Err(error) => json!({
            "type": "error",
            "error": { "message": Problem::from(error).document()["title"] },
        }),
    });
    // Asked for when the sound is made, so that even a voice that plans nothing knows its end.
    let end = stream::once(async move { stream::iter(ending(&track, &body)) });
    let events = pieces.chain(end.flatten());
    let event = |value: Value| Ok::<_, Infallible>(Event::default().data(value.to_string()));
    Sse::new(events.map(event)).into_response()
}

fn ending(track: &Track, body: &SpeechBody) -> Vec<Value> {
    let mut events = Vec::new();
    if body.timestamps {
        let words = timestamps(track, &body.input);
        events.push(json!({ "type": "speech.audio.timestamps", "words": words }));
    }
    // Nothing is counted in tokens here: characters in, beats of 120 ms out.
    let (input, output) = (body.input.chars().count() as u64, track.timeline().beats.0);
    events.push(json!({
        "type": "speech.audio.done",
        "usage": {
            "input_tokens": input,
            "output_tokens": output,
            "total_tokens": input + output,
        },
    }));
    events
}
