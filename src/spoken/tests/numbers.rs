use super::check_in;

#[test]
fn cardinals_are_said_in_full() {
    check_in(
        "en-US",
        &[
            (
                "He has 12,000 fans",
                "He has twelve thousand fans",
                "commas",
            ),
            (
                "12 000 people",
                "twelve thousand people",
                "a space between thousands",
            ),
            (
                "1 234 567 cells",
                "one million two hundred thirty-four thousand five hundred sixty-seven cells",
                "two of them",
            ),
            ("1'000 francs", "one thousand francs", "as in Switzerland"),
            (
                "1,00,000 rupees",
                "one hundred thousand rupees",
                "as in India",
            ),
            (
                "-5 and −3",
                "minus five and minus three",
                "a hyphen and a minus sign",
            ),
            ("+5", "plus five", "a plus sign"),
            (
                "agent 007",
                "agent zero zero seven",
                "leading zeros are said",
            ),
            ("105", "one hundred five", "no \"and\" in America"),
            (
                "1000000000000000000000",
                "one sextillion",
                "round numbers have names",
            ),
            (
                "123456789012345678901",
                "one two three four five six seven eight nine zero one two three four five six seven eight nine zero one",
                "others that long are digits",
            ),
            ("18.2 million", "eighteen point two million", "a magnitude"),
            (
                "1.2bn people",
                "one point two billion people",
                "a short one",
            ),
            (
                "250K users",
                "two hundred fifty thousand users",
                "a letter before many things",
            ),
            ("5m users", "five million users", "the same in small"),
            ("B2B, 4K", "B two B, four K", "no magnitude"),
            ("400+ sources", "four hundred plus sources", "at least"),
            ("5+ years", "five plus years", "the same"),
            ("~50", "about fifty", "about"),
            ("±5", "plus or minus five", "both signs"),
            (
                "-5–10",
                "minus five to ten",
                "a range that begins below zero",
            ),
            (
                "1,000–2,000",
                "one thousand to two thousand",
                "a range with commas",
            ),
        ],
    );
}

#[test]
fn decimals_keep_every_digit() {
    check_in(
        "en-US",
        &[
            (".5", "point five", "no whole"),
            ("0.05", "zero point zero five", "zeros"),
            ("1.0", "one point oh", "a zero behind the point"),
            (
                "1,234.5",
                "one thousand two hundred thirty-four point five",
                "commas too",
            ),
            (
                "3.14159",
                "three point one four one five nine",
                "each digit",
            ),
            (
                "p < .001",
                "p less than point zero zero one",
                "behind a sign",
            ),
            ("x = -0.5", "x equals minus zero point five", "below zero"),
            ("5.", "five.", "the full stop of the sentence"),
        ],
    );
}

#[test]
fn ordinals_end_in_th() {
    check_in(
        "en-US",
        &[
            (
                "1st, 22nd, 3rd",
                "first, twenty-second, third",
                "the three endings",
            ),
            ("The 1,000th", "The one thousandth", "commas"),
            ("101st", "one hundred first", "the last word changes"),
            ("21st-century", "twenty-first-century", "before a hyphen"),
            ("5ᵗʰ", "fifth", "raised letters"),
            ("10th–12th", "tenth to twelfth", "a range"),
            ("2nd-largest", "second-largest", "before a hyphen"),
            (
                "the 7th-8th century",
                "the seventh to eighth century",
                "a range with a hyphen",
            ),
            ("0th", "zeroth", "none"),
            ("111th", "one hundred eleventh", "eleventh"),
        ],
    );
}

#[test]
fn a_text_of_no_place_has_one_and_a_number() {
    check_in(
        "en",
        &[
            ("105", "one hundred and five", "behind hundreds"),
            (
                "999,999",
                "nine hundred ninety-nine thousand nine hundred and ninety-nine",
                "only before the last two digits",
            ),
            (
                "123,000",
                "one hundred twenty-three thousand",
                "and in no other group",
            ),
            (
                "18,052",
                "eighteen thousand and fifty-two",
                "behind thousands",
            ),
            ("in 2007", "in two thousand seven", "not in a year"),
        ],
    );
}

#[test]
fn the_british_say_and() {
    check_in(
        "en-GB",
        &[
            ("105", "one hundred and five", "behind hundreds"),
            ("1,005", "one thousand and five", "behind thousands"),
            ("2,000,005", "two million and five", "behind millions"),
            ("110,001", "one hundred and ten thousand and one", "twice"),
            ("1,100", "one thousand one hundred", "not before hundreds"),
            ("101st", "one hundred and first", "ordinals too"),
            (
                "in 2007",
                "in two thousand and seven",
                "years of this century",
            ),
            (
                "£1,005.50",
                "one thousand and five pounds fifty pence",
                "money",
            ),
            (
                "999,999",
                "nine hundred and ninety-nine thousand nine hundred and ninety-nine",
                "both",
            ),
            (
                "5 January 2024",
                "the fifth of January twenty twenty-four",
                "not in dates",
            ),
        ],
    );
}
