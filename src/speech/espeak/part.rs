//! The parts of a sentence that are spoken at once, with their words.

use std::fmt::Write;

use crate::spoken::SpokenForm;
use crate::units::ByteRange;

/// Bytes behind which a part ends at the next mark; most sentences are shorter.
const SOFT: usize = 400;

/// Bytes behind which a part ends at the next space. It fits in any pipe, and memory stays flat.
const HARD: usize = 700;

/// Bytes of a word; the program dies of some that are longer than its own limit of 160.
const LONGEST_WORD: usize = 96;

/// The character that begins a command of the program; texts never hold it.
const COMMAND: char = '\u{1}';

/// Text that is spoken at once.
#[derive(Debug, Default)]
pub(super) struct Part {
    pieces: Vec<Piece>,
    bytes: usize,
}

/// What stands between two white spaces.
#[derive(Debug)]
struct Piece {
    text: String,
    /// Bytes of the written sentence, where the piece has a letter or a digit.
    source: Option<ByteRange>,
}

impl Part {
    /// The text.
    pub(super) fn plain(&self) -> String {
        let texts: Vec<&str> = self
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        texts.join(" ")
    }

    /// The text with a command before each word that sets its loudness in percent.
    pub(super) fn marked(&self, level: impl Fn(usize) -> u8) -> String {
        let mut out = String::with_capacity(self.bytes * 2);
        let mut word = 0;
        for piece in &self.pieces {
            if piece.source.is_some() {
                // Writing to a string cannot fail.
                let _ = write!(out, "{COMMAND}{}A", level(word));
                word += 1;
            }
            out.push_str(&piece.text);
            out.push(' ');
        }
        out.pop();
        out
    }

    /// Bytes of the written sentence of each word.
    pub(super) fn sources(&self) -> impl Iterator<Item = ByteRange> {
        self.pieces.iter().filter_map(|piece| piece.source)
    }

    fn push(&mut self, piece: Piece) {
        self.bytes += piece.text.len() + 1;
        self.pieces.push(piece);
    }
}

/// The range from the first of `sources` to the last.
pub(super) fn hull(sources: &[ByteRange]) -> ByteRange {
    match sources {
        [first, .., last] => ByteRange::new(first.start, last.end.max(first.start)),
        [one] => *one,
        [] => ByteRange::default(),
    }
}

/// The parts of `form` in order.
pub(super) fn parts(form: &SpokenForm) -> Vec<Part> {
    let mut done = vec![];
    let mut open = Part::default();
    let mut at = 0;
    for chunk in form.text.split_inclusive(char::is_whitespace) {
        for piece in pieces(chunk) {
            let range = ByteRange::new(at, at + piece.len());
            at += piece.len();
            let text = plain(piece);
            if text.is_empty() {
                continue;
            }
            let full = open.bytes + text.len() > HARD;
            if full {
                done.push(std::mem::take(&mut open));
            }
            let ends = text.ends_with(|c: char| ",;:.!?…—–)。，、؟".contains(c));
            let word = text.contains(char::is_alphanumeric);
            open.push(Piece {
                text,
                source: word.then(|| source(form, range)),
            });
            if ends && open.bytes > SOFT {
                done.push(std::mem::take(&mut open));
            }
        }
    }
    done.push(open);
    done.retain(|part| part.sources().next().is_some() || !part.pieces.is_empty());
    done
}

/// `chunk` in pieces of [`LONGEST_WORD`] bytes at most.
fn pieces(chunk: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut rest = chunk;
    while rest.len() > LONGEST_WORD {
        let end = (0..=LONGEST_WORD)
            .rev()
            .find(|at| rest.is_char_boundary(*at));
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        found.push(piece);
        rest = behind;
    }
    found.push(rest);
    found
}

/// Full stops in a word of which more are parted: the program dies of some 14 dotted letters.
const DOTS: usize = 8;

/// `text` without white space at its ends, and without what the program would obey: control
/// characters, and `[[`, which begins phonemes.
fn plain(text: &str) -> String {
    let dotted = text.matches('.').count() > DOTS;
    let kept = text.chars().map(|c| match c {
        '.' if dotted => ' ',
        '[' => '(',
        ']' => ')',
        c => c,
    });
    let kept: String = kept.filter(|c| !c.is_control()).collect();
    kept.trim().to_owned()
}

/// The bytes of the written sentence of the words in a range of the spoken text.
fn source(form: &SpokenForm, spoken: ByteRange) -> ByteRange {
    let tokens = &form.tokens;
    let first = tokens.partition_point(|token| token.spoken.end <= spoken.start);
    let behind = tokens.partition_point(|token| token.spoken.start < spoken.end);
    let inside = tokens.get(first..behind).unwrap_or_default();
    let words = inside
        .iter()
        .filter(|token| token.spoken.of(&form.text).contains(char::is_alphanumeric));
    let words: Vec<ByteRange> = words.map(|token| token.source).collect();
    hull(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spoken::verbalise;

    #[test]
    fn commands_stand_before_words_and_never_come_from_the_text() {
        let form = verbalise("Ja \u{1}50S – «[[nein]]».", "xx");
        let parts = parts(&form);
        let marked = parts[0].marked(|word| 100 - word as u8);
        assert!(!parts[0].plain().contains([COMMAND, '[', '\0']));
        assert!(marked.starts_with("\u{1}100AJa \u{1}99A50S"), "{marked:?}");
    }

    #[test]
    fn a_word_has_the_source_of_its_letters() {
        let sentence = "Er kam, „sah“.";
        let parts = parts(&verbalise(sentence, "de"));
        let words: Vec<&str> = parts[0].sources().map(|range| range.of(sentence)).collect();
        assert_eq!(words, ["Er", "kam", "sah"]);
    }

    #[test]
    fn long_sentences_are_cut_at_marks_or_else_at_spaces() {
        let text = format!("{}, {}", "wort ".repeat(85), "x".repeat(3_000));
        let parts = parts(&verbalise(&text, "xx"));
        assert!(parts.len() > 3);
        assert!(parts.iter().all(|part| part.plain().len() <= HARD));
        assert!(parts[0].plain().ends_with(','));
    }
}
