//! Loudness: how loud a voice is to the ear, so that all are brought to one.

use ebur128::{EbuR128, Mode};

use crate::units::SampleRate;

/// What every voice is brought to, in LUFS: the Audio Engineering Society's recommendation for
/// speech in streams (TD1008).
pub const TARGET: f64 = -18.0;

/// The most that a voice is raised: what needs more than this is silence with noise in it.
const MOST: f64 = 30.0;

/// Measures the integrated loudness (EBU R128, gated) of a mono stream.
pub struct LoudnessMeter(Option<EbuR128>);

impl LoudnessMeter {
    /// A meter for samples at `rate`.
    pub fn new(rate: SampleRate) -> Self {
        Self(EbuR128::new(1, rate.0, Mode::I).ok())
    }

    /// Takes samples.
    pub fn push(&mut self, pcm: &[f32]) {
        if let Some(meter) = &mut self.0 {
            // Only a wrong number of channels is refused, and there is one.
            let _ = meter.add_frames_f32(pcm);
        }
    }

    /// The decibels that bring what was measured to [`TARGET`], to the tenth; `None` where
    /// nothing was heard.
    pub fn gain_db(&self) -> Option<f32> {
        let loudness = self.0.as_ref()?.loudness_global().ok()?;
        // Mono is heard from two loudspeakers as from one, so it counts once (ITU-R BS.1770).
        let gain = TARGET - loudness;
        let heard = loudness.is_finite() && gain <= MOST;
        heard.then(|| ((gain * 10.0).round() / 10.0) as f32)
    }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;

    use super::*;

    fn gain_of(height: f32) -> Option<f32> {
        let rate = SampleRate(24_000);
        let mut meter = LoudnessMeter::new(rate);
        let sine = |n: u32| height * (TAU * 997.0 * n as f32 / 24_000.0).sin();
        let pcm: Vec<f32> = (0..5 * rate.0).map(sine).collect();
        meter.push(&pcm);
        meter.gain_db()
    }

    #[test]
    fn a_sine_of_997_hertz_is_as_loud_as_the_recommendation_says() {
        // ITU-R BS.1770: full scale in one channel measures -3.01 LUFS.
        assert_eq!(gain_of(1.0), Some(-15.0));
        assert_eq!(gain_of(0.1), Some(5.0));
    }

    #[test]
    fn silence_has_no_gain() {
        assert_eq!(gain_of(0.0), None);
        assert_eq!(gain_of(1e-4), None);
    }
}
