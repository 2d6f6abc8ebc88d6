//! Other languages: what sentencex cuts that is an abbreviation, and the other way round.

mod words;

use super::stop::{self, Stop};
use words::Words;

/// Where sentences of `text` in `lang` begin, where sentencex says `cuts`.
pub(super) fn settle(text: &str, lang: &str, cuts: &[usize]) -> Vec<usize> {
    let Some(words) = words::of(lang) else {
        return cuts.to_vec();
    };
    let mut settled = Vec::with_capacity(cuts.len());
    let mut theirs = cuts.iter().copied().peekable();
    for stop in stop::all(text) {
        while let Some(cut) = theirs.next_if(|cut| *cut < stop.end) {
            settled.push(cut);
        }
        let is_theirs = theirs.next_if_eq(&stop.end).is_some();
        if verdict(&stop, words).unwrap_or(is_theirs) {
            settled.push(stop.end);
        }
    }
    settled.extend(theirs);
    settled
}

/// Whether a sentence ends at `stop`; `None` where no rule is sure.
fn verdict(stop: &Stop<'_>, words: &Words) -> Option<bool> {
    if stop.marks != "." || stop.closes_quote() {
        return None;
    }
    let is_opening = stop.gap.contains(['«', '„', '“', '"', '—', '–', '(']);
    if !stop.is_spaced() {
        // `a.C.`, `J.-C.`, `n.º`
        return Some(false);
    }
    if stop.after.starts_with(char::is_lowercase) && !is_opening {
        return Some(false);
    }
    let has = |list: &[&str]| list.contains(&stop.word);
    if stop.after.starts_with(char::is_numeric) {
        return (has(words.numbered) || has(words.inner)).then_some(false);
    }
    if has(words.last) && is_last(stop) {
        return Some(true);
    }
    let is_letter = stop.word.chars().count() == 1 && stop.word.starts_with(char::is_uppercase);
    let is_last = has(words.last) && !is_letter;
    let is_cut_short = has(words.inner) || has(words.numbered) || is_last;
    if is_cut_short {
        Some(false)
    } else if is_initial(stop) {
        Some(words.starters.contains(&stop.next()))
    } else {
        is_whole(stop.word).then_some(true)
    }
}

/// Whether `word` is written in full: few abbreviations end in a vowel.
fn is_whole(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().all(char::is_lowercase)
        && word.ends_with(|c| "aeiouyàáâãéèêíìóòôõúùаеёиоуыэюя".contains(c))
}

/// Whether the word ends a list or a quantity: a word of one letter does behind another such, or
/// behind a number: `и т. д.`, `в 1990 г.`
fn is_last(stop: &Stop<'_>) -> bool {
    let is_letter = stop.word.chars().count() == 1;
    let head = stop.before.trim_end();
    let is_behind_stop = head.ends_with('.');
    let is_behind_number =
        head.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'X' | 'V' | 'I'));
    !is_letter || is_behind_stop || is_behind_number
}

/// Whether the stop is behind the initial of a name: a capital at the start of a sentence, or
/// behind another initial or a word with a capital.
fn is_initial(stop: &Stop<'_>) -> bool {
    let mut letters = stop.word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let before = stop.before.trim_end_matches([' ', '.', '-']);
    let is_first = before.is_empty()
        || before.ends_with(['!', '?', '»', '”', '('])
        || before.len() < stop.before.trim_end_matches(' ').len();
    let previous = stop.previous();
    is_capital
        && (is_first || previous.starts_with(char::is_uppercase) || previous.chars().count() <= 3)
}
