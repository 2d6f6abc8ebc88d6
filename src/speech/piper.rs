//! Piper voices (VITS): phonemes to sound in this process, exact to the sample before it is made.
//!
//! A run goes in three steps: the durations of the phonemes, the latent (192 values a frame),
//! the vocoder over slices of the latent. One latent frame is 256 samples.

mod config;
mod graph;
mod noise;
mod symbols;

use std::path::Path;
use std::sync::Arc;

use config::Config;
use graph::{Graph, LatentFrames};
use symbols::Symbols;

use super::{Effort, PcmSink, Reads, SpeechError, SpeechPlan, Utterance, Voice, WordTime};
use crate::lang::Dialect;
use crate::phoneme::piper_ipa;
use crate::units::SampleRate;
use crate::voice::{CONFIG_FILE, MODEL_FILE, VoiceEntry};

/// Raised when the code changes what a voice says, so that stored sound is not mixed.
const VERSION: u32 = 1;

/// Silence that is left at either end, 2 frames or 23 ms, so that a soft onset is not cut.
const MARGIN: LatentFrames = LatentFrames(2);

/// The latent frames that the vocoder sees on either side of a slice: its receptive field.
///
/// Measured: with 12 the joined slices equal the whole bit for bit, with 8 they differ by 0.002.
const CONTEXT: LatentFrames = LatentFrames(12);

/// First slice: 24 frames are 0.28 s of sound and take some 40 ms on one thread.
const FIRST_SLICE: LatentFrames = LatentFrames(24);

/// Largest slice: longer ones gain nothing, hold more memory and answer a cancel later.
const LARGEST_SLICE: LatentFrames = LatentFrames(96);

struct Piper {
    graph: Graph,
    config: Config,
    dialect: Dialect,
    fingerprint: String,
}

/// The backend of all Piper voices.
pub(super) struct Backend;

impl super::Backend for Backend {
    fn name(&self) -> &'static str {
        "piper"
    }

    fn open(&self, entry: &VoiceEntry, folder: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
        open(entry, folder)
    }
}

/// The Piper voice in `folder`.
fn open(entry: &VoiceEntry, folder: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
    let damaged = |cause: String| SpeechError::Damaged {
        voice: entry.id.clone(),
        cause,
    };
    let config = Config::read(&folder.join(CONFIG_FILE)).map_err(damaged)?;
    let graph = Graph::load(&folder.join(MODEL_FILE)).map_err(damaged)?;
    let dialect = Dialect::of_lang(&entry.language)
        .ok_or_else(|| damaged(format!("no phonemes for the language {}", entry.language)))?;
    let fingerprint = fingerprint(entry, folder);
    Ok(Arc::new(Piper {
        graph,
        config,
        dialect,
        fingerprint,
    }))
}

/// The checksum that the catalogue gives for the model, and the version of this code.
fn fingerprint(entry: &VoiceEntry, folder: &Path) -> String {
    let model = entry
        .file(MODEL_FILE)
        .map_or_else(|| folder.display().to_string(), |file| file.sha256.clone());
    format!("piper {VERSION} {model}")
}

/// A sentence after the duration pass.
struct Timed {
    symbols: Symbols,
    /// Frames of each symbol.
    frames: Vec<LatentFrames>,
}

impl Timed {
    /// Frames before the first phoneme that are left out.
    fn lead(&self) -> LatentFrames {
        self.sum(0..self.symbols.speech.start)
            .saturating_sub(MARGIN)
    }

    /// Frames from the beginning of the latent to the end of what is heard.
    fn end(&self) -> LatentFrames {
        let tail = self.sum(self.symbols.speech.end..self.frames.len());
        self.sum(0..self.frames.len()) - tail.saturating_sub(MARGIN)
    }

    fn sum(&self, symbols: std::ops::Range<usize>) -> LatentFrames {
        LatentFrames(self.frames[symbols].iter().map(|frames| frames.0).sum())
    }

    fn plan(&self) -> SpeechPlan {
        let lead = self.lead();
        let at = |symbol| (self.sum(0..symbol)).saturating_sub(lead).samples();
        let words = self.symbols.words.iter().map(|word| WordTime {
            source: word.source,
            start: at(word.symbols.start),
            end: at(word.symbols.end),
        });
        SpeechPlan {
            length: (self.end() - lead).samples(),
            exact: true,
            words: words.collect(),
            missing: Vec::new(),
        }
    }
}

impl Piper {
    /// The duration pass, a tenth of the work of the whole sentence.
    fn time(&self, utterance: &Utterance, effort: Effort) -> Result<Timed, SpeechError> {
        let pronunciation = utterance
            .pronunciation
            .as_ref()
            .ok_or_else(|| SpeechError::Broken("piper was given no phonemes".into()))?;
        let words = piper_ipa(pronunciation, self.dialect);
        let symbols = Symbols::new(&words, &self.config).ok_or(SpeechError::NotSpeakable)?;
        let frames = self.graph.durations(&symbols.ids, &self.config, effort)?;
        Ok(Timed { symbols, frames })
    }
}

impl Voice for Piper {
    fn reads(&self) -> Reads {
        Reads::Phonemes
    }

    fn rate(&self) -> SampleRate {
        self.config.rate()
    }

    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    fn plan(&self, utterance: &Utterance) -> Result<SpeechPlan, SpeechError> {
        Ok(self.time(utterance, Effort::Shared)?.plan())
    }

    fn synthesize(
        &self,
        utterance: &Utterance,
        effort: Effort,
        sink: &mut PcmSink<'_>,
    ) -> Result<(), SpeechError> {
        let timed = self.time(utterance, effort)?;
        let ids = &timed.symbols.ids;
        let latent = self
            .graph
            .latent(ids, &timed.frames, &self.config, effort)?;
        let mut at = timed.lead();
        let mut size = FIRST_SLICE;
        while at < timed.end() {
            let end = (at + size).min(timed.end());
            let pcm = self.graph.vocode(&latent, at..end, CONTEXT, effort)?;
            if sink(&pcm).is_break() {
                return Err(SpeechError::Cancelled);
            }
            (at, size) = (end, (size + size).min(LARGEST_SLICE));
        }
        Ok(())
    }
}
