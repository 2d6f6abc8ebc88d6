//! Writes the larger dictionary; the format is described in `src/phoneme/larger.rs`.

use crate::lexicon::Words;
use crate::sounds::Sounds;

/// Words of a block: more make the file smaller and a look-up slower.
const BLOCK: usize = 16;

/// The file of the words, each with its first pronunciation.
pub fn file(words: &Words) -> Vec<u8> {
    let mut sounds = Sounds::default();
    let (mut offsets, mut blocks) = (vec![], vec![]);
    let mut before = "";
    for (at, (word, said)) in words.iter().enumerate() {
        if at % BLOCK == 0 {
            offsets.push(blocks.len() as u32);
            before = "";
        }
        let shared = word
            .bytes()
            .zip(before.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let said = said
            .first()
            .and_then(|said| sounds.of(said))
            .unwrap_or_default();
        blocks.push(shared as u8);
        short(&mut blocks, &word.as_bytes()[shared..]);
        short(&mut blocks, &said);
        before = word;
    }
    let mut out = b"ALD1".to_vec();
    out.push(sounds.len() as u8);
    for number in 0..sounds.len() {
        short(&mut out, sounds.name(number as u8).as_bytes());
    }
    out.extend((offsets.len() as u32).to_le_bytes());
    for offset in offsets {
        out.extend(offset.to_le_bytes());
    }
    out.extend(blocks);
    out
}

fn short(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(bytes.len() as u8);
    out.extend(bytes);
}
