//! Mending: cuts moved behind closing quotes, and cuts that are none taken out.

/// The place of a cut near `cut`: behind what closes a sentence, before what opens the next.
pub(super) fn place(text: &str, cut: usize) -> usize {
    let head = text[..cut].trim_end_matches(is_gap);
    let mut before = head.chars().next_back().unwrap_or(' ');
    let (mut at, mut place) = (head.len(), head.len());
    let mut chars = text[at..].chars().peekable();
    while let Some(c) = chars.next() {
        at += c.len_utf8();
        if closes(before, c, chars.peek().copied().unwrap_or(' ')) {
            place = at;
        } else if !c.is_whitespace() {
            break;
        }
        before = c;
    }
    place
}

/// Whether `c` between `before` and `after` belongs to the sentence before it.
fn closes(before: char, c: char, after: char) -> bool {
    if before.is_whitespace() {
        // Alone between spaces, as in `« Allez. » Elle`; before a word it opens, as in `“She`,
        // and so does `«`, which closes in languages that put no spaces.
        is_closing(c) && after.is_whitespace() && !matches!(c, '“' | '«' | '‘' | '‹')
    } else if matches!(c, '“' | '«' | '‘' | '‹') {
        // They close in German and open in English.
        !after.is_alphanumeric()
    } else {
        is_closing(c)
    }
}

/// Takes the cuts of `text` out that divide a sentence.
pub(super) fn merge(text: &str, lang: &str, cuts: &mut Vec<usize>) {
    cuts.retain(|cut| *cut > 0 && *cut < text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut kept: Vec<usize> = Vec::with_capacity(cuts.len());
    let (mut start, mut has_words) = (0, false);
    for (index, cut) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).copied().unwrap_or(text.len());
        let (head, tail) = (text[start..*cut].trim(), text[*cut..end].trim());
        has_words |= has_word(head);
        if has_words && !is_scrap(tail, end == text.len()) && !goes_on(head, tail, lang) {
            kept.push(*cut);
            has_words = false;
        }
        start = *cut;
    }
    *cuts = kept;
}

/// Whether `part` says something by itself: `1.` and `».` do not.
fn has_word(part: &str) -> bool {
    part.chars().any(char::is_alphabetic)
}

/// Whether `tail` is no sentence: punctuation, or at the end of the text a number.
fn is_scrap(tail: &str, is_last: bool) -> bool {
    !has_word(tail) && (is_last || !tail.chars().any(char::is_numeric))
}

/// Whether the sentence that `head` ends goes on with `tail`.
fn goes_on(head: &str, tail: &str, lang: &str) -> bool {
    goes_on_after_quote(head, tail)
        || is_quoted_in_japanese(head, tail)
        || (lang == "de" && is_german_ordinal(head, tail))
}

/// Whether a quotation ends at the cut and the sentence around it goes on: `“Go!” she said.`
fn goes_on_after_quote(head: &str, tail: &str) -> bool {
    let quoted = head.ends_with(|c: char| is_closing(c) && !matches!(c, ')' | ']' | '}'));
    let word = tail.chars().find(|c| c.is_alphanumeric());
    quoted && word.is_some_and(char::is_lowercase)
}

/// Whether a quotation ends at the cut and is said to be one: `「行こう。」と彼は言った。`
fn is_quoted_in_japanese(head: &str, tail: &str) -> bool {
    head.ends_with(['」', '』']) && tail.starts_with(['と', 'っ', '、', 'を', 'が', 'は', 'の'])
}

/// Whether `head` ends with the number of an ordinal: `im 18.` before `Jahrhundert`.
///
/// A number of two digits rarely ends a German sentence; what then begins the next is told
/// from a noun by the few words that sentences begin with.
fn is_german_ordinal(head: &str, tail: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "Aber", "Alle", "Als", "Am", "An", "Auch", "Auf", "Aus", "Bei", "Da", "Damit", "Danach",
        "Dann", "Das", "Dass", "Dem", "Den", "Denn", "Der", "Des", "Die", "Dies", "Diese",
        "Dieser", "Dieses", "Doch", "Durch", "Ein", "Eine", "Einen", "Einer", "Er", "Es", "Für",
        "Ich", "Ihr", "Ihre", "Im", "In", "Ist", "Jetzt", "Mit", "Nach", "Nicht", "Noch", "Nun",
        "Nur", "Ob", "Oder", "Schon", "Sehr", "Sein", "Seine", "Seit", "Sie", "So", "Und", "Um",
        "Unter", "Viele", "Vom", "Von", "Vor", "Was", "Weil", "Wenn", "Wer", "Wie", "Wir", "Wo",
        "Zu", "Zum", "Zur",
    ];
    let Some(number) = head.strip_suffix('.') else {
        return false;
    };
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let word = tail
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    (1..=2).contains(&digits) && !OPENINGS.contains(&word)
}

/// Whether `c` is white space, or a quote or bracket that sentencex takes for it.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\'' | '‘' | '“' | '„' | '«' | '‹' | '「' | '『' | '('
        )
        || is_closing(c) && !matches!(c, ')' | ']' | '}' | '）' | '】')
}

/// Whether `c` closes a quotation or bracket, in one language or another.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '’'
            | '‘'
            | '”'
            | '“'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
    )
}
