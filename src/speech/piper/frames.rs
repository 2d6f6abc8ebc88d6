//! Frames: the steps in which a neural voice counts time.

use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::units::Samples;

/// A number of latent frames, each the same number of samples at the voice's rate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LatentFrames(pub(super) usize);

impl LatentFrames {
    /// The samples that these frames become at `hop` samples a frame.
    pub(super) fn samples(self, hop: usize) -> Samples {
        Samples((self.0 * hop) as u64)
    }

    /// The difference, or zero.
    pub(super) fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for LatentFrames {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for LatentFrames {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for LatentFrames {
    fn sum<I: Iterator<Item = Self>>(frames: I) -> Self {
        frames.fold(Self(0), Add::add)
    }
}
