//! What is asked of the speech interface.

use serde::Deserialize;
use utoipa::ToSchema;

/// The body of `POST /v1/audio/speech`; what else clients send, such as `instructions`, has no
/// meaning here.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[schema(as = Speech)]
pub(in super::super) struct SpeechBody {
    /// What is spoken.
    pub(super) input: String,
    #[serde(default)]
    pub(super) voice: SpeechVoice,
    #[serde(default)]
    pub(super) response_format: SpeechFormat,
    /// How fast, from 0.25 to 4.
    #[serde(default = "normal")]
    #[schema(minimum = 0.25, maximum = 4)]
    pub(super) speed: f32,
    #[serde(default)]
    pub(super) stream_format: StreamFormat,
    /// Whether a stream of events says when each word is heard.
    #[serde(default)]
    pub(super) timestamps: bool,
}

fn normal() -> f32 {
    1.0
}

/// A voice by its id, as a text or as an object.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum SpeechVoice {
    Id(String),
    Object { id: String },
}

impl SpeechVoice {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Id(id) | Self::Object { id } => id,
        }
    }
}

impl Default for SpeechVoice {
    /// One of those names that the default voice answers to.
    fn default() -> Self {
        Self::Id("alloy".into())
    }
}

/// What the sound comes as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum SpeechFormat {
    #[default]
    Mp3,
    Opus,
    Flac,
    Wav,
    /// 16-bit samples at 24 kHz, little-endian, without a header.
    Pcm,
}

impl SpeechFormat {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Opus => "audio/ogg; codecs=opus",
            Self::Flac => "audio/flac",
            Self::Wav => "audio/wav",
            Self::Pcm => "audio/pcm",
        }
    }

    /// Whether its beginning says how long it is: programs refuse a WAV file that is endless.
    pub(super) fn needs_length(self) -> bool {
        matches!(self, Self::Opus | Self::Wav)
    }
}

/// How the sound is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum StreamFormat {
    /// As the bytes of a file.
    #[default]
    Audio,
    /// As server-sent events.
    Sse,
}
