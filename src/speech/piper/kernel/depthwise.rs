//! A convolution of each channel by itself.

use pulp::{Arch, Simd};

use super::conv::bias;
use super::line::{Group, LANES, Line, Span, groups};
use super::simd::{self, Job, load, store};

/// A convolution of each channel by itself, as the graph has it.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct RawDepthwise {
    pub(in super::super) taps: usize,
    /// For each channel its taps.
    pub(in super::super) weights: Vec<f32>,
    /// One for each channel, or none.
    pub(in super::super) bias: Vec<f32>,
    pub(in super::super) dilation: usize,
}

/// The same as the kernel reads it.
pub(in super::super) struct Depthwise {
    /// `[plane][tap]`.
    weights: Vec<Vec<Group>>,
    bias: Vec<Group>,
    dilation: usize,
}

impl Depthwise {
    /// The convolution with its weights laid out for the kernel.
    pub(in super::super) fn new(raw: &RawDepthwise) -> Self {
        let channels = raw.weights.len() / raw.taps;
        let mut weights = vec![vec![Group::ZERO; raw.taps]; groups(channels)];
        for (channel, taps) in raw.weights.chunks_exact(raw.taps).enumerate() {
            for (group, weight) in weights[channel / LANES].iter_mut().zip(taps) {
                group.0[channel % LANES] = *weight;
            }
        }
        Self {
            weights,
            bias: bias(&raw.bias, channels),
            dilation: raw.dilation,
        }
    }

    /// Positions seen on either side of an output.
    pub(in super::super) fn margin(&self) -> isize {
        let taps = self.weights.first().map_or(1, Vec::len);
        (taps / 2 * self.dilation) as isize
    }

    /// Computes the outputs in `span`.
    pub(in super::super) fn run(&self, arch: Arch, input: &Line, output: &mut Line, span: &Span) {
        let (conv, span) = (self, span.clone());
        let job = Channels {
            conv,
            input,
            output,
            span,
        };
        simd::dispatch(arch, job);
    }
}

struct Channels<'a> {
    conv: &'a Depthwise,
    input: &'a Line,
    output: &'a mut Line,
    span: Span,
}

impl Job for Channels<'_> {
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S) {
        let Self {
            conv,
            input,
            output,
            span,
        } = self;
        let first = input.index(span.start - conv.margin());
        let outs = output.index(span.start)..output.index(span.end);
        for (plane, (taps, bias)) in conv.weights.iter().zip(&conv.bias).enumerate() {
            let values = &input.plane(plane)[first..];
            let outs = &mut output.plane_mut(plane)[outs.clone()];
            for (row, out) in outs.iter_mut().enumerate() {
                let mut sums = load::<S, VECTORS>(simd, bias);
                for (tap, weights) in taps.iter().enumerate() {
                    let weights = load::<S, VECTORS>(simd, weights);
                    let seen = load::<S, VECTORS>(simd, &values[row + tap * conv.dilation]);
                    for vector in 0..VECTORS {
                        sums[vector] =
                            simd.mul_add_f32s(seen[vector], weights[vector], sums[vector]);
                    }
                }
                store::<S, VECTORS>(simd, out, sums);
            }
        }
    }
}
