//! The kernel of our own that runs a voice's convolutions over time: for its text, its flow and its
//! vocoder.
//!
//! Values stand in groups of 16 channels, one vector or a few, so that any length, stride and
//! dilation runs at full speed, and every result is the same to the bit
//! - in whatever slice of a sentence it is asked for,
//! - on however many threads,
//! - on every set of vector instructions.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined into the dispatched function knows nothing of its vectors"
)]
#![expect(
    clippy::needless_range_loop,
    clippy::manual_memcpy,
    reason = "loops over registers, which closures of iterators and copies of slices may not keep there"
)]
#![expect(
    clippy::cast_possible_wrap,
    reason = "positions of samples, far below the largest isize"
)]

pub(super) mod conv;
pub(super) mod curves;
pub(super) mod depthwise;
mod fast;
pub(super) mod gate;
pub(super) mod graph;
mod latent;
pub(super) mod line;
pub(super) mod norm;
mod points;
mod raw;
pub(super) mod simd;
#[cfg(test)]
pub(super) mod testing;

pub(super) use depthwise::RawDepthwise;
pub(super) use latent::LatentView;
pub(super) use norm::RawNorm;
pub(super) use raw::{RawConv, RawUp};
