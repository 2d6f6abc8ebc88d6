//! Files that are built into the binary: the player's, and how any is served.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::asked::{Part, takes_gzip};
use super::json::{revalidated, revalidated_text};
use super::problem::Problem;
use crate::player;

/// `GET /player.js`
pub(super) async fn player(headers: HeaderMap) -> Result<Response, Problem> {
    script("player.js", &headers)
}

/// `GET /player/{*file}`
pub(super) async fn part(Part(file): Part, headers: HeaderMap) -> Result<Response, Problem> {
    script(&format!("player/{file}"), &headers)
}

/// A script of the player, behind gzip as the build made it where that is taken.
fn script(path: &str, asked: &HeaderMap) -> Result<Response, Problem> {
    let file = player::file(path).ok_or_else(Problem::no_such_address)?;
    let packed = takes_gzip(asked);
    let bytes = if packed {
        file.gzipped
    } else {
        file.text.as_bytes()
    };
    let mut response = revalidated_text(asked, content_type(path), bytes);
    let whole = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if packed && whole {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

/// `GET /player/integrity.json`
pub(super) async fn integrity(headers: HeaderMap) -> Response {
    revalidated(&headers, player::integrity())
}

/// `GET /player.d.ts`
pub(super) async fn types(headers: HeaderMap) -> Result<Response, Problem> {
    serve("player.d.ts", Some(player::TYPES), &headers)
}

/// A file as it is. It is always asked for again: a new version of the player must reach every
/// page at once.
pub(super) fn serve(
    name: &str,
    text: Option<&'static str>,
    asked: &HeaderMap,
) -> Result<Response, Problem> {
    let text = text.ok_or_else(Problem::no_such_address)?;
    Ok(revalidated_text(asked, content_type(name), text))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        // Types are for people and compilers: no media type is registered for them.
        _ => "text/plain; charset=utf-8",
    }
}
