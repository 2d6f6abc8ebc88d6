//! Convolution with fewer products than outputs × taps (Toom-Cook, also known as Winograd).
//!
//! A tile of `OUTS` outputs is made of `POINTS` inputs. The inputs are seen as a polynomial's
//! coefficients and taken at `POINTS` points, ± pairs beside zero and infinity; there one
//! product for each pair of channels is enough, where the plain way has `OUTS` × taps. A
//! dilated convolution is as many plain ones, each over every `dilation`-th position.
//!
//! The tiles are counted from a fixed place of the sound, so that an output is made of the same
//! numbers in whatever slice it is asked for.

mod weights;

use pulp::{Arch, Simd};

use super::RawConv;
use super::conv::{Run, Scratch};
use super::line::{Group, Span};
use super::points::{FIVE_PAIRS, Points, THREE_PAIRS, TWO_PAIRS, give, take};
use super::simd::{self, Job, Source, leak, load, panel, store};
use weights::Weights;

/// Tiles transformed together: enough to use each weight often, few enough for the cache. So few more
/// are taken with the last of them that reading all weights once more would not pay.
const TILES: Batch = Batch { some: 24, most: 36 };

/// The same where the weights are more than the tiles: half as many readings of them.
const MANY_TILES: Batch = Batch { some: 48, most: 72 };

/// The most tiles of any convolution.
const MOST: usize = if TILES.most > MANY_TILES.most {
    TILES.most
} else {
    MANY_TILES.most
};

/// Tiles at a time, and the most that are taken at once where no more are left.
#[derive(Clone, Copy)]
struct Batch {
    some: usize,
    most: usize,
}

/// Pairs of channels whose weights at eight points no cache of a core holds: there reading the weights
/// is what takes time.
const LARGE: usize = 1 << 16;

/// The weights of a convolution at the points, and the points.
pub(in super::super) struct Fast {
    scheme: Scheme,
    /// Where the first tile begins: less than a block before the beginning of the sound.
    origin: isize,
    weights: Weights,
}

/// The points by the number of taps.
///
/// More points save more products but lose precision. On a voice these keep every sample within
/// 0.00001 of the plain sums, a third of the smallest step of 16-bit sound. Ten points for five
/// taps were no faster, ten for seven taps 8 % slower than twelve.
enum Scheme {
    /// Four outputs of three taps by 6 products in place of 12.
    Light(Points<2>),
    /// Six outputs by 8 products in place of 18.
    Three(Points<3>),
    /// Four outputs by 8 products in place of 20.
    Five(Points<3>),
    /// Six outputs by 12 products in place of 42.
    Seven(Points<5>),
}

impl Scheme {
    /// Outputs of one tile.
    fn outs(&self) -> usize {
        match self {
            Self::Light(_) | Self::Five(_) => 4,
            Self::Three(_) | Self::Seven(_) => 6,
        }
    }
}

impl Fast {
    /// The convolution in the fast form, or `None` where it has none for the number of taps.
    ///
    /// One of its tiles begins at `origin`.
    pub(in super::super) fn new(raw: &RawConv, origin: isize) -> Option<Self> {
        let [outputs, inputs, taps] = raw.shape;
        let light = outputs * inputs > LARGE;
        let (pairs, scheme): (&[f64], _) = match taps {
            3 if light => (&TWO_PAIRS, Scheme::Light(Points::new(TWO_PAIRS))),
            3 => (&THREE_PAIRS, Scheme::Three(Points::new(THREE_PAIRS))),
            5 => (&THREE_PAIRS, Scheme::Five(Points::new(THREE_PAIRS))),
            7 => (&FIVE_PAIRS, Scheme::Seven(Points::new(FIVE_PAIRS))),
            _ => return None,
        };
        let weights = match scheme {
            Scheme::Light(_) => Weights::plain(raw, pairs),
            _ => Weights::ready(raw, pairs),
        };
        let block = (scheme.outs() * raw.dilation) as isize;
        Some(Self {
            scheme,
            // Not behind the sound's beginning, so that no tile has a number below zero.
            origin: -(-origin).rem_euclid(block),
            weights,
        })
    }

