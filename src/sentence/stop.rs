//! Stops: the places of a text where a sentence may end, with the words around them.

use super::mend;

/// Bytes of the longest word that is looked at: no rule knows a longer one, and a text without
/// white space is not read again for every stop in it.
const LONGEST_WORD: usize = 40;

/// A run of marks that may end a sentence, and what stands around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop<'t> {
    /// Where the sentence would end: behind the marks and what closes behind them.
    pub(super) end: usize,
    /// The word before the marks, with its inner full stops: `U.S` of `the U.S. Army`.
    pub(super) word: &'t str,
    /// The text before that word.
    pub(super) before: &'t str,
    /// The marks: `.`, `?!`, `. . .`
    pub(super) marks: &'t str,
    /// Quotes and brackets that close behind the marks.
    pub(super) closers: &'t str,
    /// The text behind the sentence, from its first letter or figure on.
    pub(super) after: &'t str,
    /// What stands between the sentence and `after`: white space, quotes, brackets.
    pub(super) gap: &'t str,
}

impl<'t> Stop<'t> {
    /// The word behind the stop, without what is joined to it by an apostrophe: `It` of `It’s`.
    pub(super) fn next(&self) -> &'t str {
        first_word(self.after)
    }

    /// The word behind [`Self::next`], empty where something else stands between.
    pub(super) fn second(&self) -> &'t str {
        let rest = self.after[self.next().len()..].trim_start_matches(['’', '\'']);
        first_word(rest.trim_start_matches(char::is_alphabetic).trim_start())
    }

    /// Whether white space parts the sentence from the next.
    pub(super) fn is_spaced(&self) -> bool {
        self.gap.contains(char::is_whitespace)
    }

    /// Whether the marks are dots that stand for words left out.
    pub(super) fn is_ellipsis(&self) -> bool {
        self.marks.contains('…') || self.marks.matches('.').count() > 1
    }

    /// Whether the marks ask or shout.
    pub(super) fn is_loud(&self) -> bool {
        self.marks.contains(['?', '!', '‽'])
    }

    /// Whether a quotation closes behind the marks.
    pub(super) fn closes_quote(&self) -> bool {
        self.closers.contains(['"', '\'', '”', '’', '»'])
    }

    /// The word before [`Self::word`], empty where something else stands between.
    pub(super) fn previous(&self) -> &'t str {
        last_word(self.before.trim_end_matches(' '))
    }
}

/// The stops of `text` in order.
pub(super) fn all(text: &str) -> Vec<Stop<'_>> {
    let mut stops = vec![];
    let mut at = 0;
    while let Some(found) = text[at..].find(is_mark) {
        let start = at + found;
        let marks = marks(&text[start..]);
        at = start + marks.len();
        stops.extend(stop(text, start, marks));
    }
    stops
}

/// The stop whose marks begin at `start`; `None` inside a word or number and at the end.
fn stop<'t>(text: &'t str, start: usize, marks: &'t str) -> Option<Stop<'t>> {
    let behind = start + marks.len();
    let end = mend::place(text, behind).max(behind);
    let closers = text.get(behind..end)?;
    // A note behind the stop is sentencex's matter, as are signs that no rule here knows.
    let gap_end = text[end..].find(|c: char| !is_between(c))? + end;
    let (gap, after) = (&text[end..gap_end], &text[gap_end..]);
    let word = last_word(&text[..start]);
    let stop = Stop {
        end,
        word,
        before: &text[..start - word.len()],
        marks,
        closers,
        after,
        gap,
    };
    (after.starts_with(char::is_alphanumeric)).then_some(stop)
}

/// The marks at the start of `text`, spaced ones included: `. . .`
fn marks(text: &str) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_mark(c) {
            end = at + c.len_utf8();
        } else if c != ' ' || at > end {
            break;
        }
    }
    &text[..end]
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽')
}

/// Whether `c` may stand between a sentence and the first word of the next.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\'' | '‘' | '’' | '“' | '”' | '«' | '(' | '[' | '—' | '–' | '-'
        )
}

/// The word at the end of `text`, with inner full stops, apostrophes and signs of money.
fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        let is_inner = c.is_alphanumeric() || matches!(c, '.' | '’' | '\'' | '&' | '$' | '°');
        if !is_inner || text.len() - at > LONGEST_WORD {
            break;
        }
        start = at;
    }
    text[start..].trim_start_matches(['.', '’', '\''])
}

/// The letters and figures at the start of `text`, at most [`LONGEST_WORD`] bytes of them.
fn first_word(text: &str) -> &str {
    let end = (text.char_indices())
        .find(|(at, c)| !c.is_alphanumeric() || *at > LONGEST_WORD)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_knows_the_words_around_it() {
        let cases = [
            ("the U.S. Army", ("U.S", ".", "", "Army"), "inner stops"),
            ("“Go!” “It’s he", ("Go", "!", "”", "It"), "quotes"),
            (
                "so . . . I see",
                ("", ". . .", "", "I"),
                "a spaced ellipsis",
            ),
            ("end.Next", ("end", ".", "", "Next"), "no space"),
        ];
        for (text, expected, why) in cases {
            let stops = all(text);
            let stop = stops.last().unwrap();
            let found = (stop.word, stop.marks, stop.closers, stop.next());
            assert_eq!(found, expected, "{why}");
        }
    }
}
