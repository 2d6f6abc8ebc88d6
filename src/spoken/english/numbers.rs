//! English number words: cardinals, ordinals, years, digits one by one.

use super::style::And;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The names of the groups of three digits, from the right.
const SCALES: [&str; 22] = [
    "",
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
    "nonillion",
    "decillion",
    "undecillion",
    "duodecillion",
    "tredecillion",
    "quattuordecillion",
    "quindecillion",
    "sexdecillion",
    "septendecillion",
    "octodecillion",
    "novemdecillion",
    "vigintillion",
];

/// Above this many digits a number without separators is said digit by digit: amounts of so
/// many digits are written in groups, numbers of cards and parcels are not.
const LONGEST: usize = 12;

/// Above this many digits no number has a name.
const NAMED: usize = 66;

/// The words of a cardinal: `42` is forty-two.
pub(super) fn cardinal(n: u64) -> String {
    named(&n.to_string())
}

/// The words of the number that `digits` are, at most [`NAMED`] of them.
fn named(digits: &str) -> String {
    let groups = digits.len().div_ceil(3);
    let mut words = vec![];
    for group in 0..groups {
        let end = digits.len() - 3 * (groups - 1 - group);
        let value: usize = digits[end.saturating_sub(3)..end].parse().unwrap_or(0);
        let scale = SCALES.get(groups - 1 - group).unwrap_or(&"");
        match (value, *scale) {
            (0, _) => {}
            (_, "") => words.push(below_thousand(value)),
            (_, scale) => words.push(format!("{} {scale}", below_thousand(value))),
        }
    }
    if words.is_empty() {
        return SMALL[0].to_owned();
    }
    words.join(" ")
}

fn below_thousand(n: usize) -> String {
    match n {
        0..20 => SMALL[n].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[n / 10].to_owned(),
        20..100 => format!("{}-{}", TENS[n / 10], SMALL[n % 10]),
        _ if n.is_multiple_of(100) => format!("{} hundred", SMALL[n / 100]),
        _ => format!("{} hundred {}", SMALL[n / 100], below_thousand(n % 100)),
    }
}

/// The words of a whole number written in `digits`; none for none.
///
/// One with a leading zero, or too long to have a name, is said digit by digit.
pub(super) fn cardinal_of(digits: &str) -> String {
    let longest = if digits.ends_with("000000") {
        NAMED
    } else {
        LONGEST
    };
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    if leading_zero || digits.is_empty() || digits.len() > longest {
        each_digit(digits)
    } else {
        named(digits)
    }
}

/// The words of a whole number whose `digits` are grouped: a name as long as there is one.
pub(super) fn cardinal_grouped(digits: &str) -> String {
    if digits.starts_with('0') || digits.len() > NAMED {
        each_digit(digits)
    } else {
        named(digits)
    }
}

/// The words of a number that is a name: `320` is three twenty, `1549` fifteen forty-nine.
///
/// Short ones are cardinals, long ones and those with a leading zero digits.
pub(super) fn in_pairs(digits: &str) -> String {
    let value: u64 = digits.parse().unwrap_or_default();
    let tail = |rest: u64, head: String| match rest {
        0 => format!("{head} hundred"),
        1..10 => format!("{head} oh {}", cardinal(rest)),
        _ => format!("{head} {}", cardinal(rest)),
    };
    match digits.len() {
        _ if digits.starts_with('0') => each_digit(digits),
        0..3 => cardinal_of(digits),
        4 if value.is_multiple_of(1000) => cardinal(value),
        3 | 4 => tail(value % 100, cardinal(value / 100)),
        _ => each_digit(digits),
    }
}

/// The words of a fraction: `3` and `4` are three quarters.
pub(super) fn fraction(over: u64, under: u64) -> String {
    let one = over == 1;
    let part = match (under, one) {
        (2, true) => "half".to_owned(),
        (2, false) => "halves".to_owned(),
        (4, true) => "quarter".to_owned(),
        (4, false) => "quarters".to_owned(),
        (_, true) => ordinal(under),
        (_, false) => plural(&ordinal(under)),
    };
    let bare = one && matches!(under, 100 | 1_000 | 1_000_000);
    if bare {
        return part;
    }
    format!("{} {part}", cardinal(over))
}

/// `said` with the "and" behind hundreds and thousands, where `and` has it.
pub(in super::super) fn with_and(said: String, and: And) -> String {
    let large = ["hundred", "thousand", "illion"];
    if and == And::Nowhere || !large.iter().any(|scale| said.contains(scale)) {
        return said;
    }
    let words: Vec<&str> = said.split(' ').collect();
    let mut joined = String::with_capacity(said.len() + 8);
    for (at, word) in words.iter().enumerate() {
        joined.push_str(word);
        let wants = match and {
            And::Last => wants_last_and(&words, at),
            _ => wants_and(&words[at..]),
        };
        if wants {
            joined.push_str(" and");
        }
        if at + 1 < words.len() {
            joined.push(' ');
        }
    }
    joined
}

/// Whether an "and" follows the first of `words` in Britain.
fn wants_and(words: &[&str]) -> bool {
    let [word, next, rest @ ..] = words else {
        return false;
    };
    let after = rest.first();
    let splits = after.is_some_and(|word| word.starts_with("hundred") || is_scale(word));
    is_below_hundred(next) && (*word == "hundred" || is_scale(word) && !splits)
}

