//! The model's graph from its file.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use rten::Model;
use rten_onnx::onnx::{GraphProto, ModelProto};
use rten_tensor::prelude::*;

use super::super::flow::{Ends, Flow};
use super::super::noise::Noise;
use super::super::structure::Structure;
use super::super::text::Text;
use super::super::vocoder::Vocoder;
use super::cut::cut;
use super::nodes::{FlowNodes, IDS, LENGTHS, SCALES, TextNodes, VocoderNodes};
use super::runtime::Runtime;
use super::{By, Encoded, Graph, Manner};
use crate::speech::Effort;

/// How our own text encoder is tried: as voices speak when nothing else is said.
const TRIAL: Manner = Manner {
    noise: 0.667,
    length: 1.0,
    duration_noise: 0.8,
    speaker: 0,
};

/// Symbols of the trial: more than the attention treats as near, and no whole number of groups.
const TRIAL_SYMBOLS: i32 = 41;

/// Values may differ by this times the largest of them: forty times what rounding makes of it.
const TRIAL_ERROR: f32 = 1e-3;

impl Graph {
    /// The model in the file at `path`, or what is wrong with the file.
    pub(in super::super) fn load(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let proto = ModelProto::parse_file(file);
        let mut proto = proto.map_err(|_| "it is not an ONNX model, or not all of one")?;
        let graph = proto.graph.take();
        let graph = graph.ok_or("it is an ONNX file without a graph")?;
        let structure = Structure::of(&graph)?;
        let text = Text::read(&graph, &structure).inspect_err(|cause| {
            tracing::info!(%cause, "the general runtime runs this text encoder");
        });
        let (flow, vocoder) = (flow(&graph, &structure), vocoder(&graph, &structure));
        proto.graph = Some(rest(graph, &structure, flow.is_none(), vocoder.is_none()));
        let model = proto.write_buf().map_err(|error| error.to_string())?;
        drop(proto); // the weights would be there three times while the runtime reads them
        let model = Model::load(model).map_err(|error| error.to_string())?;
        let runtime = Arc::new(Runtime::new(model, &structure));
        let model = &runtime.model;
        let mut graph = Self {
            text: By::Runtime(Arc::clone(&runtime), TextNodes::find(model, &structure)?),
            flow: match flow {
                Some(flow) => By::Us(flow),
                None => By::Runtime(Arc::clone(&runtime), FlowNodes::find(model, &structure)?),
            },
            vocoder: match vocoder {
                Some(vocoder) => By::Us(vocoder),
                None => By::Runtime(Arc::clone(&runtime), VocoderNodes::find(model, &structure)?),
            },
            structure,
        };
        if let Some(text) = text.ok().filter(|text| graph.agrees_with(text)) {
            graph.text = By::Us(text);
        }
        Ok(graph)
    }

    /// Whether our own text encoder says what the runtime says, of a made-up row of symbols.
    fn agrees_with(&self, text: &Text) -> bool {
        let By::Runtime(runtime, nodes) = &self.text else {
            return false;
        };
        let known = i32::try_from(self.symbols()).unwrap_or(i32::MAX).max(1);
        let ids: Vec<i32> = (0..TRIAL_SYMBOLS).map(|at| at * 7 % known).collect();
        let noise = Noise::Durations.values(&ids, 2 * ids.len());
        let here = self.time_here(text, &ids, &noise, TRIAL);
        let there = self.time_there(runtime, nodes, &ids, noise, TRIAL, Effort::Shared);
        let same = match (here, there) {
            (Ok((frames, here)), Ok((right, there))) => {
                // Where a duration is nearly whole, rounding up may give one frame more.
                let near = |(a, b): (&f32, &f32)| (a - b).abs() <= 1.0;
                let pairs = || frames.iter().zip(&right);
                let equal = pairs().filter(|(a, b)| (*a - *b).abs() < 0.5).count();
                pairs().all(near) && equal * 10 >= ids.len() * 9 && alike(&here, &there)
            }
            _ => false,
        };
        if !same {
            tracing::info!("the general runtime runs this text encoder, which is of another kind");
        }
        same
    }
}

/// Whether two text encoders say the same.
fn alike(here: &Encoded, there: &Encoded) -> bool {
    let pairs = [
        (&here.mean, &there.mean),
        (&here.deviation, &there.deviation),
    ];
    pairs.into_iter().all(|(here, there)| {
        let most = there
            .iter()
            .fold(1.0, |most: f32, value| most.max(value.abs()));
        let mut values = here.iter().zip(there.iter());
        // No number at all is not within anything.
        values.all(|(a, b)| (a - b).abs() <= TRIAL_ERROR * most)
    })
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

/// What the general runtime is to run of `graph`: the text, if only to be compared with ours, and
/// the flow and the vocoder if need be.
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
