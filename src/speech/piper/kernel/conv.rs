//! A convolution of stride one over all channels, with what stands before and behind it.

use pulp::{Arch, Simd};

use super::RawConv;
use super::fast::Fast;
use super::line::{Group, LANES, Line, Span, groups};
use super::simd::{self, Job, Source, activate, panel};

/// A convolution as the kernels read it.
pub(in super::super) struct Conv {
    /// Slope of the leaky rectifier in front.
    slope: Option<f32>,
    taps: usize,
    dilation: usize,
    bias: Vec<Group>,
    kernel: Kernel,
}

enum Kernel {
    /// `[output plane][tap][input plane][16 input channels]`.
    Direct(Vec<[Group; LANES]>),
    Fast(Fast),
}

/// What becomes of the sums of a convolution.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Blend {
    /// Whether they are added to what the output holds, or replace it.
    pub(in super::super) add: bool,
    /// What the result is divided by at last.
    pub(in super::super) divide: Option<f32>,
}

impl Blend {
    /// The sums as they are.
    pub(in super::super) const PLAIN: Self = Self {
        add: false,
        divide: None,
    };
}

/// Memory that the layers take turns to use.
#[derive(Debug, Default)]
pub(in super::super) struct Scratch {
    /// The input behind its rectifier, or transformed.
    pub(in super::super) active: Vec<Group>,
    /// Sums of one panel.
    pub(in super::super) sums: Vec<Group>,
    /// Weights of one output plane at the points of a fast convolution.
    pub(in super::super) weights: Vec<[Group; LANES]>,
}

/// One run of a convolution over a span of time.
pub(in super::super) struct Run<'a> {
    pub(in super::super) input: &'a Line,
    /// What is added to the sums, at the same positions.
    pub(in super::super) residual: Option<&'a Line>,
    pub(in super::super) output: &'a mut Line,
    pub(in super::super) blend: Blend,
    /// The positions to compute, all inside the sound.
    pub(in super::super) span: Span,
    pub(in super::super) scratch: &'a mut Scratch,
}

impl Conv {
    /// The convolution with its weights laid out for the kernel that does it fastest.
    pub(in super::super) fn new(raw: &RawConv) -> Self {
        Self::at(raw, 0)
    }

    /// The same; where it is done in tiles, one of them begins at `origin`.
    pub(in super::super) fn at(raw: &RawConv, origin: isize) -> Self {
        let [outputs, _, taps] = raw.shape;
        let kernel = match Fast::new(raw, origin) {
            Some(fast) => Kernel::Fast(fast),
            None => Kernel::Direct(direct_weights(raw)),
        };
        Self {
            slope: raw.slope,
            taps,
            dilation: raw.dilation,
            bias: bias(&raw.bias, outputs),
            kernel,
        }
    }

    /// The positions of the input that the outputs in `span` are made of.
    pub(in super::super) fn reach(&self, span: Span) -> Span {
        let span = match &self.kernel {
            Kernel::Direct(_) => span,
            Kernel::Fast(fast) => fast.whole_tiles(span, self.dilation),
        };
        let side = self.side() as isize;
        span.start - side..span.end + side
    }

    /// The outputs that are best made together: no tile is begun twice at a multiple of it.
    pub(in super::super) fn grid(&self) -> usize {
        match &self.kernel {
            Kernel::Direct(_) => 1,
            Kernel::Fast(fast) => fast.block(self.dilation),
        }
    }

    /// Positions beyond an output that its tile may look at.
    pub(in super::super) fn margin(&self) -> isize {
        (self.grid() + self.side()) as isize
    }

    /// Planes of its output.
    pub(in super::super) fn planes(&self) -> usize {
        self.bias.len()
    }

    /// Computes the outputs of a span.
    pub(in super::super) fn run(&self, arch: Arch, run: Run<'_>) {
        if run.span.is_empty() {
            return;
        }
        match &self.kernel {
            Kernel::Direct(weights) => simd::dispatch(
                arch,
                Direct {
                    conv: self,
                    weights,
                    run,
                },
            ),
            Kernel::Fast(fast) => {
                fast.run(arch, &self.bias, self.slope, self.dilation, run);
            }
        }
    }

    /// Positions seen on either side of an output.
    fn side(&self) -> usize {
        (self.taps - 1) / 2 * self.dilation
    }
}

/// The bias of `outputs` channels in groups, zeros where there is none.
pub(in super::super) fn bias(bias: &[f32], outputs: usize) -> Vec<Group> {
    let mut padded = vec![Group::ZERO; groups(outputs)];
    for (channel, value) in bias.iter().enumerate() {
        padded[channel / LANES].0[channel % LANES] = *value;
    }
    padded
}

