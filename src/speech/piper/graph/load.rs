//! The model's graph from its file.

use std::fs::File;
use std::path::Path;

use rten::Model;
use rten_onnx::onnx::{GraphProto, ModelProto};

use super::super::flow::{Ends, Flow};
use super::super::structure::Structure;
use super::super::vocoder::Vocoder;
use super::cut::cut;
use super::nodes::{FlowNodes, IDS, LENGTHS, SCALES, TextNodes, VocoderNodes};
use super::{By, Graph};

impl Graph {
    /// The model in the file at `path`, or what is wrong with the file.
    pub(in super::super) fn load(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let proto = ModelProto::parse_file(file);
        let mut proto = proto.map_err(|_| "it is not an ONNX model, or not all of one")?;
        let graph = proto.graph.take();
        let graph = graph.ok_or("it is an ONNX file without a graph")?;
        let structure = Structure::of(&graph)?;
        let (flow, vocoder) = (flow(&graph, &structure), vocoder(&graph, &structure));
        proto.graph = Some(rest(graph, &structure, flow.is_none(), vocoder.is_none()));
        let model = proto.write_buf().map_err(|error| error.to_string())?;
        drop(proto); // the weights would be there three times while the runtime reads them
        let model = Model::load(model).map_err(|error| error.to_string())?;
        Ok(Self {
            text: TextNodes::find(&model, &structure)?,
            speaker: structure
                .speaker
                .as_deref()
                .and_then(|it| model.find_node(it)),
            flow: match flow {
                Some(flow) => By::Us(flow),
                None => By::Runtime(FlowNodes::find(&model, &structure)?),
            },
            vocoder: match vocoder {
                Some(vocoder) => By::Us(vocoder),
                None => By::Runtime(VocoderNodes::find(&model, &structure)?),
            },
            model,
            structure,
        })
    }
}

/// Our own flow, where it can run that of the graph.
fn flow(graph: &GraphProto, structure: &Structure) -> Option<Flow> {
    let ends = Ends {
        prior: &structure.prior,
        latent: &structure.latent,
        mask: &structure.mask,
    };
    let flow = Flow::read(graph, ends).inspect_err(|cause| {
        tracing::info!(%cause, "the general runtime runs this flow");
    });
    flow.ok().filter(|it| it.channels() == structure.channels)
}

/// Our own vocoder, where it can run that of the graph.
fn vocoder(graph: &GraphProto, structure: &Structure) -> Option<Vocoder> {
    let vocoder = Vocoder::read(graph).inspect_err(|cause| {
        tracing::info!(%cause, "the general runtime runs this vocoder");
    });
    let size = (structure.channels, structure.hop);
    let fits = |it: &Vocoder| it.input() == structure.latent && (it.channels(), it.hop()) == size;
    vocoder.ok().filter(fits)
}

/// What the general runtime is to run of `graph`: the text, and the flow and the vocoder if need be.
fn rest(graph: GraphProto, structure: &Structure, flow: bool, vocoder: bool) -> GraphProto {
    let mut inputs = vec![IDS, LENGTHS, SCALES, &structure.duration_noise];
    inputs.extend(structure.speaker.as_deref());
    let mut outputs = vec![&*structure.durations, &structure.mean, &structure.deviation];
    if flow {
        inputs.extend([&*structure.prior, &structure.mask]);
        outputs.push(&structure.latent);
    }
    if vocoder {
        outputs.push(&structure.output);
    }
    if vocoder && !flow {
        inputs.push(&structure.latent);
    }
    cut(graph, &inputs, &outputs)
}
