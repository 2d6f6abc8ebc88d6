//! The sound over HTTP: a stream while lengths are unknown, a true file as soon as they are.

use std::ops::Range;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use serde::Deserialize;
use utoipa::IntoParams;

use super::background::{keep_in_background, plan_in_background};
use super::openapi::{ARTICLES, ArticleId};
use super::problem::Problem;
use super::{Shared, articles, asked};
use crate::delivery::{self, Rendition, VirtualFile};
use crate::library::Library;
use crate::track::Track;

/// The sound of a planned track never changes under its address.
pub(super) const IMMUTABLE: HeaderValue =
    HeaderValue::from_static("public, max-age=31536000, immutable");
/// What is still streamed without its length must not be kept: the next answer is a true file.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The query of a file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AudioQuery {
    /// `1` asks for a file name.
    download: Option<String>,
}

/// What is asked of a file.
pub(super) struct Request {
    id: String,
    query: AudioQuery,
    method: Method,
    headers: HeaderMap,
}

impl<S: Send + Sync> FromRequestParts<S> for Request {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let asked::Part(id) = asked::Part::from_request_parts(parts, state).await?;
        let asked::Asked(query) = asked::Asked::from_request_parts(parts, state).await?;
        Ok(Self {
            id,
            query,
            method: parts.method.clone(),
            headers: parts.headers.clone(),
        })
    }
}

