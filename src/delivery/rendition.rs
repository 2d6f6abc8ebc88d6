//! The formats in which a track is had as a file.

use serde::Serialize;

use crate::sound::Encoding;
use crate::store::Shelf;

/// A format of a track's file; in JSON its file ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rendition {
    /// MP3 at 48 kbit/s: every browser, every podcast app.
    Mp3,
    /// Opus in Ogg at 24 kbit/s: half the bytes, for who asks for it.
    Opus,
    /// WAV, 16 bit at 24 kHz: for those who edit or measure.
    Wav,
}

impl Rendition {
    /// All of them, what most want first.
    pub const ALL: [Self; 3] = [Self::Mp3, Self::Opus, Self::Wav];

    /// The ending of its file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Opus => "opus",
            Self::Wav => "wav",
        }
    }

    /// The rendition whose files have this ending.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.ending() == ending)
    }

    /// What it is on the web (RFC 3003; RFC 7845, section 9; RFC 2361 as browsers
    /// write it).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Opus => "audio/ogg; codecs=opus",
            Self::Wav => "audio/wav",
        }
    }

    /// Where its whole files are kept; those that are large and seldom asked for are not.
    pub(super) fn shelf(self) -> Option<Shelf> {
        match self {
            Self::Mp3 => Some(Shelf::Mp3),
            Self::Opus => Some(Shelf::Opus),
            Self::Wav => None,
        }
    }

    /// How the sentences in it are encoded.
    pub fn encoding(self) -> Encoding {
        match self {
            Self::Mp3 => Encoding::Mp3,
            Self::Opus => Encoding::Opus,
            Self::Wav => Encoding::Pcm,
        }
    }
}
