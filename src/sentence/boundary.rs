//! Boundaries: what sentencex finds, fed in pieces that it can digest.

use std::panic::catch_unwind;

use super::mask::Masked;

/// Bytes that are given to sentencex at once.
///
/// Its time grows with the square of the length of a text without white space: 200,000
/// characters take 20 s at once and a second at most in pieces of this size.
const PIECE: usize = 4_000;

/// Bytes before the end of a piece in which a place to cut is looked for.
const REACH: usize = 500;

/// Where sentences of the source begin, behind the first, in order.
pub(super) fn find(masked: &Masked, lang: &str) -> Vec<usize> {
    let text = masked.text.as_str();
    let mut cuts = vec![];
    let mut start = 0;
    while start < text.len() {
        let end = piece_end(text, start);
        let found = starts(lang, &text[start..end]);
        let is_last = end == text.len();
        // The last sentence of a piece may go on in the next: that begins with it, unless it
        // is most of the piece, which would then be read again and again.
        let next = match found.last() {
            Some(last) if !is_last && *last > (end - start) / 2 => start + last,
            _ => end,
        };
        cuts.extend(found.iter().map(|at| masked.source(start + at)));
        start = next;
    }
    cuts.dedup();
    cuts
}

/// Where sentences of `piece` begin, behind its start.
fn starts(lang: &str, piece: &str) -> Vec<usize> {
    // It slices by offsets that it computes itself. A slip would cost the boundaries of this
    // piece, not the article; lengths are cut afterwards.
    let found = catch_unwind(|| {
        (sentencex::get_sentence_boundaries(lang, piece).iter())
            .map(|sentence| sentence.start_byte)
            .collect::<Vec<_>>()
    });
    let mut last = 0;
    let mut found = found.unwrap_or_default();
    found.retain(|at| {
        let is_next = *at > last && piece.is_char_boundary(*at);
        last = if is_next { *at } else { last };
        is_next
    });
    found
}

/// Where the piece from `start` on ends: at white space if there is any near, else anywhere.
fn piece_end(text: &str, start: usize) -> usize {
    let mut end = start + PIECE;
    if end >= text.len() {
        return text.len();
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut near = end - REACH;
    while !text.is_char_boundary(near) {
        near -= 1;
    }
    let space = text[near..end].rfind(char::is_whitespace);
    space.map_or(end, |at| near + at)
}
