//! A track: an article in one voice, its sentences, and what is known of their times.

mod progress;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, OnceCell};

use crate::article::{Article, Block};
use crate::lexicon::Entry;
use crate::script::{Line, Script};
use crate::sound::{self, Beats, Cover, ENCODER_DELAY};
use crate::speech::{MissingSound, Pace, SpeechError};
use crate::store::Key;
use crate::studio::{Direction, LoadedVoice, PlannedWord, Priority, Prompt, Studio, TakePlan};
use crate::units::{SampleRate, Samples};
pub use progress::{Progress, Stage};

/// Raised when the text front end says the same article in another way.
const FRONT_END: &[u8] = b"front end 3";

/// What an estimate assumes: characters a second. Measured with the default voice over
/// the news page: 3,900 characters in 240 s with its pauses.
const CHARACTERS_A_SECOND: f64 = 16.0;

/// What is stored of a track; everything else follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// BCP 47 tag of the language it is read in.
    pub lang: String,
    /// Id of the voice.
    pub voice: String,
    /// How fast it is read.
    #[serde(default)]
    pub pace: Pace,
    /// The publisher's words that stand in the article, as they were when it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lexicon: Vec<Arc<Entry>>,
    /// The picture that its files carry, as it was when it was read first. Nothing of it is heard,
    /// so the track's address does not depend on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Key>,
}

impl Record {
    /// The track's content address: the text, what each block is and how it is read, language,
    /// voice, and the publisher's words in it.
    pub fn key(&self) -> Key {
        let kinds = self.article.blocks.iter().map(|block| block.kind as u8);
        let kinds: Vec<u8> = kinds.collect();
        let texts = self.article.blocks.iter().map(|b| b.text.as_bytes());
        let head = [
            FRONT_END,
            self.lang.as_bytes(),
            self.voice.as_bytes(),
            &self.pace.percent().to_le_bytes(),
            &kinds,
        ];
        let ways = self.article.blocks.iter().map(way_of_reading);
        let ways: Vec<Vec<u8>> = ways.collect();
        let ways = ways.iter().map(Vec::as_slice);
        // Entries always have a form in JSON.
        let words = serde_json::to_vec(&self.lexicon).unwrap_or_default();
        let words = [words.as_slice()];
        Key::of(head.into_iter().chain(texts).chain(ways).chain(words))
    }
}

/// What else of `block` is heard: its voice and languages, and whether its kind is said.
fn way_of_reading(block: &Block) -> Vec<u8> {
    let marks = block.spans.iter().map(|span| (span.range, &span.mark));
    let marks: Vec<_> = marks.collect();
    let way = (
        &block.lang,
        &block.voice,
        block.announced,
        block.level,
        marks,
    );
    // Strings, numbers and flags always have a form in JSON.
    serde_json::to_vec(&way).unwrap_or_default()
}

/// An article in one voice.
pub struct Track {
    key: Key,
    record: Record,
    script: Script,
    cover: Option<Arc<Cover>>,
    voices: Cast,
    /// See [`Track::sound_key`]; found out once, as every request asks for it.
    sound_key: OnceLock<Key>,
    lines: Vec<TrackLine>,
    /// Whether a voice turned out not to know its lengths beforehand.
    inexact: AtomicBool,
    progress: Progress,
}

/// The voices of a track.
pub struct Cast {
    /// What reads all blocks but those for which the publisher wants another voice.
    pub main: Arc<LoadedVoice>,
    /// The others by their ids; a voice that is missing here is stood in for by the main one.
    pub others: HashMap<String, Arc<LoadedVoice>>,
}

impl Cast {
    /// The voice that reads `block`.
    fn of(&self, block: &Block) -> &Arc<LoadedVoice> {
        let other = block.voice.as_ref().and_then(|id| self.others.get(id));
        other.unwrap_or(&self.main)
    }
}

impl From<Arc<LoadedVoice>> for Cast {
    fn from(main: Arc<LoadedVoice>) -> Self {
        Self {
            main,
            others: HashMap::new(),
        }
    }
}

/// A sentence and what was found out about it so far; each cell is filled once.
struct TrackLine {
    line: Line,
    /// Held while it is prepared, so that it is prepared once however many ask. Given up again when
    /// its sound is stored: it is most of what a sentence takes in memory.
    prompt: Mutex<Option<Arc<Prompt>>>,
    plan: OnceCell<TakePlan>,
    /// The length that its sound turned out to have; no words are known of it.
    made: OnceLock<TakePlan>,
}

