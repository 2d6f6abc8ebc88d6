//! The part of a model's graph that the general runtime is asked to run: what our own kernel makes
//! needs no second copy of its weights in memory.

use std::collections::{HashMap, HashSet};

use rten_onnx::onnx::{GraphProto, NodeProto, ValueInfoProto};

/// The graph that makes `outputs` from `inputs`, with no node and no weight that they do not need.
///
/// An inner value may be an input: what made it is left out. Names stay what they are.
pub(super) fn cut(graph: GraphProto, inputs: &[&str], outputs: &[&str]) -> GraphProto {
    let needed = needed(&graph, inputs, outputs);
    let used = |name: Option<&str>| name.is_some_and(|name| needed.contains(name));
    let made = |node: &NodeProto| node.output.iter().any(|it| needed.contains(it));
    let given = |node: &NodeProto| node.output.iter().any(|it| inputs.contains(&&**it));
    let mut model_inputs = graph.input;
    model_inputs.retain(|it| used(it.name.as_deref()));
    let known: HashSet<_> = model_inputs
        .iter()
        .filter_map(|it| it.name.clone())
        .collect();
    let inner = inputs
        .iter()
        .filter(|it| needed.contains(**it) && !known.contains(**it));
    model_inputs.extend(inner.map(|name| named(name)));
    GraphProto {
        node: graph
            .node
            .into_iter()
            .filter(|it| made(it) && !given(it))
            .collect(),
        initializer: graph
            .initializer
            .into_iter()
            .filter(|it| used(it.name.as_deref()))
            .collect(),
        input: model_inputs,
        output: outputs.iter().map(|name| named(name)).collect(),
        value_info: graph
            .value_info
            .into_iter()
            .filter(|it| used(it.name.as_deref()))
            .collect(),
    }
}

/// Names of the values that `outputs` are made from, `inputs` and themselves among them.
fn needed(graph: &GraphProto, inputs: &[&str], outputs: &[&str]) -> HashSet<String> {
    let made_by = |node| {
        let node: &NodeProto = node;
        node.output.iter().map(move |name| (name.as_str(), node))
    };
    let makers: HashMap<&str, &NodeProto> = graph.node.iter().flat_map(made_by).collect();
    let mut needed = HashSet::new();
    let mut open: Vec<&str> = outputs.to_vec();
    while let Some(name) = open.pop() {
        if needed.insert(name.to_owned()) && !inputs.contains(&name) {
            open.extend(makers.get(name).into_iter().flat_map(|node| reads(node)));
        }
    }
    needed
}

/// Names of the values that a node reads, also in the graphs inside of it.
fn reads(node: &NodeProto) -> Vec<&str> {
    let mut nodes = vec![node];
    let mut names = vec![];
    while let Some(node) = nodes.pop() {
        names.extend(node.input.iter().map(String::as_str));
        for graph in node.attribute.iter().filter_map(|it| it.g.as_ref()) {
            nodes.extend(&graph.node);
            names.extend(graph.output.iter().filter_map(|it| it.name.as_deref()));
        }
    }
    names
}

fn named(name: &str) -> ValueInfoProto {
    ValueInfoProto {
        name: Some(name.to_owned()),
        ..ValueInfoProto::default()
    }
}

#[cfg(test)]
mod tests {
    use rten_onnx::onnx::{AttributeProto, TensorProto};

    use super::*;

    fn node(op: &str, input: &[&str], output: &str) -> NodeProto {
        NodeProto {
            op_type: Some(op.to_owned()),
            input: input.iter().map(ToString::to_string).collect(),
            output: vec![output.to_owned()],
            ..NodeProto::default()
        }
    }

    /// `text → a → b → c`, with a weight for each step.
    fn chain() -> GraphProto {
        let weight = |name: &str| TensorProto {
            name: Some(name.to_owned()),
            ..TensorProto::default()
        };
        GraphProto {
            node: vec![
                node("Conv", &["text", "wa"], "a"),
                node("Conv", &["a", "wb"], "b"),
                node("Conv", &["b", "wc"], "c"),
            ],
            initializer: ["wa", "wb", "wc"].map(weight).into(),
            input: vec![named("text")],
            output: vec![named("c")],
            value_info: vec![named("a"), named("b")],
        }
    }

    fn names(of: &[ValueInfoProto]) -> Vec<&str> {
        of.iter().filter_map(|it| it.name.as_deref()).collect()
    }

    fn weights(graph: &GraphProto) -> Vec<&str> {
        let names = graph.initializer.iter();
        names.filter_map(|it| it.name.as_deref()).collect()
    }

    #[test]
    fn what_comes_behind_the_outputs_is_left_out() {
        let graph = cut(chain(), &["text"], &["a"]);
        assert_eq!(graph.node.len(), 1);
        assert_eq!(weights(&graph), ["wa"]);
        assert_eq!(
            (names(&graph.input), names(&graph.output)),
            (vec!["text"], vec!["a"])
        );
    }

    #[test]
    fn what_makes_an_input_is_left_out() {
        let graph = cut(chain(), &["text", "b"], &["c"]);
        assert_eq!(weights(&graph), ["wc"]);
        assert_eq!(names(&graph.input), ["b"]);
    }

    #[test]
    fn an_output_in_the_middle_stays_an_output() {
        let graph = cut(chain(), &["text"], &["a", "c"]);
        assert_eq!(graph.node.len(), 3);
        assert_eq!(names(&graph.output), ["a", "c"]);
    }

    #[test]
    fn what_an_inner_graph_reads_stays() {
        let mut graph = chain();
        let branch = GraphProto {
            node: vec![node("Conv", &["b", "wc"], "inner")],
            output: vec![named("inner")],
            ..GraphProto::default()
        };
        let mut choice = node("If", &["text"], "c");
        choice.attribute.push(AttributeProto {
            g: Some(branch),
            ..AttributeProto::default()
        });
        graph.node[2] = choice;
        assert_eq!(weights(&cut(graph, &["text"], &["c"])), ["wa", "wb", "wc"]);
    }
}
