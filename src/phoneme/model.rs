//! How a word is said that no dictionary has: a joint-sequence model of English spelling.
//!
//! A graphone is a letter with what it sounds as, which can be nothing; a word is a row of
//! graphones, and the model knows which ones follow which (Bisani and Ney, 2008). It was learned
//! from two sources, the words of a dictionary and the names of another, and believes the one
//! more for words and the other more for names. `scripts/train_g2p` makes the file.

mod beam;
mod file;

use std::ops::Range;
use std::sync::LazyLock;

use super::stress;

/// The model that is built into the program.
static SHIPPED: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::parse(include_bytes!("data/spelling.bin")));

/// Letters of a word that are said; longer ones are no words.
const LONGEST: usize = 64;

/// A place in a tree that does not exist.
const NOWHERE: u32 = u32::MAX;

/// The graphone that ends a word, and the one that starts it.
const END: u16 = 0;
const START: u16 = 1;

/// Trees of the model: what checked dictionary words taught it, and what names and rare words did.
const TREES: usize = 2;

/// How much each tree is believed about a word; the best on words kept out of the training.
const ABOUT_WORDS: [f32; TREES] = [0.8, 0.2];

/// How much each tree is believed about a name. Surnames alone would have 0.2 and 0.8, and
/// places 0.8 and 0.2.
const ABOUT_NAMES: [f32; TREES] = [0.45, 0.55];

/// A letter and its sounds.
#[derive(Debug)]
struct Graphone {
    letter: u8,
    sounds: String,
    /// Whether the main stress of the word is in it.
    stressed: bool,
}

/// The n-grams of one length; those with the same beginning stand together.
#[derive(Debug, Default)]
struct Level {
    /// Graphone and probability of each, packed as [`unpacked`] says.
    entries: Vec<u16>,
    /// Where the longer ones that begin with it start in the next level; one more than entries.
    first: Vec<u32>,
    /// Numbers of the weight that shorter n-grams have where none of those goes on.
    backoffs: Vec<u8>,
}

/// Probabilities of graphones behind the graphones before them.
#[derive(Debug)]
struct Tree {
    /// Probabilities and weights that levels name by number.
    probabilities: Vec<f32>,
    backoffs: Vec<f32>,
    levels: Vec<Level>,
}

/// What is known of English spelling.
#[derive(Debug)]
pub(crate) struct Model {
    /// Sorted by letters, behind [`END`] and [`START`].
    graphones: Vec<Graphone>,
    /// The graphones of each letter from `a` to `z`.
    ranges: [(u16, u16); 26],
    trees: [Tree; TREES],
}

/// Bits of an entry that are the number of its probability.
const PROBABILITY_BITS: u32 = 6;
const PROBABILITIES: usize = 1 << PROBABILITY_BITS;

/// The graphone and the number of the probability of an entry.
fn unpacked(entry: u16) -> (u16, usize) {
    let number = usize::from(entry) & (PROBABILITIES - 1);
    (entry >> PROBABILITY_BITS, number)
}

/// The American phonemes of a `word` or a `name` with one main stress, where it can be said.
pub(crate) fn say(word: &str, name: bool) -> Option<String> {
    SHIPPED.as_ref()?.say(word, name)
}

impl Model {
    /// As [`say`], by this model.
    pub(crate) fn say(&self, word: &str, name: bool) -> Option<String> {
        let shares = if name { ABOUT_NAMES } else { ABOUT_WORDS };
        let letters: Vec<u8> = word
            .bytes()
            .filter(u8::is_ascii_alphabetic)
            .map(|b| b.to_ascii_lowercase())
            .take(LONGEST)
            .collect();
        stress::with_main(&beam::search(self, &letters, shares)?)
    }
}

impl Tree {
    /// The entries at `depth` that follow the node `at` of the level above; at 0, all.
    fn children(&self, depth: usize, at: u32) -> Range<usize> {
        let Some(above) = depth.checked_sub(1).and_then(|d| self.levels.get(d)) else {
            return 0..self.levels.first().map_or(0, |l| l.entries.len());
        };
        let bound = |i: usize| above.first.get(i).map_or(0, |f| *f as usize);
        bound(at as usize)..bound(at as usize + 1)
    }

    /// Those of the children whose graphones are in `range`: where the first stands, and all.
    fn children_in(&self, depth: usize, at: u32, range: (u16, u16)) -> (usize, &[u16]) {
        let children = self.children(depth, at);
        let entries = self.levels.get(depth).map_or(&[][..], |l| &l.entries);
        let entries = entries.get(children.clone()).unwrap_or_default();
        let from = entries.partition_point(|e| unpacked(*e).0 < range.0);
        let count = entries[from..].partition_point(|e| unpacked(*e).0 < range.1);
        (children.start + from, &entries[from..from + count])
    }

    /// The child that is `graphone`, or [`NOWHERE`].
    fn child(&self, depth: usize, at: u32, graphone: u16) -> u32 {
        if at == NOWHERE {
            return NOWHERE;
        }
        match self.children_in(depth, at, (graphone, graphone + 1)) {
            (_, []) => NOWHERE,
            (number, _) => number as u32,
        }
    }

    /// What n-grams one shorter weigh behind a node.
    fn backoff(&self, depth: usize, at: u32) -> f32 {
        let level = depth.checked_sub(1).and_then(|d| self.levels.get(d));
        let number = level.and_then(|l| l.backoffs.get(at as usize));
        let weight = number.and_then(|n| self.backoffs.get(usize::from(*n)));
        weight.copied().unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests;
