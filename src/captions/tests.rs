use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::layout::COLUMNS;
use super::*;
use crate::article::BlockKind;
use crate::manifest::{BlockText, SentenceTiming, WordTiming};

/// Sentences of one block: what is written, when it begins and ends.
fn timings<'a>(block: &'a str, sentences: &[(&str, f64, f64)]) -> Timings<'a> {
    let mut at = 0;
    let sentence = |&(text, start, end): &(&str, f64, f64)| {
        let from = at + block[at..].find(text).unwrap();
        at = from + text.len();
        let units = |byte: usize| block[..byte].encode_utf16().count();
        SentenceTiming {
            block: 0,
            from: units(from),
            to: units(at),
            start,
            end,
            exact: true,
            words: Vec::new(),
            missing: Vec::new(),
        }
    };
    Timings {
        id: String::new(),
        duration: 0.0,
        exact: true,
        sentences: sentences.iter().map(sentence).collect(),
        blocks: vec![BlockText {
            kind: BlockKind::Paragraph,
            text: block,
        }],
    }
}

/// The cues of one sentence that takes as long as a reader needs.
fn spoken(text: &str) -> Vec<Vec<String>> {
    let seconds = text.chars().count() as f64 / 16.0;
    lines(&timings(text, &[(text, 0.0, seconds)]))
}

fn lines(timings: &Timings<'_>) -> Vec<Vec<String>> {
    let each = cues(timings).into_iter();
    each.map(|cue| cue.lines.iter().map(|&line| line.to_owned()).collect())
        .collect()
}

#[test]
fn a_file_has_a_head_numbers_times_and_text() {
    let block = "One & all. Two <b>?";
    let timings = timings(
        block,
        &[("One & all.", 0.0461, 1.5), ("Two <b>?", 3_661.0, 3_662.5)],
    );
    let expected = "WEBVTT\n\n1\n00:00:00.046 --> 00:00:01.500\nOne &amp; all.\n\n\
        2\n01:01:01.000 --> 01:01:02.500\nTwo &lt;b&gt;?\n\n";
    assert_eq!(vtt(&timings), expected);
    let expected = "1\n00:00:00,046 --> 00:00:01,500\nOne & all.\n\n\
        2\n01:01:01,000 --> 01:01:02,500\nTwo <\u{2060}b>?\n\n";
    assert_eq!(srt(&timings), expected);
}

#[test]
fn times_that_are_estimates_are_said_to_be() {
    let mut timings = timings("One.", &[("One.", 0.0, 1.0)]);
    timings.exact = false;
    for file in [vtt(&timings), sync_vtt(&timings, None)] {
        assert!(file.starts_with("WEBVTT\n\nNOTE The times are estimates"));
        assert!(file.contains("planned.\n\n1\n"));
    }
}

