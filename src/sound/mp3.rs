//! MP3 frames from PCM, by LAME at a constant bit rate.

use mp3lame_encoder::{Bitrate, Builder, Encoder, FlushNoGap, Mode, MonoPcm, Quality};

use super::SoundError;
use crate::units::{SampleRate, Samples};

/// How much later a sample is heard than it was put in: LAME's 576 and the decoder's 529 samples.
///
/// Measured by a test that decodes a click.
pub const ENCODER_DELAY: Samples = Samples(576 + 529);

/// Samples in a frame of MPEG-2 layer III.
const FRAME_SAMPLES: u64 = 576;
/// Bytes in a frame: 48,000 bit/s × 576 samples ÷ 24,000 Hz ÷ 8.
const FRAME_BYTES: u64 = 144;

/// An encoder for one segment.
pub(super) struct Mp3 {
    encoder: Encoder,
    /// Samples put in so far.
    taken: Samples,
    /// Bytes given out so far.
    given: u64,
}

impl Mp3 {
    /// A new encoder, whose first frame needs nothing before it.
    pub(super) fn new() -> Result<Self, SoundError> {
        Ok(Self {
            encoder: build().map_err(|error| SoundError::Encoder(error.to_string()))?,
            taken: Samples(0),
            given: 0,
        })
    }

    /// Puts samples in and appends to `out` what became of them.
    pub(super) fn push(&mut self, pcm: &[i16], out: &mut Vec<u8>) -> Result<(), SoundError> {
        self.taken += Samples(pcm.len() as u64);
        out.reserve(mp3lame_encoder::max_required_buffer_size(pcm.len()));
        let written = self
            .encoder
            .encode_to_vec(MonoPcm(pcm), out)
            .map_err(|error| SoundError::Encoder(error.to_string()))?;
        self.given += written as u64;
        Ok(())
    }

    /// Appends the rest, so that as many whole frames have been given out as were put in.
    ///
    /// LAME looks ahead: what was put in last comes out with later frames. Silence pushes it
    /// out; the frames beyond, which hold only silence, are dropped.
    pub(super) fn finish(mut self, out: &mut Vec<u8>) -> Result<(), SoundError> {
        let frames = self.taken.0.div_ceil(FRAME_SAMPLES);
        let wanted = out.len() as u64 + frames * FRAME_BYTES - self.given;
        let silence = [0; 2 * FRAME_SAMPLES as usize];
        self.push(&silence, out)?;
        out.reserve(7200); // LAME's own figure for a flush
        self.encoder
            .flush_to_vec::<FlushNoGap>(out)
            .map_err(|error| SoundError::Encoder(error.to_string()))?;
        if (out.len() as u64) < wanted {
            return Err(SoundError::Encoder("LAME gave too few frames".into()));
        }
        out.truncate(wanted as usize);
        Ok(())
    }
}

fn build() -> Result<Encoder, mp3lame_encoder::BuildError> {
    let mut builder = Builder::new().ok_or(mp3lame_encoder::BuildError::NoMem)?;
    builder.set_num_channels(1)?;
    builder.set_mode(Mode::Mono)?;
    builder.set_sample_rate(SampleRate::OUTPUT.0)?;
    builder.set_output_sample_rate(std::num::NonZeroU32::new(SampleRate::OUTPUT.0))?;
    builder.set_brate(Bitrate::Kbps48)?;
    // LAME's own choice for a constant rate. Beside 2 ("near best") it takes two thirds of the time and loses
    // nothing that PESQ hears (docs/PERFORMANCE.md); 5 does lose something of a voice rich in high sounds.
    builder.set_quality(Quality::VeryNice)?;
    // A Xing header would give the length of one segment as that of the whole file.
    builder.set_to_write_vbr_tag(false)?;
    builder.build()
}
