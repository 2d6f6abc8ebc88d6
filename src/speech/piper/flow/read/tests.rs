use rten_onnx::onnx::{AttributeProto, GraphProto, NodeProto};

use super::super::tests::made_up::{MadeUp, shape as made_up};
use super::*;
use crate::speech::piper::kernel::testing::Writer;

/// Two couplings of two layers.
const SMALL: MadeUp = MadeUp {
    halves: (3, 3),
    hidden: 4,
    layers: &[(5, 1), (3, 2)],
    couplings: 2,
    biased: true,
};

/// Layers and halves of other numbers, no biases.
const ODD: MadeUp = MadeUp {
    halves: (2, 5),
    hidden: 6,
    layers: &[(5, 1)],
    couplings: 3,
    biased: false,
};

/// The values between which the flow is written.
const ENDS: Ends<'static> = Ends {
    prior: "prior",
    latent: "latent",
    mask: "mask",
};

/// Where a slice goes on to the end, as exports say it.
const FAR: i64 = i64::MAX;

fn axis(axis: i64) -> Vec<AttributeProto> {
    vec![AttributeProto {
        name: Some("axis".to_owned()),
        i: Some(axis),
        ..AttributeProto::default()
    }]
}

impl Writer {
    fn slice(&mut self, value: &str, (start, end, step): (i64, i64, i64)) -> String {
        let at = self.0.node.len();
        let names = ["start", "end", "axis", "step"].map(|name| format!("{name}.{at}"));
        for (name, number) in names.iter().zip([start, end, 1, step]) {
            self.whole_numbers(name, &[number]);
        }
        let [start, end, axis, step] = &names;
        self.node("Slice", &[value, start, end, axis, step], Vec::new())
    }

    fn masked(&mut self, value: &str) -> String {
        self.node("Mul", &[value, ENDS.mask], Vec::new())
    }

    fn add(&mut self, a: &str, b: &str) -> String {
        self.node("Add", &[a, b], Vec::new())
    }

    /// The parts of a value, of which the first is `size` channels.
    fn split(&mut self, value: &str, sizes: [usize; 2]) -> [String; 2] {
        let name = format!("sizes.{}", self.0.node.len());
        self.whole_numbers(&name, &sizes.map(|size| size as i64));
        let split = self.node("Split", &[value, &name], axis(1));
        let parts = [format!("{split}.0"), format!("{split}.1")];
        self.0.node.last_mut().unwrap().output = parts.to_vec();
        parts
    }

    fn coupling(&mut self, raw: &RawCoupling, value: &str) -> String {
        let [kept, changed] = self.split(value, [raw.reads.len(), raw.changes.len()]);
        let zeros = self.node("ConstantOfShape", &["shape"], Vec::new());
        let mean = self.net(raw, &kept, &zeros);
        let difference = self.node("Sub", &[&changed, &mean], Vec::new());
        let opposite = self.node("Neg", &[&zeros], Vec::new());
        let scale = self.node("Exp", &[&opposite], Vec::new());
        let scaled = self.node("Mul", &[&difference, &scale], Vec::new());
        let masked = self.masked(&scaled);
        self.node("Concat", &[&kept, &masked], axis(1))
    }

    fn net(&mut self, raw: &RawCoupling, kept: &str, zeros: &str) -> String {
        let half = raw.pre.shape[0] as i64;
        let hidden = self.conv(&raw.pre, kept);
        let mut hidden = self.masked(&hidden);
        let mut sum = zeros.to_owned();
        for (at, layer) in raw.layers.iter().enumerate() {
            let acts = self.conv(&layer.gates, &hidden);
            let acts = self.add(&acts, zeros);
            let tangent = self.slice(&acts, (0, half, 1));
            let tangent = self.node("Tanh", &[&tangent], Vec::new());
            let logistic = self.slice(&acts, (half, 2 * half, 1));
            let logistic = self.node("Sigmoid", &[&logistic], Vec::new());
            let gated = self.node("Mul", &[&tangent, &logistic], Vec::new());
            let mut end = self.conv(&layer.ends, &gated);
            if at + 1 < raw.layers.len() {
                let more = self.slice(&end, (0, half, 1));
                let more = self.add(&hidden, &more);
                hidden = self.masked(&more);
                end = self.slice(&end, (half, FAR, 1));
            }
            sum = self.add(&sum, &end);
        }
        let sum = self.masked(&sum);
        let mean = self.conv(&raw.post, &sum);
        self.masked(&mean)
    }
}

/// The graph of a shape.
fn written(shape: &Shape) -> GraphProto {
    let mut writer = Writer::default();
    let mut value = ENDS.prior.to_owned();
    for coupling in &shape.couplings {
        value = writer.slice(&value, (-1, -FAR, -1));
        value = writer.coupling(coupling, &value);
    }
    writer.masked(&value);
    writer.0.node.last_mut().unwrap().output = vec![ENDS.latent.to_owned()];
    writer.0
}

#[test]
fn what_was_written_into_a_graph_is_read_off_it() {
    for made in [&SMALL, &ODD] {
        let wanted = made_up(made, 1);
        let read = read(&written(&wanted), ENDS).unwrap();
        assert!(read == wanted, "another shape than was written");
    }
}

