//! Characters a second of the whole front end but for phonemes, on one core.

use std::time::{Duration, Instant};

use aloud::article::{self, Format, Reading};
use aloud::script::Script;

/// How often each text is measured; the fastest run counts, the others met another program.
const RUNS: usize = 5;

/// Prints the speed of the program, on a page, and on the same text several times as long.
pub(crate) fn measure() {
    program();
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

/// Words of the page that `aloud text` is timed on.
const WORDS: usize = 1_000;

/// Prints how long the program takes for a page, from its start to its end.
fn program() {
    let page = std::env::temp_dir().join(format!("aloud-bench-{}.html", std::process::id()));
    let paragraph =
        include_str!("../../tests/fixtures/articles/ferry.md").replace(['#', '\n'], " ");
    let times = WORDS.div_ceil(paragraph.split_whitespace().count());
    let body = format!("<p>{paragraph}</p>").repeat(times);
    std::fs::write(&page, format!("<article><h1>A page</h1>{body}</article>")).unwrap();
    let run = || {
        let start = Instant::now();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_aloud"));
        let output = command
            .args(["text", "--json"])
            .arg(&page)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        start.elapsed()
    };
    let slowest = (0..RUNS).map(|_| run()).max().unwrap();
    std::fs::remove_file(&page).unwrap();
    let took = slowest.as_secs_f64() * 1e3;
    println!("aloud text --json    {WORDS:8} words      {took:9.2} ms, slowest of {RUNS}");
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
