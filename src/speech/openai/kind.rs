//! Kind: what the bytes of an answer are, by the bytes themselves.
//!
//! Many servers ignore the format that was asked for, and their content types are often wrong.

use serde::{Deserialize, Serialize};

use super::mp3::FrameHeader;
use crate::units::SampleRate;

/// A format that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    Pcm,
    Wav,
    Flac,
    Mp3,
}

/// Sound that can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Bare samples, 16 bit little-endian.
    Pcm {
        rate: SampleRate,
        channels: usize,
    },
    Wav,
    Flac,
    Mp3,
    /// Ogg with Vorbis in it.
    Ogg,
}

/// What the first bytes of an answer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Sound(Kind),
    /// Sound that cannot be decoded here.
    Foreign(&'static str),
    /// Not sound: what it is called.
    Text(&'static str),
    /// More bytes are needed to tell.
    Unclear,
    /// Nothing came.
    Nothing,
    /// Bytes that were not asked for and say nothing of themselves.
    Unknown,
}

/// Bytes that tell text from samples: no such stretch of speech is printable throughout.
const ENOUGH: usize = 64;

/// The formats by the bytes that they begin with, at which offset.
const MAGIC: &[(usize, &[u8], Found)] = &[
    (0, b"fLaC", Found::Sound(Kind::Flac)),
    (0, b"ID3", Found::Sound(Kind::Mp3)),
    (8, b"WAVE", Found::Sound(Kind::Wav)),
    (28, b"OpusHead", Found::Foreign("Opus")),
    (28, b"\x01vorbis", Found::Sound(Kind::Ogg)),
    (4, b"ftyp", Found::Foreign("MP4")),
    (0, b"\x1a\x45\xdf\xa3", Found::Foreign("WebM")),
    (8, b"AIFF", Found::Foreign("AIFF")),
    (0, b"\x1f\x8b\x08", Found::Foreign("gzip")),
];

/// What the answer is whose first bytes are `head`; `whole` where no more will come.
///
/// `asked` and the server's `content_type` decide only where the bytes do not.
pub(super) fn find(head: &[u8], whole: bool, asked: Format, content_type: &str) -> Found {
    if head.is_empty() && whole {
        return Found::Nothing;
    }
    let magic = MAGIC.iter().find(|(at, bytes, _)| {
        let here = head.get(*at..*at + bytes.len());
        here == Some(*bytes)
    });
    if let Some((.., found)) = magic {
        return *found;
    }
    if let Some(found) = framed(head, whole, content_type) {
        return found;
    }
    if head.len() < ENOUGH && !whole {
        return Found::Unclear;
    }
    if let Some(name) = text(head) {
        return Found::Text(name);
    }
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let bare = matches!(
        kind.to_ascii_lowercase().as_str(),
        "audio/pcm" | "audio/l16" | "audio/x-pcm" | "audio/raw"
    );
    if asked == Format::Pcm || bare {
        return Found::Sound(bare_samples(content_type));
    }
    Found::Unknown
}

/// Sound that begins with a frame of MPEG audio; `None` where it does not.
///
/// Samples can look like one frame header, so the next frame is looked at as well.
fn framed(head: &[u8], whole: bool, content_type: &str) -> Option<Found> {
    if head.len() < 4 {
        return None;
    }
    // ADTS has the same sync word and a layer that MPEG audio does not have.
    if head[0] == 0xff && head[1] & 0xf6 == 0xf0 && content_type.contains("aac") {
        return Some(Found::Foreign("AAC"));
    }
    let first = FrameHeader::parse(head)?;
    match head.get(first.length..first.length + 4) {
        Some(next) => {
            let similar = FrameHeader::parse(next).is_some_and(|next| next.similar(&first));
            similar.then_some(Found::Sound(Kind::Mp3))
        }
        None if whole => content_type
            .contains("mp")
            .then_some(Found::Sound(Kind::Mp3)),
        None => Some(Found::Unclear),
    }
}

/// The name of the text that `head` is; `None` where it is not text.
fn text(head: &[u8]) -> Option<&'static str> {
    let head = head.get(..ENOUGH).unwrap_or(head);
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        // Cut inside of a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return None,
    };
    let printable = |c: char| !c.is_control() || c.is_ascii_whitespace();
    if valid.is_empty() || !valid.chars().all(printable) {
        return None;
    }
    let start = valid.trim_start_matches('\u{feff}').trim_start();
    Some(match start.chars().next() {
        Some('{' | '[') => "JSON",
        Some('<') => "HTML or XML",
        _ if start.starts_with("data:") || start.starts_with("event:") => "a stream of events",
        _ => "text",
    })
}

