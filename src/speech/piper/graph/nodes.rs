//! The nodes of a loaded model, by what they mean; see [`Structure`].

use rten::{Model, NodeId};
use rten_tensor::NdTensor;

use super::super::structure::Structure;
use super::Manner;
use super::runtime::{Inputs, Runtime};

/// What is fed and asked for to know what a text sounds like and how long it takes.
pub(super) struct TextNodes {
    pub(super) ids: NodeId,
    pub(super) lengths: NodeId,
    pub(super) scales: NodeId,
    pub(super) duration_noise: NodeId,
    pub(super) durations: NodeId,
    pub(super) mean: NodeId,
    pub(super) deviation: NodeId,
}

impl TextNodes {
    /// The nodes of a model, or which of them it does not have.
    pub(super) fn find(model: &Model, structure: &Structure) -> Result<Self, String> {
        Ok(Self {
            ids: node(model, IDS)?,
            lengths: node(model, LENGTHS)?,
            scales: node(model, SCALES)?,
            duration_noise: node(model, &structure.duration_noise)?,
            durations: node(model, &structure.durations)?,
            mean: node(model, &structure.mean)?,
            deviation: node(model, &structure.deviation)?,
        })
    }

    /// What the text encoder is fed for the symbols `ids`.
    pub(super) fn inputs(&self, runtime: &Runtime, ids: &[i32], manner: Manner) -> Inputs<'static> {
        let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
        let scales = [manner.noise, manner.length, manner.duration_noise];
        let ids = NdTensor::from_data([1, ids.len()], ids.to_vec());
        let mut inputs = runtime.speaker(manner);
        inputs.push((self.ids, ids.into()));
        inputs.push((self.lengths, NdTensor::from([count]).into()));
        inputs.push((self.scales, NdTensor::from(scales).into()));
        inputs
    }
}

/// The ends of the flow, where the general runtime runs it.
pub(super) struct FlowNodes {
    pub(super) prior: NodeId,
    pub(super) mask: NodeId,
    pub(super) latent: NodeId,
}

impl FlowNodes {
    /// The nodes of a model, or which of them it does not have.
    pub(super) fn find(model: &Model, structure: &Structure) -> Result<Self, String> {
        Ok(Self {
            prior: node(model, &structure.prior)?,
            mask: node(model, &structure.mask)?,
            latent: node(model, &structure.latent)?,
        })
    }
}

/// The ends of the vocoder, where the general runtime runs it.
pub(super) struct VocoderNodes {
    pub(super) latent: NodeId,
    pub(super) output: NodeId,
}

impl VocoderNodes {
    /// The nodes of a model, or which of them it does not have.
    pub(super) fn find(model: &Model, structure: &Structure) -> Result<Self, String> {
        Ok(Self {
            latent: node(model, &structure.latent)?,
            output: node(model, &structure.output)?,
        })
    }
}

/// What every export calls its inputs.
pub(super) const IDS: &str = "input";
pub(super) const LENGTHS: &str = "input_lengths";
pub(super) const SCALES: &str = "scales";

fn node(model: &Model, name: &str) -> Result<NodeId, String> {
    let node = model.find_node(name);
    node.ok_or_else(|| format!("its graph has no value {name}"))
}
