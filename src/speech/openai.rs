//! Remote voices: any server with the speech interface of OpenAI, `POST /v1/audio/speech`.
//!
//! The request goes through layers: tries, then the limit of requests under way, then the time
//! that one may take, around the exchange itself. What comes is decoded while it comes.

mod body;
mod decode;
mod exchange;
mod fault;
mod kind;
mod mp3;
mod refusal;
mod retry;
mod settings;
mod shape;
mod wav;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::{mpsc, oneshot};
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tower::limit::ConcurrencyLimit;
use tower::retry::Retry;
use tower::retry::budget::TpsBudget;
use tower::timeout::Timeout;
use tower::{BoxError, ServiceExt as _};

use exchange::{Ask, Exchange, Server};
use fault::Fault;
use retry::Tries;
use settings::{Patience, Settings};

use super::{Effort, Pace, PcmSink, Reads, SpeechError, SpeechPlan, Utterance, Voice};
use crate::units::{SampleRate, Samples};
use crate::voice::VoiceEntry;

/// Raised when the code changes what a voice says, so that stored sound is not mixed.
const VERSION: u32 = 1;

/// Characters a second of read English, punctuation and spaces included; between the 14 of a
/// newsreader and the 17 of neural voices. Other scripts say more by a character: an estimate.
const CHARACTERS: f64 = 15.5;

/// The most time that a character can take, pauses included: figures that the server reads out.
const SLOWEST: f64 = 0.6;
/// And the least that a whole answer may have, in seconds: "OK." with silence on either side.
const SHORTEST_LIMIT: f64 = 15.0;

/// The longest text of one request: OpenAI refuses more than 4,096 characters, and servers of
/// small models hurry or stop in longer ones. A sentence of news has 120.
const LONGEST: usize = 1_000;

/// Pieces of speech that may wait for whoever takes them.
const PIECES: usize = 8;

/// How soon it is noticed that nobody waits any more, while nothing comes.
const LOOK: Duration = Duration::from_millis(50);

/// The backend of all remote voices.
pub(super) struct Backend;

impl super::Backend for Backend {
    fn name(&self) -> &'static str {
        "openai"
    }

    fn open(&self, entry: &VoiceEntry, _: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
        Ok(Arc::new(Remote::new(Settings::of(entry)?)?))
    }
}

/// A voice on a server.
struct Remote {
    server: Arc<Server>,
    limited: ConcurrencyLimit<Timeout<Exchange>>,
    budget: Arc<TpsBudget>,
    patience: Patience,
    runtime: Handle,
    fingerprint: String,
}

/// The thread that waits for all servers.
///
/// Workers wait for it, whether or not there is a runtime around them.
fn runtime() -> Result<Handle, SpeechError> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).thread_name("remote-voices");
        builder
            .enable_all()
            .build()
            .map_err(|error| error.to_string())
    });
    match runtime {
        Ok(runtime) => Ok(runtime.handle().clone()),
        Err(cause) => Err(SpeechError::Unavailable(cause.clone())),
    }
}

impl Remote {
    fn new(settings: Settings) -> Result<Self, SpeechError> {
        let patience = settings.patience();
        let timed = Timeout::new(Exchange, patience.whole);
        Ok(Self {
            limited: ConcurrencyLimit::new(timed, settings.requests),
            budget: retry::budget(),
            patience,
            runtime: runtime()?,
            fingerprint: settings.fingerprint(VERSION),
            server: {
                let key = settings.key()?;
                Arc::new(Server::new(settings, key).map_err(|fault| fault.error)?)
            },
        })
    }

