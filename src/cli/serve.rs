//! `aloud serve`: the service.

use std::path::Path;

use aloud::library::{Library, Sites};
use aloud::server;
use anyhow::{Context as _, anyhow};
use tokio::net::TcpListener;

use super::config::ReadingArgs;
use super::exit::{Exit, Outcome};
use super::voices::install_voice;
use super::{library_in, print};

const DEFAULT_LISTEN: &str = "127.0.0.1:7878";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Address and port; port 0 takes any free one [default: 127.0.0.1:7878]
    #[arg(long, env = "ALOUD_LISTEN", value_name = "ADDR")]
    listen: Option<String>,
    /// Voice that reads where none is asked for
    #[arg(long, env = "ALOUD_VOICE", value_name = "ID")]
    voice: Option<String>,
    /// Address of a site whose pages are read; may be given several times
    #[arg(
        long = "site",
        env = "ALOUD_SITES",
        value_delimiter = ',',
        value_name = "URL"
    )]
    sites: Vec<String>,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Runs the command until the process is told to stop.
pub(crate) async fn run(args: Args, data: &Path) -> Outcome {
    let (config, ways) = args.reading.read()?;
    let addresses = [args.sites, config.sites].concat();
    let sites = Sites::new(&addresses).map_err(|error| Exit::usage(anyhow!(error)))?;
    let listen = args.listen.or(config.listen);
    let listener = bind(listen.as_deref().unwrap_or(DEFAULT_LISTEN)).await?;
    let library = library_in(
        data,
        sites,
        args.voice.or(config.voice),
        config.workers,
        ways,
    )?;
    prepare(&library).await?;
    take_stock(&library);
    let address = listener.local_addr().map_err(Exit::failed)?;
    print::notice(format_args!("listening on http://{address}"))?;
    server::run(listener, library, stopped())
        .await
        .map_err(Exit::failed)
}

async fn bind(address: &str) -> Result<TcpListener, Exit> {
    let listener = TcpListener::bind(address).await;
    listener
        .with_context(|| format!("{address} cannot be listened on; choose another with --listen"))
        .map_err(Exit::Usage)
}

/// Installs and loads the default voice, so that the first listener does not wait for it.
pub(super) async fn prepare(library: &Library) -> Outcome {
    let voices = library.studio().voices();
    let id = library.default_voice();
    if let Some(entry) = voices.catalogue().find(id)
        && !voices.shelf().has(entry)
    {
        install_voice(voices, entry).await?;
    }
    let voice = voices.load(id).await?;
    library.studio().warm(&voice).await?;
    Ok(())
}

/// Finds out in the background what is stored, so that its limit counts it.
fn take_stock(library: &Library) {
    let store = library.studio().store().clone();
    tokio::spawn(async move {
        if let Err(error) = store.take_stock().await {
            tracing::warn!(cause = %error, "what is stored could not be counted");
        }
    });
}

/// Done when the process is asked to stop.
async fn stopped() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
