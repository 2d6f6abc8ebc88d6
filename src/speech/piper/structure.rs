//! The structure of a Piper model's graph: which inner values mean what, found by how they are
//! made and not by what an export calls them.
//!
//! Every Piper voice is a VITS, exported as one ONNX graph:
//!
//! ```text
//! ids → text encoder → mean, log deviation ─┬─ per symbol ──→ prior ─→ flow ─→ latent ─→ vocoder → samples
//!           └→ duration predictor → frames ─┘            noise ↗
//! ```

use std::collections::HashMap;

use rten_onnx::onnx::{GraphProto, NodeProto};

/// Names of the values that are asked for and fed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Structure {
    /// Noise of the durations, `(1, 2, symbols)`.
    pub(super) duration_noise: String,
    /// Frames of each symbol, `(1, 1, symbols)`.
    pub(super) durations: String,
    /// Mean of the prior, `(1, channels, symbols)`.
    pub(super) mean: String,
    /// Logarithm of the prior's deviation, `(1, channels, symbols)`.
    pub(super) deviation: String,
    /// What enters the flow, `(1, channels, frames)`.
    pub(super) prior: String,
    /// Which frames count, `(1, 1, frames)`; all do.
    pub(super) mask: String,
    /// What enters the vocoder, `(1, channels, frames)`.
    pub(super) latent: String,
    /// Samples, `(1, 1, 1, frames × hop)`.
    pub(super) output: String,
    /// The speaker's number, `(1)`, where the voice has several.
    pub(super) speaker: Option<String>,
    /// The number of symbols that the text encoder knows.
    pub(super) symbols: usize,
    /// Values in one frame.
    pub(super) channels: usize,
    /// Samples in one frame.
    pub(super) hop: usize,
    /// Frames of the prior that a frame of the latent depends on, on either side.
    pub(super) flow_reach: usize,
    /// Frames of the latent that a frame's samples depend on, on either side.
    pub(super) vocoder_reach: usize,
}

impl Structure {
    /// The structure of `graph`, or what of a Piper model it does not have.
    pub(super) fn of(graph: &GraphProto) -> Result<Self, String> {
        let wires = Wires::of(graph);
        let ceil = wires.only("Ceil")?;
        let durations = output(ceil)?;
        let (duration_noise, latent_noise) = wires.noises(durations)?;
        let (mean, deviation, prior) = wires.prior(latent_noise)?;
        let samples = graph.output.first().and_then(|it| it.name.as_deref());
        let samples = samples.ok_or("it has no output")?;
        let first = wires.first_upsampling(samples)?;
        let conv = wires.opening_of_vocoder(first)?;
        let latent = input(conv, 0)?;
        let weights = wires.dims(input(conv, 1)?).unwrap_or_default();
        let reach = |from, to| wires.reach(from, to).map(|reach| reach.0.max(reach.1));
        Ok(Self {
            mask: wires.mask(latent)?.to_owned(),
            speaker: graph
                .input
                .iter()
                .filter_map(|it| it.name.clone())
                .find(|name| name == "sid"),
            symbols: wires.symbols()?,
            channels: weights.get(1).copied().filter(|n| *n > 0).ok_or(NO_PIPER)?,
            hop: wires.hop(samples),
            flow_reach: reach(prior, latent)?,
            vocoder_reach: reach(latent, samples)?,
            duration_noise: duration_noise.to_owned(),
            durations: durations.to_owned(),
            mean: mean.to_owned(),
            deviation: deviation.to_owned(),
            prior: prior.to_owned(),
            latent: latent.to_owned(),
            output: samples.to_owned(),
        })
    }
}

/// What is said of a graph that is of another family.
const NO_PIPER: &str = "its graph is not that of a Piper voice";

