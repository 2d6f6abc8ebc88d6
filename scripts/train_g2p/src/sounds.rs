//! misaki's phonemes as small numbers: a vowel with its stress is one sound.

use std::collections::HashMap;

/// Numbers of sounds, in the order in which they were first met.
#[derive(Default)]
pub struct Sounds {
    names: Vec<String>,
    numbers: HashMap<String, u8>,
}

impl Sounds {
    /// The sounds of a pronunciation, or nothing where a stress has no sound behind it.
    pub fn of(&mut self, phonemes: &str) -> Option<Vec<u8>> {
        split(phonemes)?
            .into_iter()
            .map(|name| {
                let next = u8::try_from(self.names.len()).ok()?;
                Some(*self.numbers.entry(name).or_insert_with_key(|name| {
                    self.names.push(name.clone());
                    next
                }))
            })
            .collect()
    }

    pub fn name(&self, number: u8) -> &str {
        &self.names[usize::from(number)]
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }
}

/// The sounds of a pronunciation, a stress mark with the sound behind it.
pub fn split(phonemes: &str) -> Option<Vec<String>> {
    let mut sounds = vec![];
    let mut stress = String::new();
    for c in phonemes.chars() {
        stress.push(c);
        if !matches!(c, 'ˈ' | 'ˌ') {
            sounds.push(std::mem::take(&mut stress));
        }
    }
    stress.is_empty().then_some(sounds)
}

/// The number of changes that make `a` of `b`.
pub fn distance<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The symbols of a pronunciation; signs of one sound in two moods are one symbol.
pub fn spoken(phonemes: &str) -> Vec<char> {
    let same = |c| match c {
        'T' => 't',
        'ᵊ' => 'ə',
        'ᵻ' => 'ɪ',
        c => c,
    };
    phonemes.chars().map(same).collect()
}

/// As [`spoken`], without stress marks.
pub fn unstressed(phonemes: &str) -> Vec<char> {
    let mut symbols = spoken(phonemes);
    symbols.retain(|c| !matches!(c, 'ˈ' | 'ˌ'));
    symbols
}