#[test]
fn sentences_are_broken_where_a_reader_would() {
    let cases: &[(&str, &[&[&str]])] = &[
        ("A short one.", &[&["A short one."]]), // stays on one line
        // Two lines, broken at the mark though a later break would be as even.
        (
            "When the rain had stopped, the children ran out into the garden.",
            &[&[
                "When the rain had stopped,",
                "the children ran out into the garden.",
            ]],
        ),
        // Two cues, each ends with a phrase and neither is simply filled.
        (
            "The committee, which had not met since the spring, decided on Tuesday to publish the report; nobody had expected that it would.",
            &[
                &["The committee,", "which had not met since the spring,"],
                &[
                    "decided on Tuesday to publish the report;",
                    "nobody had expected that it would.",
                ],
            ],
        ),
        // A full stop in a sentence is that of an abbreviation.
        (
            "It was on that very morning when old Mr. Smith came up the stairs.",
            &[&[
                "It was on that very morning when",
                "old Mr. Smith came up the stairs.",
            ]],
        ),
        // Full-width text: 16 characters a line, a new one before a new phrase.
        (
            "今日は朝から雨が降っていたので、子供たちは家の中で静かに本を読んでいました。",
            &[
                &["今日は朝から雨が降っていたので、"],
                &["子供たちは家の中で静かに", "本を読んでいました。"],
            ],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(spoken(text), *expected, "{text}");
    }
}

#[test]
fn what_has_no_place_to_break_is_cut_between_characters() {
    let long = "a".repeat(100);
    let widths = spoken(&long).concat();
    assert_eq!(widths.concat(), long);
    assert!(widths.iter().all(|line| line.width() <= COLUMNS));
    // A flag is two code points, and none is torn.
    let flags = "🇩🇪".repeat(60);
    for line in spoken(&flags).concat() {
        assert_eq!(line.chars().count() % 2, 0);
    }
}

#[test]
fn parts_of_a_sentence_have_the_times_of_their_words() {
    let text = "The committee had decided on Tuesday to publish it, but nobody ever had expected that it really would.";
    let mut timings = timings(text, &[(text, 10.0, 16.0)]);
    let word = |word: &str, start, end| WordTiming {
        from: text.find(word).unwrap(),
        to: text.find(word).unwrap() + word.len(),
        start,
        end,
    };
    timings.sentences[0].words = vec![
        word("The", 10.0, 10.2),
        word("it", 12.9, 13.3),
        word("but", 14.1, 14.3),
    ];
    let cues = cues(&timings);
    assert_eq!(cues[1].lines[0].split(' ').next(), Some("but"));
    let times: Vec<_> = cues.iter().map(|cue| (cue.start, cue.end)).collect();
    // The comma behind the word takes a little of the pause.
    assert_eq!(times[0].0, 10_000);
    assert!((13_300..14_100).contains(&times[0].1), "{times:?}");
    assert_eq!(times[1], (14_100, 16_000));
}

#[test]
fn a_slow_sentence_is_divided_so_that_no_cue_stands_longer_than_seven_seconds() {
    let text = "Slowly, very slowly, the old man rose from his chair.";
    let found = cues(&timings(text, &[(text, 0.0, 12.0)]));
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|cue| cue.end - cue.start <= 7_000));
    // One word cannot be divided: it goes after seven seconds.
    let found = cues(&timings("Word", &[("Word", 0.0, 12.0)]));
    assert_eq!((found[0].start, found[0].end), (0, 7_000));
}

#[test]
fn a_short_cue_stands_for_a_second_where_the_next_one_leaves_it() {
    let found = cues(&timings(
        "Yes. No. Oh.",
        &[("Yes.", 0.0, 0.3), ("No.", 0.8, 1.1), ("Oh.", 4.0, 4.3)],
    ));
    let times: Vec<_> = found.iter().map(|cue| (cue.start, cue.end)).collect();
    assert_eq!(times, [(0, 800), (800, 1_800), (4_000, 5_000)]);
}

#[test]
fn nothing_in_the_text_ends_a_cue() {
    let text = "a --> b\u{85}{\\an8} </i> c\n\nd\r\r\u{0}e";
    let timings = timings(text, &[(text, 0.0, 2.0)]);
    for file in [
        vtt(&timings),
        srt(&timings),
        sync_vtt(&timings, Some("https://e.org/-->\n\nx")),
    ] {
        assert_eq!(file.matches("-->").count(), 1, "{file}");
        assert_eq!(
            file.matches("\n\n1\n").count() + usize::from(file.starts_with("1\n")),
            1
        );
    }
    assert!(!srt(&timings).contains("{\\"));
}

#[test]
fn a_sentence_without_ink_has_no_cue() {
    assert_eq!(vtt(&timings("  ", &[("  ", 0.0, 1.0)])), "WEBVTT\n\n");
    assert_eq!(
        sync_vtt(&timings("  ", &[("  ", 0.0, 1.0)]), None),
        "WEBVTT\n\n"
    );
    assert_eq!(srt(&timings("", &[])), "");
}

