//! Which words are kept out of the training, and which others with them because they are
//! their relatives.

use std::collections::{BTreeSet, HashSet};

/// What is taken off a word's end to find its relatives.
const SUFFIXES: &[&str] = &[
    "ization", "isation", "ations", "ation", "ingly", "iness", "fully", "ments", "ities", "izing",
    "ising", "ness", "less", "ment", "able", "ably", "ship", "hood", "like", "wise", "iest",
    "ions", "ings", "ized", "ises", "izes", "ised", "ably", "ally", "ical", "ing", "ion", "ied",
    "ies", "ier", "ily", "ity", "ful", "ish", "ism", "ist", "est", "ers", "ors", "ize", "ise",
    "ian", "ers", "ive", "ous", "ed", "es", "er", "or", "ly", "al", "ic", "an", "s", "y", "e", "i",
    "o", "a",
];

const PREFIXES: &[&str] = &[
    "counter", "hyper", "inter", "multi", "super", "trans", "ultra", "under", "anti", "auto",
    "fore", "mini", "over", "post", "semi", "dis", "mid", "mis", "non", "out", "pre", "pro", "sub",
    "bio", "co", "de", "re", "un", "in", "im",
];

/// Letters that are left of a word at least.
const SHORTEST: usize = 4;

/// The word without suffixes and prefixes: the same for all its relatives.
pub fn stem(word: &str) -> String {
    let mut rest = word;
    while let Some(cut) = SUFFIXES
        .iter()
        .find_map(|s| rest.strip_suffix(s))
        .filter(|cut| cut.len() >= SHORTEST)
    {
        rest = cut;
    }
    while let Some(cut) = PREFIXES
        .iter()
        .find_map(|p| rest.strip_prefix(p))
        .filter(|cut| cut.len() >= SHORTEST)
    {
        rest = cut;
    }
    let bytes = rest.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && bytes.len() > SHORTEST
    {
        rest = &rest[..rest.len() - 1];
    }
    rest.to_owned()
}

/// The words of `all` that the training must not see when `held` are tested.
///
/// Those with the same stem, those that begin or end with a held-out word, and those that a
/// held-out word begins with but for a few letters.
pub fn banned<'w>(
    held: &BTreeSet<String>,
    all: impl Iterator<Item = &'w String>,
) -> HashSet<String> {
    const ENDING: usize = 4;
    let stems: HashSet<String> = held.iter().map(|w| stem(w)).collect();
    let parts: HashSet<&str> = held
        .iter()
        .flat_map(|w| {
            (w.len().saturating_sub(ENDING).max(SHORTEST + 1)..=w.len()).filter_map(|n| w.get(..n))
        })
        .collect();
    let related = |word: &str| {
        let inside = |part: &str| part.len() > SHORTEST && held.contains(part);
        held.contains(word)
            || stems.contains(&stem(word))
            || parts.contains(word)
            || (1..word.len()).any(|at| inside(&word[..at]) || inside(&word[at..]))
    };
    all.filter(|w| related(w)).cloned().collect()
}

/// A generator of numbers that are the same on every run (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// `count` of the words, in their order.
    pub fn choose(&mut self, words: &[&String], count: usize) -> BTreeSet<String> {
        let mut chosen = BTreeSet::new();
        while chosen.len() < count.min(words.len()) {
            let at = self.next() as usize % words.len();
            chosen.insert(words[at].clone());
        }
        chosen
    }
}
