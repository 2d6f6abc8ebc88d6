//! Exit codes: 0 done, 2 a mistake of usage or input, 3 a backend or the store failed.

use std::process::ExitCode;

use aloud::article::ArticleError;
use aloud::library::{FetchError, LibraryError};
use aloud::speech::SpeechError;

/// How a command ended.
pub(crate) type Outcome = Result<(), Exit>;

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) enum Exit {
    /// The user can mend it: a flag, a file, a voice that is not there.
    Usage(anyhow::Error),
    /// The machine cannot do it: the engine, the store, the network.
    Failed(anyhow::Error),
    /// Nobody reads the results any more.
    Unheard,
}

impl Exit {
    /// A mistake of usage or input.
    pub(crate) fn usage(error: impl Into<anyhow::Error>) -> Self {
        Self::Usage(error.into())
    }

    /// A failure of this machine.
    pub(crate) fn failed(error: impl Into<anyhow::Error>) -> Self {
        Self::Failed(error.into())
    }

    /// The same with the thing it was about in front.
    pub(crate) fn about(self, thing: &str) -> Self {
        let thing = thing.to_owned();
        match self {
            Self::Usage(error) => Self::Usage(error.context(thing)),
            Self::Failed(error) => Self::Failed(error.context(thing)),
            Self::Unheard => Self::Unheard,
        }
    }
}

impl From<ArticleError> for Exit {
    fn from(error: ArticleError) -> Self {
        Self::usage(error)
    }
}

impl From<SpeechError> for Exit {
    fn from(error: SpeechError) -> Self {
        match error {
            SpeechError::UnknownVoice(_)
            | SpeechError::NotInstalled(_)
            | SpeechError::NotSpeakable => Self::usage(error),
            _ => Self::failed(error),
        }
    }
}

impl From<FetchError> for Exit {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::NoClient(_) => Self::failed(error),
            _ => Self::usage(error),
        }
    }
}

impl From<LibraryError> for Exit {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Article(error) => error.into(),
            LibraryError::Speech(error) => error.into(),
            LibraryError::Fetch(error) => error.into(),
            LibraryError::Store(_) => Self::failed(error),
            LibraryError::WrongLanguage { .. } | LibraryError::SiteNotConfigured(_) => {
                Self::usage(error)
            }
        }
    }
}

/// Says what went wrong in one line.
pub(crate) fn report(outcome: Outcome) -> ExitCode {
    let (code, error) = match outcome {
        Ok(()) | Err(Exit::Unheard) => return ExitCode::SUCCESS,
        Err(Exit::Usage(error)) => (2, error),
        Err(Exit::Failed(error)) => (3, error),
    };
    let line = format!("{error:#}").replace(['\n', '\r'], " ");
    eprintln!("aloud: {line}");
    ExitCode::from(code)
}
