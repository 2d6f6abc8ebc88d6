//! The speech interface of `OpenAI`: its clients work with this service unchanged.
//!
//! One thing is ours: with `"timestamps": true` a stream of events says when each word of the
//! given text is heard.

mod body;
mod events;
mod timestamps;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

use super::Shared;
use super::json::JsonBody;
use super::openapi::SPEECH;
use super::problem::Problem;
use crate::delivery::{Piece, Rendition, VirtualFile};
use crate::library::{Library, Wish};
use crate::sound::{self, WAV_HEADER};
use crate::speech::{Pace, SpeechError};
use crate::track::Track;
use body::{SpeechBody, SpeechFormat, StreamFormat};

/// The only model there is, whatever a client calls it.
const MODEL: &str = "aloud";

/// The names that clients of `OpenAI` send; the default voice answers to them.
const THEIR_VOICES: [&str; 13] = [
    "alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage",
    "shimmer", "verse",
];

/// Characters of a text; longer ones are articles, which have a route and a file of their own.
const MOST_CHARACTERS: usize = 20_000;

/// A problem in the form of `OpenAI` as well, as a member of the problem document.
pub(super) struct SpeechProblem(Problem);

impl<P: Into<Problem>> From<P> for SpeechProblem {
    fn from(problem: P) -> Self {
        Self(problem.into())
    }
}

impl IntoResponse for SpeechProblem {
    fn into_response(self) -> Response {
        let document = self.0.document();
        let status = document["status"].as_u64().unwrap_or(500);
        let kind = if status < 500 {
            "invalid_request_error"
        } else {
            "server_error"
        };
        let message = document.get("detail").unwrap_or(&document["title"]);
        let error = json!({
            "message": message,
            "type": kind,
            "param": null,
            "code": document["type"],
        });
        self.0.with("error", error).into_response()
    }
}

/// The one model that there is.
#[utoipa::path(get, path = "/v1/models", tag = SPEECH, responses((status = 200, body = serde_json::Value)))]
pub(super) async fn models() -> Response {
    let model = json!({ "id": MODEL, "object": "model", "created": 0, "owned_by": MODEL });
    axum::Json(json!({ "object": "list", "data": [model] })).into_response()
}

/// The voices that are installed.
#[utoipa::path(get, path = "/v1/audio/voices", tag = SPEECH, responses((status = 200, body = serde_json::Value)))]
pub(super) async fn voices(State(library): State<Shared>) -> Response {
    let voices = library.studio().voices();
    let installed = voices.catalogue().voices().iter();
    let installed = installed.filter(|entry| voices.installed(&entry.id).is_ok());
    let voice = |entry: &crate::voice::VoiceEntry| {
        json!({
            "id": entry.id,
            "name": entry.name,
            "language": entry.language,
            "default": entry.id == library.default_voice(),
        })
    };
    let voices: Vec<Value> = installed.map(voice).collect();
    axum::Json(json!({ "voices": voices })).into_response()
}

/// Speaks a short text, as `OpenAI`'s interface does.
#[utoipa::path(post, path = "/v1/audio/speech", tag = SPEECH, request_body = SpeechBody, responses(
    (status = 200, description = "The sound, or events.", content(
        ([u8] = "audio/mpeg"), ([u8] = "audio/ogg; codecs=opus"), ([u8] = "audio/flac"),
        ([u8] = "audio/wav"), ([u8] = "audio/pcm"), (String = "text/event-stream"),
    )),
))]
pub(super) async fn speech(
    State(library): State<Shared>,
    body: Result<JsonBody<SpeechBody>, Problem>,
) -> Result<Response, SpeechProblem> {
    let JsonBody(body) = body?;
    let characters = body.input.chars().count();
    if characters > MOST_CHARACTERS {
        return Err(Problem::too_long(characters, MOST_CHARACTERS).into());
    }
    if body.timestamps && body.stream_format != StreamFormat::Sse {
        let why = "`timestamps` needs `\"stream_format\": \"sse\"`";
        return Err(Problem::bad_request(why).into());
    }
    let track = track(&library, &body).await?;
    let format = body.response_format;
    if format.needs_length() || body.timestamps {
        library.plan(&track).await?;
    }
    let sound = sound(&library, &track, format).await?;
    if body.stream_format == StreamFormat::Sse {
        return Ok(events::answer(track, body, sound));
    }
    let kind = HeaderValue::from_static(format.media_type());
    let headers = [(header::CONTENT_TYPE, kind)];
    Ok((StatusCode::OK, headers, Body::from_stream(sound)).into_response())
}

/// The text of `body` in its voice; it is not kept as an article.
async fn track(library: &Library, body: &SpeechBody) -> Result<Arc<Track>, Problem> {
    let voice = Some(body.voice.id()).filter(|id| !THEIR_VOICES.contains(id));
    let voice = voice.unwrap_or(library.default_voice()).to_owned();
    let wish = Wish {
        voice: Some(voice),
        speed: Some(pace(body.speed)?),
        ..Wish::default()
    };
    Ok(library.speech(&body.input, wish).await?)
}

/// The pace that `speed` asks for: the nearest that voices have, of what `OpenAI` allows.
fn pace(speed: f32) -> Result<Pace, Problem> {
    if !(0.25..=4.0).contains(&speed) {
        return Err(Problem::bad_request("`speed` is from 0.25 to 4"));
    }
    Pace::new(speed.clamp(0.5, 3.0)).map_err(|error| Problem::bad_request(error.to_string()))
}

/// The sound of `track`, its first piece made, so that a failure has its status.
async fn sound(
    library: &Arc<Library>,
    track: &Arc<Track>,
    format: SpeechFormat,
) -> Result<BoxStream<'static, Piece>, Problem> {
    let studio = Arc::clone(library.studio());
    let file = |rendition| VirtualFile::new(Arc::clone(track), rendition);
    let mut sound = match format {
        SpeechFormat::Mp3 => file(Rendition::Mp3).bytes(studio, 0..u64::MAX).await,
        SpeechFormat::Opus => {
            library.settle(track, Rendition::Opus.encoding()).await?;
            file(Rendition::Opus).bytes(studio, 0..u64::MAX).await
        }
        SpeechFormat::Wav => file(Rendition::Wav).bytes(studio, 0..u64::MAX).await,
        SpeechFormat::Pcm | SpeechFormat::Flac => {
            let head = WAV_HEADER as u64;
            file(Rendition::Wav).bytes(studio, head..u64::MAX).await
        }
    };
    if format == SpeechFormat::Flac {
        let flac = flac(sound.try_collect::<Vec<Bytes>>().await?.concat()).await?;
        return Ok(stream::iter([Ok(flac)]).boxed());
    }
    let first = sound.next().await.transpose()?;
    Ok(stream::iter(first.map(Ok)).chain(sound).boxed())
}

/// The samples `pcm` as a FLAC file.
async fn flac(pcm: Vec<u8>) -> Result<Bytes, SpeechError> {
    let encode = move || {
        let samples = pcm.as_chunks::<2>().0.iter();
        let samples: Vec<i16> = samples.map(|it| i16::from_le_bytes(*it)).collect();
        sound::encode_flac(&samples)
    };
    let encoded = tokio::task::spawn_blocking(encode).await;
    let encoded = encoded.map_err(|error| SpeechError::Broken(error.to_string()))?;
    Ok(encoded?.into())
}
