//! The weights of a text encoder and of its durations, read off the graph of their model.
//!
//! A graph says in a few hundred nodes what the definition of VITS says in a line: the positions of
//! an attention are padded, shifted and cut, a spline is gathered and scattered. So only the weights
//! are read, in the order of the nodes, which is that of the model's layers; whether all of it is as
//! VITS defines it shows when the results are compared.

#[cfg(test)]
mod tests;

use std::collections::{HashSet, VecDeque};

use rten_onnx::onnx::{GraphProto, NodeProto};

use super::super::kernel::graph::{Graph, attribute, input, integers, name, op};
use super::super::kernel::{RawConv, RawDepthwise, RawNorm};
use super::super::structure::Structure;

/// A whole text encoder with its durations.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Values of each symbol.
    pub(super) channels: usize,
    /// For each symbol its values.
    pub(super) table: Vec<f32>,
    pub(super) layers: Vec<RawLayer>,
    /// From a symbol's values to the mean and the deviation of its sound.
    pub(super) ends: RawConv,
    pub(super) durations: RawDurations,
}

/// A layer of the encoder: attention, then a network of two convolutions, both added to what they
/// were given and normalised.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawLayer {
    /// To queries, keys and values, and from what was attended to.
    pub(super) attention: [RawConv; 4],
    /// What is added to the keys and to the values of symbols near by.
    pub(super) near: [RawNear; 2],
    pub(super) norms: [RawNorm; 2],
    pub(super) wide: RawConv,
    pub(super) narrow: RawConv,
}

/// Values by distance, from the farthest before a symbol to the farthest behind it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawNear {
    /// Distances, zero among them.
    pub(super) count: usize,
    /// Values of each, which is the size of one head of the attention.
    pub(super) size: usize,
    pub(super) values: Vec<f32>,
}

/// The stochastic duration predictor: a flow over two values a symbol, run backwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawDurations {
    pub(super) condition: RawStack,
    /// In the order in which they are run.
    pub(super) flows: Vec<RawStack>,
    /// What is taken off both values at last, and what they are multiplied with then.
    pub(super) shift: [f32; 2],
    pub(super) scale: [f32; 2],
}

/// A stack of dilated convolutions, each channel by itself and then all together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawStack {
    pub(super) pre: RawConv,
    pub(super) layers: Vec<RawSeparable>,
    pub(super) post: RawConv,
}

/// One layer of such a stack; a normalisation is behind either convolution.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawSeparable {
    pub(super) deep: RawDepthwise,
    pub(super) mix: RawConv,
    pub(super) norms: [RawNorm; 2],
}

/// The weights of a graph, or why they are not those of a text encoder that can be run here.
pub(super) fn read(graph: &GraphProto, structure: &Structure) -> Result<Shape, String> {
    let named = Graph::new(graph)?;
    let ends = ends(&named, structure)?;
    let hidden = input(ends, 0)?;
    let mut text = Weights::between(graph, &named, &[], hidden)?;
    let stops = [hidden, &*structure.duration_noise];
    let mut time = Weights::between(graph, &named, &stops, &structure.durations)?;
    let (table, channels) = table(graph, &named)?;
    let mut layers = Vec::new();
    while !text.convs.is_empty() {
        layers.push(text.layer()?);
    }
    Ok(Shape {
        channels,
        table,
        layers,
        ends: conv(&named, ends)?,
        durations: time.durations()?,
    })
}

/// The convolution that mean and deviation are the halves of.
fn ends<'a>(graph: &Graph<'a>, structure: &'a Structure) -> Result<&'a NodeProto, String> {
    let split = graph.maker_of(&structure.mean, "Split")?;
    if split.output.len() != 2 || split.output[1] != structure.deviation {
        return Err(format!("{} does not part mean and deviation", name(split)));
    }
    let mut value = input(split, 0)?;
    // Only the mask stands between.
    if op(graph.maker(value)?) == "Mul" {
        value = graph.behind(value)?;
    }
    graph.maker_of(value, "Conv")
}

