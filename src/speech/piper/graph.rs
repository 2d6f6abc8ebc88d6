//! The model's graph at work: the parts of a Piper export that are run one by one.

mod cut;
mod load;
mod nodes;
use std::ops::Range;

use rten::{Model, NodeId, RunOptions, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::flow::Flow;
use super::frames::LatentFrames;
use super::kernel::LatentView;
use super::structure::Structure;
use super::vocoder::Vocoder;
use super::{Effort, SpeechError};
use crate::speech::threads::{cores, threads};
use nodes::{FlowNodes, TextNodes, VocoderNodes};

/// Values of each frame, `(1, channels, frames)`: a prior, or the latent made from it.
pub(super) type Latent = NdTensor<f32, 3>;

/// A part of a sentence's latent, with what the vocoder sees beyond its ends.
pub(super) struct Stretch {
    latent: Latent,
    /// Where it begins in the sentence.
    start: LatentFrames,
    /// The frames of the whole sentence.
    whole: LatentFrames,
}

/// A loaded model and who runs which part of it.
pub(super) struct Graph {
    /// What the general runtime runs: the text encoder, the durations, and what our own code cannot.
    model: Model,
    structure: Structure,
    text: TextNodes,
    speaker: Option<NodeId>,
    flow: By<Flow, FlowNodes>,
    vocoder: By<Vocoder, VocoderNodes>,
}

/// Who runs a part: our own code where it can, otherwise the general runtime between two nodes.
enum By<Own, Nodes> {
    Us(Own),
    Runtime(Nodes),
}

/// The scales and the speaker with which a sentence is spoken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Strength of the latent's noise.
    pub(super) noise: f32,
    /// Stretch of all durations; 2 is half as fast.
    pub(super) length: f32,
    /// Strength of the durations' noise.
    pub(super) duration_noise: f32,
    /// Number of the speaker, where the voice has several.
    pub(super) speaker: i32,
}

/// A sentence after the text encoder: what the sound of each symbol is like.
pub(super) struct Encoded {
    /// Mean, `(1, channels, symbols)`.
    pub(super) mean: Latent,
    /// Logarithm of the deviation, `(1, channels, symbols)`.
    pub(super) deviation: Latent,
}

type Inputs<'a> = Vec<(NodeId, ValueOrView<'a>)>;

