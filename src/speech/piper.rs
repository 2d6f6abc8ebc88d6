//! Piper voices (VITS): phonemes to sound in this process, exact to the sample before it is made.
//!
//! A sentence goes through the parts of the model's graph one by one: the durations of its
//! symbols, what each symbol sounds like, the flow to the latent, the vocoder. The last two are
//! run in slices, because they see only so far: a listener hears the first slice while the others
//! are being made.

mod config;
mod encodings;
mod flow;
mod frames;
mod graph;
mod kernel;
mod noise;
mod prior;
mod structure;
mod symbols;
mod text;
mod timed;
mod vocoder;

use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use config::{Config, PhonemeType};
use encodings::Encodings;
use frames::LatentFrames;
use graph::{Encoded, Graph, Manner};
use noise::Noise;
use symbols::{Part, Symbols};
use timed::Timed;

use super::{Effort, PcmSink, Reads, SpeechError, SpeechPlan, Utterance, Voice};
use crate::lang::Dialect;
use crate::phoneme::{PiperWord, piper_graphemes, piper_ipa};
use crate::units::SampleRate;
use crate::voice::{CONFIG_FILE, MODEL_FILE, VoiceEntry};

/// Raised when the code changes what a voice says, so that stored sound is not mixed.
const VERSION: u32 = 3;

/// First slice: 24 frames are 0.28 s of sound, the least that a player can begin with.
const FIRST_SLICE: LatentFrames = LatentFrames(24);

/// Largest slice: longer ones gain nothing, hold more memory and answer a cancel later.
const LARGEST_SLICE: LatentFrames = LatentFrames(96);

/// Longest stretch for which the flow is run at once: 6 s of sound, more than most sentences. It
/// answers a cancel after a tenth of a second, and sees 64 frames beyond for nothing.
const LONGEST_STRETCH: LatentFrames = LatentFrames(512);

/// The backend of all Piper voices.
pub(super) struct Backend;

impl super::Backend for Backend {
    fn name(&self) -> &'static str {
        "piper"
    }

    fn open(&self, entry: &VoiceEntry, folder: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
        let piper = Piper::open(entry, folder).map_err(|cause| SpeechError::Damaged {
            voice: entry.id.clone(),
            cause,
        })?;
        Ok(Arc::new(piper))
    }
}

/// What an entry of the catalogue can say to this backend.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Name or number of the speaker, for voices that have several; the first without it.
    speaker: Option<String>,
}

struct Piper {
    graph: Graph,
    encodings: Encodings,
    config: Config,
    dialect: Option<Dialect>,
    speaker: i32,
    fingerprint: String,
}

/// A part of a sentence on its way to be heard.
struct Spoken<'a> {
    part: &'a Part,
    /// Frames of its symbols.
    durations: &'a [LatentFrames],
    /// The frames that are heard of it.
    heard: Range<LatentFrames>,
    /// What its symbols sound like, where that is known.
    encoded: Option<Encoded>,
}

impl Piper {
    /// The voice in `folder`, or what is wrong with which of its files.
    fn open(entry: &VoiceEntry, folder: &Path) -> Result<Self, String> {
        let settings = entry.settings.clone().try_into::<Settings>();
        let settings = settings.map_err(|error| error.message().to_owned())?;
        let config = Config::read(&folder.join(CONFIG_FILE));
        let config = config.map_err(|cause| format!("{CONFIG_FILE}: {cause}"))?;
        let graph = Graph::load(&folder.join(MODEL_FILE));
        let graph = graph.map_err(|cause| format!("{MODEL_FILE}: {cause}"))?;
        if config.has_speakers() != graph.has_speakers() {
            return Err(format!(
                "{CONFIG_FILE} is not that of {MODEL_FILE}: their speakers differ"
            ));
        }
        if config.largest_id() as usize >= graph.symbols() {
            return Err(format!(
                "{CONFIG_FILE} is not that of {MODEL_FILE}: it has more symbols"
            ));
        }
        let called = settings.speaker.unwrap_or_else(|| "0".into());
        let speaker = config.speaker(&called);
        let piper = Self {
            speaker: speaker.ok_or_else(|| format!("it has no speaker {called}"))?,
            dialect: Dialect::of_lang(&entry.language),
            encodings: Encodings::default(),
            fingerprint: fingerprint(entry, folder, &called) + " " + &graph.makers(),
            graph,
            config,
        };
        piper.try_out()?;
        Ok(piper)
    }

