use super::check_in;

#[test]
fn times_of_day() {
    check_in(
        "en-US",
        &[
            ("9am", "nine a.m.", "glued"),
            ("9 a.m.", "nine a.m.", "with full stops"),
            ("at 9:30 a.m.", "at nine thirty a.m.", "the sentence's stop"),
            ("3:30pm", "three thirty p.m.", "minutes"),
            ("7P.M.", "seven p.m.", "capitals"),
            ("It is 5pm.", "It is five p.m.", "one full stop"),
            ("7.30pm", "seven thirty p.m.", "with a point"),
            ("14:05", "fourteen oh five", "24 hours"),
            ("09:05", "nine oh five", "a zero before"),
            ("1:05", "one oh five", "oh"),
            ("12:00 noon", "twelve noon", "said once"),
            ("3:00", "three o'clock", "o'clock"),
            ("17:00 GMT", "seventeen hundred GMT", "hundred"),
            ("00:00", "midnight", "midnight"),
            ("5:30 p.m. ET", "five thirty p.m. ET", "a zone"),
            ("9-5", "nine to five", "hours"),
            ("9–11am", "nine to eleven a.m.", "half a range"),
            ("9:30–10:15am", "nine thirty to ten fifteen a.m.", "a range"),
            ("9 a.m.–5 p.m.", "nine a.m. to five p.m.", "both halves"),
            ("5:00-6:30", "five o'clock to six thirty", "no halves"),
            ("17h30", "seventeen thirty", "French"),
            ("at 0530 hours", "at zero five thirty hours", "the army"),
            ("12:34:56", "twelve thirty-four fifty-six", "seconds"),
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
            ("12.30-2pm", "twelve thirty to two p.m.", "before a time"),
            (
                "at 7.30 percent",
                "at seven point three zero percent",
                "but no time",
            ),
        ],
    );
}
