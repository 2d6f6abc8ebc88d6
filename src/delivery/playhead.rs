//! The playhead: where a listener is, and what is made ahead of there.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::task::JoinHandle;

use crate::sound::Encoding;
use crate::speech::SpeechError;
use crate::studio::{Priority, Studio, Take};
use crate::track::Track;

/// Sentences that are made ahead of the one that is being sent.
///
/// Two keep two workers busy; more would be lost when the listener leaves.
const AHEAD: usize = 2;

/// Where a listener is in a track, and the sentences that are being made ahead of there.
pub(super) struct Playhead {
    studio: Arc<Studio>,
    track: Arc<Track>,
    encoding: Encoding,
    /// The sentence that is sent next.
    next: usize,
    /// The sentences from `next` on that have been asked for.
    ahead: VecDeque<Asked>,
}

impl Playhead {
    /// A listener to `track` in `encoding`, before the sentence `first`.
    pub(super) fn new(
        studio: Arc<Studio>,
        track: Arc<Track>,
        encoding: Encoding,
        first: usize,
    ) -> Self {
        Self {
            studio,
            track,
            encoding,
            next: first,
            ahead: VecDeque::new(),
        }
    }

    /// The takes from here to the end, each one asked for shortly before it is needed.
    pub(super) fn takes(
        self,
    ) -> impl futures_util::Stream<Item = Result<Arc<Take>, SpeechError>> + Send {
        futures_util::stream::unfold(Some(self), |playhead| async {
            let mut playhead = playhead?;
            match playhead.take().await? {
                Ok(take) => Some((Ok(take), Some(playhead))),
                Err(error) => Some((Err(error), None)),
            }
        })
    }

    async fn take(&mut self) -> Option<Result<Arc<Take>, SpeechError>> {
        if self.next >= self.track.len() {
            return None;
        }
        let silent = self.ahead.is_empty();
        if silent {
            self.ask(Priority::Waiting);
        }
        let take = match self.ahead.pop_front()?.take().await {
            Ok(take) => take,
            Err(error) => return Some(Err(error)),
        };
        self.next += 1;
        if silent {
            // The listener waits in silence: nothing else is begun before there is sound.
            take.begun().await;
        }
        while self.ahead.len() < AHEAD && self.next + self.ahead.len() < self.track.len() {
            self.ask(Priority::Listening(self.ahead.len() as u32));
        }
        Some(Ok(take))
    }

    /// Asks for the sentence behind those that have been asked for.
    fn ask(&mut self, priority: Priority) {
        let (studio, track) = (Arc::clone(&self.studio), Arc::clone(&self.track));
        let (index, encoding) = (self.next + self.ahead.len(), self.encoding);
        let task = tokio::spawn(async move {
            let prompt = track.prompt(&studio, index, priority).await?;
            let take = studio.take(&prompt, encoding, priority);
            if !track.is_known(index) {
                learn_at_end(track, encoding, index, &take);
            }
            Ok(take)
        });
        self.ahead.push_back(Asked(task));
    }
}

/// Tells the track the length of the sentence when the take is whole.
fn learn_at_end(track: Arc<Track>, encoding: Encoding, index: usize, take: &Arc<Take>) {
    let watch = take.length_at_end();
    tokio::spawn(async move {
        if let Some(bytes) = watch.await {
            track.learn(index, encoding.beats(bytes as u64));
        }
    });
}

/// A sentence that was asked for; dropped, it is not wanted any more.
struct Asked(JoinHandle<Result<Arc<Take>, SpeechError>>);

impl Asked {
    async fn take(mut self) -> Result<Arc<Take>, SpeechError> {
        let take = (&mut self.0).await;
        take.unwrap_or_else(|error| Err(SpeechError::Broken(error.to_string())))
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.abort();
    }
}
