//! The structure and the weights of a flow, read off the graph of its model.
//!
//! The graph is followed from the latent back to the prior. What changes nothing is passed over:
//! products with the mask, which is all ones, sums with zeros, and the scale of a coupling that
//! has none.

#[cfg(test)]
mod tests;

use rten_onnx::onnx::{GraphProto, NodeProto};

use super::super::kernel::RawConv;
use super::super::kernel::graph::{Graph, attribute, floats, input, integers, name, op};

/// A whole flow, in the order in which it is run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Values of one frame.
    pub(super) channels: usize,
    pub(super) couplings: Vec<RawCoupling>,
    /// For each channel of the latent that of the prior in whose place it came about.
    pub(super) order: Vec<usize>,
}

/// One coupling: what a wave net makes of half of the channels is taken from the others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawCoupling {
    /// Channels that are read, in the order of the net's inputs.
    pub(super) reads: Vec<usize>,
    /// Channels that are changed, in the order of its outputs.
    pub(super) changes: Vec<usize>,
    pub(super) pre: RawConv,
    pub(super) layers: Vec<RawLayer>,
    pub(super) post: RawConv,
}

/// One layer of a wave net.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawLayer {
    /// To twice the net's channels: those of the tangent, then those of the logistic function.
    pub(super) gates: RawConv,
    /// Behind the gate, to the next layer's channels and the sum of all layers', the latter
    /// alone in the last layer.
    pub(super) ends: RawConv,
}

/// The names of the values between which a flow lies.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Ends<'a> {
    pub(in super::super) prior: &'a str,
    pub(in super::super) latent: &'a str,
    /// Ones that much is multiplied with.
    pub(in super::super) mask: &'a str,
}

/// No known flow has more than 16 steps or a wave net of more than 16 layers. The limit ends the
/// walk of a graph that runs in circles.
const MOST: usize = 64;

/// More channels than any flow has: a slice that goes on as far goes to the end.
const WIDEST: i64 = 1 << 16;

/// The flow of a graph, or why it is none that can be run here.
pub(super) fn read(graph: &GraphProto, ends: Ends<'_>) -> Result<Shape, String> {
    let graph = Graph::new(graph)?;
    Reader {
        graph: &graph,
        ends,
    }
    .shape()
}

/// A step from the latent back to the prior.
enum Step {
    /// The channels in the opposite order.
    Flip,
    Coupling(Net),
}

/// What one coupling does.
struct Net {
    pre: RawConv,
    layers: Vec<RawLayer>,
    post: RawConv,
}

/// Channels that were cut out of a value; `end` may lie beyond the last one.
struct Cut<'a> {
    from: &'a str,
    start: i64,
    end: i64,
    step: i64,
}

struct Reader<'a> {
    graph: &'a Graph<'a>,
    ends: Ends<'a>,
}

impl<'a> Reader<'a> {
    fn shape(&self) -> Result<Shape, String> {
        let mut steps = Vec::new();
        let mut value = self.bare(self.ends.latent)?;
        while value != self.ends.prior {
            let (step, from) = self.step(value)?;
            steps.push(step);
            value = self.bare(from)?;
            if steps.len() > MOST {
                return Err("the flow has too many steps".into());
            }
        }
        steps.reverse();
        in_order(steps)
    }

    fn step(&self, value: &'a str) -> Result<(Step, &'a str), String> {
        let node = self.graph.maker(value)?;
        match op(node) {
            "Slice" => {
                let cut = self.cut(node)?;
                let whole = cut.start == -1 && cut.step == -1 && cut.end < -WIDEST;
                let flip = whole.then_some((Step::Flip, cut.from));
                flip.ok_or_else(|| format!("{} does not turn all channels around", name(node)))
            }
            "Concat" => self.coupling(node),
            other => Err(format!("{other} stands where a step of the flow should")),
        }
    }

    /// The coupling that ends in `joined`, and the value that it is given.
    fn coupling(&self, joined: &'a NodeProto) -> Result<(Step, &'a str), String> {
        let odd = || format!("{} does not join the halves of a coupling", name(joined));
        if joined.input.len() != 2 || number(joined, "axis") != Some(1) {
            return Err(odd());
        }
        let kept = input(joined, 0)?;
        let split = self.graph.maker_of(kept, "Split")?;
        let difference = self.bare(input(joined, 1)?)?;
        let difference = self.graph.maker_of(difference, "Sub")?;
        let changed = input(difference, 0)?;
        let whole = split.output.len() == 2 && number(split, "axis") == Some(1);
        if !whole || split.output[0] != kept || split.output[1] != changed {
            return Err(odd());
        }
        let net = self.net(input(difference, 1)?, kept)?;
        let halves = [net.pre.shape[1], net.post.shape[0]];
        if self.sizes(split)? != halves {
            return Err(format!("the halves of {} do not fit", name(split)));
        }
        Ok((Step::Coupling(net), input(split, 0)?))
    }

