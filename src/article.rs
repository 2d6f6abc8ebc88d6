//! The article of a page: titled blocks of text, each knowing where it came from.
//!
//! HTML, Markdown and plain text give the same blocks. What is not read is kept beside
//! them with the name of the rule that left it out, so that nothing is lost in silence.

mod block;
mod claims;
mod decode;
mod echo;
mod element;
mod extract;
mod fold;
mod footnote;
mod html;
mod judge;
mod language;
mod line;
mod linked_data;
mod mark;
mod markdown;
mod metadata;
mod nesting;
mod phrase;
mod place;
mod plain;
mod publisher;
mod reading;
mod rich;
mod rules;
mod select;
mod settle;
mod stamp;
#[cfg(test)]
mod tests;
mod walk;

use serde::{Deserialize, Serialize};
use url::Url;

pub use block::{Block, BlockKind, Mark, Origin, Skipped, Span};
pub use publisher::{Action, Rule, RuleError, RuleFault, Rules};
pub use reading::{Limits, Reading, Verbosity};

/// The readable content of one page or file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The headline, white space folded.
    pub title: Option<String>,
    /// BCP 47 tag of the page's language as the page states it.
    pub lang: Option<String>,
    /// The address that the page names as its own.
    pub url: Option<Url>,
    /// Who wrote it, as the page states it; several names are separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was published, in the form of ISO 8601 as the page states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// What is read, in reading order; never empty, and no block's text is empty.
    pub blocks: Vec<Block>,
    /// What is not read, in reading order, with the rule that says so.
    pub skipped: Vec<Skipped>,
}

impl Article {
    /// Gives the article a title that is not part of its document, spoken first.
    ///
    /// Does nothing where `title` is only white space or the article has that title already.
    pub fn set_title(&mut self, title: &str) {
        let text = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let has_title = |block: &Block| block.kind == BlockKind::Title;
        if text.is_empty() || self.title.as_deref() == Some(&text) {
            return;
        }
        self.title = Some(text.clone());
        self.blocks.retain(|block| !has_title(block));
        let block = Block::new(BlockKind::Title, text, Origin::Given);
        self.blocks.insert(0, block);
    }
}

/// What kind of document the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A whole HTML page.
    Html,
    /// CommonMark.
    Markdown,
    /// Paragraphs separated by blank lines.
    Plain,
}

/// Why a document gives no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// The document has no bytes, or only white space.
    #[error("the document is empty")]
    Empty,
    /// There is a document, but nothing in it that could be read aloud.
    #[error("the page has no article text")]
    NoText,
    /// The bytes are an image, a PDF or the like.
    #[error("the document is not text: it looks like binary data")]
    Binary,
    /// More bytes than [`Limits::bytes`].
    #[error("the document has {size} bytes, more than the {limit} that are accepted")]
    TooLarge {
        /// Size of the document in bytes, as far as it was read.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Deeper nesting than [`Limits::depth`].
    #[error("the page nests elements more than {limit} deep")]
    TooDeep {
        /// The limit in levels.
        limit: usize,
    },
    /// More elements than [`Limits::elements`].
    #[error("the page has more than {limit} elements")]
    TooManyElements {
        /// The limit.
        limit: usize,
    },
}

/// The article in `document`.
///
/// `charset` is what the transport said of the encoding, such as `windows-1252`.
///
/// # Errors
/// Where the document is over the limits, is not text, or has nothing to read.
pub fn read(
    document: &[u8],
    format: Format,
    charset: Option<&str>,
    reading: &Reading,
) -> Result<Article, ArticleError> {
    let limits = reading.limits;
    if document.len() > limits.bytes {
        return Err(ArticleError::TooLarge {
            size: document.len(),
            limit: limits.bytes,
        });
    }
    let text = decode::decode(document, format, charset)?;
    let article = match format {
        Format::Html => html::read(&text, reading)?,
        Format::Markdown => markdown::read(&text, reading.verbosity),
        Format::Plain => plain::read(&text),
    };
    let has_body = (article.blocks.iter()).any(|block| block.kind != BlockKind::Title);
    if has_body {
        Ok(article)
    } else {
        Err(ArticleError::NoText)
    }
}
