//! Sample rate: a stream of samples at another rate, with the resampler's delay taken out.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _};

use super::SoundError;
use crate::units::{SampleRate, Samples};

/// Input samples a step: 40 ms at 22,050 Hz, small against the first slice of a sentence.
///
/// An even number that 147 divides: the filter's centre then falls on a sample, and the delay
/// that is taken out is exact for 22,050 and 44,100 Hz (441 was measured half a sample off).
const CHUNK: usize = 882;

/// Converts one stream of samples to another rate, piece by piece.
pub(crate) struct Resampler {
    /// `None` where the rates are the same.
    fft: Option<Fft<f32>>,
    from: SampleRate,
    to: SampleRate,
    /// Samples that wait for a whole chunk.
    waiting: Vec<f32>,
    /// Samples put in so far.
    taken: Samples,
    /// Samples of delay that are still to be dropped.
    delay: usize,
    /// Samples given out so far.
    given: Samples,
}

impl Resampler {
    /// The beginning of a stream.
    ///
    /// # Errors
    /// Where the library refuses the rates.
    pub(crate) fn new(from: SampleRate, to: SampleRate) -> Result<Self, SoundError> {
        let fft = (from != to)
            .then(|| Fft::new(from.0 as usize, to.0 as usize, CHUNK, 1, FixedSync::Both));
        let fft = fft
            .transpose()
            .map_err(|error| SoundError::Encoder(error.to_string()))?;
        Ok(Self {
            delay: fft.as_ref().map_or(0, Fft::output_delay),
            fft,
            from,
            to,
            waiting: Vec::new(),
            taken: Samples(0),
            given: Samples(0),
        })
    }

    /// Puts samples in and appends to `out` what became of them.
    ///
    /// # Errors
    /// Where the library fails.
    pub(crate) fn push(&mut self, pcm: &[f32], out: &mut Vec<f32>) -> Result<(), SoundError> {
        self.taken += Samples(pcm.len() as u64);
        self.feed(pcm, out)
    }

    /// Appends the rest: in all, [`Samples::resampled`] of what was put in.
    ///
    /// # Errors
    /// Where the library fails.
    pub(crate) fn finish(&mut self, out: &mut Vec<f32>) -> Result<(), SoundError> {
        let wanted = self.taken.resampled(self.from, self.to);
        let silence = [0.0; CHUNK];
        while self.given < wanted {
            self.feed(&silence, out)?;
        }
        let surplus = (self.given - wanted).0 as usize;
        out.truncate(out.len() - surplus);
        self.given = wanted;
        Ok(())
    }

    fn feed(&mut self, pcm: &[f32], out: &mut Vec<f32>) -> Result<(), SoundError> {
        let Some(fft) = &mut self.fft else {
            out.extend_from_slice(pcm);
            self.given += Samples(pcm.len() as u64);
            return Ok(());
        };
        let failed = |error: &dyn std::fmt::Display| SoundError::Encoder(error.to_string());
        self.waiting.extend_from_slice(pcm);
        let size = fft.input_frames_next();
        let mut read = 0;
        while let Some(chunk) = self.waiting.get(read..read + size) {
            let chunk = InterleavedSlice::new(chunk, 1, size).map_err(|error| failed(&error))?;
            let made = fft.process(&chunk, None).map_err(|error| failed(&error))?;
            let made = made.take_data();
            let dropped = self.delay.min(made.len());
            self.delay -= dropped;
            self.given += Samples((made.len() - dropped) as u64);
            out.extend_from_slice(&made[dropped..]);
            read += size;
        }
        self.waiting.drain(..read);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;

    use super::*;

    fn resampled(pcm: &[f32], rate: u32, piece: usize) -> Vec<f32> {
        let mut resampler = Resampler::new(SampleRate(rate), SampleRate::OUTPUT).unwrap();
        let mut out = Vec::new();
        for piece in pcm.chunks(piece) {
            resampler.push(piece, &mut out).unwrap();
        }
        resampler.finish(&mut out).unwrap();
        out
    }

    fn sine(rate: u32, hertz: f32, seconds: f32) -> Vec<f32> {
        let count = (rate as f32 * seconds) as usize;
        (0..count)
            .map(|n| (TAU * hertz * n as f32 / rate as f32).sin())
            .collect()
    }

    #[test]
    fn a_sine_keeps_its_place_and_height() {
        let out = resampled(&sine(22_050, 440.0, 0.5), 22_050, 1_000);
        let expected = sine(24_000, 440.0, 0.5);
        assert_eq!(out.len(), expected.len());
        // The first and last 40 ms see the silence around the sine.
        for n in 960..out.len() - 960 {
            assert!((out[n] - expected[n]).abs() < 2e-3, "sample {n}");
        }
    }

    #[test]
    fn the_result_does_not_depend_on_the_pieces() {
        let pcm = sine(22_050, 300.0, 0.2);
        assert_eq!(resampled(&pcm, 22_050, 7), resampled(&pcm, 22_050, 4_000));
    }

    #[test]
    fn the_same_rate_passes_through() {
        let pcm = sine(24_000, 300.0, 0.1);
        assert_eq!(resampled(&pcm, 24_000, 999), pcm);
    }
}
