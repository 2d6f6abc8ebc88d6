//! The voices that can speak here: opened at the first use, one model in memory each.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock, PoisonError};

use tokio::sync::{Mutex, OnceCell};

use super::seats::Cost;
use crate::lang::Dialect;
use crate::phoneme::{NoPhonemes, Pronouncer};
use crate::script::Sentence;
use crate::sound::Gain;
use crate::speech::{self, Pace, Reads, SpeechError, Utterance, Voice};
use crate::voice::{Catalogue, Shelf, VoiceEntry};

/// A voice with its model in memory.
pub struct LoadedVoice {
    /// What the catalogue says of it.
    pub entry: VoiceEntry,
    /// What speaks.
    pub speaker: Arc<dyn Voice>,
    /// What brings it to the common loudness.
    pub gain: Gain,
    /// What it takes of a processor.
    pub(super) cost: Cost,
    /// Knows the sounds; absent where the voice reads text.
    pronouncer: Option<Arc<Pronouncer>>,
}

impl LoadedVoice {
    /// The voice of `entry`, its files in `folder` taken as they are; blocks.
    ///
    /// # Errors
    /// What its backend says of the files.
    pub fn open(entry: VoiceEntry, folder: &Path) -> Result<Self, SpeechError> {
        let speaker = speech::open(&entry, folder)?;
        let pronouncer = match speaker.reads() {
            Reads::Text => None,
            Reads::Phonemes => {
                let loaded = pronouncer(&entry.language);
                Some(loaded.map_err(|error| no_phonemes(&entry, &error))?)
            }
        };
        Ok(Self {
            gain: Gain::of_decibels(entry.gain_db),
            cost: Cost::default(),
            entry,
            speaker,
            pronouncer,
        })
    }

    /// Seconds of a processor of this machine that a second of its speech takes.
    pub(super) fn share(&self) -> f64 {
        if self.speaker.waits() {
            0.0
        } else {
            self.cost.a_second()
        }
    }

    /// What decides the samples of whatever it says, beside what it is given.
    pub fn sound(&self) -> String {
        format!("{} {}", self.speaker.fingerprint(), self.entry.gain_db)
    }

    /// The `sentence` with all that the voice reads.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`] where the program that knows the phonemes gives no answer.
    pub fn utterance(&self, sentence: &Sentence, pace: Pace) -> Result<Utterance, SpeechError> {
        let form = sentence.spoken();
        let sounds = self.pronouncer.as_ref().map(|it| it.pronounce(&form));
        let pronunciation = sounds
            .transpose()
            .map_err(|error| no_phonemes(&self.entry, &error))?;
        Ok(Utterance {
            form,
            pronunciation,
            lang: sentence.lang().to_owned(),
            pace,
            durations: OnceLock::new(),
        })
    }
}

/// The catalogue, the shelf, and what is loaded of them.
pub struct Voices {
    catalogue: Catalogue,
    shelf: Shelf,
    /// A cell for each voice asked for, filled once however many ask at the same time.
    loaded: Mutex<HashMap<String, Arc<OnceCell<Arc<LoadedVoice>>>>>,
}

impl Voices {
    /// The voices of `catalogue` whose files are on `shelf`.
    pub fn new(catalogue: Catalogue, shelf: Shelf) -> Self {
        Self {
            catalogue,
            shelf,
            loaded: Mutex::default(),
        }
    }

    /// The voices that can be had.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Where their files are.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The catalogue's entry of a voice that is installed.
    ///
    /// # Errors
    /// [`SpeechError::UnknownVoice`] or [`SpeechError::NotInstalled`].
    pub fn installed(&self, id: &str) -> Result<&VoiceEntry, SpeechError> {
        let entry = self.catalogue.find(id);
        let entry = entry.ok_or_else(|| SpeechError::UnknownVoice(id.to_owned()))?;
        if !self.shelf.has(entry) {
            return Err(SpeechError::NotInstalled(id.to_owned()));
        }
        Ok(entry)
    }

    /// The first voice of the catalogue that is ready and speaks `lang`, one of that language
    /// before one of any.
    pub fn speaking(&self, lang: &str) -> Option<&VoiceEntry> {
        let ready = |entry: &&VoiceEntry| self.shelf.has(entry) && speech::is_ready(entry);
        let voices = self.catalogue.voices().iter();
        let mut voices = voices.filter(|entry| entry.reads(lang)).filter(ready);
        let any = voices.clone().find(|entry| entry.language == "*");
        voices.find(|entry| entry.language != "*").or(any)
    }

    /// The voice called `id`, verified and loaded where it was not yet.
    ///
    /// # Errors
    /// As [`installed`](Self::installed), or [`SpeechError::Damaged`].
    pub async fn load(&self, id: &str) -> Result<Arc<LoadedVoice>, SpeechError> {
        let entry = self.installed(id)?.clone();
        let cell = Arc::clone(self.loaded.lock().await.entry(id.to_owned()).or_default());
        let shelf = self.shelf.clone();
        let voice = cell
            .get_or_try_init(|| async {
                tokio::task::spawn_blocking(move || open(entry, &shelf))
                    .await
                    .map_err(|error| SpeechError::Broken(error.to_string()))?
            })
            .await?;
        Ok(Arc::clone(voice))
    }
}

/// Verifies and opens a voice; blocks for about half a second.
fn open(entry: VoiceEntry, shelf: &Shelf) -> Result<Arc<LoadedVoice>, SpeechError> {
    shelf.verify(&entry).map_err(|fault| SpeechError::Damaged {
        voice: entry.id.clone(),
        cause: fault.to_string(),
    })?;
    let folder = shelf.folder_of(&entry);
    LoadedVoice::open(entry, &folder).map(Arc::new)
}

/// What is to be done so that the voice has phonemes.
fn no_phonemes(entry: &VoiceEntry, error: &NoPhonemes) -> SpeechError {
    SpeechError::Unavailable(format!(
        "the voice '{}' needs phonemes, but {error}",
        entry.id
    ))
}

/// The pronouncer of a language, loaded once for all voices; one of English takes 96 MiB.
fn pronouncer(lang: &str) -> Result<Arc<Pronouncer>, NoPhonemes> {
    static LOADED: std::sync::Mutex<Vec<(String, Arc<Pronouncer>)>> =
        std::sync::Mutex::new(Vec::new());
    let key = match Dialect::of_lang(lang) {
        Some(Dialect::American) => "en-US".to_owned(),
        Some(Dialect::British) => "en-GB".to_owned(),
        None => lang.replace('_', "-").to_ascii_lowercase(),
    };
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, pronouncer)) = loaded.iter().find(|(name, _)| *name == key) {
        return Ok(Arc::clone(pronouncer));
    }
    let pronouncer = Arc::new(Pronouncer::load(&key)?);
    loaded.push((key, Arc::clone(&pronouncer)));
    Ok(pronouncer)
}
