//! Style sheets without what only their readers need.

/// `css` without comments and without the white space that says nothing.
///
/// White space stays where it may say something: before `:`, `.`, `[`, `(` and `*`, where it is a
/// descendant or the next value, and around the signs of `calc()`. Strings stay as they are, but for
/// the quotes around a word that an attribute is compared with.
pub(crate) fn squeeze(css: &str) -> String {
    let mut squeezed = String::with_capacity(css.len());
    let css = short_names(css);
    let mut rest = css.as_str();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => comment(rest),
            '"' | '\'' => string(rest),
            _ => first.len_utf8(),
        };
        let (piece, behind) = rest.split_at(length);
        let says_nothing = first.is_whitespace() || piece.starts_with("/*");
        let word = piece.trim_matches(['"', '\'']);
        let said = match piece {
            _ if says_nothing => " ",
            _ if squeezed.ends_with('=') && is_word(word) => word,
            _ => piece,
        };
        push(&mut squeezed, said);
        rest = behind;
    }
    squeezed.truncate(squeezed.trim_end().len());
    squeezed
}

/// `css` with the first letter alone of each custom property that begins with `--_`: those are of our
/// sheets only, and no two begin alike.
fn short_names(css: &str) -> String {
    let mut parts = css.split("--_");
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let behind = part.trim_start_matches(|it: char| it.is_ascii_alphabetic());
        short.push_str("--");
        short.extend(part.chars().next());
        short.push_str(behind);
    }
    short
}

/// Adds a piece, a single space where it was white space; one beside these signs says nothing.
fn push(squeezed: &mut String, piece: &str) {
    const BEHIND: [char; 8] = ['{', '}', ';', ',', ':', '(', '>', ' '];
    const BEFORE: [char; 7] = ['{', '}', ';', ',', ')', '>', '!'];
    if piece == " " && (squeezed.is_empty() || squeezed.ends_with(BEHIND)) {
        return;
    }
    if piece.starts_with(BEFORE) && squeezed.ends_with(' ') {
        squeezed.pop();
    }
    // A fraction needs no nought.
    if piece == "."
        && [" 0", ":0", ",0", "(0"]
            .iter()
            .any(|nought| squeezed.ends_with(nought))
    {
        squeezed.pop();
    }
    // The last declaration of a rule needs no end.
    if piece == "}" && squeezed.ends_with(';') {
        squeezed.pop();
    }
    squeezed.push_str(piece);
}

/// Whether `text` says the same without quotes around it.
fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '-')
}

/// The length of the comment that `css` begins with; all of it where it has no end.
fn comment(css: &str) -> usize {
    css[2..].find("*/").map_or(css.len(), |end| 2 + end + 2)
}

/// The length of the string that `css` begins with; all of it where it has no end.
fn string(css: &str) -> usize {
    let quote = css.chars().next();
    let mut escaped = false;
    for (at, character) in css.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if Some(character) == quote => return at + 1,
            _ => {}
        }
    }
    css.len()
}
