//! Ordinals: `3.` in German, `1er` in French, `1.º` in Spanish, `5-го` in Russian.

use super::super::atoms::Here;
use super::super::classes::Reading;
use super::Language;

/// Digits that make an ordinal; a longer number before a full stop ends a sentence.
const LONGEST: usize = 3;

/// `3. Oktober`, `1er`, `2.ª`, `90-х`, `20-летний`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    dotted(language, here)
        .or_else(|| suffixed(language, here))
        .or_else(|| compound(language, here))
}

/// `18. Jahrhundert`, `3.–5. Klasse`.
fn dotted(language: &'static Language, here: Here<'_>) -> Option<Reading> {
    let n = dotted_number(language, here, 0)?;
    let form = language.ordinal_form(here, &language.ordinals.alone);
    let first = language.spell(form, n)?;
    let dash = matches!(here.glued_mark(2), Some('-' | '–')) && here.glued(3);
    if dash && let Some(last) = dotted_number(language, here, 3) {
        let last = language.spell(form, last)?;
        let said = format!("{first} {} {last}", language.numbers.to);
        return before_word(here, 5).then(|| Reading::words(here, 5, said));
    }
    before_word(here, 2).then(|| Reading::words(here, 2, first))
}

fn dotted_number(language: &Language, here: Here<'_>, k: usize) -> Option<u64> {
    let digits = here.digits(k).filter(|d| d.len() <= LONGEST)?;
    let dot = language.ordinals.dot && here.glued_mark(k + 1) == Some('.');
    dot.then(|| digits.parse().ok()).flatten()
}

/// Whether a word stands a space behind, so that the full stop ends no sentence.
fn before_word(here: Here<'_>, k: usize) -> bool {
    !here.glued(k) && here.word(k).is_some()
}

/// `1er`, `2.º`, `5-го`.
fn suffixed(language: &'static Language, here: Here<'_>) -> Option<Reading> {
    let digits = here.digits(0)?;
    let (end, form) = language.suffix_at(here, 1, digits)?;
    let said = language.spell(form, digits.parse().ok()?)?;
    Some(Reading::words(here, end, said))
}

impl Language {
    /// The ordinal suffix at `k` behind `digits`: the place behind it, and its form.
    pub(super) fn suffix_at(
        &self,
        here: Here<'_>,
        k: usize,
        digits: &str,
    ) -> Option<(usize, &str)> {
        let joint = matches!(here.glued_mark(k), Some('.' | '-' | '‑'));
        let at = k + usize::from(joint);
        let atom = here.atom(at).filter(|atom| atom.glued)?;
        let key = atom.text.to_lowercase();
        let next = here.word(at + 1).unwrap_or_default();
        let fits = |(suffix, ending, _): &&(String, String, String)| {
            *suffix == key && next.len() > 2 * ending.len() && next.ends_with(ending.as_str())
        };
        let agreeing = self.ordinals.agreeing.iter().find(fits);
        let agreeing = agreeing.map(|(_, _, form)| form);
        let ten = digits.len() > 1 && digits.ends_with('0');
        let form = ten.then(|| self.ordinals.tens.get(&key)).flatten();
        let form = agreeing
            .or(form)
            .or_else(|| self.ordinals.suffixes.get(&key))?;
        // A degree sign is one in "5° piano" and none in "20° a Roma" or "5 °C".
        let noun = here
            .word(at + 1)
            .is_some_and(|word| word.chars().count() > 3);
        let degrees = key == "°" && (here.glued(at + 1) || !noun);
        (!degrees).then_some((at + 1, form.as_str()))
    }

    /// The form of an ordinal that the one or two words before `here` ask for.
    pub(super) fn ordinal_form<'l>(&'l self, here: Here<'_>, alone: &'l str) -> &'l str {
        let word = |n| here.back(n).map(|atom| atom.text.to_lowercase());
        let Some(before) = word(1) else {
            return alone;
        };
        let two = word(2).map(|earlier| format!("{earlier} {before}"));
        let after = &self.ordinals.after;
        let form = two
            .and_then(|two| after.get(&two))
            .or_else(|| after.get(&before));
        form.map_or(alone, String::as_str)
    }
}

/// `20-летний`, `5-jährig`: the number is joined to the word; a hyphen stays before a noun.
fn compound(language: &'static Language, here: Here<'_>) -> Option<Reading> {
    // Compounds are said of years, per cents and storeys, not of thousands.
    const MOST: u64 = 1000;
    let n = here.digits(0)?.parse().ok().filter(|n| *n < MOST)?;
    let hyphen = matches!(here.glued_mark(1), Some('-' | '‑')) && here.glued(2);
    let word = here.word(2).filter(|_| hyphen)?;
    let said = language.spell(&language.ordinals.compound, n)?;
    let joint = if word.starts_with(char::is_lowercase) {
        ""
    } else {
        "-"
    };
    Some(Reading::words(here, 3, format!("{said}{joint}{word}")))
}