/// For each symbol its values, and how many they are.
fn table(graph: &GraphProto, named: &Graph<'_>) -> Result<(Vec<f32>, usize), String> {
    let looks_up = |node: &&NodeProto| {
        op(node) == "Gather" && node.input.get(1).is_some_and(|it| it == "input")
    };
    let node = graph.node.iter().find(looks_up);
    let node = node.ok_or("nothing looks up the symbols")?;
    match named.constant(input(node, 0)?)? {
        (dims, values) if dims.len() == 2 && dims[1] > 0 => Ok((values, dims[1])),
        _ => Err(format!("{} looks up another shape", name(node))),
    }
}

/// The weights of a part of the graph by their kind, each kind in the order of its nodes.
#[derive(Default)]
struct Weights {
    convs: VecDeque<RawConv>,
    deep: VecDeque<RawDepthwise>,
    norms: VecDeque<RawNorm>,
    near: VecDeque<RawNear>,
    /// What is taken off two rows, or what they are multiplied with.
    pairs: VecDeque<[f32; 2]>,
}

impl Weights {
    /// The weights of the nodes that `to` is made by, up to the values `from`.
    fn between(
        graph: &GraphProto,
        named: &Graph<'_>,
        from: &[&str],
        to: &str,
    ) -> Result<Self, String> {
        let mut seen: HashSet<&str> = from.iter().copied().collect();
        let mut open = vec![to];
        while let Some(value) = open.pop() {
            if seen.insert(value)
                && let Ok(node) = named.maker(value)
            {
                open.extend(node.input.iter().map(String::as_str));
            }
        }
        let mut weights = Self::default();
        let made = |node: &&NodeProto| {
            let outputs = node.output.iter();
            outputs.clone().any(|it| seen.contains(&**it))
                && !outputs.clone().any(|it| from.contains(&&**it))
        };
        for node in graph.node.iter().filter(made) {
            weights.add(named, node)?;
        }
        Ok(weights)
    }

    fn add(&mut self, graph: &Graph<'_>, node: &NodeProto) -> Result<(), String> {
        match op(node) {
            "Conv" if attribute(node, "group").and_then(|it| it.i).unwrap_or(1) == 1 => {
                self.convs.push_back(conv(graph, node)?);
            }
            "Conv" => self.deep.push_back(depthwise(graph, node)?),
            "Pad" => self.near.extend(near(graph, node)),
            "Mul" | "Sub" => self.pairs.extend(pair(graph, node)),
            "Add" => self.norms.extend(norm(graph, node)),
            _ => {}
        }
        Ok(())
    }

    fn conv(&mut self) -> Result<RawConv, String> {
        self.convs
            .pop_front()
            .ok_or_else(|| "a convolution is missing".into())
    }

    fn norms(&mut self) -> Result<[RawNorm; 2], String> {
        let mut next = || self.norms.pop_front();
        match (next(), next()) {
            (Some(first), Some(second)) => Ok([first, second]),
            _ => Err("a normalisation is missing".into()),
        }
    }

    fn layer(&mut self) -> Result<RawLayer, String> {
        let attention = [self.conv()?, self.conv()?, self.conv()?, self.conv()?];
        let mut near = || self.near.pop_front();
        let near = match (near(), near()) {
            (Some(keys), Some(values)) => [keys, values],
            _ => return Err("an attention knows no distances".into()),
        };
        Ok(RawLayer {
            attention,
            near,
            norms: self.norms()?,
            wide: self.conv()?,
            // A rectifier stands between the two.
            narrow: RawConv {
                slope: Some(0.0),
                ..self.conv()?
            },
        })
    }

    fn durations(&mut self) -> Result<RawDurations, String> {
        let of_one = |conv: &&RawConv| conv.shape[1] == 1;
        let stacks = 1 + self.convs.iter().filter(of_one).count();
        let layers = self.deep.len() / stacks;
        let condition = self.stack(layers)?;
        let flows = (1..stacks).map(|_| self.stack(layers));
        let flows = flows.collect::<Result<_, _>>()?;
        if !self.convs.is_empty() {
            return Err("the durations have more convolutions than are known".into());
        }
        match self.pairs.make_contiguous() {
            [shift, scale] => Ok(RawDurations {
                condition,
                flows,
                shift: *shift,
                scale: *scale,
            }),
            _ => Err("the durations do not end in a shift and a scale".into()),
        }
    }

