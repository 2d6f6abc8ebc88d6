//! The head of a track's file: what stands before the first sentence.

use bytes::Bytes;

use super::Rendition;
use crate::sound::{self, Encoding};
use crate::track::{Timeline, Track};

/// The head of the file of `track`; its length follows from what is known before any sound.
pub(super) fn of(_track: &Track, rendition: Rendition, timeline: &Timeline) -> Bytes {
    match rendition {
        Rendition::Mp3 => Bytes::new(),
        Rendition::Wav => {
            let bytes = Encoding::Pcm.bytes(timeline.beats);
            sound::wav_header(timeline.exact.then_some(bytes)).into()
        }
    }
}
