//! Captions of an article, and the cues by which a page follows its sound.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Shared;
use super::articles::find;
use super::asked::Part;
use super::background::plan_in_background;
use super::json::revalidated_text;
use super::openapi::{ARTICLES, ArticleId};
use super::problem::Problem;
use crate::captions;
use crate::manifest::Timings;
use crate::track::Track;

/// `WebVTT`, of captions and of metadata.
const VTT: &str = "text/vtt; charset=utf-8";
/// What browsers and editors take SRT to be.
const SRT: &str = "application/x-subrip; charset=utf-8";

/// Captions in `WebVTT`.
#[utoipa::path(get, path = "/v1/articles/{id}/captions.vtt", tag = ARTICLES, params(ArticleId), responses(
    (status = 200, content_type = "text/vtt; charset=utf-8", body = String, headers(("etag" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn vtt(
    library: State<Shared>,
    id: Part,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let write = |track: &Track| captions::vtt(&Timings::new(track));
    answer(library, id, &headers, VTT, write).await
}

/// Captions in SRT.
#[utoipa::path(get, path = "/v1/articles/{id}/captions.srt", tag = ARTICLES, params(ArticleId), responses(
    (status = 200, content_type = "application/x-subrip; charset=utf-8", body = String, headers(("etag" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn srt(
    library: State<Shared>,
    id: Part,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let write = |track: &Track| captions::srt(&Timings::new(track));
    answer(library, id, &headers, SRT, write).await
}

/// A cue for each sentence that says which text of the page is heard.
#[utoipa::path(get, path = "/v1/articles/{id}/sync.vtt", tag = ARTICLES, params(ArticleId), responses(
    (status = 200, content_type = "text/vtt; charset=utf-8", body = String, headers(("etag" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn sync(
    library: State<Shared>,
    id: Part,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer(library, id, &headers, VTT, captions::sync_of).await
}

async fn answer(
    State(library): State<Shared>,
    Part(id): Part,
    asked: &HeaderMap,
    kind: &'static str,
    write: impl FnOnce(&Track) -> String,
) -> Result<Response, Problem> {
    let track = find(&library, &id).await?;
    plan_in_background(&library, &track);
    Ok(revalidated_text(asked, kind, write(&track)))
}
