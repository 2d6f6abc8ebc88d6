//! Work that is begun by a request and goes on after its answer.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::delivery::{Rendition, VirtualFile};
use crate::library::Library;
use crate::sound::Encoding;
use crate::track::Track;

/// Finds out the exact times, so that the next answer has them.
pub(super) fn plan_in_background(library: &Arc<Library>, track: &Arc<Track>) {
    if track.plans().is_some() || !track.progress().begin_plan() {
        return;
    }
    let (library, track) = (Arc::clone(library), Arc::clone(track));
    tokio::spawn(async move {
        let planned = library.plan(&track).await;
        track.progress().end_plan(&planned);
        if let Err(error) = planned {
            tracing::warn!(article.id = %track.key(), cause = %error, "a plan failed");
        }
    });
}

/// Makes the first seconds of sound, then finds out the times: somebody may press soon.
pub(super) fn open_in_background(library: &Arc<Library>, track: &Arc<Track>) {
    if !track.progress().begin_opening() {
        return plan_in_background(library, track);
    }
    let (library, track) = (Arc::clone(library), Arc::clone(track));
    tokio::spawn(async move {
        if let Err(error) = library.open(&track).await {
            tracing::warn!(article.id = %track.key(), cause = %error, "an opening failed");
        }
        plan_in_background(&library, &track);
    });
}

/// Makes the whole sound, without a listener.
pub(super) fn render_in_background(library: &Arc<Library>, track: &Arc<Track>) {
    if !track.progress().begin_render() {
        return;
    }
    let (library, track) = (Arc::clone(library), Arc::clone(track));
    tokio::spawn(async move {
        let made = async {
            library.plan(&track).await?;
            let done = |_| track.progress().made();
            library.render(&track, &[Encoding::Mp3], &done).await
        };
        let made = made.await;
        track.progress().end_render(&made);
        if made.is_ok() {
            keep(&library, &track, Rendition::Mp3).await;
        }
        if let Err(error) = made {
            tracing::warn!(article.id = %track.key(), cause = %error, "a render failed");
        }
    });
}

/// Keeps the whole file of a track that was heard to its end, where all of it is made.
pub(super) fn keep_in_background(library: &Arc<Library>, track: &Arc<Track>, rendition: Rendition) {
    let (library, track) = (Arc::clone(library), Arc::clone(track));
    tokio::spawn(async move { keep(&library, &track, rendition).await });
}

/// Files that are put together at once: each holds a part of some megabytes.
static KEEPING: Semaphore = Semaphore::const_new(2);

async fn keep(library: &Arc<Library>, track: &Arc<Track>, rendition: Rendition) {
    let _permit = KEEPING.acquire().await;
    let file = VirtualFile::new(Arc::clone(track), rendition);
    if let Err(error) = file.keep(library.studio()).await {
        tracing::warn!(article.id = %track.key(), cause = %error, "a file could not be kept");
    }
}
