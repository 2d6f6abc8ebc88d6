use std::io::Cursor;

use ogg::PacketReader;
use proptest::prelude::*;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

use super::*;
use crate::sound::tags::Chapter;
use crate::units::Samples;

const SERIAL: u32 = 0x1234_5678;

fn tags(text: usize, chapters: u64) -> Tags {
    let chapter = |number: u64| Chapter {
        title: format!("Part {number}"),
        start: Samples(number * 24_000),
        end: Samples((number + 1) * 24_000),
    };
    Tags {
        title: "t".repeat(text),
        artist: "Ann Author".into(),
        lang: "en-GB".into(),
        chapters: (0..chapters).map(chapter).collect(),
        ..Tags::default()
    }
}

fn file(packets: u64) -> OggOpus {
    OggOpus::new(Packets(packets), &tags(30, 2), SERIAL)
}

/// Packets that all differ.
fn sound(packets: &Range<u64>) -> Vec<u8> {
    let packet = |n: u64| (0..Packets::BYTES).map(move |at| (n * 7 + at * 3 + n / 36) as u8);
    packets.clone().flat_map(packet).collect()
}

fn whole(file: &OggOpus) -> Vec<u8> {
    let all = 0..file.size();
    file.cut(&all, &sound(&file.packets_of(&all))).unwrap()
}

#[test]
fn the_size_is_that_of_the_whole() {
    for packets in [0, 1, 23, 24, 25, 48, 1_000] {
        let file = file(packets);
        assert_eq!(whole(&file).len() as u64, file.size(), "{packets} packets");
    }
}

#[test]
fn another_reader_finds_every_packet_and_the_right_end() {
    // It also refuses a page whose checksum is wrong.
    let file = file(100);
    let mut reader = PacketReader::new(Cursor::new(whole(&file)));
    assert!(
        reader
            .read_packet()
            .unwrap()
            .unwrap()
            .data
            .starts_with(b"OpusHead")
    );
    assert!(
        reader
            .read_packet()
            .unwrap()
            .unwrap()
            .data
            .starts_with(b"OpusTags")
    );
    let mut found = Vec::new();
    let mut granule = 0;
    while let Some(packet) = reader.read_packet().unwrap() {
        assert_eq!(packet.stream_serial(), SERIAL);
        granule = packet.absgp_page();
        assert_eq!(packet.last_in_stream(), found.len() == 99 * 60);
        found.extend(packet.data);
    }
    assert_eq!(found, sound(&(0..100)));
    // Granules count at 48 kHz and our samples at 24.
    assert_eq!(granule, 2 * Packets(100).samples().0);
}

#[test]
fn pages_are_numbered_without_a_gap() {
    let mut reader = PacketReader::new(Cursor::new(whole(&file(100))));
    let mut page = 0;
    let mut bytes = whole(&file(100));
    while reader.read_packet().unwrap().is_some() {}
    while !bytes.is_empty() {
        assert_eq!(bytes[18..22], u32::to_le_bytes(page));
        let sizes = &bytes[27..27 + usize::from(bytes[26])];
        let length = 27 + sizes.len() + sizes.iter().map(|&size| usize::from(size)).sum::<usize>();
        bytes.drain(..length);
        page += 1;
    }
    assert_eq!(page, 2 + 5);
}

#[test]
fn comments_of_any_length_are_read_back() {
    // Sizes around those at which a packet needs one more lacing value or one more page.
    let around = [255, 65_025, 130_050]
        .into_iter()
        .flat_map(|size| size - 90..size + 3);
    for text in around.step_by(3) {
        let tags = tags(text, 0);
        let file = OggOpus::new(Packets(1), &tags, SERIAL);
        let mut reader = PacketReader::new(Cursor::new(whole(&file)));
        reader.read_packet().unwrap();
        let packet = reader.read_packet().unwrap().unwrap();
        assert_eq!(packet.data, comments::packet(&tags), "{text}");
        assert_eq!(reader.read_packet().unwrap().unwrap().data, sound(&(0..1)));
    }
}

#[test]
fn a_demuxer_knows_length_and_tags() {
    let bytes = whole(&file(500));
    let source = MediaSourceStream::new(
        Box::new(Cursor::new(bytes)),
        MediaSourceStreamOptions::default(),
    );
    let (format, meta) = (FormatOptions::default(), MetadataOptions::default());
    let mut reader = symphonia::default::get_probe()
        .probe(Hint::new().with_extension("opus"), source, format, meta)
        .unwrap();
    let track = reader.default_track(TrackType::Audio).unwrap();
    // Ten seconds, which Opus counts at 48 kHz.
    assert_eq!(track.num_frames, Some(480_000));
    let revision = reader.metadata().current().cloned().unwrap();
    let tags = revision.media.tags.iter();
    let tags: Vec<String> = tags
        .map(|tag| format!("{}={}", tag.raw.key, tag.raw.value))
        .collect();
    assert!(tags.contains(&"ARTIST=Ann Author".to_owned()), "{tags:?}");
    let mut packets = 0;
    while reader.next_packet().unwrap().is_some() {
        packets += 1;
    }
    assert_eq!(packets, 500);
}

#[test]
fn chapters_are_told_by_the_clock() {
    let mut tags = tags(3, 0);
    tags.chapters.push(Chapter {
        title: "Überblick".into(),
        start: Samples(24_000 * 3_723 + 10_944),
        end: Samples(24_000 * 4_000),
    });
    let packet = comments::packet(&tags);
    let text = String::from_utf8_lossy(&packet);
    assert!(text.contains("CHAPTER001=01:02:03.456"));
    assert!(text.contains("CHAPTER001NAME=Überblick"));
}

#[test]
fn what_does_not_fit_is_refused() {
    let file = file(30);
    assert_eq!(file.page(0, &sound(&(0..23))), None, "a packet is missing");
    assert_eq!(file.page(2, &sound(&(0..24))), None, "there are two pages");
    assert_eq!(file.page(u64::MAX, &[]), None);
    assert_eq!(file.cut(&(0..file.size()), &sound(&(0..29))), None);
    assert_eq!(file.cut(&(0..file.size()), &sound(&(0..31))), None);
}

#[test]
fn a_range_outside_the_file_is_empty() {
    let file = file(30);
    let size = file.size();
    for range in [size..size + 9, 9..9, u64::MAX - 1..u64::MAX] {
        assert_eq!(file.packets_of(&range), 0..0);
        assert_eq!(file.cut(&range, &[]), Some(vec![]));
    }
}

#[test]
fn the_head_needs_no_sound() {
    let file = file(30);
    let head = 0..file.head().len() as u64;
    assert_eq!(file.packets_of(&head), 0..0);
    assert_eq!(file.cut(&head, &[]).unwrap(), file.head());
}

#[test]
fn another_key_is_another_stream() {
    assert_ne!(serial(b"one"), serial(b"two"));
    assert_eq!(serial(b"123456789"), CHECKSUM.check);
}

proptest! {
    #[test]
    fn a_range_cut_alone_is_that_of_the_whole(packets in 0..200_u64, from in 0..14_000_u64, length in 0..9_000_u64) {
        let file = file(packets);
        let range = from..from + length;
        let needed = file.packets_of(&range);
        let cut = file.cut(&range, &sound(&needed)).unwrap();
        let whole = whole(&file);
        let place = |at: u64| whole.len().min(at as usize);
        prop_assert_eq!(&cut, &whole[place(range.start)..place(range.end)]);
        // No more than the pages on either side of what was asked for.
        prop_assert!(needed.end - needed.start <= length / Packets::BYTES + 2 * PAGE_PACKETS);
    }
}
