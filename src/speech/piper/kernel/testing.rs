//! What the tests of the kernel's users have in common: made-up weights, sums as they are
//! defined, and graphs that are written.

use std::cell::RefCell;
use std::path::PathBuf;

use pulp::Arch;
use rten_onnx::onnx::{AttributeProto, DataType, GraphProto, NodeProto, TensorProto};

use super::RawConv;

/// Instruction sets that this machine has.
pub(in super::super) fn instruction_sets() -> Vec<(&'static str, Arch)> {
    let mut sets = vec![("scalar", Arch::Scalar), ("best", Arch::new())];
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = pulp::x86::V3::try_new() {
        sets.push(("AVX2", Arch::V3(avx2)));
    }
    sets
}

/// The model of a voice of medium quality, or `None`, with a line that says what is left out.
pub(in super::super) fn real_voice() -> Option<PathBuf> {
    let data = std::env::var_os("ALOUD_TEST_DATA").map(PathBuf::from);
    let path = data.map(|data| data.join("voices/en_US-joe-medium/model.onnx"));
    let path = path.filter(|path| path.exists());
    if path.is_none() {
        eprintln!("skipped: a test needs ALOUD_TEST_DATA with the voice en_US-joe-medium in it");
    }
    path
}

/// The samples' bits, of which not one may differ.
pub(in super::super) fn bits(samples: &[f32]) -> Vec<u32> {
    samples.iter().map(|sample| sample.to_bits()).collect()
}

/// Numbers between −1 and 1, the same for the same seed.
pub(in super::super) struct Numbers(pub(in super::super) u64);

impl Numbers {
    pub(in super::super) fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }

    pub(in super::super) fn some(&mut self, count: usize, scale: f32) -> Vec<f32> {
        (0..count).map(|_| self.next() * scale).collect()
    }

    pub(in super::super) fn conv(
        &mut self,
        shape: [usize; 3],
        dilation: usize,
        slope: Option<f32>,
    ) -> RawConv {
        let [outputs, inputs, taps] = shape;
        RawConv {
            shape,
            weights: self.some(outputs * inputs * taps, loudness(inputs * taps)),
            bias: self.some(outputs, 0.2),
            dilation,
            slope,
        }
    }
}

/// Weights of a size that keeps sums of `terms` products as loud as what went in.
pub(in super::super) fn loudness(terms: usize) -> f32 {
    (2.0 / terms as f32).sqrt()
}

/// Values of all channels in double precision: for each a row.
pub(in super::super) type Rows = Vec<Vec<f64>>;

/// The sum of two.
pub(in super::super) fn add(a: &Rows, b: &Rows) -> Rows {
    let sum = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(|(a, b)| a + b).collect();
    a.iter().zip(b).map(sum).collect()
}

/// The leaky rectifier.
pub(in super::super) fn rectify(slope: Option<f32>, value: f64) -> f64 {
    match slope {
        Some(slope) if value < 0.0 => value * f64::from(slope),
        _ => value,
    }
}

/// The bias of a channel.
pub(in super::super) fn bias(bias: &[f32], channel: usize) -> f64 {
    bias.get(channel).map_or(0.0, |bias| f64::from(*bias))
}

/// A convolution as its definition says it.
pub(in super::super) fn conv(raw: &RawConv, input: &Rows) -> Rows {
    let [outputs, inputs, taps] = raw.shape;
    let length = input[0].len();
    let side = taps / 2 * raw.dilation;
    let output = |output: usize, at: usize| {
        let mut sum = bias(&raw.bias, output);
        for (from, row) in input.iter().enumerate().take(inputs) {
            for tap in 0..taps {
                let place = (at + tap * raw.dilation).checked_sub(side);
                let value = place.and_then(|place| row.get(place)).copied();
                let weight = f64::from(raw.weight(output, from, tap));
                sum += weight * rectify(raw.slope, value.unwrap_or(0.0));
            }
        }
        sum
    };
    (0..outputs)
        .map(|to| (0..length).map(|at| output(to, at)).collect())
        .collect()
}

/// An attribute of whole numbers.
pub(in super::super) fn attribute(name: &str, ints: &[usize]) -> AttributeProto {
    AttributeProto {
        name: Some(name.to_owned()),
        ints: ints.iter().map(|value| *value as i64).collect(),
        ..AttributeProto::default()
    }
}

/// A graph that is written from a shape, as an export of a voice writes it.
#[derive(Default)]
pub(in super::super) struct Writer(pub(in super::super) GraphProto);

impl Writer {
    pub(in super::super) fn tensor(&mut self, name: &str, dims: &[usize], values: &[f32]) {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.0.initializer.push(TensorProto {
            name: Some(name.to_owned()),
            dims: dims.iter().map(|dim| *dim as i64).collect(),
            data_type: Some(DataType::FLOAT),
            raw_data: Some(RefCell::new(bytes.collect())),
            ..TensorProto::default()
        });
    }

    /// Whole numbers.
    pub(in super::super) fn whole_numbers(&mut self, name: &str, values: &[i64]) {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.0.initializer.push(TensorProto {
            name: Some(name.to_owned()),
            dims: vec![values.len() as i64],
            data_type: Some(DataType::INT64),
            raw_data: Some(RefCell::new(bytes.collect())),
            ..TensorProto::default()
        });
    }

    /// Adds a node and returns the name of its output, which is its own name.
    pub(in super::super) fn node(
        &mut self,
        op: &str,
        input: &[&str],
        attribute: Vec<AttributeProto>,
    ) -> String {
        let name = format!("{op}.{}", self.0.node.len());
        self.0.node.push(NodeProto {
            name: Some(name.clone()),
            op_type: Some(op.to_owned()),
            input: input.iter().map(|&name| name.to_owned()).collect(),
            output: vec![name.clone()],
            attribute,
            ..NodeProto::default()
        });
        name
    }

    pub(in super::super) fn rectifier(&mut self, slope: Option<f32>, input: &str) -> String {
        let alpha = AttributeProto {
            name: Some("alpha".to_owned()),
            f: slope,
            ..AttributeProto::default()
        };
        match slope {
            Some(_) => self.node("LeakyRelu", &[input], vec![alpha]),
            None => input.to_owned(),
        }
    }

    pub(in super::super) fn conv(&mut self, raw: &RawConv, input: &str) -> String {
        let (taps, side) = (raw.shape[2], raw.shape[2] / 2 * raw.dilation);
        let input = self.rectifier(raw.slope, input);
        let attributes = vec![
            attribute("kernel_shape", &[taps]),
            attribute("dilations", &[raw.dilation]),
            attribute("pads", &[side, side]),
        ];
        self.weighted(
            "Conv",
            &input,
            (&raw.shape, &raw.weights, &raw.bias),
            attributes,
        )
    }

    pub(in super::super) fn weighted(
        &mut self,
        op: &str,
        input: &str,
        (shape, weights, bias): (&[usize; 3], &[f32], &[f32]),
        attributes: Vec<AttributeProto>,
    ) -> String {
        let [weight, offset] =
            ["weight", "bias"].map(|part| format!("{}.{part}", self.0.node.len()));
        self.tensor(&weight, shape, weights);
        let mut inputs = vec![input, &weight];
        if !bias.is_empty() {
            self.tensor(&offset, &[bias.len()], bias);
            inputs.push(&offset);
        }
        self.node(op, &inputs, attributes)
    }
}
