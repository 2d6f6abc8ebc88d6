//! Amounts: money, percentages, measures, ranges and plain numbers are written alike.

use super::super::atoms::Here;
use super::super::classes::Reading;
use super::noun::{Count, Gender, Noun};
use super::number::Number;
use super::{Currency, Language, Magnitude};

/// What an amount is an amount of.
enum Thing {
    Nothing,
    Percent(&'static Noun),
    Unit(&'static Noun),
    Money(&'static Currency),
}

/// A number, or the two ends of a range, with what stands before and behind it.
struct Amount {
    language: &'static Language,
    atoms: usize,
    sign: &'static str,
    low: Number,
    high: Option<Number>,
    magnitude: Option<&'static Magnitude>,
    thing: Thing,
    /// Whether the word before wants the genitive.
    genitive: bool,
    /// The gender of the word behind, for a number that stands by itself.
    gender: Gender,
}

/// `3,50 €`, `R$ 10 milhões`, `5–10 Mio. Euro`, `-5 $`.
pub(super) fn money(here: Here<'_>) -> Option<Reading> {
    reading(here, |amount| matches!(amount.thing, Thing::Money(_)))
}

/// `5 %`, `5–10 %`.
pub(super) fn percent(here: Here<'_>) -> Option<Reading> {
    reading(here, |amount| matches!(amount.thing, Thing::Percent(_)))
}

/// `5 km/h`, `25 °C`.
pub(super) fn measure(here: Here<'_>) -> Option<Reading> {
    reading(here, |amount| matches!(amount.thing, Thing::Unit(_)))
}

/// `5–10`, `1939–1945`.
pub(super) fn range(here: Here<'_>) -> Option<Reading> {
    reading(here, |amount| amount.high.is_some())
}

/// `5`, `1.234`, `3,5 Mio.`
pub(super) fn number(here: Here<'_>) -> Option<Reading> {
    reading(here, |_| true)
}

fn reading(here: Here<'_>, wanted: impl Fn(&Amount) -> bool) -> Option<Reading> {
    let amount = Amount::at(here).filter(wanted)?;
    Some(Reading::words(here, amount.atoms, amount.said()))
}

impl Amount {
    fn at(here: Here<'_>) -> Option<Self> {
        let language = super::of(here)?;
        let mut at = 0;
        let sign = sign(language, here);
        at += usize::from(!sign.is_empty());
        let prefix = prefix(language, here, at);
        at += prefix.map_or(0, |(atoms, _)| atoms);
        let low = Number::at(language, here, at)?;
        at += low.atoms;
        let high = high_end(language, here, at, prefix.is_some());
        at = high.as_ref().map_or(at, |(end, _)| *end);
        let (magnitude, thing, end) = behind(language, here, at, prefix.map(|(_, c)| c));
        let gender = language.gender_at(here, end, high.as_ref().map_or(&low, |(_, high)| high));
        Some(Self {
            language,
            atoms: end,
            sign,
            low,
            high: high.map(|(_, number)| number),
            magnitude,
            thing,
            genitive: language.wants_genitive(here),
            gender,
        })
    }

    /// The number that the noun agrees with.
    fn last(&self) -> &Number {
        self.high.as_ref().unwrap_or(&self.low)
    }

    fn noun(&self) -> Option<&'static Noun> {
        match self.thing {
            Thing::Nothing => None,
            Thing::Percent(noun) | Thing::Unit(noun) => Some(noun),
            Thing::Money(currency) => Some(&currency.noun),
        }
    }

    fn said(&self) -> String {
        let said = self.hundredths().unwrap_or_else(|| {
            let head = self.magnitude.map(|m| &m.noun).or(self.noun());
            let gender = head.map_or(self.gender, |noun| noun.gender);
            let mut said = self.numbers(gender);
            if let Some(noun) = head {
                said.push(' ');
                said.push_str(self.agreeing(noun));
            }
            if let (Some(magnitude), Some(noun)) = (self.magnitude, self.noun()) {
                said.push_str(&self.linked(magnitude, noun));
            }
            said
        });
        format!("{} {said}", self.sign).trim_start().to_owned()
    }

    /// The number, or both with the word between them.
    fn numbers(&self, gender: Gender) -> String {
        let said = |number: &Number| match number.year().filter(|_| self.is_years()) {
            Some(year) => self.language.year(year),
            None => number.said(self.language, gender, self.genitive),
        };
        match &self.high {
            Some(high) => format!(
                "{} {} {}",
                said(&self.low),
                self.language.numbers.to,
                said(high)
            ),
            None => said(&self.low),
        }
    }

    /// Whether it is a range from one year to another and of nothing.
    fn is_years(&self) -> bool {
        self.high.is_some()
            && self.low.year().is_some()
            && self.magnitude.is_none()
            && matches!(self.thing, Thing::Nothing)
    }

    fn agreeing(&self, noun: &'static Noun) -> &'static str {
        let count = self.last().count(self.language);
        if self.genitive && self.last().fraction.is_none() {
            noun.genitive(count)
        } else {
            noun.form(count)
        }
    }

    /// " d'euros" behind "millions".
    fn linked(&self, magnitude: &Magnitude, noun: &Noun) -> String {
        let money = &self.language.money;
        let many = noun.form(Count::Many);
        let vowel = many.starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'h']);
        match (money.link.as_str(), magnitude.direct) {
            ("", _) | (_, true) => format!(" {many}"),
            (_, false) if vowel && !money.elided.is_empty() => format!(" {}{many}", money.elided),
            (link, false) => format!(" {link} {many}"),
        }
    }

    /// Money with hundredths: "drei Euro fünfzig", "cinquante centimes".
    fn hundredths(&self) -> Option<String> {
        let Thing::Money(currency) = self.thing else {
            return None;
        };
        let digits = self.low.fraction.as_deref().filter(|f| f.len() == 2)?;
        if self.high.is_some() || self.magnitude.is_some() {
            return None;
        }
        let cent = currency.cent.as_ref()?;
        let whole = |digits: &str| Number {
            atoms: 1,
            whole: digits.to_owned(),
            fraction: None,
            grouped: false,
        };
        let with = |number: Number, noun: &Noun| {
            let count = number.count(self.language);
            let words = number.said(self.language, noun.gender, self.genitive);
            let name = if self.genitive {
                noun.genitive(count)
            } else {
                noun.form(count)
            };
            (format!("{words} {name}"), words)
        };
        let (major, _) = with(whole(&self.low.whole), &currency.noun);
        let (cents, minor) = with(whole(digits.trim_start_matches('0')), cent);
        Some(match (self.low.value(), digits) {
            (_, "00") => major,
            (Some(0), _) => cents,
            _ => self
                .language
                .money
                .pattern
                .replace("{major}", &major)
                .replace("{minor}", &minor)
                .replace("{cents}", &cents),
        })
    }
}

/// The word of a sign in front of a number; a hyphen inside a word is none.
fn sign(language: &'static Language, here: Here<'_>) -> &'static str {
    let bracket = here.before().is_some_and(|atom| atom.text == "(");
    let free = !here.glued(0) || bracket;
    match here.mark(0) {
        Some('-' | '\u{2212}' | '–') if free && here.glued(1) => &language.numbers.minus,
        Some('+') if free && here.glued(1) => &language.numbers.plus,
        _ => "",
    }
}

