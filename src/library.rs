//! The library: which articles there are, by content and by page, each prepared once.

mod covers;
mod fetch;
mod pages;
mod sites;
mod work;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use moka::future::Cache;
use moka::policy::EvictionPolicy;
use tokio::sync::Semaphore;
use url::Url;

pub use covers::Covers;
pub use fetch::{FetchError, Page, client, fetch};
pub use sites::Sites;

use crate::article::{self, ArticleError, Format, Reading, Verbosity};
use crate::lexicon::Lexicon;
use crate::script;
use crate::sound::Cover;
use crate::speech::{Pace, SpeechError};
use crate::store::{Key, Shelf, StoreError};
use crate::studio::{Studio, TakePlan};
use crate::track::{Cast, Record, Track};

/// Sentences of the tracks that are held in memory without anybody who listens: each takes some
/// 25 kB with its words, its sounds and their places, so 15 MB in all.
const SENTENCES: u64 = 600;
/// What a long track counts at the most, so that it is held as well.
const LONGEST: usize = 150;
/// Entries of the list of living tracks at which it is looked through for dead ones.
const LIVING: usize = 1_024;
/// Pages whose track is remembered.
const PAGES: u64 = 10_000;
/// How long a page is taken as it was read: an edit is heard after a minute, and a million
/// readers cost the publisher one request a minute.
const PAGE_LIFE: Duration = Duration::from_secs(60);
/// Extractions at once: each may hold some ten times the size of its page.
const EXTRACTIONS: usize = 4;
/// The language of a page that does not say, when its voice speaks any language.
const FALLBACK_LANG: &str = "en";

/// A document to be read.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub format: Format,
    /// The encoding that the transport named.
    pub charset: Option<String>,
    /// Where it comes from.
    pub url: Option<Url>,
    /// The title, where it is not part of the document.
    pub title: Option<String>,
}

impl Document {
    /// A plain text that is nowhere on the web.
    pub fn plain(text: &str) -> Self {
        Self {
            bytes: text.as_bytes().to_vec(),
            format: Format::Plain,
            charset: Some("utf-8".into()),
            url: None,
            title: None,
        }
    }
}

/// How a document is to be read; what is not said is taken from the document and the settings.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// BCP 47 tag of the language.
    pub lang: Option<String>,
    /// Id of the voice.
    pub voice: Option<String>,
    /// How much of the article is read.
    pub verbosity: Option<Verbosity>,
    /// How fast it is read.
    pub speed: Option<Pace>,
}

/// What a library is told when it is made.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The sites whose pages are read when a reader asks for one.
    pub sites: Sites,
    /// Id of the voice that reads where none is asked for.
    pub voice: String,
    /// How articles are read, unless a wish says otherwise.
    pub reading: Reading,
    /// The publishers' words.
    pub lexicon: Arc<Lexicon>,
    /// The publishers' pictures, carried by the files of articles that are read from now on.
    pub covers: Covers,
}

/// Why there is no track.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LibraryError {
    /// The document gives no article.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// The voice cannot speak it.
    #[error(transparent)]
    Speech(#[from] SpeechError),
    /// The page could not be read.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// Whether it is known here cannot be found out now: its text says why.
    #[error("{0}")]
    Store(String),
    /// The voice speaks another language.
    #[error("the voice '{voice}' speaks {speaks}, the article is in '{lang}'")]
    WrongLanguage {
        /// Id of the voice.
        voice: String,
        /// What it speaks.
        speaks: String,
        /// What the article is in.
        lang: String,
    },
    /// The address is not on a site that this service reads.
    #[error("{0} is not on a configured site; add its origin to `sites` in the configuration")]
    SiteNotConfigured(String),
}

/// The articles that are known here.
pub struct Library {
    studio: Arc<Studio>,
    settings: Settings,
    tracks: Cache<Key, Arc<Track>>,
    /// The tracks that somebody holds: there is one of each, also where the cache has lost it. A
    /// std mutex: held for a look-up only, never across an await.
    living: Mutex<HashMap<Key, Weak<Track>>>,
    pages: Cache<String, Key>,
    client: reqwest::Client,
    extractions: Semaphore,
}

