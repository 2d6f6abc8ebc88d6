//! Layer normalisation: the channels of each position brought to mean 0 and deviation 1.

use pulp::{Arch, Simd};

use super::curves::gelu;
use super::line::{Group, LANES, Line, Span};
use super::simd::{self, Job, load, store};

/// What keeps a deviation from being zero; the same in every VITS.
const EPSILON: f32 = 1e-5;

/// The factors and the offsets behind a normalisation, one for each channel.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct RawNorm {
    pub(in super::super) scale: Vec<f32>,
    pub(in super::super) shift: Vec<f32>,
}

/// A normalisation as the kernel reads it.
pub(in super::super) struct Norm {
    /// Factor and offset of each channel.
    planes: Vec<(Group, Group)>,
}

/// What becomes of the normalised values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Then {
    /// They are the output.
    Kept,
    /// They go through the Gaussian error linear unit.
    Bent,
    /// The same, and are added to the output.
    BentAndAdded,
}

impl Norm {
    /// The normalisation, or `None` where its channels do not fill whole groups: their mean
    /// would be taken over values that are not there.
    pub(in super::super) fn new(raw: &RawNorm) -> Option<Self> {
        let (scale, rest) = raw.scale.as_chunks::<LANES>();
        let (shift, more) = raw.shift.as_chunks::<LANES>();
        let whole = rest.is_empty() && more.is_empty() && scale.len() == shift.len();
        let groups = scale.iter().zip(shift);
        let planes = groups.map(|(scale, shift)| (Group(*scale), Group(*shift)));
        (whole && !scale.is_empty()).then(|| Self {
            planes: planes.collect(),
        })
    }

    /// Normalises the positions in `span`.
    pub(in super::super) fn run(
        &self,
        arch: Arch,
        input: &Line,
        output: &mut Line,
        span: &Span,
        then: Then,
    ) {
        let span = span.clone();
        let norm = self;
        simd::dispatch(
            arch,
            Normalise {
                norm,
                input,
                output,
                span,
                then,
            },
        );
    }
}

struct Normalise<'a> {
    norm: &'a Norm,
    input: &'a Line,
    output: &'a mut Line,
    span: Span,
    then: Then,
}

impl Job for Normalise<'_> {
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S) {
        let Self {
            norm,
            input,
            output,
            span,
            then,
        } = self;
        let channels = (norm.planes.len() * LANES) as f32;
        for position in span {
            let (from, to) = (input.index(position), output.index(position));
            let mut sums = [simd.splat_f32s(0.0); VECTORS];
            for plane in 0..norm.planes.len() {
                let values = load::<S, VECTORS>(simd, &input.plane(plane)[from]);
                for vector in 0..VECTORS {
                    sums[vector] = simd.add_f32s(sums[vector], values[vector]);
                }
            }
            let mean = simd.splat_f32s(total::<S, VECTORS>(simd, sums) / channels);
            let mut squares = [simd.splat_f32s(0.0); VECTORS];
            for plane in 0..norm.planes.len() {
                let values = load::<S, VECTORS>(simd, &input.plane(plane)[from]);
                for vector in 0..VECTORS {
                    let apart = simd.sub_f32s(values[vector], mean);
                    squares[vector] = simd.mul_add_f32s(apart, apart, squares[vector]);
                }
            }
            let variance = total::<S, VECTORS>(simd, squares) / channels;
            let factor = simd.splat_f32s(1.0 / (variance + EPSILON).sqrt());
            for (plane, (scale, shift)) in norm.planes.iter().enumerate() {
                let mut values = load::<S, VECTORS>(simd, &input.plane(plane)[from]);
                let scale = load::<S, VECTORS>(simd, scale);
                let shift = load::<S, VECTORS>(simd, shift);
                let out = &mut output.plane_mut(plane)[to];
                let before = load::<S, VECTORS>(simd, out);
                for vector in 0..VECTORS {
                    let apart = simd.mul_f32s(simd.sub_f32s(values[vector], mean), factor);
                    let normal = simd.mul_add_f32s(apart, scale[vector], shift[vector]);
                    values[vector] = match then {
                        Then::Kept => normal,
                        Then::Bent => gelu(simd, normal),
                        Then::BentAndAdded => simd.add_f32s(before[vector], gelu(simd, normal)),
                    };
                }
                store::<S, VECTORS>(simd, out, values);
            }
        }
    }
}

/// The sum of the 16 values, lane behind lane, so that it does not depend on the vectors' width.
#[inline(always)]
fn total<S: Simd, const VECTORS: usize>(simd: S, values: [S::f32s; VECTORS]) -> f32 {
    let mut group = Group::ZERO;
    store::<S, VECTORS>(simd, &mut group, values);
    group.0.iter().sum()
}
