//! When the characters of a sentence are heard.

use crate::manifest::{SentenceTiming, WordTiming};

/// The times of a sentence's characters: exact at its words, in between by the length of the text.
pub(super) struct Clock(Vec<(usize, f64)>);

impl Clock {
    /// The clock of a sentence, whose offsets are UTF-16 code units of its block.
    pub(super) fn new(sentence: &SentenceTiming) -> Self {
        let mut words: Vec<&WordTiming> = sentence.words.iter().collect();
        words.sort_by_key(|word| word.from);
        let words = words.iter();
        let words = words.flat_map(|word| [(word.from, word.start), (word.to, word.end)]);
        let first = (sentence.from, sentence.start);
        let last = (sentence.to, sentence.end.max(sentence.start));
        let mut anchors = vec![first];
        let mut latest = first;
        for anchor in words {
            // Of "$45" the sign is said last: what is heard before it is no step backwards.
            let forward = anchor.0 >= latest.0 && anchor.1 >= latest.1;
            if forward && anchor.0 <= last.0 && anchor.1 <= last.1 {
                anchors.push(anchor);
                latest = anchor;
            }
        }
        anchors.push(last);
        Self(anchors)
    }

    /// When the character at `offset` begins.
    pub(super) fn start_of(&self, offset: usize) -> f64 {
        let behind = self.0.partition_point(|anchor| anchor.0 <= offset);
        self.between(behind.saturating_sub(1), behind, offset)
    }

    /// When the character in front of `offset` ends.
    pub(super) fn end_of(&self, offset: usize) -> f64 {
        let at = self.0.partition_point(|anchor| anchor.0 < offset);
        self.between(at, at.saturating_sub(1), offset)
    }

    /// The time at `offset`, which is that of the anchor `near` or lies between it and `other`.
    fn between(&self, near: usize, other: usize, offset: usize) -> f64 {
        let last = self.0.len() - 1; // there are two at least
        let (near, other) = (self.0[near.min(last)], self.0[other.min(last)]);
        if near.0 == offset || near.0 == other.0 {
            return near.1;
        }
        let place = (offset as f64 - near.0 as f64) / (other.0 as f64 - near.0 as f64);
        near.1 + (other.1 - near.1) * place.clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(words: &[(usize, usize, f64, f64)]) -> SentenceTiming {
        let word = |&(from, to, start, end): &(usize, usize, f64, f64)| WordTiming {
            from,
            to,
            start,
            end,
        };
        SentenceTiming {
            block: 0,
            from: 10,
            to: 30,
            start: 1.0,
            end: 3.0,
            exact: true,
            words: words.iter().map(word).collect(),
            missing: Vec::new(),
        }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn without_words_the_text_shares_the_time() {
        let clock = Clock::new(&sentence(&[]));
        assert!(near(clock.start_of(10), 1.0));
        assert!(near(clock.start_of(15), 1.5));
        assert!(near(clock.end_of(30), 3.0));
        assert!(near(clock.end_of(99), 3.0));
    }

    #[test]
    fn words_have_their_own_times() {
        let clock = Clock::new(&sentence(&[(10, 14, 1.0, 1.2), (15, 20, 1.5, 2.5)]));
        assert!(near(clock.end_of(14), 1.2));
        assert!(near(clock.start_of(15), 1.5));
        assert!(near(clock.start_of(25), 2.75), "behind the last word");
    }

    #[test]
    fn words_that_touch_end_and_begin_apart() {
        let clock = Clock::new(&sentence(&[(10, 12, 1.0, 1.4), (12, 14, 1.6, 2.0)]));
        assert!(near(clock.end_of(12), 1.4));
        assert!(near(clock.start_of(12), 1.6));
    }

    #[test]
    fn words_said_in_another_order_never_turn_time_back() {
        // "$45 is": "forty-five" of 11..13, then "dollars" of 10..11.
        let words = [(11, 13, 1.0, 1.4), (10, 11, 1.4, 1.8), (14, 16, 1.9, 2.0)];
        let clock = Clock::new(&sentence(&words));
        let times: Vec<f64> = (10..=30).map(|at| clock.start_of(at)).collect();
        assert!(times.is_sorted());
        assert!(near(clock.start_of(14), 1.9));
    }
}
