//! The layers in order, each kept just far enough ahead of the next.
//!
//! The vocoder is a chain of levels, each at a higher rate than the one below. A level is asked
//! for its output up to a position; it asks the level below for what that takes, and works in
//! pieces that stay in the cache. Nothing is computed twice, nothing that is not needed.

use std::ops::Range;

use pulp::Arch;

use super::super::kernel::LatentView;
use super::super::kernel::conv::{Blend, Conv, Run, Scratch};
use super::super::kernel::line::{Group, LANES, Line, Span, groups, inside};
use super::last::Last;
use super::read::{RawStage, Shape};
use super::upsample::Up;

/// Groups that a level computes of each line at a time: a quarter of a common second-level
/// cache of 1 MiB.
const PIECE: usize = 4096;

/// A vocoder ready to run.
pub(super) struct Network {
    channels: usize,
    levels: Vec<Level>,
    last: Last,
}

/// What stands at the beginning of a level.
enum Head {
    Conv(Conv),
    Up(Up),
}

/// The layers at one rate.
struct Level {
    head: Head,
    layers: Vec<Layer>,
    /// Lines of values: the first is made by the head, the last is the level's output.
    lines: usize,
    planes: usize,
    /// Positions in one latent frame.
    rate: usize,
    /// What its pieces are a multiple of, so that no tile is computed in part.
    grid: usize,
}

/// A convolution between lines of its level.
struct Layer {
    conv: Conv,
    input: usize,
    residual: Option<usize>,
    output: usize,
    blend: Blend,
}

impl Network {
    /// The network of a shape.
    pub(super) fn new(shape: &Shape) -> Self {
        let mut rate = 1;
        let mut levels = vec![Level::first(Conv::new(&shape.pre), shape.pre.shape[0])];
        for stage in &shape.stages {
            rate *= stage.up.stride;
            levels.push(Level::of_stage(stage, rate));
        }
        Self {
            channels: shape.pre.shape[1],
            levels,
            last: Last::new(&shape.post),
        }
    }

    /// Samples that one latent frame becomes.
    pub(super) fn hop(&self) -> usize {
        self.levels.last().map_or(1, |level| level.rate)
    }

    /// The positions of the latent that the samples in `span` are made from; some lie outside of it.
    pub(super) fn needs(&self, span: &Span) -> Span {
        let mut need = self.last.reach(span.clone());
        for level in self.levels.iter().rev() {
            need = level.below(level.needs(&need)[0].clone());
        }
        need
    }

    /// Values of one latent frame.
    pub(super) fn channels(&self) -> usize {
        self.channels
    }
}

impl Level {
    fn first(conv: Conv, channels: usize) -> Self {
        Self {
            grid: conv.grid(),
            head: Head::Conv(conv),
            layers: Vec::new(),
            lines: 1,
            planes: groups(channels),
            rate: 1,
        }
    }

    fn of_stage(stage: &RawStage, rate: usize) -> Self {
        let lines: usize = 2 + stage
            .blocks
            .iter()
            .map(|steps| steps.iter().map(Vec::len).sum::<usize>() - 1)
            .sum::<usize>();
        let mut layers = Vec::new();
        let mut next = 1;
        for (block, steps) in stage.blocks.iter().enumerate() {
            let mut residual = 0;
            for (at, step) in steps.iter().enumerate() {
                let mut input = residual;
                for (place, conv) in step.iter().enumerate() {
                    let ends_step = place + 1 == step.len();
                    let ends_block = ends_step && at + 1 == steps.len();
                    let output = if ends_block { lines - 1 } else { next };
                    let ends_all = ends_block && block + 1 == stage.blocks.len();
                    layers.push(Layer {
                        conv: Conv::new(conv),
                        input,
                        residual: ends_step.then_some(residual),
                        output,
                        blend: Blend {
                            add: ends_block && block > 0,
                            divide: stage.divisor.filter(|_| ends_all),
                        },
                    });
                    input = output;
                    next += usize::from(!ends_block);
                }
                residual = input;
            }
        }
        let ends = layers.iter().filter(|layer| layer.output == lines - 1);
        let grid = ends.map(|layer| layer.conv.grid()).fold(1, common_grid);
        Self {
            head: Head::Up(Up::new(&stage.up)),
            layers,
            lines,
            planes: groups(stage.up.shape[1]),
            rate,
            grid,
        }
    }

