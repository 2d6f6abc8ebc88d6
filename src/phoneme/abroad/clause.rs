//! Clauses: what is asked at once, and the marks around it.

use crate::phoneme::espeak::{LONGEST_TEXT, LONGEST_WORD};
use crate::units::ByteRange;

/// Words of a clause at most. A longer one has no mark where one breathes; the bound keeps the
/// work of [`super::align`] small.
const MOST_WORDS: usize = 40;

/// Full stops of a word at most: the program dies of some 14 dotted letters.
const DOTS: usize = 8;

/// Words up to the next pause, and the marks around them.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause {
    /// Words and marks in the order of the text.
    pub(super) items: Vec<Item>,
    /// The words, by the index that [`Item::Word`] gives.
    pub(super) units: Vec<Unit>,
    /// What the program is asked: the words without the marks.
    pub(super) text: String,
}

/// A word or a mark.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// Index of the word in [`Clause::units`].
    Word(usize),
    /// A mark between words.
    Mark(Mark),
}

/// A mark between words.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Bytes of the spoken text.
    pub(super) range: ByteRange,
    /// The mark as Latin letters have it: `。` is a full stop.
    pub(super) sign: char,
    /// Whether white space follows.
    pub(super) space_after: bool,
}

/// A word.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Bytes of the spoken text.
    pub(super) range: ByteRange,
    /// The word as it is asked.
    pub(super) text: String,
    /// Whether white space follows.
    pub(super) space_after: bool,
    /// Whether it ends in a full stop that may be an abbreviation's.
    dot: bool,
    /// Whether no white space stands before it.
    glued: bool,
}

impl Clause {
    /// Whether a full stop stands inside, behind a word that may be an abbreviation.
    pub(super) fn has_dots(&self) -> bool {
        self.units.iter().any(|unit| unit.dot)
    }

    /// The clauses that it is where each of those full stops ends one.
    pub(super) fn cut_at_dots(&self) -> Vec<Clause> {
        let mut builder = Builder::default();
        for item in &self.items {
            let unit = match item {
                Item::Mark(mark) => {
                    builder.mark(mark.clone());
                    continue;
                }
                Item::Word(at) => &self.units[*at],
            };
            if !unit.dot {
                builder.unit(unit.clone());
                continue;
            }
            let ByteRange { start, end } = unit.range;
            builder.unit(Unit {
                range: ByteRange::new(start, end - 1),
                text: unit.text.trim_end_matches('.').to_owned(),
                space_after: false,
                dot: false,
                glued: unit.glued,
            });
            builder.mark(Mark {
                range: ByteRange::new(end - 1, end),
                sign: '.',
                space_after: unit.space_after,
            });
        }
        builder.finish()
    }
}

/// The clauses in the bytes `range` of `text`; together they hold every visible character.
pub(super) fn clauses(text: &str, range: ByteRange) -> Vec<Clause> {
    let mut builder = Builder::default();
    let mut chunks = chunks(range.of(text), range.start).peekable();
    while let Some((chunk, space_after)) = chunks.next() {
        let last = chunks.peek().is_none();
        Chunk::new(text, chunk, space_after).write(last, &mut builder);
    }
    builder.finish()
}

/// What stands between white spaces and behind wide marks of `text`, which begins at `start`;
/// with whether white space follows.
fn chunks(text: &str, start: usize) -> impl Iterator<Item = (ByteRange, bool)> {
    let mut at = start;
    let pieces = text.split_inclusive(|c: char| c.is_whitespace() || is_wide(c));
    let found = pieces.map(move |piece| {
        let (from, word) = (at, piece.trim_end());
        at += piece.len();
        let range = ByteRange::new(from, from + word.len());
        (range, word.len() < piece.len())
    });
    found.filter(|(chunk, _)| !chunk.is_empty())
}

/// Whether `c` is a mark that needs no white space behind it.
fn is_wide(c: char) -> bool {
    "、，；：。．！？".contains(c)
}

/// Gathers words and marks into clauses.
#[derive(Default)]
struct Builder {
    done: Vec<Clause>,
    open: Clause,
    /// Whether the open clause has had words and then a pause.
    paused: bool,
}

