//! Roman numerals: centuries, rulers, chapters.

use super::super::atoms::Here;
use super::super::classes::Reading;
use super::super::numeral;
use super::{Language, Ruler};

/// `XIXe siècle`, `siglo XIX`, `XIX secolo`, `Ludwig XIV.`, `Kapitel IV`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let word = here.word(0)?;
    if let Some((n, form)) = language.suffixed(word) {
        return Some(Reading::words(here, 1, language.spell(form, n)?));
    }
    let n = numeral::value(word)?;
    let dot = usize::from(here.glued_mark(1) == Some('.'));
    if let Some(form) = here
        .word(1 + dot)
        .and_then(|next| language.roman.behind.get(&next.to_lowercase()))
    {
        return Some(Reading::words(
            here,
            1 + dot,
            numeral(language, here, form, n)?,
        ));
    }
    let before = here.before()?;
    let beside = here
        .word(1)
        .is_some_and(|next| next.chars().all(char::is_uppercase));
    if let Some(form) = language.roman.before.get(&before.text.to_lowercase()) {
        return Some(Reading::words(here, 1, language.spell(form, n)?));
    }
    if !here.glued(0) && !beside && is_name(before.text) && plain(word) {
        return ruler(language, here, before.text, n);
    }
    (plain(word) && word.len() > 1 && !beside)
        .then(|| Reading::words(here, 1, language.cardinal("counting", &n.to_string())))
}

/// The words of `n` in `form`, or as the word before the numeral asks for it.
fn numeral(language: &Language, here: Here<'_>, form: &str, n: u64) -> Option<String> {
    let form = match form {
        "context" => language.ordinal_form(here, &language.ordinals.alone),
        form => form,
    };
    language.spell(form, n)
}

/// Whether the word can be the name of a ruler: a capital and small letters.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Whether it is made of the letters that name rulers and chapters, so no "CD" or "MM".
fn plain(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && word != "X"
}

fn ruler(language: &Language, here: Here<'_>, name: &str, n: u64) -> Option<Reading> {
    let rulers = &language.roman.rulers;
    let Ruler {
        form, article, dot, ..
    } = rulers.iter().find(|r| name.ends_with(&r.ending))?;
    let ordinal = n <= language.roman.ordinals_to;
    let said = if ordinal {
        language.spell(form, n)?
    } else {
        language.cardinal("counting", &n.to_string())
    };
    let stop = *dot && here.glued_mark(1) == Some('.') && here.atom(2).is_some();
    let said = format!("{article} {said}").trim_start().to_owned();
    Some(Reading::words(here, 1 + usize::from(stop), said))
}

impl Language {
    /// The number and the form of `XIXe`.
    fn suffixed(&self, word: &str) -> Option<(u64, &str)> {
        // Larger letters begin words: "Le", "Ces".
        let cut = word.find(|c: char| !matches!(c, 'I' | 'V' | 'X'))?;
        let (numeral, suffix) = word.split_at(cut);
        let form = self.roman.suffixes.get(suffix)?;
        Some((numeral::value(numeral)?, form))
    }
}
