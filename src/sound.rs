//! Sound: a voice's PCM becomes one segment of whole beats, at one rate and one loudness.
//!
//! Segments are encoded alone, start clean and join by concatenation: 24 kHz mono at a constant
//! bit rate, so that the byte offset of a sentence follows from its time. In MP3 a second is
//! 6,000 bytes.

mod beat;
mod encoding;
mod flac;
mod id3;
mod level;
mod loudness;
mod mp3;
mod ogg;
mod opus;
mod resample;
mod segment;
mod tags;
mod wav;

pub use beat::Beats;
pub use encoding::Encoding;
pub use flac::encode_flac;
pub use id3::{hls_timestamp, id3_tag};
pub use level::Gain;
pub use loudness::{LoudnessMeter, TARGET};
pub use mp3::ENCODER_DELAY;
pub use ogg::{OggOpus, serial};
pub use opus::Packets;
pub(crate) use resample::Resampler;
pub use segment::{SegmentEncoder, SegmentPcm, SegmentSpec};
pub use tags::{Chapter, Cover, LARGEST_COVER, Tags};
pub use wav::{WAV_HEADER, wav_header};

/// How long segments are for what is in them; part of the address of an article's plan.
pub const LAYOUT: &[u8] = b"beats of 120 ms, pause to the nearest";

/// Why sound could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// A library refused its parameters or ran out of memory.
    #[error("the sound could not be encoded: {0}")]
    Encoder(String),
    /// A picture that cannot be a cover.
    #[error("the cover {0}")]
    Cover(String),
}
