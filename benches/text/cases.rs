//! Spoken forms held against a file of cases.

use std::collections::BTreeMap;
use std::env;
use std::fs;

use aloud::spoken;

/// A written text, and what may be said for it.
struct Case<'a> {
    class: &'a str,
    written: &'a str,
    right: Vec<String>,
}

/// Prints how many cases of `file` are right, class by class; with `WRONG=1` the wrong ones too.
pub(crate) fn measure(file: &str) {
    let text = fs::read_to_string(file).unwrap();
    let cases: Vec<Case<'_>> = text.lines().filter_map(Case::parse).collect();
    let lang = env::var("CASES_LANG").unwrap_or_else(|_| "en".into());
    let is_shown = env::var_os("WRONG").is_some();
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for case in &cases {
        let said = plain(&spoken::verbalise(case.written, &lang).text);
        let is_right = case.right.contains(&said);
        let (right, all) = classes.entry(case.class).or_default();
        *right += usize::from(is_right);
        *all += 1;
        if is_shown && !is_right {
            println!(
                "{}: {}\n    said  {said}\n    right {}",
                case.class,
                case.written,
                case.right.join(" | ")
            );
        }
    }
    let right: usize = classes.values().map(|(right, _)| right).sum();
    for (class, (right, all)) in &classes {
        println!("{class:24} {right:4} of {all:4}");
    }
    println!(
        "{:24} {right:4} of {:4}  {:.1} %\n",
        "spoken form",
        cases.len(),
        percent(right, cases.len())
    );
}

impl<'a> Case<'a> {
    /// The case in `line`; `None` for remarks and empty lines.
    fn parse(line: &'a str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (class, written, right) = (columns.next()?, columns.next()?, columns.next()?);
        let right = right.split('|').map(plain).collect();
        (!class.starts_with('#')).then_some(Self {
            class,
            written,
            right,
        })
    }
}

/// `text` in small letters, without punctuation; a hyphen parts words, and letters that are
/// spelled one by one are joined, because FBI and F B I are heard alike.
fn plain(text: &str) -> String {
    let kept = text.to_lowercase().replace(['-', '–', '—'], " ");
    let kept: String = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace())
        .collect();
    let mut joined = String::new();
    let mut was_letter = false;
    for word in kept.split_whitespace() {
        let is_letter = word.chars().count() == 1;
        if !(is_letter && was_letter || joined.is_empty()) {
            joined.push(' ');
        }
        joined.push_str(word);
        was_letter = is_letter;
    }
    joined
}

/// `part` of `whole` in percent; 0 of nothing.
pub(crate) fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
