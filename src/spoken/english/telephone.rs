//! Telephone numbers, digit by digit with a pause between the groups.

use super::atoms::Here;
use super::classes::Reading;
use super::lists;
use super::numbers;

/// No telephone number has more groups than this.
const MOST_GROUPS: usize = 8;

/// The groups of a number as it is read.
#[derive(Default)]
struct Groups<'a> {
    /// Digits, or letters as in `FLOWERS`.
    texts: Vec<&'a str>,
    /// The mark before each group but the first; a space where none is.
    marks: Vec<char>,
    /// Whether the first group stands in brackets.
    bracketed: bool,
    /// The place behind the last group.
    end: usize,
}

/// `(555) 123-4567`, `+44 20 7946 0958`, `1-800-FLOWERS`, `555-0100`, `call 911`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    if let Some(short) = short(here) {
        return Some(short);
    }
    let fits_before = here.begins() || here.before().is_some_and(|a| a.text == ".");
    let plus = here.mark(0) == Some('+') && here.glued(1);
    if !fits_before || !plus && here.digits(0).is_none() && here.mark(0) != Some('(') {
        return None;
    }
    let mut groups = groups(here, usize::from(plus));
    if !is_telephone(&groups, plus) || ends_in_more(here, groups.end) {
        return None;
    }
    // "+44 (0)20": the zero is dialled by those who leave the 44 away.
    if plus && groups.bracketed && groups.texts.get(1) == Some(&"0") {
        groups.texts.remove(1);
    }
    let mut said = spoken(&groups.texts);
    // In North America the 1 is dialled without a plus, and said without one.
    let american = |text: &&str| *text == "1" || text.len() == 11 && text.starts_with('1');
    if plus && !groups.texts.first().is_some_and(american) {
        said.insert_str(0, "plus ");
    }
    let (end, extension) = extension(here, groups.end).unwrap_or((groups.end, String::new()));
    Some(Reading::words(here, end, said + &extension))
}

/// Numbers that people dial: `dial 911`, `a 911 call`, `Tel: 5550100`.
fn short(here: Here<'_>) -> Option<Reading> {
    let digits = here
        .digits(0)
        .filter(|_| !here.glued(1) || here.mark(1).is_some())?;
    if here.glued(2) && here.digits(2).is_some() || here.mark(1) == Some('%') {
        return None;
    }
    let before = here.word_before();
    let next = here.word(1).unwrap_or_default().to_lowercase();
    let emergency = lists::has("emergency", digits);
    let dialled = lists::has("dial", &before) && (emergency || digits.len() >= 3);
    let called = emergency && (lists::has("dialling", &before) || lists::has("calls", &next));
    // "called 311 people" counts them.
    let counted = !lists::has("calls", &next) && lists::is_plural(&next);
    let listed = digits.len() >= 5
        && (lists::has("phone_words", &before) || lists::has("phone_words", &here.back_word(2)));
    (!counted && (dialled || called || listed))
        .then(|| Reading::words(here, 1, numbers::each_digit(digits)))
}

