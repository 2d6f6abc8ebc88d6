//! Echoes: what a page says twice for the eye, and a listener should hear once.

use super::block::BlockKind;
use super::fold::essence;
use super::place::Piece;

/// Leaves out lines under a picture that say what the picture's own text says.
///
/// Pages that know no captions write them into a box like any other.
pub(super) fn silence_captions(pieces: &mut [Piece<'_>]) {
    // The picture, a button to enlarge it, who made it, the caption.
    const NEAR: usize = 4;
    // A picture of "Jane Doe" may well stand before a line that says so.
    const WORDS: usize = 4;
    for index in 0..pieces.len() {
        let picture = &pieces[index];
        if picture.kind != BlockKind::AltText || picture.text.split(' ').nth(WORDS).is_none() {
            continue;
        }
        let said = essence(&picture.text);
        let end = pieces.len().min(index + 1 + NEAR);
        for piece in &mut pieces[index + 1..end] {
            let is_line = piece.kind == BlockKind::Paragraph && piece.rule.is_none();
            if is_line && !piece.wanted && essence(&piece.text) == said {
                piece.rule = Some("caption".into());
            }
        }
    }
}

/// Leaves out sentences of the article that are set once more in large type.
///
/// Only quotations are looked at, and only behind the first paragraph: a standfirst may well be
/// heard again.
pub(super) fn silence_pull_quotes(pieces: &mut [Piece<'_>]) {
    // More are never found in an article; each is looked for in all of the text.
    const MOST: usize = 20;
    let Some(first) = pieces.iter().position(is_paragraph) else {
        return;
    };
    let quotes: Vec<usize> = (first + 1..pieces.len())
        .filter(|index| may_be_pull_quote(&pieces[*index]))
        .take(MOST)
        .collect();
    if quotes.is_empty() {
        return;
    }
    let said: Vec<String> = pieces.iter().map(essence_where_read).collect();
    for index in quotes {
        let quote = said[index].as_str();
        let is_again = |other: &String| other.len() > quote.len() && other.contains(quote);
        if said.iter().any(is_again) {
            pieces[index].rule = Some("pull-quote".into());
        }
    }
}

fn is_paragraph(piece: &Piece<'_>) -> bool {
    piece.rule.is_none() && piece.kind == BlockKind::Paragraph
}

/// The words of `piece` where it is text that is read, else nothing.
fn essence_where_read(piece: &Piece<'_>) -> String {
    let is_text = matches!(piece.kind, BlockKind::Paragraph | BlockKind::ListItem);
    if piece.rule.is_none() && is_text || may_be_pull_quote(piece) {
        essence(&piece.text)
    } else {
        String::new()
    }
}

/// Whether `piece` is a quotation of a sentence or two.
fn may_be_pull_quote(piece: &Piece<'_>) -> bool {
    // "It was the best day of my life": fewer words are said twice by chance.
    const FEWEST_WORDS: usize = 6;
    const LONGEST: usize = 400;
    let is_quotation = match piece.kind {
        BlockKind::Quotation => true,
        BlockKind::Paragraph => piece.text.starts_with(['"', '“', '„', '«', '»', '‘', '\'']),
        _ => false,
    };
    is_quotation
        && piece.rule.is_none()
        && !piece.wanted
        && piece.text.len() <= LONGEST
        && piece.text.split(' ').nth(FEWEST_WORDS - 1).is_some()
}
