//! Plain text: paragraphs between blank lines, and a first line that stands alone as the title.

use super::fold::{fold, is_sayable, is_visible};
use super::{Article, Block, BlockKind, Origin, Skipped};
use crate::units::ByteRange;

/// Characters of a first line beyond which it is no title; headlines have 110 at most.
const LONGEST_TITLE: usize = 150;

/// The article of a plain text.
pub(super) fn read(text: &str) -> Article {
    let paragraphs = paragraphs(text);
    let mut article = Article::default();
    for (index, range) in paragraphs.iter().enumerate() {
        let written = range.of(text);
        let folded = fold(written);
        let origin = Origin::Bytes(*range);
        if !is_sayable(&folded) {
            article.skipped.push(Skipped {
                text: folded,
                rule: "ornament".to_owned(),
                origin,
            });
            continue;
        }
        let is_title = index == 0 && paragraphs.len() > 1 && is_title(written);
        if is_title {
            article.title = Some(folded.clone());
        }
        let kind = if is_title {
            BlockKind::Title
        } else {
            BlockKind::Paragraph
        };
        article.blocks.push(Block::new(kind, folded, origin));
    }
    article
}

/// The visible stretches of `text` between blank lines, without the white space around them.
fn paragraphs(text: &str) -> Vec<ByteRange> {
    let mut paragraphs: Vec<ByteRange> = vec![];
    let (mut at, mut is_open) = (0, false);
    for line in text.split_inclusive(['\n', '\r', '\x0c']) {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        // The line feed of a `\r\n` is no line of its own.
        if line == "\n" && text[..at - 1].ends_with('\r') {
            continue;
        }
        if start >= end || !is_visible(&text[start..end]) {
            is_open = false;
        } else if let Some(last) = paragraphs.last_mut().filter(|_| is_open) {
            last.end = end;
        } else {
            paragraphs.push(ByteRange::new(start, end));
            is_open = true;
        }
    }
    paragraphs
}

/// Whether a first paragraph is a title: one short line that does not end like a sentence.
fn is_title(paragraph: &str) -> bool {
    paragraph.chars().count() <= LONGEST_TITLE
        && !paragraph.contains(['\n', '\r', '\x0c'])
        && !paragraph.ends_with([
            '.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '"', '”',
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let blocks = read(text).blocks.into_iter();
        blocks.map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn blank_lines_separate_paragraphs() {
        use BlockKind::{Paragraph, Title};
        type Blocks = &'static [(BlockKind, &'static str)];
        let cases: [(&str, Blocks, &str); 6] = [
            (
                "One.\ntwo\n\nThree.",
                &[(Paragraph, "One. two"), (Paragraph, "Three.")],
                "wrapped",
            ),
            (
                "One.\r\n\r\nTwo.",
                &[(Paragraph, "One."), (Paragraph, "Two.")],
                "Windows",
            ),
            (
                "One.\n \t\nTwo.",
                &[(Paragraph, "One."), (Paragraph, "Two.")],
                "blank, not empty",
            ),
            (
                "Rain\n\nIt rains.",
                &[(Title, "Rain"), (Paragraph, "It rains.")],
                "a title",
            ),
            ("Rain", &[(Paragraph, "Rain")], "nothing under it"),
            (
                "Is it?\n\nYes.",
                &[(Paragraph, "Is it?"), (Paragraph, "Yes.")],
                "a sentence",
            ),
        ];
        for (text, expected, why) in cases {
            let expected: Vec<_> = (expected.iter())
                .map(|(kind, text)| (*kind, (*text).to_owned()))
                .collect();
            assert_eq!(blocks(text), expected, "{why}");
        }
    }

    #[test]
    fn origins_name_the_bytes_of_the_source() {
        let text = "\n  Ein Satz\nüber Zeilen.  \n\nEnde.\n";
        for block in read(text).blocks {
            let Origin::Bytes(range) = block.origin else {
                panic!("not bytes");
            };
            assert_eq!(fold(range.of(text)), block.text);
        }
    }

    #[test]
    fn a_row_of_stars_is_an_ornament() {
        let article = read("One.\n\n* * *\n\nTwo.");
        assert_eq!(article.blocks.len(), 2);
        assert_eq!(article.skipped[0].rule, "ornament");
    }
}