#[test]
fn a_page_is_followed_by_the_words_of_its_sentences() {
    let block = "It was \"cold\". It was dark > night, and nobody came to the door of the house.";
    let timings = timings(
        block,
        &[
            ("It was \"cold\".", 0.0, 1.5),
            (
                "It was dark > night, and nobody came to the door of the house.",
                1.75,
                6.0,
            ),
        ],
    );
    let expected = "WEBVTT\n\nNOTE https://example.org/a\n\n\
        1\n00:00:00.000 --> 00:00:01.500\n\
        {\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"It was \\\"cold\\\".\",\
        \"suffix\":\" It was dark \\u003e night, and nobody\"}}\n\n\
        2\n00:00:01.750 --> 00:00:06.000\n\
        {\"selector\":{\"type\":\"TextQuoteSelector\",\
        \"exact\":\"It was dark \\u003e night, and nobody came to the door of the house.\",\
        \"prefix\":\"It was \\\"cold\\\". \"}}\n\n";
    assert_eq!(sync_vtt(&timings, Some("https://example.org/a")), expected);
}

#[test]
fn a_paragraph_without_a_space_takes_linear_time() {
    let took = |length: usize| {
        let text = "\u{200b}x".repeat(length);
        let timings = timings(&text, &[(&text, 0.0, length as f64 / 10.0)]);
        let clock = cpu_time::ThreadTime::now();
        assert!(vtt(&timings).len() > length);
        clock.elapsed()
    };
    let best = |length: usize| (0..3).map(|_| took(length)).min().unwrap();
    let (short, long) = (best(10_000), best(100_000));
    assert!(long < 30 * short, "{short:?} and {long:?}");
}

/// Text of several scripts, with marks and long words.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{1,9}[,;:]?",
        "[a-zéü]{30,60}",
        "[一-十]{1,40}。?",
        "(👩‍👩‍👧|🇩🇪|é|-->|<|&){1,3}",
        "[א-ת]{1,6}",
    ];
    prop::collection::vec(word, 1..40).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn cues_are_in_order_and_hold_every_character_once(
        sentences in prop::collection::vec((text(), 0.0..20.0_f64, 0.0..1.5_f64), 1..6),
    ) {
        let block = sentences.iter().map(|s| s.0.as_str()).collect::<Vec<_>>().join("  ");
        let mut at = 0.0;
        let timed = sentences.iter().map(|(text, seconds, pause)| {
            let start = at;
            at += seconds + pause;
            (text.as_str(), start, start + seconds)
        });
        let timed: Vec<_> = timed.collect();
        let found = cues(&timings(&block, &timed));
        let ink = |text: &str| text.split_whitespace().collect::<String>();
        let shown: String = found.iter().flat_map(|cue| &cue.lines).map(|line| ink(line)).collect();
        prop_assert_eq!(shown, ink(&block));
        for cue in &found {
            prop_assert!(cue.start < cue.end && cue.end - cue.start <= 7_000);
            prop_assert!(cue.lines.len() <= 2);
            for line in &cue.lines {
                prop_assert!(line.width() <= COLUMNS, "{}", line);
                prop_assert_eq!(line.trim(), *line);
                prop_assert!(!line.is_empty());
            }
        }
        for two in found.windows(2) {
            prop_assert!(two[0].end <= two[1].start);
        }
    }

    #[test]
    fn any_times_and_offsets_at_all_give_a_file_in_order(
        block in "\\PC{0,40}",
        sentences in prop::collection::vec((0..3_usize, 0..50_usize, 0..50_usize, any::<f64>(), any::<f64>()), 0..6),
        words in prop::collection::vec((0..50_usize, 0..50_usize, any::<f64>(), any::<f64>()), 0..5),
    ) {
        let mut timings = timings(&block, &[]);
        let words = words.iter().map(|&(from, to, start, end)| WordTiming { from, to, start, end });
        let words: Vec<_> = words.collect();
        timings.sentences = sentences.iter().map(|&(block, from, to, start, end)| SentenceTiming {
            block, from, to, start, end, exact: true, words: words.clone(), missing: Vec::new(),
        }).collect();
        let found = cues(&timings);
        for two in found.windows(2) {
            prop_assert!(two[0].start < two[0].end && two[0].end <= two[1].start);
        }
        let file = sync_vtt(&timings, Some(&block));
        prop_assert_eq!(file.matches(" --> ").count(), file.matches("TextQuoteSelector\",\"exact").count());
    }
}
