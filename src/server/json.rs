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
    let Ok(body) = serde_json::to_vec(answer) else {
        return Problem::bad_request("the answer has no JSON form").into_response();
    };
    let tag = format!("\"{}\"", crate::store::Key::of([body.as_slice()]));
    let headers = [
        (header::ETAG, HeaderValue::from_str(&tag)),
        (
            header::CACHE_CONTROL,
            Ok(HeaderValue::from_static("no-cache")),
        ),
        (
            header::CONTENT_TYPE,
            Ok(HeaderValue::from_static("application/json")),
        ),
    ];
    let mut response = if knows(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body.into_response()
    };
    for (name, value) in headers {
        if let Ok(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
