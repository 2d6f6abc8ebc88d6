//! The script of an article: its sentences in order, each with the range of text that it speaks
//! and the pause that follows it.

mod language;

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block, BlockKind, Mark};
use crate::lexicon::{Entry, Lexicon};
use crate::sentence;
use crate::spoken::{self, Replacements, Setting, SpokenForm};
use crate::units::ByteRange;

/// One sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Index of the block in [`Article::blocks`].
    pub block: usize,
    /// Bytes of the block's text.
    pub range: ByteRange,
    /// The silence behind it.
    pub pause: Duration,
}

/// An article's sentences, and what decides how each one is said.
#[derive(Debug, Clone)]
pub struct Script {
    lang: String,
    replacements: Arc<Replacements>,
    lines: Vec<Line>,
}

/// A written sentence with all that decides how it is said.
#[derive(Debug, Clone)]
pub struct Sentence {
    text: String,
    lang: String,
    replacements: Arc<Replacements>,
    announcement: Option<&'static str>,
    foreign: Vec<(ByteRange, String)>,
    raised: Vec<ByteRange>,
}

impl Script {
    /// The script of `article` read in `lang` (a BCP 47 tag) with the publisher's words.
    pub fn new(article: &Article, lang: &str, lexicon: Vec<Arc<Entry>>) -> Self {
        let blocks = article.blocks.iter().enumerate();
        Self {
            lines: blocks
                .flat_map(|(index, block)| lines_of(index, block, lang))
                .collect(),
            replacements: Arc::new(Replacements::new(lexicon, lang)),
            lang: lang.to_owned(),
        }
    }

    /// The sentences in reading order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The sentence of a line of this script, whose block is `block`.
    pub fn sentence(&self, line: &Line, block: &Block) -> Sentence {
        let raised = block.spans.iter().filter(|s| s.mark == Mark::Superscript);
        let raised = raised.filter_map(|span| within(span.range, line.range));
        Sentence {
            text: line.range.of(&block.text).to_owned(),
            lang: self.lang.clone(),
            replacements: Arc::clone(&self.replacements),
            announcement: spoken::announcement(block.kind.name(), &self.lang)
                .filter(|_| block.announced && line.range.start == 0),
            foreign: language::foreign(block, line.range, &self.lang),
            raised: raised.collect(),
        }
    }
}

impl Sentence {
    /// BCP 47 tag of the language it is read in.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// What is said for it.
    pub fn spoken(&self) -> SpokenForm {
        let foreign = self.foreign.iter().map(|(range, lang)| (*range, &**lang));
        let setting = Setting {
            lang: &self.lang,
            replacements: Some(&self.replacements),
            announcement: self.announcement,
            foreign: foreign.collect(),
            raised: self.raised.clone(),
        };
        spoken::verbalise_in(&self.text, &setting)
    }
}

impl From<(&str, &str)> for Sentence {
    /// A `text` in a language (a BCP 47 tag) of which nothing else is known.
    fn from((text, lang): (&str, &str)) -> Self {
        Self {
            text: text.to_owned(),
            lang: lang.to_owned(),
            replacements: Arc::default(),
            announcement: None,
            foreign: vec![],
            raised: vec![],
        }
    }
}

/// The publisher's words that stand in `article`, which is read in `lang`; in the order in which
/// they hold.
pub fn words_in(article: &Article, lexicon: &Lexicon, lang: &str) -> Vec<Arc<Entry>> {
    let site = article
        .url
        .as_ref()
        .map(|url| url.origin().ascii_serialization());
    let entries = lexicon.of(site.as_deref(), lang);
    let texts = article.blocks.iter().map(|block| &*block.text);
    Replacements::new(entries, lang).used_in(texts)
}

/// The part of `range` inside of `outer`, counted from its beginning; `None` if there is none.
fn within(range: ByteRange, outer: ByteRange) -> Option<ByteRange> {
    let start = range.start.max(outer.start);
    let end = range.end.min(outer.end);
    (start < end).then(|| ByteRange::new(start - outer.start, end - outer.start))
}

