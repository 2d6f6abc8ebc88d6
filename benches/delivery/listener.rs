//! A model of a browser that plays a file while it is read.

use std::time::{Duration, Instant};

use super::shared::{BLOCK, BYTES_A_SECOND};

/// Bytes that a browser reads ahead of what it plays: Chromium's least (`kMinBufferPreload`).
const AHEAD: u64 = 2 << 20;

/// What is heard of a file by who plays it as it comes.
///
/// It begins to play with the first block. When it has played all that was read it falls silent,
/// and plays on with the next block.
#[derive(Default)]
pub(super) struct Ear {
    read: u64,
    /// When the beginning of the file would have been heard, had there been no silence since.
    origin: Option<Instant>,
    /// Since when it is silent.
    silent: Option<Instant>,
    /// It does not play before so much is read, unless that is all.
    enough: u64,
    /// The silences that are over.
    pub(super) stalls: Vec<Duration>,
}

impl Ear {
    /// Nothing read.
    pub(super) fn new() -> Self {
        Self {
            enough: BLOCK as u64,
            ..Self::default()
        }
    }

    /// Whether anything was heard.
    pub(super) fn has_begun(&self) -> bool {
        self.origin.is_some()
    }

    /// Takes bytes that came `now`.
    pub(super) fn receive(&mut self, bytes: usize, now: Instant) {
        self.fall_silent(now);
        self.read += bytes as u64;
        if self.read >= self.enough {
            self.play(now);
        }
    }

    /// Notes that there are no more bytes.
    pub(super) fn end(&mut self, now: Instant) {
        self.fall_silent(now);
        self.play(now);
    }

    /// Stops listening; a silence that lasts is one that was.
    pub(super) fn leave(&mut self, now: Instant) {
        self.fall_silent(now);
        let silent = self.silent.take();
        self.stalls.extend(silent.map(|since| now - since));
    }

    /// How long it does not want any more bytes from `now` on.
    pub(super) fn is_full_for(&self, now: Instant) -> Duration {
        let wanted = self.read.saturating_sub(AHEAD);
        let hungry = self.origin.map(|origin| origin + seconds(wanted));
        hungry.map_or(Duration::ZERO, |at| at.saturating_duration_since(now))
    }

    /// Notes whether all that was read is played.
    fn fall_silent(&mut self, now: Instant) {
        let played = self.origin.map(|origin| origin + seconds(self.read));
        if let Some(end) = played.filter(|end| *end < now && self.silent.is_none()) {
            self.silent = Some(end);
            self.enough = self.read + BLOCK as u64;
        }
    }

    fn play(&mut self, now: Instant) {
        match (self.origin, self.silent.take()) {
            (None, _) => self.origin = Some(now),
            (Some(origin), Some(since)) => {
                self.stalls.push(now - since);
                self.origin = Some(origin + (now - since));
            }
            (Some(_), None) => {}
        }
    }
}

/// How long so many bytes are heard.
fn seconds(bytes: u64) -> Duration {
    Duration::from_secs_f64(bytes as f64 / BYTES_A_SECOND)
}