    /// The positions from the first output of a tile to that of the next of the same phase.
    pub(in super::super) fn block(&self, dilation: usize) -> usize {
        self.scheme.outs() * dilation
    }

    /// The span widened to whole blocks.
    pub(in super::super) fn whole_tiles(&self, span: Span, dilation: usize) -> Span {
        let block = self.block(dilation) as isize;
        let tile = |at: isize| (at - self.origin).div_euclid(block) * block + self.origin;
        tile(span.start)..tile(span.end + block - 1)
    }

    /// Computes the outputs of a span.
    pub(in super::super) fn run(
        &self,
        arch: Arch,
        bias: &[Group],
        slope: Option<f32>,
        dilation: usize,
        run: Run<'_>,
    ) {
        let layer = Layer {
            bias,
            slope,
            dilation,
            weights: &self.weights,
            origin: self.origin,
            batch: match &self.scheme {
                Scheme::Light(_) => MANY_TILES,
                _ => TILES,
            },
        };
        match &self.scheme {
            Scheme::Light(points) => tiles::<2, 6, 4>(arch, points, layer, run),
            Scheme::Three(points) => tiles::<3, 8, 6>(arch, points, layer, run),
            Scheme::Five(points) => tiles::<3, 8, 4>(arch, points, layer, run),
            Scheme::Seven(points) => tiles::<5, 12, 6>(arch, points, layer, run),
        }
    }
}

/// The convolution that is run.
#[derive(Clone, Copy)]
struct Layer<'a> {
    bias: &'a [Group],
    slope: Option<f32>,
    dilation: usize,
    weights: &'a Weights,
    origin: isize,
    batch: Batch,
}

impl Layer<'_> {
    /// The first output of a tile.
    #[inline(always)]
    fn position<const OUTS: usize>(&self, tile: usize) -> isize {
        let (block, phase) = (tile / self.dilation, tile % self.dilation);
        self.origin + (block * OUTS * self.dilation + phase) as isize
    }
}

struct Tiles<'a, const PAIRS: usize, const POINTS: usize, const OUTS: usize> {
    points: &'a Points<PAIRS>,
    layer: Layer<'a>,
    run: Run<'a>,
}

fn tiles<const PAIRS: usize, const POINTS: usize, const OUTS: usize>(
    arch: Arch,
    points: &Points<PAIRS>,
    layer: Layer<'_>,
    run: Run<'_>,
) {
    let job: Tiles<'_, PAIRS, POINTS, OUTS> = Tiles { points, layer, run };
    simd::dispatch(arch, job);
}

impl<const PAIRS: usize, const POINTS: usize, const OUTS: usize> Job
    for Tiles<'_, PAIRS, POINTS, OUTS>
{
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(mut self, simd: S) {
        let planes = self.run.input.planes();
        let block = (OUTS * self.layer.dilation) as isize;
        let span = self.run.span.start - self.layer.origin..self.run.span.end - self.layer.origin;
        let first = span.start.div_euclid(block) as usize;
        let last = (span.end + block - 1).div_euclid(block) as usize;
        let all = first * self.layer.dilation..last * self.layer.dilation;
        let Batch { some, most } = self.layer.batch;
        let mut scratch = std::mem::take(self.run.scratch);
        let Scratch { active, sums, .. } = &mut scratch;
        active.resize(active.len().max(POINTS * planes * most), Group::ZERO);
        sums.resize(sums.len().max(POINTS * most), Group::ZERO);
        let mut from = all.start;
        while from < all.end {
            let left = all.end - from;
            let count = if left <= most { left } else { some };
            let mut positions = [0; MOST];
            for (tile, position) in positions[..count].iter_mut().enumerate() {
                *position = self.layer.position::<OUTS>(from + tile);
            }
            let positions = &positions[..count];
            self.forward::<S, VECTORS>(simd, positions, &mut scratch.active);
            for plane in 0..self.layer.bias.len() {
                let room = &mut scratch.weights;
                let weights = self.layer.weights;
                let weights = weights.of_plane::<S, VECTORS, POINTS>(simd, (plane, planes), room);
                for point in 0..POINTS {
                    let source = Source {
                        data: &scratch.active,
                        start: point * planes * most,
                        planes: (planes, most),
                        taps: (1, 0),
                    };
                    let weights = &weights[point * planes..][..planes];
                    let sums = &mut scratch.sums[point * most..][..count];
                    panel::<S, VECTORS, ROWS>(simd, source, weights, &Group::ZERO, sums);
                }
                self.inverse::<S, VECTORS>(simd, positions, plane, &scratch.sums);
            }
            from += count;
        }
        *self.run.scratch = scratch;
    }
}