/// The sound as MP3.
#[utoipa::path(get, path = "/v1/articles/{id}/audio.mp3", tag = ARTICLES, params(ArticleId, AudioQuery), responses(
    (status = 200, content_type = "audio/mpeg", body = [u8], description = "The whole file; without `Content-Length` while its length is unknown.",
        headers(("etag" = String), ("accept-ranges" = String))),
    (status = 206, content_type = "audio/mpeg", body = [u8], description = "The part that `Range` asks for.",
        headers(("content-range" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn mp3(library: State<Shared>, asked: Request) -> Result<Response, Problem> {
    answer(&library, Rendition::Mp3, asked).await
}

/// The sound as Opus in Ogg.
#[utoipa::path(get, path = "/v1/articles/{id}/audio.opus", tag = ARTICLES, params(ArticleId, AudioQuery), responses(
    (status = 200, content_type = "audio/ogg; codecs=opus", body = [u8], description = "The whole file.",
        headers(("etag" = String), ("accept-ranges" = String))),
    (status = 206, content_type = "audio/ogg; codecs=opus", body = [u8], description = "The part that `Range` asks for.",
        headers(("content-range" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn opus(library: State<Shared>, asked: Request) -> Result<Response, Problem> {
    answer(&library, Rendition::Opus, asked).await
}

/// The sound as WAV.
#[utoipa::path(get, path = "/v1/articles/{id}/audio.wav", tag = ARTICLES, params(ArticleId, AudioQuery), responses(
    (status = 200, content_type = "audio/wav", body = [u8], description = "The whole file; without `Content-Length` while its length is unknown.",
        headers(("etag" = String), ("accept-ranges" = String))),
    (status = 206, content_type = "audio/wav", body = [u8], description = "The part that `Range` asks for.",
        headers(("content-range" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn wav(library: State<Shared>, asked: Request) -> Result<Response, Problem> {
    answer(&library, Rendition::Wav, asked).await
}

/// The file of an article in one format.
async fn answer(
    library: &Arc<Library>,
    rendition: Rendition,
    asked: Request,
) -> Result<Response, Problem> {
    let track = articles::find(library, &asked.id).await?;
    if rendition == Rendition::Opus {
        // Its pages say how many there are.
        library.settle(&track, rendition.encoding()).await?;
    } else if wants_a_part(&asked.headers) {
        library.plan(&track).await?;
    }
    let virtual_file = VirtualFile::new(Arc::clone(&track), rendition);
    let mut response = match virtual_file.length() {
        Some(length) => file(library, virtual_file, length, &asked).await?,
        None => growing(library, virtual_file, &asked.method).await?,
    };
    let headers = response.headers_mut();
    // A problem has said already what it is.
    headers
        .entry(header::CONTENT_TYPE)
        .or_insert(HeaderValue::from_static(rendition.media_type()));
    if asked.query.download.as_deref() == Some("1") {
        let title = track.record().article.title.as_deref();
        headers.insert(header::CONTENT_DISPOSITION, disposition(title, rendition));
    }
    plan_in_background(library, &track);
    Ok(response)
}

/// Whether a request cannot be answered before all lengths are known.
///
/// Chromium and Firefox ask for `bytes=0-` and take a stream for it. An iPhone asks for
/// `bytes=0-1` first, and does not play what is not answered with a part: it gets the plan's
/// few seconds instead of silence for good.
fn wants_a_part(asked: &HeaderMap) -> bool {
    let range = asked.get(header::RANGE);
    range.is_some_and(|range| range.as_bytes() != b"bytes=0-")
}

/// The sound of a track whose lengths are not all known: as it comes, without a length.
async fn growing(
    library: &Arc<Library>,
    file: VirtualFile,
    method: &Method,
) -> Result<Response, Problem> {
    let body = match *method {
        // Not `Body::empty()`, whose length is known: the answer would claim to have 0 bytes.
        Method::HEAD => Body::from_stream(stream::empty::<delivery::Piece>()),
        _ => body(library, file, 0..u64::MAX).await?,
    };
    Ok(([(header::CACHE_CONTROL, NO_STORE)], body).into_response())
}

/// The sound of a planned track: a file of `length` bytes, whole or in part.
async fn file(
    library: &Arc<Library>,
    file: VirtualFile,
    length: u64,
    asked: &Request,
) -> Result<Response, Problem> {
    let tag = format!("\"{}\"", file.tag());
    let (status, range) = match part(&asked.headers, &tag, length) {
        Part::Whole => (StatusCode::OK, 0..length),
        Part::Of(range) => (StatusCode::PARTIAL_CONTENT, range),
        Part::Known => (StatusCode::NOT_MODIFIED, 0..0),
        Part::Outside => return Ok(outside(length)),
    };
    let mut head: Vec<(HeaderName, String)> =
        vec![(header::ETAG, tag), (header::ACCEPT_RANGES, "bytes".into())];
    if status != StatusCode::NOT_MODIFIED {
        head.push((
            header::CONTENT_LENGTH,
            (range.end - range.start).to_string(),
        ));
    }
    if status == StatusCode::PARTIAL_CONTENT {
        let (first, last) = (range.start, range.end - 1);
        head.push((
            header::CONTENT_RANGE,
            format!("bytes {first}-{last}/{length}"),
        ));
    }
    let body = if asked.method == Method::HEAD || range.is_empty() {
        Body::empty()
    } else {
        body(library, file, range).await?
    };
    let mut response = (status, body).into_response();
    for (name, value) in head {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, IMMUTABLE);
    Ok(response)
}

/// Which part of a file a request wants.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// These bytes of it, never none.
    Of(Range<u64>),
    /// Nothing: the asker has it.
    Known,
    /// Bytes that it does not have.
    Outside,
}

/// Reads the conditional headers (RFC 9110, sections 13 and 14).
///
/// Several ranges in one request may be answered with the whole file; no player asks so.
fn part(asked: &HeaderMap, tag: &str, length: u64) -> Part {
    let text = |name| {
        asked
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if asked::knows(asked, tag) {
        return Part::Known;
    }
    let same = text(header::IF_RANGE).is_none_or(|known| known == tag);
    let Some(range) = text(header::RANGE).filter(|_| same) else {
        return Part::Whole;
    };
    let Ok(parsed) = http_range_header::parse_range_header(range) else {
        return Part::Whole;
    };
    match parsed.validate(length) {
        Ok(ranges) if ranges.len() == 1 => Part::Of(*ranges[0].start()..*ranges[0].end() + 1),
        Ok(_) => Part::Whole,
        Err(_) => Part::Outside,
    }
}

fn outside(length: u64) -> Response {
    let mut response = Problem::range().into_response();
    if let Ok(range) = HeaderValue::from_str(&format!("bytes */{length}")) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}

/// The bytes as they are made. The first sound is awaited, so that a failure has its status.
async fn body(
    library: &Arc<Library>,
    file: VirtualFile,
    range: Range<u64>,
) -> Result<Body, Problem> {
    let mut hearing = Hearing {
        library: Arc::clone(library),
        track: Arc::clone(file.track()),
        rendition: file.rendition(),
        left: file
            .length()
            .filter(|length| range.end == *length)
            .map(|end| end - range.start),
    };
    let head = file.head_in(&range);
    let mut sound = file.bytes(Arc::clone(library.studio()), range).await.fuse();
    let (mut first, mut known) = (Vec::new(), 0);
    while known <= head
        && let Some(piece) = sound.next().await.transpose()?
    {
        known += piece.len() as u64;
        first.push(Ok(piece));
    }
    let sound = stream::iter(first)
        .chain(sound)
        .inspect(move |piece| match piece {
            Ok(piece) => hearing.hear(piece.len() as u64),
            Err(error) => tracing::error!(cause = %error, "sound broke off in the middle"),
        });
    Ok(Body::from_stream(sound))
}

/// Somebody who hears a file; when that was to its end, the whole file is kept.
struct Hearing {
    library: Arc<Library>,
    track: Arc<Track>,
    rendition: Rendition,
    /// Bytes to the end of the file; `None` for who does not want to hear it.
    left: Option<u64>,
}

impl Hearing {
    fn hear(&mut self, bytes: u64) {
        self.left = self.left.map(|left| left.saturating_sub(bytes));
    }
}

impl Drop for Hearing {
    fn drop(&mut self) {
        // A body whose length is known is not read beyond its last byte, so this is its end.
        if self.left == Some(0) {
            keep_in_background(&self.library, &self.track, self.rendition);
        }
    }
}

/// A file name from the title: RFC 6266, with a plain name for old clients.
fn disposition(title: Option<&str>, rendition: Rendition) -> HeaderValue {
    let title = title.unwrap_or("article");
    let plain: String = title
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let plain = plain.split('-').filter(|part| !part.is_empty());
    let plain = plain.collect::<Vec<_>>().join("-");
    let encoded: String = url::form_urlencoded::byte_serialize(title.as_bytes()).collect();
    let encoded = encoded.replace('+', "%20").replace('*', "%2A");
    let ending = rendition.ending();
    let value = format!(
        "attachment; filename=\"{}.{ending}\"; filename*=UTF-8''{encoded}.{ending}",
        if plain.is_empty() { "article" } else { &plain }
    );
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Asked<'a> = &'a [(HeaderName, &'static str)];

    #[test]
    fn requests_are_read_as_the_standard_says() {
        let tag = "\"abc\"";
        let cases: [(Asked<'_>, Part, &str); 11] = [
            (&[], Part::Whole, "no range"),
            (
                &[(header::RANGE, "bytes=0-99")],
                Part::Of(0..100),
                "the beginning",
            ),
            (
                &[(header::RANGE, "bytes=900-")],
                Part::Of(900..1000),
                "open end",
            ),
            (
                &[(header::RANGE, "bytes=-10")],
                Part::Of(990..1000),
                "suffix",
            ),
            (
                &[(header::RANGE, "bytes=0-9999")],
                Part::Of(0..1000),
                "beyond the end",
            ),
            (
                &[(header::RANGE, "bytes=1000-")],
                Part::Outside,
                "behind the end",
            ),
            (&[(header::RANGE, "lines=1-2")], Part::Whole, "another unit"),
            (
                &[(header::RANGE, "bytes=0-1,5-6")],
                Part::Whole,
                "several ranges",
            ),
            (
                &[(header::IF_NONE_MATCH, "\"x\", \"abc\"")],
                Part::Known,
                "known",
            ),
            (
                &[(header::RANGE, "bytes=5-"), (header::IF_RANGE, tag)],
                Part::Of(5..1000),
                "the same file",
            ),
            (
                &[(header::RANGE, "bytes=5-"), (header::IF_RANGE, "\"old\"")],
                Part::Whole,
                "another file",
            ),
        ];
        for (headers, expected, why) in cases {
            let mut asked = HeaderMap::new();
            for (name, value) in headers {
                asked.insert(name, HeaderValue::from_static(value));
            }
            assert_eq!(part(&asked, tag, 1_000), expected, "{why}");
        }
    }

    #[test]
    fn a_file_name_cannot_break_out_of_its_header() {
        let value = disposition(Some("A \"quoted\"\r\n; naïve title"), Rendition::Mp3);
        let value = value.to_str().unwrap();
        assert!(
            value.contains("filename=\"A-quoted-na-ve-title.mp3\""),
            "{value}"
        );
        assert!(value.contains("na%C3%AFve"), "{value}");
    }
}