fn groups(here: Here<'_>, from: usize) -> Groups<'_> {
    let mut groups = Groups::default();
    let mut at = from;
    while groups.texts.len() < MOST_GROUPS {
        let first = groups.texts.is_empty();
        let free = groups.texts.len() == 2
            && groups.texts[0] == "1"
            && lists::has("toll_free", groups.texts[1]);
        let found = group(here, at, first).or_else(|| name(here, at).filter(|_| free));
        let Some((end, text, mark)) = found else {
            break;
        };
        groups.bracketed |= here.mark(end - 1) == Some(')');
        groups.texts.push(text);
        groups.marks.push(mark);
        at = end;
    }
    groups.end = at;
    groups
}

/// The group at `k`: the place behind it, its characters, the mark before it.
fn group(here: Here<'_>, k: usize, first: bool) -> Option<(usize, &str, char)> {
    let (k, mark) = match here.mark(k) {
        Some(c @ ('-' | '.' | '‑' | '–')) if !first && here.glued(k) && here.glued(k + 1) => {
            (k + 1, c)
        }
        _ => (k, ' '),
    };
    if here.mark(k) == Some('(') {
        let digits = here.digits(k + 1).filter(|d| d.len() <= 5)?;
        return (here.glued_mark(k + 2) == Some(')')).then_some((k + 3, digits, mark));
    }
    if let Some(word) = here.word(k).filter(|_| !first && mark == '-') {
        return word
            .chars()
            .all(char::is_uppercase)
            .then_some((k + 1, word, mark));
    }
    let after_bracket = k > 0 && here.mark(k - 1) == Some(')');
    let touches = here.glued(k) && mark == ' ' && !first && !after_bracket;
    here.digits(k)
        .filter(|_| !touches)
        .map(|digits| (k + 1, digits, mark))
}

/// The word behind a hyphen at `k` that is dialled by its letters: `1-800-flowers`.
fn name(here: Here<'_>, k: usize) -> Option<(usize, &str, char)> {
    let hyphen = here.glued_mark(k) == Some('-') && here.glued(k + 1);
    let word = here.word(k + 1).filter(|w| hyphen && w.len() > 3)?;
    Some((k + 2, word, '-'))
}

/// Whether digits or letters touch the end at `k`, so that it is something else.
fn ends_in_more(here: Here<'_>, k: usize) -> bool {
    let word = here.word(k).is_some_and(|w| !matches!(w, "x" | "ext"));
    let mark = here
        .glued_mark(k)
        .is_some_and(|c| matches!(c, '%' | '/' | '=' | '°'));
    here.glued(k) && (word || mark)
}

/// Whether the groups are as telephone numbers are written somewhere.
fn is_telephone(groups: &Groups<'_>, plus: bool) -> bool {
    let digits = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit());
    let lengths: Vec<usize> = groups.texts.iter().map(|t| t.len()).collect();
    let total: usize = lengths.iter().sum();
    let same = |mark: char| groups.marks.iter().skip(1).all(|m| *m == mark);
    if !groups.texts.iter().all(digits) {
        return matches!(groups.texts[..], ["1", code, ..] if code.len() == 3) || total >= 10;
    }
    if plus {
        return (8..=15).contains(&total) && lengths[0] <= 3 || lengths.len() == 1 && total >= 9;
    }
    if groups.bracketed {
        return (9..=12).contains(&total) && lengths.len() >= 2;
    }
    let uniform = same('-') || same('.') || same(' ') || groups.marks.len() == 3;
    match lengths[..] {
        [3, 3, 4] => uniform,
        [1, 3, 3, 4] => groups.texts[0] == "1",
        [3, 4] => groups.marks[1] == '-' && !round(groups),
        _ => british(groups, total),
    }
}

/// Whether both numbers are round, as those of `500-1000` people are.
fn round(groups: &Groups<'_>) -> bool {
    groups.texts[0].ends_with('0') && groups.texts[1].ends_with("00") && groups.texts[0] != "800"
}

/// `020 7946 0958`, `07700 900123`: a zero first, ten or eleven digits in two to five groups.
fn british(groups: &Groups<'_>, total: usize) -> bool {
    let area = groups
        .texts
        .first()
        .is_some_and(|t| t.starts_with('0') && (2..=5).contains(&t.len()));
    let count = groups.texts.len();
    area && (9..=11).contains(&total) && (2..=5).contains(&count)
}

fn spoken(texts: &[&str]) -> String {
    let free = |k: usize, text: &str| k <= 1 && matches!(text, "800" | "900") && texts.len() > 2;
    let said = texts.iter().enumerate().map(|(k, text)| match *text {
        "800" if free(k, text) => "eight hundred".to_owned(),
        "900" if free(k, text) => "nine hundred".to_owned(),
        text if text.starts_with(|c: char| c.is_ascii_digit()) => numbers::each_digit(text),
        word => word.to_lowercase(),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// `ext. 12`, `x12` behind a number at `k`: the place behind it, its words.
fn extension(here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let comma = usize::from(here.glued_mark(k) == Some(','));
    let at = k + comma;
    let word = here.word(at)?.to_lowercase();
    if !matches!(word.as_str(), "x" | "ext" | "extension") {
        return None;
    }
    let dot = usize::from(here.glued_mark(at + 1) == Some('.'));
    let digits = here.digits(at + 1 + dot)?;
    Some((
        at + 2 + dot,
        format!(", extension {}", numbers::each_digit(digits)),
    ))
}