    /// The span of each line that the output's `span` is made of.
    fn needs(&self, span: &Span) -> Vec<Span> {
        let mut needs = vec![span.clone(); self.lines];
        for layer in self.layers.iter().rev() {
            let (made, seen) = (
                needs[layer.output].clone(),
                layer.conv.reach(needs[layer.output].clone()),
            );
            widen(&mut needs[layer.input], &seen);
            if let Some(residual) = layer.residual {
                widen(&mut needs[residual], &made);
            }
        }
        needs
    }

    /// The span of the level below that the first line's `span` is made of.
    fn below(&self, span: Span) -> Span {
        match &self.head {
            Head::Conv(conv) => conv.reach(span),
            Head::Up(up) => up.reach(span),
        }
    }

    /// Positions computed at a time.
    fn piece(&self) -> usize {
        (PIECE / self.planes.max(1)).next_multiple_of(self.grid)
    }
}

fn widen(span: &mut Span, other: &Span) {
    *span = span.start.min(other.start)..span.end.max(other.end);
}

/// The least common multiple, or the larger of the two where it would be beyond use.
fn common_grid(a: usize, b: usize) -> usize {
    let multiple = (1..=b).map(|times| a * times).find(|grid| grid % b == 0);
    multiple
        .filter(|grid| *grid <= PIECE / 16)
        .unwrap_or(a.max(b))
}

/// The memory of one run, kept for the next.
#[derive(Default)]
pub(super) struct Work {
    latent: Line,
    levels: Vec<Lines>,
    scratch: Scratch,
}

/// The lines of one level.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    /// Where the output may stop.
    limit: isize,
}

impl Lines {
    fn out(&self) -> Option<&Line> {
        self.lines.last()
    }

    fn done(&self) -> isize {
        self.out().map_or(0, |line| line.span().end)
    }
}

/// A run over a slice of a latent.
pub(super) struct Pipeline<'a> {
    pub(super) network: &'a Network,
    pub(super) arch: Arch,
    pub(super) frames: usize,
    pub(super) work: &'a mut Work,
}

