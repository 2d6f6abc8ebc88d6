//! The work on tracks: their plans, their first seconds, all of their sound.

use std::sync::Arc;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Library;
use crate::sound::{Beats, Encoding};
use crate::speech::SpeechError;
use crate::store::Shelf;
use crate::studio::Priority;
use crate::track::Track;

/// Sound that is made when a page is asked about. Chromium and Firefox play when they have 32 kB,
/// which is 5.5 s.
const OPENING_SECONDS: f64 = 6.0;

impl Library {
    /// Finds out the exact length of every sentence, and keeps it for the next time.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`], or what the backend says.
    pub async fn plan(&self, track: &Arc<Track>) -> Result<(), SpeechError> {
        if track.plans().is_some() {
            // Every request for a part of a file asks; nothing is to be stored for it again.
            track.progress().planned();
            return Ok(());
        }
        let plan = |index| track.plan(&self.studio, index, Priority::Planning);
        stream::iter(0..track.len())
            .map(plan)
            .buffer_unordered(self.studio.worker_count())
            .try_collect::<()>()
            .await?;
        self.keep_plans(track).await;
        Ok(())
    }

    /// Finds out every length, of a voice that plans nothing by having it speak; what is made is
    /// made in `encoding`.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`], or what the backend says.
    pub async fn settle(&self, track: &Arc<Track>, encoding: Encoding) -> Result<(), SpeechError> {
        self.plan(track).await?;
        if track.plans().is_none() {
            self.render(track, &[encoding], &|_| ()).await?;
        }
        Ok(())
    }

    /// Stores the lengths of all sentences, where they are known.
    async fn keep_plans(&self, track: &Track) {
        let Some(plans) = track.plans() else {
            return;
        };
        track.progress().planned();
        let store = self.studio.store();
        let stored = store.put_json(Shelf::Plans, track.sound_key(), &plans);
        if let Err(error) = stored.await {
            tracing::warn!(cause = %error, "a plan could not be stored");
        }
    }

    /// Makes the first seconds of MP3, so that who presses finds what a browser waits for.
    ///
    /// # Errors
    /// The first sentence that fails.
    pub async fn open(&self, track: &Arc<Track>) -> Result<(), SpeechError> {
        let (mut ready, encoding) = (Beats(0), Encoding::Mp3);
        for index in 0..track.len() {
            if ready.seconds() >= OPENING_SECONDS {
                break;
            }
            let prompt = track
                .prompt(&self.studio, index, Priority::Planning)
                .await?;
            let take = self.studio.take(&prompt, encoding, Priority::Planning);
            let beats = encoding.beats(take.whole().await?.len() as u64);
            track.learn(index, beats);
            ready += beats;
        }
        Ok(())
    }

    /// Makes the sound of every sentence that is not stored yet, spoken once for all `encodings`;
    /// `done` hears of each one.
    ///
    /// # Errors
    /// The first sentence that fails.
    pub async fn render(
        &self,
        track: &Arc<Track>,
        encodings: &[Encoding],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<(), SpeechError> {
        let make = |index| async move {
            let prompt = track
                .prompt(&self.studio, index, Priority::Rendering)
                .await?;
            for &encoding in encodings {
                let take = self.studio.take(&prompt, encoding, Priority::Rendering);
                let sound = take.whole().await?;
                track.learn(index, encoding.beats(sound.len() as u64));
            }
            track.release(index);
            done(index);
            Ok::<_, SpeechError>(())
        };
        let planned = track.plans().is_some();
        stream::iter(0..track.len())
            .map(make)
            .buffer_unordered(self.studio.worker_count())
            .try_collect::<()>()
            .await?;
        if !planned {
            // Of a voice that knows no length beforehand.
            self.keep_plans(track).await;
        }
        Ok(())
    }
}
