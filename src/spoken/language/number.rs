//! A written number: `1.234,5` in German, `1 234,5` in French.

use super::super::atoms::Here;
use super::noun::{Count, Gender, Noun};
use super::{Decimals, Language};

/// Above this many digits a number has no name that anybody follows.
const LONGEST: usize = 18;

/// The widest white space in bytes that still stands inside a number: one thin space.
const GAP: usize = 3;

/// A number of one or more atoms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) atoms: usize,
    /// Digits before the decimal mark, without separators.
    pub(super) whole: String,
    /// Digits behind it.
    pub(super) fraction: Option<String>,
    pub(super) grouped: bool,
}

impl Number {
    /// The number that starts `k` places on.
    pub(super) fn at(language: &Language, here: Here<'_>, k: usize) -> Option<Self> {
        let first = here.digits(k)?;
        let groups = groups(language, here, k);
        let mut number = Self {
            atoms: 1,
            whole: first.to_owned(),
            fraction: None,
            grouped: groups.is_some(),
        };
        if let Some((atoms, rest)) = groups {
            number.atoms += atoms;
            number.whole.push_str(&rest);
        }
        let end = k + number.atoms;
        let decimal = language.numbers.decimal;
        if let Some(fraction) = glued_digits(here, end, decimal)
            && glued_digits(here, end + 2, decimal).is_none()
        {
            number.fraction = Some(fraction.to_owned());
            number.atoms += 2;
        }
        Some(number)
    }

    /// Its value without the fraction, where a number word can have it.
    pub(super) fn value(&self) -> Option<u64> {
        let zeros = self.whole.len() > 1 && self.whole.starts_with('0');
        let short = self.whole.len() <= LONGEST && !zeros;
        short.then(|| self.whole.parse().ok()).flatten()
    }

    /// The year that it can be: four digits and nothing else, up to the end of this century.
    pub(super) fn year(&self) -> Option<u64> {
        let plain = self.atoms == 1 && self.whole.len() == 4;
        self.value().filter(|n| plain && (1000..2100).contains(n))
    }

    /// The form that a noun takes beside it.
    pub(super) fn count(&self, language: &Language) -> Count {
        match (self.value(), &self.fraction) {
            (Some(n), None) => language.plural.of(n),
            (Some(n), Some(_)) => language.plural.of_fraction(n),
            (None, _) => Count::Many,
        }
    }

    /// Its words before a noun of `gender`, in the genitive where `genitive` asks for it.
    pub(super) fn said(&self, language: &Language, gender: Gender, genitive: bool) -> String {
        let form = |gender: Gender| {
            if genitive {
                genitive_form(gender)
            } else {
                gender.form()
            }
        };
        let Some(fraction) = &self.fraction else {
            return language.cardinal(form(gender), &self.whole);
        };
        let parts = &language.numbers.parts;
        if language.numbers.decimals == Decimals::Parts
            && let (Some(whole), Some(part)) = (parts.first(), parts.get(fraction.len()))
        {
            return [
                (self.whole.as_str(), whole),
                (fraction.trim_start_matches('0'), part),
            ]
            .map(|(digits, noun)| counted(language, digits, noun, genitive))
            .join(" ");
        }
        format!(
            "{} {} {}",
            language.cardinal(Gender::Counting.form(), &self.whole),
            language.numbers.decimal_name,
            fraction_said(language, fraction),
        )
    }
}

/// A whole number and its noun: so many tenths.
fn counted(language: &Language, digits: &str, noun: &Noun, genitive: bool) -> String {
    let digits = if digits.is_empty() { "0" } else { digits };
    let count = language.plural.of(digits.parse().unwrap_or_default());
    let (form, said) = if genitive {
        (genitive_form(noun.gender), noun.genitive(count))
    } else {
        (noun.gender.form(), noun.form(count))
    };
    format!("{} {said}", language.cardinal(form, digits))
}

/// The digits behind a decimal mark, as the language says them.
fn fraction_said(language: &Language, digits: &str) -> String {
    // Nobody says a longer fraction as one number.
    const LONGEST_NUMBER: usize = 3;
    let rest = digits.trim_start_matches('0');
    let by_number = language.numbers.decimals == Decimals::Number;
    if !by_number || rest.is_empty() || digits.len() > LONGEST_NUMBER {
        return language.each_digit(digits);
    }
    let zeros = language.each_digit(&digits[..digits.len() - rest.len()]);
    let number = language.cardinal(Gender::Counting.form(), rest);
    format!("{zeros} {number}").trim_start().to_owned()
}

