//! The nodes of a graph by the values that they make, and what the nodes of convolutions say.

use std::collections::HashMap;

use rten_onnx::onnx::{AttributeProto, DataType, GraphProto, NodeProto, TensorProto};

use super::{RawConv, RawUp};

/// The longest kernel, dilation and stride that are believed: ten times those of any vocoder.
/// They bound the memory that a made-up file can ask for.
const LONGEST: usize = 256;

/// A graph that is walked from its output backwards.
pub(in super::super) struct Graph<'a> {
    proto: &'a GraphProto,
    makers: HashMap<&'a str, &'a NodeProto>,
    constants: HashMap<&'a str, &'a TensorProto>,
}

impl<'a> Graph<'a> {
    /// The graph with its values by name.
    pub(in super::super) fn new(proto: &'a GraphProto) -> Result<Self, String> {
        let mut graph = Self {
            proto,
            makers: HashMap::new(),
            constants: HashMap::new(),
        };
        for node in &proto.node {
            for output in &node.output {
                graph.makers.insert(output, node);
            }
            if let (Some("Constant"), [output]) = (node.op_type.as_deref(), &node.output[..])
                && let Some(tensor) = attribute(node, "value").and_then(|value| value.t.as_ref())
            {
                graph.constants.insert(output, tensor);
            }
        }
        for tensor in &proto.initializer {
            let name = tensor.name.as_deref().ok_or("a weight has no name")?;
            graph.constants.insert(name, tensor);
        }
        Ok(graph)
    }

