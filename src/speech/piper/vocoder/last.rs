//! The last convolution: from all channels to one, then the hyperbolic tangent.

use pulp::{Arch, Simd};

use super::super::kernel::RawConv;
use super::super::kernel::curves::tanh;
use super::super::kernel::line::{Group, LANES, Line, Span, groups};
use super::super::kernel::simd::{self, Job, activate};

/// A convolution to a single channel, bounded to −1 … 1.
pub(super) struct Last {
    slope: Option<f32>,
    taps: usize,
    dilation: usize,
    bias: f32,
    /// `[tap][input plane]`, the channels of a plane side by side.
    weights: Vec<Group>,
}

impl Last {
    /// The convolution of one output channel.
    pub(super) fn new(raw: &RawConv) -> Self {
        let [_, inputs, taps] = raw.shape;
        let planes = groups(inputs);
        let mut weights = vec![Group::ZERO; taps * planes];
        for tap in 0..taps {
            for input in 0..inputs {
                weights[tap * planes + input / LANES].0[input % LANES] = raw.weight(0, input, tap);
            }
        }
        Self {
            slope: raw.slope,
            taps,
            dilation: raw.dilation,
            bias: raw.bias.first().copied().unwrap_or_default(),
            weights,
        }
    }

    /// The positions of the input that the samples in `span` are made of.
    pub(super) fn reach(&self, span: Span) -> Span {
        let side = ((self.taps - 1) / 2 * self.dilation) as isize;
        span.start - side..span.end + side
    }

    /// Adds the samples of a span, all inside the sound.
    pub(super) fn run(
        &self,
        arch: Arch,
        input: &Line,
        span: Span,
        active: &mut Vec<Group>,
        samples: &mut Vec<f32>,
    ) {
        if span.is_empty() {
            return;
        }
        let job = Sums {
            last: self,
            input,
            span,
            active,
            samples,
        };
        simd::dispatch(arch, job);
    }
}

struct Sums<'a> {
    last: &'a Last,
    input: &'a Line,
    span: Span,
    active: &'a mut Vec<Group>,
    samples: &'a mut Vec<f32>,
}

impl Job for Sums<'_> {
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S) {
        let Self { last, input, .. } = self;
        let seen = last.reach(self.span.clone());
        let stride = (seen.end - seen.start) as usize;
        activate::<S, VECTORS>(simd, input, seen, last.slope, self.active);
        let planes = input.planes();
        let begin = self.samples.len();
        for row in 0..(self.span.end - self.span.start) as usize {
            let mut sums = [simd.splat_f32s(0.0); VECTORS];
            for (at, weights) in last.weights.iter().enumerate() {
                let (tap, plane) = (at / planes, at % planes);
                let input = &self.active[plane * stride + tap * last.dilation + row];
                let input = simd::load::<S, VECTORS>(simd, input);
                let weights = simd::load::<S, VECTORS>(simd, weights);
                for vector in 0..VECTORS {
                    sums[vector] = simd.mul_add_f32s(input[vector], weights[vector], sums[vector]);
                }
            }
            let mut group = Group::ZERO;
            simd::store::<S, VECTORS>(simd, &mut group, sums);
            self.samples.push(last.bias + total(group));
        }
        bound::<S, VECTORS>(simd, &mut self.samples[begin..]);
    }
}

/// Bends the samples by the tangent, 16 at a time.
#[inline(always)]
fn bound<S: Simd, const VECTORS: usize>(simd: S, samples: &mut [f32]) {
    for samples in samples.chunks_mut(LANES) {
        let mut group = Group::ZERO;
        group.0[..samples.len()].copy_from_slice(samples);
        let mut values = simd::load::<S, VECTORS>(simd, &group);
        for value in &mut values {
            *value = tanh(simd, *value);
        }
        simd::store::<S, VECTORS>(simd, &mut group, values);
        samples.copy_from_slice(&group.0[..samples.len()]);
    }
}

/// The sum of the 16 values, in one order whatever the vectors: the halves added, four times.
#[inline(always)]
fn total(group: Group) -> f32 {
    let mut values = group.0;
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            values[lane] += values[lane + half];
        }
    }
    values[0]
}
