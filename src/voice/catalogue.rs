//! The voices that can be had, from `voices/catalogue.toml`, built into the binary.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use super::Shelf;
use crate::lang;
use crate::units::SampleRate;

const BUILT_IN: &str = include_str!("../../voices/catalogue.toml");

/// The voices that can be had; the first is the default.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Written")]
pub struct Catalogue {
    voices: Vec<VoiceEntry>,
}

/// The catalogue as it is written, before the voices have their bundles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, rename = "bundle")]
    bundles: Vec<Arc<Bundle>>,
    #[serde(rename = "voice")]
    voices: Vec<VoiceEntry>,
}

/// What is wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum WrongCatalogue {
    #[error("the voice '{voice}' is of a bundle '{bundle}' that is not there")]
    NoBundle { voice: String, bundle: String },
    #[error("the file '{file}' is in a package '{package}' that its bundle does not name")]
    NoPackage { file: String, package: String },
}

/// One voice.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceEntry {
    /// What it is called by, such as `en_US-joe-medium`.
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
    /// SPDX expression of its licence; that of its bundle where it gives none.
    #[serde(default)]
    pub licence: String,
    /// Where it comes from; where its bundle does, where it does not say.
    #[serde(default)]
    pub origin: String,
    /// What only its backend understands: a speaker, an address, a model.
    #[serde(default)]
    pub settings: toml::Table,
    /// Its files, which other voices may share; written as the bundle's id.
    #[serde(
        default,
        deserialize_with = "bundle_by_id",
        serialize_with = "id_of_bundle",
        skip_serializing_if = "Option::is_none"
    )]
    pub bundle: Option<Arc<Bundle>>,
}

/// Files that are installed together, for one voice or for several that share them.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// Its name, and that of its folder.
    pub id: String,
    /// Where it comes from.
    pub origin: String,
    /// SPDX expression of its licence.
    pub licence: String,
    /// The packages that carry its files.
    #[serde(default, rename = "package")]
    pub packages: Vec<Package>,
    /// Its files.
    #[serde(rename = "file")]
    pub files: Vec<FileEntry>,
}

/// A package in a registry.
#[derive(Debug, Clone, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Client {
    /// `python3 -m pip`; the package is a wheel, which is a zip archive.
    Pip,
    /// `npm`; the package is a compressed tar archive.
    Npm,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its name in the bundle's folder.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
    /// What it is put together from, in order; mostly one.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Its public address where it has one, for machines without the package client.
    pub url: Option<Url>,
}

/// A member of a package.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Name of the package.
    pub package: String,
    /// Path inside it.
    pub member: String,
}

/// A bundle of which only the id is known, until the whole catalogue is read.
fn bundle_by_id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Arc<Bundle>>, D::Error> {
    let id = String::deserialize(from)?;
    Ok(Some(Arc::new(Bundle {
        id,
        ..Bundle::default()
    })))
}

/// Writes a bundle as its id.
#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn id_of_bundle<S: Serializer>(bundle: &Option<Arc<Bundle>>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(bundle.as_ref().map_or("", |bundle| &bundle.id))
}

/// The voices in a catalogue of its own, such as the description of an adopted voice.
pub(super) fn parse(text: &str) -> Result<Vec<VoiceEntry>, toml::de::Error> {
    toml::from_str::<Catalogue>(text).map(|catalogue| catalogue.voices)
}

impl TryFrom<Written> for Catalogue {
    type Error = WrongCatalogue;

    fn try_from(written: Written) -> Result<Self, WrongCatalogue> {
        let Written { bundles, voices } = written;
        bundles.iter().try_for_each(|bundle| bundle.check())?;
        let voices = voices.into_iter().map(|voice| voice.with_files(&bundles));
        let voices = voices.collect::<Result<_, _>>()?;
        Ok(Self { voices })
    }
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

    /// The catalogue, and behind its voices those that were adopted on `shelf`.
    ///
    /// An adopted voice with the name of one of the catalogue is left out.
    #[must_use]
    pub fn with_adopted(mut self, shelf: &Shelf) -> Self {
        for voice in shelf.adopted() {
            if self.find(&voice.id).is_none() {
                self.voices.push(voice);
            }
        }
        self
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

    /// The voices that have the files of `entry`, itself among them; none where it has no files.
    pub fn sharing(&self, entry: &VoiceEntry) -> impl Iterator<Item = &VoiceEntry> {
        let id = entry.bundle.as_ref().map(|bundle| bundle.id.clone());
        let shares = move |voice: &&VoiceEntry| {
            let bundle = voice.bundle.as_ref();
            bundle.is_some_and(|bundle| Some(&bundle.id) == id.as_ref())
        };
        self.voices.iter().filter(shares)
    }
}

impl VoiceEntry {
    /// Whether it can read a text in `lang`: every variety of its language.
    pub fn reads(&self, lang: &str) -> bool {
        self.language == "*" || lang::primary(lang) == lang::primary(&self.language)
    }

