//! The text front end, measured: how fast it is, and how often it is right.
//!
//! `make bench-text` measures the speed on the articles of the tests. With `CASES` it counts the
//! right spoken forms of files of cases, a case a line: class, written, spoken, separated by
//! tabs, several right forms by `|`, compared without case and punctuation. With `PARAGRAPHS` it
//! counts the right boundaries of a file of paragraphs: a sentence a line, an empty line between
//! paragraphs.
#![allow(clippy::print_stdout, clippy::unwrap_used)] // a program to be read by people

mod cases;
mod paragraphs;
mod speed;

use std::env;

fn main() {
    let files = |name: &str| {
        let names = env::var(name).unwrap_or_default();
        let names: Vec<String> = names.split_whitespace().map(str::to_owned).collect();
        names
    };
    let (cases, paragraphs) = (files("CASES"), files("PARAGRAPHS"));
    if cases.is_empty() && paragraphs.is_empty() {
        speed::measure();
    }
    for file in cases {
        cases::measure(&file);
    }
    for file in paragraphs {
        paragraphs::measure(&file);
    }
}
