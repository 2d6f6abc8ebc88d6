//! Ordinals, and what is written like one.

use super::check_in;

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
fn an_ordinal_keeps_what_hangs_on_it() {
    check_in(
        "en",
        &[
            (
                "April 29th’s meeting",
                "April twenty-ninth's meeting",
                "an owner",
            ),
            ("the 20th's", "the twentieth's", "the plain apostrophe"),
            ("two 5ths", "two fifths", "a plural"),
            ("10-12th", "tenth to twelfth", "one ending for both"),
            (
                "99.9th percentile",
                "ninety-nine point ninth percentile",
                "behind a point",
            ),
            ("-5th", "minus fifth", "a sign"),
            (
                "the 82d Airborne",
                "the eighty-second Airborne",
                "as in the American army",
            ),
            ("2d Lt. Smith", "second Lieutenant Smith", "a rank"),
            (
                "the XXIst century",
                "the twenty-first century",
                "a Roman numeral",
            ),
            ("Henry IVth", "Henry fourth", "another"),
            ("2d 3h", "two days three hours", "days are no ordinal"),
        ],
    );
}

#[test]
fn an_ordinal_with_the_wrong_letters_is_read_as_a_code() {
    check_in(
        "en",
        &[
            ("13rd", "thirteen R D", "two digits by their name"),
            ("3th", "three T H", "one"),
            ("121th", "one two one T H", "more digit by digit"),
            (
                "9000,000th",
                "nine thousand, zero zero zero T H",
                "zeros behind a lost digit",
            ),
            ("11st 5lb", "eleven stone five pounds", "a weight"),
        ],
    );
}
