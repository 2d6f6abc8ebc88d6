//! Public addresses: a file from where anybody can have it, for machines without its package.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use futures_util::StreamExt;

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
    let client = reqwest::Client::builder()
        .read_timeout(SILENCE)
        .build()
        .map_err(|error| error.to_string())?;
    for (file, url) in files
        .iter()
        .filter_map(|file| Some((file, file.url.as_ref()?)))
    {
        download(&client, file, url, folder, meter)
            .await
            .map_err(|cause| format!("{url}: {cause}"))?;
        meter.done(file.size);
    }
    Ok(())
}

async fn download(
    client: &reqwest::Client,
    file: &FileEntry,
    url: &url::Url,
    folder: &Path,
    meter: &Meter<'_>,
) -> Result<(), String> {
    let reply = client.get(url.clone()).send().await;
    let reply = reply
        .and_then(reqwest::Response::error_for_status)
        .map_err(|error| innermost(&error))?;
    let mut out = File::create(folder.join(&file.name)).map_err(|error| error.to_string())?;
    let mut pieces = reply.bytes_stream();
    let mut bytes = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| innermost(&error))?;
        bytes += piece.len() as u64;
        if bytes > file.size {
            return Err(format!("more than the {} bytes expected", file.size));
        }
        out.write_all(&piece).map_err(|error| error.to_string())?;
        meter.show(bytes);
    }
    out.sync_all().map_err(|error| error.to_string())
}
