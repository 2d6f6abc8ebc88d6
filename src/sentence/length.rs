//! Length: sentences that are too long for a voice, cut where a speaker would breathe.

use crate::units::ByteRange;

/// Characters of the longest sentence that is spoken in one go.
///
/// About 25 s of speech at 16 characters a second; beyond that voices lose pace and tone, and
/// a listener who seeks has to wait.
const LONGEST: usize = 400;

/// Characters before the limit in which a place to cut is looked for.
///
/// A cut nearer to the start would leave a scrap of a sentence.
const REACH: usize = 250;

/// `sentence` in stretches of at most [`LONGEST`] characters.
pub(super) fn cut(text: &str, sentence: ByteRange) -> Vec<ByteRange> {
    let mut parts = vec![];
    let mut rest = sentence;
    while let Some(at) = place(rest.of(text)) {
        let cut = rest.start + at;
        parts.extend(super::trimmed(text, rest.start, cut));
        match super::trimmed(text, cut, rest.end) {
            Some(tail) => rest = tail,
            None => return parts,
        }
    }
    parts.push(rest);
    parts
}

/// Where `sentence` is cut, or `None` where it is short enough.
fn place(sentence: &str) -> Option<usize> {
    let (limit, _) = sentence.char_indices().nth(LONGEST)?;
    let (near, _) = sentence.char_indices().nth(LONGEST - REACH)?;
    // The best cut is the last of the best kind.
    let mut best = (0, 0);
    let mut before = ' ';
    for (at, c) in sentence[near..limit].char_indices() {
        let next = near + at + c.len_utf8();
        let after = sentence[next..].chars().next().unwrap_or(' ');
        let found = (strength(before, c, after), next);
        if found.0 > 0 && found.0 >= best.0 {
            best = found;
        }
        before = c;
    }
    if best.0 > 0 {
        return Some(best.1);
    }
    // No white space near: a little further back, else in the middle of what has none at all.
    let space = sentence[..limit].rfind(char::is_whitespace);
    Some(space.filter(|at| *at > 0).unwrap_or(limit))
}

/// How good a place to breathe is behind `c`: 4 the best, 0 none.
fn strength(before: char, c: char, after: char) -> u8 {
    match c {
        '—' | '；' | '：' | '。' => 4,
        ';' | ':' if after.is_whitespace() => 4,
        '–' if before.is_whitespace() && after.is_whitespace() => 4,
        ',' if after.is_whitespace() => 3,
        '，' | '、' => 3,
        c if c.is_whitespace() && !is_sticky(c) => 1,
        _ => 0,
    }
}

/// Whether `c` holds together what stands around it, as in `10 km`.
fn is_sticky(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}
