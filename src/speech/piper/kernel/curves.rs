//! Curves that values are bent by, a vector at a time.
//!
//! Approximations of our own, since the functions of a system's library differ from machine to
//! machine and take one value at a time.

use pulp::Simd;

/// Below this the exponential is nothing beside 1, and its exponent still fits a 32-bit float.
const LOWEST: f32 = -87.0;
/// Above this it would be infinite.
const HIGHEST: f32 = 88.0;

/// 1.5 × 2²³ + 127: what is added to it is rounded to a whole number, and stands in its lowest bits
/// as a float's exponent does.
const ROUNDING: f32 = 12_583_039.0;
/// The bits of a float below its exponent.
const FRACTION_BITS: u32 = 23;

/// ln 2 in two parts: multiples of the first are exact.
const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];

/// exp(x) − 1 − x over x², up to ln 2 / 2 on either side (Cephes, `expf`). Lowest power first.
const EXP: [f32; 6] = [
    0.5,
    0.166_666_65,
    4.166_579_6e-2,
    8.333_452e-3,
    1.398_199_9e-3,
    1.987_569_1e-4,
];

/// From here on the error function is 1 to 3e-8, half of a float's last bit.
const ERF_FAR: f32 = 3.95;

/// `x × ERF_ABOVE(x²) / ERF_BELOW(x²)` is the error function up to [`ERF_FAR`], to 2e-8: the ratio of this size
/// whose largest error is the smallest. Lowest power first.
const ERF_ABOVE: [f32; 6] = [
    std::f32::consts::FRAC_2_SQRT_PI,
    0.194_036_02,
    0.053_207_09,
    0.003_917_327_4,
    2.876_001e-4,
    2.011_730_4e-6,
];

/// What [`ERF_ABOVE`] is divided by.
const ERF_BELOW: [f32; 6] = [
    1.0,
    0.505_291_44,
    0.115_590_88,
    0.015_270_722,
    1.198_201_8e-3,
    3.783_955_7e-5,
];

/// From here on the tangent is 1 to the last bit but one of a 32-bit float.
const TANH_FAR: f32 = 9.0;

/// `x × TANH_ABOVE(x²) / TANH_BELOW(x²)` is the tangent up to [`TANH_FAR`], to 2e-8: the ratio of this
/// size whose largest error is the smallest. Lowest power first.
const TANH_ABOVE: [f32; 5] = [
    0.999_999_9,
    0.133_730_49,
    0.003_486_411_5,
    2.046_924_7e-5,
    1.318_102_7e-8,
];

/// What [`TANH_ABOVE`] is divided by.
const TANH_BELOW: [f32; 5] = [
    1.0,
    0.467_063_46,
    0.025_841_316,
    3.271_116_5e-4,
    7.701_276e-7,
];

/// The exponential, to 2e-7 of itself; of what lies below [`LOWEST`] that of it.
#[inline(always)]
pub(in super::super) fn exp<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let x = simd.max_f32s(
        simd.min_f32s(x, simd.splat_f32s(HIGHEST)),
        simd.splat_f32s(LOWEST),
    );
    let rounding = simd.splat_f32s(ROUNDING);
    let rounded = simd.mul_add_f32s(x, simd.splat_f32s(std::f32::consts::LOG2_E), rounding);
    let exponent = simd.transmute_u32s_f32s(rounded);
    let exponent = simd.wrapping_dyn_shl_u32s(exponent, simd.splat_u32s(FRACTION_BITS));
    let power = simd.transmute_f32s_u32s(exponent);
    // The whole number as the sum rounded it: what was added is taken off without an error.
    let whole = simd.sub_f32s(rounded, rounding);
    let mut rest = x;
    for part in LN_2 {
        rest = simd.negate_mul_add_f32s(whole, simd.splat_f32s(part), rest);
    }
    let square = simd.mul_f32s(rest, rest);
    let sum = polynomial(simd, rest, EXP);
    let fraction = simd.mul_add_f32s(sum, square, simd.add_f32s(rest, simd.splat_f32s(1.0)));
    simd.mul_f32s(fraction, power)
}

/// `x × Φ(x)`, the Gaussian error linear unit, where Φ is the normal distribution.
#[inline(always)]
pub(in super::super) fn gelu<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let half = simd.mul_f32s(x, simd.splat_f32s(0.5));
    let far = simd.splat_f32s(ERF_FAR);
    let at = simd.mul_f32s(x, simd.splat_f32s(std::f32::consts::FRAC_1_SQRT_2));
    let at = simd.max_f32s(simd.min_f32s(at, far), simd.neg_f32s(far));
    let square = simd.mul_f32s(at, at);
    let above = simd.mul_f32s(at, polynomial(simd, square, ERF_ABOVE));
    let erf = simd.div_f32s(above, polynomial(simd, square, ERF_BELOW));
    simd.mul_add_f32s(half, erf, half)
}