/// The groups of three digits behind the first digits at `k`: their atoms and digits.
fn groups(language: &Language, here: Here<'_>, k: usize) -> Option<(usize, String)> {
    let first = here.digits(k)?;
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let numbers = &language.numbers;
    let marked = here
        .glued_mark(k + 1)
        .filter(|m| numbers.groups.contains(m));
    let next = |at: usize| match marked {
        Some(mark) => glued_digits(here, at, mark).map(|digits| (2, digits)),
        None => spaced_digits(here, at)
            .filter(|_| numbers.spaced)
            .map(|d| (1, d)),
    };
    let mut atoms = 0;
    let mut rest = String::new();
    while let Some((more, digits)) = next(k + 1 + atoms) {
        // Any other group makes it a telephone or a version.
        if digits.len() != 3 || rest.len() + digits.len() + first.len() > LONGEST {
            return None;
        }
        atoms += more;
        rest.push_str(digits);
    }
    (atoms > 0).then_some((atoms, rest))
}

/// The digits at `k` where they stand a narrow space behind the atom before.
fn spaced_digits(here: Here<'_>, k: usize) -> Option<&str> {
    let before = here.atom(k.checked_sub(1)?)?.range();
    let atom = here.atom(k).filter(|atom| !atom.glued)?;
    here.digits(k).filter(|_| atom.start - before.end <= GAP)
}

/// The digits at `k + 1` where `mark` stands at `k` and nothing is between them.
pub(super) fn glued_digits(here: Here<'_>, k: usize, mark: char) -> Option<&str> {
    let touches = here.glued_mark(k) == Some(mark) && here.glued(k + 1);
    here.digits(k + 1).filter(|_| touches)
}

/// The name of the form of a cardinal number in the genitive.
fn genitive_form(gender: Gender) -> &'static str {
    match gender {
        Gender::Feminine => "genitive-f",
        _ => "genitive-m",
    }
}

impl Language {
    /// The words of a whole number in the named form.
    ///
    /// One with a leading zero, or too long to have a name, is said digit by digit.
    pub(super) fn cardinal(&self, form: &str, digits: &str) -> String {
        let zeros = digits.len() > 1 && digits.starts_with('0');
        let short = digits.len() <= LONGEST && !zeros;
        let n = short.then(|| digits.parse().ok()).flatten();
        let form = if self.forms.contains_key(form) {
            form
        } else {
            "counting"
        };
        n.and_then(|n| self.spell(form, n))
            .unwrap_or_else(|| self.each_digit(digits))
    }

    /// The digits said one by one; what is no digit is left out.
    pub(super) fn each_digit(&self, digits: &str) -> String {
        let digits = digits.chars().filter_map(|c| c.to_digit(10));
        let words = digits.filter_map(|d| self.spell("counting", u64::from(d)));
        words.collect::<Vec<_>>().join(" ")
    }

    /// The gender that `number` takes from the word `k` places on.
    pub(super) fn gender_at(&self, here: Here<'_>, k: usize, number: &Number) -> Gender {
        // Shorter words are articles and prepositions, whatever they end with.
        const SHORTEST: usize = 4;
        let Some(word) = here.word(k).filter(|_| !here.glued(k)) else {
            return Gender::Counting;
        };
        let agreement = &self.agreement;
        let lower = word.to_lowercase();
        if let Some(gender) = agreement.words.get(&lower) {
            return *gender;
        }
        let endings = match number.count(self) {
            Count::One => &agreement.one,
            _ => &agreement.endings,
        };
        let ends = |(ending, _): &&(String, Gender)| lower.ends_with(ending.as_str());
        let known = endings.iter().find(ends).map(|(_, gender)| *gender);
        let one = number.count(self) == Count::One;
        let by_case = if word.starts_with(char::is_uppercase) {
            agreement.capital.filter(|_| one)
        } else {
            agreement.lower
        };
        let long = lower.chars().nth(SHORTEST - 1).is_some();
        let known = known.filter(|_| long).or(by_case);
        known.unwrap_or(agreement.other)
    }

    /// Whether the word before `here` wants a number in the genitive.
    pub(super) fn wants_genitive(&self, here: Here<'_>) -> bool {
        let before = here.before().map(|atom| atom.text.to_lowercase());
        before.is_some_and(|word| self.agreement.genitive_after.contains(&word))
    }
}
