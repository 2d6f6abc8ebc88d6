//! Breaths: where a speaker may pause inside a sentence, and how well.

/// How good a place to breathe is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// White space inside a name or between a number and what it counts: only where nothing
    /// else is left.
    Tie,
    /// White space.
    Space,
    /// White space before a conjunction.
    Conjunction,
    /// A comma between two names, as in `Paris, France`.
    Pair,
    /// A comma.
    Comma,
    /// A comma before a clause: `, but`.
    Clause,
    /// A semicolon, a colon, a dash.
    Strong,
}

/// A place to breathe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Breath {
    /// The byte behind which the speaker pauses.
    pub(super) at: usize,
    /// How well.
    pub(super) strength: Strength,
}

/// The breaths of `sentence` before the byte `limit`, in order.
///
/// There is none inside brackets and short quotations.
pub(super) fn all(sentence: &str, limit: usize) -> Vec<Breath> {
    let mut breaths = vec![];
    let mut closed_until = 0;
    let mut before = ' ';
    for (at, c) in sentence[..limit].char_indices() {
        if at >= closed_until {
            closed_until = span(&sentence[at..], before).map_or(closed_until, |length| at + length);
        }
        let next = at + c.len_utf8();
        if at >= closed_until && next < limit {
            let found = strength(&sentence[..at], c, &sentence[next..]);
            breaths.extend(found.map(|strength| Breath { at: next, strength }));
        }
        before = c;
    }
    breaths
}

/// Bytes of the brackets or the short quotation that `text` begins with.
fn span(text: &str, before: char) -> Option<usize> {
    // A remark in brackets is short, and a quotation of a few words is a name or a phrase;
    // longer ones have places to breathe of their own.
    const BRACKETS: usize = 150;
    const QUOTATION: usize = 50;
    let opening = text.chars().next()?;
    let (closing, longest): (&[char], usize) = match opening {
        '(' => (&[')'], BRACKETS),
        '[' => (&[']'], BRACKETS),
        '“' => (&['”', '“'], QUOTATION),
        '„' => (&['“', '”'], QUOTATION),
        '«' => (&['»'], QUOTATION),
        '"' if !before.is_alphanumeric() => (&['"'], QUOTATION),
        _ => return None,
    };
    let rest = text[opening.len_utf8()..].char_indices().take(longest);
    let mut closed = rest.filter(|(_, c)| closing.contains(c));
    let (at, c) = closed.next()?;
    Some(opening.len_utf8() + at + c.len_utf8())
}

/// How good a place is behind `c`, which stands between `head` and `tail`.
fn strength(head: &str, c: char, tail: &str) -> Option<Strength> {
    let after = tail.chars().next().unwrap_or(' ');
    let before = head.chars().next_back().unwrap_or(' ');
    match c {
        '—' | '；' | '：' | '。' | '؛' => Some(Strength::Strong),
        ';' | ':' if after.is_whitespace() => Some(Strength::Strong),
        '–' | '-' if before.is_whitespace() && after.is_whitespace() => Some(Strength::Strong),
        ',' | '،' if after.is_whitespace() => comma(head, tail.trim_start()),
        '，' | '、' => Some(Strength::Comma),
        c if c.is_whitespace() && !is_sticky(c) => Some(space(before, tail)),
        _ => None,
    }
}

/// How good a place is behind a comma between `head` and `tail`.
fn comma(head: &str, tail: &str) -> Option<Strength> {
    let is_digit = |c: char| c.is_ascii_digit();
    if head.ends_with(is_digit) && tail.starts_with(is_digit) {
        return None; // `May 5, 2026`
    }
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    Some(if opens_clause(tail) {
        Strength::Clause
    } else if is_name(last_word(head)) && is_name(tail) {
        Strength::Pair
    } else {
        Strength::Comma
    })
}

/// How good a place white space between `before` and `tail` is.
fn space(before: char, tail: &str) -> Strength {
    let after = tail.chars().next().unwrap_or(' ');
    if is_conjunction(tail) {
        Strength::Conjunction
    } else if after.is_uppercase() || before.is_numeric() || before == '.' || after.is_numeric() {
        Strength::Tie
    } else {
        Strength::Space
    }
}

/// Whether `tail` begins with a word that opens a clause behind a comma.
fn opens_clause(tail: &str) -> bool {
    const WORDS: &[&str] = &[
        "and",
        "but",
        "or",
        "so",
        "yet",
        "nor",
        "which",
        "who",
        "whose",
        "where",
        "when",
        "while",
        "because",
        "although",
        "though",
        "if",
        "as",
        "since",
        "after",
        "before",
        "until",
        "with",
        "aber",
        "denn",
        "dass",
        "weil",
        "wenn",
        "und",
        "oder",
        "der",
        "die",
        "das",
        "mais",
        "et",
        "qui",
        "que",
        "car",
        "pero",
        "porque",
        "y",
        "ma",
        "che",
        "perché",
        "e",
        "mas",
        "но",
        "а",
        "и",
        "что",
        "который",
    ];
    WORDS.contains(&first_word(tail))
}

/// Whether `tail` begins with a word that joins two clauses without a comma.
fn is_conjunction(tail: &str) -> bool {
    const WORDS: &[&str] = &[
        "and", "but", "or", "because", "although", "while", "when", "which", "who", "that", "if",
        "und", "oder", "et", "ou", "mais", "y", "o", "pero", "e", "ma", "mas", "и", "или", "но",
    ];
    WORDS.contains(&first_word(tail))
}

/// The letters at the start of `text`, as many as the words that are looked for have.
fn first_word(text: &str) -> &str {
    const LONGEST: usize = 20;
    let end = (text.char_indices())
        .find(|(at, c)| !c.is_alphabetic() || *at > LONGEST)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The word at the end of `text`.
fn last_word(text: &str) -> &str {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    text.get(start..).unwrap_or_default()
}

/// Whether `c` holds together what stands around it, as in `10 km`.
fn is_sticky(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}
