//! JSON in and out: bodies whose errors are problem documents, answers that are revalidated.

use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::asked::knows;
use super::problem::Problem;

/// A request's body read as JSON.
pub(super) struct JsonBody<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(Problem::body(rejection.status(), rejection.body_text())),
        }
    }
}

/// `answer` as JSON with its entity tag; 304 where the asker has it already.
pub(super) fn revalidated(asked: &HeaderMap, answer: &impl Serialize) -> Response {
    match serde_json::to_string(answer) {
        Ok(text) => revalidated_text(asked, "application/json", text),
        Err(_) => Problem::bad_request("the answer has no JSON form").into_response(),
    }
}

/// `answer` as a text of the type `kind` with its entity tag; 304 where the asker has it already.
pub(super) fn revalidated_text(
    asked: &HeaderMap,
    kind: &'static str,
    answer: impl AsRef<[u8]> + IntoResponse,
) -> Response {
    let tag = format!("\"{}\"", crate::store::Key::of([answer.as_ref()]));
    let mut response = if knows(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        answer.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
