//! The voices that can speak here: opened at the first use, one model in memory each.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tokio::sync::{Mutex, OnceCell};

use crate::lang::Dialect;
use crate::phoneme::Pronouncer;
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
    /// Knows the sounds; absent where the voice reads text.
    pronouncer: Option<&'static Pronouncer>,
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
            Reads::Phonemes => Dialect::of_lang(&entry.language).map(pronouncer),
        };
        Ok(Self {
            gain: Gain::of_decibels(entry.gain_db),
            entry,
            speaker,
            pronouncer,
        })
    }

    /// The `sentence` with all that the voice reads.
    pub fn utterance(&self, sentence: &Sentence, pace: Pace) -> Utterance {
        let form = sentence.spoken();
        let pronunciation = self
            .pronouncer
            .map(|pronouncer| pronouncer.pronounce(&form));
        Utterance {
            form,
            pronunciation,
            lang: sentence.lang().to_owned(),
            pace,
            durations: OnceLock::new(),
        }
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

/// The dictionaries of a dialect, 96 MiB, loaded once for all voices.
fn pronouncer(dialect: Dialect) -> &'static Pronouncer {
    static AMERICAN: OnceLock<Pronouncer> = OnceLock::new();
    static BRITISH: OnceLock<Pronouncer> = OnceLock::new();
    let place = match dialect {
        Dialect::American => &AMERICAN,
        Dialect::British => &BRITISH,
    };
    place.get_or_init(|| Pronouncer::load(dialect))
}
