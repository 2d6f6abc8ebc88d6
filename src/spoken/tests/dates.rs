use super::check_in;

#[test]
fn dates_in_every_order() {
    check_in(
        "en-US",
        &[
            (
                "January 5, 1987",
                "January fifth, nineteen eighty-seven",
                "American",
            ),
            ("Jan. 5", "January fifth", "short"),
            ("Jan 5th", "January fifth", "with an ending"),
            (
                "5 January 1987",
                "the fifth of January nineteen eighty-seven",
                "British",
            ),
            (
                "5th January 1987",
                "the fifth of January nineteen eighty-seven",
                "with an ending",
            ),
            ("the 5th of May", "the fifth of May", "in words"),
            (
                "Sept. 11, 2001",
                "September eleventh, two thousand one",
                "four letters",
            ),
            (
                "Mon, 5 Jan 2024",
                "Monday, the fifth of January twenty twenty-four",
                "a weekday",
            ),
            ("Tues., Jan. 7", "Tuesday, January seventh", "another"),
            ("Mon–Fri", "Monday to Friday", "weekdays"),
            ("May 2024", "May twenty twenty-four", "no day"),
            ("Jan '24", "January twenty-four", "a short year"),
            ("5–7 May", "the fifth to the seventh of May", "days"),
            (
                "May 5-7, 2024",
                "May fifth to seventh, twenty twenty-four",
                "days and year",
            ),
            (
                "July 26–Aug. 11",
                "July twenty-sixth to August eleventh",
                "days of two months",
            ),
            (
                "May 2019–June 2020",
                "May twenty nineteen to June twenty twenty",
                "months and years",
            ),
            (
                "January–March 2024",
                "January to March twenty twenty-four",
                "months",
            ),
            ("2024-03-15", "March fifteenth, twenty twenty-four", "ISO"),
            (
                "2024/03/15",
                "March fifteenth, twenty twenty-four",
                "with slashes",
            ),
            (
                "2024-03-15T10:00",
                "March fifteenth, twenty twenty-four, at ten o'clock",
                "with a time",
            ),
            (
                "03/04/2026",
                "March fourth, twenty twenty-six",
                "month first",
            ),
            (
                "25/12/2024",
                "December twenty-fifth, twenty twenty-four",
                "no such month",
            ),
            (
                "25.12.2024",
                "December twenty-fifth, twenty twenty-four",
                "with points",
            ),
            (
                "12-25-2023",
                "December twenty-fifth, twenty twenty-three",
                "with hyphens",
            ),
            ("3/4/26", "March fourth, twenty-six", "a short year"),
            ("2023-12", "December twenty twenty-three", "year and month"),
            ("12/2023", "December twenty twenty-three", "month and year"),
            ("on 3/4 he left", "on March fourth he left", "behind \"on\""),
            (
                "on 14/02 he left",
                "on February fourteenth he left",
                "no such month",
            ),
            (
                "6-Jan-2024",
                "the sixth of January twenty twenty-four",
                "with hyphens",
            ),
            ("you may 5", "you may five", "no month"),
            ("I march 2 miles", "I march two miles", "nor this"),
        ],
    );
}

#[test]
fn the_day_comes_first_in_britain() {
    check_in(
        "en-GB",
        &[
            (
                "03/04/2026",
                "the third of April twenty twenty-six",
                "in numbers",
            ),
            (
                "2024-03-15",
                "the fifteenth of March twenty twenty-four",
                "ISO",
            ),
            (
                "on 3/4 he left",
                "on the third of April he left",
                "without a year",
            ),
            (
                "on the 5/6/2024",
                "on the fifth of June twenty twenty-four",
                "one \"the\"",
            ),
            (
                "5 January 2024",
                "the fifth of January twenty twenty-four",
                "by name",
            ),
        ],
    );
}

