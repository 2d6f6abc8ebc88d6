//! The couplings in order, each over all frames that the next ones need.

use std::ops::Range;

use pulp::Arch;

use super::super::kernel::conv::{Conv, Run, Scratch};
use super::super::kernel::gate;
use super::super::kernel::line::{Group, LANES, Line, Span, groups, inside};
use super::super::kernel::{LatentView, RawConv};
use super::fold::{carried, in_halves, joined, moved, negated, part};
use super::read::{RawCoupling, RawLayer, Shape};

/// A flow ready to run.
pub(super) struct Network {
    /// The channels of the prior that are in each of the two lines of values.
    halves: [Vec<usize>; 2],
    couplings: Vec<Coupling>,
    /// For each channel of the latent its line and its place in there.
    order: Vec<(usize, usize)>,
    /// Frames beyond those of a span that some layer looks at.
    margin: isize,
}

/// A wave net, and which of the lines it reads; the other one it changes.
struct Coupling {
    reads: usize,
    /// From the line to the channels of the net, where a second layer needs them.
    pre: Option<Conv>,
    layers: Vec<Layer>,
    /// Planes of the net's channels.
    planes: usize,
}

struct Layer {
    /// To both halves of the gate; that of the first layer reads the line.
    gates: Conv,
    /// What is added to the net's channels; nothing by the last layer.
    residual: Option<Conv>,
    /// What is added to the line that is changed.
    change: Conv,
    edges: Option<Edges>,
}

/// What the taps of a convolution add that lie beyond the ends of the sound, and should not.
struct Edges {
    /// `[tap][plane]`.
    added: Vec<Vec<Group>>,
    dilation: isize,
}

/// The spans of one coupling, all inside the sound.
#[derive(Debug, PartialEq)]
struct Spans {
    /// What is read of the line.
    read: Span,
    /// What is computed of each layer's gates.
    gates: Vec<Span>,
    /// What is changed of the other line.
    changed: Span,
}

/// The memory of one run, kept for the next.
#[derive(Default)]
pub(super) struct Work {
    halves: [Line; 2],
    hidden: Line,
    acts: Line,
    gated: Line,
    scratch: Scratch,
}

impl Network {
    /// The network of a shape, or why it has none.
    pub(super) fn new(shape: &Shape) -> Result<Self, String> {
        let first = shape.couplings.first().ok_or("the flow has no coupling")?;
        let halves = [sorted(&first.reads), sorted(&first.changes)];
        let mut behind = 0;
        let mut couplings = Vec::new();
        for raw in shape.couplings.iter().rev() {
            couplings.insert(0, Coupling::new(raw, &halves, &mut behind)?);
        }
        let place = |channel: &usize| {
            let line = usize::from(!halves[0].contains(channel));
            let at = halves[line].iter().position(|it| it == channel);
            at.map(|at| (line, at))
        };
        let order = shape.order.iter().map(place).collect::<Option<_>>();
        Ok(Self {
            order: order.ok_or("a channel of the latent is not one of the flow's")?,
            halves,
            margin: couplings.iter().map(Coupling::margin).fold(0, isize::max),
            couplings,
        })
    }

    /// Values of one frame.
    pub(super) fn channels(&self) -> usize {
        self.order.len()
    }

    /// The frames of the prior that the latent's in `slice` are made from.
    pub(super) fn needs(&self, slice: &Range<usize>, frames: usize) -> Span {
        let [a, b] = self.plan(slice, frames).1;
        hull(&a, &b)
    }

    /// The spans of the couplings, and what is needed of either half of the prior.
    fn plan(&self, slice: &Range<usize>, frames: usize) -> (Vec<Spans>, [Span; 2]) {
        let slice = inside(&(slice.start as isize..slice.end as isize), frames);
        let mut needs = [slice.clone(), slice];
        let mut plan = Vec::new();
        for coupling in self.couplings.iter().rev() {
            let spans = coupling.plan(&needs[1 - coupling.reads], frames);
            needs[coupling.reads] = hull(&needs[coupling.reads], &spans.read);
            plan.insert(0, spans);
        }
        (plan, needs)
    }