/// The first node of an operator.
fn first<'a>(graph: &'a mut GraphProto, op: &str) -> &'a mut NodeProto {
    let mut nodes = graph.node.iter_mut();
    nodes
        .find(|node| node.op_type.as_deref() == Some(op))
        .unwrap()
}

/// The last node of an operator.
fn last<'a>(graph: &'a mut GraphProto, op: &str) -> &'a mut NodeProto {
    let mut nodes = graph.node.iter_mut().rev();
    nodes
        .find(|node| node.op_type.as_deref() == Some(op))
        .unwrap()
}

/// Sets the stored whole numbers that a node is given at a place.
fn store(graph: &mut GraphProto, name: &str, numbers: &[i64]) {
    let mut stored = graph.initializer.iter_mut();
    let tensor = stored.find(|tensor| tensor.name.as_deref() == Some(name));
    let tensor = tensor.unwrap();
    tensor.raw_data = None;
    tensor.int64_data = numbers.to_vec();
}

#[test]
fn a_graph_of_another_shape_is_refused_with_the_reason() {
    struct Case {
        reason: &'static str,
        change: fn(&mut GraphProto),
    }
    let cases = [
        Case {
            reason: "has no coupling",
            change: |graph| last(graph, "Mul").input[0] = ENDS.prior.into(),
        },
        Case {
            // A voice of several speakers adds something to what goes into the gates.
            reason: "stands where Conv should",
            change: |graph| {
                let conv = first(graph, "Conv").output[0].clone();
                first(graph, "Add").input[1] = conv;
            },
        },
        Case {
            reason: "does not turn all channels around",
            change: |graph| {
                let end = first(graph, "Slice").input[2].clone();
                store(graph, &end, &[-3]);
            },
        },
        Case {
            reason: "is not a stored list of whole numbers",
            change: |graph| first(graph, "Slice").input[2] = "computed".into(),
        },
        Case {
            reason: "does not cut channels",
            change: |graph| {
                let axis = first(graph, "Slice").input[3].clone();
                store(graph, &axis, &[2]);
            },
        },
        Case {
            reason: "should",
            change: |graph| first(graph, "Slice").op_type = Some("Transpose".into()),
        },
        Case {
            // A scale that is learned.
            reason: "stands where Sub should",
            change: |graph| first(graph, "Neg").input[0] = "learned".into(),
        },
        Case {
            reason: "stands where Tanh should",
            change: |graph| first(graph, "Tanh").op_type = Some("Relu".into()),
        },
        Case {
            reason: "is not half of the channels",
            change: |graph| {
                let cut = last(graph, "Tanh").input[0].clone();
                let logistic = last(graph, "Sigmoid").input[0].clone();
                last(graph, "Tanh").input[0] = logistic;
                last(graph, "Sigmoid").input[0] = cut;
            },
        },
        Case {
            reason: "of different values",
            change: |graph| {
                let other = first(graph, "Sigmoid").input[0].clone();
                last(graph, "Sigmoid").input[0] = other;
            },
        },
        Case {
            reason: "do not fit",
            change: |graph| {
                let sizes = first(graph, "Split").input[1].clone();
                store(graph, &sizes, &[2, 4]);
            },
        },
        Case {
            reason: "begins with another value",
            change: |graph| {
                let changed = first(graph, "Split").output[1].clone();
                first(graph, "Conv").input[0] = changed;
            },
        },
        Case {
            reason: "not added to what it was given",
            change: |graph| {
                let kept = first(graph, "Split").output[0].clone();
                // Behind that of the acts and the zeros comes that of the hidden channels.
                let adds = graph.node.iter_mut();
                let mut adds = adds.filter(|node| node.op_type.as_deref() == Some("Add"));
                adds.nth(1).unwrap().input[0] = kept;
            },
        },
        Case {
            reason: "does not join the halves",
            change: |graph| last(graph, "Concat").attribute = axis(2),
        },
        Case {
            reason: "does not join the halves",
            change: |graph| last(graph, "Split").output.reverse(),
        },
        Case {
            reason: "nothing makes",
            change: |graph| last(graph, "Concat").input[1] = "elsewhere".into(),
        },
        Case {
            reason: "in circles",
            change: |graph| {
                let own = last(graph, "Mul").output[0].clone();
                last(graph, "Mul").input[0] = own;
            },
        },
        Case {
            reason: "too many steps",
            change: |graph| {
                let own = first(graph, "Slice").output[0].clone();
                first(graph, "Slice").input[0] = own;
            },
        },
    ];
    for case in cases {
        let mut graph = written(&made_up(&SMALL, 3));
        (case.change)(&mut graph);
        let refused = read(&graph, ENDS).map(|_| ()).unwrap_err();
        assert!(
            refused.contains(case.reason),
            "{refused:?} is not {:?}",
            case.reason
        );
    }
}

#[test]
fn a_wave_net_whose_channels_do_not_fit_is_refused() {
    let mut graph = written(&made_up(&ODD, 3));
    let weights = first(&mut graph, "Conv").input[1].clone();
    let mut stored = graph.initializer.iter_mut();
    let tensor = stored.find(|it| it.name.as_deref() == Some(&*weights));
    tensor.unwrap().dims.swap(0, 1);
    let refused = read(&graph, ENDS).unwrap_err();
    assert!(refused.contains("do not fit"), "{refused}");
}
