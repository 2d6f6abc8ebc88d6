//! Lexicons: what a publisher wants said for a word, whatever the rules would say.
//!
//! Two forms are read: the W3C's Pronunciation Lexicon Specification 1.0 ([`pls`]) and a TOML
//! list ([`list`]). Matching words in a sentence is the spoken form's part.

mod alphabet;
mod list;
mod pls;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::lang;

/// Bytes of the largest lexicon file: some 100,000 words.
pub const LARGEST_FILE: usize = 8 << 20;

/// What is said for one word or phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entry {
    /// The word or phrase as it is written, white space folded; never empty.
    pub written: String,
    /// What is said for it.
    pub said: Said,
    /// Which letter case it is known in.
    pub case: Case,
    /// BCP 47 tag of the language in which it holds; `None` for every language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// What is said for an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// Other words.
    Alias(String),
    /// Sounds in the International Phonetic Alphabet.
    Ipa(String),
}

/// Which letter case an entry is known in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// Only as it is written: `US` is not "us".
    Exact,
    /// In any case: `gif`, `Gif`, `GIF`.
    Any,
}

impl Case {
    /// The case rule of an entry that does not say: capitals are meant, small letters are not.
    fn of_written(written: &str) -> Self {
        if written.contains(char::is_uppercase) {
            Self::Exact
        } else {
            Self::Any
        }
    }
}

/// A file of entries and where they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name in messages.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The origin of the only site for which it holds, such as `https://news.example`.
    pub site: Option<String>,
    /// The language of entries that state none, before the one that the file states.
    pub lang: Option<String>,
}

/// Everything that publishers want said, by site and language.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// In the order of their files.
    entries: Vec<Scoped>,
    /// Indices of the entries by their words in small letters.
    words: HashMap<String, Vec<usize>>,
    conflicts: Vec<Conflict>,
}

/// An entry with the place where it is written and holds.
#[derive(Debug, Clone)]
struct Scoped {
    entry: Arc<Entry>,
    site: Option<String>,
    place: Place,
}

/// Where an entry is written; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Name of the file.
    pub file: String,
    /// Line of the file.
    pub line: u32,
    /// Column of the line, in characters.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Two entries that say the same word in two ways; the first one holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The word.
    pub written: String,
    /// The entry that holds.
    pub first: Place,
    /// The entry that is not used.
    pub second: Place,
}

impl fmt::Display for Conflict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            written,
            first,
            second,
        } = self;
        write!(
            out,
            "'{written}' is said in two ways: {first} holds, {second} is not used"
        )
    }
}

/// Why a lexicon cannot be used: the place, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct LexiconError {
    /// Where it is.
    pub place: Place,
    /// What is wrong and how to mend it.
    pub problem: String,
}

impl Lexicon {
    /// The lexicon of `sources`, of which earlier ones win over later ones.
    ///
    /// A source is read as PLS if its first visible character is `<`, as TOML otherwise.
    ///
    /// # Errors
    /// The first mistake, with its line and column.
    pub fn read(sources: &[Source]) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for source in sources {
            for (entry, place) in entries(source)? {
                lexicon.add(entry, source.site.as_deref(), place);
            }
        }
        Ok(lexicon)
    }

    /// The words that are said in two ways, in the order of the files.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries that hold for a page of `site` (an origin) in the language `lang`.
    ///
    /// Those of the site stand before those of all sites, and those of the region (`en-GB`)
    /// before those of the language (`en`) before those of all languages: the first that fits
    /// a word holds.
    pub fn of(&self, site: Option<&str>, lang: &str) -> Vec<Arc<Entry>> {
        let mut found: Vec<(bool, u8, &Scoped)> = (self.entries.iter())
            .filter(|scoped| scoped.site.is_none() || scoped.site.as_deref() == site)
            .filter_map(|scoped| {
                let breadth = breadth(scoped.entry.lang.as_deref(), lang)?;
                Some((scoped.site.is_none(), breadth, scoped))
            })
            .collect();
        found.sort_by_key(|(everywhere, breadth, _)| (*everywhere, *breadth));
        let entries = found.into_iter().map(|(_, _, scoped)| &scoped.entry);
        entries.cloned().collect()
    }

    /// Adds an entry unless an earlier one holds for the same word in the same scope.
    fn add(&mut self, entry: Entry, site: Option<&str>, place: Place) {
        let alike = self.words.entry(entry.written.to_lowercase()).or_default();
        let same = |known: &&Scoped| {
            known.entry.lang == entry.lang
                && known.site.as_deref() == site
                && holds_for(&known.entry, &entry)
        };
        let known = alike.iter().map(|index| &self.entries[*index]).find(same);
        match known {
            Some(known) if known.entry.said != entry.said => self.conflicts.push(Conflict {
                written: entry.written,
                first: known.place.clone(),
                second: place,
            }),
            Some(_) => {}
            None => {
                alike.push(self.entries.len());
                self.entries.push(Scoped {
                    entry: Arc::new(entry),
                    site: site.map(str::to_owned),
                    place,
                });
            }
        }
    }
}

