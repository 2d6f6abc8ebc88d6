//! An article as HLS: a list that grows while the article is planned, and its segments.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures_util::stream::{self, StreamExt as _};
use utoipa::IntoParams;

use super::Shared;
use super::articles::find;
use super::asked::Part;
use super::audio::IMMUTABLE;
use super::background::plan_in_background;
use super::json::revalidated_text;
use super::openapi::{ARTICLES, ArticleId};
use super::problem::Problem;
use crate::delivery;
use crate::hls::{self, Segment};
use crate::library::Library;
use crate::sound::{self, Beats, Encoding};
use crate::speech::SpeechError;
use crate::track::Track;
use crate::units::Samples;

/// The type of the list (RFC 8216, section 4).
const PLAYLIST: &str = "application/vnd.apple.mpegurl";
/// How long a list waits until it can be shown: a plan of half a minute of sound takes a second.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it looks.
const LOOK: Duration = Duration::from_millis(25);

/// The HLS playlist: it grows while the article is planned.
#[utoipa::path(get, path = "/v1/articles/{id}/index.m3u8", tag = ARTICLES, params(ArticleId), responses(
    (status = 200, content_type = "application/vnd.apple.mpegurl", body = String, headers(("etag" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn playlist(
    State(library): State<Shared>,
    Part(id): Part,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let track = find(&library, &id).await?;
    let (segments, ended) = presentable(&library, &track).await?;
    // Where the sound of the list lies, so that an upgraded voice has other addresses.
    let sound = track.sound_key();
    let address = |it: &Segment| format!("hls/{sound}/{}-{}.mp3", it.start.0, it.end.0);
    let list = hls::playlist(&segments, address, ended, Samples(0));
    Ok(revalidated_text(&headers, PLAYLIST, list))
}

/// The segments of `track` as soon as there are enough of them, and whether they are all.
async fn presentable(
    library: &Arc<Library>,
    track: &Arc<Track>,
) -> Result<(Vec<Segment>, bool), Problem> {
    plan_in_background(library, track);
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        let timeline = track.timeline();
        let (segments, ended) = (hls::segments(&timeline), timeline.exact);
        if hls::is_presentable(&segments, ended) {
            return Ok((segments, ended));
        }
        if let Some(error) = track.progress().stage().failed {
            return Err(error.into());
        }
        if tokio::time::Instant::now() > deadline {
            return Err(SpeechError::Overloaded.into());
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// A segment of the HLS playlist, by the address that the playlist gives it.
#[utoipa::path(get, path = "/v1/articles/{id}/hls/{sound}/{segment}", tag = ARTICLES, params(ArticleId, SegmentName), responses(
    (status = 200, content_type = "audio/mpeg", body = [u8], description = "Packed MP3 with its timestamp."),
))]
pub(super) async fn segment(
    State(library): State<Shared>,
    Path((id, sound, name)): Path<(String, String, String)>,
    method: Method,
) -> Result<Response, Problem> {
    let track = find(&library, &id).await?;
    let beats = beats_of(&name).ok_or_else(Problem::no_such_address)?;
    let timeline = track.timeline();
    let listed = hls::segments(&timeline);
    let listed = listed
        .iter()
        .any(|it| it.start == beats.start && it.end == beats.end);
    if !listed || sound != track.sound_key().to_string() {
        return Err(Problem::no_such_address());
    }
    let head = sound::hls_timestamp(beats.start.samples());
    let head = Bytes::from(head.map_err(SpeechError::from)?);
    let length = Encoding::Mp3.bytes(Beats(beats.end.0 - beats.start.0)) + head.len() as u64;
    let body = if method == Method::HEAD {
        Body::empty()
    } else {
        body(&library, track, beats, head).await?
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("audio/mpeg")),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
        // Its address names its bytes.
        (header::CACHE_CONTROL, IMMUTABLE),
    ];
    Ok((headers, body).into_response())
}

/// The tag and the frames behind it; the first of them are awaited, so that a failure has its
/// status.
async fn body(
    library: &Arc<Library>,
    track: Arc<Track>,
    beats: Range<Beats>,
    head: Bytes,
) -> Result<Body, Problem> {
    let studio = Arc::clone(library.studio());
    let mut sound = delivery::stretch(studio, track, Encoding::Mp3, beats).fuse();
    let first = sound.next().await.transpose()?;
    // What is listed has sound.
    let first = first.ok_or_else(|| SpeechError::Broken("a segment has no sound".into()))?;
    let begin = stream::iter([Ok(head), Ok(first)]);
    Ok(Body::from_stream(begin.chain(sound)))
}

/// The last parts of a segment's address.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only described; the parts are read as a tuple")]
struct SegmentName {
    /// What the sound is of.
    sound: String,
    /// Its first beat and the one behind its last, as in `0-48.mp3`.
    segment: String,
}

/// The beats that the name of a segment says.
fn beats_of(name: &str) -> Option<Range<Beats>> {
    let (first, end) = name.strip_suffix(".mp3")?.split_once('-')?;
    Some(Beats(first.parse().ok()?)..Beats(end.parse().ok()?))
}
