//! The structure and the weights of a vocoder, read off the graph of its model.
//!
//! The graph is followed from its output backwards: tanh, the last convolution, then for each
//! stage the mean of its residual blocks and the transposed convolution that feeds them, down
//! to the first convolution, which takes the latent.

#[cfg(test)]
mod tests;

use rten_onnx::onnx::GraphProto;

use super::super::kernel::graph::Graph;
use super::super::kernel::{RawConv, RawUp};

/// One stage: more positions, then the mean of several residual blocks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawStage {
    pub(super) up: RawUp,
    /// For each block its steps; a step is one or two convolutions, whose result is added to
    /// what the step was given.
    pub(super) blocks: Vec<Vec<Vec<RawConv>>>,
    /// What the sum of the blocks is divided by.
    pub(super) divisor: Option<f32>,
}

/// A whole vocoder.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Name of the value that is the latent.
    pub(super) input: String,
    pub(super) pre: RawConv,
    pub(super) stages: Vec<RawStage>,
    pub(super) post: RawConv,
}

/// The vocoder in the file at `path`, or why it is none that can be run here.
pub(super) fn read(graph: &GraphProto) -> Result<Shape, String> {
    shape(&Graph::new(graph)?)
}

/// No known vocoder has more than 5 stages, 4 blocks in a stage, 3 steps in a block. The limit
/// ends the walk of a graph that runs in circles.
const MOST: usize = 32;

fn shape(graph: &Graph<'_>) -> Result<Shape, String> {
    let tanh = graph.end()?;
    let (post, mut value) = graph.conv(graph.behind(tanh)?)?;
    if post.shape[0] != 1 {
        return Err(format!("the sound has {} channels", post.shape[0]));
    }
    let mut stages = Vec::new();
    let (pre, input) = loop {
        if let Some(found) = graph.first(value)? {
            break found;
        }
        let (stage, below) = stage(graph, value)?;
        stages.insert(0, stage);
        value = below;
        if stages.len() > MOST {
            return Err("it has too many stages".into());
        }
    };
    let shape = Shape {
        input: input.to_owned(),
        pre,
        stages,
        post,
    };
    check(&shape)?;
    Ok(shape)
}

/// The stage whose output is `value`, and the value that it is fed with.
fn stage<'a>(graph: &Graph<'a>, value: &'a str) -> Result<(RawStage, &'a str), String> {
    let (divisor, sum) = graph.division(value)?;
    let mut blocks = Vec::new();
    let mut begin = None;
    for end in terms(graph, sum)? {
        let (steps, from) = block(graph, end)?;
        if *begin.get_or_insert(from) != from {
            return Err("the blocks of a stage begin at different values".into());
        }
        blocks.push(steps);
    }
    let begin = begin.ok_or("a stage has no blocks")?;
    let (up, below) = graph.up(begin)?;
    let stage = RawStage {
        up,
        blocks,
        divisor,
    };
    Ok((stage, below))
}

/// The values whose sum is `value`: the ends of residual blocks, in the order of the additions.
fn terms<'a>(graph: &Graph<'a>, value: &'a str) -> Result<Vec<&'a str>, String> {
    let (mut open, mut ends) = (vec![value], Vec::new());
    while let Some(value) = open.pop() {
        let [a, b] = graph.sum(value)?;
        if graph.is_conv(a) || graph.is_conv(b) {
            ends.push(value);
        } else {
            open.extend([b, a]);
        }
        if open.len() + ends.len() > MOST {
            return Err("a stage has too many blocks".into());
        }
    }
    Ok(ends)
}

/// A step of a residual block: one convolution, or two behind each other.
type Step = Vec<RawConv>;

/// The steps of the block that ends at `value`, and the value that it begins with.
fn block<'a>(graph: &Graph<'a>, end: &'a str) -> Result<(Vec<Step>, &'a str), String> {
    let (mut steps, mut value) = (Vec::new(), end);
    while !graph.is_up(value) {
        let [a, b] = graph.sum(value)?;
        let (made, residual) = if graph.is_conv(a) { (a, b) } else { (b, a) };
        let (second, from) = graph.conv(made)?;
        let step = if from == residual {
            vec![second]
        } else {
            let (first, from) = graph.conv(from)?;
            if from != residual {
                return Err("a residual block adds another value than its own".into());
            }
            vec![first, second]
        };
        steps.insert(0, step);
        value = residual;
        if steps.len() > MOST {
            return Err("a residual block has too many steps".into());
        }
    }
    Ok((steps, value))
}

/// Whether the channels of the layers fit each other.
fn check(shape: &Shape) -> Result<(), String> {
    let mut channels = shape.pre.shape[0];
    for stage in &shape.stages {
        let [inputs, outputs, _] = stage.up.shape;
        let mut fits = inputs == channels;
        for conv in stage.blocks.iter().flatten().flatten() {
            fits &= conv.shape[..2] == [outputs, outputs];
        }
        if !fits {
            return Err("the channels of a stage do not fit".into());
        }
        channels = outputs;
    }
    let hop: usize = shape.stages.iter().map(|stage| stage.up.stride).product();
    if shape.post.shape[1] == channels && hop <= 65_536 {
        Ok(())
    } else {
        Err("the last convolution does not fit".into())
    }
}
