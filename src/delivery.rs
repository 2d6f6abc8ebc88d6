//! Delivery: the sound of a track as one stream of bytes, made while it is listened to.
//!
//! A track is one virtual file: the segments of its sentences, one behind the other. When every
//! sentence is planned, so is every byte's place, and any range can be served.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use tokio::task::JoinHandle;

use crate::sound::Frames;
use crate::speech::SpeechError;
use crate::studio::{Priority, Studio, Take};
use crate::track::{Timeline, Track};

/// Sentences that are made ahead of the one that is being sent.
///
/// Two keep two workers busy; more would be lost when the listener leaves.
const AHEAD: usize = 2;

/// A piece of sound, or why there is none.
pub type Piece = Result<Bytes, SpeechError>;

/// The bytes of `track` in `range`, made as they are read; dropped, the work on them stops.
///
/// The range is half open; `u64::MAX` as its end is the end of the track. A range that begins
/// behind 0 needs a planned track, otherwise it is empty.
pub fn sound(
    studio: Arc<Studio>,
    track: Arc<Track>,
    range: Range<u64>,
) -> BoxStream<'static, Piece> {
    let Some((first, skipped)) = find(&track.timeline(), range.start) else {
        return futures_util::stream::empty().boxed();
    };
    let takes = Playhead::new(studio, track, first).takes();
    let bytes = takes.enumerate().map(move |(n, take)| {
        let offset = if n == 0 { skipped } else { 0 };
        take.map(|take| take.stream(offset))
    });
    let length = range.end - range.start;
    cut(bytes.try_flatten().boxed(), length).boxed()
}

/// The sentence that holds the byte `at`, and the bytes of it that lie before.
fn find(timeline: &Timeline, at: u64) -> Option<(usize, usize)> {
    if at == 0 {
        return Some((0, 0));
    }
    if !timeline.exact || at >= timeline.frames.bytes() {
        return None;
    }
    let behind = timeline
        .lines
        .partition_point(|line| line.offset.bytes() <= at);
    let index = behind.saturating_sub(1);
    let line = timeline.lines.get(index)?;
    Some((index, (at - line.offset.bytes()) as usize))
}

/// The first `length` bytes of `bytes`.
fn cut(
    bytes: BoxStream<'static, Piece>,
    length: u64,
) -> impl futures_util::Stream<Item = Piece> + Send + 'static {
    futures_util::stream::unfold((bytes, length), |(mut bytes, left)| async move {
        if left == 0 {
            return None;
        }
        let piece = bytes.next().await?;
        let (piece, left) = match piece {
            Ok(piece) => {
                let size = left.min(piece.len() as u64);
                (Ok(piece.slice(..size as usize)), left - size)
            }
            Err(error) => (Err(error), 0),
        };
        Some((piece, (bytes, left)))
    })
}

/// Where a listener is in a track, and the sentences that are being made ahead of there.
struct Playhead {
    studio: Arc<Studio>,
    track: Arc<Track>,
    /// The sentence that is sent next.
    next: usize,
    /// The sentences from `next` on that have been asked for.
    ahead: VecDeque<Asked>,
}

impl Playhead {
    fn new(studio: Arc<Studio>, track: Arc<Track>, first: usize) -> Self {
        Self {
            studio,
            track,
            next: first,
            ahead: VecDeque::new(),
        }
    }

    /// The takes from here to the end, each one asked for shortly before it is needed.
    fn takes(self) -> impl futures_util::Stream<Item = Result<Arc<Take>, SpeechError>> + Send {
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
        let index = self.next + self.ahead.len();
        let task = tokio::spawn(async move {
            let prompt = track.prompt(&studio, index, priority).await?;
            let take = studio.take(&prompt, priority);
            if !track.is_known(index) {
                learn_at_end(track, index, &take);
            }
            Ok(take)
        });
        self.ahead.push_back(Asked(task));
    }
}

/// Tells the track the length of the sentence when the take is whole.
fn learn_at_end(track: Arc<Track>, index: usize, take: &Arc<Take>) {
    let watch = take.length_at_end();
    tokio::spawn(async move {
        if let Some(bytes) = watch.await {
            track.learn(index, Frames::in_bytes(bytes as u64));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::track::LineTime;
    use crate::units::Samples;

    #[test]
    fn a_byte_is_found_in_its_sentence() {
        let line = |offset| LineTime {
            offset: Frames(offset),
            start: Samples(0),
            end: Samples(0),
            exact: true,
        };
        let timeline = Timeline {
            // The second sentence has nothing to say and takes no frame.
            lines: vec![line(0), line(10), line(10), line(15)],
            frames: Frames(20),
            exact: true,
        };
        assert_eq!(find(&timeline, 0), Some((0, 0)));
        assert_eq!(find(&timeline, 1_439), Some((0, 1_439)));
        assert_eq!(find(&timeline, 1_440), Some((2, 0)));
        assert_eq!(find(&timeline, 2_879), Some((3, 719)));
        assert_eq!(find(&timeline, 2_880), None);
    }

    #[tokio::test]
    async fn a_range_ends_where_it_was_asked_to() {
        let pieces = ["abc", "def"].map(|text| Ok(Bytes::from(text)));
        let stream = futures_util::stream::iter(pieces).boxed();
        let heard: Vec<_> = cut(stream, 4).collect().await;
        assert_eq!(heard, [Ok(Bytes::from("abc")), Ok(Bytes::from("d"))]);
    }
}
