//! WAV files, for those who edit or measure.

use std::io::{Seek, Write};

use super::SoundError;
use crate::units::SampleRate;

/// A 24 kHz, 16-bit mono WAV file that is being written.
pub struct Wav<W: Write + Seek> {
    writer: hound::WavWriter<W>,
}

impl<W: Write + Seek> Wav<W> {
    /// The beginning of a file that is written to `out`.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: W) -> Result<Self, SoundError> {
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: SampleRate::OUTPUT.0,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let writer = hound::WavWriter::new(out, spec).map_err(failed)?;
        Ok(Self { writer })
    }

    /// Appends samples.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn push(&mut self, pcm: &[i16]) -> Result<(), SoundError> {
        pcm.iter()
            .try_for_each(|&sample| self.writer.write_sample(sample))
            .map_err(failed)
    }

    /// Writes the lengths into the header.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn finish(self) -> Result<(), SoundError> {
        self.writer.finalize().map_err(failed)
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err takes"
)]
fn failed(error: hound::Error) -> SoundError {
    SoundError::Encoder(error.to_string())
}
