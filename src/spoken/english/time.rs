//! Times of day and durations: `9am`, `9:30 a.m.`, `14:05`, `9–11am`, `1h 20m`, `2:03.5`.

use super::abbreviation;
use super::amount::{dash, spaced_dash};
use super::atoms::Here;
use super::capitals;
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::quantity::{Quantity, glued_digits};
use super::unit;

/// A time of day from some place on.
struct Clock {
    end: usize,
    said: String,
    /// Whether am or pm stands behind it.
    half: bool,
    /// Whether minutes are written.
    minutes: bool,
}

/// `9am`, `9.30pm`, `9:30 a.m.`, `14:05`, `12:00:30`, `9:30–10:15am`, `9-5pm`, `17h30`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let row = duration(here)
        .or_else(|| race(here))
        .or_else(|| four_digits(here));
    if let Some(row) = row.or_else(|| from_noon(here)) {
        return Some(row);
    }
    if here.tied() {
        return None;
    }
    let low = clock(here, 0)?;
    let wide = spaced_dash(here, low.end).filter(|_| sure(&low));
    let high = dash(here, low.end).or(wide);
    let high = high.and_then(|at| clock(here, at).or_else(|| noon(here, at)));
    if let Some(high) = high.filter(|high| sure(&low) || high.half)
        && (sure(&high) || low.half)
    {
        let said = format!("{} to {}", low.said, high.said);
        return Some(in_zone(here, high.end, said));
    }
    sure(&low).then(|| in_zone(here, low.end, low.said))
}

/// The time `said` that ends at `k`, with its zone in small letters, `10 a.m. est`, or the
/// hours that it is given in: `14:30h`.
fn in_zone(here: Here<'_>, k: usize, said: String) -> Reading {
    let hours = here.word(k).filter(|w| matches!(*w, "h" | "hrs" | "hr"));
    if hours.is_some() && (!here.glued(k + 1) || here.mark(k + 1).is_some()) {
        return Reading::words(here, k + 1, format!("{said} hours"));
    }
    let ends = !here.glued(k + 1) || here.mark(k + 1).is_some();
    let zone = here
        .word(k)
        .filter(|w| ends && lists::has("zone_letters", w));
    match zone {
        Some(zone) => {
            let letters = capitals::spelled(&zone.to_uppercase());
            Reading::words(here, k + 1, format!("{said} {letters}"))
        }
        None => Reading::words(here, k, said),
    }
}

/// `noon–2pm`
fn from_noon(here: Here<'_>) -> Option<Reading> {
    let low = noon(here, 0).filter(|_| !here.glued(0))?;
    let high = clock(here, dash(here, low.end)?).filter(sure)?;
    let said = format!("{} to {}", low.said, high.said);
    Some(in_zone(here, high.end, said))
}

/// Noon or midnight in a word at `k`.
fn noon(here: Here<'_>, k: usize) -> Option<Clock> {
    let word = here.word(k)?;
    let known = lists::has("clock_followers", &word.to_lowercase());
    known.then(|| Clock {
        end: k + 1,
        said: word.to_owned(),
        half: true,
        minutes: false,
    })
}

fn sure(clock: &Clock) -> bool {
    clock.half || clock.minutes
}

/// The time at `k`; a bare hour too, which only its neighbours make a time.
fn clock(here: Here<'_>, k: usize) -> Option<Clock> {
    let hour = short(here.digits(k)?, 25)?;
    let (mut end, minute, mark) = minutes(here, k);
    let seconds = seconds(here, end).filter(|_| mark == ':');
    if seconds.is_some() {
        end += 2;
    }
    let half = half_of_day(here, end);
    let time = half_behind_dash(here, end) || british_dot(here, k, end);
    let dotted = mark == '.' && half.is_none() && !time;
    if dotted || end == k + 1 && half.is_none() && hour > 12 {
        return None;
    }
    // "12:00 noon" says it all.
    let named = here
        .word(end)
        .is_some_and(|w| lists::has("clock_followers", &w.to_lowercase()));
    let full = full_hour(here, end);
    let mut said = of_day(hour, minute, half.is_some() || named, full);
    if let Some(seconds) = seconds {
        let words = numbers::cardinal(seconds);
        said = with_seconds(hour, minute.unwrap_or_default(), &words, seconds == 1);
    }
    if let Some((atoms, letters)) = half {
        end += atoms;
        said = format!("{said} {letters}");
    }
    Some(Clock {
        end,
        said,
        half: half.is_some(),
        minutes: minute.is_some(),
    })
}