    /// The channels of both parts of a split.
    fn sizes(&self, split: &NodeProto) -> Result<Vec<usize>, String> {
        let sizes = match split.input.get(1) {
            Some(sizes) => self.graph.whole_numbers(sizes)?,
            None => integers(split, "split").collect(),
        };
        let sizes = sizes.into_iter().map(|size| usize::try_from(size).ok());
        let sizes: Option<_> = sizes.collect();
        sizes.ok_or_else(|| format!("{} has odd sizes", name(split)))
    }

    /// The wave net whose result is `mean`, made of the value `kept`.
    fn net(&self, mean: &'a str, kept: &'a str) -> Result<Net, String> {
        let (post, sum) = self.conv(mean)?;
        let hidden = post.shape[1];
        let ends = self.summands(sum)?;
        // The last layer has nothing to say to a next one, so all of it is in the sum.
        let last = ends.iter().find(|it| self.graph.is_conv(it));
        let last = last.ok_or("a wave net has no last layer")?;
        let (layer, mut given) = self.layer(last, hidden)?;
        let mut layers = vec![layer];
        while layers.len() < ends.len() {
            let (layer, below) = self.layer_below(given, &ends, hidden)?;
            layers.insert(0, layer);
            given = below;
        }
        let (pre, from) = self.conv(given)?;
        if from != kept {
            return Err("a wave net begins with another value than its coupling's".into());
        }
        let net = Net { pre, layers, post };
        net.check(hidden).map(|()| net)
    }