    /// Runs every part of the graph once, on the marks of an empty sentence, so that a model of the
    /// right structure and the wrong sizes is refused before somebody listens.
    fn try_out(&self) -> Result<(), String> {
        let ids: Vec<i32> = "^_$"
            .chars()
            .flat_map(|c| self.config.ids(c))
            .copied()
            .collect();
        let part = Part {
            speech: 0..ids.len(),
            words: vec![],
            ids,
        };
        let frames = [LatentFrames(1), LatentFrames(2), LatentFrames(1)];
        let frames: Vec<_> = frames.into_iter().cycle().take(part.ids.len()).collect();
        let all = LatentFrames(0)..frames.iter().copied().sum();
        let manner = self.manner(super::Pace::NORMAL);
        let unfit =
            |error: SpeechError| format!("{CONFIG_FILE} does not fit {MODEL_FILE}: {error}");
        let noise = vec![0.0; 2 * part.ids.len()];
        let found = self
            .graph
            .durations_and_sounds(&part.ids, noise, manner, Effort::Shared);
        let (_, encoded) = found.map_err(unfit)?;
        let spoken = Spoken {
            part: &part,
            durations: &frames,
            heard: all,
            encoded: Some(encoded),
        };
        let mut sink = |_: &[f32]| ControlFlow::Continue(());
        let spoken = self.speak(spoken, manner, Effort::Shared, &mut sink);
        spoken.map_err(unfit)
    }

    fn manner(&self, pace: super::Pace) -> Manner {
        let scales = self.config.inference;
        Manner {
            noise: scales.noise_scale,
            length: scales.length_scale / pace.times(),
            duration_noise: scales.noise_w,
            speaker: self.speaker,
        }
    }

    /// The words in the symbols of the voice.
    fn words(&self, utterance: &Utterance) -> Result<Vec<PiperWord>, SpeechError> {
        if self.config.phoneme_type == PhonemeType::Text {
            return Ok(piper_graphemes(&utterance.form));
        }
        let sounds = utterance.pronunciation.as_ref();
        let sounds =
            sounds.ok_or_else(|| SpeechError::Broken("piper was given no phonemes".into()));
        Ok(piper_ipa(
            sounds?,
            self.dialect.unwrap_or(Dialect::American),
        ))
    }

    /// The sentence with the durations of its symbols where they were found out before, otherwise
    /// its symbols alone.
    fn known(&self, utterance: &Utterance) -> Result<Result<Timed, Symbols>, SpeechError> {
        let symbols = Symbols::new(&self.words(utterance)?, &self.config);
        let symbols = symbols.ok_or(SpeechError::NotSpeakable)?;
        let count: usize = symbols.parts.iter().map(|part| part.ids.len()).sum();
        let known = utterance.durations.get();
        let Some(known) = known.filter(|known| known.len() == count) else {
            return Ok(Err(symbols));
        };
        let mut known = known.iter().map(|&it| LatentFrames(usize::from(it)));
        let take = |part: &Part| known.by_ref().take(part.ids.len()).collect();
        let durations = symbols.parts.iter().map(take).collect();
        Ok(Ok(Timed::new(symbols, durations)))
    }

    /// The sentence of these `symbols` with their durations, which are kept for the next call, and
    /// what each part of it sounds like: both come from the text encoder.
    fn time(
        &self,
        utterance: &Utterance,
        symbols: Symbols,
        effort: Effort,
    ) -> Result<(Timed, Vec<Encoded>), SpeechError> {
        let manner = self.manner(utterance.pace);
        let find = |part: &Part| {
            let noise = Noise::Durations.values(&part.ids, 2 * part.ids.len());
            self.graph
                .durations_and_sounds(&part.ids, noise, manner, effort)
        };
        let found = symbols.parts.iter().map(find);
        let found: Vec<_> = found.collect::<Result<_, _>>()?;
        let (durations, encoded): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        keep(utterance, &durations);
        Ok((Timed::new(symbols, durations), encoded))
    }

