//! ID3v2.4 tags: what is in front of an MP3 file, and of each segment of a stream.
//!
//! All that they hold is known from the plan, and times have a fixed width, so the length of a tag
//! is known before there is sound.

use id3::frame::{
    Chapter as ChapterFrame, Content, Frame, Picture, PictureType, Private, TableOfContents,
};
use id3::{Encoder, Tag, TagLike, Version};
use isolang::Language;

use super::SoundError;
use super::tags::{Chapter, Cover, Tags, millis, plain};
use crate::lang::primary;
use crate::units::{SampleRate, Samples};

/// Chapters that a table of contents can count, in one byte.
const MOST_CHAPTERS: usize = 255;
/// The places of a chapter are times, not bytes.
const NO_OFFSET: u32 = u32::MAX;
/// Who owns the private frame by which a stream's segments tell their time (RFC 8216, 3.4).
const STREAM_TIME: &str = "com.apple.streaming.transportStreamTimestamp";
/// What stream times count: ticks of 90 kHz, of which a sample is 3.75.
const TICKS_A_SECOND: u64 = 90_000;

/// The tag that says `tags`, to be put in front of the first frame.
///
/// Chapters behind the 255th are left out.
///
/// # Errors
/// Where the library refuses a text.
pub fn id3_tag(tags: &Tags) -> Result<Vec<u8>, SoundError> {
    let mut tag = Tag::new();
    let texts = [
        ("TIT2", plain(&tags.title)),
        ("TPE1", plain(&tags.artist)),
        ("TALB", plain(&tags.album)),
        (
            "TLAN",
            three_letters(&tags.lang).unwrap_or_default().to_owned(),
        ),
    ];
    for (id, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        tag.add_frame(Frame::text(id, text));
    }
    if !tags.url.is_empty() {
        // A link is Latin-1 by definition; addresses are ASCII, and what is not is no address.
        let ascii = tags.url.chars().filter(char::is_ascii_graphic);
        tag.add_frame(Frame::link("WOAS", ascii.collect::<String>()));
    }
    if let Some(cover) = &tags.cover {
        tag.add_frame(picture(cover));
    }
    for frame in contents(&tags.chapters) {
        tag.add_frame(frame);
    }
    written(&tag)
}

/// The tag in front of a segment of a stream that begins at `start`.
///
/// # Errors
/// Where the library fails.
pub fn hls_timestamp(start: Samples) -> Result<Vec<u8>, SoundError> {
    let rate = u128::from(SampleRate::OUTPUT.0);
    let ticks = u128::from(start.0) * u128::from(TICKS_A_SECOND) / rate;
    let ticks = ticks as u64 & ((1 << 33) - 1); // as MPEG-2 transport streams count
    let mut tag = Tag::new();
    tag.add_frame(Private {
        owner_identifier: STREAM_TIME.to_owned(),
        private_data: ticks.to_be_bytes().to_vec(),
    });
    written(&tag)
}

fn written(tag: &Tag) -> Result<Vec<u8>, SoundError> {
    let mut bytes = Vec::new();
    let encoder = Encoder::new().version(Version::Id3v24);
    let written = encoder.encode(tag, &mut bytes);
    written.map_err(|error| SoundError::Encoder(error.to_string()))?;
    Ok(bytes)
}

fn picture(cover: &Cover) -> Picture {
    Picture {
        mime_type: cover.mime().to_owned(),
        picture_type: PictureType::CoverFront,
        description: String::new(),
        data: cover.bytes().to_vec(),
    }
}

/// The chapters behind a table that names them, or nothing where there are none.
fn contents(chapters: &[Chapter]) -> Vec<Frame> {
    let chapters = &chapters[..chapters.len().min(MOST_CHAPTERS)];
    let names: Vec<String> = (1..=chapters.len()).map(|n| format!("c{n:03}")).collect();
    if chapters.is_empty() {
        return Vec::new();
    }
    let parts = names
        .iter()
        .zip(chapters)
        .map(|(name, part)| chapter(name, part));
    let parts: Vec<Frame> = parts.collect();
    let table = TableOfContents {
        element_id: "toc".to_owned(),
        top_level: true,
        ordered: true,
        elements: names,
        frames: Vec::new(),
    };
    let table = Frame::with_content("CTOC", Content::TableOfContents(table));
    std::iter::once(table).chain(parts).collect()
}

fn chapter(name: &str, chapter: &Chapter) -> Frame {
    let time = |at| u32::try_from(millis(at)).unwrap_or(u32::MAX);
    let part = ChapterFrame {
        element_id: name.to_owned(),
        start_time: time(chapter.start),
        end_time: time(chapter.end),
        start_offset: NO_OFFSET,
        end_offset: NO_OFFSET,
        frames: vec![Frame::text("TIT2", plain(&chapter.title))],
    };
    Frame::with_content("CHAP", Content::Chapter(part))
}

