//! The configuration file of the service; a flag or its environment variable wins over it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aloud::article::{Reading, Rule, Rules, Verbosity};
use aloud::lexicon::{self, Lexicon, Source};
use aloud::library::Covers;
use aloud::sound::Cover;
use aloud::speech::{self, SpeechError};
use aloud::store::Store;
use aloud::units::SampleRate;
use aloud::voice::{Catalogue, VoiceEntry};
use anyhow::Context as _;
use bytesize::ByteSize;
use serde::Deserialize;
use url::Url;

use super::exit::Exit;

/// Where the voices come from that a configuration describes.
pub(crate) const CONFIGURED: &str = "configured";

/// What `aloud.toml` can say; every key may be left out.
#[derive(Debug, Default, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Address and port to listen on.
    pub(crate) listen: Option<String>,
    /// Id of the voice that reads where none is asked for.
    pub(crate) voice: Option<String>,
    /// Addresses of the sites whose pages are read when a reader asks for one.
    #[serde(default)]
    pub(crate) sites: Vec<String>,
    /// Sentences that are made at once; as many as there are cores by default.
    pub(crate) workers: Option<usize>,
    /// How much of an article is read.
    pub(crate) verbosity: Option<Verbosity>,
    /// What of the publishers' pages is skipped or read, and how.
    #[serde(default)]
    pub(crate) rules: Vec<Rule>,
    /// Files of words that are said in another way than the rules would say them.
    #[serde(default)]
    pub(crate) lexicons: Vec<LexiconFile>,
    /// Pictures that the files of articles carry.
    #[serde(default)]
    covers: Vec<CoverFile>,
    /// Voices besides those of the catalogue, such as those on a server.
    #[serde(default, rename = "voices")]
    voices: Vec<ConfiguredVoice>,
    /// Where sound and articles are kept.
    #[serde(default)]
    pub(crate) store: Keeping,
}

/// Where sound and articles are kept, and how much of it.
#[derive(Debug, Default, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keeping {
    /// A cloud's bucket, such as `s3://bucket/prefix`; a folder of the data folder by default.
    pub(crate) url: Option<Url>,
    /// The most that is kept, such as `20 GB`; [`DEFAULT_LIMIT`] on this machine, no limit in a
    /// cloud, which has rules of its own for what is old.
    pub(crate) limit: Option<ByteSize>,
}

/// What a folder holds by default: 460 hours of MP3.
const DEFAULT_LIMIT: ByteSize = ByteSize::gb(10);

impl Keeping {
    /// The store, for a data folder at `data`.
    pub(crate) fn open(&self, data: &Path) -> anyhow::Result<Store> {
        let folder = data.join("store");
        let store = match &self.url {
            Some(url) => Store::at(url).with_context(|| format!("{url} cannot be used"))?,
            None => Store::in_folder(&folder)
                .with_context(|| format!("{} cannot be used", folder.display()))?,
        };
        let local = self.url.as_ref().is_none_or(|url| url.scheme() == "file");
        let limit = self.limit.or(local.then_some(DEFAULT_LIMIT));
        Ok(match limit {
            Some(limit) => store.limited(limit.as_u64()),
            None => store,
        })
    }
}

/// A voice that the configuration describes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfiguredVoice {
    id: String,
    /// What people call it; its id by default.
    name: Option<String>,
    /// BCP 47 tag of the language it speaks; any by default.
    language: Option<String>,
    backend: String,
    /// What brings it to the common loudness, in dB.
    #[serde(default)]
    gain_db: f32,
    /// SPDX expression of its licence, or what people should know of it.
    licence: Option<String>,
    /// What its backend understands.
    #[serde(default)]
    settings: toml::Table,
}

/// A lexicon that the configuration names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LexiconFile {
    /// PLS 1.0 or TOML; relative to the folder of the configuration file.
    file: PathBuf,
    /// The origin of the only site for which it holds.
    site: Option<Url>,
    /// BCP 47 tag of its language, where the file itself states none.
    lang: Option<String>,
}

/// A picture that the configuration names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct CoverFile {
    /// JPEG or PNG; relative to the folder of the configuration file.
    file: PathBuf,
    /// The origin of the only site for which it is.
    site: Option<Url>,
}

