//! Languages inside of a block: which stretches of a sentence are not in the article's.

use crate::article::{Block, Mark};
use crate::lang;
use crate::units::ByteRange;

use super::within;

/// The stretches of the sentence at `line` of `block` that are not in the language `lang`, in
/// order, with their BCP 47 tags; offsets count from the sentence's beginning.
///
/// Of markup inside of markup the innermost counts. A variety of the same language is none of
/// its own: a voice has one accent.
pub(super) fn foreign(block: &Block, line: ByteRange, lang: &str) -> Vec<(ByteRange, String)> {
    let whole = ByteRange::new(0, line.end - line.start);
    let mut found = vec![(whole, block.lang.as_deref().unwrap_or(lang))];
    for span in &block.spans {
        if let (Mark::Lang(tag), Some(range)) = (&span.mark, within(span.range, line)) {
            found = found
                .into_iter()
                .flat_map(|stretch| without(stretch, range))
                .chain([(range, tag.as_str())])
                .collect();
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    let own = lang::primary(lang);
    found
        .into_iter()
        .filter(|(_, tag)| lang::primary(tag) != own)
        .map(|(range, tag)| (range, tag.to_owned()))
        .collect()
}

/// What is left of `stretch` without the bytes `taken`.
fn without(
    (range, tag): (ByteRange, &str),
    taken: ByteRange,
) -> impl Iterator<Item = (ByteRange, &str)> {
    let before = (range.start, range.end.min(taken.start));
    let behind = (range.start.max(taken.end), range.end);
    let parts = [before, behind].into_iter();
    parts
        .filter(|(start, end)| start < end)
        .map(move |(start, end)| (ByteRange::new(start, end), tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Origin, Span};

    fn block(text: &str, langs: &[(&str, &str)]) -> Block {
        let spans = langs.iter().map(|(part, tag)| {
            let start = text.find(part).unwrap();
            Span {
                range: ByteRange::new(start, start + part.len()),
                mark: Mark::Lang((*tag).into()),
            }
        });
        Block {
            spans: spans.collect(),
            ..Block::new(BlockKind::Paragraph, text, Origin::Given)
        }
    }

    fn found(block: &Block, line: &str) -> Vec<(String, String)> {
        let start = block.text.find(line).unwrap();
        let range = ByteRange::new(start, start + line.len());
        let stretches = foreign(block, range, "en-GB");
        (stretches.into_iter())
            .map(|(range, tag)| (range.of(line).to_owned(), tag))
            .collect()
    }

    fn pair(text: &str, tag: &str) -> (String, String) {
        (text.to_owned(), tag.to_owned())
    }

    #[test]
    fn marked_words_are_in_their_own_language() {
        let text = "It was fine. He said c’est la vie and left, in color.";
        let block = block(text, &[("c’est la vie", "fr"), ("color", "en-US")]);
        assert_eq!(
            found(&block, "He said c’est la vie and left, in color."),
            [pair("c’est la vie", "fr")],
            "another variety of English is no other language"
        );
        assert_eq!(found(&block, "It was fine."), []);
    }

    #[test]
    fn the_innermost_markup_counts() {
        let text = "Das ist very British hier.";
        let mut block = block(text, &[("ist very British", "fr"), ("very British", "en")]);
        block.lang = Some("de".into());
        let expected = [pair("Das ", "de"), pair("ist ", "fr"), pair(" hier.", "de")];
        assert_eq!(found(&block, text), expected);
    }
}