/// Whether every word that `later` is for is one that `first` is for; both are the same word
/// in small letters.
fn holds_for(first: &Entry, later: &Entry) -> bool {
    first.case == Case::Any || later.case == Case::Exact && first.written == later.written
}

/// How widely an entry for `entry` holds around `lang`: 0 for its region, 1 for its language,
/// 2 for every language; `None` where it does not hold.
fn breadth(entry: Option<&str>, lang: &str) -> Option<u8> {
    let Some(entry) = entry else { return Some(2) };
    let same = |a: &str, b: &str| {
        a.replace('_', "-")
            .eq_ignore_ascii_case(&b.replace('_', "-"))
    };
    if same(entry, lang) && entry.contains(['-', '_']) {
        Some(0)
    } else {
        same(entry, &lang::primary(lang)).then_some(1)
    }
}

/// The entries of one file with their places.
fn entries(source: &Source) -> Result<Vec<(Entry, Place)>, LexiconError> {
    let text = source.text.trim_start_matches('\u{FEFF}');
    let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let file = File {
        name: &source.name,
        text,
        lang: source.lang.as_deref(),
        breaks: &breaks,
    };
    if text.len() > LARGEST_FILE {
        let limit = LARGEST_FILE >> 20;
        return Err(file.error(0, format!("a lexicon has at most {limit} MB")));
    }
    if text.trim_start().starts_with('<') {
        pls::read(&file)
    } else {
        list::read(&file)
    }
}

/// A file that is being read.
struct File<'a> {
    name: &'a str,
    text: &'a str,
    lang: Option<&'a str>,
    /// Bytes at which its lines end.
    breaks: &'a [usize],
}

impl File<'_> {
    /// The place of the byte `at` of the file.
    fn place(&self, at: usize) -> Place {
        let line = self.breaks.partition_point(|end| *end < at);
        let start = line
            .checked_sub(1)
            .map_or(0, |before| self.breaks[before] + 1);
        let before = self.text.get(start..at).unwrap_or_default();
        Place {
            file: self.name.to_owned(),
            line: 1 + line as u32,
            column: 1 + before.chars().count() as u32,
        }
    }

    fn error(&self, at: usize, problem: impl Into<String>) -> LexiconError {
        LexiconError {
            place: self.place(at),
            problem: problem.into(),
        }
    }

    /// An entry of this file; `at` is the byte where it begins.
    fn entry(
        &self,
        at: usize,
        written: &str,
        said: Said,
        case: Option<Case>,
        lang: Option<&str>,
    ) -> Result<Entry, LexiconError> {
        let written = folded(written);
        if !written.contains(char::is_alphanumeric) {
            return Err(self.error(
                at,
                "the written form is empty: write the word as the page does",
            ));
        }
        let said = match said {
            Said::Alias(text) => Said::Alias(folded(&text)),
            Said::Ipa(text) => {
                let ipa = alphabet::checked(&text).map_err(|problem| self.error(at, problem))?;
                Said::Ipa(ipa)
            }
        };
        if matches!(&said, Said::Alias(text) if text.is_empty()) {
            return Err(self.error(at, "the alias is empty: write what is said instead"));
        }
        Ok(Entry {
            case: case.unwrap_or_else(|| Case::of_written(&written)),
            lang: lang.or(self.lang).map(str::to_owned),
            written,
            said,
        })
    }
}

/// `text` with runs of white space folded to one space, none at the ends.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