/// The hyperbolic tangent, to 3e-7.
#[inline(always)]
pub(in super::super) fn tanh<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let (above, below) = tangent(simd, x);
    let one = simd.splat_f32s(1.0);
    // Far out the ratio may be above it by a last bit.
    let ratio = simd.min_f32s(simd.div_f32s(above, below), one);
    simd.max_f32s(ratio, simd.neg_f32s(one))
}

/// The hyperbolic tangent as a ratio.
#[inline(always)]
pub(super) fn tangent<S: Simd>(simd: S, x: S::f32s) -> (S::f32s, S::f32s) {
    let far = simd.splat_f32s(TANH_FAR);
    let x = simd.max_f32s(simd.min_f32s(x, far), simd.neg_f32s(far));
    let square = simd.mul_f32s(x, x);
    let above = polynomial(simd, square, TANH_ABOVE);
    (
        simd.mul_f32s(x, above),
        polynomial(simd, square, TANH_BELOW),
    )
}

/// The polynomial of these coefficients, the lowest power first.
#[inline(always)]
fn polynomial<S: Simd, const COUNT: usize>(
    simd: S,
    x: S::f32s,
    coefficients: [f32; COUNT],
) -> S::f32s {
    let mut sum = simd.splat_f32s(0.0);
    for (power, coefficient) in coefficients.into_iter().rev().enumerate() {
        let coefficient = simd.splat_f32s(coefficient);
        sum = match power {
            0 => coefficient,
            _ => simd.mul_add_f32s(sum, x, coefficient),
        };
    }
    sum
}

#[cfg(test)]
mod tests {
    use pulp::Arch;

    use super::super::line::{Group, LANES};
    use super::super::simd::{Job, dispatch, load, store};
    use super::super::testing::{bits, instruction_sets};
    use super::*;

    #[derive(Clone, Copy)]
    enum Curve {
        Exp,
        Gelu,
        Tanh,
    }

    struct Bend<'a>(Curve, &'a mut [Group]);

    impl Job for Bend<'_> {
        #[inline(always)]
        fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(self, simd: S) {
            for group in self.1 {
                let mut values = load::<S, VECTORS>(simd, group);
                for value in &mut values {
                    *value = match self.0 {
                        Curve::Exp => exp(simd, *value),
                        Curve::Gelu => gelu(simd, *value),
                        Curve::Tanh => tanh(simd, *value),
                    };
                }
                store::<S, VECTORS>(simd, group, values);
            }
        }
    }

    fn bent(arch: Arch, curve: Curve, numbers: &[f32]) -> Vec<f32> {
        let mut groups: Vec<Group> = Vec::new();
        for numbers in numbers.chunks(LANES) {
            let mut group = Group::ZERO;
            group.0[..numbers.len()].copy_from_slice(numbers);
            groups.push(group);
        }
        dispatch(arch, Bend(curve, &mut groups));
        let all = groups.iter().flat_map(|group| group.0);
        all.take(numbers.len()).collect()
    }

    /// Numbers from −86 to 86, closer together near zero.
    fn numbers() -> Vec<f32> {
        let numbers = (-8000..=8000).map(|at| (at as f32 / 8000.0).powi(3) * 86.0);
        numbers.collect()
    }

    #[test]
    fn the_exponential_is_right_and_stays_finite() {
        for (x, made) in numbers()
            .iter()
            .zip(bent(Arch::new(), Curve::Exp, &numbers()))
        {
            let right = f64::from(*x).exp();
            let apart = (f64::from(made) - right).abs() / right;
            assert!(apart < 2e-7, "exp({x}): {apart} of it too far");
        }
        let ends = bent(Arch::new(), Curve::Exp, &[-1e30, 1e30, 0.0]);
        assert!(ends[0] > 0.0 && ends[0] < 1e-37 && ends[1].is_finite());
        assert_eq!(ends[2].to_bits(), 1f32.to_bits());
    }

    #[test]
    fn the_gaussian_unit_is_right() {
        for (x, made) in numbers()
            .iter()
            .zip(bent(Arch::new(), Curve::Gelu, &numbers()))
        {
            let x = f64::from(*x);
            let right = x * 0.5 * (1.0 + libm::erf(x / 2f64.sqrt()));
            let apart = (f64::from(made) - right).abs();
            assert!(
                apart < 5e-7 * x.abs().max(1.0),
                "gelu({x}): {apart} too far"
            );
        }
    }

    #[test]
    fn the_tangent_is_right_and_stays_within_one() {
        let numbers = numbers();
        for (x, made) in numbers.iter().zip(bent(Arch::new(), Curve::Tanh, &numbers)) {
            let apart = (f64::from(made) - f64::from(*x).tanh()).abs();
            assert!(apart < 3e-7, "tanh({x}): {apart} too far");
            assert!(made.abs() <= 1.0, "tanh({x}): {made}");
        }
    }

    #[test]
    fn every_instruction_set_bends_alike() {
        for curve in [Curve::Exp, Curve::Gelu, Curve::Tanh] {
            let right = bits(&bent(Arch::Scalar, curve, &numbers()));
            for (name, arch) in instruction_sets() {
                assert!(
                    bits(&bent(arch, curve, &numbers())) == right,
                    "{name} differs"
                );
            }
        }
    }
}
