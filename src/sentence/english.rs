//! English: whether a sentence ends at a stop.
//!
//! Each rule stands on a habit of writing: what kind of abbreviation the word before the stop
//! is, and whether the word behind it begins sentences. Where no rule is sure, sentencex decides.

mod capital;
#[cfg(test)]
mod tests;
mod words;

use super::stop::{self, Stop};
use words::Kind;

/// What the rules say about a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// A sentence ends here.
    Ends,
    /// The sentence goes on.
    GoesOn,
    /// Somebody else decides.
    Unsure,
}

use Verdict::{Ends, GoesOn, Unsure};

/// Bytes before a stop that are looked at as its sentence: more is only there in hostile texts,
/// which would otherwise be read again at every stop.
const SENTENCE: usize = 600;

/// Bytes of a word with all that is joined to it, as in an address.
const TOKEN: usize = 100;

/// Where sentences of `text` begin, where sentencex says `cuts`.
pub(super) fn settle(text: &str, cuts: &[usize]) -> Vec<usize> {
    let mut settled = Vec::with_capacity(cuts.len());
    let mut theirs = cuts.iter().copied().peekable();
    let mut begin = 0;
    for stop in stop::all(text) {
        // Cuts where no stop is are about other signs, and stay.
        while let Some(cut) = theirs.next_if(|cut| *cut < stop.end) {
            settled.push(cut);
            begin = cut;
        }
        let is_theirs = theirs.next_if_eq(&stop.end).is_some();
        let last = stop.before.len() + stop.word.len();
        let sentence = tail(text.get(begin..last).unwrap_or_default(), SENTENCE);
        let ends = match judge(&stop, sentence) {
            Ends => true,
            GoesOn => false,
            Unsure => is_theirs,
        };
        if ends {
            settled.push(stop.end);
            begin = stop.end;
        }
    }
    settled.extend(theirs);
    settled
}

