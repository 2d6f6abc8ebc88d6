//! Characters a second of the whole front end but for phonemes, on one core.

use std::time::{Duration, Instant};

use aloud::article::{self, Format, Reading};
use aloud::script::Script;

/// How often each text is measured; the fastest run counts, the others met another program.
const RUNS: usize = 5;

/// Prints the speed on a page, and on the same text several times as long.
pub(crate) fn measure() {
    let page = include_str!("../../tests/fixtures/articles/ferry.html");
    report("page", page, Format::Html);
    let text = include_str!("../../tests/fixtures/articles/ferry.md");
    for times in [1, 10, 100] {
        let longer = vec![text; times].join("\n\n");
        report(&format!("text x {times}"), &longer, Format::Markdown);
    }
    for (name, piece) in [
        ("no spaces", "x"),
        ("numbers", "1,234.5 "),
        ("initials", "A."),
        ("commas", "1,"),
        ("short numbers", "1 "),
        ("addresses", "a.b@"),
        ("dashes", "1-"),
        ("money", "$1"),
        ("brackets", "(a("),
        ("quotes", "\"a“"),
    ] {
        for length in [50_000, 200_000] {
            let hostile = piece.repeat(length / piece.len());
            report(&format!("{name}, {length}"), &hostile, Format::Plain);
        }
    }
}

fn report(name: &str, document: &str, format: Format) {
    let (characters, fastest) = (0..RUNS)
        .map(|_| run(document, format))
        .min_by_key(|(_, took)| *took)
        .unwrap();
    let rate = characters as f64 / fastest.as_secs_f64();
    println!(
        "{name:20} {characters:8} characters {:9.2} ms {rate:10.0} characters a second",
        fastest.as_secs_f64() * 1e3
    );
}

/// The characters that `document` has to read, and how long it took to the last spoken form.
fn run(document: &str, format: Format) -> (usize, Duration) {
    let start = Instant::now();
    let article = article::read(
        document.as_bytes(),
        format,
        Some("utf-8"),
        &Reading::default(),
    );
    let article = article.unwrap();
    let script = Script::new(&article, "en-US", vec![]);
    for line in script.lines() {
        let sentence = script.sentence(line, &article.blocks[line.block]);
        std::hint::black_box(sentence.spoken());
    }
    let took = start.elapsed();
    let texts = article
        .blocks
        .iter()
        .map(|block| block.text.chars().count());
    (texts.sum(), took)
}
