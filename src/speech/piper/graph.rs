//! The model's graph: the inner values of a Piper export that are asked for and fed.

use std::ops::{Add, Range, Sub};
use std::path::Path;

use rten::{Model, NodeId, RunOptions, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::config::Config;
use super::noise::Noise;
use super::{Effort, SpeechError};
use crate::speech::threads::threads;
use crate::units::Samples;

/// Samples in one latent frame: the product of the vocoder's upsampling, 8 × 8 × 4.
const HOP: usize = 256;
/// Values in one latent frame.
const CHANNELS: usize = 192;

/// A number of latent frames, 256 samples each at the voice's rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LatentFrames(pub(super) usize);

impl LatentFrames {
    /// The samples that these frames become.
    pub(super) fn samples(self) -> Samples {
        Samples((self.0 * HOP) as u64)
    }

    /// The difference, or zero.
    pub(super) fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for LatentFrames {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for LatentFrames {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// What the vocoder is fed with: `(1, 192, frames)`.
pub(super) type Latent = NdTensor<f32, 3>;

/// A loaded model and the nodes that are used of it.
pub(super) struct Graph {
    model: Model,
    nodes: Nodes,
}

/// The nodes, by what they mean.
struct Nodes {
    /// Symbol ids, `(1, symbols)`.
    input: NodeId,
    /// Number of symbols, `(1)`.
    lengths: NodeId,
    /// Noise, length and duration-noise scale, `(3)`.
    scales: NodeId,
    /// Noise of the durations, `(1, 2, symbols)`.
    duration_noise: NodeId,
    /// Frames of each symbol, `(1, 1, symbols)`.
    durations: NodeId,
    /// Noise of the latent, `(1, 192, frames)`.
    latent_noise: NodeId,
    /// What enters the vocoder, `(1, 192, frames)`.
    latent: NodeId,
    /// Samples, `(1, 1, 1, frames × 256)`.
    output: NodeId,
}

impl Nodes {
    fn find(model: &Model) -> Result<Self, String> {
        let node = |name: &str| {
            model
                .find_node(name)
                .ok_or_else(|| format!("it is not a Piper model that can be used: no node {name}"))
        };
        Ok(Self {
            input: node("input")?,
            lengths: node("input_lengths")?,
            scales: node("scales")?,
            duration_noise: node("/dp/RandomNormalLike_output_0")?,
            durations: node("/Ceil_output_0")?,
            latent_noise: node("/RandomNormalLike_output_0")?,
            latent: node("/Mul_7_output_0")?,
            output: node("output")?,
        })
    }
}

impl Graph {
    /// The model in the file at `path`, or what is wrong with the file.
    pub(super) fn load(path: &Path) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().display();
        let model = Model::load_file(path).map_err(|error| format!("{name}: {error}"))?;
        let nodes = Nodes::find(&model).map_err(|cause| format!("{name}: {cause}"))?;
        Ok(Self { model, nodes })
    }

    /// The frames of each symbol.
    pub(super) fn durations(
        &self,
        ids: &[i32],
        config: &Config,
        effort: Effort,
    ) -> Result<Vec<LatentFrames>, SpeechError> {
        let noise = Noise::Durations.values(ids, 2 * ids.len());
        let mut inputs = self.text(ids, config);
        inputs.push((
            self.nodes.duration_noise,
            tensor([1, 2, ids.len()], noise).into(),
        ));
        let frames: NdTensor<f32, 3> = self.run(inputs, self.nodes.durations, effort)?;
        // The model rounds up to whole frames itself.
        let whole = |frames: &f32| LatentFrames(frames.max(0.0) as usize);
        Ok(frames.iter().map(whole).collect())
    }

    /// The latent of a sentence whose `durations` are known.
    pub(super) fn latent(
        &self,
        ids: &[i32],
        durations: &[LatentFrames],
        config: &Config,
        effort: Effort,
    ) -> Result<Latent, SpeechError> {
        let frames = durations.iter().map(|frames| frames.0).sum::<usize>();
        let noise = Noise::Latent.values(ids, CHANNELS * frames);
        let durations = durations.iter().map(|frames| frames.0 as f32).collect();
        let mut inputs = self.text(ids, config);
        inputs.push((
            self.nodes.durations,
            tensor([1, 1, ids.len()], durations).into(),
        ));
        inputs.push((
            self.nodes.latent_noise,
            tensor([1, CHANNELS, frames], noise).into(),
        ));
        self.run(inputs, self.nodes.latent, effort)
    }

    /// The samples of the latent frames in `slice`.
    ///
    /// The vocoder sees `context` frames more on either side, as far as there are any.
    pub(super) fn vocode(
        &self,
        latent: &Latent,
        slice: Range<LatentFrames>,
        context: LatentFrames,
        effort: Effort,
    ) -> Result<Vec<f32>, SpeechError> {
        let from = slice.start.saturating_sub(context);
        let to = (slice.end + context).min(LatentFrames(latent.size(2)));
        let seen: NdTensorView<'_, f32, 3> = latent.slice((.., .., from.0..to.0));
        let inputs = vec![(self.nodes.latent, seen.to_tensor().into())];
        let samples: NdTensor<f32, 4> = self.run(inputs, self.nodes.output, effort)?;
        let wanted = (slice.start - from).0 * HOP..(slice.end - from).0 * HOP;
        let samples = samples.into_data();
        samples
            .get(wanted)
            .map(<[f32]>::to_vec)
            .ok_or_else(|| SpeechError::Broken("the vocoder gave too few samples".into()))
    }

    fn text(&self, ids: &[i32], config: &Config) -> Vec<(NodeId, ValueOrView<'static>)> {
        let scales = config.inference;
        let scales = vec![scales.noise_scale, scales.length_scale, scales.noise_w];
        let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
        vec![
            (
                self.nodes.input,
                tensor([1, ids.len()], ids.to_vec()).into(),
            ),
            (self.nodes.lengths, tensor([1], vec![count]).into()),
            (self.nodes.scales, tensor([3], scales).into()),
        ]
    }

    fn run<T, const N: usize>(
        &self,
        inputs: Vec<(NodeId, ValueOrView<'_>)>,
        output: NodeId,
        effort: Effort,
    ) -> Result<NdTensor<T, N>, SpeechError>
    where
        NdTensor<T, N>: TryFrom<rten::Value>,
    {
        let broken = |cause: String| SpeechError::Broken(cause);
        let options = RunOptions::default().with_thread_pool(Some(threads(effort)));
        let [value] = self
            .model
            .run_n(inputs, [output], Some(options))
            .map_err(|error| broken(error.to_string()))?;
        value
            .try_into()
            .map_err(|_| broken("an inner value has another shape than expected".into()))
    }
}

fn tensor<T, const N: usize>(shape: [usize; N], values: Vec<T>) -> NdTensor<T, N> {
    NdTensor::from_data(shape, values)
}
