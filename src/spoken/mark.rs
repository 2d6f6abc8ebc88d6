//! Marks that every language writes: quotes, dashes, hyphens, dots and punctuation.

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
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞'
        | '\u{FF02}' | '″' => "\"",
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' | '\u{FF07}' | '′' => {
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
        '—' | '–' | '―' | '\u{2012}' | '⸺' | '⸻' | '〜' => {}
        '-' if here.glued_mark(1) == Some('-') => {}
        '-' if !here.glued(0) && !here.glued(1) => {}
        _ => return None,
    }
    while matches!(here.glued_mark(atoms), Some('-' | '—' | '–')) {
        atoms += 1;
    }
    Some(Reading::joined(here, atoms, "—"))
}

/// A bar or a slash between spaces, which parts two things as a dash does.
pub(super) fn bar(here: Here<'_>) -> Option<Reading> {
    let apart = matches!(here.mark(0)?, '|' | '¦' | '/') && !here.glued(0) && !here.glued(1);
    let between = apart && here.before().is_some() && here.atom(1).is_some();
    between.then(|| Reading::joined(here, 1, "—"))
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

/// Dots in a row, also with spaces between three of them, and the one character for them.
pub(super) fn ellipsis(here: Here<'_>) -> Option<Reading> {
    let dotted = |k: usize| matches!(here.mark(k), Some('.' | '…' | '⋯' | '‥'));
    if !dotted(0) {
        return None;
    }
    let mut dots = 1;
    while dotted(dots) && here.glued(dots) {
        dots += 1;
    }
    let mut spaced = dots;
    while dotted(spaced) {
        spaced += 1;
    }
    if spaced >= 3 {
        dots = spaced;
    }
    let one = here.mark(0) != Some('.');
    (dots >= 2 || one).then(|| Reading::joined(here, dots, "…"))
}

/// Punctuation that voices pause at; brackets become round ones.
pub(super) fn punctuation(here: Here<'_>) -> Option<Reading> {
    let said = match here.mark(0)? {
        '.' | '。' | '．' | '｡' => ".",
        ',' | '、' | '，' | '､' | '،' => ",",
        ';' | '；' | '؛' => ";",
        ':' | '：' => ":",
        '!' | '！' | '?' | '？' | '‽' | '؟' | '‼' | '⁇' | '⁈' | '⁉' => {
            return Some(exclaimed(here));
        }
        '¡' | '¿' => "",
        '(' | '[' | '{' | '（' | '【' | '《' | '〈' | '〔' | '⟨' => "(",
        ')' | ']' | '}' | '）' | '】' | '》' | '〉' | '〕' | '⟩' => ")",
        _ => return None,
    };
    Some(Reading::joined(here, 1, said))
}

/// `!!!` as one, `?!` as a question.
fn exclaimed(here: Here<'_>) -> Reading {
    let asks = |c: char| matches!(c, '?' | '？' | '‽' | '؟' | '⁇' | '⁈' | '⁉');
    let mut question = here.mark(0).is_some_and(asks);
    let mut atoms = 1;
    while let Some(c) = here.glued_mark(atoms) {
        if !asks(c) && !matches!(c, '!' | '！' | '‼') {
            break;
        }
        question |= asks(c);
        atoms += 1;
    }
    Reading::joined(here, atoms, if question { "?" } else { "!" })
}

/// In languages that tidy only: the atom as it is written.
pub(super) fn literal(here: Here<'_>) -> Option<Reading> {
    let atom = here.atom(0)?;
    Some(Reading::joined(here, 1, atom.text))
}
