//! The model's graph: what is fed and what is asked for.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use rten::{Model, NodeId, RunOptions, ValueOrView};
use rten_tensor::{NdTensor, Tensor};

use super::derive::{derive, derived};
use super::{Effort, SpeechError};
use crate::speech::threads::threads;

/// Samples in a frame, by which the model counts its durations: 25 ms.
///
/// The product of the decoder's upsampling: 2 × 10 × 6, and 5 of the inverse Fourier transform.
pub(super) const FRAME: usize = 600;

/// Most frames that a token may have: the model sums 50 probabilities and divides them by the
/// speed, of which 0.5 is the slowest.
const LONGEST_TOKEN: f32 = 1000.0;

/// Energy above which something is heard.
///
/// Measured with six voices: what the model predicts at this value is at -55 to -70 dB, speech is
/// at 1 to 9 and silence at -5 to -10.
const HEARD: f32 = -3.0;

/// A loaded model and the nodes that are used of it.
pub(super) struct Graph {
    model: Model,
    /// Tokens in a frame of zeros, `(1, tokens)`.
    tokens: NodeId,
    /// How the voice speaks, `(1, 256)`.
    style: NodeId,
    /// How many times its own speed, `(1)`.
    speed: NodeId,
    /// Samples, `(frames × 600)`.
    audio: NodeId,
    /// Frames of each token, `(1, tokens)`.
    durations: NodeId,
    /// Logarithm of the energy, twice a frame, `(1, frames × 2)`.
    energy: NodeId,
}

/// What the model says of a text before it makes its sound.
pub(super) struct Forecast {
    /// Frames of each token.
    pub(super) durations: Vec<u16>,
    /// Whether anything is heard in each frame.
    pub(super) loud: Vec<bool>,
}

/// What decides the sound of a part.
pub(super) struct Text {
    /// The tokens with those of the frame.
    pub(super) tokens: Vec<i32>,
    /// The style of the voice for so many tokens.
    pub(super) style: Vec<f32>,
    /// How many times the voice's own speed.
    pub(super) speed: f32,
}

impl Graph {
    /// The model in `folder`, the same one for all voices that have it open.
    ///
    /// `checksum` tells it from one that stood there before.
    pub(super) fn shared(folder: &Path, checksum: &str) -> Result<Arc<Self>, String> {
        /// The models by folder and checksum; one goes when the last voice that has it goes.
        type Open = HashMap<(PathBuf, String), Weak<Graph>>;
        static OPEN: LazyLock<Mutex<Open>> = LazyLock::new(Mutex::default);
        // Held while loading, so that voices that are opened together do not load it twice.
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (folder.to_owned(), checksum.to_owned());
        if let Some(graph) = open.get(&key).and_then(Weak::upgrade) {
            return Ok(graph);
        }
        open.retain(|_, graph| graph.strong_count() > 0);
        let graph = Arc::new(Self::load(folder)?);
        open.insert(key, Arc::downgrade(&graph));
        Ok(graph)
    }

    /// The model in `folder`; one that an older version derived is derived again.
    fn load(folder: &Path) -> Result<Self, String> {
        Self::of_file(&derived(folder)?).or_else(|_| Self::of_file(&derive(folder)?))
    }

    fn of_file(path: &Path) -> Result<Self, String> {
        let model = Model::load_file(path).map_err(|error| error.to_string())?;
        let input = |name: &str| {
            let mut ids = model.input_ids().iter().copied();
            let named =
                |id: &NodeId| model.node_info(*id).and_then(|node| node.name()) == Some(name);
            ids.find(named).ok_or_else(|| {
                format!("the model is not a Kokoro model that can be used: no input {name}")
            })
        };
        let (tokens, style, speed) = (input("tokens")?, input("style")?, input("speed")?);
        let &[audio, durations, energy] = model.output_ids() else {
            return Err("the model was not derived as expected".into());
        };
        Ok(Self {
            model,
            tokens,
            style,
            speed,
            audio,
            durations,
            energy,
        })
    }