/// The ISO 639-2 code of a BCP 47 tag's language, `None` where there is none.
fn three_letters(tag: &str) -> Option<&'static str> {
    let primary = primary(tag);
    let language = Language::from_639_1(&primary).or_else(|| Language::from_639_3(&primary))?;
    Some(language.to_639_3())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::sound::LARGEST_COVER;

    fn part(title: &str, start: u64, end: u64) -> Chapter {
        Chapter {
            title: title.to_owned(),
            start: Samples(start),
            end: Samples(end),
        }
    }

    fn cover(rest: &[u8]) -> Arc<Cover> {
        let file = [&[0xff, 0xd8, 0xff], rest].concat();
        Arc::new(Cover::read(file).unwrap())
    }

    fn tags() -> Tags {
        Tags {
            title: "Größe & <Ärger>".into(),
            artist: "Ann Author".into(),
            album: "example.org".into(),
            lang: "de-AT".into(),
            url: "https://example.org/a?b=1".into(),
            // What looks like the beginning of a frame of sound, and more than 7 bits of length.
            cover: Some(cover(&[0xff, 0xfb, 0x90, 0x00].repeat(100))),
            chapters: vec![
                part("Einleitung", 0, 240_000),
                part("Schluß", 240_000, 481_224),
            ],
        }
    }

    fn read(bytes: &[u8]) -> Tag {
        Tag::read_from2(std::io::Cursor::new(bytes)).unwrap()
    }

    /// The length that the header tells, with the header itself.
    fn told_length(bytes: &[u8]) -> usize {
        let size = bytes[6..10]
            .iter()
            .fold(0, |sum, &byte| sum << 7 | usize::from(byte));
        size + 10
    }

    #[test]
    fn another_reading_finds_every_text() {
        let tag = read(&id3_tag(&tags()).unwrap());
        assert_eq!(tag.version(), Version::Id3v24);
        assert_eq!(tag.title(), Some("Größe & <Ärger>"));
        assert_eq!(tag.artist(), Some("Ann Author"));
        assert_eq!(tag.album(), Some("example.org"));
        let text = |id| tag.get(id).unwrap().content().to_string();
        assert_eq!(text("TLAN"), "deu");
        assert_eq!(text("WOAS"), "https://example.org/a?b=1");
        let picture = tag.pictures().next().unwrap();
        assert_eq!(picture.mime_type, "image/jpeg");
        assert_eq!(picture.data, **tags().cover.unwrap().bytes());
    }

    #[test]
    fn chapters_are_in_milliseconds_and_in_the_table() {
        let tag = read(&id3_tag(&tags()).unwrap());
        let chapters: Vec<_> = tag.chapters().collect();
        let times = chapters.iter().map(|part| (part.start_time, part.end_time));
        assert_eq!(times.collect::<Vec<_>>(), [(0, 10_000), (10_000, 20_051)]);
        assert_eq!(chapters[1].frames[0].content().text(), Some("Schluß"));
        let table = tag.tables_of_contents().next().unwrap();
        let names: Vec<_> = chapters.iter().map(|part| &part.element_id).collect();
        assert_eq!(table.elements.iter().collect::<Vec<_>>(), names);
        assert!(table.top_level && table.ordered);
    }

    #[test]
    fn the_header_tells_the_length() {
        let bytes = id3_tag(&tags()).unwrap();
        assert_eq!(told_length(&bytes), bytes.len());
        assert!(bytes.len() > 400);
    }

    #[test]
    fn the_bytes_are_always_the_same_and_as_many_for_other_times() {
        let mut later = tags();
        for chapter in &mut later.chapters {
            chapter.end += Samples(7_777_777);
        }
        let bytes = id3_tag(&tags()).unwrap();
        assert_eq!(bytes, id3_tag(&tags()).unwrap());
        assert_eq!(bytes.len(), id3_tag(&later).unwrap().len());
    }

    #[test]
    fn what_is_empty_is_left_out() {
        let bytes = id3_tag(&Tags::default()).unwrap();
        assert_eq!(bytes.len(), 10);
    }

    #[test]
    fn hostile_tags_make_a_tag_all_the_same() {
        let mut hostile = tags();
        hostile.title = "a\0b\nc".into();
        hostile.url = "https://exämple.org/\0 x".into();
        hostile.chapters = (0..1_000).map(|n| part("\0", u64::MAX / 2, n)).collect();
        hostile.cover = Some(cover(&vec![0; LARGEST_COVER - 3]));
        let tag = read(&id3_tag(&hostile).unwrap());
        assert_eq!(tag.title(), Some("a b c"));
        assert_eq!(tag.chapters().count(), 255);
        assert_eq!(tag.pictures().count(), 1);
    }

    #[test]
    fn languages_have_three_letters() {
        let cases = [
            ("en", Some("eng")),
            ("en-GB", Some("eng")),
            ("pt-BR", Some("por")),
            ("zh-Hant", Some("zho")),
            ("gsw", Some("gsw")), // has no code of two
            ("DE", Some("deu")),  // tags are read without regard to case
            ("x-klingon", None),
            ("", None),
        ];
        for (tag, code) in cases {
            assert_eq!(three_letters(tag), code, "{tag}");
        }
    }

    #[test]
    fn a_segment_tells_its_time_in_ticks_of_90_kilohertz() {
        let cases = [
            (0, 0),
            (24_000, 90_000),
            (2_880, 10_800),
            // 26.5 hours later the count of 33 bits begins again.
            (
                (1 << 33) / 15 * 4 + 4,
                ((1 << 33) / 15 * 15 + 15) - (1_u64 << 33),
            ),
        ];
        for (start, ticks) in cases {
            let bytes = hls_timestamp(Samples(start)).unwrap();
            assert_eq!(told_length(&bytes), bytes.len());
            assert_eq!(bytes[bytes.len() - 8..], ticks.to_be_bytes(), "{start}");
            let tag = read(&bytes);
            let frame = tag.frames().next().unwrap();
            assert_eq!(frame.id(), "PRIV");
            let Content::Private(private) = frame.content() else {
                panic!("a private frame");
            };
            assert_eq!(private.owner_identifier, STREAM_TIME);
        }
    }

    #[test]
    fn the_time_of_a_segment_takes_always_as_many_bytes() {
        let length = hls_timestamp(Samples(0)).unwrap().len();
        assert_eq!(length, 10 + 10 + STREAM_TIME.len() + 1 + 8);
        assert_eq!(hls_timestamp(Samples(u64::MAX)).unwrap().len(), length);
    }
}
