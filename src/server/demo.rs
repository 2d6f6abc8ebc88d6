//! The demo: an article page as a publisher would have it, with the player on it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use url::Url;

use super::Shared;
use super::background::plan_in_background;
use super::problem::Problem;
use crate::article::Format;
use crate::delivery::Rendition;
use crate::library::{Document, Library, Wish};
use crate::manifest::Links;
use crate::track::Track;

const PAGE: &str = include_str!("../../web/demo/index.html");
/// What stands in the page for the address of its sound.
const PLACE: &str = "{{audio}}";
/// Where the page is.
const PATH: &str = "/demo/";

/// `GET /demo/`
pub(super) async fn page(State(library): State<Shared>) -> Result<Response, Problem> {
    let track = track(&library, Wish::default()).await?;
    plan_in_background(&library, &track);
    let audio = Links::of_service(&track).audio.remove(&Rendition::Mp3);
    let audio = audio.unwrap_or_default();
    Ok(Html(PAGE.replace(PLACE, &audio)).into_response())
}

/// `GET /` and `GET /demo`
pub(super) async fn redirect() -> Redirect {
    Redirect::temporary(PATH)
}

/// Whether `url` is the demo page of this service, whatever name it was called by.
pub(super) fn is_own_page(url: &Url, headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let authority = url.port().map_or_else(
        || url.host_str().unwrap_or("").to_owned(),
        |port| format!("{}:{port}", url.host_str().unwrap_or("")),
    );
    url.path() == PATH && host == Some(authority.as_str())
}

/// The track of the demo page.
pub(super) async fn track(library: &Library, wish: Wish) -> Result<Arc<Track>, Problem> {
    let document = Document {
        bytes: PAGE.as_bytes().to_vec(),
        format: Format::Html,
        charset: None,
        url: None,
        title: None,
    };
    let (track, _) = library.add(document, wish).await?;
    Ok(track)
}
