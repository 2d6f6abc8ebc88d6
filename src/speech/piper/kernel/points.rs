//! The points at which a fast convolution takes its polynomials, and the way there and back.

use pulp::Simd;

/// A pair of points ± on either side of one.
pub(super) const TWO_PAIRS: [f64; 2] = [0.625, 1.25];

/// Pairs of points ± whose powers stay small on both sides of one.
pub(super) const THREE_PAIRS: [f64; 3] = [0.5, 1.0, 2.0];

/// As above; of the sets of short fractions the one that amplifies rounding least.
pub(super) const FIVE_PAIRS: [f64; 5] = [0.4, 0.75, 1.0, 4.0 / 3.0, 2.5];

/// Pairs of points ±`at`, beside zero and infinity, and what the transform of the input needs.
pub(super) struct Points<const PAIRS: usize> {
    at: [f32; PAIRS],
    /// Coefficients of Π (z − b²) over all pairs but one, lowest first, without the leading 1.
    others: [[f32; PAIRS]; PAIRS],
    /// Coefficients of Π (z − b²) over all pairs, lowest first, without the leading 1.
    all: [f32; PAIRS],
}

impl<const PAIRS: usize> Points<PAIRS> {
    /// The points ± `at`.
    pub(super) fn new(at: [f64; PAIRS]) -> Self {
        let single = |values: &[f64]| std::array::from_fn(|i| values[i] as f32);
        let others = |pair: usize| {
            let mut left = at.to_vec();
            left.remove(pair);
            single(&[squares(&left), vec![0.0]].concat())
        };
        Self {
            at: single(&at),
            others: std::array::from_fn(others),
            all: single(&squares(&at)),
        }
    }
}

/// The coefficients of Π (z − b²), lowest first.
fn squares(at: &[f64]) -> Vec<f64> {
    let mut product = vec![1.0];
    for b in at {
        let shifted = [vec![0.0], product.clone()].concat();
        product.push(0.0);
        for (coefficient, shifted) in product.iter_mut().zip(shifted) {
            *coefficient = shifted - *coefficient * b * b;
        }
    }
    product
}

/// What each tap adds at each point: its power, divided by the product of the distances to
/// all other points, by which the transform of the input leaves its results too large.
pub(super) fn kernel_rows(pairs: &[f64], taps: usize) -> Vec<Vec<f64>> {
    let finite: Vec<f64> = std::iter::once(0.0)
        .chain(pairs.iter().flat_map(|a| [*a, -a]))
        .collect();
    let row = |(place, at): (usize, &f64)| {
        let others = finite
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place);
        let distances: f64 = others.map(|(_, other)| at - other).product();
        let powers = std::iter::successors(Some(1.0), |power| Some(power * at));
        powers.take(taps).map(|power| power / distances).collect()
    };
    let mut infinity = vec![0.0; taps];
    infinity[taps - 1] = 1.0;
    finite
        .iter()
        .enumerate()
        .map(row)
        .chain([infinity])
        .collect()
}

/// The inputs of one tile, taken at the points: zero, the pairs (+, −), infinity.
#[inline(always)]
pub(super) fn take<S: Simd, const PAIRS: usize, const POINTS: usize>(
    simd: S,
    points: &Points<PAIRS>,
    input: [S::f32s; POINTS],
) -> [S::f32s; POINTS] {
    let mut taken = input;
    let (mut zero, mut infinity) = (input[2 * PAIRS], input[2 * PAIRS + 1]);
    for i in 0..PAIRS {
        let factor = simd.splat_f32s(points.all[i]);
        zero = simd.mul_add_f32s(factor, input[2 * i], zero);
        infinity = simd.mul_add_f32s(factor, input[2 * i + 1], infinity);
    }
    (taken[0], taken[POINTS - 1]) = (zero, infinity);
    for pair in 0..PAIRS {
        let (mut even, mut odd) = (input[2 * PAIRS], input[2 * PAIRS - 1]);
        for i in 0..PAIRS - 1 {
            let factor = simd.splat_f32s(points.others[pair][i]);
            even = simd.mul_add_f32s(factor, input[2 * i + 2], even);
            odd = simd.mul_add_f32s(factor, input[2 * i + 1], odd);
        }
        let at = simd.splat_f32s(points.at[pair]);
        taken[2 * pair + 1] = simd.mul_add_f32s(at, odd, even);
        taken[2 * pair + 2] = simd.negate_mul_add_f32s(at, odd, even);
    }
    taken
}

/// The outputs of one tile from its values at the points, on top of the bias.
#[inline(always)]
pub(super) fn give<S: Simd, const PAIRS: usize, const POINTS: usize, const OUTS: usize>(
    simd: S,
    points: &Points<PAIRS>,
    values: [S::f32s; POINTS],
    bias: S::f32s,
) -> [S::f32s; OUTS] {
    let mut outs = [bias; OUTS];
    outs[0] = simd.add_f32s(outs[0], values[0]);
    for pair in 0..PAIRS {
        let (plus, minus) = (values[2 * pair + 1], values[2 * pair + 2]);
        let halves = [simd.add_f32s(plus, minus), simd.sub_f32s(plus, minus)];
        let mut power = 1.0;
        for (out, sum) in outs.iter_mut().enumerate() {
            let factor = simd.splat_f32s(power);
            *sum = simd.mul_add_f32s(factor, halves[out % 2], *sum);
            power *= points.at[pair];
        }
    }
    outs[OUTS - 1] = simd.add_f32s(outs[OUTS - 1], values[POINTS - 1]);
    outs
}
