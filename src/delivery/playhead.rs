//! The playhead: where a listener is, and what is made ahead of there.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use tokio::task::JoinHandle;

use super::ear::Ear;
use crate::sound::Encoding;
use crate::speech::SpeechError;
use crate::studio::{Priority, Studio, Take};
use crate::track::{Timeline, Track};

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
    /// The bytes of the first sentence that are not sent.
    skipped: usize,
    ear: Ear,
    /// The sentences from `next` on that have been asked for.
    ahead: VecDeque<Asked>,
}

impl Playhead {
    /// A listener to `track` in `encoding`, in the sentence `first` of its `timeline` behind
    /// `skipped` bytes.
    pub(super) fn new(
        studio: Arc<Studio>,
        track: Arc<Track>,
        encoding: Encoding,
        (first, skipped): (usize, usize),
        timeline: &Timeline,
    ) -> Self {
        Self {
            studio,
            track,
            encoding,
            next: first,
            skipped,
            ear: Ear::at(first, timeline),
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
            if let Err(error) = self.admitted().await {
                return Some(Err(error));
            }
            self.ask(Priority::Waiting);
        }
        let take = match self.ahead.pop_front()?.take().await {
            Ok(take) => take,
            Err(error) => return Some(Err(error)),
        };
        self.next += 1;
        if silent {
            // The listener waits in silence: nothing else is begun before there is sound.
            take.wait_from(self.skipped);
            take.begun(self.skipped).await;
            self.ear.begin();
        }
        if !take.is_stored() {
            self.studio.keep_seat(self.track.key(), self.track.voice());
        }
        self.ear.hear(self.next, Instant::now());
        while self.ahead.len() < AHEAD && self.next + self.ahead.len() < self.track.len() {
            let needed = self.ear.needs(self.next + self.ahead.len());
            self.ask(Priority::Listening(needed));
        }
        Some(Ok(take))
    }

    /// Whether somebody may begin to listen here: there is room for it, or all of it is made already,
    /// which its last sentence tells. The first ones are made for everybody who sees the page.
    async fn admitted(&self) -> Result<(), SpeechError> {
        let refused = self.studio.admit(self.track.key(), self.track.voice());
        if refused.is_ok() {
            return Ok(());
        }
        let last = self.track.len().saturating_sub(1);
        let last = self.track.prompt(&self.studio, last, Priority::Waiting);
        let made = self.studio.has(&*last.await?, self.encoding).await;
        if made { Ok(()) } else { refused }
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

impl Drop for Playhead {
    fn drop(&mut self) {
        // Who leaves in the middle may be about to seek.
        if self.next >= self.track.len() {
            self.studio.leave_seat(self.track.key());
        }
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
