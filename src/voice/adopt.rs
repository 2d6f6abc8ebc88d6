//! Voices that the catalogue does not know: a Piper model from a file or an address.
//!
//! A model is a `.onnx` file with its `.onnx.json` beside it. What is adopted is described by a
//! `voice.toml` in its folder, of the same form as the catalogue.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use url::Url;

use super::install::{self, Meter, Progress};
use super::shelf::entry_of_file;
use super::{Bundle, CONFIG_FILE, FileEntry, InstallError, MODEL_FILE, Shelf, VoiceEntry, address};
use crate::units::SampleRate;

/// What describes an adopted voice, in its folder.
pub(super) const DESCRIPTION: &str = "voice.toml";

/// The largest model that is fetched: voices of high quality have 115 MB.
const LARGEST_MODEL: u64 = 1 << 30;
/// The largest configuration: with a thousand speakers they have 50 kB.
const LARGEST_CONFIG: u64 = 1 << 20;

/// A model that was fetched, in a folder of its own beside the installed voices.
pub struct Found {
    folder: TempDir,
    stem: String,
    origin: String,
    config: Config,
    files: Vec<FileEntry>,
}

/// What the model's configuration says of the voice.
#[derive(Debug, Default, Deserialize)]
struct Config {
    audio: Audio,
    #[serde(default)]
    dataset: Option<String>,
    #[serde(default)]
    language: Language,
    #[serde(default)]
    espeak: Language,
}

#[derive(Debug, Default, Deserialize)]
struct Audio {
    sample_rate: u32,
}

/// A language, by its code or by what espeak calls it.
#[derive(Debug, Default, Deserialize)]
struct Language {
    #[serde(alias = "voice")]
    code: Option<String>,
}

/// What stands in [`DESCRIPTION`].
#[derive(Serialize)]
struct Description<'a> {
    voice: &'a [VoiceEntry],
    bundle: [&'a Bundle; 1],
}