    /// The values whose sum is `value`.
    fn summands(&self, value: &'a str) -> Result<Vec<&'a str>, String> {
        let (mut open, mut ends) = (vec![value], Vec::new());
        while let Some(value) = open.pop() {
            let value = self.bare(value)?;
            if op(self.graph.maker(value)?) == "Add" {
                open.extend(self.graph.sum(value)?);
            } else {
                ends.push(value);
            }
            if open.len() + ends.len() > MOST {
                return Err("a wave net has too many layers".into());
            }
        }
        Ok(ends)
    }

    /// The layer whose last convolution makes `end`, and the value that it is given.
    fn layer(&self, end: &'a str, hidden: usize) -> Result<(RawLayer, &'a str), String> {
        let (ends, gated) = self.conv(end)?;
        let [a, b] = inputs(self.graph.maker_of(gated, "Mul")?)?;
        let tanh = |value| self.graph.maker(value).is_ok_and(|node| op(node) == "Tanh");
        let (tangent, logistic) = if tanh(a) { (a, b) } else { (b, a) };
        let tangent = self.graph.maker_of(tangent, "Tanh")?;
        let logistic = self.graph.maker_of(logistic, "Sigmoid")?;
        let acts = self.half(input(tangent, 0)?, hidden, 0)?;
        if self.half(input(logistic, 0)?, hidden, 1)? != acts {
            return Err("the halves of a gate are of different values".into());
        }
        let (gates, given) = self.conv(acts)?;
        Ok((RawLayer { gates, ends }, given))
    }

    /// The layer that makes `value`, and the value that it is given: `value` is the sum of this and
    /// the first half of what the layer ends in, whose second half is one of the net's `ends`.
    fn layer_below(
        &self,
        value: &'a str,
        ends: &[&'a str],
        hidden: usize,
    ) -> Result<(RawLayer, &'a str), String> {
        let [a, b] = self.graph.sum(value)?;
        for (first_half, given) in [(b, a), (a, b)] {
            let Ok(end) = self.half(first_half, hidden, 0) else {
                continue;
            };
            let counted = |it: &&str| self.half(it, hidden, 1).is_ok_and(|it| it == end);
            if !ends.iter().any(counted) {
                continue;
            }
            let found = self.layer(end, hidden)?;
            if found.1 == self.bare(given)? {
                return Ok(found);
            }
        }
        Err("a layer is not added to what it was given".into())
    }

    /// The convolution that makes `value`, and the value that it is given.
    fn conv(&self, value: &'a str) -> Result<(RawConv, &'a str), String> {
        let (raw, from) = self.graph.conv(self.bare(value)?)?;
        if raw.slope.is_some() {
            return Err("a wave net has a rectifier".into());
        }
        Ok((raw, self.bare(from)?))
    }

    /// The value of which `value` is the first or the second half of the channels.
    fn half(&self, value: &str, hidden: usize, which: i64) -> Result<&'a str, String> {
        let node = self.graph.maker_of(value, "Slice")?;
        let cut = self.cut(node)?;
        let (hidden, start) = (hidden as i64, which * hidden as i64);
        let whole = cut.end == start + hidden || which == 1 && cut.end > WIDEST;
        if cut.start == start && cut.step == 1 && whole {
            self.bare(cut.from)
        } else {
            Err(format!("{} is not half of the channels", name(node)))
        }
    }

    fn cut(&self, node: &'a NodeProto) -> Result<Cut<'a>, String> {
        let odd = || format!("{} does not cut channels", name(node));
        let number = |at| match self.graph.whole_numbers(input(node, at)?)?[..] {
            [number] => Ok(number),
            _ => Err(odd()),
        };
        if number(3)? != 1 {
            return Err(odd());
        }
        Ok(Cut {
            from: input(node, 0)?,
            start: number(1)?,
            end: number(2)?,
            step: if node.input.len() > 4 { number(4)? } else { 1 },
        })
    }

    /// The value in front of all that changes nothing.
    fn bare(&self, mut value: &'a str) -> Result<&'a str, String> {
        for _ in 0..MOST {
            if value == self.ends.prior {
                return Ok(value);
            }
            let node = self.graph.maker(value)?;
            let idle: fn(&Self, &str) -> bool = match op(node) {
                "Mul" => Self::is_one,
                "Add" => Self::is_zero,
                _ => return Ok(value),
            };
            let [a, b] = inputs(node)?;
            value = match (idle(self, a), idle(self, b)) {
                (true, _) => b,
                (_, true) => a,
                _ => return Ok(value),
            };
        }
        Err("the graph runs in circles".into())
    }

    /// Whether a value is ones alone: the mask, or the scale of a coupling without one.
    fn is_one(&self, value: &str) -> bool {
        let scale = || {
            let node = self.graph.maker_of(value, "Exp").ok()?;
            let node = self.graph.maker_of(input(node, 0).ok()?, "Neg").ok()?;
            Some(self.is_zero(input(node, 0).ok()?))
        };
        value == self.ends.mask || scale() == Some(true)
    }

    /// Whether a value is zeros alone, of whatever shape.
    fn is_zero(&self, value: &str) -> bool {
        let Ok(node) = self.graph.maker_of(value, "ConstantOfShape") else {
            return false;
        };
        // Zero is also what ONNX takes where nothing is said.
        let tensor = attribute(node, "value").map(|value| value.t.as_ref());
        tensor.is_none_or(|tensor| {
            tensor.is_some_and(|it| floats(it).is_ok_and(|(_, it)| it == [0.0]))
        })
    }
}

impl Net {
    /// Whether the channels of the layers fit each other.
    fn check(&self, hidden: usize) -> Result<(), String> {
        let Self { pre, layers, post } = self;
        let mut fits = pre.shape == [hidden, pre.shape[1], 1] && post.shape[2] == 1;
        for (at, RawLayer { gates, ends }) in layers.iter().enumerate() {
            let last = at + 1 == layers.len();
            fits &= gates.shape[..2] == [2 * hidden, hidden];
            fits &= ends.shape == [if last { hidden } else { 2 * hidden }, hidden, 1];
        }
        fits.then_some(())
            .ok_or_else(|| "the channels of a wave net do not fit".into())
    }
}

/// The flow of these steps; where channels are turned around, only their names change places.
fn in_order(steps: Vec<Step>) -> Result<Shape, String> {
    let sizes = |step: &Step| match step {
        Step::Flip => None,
        Step::Coupling(net) => Some(net.pre.shape[1] + net.post.shape[0]),
    };
    let channels = steps.iter().find_map(sizes);
    let channels = channels.ok_or("the flow has no coupling")?;
    let mut order: Vec<usize> = (0..channels).collect();
    let mut couplings = Vec::new();
    for step in steps {
        if sizes(&step).is_some_and(|size| size != channels) {
            return Err("the couplings have different sizes".into());
        }
        match step {
            Step::Flip => order.reverse(),
            Step::Coupling(net) => {
                let (reads, changes) = order.split_at(net.pre.shape[1]);
                couplings.push(RawCoupling {
                    reads: reads.to_vec(),
                    changes: changes.to_vec(),
                    pre: net.pre,
                    layers: net.layers,
                    post: net.post,
                });
            }
        }
    }
    Ok(Shape {
        channels,
        couplings,
        order,
    })
}

/// Both inputs of a sum or a product.
fn inputs(node: &NodeProto) -> Result<[&str; 2], String> {
    Ok([input(node, 0)?, input(node, 1)?])
}

/// A number that a node says of itself.
fn number(node: &NodeProto, name: &str) -> Option<i64> {
    attribute(node, name)?.i
}