impl Library {
    /// A library whose sound is made by `studio`.
    ///
    /// # Errors
    /// Where the system has no certificates to trust.
    pub fn new(studio: Arc<Studio>, settings: Settings) -> Result<Arc<Self>, FetchError> {
        Ok(Arc::new(Self {
            studio,
            client: fetch::client(&settings.sites)?,
            settings,
            tracks: Cache::builder()
                .weigher(|_, track: &Arc<Track>| track.len().clamp(1, LONGEST) as u32)
                .max_capacity(SENTENCES)
                // Who was just told of an article asks for it next.
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            living: Mutex::default(),
            pages: Cache::builder()
                .max_capacity(PAGES)
                .time_to_live(PAGE_LIFE)
                .build(),
            extractions: Semaphore::new(EXTRACTIONS),
        }))
    }

    /// What makes the sound.
    pub fn studio(&self) -> &Arc<Studio> {
        &self.studio
    }

    /// The sites whose pages are read.
    pub fn sites(&self) -> &Sites {
        &self.settings.sites
    }

    /// Id of the voice that reads where none is asked for.
    pub fn default_voice(&self) -> &str {
        &self.settings.voice
    }

    /// The track of `document`, and whether it is new here.
    ///
    /// # Errors
    /// Where there is no article in it, or no voice for it.
    pub async fn add(
        &self,
        document: Document,
        wish: Wish,
    ) -> Result<(Arc<Track>, bool), LibraryError> {
        let record = self.record(document, wish).await?;
        let key = record.key();
        match self.by_key(key).await {
            Ok(Some(known)) => return Ok((known, false)),
            // A store that is away may have it; the article is here all the same.
            Ok(None) | Err(LibraryError::Store(_)) => {}
            Err(error) => return Err(error),
        }
        let cast = self.cast(&record).await?;
        let store = self.studio.store();
        if let Err(error) = store.put_json(Shelf::Articles, key, &record).await {
            tracing::warn!(cause = %error, "an article could not be stored");
        }
        let cover = self.cover(&record).await;
        let track = Arc::new(Track::new(record, cast).with_cover(cover));
        let entry = self.tracks.entry(key).or_insert(track).await;
        let fresh = entry.is_fresh();
        let track = entry.into_value();
        self.note_living(&track);
        Ok((track, fresh))
    }

    /// The track of a short text that is spoken now and not kept as an article.
    ///
    /// It is taken to be in the language of its voice, unless the wish says otherwise.
    ///
    /// # Errors
    /// Where there is nothing to say in it, or no voice for it.
    pub async fn speech(&self, text: &str, wish: Wish) -> Result<Arc<Track>, LibraryError> {
        let voice = wish.voice.as_deref().unwrap_or(&self.settings.voice);
        let speaks = &self.studio.voices().installed(voice)?.language;
        let lang = Some(speaks.clone()).filter(|lang| lang != "*");
        let wish = Wish {
            lang: wish.lang.clone().or(lang),
            ..wish
        };
        let record = self.record(Document::plain(text), wish).await?;
        let cast = self.cast(&record).await?;
        Ok(Arc::new(Track::new(record, cast)))
    }

    /// The track of an id that was given out before, or `None`.
    ///
    /// # Errors
    /// Where its voice cannot be loaded any more.
    pub async fn by_key(&self, key: Key) -> Result<Option<Arc<Track>>, LibraryError> {
        // Boxed: it is large, and part of every request's future.
        let restore = Box::pin(self.restore(key));
        let restored = self.tracks.try_get_with(key, restore).await;
        match restored {
            Ok(track) => Ok(Some(track)),
            Err(error) => match &*error {
                RestoreError::Absent => Ok(None),
                RestoreError::Store(error) => Err(LibraryError::Store(error.to_string())),
                RestoreError::Speech(error) => Err(error.clone().into()),
            },
        }
    }

