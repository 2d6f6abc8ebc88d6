//! The ear: when a listener will have come to each sentence, at the speed at which sound passes.

use std::time::{Duration, Instant};

use crate::sound::Beats;
use crate::track::Timeline;

/// Where a listener's ear is, for whom sentences are made ahead.
pub(super) struct Ear {
    /// The sentence that it began with.
    first: usize,
    /// Where the sentences from that one on begin, as far as it is known.
    starts: Vec<Beats>,
    /// When it began, or would have, to be where it is now.
    began: Instant,
}

impl Ear {
    /// An ear that begins with the sentence `first` of `timeline` now.
    pub(super) fn at(first: usize, timeline: &Timeline) -> Self {
        let starts = timeline.lines.iter().skip(first).map(|line| line.offset);
        Self {
            first,
            starts: starts.collect(),
            began: Instant::now(),
        }
    }

    /// Notes that there is sound for it only now.
    pub(super) fn begin(&mut self) {
        self.began = Instant::now();
    }

    /// Notes that all before the sentence `next` is on its way; where it should have come to that
    /// one by now, it has paused, and what follows is needed from now on.
    pub(super) fn hear(&mut self, next: usize, now: Instant) {
        self.began += now.saturating_duration_since(self.needs(next));
    }

    /// When it will have come to the sentence `index`.
    pub(super) fn needs(&self, index: usize) -> Instant {
        let at = self.starts.get(index.saturating_sub(self.first));
        let at = at.or(self.starts.last()).map_or(0.0, |at| at.seconds());
        let before = self.starts.first().map_or(0.0, |at| at.seconds());
        self.began + Duration::try_from_secs_f64(at - before).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::track::LineTime;
    use crate::units::Samples;

    /// Sentences of six seconds each.
    fn timeline() -> Timeline {
        let line = |n| LineTime {
            offset: Beats(50 * n),
            start: Samples(0),
            end: Samples(0),
            exact: true,
        };
        Timeline {
            lines: (0..10_u64).map(line).collect(),
            beats: Beats(500),
            exact: true,
        }
    }

    fn seconds(ear: &Ear, index: usize) -> u64 {
        (ear.needs(index) - ear.began).as_secs()
    }

    #[test]
    fn a_sentence_is_needed_when_those_before_it_are_heard() {
        let ear = Ear::at(4, &timeline());
        assert_eq!(
            (seconds(&ear, 4), seconds(&ear, 5), seconds(&ear, 9)),
            (0, 6, 30)
        );
        assert_eq!(seconds(&ear, 99), 30, "what is not there is not far");
    }

    #[test]
    fn who_has_paused_needs_what_follows_from_now_on() {
        let mut ear = Ear::at(0, &timeline());
        let began = ear.began;
        ear.hear(2, began + Duration::from_secs(5));
        assert_eq!(ear.began, began, "in time");
        ear.hear(2, began + Duration::from_secs(112));
        assert_eq!(ear.needs(2), began + Duration::from_secs(112));
        assert_eq!(ear.needs(3), began + Duration::from_secs(118));
    }
}