    /// Its files; none where it needs none.
    pub fn files(&self) -> &[FileEntry] {
        self.bundle.as_ref().map_or(&[], |bundle| &bundle.files)
    }

    /// Whether it was adopted here: its files have no address but where the model came from.
    pub fn is_adopted(&self) -> bool {
        let nowhere = |file: &FileEntry| file.parts.is_empty() && file.url.is_none();
        !self.files().is_empty() && self.files().iter().all(nowhere)
    }

    /// The file called `name`.
    pub fn file(&self, name: &str) -> Option<&FileEntry> {
        self.files().iter().find(|file| file.name == name)
    }

    /// The voice with the bundle that it names, and with what it leaves to it.
    fn with_files(mut self, bundles: &[Arc<Bundle>]) -> Result<Self, WrongCatalogue> {
        let Some(named) = self.bundle.take() else {
            return Ok(self);
        };
        let found = bundles.iter().find(|bundle| bundle.id == named.id);
        let bundle = found.ok_or_else(|| WrongCatalogue::NoBundle {
            voice: self.id.clone(),
            bundle: named.id.clone(),
        })?;
        for (own, shared) in [
            (&mut self.licence, &bundle.licence),
            (&mut self.origin, &bundle.origin),
        ] {
            if own.is_empty() {
                own.clone_from(shared);
            }
        }
        self.bundle = Some(Arc::clone(bundle));
        Ok(self)
    }
}

impl Bundle {
    /// Whether every part is in a package that is named.
    fn check(&self) -> Result<(), WrongCatalogue> {
        let named = |part: &&Part| self.packages.iter().any(|it| it.name == part.package);
        for file in &self.files {
            if let Some(part) = file.parts.iter().find(|part| !named(part)) {
                return Err(WrongCatalogue::NoPackage {
                    file: file.name.clone(),
                    package: part.package.clone(),
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A catalogue of two voices that share the files of one bundle.
    const SHARED: &str = r#"
        [[bundle]]
        id = "b"
        licence = "MIT"
        origin = "somewhere"
        package = [{ client = "npm", name = "p", version = "1", size = 1 }]
        file = [{ name = "f", sha256 = "", size = 1, parts = [{ package = "p", member = "m" }] }]
        [[voice]]
        id = "one"
        name = "One"
        language = "en"
        backend = "x"
        sample_rate = 8000
        gain_db = 0.0
        bundle = "b"
        [[voice]]
        id = "two"
        name = "Two"
        language = "en"
        backend = "x"
        sample_rate = 8000
        gain_db = 0.0
        bundle = "b"
        licence = "CC0-1.0"
        [[voice]]
        id = "three"
        name = "Three"
        language = "en"
        backend = "x"
        sample_rate = 8000
        gain_db = 0.0
        "#;

    #[test]
    fn the_built_in_catalogue_is_sound() {
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.default_voice(), "en_US-joe-medium");
        for voice in catalogue.voices() {
            assert!(!voice.licence.is_empty(), "{}", voice.id);
            assert!(!voice.origin.is_empty(), "{}", voice.id);
            for file in voice.files() {
                assert_eq!(file.sha256.len(), 64, "{}", file.name);
                assert!(!file.name.contains(['/', '\\']), "{}", file.name);
                assert!(!file.parts.is_empty(), "{}", file.name);
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
    fn a_voice_reads_every_variety_of_its_language() {
        let catalogue = Catalogue::built_in();
        let voice = catalogue.find("en_US-joe-medium").unwrap();
        for lang in ["en", "en-GB", "EN-us", "en_AU"] {
            assert!(voice.reads(lang), "{lang}");
        }
        assert!(!voice.reads("fr"));
        assert!(catalogue.find("tone").unwrap().reads("fr"), "any language");
    }

    #[test]
    fn ids_are_unique() {
        let catalogue = Catalogue::built_in();
        let mut ids: Vec<_> = catalogue.voices().iter().map(|voice| &voice.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), catalogue.voices().len());
    }

    #[test]
    fn voices_share_the_files_of_their_bundle() {
        let catalogue: Catalogue = toml::from_str(SHARED).unwrap();
        let sharing = |id| {
            let sharing = catalogue.sharing(catalogue.find(id).unwrap());
            sharing.map(|voice| voice.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(sharing("one"), ["one", "two"]);
        assert_eq!(sharing("three"), Vec::<&str>::new());
        let one = catalogue.find("one").unwrap();
        assert_eq!((one.files().len(), one.licence.as_str()), (1, "MIT"));
        assert_eq!(catalogue.find("two").unwrap().licence, "CC0-1.0");
    }

    #[test]
    fn what_a_catalogue_names_is_in_it() {
        for (from, to, why) in [
            ("bundle = \"b\"", "bundle = \"c\"", "the voice 'one'"),
            ("package = \"p\"", "package = \"q\"", "a package 'q'"),
        ] {
            let wrong = SHARED.replacen(from, to, 1);
            let error = toml::from_str::<Catalogue>(&wrong).unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