impl<const PAIRS: usize, const POINTS: usize, const OUTS: usize> Tiles<'_, PAIRS, POINTS, OUTS> {
    /// The inputs at the points of the tiles at these positions: `[point][plane][tile]`.
    #[inline(always)]
    fn forward<S: Simd, const VECTORS: usize>(
        &self,
        simd: S,
        positions: &[isize],
        out: &mut [Group],
    ) {
        let input = self.run.input;
        let dilation = self.layer.dilation;
        let side = ((POINTS - OUTS) / 2 * dilation) as isize;
        // A slope of one changes nothing.
        let slope = self.layer.slope.unwrap_or(1.0);
        let (planes, most) = (input.planes(), self.layer.batch.most);
        for plane in 0..planes {
            let rows = input.plane(plane);
            for (tile, position) in positions.iter().enumerate() {
                let start = input.index(position - side);
                let mut values = [[simd.splat_f32s(0.0); VECTORS]; POINTS];
                for point in 0..POINTS {
                    let loaded = load::<S, VECTORS>(simd, &rows[start + point * dilation]);
                    values[point] = leak(simd, loaded, slope);
                }
                for vector in 0..VECTORS {
                    let mut column = [simd.splat_f32s(0.0); POINTS];
                    for point in 0..POINTS {
                        column[point] = values[point][vector];
                    }
                    let column = take(simd, self.points, column);
                    for point in 0..POINTS {
                        values[point][vector] = column[point];
                    }
                }
                for point in 0..POINTS {
                    let out = &mut out[(point * planes + plane) * most + tile];
                    store::<S, VECTORS>(simd, out, values[point]);
                }
            }
        }
    }

    /// The outputs of the tiles at these positions from their values at the points: `[point][tile]`.
    #[inline(always)]
    fn inverse<S: Simd, const VECTORS: usize>(
        &mut self,
        simd: S,
        positions: &[isize],
        plane: usize,
        sums: &[Group],
    ) {
        let (layer, begin) = (self.layer, self.run.span.start);
        let bias = load::<S, VECTORS>(simd, &layer.bias[plane]);
        let mut rows = self.run.rows(plane);
        for (tile, position) in positions.iter().enumerate() {
            let mut outs = [[simd.splat_f32s(0.0); VECTORS]; OUTS];
            for vector in 0..VECTORS {
                let mut column = [simd.splat_f32s(0.0); POINTS];
                for point in 0..POINTS {
                    let sums = &sums[point * layer.batch.most + tile];
                    let values = load::<S, VECTORS>(simd, sums);
                    column[point] = values[vector];
                }
                let column: [S::f32s; OUTS] = give(simd, self.points, column, bias[vector]);
                for out in 0..OUTS {
                    outs[out][vector] = column[out];
                }
            }
            // Of the first and the last tile some outputs may lie beside the span.
            let start = position - begin;
            for out in 0..OUTS {
                let row = usize::try_from(start + (out * layer.dilation) as isize);
                if let Ok(row) = row
                    && row < rows.out.len()
                {
                    rows.settle::<S, VECTORS>(simd, row, outs[out]);
                }
            }
        }
    }
}
