//! HLS: a track as a list of short files, for players that want it so (RFC 8216).
//!
//! A segment is a packed audio file: the tag of [`hls_timestamp`](crate::sound::hls_timestamp) for
//! its first sample, and MP3 frames. It holds whole sentences, as many as fit into six seconds;
//! a sentence of up to ten seconds stands alone, and a longer one is cut at beats. Cut sentences
//! are why the list does not claim `EXT-X-INDEPENDENT-SEGMENTS`: a frame of MP3 may use room that
//! frames of the same sentence before it left.
//!
//! The list grows while the track is being planned, and no line that was in it ever changes: each
//! segment follows from the sentences before its end. So does the target duration, which a list
//! must not change: no segment is longer than [`LONGEST`], whatever is planned later.

use std::fmt::Write;
use std::ops::Range;

use crate::sound::Beats;
use crate::track::{LineTime, Timeline};
use crate::units::{SampleRate, Samples};

/// What sentences are joined up to: 6 s, the length that Apple asks for in its authoring rules.
const COMFORTABLE: u64 = 50;
/// What no segment exceeds, 9.96 s: most sentences are shorter, and stay whole.
const LONGEST: u64 = 83;
/// The target duration: that of the longest segment, rounded, in seconds.
const TARGET: u64 = 10;
/// How many target durations a list that still grows should hold (RFC 8216, 6.2.2).
///
/// A player comes back for more only after a target duration, and must not run dry until then.
const AHEAD: u64 = 3;

/// A stretch of a track that is one file of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The sentences in it, by index; one that is cut is in several segments.
    pub sentences: Range<usize>,
    /// Its first beat, from the beginning of the track.
    pub start: Beats,
    /// Behind its last beat.
    pub end: Beats,
}

impl Segment {
    /// The first sample, whose time the segment's tag tells.
    pub fn time(&self) -> Samples {
        self.start.samples()
    }

    /// How many beats it holds.
    pub fn length(&self) -> Beats {
        Beats(self.end.0 - self.start.0)
    }
}

/// The segments of a track that can be told now.
///
/// Of a track whose plan is not finished, those that no later sentence could still join.
pub fn segments(timeline: &Timeline) -> Vec<Segment> {
    let mut done = Vec::new();
    let mut open: Option<Segment> = None;
    for sentence in sentences(timeline) {
        match &mut open {
            Some(group) if joins(group, &sentence) => {
                group.sentences.end = sentence.sentences.end;
                group.end = sentence.end;
                continue;
            }
            _ => done.extend(open.take()),
        }
        if sentence.length().0 > LONGEST {
            done.extend(cut(&sentence));
        } else {
            open = Some(sentence);
        }
    }
    done.extend(open.filter(|_| timeline.exact));
    done
}

/// Whether `sentence` is put behind those of `group`.
///
/// Nothing is put behind the first sentence: it was made short, so that it is soon heard.
fn joins(group: &Segment, sentence: &Segment) -> bool {
    group.sentences.start > 0 && sentence.end.0 - group.start.0 <= COMFORTABLE
}

/// Every sentence whose place is known, as a segment of its own.
fn sentences(timeline: &Timeline) -> impl Iterator<Item = Segment> {
    let ends = timeline.lines.iter().skip(1).map(|line| line.offset);
    let ends = ends.chain([timeline.beats]);
    let places = timeline.lines.iter().zip(ends).enumerate();
    let known = |(_, (line, _)): &(usize, (&LineTime, Beats))| line.exact;
    places
        .take_while(known)
        .map(|(index, (line, end))| Segment {
            sentences: index..index + 1,
            start: line.offset,
            end: end.max(line.offset),
        })
}

/// A long sentence in as few parts as it takes, of one length but for a beat.
fn cut(sentence: &Segment) -> impl Iterator<Item = Segment> {
    let (start, length) = (sentence.start.0, sentence.length().0);
    let parts = length.div_ceil(LONGEST);
    let place = move |part: u64| {
        Beats(start + (u128::from(length) * u128::from(part) / u128::from(parts)) as u64)
    };
    let sentences = sentence.sentences.clone();
    (0..parts).map(move |part| Segment {
        sentences: sentences.clone(),
        start: place(part),
        end: place(part + 1),
    })
}

/// Whether a list of `segments` may be shown: it is whole, or long enough until it is read again.
pub fn is_presentable(segments: &[Segment], ended: bool) -> bool {
    let listed: Beats = segments.iter().map(Segment::length).sum();
    ended || listed.seconds() >= (AHEAD * TARGET) as f64
}

