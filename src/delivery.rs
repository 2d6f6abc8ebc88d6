//! Delivery: a track as one file, whose bytes are made while they are listened to.
//!
//! The file is virtual: a head, and behind it the segments of the sentences, one behind the other.
//! When every sentence is planned, so is every byte's place, and any range can be served.

mod ear;
mod head;
mod layout;
mod playhead;
mod rendition;

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};

use crate::sound::{Beats, Encoding};
use crate::speech::SpeechError;
use crate::store::{Key, Shelf, StoreError};
use crate::studio::{Priority, Studio};
use crate::track::{Timeline, Track};
use layout::Layout;
use playhead::Playhead;
pub use rendition::Rendition;

/// A piece of sound, or why there is none.
pub type Piece = Result<Bytes, SpeechError>;

/// A track as one file in one format, whether its sound exists or not.
pub struct VirtualFile {
    track: Arc<Track>,
    rendition: Rendition,
    timeline: Timeline,
    layout: Layout,
}

impl VirtualFile {
    /// The file of `track` as far as its lengths are known now.
    pub fn new(track: Arc<Track>, rendition: Rendition) -> Self {
        let timeline = track.timeline();
        Self {
            layout: Layout::of(&track, rendition, &timeline),
            track,
            rendition,
            timeline,
        }
    }

    /// What is heard in it.
    pub fn track(&self) -> &Arc<Track> {
        &self.track
    }

    /// Its format.
    pub fn rendition(&self) -> Rendition {
        self.rendition
    }

    /// Its length in bytes, where every sentence's is known.
    pub fn length(&self) -> Option<u64> {
        self.timeline.exact.then(|| self.layout.size())
    }

    /// Bytes in `range` that come before any sound.
    pub fn head_in(&self, range: &Range<u64>) -> u64 {
        let head = self.layout.head().len() as u64;
        head.min(range.end).saturating_sub(range.start)
    }

    /// What names its bytes, and no others.
    pub fn tag(&self) -> Key {
        let encoding = self.rendition.encoding().name();
        let sound = self.track.sound_key();
        Key::of([sound.as_bytes(), encoding.as_bytes(), self.layout.head()])
    }

    /// The bytes in `range`, from the whole file where it is stored, otherwise made as they are
    /// read; dropped, the work on them stops.
    ///
    /// The range is half open; `u64::MAX` as its end is the end of the file. A range that begins
    /// behind the head needs a planned track, otherwise it is empty.
    pub async fn bytes(self, studio: Arc<Studio>, range: Range<u64>) -> BoxStream<'static, Piece> {
        let end = self.length().unwrap_or(u64::MAX).min(range.end);
        let range = range.start..end;
        match self.stored(&studio).await {
            Some(shelf) => {
                let key = self.tag();
                let stored = studio.store().file_bytes(shelf, key, range.clone());
                self.stored_then_made(studio, stored, range).boxed()
            }
            None => self.made(studio, range),
        }
    }

    /// Stores the whole file as one object, where all its sentences are stored and it is not.
    ///
    /// # Errors
    /// Where the store cannot be used.
    pub async fn keep(self, studio: &Arc<Studio>) -> Result<(), StoreError> {
        let Some((shelf, length)) = self.rendition.shelf().zip(self.length()) else {
            return Ok(());
        };
        if self.stored(studio).await.is_some() || !self.is_made(studio).await {
            return Ok(());
        }
        let (store, key) = (studio.store().clone(), self.tag());
        let bytes = self.made(Arc::clone(studio), 0..length);
        store.put_file(shelf, key, length, bytes).await
    }

    /// Where the whole file is stored; one of another length is dropped.
    async fn stored(&self, studio: &Studio) -> Option<Shelf> {
        let (shelf, length) = self.rendition.shelf().zip(self.length())?;
        let (store, key) = (studio.store(), self.tag());
        let size = store.file_size(shelf, key).await;
        match size.inspect_err(|cause| tracing::warn!(%cause, "a file could not be looked up")) {
            Ok(Some(size)) if size == length => Some(shelf),
            Ok(Some(_)) => {
                tracing::warn!(object.key = %key, "a stored file is damaged, it is made again");
                let dropped = store.drop_file(shelf, key).await;
                dropped
                    .inspect_err(|cause| tracing::warn!(%cause, "and it stays"))
                    .ok()?;
                None
            }
            Ok(None) | Err(_) => None,
        }
    }

    /// Whether every sentence is stored.
    async fn is_made(&self, studio: &Studio) -> bool {
        let encoding = self.rendition.encoding();
        for (index, time) in self.timeline.lines.iter().enumerate() {
            let prompt = self.track.prompt(studio, index, Priority::Rendering).await;
            let silent = time.start == time.end;
            let there = match prompt {
                Ok(prompt) => silent || studio.has(&prompt, encoding).await,
                Err(_) => false,
            };
            if !there {
                return false;
            }
        }
        true
    }

    /// The bytes of the stored file, and the rest from the sentences where it breaks off.
    fn stored_then_made(
        self,
        studio: Arc<Studio>,
        stored: impl Stream<Item = Bytes> + Send + 'static,
        range: Range<u64>,
    ) -> impl Stream<Item = Piece> + Send + 'static {
        let given = Arc::new(AtomicU64::new(0));
        let counted = {
            let given = Arc::clone(&given);
            stored.map(move |piece| {
                given.fetch_add(piece.len() as u64, Ordering::Relaxed);
                Ok(piece)
            })
        };
        let rest = stream::once(async move {
            let from = range.start + given.load(Ordering::Relaxed);
            self.made(studio, from..range.end.max(from))
        });
        counted.chain(rest.flatten())
    }

    /// The bytes in `range`, made as they are read.
    fn made(self, studio: Arc<Studio>, range: Range<u64>) -> BoxStream<'static, Piece> {
        let encoding = self.rendition.encoding();
        let wanted = self.layout.sound_of(&range);
        let sound = sound(studio, self.track, &self.timeline, encoding, &wanted);
        let bytes = self.layout.file(&range, sound);
        cut(bytes, range.end.saturating_sub(range.start)).boxed()
    }
}

