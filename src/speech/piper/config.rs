//! The JSON file beside a Piper model: symbols, scales and rate.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::units::SampleRate;

/// What is used of a voice's `.onnx.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Config {
    audio: Audio,
    /// How strongly noise varies the voice.
    pub(super) inference: Inference,
    /// Ids of each symbol of the voice's alphabet.
    pub(super) phoneme_id_map: HashMap<char, Vec<i32>>,
}

#[derive(Debug, Deserialize)]
struct Audio {
    sample_rate: u32,
}

/// The scales that the voice was tuned with.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Inference {
    /// Strength of the latent's noise.
    pub(super) noise_scale: f32,
    /// Stretch of all durations; 2 is half as fast.
    pub(super) length_scale: f32,
    /// Strength of the durations' noise.
    pub(super) noise_w: f32,
}

impl Config {
    /// The configuration in the file at `path`, or what is wrong with the file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let config: Self =
            serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        if !(8_000..=192_000).contains(&config.audio.sample_rate) {
            return Err(format!("{name}: sample rate {}", config.audio.sample_rate));
        }
        Ok(config)
    }

    /// The rate of the voice's samples.
    pub(super) fn rate(&self) -> SampleRate {
        SampleRate(self.audio.sample_rate)
    }
}
