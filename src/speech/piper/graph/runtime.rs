//! The general runtime with the part of a model that it was given.

use rten::{Model, NodeId, RunOptions, Value, ValueOrView};
use rten_tensor::NdTensor;

use super::super::SpeechError;
use super::super::structure::Structure;
use super::Manner;
use crate::speech::Effort;
use crate::speech::threads::threads;

/// Nodes, and what they are fed.
pub(super) type Inputs<'a> = Vec<(NodeId, ValueOrView<'a>)>;

/// A model that the general runtime has loaded.
pub(super) struct Runtime {
    pub(super) model: Model,
    speaker: Option<NodeId>,
}

impl Runtime {
    /// The runtime with `model`, which has the structure.
    pub(super) fn new(model: Model, structure: &Structure) -> Self {
        let speaker = structure.speaker.as_deref();
        Self {
            speaker: speaker.and_then(|it| model.find_node(it)),
            model,
        }
    }

    /// Who speaks, where the model is to be told.
    pub(super) fn speaker(&self, manner: Manner) -> Inputs<'static> {
        let input = |node| (node, NdTensor::from([manner.speaker]).into());
        self.speaker.map(input).into_iter().collect()
    }

    /// The values of the nodes `outputs`.
    pub(super) fn run<const N: usize>(
        &self,
        inputs: Inputs<'_>,
        outputs: [NodeId; N],
        effort: Effort,
    ) -> Result<[Value; N], SpeechError> {
        let options = RunOptions::default().with_thread_pool(Some(threads(effort)));
        let values = self.model.run_n(inputs, outputs, Some(options));
        values.map_err(|error| SpeechError::Broken(error.to_string()))
    }
}
