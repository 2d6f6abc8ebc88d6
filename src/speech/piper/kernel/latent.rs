//! Values of a sentence's frames: what the flow and the vocoder are given.

use std::ops::Range;

/// A latent or a prior in memory, or the part of one: for each channel a row of values, one a frame.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct LatentView<'a> {
    values: &'a [f32],
    channels: usize,
    /// Frames of the whole latent.
    frames: usize,
    /// Those that are in memory.
    here: (usize, usize),
}

impl<'a> LatentView<'a> {
    /// The latent of `channels` rows, or `None` where the values do not divide into as many.
    pub(in super::super) fn new(values: &'a [f32], channels: usize) -> Option<Self> {
        let frames = values.len().checked_div(channels)?;
        (frames * channels == values.len()).then_some(Self {
            values,
            channels,
            frames,
            here: (0, frames),
        })
    }

    /// The same values as those from the frame `first` on of a latent of `frames`.
    ///
    /// Where a slice stands in the whole decides how its sums are grouped, and so its last bits.
    pub(in super::super) fn part_of(self, first: usize, frames: usize) -> Option<Self> {
        let here = (first, first + self.frames);
        (here.1 <= frames).then_some(Self {
            frames,
            here,
            ..self
        })
    }

    /// Values of one frame.
    pub(in super::super) fn channels(&self) -> usize {
        self.channels
    }

    /// Frames of the whole latent.
    pub(in super::super) fn frames(&self) -> usize {
        self.frames
    }

    /// Whether all of `frames` are in memory.
    pub(in super::super) fn holds(&self, frames: &Range<usize>) -> bool {
        let (first, end) = self.here;
        first <= frames.start && frames.end <= end
    }

    /// The values of a channel in `frames`, or none where they are not all in memory.
    pub(in super::super) fn channel(&self, channel: usize, frames: Range<usize>) -> &'a [f32] {
        let (first, end) = self.here;
        let row = self
            .values
            .get(channel * (end - first)..)
            .unwrap_or_default();
        let inside = self.holds(&frames);
        let frames = frames.start.saturating_sub(first)..frames.end.saturating_sub(first);
        row.get(frames).filter(|_| inside).unwrap_or_default()
    }
}
