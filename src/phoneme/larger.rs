//! A larger dictionary: mostly names, from `CMUdict`, for words that misaki does not know.
//!
//! It stays as it is in the program: a look-up reads one block of it. All numbers are little
//! endian. `ALD1`; the number of sounds (1 byte), and each as the length of its text (1 byte)
//! and the text; the number of blocks (u32), and where each starts behind these numbers (u32).
//! A block is up to 16 words in alphabetical order, each: how many letters it shares with the
//! word before (1 byte, 0 for the first), the number of further letters (1 byte), these, the
//! number of sounds (1 byte), and the numbers of these.

use std::sync::LazyLock;

/// The dictionary that is built into the program.
static SHIPPED: LazyLock<Option<Dictionary<'static>>> =
    LazyLock::new(|| Dictionary::parse(include_bytes!("data/larger.bin")));

const MAGIC: &[u8] = b"ALD1";

/// Words by block, and the sounds that they name by number.
#[derive(Debug)]
struct Dictionary<'a> {
    sounds: Vec<&'a str>,
    /// Offsets of blocks, four bytes each.
    offsets: &'a [u8],
    blocks: &'a [u8],
}

/// One word of a block.
struct Entry<'a> {
    shared: usize,
    letters: &'a [u8],
    sounds: &'a [u8],
}

/// The American phonemes of a `word` of small ASCII letters.
pub(super) fn look_up(word: &str) -> Option<String> {
    SHIPPED.as_ref()?.look_up(word)
}

/// What `bytes` begin with, `length` of them; they go on behind it.
fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

/// A row of bytes that begins with its length in one.
fn take_short<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take(bytes, 1)?[0];
    take(bytes, usize::from(length))
}

fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let number = take(bytes, 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(number)).ok()
}

fn take_entry<'a>(bytes: &mut &'a [u8]) -> Option<Entry<'a>> {
    Some(Entry {
        shared: usize::from(take(bytes, 1)?[0]),
        letters: take_short(bytes)?,
        sounds: take_short(bytes)?,
    })
}

impl<'a> Dictionary<'a> {
    fn parse(mut file: &'a [u8]) -> Option<Self> {
        if take(&mut file, MAGIC.len())? != MAGIC {
            return None;
        }
        let count = take(&mut file, 1)?[0];
        let mut sounds = vec![];
        for _ in 0..count {
            sounds.push(std::str::from_utf8(take_short(&mut file)?).ok()?);
        }
        let blocks = take_number(&mut file)?;
        let offsets = take(&mut file, blocks.checked_mul(4)?)?;
        Some(Self {
            sounds,
            offsets,
            blocks: file,
        })
    }

    /// The block of that number and all behind it.
    fn block(&self, number: usize) -> Option<&'a [u8]> {
        let mut bytes = self.offsets.get(number * 4..)?;
        self.blocks.get(take_number(&mut bytes)?..)
    }

    fn look_up(&self, word: &str) -> Option<String> {
        let word = word.as_bytes();
        let behind = self.first_behind(word);
        let mut bytes = self.block(behind.checked_sub(1)?)?;
        let end = self.block(behind).map_or(0, <[u8]>::len);
        let mut letters: Vec<u8> = vec![];
        while bytes.len() > end {
            let entry = take_entry(&mut bytes)?;
            letters.truncate(entry.shared);
            letters.extend(entry.letters);
            if letters == word {
                let sound = |number: &u8| self.sounds.get(usize::from(*number)).copied();
                return entry.sounds.iter().map(sound).collect();
            }
        }
        None
    }

    /// The number of the first block whose first word is behind `word`.
    fn first_behind(&self, word: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.offsets.len() / 4);
        while low < high {
            let middle = usize::midpoint(low, high);
            let entry = self
                .block(middle)
                .and_then(|mut bytes| take_entry(&mut bytes));
            if entry.is_some_and(|e| e.letters <= word) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_every_part_of_the_alphabet_are_found() {
        let cases = [
            ("biden", Some("bˈIdᵊn")),
            ("aaberg", Some("ˈɑbəɹɡ")),
            ("zywicki", Some("zəwˈɪki")),
            ("zzzz", None),
            ("a", None),
            ("", None),
        ];
        for (word, wanted) in cases {
            assert_eq!(look_up(word).as_deref(), wanted, "{word}");
        }
    }

    #[test]
    fn every_sound_of_the_dictionary_has_an_ipa() {
        const MISAKI: &str = "AIOWYbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹʃʊʌʒʤʧˈˌθᵊᵻT";
        let dictionary = SHIPPED.as_ref().unwrap();
        for sound in &dictionary.sounds {
            assert!(sound.chars().all(|c| MISAKI.contains(c)), "{sound}");
        }
    }

    proptest! {
        #[test]
        fn a_file_that_is_none_is_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), word in "[a-z]{0,9}") {
            let file = [MAGIC, &bytes].concat();
            if let Some(dictionary) = Dictionary::parse(&file) {
                dictionary.look_up(&word);
            }
        }
    }
}
