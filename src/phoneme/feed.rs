//! What misaki is given: the spoken text in the characters that it is safe with, and the
//! way back.
//!
//! misaki takes `[text](feature)` for markup, cuts words at byte offsets that can fall inside
//! an accented letter, and is more than linear in the length of a word. So brackets become
//! round, letters become plain ones, and long words are cut.

use crate::spoken::SpokenForm;
use crate::units::ByteRange;

use super::fold;

/// Characters of one word that misaki is given at most; no English word has as many.
const LONGEST_WORD: usize = 48;

/// The text for misaki.
pub(super) struct Feed {
    /// ASCII letters and digits, and punctuation: the dictionary has no other keys.
    pub(super) text: String,
    /// For every byte of `text`, the bytes of the spoken text that it stands for.
    from: Vec<ByteRange>,
}

impl Feed {
    /// The feed of the bytes `range` of a spoken text.
    pub(super) fn of(text: &str, range: ByteRange) -> Self {
        let spoken = range.of(text);
        let mut feed = Self {
            text: String::with_capacity(spoken.len()),
            from: Vec::with_capacity(spoken.len()),
        };
        let mut start = range.start;
        for chunk in spoken.split_inclusive(char::is_whitespace) {
            feed.chunk(chunk, start);
            start += chunk.len();
        }
        feed
    }

    fn chunk(&mut self, chunk: &str, start: usize) {
        let mut at = 0;
        let mut length = 0;
        while at < chunk.len() {
            let rest = &chunk[at..];
            let Some(c) = rest.chars().next() else { break };
            length += 1;
            if length > LONGEST_WORD {
                self.text.push(' ');
                self.from.push(ByteRange::new(start + at, start + at));
                length = 1;
            }
            let plain = if c == '-' && ends_in_tens(&self.text) {
                " ".to_owned()
            } else {
                plain(c)
            };
            let source = ByteRange::new(start + at, start + at + c.len_utf8());
            self.text.push_str(&plain);
            self.from.extend(plain.bytes().map(|_| source));
            at += c.len_utf8();
        }
    }

    /// Whether white space follows at `end` of the feed; an apostrophe between makes no sound.
    pub(super) fn space_after(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        rest.trim_start_matches('\'').starts_with(' ')
    }

    /// The bytes of the spoken text that a range of the feed stands for.
    pub(super) fn spoken(&self, range: ByteRange) -> ByteRange {
        match self.from.get(range.start..range.end) {
            Some([first, .., last]) => ByteRange::new(first.start, last.end),
            Some([one]) => *one,
            _ => ByteRange::default(),
        }
    }
}

/// Whether a number such as "forty-five" is cut here: its two words are said as two.
fn ends_in_tens(text: &str) -> bool {
    let tens = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    tens.iter().any(|word| text.ends_with(word))
}

/// Marks that misaki reads as marks or by their names.
const KEPT: &str = "'\".,;:!?()-—…&%+@";

/// What misaki is given for a character; empty where it has no sound and is no mark.
fn plain(c: char) -> String {
    match c {
        c if c.is_whitespace() => " ".to_owned(),
        '[' | '{' => "(".to_owned(),
        ']' | '}' => ")".to_owned(),
        '‘' | '’' => "'".to_owned(),
        '“' | '”' => "\"".to_owned(),
        '–' => "—".to_owned(),
        c if c.is_ascii_alphanumeric() || KEPT.contains(c) => c.to_string(),
        _ => fold::ascii(c),
    }
}

/// The way from the spoken text to the sentence as it was written.
pub(super) struct Map<'a> {
    form: &'a SpokenForm,
}

impl<'a> Map<'a> {
    pub(super) fn new(form: &'a SpokenForm) -> Self {
        Self { form }
    }

    /// The spoken form.
    pub(super) fn form(&self) -> &'a SpokenForm {
        self.form
    }

    /// Whether the token of the spoken text that the range is in says more than the range.
    pub(super) fn is_in_phrase(&self, spoken: ByteRange) -> bool {
        let tokens = &self.form.tokens;
        let first = tokens.partition_point(|t| t.spoken.end <= spoken.start);
        tokens
            .get(first)
            .is_some_and(|t| t.spoken.len() > spoken.len())
    }

    /// The bytes of the sentence that a range of the spoken text speaks.
    pub(super) fn source(&self, spoken: ByteRange) -> ByteRange {
        let tokens = &self.form.tokens;
        let first = tokens.partition_point(|t| t.spoken.end <= spoken.start);
        let behind = tokens.partition_point(|t| t.spoken.start < spoken.end);
        match tokens.get(first..behind) {
            Some([first, .., last]) => ByteRange::new(first.source.start, last.source.end),
            Some([one]) => one.source,
            _ => ByteRange::default(),
        }
    }
}
