//! Shape: whatever channels and rate a server sends as 24 kHz mono without silence at its ends.

use std::ops::ControlFlow;

use super::decode::Wrong;
use crate::sound::Resampler;
use crate::units::{SampleRate, Samples};

/// What is softer is silence: −54 dBFS, above the noise of models and encoders and some 20 dB
/// below the softest consonant of speech at a usual level.
const SILENCE: f32 = 0.002;
/// Silence that stays at either end: 20 ms, so that a soft onset is not cut.
const MARGIN: usize = 480;
/// The rates that sound is sent at.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=192_000;

/// Takes what becomes of the samples.
pub(super) type Out<'a> = dyn FnMut(Vec<f32>) -> ControlFlow<()> + 'a;

/// Brings one stream of samples into shape, piece by piece.
pub(super) struct Shaper<'a> {
    resampler: Option<(SampleRate, Resampler)>,
    trimmer: Trimmer,
    /// Samples at 24 kHz that came so far, and how many may.
    came: usize,
    limit: Samples,
    out: &'a mut Out<'a>,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(limit: Samples, out: &'a mut Out<'a>) -> Self {
        Self {
            resampler: None,
            trimmer: Trimmer::default(),
            came: 0,
            limit,
            out,
        }
    }

    /// Takes samples whose channels stand side by side.
    pub(super) fn push(
        &mut self,
        interleaved: &[f32],
        channels: usize,
        rate: SampleRate,
    ) -> Result<(), Wrong> {
        let mut pcm = Vec::with_capacity(interleaved.len());
        if self.resampler.as_ref().is_none_or(|(of, _)| *of != rate) {
            // Joined files need not have one rate: the sound so far is brought to its end.
            self.end_of_rate(&mut pcm)?;
            if !RATES.contains(&rate.0) {
                return Err(Wrong::Undecodable(format!(
                    "it has {} samples a second",
                    rate.0
                )));
            }
            let resampler = Resampler::new(rate, SampleRate::OUTPUT)?;
            self.resampler = Some((rate, resampler));
        }
        let channels = channels.max(1);
        let mono: Vec<f32> = interleaved
            .chunks_exact(channels)
            .map(|frame| frame.iter().sum::<f32>() / channels as f32)
            .collect();
        if let Some((_, resampler)) = &mut self.resampler {
            resampler.push(&mono, &mut pcm)?;
        }
        self.give(&pcm)
    }

    /// Gives the rest.
    pub(super) fn finish(mut self) -> Result<(), Wrong> {
        let mut pcm = Vec::new();
        self.end_of_rate(&mut pcm)?;
        self.give(&pcm)?;
        match (self.came, self.trimmer.sounding) {
            (0, _) => Err(Wrong::Empty),
            (_, false) => Err(Wrong::Silent),
            _ => Ok(()),
        }
    }

    fn end_of_rate(&mut self, pcm: &mut Vec<f32>) -> Result<(), Wrong> {
        if let Some((_, mut resampler)) = self.resampler.take() {
            resampler.finish(pcm)?;
        }
        Ok(())
    }

    fn give(&mut self, pcm: &[f32]) -> Result<(), Wrong> {
        self.came += pcm.len();
        if self.came as u64 > self.limit.0 {
            return Err(Wrong::Endless);
        }
        let heard = self.trimmer.push(pcm);
        if !heard.is_empty() && (self.out)(heard).is_break() {
            return Err(Wrong::Cancelled);
        }
        Ok(())
    }
}

/// Leaves out silence at the beginning, and holds it back until sound follows.
#[derive(Default)]
struct Trimmer {
    /// Whether any sound came.
    sounding: bool,
    /// Silence since the last sound that was not given.
    held: Vec<f32>,
    /// Silence since the last sound that was given.
    margin: usize,
}

impl Trimmer {
    /// What of the samples, and of those held back, is heard now.
    fn push(&mut self, pcm: &[f32]) -> Vec<f32> {
        let is_sound = |sample: &f32| sample.abs() >= SILENCE;
        // Behind the last sound there is only silence.
        let end = pcm.iter().rposition(is_sound).map_or(0, |last| last + 1);
        let mut heard = Vec::new();
        if end > 0 {
            heard.append(&mut self.held);
            heard.extend_from_slice(&pcm[..end]);
            if !self.sounding {
                let first = heard.iter().position(is_sound).unwrap_or_default();
                heard.drain(..first.saturating_sub(MARGIN));
            }
            (self.sounding, self.margin) = (true, 0);
        }
        let silence = &pcm[end..];
        let given = (MARGIN - self.margin).min(silence.len());
        if self.sounding {
            heard.extend_from_slice(&silence[..given]);
            self.margin += given;
            self.held.extend_from_slice(&silence[given..]);
        } else {
            self.held.extend_from_slice(silence);
            // Only what may stand before the first sound is needed.
            let surplus = self.held.len().saturating_sub(MARGIN);
            self.held.drain(..surplus);
        }
        heard
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn trimmed(pcm: &[f32], piece: usize) -> Vec<f32> {
        let mut trimmer = Trimmer::default();
        pcm.chunks(piece)
            .flat_map(|piece| trimmer.push(piece))
            .collect()
    }

    #[test]
    fn silence_goes_at_the_ends_and_stays_inside() {
        let (silence, sound) = (vec![0.0001; 2_000], vec![0.1; 300]);
        let pcm = [&silence[..], &sound, &silence, &sound, &silence].concat();
        let heard = trimmed(&pcm, 7);
        assert_eq!(heard.len(), 480 + 300 + 2_000 + 300 + 480);
        assert_eq!(heard, pcm[2_000 - 480..][..heard.len()]);
    }

    #[test]
    fn silence_alone_gives_nothing() {
        assert!(trimmed(&vec![0.0; 5_000], 100).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_heard_does_not_depend_on_the_pieces(
            runs in prop::collection::vec((any::<bool>(), 1..1_500_usize), 0..8),
            piece in 1..2_000_usize,
        ) {
            let run = |(loud, length)| vec![if loud { 0.5 } else { 0.0 }; length];
            let pcm: Vec<f32> = runs.into_iter().flat_map(run).collect();
            prop_assert_eq!(trimmed(&pcm, piece), trimmed(&pcm, usize::MAX));
        }
    }
}
