//! Tags of markup that were left in a text: `<b>`, `</i>`, `<break time="1s"/>`.

use super::address;
use super::atoms::{Here, Kind};
use super::classes::Reading;

/// The atoms of a tag that are looked at; whatever is longer is no tag.
const LONGEST: usize = 24;

/// The name of a tag and the words in it, without its brackets, slashes and quotes.
///
/// `a < b` and `3 <x` are no tags: a name touches the bracket, and another bracket closes it.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if here.mark(0) != Some('<') {
        return None;
    }
    let closing = usize::from(here.glued_mark(1) == Some('/'));
    let name = 1 + closing;
    here.word(name).filter(|_| here.glued(name))?;
    let end = closed(here, name + 1)?;
    let plain = end == name + 1 || end == name + 2 && here.glued_mark(name + 1) == Some('/');
    let attributes = (name + 1..end).any(|k| here.mark(k) == Some('='));
    if !plain && (closing > 0 || !attributes) {
        return None;
    }
    let words = (name..end).filter_map(|k| here.atom(k));
    let words = words.filter(|atom| atom.kind != Kind::Mark);
    let said: Vec<String> = words.map(address::piece).collect();
    Some(Reading::words(here, end + 1, said.join(" ")))
}

/// The place of the bracket that closes the tag, before any other opens.
fn closed(here: Here<'_>, from: usize) -> Option<usize> {
    let bracket = |k: &usize| matches!(here.mark(*k), Some('<' | '>'));
    let end = (from..from + LONGEST).find(bracket)?;
    (here.mark(end) == Some('>')).then_some(end)
}
