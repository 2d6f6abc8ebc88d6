//! Text encoders of made-up weights.

use super::super::read::{RawDurations, RawLayer, RawNear, RawSeparable, RawStack, Shape};
use super::super::spline;
use crate::speech::piper::kernel::testing::{Numbers, loudness};
use crate::speech::piper::kernel::{RawConv, RawDepthwise, RawNorm};

/// Symbols that a made-up model knows.
pub(super) const SYMBOLS: usize = 40;

/// What a made-up model is made of.
pub(in super::super) struct MadeUp {
    pub(in super::super) heads: usize,
    /// Channels of one head.
    pub(in super::super) size: usize,
    /// Distances that something is said of.
    pub(in super::super) near: usize,
    /// Channels of the network behind the attention, and its taps.
    pub(in super::super) wide: usize,
    pub(in super::super) taps: usize,
    pub(in super::super) layers: usize,
    /// Steps of the durations.
    pub(in super::super) flows: usize,
}

/// The model with weights of this seed.
pub(in super::super) fn shape(made_up: &MadeUp, seed: u64) -> Shape {
    let mut numbers = Numbers(seed);
    let channels = made_up.heads * made_up.size;
    let flows = (0..made_up.flows).map(|_| stack(&mut numbers, channels, 1, spline::SIZE));
    let flows = flows.collect();
    Shape {
        channels,
        table: numbers.some(SYMBOLS * channels, loudness(channels)),
        layers: (0..made_up.layers)
            .map(|_| layer(made_up, &mut numbers))
            .collect(),
        ends: numbers.conv([2 * channels, channels, 1], 1, None),
        durations: RawDurations {
            condition: stack(&mut numbers, channels, channels, channels),
            flows,
            shift: [0.1, 0.9],
            scale: [0.7, 3.0],
        },
    }
}

fn layer(made_up: &MadeUp, numbers: &mut Numbers) -> RawLayer {
    let MadeUp {
        size,
        near,
        wide,
        taps,
        ..
    } = *made_up;
    let channels = made_up.heads * size;
    RawLayer {
        attention: std::array::from_fn(|_| numbers.conv([channels, channels, 1], 1, None)),
        near: std::array::from_fn(|_| RawNear {
            count: near,
            size,
            values: numbers.some(near * size, 0.5),
        }),
        norms: norms(numbers, channels),
        wide: numbers.conv([wide, channels, taps], 1, None),
        narrow: numbers.conv([channels, wide, taps], 1, Some(0.0)),
    }
}

fn stack(numbers: &mut Numbers, channels: usize, inputs: usize, outputs: usize) -> RawStack {
    let separable = |numbers: &mut Numbers, at: u32| RawSeparable {
        deep: RawDepthwise {
            taps: 3,
            weights: numbers.some(3 * channels, 0.6),
            bias: numbers.some(channels, 0.2),
            dilation: 3usize.pow(at),
        },
        mix: numbers.conv([channels, channels, 1], 1, None),
        norms: norms(numbers, channels),
    };
    RawStack {
        pre: numbers.conv([channels, inputs, 1], 1, None),
        layers: (0..3).map(|at| separable(numbers, at)).collect(),
        post: RawConv {
            bias: numbers.some(outputs, 2.0),
            ..numbers.conv([outputs, channels, 1], 1, None)
        },
    }
}

fn norms(numbers: &mut Numbers, channels: usize) -> [RawNorm; 2] {
    std::array::from_fn(|_| RawNorm {
        scale: numbers
            .some(channels, 0.5)
            .iter()
            .map(|it| it + 1.0)
            .collect(),
        shift: numbers.some(channels, 0.3),
    })
}
