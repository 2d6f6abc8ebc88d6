//! A publisher's site on this machine.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;

use super::PAGE;

/// A site with one article at `/story`, a page too many at `/huge`, an image at `/image`, and
/// redirects: `/moved` to the article, `/away` to a site that is not its own.
pub(crate) struct Origin {
    /// `http://127.0.0.1:PORT`
    pub(crate) address: String,
    site: Arc<Site>,
}

struct Site {
    asked: AtomicUsize,
    /// The article, or the status that is answered in its stead.
    story: Mutex<Result<String, StatusCode>>,
}

impl Origin {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let site = Arc::new(Site {
            asked: AtomicUsize::new(0),
            story: Mutex::new(Ok(PAGE.to_owned())),
        });
        let router = Router::new().fallback(page).with_state(Arc::clone(&site));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, site }
    }

    /// Changes the article at `/story`, or answers with a status in its stead.
    pub(crate) fn tell(&self, story: Result<&str, u16>) {
        let story = story.map(str::to_owned);
        *self.site.story.lock().unwrap() =
            story.map_err(|code| StatusCode::from_u16(code).unwrap());
    }

    /// How many requests it had.
    pub(crate) fn asked(&self) -> usize {
        self.site.asked.load(Ordering::Relaxed)
    }
}

async fn page(State(site): State<Arc<Site>>, uri: Uri) -> Response {
    site.asked.fetch_add(1, Ordering::Relaxed);
    let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let to = |place| (StatusCode::FOUND, [(header::LOCATION, place)]).into_response();
    match uri.path() {
        "/story" => match site.story.lock().unwrap().clone() {
            Ok(story) => (html, story).into_response(),
            Err(status) => status.into_response(),
        },
        "/huge" => (html, "<p>Many words. </p>".repeat(1 << 19)).into_response(),
        "/image" => (html, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice()).into_response(),
        "/moved" => to("/story"),
        "/away" => to("http://127.0.0.1:9/story"),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
