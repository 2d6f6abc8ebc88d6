//! English number words: cardinals, ordinals, years, digits one by one.

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

const SCALES: [(u64, &str); 5] = [
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// Above this many digits a number is said digit by digit: nobody follows the name of it.
const LONGEST: usize = 18;

/// The words of a cardinal: `42` is forty-two.
pub(super) fn cardinal(n: u64) -> String {
    let mut words = vec![];
    let mut rest = n;
    for (scale, name) in SCALES {
        if rest >= scale {
            words.push(format!("{} {name}", cardinal(rest / scale)));
            rest %= scale;
        }
    }
    if rest > 0 || n == 0 {
        words.push(below_thousand(rest as usize));
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

/// The words of a whole number written in `digits`.
///
/// One with a leading zero, or too long to have a name, is said digit by digit.
pub(super) fn cardinal_of(digits: &str) -> String {
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    match digits.parse() {
        Ok(n) if digits.len() <= LONGEST && !leading_zero => cardinal(n),
        _ => each_digit(digits),
    }
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
    let words = cardinal(n);
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
        (0, 0..10) => cardinal(n),
        (_, 0) => format!("{} hundred", cardinal(century)),
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
        None if words.ends_with('x') => format!("{words}es"),
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
