//! For operators: whether the service runs, whether it can take listeners, and what it does.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Shared;
use super::metrics::{Asked, Metrics};
use super::openapi::OPERATIONS;
use super::problem::Problem;
use crate::speech::SpeechError;

/// Says that the process runs.
#[utoipa::path(get, path = "/health", tag = OPERATIONS, responses(
    (status = 200, content_type = "text/plain; charset=utf-8", body = String),
))]
pub(super) async fn health() -> &'static str {
    "ok\n"
}

/// Says whether a listener would be served: the default voice speaks, and there is room for work.
///
/// A store that is away is no reason to send listeners elsewhere: the sound is made and not kept.
#[utoipa::path(get, path = "/ready", tag = OPERATIONS, responses(
    (status = 200, content_type = "text/plain; charset=utf-8", body = String),
))]
pub(super) async fn ready(State(library): State<Shared>) -> Result<&'static str, Problem> {
    let studio = library.studio();
    studio.voices().load(library.default_voice()).await?;
    if studio.load().is_full() {
        return Err(SpeechError::Overloaded.into());
    }
    Ok("ready\n")
}

/// Counts and times of the service, as Prometheus reads them.
#[utoipa::path(get, path = "/metrics", tag = OPERATIONS, responses(
    (status = 200, content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8", body = String),
))]
pub(super) async fn metrics(State(metrics): State<Arc<Metrics>>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(kind))];
    (kind, metrics.text()).into_response()
}

/// Counts a request and the time that its answer takes to begin.
pub(super) async fn measure(
    State(metrics): State<Arc<Metrics>>,
    request: Request,
    next: Next,
) -> Response {
    let asked = Asked::now(&request);
    let response = next.run(request).await;
    metrics.answered(asked, response.status());
    response
}