    /// Speaks `text`, which fits one request.
    fn speak(&self, text: &str, pace: Pace, sink: &mut PcmSink<'_>) -> Result<(), SpeechError> {
        let (listener, mut speech) = mpsc::channel(PIECES);
        let ask = self
            .server
            .ask(text, pace.times(), longest(text, pace), listener);
        let (end, ended) = oneshot::channel();
        let tries = Tries::new(Arc::clone(&self.budget), self.patience.first);
        let tries = Retry::new(tries.map_err(|fault| fault.error)?, self.limited.clone());
        let task = self.runtime.spawn(async move {
            let _ = end.send(run(tries, ask).await);
        });
        let _guard = Guard(task.abort_handle());
        loop {
            let piece = self
                .runtime
                .block_on(async { timeout(LOOK, speech.recv()).await });
            let Some(piece) = piece.unwrap_or_else(|_| Some(Vec::new())) else {
                break;
            };
            if sink(&piece).is_break() {
                return Err(SpeechError::Cancelled);
            }
        }
        let ended = ended.blocking_recv();
        ended.unwrap_or_else(|_| Err(SpeechError::Broken("the request was given up".into())))
    }
}

/// Sends `ask` through the layers.
async fn run(
    tries: Retry<Tries, ConcurrencyLimit<Timeout<Exchange>>>,
    ask: Ask,
) -> Result<(), SpeechError> {
    let done = tries.oneshot(ask).await;
    done.map_err(|error: BoxError| Fault::of(&error).error)
}

/// Gives a request up when nobody waits for it any more.
struct Guard(AbortHandle);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Voice for Remote {
    fn reads(&self) -> Reads {
        Reads::Text
    }

    /// 24 kHz: what comes at another rate is converted, so that the rate is known before.
    fn rate(&self) -> SampleRate {
        SampleRate::OUTPUT
    }

    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// An estimate by the number of characters, without words: the server says neither.
    fn waits(&self) -> bool {
        true
    }

    fn plan(&self, utterance: &Utterance) -> Result<SpeechPlan, SpeechError> {
        let characters = speakable(utterance)?.chars().count() as f64;
        let seconds = characters / CHARACTERS / f64::from(utterance.pace.times());
        Ok(SpeechPlan {
            length: seconds_of(seconds),
            exact: false,
            words: Vec::new(),
            missing: Vec::new(),
        })
    }

    fn synthesize(
        &self,
        utterance: &Utterance,
        _: Effort,
        sink: &mut PcmSink<'_>,
    ) -> Result<(), SpeechError> {
        let text = speakable(utterance)?;
        parts(text).try_for_each(|part| self.speak(part, utterance.pace, sink))
    }
}

/// The words of `utterance`.
fn speakable(utterance: &Utterance) -> Result<&str, SpeechError> {
    let text = utterance.form.text.trim();
    let speakable = text.contains(char::is_alphanumeric);
    speakable.then_some(text).ok_or(SpeechError::NotSpeakable)
}

/// The longest that `text` can be when it is spoken.
fn longest(text: &str, pace: Pace) -> Samples {
    let seconds = text.chars().count() as f64 * SLOWEST / f64::from(pace.times());
    seconds_of(seconds + SHORTEST_LIMIT)
}

fn seconds_of(seconds: f64) -> Samples {
    Samples((seconds * f64::from(SampleRate::OUTPUT.0)).round() as u64)
}

/// The parts of `text` that fit one request, cut behind a clause, or a word, or anywhere.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let parts = std::iter::from_fn(move || {
        let (part, behind) = rest.split_at(cut(rest));
        rest = behind.trim_start();
        (!part.is_empty()).then_some(part)
    });
    parts.filter(|part| part.contains(char::is_alphanumeric))
}

/// Where the first part of `text` ends.
fn cut(text: &str) -> usize {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text.len();
    };
    let head = &text[..end];
    // A cut near the beginning would leave most of the text for one more request.
    let late = |at: &usize| *at > end / 2;
    let clause = |at: &usize| head[..*at].ends_with([',', ';', ':', '.', '!', '?', '—']);
    let spaces = || head.rmatch_indices(char::is_whitespace).map(|(at, _)| at);
    let wide = head.rmatch_indices(['。', '、', '，', '！', '？', '；']);
    let wide = wide.map(|(at, mark)| at + mark.len());
    let found = spaces().find(clause).filter(late);
    let found = found.or(wide.take(1).find(late));
    found.or(spaces().next().filter(late)).unwrap_or(end)
}
