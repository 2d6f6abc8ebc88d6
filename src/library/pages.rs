//! Pages by their addresses, and the articles that they had.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use url::Url;

use super::fetch::{FetchError, fetch};
use super::{Library, LibraryError, Wish, readable};
use crate::speech::SpeechError;
use crate::store::{Key, Shelf};
use crate::track::Track;

impl Library {
    /// The track of the page at `url`, read now unless it was within the last minute; and whether
    /// it is new here.
    ///
    /// # Errors
    /// Where the page is on no configured site, cannot be read or has no article.
    pub async fn by_page(&self, url: &Url, wish: Wish) -> Result<(Arc<Track>, bool), LibraryError> {
        let address = self.settings.sites.admit(url)?;
        let name = format!(
            "{address} {:?} {:?} {:?} {:?}",
            wish.voice, wish.lang, wish.verbosity, wish.speed
        );
        let new = AtomicBool::new(false);
        let page = Key::of([name.as_bytes()]);
        let read = async {
            let limit = self.settings.reading.limits.bytes;
            let document = match fetch(&self.client, &address, limit).await {
                Ok(document) => document,
                Err(error) => return self.last_edition(page, error).await,
            };
            let (track, fresh) = self.add(document.into(), wish.clone()).await?;
            new.store(fresh, Ordering::Relaxed);
            self.note_edition(page, track.key()).await;
            Ok::<_, LibraryError>(track.key())
        };
        let key = self.pages.try_get_with(name, read).await;
        let key = key.map_err(|error| LibraryError::clone(&error))?;
        let track = self.by_key(key).await?;
        // Gone from memory and never stored: the disk is full. Saying so is all that is left.
        let track = track.ok_or(SpeechError::Overloaded)?;
        Ok((track, new.into_inner()))
    }

    /// Notes that the article `edition` is what `page` says now.
    async fn note_edition(&self, page: Key, edition: Key) {
        let (store, edition) = (self.studio.store(), edition.to_string());
        if let Err(error) = store.put_json(Shelf::Pages, page, &edition).await {
            tracing::warn!(cause = %error, "the article of a page could not be noted");
        }
    }

    /// The article that `page` had when it was read last, where `why` says that its site is away
    /// for now: its readers need not notice. A page that was taken down is not read.
    async fn last_edition(&self, page: Key, why: FetchError) -> Result<Key, LibraryError> {
        let away = match &why {
            FetchError::Unreachable { .. } => true,
            FetchError::Refused { status, .. } => *status >= 500,
            FetchError::TooLarge { .. } | FetchError::NoClient(_) => false,
        };
        let noted = self.studio.store().json(Shelf::Pages, page).await;
        let edition: Option<String> = readable(noted).filter(|_| away);
        let edition = edition
            .and_then(|key| Key::parse(&key))
            .ok_or(why.clone())?;
        tracing::warn!(article.id = %edition, cause = %why, "a page is away; its last article is read");
        Ok(edition)
    }
}