    fn stack(&mut self, layers: usize) -> Result<RawStack, String> {
        let pre = self.conv()?;
        let layers = (0..layers).map(|_| self.separable());
        Ok(RawStack {
            pre,
            layers: layers.collect::<Result<_, _>>()?,
            post: self.conv()?,
        })
    }

    fn separable(&mut self) -> Result<RawSeparable, String> {
        Ok(RawSeparable {
            deep: self.deep.pop_front().ok_or("a convolution is missing")?,
            mix: self.conv()?,
            norms: self.norms()?,
        })
    }
}

/// A convolution that is padded to the length of its input, by itself or in front of it.
fn conv(graph: &Graph<'_>, node: &NodeProto) -> Result<RawConv, String> {
    let (shape, weights) = shaped(graph, node)?;
    Ok(RawConv {
        shape,
        weights,
        bias: offset(graph, node, shape[0])?,
        dilation: dilation(node),
        slope: None,
    })
}

fn depthwise(graph: &Graph<'_>, node: &NodeProto) -> Result<RawDepthwise, String> {
    let ([channels, 1, taps], weights) = shaped(graph, node)? else {
        return Err(format!("{} is of some channels together", name(node)));
    };
    Ok(RawDepthwise {
        taps,
        weights,
        bias: offset(graph, node, channels)?,
        dilation: dilation(node),
    })
}

fn shaped(graph: &Graph<'_>, node: &NodeProto) -> Result<([usize; 3], Vec<f32>), String> {
    let (dims, values) = graph.constant(input(node, 1)?)?;
    let strides = integers(node, "strides").all(|stride| stride == 1);
    match dims[..] {
        [a, b, taps] if a * b > 0 && taps % 2 == 1 && strides => Ok(([a, b, taps], values)),
        _ => Err(format!("{} is a convolution of another kind", name(node))),
    }
}

fn offset(graph: &Graph<'_>, node: &NodeProto, channels: usize) -> Result<Vec<f32>, String> {
    let Some(bias) = node.input.get(2) else {
        return Ok(Vec::new());
    };
    let (_, bias) = graph.constant(bias)?;
    let fits = bias.len() == channels;
    fits.then_some(bias)
        .ok_or_else(|| format!("{} has a bias of another length", name(node)))
}

fn dilation(node: &NodeProto) -> usize {
    let dilation = integers(node, "dilations").next();
    // The default of the operator; none of a real voice is near the upper end.
    usize::try_from(dilation.unwrap_or(1))
        .unwrap_or(1)
        .clamp(1, 256)
}

/// A table of three dimensions that is padded: it is of distances.
fn near(graph: &Graph<'_>, node: &NodeProto) -> Option<RawNear> {
    let (dims, values) = graph.constant(input(node, 0).ok()?).ok()?;
    match dims[..] {
        [1, count, size] => Some(RawNear {
            count,
            size,
            values,
        }),
        _ => None,
    }
}

/// Two numbers, one for each of two rows.
fn pair(graph: &Graph<'_>, node: &NodeProto) -> Option<[f32; 2]> {
    let (dims, values) = graph.constant(input(node, 1).ok()?).ok()?;
    let two = dims == [2, 1];
    two.then(|| values.try_into().ok()).flatten()
}

/// The normalisation that ends in a sum: a product with a factor for each channel stands in front.
fn norm(graph: &Graph<'_>, sum: &NodeProto) -> Option<RawNorm> {
    let product = graph.maker_of(input(sum, 0).ok()?, "Mul").ok()?;
    let (_, scale) = graph.constant(input(product, 1).ok()?).ok()?;
    let (_, shift) = graph.constant(input(sum, 1).ok()?).ok()?;
    let whole = scale.len() > 1 && scale.len() == shift.len();
    whole.then_some(RawNorm { scale, shift })
}
