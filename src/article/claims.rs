//! Claims: who wrote the article and when, and the lines of a page that only say so.

use dom_query::Document;

use super::fold::{essence, fold, is_sayable};
use super::linked_data::LinkedData;
use super::metadata::meta;

/// Bytes of the longest name of an author; what is longer is a biography.
const LONGEST_NAME: usize = 150;

/// What a page claims of its article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Claims {
    /// The authors' names, separated by commas.
    pub(super) author: Option<String>,
    /// When it was published, in the form of ISO 8601.
    pub(super) published: Option<String>,
}

impl Claims {
    /// What `page` claims, whose linked data are `data`.
    pub(super) fn of(page: &Document, data: &LinkedData) -> Self {
        let meta = |attribute, value| meta(page, attribute, value).map(|(value, _)| value);
        let names: Vec<String> = data
            .authors
            .iter()
            .filter_map(|name| author(name))
            .collect();
        let stated = (!names.is_empty()).then(|| names.join(", "));
        let published = (data.published.as_deref().and_then(date))
            .or_else(|| date(&meta("property", "article:published_time")?))
            .or_else(|| date(&meta("itemprop", "datePublished")?))
            .or_else(|| date(&meta("name", "date")?))
            .or_else(|| first_time(page));
        Self {
            author: stated
                .or_else(|| author(&meta("name", "author")?))
                .or_else(|| author(&meta("property", "article:author")?))
                .or_else(|| author(&meta("name", "parsely-author")?)),
            published,
        }
    }

    /// Whether the line `text` says nothing but the authors' names, with a word or two around them.
    pub(super) fn is_byline(&self, text: &str) -> bool {
        // "By", "Von", "Words by", "and", "Staff writer".
        const WORDS_AROUND: usize = 3;
        // Every line is compared word by word: no page may name a thousand authors.
        const LONGEST: usize = 200;
        let names = self.author.as_deref().unwrap_or_default();
        if names.is_empty() || names.len() > LONGEST || text.len() > names.len() + 60 {
            return false;
        }
        let (line, names) = (essence(text), essence(names));
        let known: Vec<&str> = names.split(' ').collect();
        let other = line.split(' ').filter(|word| !known.contains(word)).count();
        let has = known
            .iter()
            .filter(|word| line.split(' ').any(|other| other == **word));
        // Of two authors, each may have a line; a name has two words.
        other <= WORDS_AROUND
            && has.count() >= known.len().min(2)
            && !text.ends_with(['.', '?', '!'])
    }
}

/// The name in `stated`, where it is one: pages write addresses there, too.
pub(super) fn author(stated: &str) -> Option<String> {
    let name = fold(stated);
    let name = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| name.strip_prefix(by))
        .unwrap_or(&name);
    let is_name = is_sayable(name)
        && name.len() <= LONGEST_NAME
        && !name.contains("://")
        && !name.starts_with("www.");
    is_name.then(|| name.to_owned())
}

/// The date in `stated`, where it has the form of ISO 8601 and could be one.
pub(super) fn date(stated: &str) -> Option<String> {
    let stated = stated.trim();
    let (day, time) = stated.split_at_checked(10).unwrap_or((stated, ""));
    let mut parts = day.split('-');
    let mut number = |width: usize| {
        let part = parts.next()?;
        let is_number = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse::<u16>().ok()).flatten()
    };
    let (year, month, day_of_month) = (number(4)?, number(2)?, number(2)?);
    let is_day = (1000..=2999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day_of_month);
    let is_time = time.is_empty()
        || time.starts_with(['T', 't', ' '])
            && time.len() <= 25
            && time
                .bytes()
                .skip(1)
                .all(|b| b.is_ascii_digit() || b":.+-Zz ".contains(&b));
    (is_day && is_time).then(|| stated.to_owned())
}

