//! The script of an article: its sentences in order, each with the range of text that it speaks
//! and the pause that follows it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block, BlockKind};
use crate::sentence;
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

/// The sentences of `article` in reading order; `lang` is a BCP 47 tag.
pub fn lines(article: &Article, lang: &str) -> Vec<Line> {
    let blocks = article.blocks.iter().enumerate();
    blocks
        .flat_map(|(index, block)| lines_of(index, block, lang))
        .collect()
}

fn lines_of(index: usize, block: &Block, lang: &str) -> Vec<Line> {
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
        BlockKind::Standfirst | BlockKind::Heading => 750,
        BlockKind::Paragraph | BlockKind::Quotation => 600,
        BlockKind::ListItem => 450,
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
        Block {
            kind,
            text: text.into(),
            origin: Origin::Element(0),
        }
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
        let lines = lines(&article, "en");
        let texts: Vec<_> = lines
            .iter()
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
        let lines = lines(&article, "en");
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
