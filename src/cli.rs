//! The commands, and what every one of them needs.

mod cache;
mod config;
mod exit;
mod plan;
mod play;
mod print;
mod progress;
mod render;
mod say;
mod serve;
mod source;
mod text;
mod voices;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use aloud::library::{Library, Settings, Sites};
use aloud::studio::{Studio, Voices};
use aloud::voice::{Catalogue, Shelf, VoiceEntry};
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use config::{ReadingArgs, Ways};
use exit::{Exit, Outcome};

/// The self-hosted service behind the "Listen to article" button.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Where voices and sound are kept
    #[arg(
        long,
        global = true,
        env = "ALOUD_DATA",
        default_value = "./data",
        value_name = "DIR"
    )]
    data: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the service
    Serve(serve::Args),
    /// Make the sound of articles into a folder that any web server can serve
    Render(render::Args),
    /// Print what rendering would do: which sentences are new, how long they are, what they cost
    Plan(plan::Args),
    /// Print what will be spoken, a sentence a line: source text, tab, spoken text
    Text(text::Args),
    /// Speak a text on this machine, or into a file
    Say(say::Args),
    /// List, install, remove and verify voices
    Voices(voices::Args),
    /// Look after the sound that is kept
    Cache(cache::Args),
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("ALOUD_LOG");
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new("warn,aloud=info")))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    exit::report(run(cli))
}

#[tokio::main]
async fn run(cli: Cli) -> Outcome {
    match cli.command {
        Command::Serve(args) => serve::run(args, &cli.data).await,
        Command::Render(args) => render::run(args, &cli.data).await,
        Command::Plan(args) => plan::run(args, &cli.data).await,
        Command::Text(args) => text::run(args).await,
        Command::Say(args) => say::run(args, &cli.data).await,
        Command::Voices(args) => voices::run(args, &cli.data).await,
        Command::Cache(args) => cache::run(args, &cli.data).await,
    }
}

/// The voices of the catalogue, those adopted below `data`, and `more`; their files below `data`.
fn voices_in(data: &std::path::Path, more: Vec<VoiceEntry>) -> Result<Voices, Exit> {
    let shelf = Shelf::new(data.join("voices"));
    let catalogue = Catalogue::built_in().with_adopted(&shelf).with(more);
    #[cfg(feature = "system")]
    let catalogue = catalogue.and_then(|it| it.with(vec![aloud::speech::system::preferred()]));
    Ok(Voices::new(catalogue.map_err(Exit::usage)?, shelf))
}

/// The library whose voices and sound are below `data`; `voice` reads where none is asked for.
fn library_in(
    data: &std::path::Path,
    sites: Sites,
    voice: Option<String>,
    workers: Option<usize>,
    ways: Ways,
) -> Result<Arc<Library>, Exit> {
    let voices = voices_in(data, ways.voices)?;
    let voice = voice.unwrap_or_else(|| voices.catalogue().default_voice().to_owned());
    let store = ways.store.open(data).map_err(Exit::Failed)?;
    let studio = Studio::new(voices, store, workers);
    let settings = Settings {
        sites,
        voice,
        reading: ways.reading,
        lexicon: Arc::new(ways.lexicon),
        covers: ways.covers,
    };
    Library::new(studio, settings).map_err(Exit::failed)
}

/// The library of a command that reads what it is given; `voice` goes before that of the configuration.
fn reading_library(
    data: &std::path::Path,
    voice: Option<String>,
    reading: &ReadingArgs,
) -> Result<Arc<Library>, Exit> {
    let (config, ways) = reading.read()?;
    library_in(data, Sites::default(), voice.or(config.voice), None, ways)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_defined() {
        Cli::command().debug_assert();
    }
}
