//! The publisher: a small site whose pages the service reads.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use axum::Router;
use axum::extract::Path;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;

use super::texts;

/// A site with a page of any length under every number.
pub(super) struct Publisher {
    /// Scheme, host and port.
    pub(super) origin: String,
    pages: AtomicU64,
}

impl Publisher {
    /// A site that is there until the program ends.
    pub(super) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let page = async |Path((words, number))| Html(texts::page(words, number));
        let router = Router::new().route("/{words}/{number}", get(page));
        tokio::spawn(async { axum::serve(listener, router).await });
        Ok(Self {
            origin,
            pages: AtomicU64::new(1),
        })
    }

    /// The address of a page of about `words` words that nobody has asked for.
    pub(super) fn new_page(&self, words: usize) -> String {
        let number = self.pages.fetch_add(1, Ordering::Relaxed);
        format!("{}/{words}/{number}", self.origin)
    }
}
