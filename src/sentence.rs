//! Sentences: where a block's text may be cut for speaking.
//!
//! The boundaries are sentencex's, over a text without quotes, marks and footnotes, which
//! mislead it; what it still gets wrong is mended afterwards.

mod abroad;
mod boundary;
mod english;
mod length;
mod list;
mod mask;
mod mend;
mod stop;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod languages;

use crate::lang;
use crate::units::ByteRange;

/// The sentences of `text` in order, without the white space between them.
///
/// The ranges are ordered, do not overlap, are not empty, and together hold every
/// visible character of `text`. `lang` is a BCP 47 tag.
pub fn split(text: &str, lang: &str) -> Vec<ByteRange> {
    // sentencex knows languages, not regions: `de-AT` would be taken for English.
    let lang = lang::primary(lang);
    let cuts = cuts(text, &lang);
    let edges = std::iter::once(0)
        .chain(cuts)
        .chain(std::iter::once(text.len()));
    let edges: Vec<usize> = edges.collect();
    (edges.windows(2))
        .filter_map(|edge| trimmed(text, edge[0], edge[1]))
        .flat_map(|sentence| length::cut(text, sentence))
        .collect()
}

/// The first sentence of an article in one piece or two, so that its first sound comes soon.
///
/// A sentence of at most `limit` characters stays whole, and so does one without a clause that
/// can stand for itself: a pause in the wrong place is heard, a short wait is not.
pub fn opening(text: &str, sentence: ByteRange, limit: usize) -> Vec<ByteRange> {
    let cut = length::opening(sentence.of(text), limit).map(|at| sentence.start + at);
    let Some(cut) = cut else {
        return vec![sentence];
    };
    let head = trimmed(text, sentence.start, cut);
    head.into_iter()
        .chain(trimmed(text, cut, sentence.end))
        .collect()
}

/// Where sentences of `text` begin, behind the first; `lang` is a primary subtag.
fn cuts(text: &str, lang: &str) -> Vec<usize> {
    let masked = mask::Masked::new(text);
    let mut cuts = boundary::find(&masked, lang);
    for cut in &mut cuts {
        *cut = mend::place(text, *cut);
    }
    cuts = match lang {
        "en" => english::settle(text, &cuts),
        _ => abroad::settle(text, lang, &cuts),
    };
    let items = list::items(text, lang == "en");
    let is_sign_end = |cut: &usize| {
        items
            .binary_search_by_key(cut, |item| item.sign_end)
            .is_ok()
    };
    cuts.retain(|cut| !is_sign_end(cut));
    cuts.extend(items.iter().map(|item| item.start));
    mend::merge(text, lang, &mut cuts);
    cuts
}

