//! A window onto the values between two layers, as long in time as somebody still needs.

use std::ops::Range;

/// Channels that stand side by side in memory, a vector of the widest instruction set.
pub(in super::super) const LANES: usize = 16;

/// The values of 16 channels at one time, or the weights of 16 output channels.
///
/// Aligned to a cache line, so that no vector load straddles two.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C, align(64))]
pub(in super::super) struct Group(pub(in super::super) [f32; LANES]);

impl Group {
    /// Sixteen zeros.
    pub(in super::super) const ZERO: Self = Self([0.0; LANES]);
}

/// The groups that hold `channels` channels; those behind the last channel stay zero.
pub(in super::super) fn groups(channels: usize) -> usize {
    channels.div_ceil(LANES)
}

/// Positions in time at the rate of one line, counted from the latent's beginning.
///
/// They may lie before the beginning or behind the end, where every layer sees zeros.
pub(in super::super) type Span = Range<isize>;

/// The part of a span that lies inside the sound of `length` positions.
pub(in super::super) fn inside(span: &Span, length: usize) -> Span {
    let length = length as isize;
    let start = span.start.clamp(0, length);
    start..span.end.clamp(start, length)
}

/// The values of one layer over a span of time: planes of 16 channels, each a row of groups.
#[derive(Debug, Default)]
pub(in super::super) struct Line {
    planes: usize,
    /// Groups from one plane to the next.
    stride: usize,
    span: Span,
    data: Vec<Group>,
}

impl Line {
    /// An empty line of `planes` planes that begins at `start`, with room for `room` positions.
    pub(in super::super) fn reset(&mut self, planes: usize, start: isize, room: usize) {
        self.planes = planes;
        self.span = start..start;
        self.stride = room.max(self.stride);
        self.data.resize(self.planes * self.stride, Group::ZERO);
    }

    /// Empties the line for what lies in `span`; what lies in the `margin` beyond it and not in the
    /// sound is zeros.
    pub(in super::super) fn open(
        &mut self,
        planes: usize,
        span: &Span,
        margin: isize,
        sound: &Span,
    ) {
        let (start, end) = (span.start - margin, span.end + margin);
        self.reset(planes, start, (end - start) as usize);
        self.grow(end, sound);
    }

    /// The positions that are held.
    pub(in super::super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The number of planes.
    pub(in super::super) fn planes(&self) -> usize {
        self.planes
    }

    /// The values of a plane, from the first position held.
    #[inline(always)]
    pub(in super::super) fn plane(&self, plane: usize) -> &[Group] {
        let from = plane * self.stride;
        &self.data[from..from + self.len()]
    }

    /// The values of a plane, to be written.
    #[inline(always)]
    pub(in super::super) fn plane_mut(&mut self, plane: usize) -> &mut [Group] {
        let (from, len) = (plane * self.stride, self.len());
        &mut self.data[from..from + len]
    }

    /// The values of a plane and of those behind it, and the groups from one plane to the next.
    #[inline(always)]
    pub(in super::super) fn planes_from(&self, plane: usize) -> (&[Group], usize) {
        (&self.data[plane * self.stride..], self.stride)
    }

    /// Where `position` stands in a plane; it must be held.
    #[inline(always)]
    pub(in super::super) fn index(&self, position: isize) -> usize {
        (position - self.span.start) as usize
    }

    /// Lengthens the line to `end`; the caller writes what lies in `inside`, the rest is zeros.
    pub(in super::super) fn grow(&mut self, end: isize, inside: &Span) {
        if end <= self.span.end {
            return;
        }
        let (old, from) = (self.len(), self.span.end);
        self.span.end = end;
        if self.len() > self.stride {
            self.widen(old);
        }
        let (before, behind) = (from..inside.start.min(end), inside.end.max(from)..end);
        for silent in [before, behind].into_iter().filter(|span| !span.is_empty()) {
            let silent = self.index(silent.start)..self.index(silent.end);
            for plane in 0..self.planes {
                self.plane_mut(plane)[silent.clone()].fill(Group::ZERO);
            }
        }
    }

    /// Makes room for the whole span, in which `held` positions are to be kept.
    fn widen(&mut self, held: usize) {
        let (stride, old) = (self.len().next_multiple_of(LANES), self.stride);
        let mut data = vec![Group::ZERO; self.planes * stride];
        for plane in 0..self.planes {
            data[plane * stride..][..held].copy_from_slice(&self.data[plane * old..][..held]);
        }
        (self.data, self.stride) = (data, stride);
    }

    /// Forgets what stands before `start`.
    pub(in super::super) fn drop_before(&mut self, start: isize) {
        let start = start.clamp(self.span.start, self.span.end);
        let (gone, held) = (self.index(start), self.len());
        if gone == 0 {
            return;
        }
        for plane in 0..self.planes {
            self.plane_mut(plane).copy_within(gone..held, 0);
        }
        self.span.start = start;
    }

    #[inline(always)]
    fn len(&self) -> usize {
        (self.span.end - self.span.start) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No part of the sound, so that a line is filled with zeros.
    const SILENCE: Span = 0..0;

    /// The first channel of every position held, in the second plane.
    fn seen(line: &Line) -> Vec<f32> {
        line.plane(1).iter().map(|group| group.0[0]).collect()
    }

    fn write(line: &mut Line, position: isize, value: f32) {
        let at = line.index(position);
        line.plane_mut(1)[at] = Group([value; LANES]);
    }

    #[test]
    fn a_line_keeps_its_values_where_it_is_lengthened_and_forgets_those_in_front() {
        let mut line = Line::default();
        line.reset(2, -2, 2);
        line.grow(1, &SILENCE);
        for (position, value) in [(-2, 1.0), (-1, 2.0), (0, 3.0)] {
            write(&mut line, position, value);
        }
        line.grow(3, &SILENCE);
        assert_eq!(seen(&line), [1.0, 2.0, 3.0, 0.0, 0.0]);
        line.drop_before(0);
        assert_eq!((line.span(), seen(&line)), (0..3, vec![3.0, 0.0, 0.0]));
        line.grow(4, &SILENCE);
        assert_eq!(seen(&line), [3.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_line_is_silent_where_the_sound_is_not() {
        let mut line = Line::default();
        line.reset(2, 0, 8);
        line.grow(8, &SILENCE);
        line.plane_mut(1).fill(Group([5.0; LANES]));
        line.reset(2, -3, 8);
        line.grow(-1, &(0..2));
        line.grow(5, &(0..2));
        let silent = [&seen(&line)[..3], &seen(&line)[5..]].concat();
        assert_eq!(silent, [0.0; 6]);
    }

    #[test]
    fn a_line_that_is_used_again_holds_nothing_of_before() {
        let mut line = Line::default();
        line.reset(2, 0, 4);
        line.grow(4, &SILENCE);
        write(&mut line, 3, 7.0);
        line.reset(2, 10, 4);
        line.grow(14, &SILENCE);
        assert_eq!(seen(&line), [0.0; 4]);
    }
}
