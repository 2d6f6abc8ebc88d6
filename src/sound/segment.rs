//! A segment: the MP3 frames of one sentence with the pause behind it.

use std::time::Duration;

use super::mp3::{ENCODER_DELAY, Frames, Mp3};
use super::resample::Resampler;
use super::{Gain, SoundError};
use crate::units::{SampleRate, Samples};

/// What decides a segment besides the speech in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SegmentSpec {
    /// The rate of the speech.
    pub rate: SampleRate,
    /// What brings the voice to the common loudness.
    pub gain: Gain,
    /// The silence behind the speech.
    pub pause: Duration,
}

impl SegmentSpec {
    /// The frames of a segment that holds `speech`, counted at the speech's own rate.
    ///
    /// Known before there is any sound; a segment always has exactly so many.
    pub fn frames(&self, speech: Samples) -> Frames {
        self.frames_of(speech.resampled(self.rate, SampleRate::OUTPUT))
    }

    /// The frames of a segment that holds `speech`, counted at 24 kHz.
    ///
    /// The pause is never shorter than the encoder's delay, so that the delayed end of the
    /// speech still falls into the segment.
    fn frames_of(&self, speech: Samples) -> Frames {
        let pause = Samples::of(self.pause, SampleRate::OUTPUT).max(ENCODER_DELAY);
        Frames::holding(speech + pause)
    }
}

/// Brings speech to the common rate and loudness, and adds the pause.
pub struct SegmentPcm {
    spec: SegmentSpec,
    resampler: Resampler,
    given: Samples,
}

impl SegmentPcm {
    /// The beginning of a segment.
    ///
    /// # Errors
    /// Where the resampler refuses the rate.
    pub fn new(spec: SegmentSpec) -> Result<Self, SoundError> {
        Ok(Self {
            spec,
            resampler: Resampler::new(spec.rate, SampleRate::OUTPUT)?,
            given: Samples(0),
        })
    }

    /// Takes a piece of speech; returns what is ready of it, 16 bit at 24 kHz.
    ///
    /// # Errors
    /// Where the resampler fails.
    pub fn push(&mut self, speech: &[f32]) -> Result<Vec<i16>, SoundError> {
        let mut pcm = Vec::new();
        self.resampler.push(speech, &mut pcm)?;
        Ok(self.level(&pcm))
    }

    /// The rest and the pause; in all, the samples of [`SegmentSpec::frames`].
    ///
    /// # Errors
    /// Where the resampler fails.
    pub fn finish(mut self) -> Result<Vec<i16>, SoundError> {
        let mut pcm = Vec::new();
        self.resampler.finish(&mut pcm)?;
        let mut levelled = self.level(&pcm);
        let missing = self.spec.frames_of(self.given).samples() - self.given;
        levelled.resize(levelled.len() + missing.0 as usize, 0);
        Ok(levelled)
    }

    fn level(&mut self, pcm: &[f32]) -> Vec<i16> {
        self.given += Samples(pcm.len() as u64);
        pcm.iter().map(|&s| self.spec.gain.apply(s)).collect()
    }
}

/// Turns speech into the bytes of a segment while it is being spoken.
pub struct SegmentEncoder {
    pcm: SegmentPcm,
    mp3: Mp3,
}

impl SegmentEncoder {
    /// An encoder for one segment.
    ///
    /// # Errors
    /// Where a library refuses the rate or has no memory.
    pub fn new(spec: SegmentSpec) -> Result<Self, SoundError> {
        Ok(Self {
            pcm: SegmentPcm::new(spec)?,
            mp3: Mp3::new()?,
        })
    }

    /// Takes a piece of speech; returns the bytes that are ready, often none.
    ///
    /// # Errors
    /// Where a library fails.
    pub fn push(&mut self, speech: &[f32]) -> Result<Vec<u8>, SoundError> {
        let mut out = Vec::new();
        self.mp3.push(&self.pcm.push(speech)?, &mut out)?;
        Ok(out)
    }

    /// The rest of the segment's bytes; in all they are [`SegmentSpec::frames`].
    ///
    /// # Errors
    /// Where a library fails.
    pub fn finish(mut self) -> Result<Vec<u8>, SoundError> {
        let mut out = Vec::new();
        self.mp3.push(&self.pcm.finish()?, &mut out)?;
        self.mp3.finish(&mut out)?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hear::decode;

    const SPEC: SegmentSpec = SegmentSpec {
        rate: SampleRate(22_050),
        gain: Gain::UNITY,
        pause: Duration::from_millis(300),
    };

    fn segment(speech: &[f32], piece: usize) -> Vec<u8> {
        let mut encoder = SegmentEncoder::new(SPEC).unwrap();
        let mut bytes = Vec::new();
        for piece in speech.chunks(piece) {
            bytes.extend(encoder.push(piece).unwrap());
        }
        bytes.extend(encoder.finish().unwrap());
        bytes
    }

    fn buzz(samples: usize) -> Vec<f32> {
        (0..samples)
            .map(|n| (n % 50) as f32 / 100.0 - 0.25)
            .collect()
    }

    #[test]
    fn a_segment_has_the_frames_that_were_foretold() {
        for samples in [1, 575, 576, 577, 22_050, 30_001] {
            let bytes = segment(&buzz(samples), 1_000);
            let foretold = SPEC.frames(Samples(samples as u64));
            assert_eq!(bytes.len() as u64, foretold.bytes(), "{samples} samples");
        }
    }

    #[test]
    fn the_bytes_do_not_depend_on_the_pieces() {
        let speech = buzz(20_000);
        assert_eq!(segment(&speech, 333), segment(&speech, 20_000));
    }

    #[test]
    fn joined_segments_decode_to_the_sum_of_their_frames() {
        let (one, two) = (segment(&buzz(9_000), 999), segment(&buzz(15_000), 999));
        let frames = Frames::in_bytes((one.len() + two.len()) as u64);
        let pcm = decode([one, two].concat(), "mp3");
        assert_eq!(pcm.len() as u64, frames.samples().0);
    }

    #[test]
    fn a_click_is_heard_after_the_encoder_delay() {
        let mut speech = vec![0.0; 11_025];
        speech[5_512] = 0.9;
        let pcm = decode(segment(&speech, 11_025), "mp3");
        let loudest = (0..pcm.len()).max_by(|&a, &b| pcm[a].abs().total_cmp(&pcm[b].abs()));
        let expected = 6_000 + ENCODER_DELAY.0 as usize;
        let offset = loudest.unwrap().abs_diff(expected);
        assert!(offset <= 2, "{offset} samples off");
    }

    #[test]
    fn the_pause_is_silent() {
        let bytes = segment(&buzz(22_050), 22_050);
        let pcm = decode(bytes, "mp3");
        let speech_end = 24_000 + ENCODER_DELAY.0 as usize;
        let pause = &pcm[speech_end + 576..];
        assert!(pause.len() > 4_000);
        assert!(pause.iter().all(|sample| sample.abs() < 0.003));
    }
}