/// The bytes from `start` to `end` without white space at the ends; `None` if nothing is left.
fn trimmed(text: &str, start: usize, end: usize) -> Option<ByteRange> {
    let part = text.get(start..end)?;
    let visible = part.trim();
    let start = start + (part.len() - part.trim_start().len());
    (!visible.is_empty()).then(|| ByteRange::new(start, start + visible.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentences<'t>(text: &'t str, lang: &str) -> Vec<&'t str> {
        split(text, lang)
            .iter()
            .map(|range| range.of(text))
            .collect()
    }

    /// A case is its sentences, joined by a space; all wrong ones are shown.
    #[track_caller]
    fn check(lang: &str, cases: &[(&str, &[&str])]) {
        let wrong: Vec<String> = (cases.iter())
            .filter_map(|(why, expected)| {
                let text = expected.join(" ");
                let found = sentences(&text, lang);
                (found != *expected).then(|| format!("{why}: {found:#?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn hard_english_is_cut_where_a_reader_pauses() {
        check(
            "en-US",
            &[
                ("plain", &["It rained.", "It stopped."]),
                ("a title", &["Dr. Smith met Mr. Jones.", "They spoke."]),
                ("a country", &["The U.S. economy grew.", "It slowed."]),
                ("a country at the end", &["He left the U.S.", "She stayed."]),
                ("Latin", &["Bring fruit, e.g. apples.", "Or pears."]),
                (
                    "Latin before a capital",
                    &["Some cities, i.e. Rome, are old.", "Yes."],
                ),
                (
                    "a time",
                    &["It opens at 9 a.m. on Monday.", "It closes late."],
                ),
                (
                    "a time at the end",
                    &["It opens at 9 a.m.", "The bar opens later."],
                ),
                (
                    "a company",
                    &["Apple Inc. rose.", "Shares of Acme Corp. fell."],
                ),
                ("a number", &["See No. 5 on page 3.", "It is short."]),
                ("a decimal", &["It cost $3.50 then.", "Now it is 4.20."]),
                (
                    "initials",
                    &["J. R. R. Tolkien wrote it.", "C.S. Lewis read it."],
                ),
                (
                    "a middle initial",
                    &["George W. Bush spoke.", "They listened."],
                ),
                (
                    "an address",
                    &["Visit example.com/a.b today.", "Or mail a@b.co."],
                ),
                ("a version", &["Version 2.0.1 is out.", "Get it."]),
                ("a month", &["On Jan. 5 it snowed.", "On Feb. 6 it thawed."]),
                (
                    "a street",
                    &["He lives on Elm St. in town.", "She does not."],
                ),
                ("a rank", &["Gen. Lee and Sen. Byrd met.", "They left."]),
                ("versus", &["It was Ali vs. Frazier.", "Ali won."]),
                ("an ellipsis inside", &["I thought … no, never.", "Well."]),
                (
                    "an ellipsis at the end",
                    &["And then it went…", "We waited."],
                ),
                (
                    "three dots before a small letter",
                    &["Wait... what is it?", "Nothing."],
                ),
                ("a question and shout", &["What?!", "No way!", "Yes."]),
                ("a brand with a mark", &["Yahoo! shares rose.", "Good."]),
                (
                    "brackets",
                    &["It ended (at last).", "(It was late.)", "We left."],
                ),
                ("a degree", &["She has a Ph.D. in physics.", "He has none."]),
                ("a junior", &["Martin Luther King Jr. spoke.", "All heard."]),
                (
                    "a small name first",
                    &["He likes it.", "iPhone sales rose."],
                ),
                ("a dash", &["It works — mostly.", "Sometimes."]),
                ("a footnote", &["It ended.[1]", "It began.[2][3]", "Yes."]),
                (
                    "footnote digits",
                    &["The study ended.12", "The authors left."],
                ),
                ("a list", &["1. Open the box.", "2. Close it."]),
            ],
        );
    }

    #[test]
    fn quotations_of_several_sentences_are_cut_inside() {
        check(
            "en",
            &[
                (
                    "two inside",
                    &["He said, “I came.", "I saw.”", "Then he left."],
                ),
                (
                    "straight quotes",
                    &["\"I came.", "I saw.\"", "Then he left."],
                ),
                ("the sentence goes on", &["“Go!” she said.", "He went."]),
                (
                    "goes on, question",
                    &["\"Why?\" asked the king.", "No one knew."],
                ),
                ("quote after quote", &["“Yes.”", "“No.”", "“Perhaps.”"]),
                ("a new one opens", &["He left.", "“Stay,” she said."]),
                ("single quotes", &["‘It is late.’", "He yawned."]),
                ("an apostrophe", &["It’s the dogs’ day.", "They’re out."]),
                ("a year", &["It was the ’90s.", "Life was good."]),
                ("nested", &["“He said ‘never.’", "I left.”", "The end."]),
                ("a bracket behind", &["(“It is.”)", "He left."]),
            ],
        );
    }

    #[test]
    fn other_languages_keep_their_marks() {
        check(
            "de-AT",
            &[
                (
                    "an ordinal",
                    &["Im 18. Jahrhundert war es so.", "Danach nicht."],
                ),
                ("a date", &["Am 3. Oktober feiern wir.", "Es regnet."]),
                (
                    "a number at the end",
                    &["Er wurde 42.", "Die Feier war schön."],
                ),
                ("a year at the end", &["Er starb 1918.", "Wien trauerte."]),
                ("quotes", &["„Geh.“", "Sie ging."]),
                ("goes on", &["„Geh!“, rief er.", "Sie ging."]),
                (
                    "an abbreviation",
                    &["Das gilt z. B. für Wien.", "Und Graz."],
                ),
            ],
        );
        check("fr", &[("spaced quotes", &["« Allez. »", "Elle part."])]);
        check("ru", &[("quotes", &["«Иди.»", "Она ушла."])]);
    }

    #[test]
    fn chinese_is_cut_without_spaces() {
        assert_eq!(sentences("你好。再见！", "zh-Hant"), ["你好。", "再见！"]);
        assert_eq!(
            sentences("「你好。」「再见。」", "zh"),
            ["「你好。」", "「再见。」"]
        );
    }

    #[test]
    fn marks_of_direction_do_not_hide_a_full_stop() {
        let text = "\u{202a}One\u{202c}. Two.";
        assert_eq!(sentences(text, "en"), ["\u{202a}One\u{202c}.", "Two."]);
    }

    #[test]
    fn long_sentences_are_cut_where_a_speaker_breathes() {
        let clause = "the river rose and the people left their houses for the hills";
        let cases = [
            (
                format!("{clause}, {clause}, {clause}; {clause}, {clause}, {clause}, {clause}."),
                ';',
                "before any comma",
            ),
            (
                format!("{clause}, {clause} {clause} {clause}, {clause} {clause} {clause}."),
                ',',
                "before any space",
            ),
        ];
        for (text, last, why) in cases {
            let parts = sentences(&text, "en");
            assert!(parts.len() > 1, "{why}");
            assert!(parts[0].ends_with(last), "{why}: {parts:#?}");
            assert!(
                parts.iter().all(|part| part.chars().count() <= 400),
                "{why}"
            );
        }
    }

    #[test]
    fn numbers_and_words_are_never_cut() {
        let words = "1,000,000 10:30 über-lang 3.14 ".repeat(60);
        let parts = sentences(words.trim(), "en");
        let again: Vec<&str> = parts.iter().flat_map(|part| part.split(' ')).collect();
        assert_eq!(again, words.trim().split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn texts_without_spaces_are_cut_in_linear_time() {
        let start = cpu_time::ThreadTime::now();
        for run in [
            "字", "a", "1.", "“", ".", "\u{202a}", "字。", "[1]", "A. ", "; ", "a.Aa", "x a.Aa",
            "(", "a. (", "a. \"", ". ", "? a ", "1) A ", "a. Ab, ", "🇩🇪", "e\u{301}", "\u{301}",
            "“a ", "\u{200d}", "it. It ", "A.", ".”", "a. ’ ",
        ] {
            for (lang, length) in [("zh", 40_000), ("en", 200_000), ("ru", 40_000)] {
                let text = run.repeat(length / run.chars().count());
                let parts = split(&text, lang);
                let sizes = parts.iter().map(|range| range.of(&text).chars().count());
                assert!(sizes.max() <= Some(400), "{run} {lang}");
            }
        }
        // Five seconds on a quiet machine; what grows with the square takes minutes.
        let taken = start.elapsed();
        assert!(taken.as_secs() < 120, "took {taken:?}");
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_exactly_one_sentence(
            text in r#"([a-zA-Z0-9 .!?"'“”‘’«»(),;:—…\[\]\n]|\PC|[\u{202a}\u{200d}\u{2028}é字]|Mr\.|No\. |p\.m\. |U\.S\. |etc\. |т\. д\. |• |1\) A| \. \. |The |said ){0,600}"#,
            lang in "(en|de|fr|es|it|pt|nl|hi|zh|ja|ru|ar|hy|xx||en-GB)",
        ) {
            let ranges = split(&text, &lang);
            let mut end = 0;
            for range in ranges {
                prop_assert!(range.start >= end && range.start < range.end);
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                prop_assert!(text[end..range.start].chars().all(char::is_whitespace));
                let part = range.of(&text);
                prop_assert_eq!(part, part.trim());
                prop_assert!(part.chars().count() <= 400);
                end = range.end;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }

        #[test]
        fn a_first_sentence_in_two_pieces_loses_nothing(
            text in r#"([a-z]{1,9}[ ,;:—()"“”]{1,2}|\PC){0,60}"#,
            limit in 1_usize..120,
        ) {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            let pieces = opening(text, ByteRange::new(0, text.len()), limit);
            let said: String = pieces.iter().map(|piece| piece.of(text)).collect();
            let visible = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(visible(&said), visible(text));
            prop_assert!(pieces.len() == 1 || text.chars().count() > limit);
        }
    }
}
