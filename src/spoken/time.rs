//! Times of day: `9am`, `9:30 a.m.`, `14:05`.

use super::atoms::Here;
use super::classes::Reading;
use super::numbers;

/// `9am`, `9.30pm`, `9:30 a.m.`, `14:05`, `12:00:30`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let hour: u64 = short(here.digits(0)?, 24)?;
    let (mut atoms, minute) = minutes(here);
    let half = half_of_day(here, atoms);
    if half.is_none() && here.glued_mark(1) != Some(':') || minute.is_none() && half.is_none() {
        return None;
    }
    let mut said = clock(hour, minute, half.is_some());
    if let Some((more, letters)) = half {
        atoms += more;
        said = format!("{said} {letters}");
    }
    Some(Reading::words(here, atoms, said))
}

fn short(digits: &str, limit: u64) -> Option<u64> {
    let value = digits.parse().ok()?;
    (digits.len() <= 2 && value < limit).then_some(value)
}

/// The atoms up to the end of the minutes, and the minutes.
fn minutes(here: Here<'_>) -> (usize, Option<u64>) {
    let minute = here
        .digits(2)
        .filter(|d| d.len() == 2 && here.glued(2))
        .and_then(|d| short(d, 60));
    match here.glued_mark(1) {
        Some(':' | '.') if minute.is_some() => (3, minute),
        _ => (1, None),
    }
}

/// `am`, `p.m.`, `PM`: the atoms it takes and what is said.
///
/// The last full stop of `p.m.` stays where the sentence ends with it.
fn half_of_day(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let word = here.word(k)?.to_ascii_lowercase();
    match word.as_str() {
        "am" => return Some((1, "a.m.")),
        "pm" => return Some((1, "p.m.")),
        _ => {}
    }
    let dotted = here.glued_mark(k + 1) == Some('.')
        && here.glued(k + 2)
        && here
            .word(k + 2)
            .is_some_and(|m| m.eq_ignore_ascii_case("m"));
    if !dotted {
        return None;
    }
    let ends = here.glued_mark(k + 3) == Some('.') && here.atom(k + 4).is_some();
    let atoms = 3 + usize::from(ends);
    match word.as_str() {
        "a" => Some((atoms, if ends { "a.m." } else { "a.m" })),
        "p" => Some((atoms, if ends { "p.m." } else { "p.m" })),
        _ => None,
    }
}

fn clock(hour: u64, minute: Option<u64>, twelve: bool) -> String {
    let hours = numbers::cardinal(hour);
    match minute {
        None => hours,
        Some(0) if twelve => hours,
        Some(0) if (1..13).contains(&hour) => format!("{hours} o'clock"),
        Some(0) => format!("{hours} hundred"),
        Some(minute) => format!("{hours} {}", numbers::short_year(minute)),
    }
}
