//! How well the article step tells articles from what stands around them, on labelled pages.
//!
//! `make bench-article PAGES=dir`, where `dir` holds for each page
//! - `NAME.html`, the page as it was served, and one or both of
//! - `NAME.txt`, the text of its article as people labelled it, without the headline;
//! - `NAME.segments`, a line for each stretch of text that the article holds (`+ words`) or that
//!   stands around it (`- words`).
//!
//! Texts are compared by their runs of four words, as the public benchmarks of extractors do: each
//! page counts the same. With `-v` behind the folder, each page is printed with what was read
//! though it should not be, and what was not.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints what it measured"
)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use aloud::article::{self, Article, BlockKind, Format, Reading};

/// Words of a run: long enough to be found once in a page.
const RUN: usize = 4;

/// Words that were rightly read, wrongly read, and wrongly left out.
#[derive(Default, Clone, Copy)]
struct Score {
    right: f64,
    extra: f64,
    missed: f64,
}

impl Score {
    /// The share of what was read that is article.
    fn precision(self) -> f64 {
        self.right / (self.right + self.extra).max(f64::MIN_POSITIVE)
    }

    /// The share of the article that was read.
    fn recall(self) -> f64 {
        self.right / (self.right + self.missed).max(f64::MIN_POSITIVE)
    }

    /// The harmonic mean of both.
    fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }

    /// Adds a page of weight one.
    fn add(&mut self, page: Self) {
        let all = (page.right + page.extra + page.missed).max(1.0);
        self.right += page.right / all;
        self.extra += page.extra / all;
        self.missed += page.missed / all;
    }
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        eprintln!("usage: make bench-article PAGES=dir");
        return;
    };
    let verbose = arguments.next().is_some();
    let (mut texts, mut segments) = (Score::default(), Score::default());
    let (mut pages, mut labelled) = (0, 0);
    for page in pages_in(Path::new(&folder)) {
        let read = fs::read(&page)
            .map(|bytes| body(&bytes))
            .unwrap_or_default();
        if let Ok(label) = fs::read_to_string(page.with_extension("txt")) {
            let score = by_runs(&read, &label);
            texts.add(score);
            pages += 1;
            if verbose {
                println!(
                    "{:.3} {:.3} {}",
                    score.precision(),
                    score.recall(),
                    page.display()
                );
            }
        }
        if let Ok(label) = fs::read_to_string(page.with_extension("segments")) {
            let score = by_segments(&read, &label, verbose.then_some(&page));
            segments.right += score.right;
            segments.extra += score.extra;
            segments.missed += score.missed;
            labelled += 1;
        }
    }
    print("texts", pages, texts);
    print("segments", labelled, segments);
}

fn print(what: &str, pages: usize, score: Score) {
    if pages > 0 {
        let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
        println!("{what}: {pages} pages, precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
    }
}

/// The pages in `folder`, by name.
fn pages_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    pages
}

/// What would be read of a page without its headline.
fn body(page: &[u8]) -> String {
    let article = article::read(page, Format::Html, None, &Reading::default());
    let article = article.unwrap_or_else(|_| Article::default());
    let blocks = article.blocks.iter();
    let body = blocks.filter(|block| block.kind != BlockKind::Title);
    let texts: Vec<&str> = body.map(|block| block.text.as_str()).collect();
    texts.join("\n")
}

/// The runs of words in `text` with their number.
fn runs(text: &str) -> HashMap<String, f64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    for run in words.windows(RUN.min(words.len()).max(1)) {
        *runs.entry(run.join(" ")).or_insert(0.0) += 1.0;
    }
    runs
}

fn by_runs(read: &str, label: &str) -> Score {
    let (read, label) = (runs(read), runs(label));
    let right = read
        .iter()
        .map(|(run, n)| label.get(run).map_or(0.0, |m| m.min(*n)));
    let right: f64 = right.sum();
    Score {
        right,
        extra: read.values().sum::<f64>() - right,
        missed: label.values().sum::<f64>() - right,
    }
}

fn by_segments(read: &str, label: &str, page: Option<&PathBuf>) -> Score {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let read = plain(read);
    let mut score = Score::default();
    for line in label.lines() {
        let Some((sign, words)) = line.split_once(' ') else {
            continue;
        };
        let is_read = read.contains(&plain(words));
        match (sign, is_read) {
            ("+", true) => score.right += 1.0,
            ("+", false) => score.missed += 1.0,
            ("-", true) => score.extra += 1.0,
            _ => continue,
        }
        if let (Some(page), true) = (page, (sign == "+") != is_read) {
            println!("{sign} {words} [{}]", page.display());
        }
    }
    score
}
