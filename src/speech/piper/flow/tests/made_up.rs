//! Flows of made-up weights.

use super::super::read::{RawCoupling, RawLayer, Shape};
use crate::speech::piper::kernel::RawConv;
use crate::speech::piper::kernel::testing::Numbers;

/// What a made-up flow is made of.
pub(in super::super) struct MadeUp {
    /// Channels of both halves; the couplings read them in turns.
    pub(in super::super) halves: (usize, usize),
    /// Channels of the wave nets.
    pub(in super::super) hidden: usize,
    /// Taps and dilation of each of their layers.
    pub(in super::super) layers: &'static [(usize, usize)],
    pub(in super::super) couplings: usize,
    pub(in super::super) biased: bool,
}

impl MadeUp {
    pub(in super::super) fn channels(&self) -> usize {
        self.halves.0 + self.halves.1
    }

    fn coupling(&self, (reads, changes): (usize, usize), numbers: &mut Numbers) -> RawCoupling {
        let hidden = self.hidden;
        let mut conv = |shape, dilation| {
            let mut raw: RawConv = numbers.conv(shape, dilation, None);
            if !self.biased {
                raw.bias.clear();
            }
            raw
        };
        let layer = |(at, (taps, dilation)): (usize, &(usize, usize))| {
            let ends = if at + 1 == self.layers.len() { 1 } else { 2 };
            RawLayer {
                gates: conv([2 * hidden, hidden, *taps], *dilation),
                ends: conv([ends * hidden, hidden, 1], 1),
            }
        };
        let layers = self.layers.iter().enumerate().map(layer).collect();
        RawCoupling {
            reads: Vec::new(),
            changes: Vec::new(),
            layers,
            pre: conv([hidden, reads, 1], 1),
            post: conv([changes, hidden, 1], 1),
        }
    }
}

/// The flow with weights of this seed; the channels are turned around before each coupling.
pub(in super::super) fn shape(made_up: &MadeUp, seed: u64) -> Shape {
    let mut numbers = Numbers(seed);
    let channels = made_up.channels();
    let mut order: Vec<usize> = (0..channels).collect();
    let mut couplings = Vec::new();
    for at in 0..made_up.couplings {
        order.reverse();
        let (a, b) = made_up.halves;
        let (reads, changes) = if at % 2 == 0 { (a, b) } else { (b, a) };
        let mut coupling = made_up.coupling((reads, changes), &mut numbers);
        coupling.reads = order[..reads].to_vec();
        coupling.changes = order[reads..].to_vec();
        couplings.push(coupling);
    }
    Shape {
        channels,
        couplings,
        order,
    }
}

/// A prior of this seed, a row a channel.
pub(in super::super) fn prior(made_up: &MadeUp, frames: usize, seed: u64) -> Vec<f32> {
    Numbers(seed).some(made_up.channels() * frames, 2.0)
}
