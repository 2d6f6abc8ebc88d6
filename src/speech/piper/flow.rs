//! The flow of a Piper voice (VITS), run backwards from the prior to the latent by a kernel of our
//! own.
//!
//! A chain of couplings: of half of the channels a wave net makes what is taken from the other
//! half, in turns. The masks of the graph are left out, because every frame counts; where it turns
//! the channels around, the weights are turned instead.
//!
//! The structure and the weights are read off the voice's graph. A graph of another shape is
//! refused with a reason, and the general runtime runs it.

#![expect(
    clippy::cast_possible_wrap,
    reason = "positions of frames, far below the largest isize"
)]

mod fold;
mod network;
mod read;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use pulp::Arch;
use rten_onnx::onnx::GraphProto;

use super::kernel::{LatentView, simd};
use network::{Network, Work};
pub(super) use read::Ends;
use read::Shape;

/// The flow of a Piper model, run by our own kernel.
pub(super) struct Flow {
    network: Network,
    arch: Arch,
    /// Memory of runs that are over, for the next ones: one for each thread that ever ran.
    works: Mutex<Vec<Work>>,
}

impl Flow {
    /// The flow that lies between two values of a model's graph, or why it cannot be run here.
    pub(super) fn read(graph: &GraphProto, ends: Ends<'_>) -> Result<Self, String> {
        let arch = simd::vectors().ok_or("the processor has no fused multiply-add")?;
        Self::new(&read::read(graph, ends)?, arch)
    }

    fn new(shape: &Shape, arch: Arch) -> Result<Self, String> {
        Ok(Self {
            network: Network::new(shape)?,
            arch,
            works: Mutex::default(),
        })
    }

    /// Values of one frame.
    pub(super) fn channels(&self) -> usize {
        self.network.channels()
    }

    /// The frames of the prior that those of the latent in `slice` are made from, of `frames`.
    pub(super) fn needs(&self, slice: &Range<usize>, frames: usize) -> Range<usize> {
        let needs = self.network.needs(slice, frames);
        needs.start as usize..needs.end as usize
    }

    /// The latent's frames in `slice`, for each channel a row; the same whatever the slice.
    ///
    /// Frames of `slice` that the prior does not have are left out. A prior of other channels than
    /// the model's gives nothing, nor does one of which not all that is needed is in memory.
    ///
    /// Nothing but the calling thread works. What a listener waits for is so short that most of it
    /// would be computed by each thread: see `docs/PERFORMANCE.md`.
    pub(super) fn run(&self, prior: LatentView<'_>, slice: Range<usize>) -> Vec<f32> {
        let slice = slice.start.min(prior.frames())..slice.end.min(prior.frames());
        if slice.is_empty() || prior.channels() != self.network.channels() {
            return Vec::new();
        }
        if !prior.holds(&self.needs(&slice, prior.frames())) {
            return Vec::new();
        }
        let works = || self.works.lock().unwrap_or_else(PoisonError::into_inner);
        let mut work = works().pop().unwrap_or_default();
        let latent = self.network.run(self.arch, prior, slice, &mut work);
        works().push(work);
        latent
    }
}
