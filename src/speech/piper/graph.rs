//! The model's graph at work: the parts of a Piper export that are run one by one.

mod cut;
mod load;
mod nodes;
mod runtime;

use std::ops::Range;
use std::sync::Arc;

use rten::Value;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::flow::Flow;
use super::frames::LatentFrames;
use super::kernel::LatentView;
use super::structure::Structure;
use super::text::{Sounds, Tempo, Text};
use super::vocoder::Vocoder;
use super::{Effort, SpeechError};
use crate::speech::threads::cores;
use nodes::{FlowNodes, TextNodes, VocoderNodes};
use runtime::Runtime;

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
    structure: Structure,
    text: By<Text, TextNodes>,
    flow: By<Flow, FlowNodes>,
    vocoder: By<Vocoder, VocoderNodes>,
}

/// Who runs a part: our own code where it can, otherwise the general runtime between two nodes.
enum By<Own, Nodes> {
    Us(Own),
    Runtime(Arc<Runtime>, Nodes),
}

impl<Own, Nodes> By<Own, Nodes> {
    fn is_ours(&self) -> bool {
        matches!(self, Self::Us(_))
    }
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

impl Graph {
    /// Who makes what: the bits of each are not those of the others.
    pub(super) fn makers(&self) -> String {
        let parts = [
            ("text", self.text.is_ours()),
            ("flow", self.flow.is_ours()),
            ("vocoder", self.vocoder.is_ours()),
        ];
        let ours = parts.into_iter().filter(|(_, ours)| *ours);
        ours.fold("own".into(), |all, (part, _)| all + " " + part)
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
        let (frames, encoded) = match &self.text {
            By::Us(text) => self.time_here(text, ids, &noise, manner)?,
            By::Runtime(runtime, nodes) => {
                self.time_there(runtime, nodes, ids, noise, manner, effort)?
            }
        };
        Ok((whole_frames(&frames, ids.len())?, encoded))
    }

    fn time_here(
        &self,
        text: &Text,
        ids: &[i32],
        noise: &[f32],
        manner: Manner,
    ) -> Result<(Vec<f32>, Encoded), SpeechError> {
        let tempo = Tempo {
            length: manner.length,
            noise: manner.duration_noise,
        };
        let (mut frames, sounds) = text.encode_and_time(ids, noise, tempo);
        for frames in &mut frames {
            *frames = frames.ceil();
        }
        Ok((frames, self.heard(sounds, ids.len())?))
    }

    fn time_there(
        &self,
        runtime: &Runtime,
        text: &TextNodes,
        ids: &[i32],
        noise: Vec<f32>,
        manner: Manner,
        effort: Effort,
    ) -> Result<(Vec<f32>, Encoded), SpeechError> {
        let mut inputs = text.inputs(runtime, ids, manner);
        let noise = tensor([1, 2, ids.len()], noise)?;
        inputs.push((text.duration_noise, noise.into()));
        let wanted = [text.durations, text.mean, text.deviation];
        let [frames, mean, deviation] = runtime.run(inputs, wanted, effort)?;
        let frames: NdTensor<f32, 3> = shaped(frames)?;
        let encoded = self.encoded(mean, deviation, ids.len())?;
        Ok((frames.into_data(), encoded))
    }

    /// What each symbol's sound is like.
    pub(super) fn encode(
        &self,
        ids: &[i32],
        manner: Manner,
        effort: Effort,
    ) -> Result<Encoded, SpeechError> {
        match &self.text {
            By::Us(text) => self.heard(text.encode(ids), ids.len()),
            By::Runtime(runtime, text) => {
                let wanted = [text.mean, text.deviation];
                let inputs = text.inputs(runtime, ids, manner);
                let [mean, deviation] = runtime.run(inputs, wanted, effort)?;
                self.encoded(mean, deviation, ids.len())
            }
        }
    }

    fn heard(&self, sounds: Sounds, ids: usize) -> Result<Encoded, SpeechError> {
        let shape = [1, self.structure.channels, ids];
        Ok(Encoded {
            mean: tensor(shape, sounds.mean)?,
            deviation: tensor(shape, sounds.deviation)?,
        })
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
            By::Runtime(runtime, nodes) => {
                self.flow_there(runtime, nodes, prior, &wanted, manner, effort)?
            }
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
        runtime: &Runtime,
        nodes: &FlowNodes,
        prior: &Latent,
        wanted: &Range<LatentFrames>,
        manner: Manner,
        effort: Effort,
    ) -> Result<Latent, SpeechError> {
        let seen = around(wanted, self.structure.flow_reach, prior.size(2));
        let frames = (seen.end - seen.start).0;
        let mut inputs = runtime.speaker(manner);
        inputs.push((nodes.prior, part(prior, &seen).into()));
        let mask = tensor([1, 1, frames], vec![1.0; frames])?;
        inputs.push((nodes.mask, mask.into()));
        let [latent] = runtime.run(inputs, [nodes.latent], effort)?;
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
            By::Runtime(runtime, nodes) => {
                self.vocode_there(runtime, nodes, stretch, slice, manner, effort)
            }
        }
    }

    fn vocode_there(
        &self,
        runtime: &Runtime,
        nodes: &VocoderNodes,
        stretch: &Stretch,
        slice: &Range<LatentFrames>,
        manner: Manner,
        effort: Effort,
    ) -> Result<Vec<f32>, SpeechError> {
        let slice = within(slice, stretch.start);
        let seen = around(&slice, self.structure.vocoder_reach, stretch.latent.size(2));
        let mut inputs = runtime.speaker(manner);
        inputs.push((nodes.latent, part(&stretch.latent, &seen).into()));
        let [samples] = runtime.run(inputs, [nodes.output], effort)?;
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
}

/// The model's durations as frames, one a symbol.
fn whole_frames(frames: &[f32], symbols: usize) -> Result<Vec<LatentFrames>, SpeechError> {
    if frames.len() != symbols {
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
