//! The weights of a fast convolution: the kernel of each pair of channels at the points.

use pulp::Simd;

use super::super::RawConv;
use super::super::line::{Group, LANES, groups};
use super::super::points::kernel_rows;
use super::super::simd::{load, store};

/// Taps of a kernel that is kept as it is.
const TAPS: usize = 3;

/// The kernels of all pairs of channels.
pub(super) enum Weights {
    /// At the points: `[output plane][point][input plane][16 input channels]`.
    Ready(Vec<[Group; LANES]>),
    /// As they are, taken at the points whenever they are used: where there are so many that a core
    /// waits for them, reading half the bytes saves more than that costs.
    Plain {
        /// `[output plane][input plane][tap][16 input channels]`.
        kernels: Vec<[[Group; LANES]; TAPS]>,
        /// What each tap adds at each point.
        rows: Vec<[f32; TAPS]>,
    },
}

impl Weights {
    /// The kernels at the points that the `pairs` belong to.
    pub(super) fn ready(raw: &RawConv, pairs: &[f64]) -> Self {
        let [outputs, inputs, taps] = raw.shape;
        let rows = kernel_rows(pairs, taps);
        let planes = groups(inputs);
        let mut packed = vec![[Group::ZERO; LANES]; groups(outputs) * rows.len() * planes];
        let mut kernel = vec![0.0; taps];
        for output in 0..outputs {
            for input in 0..inputs {
                for (taken, tap) in kernel.iter_mut().zip(0..taps) {
                    *taken = f64::from(raw.weight(output, input, tap));
                }
                for (point, row) in rows.iter().enumerate() {
                    let products = row
                        .iter()
                        .zip(&kernel)
                        .map(|(factor, weight)| factor * weight);
                    let value: f64 = products.sum();
                    let block = (output / LANES * rows.len() + point) * planes + input / LANES;
                    packed[block][input % LANES].0[output % LANES] = value as f32;
                }
            }
        }
        Self::Ready(packed)
    }

    /// The kernels of three taps as they are.
    pub(super) fn plain(raw: &RawConv, pairs: &[f64]) -> Self {
        let [outputs, inputs, _] = raw.shape;
        let planes = groups(inputs);
        let mut kernels = vec![[[Group::ZERO; LANES]; TAPS]; groups(outputs) * planes];
        for output in 0..outputs {
            for input in 0..inputs {
                let taps = &mut kernels[output / LANES * planes + input / LANES];
                for (tap, channels) in taps.iter_mut().enumerate() {
                    channels[input % LANES].0[output % LANES] = raw.weight(output, input, tap);
                }
            }
        }
        let rows = kernel_rows(pairs, TAPS);
        let row = |row: &Vec<f64>| std::array::from_fn(|tap| row[tap] as f32);
        Self::Plain {
            kernels,
            rows: rows.iter().map(row).collect(),
        }
    }

    /// The kernels of one output plane and `planes` input planes at the `POINTS`,
    /// `[point][input plane][16 input channels]`; `room` is where they are taken.
    #[inline(always)]
    pub(super) fn of_plane<'a, S: Simd, const VECTORS: usize, const POINTS: usize>(
        &'a self,
        simd: S,
        (plane, planes): (usize, usize),
        room: &'a mut Vec<[Group; LANES]>,
    ) -> &'a [[Group; LANES]] {
        match self {
            Self::Ready(packed) => &packed[plane * POINTS * planes..][..POINTS * planes],
            Self::Plain { kernels, rows } => {
                room.resize(POINTS * planes, [Group::ZERO; LANES]);
                let kernels = &kernels[plane * planes..][..planes];
                at_points::<S, VECTORS, POINTS>(simd, kernels, rows, room);
                room
            }
        }
    }
}

/// Takes the kernels of one output plane at the points.
#[inline(always)]
fn at_points<S: Simd, const VECTORS: usize, const POINTS: usize>(
    simd: S,
    kernels: &[[[Group; LANES]; TAPS]],
    rows: &[[f32; TAPS]],
    taken: &mut [[Group; LANES]],
) {
    let mut factors = [[simd.splat_f32s(0.0); TAPS]; POINTS];
    for (factors, row) in factors.iter_mut().zip(rows) {
        for (factor, value) in factors.iter_mut().zip(row) {
            *factor = simd.splat_f32s(*value);
        }
    }
    for (input, taps) in kernels.iter().enumerate() {
        for channel in 0..LANES {
            let first = load::<S, VECTORS>(simd, &taps[0][channel]);
            let middle = load::<S, VECTORS>(simd, &taps[1][channel]);
            let last = load::<S, VECTORS>(simd, &taps[2][channel]);
            for point in 0..POINTS {
                let row = factors[point];
                let mut values = [simd.splat_f32s(0.0); VECTORS];
                for vector in 0..VECTORS {
                    let sum = simd.mul_f32s(first[vector], row[0]);
                    let sum = simd.mul_add_f32s(middle[vector], row[1], sum);
                    values[vector] = simd.mul_add_f32s(last[vector], row[2], sum);
                }
                let taken = &mut taken[point * kernels.len() + input][channel];
                store::<S, VECTORS>(simd, taken, values);
            }
        }
    }
}
