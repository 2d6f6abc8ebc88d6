//! Pace: how fast a sentence is spoken, as a part of the voice's own speed.

use serde::{Deserialize, Serialize};

/// How fast a sentence is spoken: 1 is the voice's own speed, 2 is twice as fast.
///
/// Kept in percent, so that equal paces have equal addresses. A voice speaks at it by itself
/// (phonemes are shortened unevenly, as people do), other than a player that plays faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f32")]
pub struct Pace(u16);

/// A pace that nobody could follow, or that no voice speaks at.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("a speed is from 0.5 to 3, not {0}")]
pub struct WrongPace(f32);

impl Pace {
    /// The voice's own speed.
    pub const NORMAL: Self = Self(100);

    /// The slowest: below it, vowels of neural voices break up.
    const SLOWEST: f32 = 0.5;
    /// The fastest that players offer as well; trained listeners follow it.
    const FASTEST: f32 = 3.0;

    /// The pace of `times` the voice's own speed, to the nearest percent.
    ///
    /// # Errors
    /// Where `times` is not from 0.5 to 3.
    pub fn new(times: f32) -> Result<Self, WrongPace> {
        if !(Self::SLOWEST..=Self::FASTEST).contains(&times) {
            return Err(WrongPace(times));
        }
        Ok(Self((times * 100.0).round() as u16))
    }

    /// How many times the voice's own speed it is.
    pub fn times(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// In percent of the voice's own speed.
    pub fn percent(self) -> u16 {
        self.0
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl TryFrom<f32> for Pace {
    type Error = WrongPace;

    fn try_from(times: f32) -> Result<Self, WrongPace> {
        Self::new(times)
    }
}

impl From<Pace> for f32 {
    fn from(pace: Pace) -> Self {
        pace.times()
    }
}

impl std::str::FromStr for Pace {
    type Err = WrongPace;

    fn from_str(text: &str) -> Result<Self, WrongPace> {
        Self::new(text.trim().parse().unwrap_or(f32::NAN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_followed_is_a_pace() {
        for (text, percent) in [
            ("1", 100),
            (" 1.5 ", 150),
            ("0.5", 50),
            ("3", 300),
            ("1.004", 100),
        ] {
            assert_eq!(text.parse().map(Pace::percent), Ok(percent), "{text}");
        }
        for wrong in ["0", "-1", "0.49", "3.1", "NaN", "inf", "fast", ""] {
            assert!(wrong.parse::<Pace>().is_err(), "{wrong}");
        }
    }
}