impl TrackLine {
    fn new(line: Line) -> Self {
        Self {
            line,
            prompt: Mutex::default(),
            plan: OnceCell::new(),
            made: OnceLock::new(),
        }
    }

    /// What is known of its length.
    fn known(&self) -> Option<&TakePlan> {
        self.plan.get().or_else(|| self.made.get())
    }
}

/// When a sentence is heard.
#[derive(Debug, Clone, PartialEq)]
pub struct LineTime {
    /// Where its segment begins, from the beginning of the track.
    pub offset: Beats,
    /// Where its speech begins.
    pub start: Samples,
    /// Where its speech ends.
    pub end: Samples,
    /// Whether these times are exact; otherwise they are estimates.
    pub exact: bool,
}

/// When everything is heard.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The sentences, in order.
    pub lines: Vec<LineTime>,
    /// The whole.
    pub beats: Beats,
    /// Whether all times are exact.
    pub exact: bool,
}

impl Track {
    /// The track of `record`, spoken by `voices`.
    pub fn new(record: Record, voices: impl Into<Cast>) -> Self {
        let script = Script::new(&record.article, &record.lang, record.lexicon.clone());
        Self {
            key: record.key(),
            lines: script.lines().iter().copied().map(TrackLine::new).collect(),
            record,
            script,
            cover: None,
            voices: voices.into(),
            sound_key: OnceLock::new(),
            inexact: AtomicBool::new(false),
            progress: Progress::default(),
        }
    }

    /// The same track, whose files carry `cover`.
    #[must_use]
    pub fn with_cover(self, cover: Option<Arc<Cover>>) -> Self {
        Self { cover, ..self }
    }

    /// Its content address.
    pub fn key(&self) -> Key {
        self.key
    }

    /// The picture that its files carry.
    pub fn cover(&self) -> Option<&Arc<Cover>> {
        self.cover.as_ref()
    }

    /// The address of its sound: what is said, and all that decides how it sounds and how long it
    /// is.
    pub fn sound_key(&self) -> Key {
        *self.sound_key.get_or_init(|| self.hash_of_sound())
    }

    fn hash_of_sound(&self) -> Key {
        let others = self.voices.others.values();
        let mut voices: Vec<String> = others.map(|voice| voice.sound()).collect();
        voices.sort();
        voices.push(self.voices.main.sound());
        let voices = voices.iter().map(String::as_bytes);
        Key::of(
            [self.key.as_bytes(), sound::LAYOUT]
                .into_iter()
                .chain(voices),
        )
    }

    /// The article, its language and its voice.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The voice that reads it, but for blocks that have another one.
    pub fn voice(&self) -> &LoadedVoice {
        &self.voices.main
    }

