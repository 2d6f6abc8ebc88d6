//! What a request asks for: parts of its address, whose errors are problem documents, and what
//! its headers say it knows.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// The one variable part of an address, such as an id.
pub(super) struct Part(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Part {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let part = Path::from_request_parts(parts, state).await;
        // What is not UTF-8 names nothing.
        part.map(|Path(part)| Self(part))
            .map_err(|_| Problem::no_such_address())
    }
}

/// The query of an address.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = Query::from_request_parts(parts, state).await;
        query
            .map(|Query(query)| Self(query))
            .map_err(|rejection| Problem::bad_request(rejection.body_text()))
    }
}

/// Whether the asker has the content with this entity tag already (RFC 9110, section 13.1.2).
pub(super) fn knows(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        // A proxy that compresses makes our tag a weak one; the content is the same.
        .any(|known| known.trim().trim_start_matches("W/") == tag)
}

/// Whether the asker takes gzip (RFC 9110, section 12.5.3).
pub(super) fn takes_gzip(asked: &HeaderMap) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let weight = weight.trim().strip_prefix("q=").map(str::parse::<f32>);
            // Nought stands for "not this one".
            let wanted = weight.is_none_or(|weight| weight.is_ok_and(|weight| weight > 0.0));
            name.trim().eq_ignore_ascii_case("gzip") && wanted
        })
}