/// How articles are read, the publishers' words and pictures, the voices that the configuration adds, and where
/// sound is kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ways {
    pub(crate) reading: Reading,
    pub(crate) lexicon: Lexicon,
    pub(crate) covers: Covers,
    pub(crate) voices: Vec<VoiceEntry>,
    pub(crate) store: Keeping,
}

/// How articles are read, for commands that are given sources.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArgs {
    /// How much of an article is read: few, some or most [default: some]
    #[arg(long, env = "ALOUD_VERBOSITY", value_name = "HOW")]
    pub(crate) verbosity: Option<Verbosity>,
    /// Words that are said in another way (PLS 1.0 or TOML); may be given several times
    #[arg(long = "lexicon", value_name = "FILE")]
    lexicons: Vec<PathBuf>,
    /// Configuration file (TOML)
    #[arg(long, env = "ALOUD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl ReadingArgs {
    /// The configuration file, and how articles are read by it and by the flags.
    pub(crate) fn read(&self) -> Result<(Config, Ways), Exit> {
        let mut config = Config::read(self.config.as_ref())?;
        // A flag wins over the file: what it names stands first.
        let named = self.lexicons.iter().map(|file| LexiconFile {
            file: file.clone(),
            site: None,
            lang: None,
        });
        config.lexicons.splice(..0, named);
        let ways = Ways {
            reading: config.reading(self.verbosity)?,
            lexicon: config.lexicon().map_err(Exit::Usage)?,
            covers: config.covers().map_err(Exit::Usage)?,
            voices: config.voices(),
            store: config.store.clone(),
        };
        Ok((config, ways))
    }
}

impl Config {
    /// The configuration in the file at `path`; without a path, the default one.
    pub(crate) fn read(path: Option<&PathBuf>) -> Result<Self, Exit> {
        path.map_or_else(
            || Ok(Self::default()),
            |path| read(path).map_err(Exit::Usage),
        )
    }

    /// How articles are read; `verbosity` is what a flag says of it.
    pub(crate) fn reading(&self, verbosity: Option<Verbosity>) -> Result<Reading, Exit> {
        let rules = Rules::new(self.rules.clone()).map_err(Exit::usage)?;
        Ok(Reading {
            verbosity: verbosity.or(self.verbosity).unwrap_or_default(),
            rules: Arc::new(rules),
            ..Reading::default()
        })
    }

    /// The voices that it adds to the catalogue.
    pub(crate) fn voices(&self) -> Vec<VoiceEntry> {
        self.voices.iter().map(ConfiguredVoice::entry).collect()
    }

    /// The publishers' pictures.
    fn covers(&self) -> anyhow::Result<Covers> {
        let covers = self.covers.iter().map(CoverFile::read);
        Ok(Covers::new(covers.collect::<anyhow::Result<Vec<_>>>()?))
    }

    /// The publishers' words; what is said in two ways is logged.
    fn lexicon(&self) -> anyhow::Result<Lexicon> {
        let sources = self.lexicons.iter().map(LexiconFile::read);
        let sources = sources.collect::<anyhow::Result<Vec<_>>>()?;
        let lexicon = Lexicon::read(&sources)?;
        for conflict in lexicon.conflicts() {
            tracing::warn!("{conflict}");
        }
        Ok(lexicon)
    }
}

impl ConfiguredVoice {
    fn entry(&self) -> VoiceEntry {
        let Self {
            id,
            name,
            language,
            backend,
            gain_db,
            licence,
            settings,
        } = self.clone();
        VoiceEntry {
            name: name.unwrap_or_else(|| id.clone()),
            id,
            language: language.unwrap_or_else(|| "*".into()),
            backend,
            // What is asked of a backend that gives this rate for all its voices.
            sample_rate: SampleRate::OUTPUT,
            gain_db,
            licence: licence.unwrap_or_else(|| "of its server".into()),
            origin: CONFIGURED.into(),
            settings,
            bundle: None,
        }
    }
}

impl CoverFile {
    fn read(&self) -> anyhow::Result<(Option<String>, Cover)> {
        let name = || self.file.display().to_string();
        let file = std::fs::read(&self.file).with_context(name)?;
        let cover = Cover::read(file).with_context(name)?;
        let site = self.site.as_ref().map(Url::origin);
        Ok((site.map(|origin| origin.ascii_serialization()), cover))
    }
}

