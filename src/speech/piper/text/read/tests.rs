use rten_onnx::onnx::{AttributeProto, GraphProto};

use super::super::tests::made_up::{MadeUp, shape as made_up};
use super::*;
use crate::speech::piper::kernel::testing::{Writer, attribute as numbers};

const SMALL: MadeUp = MadeUp {
    heads: 2,
    size: 16,
    near: 5,
    wide: 24,
    taps: 3,
    layers: 2,
    flows: 2,
};

fn number(name: &str, number: i64) -> AttributeProto {
    AttributeProto {
        name: Some(name.to_owned()),
        i: Some(number),
        ..AttributeProto::default()
    }
}

/// A graph with the nodes that have weights, and as many others as it takes to connect them.
impl Writer {
    fn constant(&mut self, dims: &[usize], values: &[f32]) -> String {
        let name = format!("constant.{}", self.0.initializer.len());
        self.tensor(&name, dims, values);
        name
    }

    fn plain(&mut self, raw: &RawConv, input: &str) -> String {
        let plain = RawConv {
            slope: None,
            ..raw.clone()
        };
        self.conv(&plain, input)
    }

    fn depthwise(&mut self, raw: &RawDepthwise, input: &str) -> String {
        let channels = raw.bias.len();
        let shape = [channels, 1, raw.taps];
        let attributes = vec![
            numbers("dilations", &[raw.dilation]),
            number("group", channels as i64),
        ];
        self.weighted("Conv", input, (&shape, &raw.weights, &raw.bias), attributes)
    }

    fn norm(&mut self, raw: &RawNorm, input: &str) -> String {
        let scale = self.constant(&[raw.scale.len()], &raw.scale);
        let shift = self.constant(&[raw.shift.len()], &raw.shift);
        let scaled = self.node("Mul", &[input, &scale], vec![]);
        self.node("Add", &[&scaled, &shift], vec![])
    }

    fn sum(&mut self, a: &str, b: &str) -> String {
        self.node("Add", &[a, b], vec![])
    }

    fn layer(&mut self, raw: &RawLayer, value: &str) -> String {
        let [queries, keys, values, output] = &raw.attention;
        let mut met = self.plain(queries, value);
        for conv in [keys, values] {
            let other = self.plain(conv, value);
            met = self.sum(&met, &other);
        }
        for near in &raw.near {
            let table = self.constant(&[1, near.count, near.size], &near.values);
            let padded = self.node("Pad", &[&table], vec![]);
            met = self.sum(&met, &padded);
        }
        let output = self.plain(output, &met);
        let attended = self.sum(value, &output);
        let attended = self.norm(&raw.norms[0], &attended);
        let wide = self.plain(&raw.wide, &attended);
        let wide = self.node("Relu", &[&wide], vec![]);
        let narrow = self.plain(&raw.narrow, &wide);
        let changed = self.sum(&attended, &narrow);
        self.norm(&raw.norms[1], &changed)
    }

    fn stack(&mut self, raw: &RawStack, value: &str) -> String {
        let mut value = self.plain(&raw.pre, value);
        for layer in &raw.layers {
            let deep = self.depthwise(&layer.deep, &value);
            let deep = self.norm(&layer.norms[0], &deep);
            let mixed = self.plain(&layer.mix, &deep);
            let mixed = self.norm(&layer.norms[1], &mixed);
            value = self.sum(&value, &mixed);
        }
        self.plain(&raw.post, &value)
    }

    fn durations(&mut self, raw: &RawDurations, hidden: &str) -> String {
        let condition = self.stack(&raw.condition, hidden);
        let mut value = self.sum("noise", &condition);
        for flow in &raw.flows {
            value = self.stack(flow, &value);
        }
        let [shift, scale] = [raw.shift, raw.scale].map(|it| self.constant(&[2, 1], &it));
        let shifted = self.node("Sub", &[&value, &shift], vec![]);
        self.node("Mul", &[&shifted, &scale], vec![])
    }
}

/// The graph of a shape, and which of its values mean what.
fn written(shape: &Shape) -> (GraphProto, Structure) {
    let mut writer = Writer::default();
    let symbols = shape.table.len() / shape.channels;
    let table = writer.constant(&[symbols, shape.channels], &shape.table);
    let mut hidden = writer.node("Gather", &[&table, "input"], vec![]);
    for layer in &shape.layers {
        hidden = writer.layer(layer, &hidden);
    }
    let ends = writer.plain(&shape.ends, &hidden);
    let masked = writer.node("Mul", &[&ends, "mask"], vec![]);
    let split = writer.node("Split", &[&masked], vec![]);
    let halves = ["mean", "deviation"].map(str::to_owned);
    assert_eq!(writer.0.node.last().unwrap().name, Some(split));
    writer.0.node.last_mut().unwrap().output = halves.to_vec();
    let durations = writer.durations(&shape.durations, &hidden);
    let [mean, deviation] = halves;
    let structure = Structure {
        duration_noise: "noise".into(),
        durations,
        mean,
        deviation,
        prior: String::new(),
        mask: "mask".into(),
        latent: String::new(),
        output: String::new(),
        speaker: None,
        symbols,
        channels: shape.channels,
        hop: 256,
        flow_reach: 0,
        vocoder_reach: 0,
    };
    (writer.0, structure)
}

#[test]
fn what_is_written_is_read() {
    let shape = made_up(&SMALL, 3);
    let (graph, structure) = written(&shape);
    assert_eq!(read(&graph, &structure).unwrap(), shape);
}

/// What is done to a graph.
type Change = fn(&mut GraphProto);

#[test]
fn a_graph_that_lacks_something_is_refused_with_what_it_lacks() {
    let cases: [(&str, Change); 4] = [
        ("looks up", |graph| {
            graph.node.retain(|it| op(it) != "Gather");
        }),
        ("distances", |graph| {
            graph.node.retain(|it| op(it) != "Pad");
        }),
        ("shift and a scale", |graph| {
            for node in &mut graph.node {
                if op(node) == "Sub" {
                    node.op_type = Some("Div".into());
                }
            }
        }),
        ("another kind", |graph| {
            for tensor in &mut graph.initializer {
                if tensor.dims.len() == 3 {
                    tensor.dims.push(1);
                }
            }
        }),
    ];
    for (wanted, change) in cases {
        let (mut graph, structure) = written(&made_up(&SMALL, 3));
        change(&mut graph);
        let said = read(&graph, &structure).unwrap_err();
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn a_speaker_that_has_a_say_in_the_durations_is_refused() {
    let shape = made_up(&SMALL, 3);
    let (mut graph, structure) = written(&shape);
    let mut writer = Writer(std::mem::take(&mut graph));
    let colour = writer.conv(&shape.ends, "speaker");
    let durations = writer.sum(&structure.durations, &colour);
    let structure = Structure {
        durations,
        ..structure
    };
    assert!(read(&writer.0, &structure).is_err());
}
