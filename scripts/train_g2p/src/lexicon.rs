//! The words to learn from: misaki's American dictionaries and CMUdict.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use misaki_rs::lexicon::PhonemeEntry;
use misaki_rs::{Language, Lexicon};

/// Pronunciations by small-letter word, the usual one first where the source says so.
pub type Words = BTreeMap<String, Vec<String>>;

/// misaki's American words: the checked ones, and the derived and rarer ones beside them.
pub struct Misaki {
    pub gold: Words,
    pub silver: Words,
    /// Words that the dictionary has with a capital.
    pub names: BTreeSet<String>,
    /// All words in small letters, those that are not to be learned from as well.
    all: BTreeSet<String>,
}

impl Misaki {
    pub fn load(language: Language) -> Self {
        let lexicon = Lexicon::new(language);
        let mut names = BTreeSet::new();
        let mut gold = Words::new();
        for (word, entry) in &lexicon.golds {
            if word.chars().next().is_some_and(char::is_uppercase) {
                names.insert(word.to_ascii_lowercase());
            }
            add(&mut gold, word, entry);
        }
        let mut silver = Words::new();
        for (word, entry) in &lexicon.silvers {
            if !gold.contains_key(&word.to_ascii_lowercase()) {
                add(&mut silver, word, entry);
            }
        }
        let entries = lexicon.golds.keys().chain(lexicon.silvers.keys());
        Self {
            gold,
            silver,
            names,
            all: entries.map(|word| word.to_ascii_lowercase()).collect(),
        }
    }

    /// Whether misaki says the word, in whatever way.
    pub fn knows(&self, word: &str) -> bool {
        self.all.contains(word)
    }

    pub fn get(&self, word: &str) -> Option<&Vec<String>> {
        self.gold.get(word).or_else(|| self.silver.get(word))
    }
}

fn add(words: &mut Words, word: &str, entry: &PhonemeEntry) {
    // All capitals are spelled out: how they sound says nothing about letters.
    let initialism = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    if initialism || word.len() < 2 || !word.chars().all(|c| c.is_ascii_alphabetic()) {
        return;
    }
    let said: Vec<&String> = match entry {
        PhonemeEntry::Simple(said) => vec![said],
        PhonemeEntry::Tagged(map) => map.values().flatten().collect(),
    };
    let word = word.to_ascii_lowercase();
    for said in said {
        let said = said.replace('ɾ', "T").replace('ʔ', "t");
        let one = said.matches('ˈ').count() == 1;
        if one && !said.contains(' ') {
            let all = words.entry(word.clone()).or_default();
            all.push(said);
            // Two entries differ in their capital only, and come in any order.
            all.sort();
            all.dedup();
        }
    }
}

/// CMUdict: words without apostrophes, each with its pronunciations in ARPAbet.
pub fn cmudict(path: &Path) -> std::io::Result<BTreeMap<String, Vec<Vec<String>>>> {
    let mut words: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let mut fields = line.split_whitespace();
        let Some(word) = fields.next() else { continue };
        let word = word.split('(').next().unwrap_or_default();
        // "o'brien" is a name, "brien's" is one that owns.
        let plain = word.replace('\'', "");
        let owns = word.ends_with("'s") || word.ends_with('\'');
        if !owns && plain.len() > 1 && plain.chars().all(|c| c.is_ascii_lowercase()) {
            let phones = fields.map(str::to_owned).collect();
            words.entry(plain).or_default().push(phones);
        }
    }
    Ok(words)
}
