//! Cold pages, and cold places in the middle of planned ones.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use url::Url;

use super::Bench;
use super::shared::{BLOCK, Heard, Service, hear, json};
use super::table::{Times, heading, row};

/// Words of the pages.
const LENGTHS: [usize; 4] = [100, 300, 1_000, 3_000];
/// Pages of each length: the second slowest of twenty is the 95th percentile.
const ROUNDS: usize = 20;
/// Words of the page that a service has read before.
const WARMING: usize = 50;
/// Words that are ten minutes.
const TEN_MINUTES: usize = 1_650;
/// Articles with a cold middle.
const ARTICLES: usize = 4;
/// Where it is begun, as parts of the file; far enough from each other that none is made ahead
/// of another.
const PLACES: [f64; 3] = [0.35, 0.5, 0.65];
/// How often the work on an article is asked about.
const POLL: Duration = Duration::from_millis(100);
/// The longest that the plan or the sound of an article may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(300);

/// What one cold page gave.
struct Cold {
    heard: Heard,
    /// From the first request to the one for sound.
    manifest: Duration,
}

/// Measures cold pages of all lengths, in turn.
pub(super) async fn pages(bench: &Bench) -> Result<()> {
    heading("cold pages, from the first request on: median / 95th percentile");
    let mut measured: [Vec<Cold>; LENGTHS.len()] = Default::default();
    for _ in 0..ROUNDS {
        for (words, measured) in LENGTHS.iter().zip(&mut measured) {
            measured.push(page(bench, *words).await?);
        }
    }
    for (words, measured) in LENGTHS.iter().zip(&measured) {
        let times = |of: fn(&Cold) -> Duration| measured.iter().map(of).collect::<Times>();
        let what = |what: &str| format!("{words} words: {what}");
        let first = times(|it| it.heard.first_byte);
        row(&what("first byte of sound"), "250 / 400 ms", &first.shown());
        let alone = times(|it| it.heard.first_byte.saturating_sub(it.manifest));
        row("  from the request for sound", "", &alone.shown());
        let block = times(|it| it.heard.first_block.unwrap_or_default());
        row("  first 32 kB, from the first request", "", &block.shown());
    }
    Ok(())
}

/// One page of about so many words, on a service of its own that has read another page before
/// and has nothing else to do.
async fn page(bench: &Bench, words: usize) -> Result<Cold> {
    let service = bench.service()?;
    let before = manifest_of(&service, &bench.publisher.new_page(WARMING)).await?;
    planned(&service, &before).await?;
    let address = bench.publisher.new_page(words);
    let began = Instant::now();
    let manifest = manifest_of(&service, &address).await?;
    let asked = began.elapsed();
    let answer = service.client.get(service.mp3(&manifest)?).send().await?;
    let heard = hear(answer, began, BLOCK).await?;
    ensure!(heard.bytes >= BLOCK, "the sound of {address} broke off");
    Ok(Cold {
        heard,
        manifest: asked,
    })
}

/// The manifest of the page at `address`.
pub(super) async fn manifest_of(service: &Service, address: &str) -> Result<Value> {
    let articles = format!("{}/v1/articles", service.origin);
    let asked = Url::parse_with_params(&articles, [("url", address)])?;
    json(service.client.get(asked)).await
}

/// Waits until every sentence of an article is planned.
async fn planned(service: &Service, manifest: &Value) -> Result<()> {
    becomes(service, manifest, |now| now["exact"] == true).await
}

/// Waits until the manifest is as `wanted`.
pub(super) async fn becomes(
    service: &Service,
    manifest: &Value,
    wanted: fn(&Value) -> bool,
) -> Result<()> {
    let path = manifest["links"]["self"].as_str().context("no address")?;
    let address = format!("{}{path}", service.origin);
    let began = Instant::now();
    while !wanted(&json(service.client.get(&address)).await?) {
        ensure!(began.elapsed() < PATIENCE, "{path} takes too long");
        tokio::time::sleep(POLL).await;
    }
    Ok(())
}

/// Measures places in the middle of planned articles of ten minutes.
pub(super) async fn ranges(bench: &Bench) -> Result<()> {
    let service = bench.service()?;
    heading("a range in the middle of a planned article of ten minutes");
    let mut measured = Vec::new();
    for _ in 0..ARTICLES {
        let address = bench.publisher.new_page(TEN_MINUTES);
        let manifest = manifest_of(&service, &address).await?;
        planned(&service, &manifest).await?;
        for place in PLACES {
            measured.push(range(&service, &manifest, place).await?);
        }
    }
    let first: Times = measured.iter().map(|it| it.first_byte).collect();
    let slowest = first.quantile(1.0).as_millis();
    let first = format!("{}, slowest {slowest} ms", first.shown());
    row("first byte", "300 ms", &first);
    let blocks = measured.iter().filter_map(|it| it.first_block);
    row("first 32 kB", "", &blocks.collect::<Times>().shown());
    Ok(())
}

/// A browser's request behind `place`, a part of the file.
async fn range(service: &Service, manifest: &Value, place: f64) -> Result<Heard> {
    let address = service.mp3(manifest)?;
    let head = service.client.head(&address).send().await?;
    let length = head.headers().get("content-length");
    let length: u64 = length.context("no length")?.to_str()?.parse()?;
    let from = (length as f64 * place) as u64;
    let request = service.client.get(address);
    let began = Instant::now();
    let answer = request.header("range", format!("bytes={from}-")).send();
    let answer = answer.await?;
    ensure!(answer.status() == 206, "{} for a range", answer.status());
    let heard = hear(answer, began, BLOCK).await?;
    // What was made ahead of a listener who has left ends with the slice under way.
    tokio::time::sleep(POLL * 5).await;
    Ok(heard)
}
