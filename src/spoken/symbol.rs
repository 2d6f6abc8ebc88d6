//! Marks: quotes, dashes, punctuation, symbols with a name, and what nobody knows.

use super::atoms::{Here, Kind};
use super::classes::Reading;

/// Soft hyphens and other characters without ink: nothing is said, and words stay joined.
pub(super) fn invisible(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0)?;
    (atom.kind == Kind::Invisible).then(|| Reading::joined(here, 1, ""))
}

/// Quotation marks and apostrophes in their straight forms.
pub(super) fn quote(here: Here<'_>) -> Option<Reading> {
    let straight = match here.mark(0)? {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '\u{FF02}' => "\"",
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' | '\u{FF07}' => {
            "'"
        }
        _ => return None,
    };
    Some(Reading::joined(here, 1, straight))
}

/// Dashes as a pause; a hyphen is one where it stands between spaces or is doubled.
pub(super) fn dash(here: Here<'_>) -> Option<Reading> {
    let mut atoms = 1;
    match here.mark(0)? {
        '—' | '–' | '―' | '\u{2012}' => {}
        '-' if here.glued_mark(1) == Some('-') => {}
        '-' if !here.glued(0) && !here.glued(1) => {}
        _ => return None,
    }
    while matches!(here.glued_mark(atoms), Some('-' | '—' | '–')) {
        atoms += 1;
    }
    Some(Reading::joined(here, atoms, "—"))
}

/// A hyphen between two words is written for the pronouncer; any other is silent.
pub(super) fn hyphen(here: Here<'_>) -> Option<Reading> {
    if !matches!(here.mark(0)?, '-' | '\u{2010}' | '\u{2011}' | '\u{2212}') {
        return None;
    }
    let after_word = here.glued(0) && here.before().is_some_and(|a| a.kind == Kind::Word);
    let before_word = here.glued(1) && here.word(1).is_some();
    Some(if after_word && before_word {
        Reading::joined(here, 1, "-")
    } else {
        Reading::words(here, 1, "")
    })
}

/// Three dots and the one character for them.
pub(super) fn ellipsis(here: Here<'_>) -> Option<Reading> {
    if here.mark(0)? == '…' {
        return Some(Reading::joined(here, 1, "…"));
    }
    let mut dots = 0;
    while here.mark(dots) == Some('.') && (dots == 0 || here.glued(dots)) {
        dots += 1;
    }
    (dots >= 2).then(|| Reading::joined(here, dots, "…"))
}

/// Punctuation that voices pause at; brackets become round ones.
pub(super) fn punctuation(here: Here<'_>) -> Option<Reading> {
    let said = match here.mark(0)? {
        '.' | '。' | '．' => ".",
        ',' | '、' | '，' => ",",
        ';' | '；' => ";",
        ':' | '：' => ":",
        '!' | '！' | '¡' => "!",
        '?' | '？' | '¿' | '‽' => "?",
        '(' | '[' | '{' | '（' => "(",
        ')' | ']' | '}' | '）' => ")",
        _ => return None,
    };
    Some(Reading::joined(here, 1, said))
}

/// Symbols that have a name.
pub(super) fn named(here: Here<'_>) -> Option<Reading> {
    let said = match here.mark(0)? {
        '&' => "and",
        '%' => "percent",
        '+' => "plus",
        '=' => "equals",
        '@' => "at",
        '#' | '№' => "number",
        '§' => "section",
        '°' => "degrees",
        '×' => "times",
        '÷' => "divided by",
        '±' => "plus or minus",
        '<' => "less than",
        '>' => "greater than",
        '≤' => "at most",
        '≥' => "at least",
        '≈' => "about",
        '$' => "dollar",
        '€' => "euro",
        '£' => "pound",
        '²' => "squared",
        '³' => "cubed",
        '½' => "one half",
        '¼' => "one quarter",
        '¾' => "three quarters",
        '⅓' => "one third",
        '⅔' => "two thirds",
        '/' => slash(here),
        '_' | '|' | '\\' | '•' | '·' | '*' | '^' | '~' | '™' | '®' | '©' => "",
        _ => return None,
    };
    Some(Reading::words(here, 1, said))
}

/// Between words a slash is silent ("and/or"), beside a number it is said.
fn slash(here: Here<'_>) -> &'static str {
    let number = here.digits(1).is_some() || here.before().is_some_and(|a| a.kind == Kind::Digits);
    if number && here.glued(0) { "slash" } else { "" }
}

/// Symbols, pictures and scripts that no rule knows: nothing is said, and the map says so.
pub(super) fn unread(here: Here<'_>) -> Option<Reading> {
    here.atom(0)?;
    let mut atoms = 1;
    while here.glued(atoms)
        && here
            .atom(atoms)
            .is_some_and(|a| a.kind == Kind::Invisible || is_unread(a.text))
    {
        atoms += 1;
    }
    Some(Reading::words(here, atoms, ""))
}

/// Whether the mark is beyond the blocks that hold punctuation: a picture or a modifier of one.
fn is_unread(mark: &str) -> bool {
    mark.chars().all(|c| u32::from(c) >= 0x1_F000)
}

/// In languages that tidy only: the atom as it is written.
pub(super) fn literal(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0)?;
    Some(Reading::joined(here, 1, atom.text))
}
