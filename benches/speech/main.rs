//! Measures the speech core in this process: first sound, plan, throughput, memory.
//!
//! `cargo bench --bench speech`, or `make bench-speech`; with `SENTENCES=5000` memory over that
//! many sentences instead. The voice is the default one, its model warm; nothing is stored.
#![expect(
    clippy::print_stdout,
    reason = "a program that prints what it measured"
)]

mod memory;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::article::Format;
use aloud::library::{Document, Library, Settings, Wish};
use aloud::sound::Encoding;
use aloud::speech::{Effort, Pace};
use aloud::store::Store;
use aloud::studio::{LoadedVoice, Studio, Voices};
use aloud::voice::{Catalogue, Shelf, install};
use anyhow::{Context as _, Result};

/// Sentences of one line, of 4 to 10 words, each spoken once.
const LINES: &[&str] = &[
    "The council will meet again on Thursday.",
    "Nobody was hurt, the police said.",
    "It was the third fire this month.",
    "Ticket prices rise by four percent.",
    "The museum opens its doors tomorrow morning.",
    "Rain is expected over the weekend.",
    "She has led the team since spring.",
    "The bridge stays closed until further notice.",
    "Both sides called the talks useful.",
    "A decision is not expected before autumn.",
    "The old station will become a library.",
    "Farmers fear for the harvest this year.",
];

/// Rounds over the whole page; the median is quoted.
const ROUNDS: usize = 3;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let voice_id = std::env::var("VOICE").ok();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    let bench = Bench {
        data,
        voice: voice_id.unwrap_or_else(|| Catalogue::built_in().default_voice().to_owned()),
    };
    runtime.block_on(bench.install())?;
    let count = std::env::var("SENTENCES").unwrap_or_default();
    if !count.is_empty() {
        // In a process of its own, which has nothing else in its memory.
        let count = count.parse().context("SENTENCES is not a number")?;
        return runtime.block_on(memory::measure(&bench, count));
    }
    let cores = std::thread::available_parallelism()?;
    println!(
        "voice {} on {cores} cores, warm, nothing stored",
        bench.voice
    );
    runtime.block_on(bench.first_sounds())?;
    let page = page()?;
    println!("\n{}", page.display());
    let html = std::fs::read(&page)?;
    runtime.block_on(bench.whole_page(&html))?;
    Ok(())
}

/// Where the voices are, and the one that is measured.
struct Bench {
    data: PathBuf,
    voice: String,
}

impl Bench {
    fn voices(&self) -> Voices {
        Voices::new(Catalogue::built_in(), Shelf::new(self.data.join("voices")))
    }

    async fn install(&self) -> Result<()> {
        let voices = self.voices();
        let entry = voices
            .catalogue()
            .find(&self.voice)
            .context("no such voice")?;
        if voices.shelf().verify(entry).is_err() {
            install(entry, voices.shelf(), &|_| ()).await?;
        }
        Ok(())
    }

    /// A service over `store`, and its voice, warm.
    async fn library(&self, store: Store) -> Result<Arc<Library>> {
        let studio = Studio::new(self.voices(), store, None);
        let settings = Settings {
            voice: self.voice.clone(),
            ..Settings::default()
        };
        let library = Library::new(studio, settings)?;
        let voice = library.studio().voices().load(&self.voice).await?;
        library.studio().warm(&voice).await?;
        Ok(library)
    }

    /// From the call to the first PCM slice, for sentences of one line.
    async fn first_sounds(&self) -> Result<()> {
        let library = self.library(Store::in_memory()).await?;
        let voice = library.studio().voices().load(&self.voice).await?;
        let rate = voice.speaker.rate();
        let measure = move || {
            let speak = |text: &&str| first_sound(&voice, text);
            LINES.iter().map(speak).collect::<Result<Vec<_>>>()
        };
        let taken = tokio::task::spawn_blocking(measure).await??;
        row(
            "first PCM of a one-line sentence",
            "ms",
            taken.iter().map(|it| it.first).collect(),
        );
        row(
            "the same sentence, whole",
            "ms",
            taken.iter().map(|it| it.whole).collect(),
        );
        let sound = taken.iter().map(|it| it.samples as f64 / f64::from(rate.0));
        row("its sound", "s", sound.collect());
        Ok(())
    }

    /// Plan and sound of a page, as a publisher renders it.
    async fn whole_page(&self, html: &[u8]) -> Result<()> {
        let mut rows = [(); 5].map(|()| Vec::new());
        for _ in 0..ROUNDS {
            let library = self.library(Store::in_memory()).await?;
            let (track, _) = library.add(page_of(html), Wish::default()).await?;
            let voice = library.studio().voices().load(&self.voice).await?;
            let opening = track.lines().next().map(|line| track.text(line).to_owned());
            let opening = opening.context("the page is empty")?;
            let first = tokio::task::spawn_blocking(move || first_sound(&voice, &opening));
            rows[0].push(first.await??.first);
            let plan = timed(library.plan(&track)).await?;
            let sound = timed(library.render(&track, &[Encoding::Mp3], &|_| ())).await?;
            let length = track.timeline().beats.seconds();
            rows[1].push(plan);
            rows[2].push(sound);
            rows[3].push(sound / plan);
            rows[4].push(length / sound);
            println!("  {} sentences, {length:.0} s of sound", track.len());
        }
        let [first, plan, sound, ratio, speed] = rows;
        row("first PCM of its first sentence", "ms", first);
        row("plan of the whole page", "s", plan);
        row("sound of the whole page, planned", "s", sound);
        row("sound, in times of its plan", "x", ratio);
        row("sound, in times of real time", "x", speed);
        Ok(())
    }
}

/// What one sentence took.
struct Taken {
    /// Milliseconds to the first samples.
    first: f64,
    /// Milliseconds to the last ones.
    whole: f64,
    samples: usize,
}

/// Speaks `text` for a listener who waits: from the written sentence to samples.
fn first_sound(voice: &LoadedVoice, text: &str) -> Result<Taken> {
    let began = Instant::now();
    let utterance = voice.utterance(&(text, "en").into(), Pace::NORMAL)?;
    let (mut first, mut samples) = (None, 0);
    voice
        .speaker
        .synthesize(&utterance, Effort::AllCores, &mut |piece| {
            first = first.or_else(|| Some(began.elapsed()));
            samples += piece.len();
            ControlFlow::Continue(())
        })?;
    Ok(Taken {
        first: milliseconds(first.unwrap_or_default()),
        whole: milliseconds(began.elapsed()),
        samples,
    })
}

async fn timed<E>(work: impl Future<Output = Result<(), E>>) -> Result<f64, E> {
    let began = Instant::now();
    work.await?;
    Ok(began.elapsed().as_secs_f64())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn page_of(html: &[u8]) -> Document {
    Document {
        bytes: html.to_vec(),
        format: Format::Html,
        charset: None,
        url: None,
        title: None,
    }
}

/// The page that is measured: a real news page where there is one beside the repository.
fn page() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["../shared/articles/news-page.html", "web/demo/index.html"];
    let mut places = pages.iter().map(|page| root.join(page));
    places
        .find(|page| page.is_file())
        .context("no page to measure")
}

/// Prints the median, the least and the most of `values`.
fn row(what: &str, unit: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    if let (Some(min), Some(max)) = (values.first(), values.last()) {
        let median = values[values.len() / 2];
        println!("  {what:<36} {median:>8.2} {min:>9.2} {max:>9.2} {unit}");
    }
}
