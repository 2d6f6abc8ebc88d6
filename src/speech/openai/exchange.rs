//! Exchange: one request and its answer, as a service that tower's layers stand around.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::redirect;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};
use tower::{BoxError, Service};
use url::Url;

use super::body::{Body, Incoming, WAITING};
use super::decode::{Wrong, decode};
use super::fault::{Fault, Remedy};
use super::kind::{Format, Found, Kind, find};
use super::settings::{Key, Patience, Settings};
use crate::network::innermost;
use crate::speech::SpeechError;
use crate::units::{SampleRate, Samples};

/// Names the service to the server's own logs.
const USER_AGENT: &str = concat!("Aloud/", env!("CARGO_PKG_VERSION"));
/// Bytes of the most wasteful sound that is sent, a second: 48 kHz, two channels, 32 bits.
const WASTEFUL: u64 = 384_000;

/// What is to be spoken, and who takes it.
#[derive(Clone)]
pub(super) struct Ask {
    /// The body of the request, without the format.
    pub(super) request: Arc<serde_json::Map<String, serde_json::Value>>,
    /// The longest that the speech can be, at 24 kHz.
    pub(super) limit: Samples,
    /// Takes the speech.
    pub(super) listener: mpsc::Sender<Vec<f32>>,
    /// Whether any speech was handed over.
    pub(super) heard: Arc<AtomicBool>,
    /// Which of the formats is asked for.
    format: usize,
    server: Arc<Server>,
}

/// A server, and how one of its voices is asked for.
pub(super) struct Server {
    client: reqwest::Client,
    pub(super) endpoint: Url,
    pub(super) key: Option<Key>,
    pub(super) settings: Settings,
    patience: Patience,
    /// The first of the formats that the server was found to give.
    format: AtomicUsize,
}