    /// The value behind the tanh that ends the graph.
    pub(in super::super) fn end(&self) -> Result<&'a str, String> {
        let mut value = match &self.proto.output[..] {
            [output] => output.name.as_deref().unwrap_or_default(),
            outputs => return Err(format!("the graph has {} outputs", outputs.len())),
        };
        // Only the shape of the samples changes between the tanh and the output.
        for _ in 0..8 {
            let node = self.maker(value)?;
            match op(node) {
                "Tanh" => return Ok(value),
                "Unsqueeze" | "Squeeze" | "Reshape" | "Identity" => value = input(node, 0)?,
                other => return Err(format!("the graph ends in {other}, not in Tanh")),
            }
        }
        Err("no Tanh ends the graph".into())
    }

    /// The first input of the node that makes `value`.
    pub(in super::super) fn behind(&self, value: &str) -> Result<&'a str, String> {
        input(self.maker(value)?, 0)
    }

    /// The convolution that makes `value`, and the value in front of its rectifier.
    pub(in super::super) fn conv(&self, value: &str) -> Result<(RawConv, &'a str), String> {
        let node = self.maker_of(value, "Conv")?;
        let (slope, from) = self.rectifier(input(node, 0)?)?;
        Ok((self.raw_conv(node, slope)?, from))
    }

    /// The vocoder's first convolution and its input, if it makes `value`: no rectifier is in
    /// front of it. A rectifier of the stage above may be behind it.
    pub(in super::super) fn first(
        &self,
        value: &str,
    ) -> Result<Option<(RawConv, &'a str)>, String> {
        if !self.is_conv(value) {
            return Ok(None);
        }
        let node = self.maker_of(value, "Conv")?;
        Ok(Some((self.raw_conv(node, None)?, input(node, 0)?)))
    }

    /// The transposed convolution that makes `value`, and the value in front of its rectifier.
    pub(in super::super) fn up(&self, value: &str) -> Result<(RawUp, &'a str), String> {
        let node = self.maker_of(value, "ConvTranspose")?;
        let (slope, from) = self.rectifier(input(node, 0)?)?;
        let common = Common::read(node)?;
        let (shape, weights) = self.weights(node)?;
        let stride = common.stride;
        let fits = shape[2] >= stride && shape[2] - stride == 2 * common.padding;
        if !fits || common.dilation != 1 || integers(node, "output_padding").any(|pad| pad != 0) {
            return Err(format!("{} changes the length oddly", name(node)));
        }
        let up = RawUp {
            shape,
            weights,
            bias: self.bias(node, shape[1])?,
            stride,
            padding: common.padding,
            slope,
        };
        Ok((up, from))
    }

    /// What `value` was divided by, if it was, and the value before.
    pub(in super::super) fn division(
        &self,
        value: &'a str,
    ) -> Result<(Option<f32>, &'a str), String> {
        let node = self.maker(value)?;
        if op(node) != "Div" {
            return Ok((None, value));
        }
        let (_, divisor) = self.constant(input(node, 1)?)?;
        match divisor[..] {
            [divisor] if divisor.is_normal() => Ok((Some(divisor), input(node, 0)?)),
            _ => Err(format!("{} does not divide by a number", name(node))),
        }
    }

    /// The two values whose sum is `value`.
    pub(in super::super) fn sum(&self, value: &str) -> Result<[&'a str; 2], String> {
        let node = self.maker_of(value, "Add")?;
        Ok([input(node, 0)?, input(node, 1)?])
    }

    /// Whether a convolution makes `value`.
    pub(in super::super) fn is_conv(&self, value: &str) -> bool {
        self.maker(value).is_ok_and(|node| op(node) == "Conv")
    }

    /// Whether a transposed convolution makes `value`.
    pub(in super::super) fn is_up(&self, value: &str) -> bool {
        self.maker(value)
            .is_ok_and(|node| op(node) == "ConvTranspose")
    }

    /// The slope of the leaky rectifier that makes `value`, and the value in front of it.
    fn rectifier(&self, value: &'a str) -> Result<(Option<f32>, &'a str), String> {
        let node = self.maker(value)?;
        if op(node) != "LeakyRelu" {
            return Ok((None, value));
        }
        // The default of the operator, where the graph says nothing.
        let slope = attribute(node, "alpha").map_or(Some(0.01), |alpha| alpha.f);
        match slope {
            Some(slope) if slope > 0.0 && slope < 1.0 => Ok((Some(slope), input(node, 0)?)),
            _ => Err(format!("{} has a slope that is not below 1", name(node))),
        }
    }

    fn raw_conv(&self, node: &NodeProto, slope: Option<f32>) -> Result<RawConv, String> {
        let common = Common::read(node)?;
        let (shape, weights) = self.weights(node)?;
        let (dilation, taps) = (common.dilation, shape[2]);
        if common.stride != 1 || taps % 2 == 0 || common.padding != dilation * (taps / 2) {
            return Err(format!("{} changes the length", name(node)));
        }
        Ok(RawConv {
            shape,
            weights,
            bias: self.bias(node, shape[0])?,
            dilation,
            slope,
        })
    }

    fn weights(&self, node: &NodeProto) -> Result<([usize; 3], Vec<f32>), String> {
        let (dims, values) = self.constant(input(node, 1)?)?;
        match dims[..] {
            [a, b, c] if a * b * c > 0 && c <= LONGEST => Ok(([a, b, c], values)),
            _ => Err(format!("{} has weights of another shape", name(node))),
        }
    }

    fn bias(&self, node: &NodeProto, channels: usize) -> Result<Vec<f32>, String> {
        let Some(bias) = node.input.get(2).filter(|name| !name.is_empty()) else {
            return Ok(Vec::new());
        };
        let (_, values) = self.constant(bias)?;
        if values.len() == channels {
            Ok(values)
        } else {
            Err(format!("{} has a bias of another length", name(node)))
        }
    }

    /// The shape and the values of a weight.
    pub(in super::super) fn constant(&self, value: &str) -> Result<(Vec<usize>, Vec<f32>), String> {
        let tensor = self
            .constants
            .get(value)
            .ok_or_else(|| format!("{value} is computed, not stored"))?;
        floats(tensor).map_err(|cause| format!("{value} {cause}"))
    }

    /// The whole numbers that `value` stands for.
    pub(in super::super) fn whole_numbers(&self, value: &str) -> Result<Vec<i64>, String> {
        let numbers = self.constants.get(value).and_then(|it| whole_numbers(it));
        numbers.ok_or_else(|| format!("{value} is not a stored list of whole numbers"))
    }

    /// The node that makes `value`.
    pub(in super::super) fn maker(&self, value: &str) -> Result<&'a NodeProto, String> {
        let node = self.makers.get(value).copied();
        node.ok_or_else(|| format!("nothing makes the value {value}"))
    }

    /// The node that makes `value`, which has to be of an operator.
    pub(in super::super) fn maker_of(
        &self,
        value: &str,
        wanted: &str,
    ) -> Result<&'a NodeProto, String> {
        let node = self.maker(value)?;
        if op(node) == wanted {
            Ok(node)
        } else {
            Err(format!("{} stands where {wanted} should", name(node)))
        }
    }
}

