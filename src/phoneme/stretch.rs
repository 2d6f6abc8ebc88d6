//! Stretches of a spoken form whose sounds are found in the same way.

use crate::spoken::{Sounds, SpokenForm, SpokenToken};
use crate::units::ByteRange;

/// A stretch of the spoken text, with the white space behind it.
pub(super) struct Stretch<'f> {
    /// Bytes of the spoken text.
    pub(super) range: ByteRange,
    /// Bytes of the written sentence.
    pub(super) source: ByteRange,
    /// How its sounds are found.
    pub(super) sounds: &'f Sounds,
}

/// The stretches of `form` in order; together they are its whole text.
///
/// Every token whose sounds are given is a stretch of its own.
pub(super) fn stretches(form: &SpokenForm) -> Vec<Stretch<'_>> {
    let said = form.tokens.iter().filter(|token| !token.spoken.is_empty());
    let mut found: Vec<Stretch<'_>> = vec![];
    for token in said {
        match found.last_mut() {
            Some(last) if belongs(last, token) => last.source.end = token.source.end,
            _ => found.push(Stretch {
                range: token.spoken,
                source: token.source,
                sounds: &token.sounds,
            }),
        }
    }
    if found.is_empty() {
        found.push(Stretch {
            range: ByteRange::default(),
            source: ByteRange::default(),
            sounds: &Sounds::Language,
        });
    }
    let ends: Vec<usize> = (found.iter().skip(1))
        .map(|stretch| stretch.range.start)
        .chain([form.text.len()])
        .collect();
    found[0].range.start = 0;
    for (stretch, end) in found.iter_mut().zip(ends) {
        stretch.range.end = end;
    }
    found
}

fn belongs(stretch: &Stretch<'_>, token: &SpokenToken) -> bool {
    *stretch.sounds == token.sounds && !matches!(token.sounds, Sounds::Given(_))
}

/// The bytes `range` of `text` cut into words, each with the white space behind it, and what
/// stands between them.
pub(super) fn pieces(text: &str, range: ByteRange) -> Vec<ByteRange> {
    let mut found: Vec<ByteRange> = vec![];
    let mut before = None;
    for (at, c) in range.of(text).char_indices() {
        let joins = matches!(c, '\'' | '’' | '-') || is_accent(c);
        let kind = match (c, before) {
            (c, _) if c.is_alphabetic() => Piece::Word,
            (_, Some(Piece::Word)) if joins => Piece::Word,
            (c, Some(_)) if c.is_whitespace() => Piece::Gap,
            _ => Piece::Mark,
        };
        let end = range.start + at + c.len_utf8();
        match found.last_mut() {
            Some(last) if before == Some(kind) || kind == Piece::Gap => last.end = end,
            _ => found.push(ByteRange::new(range.start + at, end)),
        }
        before = Some(kind);
    }
    found
}

/// Whether `c` is an accent of the letter before it, in any script.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x64B..=0x65F | 0x900..=0xDFF)
}

/// What a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Word,
    Mark,
    Gap,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_accents_and_the_space_behind_them() {
        let text = "x «l’eau, peut-être re\u{301}el» y";
        let range = ByteRange::new(2, text.len() - 2);
        let found: Vec<&str> = pieces(text, range)
            .iter()
            .map(|piece| piece.of(text))
            .collect();
        assert_eq!(
            found,
            ["«", "l’eau", ", ", "peut-être ", "re\u{301}el", "»"]
        );
    }
}