fn short(digits: &str, limit: u64) -> Option<u64> {
    let value = digits.parse().ok()?;
    (digits.len() <= 2 && value < limit).then_some(value)
}

/// The place behind the minutes of the hour at `k`, the minutes, and the mark before them.
fn minutes(here: Here<'_>, k: usize) -> (usize, Option<u64>, char) {
    let minute = here
        .digits(k + 2)
        .filter(|d| d.len() == 2 && here.glued(k + 2))
        .and_then(|d| short(d, 60));
    let french = here
        .word(k + 1)
        .is_some_and(|w| w == "h" && here.glued(k + 1));
    match here.glued_mark(k + 1) {
        Some(mark @ (':' | '.' | '：' | '∶')) if minute.is_some() => {
            (k + 3, minute, if mark == '.' { '.' } else { ':' })
        }
        None if french && minute.is_some() => (k + 3, minute, 'h'),
        _ => (k + 1, None, ' '),
    }
}

/// Whether a time with am or pm stands behind the dash at `k`: `12.30–2pm`.
fn half_behind_dash(here: Here<'_>, k: usize) -> bool {
    dash(here, k).is_some_and(|at| {
        let (end, ..) = minutes(here, at);
        here.digits(at).is_some() && half_of_day(here, end).is_some()
    })
}

/// Whether `7.30` that ends at `end` is a time, as the British write it: "at 7.30 on Monday".
fn british_dot(here: Here<'_>, k: usize, end: usize) -> bool {
    let at = k == 0 && here.word_before() == "at";
    let counted = here.glued(end)
        && here
            .mark(end)
            .is_none_or(|c| c == '%' || c == '.' && here.glued(end + 1));
    let measured =
        unit::at(here, end, true).is_some() || here.word(end).is_some_and(lists::is_plural);
    let magnitude = here
        .word(end)
        .is_some_and(|w| w.ends_with("illion") || w.starts_with("per"));
    here.style().british && at && !counted && !measured && !magnitude
}

/// The seconds at `k`, with their colon.
fn seconds(here: Here<'_>, k: usize) -> Option<u64> {
    let digits = glued_digits(here, k, ':').filter(|d| d.len() == 2)?;
    short(digits, 60)
}

/// `am`, `p.m.`, `PM`: the atoms it takes and what is said.
///
/// The last full stop of `p.m.` stays where the sentence ends with it.
fn half_of_day(here: Here<'_>, k: usize) -> Option<(usize, &'static str)> {
    let (first, rest) = here.word(k)?.split_at_checked(1)?;
    let said = match first {
        "a" | "A" => "A M",
        "p" | "P" => "P M",
        _ => return None,
    };
    if rest.eq_ignore_ascii_case("m") {
        return Some((1, said));
    }
    let dotted = rest.is_empty()
        && here.glued_mark(k + 1) == Some('.')
        && here
            .word(k + 2)
            .is_some_and(|m| m.eq_ignore_ascii_case("m"));
    let stop = here.glued_mark(k + 3) == Some('.') && !abbreviation::ends_sentence(here, k + 4);
    dotted.then_some((3 + usize::from(stop), said))
}

