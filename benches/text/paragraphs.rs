//! Sentence boundaries held against a file of paragraphs.

use std::collections::BTreeSet;
use std::fs;

use aloud::sentence;

use super::cases::percent;

/// Prints precision, recall and F1 of the boundaries inside the paragraphs of `file`.
///
/// Cuts that only make a long sentence shorter are not held against it: they stand behind no
/// end mark.
pub(crate) fn measure(file: &str) {
    let text = fs::read_to_string(file).unwrap();
    let (mut hits, mut found, mut wanted) = (0, 0, 0);
    for paragraph in text.split("\n\n") {
        let sentences: Vec<&str> = paragraph
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect();
        let joined = sentences.join(" ");
        let right: BTreeSet<usize> = ends(&sentences);
        let ours: BTreeSet<usize> = sentence::split(&joined, "en")
            .iter()
            .map(|range| range.end)
            .filter(|end| *end < joined.len() && is_end(&joined[..*end]))
            .collect();
        hits += right.intersection(&ours).count();
        found += ours.len();
        wanted += right.len();
    }
    let (precision, recall) = (percent(hits, found) / 100.0, percent(hits, wanted) / 100.0);
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    println!(
        "boundaries: {wanted} right ones, {found} found, precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}"
    );
}

/// Where each of `sentences`, joined by spaces, ends; but for the last one.
fn ends(sentences: &[&str]) -> BTreeSet<usize> {
    let mut at = 0;
    let ends = sentences.iter().map(|sentence| {
        let end = at + sentence.len();
        at = end + 1;
        end
    });
    ends.take(sentences.len().saturating_sub(1)).collect()
}

/// Whether `text` ends as a sentence does.
fn is_end(text: &str) -> bool {
    let body = text.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    body.ends_with(['.', '!', '?', '…', ':']) || body.len() < text.len()
}
