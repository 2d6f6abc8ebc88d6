//! Fifty listeners at once, each to an article that nobody has heard.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use futures_util::StreamExt as _;
use futures_util::future::join_all;
use reqwest::StatusCode;

use super::Bench;
use super::cold::manifest_of;
use super::listener::Ear;
use super::shared::{BYTES_A_SECOND, Service};
use super::table::{Times, heading, row};

/// Listeners, each with an article.
const LISTENERS: usize = 50;
/// How long they listen.
const RUN: Duration = Duration::from_secs(180);
/// Words of an article that lasts longer than that, also for who starts late: 230 s.
const WORDS: usize = 620;
/// How long an answer may take to begin; a browser gives up later, a listener sooner.
const PATIENCE: Duration = Duration::from_secs(60);

/// What became of a listener.
enum Fate {
    Heard(Told),
    /// Told to try again, before anything was heard.
    Refused,
    Failed(String),
}

/// What a listener who was served tells.
struct Told {
    /// From the press to sound; `None` where there was none.
    start: Option<Duration>,
    stalls: Vec<Duration>,
    bytes: usize,
    /// Why the sound broke off, where it did.
    broken: Option<String>,
}

/// Measures the crowd.
pub(super) async fn crowd(bench: &Bench) -> Result<()> {
    let service = Arc::new(bench.service()?);
    heading(&format!(
        "{LISTENERS} listeners at once to {LISTENERS} cold articles for {} s",
        RUN.as_secs()
    ));
    let began = Instant::now();
    let listeners = (0..LISTENERS).map(|_| {
        let page = bench.publisher.new_page(WORDS);
        tokio::spawn(listen(Arc::clone(&service), page, began))
    });
    let mut fates = Vec::new();
    for joined in join_all(listeners).await {
        fates.push(joined?);
    }
    report(&fates);
    let memory = format!("{:.0} MB", service.process.memory());
    row("resident memory afterwards", "", &memory);
    Ok(())
}

async fn listen(service: Arc<Service>, page: String, began: Instant) -> Fate {
    let answer = tokio::time::timeout(PATIENCE, ask(&service, &page)).await;
    match answer {
        Ok(Ok(Some(answer))) => Fate::Heard(play(answer, began).await),
        Ok(Ok(None)) => Fate::Refused,
        Ok(Err(error)) => Fate::Failed(format!("{error:#}")),
        Err(_) => Fate::Failed("no answer".into()),
    }
}

/// The sound of `page`, or `None` where the service says when to ask again.
async fn ask(service: &Service, page: &str) -> Result<Option<reqwest::Response>> {
    let manifest = manifest_of(service, page).await?;
    let answer = service.client.get(service.mp3(&manifest)?).send().await?;
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        let when = answer.headers().get("retry-after");
        ensure!(when.is_some(), "refused without Retry-After");
        return Ok(None);
    }
    Ok(Some(answer.error_for_status()?))
}

/// Plays `answer` until the end of the run or of the file.
async fn play(answer: reqwest::Response, began: Instant) -> Told {
    let end = tokio::time::Instant::from_std(began + RUN);
    let mut pieces = answer.bytes_stream();
    let (mut ear, mut told) = (
        Ear::new(),
        Told {
            start: None,
            stalls: Vec::new(),
            bytes: 0,
            broken: None,
        },
    );
    while let Ok(piece) = tokio::time::timeout_at(end, pieces.next()).await {
        let now = Instant::now();
        match piece {
            Some(Ok(piece)) => {
                told.bytes += piece.len();
                ear.receive(piece.len(), now);
            }
            Some(Err(error)) => {
                told.broken = Some(error.to_string());
                break;
            }
            None => {
                ear.end(now);
                break;
            }
        }
        if ear.has_begun() {
            told.start = told.start.or(Some(now - began));
        }
        let full = ear.is_full_for(now);
        let _ = tokio::time::timeout_at(end, tokio::time::sleep(full)).await;
    }
    if Instant::now() >= end.into_std() {
        ear.leave(end.into_std());
    }
    told.stalls = ear.stalls;
    told
}

fn report(fates: &[Fate]) {
    let heard = fates.iter().filter_map(|fate| match fate {
        Fate::Heard(told) => Some(told),
        Fate::Refused | Fate::Failed(_) => None,
    });
    let heard: Vec<&Told> = heard.collect();
    let starts: Times = heard.iter().filter_map(|told| told.start).collect();
    let started = heard.iter().filter(|told| told.start.is_some()).count();
    let refused = fates.iter().filter(|it| matches!(it, Fate::Refused));
    let stalled = heard.iter().filter(|told| !told.stalls.is_empty());
    row("started", "", &started.to_string());
    let refused = refused.count().to_string();
    row("refused with 503 and Retry-After", "the others", &refused);
    row("stalled once started", "0", &stalled.count().to_string());
    let stalls: Times = heard.iter().flat_map(|it| it.stalls.clone()).collect();
    let longest = stalls.quantile(1.0).as_secs_f64();
    let count: usize = heard.iter().map(|told| told.stalls.len()).sum();
    let silence: Duration = heard.iter().flat_map(|told| &told.stalls).sum();
    let silence = silence.as_secs_f64();
    let stalls = format!("{count}, longest {longest:.1} s, together {silence:.0} s");
    row("stalls", "0", &stalls);
    let (middle, worst) = (starts.quantile(0.5), starts.quantile(1.0));
    let start = format!("{:.1} / {:.1} s", middle.as_secs_f64(), worst.as_secs_f64());
    row("from the press to sound: median / worst", "", &start);
    let bytes: usize = heard.iter().map(|told| told.bytes).sum();
    let speed = bytes as f64 / BYTES_A_SECOND / RUN.as_secs_f64();
    row("sound made, times real time", "", &format!("{speed:.1}"));
    failures(fates);
}

/// Prints what should not have been.
fn failures(fates: &[Fate]) {
    for fate in fates {
        match fate {
            Fate::Failed(why) => row("failed", "0", why),
            Fate::Heard(told) => {
                if let Some(why) = &told.broken {
                    row("broke off", "0", why);
                }
            }
            Fate::Refused => {}
        }
    }
}
