//! Counts and offsets that carry their unit, so that two of them cannot be mixed up.
//!
//! A *sample* is one mono PCM value. A *frame* is one MP3 frame, 576 samples at 24 kHz.
//! A *byte* offset counts UTF-8 bytes of a block's text; a *UTF-16* offset counts the
//! code units that JavaScript counts.

use std::ops::{Add, AddAssign, Range, Sub};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A sample rate in Hz, at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SampleRate(pub u32);

impl SampleRate {
    /// The rate of everything that is delivered: 24,000 Hz.
    ///
    /// At this rate an MP3 frame of 48 kbit/s is exactly 144 bytes, without padding.
    pub const OUTPUT: Self = Self(24_000);
}

/// A number of mono PCM samples; the rate is the owner's.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Samples(pub u64);

impl Samples {
    /// The number of whole samples nearest to `duration` at `rate`.
    pub fn of(duration: Duration, rate: SampleRate) -> Self {
        let nanos = duration.as_nanos() * u128::from(rate.0);
        Self(((nanos + 500_000_000) / 1_000_000_000) as u64)
    }

    /// The time that these samples take at `rate`, in seconds.
    pub fn seconds(self, rate: SampleRate) -> f64 {
        self.0 as f64 / f64::from(rate.0)
    }

    /// The number of samples that the same sound has at another rate, rounded up.
    #[must_use]
    pub fn resampled(self, from: SampleRate, to: SampleRate) -> Self {
        let scaled = u128::from(self.0) * u128::from(to.0);
        Self(scaled.div_ceil(u128::from(from.0)) as u64)
    }

    /// The difference, or zero where `other` is larger.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for Samples {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Samples {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Samples {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// A range of UTF-8 byte offsets, half open, `start <= end`.
///
/// The text it indexes is named by the owner; both ends are character boundaries of it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ByteRange {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl ByteRange {
    /// The range from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "byte range {start}..{end} runs backwards");
        Self { start, end }
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The stretch of `text` that the range names.
    ///
    /// Returns an empty string where the range does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same stretch counted in UTF-16 code units of `text`.
    pub fn utf16_in(self, text: &str) -> Utf16Range {
        let units = |part: &str| part.encode_utf16().count();
        let from = units(text.get(..self.start).unwrap_or_default());
        let to = from + units(self.of(text));
        Utf16Range { from, to }
    }
}

impl From<Range<usize>> for ByteRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A range of UTF-16 code units, half open, as JavaScript's `slice` takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utf16Range {
    /// Offset of the first code unit.
    pub from: usize,
    /// Offset behind the last code unit.
    pub to: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_become_the_nearest_sample() {
        let half = Samples::of(Duration::from_millis(500), SampleRate::OUTPUT);
        assert_eq!(half, Samples(12_000));
        let odd = Samples::of(Duration::from_micros(10), SampleRate(44_100));
        assert_eq!(odd, Samples(0));
    }

    #[test]
    fn resampled_length_is_rounded_up() {
        let native = Samples(22_051);
        assert_eq!(
            native.resampled(SampleRate(22_050), SampleRate::OUTPUT),
            Samples(24_002)
        );
    }

    #[test]
    fn utf16_offsets_count_surrogates_twice() {
        let text = "a😀é b";
        let range = ByteRange::new(text.find('é').unwrap(), text.len());
        assert_eq!(range.utf16_in(text), Utf16Range { from: 3, to: 6 });
    }
}
