//! Opus in Ogg as a file whose every byte has its place before there is any sound.
//!
//! # Design
//! Pages are as equal as packets: each holds 24 of them, half a second, behind a header of 51
//! bytes, so the page of a byte and the bytes of a page are one division or multiplication. Only
//! the last page is shorter. A page carries a checksum of all its bytes in its header, so not one
//! byte of it can leave before its last packet is made; that is why it is not the second that
//! encoders usually fill. It is four beats of the plan, so that sentences often begin with a page,
//! and costs 3.5 % in headers. A bit more of a range's first sentence may be needed than was asked
//! for; [`OggOpus::packets_of`] says how much.
//!
//! The pages are ours because the crates that write Ogg number them from the beginning of a file.

mod comments;

use std::ops::Range;

use crc::{Algorithm, Crc, Table};

use super::opus::Packets;
use super::tags::Tags;
use crate::units::SampleRate;

/// Packets in a page: four beats of six, 0.48 s.
const PAGE_PACKETS: u64 = 24;
/// Bytes of a page's header in front of the sizes of its packets.
const HEADER: usize = 27;
/// Bytes of a whole page of sound.
const PAGE_BYTES: u64 = HEADER as u64 + PAGE_PACKETS * (1 + Packets::BYTES);
/// What granules count: samples at 48 kHz, whatever the rate of the source (RFC 7845).
const GRANULES_A_PACKET: u64 = 960;
/// No packet ends in this page.
const NO_GRANULE: u64 = u64::MAX;

/// The first page of a stream.
const FIRST: u8 = 2;
/// The page begins in the middle of a packet.
const CONTINUED: u8 = 1;
/// The last page of a stream.
const LAST: u8 = 4;

/// The checksum of RFC 3533: the usual polynomial, unreflected, from zero.
const CHECKSUM: Algorithm<u32> = Algorithm {
    width: 32,
    poly: 0x04c1_1db7,
    init: 0,
    refin: false,
    refout: false,
    xorout: 0,
    check: 0x89a1_897f,
    residue: 0,
};
/// Sixteen bytes a step, several times faster than one.
const CRC: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CHECKSUM);

/// An Ogg file of Opus packets, of which only the number is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OggOpus {
    head: Vec<u8>,
    head_pages: u32,
    serial: u32,
    packets: Packets,
}

impl OggOpus {
    /// The file with `packets` of sound, which says `tags` of itself.
    ///
    /// The streams of two files should differ in `serial`; [`serial`] derives one from a key.
    pub fn new(packets: Packets, tags: &Tags, serial: u32) -> Self {
        let mut head = page(FIRST, 0, serial, 0, &[19], &identification());
        let comments = comment_pages(&comments::packet(tags), serial);
        let head_pages = 1 + comments.len() as u32;
        head.extend(comments.into_iter().flatten());
        Self {
            head,
            head_pages,
            serial,
            packets,
        }
    }

    /// The pages in front of the sound.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Bytes of the whole file.
    pub fn size(&self) -> u64 {
        self.byte_of(self.pages())
    }

    /// Pages of sound.
    pub fn pages(&self) -> u64 {
        self.packets.0.div_ceil(PAGE_PACKETS)
    }

    /// The packets that a page of sound holds.
    pub fn packets_in(&self, page: u64) -> Range<u64> {
        let first = page.saturating_mul(PAGE_PACKETS).min(self.packets.0);
        first..first.saturating_add(PAGE_PACKETS).min(self.packets.0)
    }

    /// The pages of sound that a range of the file's bytes touches.
    pub fn pages_of(&self, bytes: &Range<u64>) -> Range<u64> {
        let head = self.head.len() as u64;
        let end = bytes.end.min(self.size());
        let first = bytes.start.saturating_sub(head) / PAGE_BYTES;
        let behind = end.saturating_sub(head).div_ceil(PAGE_BYTES);
        if bytes.start >= end || first >= behind {
            return 0..0;
        }
        first..behind
    }

    /// The packets that have to be made before a range of the file's bytes can be cut.
    pub fn packets_of(&self, bytes: &Range<u64>) -> Range<u64> {
        let pages = self.pages_of(bytes);
        if pages.is_empty() {
            return 0..0;
        }
        self.packets_in(pages.start).start..self.packets_in(pages.end - 1).end
    }