/// Samples as the content type describes them, such as `audio/L16;rate=48000;channels=2`; as
/// OpenAI sends them where it does not.
fn bare_samples(content_type: &str) -> Kind {
    let parameter = |name: &str| {
        let mut parameters = content_type
            .split(';')
            .filter_map(|part| part.split_once('='));
        let (_, value) = parameters.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        value.trim().trim_matches('"').parse().ok()
    };
    Kind::Pcm {
        rate: parameter("rate").map_or(SampleRate::OUTPUT, SampleRate),
        channels: parameter("channels").map_or(1, |count| count as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_they_are() {
        let opus = [b"OggS".as_slice(), &[0; 24], b"OpusHead"].concat();
        let vorbis = [b"OggS".as_slice(), &[0; 24], b"\x01vorbis"].concat();
        let cut = "{\"error\": \"Это не речь, а ошибка, и она довольно длинная\"}".as_bytes();
        let plain = Kind::Pcm {
            rate: SampleRate::OUTPUT,
            channels: 1,
        };
        let cases: Vec<(&[u8], bool, Found)> = vec![
            (
                b"RIFF\xff\xff\xff\xffWAVEfmt ",
                false,
                Found::Sound(Kind::Wav),
            ),
            (b"fLaC\0\0", false, Found::Sound(Kind::Flac)),
            (b"ID3\x04\0\0", false, Found::Sound(Kind::Mp3)),
            (&opus, false, Found::Foreign("Opus")),
            (&vorbis, false, Found::Sound(Kind::Ogg)),
            (b"\0\0\0\x20ftypM4A ", false, Found::Foreign("MP4")),
            (b"", true, Found::Nothing),
            (b"", false, Found::Unclear),
            (b"{}", true, Found::Text("JSON")),
            (b"  <!doctype html>", true, Found::Text("HTML or XML")),
            (b"data: {\"type\":", true, Found::Text("a stream of events")),
            (b"Not found", true, Found::Text("text")),
            // 64 bytes end inside of a Cyrillic letter.
            (cut, false, Found::Text("JSON")),
            // A quiet beginning of speech.
            (&[0; 80], false, Found::Sound(plain)),
            // Too little to tell.
            (b"{\"err", false, Found::Unclear),
            // Samples of −1 look like a frame header of MPEG audio, but no next one follows.
            (&[0xff; 3_000], false, Found::Sound(plain)),
        ];
        for (head, whole, found) in cases {
            let shown = String::from_utf8_lossy(head);
            assert_eq!(find(head, whole, Format::Pcm, ""), found, "{shown}");
        }
    }

    #[test]
    fn bytes_without_a_name_are_samples_only_where_those_were_asked_for() {
        let noise = [7, 200, 13, 0].repeat(32);
        assert_eq!(
            find(&noise, false, Format::Mp3, "audio/mpeg"),
            Found::Unknown
        );
        let told = Kind::Pcm {
            rate: SampleRate(48_000),
            channels: 2,
        };
        let kind = "audio/L16; rate=48000; channels=2";
        assert_eq!(find(&noise, false, Format::Mp3, kind), Found::Sound(told));
    }
}