    /// The number of sentences.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The sentences.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().map(|line| &line.line)
    }

    /// The words of a sentence with their times, where they are known.
    pub fn words(&self, index: usize) -> &[PlannedWord] {
        let plan = self.lines.get(index).and_then(|line| line.plan.get());
        plan.map_or(&[], |plan| &plan.words)
    }

    /// The text of a sentence as it is written.
    pub fn text(&self, line: &Line) -> &str {
        let block = self.record.article.blocks.get(line.block);
        block.map_or("", |block| line.range.of(&block.text))
    }

    /// The sentence made ready for its voice; prepared once.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`]; [`SpeechError::Broken`] where there is no such sentence.
    pub async fn prompt(
        &self,
        studio: &Studio,
        index: usize,
        priority: Priority,
    ) -> Result<Arc<Prompt>, SpeechError> {
        let entry = self.lines.get(index);
        let entry = entry.ok_or_else(|| SpeechError::Broken(format!("no sentence {index}")))?;
        let block = self.record.article.blocks.get(entry.line.block);
        let block = block.ok_or_else(|| SpeechError::Broken(format!("no block of {index}")))?;
        let mut held = entry.prompt.lock().await;
        if let Some(prompt) = &*held {
            return Ok(Arc::clone(prompt));
        }
        let sentence = self.script.sentence(&entry.line, block);
        let how = Direction {
            pause: entry.line.pause,
            pace: self.record.pace,
        };
        let voice = self.voices.of(block);
        let prompt = studio.prompt(voice, sentence, how, priority).await?;
        *held = Some(Arc::clone(&prompt));
        Ok(prompt)
    }

    /// Gives up most of what was prepared for a sentence whose sound is stored; who has it spoken
    /// again finds it again, in some 10 ms.
    pub fn release(&self, index: usize) {
        let held = self.lines.get(index).map(|line| line.prompt.try_lock());
        if let Some(Ok(prompt)) = held
            && let Some(prompt) = &*prompt
        {
            prompt.rest();
        }
    }

    /// Finds out the exact length of a sentence, where the voice knows it beforehand; once,
    /// however many ask at the same time.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`], or what the backend says.
    pub async fn plan(
        &self,
        studio: &Studio,
        index: usize,
        priority: Priority,
    ) -> Result<(), SpeechError> {
        let Some(entry) = self.lines.get(index) else {
            return Ok(());
        };
        let find_out = || async {
            let prompt = self.prompt(studio, index, priority).await?;
            let plan = studio.plan(&prompt, priority).await?;
            plan.ok_or(Unplanned::Inexact)
        };
        match entry.plan.get_or_try_init(find_out).await {
            Ok(_) => Ok(()),
            Err(Unplanned::Inexact) => {
                self.inexact.store(true, Ordering::Relaxed);
                Ok(())
            }
            Err(Unplanned::Failed(error)) => Err(error),
        }
    }

    /// Whether the exact length of a sentence is known.
    pub fn is_known(&self, index: usize) -> bool {
        let line = self.lines.get(index);
        line.is_some_and(|line| line.known().is_some())
    }

    /// Takes the length of a sentence from its finished segment; a plan knows more and stays.
    pub fn learn(&self, index: usize, beats: Beats) {
        let Some(line) = self.lines.get(index) else {
            return;
        };
        let pause = Samples::of(line.line.pause, SampleRate::OUTPUT);
        let _ = line.made.set(TakePlan {
            beats,
            speech: beats.samples().saturating_sub(pause),
            words: Vec::new(),
            missing: Vec::new(),
        });
    }

    /// All plans, where every sentence has one; lengths of what was made stand in for those of a
    /// voice that plans nothing.
    pub fn plans(&self) -> Option<Vec<&TakePlan>> {
        let planned = self.lines.iter().all(|line| line.plan.get().is_some());
        if !planned && !self.inexact.load(Ordering::Relaxed) {
            return None;
        }
        self.lines.iter().map(TrackLine::known).collect()
    }

    /// Takes over plans that were stored; they are left out where they do not fit.
    pub fn set_plans(&self, plans: Vec<TakePlan>) {
        if plans.len() == self.lines.len() {
            for (line, plan) in self.lines.iter().zip(plans) {
                let _ = line.plan.set(plan);
            }
        }
    }

    /// Sounds of a sentence that its voice does not have, where it is planned.
    pub fn missing(&self, index: usize) -> &[MissingSound] {
        let plan = self.lines.get(index).and_then(|line| line.plan.get());
        plan.map_or(&[], |plan| &plan.missing)
    }

    /// When everything is heard, as far as it is known now.
    pub fn timeline(&self) -> Timeline {
        let mut at = Beats(0);
        let mut exact = true;
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let plan = line.known();
            let estimate = || estimate(&line.line, self.text(&line.line), self.record.pace);
            let plan = plan.map_or_else(|| (false, estimate()), |p| (true, (p.beats, p.speech)));
            let (known, (beats, speech)) = plan;
            exact &= known;
            let start = at.samples() + ENCODER_DELAY;
            lines.push(LineTime {
                offset: at,
                start,
                end: start + speech,
                exact,
            });
            at += beats;
        }
        Timeline {
            lines,
            beats: at,
            exact,
        }
    }

    /// How far the work on it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

/// Why a sentence has no plan.
enum Unplanned {
    /// The voice does not know its lengths beforehand.
    Inexact,
    Failed(SpeechError),
}

impl From<SpeechError> for Unplanned {
    fn from(error: SpeechError) -> Self {
        Self::Failed(error)
    }
}

/// The length of a sentence guessed from its characters: the segment, and the speech in it.
fn estimate(line: &Line, text: &str, pace: Pace) -> (Beats, Samples) {
    let seconds = text.chars().count() as f64 / CHARACTERS_A_SECOND / f64::from(pace.times());
    let speech = Samples((seconds * f64::from(SampleRate::OUTPUT.0)) as u64);
    let pause = Samples::of(line.pause, SampleRate::OUTPUT);
    (Beats::holding(speech + pause), speech)
}
