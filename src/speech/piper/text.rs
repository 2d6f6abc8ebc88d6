//! The text encoder of a Piper voice (VITS) and its durations, run by a kernel of our own: from the
//! symbols of a sentence to what each one sounds like and how long it takes.
//!
//! The weights are read off the voice's graph in the order in which an export writes them
//! ([`read`]). Whether they were understood is not guessed: whoever opens a voice compares what comes
//! of them with what the general runtime makes (`graph/load.rs`), which runs the text where they
//! differ.

#![expect(
    clippy::cast_possible_wrap,
    reason = "numbers of symbols, a few hundred"
)]

mod attention;
mod durations;
mod encoder;
mod read;
mod spline;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use pulp::Arch;
use rten_onnx::onnx::GraphProto;

use super::kernel::conv::Scratch;
use super::kernel::line::{Line, Span};
use super::kernel::simd;
use super::structure::Structure;
use durations::{Durations, Works as DurationWorks};
use encoder::{Encoder, Works as EncoderWorks};
use read::Shape;

/// The text encoder and the durations of a Piper model, run by our own kernel.
pub(super) struct Text {
    encoder: Encoder,
    durations: Durations,
    arch: Arch,
    /// Memory of runs that are over, for the next ones: one for each thread that ever ran.
    works: Mutex<Vec<Work>>,
}

/// What the symbols of a sentence sound like: for each channel a row of values, one a symbol.
pub(super) struct Sounds {
    pub(super) mean: Vec<f32>,
    /// Logarithm of the deviation.
    pub(super) deviation: Vec<f32>,
}

/// How long the symbols of a sentence take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tempo {
    /// Stretch of all durations.
    pub(super) length: f32,
    /// Strength of their noise.
    pub(super) noise: f32,
}

/// The memory of one run, kept for the next.
#[derive(Default)]
struct Work {
    /// What the encoder says of the symbols.
    hidden: Line,
    encoder: EncoderWorks,
    durations: DurationWorks,
    scratch: Scratch,
}

impl Text {
    /// The text encoder and the durations of a model's graph, or why they cannot be run here.
    pub(super) fn read(graph: &GraphProto, structure: &Structure) -> Result<Self, String> {
        let arch = simd::vectors().ok_or("the processor has no fused multiply-add")?;
        Self::new(&read::read(graph, structure)?, arch)
    }

    fn new(shape: &Shape, arch: Arch) -> Result<Self, String> {
        Ok(Self {
            encoder: Encoder::new(shape)?,
            durations: Durations::new(&shape.durations)?,
            arch,
            works: Mutex::default(),
        })
    }

    /// What the symbols `ids` sound like.
    pub(super) fn encode(&self, ids: &[i32]) -> Sounds {
        self.with_work(|work| self.sounds(ids, work))
    }

    /// What the symbols `ids` sound like, and how many frames each takes, before they are rounded up;
    /// `noise` has two rows, a value a symbol each.
    pub(super) fn encode_and_time(
        &self,
        ids: &[i32],
        noise: &[f32],
        tempo: Tempo,
    ) -> (Vec<f32>, Sounds) {
        self.with_work(|work| {
            let sounds = self.sounds(ids, work);
            let Work {
                hidden,
                durations,
                scratch,
                ..
            } = work;
            let noise = noise.iter().map(|value| value * tempo.noise).collect();
            let mut frames = self
                .durations
                .run(self.arch, hidden, noise, (durations, scratch));
            for frames in &mut frames {
                *frames *= tempo.length;
            }
            (frames, sounds)
        })
    }

    fn sounds(&self, ids: &[i32], work: &mut Work) -> Sounds {
        let Work {
            hidden,
            encoder,
            scratch,
            ..
        } = work;
        self.encoder.run(self.arch, ids, hidden, encoder, scratch);
        let said = (&*hidden, ids.len());
        self.encoder.sounds(self.arch, said, encoder, scratch)
    }

    fn with_work<T>(&self, run: impl FnOnce(&mut Work) -> T) -> T {
        let works = || self.works.lock().unwrap_or_else(PoisonError::into_inner);
        let mut work = works().pop().unwrap_or_default();
        let made = run(&mut work);
        works().push(work);
        made
    }
}

/// The symbols of a sentence as positions.
fn all(symbols: usize) -> Span {
    0..symbols as isize
}
