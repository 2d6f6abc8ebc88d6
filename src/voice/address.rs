//! Public addresses: a file from where anybody can have it, for machines without its package.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use futures_util::StreamExt;
use url::Url;

use super::FileEntry;
use super::install::Meter;
use crate::network::innermost;

/// A server that says nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// Fetches each of `files` from its public address into `folder`.
///
/// The error is one line for a person.
pub(super) async fn fetch(
    files: &[&FileEntry],
    folder: &Path,
    meter: &mut Meter<'_>,
) -> Result<(), String> {
    if let Some(file) = files.iter().find(|file| file.url.is_none()) {
        return Err(format!("{} has no public address", file.name));
    }
    let client = client()?;
    for (file, url) in files
        .iter()
        .filter_map(|file| Some((file, file.url.as_ref()?)))
    {
        let about = |cause| format!("{url}: {cause}");
        let reply = get(&client, url).await.map_err(about)?;
        let place = folder.join(&file.name);
        save(reply, &place, file.size, meter).await.map_err(about)?;
        meter.done(file.size);
    }
    Ok(())
}

/// Fetches a file of which only the address is known, of at most `most` bytes, into `place`.
///
/// The error is one line for a person.
pub(super) async fn fetch_unknown(
    url: &Url,
    place: &Path,
    most: u64,
    meter: &mut Meter<'_>,
) -> Result<(), String> {
    let reply = get(&client()?, url).await?;
    meter.expect(reply.content_length().unwrap_or(most));
    save(reply, place, most, meter).await
}

fn client() -> Result<reqwest::Client, String> {
    let client = reqwest::Client::builder().read_timeout(SILENCE).build();
    client.map_err(|error| error.to_string())
}

async fn get(client: &reqwest::Client, url: &Url) -> Result<reqwest::Response, String> {
    let reply = client.get(url.clone()).send().await;
    let reply = reply.and_then(reqwest::Response::error_for_status);
    reply.map_err(|error| innermost(&error))
}

async fn save(
    reply: reqwest::Response,
    place: &Path,
    most: u64,
    meter: &Meter<'_>,
) -> Result<(), String> {
    let mut out = File::create(place).map_err(|error| error.to_string())?;
    let mut pieces = reply.bytes_stream();
    let mut bytes = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| innermost(&error))?;
        bytes += piece.len() as u64;
        if bytes > most {
            return Err(format!("more than the {most} bytes expected"));
        }
        out.write_all(&piece).map_err(|error| error.to_string())?;
        meter.show(bytes);
    }
    out.sync_all().map_err(|error| error.to_string())
}
