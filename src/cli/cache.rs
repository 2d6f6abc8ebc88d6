//! `aloud cache`: the sound that is kept.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use bytesize::ByteSize;
use clap::Subcommand;
use serde_json::json;

use super::config::{Config, Keeping};
use super::exit::{Exit, Outcome};
use super::print;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
    /// Configuration file (TOML)
    #[arg(long, global = true, env = "ALOUD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print how much is kept, by kind
    Stats,
    /// Remove what was used the longest ago, until no more than the limit is kept
    Prune {
        /// How much may stay, such as 5GB; what the configuration says by default
        #[arg(long, value_name = "SIZE")]
        limit: Option<ByteSize>,
    },
    /// Read everything and remove what is damaged; the exit code is 3 where something was
    Verify,
}

/// Runs the command.
pub(crate) async fn run(args: Args, data: &Path) -> Outcome {
    let keeping = Config::read(args.config.as_ref())?.store;
    match args.action {
        Action::Stats => stats(&keeping, data, args.json).await,
        Action::Prune { limit } => {
            let limit = limit.or(keeping.limit);
            let keeping = Keeping { limit, ..keeping };
            prune(&keeping, data, args.json).await
        }
        Action::Verify => verify(&keeping, data, args.json).await,
    }
}

async fn stats(keeping: &Keeping, data: &Path, json: bool) -> Outcome {
    let store = keeping.open(data).map_err(Exit::Failed)?;
    let stock = store.stock().await.map_err(Exit::failed)?;
    if json {
        let stock = stock.iter().map(|(shelf, it)| (shelf.folder(), it));
        let stock: std::collections::BTreeMap<_, _> = stock.collect();
        return print::line(json!(stock));
    }
    for (shelf, it) in stock {
        let (count, size) = (it.objects, ByteSize::b(it.bytes).display().si());
        print::line(format_args!(
            "{:<10} {count:>9}  {size:>10}",
            shelf.folder()
        ))?;
    }
    Ok(())
}

async fn prune(keeping: &Keeping, data: &Path, json: bool) -> Outcome {
    if keeping.limit.is_none() && keeping.url.is_some() {
        let error = anyhow!("say with --limit how much may stay in the cloud");
        return Err(Exit::usage(error));
    }
    let store = keeping.open(data).map_err(Exit::Failed)?;
    let removed = store.take_stock().await.map_err(Exit::failed)?;
    if json {
        return print::line(json!({ "removed": removed }));
    }
    print::line(format_args!("{removed} removed"))
}

async fn verify(keeping: &Keeping, data: &Path, json: bool) -> Outcome {
    let store = keeping.open(data).map_err(Exit::Failed)?;
    let verdict = store.verify().await.map_err(Exit::failed)?;
    if json {
        print::line(json!(verdict))?;
    } else {
        let (whole, damaged) = (verdict.whole, verdict.damaged);
        print::line(format_args!("{whole} whole, {damaged} damaged"))?;
    }
    if verdict.damaged > 0 {
        let error = anyhow!("what was damaged is removed, and made again when it is asked for");
        return Err(Exit::Failed(error));
    }
    Ok(())
}
