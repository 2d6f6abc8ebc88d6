//! Roman numerals behind a ruler's name or a word that is counted.

use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::numbers;

/// Names of rulers and popes, whose numeral is an ordinal with "the".
const RULERS: &[&str] = &[
    "Abdullah",
    "Alexander",
    "Benedict",
    "Carl",
    "Catherine",
    "Charles",
    "Christian",
    "Clement",
    "Edward",
    "Elizabeth",
    "Felipe",
    "Ferdinand",
    "Francis",
    "Frederick",
    "George",
    "Gregory",
    "Haakon",
    "Harald",
    "Henry",
    "Innocent",
    "Ivan",
    "James",
    "John",
    "Juan",
    "Leo",
    "Leopold",
    "Louis",
    "Margrethe",
    "Mary",
    "Mehmed",
    "Mohammed",
    "Napoleon",
    "Nicholas",
    "Paul",
    "Pedro",
    "Peter",
    "Philip",
    "Pius",
    "Ramses",
    "Richard",
    "Selim",
    "Urban",
    "Wilhelm",
    "William",
];

/// What is counted with Roman numerals, which are cardinals.
const COUNTED: &[&str] = &[
    "Act", "Appendix", "Article", "Book", "Bowl", "Chapter", "Class", "Division", "Grade", "Mark",
    "Part", "Phase", "Scene", "Section", "Stage", "Tier", "Title", "Type", "Volume", "War",
];

/// `Elizabeth II`, `World War I`, `Super Bowl LVIII`; never a bare `I` or `MIX`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let before = here
        .before()
        .filter(|a| a.kind == Kind::Word && !here.glued(0))?;
    let value = value(here.word(0)?)?;
    if COUNTED.contains(&before.text) {
        return Some(Reading::words(here, 1, numbers::cardinal(value)));
    }
    // "Mary I know" is no queen: one letter alone is taken for itself.
    let ruler = RULERS.contains(&before.text) && here.word(0)?.len() > 1;
    ruler.then(|| Reading::words(here, 1, format!("the {}", numbers::ordinal(value))))
}

/// The number that `numeral` is written for, in the one way that it may be.
fn value(numeral: &str) -> Option<u64> {
    (1..90).find(|n| written(*n) == numeral)
}

fn written(mut n: u64) -> String {
    const SIGNS: [(u64, &str); 7] = [
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut numeral = String::new();
    for (sign, letters) in SIGNS {
        while n >= sign {
            numeral.push_str(letters);
            n -= sign;
        }
    }
    numeral
}