    /// The latent's frames in `slice`, which lies inside the prior; for each channel a row.
    pub(super) fn run(
        &self,
        arch: Arch,
        prior: LatentView<'_>,
        slice: Range<usize>,
        work: &mut Work,
    ) -> Vec<f32> {
        let frames = prior.frames();
        let (plan, needs) = self.plan(&slice, frames);
        for ((line, channels), span) in work.halves.iter_mut().zip(&self.halves).zip(&needs) {
            fill(line, prior, channels, span, self.margin);
        }
        for (coupling, spans) in self.couplings.iter().zip(&plan) {
            coupling.run(arch, frames, spans, work);
        }
        let mut latent = Vec::with_capacity(self.order.len() * slice.len());
        for (line, place) in &self.order {
            let line = &work.halves[*line];
            let from = line.index(slice.start as isize);
            let rows = &line.plane(place / LANES)[from..][..slice.len()];
            latent.extend(rows.iter().map(|group| group.0[place % LANES]));
        }
        latent
    }
}

impl Coupling {
    /// The coupling of these weights. `behind` counts the frames that the layers behind see on
    /// either side.
    fn new(
        raw: &RawCoupling,
        halves: &[Vec<usize>; 2],
        behind: &mut isize,
    ) -> Result<Self, String> {
        let reads = usize::from(sorted(&raw.reads) != halves[0]);
        let odd = || "a coupling does not divide the channels as the others do".to_owned();
        let inputs = places(&raw.reads, &halves[reads]).ok_or_else(odd)?;
        let outputs = places(&raw.changes, &halves[1 - reads]).ok_or_else(odd)?;
        let [hidden, ..] = raw.pre.shape;
        let every: Vec<usize> = (0..hidden).collect();
        let some = |places: &[usize]| places.iter().copied().map(Some).collect::<Vec<_>>();
        let pre = moved(&raw.pre, &some(&every), &inputs);
        let post = negated(moved(&raw.post, &some(&outputs), &every));
        // The bias of the last convolution is added once, by the first layer.
        let unbiased = RawConv {
            bias: Vec::new(),
            ..post.clone()
        };
        let mut layers = Vec::new();
        for (at, layer) in raw.layers.iter().enumerate().rev() {
            let (first, post) = match at {
                0 => (Some(&pre), &post),
                _ => (None, &unbiased),
            };
            layers.insert(0, Layer::new(layer, first, post, *behind));
            *behind += (layer.gates.shape[2] / 2 * layer.gates.dilation) as isize;
        }
        Ok(Self {
            reads,
            pre: (layers.len() > 1).then(|| Conv::new(&pre)),
            layers,
            planes: groups(hidden),
        })
    }

    /// Frames beyond those of a span that some layer looks at.
    fn margin(&self) -> isize {
        let margins = self.layers.iter().map(|layer| layer.gates.margin());
        margins.fold(0, isize::max)
    }

    /// The spans for a change over `changed`.
    fn plan(&self, changed: &Span, frames: usize) -> Spans {
        let mut need = changed.clone();
        let mut gates = Vec::new();
        for layer in self.layers.iter().rev() {
            gates.insert(0, need.clone());
            need = inside(&layer.gates.reach(need.clone()), frames);
            need = hull(&need, changed);
        }
        Spans {
            read: need,
            gates,
            changed: changed.clone(),
        }
    }

    /// Takes from one line what the wave net makes of the other.
    fn run(&self, arch: Arch, frames: usize, spans: &Spans, work: &mut Work) {
        let Work {
            halves,
            hidden,
            acts,
            gated,
            scratch,
        } = work;
        let sound = 0..frames as isize;
        let (a, b) = halves.split_at_mut(1);
        let (read, changed) = match self.reads {
            0 => (&a[0], &mut b[0]),
            _ => (&b[0], &mut a[0]),
        };
        if let (Some(pre), Some(span)) = (&self.pre, spans.gates.first()) {
            hidden.open(self.planes, span, self.margin(), &sound);
            pre.run(arch, Run::new(read, hidden, span, scratch));
        }
        for (at, (layer, span)) in self.layers.iter().zip(&spans.gates).enumerate() {
            acts.open(2 * self.planes, span, 0, &sound);
            gated.open(self.planes, span, 0, &sound);
            let input = if at == 0 { read } else { &*hidden };
            layer.gates.run(arch, Run::new(input, acts, span, scratch));
            if let Some(edges) = &layer.edges {
                edges.take(acts, span, &sound);
            }
            gate::run(arch, acts, gated, span.clone());
            if let Some(residual) = &layer.residual {
                residual.run(arch, Run::new(gated, hidden, span, scratch).added());
            }
            let run = Run::new(gated, changed, &spans.changed, scratch);
            layer.change.run(arch, run.added());
        }
    }
}