/// A currency sign or code in front of a number; the word for it stands behind.
fn prefix(
    language: &'static Language,
    here: Here<'_>,
    k: usize,
) -> Option<(usize, &'static Currency)> {
    let (atoms, currency) = language.money.currencies.at(here, k)?;
    let small = |c: char| c.is_lowercase();
    let word = (k..k + atoms).any(|k| here.word(k).is_some_and(|word| word.contains(small)));
    let number = here.digits(k + atoms).is_some();
    (number && !word).then_some((atoms, currency))
}

/// The upper end of a range whose dash stands at `k`: the place behind it, and its number.
fn high_end(
    language: &'static Language,
    here: Here<'_>,
    k: usize,
    signed: bool,
) -> Option<(usize, Number)> {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‑' | '\u{2212}');
    here.mark(k).filter(|c| dash(*c))?;
    let mut at = k + 1;
    let tight = here.glued(k) && here.glued(at);
    if signed {
        at += prefix(language, here, at).map_or(0, |(atoms, _)| atoms);
    }
    let high = Number::at(language, here, at)?;
    let end = at + high.atoms;
    let third = here.glued_mark(end).is_some_and(dash) && here.glued(end + 1);
    let apart = !here.glued(k) && !here.glued(k + 1) && here.mark(k) == Some('–');
    let measured = || !matches!(behind(language, here, end, None).1, Thing::Nothing);
    (!third && (tight || apart && measured())).then_some((end, high))
}

/// The magnitude and the thing at `k`, and the place behind them.
fn behind(
    language: &'static Language,
    here: Here<'_>,
    k: usize,
    prefix: Option<&'static Currency>,
) -> (Option<&'static Magnitude>, Thing, usize) {
    let mut at = k;
    let currency = |at| language.money.currencies.at(here, at);
    let magnitude = language
        .magnitudes
        .at(here, k)
        .filter(|(atoms, magnitude)| {
            !magnitude.tight || prefix.is_some() || currency(k + atoms).is_some()
        });
    at += magnitude.map_or(0, |(atoms, _)| atoms);
    let magnitude = magnitude.map(|(_, magnitude)| magnitude);
    if let Some(prefix) = prefix {
        return (magnitude, Thing::Money(prefix), at);
    }
    if let Some((atoms, currency)) = currency(at) {
        return (magnitude, Thing::Money(currency), at + atoms);
    }
    let Some((atoms, noun)) = language.units.at(here, at) else {
        return (magnitude, Thing::Nothing, at);
    };
    let thing = match here.mark(at) {
        Some('%' | '‰') => Thing::Percent(noun),
        _ => Thing::Unit(noun),
    };
    (magnitude, thing, at + atoms)
}

impl Language {
    /// The words of a year.
    pub(super) fn year(&self, year: u64) -> String {
        self.cardinal("year", &year.to_string())
    }
}
