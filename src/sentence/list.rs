//! Lists inside a text: `1. Open it 2. Close it`, `a) … b) …`, `• … • …`.

/// The sign of a list at the start of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sign<'t> {
    /// What kind of sequence it belongs to: figures or letters.
    is_letter: bool,
    /// What stands behind the number: `.`, `)` or `.)`.
    mark: &'t str,
    /// The number, 1 for `a`.
    number: u32,
}

/// An item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// Where its sign begins, and with it the item.
    pub(super) start: usize,
    /// Where its sign ends: no sentence does.
    pub(super) sign_end: usize,
}

/// The items of the lists in `text`, in order.
///
/// A number alone proves nothing: a list counts from one and has at least two items, each of
/// which begins with a capital. `dots` tells whether `1.` may be a number of a list: in
/// languages where it is an ordinal, it may not.
pub(super) fn items(text: &str, dots: bool) -> Vec<Item> {
    let mut items = vec![];
    let mut open: Option<(Sign<'_>, Item)> = None;
    let mut start = 0;
    let mut before = ' ';
    for token in text.split_inclusive(char::is_whitespace) {
        let at = start;
        start += token.len();
        let word = token.trim_end();
        let item = Item {
            start: at,
            sign_end: at + word.len(),
        };
        if is_bullet(word) {
            items.push(item);
        } else if let Some(sign) = sign(word).filter(|sign| dots || sign.mark == ")")
            && text[start..].trim_start().starts_with(char::is_uppercase)
        {
            let goes_on = open.filter(|(last, _)| {
                last.is_letter == sign.is_letter
                    && last.mark == sign.mark
                    && last.number + 1 == sign.number
            });
            if let Some((last, first)) = goes_on {
                items.extend((last.number == 1).then_some(first));
                items.push(item);
                open = Some((sign, item));
            } else if sign.number == 1 && matches!(before, ' ' | ':' | '.' | '!' | '?' | '…') {
                open = Some((sign, item));
            }
        }
        before = word.chars().next_back().unwrap_or(before);
    }
    items.sort_unstable_by_key(|item| item.start);
    items.dedup();
    items
}

/// Whether `word` is a sign of a list, with or without a number joined to it: `•`, `⁃9.`
fn is_bullet(word: &str) -> bool {
    let inside = word.strip_prefix(['•', '⁃', '◦', '‣', '▪', '●', '■', '➢', '✓']);
    inside.is_some_and(|rest| rest.is_empty() || sign(rest).is_some())
}

/// The sign that `word` is.
fn sign(word: &str) -> Option<Sign<'_>> {
    let value = word.trim_end_matches([')', '.']);
    let mark = word
        .get(value.len()..)
        .filter(|m| matches!(*m, "." | ")" | ".)"))?;
    let mut chars = value.chars();
    let (first, is_alone) = (chars.next()?, chars.next().is_none());
    if first.is_ascii_lowercase() && is_alone {
        let number = u32::from(first) - u32::from('a') + 1;
        return Some(Sign {
            is_letter: true,
            mark,
            number,
        });
    }
    // `99.`: longer lists are not written into a paragraph; years are.
    let is_short = value.len() <= 2 && value.bytes().all(|b| b.is_ascii_digit());
    let number = value.parse().ok().filter(|_| is_short)?;
    Some(Sign {
        is_letter: false,
        mark,
        number,
    })
}
