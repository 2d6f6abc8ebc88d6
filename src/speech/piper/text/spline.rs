//! Monotonic curves of rational quadratic pieces (Durkan and others, Neural Spline Flows, 2019), with
//! straight lines beyond their ends.

/// Pieces of a curve.
const PIECES: usize = 10;
/// What a curve is given by: widths and heights of its pieces, slopes between them.
pub(super) const SIZE: usize = 3 * PIECES - 1;
/// The curve bends from minus this to this, in both directions.
const BOUND: f32 = 5.0;
/// The least width and height of a piece, as a part of all.
const LEAST_PART: f32 = 1e-3;
/// The least slope.
const LEAST_SLOPE: f32 = 1e-3;

/// One curve.
pub(super) struct Spline {
    /// Where the pieces begin, and where the last one ends.
    xs: [f32; PIECES + 1],
    ys: [f32; PIECES + 1],
    slopes: [f32; PIECES + 1],
}

impl Spline {
    /// The curve that a model gives by `values`: logits of the widths and of the heights, both
    /// `root` times as large, then slopes before they are made positive.
    pub(super) fn new(values: &[f32; SIZE], root: f32) -> Self {
        let (widths, rest) = values.split_at(PIECES);
        let (heights, inner) = rest.split_at(PIECES);
        // The straight lines at the ends have a slope of 1.
        let mut slopes = [1.0; PIECES + 1];
        for (slope, value) in slopes[1..].iter_mut().zip(inner) {
            *slope = LEAST_SLOPE + softplus(*value);
        }
        Self {
            xs: knots(widths, root),
            ys: knots(heights, root),
            slopes,
        }
    }

    /// Where the curve has this height.
    pub(super) fn back(&self, height: f32) -> f32 {
        if !(-BOUND..=BOUND).contains(&height) {
            return height;
        }
        let begun = self.ys.iter().filter(|from| **from <= height).count();
        let piece = begun.clamp(1, PIECES) - 1;
        let (start, width) = extent(&self.xs, piece);
        let (from, rise) = extent(&self.ys, piece);
        let [slope, next_slope] = [self.slopes[piece], self.slopes[piece + 1]];
        let (above, steepness) = (height - from, rise / width);
        let bend = slope + next_slope - 2.0 * steepness;
        // The quadratic equation of the paper's appendix, solved without cancellation.
        let square = above * bend + rise * (steepness - slope);
        let linear = rise * slope - above * bend;
        let constant = -steepness * above;
        let root = (linear * linear - 4.0 * square * constant).max(0.0).sqrt();
        let part = 2.0 * constant / (-linear - root);
        part * width + start
    }
}

/// Where a piece begins, and how far it goes.
fn extent(knots: &[f32; PIECES + 1], piece: usize) -> (f32, f32) {
    (knots[piece], knots[piece + 1] - knots[piece])
}

/// Where pieces of these logits begin, from [`BOUND`] below zero to it.
fn knots(logits: &[f32], root: f32) -> [f32; PIECES + 1] {
    let most = logits.iter().copied().fold(f32::MIN, f32::max);
    let parts = logits.iter().map(|logit| libm::expf((logit - most) / root));
    let parts: Vec<f32> = parts.collect();
    let total: f32 = parts.iter().sum();
    let mut knots = [BOUND; PIECES + 1];
    let mut sum = 0.0;
    for (knot, part) in knots.iter_mut().zip(&parts) {
        *knot = 2.0 * BOUND * sum - BOUND;
        sum += LEAST_PART + (1.0 - LEAST_PART * PIECES as f32) * (part / total);
    }
    knots
}

fn softplus(value: f32) -> f32 {
    // Beyond this the function is its argument to the last bit, and the exponential overflows later.
    if value > 20.0 {
        value
    } else {
        libm::log1pf(libm::expf(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spline() -> Spline {
        let values = std::array::from_fn(|at| ((at * 37 % 23) as f32 - 11.0) / 3.0);
        Spline::new(&values, 2.0)
    }

    /// The curve's height at `x`, as the paper gives it.
    fn height(spline: &Spline, x: f64) -> f64 {
        let at = |values: &[f32], place: usize| f64::from(values[place]);
        let piece = (0..PIECES)
            .rfind(|piece| at(&spline.xs, *piece) <= x)
            .unwrap();
        let width = at(&spline.xs, piece + 1) - at(&spline.xs, piece);
        let height = at(&spline.ys, piece + 1) - at(&spline.ys, piece);
        let (slope, next) = (at(&spline.slopes, piece), at(&spline.slopes, piece + 1));
        let (part, steepness) = ((x - at(&spline.xs, piece)) / width, height / width);
        let both = part * (1.0 - part);
        let above = height * (steepness * part * part + slope * both);
        at(&spline.ys, piece) + above / (steepness + (slope + next - 2.0 * steepness) * both)
    }

    #[test]
    fn the_way_back_is_that_of_the_curve() {
        let spline = spline();
        for step in 0..2_000 {
            let x = f64::from(step) / 200.0 - 5.0;
            let back = f64::from(spline.back(height(&spline, x) as f32));
            assert!((back - x).abs() < 1e-3, "{x} came back as {back}");
        }
    }

    #[test]
    fn beyond_its_ends_it_is_a_straight_line() {
        for y in [-1e9, -5.1, 5.1, 1e9] {
            assert_eq!(spline().back(y).to_bits(), y.to_bits());
        }
        assert!((spline().back(5.0) - 5.0).abs() < 1e-4);
        assert!((spline().back(-5.0) + 5.0).abs() < 1e-4);
    }

    #[test]
    fn widths_that_a_broken_model_gives_do_no_harm() {
        for value in [f32::MAX, f32::MIN, 0.0] {
            assert!(Spline::new(&[value; SIZE], 1.0).back(0.3).is_finite() || value != 0.0);
        }
    }
}