/// The weights, `[output plane][tap][input plane][16 input channels]`.
fn direct_weights(raw: &RawConv) -> Vec<[Group; LANES]> {
    let [outputs, inputs, taps] = raw.shape;
    let planes = groups(inputs);
    let mut packed = vec![[Group::ZERO; LANES]; groups(outputs) * taps * planes];
    for output in 0..outputs {
        for input in 0..inputs {
            for tap in 0..taps {
                let block = (output / LANES * taps + tap) * planes + input / LANES;
                packed[block][input % LANES].0[output % LANES] = raw.weight(output, input, tap);
            }
        }
    }
    packed
}

struct Direct<'a> {
    conv: &'a Conv,
    weights: &'a [[Group; LANES]],
    run: Run<'a>,
}

impl Job for Direct<'_> {
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S) {
        let Self {
            conv,
            weights,
            mut run,
        } = self;
        let seen = conv.reach(run.span.clone());
        let stride = (seen.end - seen.start) as usize;
        let rows = (run.span.end - run.span.start) as usize;
        let mut scratch = std::mem::take(run.scratch);
        activate::<S, VECTORS>(simd, run.input, seen, conv.slope, &mut scratch.active);
        let room = rows.max(scratch.sums.len());
        scratch.sums.resize(room, Group::ZERO);
        let source = Source {
            data: &scratch.active,
            start: 0,
            planes: (run.input.planes(), stride),
            taps: (conv.taps, conv.dilation),
        };
        let per_panel = conv.taps * run.input.planes();
        for (plane, weights) in weights.chunks_exact(per_panel).enumerate() {
            let sums = &mut scratch.sums[..rows];
            panel::<S, VECTORS, ROWS>(simd, source, weights, &conv.bias[plane], sums);
            let mut rows = run.rows(plane);
            for (row, sum) in sums.iter().enumerate() {
                rows.settle::<S, VECTORS>(simd, row, simd::load(simd, sum));
            }
        }
        *run.scratch = scratch;
    }
}

/// What one plane of a run is written to, and what is added: for each position a row.
pub(in super::super) struct Rows<'a> {
    pub(in super::super) out: &'a mut [Group],
    /// As many rows as there are outputs, or none.
    residual: &'a [Group],
    blend: Blend,
}

impl<'a> Run<'a> {
    /// A run whose sums are written to the output.
    pub(in super::super) fn new(
        input: &'a Line,
        output: &'a mut Line,
        span: &Span,
        scratch: &'a mut Scratch,
    ) -> Self {
        Self {
            input,
            residual: None,
            output,
            blend: Blend::PLAIN,
            span: span.clone(),
            scratch,
        }
    }

    /// The same, added to what the output holds.
    pub(in super::super) fn added(mut self) -> Self {
        self.blend.add = true;
        self
    }
}

impl Run<'_> {
    /// The rows of a plane.
    pub(in super::super) fn rows(&mut self, plane: usize) -> Rows<'_> {
        let (span, length) = (&self.span, (self.span.end - self.span.start) as usize);
        let at = self.output.index(span.start);
        Rows {
            out: &mut self.output.plane_mut(plane)[at..][..length],
            residual: self.residual.map_or(&[], |line| {
                &line.plane(plane)[line.index(span.start)..][..length]
            }),
            blend: self.blend,
        }
    }
}

impl Rows<'_> {
    /// Writes the sums of a row to their place, with the residual and the blend.
    #[inline(always)]
    pub(in super::super) fn settle<S: Simd, const VECTORS: usize>(
        &mut self,
        simd: S,
        row: usize,
        mut sums: [S::f32s; VECTORS],
    ) {
        if let Some(residual) = self.residual.get(row) {
            sums = add(simd, sums, residual);
        }
        let out = &mut self.out[row];
        if self.blend.add {
            sums = add(simd, sums, out);
        }
        if let Some(divisor) = self.blend.divide {
            let divisor = simd.splat_f32s(divisor);
            for sum in &mut sums {
                *sum = simd.div_f32s(*sum, divisor);
            }
        }
        simd::store(simd, out, sums);
    }
}

#[inline(always)]
fn add<S: Simd, const VECTORS: usize>(
    simd: S,
    mut sums: [S::f32s; VECTORS],
    more: &Group,
) -> [S::f32s; VECTORS] {
    let more = simd::load::<S, VECTORS>(simd, more);
    for vector in 0..VECTORS {
        sums[vector] = simd.add_f32s(sums[vector], more[vector]);
    }
    sums
}
