//! MP3 that is several files one behind the other: only its frames of sound.
//!
//! Tags between the files are left out, and so are the frames that only describe a file, because
//! the first one says that the sound ends where the first file does.

use std::io::{self, Read};

/// The head of a frame of MPEG audio, layer III.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FrameHeader {
    /// Bytes of the frame, this head included.
    pub(super) length: usize,
    /// Bytes before the sound: the head, and what says where in the frame it is.
    side: usize,
    rate: u32,
}

/// Bit rates of MPEG-1 layer III in kbit/s, by their index.
const RATES_1: [usize; 15] = [
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
];
/// Those of MPEG-2 and 2.5.
const RATES_2: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

impl FrameHeader {
    /// The head that `bytes` begin with.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let &[sync, b1, b2, b3, ..] = bytes else {
            return None;
        };
        // Eleven bits of sync, then version, layer III (01) and whether there is a checksum.
        if sync != 0xff || b1 & 0xe0 != 0xe0 || b1 & 0x06 != 0x02 {
            return None;
        }
        let (version_1, divisor) = match (b1 >> 3) & 3 {
            3 => (true, 1),
            2 => (false, 2),
            0 => (false, 4),
            _ => return None,
        };
        let table = if version_1 { RATES_1 } else { RATES_2 };
        // Index 0 is a free bit rate, which nobody uses; 15 is forbidden.
        let kbits = *table
            .get(usize::from(b2 >> 4))
            .filter(|kbits| **kbits > 0)?;
        let rate = *[44_100, 48_000, 32_000].get(usize::from((b2 >> 2) & 3))? / divisor;
        let samples = if version_1 { 1_152 } else { 576 };
        let padding = usize::from((b2 >> 1) & 1);
        let mono = b3 >> 6 == 3;
        let checksum = if b1 & 1 == 0 { 2 } else { 0 };
        let side = match (version_1, mono) {
            (true, false) => 32,
            (true, true) | (false, false) => 17,
            (false, true) => 9,
        };
        Some(Self {
            length: samples / 8 * kbits * 1_000 / rate as usize + padding,
            side: 4 + checksum + side,
            rate,
        })
    }

    /// Whether the other could follow in the same file.
    pub(super) fn similar(&self, other: &Self) -> bool {
        self.rate == other.rate
    }

    /// Whether `frame` only describes its file, as Xing, Info and VBRI do.
    fn describes(&self, frame: &[u8]) -> bool {
        let tag = |at: usize| frame.get(at..at + 4).unwrap_or_default();
        matches!(tag(self.side), b"Xing" | b"Info") || tag(4 + 32) == b"VBRI"
    }
}

/// Reads the frames of sound out of joined MP3 files, each as soon as it is whole.
pub(super) struct JoinedFrames<R> {
    inner: R,
    /// What was read and not yet looked at.
    held: Vec<u8>,
    /// A frame that is being handed out, from `given` on.
    frame: Vec<u8>,
    given: usize,
}

impl<R: Read> JoinedFrames<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            held: Vec::new(),
            frame: Vec::new(),
            given: 0,
        }
    }

    /// Reads on until `count` bytes are held; `false` where there are no more.
    fn fill(&mut self, count: usize) -> io::Result<bool> {
        // A network piece, as large as symphonia asks for.
        let mut piece = [0; 4_096];
        while self.held.len() < count {
            match self.inner.read(&mut piece)? {
                0 => return Ok(false),
                read => self.held.extend_from_slice(&piece[..read]),
            }
        }
        Ok(true)
    }

    /// Leaves out `count` bytes, however many of them are there.
    fn skip(&mut self, count: usize) -> io::Result<()> {
        let here = count.min(self.held.len());
        self.held.drain(..here);
        let rest = (count - here) as u64;
        io::copy(&mut self.inner.by_ref().take(rest), &mut io::sink())?;
        Ok(())
    }

    /// Goes on to the next frame of sound; `false` at the end.
    fn advance(&mut self) -> io::Result<bool> {
        while self.fill(4)? {
            if self.held.starts_with(b"ID3") {
                if !self.fill(10)? {
                    return Ok(false);
                }
                self.skip(tag_length(&self.held))?;
                continue;
            }
            let Some(header) = FrameHeader::parse(&self.held) else {
                self.resynchronise();
                continue;
            };
            if !self.fill(header.length)? {
                return Ok(false);
            }
            self.frame.clear();
            self.frame.extend(self.held.drain(..header.length));
            self.given = 0;
            if !header.describes(&self.frame) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Leaves out what is neither a frame nor the beginning of a tag, at least one byte.
    fn resynchronise(&mut self) {
        let begins = |rest: &[u8]| rest[0] == 0xff || rest.starts_with(b"ID3");
        let junk = (1..self.held.len()).find(|&at| begins(&self.held[at..]));
        self.held.drain(..junk.unwrap_or(self.held.len()));
    }
}

/// The length of an `ID3v2` tag by its head of ten bytes; seven bits of each byte count.
fn tag_length(head: &[u8]) -> usize {
    let size = head[6..10]
        .iter()
        .fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
    let footer = if head[5] & 0x10 == 0 { 0 } else { 10 };
    10 + size + footer
}

impl<R: Read> Read for JoinedFrames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.frame.len() && !self.advance()? {
            return Ok(0);
        }
        let rest = &self.frame[self.given..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame of 24 kHz mono at 48 kbit/s: 144 bytes.
    fn frame(fill: u8) -> Vec<u8> {
        let mut frame = vec![0xff, 0xf3, 0x64, 0xc4];
        frame.resize(144, fill);
        frame
    }

    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut reader = JoinedFrames::new(bytes);
        reader.read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn tags_and_descriptions_between_the_files_are_left_out() {
        let mut describing = frame(0);
        describing[13..17].copy_from_slice(b"Info");
        let id3 = [b"ID3\x04\0\0\0\0\0\x03".as_slice(), b"\xff\xf3\x64"].concat();
        let old_tag = [b"TAG".as_slice(), &[b' '; 125]].concat();
        let joined = [
            id3.clone(),
            describing.clone(),
            frame(1),
            frame(2),
            old_tag,
            id3,
            describing,
            frame(3),
        ];
        let sound = [frame(1), frame(2), frame(3)].concat();
        assert_eq!(read(&joined.concat()), sound);
    }

    #[test]
    fn a_frame_that_was_cut_and_junk_are_left_out() {
        let bytes = [
            b"junk \xff junk".to_vec(),
            frame(1),
            frame(2)[..100].to_vec(),
        ];
        assert_eq!(read(&bytes.concat()), frame(1));
        assert_eq!(read(&[0xff; 5_000]), Vec::<u8>::new());
        assert_eq!(read(b"ID3\x04\0\0\x7f\x7f\x7f\x7f"), Vec::<u8>::new());
    }

    #[test]
    fn a_long_stretch_of_junk_takes_linear_time() {
        let started = cpu_time::ThreadTime::now();
        assert!(read(&b"\xff\xe0I".repeat(1_000_000)).is_empty());
        assert!(started.elapsed().as_secs_f32() < 2.0);
    }
}
