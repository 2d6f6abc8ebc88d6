use super::check_in;

#[test]
fn fractions_are_said_in_parts() {
    check_in(
        "en-US",
        &[
            ("1/2", "one half", "a half"),
            ("3/4", "three quarters", "quarters"),
            ("2/3", "two thirds", "thirds"),
            ("5/8 of it", "five eighths of it", "eighths"),
            ("2 3/4", "two and three quarters", "behind a whole number"),
            ("1 1/2 cups", "one and a half cups", "in a recipe"),
            ("3-1/2 inches", "three and a half inches", "with a hyphen"),
            ("7/8ths", "seven eighths", "an ending"),
            ("½ and ¼", "one half and one quarter", "one character"),
            ("3½", "three and a half", "behind a whole number"),
            ("1⁄2", "one half", "the slash of fractions"),
            ("1/100", "one hundredth", "a hundredth"),
            (
                "a 1/2-inch screw",
                "a one half inch screw",
                "before a hyphen",
            ),
            ("½ tsp", "one half teaspoon", "with a unit"),
            ("3/4 lb", "three quarters of a pound", "more than one part"),
            (
                "¾ oz",
                "three quarters of an ounce",
                "the same in one character",
            ),
            (
                "9/10 people",
                "nine out of ten people",
                "people are counted",
            ),
            (
                "120/80",
                "one hundred twenty over eighty",
                "blood pressure is no part",
            ),
            ("in 6/8 time", "in six eight time", "music"),
            ("½ + ¼", "one half plus one quarter", "a sum"),
        ],
    );
}

#[test]
fn less_than_the_whole_is_a_fraction_however_it_is_set() {
    check_in(
        "en",
        &[
            ("3 / 4 cup", "three quarters cup", "spaces around the slash"),
            ("1 / 10", "one tenth", "again"),
            ("1/ 4", "one quarter", "on one side"),
            ("1 / 2 kg", "one half kilogram", "with its unit"),
            ("-3 1/2", "minus three and a half", "below zero"),
            (
                "1,000 1/2",
                "one thousand and a half",
                "behind a grouped number",
            ),
            (
                "a GPA of 3.5/4",
                "a G P A of three point five out of four",
                "a school's mark",
            ),
            ("45/12", "forty-five twelfths", "more than the whole"),
            (
                "120/80",
                "one hundred and twenty over eighty",
                "the pressure of blood",
            ),
            (
                "12639/12640",
                "twelve thousand six hundred thirty-nine twelve thousand six hundred fortieths",
                "long ones, without an \"and\" that would join them",
            ),
            (
                "364/365",
                "three hundred sixty-four three hundred sixty-fifths",
                "shorter",
            ),
            ("1/10,000", "one ten thousandth", "a comma below the line"),
            ("1/3-2/3", "one third to two thirds", "a range"),
            ("4/5 stars", "four out of five stars", "a verdict"),
            (
                "6 / 3",
                "six divided by three",
                "more than the whole is a sum",
            ),
            ("2019 / 2020", "twenty nineteen twenty twenty", "a season"),
            (
                "12/34567",
                "twelve slash three four five six seven",
                "a code",
            ),
        ],
    );
}

#[test]
fn one_part_has_a_name_whatever_the_whole() {
    check_in(
        "en",
        &[
            ("1/20000", "one twenty thousandth", "a small part"),
            (
                "12/34567",
                "twelve slash three four five six seven",
                "a code",
            ),
            ("-1/2", "minus one half", "below zero"),
            (
                "1/125 of a second",
                "one one hundred twenty-fifth of a second",
                "one part",
            ),
            ("7/125", "seven one hundred twenty-fifths", "more of them"),
            (
                "Law 1/2007",
                "Law one slash two thousand seven",
                "the number of a law",
            ),
            (
                "Law 12/2007",
                "Law twelve slash two thousand seven",
                "which is no month",
            ),
            ("in 05/2009", "in May two thousand nine", "a month"),
        ],
    );
}

#[test]
fn marks_that_critics_give_are_out_of_something() {
    check_in(
        "en",
        &[
            ("4.5/5", "four point five out of five", "with a point"),
            ("10/10", "ten out of ten", "full marks"),
            (
                "rated 8/10",
                "rated eight out of ten",
                "behind a word for it",
            ),
            (
                "a score of 17/20",
                "a score of seventeen out of twenty",
                "another",
            ),
            ("in 4/4 time", "in four four time", "music"),
            ("8/10", "eight tenths", "by itself a fraction"),
            ("3/3", "three out of three", "all"),
        ],
    );
}

#[test]
fn digits_above_and_below_a_line_are_a_fraction() {
    check_in(
        "en",
        &[
            ("³⁄4 cup", "three quarters cup", "a plain number below"),
            ("³⁄₄ cup", "three quarters cup", "by itself"),
            (
                "1³⁄₄ cups",
                "one and three quarters cups",
                "behind a number",
            ),
            ("10³", "ten cubed", "without a line"),
        ],
    );
}
