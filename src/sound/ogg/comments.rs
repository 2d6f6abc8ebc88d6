//! What an Ogg Opus file says of itself: the packet `OpusTags` of RFC 7845.

use crate::sound::tags::{Tags, millis, plain};
use crate::units::Samples;

/// Who made the sound, as the comments name it.
const VENDOR: &str = "Aloud";

/// Chapters that the numbering of three digits has room for.
const MOST_CHAPTERS: usize = 999;

/// The packet that says `tags`; its length follows from the texts alone.
///
/// The cover is left out: it would be in front of the sound, and larger than most of it.
pub(super) fn packet(tags: &Tags) -> Vec<u8> {
    let comments = comments(tags);
    let mut packet = b"OpusTags".to_vec();
    put(&mut packet, VENDOR);
    packet.extend_from_slice(&(comments.len() as u32).to_le_bytes());
    for comment in comments {
        put(&mut packet, &comment);
    }
    packet
}

fn comments(tags: &Tags) -> Vec<String> {
    let named = [
        ("TITLE", &tags.title),
        ("ARTIST", &tags.artist),
        ("ALBUM", &tags.album),
        ("LANGUAGE", &tags.lang),
        ("CONTACT", &tags.url),
    ];
    let named = named.into_iter().filter(|(_, text)| !text.is_empty());
    let named = named.map(|(name, text)| format!("{name}={}", plain(text)));
    let numbered = tags.chapters.iter().take(MOST_CHAPTERS).zip(1..);
    let chapters = numbered.flat_map(|(chapter, number): (_, usize)| {
        [
            format!("CHAPTER{number:03}={}", clock(chapter.start)),
            format!("CHAPTER{number:03}NAME={}", plain(&chapter.title)),
        ]
    });
    named.chain(chapters).collect()
}

/// A text with its length in front.
fn put(packet: &mut Vec<u8>, text: &str) {
    packet.extend_from_slice(&(text.len() as u32).to_le_bytes());
    packet.extend_from_slice(text.as_bytes());
}

/// A time as chapters have it: `01:02:03.456`.
fn clock(time: Samples) -> String {
    let millis = millis(time);
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}.{millis:03}")
}