#[test]
fn years_are_told_from_numbers() {
    check_in(
        "en-US",
        &[
            ("in 1984", "in nineteen eighty-four", "a year"),
            (
                "1984 people",
                "one thousand nine hundred eighty-four people",
                "a number",
            ),
            (
                "about 1984 seats",
                "about one thousand nine hundred eighty-four seats",
                "the same",
            ),
            ("1905", "nineteen oh five", "oh"),
            ("1900", "nineteen hundred", "hundred"),
            ("2000", "two thousand", "thousand"),
            ("2010", "twenty ten", "twenty"),
            ("2,024", "two thousand twenty-four", "a comma"),
            ("2024's best", "twenty twenty-four's best", "its owner"),
            ("in 1066", "in ten sixty-six", "long ago"),
            ("by 2100", "by twenty-one hundred", "far off"),
            (
                "in Q3 2024",
                "in Q three twenty twenty-four",
                "behind a quarter",
            ),
            ("44 BC", "forty-four BC", "before Christ"),
            ("AD 79", "AD seventy-nine", "after"),
            ("753 BC", "seven fifty-three BC", "in pairs"),
            ("300 BCE", "three hundred BCE", "hundreds"),
            ("2019–20", "twenty nineteen to twenty", "a season"),
            (
                "the 2019/20 season",
                "the twenty nineteen twenty season",
                "with a slash",
            ),
            ("1999/2000", "nineteen ninety-nine two thousand", "in full"),
            (
                "1939–1945",
                "nineteen thirty-nine to nineteen forty-five",
                "a war",
            ),
            ("1980-81", "nineteen eighty to eighty-one", "with a hyphen"),
            ("class of '05", "class of oh five", "a short one"),
            ("1990-2020", "nineteen ninety to twenty twenty", "a range"),
        ],
    );
}

#[test]
fn decades_are_plurals() {
    check_in(
        "en-US",
        &[
            ("the 1990s", "the nineteen nineties", "in full"),
            ("'90s", "nineties", "short"),
            ("’90s", "nineties", "with a curly apostrophe"),
            ("1990's", "nineteen nineties", "with another"),
            ("mid-1800s", "mid eighteen hundreds", "behind a hyphen"),
            ("2010s", "twenty tens", "of this century"),
            ("20s and 30s", "twenties and thirties", "ages"),
            (
                "the 1980s–90s",
                "the nineteen eighties to nineties",
                "two of them",
            ),
            ("100s of people", "hundreds of people", "hundreds"),
            ("747s", "seven forty-sevens", "aeroplanes"),
        ],
    );
}

#[test]
fn without_a_dialect_a_day_that_stands_first_is_said_first() {
    check_in(
        "en",
        &[
            (
                "15-01-2020",
                "the fifteenth of January twenty twenty",
                "hyphens",
            ),
            (
                "25.12.2024",
                "the twenty-fifth of December twenty twenty-four",
                "points",
            ),
            (
                "15/01/2020",
                "the fifteenth of January twenty twenty",
                "slashes",
            ),
            (
                "01/07/98",
                "January seventh, ninety-eight",
                "a day that may be a month",
            ),
        ],
    );
    check_in(
        "en-US",
        &[(
            "15/01/2020",
            "January fifteenth, twenty twenty",
            "the month first in America",
        )],
    );
    check_in(
        "en-US",
        &[(
            "January 5 - January 10",
            "January fifth to January tenth",
            "spaces around the dash",
        )],
    );
}

#[test]
fn quarters_of_a_year_are_spanned_and_dated() {
    check_in(
        "en-US",
        &[
            ("Q1-Q3", "Q one to Q three", "a span"),
            ("A4–A6", "A four to A six", "of another letter"),
            ("B3-A4", "B three A four", "two letters are a name"),
            ("Q4'23", "Q four twenty-three", "a short year"),
            ("H1 '24", "H one twenty-four", "with a space"),
        ],
    );
}

#[test]
fn two_dates_with_a_dash_are_a_span() {
    check_in(
        "en-US",
        &[
            (
                "01/02/2024-03/02/2024",
                "January second, twenty twenty-four to March second, twenty twenty-four",
                "in numbers",
            ),
            (
                "2024-01-01 – 2024-02-01",
                "January first, twenty twenty-four to February first, twenty twenty-four",
                "with spaces",
            ),
            ("1st - 3rd", "first to third", "ordinals"),
            ("7 days/week", "seven days per week", "so many a week"),
        ],
    );
}
