//! The player and the demo's files, built into the binary.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::asked::{Part, knows};
use super::problem::Problem;
use crate::store::Key;

/// A file that is served as it is.
struct Asset {
    name: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(Asset {
            name: $name,
            bytes: include_bytes!(concat!("../../web/", $folder, $name)),
        }),*]
    };
}

const PLAYER: &[Asset] = assets!("": "player.js");
const MODULES: &[Asset] = assets!("player/":
    "article.js", "controls.js", "follower.js", "highlight.js", "listen-to-article.js", "manifest.js",
    "page-text.js", "playback.js", "properties.js", "styles.js", "time.js", "words.js",
);
const DEMO: &[Asset] = assets!("demo/": "demo.css", "eelgrass.svg", "icon.svg");

/// `GET /player.js`
pub(super) async fn player(headers: HeaderMap) -> Result<Response, Problem> {
    serve(PLAYER, "player.js", &headers)
}

/// `GET /player/{file}`
pub(super) async fn module(Part(file): Part, headers: HeaderMap) -> Result<Response, Problem> {
    serve(MODULES, &file, &headers)
}

/// `GET /demo/{file}`
pub(super) async fn demo_file(Part(file): Part, headers: HeaderMap) -> Result<Response, Problem> {
    serve(DEMO, &file, &headers)
}

fn serve(assets: &[Asset], name: &str, asked: &HeaderMap) -> Result<Response, Problem> {
    let asset = assets.iter().find(|asset| asset.name == name);
    let asset = asset.ok_or_else(Problem::no_such_address)?;
    let tag = format!("\"{}\"", Key::of([asset.bytes]));
    let mut response = if knows(asked, &tag) {
        axum::http::StatusCode::NOT_MODIFIED.into_response()
    } else {
        asset.bytes.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type(name));
    // Always asked for again: a new version of the player must reach every page at once.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

fn content_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    })
}