impl Found {
    /// The model that `source` names: a path, or an http(s) address.
    ///
    /// # Errors
    /// Where there is no model, or none with a configuration beside it.
    pub async fn fetch(
        source: &str,
        shelf: &Shelf,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self, InstallError> {
        let wrong = |cause: String| InstallError::NoVoice {
            name: origin(source),
            cause,
        };
        let stem = stem(source).ok_or_else(|| wrong("its name does not end in .onnx".into()))?;
        let folder = install::scratch(shelf)?;
        match address_of(source) {
            Some(url) => download(&url, folder.path(), progress).await,
            None => copy(Path::new(source), folder.path()).await,
        }
        .map_err(&wrong)?;
        let config = fs::read_to_string(folder.path().join(CONFIG_FILE));
        let config = config.map_err(|error| wrong(error.to_string()))?;
        let config = serde_json::from_str(&config)
            .map_err(|error| wrong(format!("its configuration: {error}")))?;
        let place = folder.path().to_owned();
        let entries = move || [MODEL_FILE, CONFIG_FILE].map(|name| entry_of_file(&place, name));
        let files = tokio::task::spawn_blocking(entries).await;
        let files = files.map_err(|error| wrong(error.to_string()))?;
        let files = files.into_iter().collect::<Result<_, _>>();
        Ok(Self {
            files: files.map_err(|error| wrong(error.to_string()))?,
            origin: origin(source),
            folder,
            stem,
            config,
        })
    }

    /// The folder that holds its files for now.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The voice in it, or that of one of its speakers; its loudness is not known yet.
    pub fn entry(&self, speaker: Option<&str>) -> VoiceEntry {
        let name = self.config.dataset.as_ref().unwrap_or(&self.stem);
        let named = |of: &str| speaker.map_or_else(|| of.to_owned(), |it| format!("{of}-{it}"));
        let setting = |it: &str| ("speaker".to_owned(), toml::Value::from(it));
        VoiceEntry {
            id: clean(&named(&self.stem)),
            name: capital(&named(name)),
            language: self.config.language(),
            backend: "piper".into(),
            sample_rate: SampleRate(self.config.audio.sample_rate),
            gain_db: 0.0,
            licence: "unknown".into(),
            origin: self.origin.clone(),
            settings: speaker.map(setting).into_iter().collect(),
            bundle: Some(Arc::new(Bundle {
                id: self.stem.clone(),
                origin: self.origin.clone(),
                licence: "unknown".into(),
                packages: Vec::new(),
                files: self.files.clone(),
            })),
        }
    }

    /// Puts the files and the description of `voice` in their place on `shelf`.
    ///
    /// Voices of other speakers that were adopted from the same model stay.
    ///
    /// # Errors
    /// What the file system says.
    pub fn install(self, voice: VoiceEntry, shelf: &Shelf) -> Result<(), InstallError> {
        let Some(bundle) = voice.bundle.clone() else {
            return Ok(());
        };
        let place = shelf.folder_of(&voice);
        let known = described(&place).unwrap_or_default();
        let same = |it: &VoiceEntry| {
            it.bundle
                .as_ref()
                .is_some_and(|it| it.files == bundle.files)
        };
        let others = known.into_iter().filter(|it| it.id != voice.id && same(it));
        let mut voices: Vec<_> = others.collect();
        voices.push(voice);
        let description = Description {
            voice: &voices,
            bundle: [&bundle],
        };
        let text = toml::to_string(&description).map_err(std::io::Error::other);
        text.and_then(|text| fs::write(self.folder.path().join(DESCRIPTION), text))
            .and_then(|()| install::replace(self.folder, &place))
            .map_err(|source| InstallError::folder(shelf, source))
    }
}

impl Config {
    /// BCP 47 tag: the language and, where it is two letters, the region.
    fn language(&self) -> String {
        let code = self.language.code.as_ref().or(self.espeak.code.as_ref());
        let code = code.map_or("und", String::as_str);
        let mut parts = code.split(['_', '-']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        match parts.next().filter(|region| region.len() == 2) {
            Some(region) => format!("{language}-{}", region.to_ascii_uppercase()),
            None => language,
        }
    }
}

/// The voices that the description in `folder` names; `None` where there is no good one.
pub(super) fn described(folder: &Path) -> Option<Vec<VoiceEntry>> {
    let text = fs::read_to_string(folder.join(DESCRIPTION)).ok()?;
    let voices = super::catalogue::parse(&text).inspect_err(|error| {
        tracing::warn!(folder = %folder.display(), cause = %error, "a voice's description is damaged");
    });
    voices.ok()
}

/// The name of the model without its endings, safe as the name of a folder; `None` where it is
/// not that of a model.
fn stem(source: &str) -> Option<String> {
    let path = address_of(source).map_or_else(|| source.to_owned(), |url| url.path().to_owned());
    let name = Path::new(&path).file_name()?.to_str()?;
    let stem = name.strip_suffix(".onnx")?;
    let stem = clean(stem);
    (!stem.is_empty()).then_some(stem)
}

/// The text in letters, digits, `-`, `_` and `.`, not beginning with one of the last.
fn clean(text: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let text: String = text
        .chars()
        .map(|c| if fits(c) { c } else { '-' })
        .collect();
    text.trim_start_matches(['.', '-']).to_owned()
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

fn address_of(source: &str) -> Option<Url> {
    let url = Url::parse(source).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Where a voice comes from, without what an address may hold of a secret.
fn origin(source: &str) -> String {
    let Some(mut url) = address_of(source) else {
        // Whole, so that it is found again from another folder.
        let path = std::path::absolute(source);
        return path.map_or_else(|_| source.to_owned(), |path| path.display().to_string());
    };
    url.set_query(None);
    let _ = url.set_password(None);
    let _ = url.set_username("");
    url.into()
}

async fn download(
    model: &Url,
    folder: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), String> {
    let mut config = model.clone();
    config.set_path(&format!("{}.json", model.path()));
    // The small one first: without it, the other is fetched for nothing.
    let files = [
        (CONFIG_FILE, config, LARGEST_CONFIG),
        (MODEL_FILE, model.clone(), LARGEST_MODEL),
    ];
    for (name, url, most) in files {
        let mut meter = Meter::new(progress, most);
        let place = folder.join(name);
        let fetched = address::fetch_unknown(&url, &place, most, &mut meter).await;
        fetched.map_err(|cause| format!("{url}: {cause}"))?;
    }
    Ok(())
}

async fn copy(model: &Path, folder: &Path) -> Result<(), String> {
    let beside = |ending: &str| PathBuf::from(format!("{}{ending}", model.display()));
    for (from, name) in [(beside(".json"), CONFIG_FILE), (beside(""), MODEL_FILE)] {
        let copied = tokio::fs::copy(&from, folder.join(name)).await;
        copied.map_err(|error| format!("{}: {error}", from.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_called_as_its_model() {
        let cases = [
            ("de_DE-thorsten-medium.onnx", Some("de_DE-thorsten-medium")),
            ("/a/b/x y.onnx", Some("x-y")),
            ("https://x.example/v/fr.onnx?download=true", Some("fr")),
            ("../.onnx", None),
            ("model.onnx.json", None),
            ("model.pt", None),
            ("https://x.example/", None),
        ];
        for (source, expected) in cases {
            assert_eq!(stem(source).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn the_language_is_that_of_the_configuration() {
        let cases = [
            (r#"{"language":{"code":"de_DE"}}"#, "de-DE"),
            (r#"{"language":{"code":"es_419"}}"#, "es"),
            (r#"{"espeak":{"voice":"en-gb-x-rp"}}"#, "en-GB"),
            (r#"{"espeak":{"voice":"cmn"}}"#, "cmn"),
            ("{}", "und"),
        ];
        for (text, expected) in cases {
            let text = text
                .replacen('{', r#"{"audio":{"sample_rate":16000},"#, 1)
                .replace(",}", "}");
            let config: Config = serde_json::from_str(&text).unwrap();
            assert_eq!(config.language(), expected, "{text}");
        }
    }

    #[test]
    fn an_origin_holds_no_secret() {
        let source = "https://me:secret@x.example/v.onnx?token=secret";
        assert_eq!(origin(source), "https://x.example/v.onnx");
    }
}
