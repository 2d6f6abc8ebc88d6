//! The model file that the runtime can run, derived from the one that is installed.
//!
//! The runtime lacks one node of the export, so it is written as two that it has; and the
//! durations and the energy, inner values, become outputs, so that nobody depends on their names.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rten_onnx::onnx::{
    AttributeProto, AttributeType, GraphProto, ModelProto, NodeProto, ValueInfoProto,
};

use crate::voice::MODEL_FILE;

/// Name of the derived model; the number is raised when what is written changes.
const DERIVED: &str = "derived-1.onnx";
/// Name of the file with the checksum of the derived model.
const CHECKSUM: &str = "derived-1.blake3";

/// Most nodes of a filter; one that works with whole numbers has five.
const LONGEST_FILTER: usize = 8;

/// The derived model in `folder`, made where it is missing or damaged.
///
/// The error is one line for a person.
pub(super) fn derived(folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join(DERIVED);
    let noted = std::fs::read_to_string(folder.join(CHECKSUM));
    let whole = noted.is_ok_and(|noted| checksum(&path).is_ok_and(|found| found == noted));
    if whole { Ok(path) } else { derive(folder) }
}

/// Makes the derived model in `folder`; it is there under its name when it is whole.
///
/// The error is one line for a person.
pub(super) fn derive(folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join(DERIVED);
    let model = rewritten(&folder.join(MODEL_FILE))?;
    let written = write(folder, &path, |file| {
        model.write_file(file).map_err(io::Error::other)
    });
    let noted = written.and_then(|()| {
        let sum = checksum(&path)?;
        write(folder, &folder.join(CHECKSUM), |mut file| {
            file.write_all(sum.as_bytes())
        })
    });
    noted.map_err(|error| format!("{DERIVED}: {error}"))?;
    Ok(path)
}

/// Writes a file under another name and then gives it its own.
fn write(
    folder: &Path,
    path: &Path,
    content: impl FnOnce(File) -> io::Result<()>,
) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    // Temporary files are for their owner only; the service may run as somebody else.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let file = builder.tempfile_in(folder)?;
    content(file.reopen()?)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn checksum(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// The model at `path` as the runtime can run it.
fn rewritten(path: &Path) -> Result<ModelProto, String> {
    let file = File::open(path).map_err(|error| format!("{MODEL_FILE}: {error}"))?;
    let mut model = ModelProto::parse_file(file)
        .map_err(|error| format!("{MODEL_FILE} is not a whole ONNX model: {error}"))?;
    let none = || format!("{MODEL_FILE} has no graph");
    let graph = model.graph.as_mut().ok_or_else(none)?;
    rewrite(graph).map_err(|what| {
        format!("{MODEL_FILE} is not a Kokoro model that can be used: it has no {what}")
    })?;
    Ok(model)
}

/// Rewrites the graph; the error is what it lacks.
fn rewrite(graph: &mut GraphProto) -> Result<(), &'static str> {
    let durations = durations(graph).ok_or("durations that are rounded to whole frames")?;
    let energy = energy(graph).ok_or("energy that enters a decoder")?;
    if graph.output.len() != 1 {
        return Err("single output");
    }
    let named = |name| ValueInfoProto {
        name: Some(name),
        ..ValueInfoProto::default()
    };
    graph.output.extend([durations, energy].map(named));
    let nodes = std::mem::take(&mut graph.node);
    graph.node = nodes.into_iter().flat_map(unfused).collect();
    Ok(())
}

/// Name of the frames of each token: what the only rounding of the graph becomes when it is
/// clipped to at least one frame.
fn durations(graph: &GraphProto) -> Option<String> {
    let round = only(graph.node.iter().filter(|node| is(node, "Round")))?;
    let rounded = round.output.first()?;
    let reads = |node: &&NodeProto| node.input.first() == Some(rounded);
    let clip = only(graph.node.iter().filter(reads))?;
    let clipped = clip.output.first().filter(|_| is(clip, "Clip"))?;
    let reads = |node: &&NodeProto| node.input.contains(clipped);
    only(graph.node.iter().filter(reads))?;
    Some(clipped.clone())
}

/// Name of the energy of each half frame: what enters the decoder last, behind what is said and
/// the pitch.
///
/// The decoder joins the three. The first is a product, of the sounds with the frames that each
/// takes; the others are rows of numbers that were made one channel and filtered.
fn energy(graph: &GraphProto) -> Option<String> {
    let made: HashMap<&str, &NodeProto> = graph
        .node
        .iter()
        .flat_map(|node| node.output.iter().map(move |name| (name.as_str(), node)))
        .collect();
    let row = |from: &String| {
        let mut node = *made.get(from.as_str())?;
        for _ in 0..LONGEST_FILTER {
            let input = node.input.first()?;
            if is(node, "Unsqueeze") {
                return Some(input.clone());
            }
            node = made.get(input.as_str())?;
        }
        None
    };
    let joins = graph.node.iter().filter(|node| is(node, "Concat"));
    only(joins.filter_map(|node| {
        let [said, pitch, energy] = &node.input[..] else {
            return None;
        };
        let product = made
            .get(said.as_str())
            .is_some_and(|node| is(node, "MatMul"));
        row(pitch).filter(|_| product)?;
        row(energy)
    }))
}

/// The only item of an iterator that has just one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

