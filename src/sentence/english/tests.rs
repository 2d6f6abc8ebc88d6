//! English stops, by the rule that decides about them.

use crate::sentence::split;

/// A case is its sentences; a space parts them.
#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = (cases.iter())
        .filter_map(|(why, expected)| {
            let text = expected.join(" ");
            let found: Vec<&str> = split(&text, "en").iter().map(|r| r.of(&text)).collect();
            (found != *expected).then(|| format!("{why}: {found:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_kind_of_an_abbreviation_and_the_next_word_decide() {
    check(&[
        (
            "a title never ends",
            &["The Rev. Dr. King spoke.", "Lt. Col. John Smith left."],
        ),
        (
            "a street before a new sentence",
            &["He lives on Elm St.", "He likes it."],
        ),
        (
            "a state behind its town",
            &["She is from Reading, Pa.", "Benched in May, she left."],
        ),
        (
            "a state that is a pronoun",
            &["It is not for me.", "Presidents know that."],
        ),
        ("a unit before a word", &["It is 3 mm. thick."]),
        (
            "a unit at the end",
            &["It is 3 mm.", "Microscopically, it is more."],
        ),
        (
            "an hour and a day",
            &["We met at 5 p.m. Friday.", "She left at 9 p.m. EST."],
        ),
        ("an hour and a name", &["He came at 5 p.m.", "Smith left."]),
        (
            "a company and a clause",
            &["I hold Walmart Inc.", "Shares fell."],
        ),
        (
            "a company and a rank",
            &["Apple Inc. Chief Executive Tim Cook spoke."],
        ),
        (
            "etc. before a capital",
            &["We sell apples, etc.", "Call us."],
        ),
        (
            "etc. before a small letter",
            &["We sell apples, etc. and more."],
        ),
        (
            "an answer",
            &["No.", "I do not.", "The answer is no.", "People left."],
        ),
        ("a number", &["No. 10 Downing Street is old."]),
        (
            "figures",
            &["See Fig. 2.", "It shows A vs. B.", "See Figs. 3 and 4."],
        ),
        (
            "authors",
            &[
                "Read Smith et al. 2010.",
                "Ask Smith et al.",
                "The rest is old.",
            ],
        ),
        ("a war", &["It was World War I.", "Churchill was there."]),
        (
            "a country and its president",
            &["In the U.S. President Biden spoke."],
        ),
        (
            "a month at the end",
            &["It fell in Feb.", "Analysts were glad."],
        ),
        (
            "a junior and a title",
            &["It was J. Smith, Jr.", "Mr. Smith spoke."],
        ),
        (
            "a degree at the end",
            &["She has a Ph.D.", "Her brother has none."],
        ),
    ]);
}

#[test]
fn marks_that_ask_or_shout_end_but_in_names_brackets_and_speech() {
    check(&[
        (
            "a name inside",
            &["He asked (was it Dalí?) who did it.", "Nobody knew."],
        ),
        (
            "a speaker with a name",
            &["“Stop!” John Smith shouted.", "“It is over.”"],
        ),
        (
            "a pronoun starts anew",
            &["“Really?”", "He laughed.", "“I doubt it.”"],
        ),
        ("both marks in one", &["What‽", "Yes."]),
        ("several marks", &["This is great!!!", "i loved it."]),
        ("no capitals", &["it is a great game!", "large selection."]),
        ("a sigh", &["He said oh! how late it was."]),
        ("Yahoo", &["Yahoo! News said so.", "It fell."]),
    ]);
}

#[test]
fn what_nobody_closed_keeps_no_sentences_together() {
    check(&[
        (
            "a bracket",
            &["He went (home.", "It rained.", "The cat sat."],
        ),
        (
            "a square one",
            &["He went [home.", "It rained.", "The cat sat."],
        ),
        ("a quote", &["He said “wait.", "It rained.", "The cat sat."]),
        (
            "a bracket behind a whole pair",
            &["He (the son) went (home.", "It rained."],
        ),
        (
            "a bracket that is closed",
            &["He said (as he does. Always.) that it rained.", "He left."],
        ),
    ]);
}

#[test]
fn dots_end_a_sentence_where_the_next_begins_one() {
    check(&[
        ("goes on", &["I think so... but maybe not."]),
        ("begins", &["I never knew…", "The door opened."]),
        ("spaced", &["Wait . . . what?", "I . . . I do not know."]),
    ]);
}

#[test]
fn small_letters_begin_sentences_of_those_who_type_none() {
    check(&[
        ("a pronoun", &["the food was good.", "we will be back"]),
        (
            "a word in full",
            &["they have great service.", "great food too"],
        ),
        ("a brand", &["He likes it.", "eBay had it."]),
        (
            "an abbreviation",
            &["He paid approx. five and it was fine."],
        ),
    ]);
}

#[test]
fn a_missing_space_is_no_reason_to_run_on_and_a_dot_in_a_name_none_to_stop() {
    let cases: [(&str, &[&str]); 4] = [
        (
            "It ended there.The next day it rained.",
            &["It ended there.", "The next day it rained."],
        ),
        (
            "We use ASP.NET and System.Out here.",
            &["We use ASP.NET and System.Out here."],
        ),
        (
            "Go to www.Foo.Com or foo.Bar.Baz now.",
            &["Go to www.Foo.Com or foo.Bar.Baz now."],
        ),
        ("Was it late?Yes it was.", &["Was it late?", "Yes it was."]),
    ];
    for (text, expected) in cases {
        let found: Vec<&str> = split(text, "en").iter().map(|r| r.of(text)).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn lists_are_cut_before_their_signs() {
    check(&[
        (
            "letters",
            &["Do this:", "a) Open the box", "b) Close it", "c) Go home"],
        ),
        (
            "figures",
            &["The steps are:", "1. Open it.", "2. Close it."],
        ),
        (
            "a number alone is none",
            &["He came in at no. 1.", "He won."],
        ),
    ]);
}
