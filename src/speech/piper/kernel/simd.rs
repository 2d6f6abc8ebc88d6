//! The inner loop: sums of products in registers, for whatever vectors the processor has.
//!
//! Every lane is an output of its own, every product is added by one fused operation, and the
//! order of the additions belongs to the output and not to the machine. So all instruction sets
//! agree to the bit.

use pulp::{Arch, Simd, WithSimd};

use super::line::{Group, LANES, Line, Span};

/// A dispatcher to the processor's vectors, or `None` where it has none with a fused
/// multiply-add: there the products would be taken one by one in software.
pub(in super::super) fn vectors() -> Option<Arch> {
    Some(Arch::new()).filter(|arch| !matches!(arch, Arch::Scalar))
}

/// What the sums of one panel of 16 outputs run over.
#[derive(Clone, Copy)]
pub(in super::super) struct Source<'a> {
    /// Groups of input, those of consecutive rows side by side.
    pub(in super::super) data: &'a [Group],
    /// Where row 0 of the first plane and tap stands.
    pub(in super::super) start: usize,
    /// Planes of 16 input channels, and the groups from one to the next.
    pub(in super::super) planes: (usize, usize),
    /// Taps of the kernel, and the groups from one to the next.
    pub(in super::super) taps: (usize, usize),
}

/// Work that is written once for vectors of any width.
pub(in super::super) trait Job {
    /// Does the work with `VECTORS` vectors to a group of 16 values, and sums of `ROWS` rows in
    /// registers at a time. Must be inlined as far as vectors are concerned.
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S);
}

/// Does a job with the processor's vectors.
pub(in super::super) fn dispatch(arch: Arch, job: impl Job) {
    arch.dispatch(Sized(job));
}

struct Sized<J>(J);

impl<J: Job> WithSimd for Sized<J> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // As many rows as leave registers for a group of weights and an input value.
        match S::F32_LANES {
            16 => self.0.run::<S, 1, 12>(simd),
            8 => self.0.run::<S, 2, 6>(simd),
            4 => self.0.run::<S, 4, 6>(simd),
            2 => self.0.run::<S, 8, 1>(simd),
            _ => self.0.run::<S, 16, 1>(simd),
        }
    }
}

/// For every row `r` of `out`: `first` + Σ over taps and input channels of input × weight.
///
/// `weights` are laid out `[tap][plane][16 input channels][16 outputs]`.
#[inline(always)]
pub(in super::super) fn panel<S: Simd, const VECTORS: usize, const ROWS: usize>(
    simd: S,
    source: Source<'_>,
    weights: &[[Group; LANES]],
    first: &Group,
    out: &mut [Group],
) {
    let mut row = 0;
    for out in out.as_chunks_mut::<ROWS>().0 {
        tile::<S, VECTORS, ROWS>(simd, source, row, weights, first, out);
        row += ROWS;
    }
    // What is left over is made together with rows before it, which come out the same once more: few
    // rows by themselves would wait for each of their sums.
    if row > 0 && out.len() - row > FEW {
        last::<S, VECTORS, ROWS>(simd, source, weights, first, out);
        return;
    }
    for out in out[row..].as_chunks_mut::<FEW>().0 {
        tile::<S, VECTORS, FEW>(simd, source, row, weights, first, out);
        row += FEW;
    }
    if out.len() > row {
        last::<S, VECTORS, FEW>(simd, source, weights, first, out);
    }
}

/// So few rows are worth a tile of their own.
const FEW: usize = 4;

/// The last `ROWS` rows of a panel, or all of them one by one where it has fewer.
#[inline(always)]
fn last<S: Simd, const VECTORS: usize, const ROWS: usize>(
    simd: S,
    source: Source<'_>,
    weights: &[[Group; LANES]],
    first: &Group,
    out: &mut [Group],
) {
    let row = out.len().saturating_sub(ROWS);
    if let Some(out) = out.last_chunk_mut::<ROWS>() {
        tile::<S, VECTORS, ROWS>(simd, source, row, weights, first, out);
        return;
    }
    for (row, out) in out.as_chunks_mut::<1>().0.iter_mut().enumerate() {
        tile::<S, VECTORS, 1>(simd, source, row, weights, first, out);
    }
}

/// `ROWS` rows of a panel, their sums held in `ROWS` × `VECTORS` registers.
#[inline(always)]
fn tile<S: Simd, const VECTORS: usize, const ROWS: usize>(
    simd: S,
    source: Source<'_>,
    row: usize,
    weights: &[[Group; LANES]],
    first: &Group,
    out: &mut [Group; ROWS],
) {
    let mut sums = [load::<S, VECTORS>(simd, first); ROWS];
    let mut weights = weights.iter();
    for tap in 0..source.taps.0 {
        for plane in 0..source.planes.0 {
            let at = source.start + tap * source.taps.1 + plane * source.planes.1 + row;
            let Some(input) = source.data[at..].first_chunk::<ROWS>() else {
                return;
            };
            let Some(weights) = weights.next() else {
                return;
            };
            for (channel, weights) in weights.iter().enumerate() {
                let weights = load::<S, VECTORS>(simd, weights);
                for row in 0..ROWS {
                    let value = simd.splat_f32s(input[row].0[channel]);
                    for vector in 0..VECTORS {
                        sums[row][vector] =
                            simd.mul_add_f32s(value, weights[vector], sums[row][vector]);
                    }
                }
            }
        }
    }
    for row in 0..ROWS {
        store::<S, VECTORS>(simd, &mut out[row], sums[row]);
    }
}

/// The 16 values of a group, in `VECTORS` registers.
#[inline(always)]
pub(in super::super) fn load<S: Simd, const VECTORS: usize>(
    simd: S,
    group: &Group,
) -> [S::f32s; VECTORS] {
    let vectors = S::as_simd_f32s(&group.0).0;
    let mut loaded = [simd.splat_f32s(0.0); VECTORS];
    for vector in 0..VECTORS {
        loaded[vector] = vectors[vector];
    }
    loaded
}

/// Writes 16 values to a group.
#[inline(always)]
pub(in super::super) fn store<S: Simd, const VECTORS: usize>(
    _simd: S,
    group: &mut Group,
    values: [S::f32s; VECTORS],
) {
    let vectors = S::as_mut_simd_f32s(&mut group.0).0;
    for vector in 0..VECTORS {
        vectors[vector] = values[vector];
    }
}

/// The values of `input` over a span, each below zero times `slope`, plane behind plane.
#[inline(always)]
pub(in super::super) fn activate<S: Simd, const VECTORS: usize>(
    simd: S,
    input: &Line,
    span: Span,
    slope: Option<f32>,
    active: &mut Vec<Group>,
) {
    let rows = input.index(span.start)..input.index(span.end);
    active.clear();
    for plane in 0..input.planes() {
        active.extend_from_slice(&input.plane(plane)[rows.clone()]);
    }
    if let Some(slope) = slope {
        for group in active {
            let values = load::<S, VECTORS>(simd, group);
            store::<S, VECTORS>(simd, group, leak(simd, values, slope));
        }
    }
}

/// The leaky rectifier: the values, those below zero times `slope`, which lies between 0 and 1.
#[inline(always)]
pub(in super::super) fn leak<S: Simd, const VECTORS: usize>(
    simd: S,
    mut values: [S::f32s; VECTORS],
    slope: f32,
) -> [S::f32s; VECTORS] {
    let slope = simd.splat_f32s(slope);
    for value in &mut values {
        *value = simd.max_f32s(*value, simd.mul_f32s(*value, slope));
    }
    values
}
