//! The golden rules: 48 well-known hard cases of English sentence boundaries.
//!
//! They come from the public list of the Pragmatic Segmenter (MIT), as its successors count it.
//! Cases of line breaks stand here as a block's text has them, with white space folded.

use super::split;

/// A rule: why it is hard, and its sentences.
type Rule = (&'static str, &'static [&'static str]);

#[test]
fn the_golden_rules_hold() {
    let wrong: Vec<String> = (RULES.iter().enumerate())
        .filter_map(|(n, (why, expected))| {
            let text = expected.join(" ").replace(GLUE, "");
            let found: Vec<&str> = split(&text, "en").iter().map(|r| r.of(&text)).collect();
            let expected: Vec<String> = expected.iter().map(|e| e.replace(NO_SPACE, "")).collect();
            (found != expected).then(|| format!("{}: {why}: {found:#?}", n + 1))
        })
        .collect();
    assert_eq!(RULES.len(), 48);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Stands at the end of a sentence that no space parts from the next.
const NO_SPACE: &str = "\u{1}";
const GLUE: &str = "\u{1} ";

const RULES: &[Rule] = &[
    ("a full stop", &["Hello World.", "My name is Jonas."]),
    ("a question", &["What is your name?", "My name is Jonas."]),
    ("a shout", &["There it is!", "I found it."]),
    ("one capital", &["My name is Jonas E. Smith."]),
    ("a page", &["Please turn to p. 55."]),
    ("a small abbreviation", &["Were Jane and co. at the party?"]),
    (
        "a company inside",
        &["They closed the deal with Pitt, Briggs & Co. at noon."],
    ),
    (
        "a small abbreviation at the end",
        &["Let's ask Jane and co.", "They should know."],
    ),
    (
        "a company at the end",
        &[
            "They closed the deal with Pitt, Briggs & Co.",
            "It closed yesterday.",
        ],
    ),
    ("a mountain", &["I can see Mt. Fuji from here."]),
    (
        "a saint and a street",
        &["St. Michael's Church is on 5th st. near the light."],
    ),
    ("a possessive", &["That is JFK Jr.'s book."]),
    ("a country", &["I visited the U.S.A. last year."]),
    (
        "a union at the end",
        &["I live in the E.U.", "How about you?"],
    ),
    (
        "a country at the end",
        &["I live in the U.S.", "How about you?"],
    ),
    (
        "a country before its government",
        &["I work for the U.S. Government in Virginia."],
    ),
    (
        "a country inside",
        &["I have lived in the U.S. for 20 years."],
    ),
    (
        "a time before a title, inside and at the end",
        &[
            "At 5 a.m. Mr. Smith went to the bank.",
            "He left the bank at 6 P.M.",
            "Mr. Smith then went to the store.",
        ],
    ),
    ("a sum", &["She has $100.00 in her bag."]),
    (
        "a sum at the end",
        &["She has $100.00.", "It is in her bag."],
    ),
    (
        "a sentence in brackets",
        &[
            "He teaches science (He previously worked for 5 years as an engineer.) at the local University.",
        ],
    ),
    (
        "an address of mail",
        &["Her email is Jane.Doe@example.com.", "I sent her an email."],
    ),
    (
        "an address",
        &[
            "The site is: https://www.example.50.com/new-site/awesome_content.html.",
            "Please check it out.",
        ],
    ),
    (
        "single quotes and who said it",
        &["She turned to him, 'This is great.' she said."],
    ),
    (
        "double quotes and who said it",
        &["She turned to him, \"This is great.\" she said."],
    ),
    (
        "double quotes at the end",
        &[
            "She turned to him, \"This is great.\"",
            "She held the book out to show him.",
        ],
    ),
    ("two shouts", &["Hello!!", "Long time no see."]),
    ("two questions", &["Hello??", "Who is there?"]),
    ("a shout and a question", &["Hello!?", "Is that you?"]),
    ("a question and a shout", &["Hello?!", "Is that you?"]),
    (
        "a list, stop and bracket",
        &["1.) The first item", "2.) The second item"],
    ),
    (
        "a list, stop and bracket, of sentences",
        &["1.) The first item.", "2.) The second item."],
    ),
    (
        "a list, bracket",
        &["1) The first item", "2) The second item"],
    ),
    (
        "a list, bracket, of sentences",
        &["1) The first item.", "2) The second item."],
    ),
    ("a list, stop", &["1. The first item", "2. The second item"]),
    (
        "a list, stop, of sentences",
        &["1. The first item.", "2. The second item."],
    ),
    (
        "bullets and numbers",
        &["• 9. The first item", "• 10. The second item"],
    ),
    (
        "bullets joined to numbers",
        &["⁃9. The first item", "⁃10. The second item"],
    ),
    (
        "letters",
        &[
            "a. The first item",
            "b. The second item",
            "c. The third list item",
        ],
    ),
    (
        "a line break inside a sentence, folded to a space",
        &["This is a sentence cut off in the middle because pdf."],
    ),
    (
        "a line break behind a space, folded",
        &["It was a cold night in the city."],
    ),
    (
        "a number of many parts",
        &[
            "You can find it at N°. 1026.253.553.",
            "That is where the treasure is.",
        ],
    ),
    (
        "a name with a mark",
        &["She works at Yahoo! in the accounting department."],
    ),
    (
        "the pronoun and an initial",
        &[
            "We make a good team, you and I.",
            "Did you see Albert I. Jones yesterday?",
        ],
    ),
    (
        "an ellipsis at the end of a quotation",
        &[
            "Thoreau argues that by simplifying one’s life, “the laws of the universe will appear less complex. . . .”",
        ],
    ),
    (
        "brackets for what is left out",
        &["\"Bohr [...] used the analogy of parallel stairways [...]\" (Smith 55)."],
    ),
    (
        "an ellipsis and a full stop",
        &[
            "If words are left off at the end of a sentence, and that is all that is omitted, indicate the omission with ellipsis marks (preceded and followed by a space) and then indicate the end of the sentence with a period . . . .",
            "Next sentence.",
        ],
    ),
    (
        "four dots",
        &["I never meant that....", "She left the store."],
    ),
];

/// Two more of the list, which other counts have: words left out inside a sentence, and no
/// white space behind a full stop.
#[test]
fn the_rules_that_other_counts_have_hold_as_well() {
    let cases: [(&str, &[&str]); 3] = [
        (
            "words left out inside",
            &[
                "I wasn’t really ... well, what I mean...see . . . what I'm saying, the thing is . . . I didn’t mean it.",
            ],
        ),
        (
            "and behind sentences",
            &[
                "One further habit which was somewhat weakened . . . was that of combining words into self-interpreting compounds. . . .",
                "The practice was not abandoned. . . .",
            ],
        ),
        (
            "no white space",
            &[
                "Hello world.\u{1}",
                "Today is Tuesday.\u{1}",
                "Mr. Smith went to the store and bought 1,000.\u{1}",
                "That is a lot.",
            ],
        ),
    ];
    for (why, expected) in cases {
        let text = expected.join(" ").replace(GLUE, "");
        let found: Vec<&str> = split(&text, "en").iter().map(|r| r.of(&text)).collect();
        let expected: Vec<String> = expected.iter().map(|e| e.replace(NO_SPACE, "")).collect();
        assert_eq!(found, expected, "{why}");
    }
}
