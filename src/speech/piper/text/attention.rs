//! Attention with relative positions (Shaw and others, 2018): each symbol is given a sum of all
//! symbols' values, weighted by how well its query meets their keys. To the keys and the values of
//! the symbols near by something is added that depends on the distance.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined into the dispatched function knows nothing of its vectors"
)]

use pulp::{Arch, Simd};

use super::super::kernel::RawConv;
use super::super::kernel::conv::{Conv, Run, Scratch};
use super::super::kernel::curves::exp;
use super::super::kernel::line::{Group, LANES, Line, groups};
use super::super::kernel::simd::{self, Job, Source, load, panel, store};
use super::all;
use super::read::{RawLayer, RawNear};

/// What stands for no symbol at all, so that its weight is nothing.
const NOBODY: f32 = -1e30;

/// The attention of one layer.
pub(super) struct Attention {
    /// To queries, keys and values, in this order.
    inputs: Conv,
    output: Conv,
    heads: usize,
    /// Planes of one head.
    planes: usize,
    /// Symbols on either side that are near.
    reach: usize,
    /// `[plane][16 channels][distance]`.
    near_keys: Vec<[Group; LANES]>,
    /// `[plane][distance][16 channels]`.
    near_values: Vec<[Group; LANES]>,
}

/// The memory of one run.
#[derive(Default)]
pub(super) struct Works {
    /// Queries, keys and values.
    met: Line,
    mixed: Line,
    heads: HeadWorks,
}

#[derive(Default)]
struct HeadWorks {
    /// For each symbol its weights of all symbols; the last plane has those of the symbols near by.
    scores: Line,
    /// Products of the queries with the keys of the distances.
    near: Vec<Group>,
    /// Keys by channel, values by symbol.
    weights: Vec<[Group; LANES]>,
    /// For each symbol what its weights sum to.
    totals: Vec<f32>,
}

impl Attention {
    /// The attention of a layer, or why it cannot be run here.
    pub(super) fn new(raw: &RawLayer) -> Result<Self, String> {
        let [queries, keys, values, output] = &raw.attention;
        let [near_keys, near_values] = &raw.near;
        let channels = output.shape[0];
        let size = near_keys.size;
        let fits = |conv: &RawConv| conv.shape == [channels, channels, 1] && conv.dilation == 1;
        let near = |near: &RawNear| (near.count, near.size) == (near_keys.count, size);
        let whole = size > 0 && size.is_multiple_of(LANES) && channels.is_multiple_of(size);
        let odd = near_keys.count % 2 == 1 && near_keys.count <= LANES;
        if !raw.attention.iter().all(fits) || !near(near_values) || !whole || !odd {
            return Err("an attention has another shape".into());
        }
        Ok(Self {
            inputs: Conv::new(&joined(queries, keys, values, (size as f32).sqrt())),
            output: Conv::new(output),
            heads: channels / size,
            planes: groups(size),
            reach: near_keys.count / 2,
            near_keys: by_channel(near_keys),
            near_values: by_distance(near_values),
        })
    }

    /// Writes what each symbol attends to, added to what it was, to `output`.
    pub(super) fn run(
        &self,
        arch: Arch,
        input: &Line,
        output: &mut Line,
        symbols: usize,
        (works, scratch): (&mut Works, &mut Scratch),
    ) {
        let span = all(symbols);
        let Works { met, mixed, heads } = works;
        let planes = self.heads * self.planes;
        // Whole groups of symbols; those that are not there have zeros.
        met.open(3 * planes, &all(groups(symbols) * LANES), 0, &span);
        mixed.open(planes, &span, 0, &span);
        self.inputs.run(arch, Run::new(input, met, &span, scratch));
        simd::dispatch(
            arch,
            Heads {
                attention: self,
                met,
                mixed,
                works: heads,
                symbols,
            },
        );
        let mut run = Run::new(mixed, output, &span, scratch);
        run.residual = Some(input);
        self.output.run(arch, run);
    }
}

