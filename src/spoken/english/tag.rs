//! Handles, hashtags and forums: names that are written in one word.

use super::address;
use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::letter_case::split_case;

/// `@aloud`, `#OpenData`, `r/AskReddit`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if !address::begins(here) || !here.glued(1) {
        return None;
    }
    if matches!(here.word(0), Some("r" | "u"))
        && here.mark(1) == Some('/')
        && here.glued(2)
        && here.word(2).is_some()
    {
        return Some(tagged(here, "", 0, 3));
    }
    let sign = match here.mark(0)? {
        '@' | '＠' => "at",
        '#' | '＃' => "hashtag",
        _ => return None,
    };
    // "#1" is a number, "#2024Election" a tag.
    let tag = here.word(1).or(here
        .word(2)
        .filter(|_| here.glued(2) && here.digits(1).is_some()));
    let under = here.mark(1) == Some('_') && here.glued(2) && here.word(2).is_some();
    let closed = sign == "hashtag"
        && here.glued_mark(2) == Some('#')
        && (!here.glued(3) || here.mark(3).is_some());
    if let Some(word) = tag.filter(|_| closed) {
        return Some(Reading::words(
            here,
            3,
            format!("hash {} hash", in_tag(word)),
        ));
    }
    (tag.is_some() || under).then(|| tagged(here, sign, 1, 2))
}

/// The tag whose name goes on behind `at`; every part of it that begins with a capital is a word.
fn tagged(here: Here<'_>, sign: &str, from: usize, at: usize) -> Reading {
    let mut atoms = at;
    let goes_on = |k: usize| {
        here.glued(k)
            && (here.mark(k).is_none()
                || here.mark(k) == Some('_')
                || here.mark(k) == Some('.')
                    && sign == "at"
                    && here.glued(k + 1)
                    && here.word(k + 1).is_some())
    };
    while goes_on(atoms) {
        atoms += 1;
    }
    let mut said = vec![sign.to_owned()];
    said.extend(
        (from..atoms)
            .filter_map(|k| here.atom(k))
            .map(|atom| match atom.kind {
                Kind::Word => in_tag(atom.text),
                _ => address::piece(atom),
            }),
    );
    said.retain(|s| !s.is_empty());
    Reading::words(here, atoms, said.join(" "))
}

/// A word of a hashtag, cut before every capital behind a small letter: `MeToo`.
fn in_tag(word: &str) -> String {
    let mut said = vec![];
    for part in split_case(word) {
        let mut start = 0;
        let mut small = false;
        for (at, c) in part.char_indices() {
            if c.is_uppercase() && small {
                said.push(address::of_word(&part[start..at]));
                start = at;
            }
            small = c.is_lowercase();
        }
        said.push(address::of_word(&part[start..]));
    }
    said.join(" ")
}
