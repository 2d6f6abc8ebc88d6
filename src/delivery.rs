//! Delivery: a track as one file, whose bytes are made while they are listened to.
//!
//! The file is virtual: a head, and behind it the segments of the sentences, one behind the other.
//! When every sentence is planned, so is every byte's place, and any range can be served.

mod head;
mod playhead;
mod rendition;

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};

use crate::sound::Encoding;
use crate::speech::SpeechError;
use crate::store::Key;
use crate::studio::Studio;
use crate::track::{Timeline, Track};
use playhead::Playhead;
pub use rendition::Rendition;

/// A piece of sound, or why there is none.
pub type Piece = Result<Bytes, SpeechError>;

/// A track as one file in one format, whether its sound exists or not.
pub struct VirtualFile {
    track: Arc<Track>,
    rendition: Rendition,
    timeline: Timeline,
    /// What stands before the first segment.
    head: Bytes,
}

impl VirtualFile {
    /// The file of `track` as far as its lengths are known now.
    pub fn new(track: Arc<Track>, rendition: Rendition) -> Self {
        let timeline = track.timeline();
        Self {
            head: head::of(&track, rendition, &timeline),
            track,
            rendition,
            timeline,
        }
    }

    /// Its length in bytes, where every sentence's is known.
    pub fn length(&self) -> Option<u64> {
        let sound = self.rendition.encoding().bytes(self.timeline.beats);
        let exact = self.timeline.exact;
        exact.then_some(self.head.len() as u64 + sound)
    }

    /// What names its bytes, and no others.
    pub fn tag(&self) -> Key {
        let encoding = self.rendition.encoding().name();
        let sound = self.track.sound_key();
        Key::of([sound.as_bytes(), encoding.as_bytes(), &self.head])
    }

    /// The bytes in `range`, made as they are read; dropped, the work on them stops.
    ///
    /// The range is half open; `u64::MAX` as its end is the end of the file. A range that begins
    /// behind the head needs a planned track, otherwise it is empty.
    pub fn bytes(self, studio: Arc<Studio>, range: Range<u64>) -> BoxStream<'static, Piece> {
        let length = range.end.saturating_sub(range.start);
        let head = self.head.len() as u64;
        let begin = self.head.slice(range.start.min(head) as usize..);
        let encoding = self.rendition.encoding();
        let sound = match find(&self.timeline, encoding, range.start.saturating_sub(head)) {
            // A player that reads the head alone does not want the sound behind it.
            Some(_) if length <= begin.len() as u64 => stream::empty().boxed(),
            Some(place) => sound(studio, self.track, encoding, place),
            None => stream::empty().boxed(),
        };
        let begin = Some(begin).filter(|begin| !begin.is_empty());
        let bytes = stream::iter(begin.map(Ok)).chain(sound);
        cut(bytes.boxed(), length).boxed()
    }
}

/// The sound of `track` from the byte of the sentence on that `place` says.
fn sound(
    studio: Arc<Studio>,
    track: Arc<Track>,
    encoding: Encoding,
    place: (usize, usize),
) -> BoxStream<'static, Piece> {
    let (first, skipped) = place;
    let takes = Playhead::new(studio, track, encoding, first).takes();
    let bytes = takes.enumerate().map(move |(n, take)| {
        let offset = if n == 0 { skipped } else { 0 };
        take.map(|take| take.stream(offset))
    });
    bytes.try_flatten().boxed()
}

/// The sentence that holds the byte `at` of the sound, and the bytes of it that lie before.
fn find(timeline: &Timeline, encoding: Encoding, at: u64) -> Option<(usize, usize)> {
    if at == 0 {
        return Some((0, 0));
    }
    if !timeline.exact || at >= encoding.bytes(timeline.beats) {
        return None;
    }
    let behind = timeline
        .lines
        .partition_point(|line| encoding.bytes(line.offset) <= at);
    let index = behind.saturating_sub(1);
    let line = timeline.lines.get(index)?;
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
    use crate::sound::Beats;
    use crate::track::LineTime;
    use crate::units::Samples;

    #[test]
    fn a_byte_is_found_in_its_sentence() {
        let line = |offset| LineTime {
            offset: Beats(offset),
            start: Samples(0),
            end: Samples(0),
            exact: true,
        };
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
