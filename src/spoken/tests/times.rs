use super::check_in;

#[test]
fn whole_hours_after_noon_are_hundreds_only_where_that_is_usual() {
    check_in(
        "en",
        &[
            ("23:00", "twenty-three o'clock", "a text of no place"),
            ("17:00 GMT", "seventeen hundred GMT", "official time"),
            ("20:00 hrs", "twenty hundred hours", "the army"),
            ("14:30h", "fourteen thirty hours", "hours in short"),
        ],
    );
    check_in("en-GB", &[("23:00", "twenty-three hundred", "Britain")]);
}

#[test]
fn times_of_day() {
    check_in(
        "en-US",
        &[
            ("9am", "nine A M", "glued"),
            ("9 a.m.", "nine A M.", "with full stops"),
            ("at 9:30 a.m.", "at nine thirty A M.", "the sentence's stop"),
            ("3:30pm", "three thirty P M", "minutes"),
            ("7P.M.", "seven P M.", "capitals"),
            ("It is 5pm.", "It is five P M.", "one full stop"),
            ("7.30pm", "seven thirty P M", "with a point"),
            ("14:05", "fourteen oh five", "24 hours"),
            ("09:05", "nine oh five", "a zero before"),
            ("1:05", "one oh five", "oh"),
            ("12:00 noon", "twelve noon", "said once"),
            ("3:00", "three o'clock", "o'clock"),
            ("17:00 GMT", "seventeen hundred GMT", "hundred"),
            ("00:00", "midnight", "midnight"),
            ("5:30 p.m. ET", "five thirty P M E T", "a zone"),
            ("9-5", "nine to five", "hours"),
            ("9–11am", "nine to eleven A M", "half a range"),
            ("9:30–10:15am", "nine thirty to ten fifteen A M", "a range"),
            ("9 a.m.–5 p.m.", "nine A M to five P M.", "both halves"),
            ("5:00-6:30", "five o'clock to six thirty", "no halves"),
            ("17h30", "seventeen thirty", "French"),
            ("at 0530 hours", "at zero five thirty hours", "the army"),
            (
                "12:34:56",
                "twelve hours thirty-four minutes and fifty-six seconds",
                "three numbers in a row have names",
            ),
            (
                "won in 2:01:01",
                "won in two hours one minute and one second",
                "one of each",
            ),
            (
                "in 1:59:40.2",
                "in one hour fifty-nine minutes and forty point two seconds",
                "a marathon",
            ),
            (
                "after 26:02:11",
                "after twenty-six hours two minutes and eleven seconds",
                "more than a day",
            ),
            (
                "1:59 p.m. e.s.t",
                "one fifty-nine P M E S T",
                "a dotted zone",
            ),
            ("2:03.5", "two oh three point five", "a race"),
            ("1h 20m", "one hour twenty minutes", "a duration"),
            ("3m 20s", "three minutes twenty seconds", "another"),
            (
                "3 min. 20 sec.",
                "three minutes twenty seconds.",
                "with full stops",
            ),
            ("UTC+2", "UTC plus two", "a zone"),
            ("UTC-5", "UTC minus five", "below zero"),
        ],
    );
}

#[test]
fn a_point_is_a_colon_in_britain() {
    check_in(
        "en-GB",
        &[
            (
                "at 7.30 on Monday",
                "at seven thirty on Monday",
                "behind \"at\"",
            ),
            ("12.30-2pm", "twelve thirty to two P M", "before a time"),
            (
                "at 7.30 percent",
                "at seven point three zero percent",
                "but no time",
            ),
        ],
    );
}

#[test]
fn noon_is_an_end_of_a_range() {
    check_in(
        "en-US",
        &[
            ("noon-1pm", "noon to one P M", "first"),
            ("9am–midnight", "nine A M to midnight", "last"),
            ("the noon-hour", "the noon-hour", "no time"),
            ("10 a.m. est", "ten A M E S T", "a zone in small letters"),
            ("an est of 10", "an est of ten", "another word"),
        ],
    );
}