    /// The article of `document` with the language and the voice that read it.
    async fn record(&self, document: Document, wish: Wish) -> Result<Record, LibraryError> {
        let voice = wish.voice.as_ref().unwrap_or(&self.settings.voice);
        let voices = self.studio.voices();
        let voice = voices.installed(voice)?;
        let speaks = &voice.language;
        let permit = self.extractions.acquire().await;
        let reading = Reading {
            verbosity: wish.verbosity.unwrap_or(self.settings.reading.verbosity),
            url: document.url.clone(),
            ..self.settings.reading.clone()
        };
        let fallback = if speaks == "*" { FALLBACK_LANG } else { speaks };
        let (named, speed) = (wish.voice.is_some(), wish.speed);
        let wish = (wish.lang, fallback.to_owned());
        let lexicon = Arc::clone(&self.settings.lexicon);
        let read = tokio::task::spawn_blocking(move || {
            let mut article = read(document, &reading)?;
            let lang = article.settle_language(wish.0.as_deref(), &wish.1);
            let words = script::words_in(&article, &lexicon, &lang);
            Ok::<_, ArticleError>((article, lang, words))
        });
        let (mut article, lang, lexicon) = read
            .await
            .map_err(|error| SpeechError::Broken(error.to_string()))??;
        drop(permit);
        let voice = if voice.reads(&lang) {
            voice
        } else {
            // Who names a voice is told that it is the wrong one; else there may be another.
            let other = voices.speaking(&lang).filter(|_| !named);
            other.ok_or_else(|| LibraryError::WrongLanguage {
                voice: voice.id.clone(),
                speaks: speaks.clone(),
                lang: lang.clone(),
            })?
        };
        article.lang = Some(lang.clone());
        let cover = self.settings.covers.of(article.url.as_ref());
        Ok(Record {
            cover: cover.map(|cover| cover.key()),
            article,
            lang,
            voice: voice.id.clone(),
            pace: speed.unwrap_or_default(),
            lexicon,
        })
    }

    /// The voices that read `record`; one that a publisher wants and that is not here is logged.
    async fn cast(&self, record: &Record) -> Result<Cast, SpeechError> {
        let voices = self.studio.voices();
        let mut cast = Cast::from(voices.load(&record.voice).await?);
        for id in record
            .article
            .blocks
            .iter()
            .filter_map(|b| b.voice.as_ref())
        {
            if cast.others.contains_key(id) {
                continue;
            }
            match voices.load(id).await {
                Ok(voice) => {
                    cast.others.insert(id.clone(), voice);
                }
                Err(error) => {
                    tracing::warn!(voice = %id, cause = %error, "a block is read by the main voice");
                }
            }
        }
        Ok(cast)
    }

    /// The picture of `record`: of the configuration, or the one that was stored when it was read.
    async fn cover(&self, record: &Record) -> Option<Arc<Cover>> {
        let (key, store) = (record.cover?, self.studio.store());
        if let Some(cover) = self.settings.covers.by_key(key) {
            if let Err(error) = store.put_cover(key, cover.bytes()).await {
                tracing::warn!(cause = %error, "a cover could not be stored");
            }
            return Some(Arc::clone(cover));
        }
        let cover = readable(store.cover(key).await).and_then(|file| Cover::read(file).ok());
        if cover.is_none() {
            tracing::warn!(article.cover = %key, "a cover is gone; files are without it");
        }
        cover.map(Arc::new)
    }

    /// The track of `key` from who holds it, or from the store.
    async fn restore(&self, key: Key) -> Result<Arc<Track>, RestoreError> {
        if let Some(track) = self.living().get(&key).and_then(Weak::upgrade) {
            return Ok(track);
        }
        let store = self.studio.store();
        let record = store.json::<Record>(Shelf::Articles, key).await;
        let record = record.map_err(RestoreError::Store)?;
        let record = record.ok_or(RestoreError::Absent)?;
        let cast = self.cast(&record).await.map_err(RestoreError::Speech)?;
        let cover = self.cover(&record).await;
        let track = Track::new(record, cast).with_cover(cover);
        let plans: Option<Vec<TakePlan>> =
            readable(store.json(Shelf::Plans, track.sound_key()).await);
        if let Some(plans) = plans {
            track.set_plans(plans);
        }
        let track = Arc::new(track);
        self.note_living(&track);
        Ok(track)
    }

    fn living(&self) -> MutexGuard<'_, HashMap<Key, Weak<Track>>> {
        self.living.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note_living(&self, track: &Arc<Track>) {
        let mut living = self.living();
        if living.len() >= LIVING {
            living.retain(|_, track| track.strong_count() > 0);
        }
        living.insert(track.key(), Arc::downgrade(track));
    }
}

/// Why a track is not in the store.
enum RestoreError {
    Absent,
    Store(StoreError),
    Speech(SpeechError),
}

/// What was read; a store that fails is as good as one that does not have it.
fn readable<T>(read: Result<Option<T>, StoreError>) -> Option<T> {
    read.unwrap_or_else(|error| {
        tracing::warn!(cause = %error, "the store could not be read");
        None
    })
}

fn read(document: Document, reading: &Reading) -> Result<article::Article, ArticleError> {
    let charset = document.charset.as_deref();
    let mut article = article::read(&document.bytes, document.format, charset, reading)?;
    if let Some(title) = document.title {
        article.set_title(&title);
    }
    article.url = document.url.or(article.url);
    Ok(article)
}
