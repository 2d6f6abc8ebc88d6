//! Telephone numbers, versions, fractions and scores.

use super::super::atoms::Here;
use super::super::classes::Reading;
use super::Language;
use super::noun::{Gender, Noun};
use super::number::{Number, glued_digits};

/// A telephone number has this many groups at most; a longer row is a table.
const MOST_GROUPS: usize = 12;

/// `+49 30 123456`, `01 23 45 67 89`, `555-123-4567`, `(030) 123-456`.
pub(super) fn telephone(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let plus = here.mark(0) == Some('+') && here.glued(1);
    let mut at = usize::from(plus);
    let first = here.digits(at)?;
    let trunk = plus || first.starts_with('0') && first.len() > 1;
    let mut groups = vec![first];
    at += 1;
    while groups.len() < MOST_GROUPS
        && let Some((end, digits)) = next_group(here, at, trunk)
    {
        groups.push(digits);
        at = end;
    }
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let years = groups.iter().all(|group| group.len() == 4);
    let regular = years || groups[1..].iter().all(|group| group.len() == 3);
    // Seven digits are the shortest number with an area, fifteen the longest of all.
    let known = (7..=15).contains(&digits) && groups.len() > 1;
    if !known || !(trunk || groups.len() > 2 && !regular && digits > 8) {
        return None;
    }
    let said: Vec<String> = groups
        .iter()
        .map(|group| group_said(language, group))
        .collect();
    let sign = if plus {
        format!("{} ", language.numbers.plus)
    } else {
        String::new()
    };
    Some(Reading::words(
        here,
        at,
        format!("{sign}{}", said.join(", ")),
    ))
}

/// The digits of the next group behind a space or a hyphen, or behind any mark of a
/// number that begins as telephone numbers do.
fn next_group(here: Here<'_>, k: usize, trunk: bool) -> Option<(usize, &str)> {
    if let Some(digits) = here.digits(k) {
        return Some((k + 1, digits));
    }
    let joint = here
        .glued_mark(k)
        .filter(|c| matches!(c, '-' | '‑') || trunk && matches!(c, '/' | '.' | '–'))?;
    glued_digits(here, k, joint).map(|digits| (k + 2, digits))
}

fn group_said(language: &Language, group: &str) -> String {
    if language.numbers.pairs && group.len() == 2 {
        return language.cardinal("counting", group);
    }
    language.each_digit(group)
}

/// `1.2.3`, `3.5` where the dot is no decimal mark.
pub(super) fn version(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    if Number::at(language, here, 0).is_some_and(|number| number.grouped) {
        return None;
    }
    let mut said = language.cardinal("counting", here.digits(0)?);
    let mut atoms = 1;
    while let Some(digits) = glued_digits(here, atoms, '.') {
        for word in [
            &language.numbers.dot,
            &language.cardinal("counting", digits),
        ] {
            said.push(' ');
            said.push_str(word);
        }
        atoms += 2;
    }
    (atoms > 1).then(|| Reading::words(here, atoms, said))
}

/// `½`, `3½`, `3/4`, `24/7`, `7/12`.
pub(super) fn fraction(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let fractions = &language.fractions;
    let sign = |k: usize| {
        let key = here.atom(k).filter(|_| here.mark(k).is_some())?;
        fractions.signs.get(key.text)
    };
    if let Some((alone, _)) = sign(0) {
        return Some(Reading::words(here, 1, alone.as_str()));
    }
    let number = Number::at(language, here, 0)?;
    let at = number.atoms;
    if let Some((_, behind)) = sign(at).filter(|_| here.glued(at)) {
        let whole = number.said(language, Gender::Masculine, false);
        return Some(Reading::words(here, at + 1, behind.replace("{n}", &whole)));
    }
    let low = number.whole.as_str();
    let high = glued_digits(here, at, '/')?;
    if at > 1 || glued_digits(here, 3, '/').is_some() {
        return None;
    }
    if let Some((alone, _)) = fractions.signs.get(&format!("{low}/{high}")) {
        return Some(Reading::words(here, 3, alone.as_str()));
    }
    let said = parts(language, low, high).unwrap_or_else(|| slashed(language, &number, high));
    Some(Reading::words(here, 3, said))
}

/// "zwei Fünftel".
fn parts(language: &Language, low: &str, high: &str) -> Option<String> {
    let (few, many): (u64, usize) = (low.parse().ok()?, high.parse().ok()?);
    let part: &Noun = language.fractions.parts.get(many.checked_sub(3)?)?;
    let said = language.cardinal(part.gender.form(), low);
    (few > 0 && few < many as u64).then(|| format!("{said} {}", part.form(language.plural.of(few))))
}

/// Two numbers with a slash that is no fraction; a season of two years has none.
fn slashed(language: &Language, low: &Number, high: &str) -> String {
    let season = low.year().is_some() && high.len() == 2;
    let first = match low.year() {
        Some(year) => language.year(year),
        None => language.cardinal("counting", &low.whole),
    };
    let last = language.cardinal("counting", high);
    if season {
        format!("{first} {last}")
    } else {
        format!("{first} {} {last}", language.fractions.slash)
    }
}

/// `3:1`, `16:9`.
pub(super) fn ratio(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let high = glued_digits(here, 1, ':')?;
    let said = format!(
        "{} {} {}",
        language.cardinal("counting", here.digits(0)?),
        language.numbers.against,
        language.cardinal("counting", high)
    );
    glued_digits(here, 3, ':')
        .is_none()
        .then(|| Reading::words(here, 3, said))
}
