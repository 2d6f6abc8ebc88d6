//! The nodes of a loaded model.

use rten::{Model, NodeId};

use super::super::structure::Structure;

/// The nodes, by what they mean; see [`Structure`].
pub(super) struct Nodes {
    pub(super) ids: NodeId,
    pub(super) lengths: NodeId,
    pub(super) scales: NodeId,
    pub(super) speaker: Option<NodeId>,
    pub(super) duration_noise: NodeId,
    pub(super) durations: NodeId,
    pub(super) mean: NodeId,
    pub(super) deviation: NodeId,
    pub(super) prior: NodeId,
    pub(super) mask: NodeId,
    pub(super) latent: NodeId,
    pub(super) output: NodeId,
}

impl Nodes {
    /// The nodes of a model, or which of them it does not have.
    pub(super) fn find(model: &Model, structure: &Structure) -> Result<Self, String> {
        let node = |name: &str| {
            model
                .find_node(name)
                .ok_or_else(|| format!("its graph has no value {name}"))
        };
        Ok(Self {
            ids: node("input")?,
            lengths: node("input_lengths")?,
            scales: node("scales")?,
            speaker: structure.speaker.as_deref().map(node).transpose()?,
            duration_noise: node(&structure.duration_noise)?,
            durations: node(&structure.durations)?,
            mean: node(&structure.mean)?,
            deviation: node(&structure.deviation)?,
            prior: node(&structure.prior)?,
            mask: node(&structure.mask)?,
            latent: node(&structure.latent)?,
            output: node(&structure.output)?,
        })
    }
}
