//! The JSON file beside a Piper model: symbols, speakers, scales and rate.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::units::SampleRate;

/// What is used of a voice's `.onnx.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Config {
    audio: Audio,
    /// How strongly noise varies the voice.
    #[serde(default)]
    pub(super) inference: Inference,
    /// What its symbols stand for.
    #[serde(default)]
    pub(super) phoneme_type: PhonemeType,
    /// Symbols that are written as others before they are looked up.
    #[serde(default)]
    phoneme_map: HashMap<char, Vec<char>>,
    /// Ids of each symbol of the voice's alphabet.
    phoneme_id_map: HashMap<char, Vec<i32>>,
    /// The number of speakers.
    #[serde(default = "one")]
    num_speakers: i32,
    /// The speakers that have a name.
    #[serde(default)]
    speaker_id_map: HashMap<String, i32>,
}

#[derive(Debug, Deserialize)]
struct Audio {
    sample_rate: u32,
}

/// What the symbols of a voice stand for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PhonemeType {
    /// Sounds, as espeak writes them.
    #[default]
    Espeak,
    /// Letters.
    Text,
}

/// The scales that the voice was tuned with; those of VITS where it does not say.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default)]
pub(super) struct Inference {
    /// Strength of the latent's noise.
    pub(super) noise_scale: f32,
    /// Stretch of all durations; 2 is half as fast.
    pub(super) length_scale: f32,
    /// Strength of the durations' noise.
    pub(super) noise_w: f32,
}

impl Default for Inference {
    fn default() -> Self {
        Self {
            noise_scale: 0.667,
            length_scale: 1.0,
            noise_w: 0.8,
        }
    }
}

fn one() -> i32 {
    1
}

impl Config {
    /// The configuration in the file at `path`, or what is wrong with the file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        Self::parse(&text)
    }

    /// The configuration that `text` holds.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let config: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if !(8_000..=192_000).contains(&config.audio.sample_rate) {
            return Err(format!("a sample rate of {}", config.audio.sample_rate));
        }
        let scales = config.inference;
        let scales = [scales.noise_scale, scales.length_scale, scales.noise_w];
        if !scales.iter().all(|scale| (0.0..=10.0).contains(scale)) || scales[1] == 0.0 {
            return Err(format!("scales of {scales:?}"));
        }
        if config.phoneme_id_map.values().flatten().any(|id| *id < 0) {
            return Err("a symbol with a negative id".into());
        }
        for needed in ['^', '_', '$'] {
            if config.ids(needed).is_empty() {
                return Err(format!("no id for the symbol '{needed}'"));
            }
        }
        Ok(config)
    }

    /// The rate of the voice's samples.
    pub(super) fn rate(&self) -> SampleRate {
        SampleRate(self.audio.sample_rate)
    }

    /// The ids of a symbol; none where the voice does not have it.
    pub(super) fn ids(&self, symbol: char) -> &[i32] {
        self.phoneme_id_map.get(&symbol).map_or(&[], Vec::as_slice)
    }

    /// The largest of all ids.
    pub(super) fn largest_id(&self) -> i32 {
        let ids = self.phoneme_id_map.values().flatten();
        ids.copied().max().unwrap_or(0)
    }

    /// The symbols that stand for `symbol` in the voice's alphabet.
    pub(super) fn written(&self, symbol: char) -> Vec<char> {
        let mapped = self.phoneme_map.get(&symbol);
        mapped.cloned().unwrap_or_else(|| vec![symbol])
    }

    /// Whether there are several speakers.
    pub(super) fn has_speakers(&self) -> bool {
        self.num_speakers > 1
    }

    /// The number of the speaker that a name or a number calls.
    pub(super) fn speaker(&self, called: &str) -> Option<i32> {
        let named = self.speaker_id_map.get(called).copied();
        let number = || called.parse().ok();
        named
            .or_else(number)
            .filter(|n| (0..self.num_speakers).contains(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(rest: &str) -> Result<Config, String> {
        let text = format!(
            r#"{{"audio":{{"sample_rate":22050}},
                 "phoneme_id_map":{{"^":[1],"$":[2],"_":[0],"a":[3]}}{rest}}}"#
        );
        Config::parse(&text)
    }

    #[test]
    fn what_is_not_said_is_as_in_most_voices() {
        let config = parse("").unwrap();
        assert_eq!(config.phoneme_type, PhonemeType::Espeak);
        assert!((config.inference.length_scale - 1.0).abs() < f32::EPSILON);
        assert!(!config.has_speakers());
        assert_eq!(config.ids('a'), [3]);
        assert!(config.ids('b').is_empty());
    }

    #[test]
    fn speakers_are_called_by_name_or_number() {
        let config = parse(r#","num_speakers":3,"speaker_id_map":{"p225":2}"#).unwrap();
        assert!(config.has_speakers());
        let cases = [
            ("p225", Some(2)),
            ("0", Some(0)),
            ("3", None),
            ("-1", None),
            ("p1", None),
        ];
        for (called, number) in cases {
            assert_eq!(config.speaker(called), number, "{called}");
        }
    }

    #[test]
    fn a_file_that_is_no_voice_is_refused_with_what_is_wrong() {
        let cases = [
            (parse(r#","phoneme_type":"pinyin""#), "pinyin"),
            (parse(r#","inference":{"length_scale":0}"#), "scales"),
            (parse(r#","inference":{"noise_w":-1}"#), "scales"),
            (Config::parse("{}"), "audio"),
            (Config::parse("<html>"), "expected value"),
            (
                Config::parse(r#"{"audio":{"sample_rate":1},"phoneme_id_map":{}}"#),
                "sample rate",
            ),
            (
                Config::parse(r#"{"audio":{"sample_rate":16000},"phoneme_id_map":{"_":[0]}}"#),
                "'^'",
            ),
        ];
        for (refused, wanted) in cases {
            let said = refused.unwrap_err();
            assert!(said.contains(wanted), "{said}");
        }
    }
}