/// The last `length` bytes of `text`, fewer where a character would be divided.
fn tail(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The first `length` bytes of `text`, fewer where a character would be divided.
fn head(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The verdict about `stop` in a sentence that begins as `sentence` does and reaches to it.
fn judge(stop: &Stop<'_>, sentence: &str) -> Verdict {
    if !stop.is_spaced() {
        return unspaced(stop, sentence);
    }
    if is_inside_brackets(stop, sentence) {
        return GoesOn;
    }
    let first = stop.after.chars().next().unwrap_or(' ');
    if is_attributed(stop) {
        GoesOn
    } else if first.is_lowercase() {
        before_small(stop)
    } else if first.is_numeric() {
        before_number(stop)
    } else if stop.is_loud() {
        before_capital_loud(stop)
    } else if stop.is_ellipsis() {
        before_capital_ellipsis(stop)
    } else {
        capital::before_capital(stop, sentence)
    }
}

/// Whether the stop is in brackets that were opened inside the sentence, as in `a (b. C) d`.
fn is_inside_brackets(stop: &Stop<'_>, sentence: &str) -> bool {
    // Beyond that a bracket was forgotten rather than left open.
    const LONGEST: usize = 300;
    let Some(open) = sentence.rfind(['(', '[']) else {
        return false;
    };
    let inside = &sentence[open..];
    let is_first = !sentence[..open].contains(char::is_alphanumeric);
    if is_first || inside.len() > LONGEST {
        return false;
    }
    if !inside.contains([')', ']']) && !stop.closers.contains([')', ']']) {
        return head(stop.after, LONGEST).contains([')', ']']);
    }
    // Behind the closing bracket a capital decides, a small letter goes on.
    stop.closers.contains([')', ']']) && stop.after.starts_with(char::is_lowercase)
}

/// Whether a quotation ends here and is said to be somebody's: `“Why?” John asked.`
fn is_attributed(stop: &Stop<'_>) -> bool {
    if !stop.closes_quote() {
        return false;
    }
    let mut words = head(stop.after, TOKEN).split(' ').take(4);
    let speaker = words.next().unwrap_or_default();
    if !speaker.starts_with(char::is_alphabetic) {
        return false;
    }
    // `John asked`, `John Smith asked`, `the old man asked` is small and needs no rule.
    for word in words {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if words::is_saying(bare) {
            let is_pronoun = matches!(speaker, "He" | "She" | "They" | "It" | "We" | "You");
            return !is_pronoun && (stop.is_loud() || word.len() > bare.len());
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    false
}

/// A small letter follows.
fn before_small(stop: &Stop<'_>) -> Verdict {
    let next = stop.next();
    if stop.gap.contains('(') && stop.closers.is_empty() && !stop.is_loud() {
        // `It rained. (see page 3)`
        return if is_plain(stop.word) && words::kind(stop.word).is_none() {
            Ends
        } else {
            GoesOn
        };
    }
    let is_name = next.chars().skip(1).take(2).any(char::is_uppercase);
    let is_cut_short = words::kind(stop.word).is_some() || !is_plain(stop.word);
    if stop.closes_quote() || stop.is_ellipsis() || !stop.closers.is_empty() {
        GoesOn
    } else if stop.is_loud() {
        // A name with a mark begins with a capital; `oh! how late` is one breath.
        let is_sigh = matches!(stop.word, "oh" | "ah" | "alas" | "o" | "hey");
        let is_word = stop.word.starts_with(char::is_lowercase) && is_bare_gap(stop);
        let is_new = is_name || is_word || words::is_small_starter(next);
        let is_new = is_new && !is_sigh && !words::is_marked_name(stop.word);
        if is_new { Ends } else { GoesOn }
    } else if is_cut_short {
        GoesOn
    } else if is_name || words::is_small_starter(next) && stop.word.len() > 1 || is_full(stop.word)
    {
        Ends
    } else {
        GoesOn
    }
}

/// Whether nothing but white space stands between the sentence and the next word.
fn is_bare_gap(stop: &Stop<'_>) -> bool {
    stop.gap.chars().all(char::is_whitespace)
}

/// Whether `word` in small letters is written in full: abbreviations are short, and few end in
/// a vowel.
fn is_full(word: &str) -> bool {
    const LONG: usize = 6;
    let is_small = word.chars().all(char::is_lowercase);
    let ends_open = word.ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
    is_small && (word.len() >= LONG || word.len() > 3 && ends_open)
}

/// A number follows.
fn before_number(stop: &Stop<'_>) -> Verdict {
    if stop.is_loud() {
        return if stop.closers.contains(')') {
            Unsure
        } else {
            Ends
        };
    }
    match words::kind(stop.word) {
        Some(Kind::Last) => Ends,
        // `the answer is no. 5 people` is rarer than `house no. 5`.
        Some(_) => GoesOn,
        None if is_initial(stop.word) || stop.is_ellipsis() => GoesOn,
        None if is_plain(stop.word) => Ends,
        None => Unsure,
    }
}

/// A capital follows a mark that asks or shouts.
fn before_capital_loud(stop: &Stop<'_>) -> Verdict {
    let is_name = words::is_marked_name(stop.word) && stop.marks == "!";
    if is_name && !words::is_starter(stop.next()) {
        GoesOn
    } else {
        Ends
    }
}

/// A capital follows dots that leave words out.
fn before_capital_ellipsis(stop: &Stop<'_>) -> Verdict {
    let next = stop.next();
    // A fourth dot is the full stop of the sentence.
    let has_ended = stop.marks.matches('.').count() > 3 || stop.word.is_empty() && has_dot(stop);
    if has_ended {
        Ends
    } else if matches!(next, "I") {
        // It has its capital anywhere.
        GoesOn
    } else if words::is_starter(next) || stop.second().starts_with(char::is_lowercase) {
        Ends
    } else {
        Unsure
    }
}

/// Whether a full stop stands before the dots.
fn has_dot(stop: &Stop<'_>) -> bool {
    stop.before.trim_end().ends_with('.')
}

/// A capital follows without white space: `the end.Next day`.
fn unspaced(stop: &Stop<'_>, sentence: &str) -> Verdict {
    let is_small = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == ',';
    let is_word = stop.word.chars().count() > 1
        && stop.word.chars().skip(1).all(is_small)
        && words::kind(stop.word).is_none();
    let is_name = stop.word.starts_with(char::is_uppercase);
    let is_joined = stop.gap.is_empty() && !stop.marks.contains(' ');
    let is_capital = stop.after.starts_with(char::is_uppercase);
    if !is_joined || !is_capital {
        // `“Stop.”Then`: sentencex knows quotes.
        return Unsure;
    }
    if !is_word || !sentence.contains(' ') {
        return if stop.closers.is_empty() {
            GoesOn
        } else {
            Unsure
        };
    }
    // An address, a file or a name of a program has more stops or other signs.
    let token = head(stop.after, TOKEN)
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let is_technical = token.contains(['/', '@', '_', '(', '=', '#', ':']);
    let last = tail(stop.before, TOKEN)
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    let is_address = last.contains(['/', '@', '_', '#']) && !stop.before.ends_with(' ');
    if is_technical || is_address {
        return GoesOn;
    }
    let is_starter = words::is_starter(stop.next());
    // `System.Out` and `Tuesday.The`: behind a capital only words that nothing is called.
    let is_bare = is_name && !words::names_nothing(stop.next());
    let is_sure = stop.is_loud() || is_starter && !is_bare || is_title(stop.next());
    if is_sure || capital::is_clause(stop) && !is_name {
        Ends
    } else {
        GoesOn
    }
}

fn is_title(word: &str) -> bool {
    words::kind(word) == Some(Kind::Title)
}

/// Whether `word` is a plain one and no abbreviation: it has a vowel, and a small letter where
/// it is short; numbers and sums of money count.
fn is_plain(word: &str) -> bool {
    // `Atty`, `Chmn`, `Assn`, `Bldg` are short and begin with a capital.
    const SHORT: usize = 4;
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '$') {
        return true;
    }
    let has_vowel = word.chars().any(|c| {
        matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii()
    });
    let is_capital = word.starts_with(char::is_uppercase) && word.chars().count() <= SHORT;
    has_vowel && !word.contains('.') && (!is_capital || word.chars().all(char::is_uppercase))
}

/// Whether `word` is a capital letter, or letters with full stops: `J`, `U.S`, `a.m`.
fn is_initial(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let is_many = word.contains('.');
    parts.all(is_letter) && (is_many || word.starts_with(char::is_uppercase))
}
