//! Blocks: the paragraphs, headings and the like that are read, and what is known of each.

use serde::{Deserialize, Serialize};

use crate::units::ByteRange;

/// One paragraph, heading, list item and so on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is, which decides the pause after it.
    pub kind: BlockKind,
    /// Its text: runs of white space folded to one space, none at the ends.
    pub text: String,
    /// Where it came from.
    pub origin: Origin,
    /// BCP 47 tag of its language, where the markup states another one than the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Level of a heading (1 to 6), or how deep a list item is nested (from 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Id of the voice that the publisher wants for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
    /// Whether its kind is said before it, such as "Caption".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub announced: bool,
    /// The marked stretches of `text` in order of their start, an outer one before its inner ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

impl Block {
    /// A block of which nothing else is known.
    pub fn new(kind: BlockKind, text: impl Into<String>, origin: Origin) -> Self {
        Self {
            kind,
            text: text.into(),
            origin,
            lang: None,
            level: None,
            voice: None,
            announced: false,
            spans: vec![],
        }
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// The sentence or two under the headline.
    Standfirst,
    /// A heading inside the article.
    Heading,
    /// Ordinary text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    Quotation,
    /// Who wrote the article.
    Byline,
    /// What is written under a picture or a table.
    Caption,
    /// The words that stand for a picture.
    AltText,
    /// A row of a table, its cells separated by semicolons.
    TableRow,
    /// Program text in a block of its own.
    Code,
    /// A note at the foot or the end.
    Footnote,
}

impl BlockKind {
    /// The name of the kind, as JSON and the files of languages have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::Quotation => "quotation",
            Self::Byline => "byline",
            Self::Caption => "caption",
            Self::AltText => "alt-text",
            Self::TableRow => "table-row",
            Self::Code => "code",
            Self::Footnote => "footnote",
        }
    }
}

/// A marked stretch of a block's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Bytes of the block's text; never empty.
    pub range: ByteRange,
    /// What the markup says of it.
    pub mark: Mark,
}

/// What markup says of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It is in another language than what stands around it: a BCP 47 tag.
    Lang(String),
    /// It is stressed, in italics as a rule.
    Emphasis,
    /// It is important, in bold as a rule.
    Strong,
    /// It leads to another page.
    Link,
    /// It is program text in a line.
    Code,
    /// It is raised: the exponent of `km²`, the letters of `5th`.
    Superscript,
    /// It is lowered: the number in `H₂O`.
    Subscript,
    /// It is short for these words.
    Abbreviation(String),
}

impl Mark {
    /// Whether it says what language the stretch is in.
    pub(super) fn is_language(&self) -> bool {
        matches!(self, Self::Lang(_))
    }
}

/// Where a block's text stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The number of the HTML element in document order, the first start tag being 0.
    Element(u32),
    /// The bytes of the decoded Markdown or plain text.
    Bytes(ByteRange),
    /// Not in the document: said by whoever sent it.
    Given,
}

/// A stretch of the source that is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Its text, white space folded.
    pub text: String,
    /// Name of the rule that left it out, such as `newsletter`.
    pub rule: String,
    /// Where it came from.
    pub origin: Origin,
}
