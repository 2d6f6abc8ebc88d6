//! Sound: a voice's PCM becomes one MP3 segment of whole frames, at one rate and one loudness.
//!
//! Segments are encoded alone, start clean and join by concatenation: 24 kHz mono at a constant
//! 48 kbit/s, so that a frame is 576 samples, 24 ms and 144 bytes, and the byte offset of a
//! sentence is its time multiplied by 6,000 bytes a second.

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

pub use flac::encode_flac;
pub use id3::{hls_timestamp, id3_tag};
pub use level::Gain;
pub use loudness::{LoudnessMeter, TARGET};
pub use mp3::{ENCODER, ENCODER_DELAY, Frames};
pub use ogg::{OggOpus, serial};
pub use opus::{OPUS_DELAY, OPUS_ENCODER, Opus, Packets};
pub(crate) use resample::Resampler;
pub use segment::{SegmentEncoder, SegmentPcm, SegmentSpec};
pub use tags::{Chapter, Cover, Tags};
pub use wav::Wav;

/// Why sound could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// A library refused its parameters or ran out of memory.
    #[error("the sound could not be encoded: {0}")]
    Encoder(String),
}
