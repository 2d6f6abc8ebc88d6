//! The gate of a wave net: the hyperbolic tangent of one half of the channels times the logistic
//! function of the other.

use pulp::{Arch, Simd};

use super::curves::tangent;
use super::line::{Group, Line, Span};
use super::simd::{self, Job, load, store};

/// Writes `tanh(a) × logistic(b)` for a span, `a` being the first half of the planes of `acts`
/// and `b` the second.
pub(in super::super) fn run(arch: Arch, acts: &Line, gated: &mut Line, span: Span) {
    simd::dispatch(arch, Gates { acts, gated, span });
}

struct Gates<'a> {
    acts: &'a Line,
    gated: &'a mut Line,
    span: Span,
}

impl Job for Gates<'_> {
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S) {
        let Self { acts, gated, span } = self;
        let rows = acts.index(span.start)..acts.index(span.end);
        let to = gated.index(span.start)..gated.index(span.end);
        let half = gated.planes();
        for plane in 0..half {
            let tangents = &acts.plane(plane)[rows.clone()];
            let logistics = &acts.plane(half + plane)[rows.clone()];
            let gated = &mut gated.plane_mut(plane)[to.clone()];
            for (gated, (a, b)) in gated.iter_mut().zip(tangents.iter().zip(logistics)) {
                row::<S, VECTORS>(simd, a, b, gated);
            }
        }
    }
}

#[inline(always)]
fn row<S: Simd, const VECTORS: usize>(simd: S, a: &Group, b: &Group, gated: &mut Group) {
    let (a, b) = (load::<S, VECTORS>(simd, a), load::<S, VECTORS>(simd, b));
    let mut gates = a;
    for vector in 0..VECTORS {
        gates[vector] = gate(simd, a[vector], b[vector]);
    }
    store(simd, gated, gates);
}

/// `tanh(a) × logistic(b)` by one division: the logistic function is `(1 + tanh(b / 2)) / 2`.
#[inline(always)]
fn gate<S: Simd>(simd: S, a: S::f32s, b: S::f32s) -> S::f32s {
    let (above_a, below_a) = tangent(simd, a);
    let (above_b, below_b) = tangent(simd, simd.mul_f32s(b, simd.splat_f32s(0.5)));
    let above = simd.mul_f32s(above_a, simd.add_f32s(below_b, above_b));
    let below = simd.mul_f32s(simd.add_f32s(below_a, below_a), below_b);
    simd.div_f32s(above, below)
}

#[cfg(test)]
mod tests {
    use super::super::line::LANES;
    use super::super::testing::{bits, instruction_sets};
    use super::*;

    /// Numbers from −12 to 12, closer together near zero, and some far beyond.
    fn numbers() -> Vec<f32> {
        let near = (-6000..=6000).map(|at| (at as f32 / 500.0).powi(3) / 144.0);
        near.chain([-1e9, -87.0, -20.0, 20.0, 87.0, 1e9, f32::MAX])
            .collect()
    }

    /// The gates of every number with each of a few others, as they are run on lines.
    fn gates(arch: Arch, a: &[f32], b: &[f32]) -> Vec<f32> {
        let (mut acts, mut gated) = (Line::default(), Line::default());
        let rows = a.len().div_ceil(LANES);
        acts.reset(2, 0, rows);
        acts.grow(rows as isize, &(0..0));
        gated.reset(1, 0, rows);
        gated.grow(rows as isize, &(0..0));
        for (plane, values) in [a, b].into_iter().enumerate() {
            for (group, values) in acts.plane_mut(plane).iter_mut().zip(values.chunks(LANES)) {
                group.0[..values.len()].copy_from_slice(values);
            }
        }
        run(arch, &acts, &mut gated, 0..rows as isize);
        let all = gated.plane(0).iter().flat_map(|group| group.0);
        all.take(a.len()).collect()
    }

    #[test]
    fn a_gate_is_the_tangent_times_the_logistic_function() {
        let numbers = numbers();
        for other in [
            -1e9, -30.0, -9.1, -3.0, -0.4, 0.0, 1e-3, 0.7, 2.5, 8.9, 30.0, 1e9,
        ] {
            let others = vec![other; numbers.len()];
            for (a, b) in [(&numbers, &others), (&others, &numbers)] {
                let made = gates(Arch::new(), a, b);
                for ((a, b), made) in a.iter().zip(b).zip(made) {
                    let right = f64::from(*a).tanh() / (1.0 + f64::from(-*b).exp());
                    let apart = (f64::from(made) - right).abs();
                    assert!(apart < 4e-7, "tanh({a}) × logistic({b}): {apart} too far");
                }
            }
        }
    }

    #[test]
    fn every_instruction_set_makes_the_same_gates() {
        let a = numbers();
        let b: Vec<f32> = a.iter().rev().map(|b| b * 1.3 + 0.2).collect();
        let right = bits(&gates(Arch::Scalar, &a, &b));
        for (name, arch) in instruction_sets() {
            assert!(bits(&gates(arch, &a, &b)) == right, "{name} differs");
        }
    }
}
