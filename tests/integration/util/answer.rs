//! An answer of the service with its body read, and what tests ask of it.

use std::fmt;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;

/// A whole answer.
pub(crate) struct Answer {
    status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let (head, body) = response.into_parts();
        Self {
            status: head.status,
            headers: head.headers,
            bytes: body.collect().await.unwrap().to_bytes(),
        }
    }

    pub(crate) fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// This answer, which must have the status `code`.
    #[track_caller]
    pub(crate) fn status(self, code: u16) -> Self {
        assert_eq!(self.code(), code, "{self:?}");
        self
    }

    /// The value of a header, or an empty text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The detail of a problem document (RFC 9457) of this status and type; panics where the
    /// answer is anything else.
    #[track_caller]
    pub(crate) fn problem(&self, code: u16, name: &str) -> String {
        assert_eq!(self.code(), code, "{self:?}");
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        assert_eq!(self.header("cache-control"), "no-store");
        let document = self.json();
        assert_eq!(document["status"], code, "{self:?}");
        assert_eq!(document["type"], format!("urn:aloud:problem:{name}"));
        assert!(
            document["title"]
                .as_str()
                .is_some_and(|title| !title.is_empty())
        );
        document["detail"].as_str().unwrap_or_default().to_owned()
    }
}

impl fmt::Debug for Answer {
    /// The status, the headers and the beginning of the body.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = &self.bytes[..self.bytes.len().min(500)];
        let text = String::from_utf8_lossy(shown);
        write!(out, "{} {:?} {text}", self.status, self.headers)
    }
}
