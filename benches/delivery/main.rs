//! Measures delivery: cold pages and ranges, a rendered article beside nginx, fifty listeners.
//!
//! `cargo bench --bench delivery`, or `make bench-delivery`. The release binary is measured from
//! outside over HTTP, freshly started with an empty store and its voice loaded. The listeners, the
//! publisher's site and the generator of load run on the same machine and take their part of it.
//! Names of rows (`pages`, `range`, `rendered`, `listeners`) leave out the others.
#![expect(
    clippy::print_stdout,
    reason = "a program that prints what it measured"
)]

mod cold;
mod crowd;
mod listener;
mod load;
mod publisher;
mod rendered;
#[path = "../shared/service.rs"]
mod shared;
mod table;
mod texts;

use std::path::{Path, PathBuf};

use anyhow::Result;

use publisher::Publisher;
use shared::Service;

/// What every row needs.
struct Bench {
    binary: &'static Path,
    /// Where voices, the store and whatever else is needed are.
    folder: PathBuf,
    publisher: Publisher,
}

impl Bench {
    /// A fresh service that reads the publisher's pages.
    fn service(&self) -> Result<Service> {
        Service::start(self.binary, &self.folder, &[&self.publisher.origin])
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let bench = Bench {
        binary: Path::new(env!("CARGO_BIN_EXE_aloud")),
        folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench"),
        publisher: Publisher::start().await?,
    };
    shared::install_voice(bench.binary, &bench.folder)?;
    let cores = std::thread::available_parallelism()?;
    println!("aloud serve on {cores} cores");
    let named: Vec<_> = std::env::args().skip(1).collect();
    let wanted = |row: &str| {
        let mut rows = named
            .iter()
            .filter(|name| !name.starts_with('-'))
            .peekable();
        rows.peek().is_none() || rows.any(|name| name == row)
    };
    if wanted("pages") {
        cold::pages(&bench).await?;
    }
    if wanted("range") {
        cold::ranges(&bench).await?;
    }
    if wanted("rendered") {
        rendered::rendered(&bench).await?;
    }
    if wanted("listeners") {
        crowd::crowd(&bench).await?;
    }
    Ok(())
}
