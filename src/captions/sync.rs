//! Metadata cues by which a page follows its sound: `SyncMediaLite`.
//!
//! # Design
//! The community group's draft wants a `WebVTT` file of metadata, whose cues are JSON with one
//! `selector` of the W3C note "Selectors and States". Its examples select by element ids or by CSS
//! paths. Those depend on the page's markup, which is not ours and changes without its text; so a
//! sentence is selected by its words (`TextQuoteSelector`), and by those around it where a page
//! says the same more than once. White space is that of the article: runs are one space.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;
use url::Url;

use super::cues::{millis, written};
use super::{head, stamp};
use crate::manifest::Timings;
use crate::track::Track;

/// Characters of the text around a sentence that tell it from its like, as annotation tools take.
const AROUND: usize = 32;

/// What a cue carries.
#[derive(Serialize)]
struct Payload<'a> {
    selector: Selector<'a>,
}

/// The words of a page that are heard.
#[derive(Serialize)]
struct Selector<'a> {
    r#type: &'static str,
    exact: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
}

/// [`sync_vtt`] of `track`, with the address of its page.
pub fn sync_of(track: &Track) -> String {
    let page = track.record().article.url.as_ref();
    sync_vtt(&Timings::new(track), page.map(Url::as_str))
}

/// A cue for each sentence that says which text of the page is heard, as `WebVTT` metadata.
///
/// `page` is the address of the page that the text is on.
pub fn sync_vtt(timings: &Timings<'_>, page: Option<&str>) -> String {
    let mut file = head(timings);
    if let Some(page) = page {
        let clean = page.chars().filter(|c| !c.is_control() && *c != '>');
        let _ = write!(file, "NOTE {}\n\n", clean.collect::<String>());
    }
    let mut earliest = 0;
    let texts = timings.sentences.iter().zip(written(timings));
    let seen = texts.filter(|(_, (block, range))| !block[range.clone()].trim().is_empty());
    for (number, (sentence, (block, range))) in seen.enumerate() {
        let start = millis(sentence.start).max(earliest);
        let end = millis(sentence.end).max(start.saturating_add(1));
        earliest = end;
        let (start, end) = (stamp(start, '.'), stamp(end, '.'));
        let payload = payload(block, range);
        // Writing into a string does not fail.
        let _ = write!(file, "{}\n{start} --> {end}\n{payload}\n\n", number + 1);
    }
    file
}

/// The JSON that selects what is written at `range` of `block`.
fn payload(block: &str, range: Range<usize>) -> String {
    let text = &block[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    let exact = text.trim();
    let (before, behind) = (&block[..start], &block[start + exact.len()..]);
    let from = before.char_indices().rev().take(AROUND).last();
    let to = behind.char_indices().nth(AROUND);
    let selector = Selector {
        r#type: "TextQuoteSelector",
        exact,
        prefix: &before[from.map_or(before.len(), |(at, _)| at)..],
        suffix: &behind[..to.map_or(behind.len(), |(at, _)| at)],
    };
    // Strings always have a form in JSON, and an arrow would end the cue.
    let json = serde_json::to_string(&Payload { selector }).unwrap_or_default();
    json.replace('>', "\\u003e")
}