/// The media playlist of `segments`, each found under what `address` says of it.
///
/// It grows (`EVENT`) until the plan is finished and `ended`; then it never changes (`VOD`). Either
/// way a player begins at `start`, where it would otherwise begin at the end of a list that grows.
pub fn playlist(
    segments: &[Segment],
    address: impl Fn(&Segment) -> String,
    ended: bool,
    start: Samples,
) -> String {
    let kind = if ended { "VOD" } else { "EVENT" };
    let start = start.seconds(SampleRate::OUTPUT);
    // Version 3 is the first with fractions of a second; nothing here needs a later one.
    let mut list = format!(
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:{TARGET}\n#EXT-X-MEDIA-SEQUENCE:0\n\
         #EXT-X-PLAYLIST-TYPE:{kind}\n#EXT-X-START:TIME-OFFSET={start:.3},PRECISE=YES\n"
    );
    for segment in segments {
        let seconds = segment.length().seconds();
        // Writing into a string does not fail.
        let _ = write!(list, "#EXTINF:{seconds:.3},\n{}\n", address(segment));
    }
    if ended {
        list.push_str("#EXT-X-ENDLIST\n");
    }
    list
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A track of sentences of these beats, of which the first `known` are planned.
    fn timeline(beats: &[u64], known: usize) -> Timeline {
        let mut at = Beats(0);
        let line = |(index, &length): (usize, &u64)| {
            let offset = at;
            at += Beats(length);
            LineTime {
                offset,
                start: offset.samples(),
                end: at.samples(),
                exact: index < known,
            }
        };
        Timeline {
            lines: beats.iter().enumerate().map(line).collect(),
            beats: at,
            exact: known >= beats.len(),
        }
    }

    fn whole(beats: &[u64]) -> Vec<Segment> {
        segments(&timeline(beats, beats.len()))
    }

    fn lengths(segments: &[Segment]) -> Vec<(Range<usize>, u64)> {
        let each = segments.iter();
        each.map(|s| (s.sentences.clone(), s.length().0)).collect()
    }

    #[test]
    fn sentences_are_joined_up_to_six_seconds() {
        let found = whole(&[12, 20, 20, 10, 1, 40]);
        assert_eq!(lengths(&found), [(0..1, 12), (1..4, 50), (4..6, 41)]);
    }

    #[test]
    fn a_sentence_of_ten_seconds_stands_alone() {
        let found = whole(&[12, 6, 83, 6]);
        assert_eq!(
            lengths(&found),
            [(0..1, 12), (1..2, 6), (2..3, 83), (3..4, 6)]
        );
    }

    #[test]
    fn a_longer_sentence_is_cut_into_equal_parts() {
        let found = whole(&[12, 200, 6]);
        let expected = [(0..1, 12), (1..2, 66), (1..2, 67), (1..2, 67), (2..3, 6)];
        assert_eq!(lengths(&found), expected);
    }

    #[test]
    fn a_list_that_grows_leaves_out_what_may_still_be_joined() {
        let beats = [12, 20, 20, 20, 20];
        let told = |known| lengths(&segments(&timeline(&beats, known)));
        assert_eq!(told(0), []);
        assert_eq!(told(1), []);
        assert_eq!(told(3), [(0..1, 12)]);
        assert_eq!(told(4), [(0..1, 12), (1..3, 40)]);
        assert_eq!(told(5), [(0..1, 12), (1..3, 40), (3..5, 40)]);
    }

    #[test]
    fn an_empty_track_has_an_empty_list_that_has_ended() {
        assert_eq!(whole(&[]), []);
        let list = playlist(&[], |_| String::new(), true, Samples(0));
        assert!(list.ends_with("#EXT-X-ENDLIST\n"));
    }

    #[test]
    fn the_list_of_a_whole_track_is_this() {
        let found = whole(&[12, 20, 84]);
        let name = |segment: &Segment| format!("{}-{}.mp3", segment.start.0, segment.end.0);
        let expected = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n\
            #EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n\
            #EXT-X-START:TIME-OFFSET=0.000,PRECISE=YES\n\
            #EXTINF:1.440,\n0-12.mp3\n#EXTINF:2.400,\n12-32.mp3\n\
            #EXTINF:5.040,\n32-74.mp3\n#EXTINF:5.040,\n74-116.mp3\n#EXT-X-ENDLIST\n";
        assert_eq!(playlist(&found, name, true, Samples(0)), expected);
    }

    #[test]
    fn a_list_is_shown_when_a_player_can_live_on_it() {
        let planned = whole(&[12, 80, 80, 80]);
        assert!(is_presentable(&planned, false), "30.24 s");
        assert!(!is_presentable(&planned[..3], false), "20.64 s of more");
        assert!(is_presentable(&planned[..3], true), "20.64 s in all");
    }

    proptest! {
        #[test]
        fn segments_cover_the_track_and_keep_the_target(
            beats in prop::collection::vec(0..400_u64, 0..40), known in 0..40_usize,
        ) {
            let all = whole(&beats);
            let mut at = Beats(0);
            for segment in &all {
                prop_assert_eq!(segment.start, at);
                prop_assert!(segment.length().seconds().round() <= TARGET as f64);
                at = segment.end;
            }
            prop_assert_eq!(at.0, beats.iter().sum::<u64>());
            // What was told while it was planned is how the whole begins.
            let early = segments(&timeline(&beats, known.min(beats.len())));
            prop_assert_eq!(&early[..], &all[..early.len()]);
            let list = playlist(&early, |_| "a".into(), false, Samples(24_000));
            let longer = playlist(&all, |_| "a".into(), false, Samples(24_000));
            prop_assert!(longer.starts_with(&list));
        }
    }
}
