//! The demo: article pages as a publisher would have them, with the player on them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use url::Url;

use super::asked::Part;
use super::background::plan_in_background;
use super::problem::Problem;
use super::{Shared, assets};
use crate::article::Format;
use crate::delivery::Rendition;
use crate::library::{Document, Library, LibraryError, Wish};
use crate::manifest::Links;
use crate::track::Track;

/// A page of the demo.
pub(super) struct Page {
    path: &'static str,
    html: &'static str,
}

/// The first is where a service's own address leads.
const PAGES: [Page; 4] = [
    Page {
        path: "/demo/",
        html: include_str!("../../web/demo/index.html"),
    },
    Page {
        path: "/demo/de/",
        html: include_str!("../../web/demo/de.html"),
    },
    Page {
        path: "/demo/ar/",
        html: include_str!("../../web/demo/ar.html"),
    },
    Page {
        path: "/demo/short/",
        html: include_str!("../../web/demo/short.html"),
    },
];

/// What the pages need beside the player.
const FILES: [(&str, &str); 4] = [
    ("demo.css", include_str!("../../web/demo/demo.css")),
    ("demo.js", include_str!("../../web/demo/demo.js")),
    ("eelgrass.svg", include_str!("../../web/demo/eelgrass.svg")),
    ("icon.svg", include_str!("../../web/demo/icon.svg")),
];

/// How the link to the sound begins in a page; the address is not known before it is read.
const LINK: &str = "<a href=\"{{audio}}\">";

/// `GET /demo/` and `GET /demo/{page}/`
pub(super) async fn page(State(library): State<Shared>, address: Uri) -> Result<Response, Problem> {
    let page = Page::at(address.path()).ok_or_else(Problem::no_such_address)?;
    let html = match page.track(&library, Wish::default()).await {
        Ok(track) => {
            plan_in_background(&library, &track);
            page.linked(&track)
        }
        Err(LibraryError::WrongLanguage { .. }) => page.unlinked(),
        Err(error) => return Err(error.into()),
    };
    Ok(Html(html).into_response())
}

/// `GET /demo/{file}`, which may be a page without the last slash
pub(super) async fn file(Part(file): Part, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(page) = Page::at(&format!("/demo/{file}/")) {
        return Ok(Redirect::temporary(page.path).into_response());
    }
    let found = FILES.iter().find(|(name, _)| *name == file);
    assets::serve(&file, found.map(|(_, text)| *text), &headers)
}

/// `GET /` and `GET /demo`
pub(super) async fn redirect() -> Redirect {
    Redirect::temporary(PAGES[0].path)
}

/// The demo page of this service at `url`, whatever name the service was called by.
pub(super) fn own_page(url: &Url, headers: &HeaderMap) -> Option<&'static Page> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let authority = &url[url::Position::BeforeHost..url::Position::AfterPort];
    Page::at(url.path()).filter(|_| authority == host)
}

impl Page {
    fn at(path: &str) -> Option<&'static Self> {
        PAGES.iter().find(|page| page.path == path)
    }

    /// The track of this page.
    pub(super) async fn track(
        &self,
        library: &Library,
        wish: Wish,
    ) -> Result<Arc<Track>, LibraryError> {
        let document = Document {
            bytes: self.html.as_bytes().to_vec(),
            format: Format::Html,
            charset: None,
            url: None,
            title: None,
        };
        let (track, _) = library.add(document, wish).await?;
        Ok(track)
    }

    /// The page with the address of its sound.
    fn linked(&self, track: &Track) -> String {
        let audio = Links::of_service(track).audio.remove(&Rendition::Mp3);
        let link = format!("<a href=\"{}\">", audio.unwrap_or_default());
        self.html.replace(LINK, &link)
    }

    /// The page without a link, which would lead nowhere: no voice here speaks its language, and
    /// the player says so.
    fn unlinked(&self) -> String {
        let (before, link) = self.html.split_once(LINK).unwrap_or((self.html, ""));
        let (_, behind) = link.split_once("</a>").unwrap_or_default();
        format!("{before}{behind}")
    }
}