impl Builder {
    fn unit(&mut self, unit: Unit) {
        let length = self.open.text.len() + 1 + unit.text.len();
        let full = self.open.units.len() >= MOST_WORDS || length > LONGEST_TEXT;
        if self.paused || full {
            self.close();
        }
        if !self.open.text.is_empty() && !unit.glued {
            self.open.text.push(' ');
        }
        self.open.text.push_str(&unit.text);
        self.open.items.push(Item::Word(self.open.units.len()));
        self.open.units.push(unit);
    }

    fn mark(&mut self, mark: Mark) {
        self.paused |= pauses(mark.sign) && !self.open.units.is_empty();
        self.open.items.push(Item::Mark(mark));
    }

    fn close(&mut self) {
        self.paused = false;
        self.done.push(std::mem::take(&mut self.open));
    }

    fn finish(mut self) -> Vec<Clause> {
        if !self.open.items.is_empty() {
            self.close();
        }
        self.done
    }
}

/// What stands between two white spaces: marks, a word, marks.
struct Chunk<'t> {
    text: &'t str,
    range: ByteRange,
    /// The word.
    core: ByteRange,
    /// Whether white space follows inside the stretch.
    space_after: bool,
}

impl<'t> Chunk<'t> {
    fn new(text: &'t str, range: ByteRange, space_after: bool) -> Self {
        let word = range.of(text);
        let dashes = word.chars().all(|c| c == '-');
        let marks = |c: char| sign(c).is_some();
        let behind = word.trim_start_matches(marks);
        let start = range.end - behind.len();
        // An apostrophe is a letter, unless a mark stands before it.
        let closed = behind.trim_end_matches(|c| marks(c) || is_apostrophe(c));
        let kept = behind[closed.len()..]
            .chars()
            .take_while(|c| is_apostrophe(*c));
        let core = closed.len() + kept.map(char::len_utf8).sum::<usize>();
        let core = if dashes { 0 } else { core };
        Self {
            text,
            range,
            core: ByteRange::new(start, start + core),
            space_after,
        }
    }

    fn write(&self, last: bool, builder: &mut Builder) {
        self.marks(ByteRange::new(self.range.start, self.core.start), builder);
        let behind = ByteRange::new(self.core.end, self.range.end);
        // A full stop in the middle of a sentence may be that of an abbreviation.
        let dot = !last && behind.of(self.text) == "." && !self.core.is_empty();
        self.units(dot, builder);
        if !dot {
            self.marks(behind, builder);
        }
    }

    /// Adds the word, in pieces where the program could not take it as one.
    fn units(&self, dot: bool, builder: &mut Builder) {
        let pieces = pieces(self.core.of(self.text));
        let count = pieces.len();
        let mut start = self.core.start;
        for (at, piece) in pieces.into_iter().enumerate() {
            let end = start + piece.len();
            let last = at + 1 == count;
            let dot = dot && last;
            let range = ByteRange::new(start, if dot { self.range.end } else { end });
            builder.unit(Unit {
                range,
                text: undotted(range.of(self.text)),
                space_after: last && self.space_after && range.end == self.range.end,
                dot,
                glued: at > 0 && is_han_at_either_side(self.text, start),
            });
            start = end;
        }
    }

    fn marks(&self, range: ByteRange, builder: &mut Builder) {
        let mut at = range.start;
        for c in range.of(self.text).chars() {
            let end = at + c.len_utf8();
            builder.mark(Mark {
                range: ByteRange::new(at, end),
                sign: sign(c).unwrap_or('—'),
                space_after: self.space_after && end == self.range.end,
            });
            at = end;
        }
    }
}

