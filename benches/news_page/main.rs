//! Measures the service on a news page: first byte of a cold request, throughput, memory.
//!
//! `cargo bench --bench news_page`, or `make bench`. The release binary is measured from outside,
//! as a reader meets it; then, on the same text and the same voice, the HTTP server of Piper's
//! Python package, where Python can install it. Every round has an empty store.
#![expect(
    clippy::print_stdout,
    reason = "a program that prints what it measured"
)]

mod peer;
mod service;
#[path = "../shared/service.rs"]
mod shared;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Rounds of each; the median is quoted.
const ROUNDS: usize = 5;

/// What one round measured.
struct Round {
    /// Seconds from the request for an unknown page to the first byte of its sound.
    first_byte: f64,
    /// The same to the first 32 kB, which is what browsers wait for.
    first_block: Option<f64>,
    /// The same to the last byte.
    whole: f64,
    /// Seconds of sound.
    sound: f64,
    /// Resident memory of the process afterwards, in MB.
    memory: f64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let page = page()?;
    let html = std::fs::read_to_string(&page)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    let binary = Path::new(env!("CARGO_BIN_EXE_aloud"));
    shared::install_voice(binary, &folder)?;
    let cores = std::thread::available_parallelism()?;
    println!(
        "{} on {cores} cores, {ROUNDS} rounds, each with an empty store",
        page.display()
    );
    let peer = peer::Peer::start(&folder).await;
    let text = service::spoken_text(binary, &page)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        // In turn, so that a machine that is slower for a minute is so for both.
        ours.push(service::round(binary, &folder, &html).await?);
        if let Ok(peer) = &peer {
            theirs.push(peer.round(&text).await?);
        }
    }
    report("aloud serve", &ours);
    match peer {
        Ok(_) => report("piper.http_server", &theirs),
        Err(error) => println!("piper.http_server was not measured: {error:#}"),
    }
    Ok(())
}

/// The page that is measured: a real news page where there is one beside the repository.
fn page() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["../shared/articles/news-page.html", "web/demo/index.html"];
    let found = pages
        .iter()
        .map(|page| root.join(page))
        .find(|page| page.is_file());
    found
        .context("no page to measure")?
        .canonicalize()
        .map_err(Into::into)
}

fn report(name: &str, rounds: &[Round]) {
    println!("\n{name:<34} {:>8} {:>9} {:>9}", "median", "min", "max");
    let row = |what: &str, unit: &str, values: Vec<f64>| {
        let mut values = values;
        values.sort_by(f64::total_cmp);
        let (Some(min), Some(max)) = (values.first(), values.last()) else {
            return;
        };
        let median = values[values.len() / 2];
        println!("  {what:<32} {median:>8.2} {min:>9.2} {max:>9.2} {unit}");
    };
    let of = |value: fn(&Round) -> f64| rounds.iter().map(value).collect::<Vec<_>>();
    row(
        "first byte of a cold page",
        "s",
        of(|round| round.first_byte),
    );
    row(
        "first 32 kB",
        "s",
        rounds
            .iter()
            .filter_map(|round| round.first_block)
            .collect(),
    );
    row("whole page", "s", of(|round| round.whole));
    row("sound", "s", of(|round| round.sound));
    row(
        "times real time",
        "x",
        of(|round| round.sound / round.whole),
    );
    row("resident memory afterwards", "MB", of(|round| round.memory));
}
