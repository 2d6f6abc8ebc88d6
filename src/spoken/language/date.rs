//! Dates, years and decades.

use super::super::atoms::Here;
use super::super::classes::Reading;
use super::Language;
use super::number::{Number, glued_digits};

/// A day, a month from 1 on, and a year.
struct Date {
    day: u64,
    month: u64,
    year: Option<u64>,
}

/// `2024-05-03`, `3.5.2024`, `03/05/24`, `3. Mai 2024`, `1er janvier`, `3 de mayo de 2024`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    iso(language, here)
        .or_else(|| numeric(language, here))
        .or_else(|| short(language, here))
        .or_else(|| textual(language, here))
}

/// `2024-05-03`.
fn iso(language: &'static Language, here: Here<'_>) -> Option<Reading> {
    let year = here.digits(0).filter(|d| d.len() == 4)?;
    let month = glued_digits(here, 1, '-').filter(|d| d.len() == 2)?;
    let day = glued_digits(here, 3, '-').filter(|d| d.len() == 2)?;
    let date = Date::of(day, month, year.parse().ok())?;
    finished(here, 5, '-').then(|| date.reading(language, here, 5))
}

/// `3.5.2024`, `03/05/24`: the day first.
fn numeric(language: &'static Language, here: Here<'_>) -> Option<Reading> {
    let mark = here
        .glued_mark(1)
        .filter(|m| language.dates.marks.contains(m))?;
    let year = glued_digits(here, 3, mark)?;
    let date = Date::of(
        here.digits(0)?,
        glued_digits(here, 1, mark)?,
        full_year(year),
    )?;
    (date.year.is_some() && finished(here, 5, mark)).then(|| date.reading(language, here, 5))
}

/// `3.5.`, where full stops make ordinals and the sentence goes on.
fn short(language: &'static Language, here: Here<'_>) -> Option<Reading> {
    let dotted = language.ordinals.dot && here.glued_mark(3) == Some('.') && !here.glued(4);
    let date = Date::of(here.digits(0)?, glued_digits(here, 1, '.')?, None)?;
    (dotted && here.atom(4).is_some()).then(|| date.reading(language, here, 4))
}

/// Whether the numbers end at `k`, so that they are no longer serial number.
fn finished(here: Here<'_>, k: usize, mark: char) -> bool {
    glued_digits(here, k, mark).is_none() && !(here.glued(k) && here.word(k).is_some())
}

/// The year of two or four digits; two are of the last fifty years or the next.
fn full_year(digits: &str) -> Option<u64> {
    let n: u64 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(n),
        2 if n < 50 => Some(2000 + n),
        2 => Some(1900 + n),
        _ => None,
    }
}

/// `3. Mai 2024`, `1er janvier`, `3 de mayo de 2024`, `3 мая 2024 г.`
fn textual(language: &'static Language, here: Here<'_>) -> Option<Reading> {
    let digits = here.digits(0)?;
    let dot = language.ordinals.dot && here.glued_mark(1) == Some('.');
    let suffix = language.suffix_at(here, 1, digits).map(|(end, _)| end);
    let mut at = suffix.unwrap_or(1 + usize::from(dot));
    at += linked(language, here, at);
    let (atoms, month) = language.dates.months.number_at(here, at)?;
    at += atoms;
    let behind = at + linked(language, here, at);
    let year = Number::at(language, here, behind).and_then(|number| number.year());
    let date = Date::of(digits, &(month + 1).to_string(), year)?;
    if year.is_some() {
        at = behind + 1;
        at += language.year_word_at(here, at).unwrap_or_default();
    }
    Some(date.reading(language, here, at))
}

/// The atoms of the word between the parts of a date at `k`: 1 or none.
fn linked(language: &Language, here: Here<'_>, k: usize) -> usize {
    usize::from(here.word(k).is_some_and(|word| word == language.dates.link))
}

impl Date {
    fn of(day: &str, month: &str, year: Option<u64>) -> Option<Self> {
        let within = |digits: &str, most: u64| {
            let n = digits.parse().ok().filter(|n| (1..=most).contains(n));
            n.filter(|_| digits.len() <= 2)
        };
        Some(Self {
            day: within(day, 31)?,
            month: within(month, 12)?,
            year,
        })
    }

