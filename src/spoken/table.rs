//! Word lists that are built in: TOML files below `languages/`, one folder or file a language.

use serde::de::DeserializeOwned;

/// The list in `toml`; empty where the file is damaged, which a test of each list rules out.
///
/// Lists are read once, on first use: keep them in a `LazyLock`.
pub(super) fn built_in<T: DeserializeOwned + Default>(toml: &str) -> T {
    toml::from_str(toml).unwrap_or_default()
}
