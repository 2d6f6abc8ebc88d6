//! The vocoder of a Piper voice (HiFi-GAN's generator), run by a kernel of our own.
//!
//! Nine tenths of a sentence's work are its convolutions over time; see [`super::kernel`].
//!
//! The structure and the weights are read off the voice's graph. A graph of another shape is
//! refused with a reason, and the general runtime runs it.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined into the dispatched function knows nothing of its vectors"
)]
#![expect(
    clippy::cast_possible_wrap,
    reason = "positions of samples, far below the largest isize"
)]

mod last;
mod pipeline;
mod read;
#[cfg(test)]
mod tests;
mod upsample;

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use pulp::Arch;
use rten_onnx::onnx::GraphProto;

use super::kernel::{LatentView, simd};
use pipeline::{Network, Pipeline, Work};
use read::Shape;

/// The vocoder of a Piper model, run by our own kernel.
pub(super) struct Vocoder {
    network: Network,
    arch: Arch,
    /// Name of the graph's value that is the latent.
    input: String,
    /// Memory of runs that are over, for the next ones: one for each thread that ever ran.
    works: Mutex<Vec<Work>>,
}

impl Vocoder {
    /// The vocoder of a model's graph, or why it cannot be run here.
    pub(super) fn read(graph: &GraphProto) -> Result<Self, String> {
        let arch = simd::vectors().ok_or("the processor has no fused multiply-add")?;
        Ok(Self::new(&read::read(graph)?, arch))
    }

    fn new(shape: &Shape, arch: Arch) -> Self {
        Self {
            network: Network::new(shape),
            arch,
            input: shape.input.clone(),
            works: Mutex::default(),
        }
    }

    /// Name of the value in the graph that is the latent.
    pub(super) fn input(&self) -> &str {
        &self.input
    }

    /// Values of one latent frame.
    pub(super) fn channels(&self) -> usize {
        self.network.channels()
    }

    /// Samples that one latent frame becomes.
    pub(super) fn hop(&self) -> usize {
        self.network.hop()
    }

    /// The latent frames that those in `slice` are made from, of a latent of `frames`.
    ///
    /// Somewhat more than can be heard of them: sums are made in groups that stand at fixed places
    /// of the sentence, and what is in the group decides the last bits.
    pub(super) fn needs(&self, slice: &Range<usize>, frames: usize) -> Range<usize> {
        let hop = self.hop();
        let span = (slice.start * hop) as isize..(slice.end * hop) as isize;
        let needs = self.network.needs(&span);
        let clip = |frame: isize| usize::try_from(frame).unwrap_or(0).min(frames);
        clip(needs.start)..clip(needs.end)
    }

    /// Samples of the latent frames in `slice`, the same whatever the slice and the threads.
    ///
    /// With one thread nothing but the calling thread works. Frames of `slice` that the latent
    /// does not have are left out; a latent of other channels than the model's gives nothing.
    pub(super) fn run(
        &self,
        latent: LatentView<'_>,
        slice: Range<usize>,
        threads: usize,
    ) -> Vec<f32> {
        let slice = slice.start.min(latent.frames())..slice.end.min(latent.frames());
        if slice.is_empty() || latent.channels() != self.network.channels() {
            return Vec::new();
        }
        let parts = parts(&slice, threads);
        if parts.len() == 1 {
            return self.run_part(latent, slice);
        }
        std::thread::scope(|scope| {
            let run = |part: Range<usize>| scope.spawn(move || self.run_part(latent, part));
            let running: Vec<_> = parts.into_iter().map(run).collect();
            let done = running.into_iter().flat_map(|part| match part.join() {
                Ok(samples) => samples,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            done.collect()
        })
    }

    /// Samples of the latent frames in `slice`, made by the calling thread.
    fn run_part(&self, latent: LatentView<'_>, slice: Range<usize>) -> Vec<f32> {
        let works = || self.works.lock().unwrap_or_else(PoisonError::into_inner);
        let mut work = works().pop().unwrap_or_default();
        let pipeline = Pipeline {
            network: &self.network,
            arch: self.arch,
            frames: latent.frames(),
            work: &mut work,
        };
        let samples = pipeline.run(latent, slice);
        works().push(work);
        samples
    }
}

/// The slice in as many parts as there are threads, each at least a frame long.
fn parts(slice: &Range<usize>, threads: usize) -> Vec<Range<usize>> {
    let count = threads.clamp(1, slice.len());
    let at = |part: usize| slice.start + slice.len() * part / count;
    (0..count).map(|part| at(part)..at(part + 1)).collect()
}
