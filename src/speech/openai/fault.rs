//! Faults: why a try failed, and whether another one makes sense.

use std::time::Duration;

use tower::BoxError;
use tower::timeout::error::Elapsed;

use crate::speech::SpeechError;

/// Why a try failed.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{error}")]
pub(super) struct Fault {
    /// What the caller is told if it was the last one.
    pub(super) error: SpeechError,
    /// What may mend it.
    pub(super) remedy: Remedy,
}

/// What may mend a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Nothing here.
    None,
    /// Another try, as late as the server asks for.
    Again(Option<Duration>),
    /// Another try for another format.
    OtherFormat,
}

impl Fault {
    /// The server cannot speak now, and it is not for us to try again.
    pub(super) fn unavailable(cause: impl Into<String>) -> Self {
        Self {
            error: SpeechError::Unavailable(cause.into()),
            remedy: Remedy::None,
        }
    }

    /// The server does what it should not.
    pub(super) fn broken(cause: impl Into<String>) -> Self {
        Self {
            error: SpeechError::Broken(cause.into()),
            remedy: Remedy::None,
        }
    }

    /// Nobody listens.
    pub(super) fn cancelled() -> Self {
        Self {
            error: SpeechError::Cancelled,
            remedy: Remedy::None,
        }
    }

    /// The same with another remedy.
    pub(super) fn remedy(self, remedy: Remedy) -> Self {
        Self { remedy, ..self }
    }

    /// The fault in an error that came through the layers.
    pub(super) fn of(error: &BoxError) -> Self {
        if let Some(fault) = error.downcast_ref::<Self>() {
            return fault.clone();
        }
        if error.is::<Elapsed>() {
            return Self::unavailable("the server took too long for the whole of a sentence");
        }
        Self::broken(error.to_string())
    }
}
