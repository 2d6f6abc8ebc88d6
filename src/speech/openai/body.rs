//! Body: the bytes of an answer from the network to the decoder, piece by piece.

use std::io::{self, Read};
use std::time::Duration;

use bytes::{Buf as _, Bytes};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::fault::{Fault, Remedy};
use super::settings::Patience;
use crate::network::innermost;

/// Pieces that may wait for the decoder; then the server has to wait.
pub(super) const WAITING: usize = 8;

/// An answer whose bytes are still coming.
pub(super) struct Incoming {
    reply: reqwest::Response,
    /// Bytes that may still come.
    room: u64,
    /// When the next piece must have come.
    deadline: Instant,
    idle: Duration,
    /// Whether all has come.
    pub(super) whole: bool,
}

impl Incoming {
    /// The body of `reply`, at most `room` bytes of it, the first of them until `deadline`.
    pub(super) fn new(
        reply: reqwest::Response,
        room: u64,
        deadline: Instant,
        patience: &Patience,
    ) -> Self {
        Self {
            reply,
            room,
            deadline,
            idle: patience.idle,
            whole: false,
        }
    }

    /// The next piece; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Fault> {
        let piece = timeout_at(self.deadline, self.reply.chunk()).await;
        let again = Remedy::Again(None);
        let piece = piece
            .map_err(|_| Fault::unavailable("the server fell silent").remedy(again))?
            .map_err(|error| {
                let cause = innermost(&error);
                Fault::unavailable(format!("the server broke off ({cause})")).remedy(again)
            })?;
        self.deadline = Instant::now() + self.idle;
        let Some(piece) = piece else {
            self.whole = true;
            return Ok(None);
        };
        let room = self.room.checked_sub(piece.len() as u64);
        self.room = room.ok_or_else(|| Fault::broken("the server sends without an end"))?;
        Ok(Some(piece))
    }

    /// Hands `head` and then the rest to the decoder, for as long as it takes them.
    pub(super) async fn pump(
        mut self,
        head: Bytes,
        decoder: mpsc::Sender<Option<Bytes>>,
    ) -> Result<(), Fault> {
        let mut piece = Some(head);
        loop {
            let last = piece.is_none();
            if decoder.send(piece).await.is_err() || last {
                return Ok(());
            }
            // The time that the decoder took is not the server's.
            self.deadline = self.deadline.max(Instant::now() + self.idle);
            piece = self.next().await?;
        }
    }
}

/// The decoder's end: bytes to read on a thread that may block.
pub(super) struct Body {
    pieces: mpsc::Receiver<Option<Bytes>>,
    piece: Bytes,
    ended: bool,
}

impl Body {
    /// The bytes of `pieces`, which `None` ends.
    pub(super) fn new(pieces: mpsc::Receiver<Option<Bytes>>) -> Self {
        Self {
            pieces,
            piece: Bytes::new(),
            ended: false,
        }
    }
}

impl Read for Body {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() && !self.ended {
            match self.pieces.blocking_recv() {
                Some(Some(piece)) => self.piece = piece,
                Some(None) => self.ended = true,
                None => return Err(io::ErrorKind::ConnectionAborted.into()),
            }
        }
        let count = self.piece.len().min(into.len());
        self.piece.copy_to_slice(&mut into[..count]);
        Ok(count)
    }
}