/// The first date that the page marks as one.
fn first_time(page: &Document) -> Option<String> {
    // The date of an article is among the first; later ones are in comments and links.
    const FIRST: usize = 5;
    let times = page.select("time[datetime]");
    times
        .nodes()
        .iter()
        .take(FIRST)
        .find_map(|time| date(&time.attr("datetime")?))
}

/// Whether the line `text` is only a date, with the words that pages put around it.
pub(super) fn is_date(text: &str) -> bool {
    const LONGEST: usize = 80;
    const AROUND: &[&str] = &[
        "published",
        "updated",
        "posted",
        "on",
        "at",
        "last",
        "modified",
        "first",
        "am",
        "pm",
        "et",
        "edt",
        "est",
        "gmt",
        "bst",
        "utc",
        "cet",
        "cest",
        "pt",
        "pst",
        "pdt",
        "uhr",
        "um",
        "vom",
        "veröffentlicht",
        "aktualisiert",
        "stand",
        "publié",
        "le",
        "mis",
        "à",
        "jour",
        "of",
        "the",
        "st",
        "nd",
        "rd",
        "th",
        "de",
        "a",
        "p",
        "m",
        "t",
        "z",
        "h",
    ];
    const DAYS_AND_MONTHS: &[&str] = &[
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "février",
        "mars",
        "avril",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    if text.len() > LONGEST {
        return false;
    }
    let line = essence(text);
    let is_number = |word: &str| word.len() <= 8 && word.starts_with(|c: char| c.is_ascii_digit());
    let mut numbers = 0;
    let mut named = false;
    for word in line.split(' ') {
        numbers += usize::from(is_number(word));
        named |= DAYS_AND_MONTHS.contains(&word);
        if !is_number(word) && !AROUND.contains(&word) && !DAYS_AND_MONTHS.contains(&word) {
            return false;
        }
    }
    let is_written = text.bytes().filter(|b| b"./-".contains(b)).count() >= 2 && numbers >= 3;
    (named && numbers >= 2 || is_written) && !text.ends_with(['!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_form_of_iso_8601() {
        let cases = [
            ("2026-03-01", true),
            (" 2026-03-01T12:30:00+01:00 ", true),
            ("2026-03-01 12:30", true),
            ("2026-13-01", false),
            ("2026-3-1", false),
            ("March 1, 2026", false),
            ("2026-03-01Tnonsense", false),
            ("", false),
            ("2026-03-0é", false),
        ];
        for (stated, expected) in cases {
            assert_eq!(date(stated).is_some(), expected, "{stated}");
        }
    }

    #[test]
    fn authors_are_names() {
        let cases = [
            ("Jane Doe", Some("Jane Doe")),
            ("By Jane  Doe", Some("Jane Doe")),
            ("https://facebook.example/jane", None),
            (" ", None),
        ];
        for (stated, expected) in cases {
            assert_eq!(author(stated).as_deref(), expected, "{stated}");
        }
    }

    #[test]
    fn a_line_that_only_names_the_author_is_a_byline() {
        let claims = Claims {
            author: Some("Jane Doe, John Roe".into()),
            published: None,
        };
        let cases = [
            ("By Jane Doe and John Roe", true),
            ("Jane Doe", true),
            ("Von JOHN ROE", true),
            ("Jane Doe was there.", false),
            ("Jane went to the harbour with a friend of hers", false),
            ("Something else", false),
        ];
        for (line, expected) in cases {
            assert_eq!(claims.is_byline(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_date_is_found() {
        let cases = [
            ("March 1, 2026", true),
            ("Published on Mon 1st March 2026 at 10:30 am", true),
            ("14. Januar 2020, 9:21 Uhr", true),
            ("01.03.2026", true),
            ("2026", false),
            ("On 1 March it rained", false),
            ("May 5", false),
            ("In 1939 and 1940", false),
        ];
        for (line, expected) in cases {
            assert_eq!(is_date(line), expected, "{line}");
        }
    }
}
