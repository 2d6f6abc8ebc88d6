//! Masking: the text as sentencex should see it, and the way back.

/// A text in which quotes are spaces and marks are left out.
pub(super) struct Masked {
    /// What sentencex sees.
    pub(super) text: String,
    /// For each byte of `text` and its end, the byte of the source.
    source: Vec<usize>,
}

impl Masked {
    /// The masked form of `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut masked = Self {
            text: String::with_capacity(text.len()),
            source: Vec::with_capacity(text.len() + 1),
        };
        let mut before = ' ';
        let mut in_bracket = false;
        let forgotten = unclosed(text);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at = text.len() - rest.len();
            let next = rest[c.len_utf8()..].chars().next().unwrap_or(' ');
            let note = footnote(masked.text.as_str(), rest);
            if note > 0 {
                rest = &rest[note..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            if is_direction(c) {
                continue;
            }
            // sentencex never cuts inside or behind brackets. Those around whole sentences
            // are quotes to it, then, and so are those that nobody closed.
            let is_outer = match c {
                '(' => forgotten.binary_search(&at).is_ok() || has_ended(&masked.text),
                ')' => in_bracket && has_ended(&masked.text),
                _ => false,
            };
            if matches!(c, '(' | ')') {
                in_bracket = is_outer && c == '(';
            }
            let is_blank = is_outer || is_quote(before, c, next);
            masked.push(if is_blank { ' ' } else { c }, at, c.len_utf8());
            before = c;
        }
        masked.source.push(text.len());
        masked
    }

    /// The byte of the source behind the byte `at` of the masked text.
    pub(super) fn source(&self, at: usize) -> usize {
        let end = self.source.last().copied().unwrap_or_default();
        self.source.get(at).copied().unwrap_or(end)
    }

    /// Adds `c` for the `length` bytes of the source from `at` on; a space stands for each.
    fn push(&mut self, c: char, at: usize, length: usize) {
        let copies = if c == ' ' { length } else { 1 };
        for _ in 0..copies {
            self.text.push(c);
        }
        for _ in 0..length {
            self.source.push(at);
        }
    }
}

/// The places of the brackets in `text` that are opened and never closed, in order.
fn unclosed(text: &str) -> Vec<usize> {
    let mut open = vec![];
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => _ = open.pop(),
            _ => {}
        }
    }
    open
}

/// Whether `c` steers the direction of writing: sentencex does not see a full stop behind it.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `c` is a quotation mark and not an apostrophe.
fn is_quote(before: char, c: char, next: char) -> bool {
    match c {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '‛' | '「' | '」' | '『'
        | '』' => true,
        '\'' | '‘' | '’' => !before.is_alphanumeric() || !next.is_alphanumeric(),
        _ => false,
    }
}

/// Bytes of a footnote mark at the start of `rest`, behind the end of a sentence: `[12]`, `¹`,
/// or plain digits as in `it ended.12 The`.
fn footnote(before: &str, rest: &str) -> usize {
    // `[123]`: no article has a thousand notes.
    const DIGITS: usize = 3;
    if !rest.starts_with(|c: char| c == '[' || c.is_ascii_digit() || is_raised(c)) {
        return 0;
    }
    let mut ends = before_gap(before);
    let ended = ends.next().is_some_and(is_end);
    let is_word = ends.next().is_some_and(char::is_alphabetic);
    if !ended {
        return 0;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(inside) = rest.strip_prefix('[') {
        let count = digits(inside);
        let closed = inside[count..].starts_with(']');
        return if (1..=DIGITS).contains(&count) && closed {
            count + 2
        } else {
            0
        };
    }
    let raised: usize = (rest.chars().take_while(|c| is_raised(*c)))
        .map(char::len_utf8)
        .sum();
    if raised > 0 {
        return raised;
    }
    // `it ended.12 The`, but not `3.12` nor `v.2 of` nor `No.5`.
    let count = digits(rest);
    let mut after = rest[count..].chars();
    let goes_on = after.next().is_some_and(char::is_whitespace)
        && after.next().is_some_and(char::is_uppercase);
    let is_long = before
        .chars()
        .rev()
        .skip(1)
        .take_while(|c| c.is_alphabetic())
        .take(4)
        .count()
        > 3;
    if (1..=DIGITS).contains(&count) && is_word && is_long && goes_on && !before.ends_with(' ') {
        count
    } else {
        0
    }
}

/// The characters of `masked` from its end backwards, without the spaces that quotes became.
fn before_gap(masked: &str) -> impl Iterator<Item = char> + '_ {
    // Two quotes of three bytes and a space; more would let a row of spaces cost its square.
    const GAP: usize = 7;
    (masked.chars().rev().enumerate())
        .skip_while(|(at, c)| *c == ' ' && *at < GAP)
        .map(|(_, c)| c)
}

/// Whether a sentence has just ended, or none begun.
fn has_ended(masked: &str) -> bool {
    before_gap(masked).next().is_none_or(is_end)
}

/// Whether `c` ends a sentence.
fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Whether `c` is a raised figure.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_spaces_and_marks_are_gone() {
        let cases = [
            (
                "“Go.” It’s",
                "   Go.    It’s",
                "three bytes, three spaces; the apostrophe stays",
            ),
            (
                "the '90s dogs' tails",
                "the  90s dogs  tails",
                "at the edge of a word",
            ),
            ("end.[1] Next", "end. Next", "a footnote in brackets"),
            ("ended.12 Next", "ended. Next", "a footnote in digits"),
            ("3.12 Next", "3.12 Next", "a decimal"),
            ("No.5 Next", "No.5 Next", "a number"),
            (
                "It was. (It is.) Yes",
                "It was.  It is.  Yes",
                "brackets around a sentence",
            ),
            (
                "It was (it is.) Yes",
                "It was (it is.) Yes",
                "brackets inside a sentence",
            ),
            (
                "It was (it is. Yes",
                "It was  it is. Yes",
                "a bracket that nobody closed",
            ),
            ("end.¹ Next", "end. Next", "a raised figure"),
            ("end\u{202c}. Next", "end. Next", "a mark of direction"),
        ];
        for (text, masked, why) in cases {
            assert_eq!(Masked::new(text).text, masked, "{why}");
        }
    }
}
