//! Captions: the words of an article as they are heard, for players that show them.
//!
//! # Design
//! A cue is a sentence or a part of one, never of two: so a heading stands alone, and a cue goes
//! when its sentence ends. Its text is the article's own, as it is written. How much fits on a
//! screen follows the guides for subtitles of Netflix and the BBC, which agree: two lines of 42
//! characters, or of 16 full-width ones, and 7 s at most, broken where a phrase ends.
//! Where the voice knows when it says each word, the parts of a sentence have its times; else they
//! share the time of the sentence by their length.

mod clock;
mod cues;
mod layout;
mod sync;

use std::fmt::Write;

use crate::manifest::Timings;

use cues::{Cue, cues};
pub use sync::{sync_of, sync_vtt};

/// What is said above times that are not exact.
const ESTIMATE: &str = "NOTE The times are estimates until the article is planned.\n\n";

/// What keeps two characters apart and is not seen: a word joiner.
const JOINER: char = '\u{2060}';

/// The captions as `WebVTT`.
pub fn vtt(timings: &Timings<'_>) -> String {
    let mut file = head(timings);
    for (number, cue) in cues(timings).iter().enumerate() {
        let text = escaped(&shown(cue));
        push_cue(&mut file, number + 1, cue, '.', &text);
    }
    file
}

/// The captions as `SubRip`, which has no place to say that times are estimates.
pub fn srt(timings: &Timings<'_>) -> String {
    let mut file = String::new();
    for (number, cue) in cues(timings).iter().enumerate() {
        let text = disarmed(&shown(cue));
        push_cue(&mut file, number + 1, cue, ',', &text);
    }
    file
}

/// How a `WebVTT` file of `timings` begins.
fn head(timings: &Timings<'_>) -> String {
    let estimate = if timings.exact { "" } else { ESTIMATE };
    format!("WEBVTT\n\n{estimate}")
}

fn push_cue(file: &mut String, number: usize, cue: &Cue<'_>, point: char, text: &str) {
    let (start, end) = (stamp(cue.start, point), stamp(cue.end, point));
    // Writing into a string does not fail.
    let _ = write!(file, "{number}\n{start} --> {end}\n{text}\n\n");
}

/// The lines of a cue; control characters, which could end it, become spaces.
fn shown(cue: &Cue<'_>) -> String {
    let clean = |line: &&str| line.replace(char::is_control, " ");
    let lines: Vec<String> = cue.lines.iter().map(clean).collect();
    lines.join("\n")
}

/// A time in milliseconds as `00:01:02.345`.
fn stamp(millis: u64, point: char) -> String {
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{point}{millis:03}")
}

/// Text as `WebVTT` has it; without a `>` it holds no arrow either.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}

/// Text as `SubRip` has it, which knows no escapes: what players take for a tag, a position or an
/// arrow is broken by a character that is not seen.
fn disarmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        if last == '<' || (last == '{' && c == '\\') || (last == '-' && c == '>') {
            out.push(JOINER);
        }
        out.push(c);
        last = c;
    }
    out
}

#[cfg(test)]
mod tests;
