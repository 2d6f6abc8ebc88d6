//! What an Ogg Opus file says of itself.

use crate::units::{SampleRate, Samples};

/// Who made the sound, as the comments name it.
const VENDOR: &str = "Aloud";

/// Chapters that the numbering of three digits has room for.
const MOST_CHAPTERS: usize = 999;

/// A chapter: a heading and where it is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its heading.
    pub title: String,
    /// Where it begins.
    pub start: Samples,
    /// Where it ends.
    pub end: Samples,
}

/// The comments of a file; what is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comments {
    /// The article's title.
    pub title: String,
    /// Who wrote it.
    pub artist: String,
    /// The site.
    pub album: String,
    /// BCP 47 tag of the language that is spoken.
    pub language: String,
    /// The page.
    pub url: String,
    /// Its parts, in order; as many as 999 are written.
    pub chapters: Vec<Chapter>,
}

impl Comments {
    /// The packet `OpusTags` of RFC 7845; its length follows from the texts alone.
    pub(super) fn packet(&self) -> Vec<u8> {
        let comments = self.list();
        let mut packet = b"OpusTags".to_vec();
        put(&mut packet, VENDOR);
        packet.extend_from_slice(&(comments.len() as u32).to_le_bytes());
        for comment in comments {
            put(&mut packet, &comment);
        }
        packet
    }

    fn list(&self) -> Vec<String> {
        let named = [
            ("TITLE", &self.title),
            ("ARTIST", &self.artist),
            ("ALBUM", &self.album),
            ("LANGUAGE", &self.language),
            ("CONTACT", &self.url),
        ];
        let named = named.into_iter().filter(|(_, text)| !text.is_empty());
        let named = named.map(|(name, text)| format!("{name}={text}"));
        let numbered = self.chapters.iter().take(MOST_CHAPTERS).zip(1..);
        let chapters = numbered.flat_map(|(chapter, number): (_, usize)| {
            let title = &chapter.title;
            [
                format!("CHAPTER{number:03}={}", clock(chapter.start)),
                format!("CHAPTER{number:03}NAME={title}"),
            ]
        });
        named.chain(chapters).collect()
    }
}

/// A text with its length in front.
fn put(packet: &mut Vec<u8>, text: &str) {
    packet.extend_from_slice(&(text.len() as u32).to_le_bytes());
    packet.extend_from_slice(text.as_bytes());
}

/// A time as chapters have it: `01:02:03.456`.
fn clock(time: Samples) -> String {
    let millis = time.0 * 1_000 / u64::from(SampleRate::OUTPUT.0);
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}.{millis:03}")
}
