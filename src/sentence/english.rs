//! English: whether a sentence ends at a stop.
//!
//! Each rule stands on a habit of writing: what kind of abbreviation the word before the stop
//! is, and whether the word behind it begins sentences. Where no rule is sure, sentencex decides.

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
        before_capital(stop, sentence)
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
        return true;
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
        let is_new = is_name || words::is_small_starter(next) && !words::is_marked_name(stop.word);
        if is_new { Ends } else { GoesOn }
    } else if is_cut_short {
        GoesOn
    } else if is_name || words::is_small_starter(next) && stop.word.len() > 1 {
        Ends
    } else {
        GoesOn
    }
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

/// A capital follows a full stop.
fn before_capital(stop: &Stop<'_>, sentence: &str) -> Verdict {
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
fn is_clause(stop: &Stop<'_>) -> bool {
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
    } else if is_single && previous.starts_with(char::is_uppercase) || !is_single {
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
    if is_sure || is_clause(stop) && !is_name {
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

/// Whether the next word is an initial, as the `A` of `A. Milne`.
fn is_initial_next(stop: &Stop<'_>) -> bool {
    let next = stop.next();
    let rest = &stop.after[next.len()..];
    next.chars().count() == 1 && rest.starts_with('.')
}

#[cfg(test)]
mod tests {
    use crate::sentence::split;

    /// A case is its sentences; a space parts them.
    #[track_caller]
    fn check(cases: &[(&str, &[&str])]) {
        let wrong: Vec<String> = (cases.iter())
            .filter_map(|(why, expected)| {
                let text = expected.join(" ");
                let found: Vec<&str> = split(&text, "en").iter().map(|r| r.of(&text)).collect();
                (found != *expected).then(|| format!("{why}: {found:#?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_kind_of_an_abbreviation_and_the_next_word_decide() {
        check(&[
            (
                "a title never ends",
                &["The Rev. Dr. King spoke.", "Lt. Col. John Smith left."],
            ),
            (
                "a street before a new sentence",
                &["He lives on Elm St.", "He likes it."],
            ),
            (
                "a state behind its town",
                &["She is from Reading, Pa.", "Benched in May, she left."],
            ),
            (
                "a state that is a pronoun",
                &["It is not for me.", "Presidents know that."],
            ),
            ("a unit before a word", &["It is 3 mm. thick."]),
            (
                "a unit at the end",
                &["It is 3 mm.", "Microscopically, it is more."],
            ),
            (
                "an hour and a day",
                &["We met at 5 p.m. Friday.", "She left at 9 p.m. EST."],
            ),
            ("an hour and a name", &["He came at 5 p.m.", "Smith left."]),
            (
                "a company and a clause",
                &["I hold Walmart Inc.", "Shares fell."],
            ),
            (
                "a company and a rank",
                &["Apple Inc. Chief Executive Tim Cook spoke."],
            ),
            (
                "etc. before a capital",
                &["We sell apples, etc.", "Call us."],
            ),
            (
                "etc. before a small letter",
                &["We sell apples, etc. and more."],
            ),
            (
                "an answer",
                &["No.", "I do not.", "The answer is no.", "People left."],
            ),
            ("a number", &["No. 10 Downing Street is old."]),
            (
                "figures",
                &["See Fig. 2.", "It shows A vs. B.", "See Figs. 3 and 4."],
            ),
            (
                "authors",
                &[
                    "Read Smith et al. 2010.",
                    "Ask Smith et al.",
                    "The rest is old.",
                ],
            ),
            ("a war", &["It was World War I.", "Churchill was there."]),
            (
                "a country and its president",
                &["In the U.S. President Biden spoke."],
            ),
            (
                "a month at the end",
                &["It fell in Feb.", "Analysts were glad."],
            ),
            (
                "a junior and a title",
                &["It was J. Smith, Jr.", "Mr. Smith spoke."],
            ),
            (
                "a degree at the end",
                &["She has a Ph.D.", "Her brother has none."],
            ),
        ]);
    }

    #[test]
    fn marks_that_ask_or_shout_end_but_in_names_brackets_and_speech() {
        check(&[
            (
                "a name inside",
                &["He asked (was it Dalí?) who did it.", "Nobody knew."],
            ),
            (
                "a speaker with a name",
                &["“Stop!” John Smith shouted.", "“It is over.”"],
            ),
            (
                "a pronoun starts anew",
                &["“Really?”", "He laughed.", "“I doubt it.”"],
            ),
            ("both marks in one", &["What‽", "Yes."]),
            ("several marks", &["This is great!!!", "i loved it."]),
            ("Yahoo", &["Yahoo! News said so.", "It fell."]),
        ]);
    }

    #[test]
    fn dots_end_a_sentence_where_the_next_begins_one() {
        check(&[
            ("goes on", &["I think so... but maybe not."]),
            ("begins", &["I never knew…", "The door opened."]),
            ("spaced", &["Wait . . . what?", "I . . . I do not know."]),
        ]);
    }

    #[test]
    fn small_letters_begin_sentences_of_those_who_type_none() {
        check(&[
            ("a pronoun", &["the food was good.", "we will be back"]),
            ("a brand", &["He likes it.", "eBay had it."]),
            (
                "an abbreviation",
                &["He paid approx. five and it was fine."],
            ),
        ]);
    }

    #[test]
    fn a_missing_space_is_no_reason_to_run_on_and_a_dot_in_a_name_none_to_stop() {
        let cases: [(&str, &[&str]); 4] = [
            (
                "It ended there.The next day it rained.",
                &["It ended there.", "The next day it rained."],
            ),
            (
                "We use ASP.NET and System.Out here.",
                &["We use ASP.NET and System.Out here."],
            ),
            (
                "Go to www.Foo.Com or foo.Bar.Baz now.",
                &["Go to www.Foo.Com or foo.Bar.Baz now."],
            ),
            ("Was it late?Yes it was.", &["Was it late?", "Yes it was."]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = split(text, "en").iter().map(|r| r.of(text)).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn lists_are_cut_before_their_signs() {
        check(&[
            (
                "letters",
                &["Do this:", "a) Open the box", "b) Close it", "c) Go home"],
            ),
            (
                "figures",
                &["The steps are:", "1. Open it.", "2. Close it."],
            ),
            (
                "a number alone is none",
                &["He came in at no. 1.", "He won."],
            ),
        ]);
    }
}
