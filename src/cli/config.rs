//! The configuration file of the service; a flag or its environment variable wins over it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aloud::article::{Reading, Rule, Rules, Verbosity};
use anyhow::Context as _;
use serde::Deserialize;

use super::exit::Exit;

/// What `aloud.toml` can say; every key may be left out.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
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
}

/// How articles are read, for commands that are given sources.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArgs {
    /// How much of an article is read: few, some or most [default: some]
    #[arg(long, env = "ALOUD_VERBOSITY", value_name = "HOW")]
    pub(crate) verbosity: Option<Verbosity>,
    /// Configuration file (TOML), for its rules and verbosity
    #[arg(long, env = "ALOUD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl ReadingArgs {
    /// How articles are read.
    pub(crate) fn reading(&self) -> Result<Reading, Exit> {
        Config::read(self.config.as_ref())?.reading(self.verbosity)
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
}

fn read(path: &Path) -> anyhow::Result<Config> {
    let name = || path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(name)?;
    let config: Config = toml::from_str(&text).with_context(name)?;
    // Whoever wrote the file is told which one it is.
    Rules::new(config.rules.clone()).with_context(name)?;
    Ok(config)
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
    fn a_misspelt_key_is_named() {
        let error = toml::from_str::<Config>("site = []").unwrap_err();
        assert!(error.to_string().contains("site"));
    }
}
