//! The stochastic duration predictor of VITS: from noise, bent by what is said of each symbol, to how
//! long the symbol takes.
//!
//! It is a flow of splines over two values a symbol, run backwards. Each step bends one of the values
//! by a curve that a stack of dilated convolutions makes of the other one; then the two change places.

use pulp::Arch;

use super::super::kernel::conv::{Conv, Run, Scratch};
use super::super::kernel::depthwise::Depthwise;
use super::super::kernel::line::{LANES, Line, groups};
use super::super::kernel::norm::{Norm, Then};
use super::all;
use super::read::{RawDurations, RawSeparable, RawStack};
use super::spline::{self, Spline};

/// The durations of a model, ready to run.
pub(super) struct Durations {
    condition: Stack,
    flows: Vec<Stack>,
    /// The channels of the stacks, whose root the curves' weights are divided by.
    channels: usize,
    shift: f32,
    scale: f32,
}

/// Dilated convolutions between two of a single tap.
struct Stack {
    pre: Conv,
    layers: Vec<Separable>,
    post: Conv,
}

/// One dilated layer of a stack.
struct Separable {
    deep: Depthwise,
    behind_deep: Norm,
    mix: Conv,
    behind_mix: Norm,
}

/// The memory of one run.
#[derive(Default)]
pub(super) struct Works {
    /// What is said of each symbol, for all steps.
    condition: Line,
    /// One of the two values of each symbol.
    value: Line,
    curves: Line,
    stack: StackWorks,
}

#[derive(Default)]
struct StackWorks {
    /// What a layer is added to.
    sums: Line,
    deep: Line,
    mixed: Line,
}

impl Durations {
    /// The durations of these weights, or why they cannot be run here.
    pub(super) fn new(raw: &RawDurations) -> Result<Self, String> {
        let [channels, ..] = raw.condition.pre.shape;
        let splines = raw.flows.iter().all(|flow| {
            let [outputs, ..] = flow.post.shape;
            flow.pre.shape == [channels, 1, 1] && outputs == spline::SIZE
        });
        if raw.condition.post.shape[0] != channels || !splines || raw.flows.is_empty() {
            return Err("the durations have another shape".into());
        }
        let flows = raw.flows.iter().map(|flow| Stack::new(flow, channels));
        Ok(Self {
            condition: Stack::new(&raw.condition, channels)?,
            flows: flows.collect::<Result<_, _>>()?,
            channels,
            shift: raw.shift[0],
            scale: raw.scale[0],
        })
    }

    /// The frames of each symbol of which `hidden` says something; `noise` has two rows, a value a
    /// symbol each.
    pub(super) fn run(
        &self,
        arch: Arch,
        hidden: &Line,
        noise: Vec<f32>,
        (works, scratch): (&mut Works, &mut Scratch),
    ) -> Vec<f32> {
        let symbols = noise.len() / 2;
        let span = all(symbols);
        let Works {
            condition,
            value,
            curves,
            stack,
        } = works;
        condition.open(groups(self.channels), &span, 0, &span);
        let given = (hidden, None);
        self.condition.run(
            arch,
            given,
            condition,
            symbols,
            (&mut *stack, &mut *scratch),
        );
        // The definition has the values change places before each step and at the end.
        let mut bent = noise;
        let mut kept = bent.split_off(symbols);
        for flow in &self.flows {
            value.open(1, &span, 0, &span);
            for (group, value) in value.plane_mut(0).iter_mut().zip(&kept) {
                group.0 = Default::default();
                group.0[0] = *value;
            }
            curves.open(groups(spline::SIZE), &span, 0, &span);
            let given = (&*value, Some(&*condition));
            flow.run(arch, given, curves, symbols, (&mut *stack, &mut *scratch));
            for (symbol, value) in bent.iter_mut().enumerate() {
                *value = self.spline(curves, symbol).back(*value);
            }
            std::mem::swap(&mut kept, &mut bent);
        }
        // What was bent last is what is kept now.
        let log = |value: f32| (value - self.shift) * self.scale;
        kept.iter().map(|value| libm::expf(log(*value))).collect()
    }

    /// The curve of a symbol.
    fn spline(&self, curves: &Line, symbol: usize) -> Spline {
        let values =
            std::array::from_fn(|channel| curves.plane(channel / LANES)[symbol].0[channel % LANES]);
        Spline::new(&values, (self.channels as f32).sqrt())
    }
}

impl Stack {
    fn new(raw: &RawStack, channels: usize) -> Result<Self, String> {
        if raw.pre.shape[0] != channels || raw.post.shape[1] != channels {
            return Err("a stack of the durations has another shape".into());
        }
        let layers = raw.layers.iter().map(|raw| Separable::new(raw, channels));
        Ok(Self {
            pre: Conv::new(&raw.pre),
            layers: layers.collect::<Result<_, _>>()?,
            post: Conv::new(&raw.post),
        })
    }

    /// Writes what becomes of the input to `output`; the second line, where there is one, is added
    /// behind the first convolution.
    fn run(
        &self,
        arch: Arch,
        (input, added): (&Line, Option<&Line>),
        output: &mut Line,
        symbols: usize,
        (works, scratch): (&mut StackWorks, &mut Scratch),
    ) {
        let span = all(symbols);
        let StackWorks { sums, deep, mixed } = works;
        let margins = self.layers.iter().map(|layer| layer.deep.margin());
        sums.open(self.planes(), &span, margins.fold(0, isize::max), &span);
        deep.open(self.planes(), &span, 0, &span);
        mixed.open(self.planes(), &span, 0, &span);
        let mut run = Run::new(input, sums, &span, scratch);
        run.residual = added;
        self.pre.run(arch, run);
        for layer in &self.layers {
            layer.deep.run(arch, sums, deep, &span);
            layer.behind_deep.run(arch, deep, mixed, &span, Then::Bent);
            layer.mix.run(arch, Run::new(mixed, deep, &span, scratch));
            layer
                .behind_mix
                .run(arch, deep, sums, &span, Then::BentAndAdded);
        }
        self.post.run(arch, Run::new(sums, output, &span, scratch));
    }

    fn planes(&self) -> usize {
        self.pre.planes()
    }
}

impl Separable {
    fn new(raw: &RawSeparable, channels: usize) -> Result<Self, String> {
        let [deep, mix] = &raw.norms;
        let norm = |raw| Norm::new(raw).filter(|_| raw.scale.len() == channels);
        let fits = raw.mix.shape == [channels, channels, 1]
            && raw.deep.weights.len() == channels * raw.deep.taps;
        match (norm(deep), norm(mix)) {
            (Some(behind_deep), Some(behind_mix)) if fits => Ok(Self {
                deep: Depthwise::new(&raw.deep),
                behind_deep,
                mix: Conv::new(&raw.mix),
                behind_mix,
            }),
            _ => Err("a layer of the durations has another shape".into()),
        }
    }
}
