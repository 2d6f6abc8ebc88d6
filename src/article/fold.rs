//! Folding: white space and letters brought to the form that is spoken and compared.

/// `text` with runs of HTML white space as one space, and none at the ends.
///
/// Other spaces, such as the no-break space, stay: they carry meaning in numbers and names.
/// Control characters are left out, since nothing can say or show them.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(&mut folded, text);
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Adds `text` to what is folded already; one space may be left at the end.
pub(super) fn push_folded(folded: &mut String, text: &str) {
    for c in text.chars() {
        if is_html_space(c) {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if !c.is_ascii_control() {
            folded.push(c);
        }
    }
}

/// Whether `c` is white space to HTML: tab, line feed, form feed, carriage return or space.
pub(super) fn is_html_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0c' | '\r' | ' ')
}

/// Whether anything in `text` could be said: a letter, a digit or a symbol with a name.
///
/// `* * *` and a lone dash are ornaments of the page.
pub(super) fn is_sayable(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether anything in `text` can be seen.
pub(super) fn is_visible(text: &str) -> bool {
    (text.chars()).any(|c| !c.is_whitespace() && !c.is_control() && !is_zero_width(c))
}

/// Whether `c` is shown as nothing: a joiner, a mark of direction, a soft hyphen.
fn is_zero_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The words of `text` in lower case, without punctuation: equal for two spellings of a headline.
pub(super) fn essence(text: &str) -> String {
    let mut essence = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            if !essence.is_empty() {
                essence.push(' ');
            }
            essence.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    essence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_html_white_space_is_folded() {
        let cases = [
            ("  a \n\t b\r\n", "a b", "runs and ends"),
            ("10\u{a0}km", "10\u{a0}km", "a no-break space holds a unit"),
            ("a\u{2009}b", "a\u{2009}b", "a thin space is a character"),
            ("a\u{1}b\u{7f}", "ab", "control characters cannot be said"),
            (" \n ", "", "nothing is left of white space"),
        ];
        for (text, folded, why) in cases {
            assert_eq!(fold(text), folded, "{why}");
        }
    }

    #[test]
    fn essence_is_the_same_for_two_spellings_of_a_headline() {
        assert_eq!(essence("“It’s  Over”: Now"), essence("\"It's over\" — now"));
    }
}