impl LexiconFile {
    fn read(&self) -> anyhow::Result<Source> {
        let name = self.file.display().to_string();
        let bytes = std::fs::metadata(&self.file).with_context(|| name.clone())?;
        anyhow::ensure!(
            bytes.len() <= lexicon::LARGEST_FILE as u64,
            "{name}: a lexicon has at most {} MB",
            lexicon::LARGEST_FILE >> 20
        );
        let text = std::fs::read_to_string(&self.file).with_context(|| name.clone())?;
        let site = self.site.as_ref().map(url::Url::origin);
        Ok(Source {
            name,
            text,
            site: site.map(|origin| origin.ascii_serialization()),
            lang: self.lang.clone(),
        })
    }
}

fn read(path: &Path) -> anyhow::Result<Config> {
    let name = || path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(name)?;
    let mut config: Config = toml::from_str(&text).with_context(name)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for lexicon in &mut config.lexicons {
        lexicon.file = folder.join(&lexicon.file);
    }
    for cover in &mut config.covers {
        cover.file = folder.join(&cover.file);
    }
    // Whoever wrote the file is told which one it is.
    Rules::new(config.rules.clone()).with_context(name)?;
    let voices = config.voices();
    voices.iter().try_for_each(check).with_context(name)?;
    Catalogue::built_in().with(voices).with_context(name)?;
    Ok(config)
}

/// Says what is wrong with the settings of a voice; whether it can speak now is not asked.
fn check(entry: &VoiceEntry) -> anyhow::Result<()> {
    let id = &entry.id;
    match speech::open(entry, Path::new("")) {
        Err(SpeechError::Damaged { cause, .. }) => anyhow::bail!("the voice '{id}': {cause}"),
        Err(SpeechError::UnknownVoice(_)) => {
            let names = speech::backends().iter().map(|backend| backend.name());
            let names = names.collect::<Vec<_>>().join(", ");
            let backend = &entry.backend;
            anyhow::bail!("the voice '{id}': its backend is one of {names}, not '{backend}'")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_in_the_readme_is_valid() {
        let text = "listen = \"0.0.0.0:7878\"\nsites = [\"https://news.example\"]\nworkers = 4\n";
        let config: Config = toml::from_str(text).unwrap();
        assert_eq!(config.sites, ["https://news.example"]);
    }

    #[test]
    fn rules_and_verbosity_are_taken_over() {
        let text = "verbosity = \"most\"\n[[rules]]\nselector = \".promo\"\naction = \"skip\"\n\
                    [[rules]]\nselector = \".fr\"\nlang = \"fr\"\nvoice = \"tone\"\n\
                    site = \"https://news.example\"\n";
        let config: Config = toml::from_str(text).unwrap();
        assert_eq!(config.rules.len(), 2);
        let reading = |flag| config.reading(flag).map(|reading| reading.verbosity).ok();
        assert_eq!(reading(None), Some(Verbosity::Most));
        assert_eq!(reading(Some(Verbosity::Few)), Some(Verbosity::Few));
    }

    #[test]
    fn a_rule_that_cannot_be_followed_is_named_with_its_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(
            file.path(),
            "[[rules]]\nselector = \"p[\"\naction = \"skip\"\n",
        )
        .unwrap();
        let error = read(file.path()).unwrap_err();
        let text = format!("{error:#}");
        assert!(
            text.starts_with(&file.path().display().to_string()),
            "{text}"
        );
        assert!(text.contains("rule 1") && text.contains("p["), "{text}");
    }

    #[test]
    fn a_voice_on_a_server_is_taken_over() {
        let text = "[[voices]]\nid = \"studio\"\nbackend = \"openai\"\nlanguage = \"en\"\n\
                    [voices.settings]\nmodel = \"m\"\n";
        let config: Config = toml::from_str(text).unwrap();
        let catalogue = Catalogue::built_in().with(config.voices()).unwrap();
        let entry = catalogue.find("studio").unwrap();
        assert_eq!((&*entry.name, &*entry.language), ("studio", "en"));
        assert_eq!(entry.settings["model"].as_str(), Some("m"));
        assert_eq!(catalogue.default_voice(), "en_US-joe-medium");
    }

    #[test]
    fn a_misspelt_key_is_named() {
        let error = toml::from_str::<Config>("site = []").unwrap_err();
        assert!(error.to_string().contains("site"));
    }
}
