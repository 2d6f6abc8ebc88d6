//! The progress of a track as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream, StreamExt as _};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::Shared;
use super::articles::find;
use super::asked::Part;
use super::openapi::{ARTICLES, ArticleId};
use super::problem::Problem;
use crate::track::{Stage, Track};

/// How often a quiet connection says that it is there: shorter than the minute after which
/// proxies cut it.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// Server-sent events of the work on an article: `planned`, `sentence`, then `done` or `failed`.
#[utoipa::path(get, path = "/v1/articles/{id}/events", tag = ARTICLES, params(ArticleId), responses(
    (status = 200, content_type = "text/event-stream", body = String),
))]
pub(super) async fn events(
    State(library): State<Shared>,
    Part(id): Part,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let track = find(&library, &id).await?;
    let told =
        news(track).map(|(name, data)| Ok(Event::default().event(name).data(data.to_string())));
    Ok(Sse::new(told).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

/// What is told: the name of the event and its data.
type News = (&'static str, Value);

/// What happens to `track`, from what has happened already to the end of its render.
fn news(track: Arc<Track>) -> impl Stream<Item = News> {
    let watch = track.progress().watch();
    let listener = Listener {
        track,
        watch,
        told: Stage::default(),
        ended: false,
    };
    let batches = stream::unfold(listener, |mut listener| async {
        let news = listener.next().await?;
        Some((stream::iter(news), listener))
    });
    batches.flatten()
}

/// Somebody who is told what happens to a track.
struct Listener {
    track: Arc<Track>,
    watch: watch::Receiver<Stage>,
    /// What was told so far.
    told: Stage,
    ended: bool,
}

impl Listener {
    /// The next news, when there are some; `None` behind the end.
    async fn next(&mut self) -> Option<Vec<News>> {
        while !self.ended {
            let mut stage = self.watch.borrow_and_update().clone();
            // A plan that was stored is not told by anybody.
            stage.planned |= self.track.plans().is_some();
            let news = self.untold(&stage);
            self.told = stage;
            if !news.is_empty() {
                return Some(news);
            }
            self.watch.changed().await.ok()?;
        }
        None
    }

    /// What of `stage` was not told.
    fn untold(&mut self, stage: &Stage) -> Vec<News> {
        let mut news = Vec::new();
        let (of, seconds) = (self.track.len(), self.track.timeline().beats.seconds());
        if stage.planned && !self.told.planned {
            news.push(("planned", json!({ "duration": seconds, "sentences": of })));
        }
        if stage.rendering && stage.made != self.told.made {
            news.push(("sentence", json!({ "made": stage.made, "of": of })));
        }
        if stage.rendered {
            news.push(("done", json!({ "duration": seconds })));
        } else if let Some(error) = stage.failed.clone().filter(|_| !stage.rendering) {
            news.push(("failed", Problem::from(error).document()));
        } else {
            return news;
        }
        self.ended = true;
        news
    }
}
