//! Reads the file of the model.
//!
//! All numbers are little endian. `ALG2P1`; the number of graphones (u16), and each as its
//! letter (1 byte), the length of its sounds (1 byte) and these in UTF-8; two trees. A tree is
//! its order (1 byte), 64 probabilities and 256 backoff weights (f32), and its levels from short
//! n-grams to long ones. A level is its number of entries (u32), and each entry: graphone and
//! probability (u16, [`unpacked`]); but in the last level, the number of entries of the next
//! level that belong to it (LEB128), and where that is not 0 its backoff (1 byte).

use super::{Graphone, Level, Model, PROBABILITIES, TREES, Tree, unpacked};

const MAGIC: &[u8] = b"ALG2P1";

/// The longest n-grams that the search has room for.
pub(super) const MAX_ORDER: usize = 10;

/// Weights that a byte can name.
const BACKOFFS: usize = 256;

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[b]| b)
    }

    fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Numbers from 0 to 1.
    fn shares(&mut self, count: usize) -> Option<Vec<f32>> {
        let number = |_| {
            let number = self.array().map(f32::from_le_bytes)?;
            (0.0..=1.0).contains(&number).then_some(number)
        };
        (0..count).map(number).collect()
    }

    fn leb128(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.u8()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

impl Model {
    /// The model of a file; nothing where the file is none.
    pub(crate) fn parse(file: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(file);
        if bytes.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let graphones = graphones(&mut bytes)?;
        let mut trees = vec![];
        for _ in 0..TREES {
            trees.push(tree(&mut bytes, graphones.len())?);
        }
        let ranges = std::array::from_fn(|i| range(&graphones, b'a' + i as u8));
        bytes.0.is_empty().then_some(Self {
            graphones,
            ranges,
            trees: trees.try_into().ok()?,
        })
    }
}

fn graphones(bytes: &mut Bytes<'_>) -> Option<Vec<Graphone>> {
    let count = bytes.u16()?;
    let mut graphones = vec![];
    for _ in 0..count {
        let letter = bytes.u8()?;
        let length = bytes.u8()?;
        let sounds = std::str::from_utf8(bytes.take(usize::from(length))?).ok()?;
        graphones.push(Graphone {
            letter,
            sounds: sounds.to_owned(),
            stressed: sounds.contains('ˈ'),
        });
    }
    graphones
        .is_sorted_by_key(|g| g.letter)
        .then_some(graphones)
}

/// The graphones of a letter.
fn range(graphones: &[Graphone], letter: u8) -> (u16, u16) {
    let from = graphones.partition_point(|g| g.letter < letter);
    let to = graphones.partition_point(|g| g.letter <= letter);
    (from as u16, to as u16)
}

fn tree(bytes: &mut Bytes<'_>, graphones: usize) -> Option<Tree> {
    let order = usize::from(bytes.u8()?);
    if !(2..=MAX_ORDER).contains(&order) {
        return None;
    }
    let probabilities = bytes.shares(PROBABILITIES)?;
    let backoffs = bytes.shares(BACKOFFS)?;
    let mut levels = vec![];
    for depth in 1..=order {
        levels.push(level(bytes, depth == order, graphones)?);
    }
    let fits = |pair: &[Level]| {
        let children = pair[0].first.last().map(|last| *last as usize);
        children == Some(pair[1].entries.len())
    };
    levels.windows(2).all(fits).then_some(Tree {
        probabilities,
        backoffs,
        levels,
    })
}

fn level(bytes: &mut Bytes<'_>, last: bool, graphones: usize) -> Option<Level> {
    let count = bytes.u32()? as usize;
    // An entry takes two bytes at least: no file makes this reserve more than a few of its size.
    let count = Some(count).filter(|c| *c <= bytes.0.len() / 2)?;
    let inner = if last { 0 } else { count };
    let mut level = Level {
        entries: Vec::with_capacity(count),
        first: Vec::with_capacity(inner + 1),
        backoffs: Vec::with_capacity(inner),
    };
    let mut next = 0u32;
    for _ in 0..count {
        let entry = bytes.u16()?;
        if usize::from(unpacked(entry).0) >= graphones {
            return None;
        }
        level.entries.push(entry);
        if !last {
            let children = bytes.leb128()?;
            level.first.push(next);
            next = next.checked_add(children)?;
            level
                .backoffs
                .push(if children > 0 { bytes.u8()? } else { 0 });
        }
    }
    level.first.push(next);
    Some(level)
}
