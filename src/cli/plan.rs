//! `aloud plan`: what rendering would do.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use aloud::library::{Library, Wish};
use aloud::sound::Encoding;
use aloud::speech::Pace;
use aloud::studio::Priority;
use aloud::track::Track;
use aloud::units::{SampleRate, Samples};
use serde::Serialize;

use super::config::ReadingArgs;
use super::exit::{Exit, Outcome};
use super::{print, reading_library, serve, source};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, `-` for standard input, or http(s) addresses
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// Voice that would read
    #[arg(long, env = "ALOUD_VOICE", value_name = "ID")]
    voice: Option<String>,
    /// How fast it would be read, from 0.5 to 3
    #[arg(long, default_value = "1", value_name = "TIMES")]
    speed: Pace,
    /// Print an object a source, with every sentence
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Runs the command; it makes no sound but a word to find out how fast the voice is here.
pub(crate) async fn run(args: Args, data: &Path) -> Outcome {
    let library = reading_library(data, args.voice.clone(), &args.reading)?;
    serve::prepare(&library).await?;
    for name in &args.sources {
        let plan = plan(&library, name, &args).await;
        let plan = plan.map_err(|error| error.about(name))?;
        if args.json {
            let json = serde_json::to_string_pretty(&plan).map_err(Exit::failed)?;
            print::line(json)?;
        } else {
            describe(&plan)?;
        }
    }
    Ok(())
}

/// What rendering a source would do.
#[derive(Debug, Serialize)]
struct Plan {
    source: String,
    /// The article's address here.
    id: String,
    voice: String,
    /// Seconds of the whole.
    duration: f64,
    /// Whether all lengths are exact.
    exact: bool,
    cached: usize,
    new: usize,
    /// Seconds of sound that are to be made.
    sound_seconds: f64,
    /// Seconds of one processor that they take, about.
    cpu_seconds: f64,
    sentences: Vec<Sentence>,
}

/// A sentence, and whether its sound is there.
#[derive(Debug, Serialize)]
struct Sentence {
    text: String,
    cached: bool,
    seconds: f64,
}

async fn plan(library: &Arc<Library>, name: &str, args: &Args) -> Result<Plan, Exit> {
    let wish = Wish {
        voice: args.voice.clone(),
        speed: Some(args.speed),
        ..Wish::default()
    };
    let (track, _) = library.add(source::read(name).await?, wish).await?;
    library.plan(&track).await?;
    let sentences = sentences(library, &track).await?;
    let cost = cost(library, &track).await?;
    let new = || sentences.iter().filter(|it| !it.cached);
    let sound_seconds = new().map(|it| it.seconds).sum();
    let timeline = track.timeline();
    Ok(Plan {
        source: name.to_owned(),
        id: track.key().to_string(),
        voice: track.record().voice.clone(),
        duration: timeline.beats.seconds(),
        exact: timeline.exact,
        cached: sentences.len() - new().count(),
        new: new().count(),
        sound_seconds,
        cpu_seconds: sound_seconds * cost,
        sentences,
    })
}

async fn sentences(library: &Library, track: &Track) -> Result<Vec<Sentence>, Exit> {
    let studio = library.studio();
    let mut sentences = Vec::with_capacity(track.len());
    let times = track.timeline().lines;
    for (index, (line, time)) in track.lines().zip(times).enumerate() {
        let prompt = track.prompt(studio, index, Priority::Planning).await?;
        let length = time.end - time.start;
        sentences.push(Sentence {
            text: track.text(line).to_owned(),
            // What has nothing to say has nothing to be made.
            cached: length == Samples(0) || studio.has(&prompt, Encoding::Mp3).await,
            seconds: length.seconds(SampleRate::OUTPUT),
        });
    }
    Ok(sentences)
}

/// Seconds of one processor for a second of the sound of `track`, measured by words that nobody
/// hears: the second time that the voice speaks, as the first takes far longer.
async fn cost(library: &Library, track: &Track) -> Result<f64, Exit> {
    let studio = library.studio();
    let voice = studio.voices().load(&track.record().voice).await?;
    studio.warm(&voice).await?;
    let begun = Instant::now();
    let spoken = studio.warm(&voice).await?;
    Ok(begun.elapsed().as_secs_f64() / spoken.seconds(SampleRate::OUTPUT).max(0.1))
}

fn describe(plan: &Plan) -> Outcome {
    for Sentence {
        text,
        cached,
        seconds,
    } in &plan.sentences
    {
        let state = if *cached { "cached" } else { "new" };
        print::line(format_args!("{state:<6} {seconds:>6.2} s  {text}"))?;
    }
    let Plan {
        source,
        cached,
        new,
        sound_seconds,
        cpu_seconds,
        ..
    } = plan;
    let about = if plan.exact { "" } else { "about " };
    print::line(format_args!(
        "{source}: {} sentences: {cached} cached, {new} new, {about}{sound_seconds:.1} s of sound to \
         make, about {cpu_seconds:.1} s of one processor",
        cached + new,
    ))
}