    /// A page of sound, made of the bytes of its packets.
    ///
    /// `None` where there is no such page or its packets have another length.
    pub fn page(&self, number: u64, packets: &[u8]) -> Option<Vec<u8>> {
        let held = self.packets_in(number);
        let count = held.end - held.start;
        if count == 0 || packets.len() as u64 != Packets(count).bytes() {
            return None;
        }
        let flags = if number + 1 == self.pages() { LAST } else { 0 };
        let sizes = vec![Packets::BYTES as u8; count as usize];
        let sequence = self.head_pages.wrapping_add(number as u32);
        let granule = held.end * GRANULES_A_PACKET;
        Some(page(flags, granule, self.serial, sequence, &sizes, packets))
    }

    /// A range of the file's bytes, cut from the packets that [`Self::packets_of`] names.
    ///
    /// `None` where `packets` has another length.
    pub fn cut(&self, bytes: &Range<u64>, packets: &[u8]) -> Option<Vec<u8>> {
        let head = self.head.len() as u64;
        let end = bytes.end.min(self.size());
        let mut out = Vec::new();
        if bytes.start < end.min(head) {
            let part = bytes.start as usize..end.min(head) as usize;
            out.extend_from_slice(self.head.get(part)?);
        }
        let pages = self.pages_of(bytes);
        let offset = |page: u64| Packets(self.packets_in(page).start).bytes();
        for number in pages.clone() {
            let from = (offset(number) - offset(pages.start)) as usize;
            let length = self.packets_in(number).count() * Packets::BYTES as usize;
            let page = self.page(number, packets.get(from..from + length)?)?;
            let place = self.byte_of(number);
            let skipped = bytes.start.saturating_sub(place) as usize;
            let kept = (end - place).min(page.len() as u64) as usize;
            out.extend_from_slice(page.get(skipped..kept)?);
        }
        let needed = self.packets_of(bytes);
        (packets.len() as u64 == Packets(needed.end - needed.start).bytes()).then_some(out)
    }

    /// Where a page of sound begins in the file; behind the last one, where the file ends.
    pub fn byte_of(&self, page: u64) -> u64 {
        let packets = self.packets_in(page).start;
        let pages = packets.div_ceil(PAGE_PACKETS);
        self.head.len() as u64 + pages * HEADER as u64 + packets * (1 + Packets::BYTES)
    }
}

/// The serial number of a stream, from the address of its content.
///
/// So a file has the same bytes whenever it is made, and two files differ.
pub fn serial(key: &[u8]) -> u32 {
    CRC.checksum(key)
}

/// The packet `OpusHead` of RFC 7845.
fn identification() -> Vec<u8> {
    let mut packet = b"OpusHead".to_vec();
    packet.push(1); // version
    packet.push(1); // channels
    // No pre-skip: the sentences are put in late instead, see `opus.rs`.
    packet.extend_from_slice(&0_u16.to_le_bytes());
    packet.extend_from_slice(&SampleRate::OUTPUT.0.to_le_bytes());
    packet.extend_from_slice(&0_u16.to_le_bytes()); // gain
    packet.push(0); // mono or stereo, one stream
    packet
}

/// The pages of the packet `OpusTags`, of which a page holds 65,025 bytes at most.
fn comment_pages(packet: &[u8], serial: u32) -> Vec<Vec<u8>> {
    // A packet ends with a size below 255, if need be with a zero.
    let mut sizes = vec![255; packet.len() / 255];
    sizes.push((packet.len() % 255) as u8);
    let pieces = packet.chunks(255 * 255).chain([&[] as &[u8]]);
    let last = sizes.len().div_ceil(255);
    let pages = sizes.chunks(255).zip(pieces).zip(1..);
    pages
        .map(|((sizes, piece), number)| {
            let flags = if number > 1 { CONTINUED } else { 0 };
            let granule = if number as usize == last {
                0
            } else {
                NO_GRANULE
            };
            page(flags, granule, serial, number, sizes, piece)
        })
        .collect()
}

/// A page of RFC 3533.
fn page(flags: u8, granule: u64, serial: u32, sequence: u32, sizes: &[u8], body: &[u8]) -> Vec<u8> {
    let mut page = Vec::with_capacity(HEADER + sizes.len() + body.len());
    page.extend_from_slice(b"OggS\0");
    page.push(flags);
    page.extend_from_slice(&granule.to_le_bytes());
    page.extend_from_slice(&serial.to_le_bytes());
    page.extend_from_slice(&sequence.to_le_bytes());
    page.extend_from_slice(&[0; 4]);
    page.push(sizes.len() as u8); // 255 at most
    page.extend_from_slice(sizes);
    page.extend_from_slice(body);
    let checksum = CRC.checksum(&page).to_le_bytes();
    page[22..26].copy_from_slice(&checksum);
    page
}

#[cfg(test)]
mod tests;