impl Layer {
    /// The layer of these weights; `first` is what stands in front of its net where it is the
    /// first layer, `post` what stands behind.
    ///
    /// The layers `behind` see so many frames on either side. Tiles that stand as much earlier
    /// are made of no frames for which a tile of the layer in front would be made in vain.
    fn new(raw: &RawLayer, first: Option<&RawConv>, post: &RawConv, behind: isize) -> Self {
        let [_, hidden, _] = raw.gates.shape;
        let every: Vec<usize> = (0..hidden).collect();
        let gates = moved(&raw.gates, &in_halves(hidden), &every);
        let conv = |raw: &RawConv| Conv::at(raw, -behind);
        // The last layer has nothing for a next one.
        let more = raw.ends.shape[0] - hidden;
        Self {
            gates: first.map_or_else(|| conv(&gates), |first| conv(&joined(first, &gates))),
            residual: (more > 0).then(|| Conv::new(&part(&raw.ends, 0, hidden))),
            change: Conv::new(&joined(&part(&raw.ends, more, hidden), post)),
            edges: first.map(|first| Edges::new(first, &gates)),
        }
    }
}

impl Edges {
    fn new(first: &RawConv, second: &RawConv) -> Self {
        let group = |values: &[f64]| {
            let mut group = Group::ZERO;
            for (lane, value) in group.0.iter_mut().zip(values) {
                *lane = *value as f32;
            }
            group
        };
        let taps = carried(first, second);
        let added = taps
            .iter()
            .map(|tap| tap.chunks(LANES).map(group).collect());
        Self {
            added: added.collect(),
            dilation: second.dilation as isize,
        }
    }

    /// Takes off what the taps beyond the ends of the sound have added.
    fn take(&self, acts: &mut Line, span: &Span, sound: &Span) {
        let middle = (self.added.len() / 2) as isize;
        for position in span.clone() {
            for (tap, added) in self.added.iter().enumerate() {
                if sound.contains(&(position + (tap as isize - middle) * self.dilation)) {
                    continue;
                }
                let at = acts.index(position);
                for (plane, added) in added.iter().enumerate() {
                    let sums = &mut acts.plane_mut(plane)[at];
                    for (sum, added) in sums.0.iter_mut().zip(added.0) {
                        *sum -= added;
                    }
                }
            }
        }
    }
}

/// Reads a few channels of the prior; there are zeros in the `margin` beyond.
fn fill(line: &mut Line, prior: LatentView<'_>, channels: &[usize], span: &Span, margin: isize) {
    line.open(groups(channels.len()), span, margin, &(0..0));
    let at = line.index(span.start);
    for (place, channel) in channels.iter().enumerate() {
        let values = prior.channel(*channel, span.start as usize..span.end as usize);
        let groups = &mut line.plane_mut(place / LANES)[at..];
        for (group, value) in groups.iter_mut().zip(values) {
            group.0[place % LANES] = *value;
        }
    }
}

/// Where in `raw` each of `channels` stands, or `None` where one does not.
fn places(raw: &[usize], channels: &[usize]) -> Option<Vec<usize>> {
    let place = |channel| raw.iter().position(|it| it == channel);
    let places = channels.iter().map(place).collect::<Option<Vec<_>>>()?;
    (raw.len() == channels.len()).then_some(places)
}

fn sorted(channels: &[usize]) -> Vec<usize> {
    let mut sorted = channels.to_vec();
    sorted.sort_unstable();
    sorted
}

fn hull(a: &Span, b: &Span) -> Span {
    a.start.min(b.start)..a.end.max(b.end)
}
