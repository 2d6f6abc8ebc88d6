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
fn numbers_with_a_hyphen_that_span_nothing_stand_side_by_side() {
    check_in(
        "en",
        &[
            ("978-0", "nine hundred and seventy-eight zero", "none"),
            ("1-8090", "one eight thousand and ninety", "too far"),
            ("1-1000", "one to one thousand", "a round one"),
            (
                "pages 1-1432",
                "pages one to one thousand four hundred and thirty-two",
                "pages",
            ),
            (
                "170 - 45190",
                "one hundred and seventy, four five one nine zero",
                "a code",
            ),
            (
                "1-413-te-b-1-5",
                "one four hundred thirteen te-b one five",
                "a long code",
            ),
            (
                "3-5-year-old",
                "three to five year-old",
                "a span that measures",
            ),
            (
                "123/261788/2021",
                "one hundred twenty-three, two six one seven eight eight, twenty twenty-one",
                "the number of a case",
            ),
            ("5/1", "five to one", "odds"),
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

#[test]
fn an_ordinal_has_no_and_and_may_stand_apart() {
    check_in(
        "en",
        &[
            ("the 111th", "the one hundred eleventh", "no \"and\""),
            (
                "2,345th",
                "two thousand three hundred forty-fifth",
                "in the last place",
            ),
            ("the 15 th of May", "the fifteenth of May", "a space"),
            ("the 5-th", "the fifth", "a hyphen"),
            ("my 80'th", "my eightieth", "an apostrophe"),
            ("15 nd", "fifteen nd", "letters that do not fit"),
        ],
    );
    check_in(
        "en-GB",
        &[("the 111th", "the one hundred and eleventh", "in Britain")],
    );
}

#[test]
fn numbers_that_are_typed_are_said_digit_by_digit() {
    check_in(
        "en",
        &[
            (
                "account 12345678",
                "account one two three four five six seven eight",
                "an account",
            ),
            (
                "my account number is 12345",
                "my account number is one two three four five",
                "further on",
            ),
            ("PIN 1234", "PIN one two three four", "a secret"),
            (
                "#123456",
                "number one two three four five six",
                "behind a sign",
            ),
            (
                "order 12345 tickets",
                "order twelve thousand three hundred and forty-five tickets",
                "what is counted",
            ),
            (
                "2021-12345",
                "twenty twenty-one, one two three four five",
                "of a year",
            ),
            (
                "10000-20000 people",
                "ten thousand to twenty thousand people",
                "a range",
            ),
            (
                "1234567890123",
                "one two three four five six seven eight nine zero one two three",
                "too long",
            ),
            (
                "7900000000000",
                "seven trillion nine hundred billion",
                "but round",
            ),
        ],
    );
}

#[test]
fn between_asks_for_and() {
    check_in(
        "en-US",
        &[
            (
                "between 1990-1995",
                "between nineteen ninety and nineteen ninety-five",
                "years",
            ),
            ("between $5-10", "between five and ten dollars", "money"),
            (
                "between 5–10 kg",
                "between five and ten kilograms",
                "a unit",
            ),
            ("from 5-10", "from five to ten", "another word"),
            (
                "5 – 10 people",
                "five to ten people",
                "spaces before what is counted",
            ),
        ],
    );
}

#[test]
fn a_round_decimal_is_said_with_oh_where_nothing_is_measured() {
    check_in(
        "en",
        &[
            ("Web 2.0", "Web two point oh", "a name"),
            ("2.00", "two point oh oh", "two of them"),
            ("0.0", "zero point zero", "zero itself"),
            ("2.0 million", "two point zero million", "an amount"),
            ("1.0 kg", "one point zero kilograms", "a measure"),
        ],
    );
}

#[test]
fn codes_of_three_parts_and_points_between_thousands() {
    check_in(
        "en-US",
        &[
            (
                "123-45-6789",
                "one two three, four five, six seven eight nine",
                "a code",
            ),
            (
                "12-34-56-78",
                "twelve, thirty-four, fifty-six, seventy-eight",
                "short parts",
            ),
            (
                "1.000.000 people",
                "one million people",
                "thousands of the Continent",
            ),
            (
                "12.345.678",
                "twelve million three hundred forty-five thousand six hundred seventy-eight",
                "others",
            ),
            (
                "version 1.234.567",
                "version one point two hundred thirty-four point five hundred sixty-seven",
                "a version",
            ),
            (
                "1.234",
                "one point two three four",
                "one group is a decimal",
            ),
            (">5 people", "greater than five people", "at the beginning"),
            ("E=mc^2", "E equals mc squared", "a caret behind letters"),
            (
                "+44 (0)20 7946 0958",
                "plus four four, two zero, seven nine four six, zero nine five eight",
                "a zero that is not dialled",
            ),
            (
                "+12125550100",
                "one two one two five five five zero one zero zero",
                "all in one",
            ),
        ],
    );
}
