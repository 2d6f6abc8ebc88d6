use super::check_in;

#[test]
fn scores_and_ratios_are_two_numbers() {
    check_in(
        "en-US",
        &[
            ("They won 3-1", "They won three to one", "a score"),
            ("3–1", "three to one", "with a dash"),
            (
                "They lost 6-4, 7-6 (7-5).",
                "They lost six to four, seven to six (seven to five).",
                "sets",
            ),
            ("a 5-4 vote", "a five to four vote", "a vote"),
            ("drew 1-1", "drew one one", "nobody won"),
            (
                "218-210",
                "two hundred eighteen to two hundred ten",
                "a long one",
            ),
            ("2:1", "two to one", "odds"),
            ("16:9", "sixteen to nine", "a screen"),
            ("4:3", "four to three", "another"),
            (
                "the ratio is 1:20",
                "the ratio is one to twenty",
                "minutes, but for the word before",
            ),
            (
                "a scale of 1:1,000",
                "a scale of one to one thousand",
                "with a comma",
            ),
            ("1 : 3", "one to three", "with spaces"),
            ("24/7", "twenty-four seven", "a figure of speech"),
            (
                "the 9/11 attacks",
                "the nine eleven attacks",
                "a day that is a name",
            ),
            ("50/50", "fifty fifty", "halves"),
            ("50-50", "fifty fifty", "with a hyphen"),
            (
                "The Senate voted 52-48.",
                "The Senate voted fifty-two to forty-eight.",
                "a vote of a hundred is no share",
            ),
            ("60/40", "sixty forty", "what makes a hundred"),
            ("20/20", "twenty twenty", "sight"),
            ("John 3:16", "John three sixteen", "a verse"),
            ("Psalm 23:1–3", "Psalm twenty-three one to three", "verses"),
            (
                "1 Corinthians 13:4",
                "first Corinthians thirteen four",
                "a numbered book",
            ),
        ],
    );
}

#[test]
fn a_draw_is_nil_nil_in_britain() {
    check_in("en-GB", &[("drew 0-0", "drew nil nil", "football")]);
}
