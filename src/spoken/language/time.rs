//! Times of day: `14:05`, `14h30`, `20.15 Uhr`.

use super::super::atoms::Here;
use super::super::classes::Reading;
use super::noun::Noun;
use super::{Clock, Language};

/// `14:05`, `14:05:30`, `14h30`, `14 h 30`, `20.15 Uhr`, `ore 20.15`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let clock = &language.clock;
    let hour = two_digits(here, 0, 25)?;
    let minute =
        two_digits(here, 2, 60).filter(|_| here.digits(2).is_some_and(|d| d.len() == 2))?;
    let word = |k| {
        usize::from(
            here.word(k)
                .is_some_and(|word| clock.words.iter().any(|w| w == word)),
        )
    };
    let by_mark = here.glued(1) && here.glued(2) && has_mark(clock, here);
    let by_letter = here
        .word(1)
        .is_some_and(|l| clock.letters.iter().any(|c| c == l));
    let by_dot = here.glued_mark(1) == Some('.') && here.glued(2) && {
        let before = here.before().map(|atom| atom.text.to_lowercase());
        word(3) > 0 || before.is_some_and(|before| clock.before.contains(&before))
    };
    if !by_mark && !by_letter && !by_dot {
        return None;
    }
    let mut at = 3;
    let second = two_digits(here, 4, 60).filter(|_| by_mark && here.glued_mark(3) == here.mark(1));
    at += if second.is_some() { 2 } else { 0 };
    if here.glued(at)
        && here.glued_mark(at) == here.mark(1)
        && here.digits(at + 1).is_some()
        && here.glued(at + 1)
    {
        return None;
    }
    let said = said(language, hour, minute, second);
    Some(Reading::words(here, at + word(at), said))
}

fn has_mark(clock: &Clock, here: Here<'_>) -> bool {
    here.mark(1).is_some_and(|mark| clock.marks.contains(&mark))
}

fn two_digits(here: Here<'_>, k: usize, limit: u64) -> Option<u64> {
    let digits = here.digits(k).filter(|d| d.len() <= 2)?;
    digits.parse().ok().filter(|n| *n < limit)
}

fn said(language: &Language, hour: u64, minute: u64, second: Option<u64>) -> String {
    let clock = &language.clock;
    let number = |noun: &Noun, n: u64| language.cardinal(noun.gender.form(), &n.to_string());
    let pattern = match minute {
        0 => &clock.sharp,
        1..10 => &clock.small,
        _ => &clock.full,
    };
    let said = pattern
        .replace("{h}", &number(&clock.hour, hour))
        .replace("{hours}", clock.hour.form(language.plural.of(hour)))
        .replace("{m}", &language.cardinal("counting", &minute.to_string()));
    match second {
        Some(second) => format!(
            "{said} {} {} {}",
            clock.and,
            number(&clock.second, second),
            clock.second.form(language.plural.of(second))
        ),
        None => said,
    }
}