/// Who makes and who reads each value of a graph.
struct Wires<'a> {
    graph: &'a GraphProto,
    maker: HashMap<&'a str, usize>,
    dims: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Wires<'a> {
    fn of(graph: &'a GraphProto) -> Self {
        let made = |(at, node): (usize, &'a NodeProto)| node.output.iter().map(move |o| (&**o, at));
        let dims = graph.initializer.iter().filter_map(|it| {
            let dims = it.dims.iter().map(|&n| usize::try_from(n).unwrap_or(0));
            Some((it.name.as_deref()?, dims.collect()))
        });
        Self {
            maker: graph.node.iter().enumerate().flat_map(made).collect(),
            dims: dims.collect(),
            graph,
        }
    }

    fn maker(&self, value: &str) -> Option<&'a NodeProto> {
        self.maker.get(value).map(|&at| &self.graph.node[at])
    }

    /// The shape of an initialiser.
    fn dims(&self, value: &str) -> Option<Vec<usize>> {
        self.dims.get(value).cloned()
    }

    fn readers(&self, value: &str) -> impl Iterator<Item = &'a NodeProto> {
        let reads = move |node: &&NodeProto| node.input.iter().any(|input| input == value);
        self.graph.node.iter().filter(reads)
    }

    fn all(&self, op: &str) -> impl Iterator<Item = &'a NodeProto> {
        self.graph.node.iter().filter(move |node| is(node, op))
    }

    fn only(&self, op: &str) -> Result<&'a NodeProto, String> {
        let mut found = self.all(op);
        match (found.next(), found.next()) {
            (Some(node), None) => Ok(node),
            (None, _) => Err(format!("{NO_PIPER}: it has no {op}")),
            (Some(_), Some(_)) => Err(format!("{NO_PIPER}: it has several {op}s")),
        }
    }

    /// The only reader of `value` that is an `op`.
    fn reader(&self, value: &str, op: &str) -> Result<&'a NodeProto, String> {
        let mut found = self.readers(value).filter(|node| is(node, op));
        found
            .next()
            .ok_or_else(|| format!("{NO_PIPER}: no {op} reads {value}"))
    }

    /// The maker of `value`, which has to be an `op`.
    fn made_by(&self, value: &str, op: &str) -> Result<&'a NodeProto, String> {
        let maker = self.maker(value).filter(|node| is(node, op));
        maker.ok_or_else(|| format!("{NO_PIPER}: {value} is not made by {op}"))
    }

    /// Whether `value` follows from `ancestor`.
    fn follows(&self, value: &str, ancestor: &str) -> bool {
        let mut seen = vec![false; self.graph.node.len()];
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            if value == ancestor {
                return true;
            }
            if let Some(&at) = self.maker.get(value)
                && !std::mem::replace(&mut seen[at], true)
            {
                open.extend(self.graph.node[at].input.iter().map(|input| &**input));
            }
        }
        false
    }

    /// The rows of the table in which the ids are looked up.
    fn symbols(&self) -> Result<usize, String> {
        let table = input(self.reader("input", "Gather")?, 0)?;
        let rows = self.dims(table).and_then(|dims| dims.first().copied());
        rows.ok_or_else(|| format!("{NO_PIPER}: its table of symbols is not found"))
    }

    /// The two noises: the one that the durations follow from, and the other.
    fn noises(&self, durations: &str) -> Result<(&'a str, &'a str), String> {
        let noises = self.all("RandomNormalLike").map(output);
        let noises = noises.collect::<Result<Vec<_>, _>>()?;
        match noises[..] {
            [a, b] if self.follows(durations, a) => Ok((a, b)),
            [a, b] if self.follows(durations, b) => Ok((b, a)),
            _ => Err(format!("{NO_PIPER}: its noises are not found")),
        }
    }

    /// Mean and log deviation of each symbol, and the value that is sampled from them:
    /// `mean + noise × exp(deviation) × scale`, the first two repeated for each frame.
    fn prior(&self, noise: &str) -> Result<(&'a str, &'a str, &'a str), String> {
        let product = self.reader(noise, "Mul")?;
        let spread = other_input(product, noise)?;
        let deviation = input(self.made_by(spread, "Exp")?, 0)?;
        let scaled = self.reader(output(product)?, "Mul")?;
        let scaled = output(scaled)?;
        let sum = self.reader(scaled, "Add")?;
        let mean = other_input(sum, scaled)?;
        Ok((
            self.of_symbols(mean)?,
            self.of_symbols(deviation)?,
            output(sum)?,
        ))
    }

    /// The value per symbol that was repeated into `frames`: a product with the alignment,
    /// between two transpositions.
    fn of_symbols(&self, frames: &str) -> Result<&'a str, String> {
        let product = input(self.made_by(frames, "Transpose")?, 0)?;
        let product = self.made_by(product, "MatMul")?;
        input(self.made_by(input(product, 1)?, "Transpose")?, 0)
    }

    /// The mask that the latent is multiplied with.
    fn mask(&self, latent: &str) -> Result<&'a str, String> {
        let product = self.made_by(latent, "Mul")?;
        let mut inputs = product.input.iter();
        let mask = inputs.find(|it| self.maker(it).is_some_and(|node| is(node, "Cast")));
        mask.map(String::as_str)
            .ok_or_else(|| format!("{NO_PIPER}: its latent has no mask"))
    }

    /// The first upsampling of the vocoder.
    fn first_upsampling(&self, samples: &str) -> Result<&'a NodeProto, String> {
        let mut found = self.all("ConvTranspose");
        let first = found.next();
        first
            .filter(|node| output(node).is_ok_and(|it| self.follows(samples, it)))
            .ok_or_else(|| format!("{NO_PIPER}: it has no vocoder"))
    }

    /// The convolution in front of the first upsampling; a speaker's colour may be added between.
    fn opening_of_vocoder(&self, first: &'a NodeProto) -> Result<&'a NodeProto, String> {
        let mut value = input(first, 0)?;
        // An activation and an addition at the most.
        for _ in 0..4 {
            let maker = self.maker(value);
            let maker = maker.ok_or_else(|| format!("{NO_PIPER}: its vocoder has no beginning"))?;
            if is(maker, "Conv") {
                return Ok(maker);
            }
            let wide = |it: &&String| {
                let conv = self.maker(it).filter(|node| is(node, "Conv"));
                conv.and_then(|node| self.kernel(node)) > Some(1)
            };
            let next = maker.input.iter().find(wide).or(maker.input.first());
            value = next.ok_or(NO_PIPER)?;
        }
        Err(format!("{NO_PIPER}: its vocoder has no beginning"))
    }

    /// Samples a frame: the product of all strides of the vocoder.
    fn hop(&self, samples: &str) -> usize {
        let used = |node: &&NodeProto| output(node).is_ok_and(|it| self.follows(samples, it));
        let strides = self.all("ConvTranspose").filter(used);
        strides.map(|node| whole(node, "strides", 0, 1)).product()
    }

    /// Length of a convolution's kernel.
    fn kernel(&self, node: &NodeProto) -> Option<usize> {
        self.dims(node.input.get(1)?)?.get(2).copied()
    }

    /// How much of `from`, before and behind, a stretch of `to` depends on; in steps of `from`.
    ///
    /// Only convolutions reach beyond the step that they make; a transposed one changes the
    /// length of a step. The nodes of an ONNX graph stand in topological order.
    fn reach(&self, from: &str, to: &str) -> Result<(usize, usize), String> {
        let mut needs: HashMap<&str, (usize, usize)> = HashMap::from([(to, (0, 0))]);
        for node in self.graph.node.iter().rev() {
            let needed = node.output.iter().filter_map(|it| needs.get(&**it));
            let Some(needed) = needed.copied().reduce(wider) else {
                continue;
            };
            if node.output.iter().any(|it| it == from) {
                break;
            }
            let reach = self.reach_of(node, needed)?;
            let moving = if is(node, "Conv") || is(node, "ConvTranspose") {
                1
            } else {
                node.input.len()
            };
            for input in node.input.iter().take(moving) {
                let known = needs.entry(input).or_insert(reach);
                *known = wider(*known, reach);
            }
        }
        let found = needs.get(from).copied();
        found.ok_or_else(|| format!("{NO_PIPER}: {to} does not follow from {from}"))
    }

    /// What `node` needs of its input for `needed` more on either side of its output.
    fn reach_of(&self, node: &NodeProto, needed: (usize, usize)) -> Result<(usize, usize), String> {
        let unclear = || format!("{NO_PIPER}: a convolution without a fixed kernel");
        let (before, behind) = needed;
        if is(node, "Conv") {
            let kernel = self.kernel(node).ok_or_else(unclear)?;
            let span = kernel.saturating_sub(1) * whole(node, "dilations", 0, 1);
            let pad = whole(node, "pads", 0, 0).min(span);
            Ok((before + pad, behind + span - pad))
        } else if is(node, "ConvTranspose") {
            let kernel = self.kernel(node).ok_or_else(unclear)?;
            let stride = whole(node, "strides", 0, 1).max(1);
            let pad = whole(node, "pads", 0, 0);
            let last = (kernel.max(1) - 1).saturating_sub(pad);
            Ok(((before + last) / stride, (behind + pad).div_ceil(stride)))
        } else {
            Ok(needed)
        }
    }
}

fn wider(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    (a.0.max(b.0), a.1.max(b.1))
}

fn is(node: &NodeProto, op: &str) -> bool {
    node.op_type.as_deref() == Some(op)
}

fn input(node: &NodeProto, at: usize) -> Result<&str, String> {
    let input = node.input.get(at).map(String::as_str);
    input.ok_or_else(|| NO_PIPER.to_owned())
}

fn output(node: &NodeProto) -> Result<&str, String> {
    let output = node.output.first().map(String::as_str);
    output.ok_or_else(|| NO_PIPER.to_owned())
}

/// The input of a sum or product of two that is not `known`.
fn other_input<'a>(node: &'a NodeProto, known: &str) -> Result<&'a str, String> {
    let other = node.input.iter().find(|input| *input != known);
    other.map(String::as_str).ok_or_else(|| NO_PIPER.to_owned())
}

/// The number at `at` of a node's list of numbers, or what ONNX takes where there is none.
fn whole(node: &NodeProto, attribute: &str, at: usize, default: usize) -> usize {
    let list = node
        .attribute
        .iter()
        .find(|it| it.name.as_deref() == Some(attribute));
    let number = list.and_then(|list| list.ints.get(at)).copied();
    number
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(default)
}
