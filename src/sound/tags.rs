//! What a file of sound says of itself, whatever its format.

use crate::units::{SampleRate, Samples};

/// What a file says of itself; what is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    /// The article's title.
    pub title: String,
    /// Who wrote it.
    pub artist: String,
    /// The site that it is from.
    pub album: String,
    /// BCP 47 tag of the language that is spoken.
    pub lang: String,
    /// The page that it was read from.
    pub url: String,
    /// A picture of it.
    pub cover: Option<Cover>,
    /// Its parts in order, the first one from the beginning of the file.
    pub chapters: Vec<Chapter>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Its type, such as `image/jpeg`.
    pub mime: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A part of an article: a heading and when its text is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its heading.
    pub title: String,
    /// Where it begins, at 24 kHz.
    pub start: Samples,
    /// Where it ends, at 24 kHz.
    pub end: Samples,
}

/// A time in whole milliseconds, as the tables of chapters count.
pub(super) fn millis(time: Samples) -> u64 {
    (u128::from(time.0) * 1_000 / u128::from(SampleRate::OUTPUT.0)) as u64
}

/// The text on one line: control characters, which would end a field, become spaces.
pub(super) fn plain(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(clean).collect()
}
