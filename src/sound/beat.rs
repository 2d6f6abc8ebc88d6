//! The beat: the unit in which sentences are long.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use crate::units::{SampleRate, Samples};

/// A number of beats of 120 ms.
///
/// A beat is the shortest time that is a whole number of MP3 frames (5 of 24 ms) and of Opus
/// packets (6 of 20 ms): a sentence that is some beats long begins and ends with a frame in every
/// encoding, and one timeline is true of all of them.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Beats(pub u64);

impl Beats {
    /// Samples in a beat, at 24 kHz.
    pub(super) const SAMPLES: u64 = 2_880;

    /// As many beats as it takes to hold `samples` at 24 kHz.
    pub fn holding(samples: Samples) -> Self {
        Self(samples.0.div_ceil(Self::SAMPLES))
    }

    /// The number of beats whose length is nearest to that of `samples` at 24 kHz.
    pub fn nearest(samples: Samples) -> Self {
        Self((samples.0 + Self::SAMPLES / 2) / Self::SAMPLES)
    }

    /// The samples that these beats last, at 24 kHz.
    pub fn samples(self) -> Samples {
        Samples(self.0 * Self::SAMPLES)
    }

    /// The time that they take, in seconds.
    pub fn seconds(self) -> f64 {
        self.samples().seconds(SampleRate::OUTPUT)
    }
}

impl Add for Beats {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Beats {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Beats {
    fn sum<I: Iterator<Item = Self>>(beats: I) -> Self {
        beats.fold(Self(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_held_by_beats_or_is_nearest_to_some() {
        for (samples, holding, nearest) in [
            (0, 0, 0),
            (1, 1, 0),
            (1_439, 1, 0),
            (1_440, 1, 1),
            (2_880, 1, 1),
            (2_881, 2, 1),
            (24_000, 9, 8),
        ] {
            assert_eq!(Beats::holding(Samples(samples)), Beats(holding));
            assert_eq!(Beats::nearest(Samples(samples)), Beats(nearest));
        }
        assert!((Beats(25).seconds() - 3.0).abs() < 1e-9);
    }
}
