//! CMUdict's sounds (ARPAbet) in misaki's alphabet, as the words that both have say them.
//!
//! The alphabets are not one to one: misaki has a syllabic `ᵊl`, a flap, a weak `ᵻ`, and other
//! habits in unstressed syllables. What a sound becomes is decided by the sounds around it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::align::{Aligner, Pair};
use crate::lexicon::{Misaki, Words};
use crate::sounds::Sounds;

/// A sound of CMUdict becomes none, one (a vowel or a consonant) or two (`ER` is two).
const STEPS: &[(usize, usize)] = &[(1, 0), (1, 1), (1, 2)];

/// Passes of the alignment; it changes no more after some six.
const PASSES: usize = 8;

/// How often a neighbourhood was seen at least, before it decides.
const ENOUGH: u32 = 6;

/// Vowels that have no stress in any word, whatever vowels misaki says in their place.
const WEAK: &[&str] = &["AH0", "ER0", "IH0"];

/// The edge of a word.
const EDGE: u8 = u8::MAX;

/// The sounds around one: how many before and behind are looked at, most first.
const VIEWS: &[(usize, usize)] = &[(2, 2), (1, 2), (2, 1), (1, 1), (0, 1), (1, 0), (0, 0)];

/// What a sound became, by the sounds around it.
pub struct Converter {
    phones: HashMap<String, u8>,
    choices: HashMap<(usize, Vec<u8>), String>,
}

impl Converter {
    /// Learns from the words that both dictionaries have.
    pub fn learn(misaki: &Misaki, cmudict: &BTreeMap<String, Vec<Vec<String>>>) -> Self {
        let mut phones = HashMap::new();
        for phone in cmudict.values().flatten().flatten() {
            let next = phones.len() as u8;
            phones.entry(phone.clone()).or_insert(next);
        }
        let mut sounds = Sounds::default();
        let mut pairs = vec![];
        for (word, said) in cmudict {
            for phonemes in misaki.gold.get(word).into_iter().flatten() {
                let letters = said[0].iter().map(|p| phones[p]).collect();
                pairs.extend(sounds.of(phonemes).map(|sounds| Pair { letters, sounds }));
            }
        }
        let mut aligner = Aligner::new(STEPS, phones.len(), sounds.len());
        for _ in 0..PASSES {
            aligner.learn(&pairs);
        }
        let weak = WEAK
            .iter()
            .filter_map(|p| phones.get(*p).copied())
            .collect();
        let choices = choices(&aligner, &pairs, &sounds, &weak);
        Self { phones, choices }
    }

    /// The pronunciation in misaki's alphabet, where it has one main stress.
    fn convert(&self, phones: &[String]) -> Option<String> {
        let numbers: Vec<u8> = phones.iter().map(|p| self.phones[p]).collect();
        let one = |at: usize| {
            let found = |view: (usize, &(usize, usize))| {
                let key = (view.0, neighbours(&numbers, at, *view.1));
                self.choices.get(&key).map(String::as_str)
            };
            VIEWS.iter().enumerate().find_map(found).unwrap_or_default()
        };
        let said: String = (0..numbers.len()).map(one).collect();
        (said.matches('ˈ').count() == 1).then_some(said)
    }

    /// All words of CMUdict that have such a pronunciation.
    pub fn words(&self, cmudict: &BTreeMap<String, Vec<Vec<String>>>) -> Words {
        let mut words = Words::new();
        for (word, said) in cmudict {
            let mut seen = BTreeSet::new();
            let said = said.iter().filter_map(|s| self.convert(s));
            let said: Vec<String> = said.filter(|s| seen.insert(s.clone())).collect();
            if !said.is_empty() {
                words.insert(word.clone(), said);
            }
        }
        words
    }
}

/// The sound at `at` with those around it.
fn neighbours(phones: &[u8], at: usize, (before, behind): (usize, usize)) -> Vec<u8> {
    let from = at as isize - before as isize;
    let get = |i: isize| usize::try_from(i).ok().and_then(|i| phones.get(i)).copied();
    (from..=(at + behind) as isize)
        .map(|i| get(i).unwrap_or(EDGE))
        .collect()
}

/// What each sound became most often in each neighbourhood that is common enough.
fn choices(
    aligner: &Aligner,
    pairs: &[Pair],
    sounds: &Sounds,
    weak: &BTreeSet<u8>,
) -> HashMap<(usize, Vec<u8>), String> {
    let mut counts: HashMap<(usize, Vec<u8>), BTreeMap<Vec<u8>, u32>> = HashMap::new();
    for pair in pairs {
        for (at, graphone) in aligner
            .best(pair)
            .unwrap_or_default()
            .into_iter()
            .enumerate()
        {
            let stressed = graphone
                .sounds
                .iter()
                .any(|s| sounds.name(*s).chars().count() > 1);
            if stressed && weak.contains(&pair.letters[at]) {
                continue;
            }
            for (view, around) in VIEWS.iter().enumerate() {
                let key = (view, neighbours(&pair.letters, at, *around));
                let became = counts.entry(key).or_default();
                *became.entry(graphone.sounds.clone()).or_default() += 1;
            }
        }
    }
    let last = VIEWS.len() - 1;
    counts
        .into_iter()
        .filter(|((view, _), became)| *view == last || became.values().sum::<u32>() >= ENOUGH)
        .map(|(key, became)| {
            let most = became.iter().max_by_key(|(_, count)| **count);
            let said = most.map_or_else(String::new, |(said, _)| {
                said.iter().map(|s| sounds.name(*s)).collect()
            });
            (key, said)
        })
        .collect()
}