    /// What `text` will be, without its sound.
    pub(super) fn forecast(&self, text: &Text, effort: Effort) -> Result<Forecast, SpeechError> {
        let outputs = [self.durations, self.energy];
        let [durations, energy] = self.run(text.inputs(self), outputs, effort)?;
        Forecast::of(durations, energy, text.tokens.len())
    }

    /// The samples of `text`, whose durations are known.
    pub(super) fn sound(
        &self,
        text: &Text,
        durations: &[u16],
        effort: Effort,
    ) -> Result<Vec<f32>, SpeechError> {
        let frames = durations.iter().copied().map(f32::from).collect();
        let mut inputs = text.inputs(self);
        inputs.push((self.durations, tensor([1, durations.len()], frames).into()));
        let [samples] = self.run(inputs, [self.audio], effort)?;
        let frames = durations.iter().copied().map(usize::from).sum::<usize>();
        sound_of(samples, frames)
    }

    /// The samples of `text` and what could have been said before.
    pub(super) fn sound_and_forecast(
        &self,
        text: &Text,
        effort: Effort,
    ) -> Result<(Vec<f32>, Forecast), SpeechError> {
        let outputs = [self.audio, self.durations, self.energy];
        let [samples, durations, energy] = self.run(text.inputs(self), outputs, effort)?;
        let forecast = Forecast::of(durations, energy, text.tokens.len())?;
        Ok((sound_of(samples, forecast.loud.len())?, forecast))
    }

    fn run<const N: usize>(
        &self,
        inputs: Vec<(NodeId, ValueOrView<'_>)>,
        outputs: [NodeId; N],
        effort: Effort,
    ) -> Result<[Tensor<f32>; N], SpeechError> {
        let options = RunOptions::default().with_thread_pool(Some(threads(effort)));
        let values = self
            .model
            .run_n(inputs, outputs, Some(options))
            .map_err(|error| SpeechError::Broken(error.to_string()))?;
        let tensors = values.into_iter().map(Tensor::<f32>::try_from);
        let tensors: Vec<_> = tensors.collect::<Result<_, _>>().map_err(|_| shape())?;
        tensors.try_into().map_err(|_| shape())
    }
}

impl Text {
    fn inputs(&self, graph: &Graph) -> Vec<(NodeId, ValueOrView<'static>)> {
        let tokens = tensor([1, self.tokens.len()], self.tokens.clone());
        let style = tensor([1, self.style.len()], self.style.clone());
        let speed = tensor([1], vec![self.speed]);
        vec![
            (graph.tokens, tokens.into()),
            (graph.style, style.into()),
            (graph.speed, speed.into()),
        ]
    }
}

fn shape() -> SpeechError {
    SpeechError::Broken("the model gave values of another shape than expected".into())
}

impl Forecast {
    /// The durations are whole numbers, which the model has rounded them to.
    fn of(durations: Tensor<f32>, energy: Tensor<f32>, tokens: usize) -> Result<Self, SpeechError> {
        let (durations, energy) = (durations.into_data(), energy.into_data());
        let sane = |frames: &f32| (1.0..=LONGEST_TOKEN).contains(frames);
        if durations.len() != tokens || !durations.iter().all(sane) {
            return Err(shape());
        }
        let durations: Vec<u16> = durations.into_iter().map(|it| it as u16).collect();
        let frames = durations.iter().copied().map(usize::from).sum::<usize>();
        if energy.len() != frames * 2 {
            return Err(shape());
        }
        let loud = energy
            .chunks(2)
            .map(|frame| frame.iter().any(|it| *it > HEARD));
        let loud = loud.collect();
        Ok(Self { durations, loud })
    }
}

/// The samples, of which there are as many as the durations say.
fn sound_of(samples: Tensor<f32>, frames: usize) -> Result<Vec<f32>, SpeechError> {
    let samples = samples.into_data();
    if samples.len() == frames * FRAME {
        Ok(samples)
    } else {
        Err(shape())
    }
}

fn tensor<T, const N: usize>(shape: [usize; N], values: Vec<T>) -> NdTensor<T, N> {
    NdTensor::from_data(shape, values)
}
