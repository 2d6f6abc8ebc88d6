//! Nouns that numbers agree with: units, currencies, magnitudes, hours.

use serde::Deserialize;

/// How a language tells one from many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Plural {
    /// Exactly one, and everything else: "1,5 Kilometer".
    #[default]
    One,
    /// Everything below two is one: "1,5 million".
    French,
    /// One, a few and many by the last digits: "21 рубль, 22 рубля, 25 рублей".
    Slavic,
}

/// The form of a noun beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    One,
    Few,
    Many,
}

impl Plural {
    /// The form for the whole number `n`.
    pub(super) fn of(self, n: u64) -> Count {
        let (ten, hundred) = (n % 10, n % 100);
        match self {
            Self::One if n == 1 => Count::One,
            Self::French if n < 2 => Count::One,
            Self::Slavic if ten == 1 && hundred != 11 => Count::One,
            Self::Slavic if (2..5).contains(&ten) && !(12..15).contains(&hundred) => Count::Few,
            _ => Count::Many,
        }
    }

    /// The form for a number with a fraction, whose whole part is `n`.
    pub(super) fn of_fraction(self, n: u64) -> Count {
        match self {
            Self::French if n < 2 => Count::One,
            Self::Slavic => Count::Few,
            _ => Count::Many,
        }
    }

    /// The name that CLDR gives the form for `n`.
    pub(super) fn key(self, n: u64) -> &'static str {
        match self.of(n) {
            Count::One => "one",
            Count::Few => "few",
            Count::Many => "other",
        }
    }
}

/// The form of "one" that a noun asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum Gender {
    /// As in counting: "eins", "uno por ciento".
    #[default]
    Counting,
    Masculine,
    Feminine,
    Neuter,
}

impl Gender {
    /// The name of the form of a cardinal number in the files of languages.
    pub(super) fn form(self) -> &'static str {
        match self {
            Self::Counting => "counting",
            Self::Masculine => "m",
            Self::Feminine => "f",
            Self::Neuter => "n",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        Some(match letter {
            "-" => Self::Counting,
            "m" => Self::Masculine,
            "f" => Self::Feminine,
            "n" => Self::Neuter,
            _ => return None,
        })
    }
}

impl TryFrom<String> for Gender {
    type Error = String;

    fn try_from(letter: String) -> Result<Self, String> {
        Self::of(&letter).ok_or_else(|| format!("{letter:?} is no gender"))
    }
}

/// A noun as the files write it: `["m", "Meter", "Meter"]`, `["f", "тонна", "тонны", "тонн"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(super) struct Noun {
    pub(super) gender: Gender,
    one: String,
    few: String,
    many: String,
    /// The genitive of one, where it is not the form for a few.
    of_one: String,
}

impl TryFrom<Vec<String>> for Noun {
    type Error = String;

    fn try_from(parts: Vec<String>) -> Result<Self, String> {
        let gender = parts.first().and_then(|letter| Gender::of(letter));
        let gender = gender.ok_or_else(|| format!("{parts:?} begins with no gender"))?;
        let [one, few, many, of_one] = match &parts[1..] {
            [one, many] => [one, many, many, one],
            [one, few, many] => [one, few, many, few],
            [one, few, many, of_one] => [one, few, many, of_one],
            _ => return Err(format!("{parts:?} has not two to four forms")),
        };
        Ok(Self {
            gender,
            one: one.clone(),
            few: few.clone(),
            many: many.clone(),
            of_one: of_one.clone(),
        })
    }
}

impl Noun {
    /// The form for `count`.
    pub(super) fn form(&self, count: Count) -> &str {
        match count {
            Count::One => &self.one,
            Count::Few => &self.few,
            Count::Many => &self.many,
        }
    }

    /// The genitive beside a number in the genitive: of one, of many.
    pub(super) fn genitive(&self, count: Count) -> &str {
        match count {
            Count::One => &self.of_one,
            _ => &self.many,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slavic_nouns_follow_the_last_digits() {
        let cases = [
            (1, "one"),
            (2, "few"),
            (5, "other"),
            (11, "other"),
            (21, "one"),
        ];
        for (n, key) in cases
            .into_iter()
            .chain([(12, "other"), (104, "few"), (0, "other")])
        {
            assert_eq!(Plural::Slavic.key(n), key, "{n}");
        }
    }

    #[test]
    fn a_noun_without_gender_or_forms_is_refused() {
        let noun = |parts: &[&str]| {
            Noun::try_from(parts.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>())
        };
        assert!(noun(&["m", "Meter", "Meter"]).is_ok());
        assert!(noun(&["x", "Meter", "Meter"]).is_err());
        assert!(noun(&["m", "Meter"]).is_err());
        assert!(noun(&[]).is_err());
    }
}
