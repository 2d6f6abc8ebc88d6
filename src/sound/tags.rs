//! What a file of sound says of itself, whatever its format.

use std::sync::Arc;

use bytes::Bytes;

use super::SoundError;
use crate::store::Key;
use crate::units::{SampleRate, Samples};

/// The largest cover, 256 KiB: a photograph of 1,400 pixels. Every listener loads it before the
/// first sound, and it is as long as 43 s of that.
pub const LARGEST_COVER: usize = 256 << 10;

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
    pub cover: Option<Arc<Cover>>,
    /// Its parts in order, the first one from the beginning of the file.
    pub chapters: Vec<Chapter>,
}

/// A picture that a player shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    mime: &'static str,
    bytes: Bytes,
}

impl Cover {
    /// The picture in a file: JPEG or PNG, which are those that ID3 asks players to know.
    ///
    /// # Errors
    /// [`SoundError::Cover`] where it is another kind of file, or larger than [`LARGEST_COVER`].
    pub fn read(file: impl Into<Bytes>) -> Result<Self, SoundError> {
        let bytes = file.into();
        let mime = match *bytes {
            [0xff, 0xd8, 0xff, ..] => "image/jpeg",
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            _ => return Err(SoundError::Cover("is neither JPEG nor PNG".into())),
        };
        if bytes.len() > LARGEST_COVER {
            let most = LARGEST_COVER >> 10;
            return Err(SoundError::Cover(format!("has more than {most} KiB")));
        }
        Ok(Self { mime, bytes })
    }

    /// Its type, `image/jpeg` or `image/png`.
    pub fn mime(&self) -> &'static str {
        self.mime
    }

    /// The file.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Its content address.
    pub fn key(&self) -> Key {
        Key::of([&*self.bytes])
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_is_jpeg_or_png_and_not_too_large() {
        let sized = |head: &[u8], size: usize| {
            let mut file = head.to_vec();
            file.resize(size, 0);
            Cover::read(file).map(|cover| cover.mime())
        };
        let jpeg = [0xff, 0xd8, 0xff];
        assert_eq!(sized(&jpeg, 100), Ok("image/jpeg"));
        assert_eq!(sized(b"\x89PNG", LARGEST_COVER), Ok("image/png"));
        assert!(sized(&jpeg, LARGEST_COVER + 1).is_err());
        assert!(sized(b"GIF89a", 100).is_err());
        assert!(sized(b"", 0).is_err());
    }
}
