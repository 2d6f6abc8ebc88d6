//! The prior: what the flow begins with, each symbol's mean and deviation repeated for its
//! frames, with noise.
//!
//! The graph does the same by a matrix product of symbols with frames, which grows with the
//! square of the sentence; here it is a copy.

use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::frames::LatentFrames;
use super::graph::{Encoded, Latent};

/// The prior of a sentence: `mean + noise × exp(deviation) × scale` in each frame.
///
/// `noise` has a value for each channel of each frame, a channel's values in a row; where it is
/// too short there is none.
pub(super) fn prior(
    encoded: &Encoded,
    durations: &[LatentFrames],
    noise: Vec<f32>,
    scale: f32,
) -> Latent {
    let channels = encoded.mean.size(1);
    let frames: usize = durations.iter().copied().sum::<LatentFrames>().0;
    let mut values = noise;
    values.resize(channels * frames, 0.0);
    if frames > 0 {
        for (channel, row) in values.chunks_exact_mut(frames).enumerate() {
            let mut row = row.iter_mut();
            for (symbol, length) in durations.iter().enumerate() {
                let mean = encoded.mean[[0, channel, symbol]];
                // Of a library and not of the system, so that all machines agree.
                let deviation = libm::expf(encoded.deviation[[0, channel, symbol]]);
                for value in row.by_ref().take(length.0) {
                    *value = mean + *value * deviation * scale;
                }
            }
        }
    }
    NdTensor::from_data([1, channels, frames], values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_symbol_is_repeated_for_its_frames() {
        let encoded = Encoded {
            mean: NdTensor::from_data([1, 2, 3], vec![1.0, 2.0, 3.0, 10.0, 20.0, 30.0]),
            deviation: NdTensor::from_data([1, 2, 3], vec![0.0; 6]),
        };
        let frames = [2, 0, 1].map(LatentFrames);
        let noise = vec![0.0, 1.0, 2.0, 0.0, 0.0, 4.0];
        let prior = prior(&encoded, &frames, noise, 0.5);
        assert_eq!(prior.shape(), [1, 2, 3]);
        assert_eq!(prior.to_vec(), [1.0, 1.5, 4.0, 10.0, 10.0, 32.0]);
    }
}