/// What is said behind the whole hours after noon, which end at `k`.
fn full_hour(here: Here<'_>, k: usize) -> &'static str {
    let next = here.word(k).unwrap_or_default().to_lowercase();
    let official = lists::has("zone_letters", &next) || next.starts_with('h');
    // Where nobody knows the place, the hundreds of the army are not expected.
    if here.style().is_placeless() && !official {
        "o'clock"
    } else {
        "hundred"
    }
}

/// The words of a time of day; `full` is what is said behind whole hours after noon.
fn of_day(hour: u64, minute: Option<u64>, twelve: bool, full: &str) -> String {
    let hours = numbers::cardinal(hour);
    match minute {
        None => hours,
        Some(0) if twelve => hours,
        Some(0) if (1..13).contains(&hour) => format!("{hours} o'clock"),
        Some(0) if hour == 0 => "midnight".to_owned(),
        Some(0) => format!("{hours} {full}"),
        Some(minute) => format!("{hours} {}", numbers::short_year(minute)),
    }
}

/// Hours, minutes and seconds by their names: three numbers in a row are hard to follow.
fn with_seconds(hour: u64, minute: u64, second: &str, one: bool) -> String {
    let named = |n: u64, unit: &str| {
        let plural = if n == 1 { "" } else { "s" };
        format!("{} {unit}{plural}", numbers::cardinal(n))
    };
    let plural = if one { "" } else { "s" };
    format!(
        "{} {} and {second} second{plural}",
        named(hour, "hour"),
        named(minute, "minute")
    )
}

/// `2:03.5`, `59:34.12`, `1:59:40.2`: the time of a race.
fn race(here: Here<'_>) -> Option<Reading> {
    let minutes = here.digits(0).filter(|d| d.len() <= 2)?;
    let seconds = glued_digits(here, 1, ':').and_then(|d| short(d, 60).filter(|_| d.len() == 2))?;
    if let Some(last) = glued_digits(here, 3, ':').and_then(|d| short(d, 60)) {
        let hours = minutes.parse().ok()?;
        let seconds_said = numbers::cardinal(last);
        if let Some(fraction) = glued_digits(here, 5, '.') {
            let last = point(&seconds_said, fraction);
            let said = with_seconds(hours, seconds, &last, false);
            return Some(Reading::words(here, 7, said));
        }
        // No clock shows so many hours.
        let said = with_seconds(hours, seconds, &seconds_said, last == 1);
        return (hours > 24).then(|| Reading::words(here, 5, said));
    }
    let fraction = glued_digits(here, 3, '.')?;
    let said = numbers::cardinal_of(minutes);
    let last = point(&numbers::short_year(seconds), fraction);
    Some(Reading::words(here, 5, format!("{said} {last}")))
}

fn point(whole: &str, fraction: &str) -> String {
    format!("{whole} point {}", numbers::each_digit(fraction))
}

/// `0530 hours`, `0600 GMT`: hours and minutes in four digits.
fn four_digits(here: Here<'_>) -> Option<Reading> {
    let digits = here.digits(0).filter(|d| d.len() == 4 && !here.glued(1))?;
    let behind = here
        .word(1)
        .filter(|w| matches!(*w, "hours" | "hrs" | "GMT" | "UTC"))?;
    let before = here.word_before();
    let dated = matches!(
        before.as_str(),
        "at" | "by" | "until" | "from" | "to" | "around"
    );
    if !dated && !digits.starts_with('0') && behind.starts_with('h') {
        return None;
    }
    let (hour, minute) = (short(&digits[..2], 24)?, short(&digits[2..], 60)?);
    let zero = if digits.starts_with('0') && hour > 0 {
        "zero "
    } else {
        ""
    };
    let minutes = if minute == 0 {
        "hundred".to_owned()
    } else {
        numbers::short_year(minute)
    };
    Some(Reading::words(
        here,
        1,
        format!("{zero}{} {minutes}", numbers::cardinal(hour)),
    ))
}

/// `1h 20m`, `2h 5min 3s`, `5m30s`: two parts or more, each smaller than the one before.
fn duration(here: Here<'_>) -> Option<Reading> {
    let mut said: Vec<String> = vec![];
    let (mut end, mut last) = (0, 4);
    while let Some((behind, rank, words)) = part(here, end).filter(|p| p.1 < last) {
        said.push(words);
        (end, last) = (behind, rank);
    }
    (said.len() > 1).then(|| Reading::words(here, end, said.join(" ")))
}

/// A part of a duration at `k`: the place behind it, its rank, its words.
fn part(here: Here<'_>, k: usize) -> Option<(usize, u8, String)> {
    let number = Quantity::at(here, k)?;
    let at = k + number.atoms;
    let (rank, name) = match here.word(at)? {
        "d" => (3, "day"),
        "h" | "hr" | "hrs" => (2, "hour"),
        "m" | "min" | "mins" => (1, "minute"),
        "s" | "sec" | "secs" => (0, "second"),
        _ => return None,
    };
    let plural = if number.is_one() { "" } else { "s" };
    Some((at + 1, rank, format!("{} {name}{plural}", number.said())))
}