impl Server {
    /// The server of `settings`; nothing is sent yet.
    pub(super) fn new(settings: Settings, key: Option<Key>) -> Result<Self, Fault> {
        let patience = settings.patience();
        // A redirected POST arrives as a GET, or with the key at another server.
        let client = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .connect_timeout(patience.connect)
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|error| Fault::unavailable(innermost(&error)))?;
        Ok(Self {
            client,
            endpoint: settings.endpoint(),
            key,
            settings,
            patience,
            format: AtomicUsize::new(0),
        })
    }

    /// What is asked to speak `text` so many times as fast as the voice does.
    pub(super) fn ask(
        self: &Arc<Self>,
        text: &str,
        speed: f32,
        limit: Samples,
        listener: mpsc::Sender<Vec<f32>>,
    ) -> Ask {
        let settings = &self.settings;
        let mut request = serde_json::Map::new();
        request.insert("model".into(), settings.model.as_str().into());
        request.insert("input".into(), text.into());
        request.insert("voice".into(), settings.voice.as_str().into());
        if let Some(instructions) = &settings.instructions {
            request.insert("instructions".into(), instructions.as_str().into());
        }
        // Servers that know no speed refuse even that of 1.
        if (speed - 1.0).abs() > f32::EPSILON {
            // By its decimals: 1.1 and not 1.10000002384185791.
            let speed = f64::from((speed * 100.0).round()) / 100.0;
            request.insert("speed".into(), speed.into());
        }
        for (field, value) in &settings.extra {
            let value = serde_json::to_value(value).unwrap_or_default();
            request.insert(field.clone(), value);
        }
        Ask {
            request: Arc::new(request),
            limit,
            listener,
            heard: Arc::default(),
            format: self.format.load(Ordering::Relaxed),
            server: Arc::clone(self),
        }
    }

    /// The answer to `ask`, where it is not an error.
    async fn send(&self, ask: &Ask, deadline: Instant) -> Result<reqwest::Response, Fault> {
        let mut body = (*ask.request).clone();
        let format = serde_json::to_value(ask.format()).unwrap_or_default();
        body.insert("response_format".into(), format);
        let body = serde_json::Value::Object(body).to_string();
        let mut request = self
            .client
            .post(self.endpoint.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        if let Some(key) = &self.key {
            request = request.header(AUTHORIZATION, key.header());
        }
        let again = Remedy::Again(None);
        let reply = timeout_at(deadline, request.send()).await;
        let reply = reply
            .map_err(|_| self.unavailable("does not answer").remedy(again))?
            .map_err(|error| {
                let cause = innermost(&error);
                let cause = format!("cannot be reached ({cause})");
                self.unavailable(&cause).remedy(again)
            })?;
        if reply.status().is_success() {
            Ok(reply)
        } else {
            Err(self.refused(reply, deadline).await)
        }
    }

    pub(super) fn unavailable(&self, what: &str) -> Fault {
        Fault::unavailable(format!("{} {what}", self.endpoint))
    }

    pub(super) fn incoming(
        &self,
        reply: reqwest::Response,
        room: u64,
        deadline: Instant,
    ) -> Incoming {
        Incoming::new(reply, room, deadline, &self.patience)
    }

    /// What the body is, with the bytes that were read to tell.
    async fn tell(
        &self,
        incoming: &mut Incoming,
        kind: &str,
        asked: Format,
    ) -> Result<(Bytes, Kind), Fault> {
        let mut head = Vec::new();
        loop {
            let found = find(&head, incoming.whole, asked, kind);
            match found {
                Found::Sound(kind) => return Ok((head.into(), kind)),
                // At the end nothing is unclear.
                Found::Unclear => {
                    let piece = incoming.next().await?;
                    head.extend_from_slice(&piece.unwrap_or_default());
                }
                Found::Nothing => {
                    let fault = self.unavailable("sent an empty answer");
                    return Err(fault.remedy(Remedy::Again(None)));
                }
                Found::Foreign(name) => {
                    let cause = format!("sends {name}, which cannot be decoded here");
                    return Err(self.unavailable(&cause).remedy(Remedy::OtherFormat));
                }
                Found::Text(name) => {
                    let said = self.excerpt(incoming, head).await;
                    return Err(self.unavailable(&format!("sends {name} instead of sound{said}")));
                }
                Found::Unknown => {
                    let first = head.iter().take(16).map(|byte| format!("{byte:02x}"));
                    let first = first.collect::<Vec<_>>().join(" ");
                    let cause = format!("sends something that is no known sound ({kind}, {first})");
                    return Err(self.unavailable(&cause).remedy(Remedy::OtherFormat));
                }
            }
        }
    }

    /// Asks, and hands over the speech while it comes.
    async fn exchange(&self, ask: Ask) -> Result<(), Fault> {
        let deadline = Instant::now() + self.patience.first;
        let reply = self.send(&ask, deadline).await?;
        let kind = reply.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.to_owned();
        let room = (ask.limit.seconds(SampleRate::OUTPUT) * WASTEFUL as f64) as u64;
        let mut incoming = self.incoming(reply, room, deadline);
        let (head, kind) = self
            .tell(&mut incoming, &kind, ask.format())
            .await
            .map_err(|fault| self.named(fault))?;
        let (to_decoder, pieces) = mpsc::channel(WAITING);
        let (speech, made) = mpsc::channel(WAITING);
        let limit = ask.limit;
        let decoding = tokio::task::spawn_blocking(move || {
            decode(kind, Body::new(pieces), limit, &mut |piece| {
                let given = speech.blocking_send(piece);
                given.map_or(std::ops::ControlFlow::Break(()), |()| {
                    std::ops::ControlFlow::Continue(())
                })
            })
        });
        let pump = incoming.pump(head, to_decoder);
        let (pumped, heard, decoded) = tokio::join!(pump, ask.hear(made), decoding);
        heard?;
        // What is wrong with the bytes follows from their end.
        pumped.map_err(|fault| self.named(fault))?;
        let decoded = decoded.map_err(|error| Fault::broken(error.to_string()))?;
        decoded.map_err(|wrong| self.wrong(&wrong))
    }

    /// The fault with the server's address in front.
    fn named(&self, fault: Fault) -> Fault {
        let address = self.endpoint.as_str();
        let named = |cause: String| {
            if cause.contains(address) {
                cause
            } else {
                format!("{address}: {cause}")
            }
        };
        let error = match fault.error {
            SpeechError::Unavailable(cause) => SpeechError::Unavailable(named(cause)),
            SpeechError::Broken(cause) => SpeechError::Broken(named(cause)),
            error => error,
        };
        Fault { error, ..fault }
    }

    fn wrong(&self, wrong: &Wrong) -> Fault {
        let fault = match wrong {
            Wrong::Cancelled => return Fault::cancelled(),
            Wrong::Empty => Fault::unavailable(wrong.to_string()).remedy(Remedy::Again(None)),
            Wrong::Undecodable(_) => Fault::broken(wrong.to_string()).remedy(Remedy::OtherFormat),
            Wrong::Silent | Wrong::Endless => Fault::broken(wrong.to_string()),
        };
        self.named(fault)
    }
}

impl Ask {
    fn format(&self) -> Format {
        let formats = &self.server.settings.formats;
        formats.get(self.format).copied().unwrap_or(Format::Mp3)
    }

    /// Goes on to the next format; `false` where there is none.
    pub(super) fn next_format(&mut self) -> bool {
        self.format += 1;
        self.format < self.server.settings.formats.len()
    }

    /// Asks for the present format first from now on.
    pub(super) fn remember_format(&self) {
        self.server.format.store(self.format, Ordering::Relaxed);
    }

    /// Hands over the speech as it is made.
    ///
    /// Not by the decoder itself: this ends with its try, and no sound of one comes into another.
    async fn hear(&self, mut made: mpsc::Receiver<Vec<f32>>) -> Result<(), Fault> {
        while let Some(piece) = made.recv().await {
            self.heard.store(true, Ordering::Relaxed);
            let given = self.listener.send(piece).await;
            given.map_err(|_| Fault::cancelled())?;
        }
        Ok(())
    }
}

/// One try, from the request to the last sample.
#[derive(Clone)]
pub(super) struct Exchange;

impl Service<Ask> for Exchange {
    type Response = ();
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, ask: Ask) -> Self::Future {
        Box::pin(async move {
            let server = Arc::clone(&ask.server);
            server.exchange(ask).await.map_err(BoxError::from)
        })
    }
}