/// What both kinds of convolution say.
struct Common {
    stride: usize,
    dilation: usize,
    padding: usize,
}

impl Common {
    fn read(node: &NodeProto) -> Result<Self, String> {
        let single = |name: &str, default: i64| {
            let mut values = integers(node, name);
            match (values.next(), values.next()) {
                (value, None) => usize::try_from(value.unwrap_or(default)).ok(),
                _ => None,
            }
        };
        let pads: Vec<i64> = integers(node, "pads").collect();
        let padding = match pads[..] {
            [] => Some(0),
            [before, after] if before == after => usize::try_from(before).ok(),
            _ => None,
        };
        let groups = attribute(node, "group").and_then(|group| group.i);
        let automatic = attribute(node, "auto_pad").and_then(|pad| pad.s.as_deref());
        let plain = groups.unwrap_or(1) == 1 && automatic.unwrap_or("NOTSET") == "NOTSET";
        let odd = || format!("{} is not a plain one-dimensional convolution", name(node));
        let common = Self {
            stride: single("strides", 1).ok_or_else(odd)?,
            dilation: single("dilations", 1).ok_or_else(odd)?,
            padding: padding.filter(|_| plain).ok_or_else(odd)?,
        };
        let sane = 1..=LONGEST;
        if sane.contains(&common.stride) && sane.contains(&common.dilation) {
            Ok(common)
        } else {
            Err(odd())
        }
    }
}

/// The shape and the values of a stored tensor, or what is wrong with it.
pub(in super::super) fn floats(tensor: &TensorProto) -> Result<(Vec<usize>, Vec<f32>), String> {
    if tensor.data_type != Some(DataType::FLOAT) {
        return Err("is not of 32-bit floats".into());
    }
    let dims = tensor.dims.iter().map(|dim| usize::try_from(*dim).ok());
    let dims: Vec<usize> = dims.collect::<Option<_>>().ok_or("has an odd shape")?;
    let values = match &tensor.raw_data {
        Some(raw) => little_endian(&raw.borrow()),
        None => tensor.float_data.clone(),
    };
    let count = dims
        .iter()
        .try_fold(1usize, |all, dim| all.checked_mul(*dim));
    if count == Some(values.len()) && values.iter().all(|value| value.is_finite()) {
        Ok((dims, values))
    } else {
        Err("does not hold what its shape says".into())
    }
}

/// The whole numbers of a stored tensor.
fn whole_numbers(tensor: &TensorProto) -> Option<Vec<i64>> {
    if tensor.data_type != Some(DataType::INT64) {
        return None;
    }
    let Some(raw) = &tensor.raw_data else {
        return Some(tensor.int64_data.clone());
    };
    let raw = raw.borrow();
    let numbers = raw.as_chunks::<8>().0.iter();
    Some(numbers.map(|bytes| i64::from_le_bytes(*bytes)).collect())
}

fn little_endian(raw: &[u8]) -> Vec<f32> {
    let (values, _) = raw.as_chunks::<4>();
    values
        .iter()
        .map(|bytes| f32::from_le_bytes(*bytes))
        .collect()
}

/// The operator of a node.
pub(in super::super) fn op(node: &NodeProto) -> &str {
    node.op_type.as_deref().unwrap_or_default()
}

/// What a node is called where something is said of it.
pub(in super::super) fn name(node: &NodeProto) -> &str {
    node.name.as_deref().unwrap_or_else(|| op(node))
}

/// The input of a node at a place.
pub(in super::super) fn input(node: &NodeProto, at: usize) -> Result<&str, String> {
    let input = node.input.get(at).map(String::as_str);
    input.ok_or_else(|| format!("{} has too few inputs", name(node)))
}

/// The attribute of a node by its name.
pub(in super::super) fn attribute<'a>(
    node: &'a NodeProto,
    name: &str,
) -> Option<&'a AttributeProto> {
    let named = |attribute: &&AttributeProto| attribute.name.as_deref() == Some(name);
    node.attribute.iter().find(named)
}

/// The numbers of an attribute, none where it is not there.
pub(in super::super) fn integers(node: &NodeProto, name: &str) -> impl Iterator<Item = i64> {
    attribute(node, name)
        .map(|attribute| attribute.ints.clone())
        .unwrap_or_default()
        .into_iter()
}
