//! Level: one loudness for all voices, without a peak above full scale.

/// How much a voice is raised or lowered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gain(f32);

/// Where the soft limit begins, 0.7 or −3 dBFS: below it the sound is not touched.
const KNEE: f32 = 0.7;
/// What no sample exceeds, −1 dBFS, which leaves MP3 decoders room for their overshoot.
const CEILING: f32 = 0.891;

impl Gain {
    /// No change.
    pub const UNITY: Self = Self(1.0);

    /// The gain of `decibels`.
    pub fn of_decibels(decibels: f32) -> Self {
        // Of a library and not of the system, so that all machines agree on every bit.
        Self(libm::powf(10.0, decibels / 20.0))
    }

    /// The sample at the common loudness, as 16-bit PCM.
    ///
    /// Above −3 dBFS it is bent towards −1 dBFS by a curve that joins without a corner. The curve
    /// has no memory, so a sentence's samples do not depend on its neighbours.
    pub(super) fn apply(self, sample: f32) -> i16 {
        let raised = sample * self.0;
        let height = raised.abs();
        let room = CEILING - KNEE;
        let limited = if height <= KNEE {
            height
        } else {
            KNEE + room * libm::tanhf((height - KNEE) / room)
        };
        (limited.copysign(raised) * f32::from(i16::MAX)).round() as i16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_samples_are_only_scaled() {
        let gain = Gain::of_decibels(20.0);
        assert_eq!(gain.apply(0.05), 16_384);
        assert_eq!(gain.apply(-0.05), -16_384);
    }

    #[test]
    fn loud_samples_stay_under_the_ceiling_and_in_order() {
        let gain = Gain::of_decibels(0.0);
        let heights: Vec<i16> = (0..200).map(|n| gain.apply(n as f32 / 100.0)).collect();
        assert!(heights.is_sorted());
        assert!(f32::from(heights[199]) <= CEILING * f32::from(i16::MAX) + 1.0);
    }

    #[test]
    fn what_is_not_a_number_is_silent() {
        assert_eq!(Gain::of_decibels(0.0).apply(f32::NAN), 0);
    }
}
