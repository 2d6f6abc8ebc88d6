//! The layout of a track's file: where its sound lies in its bytes.

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt as _};

use super::{Piece, Rendition, head};
use crate::sound::{self, OggOpus, Packets};
use crate::speech::SpeechError;
use crate::track::{Timeline, Track};

/// Where the sound lies in a file.
#[derive(Debug, Clone)]
pub(super) enum Layout {
    /// Behind a head, segment behind segment.
    Plain {
        /// What stands in front.
        head: Bytes,
        /// Bytes of sound.
        sound: u64,
    },
    /// In pages.
    Ogg(Arc<OggOpus>),
}

impl Layout {
    /// The layout of the file of `track`; all of it follows from what is known before any sound.
    pub(super) fn of(track: &Track, rendition: Rendition, timeline: &Timeline) -> Self {
        let sound = rendition.encoding().bytes(timeline.beats);
        let head = match rendition {
            // A stream whose end is not known has no times to tell either.
            Rendition::Mp3 if !timeline.exact => Bytes::new(),
            Rendition::Mp3 => {
                let tag = sound::id3_tag(&head::tags(track, timeline));
                let tag = tag.inspect_err(|cause| tracing::warn!(%cause, "a file has no tag"));
                tag.unwrap_or_default().into()
            }
            Rendition::Wav => sound::wav_header(timeline.exact.then_some(sound)).into(),
            Rendition::Opus => {
                let packets = Packets::in_bytes(sound);
                let serial = sound::serial(track.key().as_bytes());
                let tags = head::tags(track, timeline);
                return Self::Ogg(Arc::new(OggOpus::new(packets, &tags, serial)));
            }
        };
        Self::Plain { head, sound }
    }

    /// Bytes of the whole file.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::Plain { head, sound } => head.len() as u64 + sound,
            Self::Ogg(ogg) => ogg.size(),
        }
    }

    /// What stands before the sound.
    pub(super) fn head(&self) -> &[u8] {
        match self {
            Self::Plain { head, .. } => head,
            Self::Ogg(ogg) => ogg.head(),
        }
    }

    /// The bytes of the sound that have to be made for those of the file in `range`.
    pub(super) fn sound_of(&self, range: &Range<u64>) -> Range<u64> {
        match self {
            Self::Plain { head, .. } => {
                let head = head.len() as u64;
                range.start.saturating_sub(head)..range.end.saturating_sub(head)
            }
            Self::Ogg(ogg) => {
                let packets = ogg.packets_of(range);
                Packets(packets.start).bytes()..Packets(packets.end).bytes()
            }
        }
    }

    /// The bytes of the file in `range`, of the `sound` that [`Self::sound_of`] names.
    pub(super) fn file(
        &self,
        range: &Range<u64>,
        sound: BoxStream<'static, Piece>,
    ) -> BoxStream<'static, Piece> {
        match self {
            Self::Plain { head, .. } => {
                let begin = head.slice(range.start.min(head.len() as u64) as usize..);
                let begin = Some(begin).filter(|begin| !begin.is_empty());
                stream::iter(begin.map(Ok)).chain(sound).boxed()
            }
            Self::Ogg(ogg) => {
                let head = ogg.head().len() as u64;
                let begin = ogg.head().get(range.start.min(head) as usize..);
                let begin = begin.map(Bytes::copy_from_slice);
                let begin = begin.filter(|begin| !begin.is_empty());
                let paged = paged(Arc::clone(ogg), range.clone(), sound);
                stream::iter(begin.map(Ok)).chain(paged).boxed()
            }
        }
    }
}

/// Packets on their way into pages.
struct Pages {
    ogg: Arc<OggOpus>,
    sound: BoxStream<'static, Piece>,
    /// Those that are still to come.
    numbers: Range<u64>,
    /// Packets that wait until their page is full.
    waiting: Vec<u8>,
    /// Bytes of the first page that nobody asked for.
    skipped: usize,
}

/// The pages of `sound` that `range` touches; the first one from where the range begins.
fn paged(
    ogg: Arc<OggOpus>,
    range: Range<u64>,
    sound: BoxStream<'static, Piece>,
) -> impl stream::Stream<Item = Piece> + Send + 'static {
    let numbers = ogg.pages_of(&range);
    let pages = Pages {
        skipped: range.start.saturating_sub(ogg.byte_of(numbers.start)) as usize,
        numbers,
        ogg,
        sound,
        waiting: Vec::new(),
    };
    stream::unfold(Some(pages), |pages| async {
        let mut pages = pages?;
        match pages.next().await? {
            Ok(page) => Some((Ok(page), Some(pages))),
            Err(error) => Some((Err(error), None)),
        }
    })
}

impl Pages {
    async fn next(&mut self) -> Option<Piece> {
        let number = self.numbers.next()?;
        let packets = self.ogg.packets_in(number);
        let wanted = Packets(packets.end - packets.start).bytes() as usize;
        while self.waiting.len() < wanted {
            match self.sound.next().await? {
                Ok(piece) => self.waiting.extend_from_slice(&piece),
                Err(error) => return Some(Err(error)),
            }
        }
        let packets: Vec<u8> = self.waiting.drain(..wanted).collect();
        let Some(page) = self.ogg.page(number, &packets) else {
            let error = SpeechError::Broken(format!("page {number} does not fit its file"));
            return Some(Err(error));
        };
        let skipped = std::mem::take(&mut self.skipped).min(page.len());
        Some(Ok(Bytes::from(page).slice(skipped..)))
    }
}
