//! A segment: the sound of one sentence with the pause behind it.

use std::time::Duration;

use super::encoding::Encoder;
use super::resample::Resampler;
use super::{Beats, ENCODER_DELAY, Encoding, Gain, SoundError};
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
    /// How long a segment is that holds `speech`, counted at the speech's own rate.
    ///
    /// Known before there is any sound; a segment always has exactly so many beats.
    pub fn beats(&self, speech: Samples) -> Beats {
        self.beats_of(speech.resampled(self.rate, SampleRate::OUTPUT))
    }

    /// How long a segment is that holds `speech`, counted at 24 kHz.
    ///
    /// The pause is at most half a beat longer or shorter than asked for, which nobody hears, and
    /// never shorter than the encoder's delay, so that the delayed end of the speech still falls
    /// into the segment.
    fn beats_of(&self, speech: Samples) -> Beats {
        let pause = Samples::of(self.pause, SampleRate::OUTPUT);
        Beats::nearest(speech + pause).max(Beats::holding(speech + ENCODER_DELAY))
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

    /// The rest and the pause; in all, the samples of [`SegmentSpec::beats`].
    ///
    /// # Errors
    /// Where the resampler fails.
    pub fn finish(mut self) -> Result<Vec<i16>, SoundError> {
        let mut pcm = Vec::new();
        self.resampler.finish(&mut pcm)?;
        let mut levelled = self.level(&pcm);
        let missing = self.spec.beats_of(self.given).samples() - self.given;
        levelled.resize(levelled.len() + missing.0 as usize, 0);
        Ok(levelled)
    }

    fn level(&mut self, pcm: &[f32]) -> Vec<i16> {
        self.given += Samples(pcm.len() as u64);
        pcm.iter().map(|&s| self.spec.gain.apply(s)).collect()
    }
}

/// Turns the samples of a segment into its bytes while it is being spoken.
pub struct SegmentEncoder(Encoder);

impl SegmentEncoder {
    /// An encoder for one segment.
    ///
    /// # Errors
    /// Where a library has no memory.
    pub fn new(encoding: Encoding) -> Result<Self, SoundError> {
        Encoder::new(encoding).map(Self)
    }

    /// Takes samples of [`SegmentPcm`]; returns the bytes that are ready, often none.
    ///
    /// # Errors
    /// Where a library fails.
    pub fn push(&mut self, pcm: &[i16]) -> Result<Vec<u8>, SoundError> {
        let mut out = Vec::new();
        self.0.push(pcm, &mut out)?;
        Ok(out)
    }

    /// The rest of the segment's bytes; in all they are those of [`SegmentSpec::beats`].
    ///
    /// # Errors
    /// Where a library fails.
    pub fn finish(self) -> Result<Vec<u8>, SoundError> {
        let mut out = Vec::new();
        self.0.finish(&mut out)?;
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
        encoded(speech, piece, Encoding::Mp3)
    }

    fn encoded(speech: &[f32], piece: usize, encoding: Encoding) -> Vec<u8> {
        let mut pcm = SegmentPcm::new(SPEC).unwrap();
        let mut encoder = SegmentEncoder::new(encoding).unwrap();
        let mut bytes = Vec::new();
        for piece in speech.chunks(piece) {
            bytes.extend(encoder.push(&pcm.push(piece).unwrap()).unwrap());
        }
        bytes.extend(encoder.push(&pcm.finish().unwrap()).unwrap());
        bytes.extend(encoder.finish().unwrap());
        bytes
    }

    fn buzz(samples: usize) -> Vec<f32> {
        (0..samples)
            .map(|n| (n % 50) as f32 / 100.0 - 0.25)
            .collect()
    }

    #[test]
    fn a_segment_has_the_beats_that_were_foretold() {
        for encoding in Encoding::ALL {
            for samples in [1, 575, 576, 577, 22_050, 30_001] {
                let bytes = encoded(&buzz(samples), 1_000, encoding).len() as u64;
                let foretold = SPEC.beats(Samples(samples as u64));
                assert_eq!(bytes, encoding.bytes(foretold), "{samples} samples");
                assert_eq!(encoding.beats(bytes), foretold);
            }
        }
    }

    #[test]
    fn the_pause_is_as_asked_to_half_a_beat_and_holds_the_delay() {
        for samples in (1..40_000).step_by(997) {
            for (pause, least) in [
                (0, ENCODER_DELAY.0),
                (300, 7_200 - 1_440),
                (1_000, 24_000 - 1_440),
            ] {
                let pause = Duration::from_millis(pause);
                let spec = SegmentSpec { pause, ..SPEC };
                let speech = Samples(samples).resampled(SPEC.rate, SampleRate::OUTPUT);
                let silence = (spec.beats(Samples(samples)).samples() - speech).0;
                assert!(
                    (least..least + 2_880).contains(&silence),
                    "{samples}: {silence}"
                );
            }
        }
    }

    #[test]
    fn the_bytes_do_not_depend_on_the_pieces() {
        let speech = buzz(20_000);
        assert_eq!(segment(&speech, 333), segment(&speech, 20_000));
    }

    #[test]
    fn joined_segments_decode_to_the_sum_of_their_beats() {
        let (one, two) = (segment(&buzz(9_000), 999), segment(&buzz(15_000), 999));
        let beats = Encoding::Mp3.beats((one.len() + two.len()) as u64);
        let pcm = decode([one, two].concat(), "mp3");
        assert_eq!(pcm.len() as u64, beats.samples().0);
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
    fn a_click_is_in_the_same_place_in_every_encoding() {
        let mut speech = vec![0.0; 11_025];
        speech[5_512] = 0.9;
        let pcm = encoded(&speech, 11_025, Encoding::Pcm);
        let samples = pcm
            .as_chunks::<2>()
            .0
            .iter()
            .map(|it| i16::from_le_bytes(*it));
        let loudest = samples
            .enumerate()
            .max_by_key(|(_, sample)| sample.unsigned_abs());
        let expected = 6_000 + ENCODER_DELAY.0 as usize;
        assert!(loudest.unwrap().0.abs_diff(expected) <= 2);
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
