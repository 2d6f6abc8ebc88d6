//! Memory over many sentences: it has to stay where it is after the first few hundred.

use std::fmt::Write as _;

use aloud::article::Format;
use aloud::library::{Document, Wish};
use aloud::sound::Encoding;
use aloud::store::Store;
use anyhow::Result;

use super::Bench;

/// Sentences of an article; a service reads one after the other.
const ARTICLE: usize = 50;
/// Sentences after which everything that is held once is there.
const SETTLED: usize = 200;

/// Renders `count` different sentences, and prints the resident memory on the way.
pub(super) async fn measure(bench: &Bench, count: usize) -> Result<()> {
    println!("\nmemory over {count} sentences");
    // As a service keeps it: in memory the sound itself would be counted.
    let folder = tempfile::tempdir()?;
    let library = bench.library(Store::in_folder(folder.path())?).await?;
    let mut settled = 0.0;
    for first in (0..count).step_by(ARTICLE) {
        let (track, _) = library.add(article(first), Wish::default()).await?;
        library.plan(&track).await?;
        library.render(&track, &[Encoding::Mp3], &|_| ()).await?;
        let done = first + ARTICLE;
        if done == SETTLED {
            settled = resident();
        }
        if done.is_power_of_two() || done.is_multiple_of(1_000) || done == SETTLED || done >= count
        {
            println!("  after {done:>6} sentences {:>8.1} MB", resident());
        }
    }
    println!(
        "  {:+.1} % of what it was after {SETTLED}",
        (resident() / settled - 1.0) * 100.0
    );
    Ok(())
}

/// An article of sentences that no other has, of 5 to 60 words.
fn article(first: usize) -> Document {
    let mut text = String::new();
    for number in first..first + ARTICLE {
        let length = 1 + number % 11;
        let clauses = ", and the next one after that is as long".repeat(length / 2);
        // Writing to a string cannot fail.
        let _ = write!(text, "Report {number} says that it rained{clauses}.\n\n");
    }
    Document {
        bytes: text.into_bytes(),
        format: Format::Plain,
        charset: Some("utf-8".into()),
        url: None,
        title: None,
    }
}

/// Resident memory of this process in MB; 0 where the system does not tell.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1));
    kib.and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) * 1_024.0 / 1e6
}