/// One convolution in place of three; a query meets keys of `root` times its size.
fn joined(queries: &RawConv, keys: &RawConv, values: &RawConv, root: f32) -> RawConv {
    let scaled = |values: &[f32]| values.iter().map(|it| it / root).collect::<Vec<f32>>();
    let [outputs, inputs, taps] = queries.shape;
    RawConv {
        shape: [3 * outputs, inputs, taps],
        weights: [&scaled(&queries.weights), &keys.weights, &values.weights]
            .map(|it| &it[..])
            .concat(),
        bias: [&scaled(&queries.bias), &keys.bias, &values.bias]
            .map(|it| &it[..])
            .concat(),
        ..queries.clone()
    }
}

/// `[plane][16 channels][distance]`.
fn by_channel(near: &RawNear) -> Vec<[Group; LANES]> {
    let mut planes = vec![[Group::ZERO; LANES]; groups(near.size)];
    for (distance, values) in near.values.chunks(near.size).enumerate() {
        for (channel, value) in values.iter().enumerate() {
            planes[channel / LANES][channel % LANES].0[distance] = *value;
        }
    }
    planes
}

/// `[plane][distance][16 channels]`.
fn by_distance(near: &RawNear) -> Vec<[Group; LANES]> {
    let mut planes = vec![[Group::ZERO; LANES]; groups(near.size)];
    for (distance, values) in near.values.chunks(near.size).enumerate() {
        for (channel, value) in values.iter().enumerate() {
            planes[channel / LANES][distance].0[channel % LANES] = *value;
        }
    }
    planes
}

struct Heads<'a> {
    attention: &'a Attention,
    met: &'a Line,
    mixed: &'a mut Line,
    works: &'a mut HeadWorks,
    symbols: usize,
}

impl Job for Heads<'_> {
    #[inline(always)]
    fn run<S: Simd, const VECTORS: usize, const ROWS: usize>(mut self, simd: S) {
        let blocks = groups(self.symbols);
        let span = all(self.symbols);
        self.works.scores.open(blocks + 1, &span, 0, &span);
        for head in 0..self.attention.heads {
            self.meet::<S, VECTORS, ROWS>(simd, head);
            self.add_near();
            self.weigh::<S, VECTORS>(simd);
            self.note_near();
            self.mix::<S, VECTORS, ROWS>(simd, head);
        }
    }
}

