//! Vocoders of made-up weights.

use super::super::read::{RawStage, Shape};
use crate::speech::piper::kernel::RawUp;
use crate::speech::piper::kernel::testing::{Numbers, loudness};

/// What a made-up vocoder is made of.
pub(in super::super) struct MadeUp {
    /// Of the latent, of the first convolution, then of each stage.
    pub(in super::super) channels: &'static [usize],
    /// Stride and kernel of each stage.
    pub(in super::super) ups: &'static [(usize, usize)],
    /// Taps and the dilations of the steps, the blocks of every stage.
    pub(in super::super) blocks: &'static [(usize, &'static [usize])],
    /// Whether a step has a second convolution, of dilation one.
    pub(in super::super) pairs: bool,
}

impl Numbers {
    fn up(&mut self, shape: [usize; 3], stride: usize) -> RawUp {
        let [inputs, outputs, kernel] = shape;
        RawUp {
            shape,
            weights: self.some(
                inputs * outputs * kernel,
                loudness(inputs * kernel / stride),
            ),
            bias: self.some(outputs, 0.2),
            stride,
            padding: (kernel - stride) / 2,
            slope: Some(0.1),
        }
    }
}

/// The vocoder with weights of this seed.
pub(in super::super) fn shape(made_up: &MadeUp, seed: u64) -> Shape {
    let mut numbers = Numbers(seed);
    let channels = made_up.channels;
    let pre = numbers.conv([channels[1], channels[0], 7], 1, None);
    let mut stages = Vec::new();
    for (stage, (stride, kernel)) in made_up.ups.iter().enumerate() {
        let (from, to) = (channels[stage + 1], channels[stage + 2]);
        let up = numbers.up([from, to, *kernel], *stride);
        let blocks = made_up.blocks.iter().map(|(taps, dilations)| {
            let step = |dilation: &usize| {
                let mut conv = |dilation| numbers.conv([to, to, *taps], dilation, Some(0.1));
                let first = conv(*dilation);
                if made_up.pairs {
                    vec![first, conv(1)]
                } else {
                    vec![first]
                }
            };
            dilations.iter().map(step).collect()
        });
        let blocks: Vec<_> = blocks.collect();
        stages.push(RawStage {
            up,
            divisor: (blocks.len() > 1).then_some(blocks.len() as f32),
            blocks,
        });
    }
    let last = channels[channels.len() - 1];
    let mut post = numbers.conv([1, last, 7], 1, Some(0.01));
    post.bias.clear();
    Shape {
        input: "latent".to_owned(),
        pre,
        stages,
        post,
    }
}

/// A latent of this seed, a row a channel.
pub(in super::super) fn latent(channels: usize, frames: usize, seed: u64) -> Vec<f32> {
    Numbers(seed).some(channels * frames, 1.0)
}