/// Whether the "and" of a whole number follows word number `at`: what is behind it are the
/// last two digits, and "two thousand six" is a year more often than an amount. Ordinals have
/// none: "the one hundred eleventh" is short enough to be heard as one word.
fn wants_last_and(words: &[&str], at: usize) -> bool {
    let rest = &words[at..];
    let few = rest.get(1).is_some_and(|word| SMALL[1..10].contains(word));
    let two = at.checked_sub(1).and_then(|at| words.get(at)) == Some(&"two");
    let year = two && rest[0] == "thousand" && few;
    let ends = !rest.get(2).is_some_and(|word| is_scale(word));
    let ordinal = rest.get(1).is_some_and(|word| is_ordinal(word));
    wants_and(rest) && ends && !year && !ordinal
}

/// Whether `word` is an ordinal from first to ninety-ninth, or the plural of one.
fn is_ordinal(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']);
    let last = word.rsplit('-').next().unwrap_or_default();
    let is = |last: &str| {
        let mut names = SMALL[1..].iter().chain(&TENS[2..]);
        names.any(|n| ordinal_of_word(n) == last)
    };
    is(last) || last.strip_suffix('s').is_some_and(is)
}

fn is_scale(word: &str) -> bool {
    SCALES[1..].contains(&word)
}

/// Whether `word` is a cardinal or an ordinal from one to ninety-nine.
fn is_below_hundred(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']);
    let first = word.split('-').next().unwrap_or_default();
    let of = |n: &str| n == first || ordinal_of_word(n) == first;
    SMALL[1..].iter().any(|n| of(n)) || TENS[2..].iter().any(|n| of(n))
}

/// The digits said one by one; what is no digit is left out.
pub(super) fn each_digit(digits: &str) -> String {
    let names: Vec<&str> = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .map(|d| SMALL[d as usize])
        .collect();
    names.join(" ")
}

/// The words of an ordinal: `21` is twenty-first.
pub(super) fn ordinal(n: u64) -> String {
    as_ordinal(&cardinal(n))
}

/// The ordinal of the number whose `words` are those of a cardinal.
pub(super) fn as_ordinal(words: &str) -> String {
    let cut = words.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (head, last) = words.split_at(cut);
    format!("{head}{}", ordinal_of_word(last))
}

fn ordinal_of_word(word: &str) -> String {
    match word {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        _ => match word.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{word}th"),
        },
    }
}

/// The words of a year: `1905` is nineteen oh five, `2026` twenty twenty-six.
pub(super) fn year(n: u64) -> String {
    let (century, rest) = (n / 100, n % 100);
    match (century % 10, rest) {
        (0, 0..10) if n >= 1000 => cardinal(n),
        (_, 0) if century > 0 => format!("{} hundred", cardinal(century)),
        _ if n < 100 => cardinal(n),
        (_, 1..10) => format!("{} oh {}", cardinal(century), cardinal(rest)),
        _ => format!("{} {}", cardinal(century), cardinal(rest)),
    }
}

/// The words of a two-digit year after its century: `05` is oh five, `20` twenty.
pub(super) fn short_year(n: u64) -> String {
    if n < 10 {
        format!("oh {}", cardinal(n))
    } else {
        cardinal(n)
    }
}

/// The year that four `digits` can be, where they can be one.
///
/// Before 1100 and after 2099 a bare number in an article is an amount.
pub(super) fn as_year(digits: &str) -> Option<u64> {
    let n = digits.parse().ok()?;
    (digits.len() == 4 && (1100..2100).contains(&n)).then_some(n)
}

/// The plural of number words: thirty is thirties, hundred is hundreds.
pub(super) fn plural(words: &str) -> String {
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if words.ends_with(['x', 's']) => format!("{words}es"),
        None => format!("{words}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cardinals_are_said_in_full() {
        let cases = [
            (0, "zero"),
            (13, "thirteen"),
            (40, "forty"),
            (42, "forty-two"),
            (100, "one hundred"),
            (999, "nine hundred ninety-nine"),
            (1_000, "one thousand"),
            (1_234, "one thousand two hundred thirty-four"),
            (1_000_001, "one million one"),
        ];
        for (n, words) in cases {
            assert_eq!(cardinal(n), words);
        }
    }

    #[test]
    fn ordinals_change_the_last_word() {
        let cases = [
            (1, "first"),
            (12, "twelfth"),
            (20, "twentieth"),
            (21, "twenty-first"),
            (100, "one hundredth"),
        ];
        for (n, words) in cases {
            assert_eq!(ordinal(n), words);
        }
    }

    #[test]
    fn years_are_said_in_pairs_where_people_do() {
        let cases = [
            (1066, "ten sixty-six"),
            (1900, "nineteen hundred"),
            (1905, "nineteen oh five"),
            (2000, "two thousand"),
            (2007, "two thousand seven"),
            (2026, "twenty twenty-six"),
        ];
        for (n, words) in cases {
            assert_eq!(year(n), words);
        }
    }

    #[test]
    fn numbers_without_a_name_are_said_digit_by_digit() {
        assert_eq!(cardinal_of("007"), "zero zero seven");
        assert!(cardinal_of(&"9".repeat(30)).starts_with("nine nine nine"));
    }
}