impl Pipeline<'_> {
    /// The samples of the latent frames in `slice`, which lies inside the latent.
    pub(super) fn run(mut self, latent: LatentView<'_>, slice: Range<usize>) -> Vec<f32> {
        let hop = self.network.hop();
        let span = (slice.start * hop) as isize..(slice.end * hop) as isize;
        let mut samples = Vec::with_capacity(slice.len() * hop);
        if span.is_empty() {
            return samples;
        }
        self.prepare(&span, latent);
        let top = self.network.levels.len() - 1;
        let piece = self.network.levels[top].piece() as isize;
        let mut done = span.start;
        while done < span.end {
            let now = done..(done + piece).min(span.end);
            done = now.end;
            self.advance(top, self.network.last.reach(now.clone()).end);
            let rest = self.network.last.reach(now.end..now.end).start;
            let Some(out) = self.work.levels[top].lines.last_mut() else {
                break;
            };
            let active = &mut self.work.scratch.active;
            self.network
                .last
                .run(self.arch, out, now, active, &mut samples);
            out.drop_before(rest);
        }
        samples
    }

    /// Sets every line to where it begins, and reads the latent.
    fn prepare(&mut self, span: &Span, latent: LatentView<'_>) {
        let levels = &self.network.levels;
        self.work.levels.resize_with(levels.len(), Lines::default);
        let mut need = self.network.last.reach(span.clone());
        for (level, work) in levels.iter().zip(&mut self.work.levels).rev() {
            work.limit = need.end;
            work.lines.resize_with(level.lines, Line::default);
            let needs = level.needs(&need);
            let piece = level.piece();
            let length = (need.end - need.start) as usize;
            for (line, span) in work.lines.iter_mut().zip(&needs) {
                let halo = (span.end - span.start) as usize - length;
                line.reset(
                    level.planes,
                    span.start,
                    piece.min(length) + halo + level.grid,
                );
            }
            need = level.below(needs[0].clone());
        }
        fill(&mut self.work.latent, latent, &need);
    }

    /// Computes the output of a level up to `end`.
    fn advance(&mut self, level: usize, end: isize) {
        let network = self.network;
        let this = &network.levels[level];
        while self.work.levels[level].done() < end {
            let done = self.work.levels[level].done();
            let piece = this.piece() as isize;
            let target = (done + piece).div_euclid(this.grid as isize) * this.grid as isize;
            let target = target.max(end).min(self.work.levels[level].limit);
            let needs = this.needs(&(done..target));
            let made = self.work.levels[level].lines[0].span().end;
            if made < needs[0].end {
                if level > 0 {
                    self.advance(level - 1, this.below(made..needs[0].end).end);
                }
                self.head(level, made..needs[0].end);
            }
            self.layers(level, &needs);
        }
    }

    /// Makes the first line of a level.
    fn head(&mut self, level: usize, span: Span) {
        let this = &self.network.levels[level];
        let inside = inside(&span, self.frames * this.rate);
        let (below, levels) = self.work.levels.split_at_mut(level);
        let output = &mut levels[0].lines[0];
        let input = below.last_mut().and_then(|lines| lines.lines.last_mut());
        let input = input.unwrap_or(&mut self.work.latent);
        output.grow(span.end, &(0..(self.frames * this.rate) as isize));
        let scratch = &mut self.work.scratch;
        match &this.head {
            Head::Up(up) => up.run(self.arch, input, output, inside, scratch),
            Head::Conv(conv) => conv.run(
                self.arch,
                Run {
                    input,
                    residual: None,
                    output,
                    blend: Blend::PLAIN,
                    span: inside,
                    scratch,
                },
            ),
        }
        input.drop_before(this.below(span.end..span.end + 1).start);
    }

    /// Runs the layers of a level so that each line reaches what is needed of it.
    fn layers(&mut self, level: usize, needs: &[Span]) {
        let this = &self.network.levels[level];
        let lines = &mut self.work.levels[level].lines;
        let done: Vec<isize> = lines.iter().map(|line| line.span().end).collect();
        let sound = 0..(self.frames * this.rate) as isize;
        for (line, need) in lines.iter_mut().zip(needs) {
            line.grow(need.end, &sound);
        }
        for layer in &this.layers {
            let made = done[layer.output]..needs[layer.output].end;
            let mut output = std::mem::take(&mut lines[layer.output]);
            layer.conv.run(
                self.arch,
                Run {
                    input: &lines[layer.input],
                    residual: layer.residual.map(|line| &lines[line]),
                    output: &mut output,
                    blend: layer.blend,
                    span: inside(&made, self.frames * this.rate),
                    scratch: &mut self.work.scratch,
                },
            );
            lines[layer.output] = output;
        }
        self.forget(level);
    }

    /// Drops what no layer of the level will look at again.
    fn forget(&mut self, level: usize) {
        let this = &self.network.levels[level];
        let lines = &mut self.work.levels[level].lines;
        for at in 0..this.lines - 1 {
            let mut keep = lines[at].span().end;
            for layer in &this.layers {
                let next = lines[layer.output].span().end;
                if layer.input == at {
                    keep = keep.min(layer.conv.reach(next..next + 1).start);
                }
                if layer.residual == Some(at) {
                    keep = keep.min(next);
                }
            }
            lines[at].drop_before(keep);
        }
    }
}

/// Reads the latent's positions in `span`, zeros outside of it.
fn fill(line: &mut Line, latent: LatentView<'_>, span: &Span) {
    let length = (span.end - span.start) as usize;
    line.reset(groups(latent.channels()), span.start, length);
    line.grow(span.end, &(0..0));
    let inside = inside(span, latent.frames());
    let at = line.index(inside.start);
    for channel in 0..latent.channels() {
        let values = latent.channel(channel, inside.start as usize..inside.end as usize);
        let groups: &mut [Group] = &mut line.plane_mut(channel / LANES)[at..];
        for (group, value) in groups.iter_mut().zip(values) {
            group.0[channel % LANES] = *value;
        }
    }
}