fn lines_of(index: usize, block: &Block, lang: &str) -> Vec<Line> {
    let lang = block.lang.as_deref().unwrap_or(lang);
    let mut ranges = sentence::split(&block.text, lang);
    if let (0, Some(first)) = (index, ranges.first()) {
        let opening = sentence::opening(&block.text, *first, longest_opening(block.kind));
        ranges.splice(..1, opening);
    }
    let last = ranges.len().saturating_sub(1);
    let line = |(n, range): (usize, ByteRange)| Line {
        block: index,
        range,
        pause: if n == last {
            pause_after_block(block.kind)
        } else {
            pause_after_sentence(range.of(&block.text))
        },
    };
    ranges.into_iter().enumerate().map(line).collect()
}

/// Characters of the longest first sentence that is said in one go.
///
/// A listener waits in silence for the first sound, and its durations are reckoned for the
/// whole piece: 90 characters are 6 s of speech. A title is one tune, and few are longer.
fn longest_opening(kind: BlockKind) -> usize {
    match kind {
        BlockKind::Title => 140,
        _ => 90,
    }
}

/// The pause after a block.
///
/// Newsreaders leave 0.5 to 1 s between paragraphs and more around headlines; listeners of
/// synthetic speech complain of more than 0.8 s inside running text.
fn pause_after_block(kind: BlockKind) -> Duration {
    Duration::from_millis(match kind {
        BlockKind::Title => 900,
        BlockKind::Standfirst | BlockKind::Heading | BlockKind::Byline => 750,
        BlockKind::Paragraph
        | BlockKind::Quotation
        | BlockKind::Caption
        | BlockKind::AltText
        | BlockKind::Code
        | BlockKind::Footnote => 600,
        BlockKind::ListItem | BlockKind::TableRow => 450,
    })
}

/// The pause after a sentence inside a block: 350 ms is the usual one of read news, 180 ms
/// where a long sentence was cut at a comma, a semicolon or a dash.
fn pause_after_sentence(sentence: &str) -> Duration {
    let closers: &[char] = &['"', '\'', '”', '’', '»', ')', ']'];
    let body = sentence.trim_end_matches(closers);
    let whole = body.ends_with(['.', '!', '?', '…', '。', '！', '？']);
    Duration::from_millis(if whole { 350 } else { 180 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Origin;

    fn block(kind: BlockKind, text: &str) -> Block {
        Block::new(kind, text, Origin::Element(0))
    }

    #[test]
    fn every_sentence_keeps_its_block_and_range() {
        let article = Article {
            blocks: vec![
                block(BlockKind::Title, "A title"),
                block(BlockKind::Paragraph, "One is here. Two is there."),
            ],
            ..Article::default()
        };
        let script = Script::new(&article, "en", vec![]);
        let lines = script.lines().iter();
        let texts: Vec<_> = lines
            .map(|line| line.range.of(&article.blocks[line.block].text))
            .collect();
        assert_eq!(texts, ["A title", "One is here.", "Two is there."]);
    }

    #[test]
    fn only_the_first_sentence_of_an_article_is_cut_for_a_quick_start() {
        let long = "After eleven years of planning and two of digging, the new tunnel below the \
                    strait was opened to traffic on Monday.";
        let article = Article {
            blocks: vec![
                block(BlockKind::Paragraph, &format!("{long} {long}")),
                block(BlockKind::Paragraph, long),
            ],
            ..Article::default()
        };
        let script = Script::new(&article, "en", vec![]);
        let lines = script.lines();
        assert_eq!(lines.len(), 4);
        assert!(
            lines[0]
                .range
                .of(&article.blocks[0].text)
                .ends_with("digging,")
        );
        assert!(lines[0].pause < lines[1].pause);
    }

    #[test]
    fn the_pause_grows_with_the_boundary() {
        let after_cut = pause_after_sentence("He came; ");
        let after_sentence = pause_after_sentence("He said “no.”");
        assert!(after_cut < after_sentence);
        assert!(after_sentence < pause_after_block(BlockKind::Paragraph));
        assert!(pause_after_block(BlockKind::Paragraph) < pause_after_block(BlockKind::Title));
    }
}
