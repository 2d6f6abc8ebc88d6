//! Pages from the network, within limits of size and time.

use std::time::Duration;

use futures_util::StreamExt;
use reqwest::header::CONTENT_TYPE;
use url::Url;

use super::{Document, Sites};
use crate::article::Format;
use crate::network::innermost;

/// A publisher's page that takes longer is not one that readers wait for.
const TIMEOUT: Duration = Duration::from_secs(15);
/// Redirects that are followed, the limit of most clients.
const REDIRECTS: usize = 5;
/// Names the service to the publisher's own logs.
const USER_AGENT: &str = concat!("Aloud/", env!("CARGO_PKG_VERSION"));

/// A page as it was read.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it was found in the end.
    pub url: Url,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub format: Format,
    /// The encoding that the server named.
    pub charset: Option<String>,
}

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The server could not be reached, or broke off, or was too slow.
    #[error("{url} could not be read: {cause}")]
    Unreachable {
        /// The address.
        url: String,
        /// The innermost cause.
        cause: String,
    },
    /// The server answered with an error.
    #[error("{url} answered {status}")]
    Refused {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The page is larger than what is accepted.
    #[error("{url} has more than the {limit} bytes that are accepted")]
    TooLarge {
        /// The address.
        url: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// The client could not be made.
    #[error("no HTTP client: {0}")]
    NoClient(String),
}

impl From<Page> for Document {
    fn from(page: Page) -> Self {
        Self {
            bytes: page.bytes,
            format: page.format,
            charset: page.charset,
            url: Some(page.url),
            title: None,
        }
    }
}

/// A client that follows redirects on the configured sites only; with none configured, anywhere.
///
/// # Errors
/// Where the system has no certificates to trust.
pub fn client(sites: &Sites) -> Result<reqwest::Client, FetchError> {
    let sites = sites.clone();
    let policy = reqwest::redirect::Policy::custom(move |attempt| {
        if attempt.previous().len() > REDIRECTS {
            attempt.error("too many redirects")
        } else if sites.admits_redirect(attempt.url()) {
            attempt.follow()
        } else {
            attempt.error("it redirects to a site that is not configured")
        }
    });
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .timeout(TIMEOUT)
        .redirect(policy)
        .build()
        .map_err(|error| FetchError::NoClient(innermost(&error)))
}

/// The page at `url`, at most `limit` bytes of it.
///
/// # Errors
/// Where the server does not give it, or gives too much.
pub async fn fetch(client: &reqwest::Client, url: &Url, limit: usize) -> Result<Page, FetchError> {
    let unreachable = |error: reqwest::Error| FetchError::Unreachable {
        url: url.to_string(),
        cause: innermost(&error),
    };
    let reply = client.get(url.clone()).send().await.map_err(unreachable)?;
    if !reply.status().is_success() {
        return Err(FetchError::Refused {
            url: url.to_string(),
            status: reply.status().as_u16(),
        });
    }
    let found = reply.url().clone();
    let kind = reply.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let (format, charset) = (format_of(kind), charset_of(kind));
    let mut bytes = Vec::new();
    let mut pieces = reply.bytes_stream();
    while let Some(piece) = pieces.next().await {
        bytes.extend_from_slice(&piece.map_err(unreachable)?);
        if bytes.len() > limit {
            let url = url.to_string();
            return Err(FetchError::TooLarge { url, limit });
        }
    }
    Ok(Page {
        url: found,
        bytes,
        format,
        charset,
    })
}

fn format_of(content_type: &str) -> Format {
    match content_type.split(';').next().unwrap_or("").trim() {
        "text/plain" => Format::Plain,
        "text/markdown" => Format::Markdown,
        _ => Format::Html,
    }
}

fn charset_of(content_type: &str) -> Option<String> {
    let (_, parameters) = content_type.split_once(';')?;
    let charset = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    Some(charset.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_type_says_format_and_charset() {
        let kind = "text/plain; charset=\"windows-1251\"";
        assert_eq!(format_of(kind), Format::Plain);
        assert_eq!(charset_of(kind).as_deref(), Some("windows-1251"));
        assert_eq!(format_of(""), Format::Html);
        assert_eq!(charset_of("text/html"), None);
    }
}
