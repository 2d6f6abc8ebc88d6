//! The TOML form of a lexicon.
//!
//! ```toml
//! lang = "en"                 # of all entries below; optional
//!
//! [[word]]
//! written = "Anthropic"       # or a list: ["GIF", "gif"]
//! ipa = "ænˈθɹɑpɪk"           # or: alias = "an throp ick"
//! case = "exact"              # or "any"; by default capitals are meant, small letters are not
//! lang = "en-GB"              # optional
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::{Case, Entry, File, LexiconError, Place, Said};

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    lang: Option<String>,
    #[serde(default)]
    word: Vec<Spanned<Word>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    written: Written,
    alias: Option<String>,
    ipa: Option<String>,
    case: Option<Case>,
    lang: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Many(Vec<String>),
}

/// The entries of `file` with their places.
pub(super) fn read(file: &File<'_>) -> Result<Vec<(Entry, Place)>, LexiconError> {
    let list: List = toml::from_str(file.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        file.error(at, error.message())
    })?;
    let file = &File {
        lang: list.lang.as_deref().or(file.lang),
        ..*file
    };
    let mut entries = vec![];
    for word in list.word {
        let at = word.span().start;
        entries.extend(of_word(file, at, word.into_inner())?);
    }
    Ok(entries)
}

fn of_word(file: &File<'_>, at: usize, word: Word) -> Result<Vec<(Entry, Place)>, LexiconError> {
    let said = match (word.alias, word.ipa) {
        (Some(alias), None) => Said::Alias(alias),
        (None, Some(ipa)) => Said::Ipa(ipa),
        _ => return Err(file.error(at, "a word has either an `alias` or an `ipa`")),
    };
    let written = match word.written {
        Written::One(written) => vec![written],
        Written::Many(written) => written,
    };
    let entry = |written: &String| {
        let entry = file.entry(at, written, said.clone(), word.case, word.lang.as_deref())?;
        Ok((entry, file.place(at)))
    };
    written.iter().map(entry).collect()
}
