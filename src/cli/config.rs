//! The configuration file of the service; a flag or its environment variable wins over it.

use std::path::{Path, PathBuf};

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
}

impl Config {
    /// The configuration in the file at `path`; without a path, the default one.
    pub(crate) fn read(path: Option<&PathBuf>) -> Result<Self, Exit> {
        path.map_or_else(
            || Ok(Self::default()),
            |path| read(path).map_err(Exit::Usage),
        )
    }
}

fn read(path: &Path) -> anyhow::Result<Config> {
    let name = || path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(name)?;
    toml::from_str(&text).with_context(name)
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
    fn a_misspelt_key_is_named() {
        let error = toml::from_str::<Config>("site = []").unwrap_err();
        assert!(error.to_string().contains("site"));
    }
}
