//! Errors over HTTP: the one place that knows which status an error has (RFC 9457).
//!
//! A client's mistake is described in `detail`. What went wrong in here is not: its cause travels
//! in an extension of the response to [`log_causes`], which logs it once.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::article::ArticleError;
use crate::library::{FetchError, LibraryError};
use crate::speech::SpeechError;

/// Seconds after which a service that is overloaded, or whose voice is away, is asked again: a
/// few sentences' time.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// Problems that pass by themselves.
const RETRIED: [&str; 3] = ["overloaded", "voice-unavailable", "store-unavailable"];

/// A problem document.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    status: StatusCode,
    /// Name of the problem, stable, such as `no-article-text`.
    name: &'static str,
    title: &'static str,
    detail: Option<String>,
    /// What is only logged.
    cause: Option<Cause>,
    /// A member of the document beside those of the standard.
    extra: Option<Box<(&'static str, Value)>>,
}

/// What went wrong in here, for the log.
#[derive(Debug, Clone)]
struct Cause(String);

impl Problem {
    fn new(status: StatusCode, name: &'static str, title: &'static str) -> Self {
        Self {
            status,
            name,
            title,
            detail: None,
            cause: None,
            extra: None,
        }
    }

    /// The same with a member more in its document.
    pub(super) fn with(self, name: &'static str, value: Value) -> Self {
        let extra = Some(Box::new((name, value)));
        Self { extra, ..self }
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(Cause(cause.into()));
        self
    }

    /// What kind of problem it is, for a person to read.
    pub(super) fn title(&self) -> &'static str {
        self.title
    }

    /// No route has this address.
    pub(super) fn no_such_address() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no-such-address",
            "There is nothing at this address",
        )
    }

    /// The route does not take this method.
    pub(super) fn method_not_allowed() -> Self {
        let status = StatusCode::METHOD_NOT_ALLOWED;
        Self::new(
            status,
            "method-not-allowed",
            "This address does not take this method",
        )
    }

    /// No article has this id.
    pub(super) fn no_such_article(id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no-such-article",
            "There is no such article",
        )
        .detail(format!("no article has the id '{}'", id.escape_debug()))
    }

    /// The request itself is wrong.
    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "bad-request",
            "The request cannot be understood",
        )
        .detail(detail)
    }

    /// The request's body could not be read.
    pub(super) fn body(status: StatusCode, detail: impl Into<String>) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Self::new(status, "too-large", "The request is too large").detail(detail)
            }
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                Self::new(status, "not-json", "The request is not JSON").detail(detail)
            }
            _ => Self::bad_request(detail),
        }
    }

    /// A text is longer than what is spoken at once.
    pub(super) fn too_long(characters: usize, most: usize) -> Self {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        Self::new(status, "too-large", "The text is too long").detail(format!(
            "`input` has {characters} characters; more than {most} are an article: POST /v1/articles"
        ))
    }

    /// The sound has no such bytes.
    pub(super) fn range() -> Self {
        let status = StatusCode::RANGE_NOT_SATISFIABLE;
        Self::new(status, "no-such-range", "The sound has no such bytes")
    }

    fn internal(cause: impl Into<String>) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, "internal", "Something went wrong in the service").cause(cause)
    }
}

impl From<ArticleError> for Problem {
    fn from(error: ArticleError) -> Self {
        let (status, name, title) = match error {
            ArticleError::Empty => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "empty",
                "There is nothing to read",
            ),
            ArticleError::NoText => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "no-article-text",
                "The page has no article",
            ),
            ArticleError::Binary => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not-text",
                "The document is not text",
            ),
            ArticleError::TooLarge { .. } => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                "The document is too large",
            ),
            ArticleError::TooDeep { .. } | ArticleError::TooManyElements { .. } => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "too-complex",
                "The page is nested too deep or has too many elements",
            ),
        };
        Self::new(status, name, title).detail(error.to_string())
    }
}

impl From<SpeechError> for Problem {
    fn from(error: SpeechError) -> Self {
        let unavailable = StatusCode::SERVICE_UNAVAILABLE;
        match error {
            SpeechError::UnknownVoice(_) => Self::new(
                StatusCode::BAD_REQUEST,
                "unknown-voice",
                "There is no such voice",
            )
            .detail(error.to_string()),
            SpeechError::NotInstalled(_) => Self::new(
                unavailable,
                "voice-not-installed",
                "The voice is not installed",
            )
            .detail(error.to_string()),
            SpeechError::Damaged { .. } => {
                Self::new(unavailable, "voice-damaged", "The voice cannot be used")
                    .cause(error.to_string())
            }
            SpeechError::NotSpeakable => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Self::new(status, "nothing-to-say", "There is nothing to say")
                    .detail(error.to_string())
            }
            SpeechError::Unavailable(_) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "voice-unavailable",
                "The voice cannot speak now",
            )
            .cause(error.to_string()),
            SpeechError::Overloaded => {
                Self::new(unavailable, "overloaded", "Too much is being spoken")
                    .detail(error.to_string())
            }
            SpeechError::Cancelled | SpeechError::Broken(_) => Self::internal(error.to_string()),
        }
    }
}