/// A word in pieces: one for each Chinese character, and none longer than the program takes.
fn pieces(word: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut start = 0;
    let mut before = None;
    for (at, c) in word.char_indices() {
        let cut = before.is_some_and(|b| is_han(b) || is_han(c)) || at - start >= LONGEST_WORD;
        if cut {
            found.push(&word[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < word.len() {
        found.push(&word[start..]);
    }
    found
}

/// `word` with spaces for its full stops where there are so many that the program dies of them.
fn undotted(word: &str) -> String {
    if word.matches('.').count() > DOTS {
        word.replace('.', " ")
    } else {
        word.to_owned()
    }
}

fn is_han_at_either_side(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let behind = text.get(at..).and_then(|text| text.chars().next());
    before.is_some_and(is_han) || behind.is_some_and(is_han)
}

/// Whether `c` is a Chinese character, a word of its own as far as the program goes.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The mark that `c` is; `None` where it is none.
fn sign(c: char) -> Option<char> {
    Some(match c {
        ',' | '、' | '，' | '،' => ',',
        ';' | '；' | '؛' => ';',
        ':' | '：' => ':',
        '.' | '。' | '．' | '।' => '.',
        '!' | '！' => '!',
        '?' | '？' | '؟' => '?',
        '…' => '…',
        '—' | '–' | '―' => '—',
        '(' | '[' | '{' | '（' => '(',
        ')' | ']' | '}' | '）' => ')',
        '“' | '„' | '«' | '‹' | '「' | '『' | '‘' | '‚' => '“',
        '”' | '»' | '›' | '」' | '』' => '”',
        '"' | '¿' | '¡' => c,
        _ => return None,
    })
}

/// Whether one pauses at the mark.
fn pauses(sign: char) -> bool {
    ",;:.!?…—()".contains(sign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The clauses of `text`: what is asked, and the marks in their places.
    fn seen(text: &str) -> Vec<(String, String)> {
        let seen = |clause: Clause| {
            let items = clause.items.iter().map(|item| match item {
                Item::Word(_) => '_',
                Item::Mark(mark) => mark.sign,
            });
            let items = items.collect();
            (clause.text, items)
        };
        let range = ByteRange::new(0, text.len());
        clauses(text, range).into_iter().map(seen).collect()
    }

    #[test]
    fn a_clause_goes_to_the_next_pause() {
        type Wanted<'a> = &'a [(&'a str, &'a str)];
        let cases: [(&str, Wanted<'_>, &str); 10] = [
            (
                "Ja, er kam.",
                &[("Ja", "_,"), ("er kam", "__.")],
                "a comma and a full stop",
            ),
            (
                "„Nein“, sagte er",
                &[("Nein", "“_“,"), ("sagte er", "__")],
                "quotes do not pause",
            ),
            (
                "er (der Mann) ging",
                &[("er", "_("), ("der Mann", "__)"), ("ging", "_")],
                "brackets",
            ),
            (
                "l’eau d'or aujourd’hui",
                &[("l’eau d'or aujourd’hui", "___")],
                "apostrophes are letters",
            ),
            (
                "um 12:30 für 3,5",
                &[("um 12:30 für 3,5", "____")],
                "marks inside of a word",
            ),
            (
                "A – b - c",
                &[("A", "_—"), ("b", "_—"), ("c", "_")],
                "dashes that stand alone",
            ),
            (
                "Dr. Wer ging.",
                &[("Dr. Wer ging", "___.")],
                "a full stop inside is kept for the program",
            ),
            ("¿Qué?", &[("Qué", "¿_?")], "marks before a question"),
            (
                "我去，你？",
                &[("我去", "__,"), ("你", "_?")],
                "characters are words",
            ),
            ("…", &[("", "…")], "nothing but a mark"),
        ];
        for (text, wanted, why) in cases {
            let wanted: Vec<_> = wanted
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect();
            assert_eq!(seen(text), wanted, "{text}: {why}");
        }
    }

    #[test]
    fn dots_that_end_clauses_become_marks() {
        let text = "Es ist gut. Er kam.";
        let found = clauses(text, ByteRange::new(0, text.len()));
        assert!(found[0].has_dots());
        let cut = found[0].cut_at_dots();
        let texts: Vec<&str> = cut.iter().map(|clause| clause.text.as_str()).collect();
        assert_eq!(texts, ["Es ist gut", "Er kam"]);
        assert_eq!(cut[0].units[2].range.of(text), "gut");
    }

    #[test]
    fn long_texts_are_asked_in_parts() {
        let found = clauses(&"wort ".repeat(100), ByteRange::new(0, 500));
        assert!(found.iter().all(|clause| clause.units.len() <= MOST_WORDS));
        let long = "ж".repeat(100_000);
        let found = clauses(&long, ByteRange::new(0, long.len()));
        assert!(found.iter().all(|clause| clause.text.len() <= LONGEST_TEXT));
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_item_in_order(text in any::<String>()) {
            let mut end = 0;
            for clause in clauses(&text, ByteRange::new(0, text.len())) {
                for item in &clause.items {
                    let range = match item {
                        Item::Word(at) => clause.units[*at].range,
                        Item::Mark(mark) => mark.range,
                    };
                    prop_assert!(text[end..range.start].trim().is_empty());
                    prop_assert!(!range.of(&text).is_empty());
                    end = range.end;
                }
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