    /// Speaks the `heard` frames of a part.
    fn speak(
        &self,
        spoken: Spoken<'_>,
        manner: Manner,
        effort: Effort,
        sink: &mut PcmSink<'_>,
    ) -> Result<(), SpeechError> {
        let Spoken {
            part,
            durations,
            heard,
            encoded,
        } = spoken;
        let encoded = match encoded {
            Some(encoded) => encoded,
            None => self.graph.encode(&part.ids, manner, effort)?,
        };
        let frames: LatentFrames = durations.iter().copied().sum();
        let noise = Noise::Latent.values(&part.ids, self.graph.channels() * frames.0);
        let prior = prior::prior(&encoded, durations, noise, manner.noise);
        let (mut size, mut effort) = (FIRST_SLICE, effort);
        for stretch in stretches(heard, effort) {
            let latent = self.graph.flow(&prior, &stretch, manner, effort)?;
            let mut at = stretch.start;
            while at < stretch.end {
                let end = (at + size).min(stretch.end);
                let pcm = self.graph.vocode(&latent, &(at..end), manner, effort)?;
                if sink(&pcm).is_break() {
                    return Err(SpeechError::Cancelled);
                }
                // Nobody waits in silence any more.
                effort = Effort::Shared;
                (at, size) = (end, (size + size).min(LARGEST_SLICE));
            }
        }
        Ok(())
    }
}

/// Notes the durations for the next call.
fn keep(utterance: &Utterance, durations: &[Vec<LatentFrames>]) {
    // The graph gives no more than 65,535 frames a symbol.
    let found = durations.iter().flatten().map(|frames| frames.0 as u16);
    let _ = utterance.durations.set(found.collect());
}

/// The stretches for which the flow is run at once; the sound is the same however it is cut.
///
/// A listener who waits is given the first slice before the flow has seen the rest.
fn stretches(heard: Range<LatentFrames>, effort: Effort) -> Vec<Range<LatentFrames>> {
    let mut stretches = Vec::new();
    let mut at = heard.start;
    let mut size = match effort {
        Effort::AllCores => FIRST_SLICE,
        Effort::Shared => LONGEST_STRETCH,
    };
    while at < heard.end {
        let end = (at + size).min(heard.end);
        stretches.push(at..end);
        (at, size) = (end, LONGEST_STRETCH);
    }
    stretches
}

/// The checksums that the catalogue gives for the files, the speaker, and the version of this code.
fn fingerprint(entry: &VoiceEntry, folder: &Path, speaker: &str) -> String {
    let checksum = |name| {
        let file = entry.file(name);
        file.map_or_else(|| folder.display().to_string(), |file| file.sha256.clone())
    };
    let (model, config) = (checksum(MODEL_FILE), checksum(CONFIG_FILE));
    format!("piper {VERSION} {model} {config} {speaker}")
}

impl Voice for Piper {
    fn reads(&self) -> Reads {
        match self.config.phoneme_type {
            PhonemeType::Espeak => Reads::Phonemes,
            PhonemeType::Text => Reads::Text,
        }
    }

    fn rate(&self) -> SampleRate {
        self.config.rate()
    }

    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    fn plan(&self, utterance: &Utterance) -> Result<SpeechPlan, SpeechError> {
        let timed = match self.known(utterance)? {
            Ok(timed) => timed,
            Err(symbols) => {
                let (timed, encoded) = self.time(utterance, symbols, Effort::Shared)?;
                for (part, encoded) in timed.symbols.parts.iter().zip(encoded) {
                    self.encodings.keep(&part.ids, encoded);
                }
                timed
            }
        };
        Ok(timed.plan(self.graph.hop()))
    }

    fn synthesize(
        &self,
        utterance: &Utterance,
        effort: Effort,
        sink: &mut PcmSink<'_>,
    ) -> Result<(), SpeechError> {
        let (timed, encoded) = match self.known(utterance)? {
            Ok(timed) => (timed, vec![]),
            Err(symbols) => self.time(utterance, symbols, effort)?,
        };
        let manner = self.manner(utterance.pace);
        let mut encoded = encoded.into_iter();
        for (part, durations, heard) in timed.parts() {
            let spoken = Spoken {
                part,
                durations,
                heard,
                encoded: encoded.next().or_else(|| self.encodings.take(&part.ids)),
            };
            self.speak(spoken, manner, effort, sink)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
