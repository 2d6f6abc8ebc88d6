//! Settings of a remote voice: where it is, what is asked of it, and how long that may take.

use std::collections::BTreeMap;
use std::time::Duration;

use reqwest::header::HeaderValue;
use serde::Deserialize;
use url::Url;

use super::kind::Format;
use crate::speech::SpeechError;
use crate::voice::VoiceEntry;

/// What `[voice.settings]` of a voice of the backend `openai` can say.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    /// Address of the server, with or without `/v1` at its end.
    base_url: Url,
    /// Name of the environment variable that holds the key; without it none is sent.
    key_env: Option<String>,
    /// The model that speaks.
    pub(super) model: String,
    /// The voice of the model.
    pub(super) voice: String,
    /// The formats to ask for; a server that refuses one is asked for the next.
    #[serde(default = "all_formats")]
    pub(super) formats: Vec<Format>,
    /// How it is to be spoken, for models that take instructions.
    pub(super) instructions: Option<String>,
    /// Fields of the request that only this server knows, sent as they are.
    #[serde(default)]
    pub(super) extra: BTreeMap<String, toml::Value>,
    /// Seconds in which sound must have begun.
    #[serde(default = "half_a_minute")]
    timeout_s: f32,
    /// Requests under way at the same time.
    #[serde(default = "four")]
    pub(super) requests: usize,
}

/// What is asked for first needs no decoding and has lost nothing.
fn all_formats() -> Vec<Format> {
    vec![Format::Pcm, Format::Wav, Format::Flac, Format::Mp3]
}

/// A model that is loaded for the first request takes some 20 s.
fn half_a_minute() -> f32 {
    30.0
}

/// More than a machine with one accelerator gains from, and less than public servers refuse.
fn four() -> usize {
    4
}

/// Fields of a request that are ours to fill in.
const OURS: [&str; 6] = [
    "model",
    "voice",
    "input",
    "speed",
    "response_format",
    "instructions",
];

impl Settings {
    /// The settings of `entry`.
    ///
    /// # Errors
    /// [`SpeechError::Damaged`] that names the mistake.
    pub(super) fn of(entry: &VoiceEntry) -> Result<Self, SpeechError> {
        let mistake = |cause: String| SpeechError::Damaged {
            voice: entry.id.clone(),
            cause: format!("its settings: {}", cause.trim()),
        };
        let settings: Self = entry
            .settings
            .clone()
            .try_into()
            .map_err(|error: toml::de::Error| mistake(error.message().to_owned()))?;
        settings.check().map_err(|cause| mistake(cause.into()))?;
        Ok(settings)
    }

    /// What deserialising cannot see.
    fn check(&self) -> Result<(), &'static str> {
        let url = &self.base_url;
        let credentials = !url.username().is_empty() || url.password().is_some();
        let ours = |field: &String| OURS.contains(&field.as_str());
        let wrong = [
            (
                !matches!(url.scheme(), "http" | "https") || !url.has_host(),
                "base_url must begin with http:// or https://",
            ),
            (
                credentials || url.query().is_some() || url.fragment().is_some(),
                "base_url must be a plain address; the key is read from the variable in key_env",
            ),
            (self.formats.is_empty(), "formats must name at least one"),
            (
                self.requests == 0 || self.requests > 1_000,
                "requests must be from 1 to 1000",
            ),
            (
                !(0.1..=600.0).contains(&self.timeout_s),
                "timeout_s must be from 0.1 to 600",
            ),
            (
                self.extra.keys().any(ours),
                "extra repeats a setting that has a name of its own",
            ),
        ];
        let found = wrong.iter().find(|(is_wrong, _)| *is_wrong);
        found.map_or(Ok(()), |(_, mistake)| Err(mistake))
    }

    /// Where speech is asked for: the address of the server with `/v1/audio/speech` behind it.
    pub(super) fn endpoint(&self) -> Url {
        let mut url = self.base_url.clone();
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/v1").unwrap_or(path);
        let path = format!("{path}/v1/audio/speech");
        url.set_path(&path);
        url
    }

    /// The key, from its environment variable.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`] that names the variable, never what is in it.
    pub(super) fn key(&self) -> Result<Option<Key>, SpeechError> {
        let Some(variable) = &self.key_env else {
            return Ok(None);
        };
        let wrong = |cause: &str| {
            SpeechError::Unavailable(format!(
                "the environment variable {variable}, which holds the key of {}, {cause}",
                self.base_url
            ))
        };
        let secret = std::env::var(variable).map_err(|_| wrong("is not set"))?;
        let secret = secret.trim();
        if secret.is_empty() {
            return Err(wrong("is empty"));
        }
        Key::new(secret, variable)
            .ok_or_else(|| wrong("is not a key"))
            .map(Some)
    }

    /// How long a request may take.
    pub(super) fn patience(&self) -> Patience {
        let first = Duration::from_secs_f32(self.timeout_s);
        Patience {
            connect: first / 6,
            first,
            idle: first / 3,
            whole: first * 4,
        }
    }

    /// What decides the sound, in one line.
    pub(super) fn fingerprint(&self, version: u32) -> String {
        let endpoint = self.endpoint();
        let Self {
            model,
            voice,
            formats,
            instructions,
            extra,
            ..
        } = self;
        format!(
            "openai {version} {endpoint} {model:?} {voice:?} {formats:?} {instructions:?} {extra:?}"
        )
    }
}

/// How long a request may take: all parts of the one `timeout_s`, 30 s by default.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// To the server, 5 s: farther away than any is.
    pub(super) connect: Duration,
    /// Until the first byte of sound, tries and waits between them included.
    pub(super) first: Duration,
    /// Between two pieces, 10 s: whoever streams is done with the thinking.
    pub(super) idle: Duration,
    /// In all, 120 s: a server four times slower than speech is of no use to a listener.
    pub(super) whole: Duration,
}

/// A key, which shows itself to its server only.
#[derive(Clone)]
pub(super) struct Key {
    header: HeaderValue,
    secret: String,
    variable: String,
}

impl Key {
    fn new(secret: &str, variable: &str) -> Option<Self> {
        let mut header = HeaderValue::from_str(&format!("Bearer {secret}")).ok()?;
        header.set_sensitive(true);
        Some(Self {
            header,
            secret: secret.to_owned(),
            variable: variable.to_owned(),
        })
    }

    /// What the server is sent.
    pub(super) fn header(&self) -> HeaderValue {
        self.header.clone()
    }

    /// The environment variable that it is from.
    pub(super) fn variable(&self) -> &str {
        &self.variable
    }

    /// The text without the key: servers repeat it in their errors.
    pub(super) fn strike_out(&self, text: &str) -> String {
        text.replace(&self.secret, "***")
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Key(from {})", self.variable)
    }
}
