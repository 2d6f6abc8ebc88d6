//! The noise of a sentence: normally distributed, the same for the same symbols everywhere.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

/// Which of the two noises of a sentence.
#[derive(Clone, Copy)]
pub(super) enum Noise {
    /// Varies the durations.
    Durations,
    /// Varies the sound.
    Latent,
}

impl Noise {
    /// `count` values of mean 0 and deviation 1, seeded by the symbols of the sentence.
    pub(super) fn values(self, ids: &[i32], count: usize) -> Vec<f32> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(match self {
            Self::Durations => b"durations",
            Self::Latent => b"latent",
        });
        for id in ids {
            hasher.update(&id.to_le_bytes());
        }
        let random = ChaCha8Rng::from_seed(*hasher.finalize().as_bytes());
        StandardNormal.sample_iter(random).take(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_symbols_have_the_same_noise() {
        let ids = [1, 0, 14, 0, 2];
        assert_eq!(
            Noise::Latent.values(&ids, 100),
            Noise::Latent.values(&ids, 100)
        );
        assert_ne!(
            Noise::Latent.values(&ids, 100),
            Noise::Durations.values(&ids, 100)
        );
        assert_ne!(
            Noise::Latent.values(&ids, 100),
            Noise::Latent.values(&ids[1..], 100)
        );
    }

    #[test]
    fn the_noise_is_standard_normal() {
        let values = Noise::Latent.values(&[7], 20_000);
        let mean = values.iter().sum::<f32>() / 20_000.0;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / 20_000.0;
        assert!(mean.abs() < 0.03, "mean {mean}");
        assert!((variance - 1.0).abs() < 0.05, "variance {variance}");
    }
}
