use std::cell::RefCell;

use rten_onnx::onnx::{DataType, GraphProto, ModelProto, NodeProto, ValueInfoProto};

use super::super::tests::made_up::{MadeUp, shape as made_up};
use super::*;
use crate::speech::piper::kernel::testing::{Writer, attribute};

/// One stage of two blocks.
const SMALL: MadeUp = MadeUp {
    channels: &[3, 4, 2],
    ups: &[(2, 4)],
    blocks: &[(3, &[1, 2]), (5, &[2])],
    pairs: false,
};

/// Two stages, steps of two convolutions.
const PAIRS: MadeUp = MadeUp {
    channels: &[3, 4, 2, 2],
    ups: &[(2, 4), (3, 5)],
    blocks: &[(3, &[1, 2]), (5, &[2]), (3, &[4])],
    pairs: true,
};

impl Writer {
    fn up(&mut self, raw: &RawUp, input: &str) -> String {
        let input = self.rectifier(raw.slope, input);
        let attributes = vec![
            attribute("strides", &[raw.stride]),
            attribute("pads", &[raw.padding, raw.padding]),
        ];
        let weights = (&raw.shape, &raw.weights[..], &raw.bias[..]);
        self.weighted("ConvTranspose", &input, weights, attributes)
    }

    fn stage(&mut self, stage: &RawStage, input: &str) -> String {
        let begin = self.up(&stage.up, input);
        let mut sum: Option<String> = None;
        for block in &stage.blocks {
            let mut value = begin.clone();
            for step in block {
                let made = step
                    .iter()
                    .fold(value.clone(), |value, raw| self.conv(raw, &value));
                value = self.node("Add", &[&made, &value], Vec::new());
            }
            sum = Some(match sum {
                Some(sum) => self.node("Add", &[&sum, &value], Vec::new()),
                None => value,
            });
        }
        let sum = sum.unwrap();
        match stage.divisor {
            None => sum,
            Some(divisor) => {
                let name = format!("divisor.{}", self.0.node.len());
                self.tensor(&name, &[], &[divisor]);
                self.node("Div", &[&sum, &name], Vec::new())
            }
        }
    }
}

/// The graph of a shape.
fn written(shape: &Shape) -> GraphProto {
    let mut writer = Writer::default();
    let mut value = writer.node("Mul", &["text", "mask"], Vec::new());
    value = writer.conv(&shape.pre, &value);
    for stage in &shape.stages {
        value = writer.stage(stage, &value);
    }
    value = writer.conv(&shape.post, &value);
    value = writer.node("Tanh", &[&value], Vec::new());
    value = writer.node("Unsqueeze", &[&value], Vec::new());
    writer.0.output.push(ValueInfoProto {
        name: Some(value),
        ..ValueInfoProto::default()
    });
    writer.0
}

fn read_back(proto: &GraphProto) -> Result<Shape, String> {
    shape(&Graph::new(proto)?)
}

#[test]
fn what_was_written_into_a_graph_is_read_off_it() {
    for made in [&SMALL, &PAIRS] {
        let wanted = made_up(made, 1);
        let mut read = read_back(&written(&wanted)).unwrap();
        assert_eq!(read.input, "Mul.0");
        read.input.clone_from(&wanted.input);
        assert!(read == wanted, "another shape than was written");
    }
}

#[test]
fn a_graph_is_the_same_from_a_file() {
    let wanted = made_up(&SMALL, 2);
    let model = ModelProto {
        graph: Some(written(&wanted)),
        ..ModelProto::default()
    };
    let bytes = model.write_buf().unwrap();
    let graph = ModelProto::parse_buf(&bytes).unwrap().graph.unwrap();
    assert!(read(&graph).unwrap().pre == wanted.pre);
}

/// The last node of an operator.
fn last<'a>(graph: &'a mut GraphProto, op: &str) -> &'a mut NodeProto {
    let mut nodes = graph.node.iter_mut().rev();
    nodes
        .find(|node| node.op_type.as_deref() == Some(op))
        .unwrap()
}

#[test]
fn a_graph_of_another_shape_is_refused_with_the_reason() {
    struct Case {
        reason: &'static str,
        change: fn(&mut GraphProto),
    }
    let cases = [
        Case {
            reason: "ends in Sigmoid",
            change: |graph| last(graph, "Tanh").op_type = Some("Sigmoid".into()),
        },
        Case {
            reason: "has 0 outputs",
            change: |graph| graph.output.clear(),
        },
        Case {
            // The weight is the result of another operator, as where a norm is left in.
            reason: "is computed, not stored",
            change: |graph| last(graph, "Conv").input[1] = "Mul.0".into(),
        },
        Case {
            reason: "is not of 32-bit floats",
            change: |graph| graph.initializer[2].data_type = Some(DataType::INT8),
        },
        Case {
            reason: "does not hold what its shape says",
            change: |graph| graph.initializer[2].dims[0] += 1,
        },
        Case {
            reason: "does not hold what its shape says",
            change: |graph| graph.initializer[2].dims = vec![i64::MAX; 3],
        },
        Case {
            reason: "has an odd shape",
            change: |graph| graph.initializer[2].dims[0] = -1,
        },
        Case {
            // The speaker of a voice with several is added behind the first convolution.
            reason: "stands where",
            change: |graph| {
                let speaker = graph.node[1].output[0].clone();
                let mut add = graph.node[1].clone();
                (add.op_type, add.output) = (Some("Add".into()), vec!["conditioned".into()]);
                (add.name, add.input) = (Some("cond".into()), vec![speaker, "speaker".into()]);
                graph.node[2].input[0] = "conditioned".into();
                graph.node.push(add);
            },
        },
        Case {
            reason: "changes the length",
            change: |graph| last(graph, "Conv").attribute[2].ints = vec![0, 0],
        },
        Case {
            reason: "is not a plain one-dimensional convolution",
            change: |graph| last(graph, "Conv").attribute[2].ints = vec![6, 0],
        },
        Case {
            reason: "is not a plain one-dimensional convolution",
            change: |graph| last(graph, "Conv").attribute[1].ints = vec![1_000_000],
        },
        Case {
            reason: "changes the length oddly",
            change: |graph| last(graph, "ConvTranspose").attribute[0].ints = vec![3],
        },
        Case {
            reason: "slope",
            change: |graph| last(graph, "LeakyRelu").attribute[0].f = Some(1.5),
        },
        Case {
            reason: "does not divide by a number",
            change: |graph| {
                let name = Some(last(graph, "Div").input[1].clone());
                let mut stored = graph.initializer.iter_mut();
                let divisor = stored.find(|tensor| tensor.name == name).unwrap();
                divisor.raw_data = Some(RefCell::new(vec![0; 4]));
            },
        },
        Case {
            // A residual block that feeds itself.
            reason: "too many",
            change: |graph| {
                let own = last(graph, "Add").output[0].clone();
                let sum = last(graph, "Div").input[0].clone();
                last(graph, "Div").input[0] = own.clone();
                last(graph, "Add").input = vec![own, sum];
            },
        },
    ];
    for case in cases {
        let mut graph = written(&made_up(&SMALL, 3));
        (case.change)(&mut graph);
        let refused = read_back(&graph).map(|_| ()).unwrap_err();
        assert!(
            refused.contains(case.reason),
            "{refused:?} is not {:?}",
            case.reason
        );
    }
}