/// The sound of a planned `track` between two moments, without anything of a file around it.
pub fn stretch(
    studio: Arc<Studio>,
    track: Arc<Track>,
    encoding: Encoding,
    beats: Range<Beats>,
) -> BoxStream<'static, Piece> {
    let bytes = encoding.bytes(beats.start)..encoding.bytes(beats.end);
    let timeline = track.timeline();
    let sound = sound(studio, track, &timeline, encoding, &bytes);
    cut(sound, bytes.end.saturating_sub(bytes.start)).boxed()
}

/// The sound of `track` from the beginning of `bytes` on; nothing where these are none, so that a
/// player who reads the head of a file alone has no sentence made.
fn sound(
    studio: Arc<Studio>,
    track: Arc<Track>,
    timeline: &Timeline,
    encoding: Encoding,
    bytes: &Range<u64>,
) -> BoxStream<'static, Piece> {
    let place = find(timeline, encoding, bytes.start).filter(|_| !bytes.is_empty());
    let Some(place) = place else {
        return stream::empty().boxed();
    };
    let takes = Playhead::new(studio, track, encoding, place, timeline).takes();
    let bytes = takes.enumerate().map(move |(n, take)| {
        let offset = if n == 0 { place.1 } else { 0 };
        take.map(|take| take.stream(offset))
    });
    bytes.try_flatten().boxed()
}

/// The sentence that holds the byte `at` of the sound, and the bytes of it that lie before; `None`
/// behind the end, and where the lengths up to there are not known.
fn find(timeline: &Timeline, encoding: Encoding, at: u64) -> Option<(usize, usize)> {
    if at == 0 {
        return Some((0, 0));
    }
    if at >= encoding.bytes(timeline.beats) {
        return None;
    }
    let behind = timeline
        .lines
        .partition_point(|line| encoding.bytes(line.offset) <= at);
    let index = behind.saturating_sub(1);
    let line = timeline.lines.get(index).filter(|line| line.exact)?;
    Some((index, (at - encoding.bytes(line.offset)) as usize))
}

/// The first `length` bytes of `bytes`.
fn cut(
    bytes: BoxStream<'static, Piece>,
    length: u64,
) -> impl Stream<Item = Piece> + Send + 'static {
    stream::unfold((bytes, length), |(mut bytes, left)| async move {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::track::LineTime;
    use crate::units::Samples;

    /// A sentence that begins at `offset`.
    fn line(offset: u64) -> LineTime {
        LineTime {
            offset: Beats(offset),
            start: Samples(0),
            end: Samples(0),
            exact: true,
        }
    }

    #[test]
    fn what_is_known_of_a_plan_can_be_heard_before_the_rest_is() {
        let mut lines = vec![line(0), line(2), line(5), line(9)];
        for line in &mut lines[2..] {
            line.exact = false;
        }
        let timeline = Timeline {
            lines,
            beats: Beats(12),
            exact: false,
        };
        let find = |beat| find(&timeline, Encoding::Mp3, Encoding::Mp3.bytes(Beats(beat)));
        assert_eq!((find(0), find(2)), (Some((0, 0)), Some((1, 0))));
        assert_eq!(
            (find(6), find(10)),
            (None, None),
            "nobody knows what lies there"
        );
    }

    #[test]
    fn a_byte_is_found_in_its_sentence() {
        let timeline = Timeline {
            // The second sentence has nothing to say and takes no time.
            lines: vec![line(0), line(2), line(2), line(3)],
            beats: Beats(4),
            exact: true,
        };
        let find = |at| find(&timeline, Encoding::Mp3, at);
        assert_eq!(find(0), Some((0, 0)));
        assert_eq!(find(1_439), Some((0, 1_439)));
        assert_eq!(find(1_440), Some((2, 0)));
        assert_eq!(find(2_879), Some((3, 719)));
        assert_eq!(find(2_880), None);
    }

    #[tokio::test]
    async fn a_range_ends_where_it_was_asked_to() {
        let pieces = ["abc", "def"].map(|text| Ok(Bytes::from(text)));
        let stream = stream::iter(pieces).boxed();
        let heard: Vec<_> = cut(stream, 4).collect().await;
        assert_eq!(heard, [Ok(Bytes::from("abc")), Ok(Bytes::from("d"))]);
    }
}