fn is(node: &NodeProto, kind: &str) -> bool {
    node.op_type.as_deref() == Some(kind)
}

/// The node, or what it is made up of where the runtime does not have it: a product whose first
/// factor is transposed.
fn unfused(mut node: NodeProto) -> Vec<NodeProto> {
    let int = |name| attribute(&node, name).and_then(|it| it.i).unwrap_or(0);
    let plain = ["transB", "transBatchA", "transBatchB"];
    let scaled = attribute(&node, "alpha").and_then(|it| it.f);
    let fused = is(&node, "FusedMatMul")
        && int("transA") == 1
        && plain.iter().all(|name| int(name) == 0)
        && scaled.is_none_or(|alpha| alpha.to_bits() == 1.0_f32.to_bits());
    let Some(first) = node.input.first().cloned().filter(|_| fused) else {
        return vec![node];
    };
    let name = node.name.clone().unwrap_or_default();
    let turned = format!("{name}/transposed");
    node.input[0].clone_from(&turned);
    node.op_type = Some("MatMul".into());
    (node.domain, node.attribute) = (None, vec![]);
    let transpose = NodeProto {
        name: Some(format!("{name}/Transpose")),
        op_type: Some("Transpose".into()),
        input: vec![first],
        output: vec![turned],
        // A batch of matrices.
        attribute: vec![AttributeProto {
            name: Some("perm".into()),
            ints: vec![0, 2, 1],
            r#type: Some(AttributeType::INTS),
            ..AttributeProto::default()
        }],
        ..NodeProto::default()
    };
    vec![transpose, node]
}

fn attribute<'a>(node: &'a NodeProto, name: &str) -> Option<&'a AttributeProto> {
    let mut found = node.attribute.iter();
    found.find(|it| it.name.as_deref() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(kind: &str, input: &[&str], output: &str) -> NodeProto {
        NodeProto {
            op_type: Some(kind.into()),
            input: input.iter().copied().map(String::from).collect(),
            output: vec![output.into()],
            ..NodeProto::default()
        }
    }

    /// The part of the export around the durations.
    fn export() -> GraphProto {
        let mut product = node("FusedMatMul", &["a", "b"], "p");
        let transposed = AttributeProto {
            name: Some("transA".into()),
            i: Some(1),
            ..AttributeProto::default()
        };
        product.attribute.push(transposed);
        GraphProto {
            node: vec![
                node("Div", &["sum", "speed"], "d"),
                node("Round", &["d"], "r"),
                node("Clip", &["r", "one"], "c"),
                node("Cast", &["c"], "frames"),
                product,
                node("MatMul", &["x", "b"], "said"),
                node("Unsqueeze", &["pitch"], "p1"),
                node("Conv", &["p1"], "p2"),
                node("Unsqueeze", &["energy"], "e1"),
                node("Conv", &["e1"], "e2"),
                node("Mul", &["e2", "scale"], "e3"),
                node("Concat", &["said", "p2", "e3"], "decoded"),
            ],
            output: vec![ValueInfoProto::default()],
            ..GraphProto::default()
        }
    }

    #[test]
    fn the_durations_become_an_output_and_the_product_two_nodes() {
        let mut graph = export();
        rewrite(&mut graph).unwrap();
        assert_eq!(graph.output[1].name.as_deref(), Some("c"));
        assert_eq!(graph.output[2].name.as_deref(), Some("energy"));
        let kinds = graph.node.iter().map(|node| node.op_type.as_deref());
        let kinds: Vec<_> = kinds.flatten().collect();
        assert_eq!(kinds[3..6], ["Cast", "Transpose", "MatMul"]);
        let [transpose, product] = &graph.node[4..6] else {
            panic!("{kinds:?}")
        };
        assert_eq!(transpose.input, ["a"]);
        assert_eq!(product.input, [transpose.output[0].as_str(), "b"]);
        assert_eq!(product.output, ["p"]);
    }

    #[test]
    fn other_products_stay_as_they_are() {
        for (name, i, f) in [("transB", Some(1), None), ("alpha", None, Some(0.5))] {
            let mut product = export().node.remove(4);
            let name = Some(name.into());
            let attribute = AttributeProto {
                name,
                i,
                f,
                ..AttributeProto::default()
            };
            product.attribute.push(attribute);
            assert_eq!(unfused(product).len(), 1);
        }
    }

    #[test]
    fn a_graph_without_clear_durations_is_refused() {
        let without = |kind: &str| {
            let mut graph = export();
            graph.node.retain(|node| !is(node, kind));
            graph
        };
        let mut two = export();
        two.node.push(node("Round", &["x"], "y"));
        for mut graph in [without("Round"), without("Clip"), without("Concat"), two] {
            assert!(rewrite(&mut graph).is_err());
        }
        let mut more = export();
        more.output.push(ValueInfoProto::default());
        assert_eq!(rewrite(&mut more), Err("single output"));
    }

    #[test]
    fn a_file_that_is_no_model_is_refused_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        for content in [&b""[..], b"not a model", &[0x3a, 0xff, 0xff, 0x03, 1, 2]] {
            std::fs::write(folder.path().join(MODEL_FILE), content).unwrap();
            let error = derived(folder.path()).unwrap_err();
            assert!(error.contains(MODEL_FILE), "{error}");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }
}
