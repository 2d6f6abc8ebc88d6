//! Roman numerals, as every language that is read here writes them.

/// What each letter or pair of letters is worth, from the most on.
const WORTH: [(u64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Letters of the longest numeral, MMMDCCCLXXXVIII.
const LONGEST: usize = 15;

/// The value of a numeral in capitals, in the one way that it may be written.
pub(super) fn value(numeral: &str) -> Option<u64> {
    if numeral.is_empty() || numeral.len() > LONGEST {
        return None;
    }
    let mut rest = numeral;
    let mut total = 0;
    for (worth, letters) in WORTH {
        while let Some(shorter) = rest.strip_prefix(letters) {
            total += worth;
            rest = shorter;
        }
    }
    (rest.is_empty() && written(total) == numeral).then_some(total)
}

fn written(mut n: u64) -> String {
    let mut numeral = String::new();
    for (worth, letters) in WORTH {
        while n >= worth {
            numeral.push_str(letters);
            n -= worth;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn only_a_rightly_spelled_numeral_has_a_value() {
        for (numeral, n) in [("XIX", 19), ("XIV", 14), ("MCMLXXXIV", 1984), ("I", 1)] {
            assert_eq!(value(numeral), Some(n));
        }
        for word in ["", "IIII", "VX", "IL", "MIX4", "DIE", "xiv", "É"] {
            assert_eq!(value(word), None, "{word}");
        }
    }
}
