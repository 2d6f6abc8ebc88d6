//! A full stop before a capital: the hard ones, decided by the kind of the word before it.

use super::Verdict::{self, Ends, GoesOn, Unsure};
use super::words::{self, Kind};
use super::{is_initial, is_plain};
use crate::sentence::stop::Stop;

/// A capital follows a full stop.
pub(super) fn before_capital(stop: &Stop<'_>, sentence: &str) -> Verdict {
    let next = stop.next();
    let is_starter = words::is_starter(next) && !is_initial_next(stop);
    if is_initial(stop.word) {
        return behind_initial(stop, sentence, is_starter);
    }
    let Some(kind) = words::kind(stop.word) else {
        return behind_word(stop, is_starter);
    };
    let ends = |ends: bool| if ends { Ends } else { GoesOn };
    if stop.gap.contains('(') {
        // `at Boron, Calif. (Sept. 24)`: a bracket explains what is cut short.
        return ends(kind == Kind::Last || is_starter);
    }
    if !stop.closers.is_empty() {
        // `(of Acme Corp.) The`: brackets close behind any abbreviation.
        return ends(!matches!(kind, Kind::Title | Kind::Link));
    }
    match kind {
        Kind::Title => ends(is_street(stop) && is_starter),
        Kind::Link => ends(stop.word == "al" && is_starter),
        Kind::Numbered => ends(numbered_ends(stop, sentence, is_starter)),
        Kind::Company => ends(is_starter || is_clause(stop)),
        Kind::Hour => ends(hour_ends(stop, sentence)),
        Kind::Last => Ends,
        Kind::Measure => ends(measure_ends(stop, is_starter)),
        Kind::State => ends(is_starter || is_small_state(stop) || is_behind_town(stop)),
        Kind::Open => ends(is_starter || words::is_date(stop.word) && is_clause(stop)),
    }
}

/// Whether `St.` or `Dr.` is a street's: `Elm St. The`.
fn is_street(stop: &Stop<'_>) -> bool {
    let is_one = matches!(stop.word, "St" | "Dr" | "Sr" | "Ft" | "Sec");
    is_one
        && stop
            .previous()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether `No.` is an answer, or the number that `Fig.` announces is no capital letter.
fn numbered_ends(stop: &Stop<'_>, sentence: &str, is_starter: bool) -> bool {
    let is_answer = matches!(stop.word, "No" | "no") && !follows_words(stop, sentence);
    let is_letter = stop.next().chars().all(char::is_uppercase);
    // `a work of art.`: in small letters these are words, where nothing to count follows.
    let is_word = matches!(
        stop.word,
        "no" | "art" | "fig" | "par" | "para" | "op" | "ex"
    );
    is_answer || is_word && !is_letter || is_starter && (!is_letter || stop.next() == "I")
}

/// Whether words of the sentence stand before the word of the stop.
fn follows_words(stop: &Stop<'_>, sentence: &str) -> bool {
    let head = &sentence[..sentence.len().saturating_sub(stop.word.len())];
    head.contains(char::is_alphanumeric)
}

/// Whether what follows reads as a clause, `Shares fell`, and not as a name, `Chairman Bill`.
pub(super) fn is_clause(stop: &Stop<'_>) -> bool {
    let is_spelled = stop.next().chars().skip(1).any(char::is_lowercase);
    is_spelled && stop.second().starts_with(char::is_lowercase)
}

/// Whether a time of day ends the sentence.
fn hour_ends(stop: &Stop<'_>, sentence: &str) -> bool {
    // `At 5 a.m. Mr. Smith went`: so few words and a preposition have no verb among them.
    const WORDS: usize = 4;
    let mut words = sentence.split_whitespace();
    let opening = words.next().unwrap_or_default();
    let is_adverbial = matches!(
        opening,
        "At" | "By" | "Around" | "About" | "From" | "Until" | "Before" | "After" | "Since" | "On"
    );
    let is_short = words.count() < WORDS;
    !(is_adverbial && is_short || words::follows_hour(stop.next()))
}

/// Whether a measure ends the sentence: `in` and `min` are plain words as well.
fn measure_ends(stop: &Stop<'_>, is_starter: bool) -> bool {
    let is_behind_number = stop.previous().ends_with(|c: char| c.is_ascii_digit());
    // `60 sq. Ft.` and `20 lbs. Sixty lbs.` differ in nothing but the measure itself.
    is_starter || !is_behind_number || words::kind(stop.next()).is_none()
}

/// Whether the state is a word in small letters, such as `me` or `miss`.
fn is_small_state(stop: &Stop<'_>) -> bool {
    stop.word.starts_with(char::is_lowercase)
}

/// Whether a town and a comma stand before the state: inside a sentence a comma would follow.
fn is_behind_town(stop: &Stop<'_>) -> bool {
    stop.before.trim_end().ends_with(',') && !matches!(stop.next(), "Gov" | "Sen" | "Rep")
}

/// A capital follows a single letter, as in `J. Smith`, or letters, as in `U.S. Army`.
fn behind_initial(stop: &Stop<'_>, sentence: &str, is_starter: bool) -> Verdict {
    if words::kind(stop.word) == Some(Kind::Hour) {
        return if hour_ends(stop, sentence) {
            Ends
        } else {
            GoesOn
        };
    }
    if !stop.closers.is_empty() && stop.closes_quote() {
        return Ends;
    }
    let previous = stop.previous();
    let is_first = !follows_words(stop, sentence);
    if is_first {
        // `A. The first`, `J. Smith`.
        return GoesOn;
    }
    let is_single = stop.word.chars().count() == 1;
    if stop.word == "I" && previous.starts_with(char::is_lowercase) {
        return Ends; // the pronoun
    }
    if is_single && words::takes_letter(previous) {
        return Ends; // `World War I.`, `Plan B.`
    }
    let is_state = words::kind(stop.word) == Some(Kind::State);
    // `J. Will`, `A. Long`: words that are names as well.
    let may_be_name = matches!(
        stop.next(),
        "Will" | "Long" | "An" | "Do" | "So" | "See" | "Don"
    );
    if is_starter && !(is_single && may_be_name) || is_state && is_behind_town(stop) {
        Ends
    } else if !is_single || previous.starts_with(char::is_uppercase) {
        GoesOn
    } else {
        Unsure
    }
}

/// A capital follows a word that no list has.
fn behind_word(stop: &Stop<'_>, is_starter: bool) -> Verdict {
    if is_plain(stop.word) || is_starter {
        Ends
    } else {
        Unsure
    }
}

/// Whether the next word is an initial, as the `A` of `A. Milne`.
fn is_initial_next(stop: &Stop<'_>) -> bool {
    let next = stop.next();
    let rest = &stop.after[next.len()..];
    next.chars().count() == 1 && rest.starts_with('.')
}
