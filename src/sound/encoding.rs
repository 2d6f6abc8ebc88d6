//! The encodings of a segment: the same samples in other bytes, each at a constant rate.

use super::mp3::Mp3;
use super::opus::{OPUS_ENCODER, Opus, Packets};
use super::{Beats, ENCODER_DELAY, SoundError};

/// How the samples of a segment become bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// MPEG-2 layer III at 48 kbit/s, what every browser plays.
    Mp3,
    /// Opus at 24 kbit/s, packet behind packet, for half the bytes.
    Opus,
    /// 16-bit samples, little-endian: for those who edit or measure.
    Pcm,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mp3, Self::Opus, Self::Pcm];

    /// What decides the bytes besides the samples; part of a segment's content address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3 lame 3.100 cbr 48k mono q3 v2",
            Self::Opus => OPUS_ENCODER,
            Self::Pcm => "s16le v1",
        }
    }

    /// Bytes of one beat.
    const fn beat(self) -> u64 {
        match self {
            // 48,000 bit/s for 0.12 s
            Self::Mp3 => 720,
            Self::Opus => 6 * Packets::BYTES,
            Self::Pcm => 2 * Beats::SAMPLES,
        }
    }

    /// The bytes of a segment that is so long.
    pub fn bytes(self, beats: Beats) -> u64 {
        beats.0 * self.beat()
    }

    /// How long a segment of so many bytes is.
    pub fn beats(self, bytes: u64) -> Beats {
        Beats(bytes / self.beat())
    }
}

/// An encoder for one segment, that starts clean.
pub(super) enum Encoder {
    Mp3(Mp3),
    Opus(Box<Opus>),
    /// Samples that are held back: the end of every segment is silent.
    Pcm(Vec<i16>),
}

impl Encoder {
    /// An encoder into `encoding`.
    pub(super) fn new(encoding: Encoding) -> Result<Self, SoundError> {
        Ok(match encoding {
            Encoding::Mp3 => Self::Mp3(Mp3::new()?),
            Encoding::Opus => Self::Opus(Box::new(Opus::new()?)),
            // As late as MP3 is heard, so that one timeline is true of both.
            Encoding::Pcm => Self::Pcm(vec![0; ENCODER_DELAY.0 as usize]),
        })
    }

    /// Puts samples in and appends to `out` what became of them.
    pub(super) fn push(&mut self, pcm: &[i16], out: &mut Vec<u8>) -> Result<(), SoundError> {
        match self {
            Self::Mp3(mp3) => mp3.push(pcm, out),
            Self::Opus(opus) => opus.push(pcm, out),
            Self::Pcm(held) => {
                held.extend_from_slice(pcm);
                let ready = held.len() - ENCODER_DELAY.0 as usize;
                out.extend(held.drain(..ready).flat_map(i16::to_le_bytes));
                Ok(())
            }
        }
    }

    /// Appends the rest, so that as many samples have been given out as were put in.
    pub(super) fn finish(self, out: &mut Vec<u8>) -> Result<(), SoundError> {
        match self {
            Self::Mp3(mp3) => mp3.finish(out),
            Self::Opus(opus) => opus.finish(out),
            Self::Pcm(_) => Ok(()),
        }
    }
}
