//! A transposed convolution: for each phase of its stride an ordinary convolution of a few taps.

use pulp::{Arch, Simd};

use super::super::kernel::RawUp;
use super::super::kernel::conv::{Scratch, bias};
use super::super::kernel::line::{Group, LANES, Line, Span, groups};
use super::super::kernel::simd::{self, Job, Source, activate, panel};

/// A transposed convolution that makes `stride` times as many positions.
pub(super) struct Up {
    slope: Option<f32>,
    stride: usize,
    padding: usize,
    /// Taps of every phase.
    taps: usize,
    bias: Vec<Group>,
    /// `[phase][output plane][tap][input plane][16 input channels]`.
    weights: Vec<[Group; LANES]>,
}

impl Up {
    /// The transposed convolution with its weights sorted by phase.
    pub(super) fn new(raw: &RawUp) -> Self {
        let [inputs, outputs, kernel] = raw.shape;
        let taps = kernel.div_ceil(raw.stride);
        let (planes, panels) = (groups(inputs), groups(outputs));
        let mut weights = vec![[Group::ZERO; LANES]; raw.stride * panels * taps * planes];
        for input in 0..inputs {
            for output in 0..outputs {
                for at in 0..kernel {
                    // The oldest input comes first, so a later place in the kernel is an earlier tap.
                    let (phase, tap) = (at % raw.stride, taps - 1 - at / raw.stride);
                    let panel = phase * panels + output / LANES;
                    let block = (panel * taps + tap) * planes + input / LANES;
                    weights[block][input % LANES].0[output % LANES] = raw.weight(input, output, at);
                }
            }
        }
        Self {
            slope: raw.slope,
            stride: raw.stride,
            padding: raw.padding,
            taps,
            bias: bias(&raw.bias, outputs),
            weights,
        }
    }

    /// The positions of the input that the outputs in `span` are made of.
    pub(super) fn reach(&self, span: Span) -> Span {
        let newest = self.newest(span);
        newest.start - (self.taps as isize - 1)..newest.end
    }

    /// The newest inputs of the outputs in `span`.
    fn newest(&self, span: Span) -> Span {
        let (stride, padding) = (self.stride as isize, self.padding as isize);
        let of = |output: isize| (output + padding).div_euclid(stride);
        of(span.start)..of(span.end - 1) + 1
    }

    /// Computes the outputs of a span, all inside the sound.
    pub(super) fn run(
        &self,
        arch: Arch,
        input: &Line,
        output: &mut Line,
        span: Span,
        scratch: &mut Scratch,
    ) {
        if span.is_empty() {
            return;
        }
        let job = Phases {
            up: self,
            input,
            output,
            span,
            scratch,
        };
        simd::dispatch(arch, job);
    }
}

struct Phases<'a> {
    up: &'a Up,
    input: &'a Line,
    output: &'a mut Line,
    span: Span,
    scratch: &'a mut Scratch,
}

impl Job for Phases<'_> {
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S) {
        let Self {
            up, input, output, ..
        } = self;
        let (seen, newest) = (up.reach(self.span.clone()), up.newest(self.span.clone()));
        let rows = (newest.end - newest.start) as usize;
        let Scratch { active, sums, .. } = self.scratch;
        sums.resize(rows.max(sums.len()), Group::ZERO);
        let source = Source {
            start: 0,
            planes: (input.planes(), (seen.end - seen.start) as usize),
            taps: (up.taps, 1),
            data: {
                activate::<S, VECTORS>(simd, input, seen, up.slope, active);
                active
            },
        };
        let panels = up.bias.len();
        let per_panel = up.taps * input.planes();
        for (at, weights) in up.weights.chunks_exact(per_panel).enumerate() {
            let (phase, plane) = (at / panels, at % panels);
            let sums = &mut sums[..rows];
            panel::<S, VECTORS, ROWS>(simd, source, weights, &up.bias[plane], sums);
            let first = newest.start * up.stride as isize + phase as isize - up.padding as isize;
            for (row, sum) in sums.iter().enumerate() {
                let position = first + (row * up.stride) as isize;
                if self.span.contains(&position) {
                    let to = output.index(position);
                    output.plane_mut(plane)[to] = *sum;
                }
            }
        }
    }
}
