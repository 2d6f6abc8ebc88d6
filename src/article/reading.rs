//! Readings: how much of a document is read, by whose rules, and how large it may be.

use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use url::Url;

use super::block::BlockKind;
use super::publisher::Rules;

/// How a document is to be read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// How much of a document is accepted.
    pub limits: Limits,
    /// How much of the article is read.
    pub verbosity: Verbosity,
    /// The publisher's rules, which go before our own.
    pub rules: Arc<Rules>,
    /// Where the document comes from; by default what the page names as its own address.
    pub url: Option<Url>,
}

/// How much of a document is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the document in bytes.
    pub bytes: usize,
    /// Nested elements; browsers themselves stop at 512.
    pub depth: usize,
    /// Elements in all.
    pub elements: usize,
}

impl Default for Limits {
    /// 4 MiB (the largest news page of the Mozilla corpus has 1.3 MB), 512 levels (the limit of
    /// browsers), 200,000 elements.
    fn default() -> Self {
        Self {
            bytes: 4 << 20,
            depth: 512,
            elements: 200_000,
        }
    }
}

/// How much of an article is read, in the steps that screen readers have.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verbosity {
    /// The text alone.
    Few,
    /// The text, and where a quotation begins.
    #[default]
    Some,
    /// Byline, captions, pictures, tables, code and notes as well, each announced.
    Most,
}

impl FromStr for Verbosity {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "few" => Ok(Self::Few),
            "some" => Ok(Self::Some),
            "most" => Ok(Self::Most),
            _ => Err("it is one of few, some, most".to_owned()),
        }
    }
}

/// What is done with blocks of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    /// Left out, for the rule of this name.
    Skip(&'static str),
    /// Read.
    Read,
    /// Read, and its kind is said before it.
    Announce,
}

impl Verbosity {
    /// What is done with blocks of `kind`; the table in the README says the same.
    pub(super) fn treatment(self, kind: BlockKind) -> Treatment {
        let at_most = |rule, otherwise| match self {
            Self::Most => otherwise,
            Self::Few | Self::Some => Treatment::Skip(rule),
        };
        match kind {
            BlockKind::Title
            | BlockKind::Standfirst
            | BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::ListItem => Treatment::Read,
            // Nothing else tells a listener that somebody else speaks now.
            BlockKind::Quotation if self == Self::Few => Treatment::Read,
            BlockKind::Quotation => Treatment::Announce,
            // "By Jane Doe" says what it is.
            BlockKind::Byline => at_most("byline", Treatment::Read),
            BlockKind::Caption => at_most("caption", Treatment::Announce),
            BlockKind::AltText => at_most("alt-text", Treatment::Announce),
            BlockKind::TableRow => at_most("table", Treatment::Announce),
            BlockKind::Code => at_most("code", Treatment::Announce),
            BlockKind::Footnote => at_most("footnote", Treatment::Announce),
        }
    }

    /// Whether blocks of `kind` are read at all.
    pub(super) fn reads(self, kind: BlockKind) -> bool {
        !matches!(self.treatment(kind), Treatment::Skip(_))
    }

    /// Whether the kind of a block is said before it, which stands behind one of the kind `before`.
    pub(super) fn announces(self, kind: BlockKind, before: Option<BlockKind>) -> bool {
        // Of the paragraphs of a quotation or the rows of a table, the first is announced.
        let goes_on = matches!(
            kind,
            BlockKind::Quotation | BlockKind::TableRow | BlockKind::Footnote
        ) && before == Some(kind);
        self.treatment(kind) == Treatment::Announce && !goes_on
    }
}

/// The kind of block that the rule `rule` leaves out, where a reading may want it after all.
pub(super) fn kind_behind(rule: &str) -> Option<BlockKind> {
    match rule {
        "byline" => Some(BlockKind::Byline),
        "caption" => Some(BlockKind::Caption),
        "table" => Some(BlockKind::TableRow),
        "code" => Some(BlockKind::Code),
        "footnote" => Some(BlockKind::Footnote),
        _ => None,
    }
}
