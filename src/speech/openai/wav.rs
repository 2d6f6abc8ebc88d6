//! WAV whose sizes were written before anybody knew them.

use std::io::{self, Read};

/// What a size is set to that means "to the end".
const TO_THE_END: [u8; 4] = [0xff; 4];
/// The largest size that is believed. Servers that stream write 0, this or anything above.
const BELIEVED: u32 = 0x7fff_0000;
/// Bytes that may stand before the samples: descriptions of the file are some 100.
const LARGEST_HEAD: usize = 1 << 16;

/// The head of a WAV file with sizes that can be followed, then the rest as it is.
///
/// # Errors
/// Where `inner` cannot be read, or there is no sound in the first 64 KiB.
pub(super) fn mended<R: Read>(mut inner: R) -> io::Result<impl Read> {
    let mut head = vec![0; 12];
    inner.read_exact(&mut head)?;
    head[4..8].copy_from_slice(&TO_THE_END);
    loop {
        let at = head.len();
        head.resize(at + 8, 0);
        inner.read_exact(&mut head[at..])?;
        let size = <[u8; 4]>::try_from(&head[at + 4..]).map_or(0, u32::from_le_bytes);
        if head[at..].starts_with(b"data") {
            if size == 0 || size >= BELIEVED {
                head[at + 4..].copy_from_slice(&TO_THE_END);
            }
            return Ok(io::Cursor::new(head).chain(inner));
        }
        // Chunks begin at even bytes.
        let size = size as usize + size as usize % 2;
        if head.len() + size > LARGEST_HEAD {
            return Err(io::Error::other("no sound in its first 64 KiB"));
        }
        let at = head.len();
        head.resize(at + size, 0);
        inner.read_exact(&mut head[at..])?;
    }
}