impl From<FetchError> for Problem {
    fn from(error: FetchError) -> Self {
        let (status, name, title) = match error {
            FetchError::Unreachable { .. } | FetchError::Refused { .. } => (
                StatusCode::BAD_GATEWAY,
                "page-unreachable",
                "The page could not be read",
            ),
            FetchError::TooLarge { .. } => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                "The page is too large",
            ),
            FetchError::NoClient(_) => return Self::internal(error.to_string()),
        };
        Self::new(status, name, title).detail(error.to_string())
    }
}

impl From<LibraryError> for Problem {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Article(error) => error.into(),
            LibraryError::Speech(error) => error.into(),
            LibraryError::Fetch(error) => error.into(),
            LibraryError::Store(cause) => {
                let unavailable = StatusCode::SERVICE_UNAVAILABLE;
                Self::new(unavailable, "store-unavailable", "The store is away").cause(cause)
            }
            LibraryError::WrongLanguage { .. } => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let title = "The voice speaks another language";
                Self::new(status, "wrong-language", title).detail(error.to_string())
            }
            LibraryError::SiteNotConfigured(_) => {
                let title = "This site is not read here";
                Self::new(StatusCode::FORBIDDEN, "site-not-configured", title)
                    .detail(error.to_string())
            }
        }
    }
}

impl Problem {
    /// The document, for answers that are begun already; what went wrong in here is not in it.
    pub(super) fn document(&self) -> Value {
        let mut document = json!({
            "type": format!("urn:aloud:problem:{}", self.name),
            "title": self.title,
            "status": self.status.as_u16(),
        });
        if let Some(detail) = &self.detail {
            document["detail"] = json!(detail);
        }
        if let Some((name, value)) = self.extra.as_deref() {
            document[*name] = value.clone();
        }
        document
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.document())).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if RETRIED.contains(&self.name) {
            headers.insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(cause);
        }
        response
    }
}

/// Logs what went wrong in here, once, where the answer leaves.
pub(super) async fn log_causes(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if let Some(Cause(cause)) = response.extensions().get() {
        tracing::error!(http.status = response.status().as_u16(), %cause, "a request failed");
    }
    response
}

/// The answer after a handler panicked.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that the layer calls"
)]
pub(super) fn after_panic(panic: Box<dyn std::any::Any + Send>) -> Response {
    let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
    Problem::internal(said.unwrap_or_else(|| "a handler panicked".into())).into_response()
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    #[tokio::test]
    async fn a_fault_of_ours_is_logged_and_not_shown() {
        let problem = Problem::from(SpeechError::Broken("secret path".into()));
        let response = problem.into_response();
        assert_eq!(response.status(), 500);
        assert!(
            response
                .extensions()
                .get::<Cause>()
                .unwrap()
                .0
                .contains("secret path")
        );
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert!(!String::from_utf8_lossy(&body).contains("secret"));
    }

    #[test]
    fn what_may_pass_says_when_to_ask_again() {
        let unavailable = SpeechError::Unavailable("asleep".into());
        let cases = [
            (SpeechError::Overloaded, true),
            (unavailable, true),
            (SpeechError::NotInstalled("x".into()), false),
            (SpeechError::Broken("x".into()), false),
        ];
        for (error, passes) in cases {
            let response = Problem::from(error.clone()).into_response();
            let after = response.headers().get(header::RETRY_AFTER);
            assert_eq!(after.is_some(), passes, "{error:?}");
        }
    }

    #[test]
    fn every_error_has_its_status() {
        let fetch = |url: &str| FetchError::TooLarge {
            url: url.into(),
            limit: 1,
        };
        let cases: Vec<(LibraryError, u16)> = vec![
            (ArticleError::Empty.into(), 422),
            (ArticleError::NoText.into(), 422),
            (ArticleError::Binary.into(), 415),
            (ArticleError::TooLarge { size: 2, limit: 1 }.into(), 413),
            (ArticleError::TooDeep { limit: 1 }.into(), 422),
            (ArticleError::TooManyElements { limit: 1 }.into(), 422),
            (SpeechError::UnknownVoice("x".into()).into(), 400),
            (SpeechError::NotInstalled("x".into()).into(), 503),
            (SpeechError::NotSpeakable.into(), 422),
            (SpeechError::Overloaded.into(), 503),
            (SpeechError::Unavailable("asleep".into()).into(), 503),
            (SpeechError::Broken("x".into()).into(), 500),
            (fetch("x").into(), 413),
            (LibraryError::SiteNotConfigured("x".into()), 403),
            (LibraryError::Store("away".into()), 503),
        ];
        for (error, status) in cases {
            assert_eq!(Problem::from(error.clone()).status, status, "{error:?}");
        }
    }
}