    fn reading(&self, language: &'static Language, here: Here<'_>, atoms: usize) -> Reading {
        let dates = &language.dates;
        let form = match self.day {
            _ if language.ordinals.dot => language.ordinal_form(here, &language.ordinals.month),
            1 => &dates.first,
            _ => &dates.day,
        };
        let month = dates.months.get(self.month as usize - 1);
        let mut parts = vec![
            language.spell(form, self.day).unwrap_or_default(),
            month.map_or_else(String::new, |month| month.said.clone()),
        ];
        parts.extend(self.year.map(|year| language.dated_year(year)));
        let link = match dates.link.as_str() {
            "" => " ".to_owned(),
            link => format!(" {link} "),
        };
        Reading::words(here, atoms, parts.join(&link))
    }
}

/// A year with its word or behind a month: `2024 году`, `1941–1945 гг.`, `май 2024`.
pub(super) fn year(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let year = Number::at(language, here, 0)?.year()?;
    if let Some((end, last)) = last_year(language, here) {
        let (atoms, word) = language.year_word(here, end)?;
        let spell = |year| language.spell(&word.form, year);
        let to = &language.numbers.to;
        let said = format!("{} {to} {} {}", spell(year)?, spell(last)?, word.said);
        return Some(Reading::words(here, end + atoms, said));
    }
    if let Some((atoms, word)) = language.year_word(here, 1) {
        let said = format!("{} {}", language.spell(&word.form, year)?, word.said);
        return Some(Reading::words(here, 1 + atoms, said));
    }
    let before = here.before()?.text.to_lowercase();
    let dated = language.dates.month_names.contains(&before);
    dated.then(|| Reading::words(here, 1, language.dated_year(year)))
}

/// A year by itself, where the language says it otherwise than a number: `1984`.
pub(super) fn bare_year(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let year = Number::at(language, here, 0)?.year()?;
    let known = language.forms.contains_key("year");
    let range = last_year(language, here).is_some() || here.glued(1) && here.glued(2);
    (known && !range).then(|| Reading::words(here, 1, language.year(year)))
}

/// The last year of `1941–1945` and the place behind it.
fn last_year(language: &Language, here: Here<'_>) -> Option<(usize, u64)> {
    let dash = here
        .glued_mark(1)
        .filter(|c| matches!(c, '-' | '–' | '—'))?;
    glued_digits(here, 1, dash)?;
    Some((3, Number::at(language, here, 2)?.year()?))
}

impl Language {
    /// The words of the year of a date.
    fn dated_year(&self, year: u64) -> String {
        let said = self.spell(&self.dates.year, year);
        let said = said.unwrap_or_else(|| self.year(year));
        format!("{said} {}", self.dates.year_word)
            .trim_end()
            .to_owned()
    }

    /// The word for "year" at `k`, in the form that the word before the number asks for.
    fn year_word(&self, here: Here<'_>, k: usize) -> Option<(usize, &super::YearWord)> {
        let before = here.before().map(|atom| atom.text.to_lowercase());
        let before = before.unwrap_or_default();
        let fits = |word: &&super::YearWord| word.after.is_empty() || word.after.contains(&before);
        self.dates.years.iter().filter(fits).find_map(|word| {
            let atoms = word
                .written
                .iter()
                .find_map(|form| matches(here, k, form))?;
            Some((atoms, word))
        })
    }

    fn year_word_at(&self, here: Here<'_>, k: usize) -> Option<usize> {
        let written = self.dates.years.iter().flat_map(|word| &word.written);
        written.into_iter().find_map(|form| matches(here, k, form))
    }
}

/// The atoms at `k` where `form`, a word with or without a full stop, stands there.
fn matches(here: Here<'_>, k: usize, form: &str) -> Option<usize> {
    let (word, dotted) = match form.strip_suffix('.') {
        Some(word) => (word, true),
        None => (form, false),
    };
    if here.word(k)? != word || dotted && here.glued_mark(k + 1) != Some('.') {
        return None;
    }
    let stops = dotted && here.atom(k + 2).is_none();
    Some(1 + usize::from(dotted && !stops))
}

/// `1990er`, `90er-Jahre`.
pub(super) fn decade(here: Here<'_>) -> Option<Reading> {
    let language = super::of(here)?;
    let digits = here.digits(0).filter(|d| d.ends_with('0'))?;
    let hyphen = usize::from(matches!(here.glued_mark(1), Some('-' | '‑')));
    let suffix = here.word(1 + hyphen).filter(|_| here.glued(1 + hyphen))?;
    let ending = language.dates.decades.get(suffix)?;
    let year = digits.len() == 4;
    let said = language.cardinal(if year { "year" } else { "counting" }, digits);
    Some(Reading::words(here, 2 + hyphen, format!("{said}{ending}")))
}