impl Graph {
    /// What makes the samples of the prior: the bits of each are not those of the others.
    pub(super) fn makers(&self) -> &'static str {
        match (&self.vocoder, &self.flow) {
            (By::Runtime(_), By::Runtime(_)) => "rten",
            (By::Runtime(_), By::Us(_)) => "rten, own flow",
            (By::Us(_), By::Runtime(_)) => "own",
            (By::Us(_), By::Us(_)) => "own, own flow",
        }
    }

    /// Whether it is to be told who speaks.
    pub(super) fn has_speakers(&self) -> bool {
        self.structure.speaker.is_some()
    }

    /// The number of symbols that it knows: every id is below.
    pub(super) fn symbols(&self) -> usize {
        self.structure.symbols
    }

    /// Values in one frame.
    pub(super) fn channels(&self) -> usize {
        self.structure.channels
    }

    /// Frames on either side that a frame of the flow and of the vocoder depends on.
    #[cfg(test)]
    pub(super) fn reach(&self) -> (usize, usize) {
        (self.structure.flow_reach, self.structure.vocoder_reach)
    }

    /// Samples in one frame.
    pub(super) fn hop(&self) -> usize {
        self.structure.hop
    }

    /// The frames of each symbol and what its sound is like; `noise` has two values a symbol.
    pub(super) fn durations_and_sounds(
        &self,
        ids: &[i32],
        noise: Vec<f32>,
        manner: Manner,
        effort: Effort,
    ) -> Result<(Vec<LatentFrames>, Encoded), SpeechError> {
        let mut inputs = self.text_inputs(ids, manner);
        let noise = tensor([1, 2, ids.len()], noise)?;
        let text = &self.text;
        inputs.push((text.duration_noise, noise.into()));
        let wanted = [text.durations, text.mean, text.deviation];
        let [frames, mean, deviation] = self.run(inputs, wanted, effort)?;
        let frames = whole_frames(frames, ids.len())?;
        Ok((frames, self.encoded(mean, deviation, ids.len())?))
    }

    /// What each symbol's sound is like.
    pub(super) fn encode(
        &self,
        ids: &[i32],
        manner: Manner,
        effort: Effort,
    ) -> Result<Encoded, SpeechError> {
        let wanted = [self.text.mean, self.text.deviation];
        let [mean, deviation] = self.run(self.text_inputs(ids, manner), wanted, effort)?;
        self.encoded(mean, deviation, ids.len())
    }

    fn encoded(&self, mean: Value, deviation: Value, ids: usize) -> Result<Encoded, SpeechError> {
        let (mean, deviation): (Latent, Latent) = (shaped(mean)?, shaped(deviation)?);
        let expected = [1, self.structure.channels, ids];
        if mean.shape() != expected || deviation.shape() != expected {
            return Err(broken("its text encoder has another size than its vocoder"));
        }
        Ok(Encoded { mean, deviation })
    }

    /// What the vocoder needs for the frames in `stretch`, bit for bit as if the flow had seen
    /// the whole prior.
    pub(super) fn flow(
        &self,
        prior: &Latent,
        stretch: &Range<LatentFrames>,
        manner: Manner,
        effort: Effort,
    ) -> Result<Stretch, SpeechError> {
        let end = prior.size(2);
        let wanted = self.needed(stretch, end);
        let latent = match &self.flow {
            By::Us(flow) => self.flow_here(flow, prior, &wanted)?,
            By::Runtime(nodes) => self.flow_there(nodes, prior, &wanted, manner, effort)?,
        };
        Ok(Stretch {
            latent,
            start: wanted.start,
            whole: LatentFrames(end),
        })
    }

    /// The latent's frames that are wanted, by our own flow.
    fn flow_here(
        &self,
        flow: &Flow,
        prior: &Latent,
        wanted: &Range<LatentFrames>,
    ) -> Result<Latent, SpeechError> {
        let values = prior.to_contiguous();
        let view = LatentView::new(values.data(), self.structure.channels);
        let view = view.ok_or_else(|| broken("its prior has another size than expected"))?;
        let latent = flow.run(view, wanted.start.0..wanted.end.0);
        let frames = (wanted.end - wanted.start).0;
        tensor([1, self.structure.channels, frames], latent)
    }

    /// The same by the general runtime, which is given what they depend on.
    fn flow_there(
        &self,
        nodes: &FlowNodes,
        prior: &Latent,
        wanted: &Range<LatentFrames>,
        manner: Manner,
        effort: Effort,
    ) -> Result<Latent, SpeechError> {
        let seen = around(wanted, self.structure.flow_reach, prior.size(2));
        let frames = (seen.end - seen.start).0;
        let mut inputs = self.speaker(manner);
        inputs.push((nodes.prior, part(prior, &seen).into()));
        let mask = tensor([1, 1, frames], vec![1.0; frames])?;
        inputs.push((nodes.mask, mask.into()));
        let [latent] = self.run(inputs, [nodes.latent], effort)?;
        let latent: Latent = shaped(latent)?;
        if latent.size(2) != frames {
            return Err(broken("its flow changes the number of frames"));
        }
        Ok(part(&latent, &within(wanted, seen.start)))
    }

    /// The frames that the vocoder sees for those in `stretch`, of a sentence of `end`.
    fn needed(&self, stretch: &Range<LatentFrames>, end: usize) -> Range<LatentFrames> {
        let By::Us(vocoder) = &self.vocoder else {
            return around(stretch, self.structure.vocoder_reach, end);
        };
        let needs = vocoder.needs(&(stretch.start.0..stretch.end.0), end);
        LatentFrames(needs.start)..LatentFrames(needs.end)
    }

    /// The samples of the frames in `slice`, bit for bit as if the vocoder had seen all of them.
    pub(super) fn vocode(
        &self,
        stretch: &Stretch,
        slice: &Range<LatentFrames>,
        manner: Manner,
        effort: Effort,
    ) -> Result<Vec<f32>, SpeechError> {
        match &self.vocoder {
            By::Us(vocoder) => self.vocode_here(vocoder, stretch, slice, effort),
            By::Runtime(nodes) => self.vocode_there(nodes, stretch, slice, manner, effort),
        }
    }

    fn vocode_there(
        &self,
        nodes: &VocoderNodes,
        stretch: &Stretch,
        slice: &Range<LatentFrames>,
        manner: Manner,
        effort: Effort,
    ) -> Result<Vec<f32>, SpeechError> {
        let slice = within(slice, stretch.start);
        let seen = around(&slice, self.structure.vocoder_reach, stretch.latent.size(2));
        let mut inputs = self.speaker(manner);
        inputs.push((nodes.latent, part(&stretch.latent, &seen).into()));
        let [samples] = self.run(inputs, [nodes.output], effort)?;
        let samples: NdTensor<f32, 4> = shaped(samples)?;
        let wanted = within(&slice, seen.start);
        let hop = self.structure.hop;
        let samples = samples.into_data();
        samples
            .get(wanted.start.0 * hop..wanted.end.0 * hop)
            .map(<[f32]>::to_vec)
            .ok_or_else(|| broken("the vocoder gave too few samples"))
    }

    fn vocode_here(
        &self,
        vocoder: &Vocoder,
        stretch: &Stretch,
        slice: &Range<LatentFrames>,
        effort: Effort,
    ) -> Result<Vec<f32>, SpeechError> {
        let threads = match effort {
            Effort::Shared => 1,
            Effort::AllCores => cores(),
        };
        let values = stretch.latent.to_contiguous();
        let view = LatentView::new(values.data(), self.structure.channels);
        let view = view.and_then(|view| view.part_of(stretch.start.0, stretch.whole.0));
        let view = view.ok_or_else(|| broken("its latent has another size than expected"))?;
        let samples = vocoder.run(view, slice.start.0..slice.end.0, threads);
        if samples.len() != (slice.end - slice.start).0 * self.structure.hop {
            return Err(broken("the vocoder gave too few samples"));
        }
        Ok(samples)
    }

    fn text_inputs(&self, ids: &[i32], manner: Manner) -> Inputs<'static> {
        let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
        let scales = [manner.noise, manner.length, manner.duration_noise];
        let ids = NdTensor::from_data([1, ids.len()], ids.to_vec());
        let mut inputs = self.speaker(manner);
        inputs.push((self.text.ids, ids.into()));
        inputs.push((self.text.lengths, NdTensor::from([count]).into()));
        inputs.push((self.text.scales, NdTensor::from(scales).into()));
        inputs
    }

    fn speaker(&self, manner: Manner) -> Inputs<'static> {
        let input = |node| (node, NdTensor::from([manner.speaker]).into());
        self.speaker.map(input).into_iter().collect()
    }

    fn run<const N: usize>(
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

/// The model's durations as frames, one a symbol.
fn whole_frames(frames: Value, symbols: usize) -> Result<Vec<LatentFrames>, SpeechError> {
    let frames: NdTensor<f32, 3> = shaped(frames)?;
    if frames.size(2) != symbols {
        return Err(broken("its durations are not one a symbol"));
    }
    // The model rounds up to whole frames itself.
    let whole = |frames: &f32| LatentFrames(frames.clamp(0.0, f32::from(u16::MAX)) as usize);
    Ok(frames.iter().map(whole).collect())
}

/// The frames of `slice` with `reach` more on either side, as far as there are any before `end`.
fn around(slice: &Range<LatentFrames>, reach: usize, end: usize) -> Range<LatentFrames> {
    let reach = LatentFrames(reach);
    slice.start.saturating_sub(reach)..(slice.end + reach).min(LatentFrames(end))
}

/// The same frames counted from `start`.
fn within(frames: &Range<LatentFrames>, start: LatentFrames) -> Range<LatentFrames> {
    frames.start.saturating_sub(start)..frames.end.saturating_sub(start)
}

fn part(all: &Latent, wanted: &Range<LatentFrames>) -> Latent {
    let seen: NdTensorView<'_, f32, 3> = all.slice((.., .., wanted.start.0..wanted.end.0));
    seen.to_tensor()
}

fn tensor<const N: usize>(
    shape: [usize; N],
    values: Vec<f32>,
) -> Result<NdTensor<f32, N>, SpeechError> {
    NdTensor::try_from_data(shape, values).map_err(|_| broken("an input has a wrong length"))
}

fn shaped<const N: usize>(value: Value) -> Result<NdTensor<f32, N>, SpeechError> {
    let value = value.try_into();
    value.map_err(|_| broken("an inner value has another shape than expected"))
}

fn broken(cause: &str) -> SpeechError {
    SpeechError::Broken(cause.to_owned())
}