impl Heads<'_> {
    /// The products of the queries with all keys, and with those of the distances.
    #[inline(always)]
    fn meet<S: Simd, const VECTORS: usize, const ROWS: usize>(&mut self, simd: S, head: usize) {
        let (symbols, attention) = (self.symbols, self.attention);
        let planes = attention.planes;
        let HeadWorks {
            scores,
            near,
            weights,
            ..
        } = &mut *self.works;
        let (data, stride) = self.met.planes_from(head * planes);
        let queries = Source {
            data,
            start: 0,
            planes: (planes, stride),
            taps: (1, 0),
        };
        let first_key = (attention.heads + head) * planes;
        for block in 0..groups(symbols) {
            weights.clear();
            for plane in 0..planes {
                let keys = &self.met.plane(first_key + plane)[block * LANES..][..LANES];
                weights.push(turned(keys));
            }
            let scores = &mut scores.plane_mut(block)[..symbols];
            panel::<S, VECTORS, ROWS>(simd, queries, weights, &Group::ZERO, scores);
        }
        near.resize(symbols, Group::ZERO);
        panel::<S, VECTORS, ROWS>(simd, queries, &attention.near_keys, &Group::ZERO, near);
    }

    /// The places of the symbols near `symbol`, each with the place of its distance.
    fn near(&self, symbol: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (reach, symbols) = (self.attention.reach, self.symbols);
        let from = symbol.saturating_sub(reach);
        let to = (symbol + reach + 1).min(symbols);
        (from..to).map(move |other| (other, other + reach - symbol))
    }

    /// Adds what the distances say to the scores.
    fn add_near(&mut self) {
        for symbol in 0..self.symbols {
            for (other, distance) in self.near(symbol) {
                let value = self.works.near[symbol].0[distance];
                self.works.scores.plane_mut(other / LANES)[symbol].0[other % LANES] += value;
            }
        }
    }

    /// From scores to weights, which still have to be divided by their sum.
    #[inline(always)]
    fn weigh<S: Simd, const VECTORS: usize>(&mut self, simd: S) {
        let blocks = groups(self.symbols);
        let HeadWorks { scores, totals, .. } = &mut *self.works;
        totals.clear();
        for symbol in 0..self.symbols {
            let last = &mut scores.plane_mut(blocks - 1)[symbol].0;
            last[self.symbols - (blocks - 1) * LANES..].fill(NOBODY);
            let mut most = Group([NOBODY; LANES]);
            for block in 0..blocks {
                let scores = &scores.plane(block)[symbol];
                for (most, score) in most.0.iter_mut().zip(scores.0) {
                    *most = most.max(score);
                }
            }
            let most = simd.splat_f32s(most.0.iter().copied().fold(NOBODY, f32::max));
            let mut sums = [simd.splat_f32s(0.0); VECTORS];
            for block in 0..blocks {
                let scores = &mut scores.plane_mut(block)[symbol];
                let mut values = load::<S, VECTORS>(simd, scores);
                for vector in 0..VECTORS {
                    values[vector] = exp(simd, simd.sub_f32s(values[vector], most));
                    sums[vector] = simd.add_f32s(sums[vector], values[vector]);
                }
                store::<S, VECTORS>(simd, scores, values);
            }
            let mut total = Group::ZERO;
            store::<S, VECTORS>(simd, &mut total, sums);
            totals.push(total.0.iter().sum());
        }
    }

    /// Copies the weights of the symbols near by to the last plane, by distance.
    fn note_near(&mut self) {
        let blocks = groups(self.symbols);
        for symbol in 0..self.symbols {
            let mut weights = Group::ZERO;
            for (other, distance) in self.near(symbol) {
                let of_other = &self.works.scores.plane(other / LANES)[symbol];
                weights.0[distance] = of_other.0[other % LANES];
            }
            self.works.scores.plane_mut(blocks)[symbol] = weights;
        }
    }

    /// The weighted sums of the values.
    #[inline(always)]
    fn mix<S: Simd, const VECTORS: usize, const ROWS: usize>(&mut self, simd: S, head: usize) {
        let (symbols, attention) = (self.symbols, self.attention);
        let HeadWorks {
            scores,
            weights,
            totals,
            ..
        } = &mut *self.works;
        let (data, stride) = scores.planes_from(0);
        let source = Source {
            data,
            start: 0,
            planes: (scores.planes(), stride),
            taps: (1, 0),
        };
        let first_value = (2 * attention.heads + head) * attention.planes;
        for plane in 0..attention.planes {
            weights.clear();
            let values = self.met.plane(first_value + plane);
            weights.extend_from_slice(values.as_chunks::<LANES>().0);
            weights.push(attention.near_values[plane]);
            let mixed = &mut self.mixed.plane_mut(head * attention.planes + plane)[..symbols];
            panel::<S, VECTORS, ROWS>(simd, source, weights, &Group::ZERO, mixed);
            for (mixed, total) in mixed.iter_mut().zip(&*totals) {
                let mut values = load::<S, VECTORS>(simd, mixed);
                for value in &mut values {
                    *value = simd.div_f32s(*value, simd.splat_f32s(*total));
                }
                store::<S, VECTORS>(simd, mixed, values);
            }
        }
    }
}

/// Sixteen groups of sixteen, rows for columns.
#[inline(always)]
fn turned(keys: &[Group]) -> [Group; LANES] {
    let mut turned = [Group::ZERO; LANES];
    for (symbol, key) in keys.iter().enumerate() {
        for (channel, value) in key.0.iter().enumerate() {
            turned[channel].0[symbol] = *value;
        }
    }
    turned
}
