use proptest::prelude::*;

use super::*;

mod addresses;
mod marks;
mod written;

fn said(sentence: &str) -> String {
    verbalise(sentence, "en-US").text
}

mod dates;
mod fractions;
mod measures;
mod money;
mod names;
mod numbers;
mod ordinals;
mod scores;
mod sums;
mod times;

/// What is written, what is said, and why the case is there.
type Case = (&'static str, &'static str, &'static str);

#[track_caller]
fn check(cases: &[Case]) {
    compare(cases, said, str::to_owned);
}

/// Checks the cases in the language `lang`; whether "GMT" is said as letters is not of interest.
#[track_caller]
fn check_in(lang: &str, cases: &[Case]) {
    compare(
        cases,
        |text| letters_apart(&verbalise(text, lang).text),
        letters_apart,
    );
}

/// `text` with a space between capitals that touch.
fn letters_apart(text: &str) -> String {
    let mut apart = String::new();
    for c in text.chars() {
        if c.is_uppercase() && apart.ends_with(char::is_uppercase) {
            apart.push(' ');
        }
        apart.push(c);
    }
    apart
}

#[track_caller]
fn compare(cases: &[Case], said: impl Fn(&str) -> String, wanted: impl Fn(&str) -> String) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(written, spoken, _)| said(written) != wanted(spoken))
        .map(|(written, spoken, why)| {
            let got = said(written);
            format!("{written:?} ({why})\n  said   {got:?}\n  wanted {spoken:?}")
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_and_marks_are_tidied() {
    check(&[
        ("“It’s” ‘so’", "\"It's\" 'so'", "curly quotes are straight"),
        ("a\u{a0}b\u{2009}c", "a b c", "every space is one space"),
        ("ar\u{ad}ticle", "article", "a soft hyphen is not said"),
        (
            "zero\u{200b}width",
            "zerowidth",
            "nor is a zero-width space",
        ),
        ("wait... now…", "wait… now…", "one ellipsis"),
        ("exclusive — and", "exclusive— and", "a dash is one pause"),
        ("exclusive—and", "exclusive— and", "with or without spaces"),
        (
            "exclusive - and",
            "exclusive— and",
            "a lone hyphen is a dash",
        ),
        ("well-known", "well-known", "a hyphen in a word stays"),
        (
            "vs., etc.)",
            "versus, et cetera)",
            "a mark behind an abbreviation",
        ),
        ("R&D", "R and D", "an ampersand in letters"),
        ("AT & T", "A T and T", "and by itself"),
        (
            "AI/tech and/or",
            "A I tech and or",
            "a slash between words is silent",
        ),
        ("OpenAI’s ChatGPT", "Open A I's Chat G P T", "joined words"),
        ("iPhone McDonald", "iPhone McDonald", "stylised names stay"),
        ("[x](y) {z}", "(x)(y) (z)", "brackets are round"),
        (
            "go 👩‍🚀️ now",
            "go woman astronaut now",
            "a picture has a name",
        ),
    ]);
}

#[test]
fn numbers_are_said_in_words() {
    check(&[
        ("1,234", "one thousand two hundred thirty-four", "commas"),
        ("1,2", "one, two", "a list is no number"),
        ("in 2026", "in twenty twenty-six", "a year"),
        ("2,026", "two thousand twenty-six", "not a year"),
        ("3.5", "three point five", "a decimal"),
        ("-5", "minus five", "a sign"),
        ("400+ sources", "four hundred plus sources", "at least"),
        ("21st", "twenty-first", "an ordinal"),
        (
            "COVID-19",
            "COVID nineteen",
            "a hyphen to a number is silent",
        ),
        ("v1.2.3", "v one point two point three", "a version"),
        ("GPT4 is", "G P T four is", "digits after letters"),
        (
            "No. 5",
            "number five",
            "an abbreviation in front of a number",
        ),
        ("747s", "seven forty-sevens", "a plural"),
        ("B2B 4K", "B two B four K", "letters are no magnitude"),
        (".5", "point five", "no whole"),
        (
            "192.168.0.1",
            "one nine two dot one six eight dot zero dot one",
            "an address",
        ),
        (
            "555-0100",
            "five five five, zero one zero zero",
            "a short telephone",
        ),
        ("5.", "five.", "the full stop of the sentence"),
        (
            "3.5 million people",
            "three point five million people",
            "a magnitude",
        ),
        (
            "555-123-4567",
            "five five five, one two three, four five six seven",
            "a telephone",
        ),
    ]);
}

#[test]
fn roman_numerals_follow_what_they_count() {
    check(&[
        ("Elizabeth II", "Elizabeth the second", "a ruler"),
        ("World War I was", "World War one was", "a war"),
        ("Super Bowl LVIII", "Super Bowl fifty-eight", "a game"),
        ("Mary I know", "Mary I know", "a person"),
        ("the MIX IV", "the mix I V", "letters"),
    ]);
}

#[test]
fn amounts_carry_their_units() {
    check(&[
        ("$45", "forty-five dollars", "money"),
        ("$1", "one dollar", "one"),
        (
            "$4.2 million",
            "four point two million dollars",
            "a magnitude",
        ),
        (
            "£250k",
            "two hundred fifty thousand pounds",
            "a glued magnitude",
        ),
        (
            "$1,250.75",
            "one thousand two hundred fifty dollars seventy-five cents",
            "cents",
        ),
        ("$0.50", "fifty cents", "only cents"),
        (
            "US$300 million",
            "three hundred million U S dollars",
            "a country",
        ),
        (
            "C$1.1 million",
            "one point one million Canadian dollars",
            "another",
        ),
        (
            "a $5 million deal",
            "a five million dollar deal",
            "before its noun",
        ),
        (
            "the $5 in cash",
            "the five dollars in cash",
            "not before one",
        ),
        ("$1–$2bn", "one to two billion dollars", "one and many"),
        ("$10–$15", "ten to fifteen dollars", "a range"),
        ("€5bn", "five billion euros", "a short magnitude"),
        ("3.5%", "three point five percent", "percent"),
        ("5-10%", "five to ten percent", "a range of it"),
        ("5 km²", "five square kilometers", "a unit with a power"),
        ("60mph", "sixty miles per hour", "a glued unit"),
        (
            "25 °C",
            "twenty-five degrees Celsius",
            "a unit of two marks",
        ),
        ("16GB", "sixteen gigabytes", "data"),
        ("5 minutes", "five minutes", "a word is no unit"),
    ]);
}

#[test]
fn dates_times_and_ranges_are_said_as_people_do() {
    check(&[
        (
            "9:30 a.m. today",
            "nine thirty A M today",
            "with full stops",
        ),
        (
            "at 9:30 a.m.",
            "at nine thirty A M.",
            "the sentence's stop too",
        ),
        ("9am", "nine A M", "glued"),
        ("14:05", "fourteen oh five", "24 hours"),
        (
            "March 3, 2026",
            "March third, twenty twenty-six",
            "American",
        ),
        (
            "3 March 2026",
            "the third of March twenty twenty-six",
            "British",
        ),
        (
            "April 27, 2026.",
            "April twenty-seventh, twenty twenty-six.",
            "at the end",
        ),
        ("March 2026", "March twenty twenty-six", "no day"),
        ("Jan. 5", "January fifth", "short"),
        ("2026-03-14", "March fourteenth, twenty twenty-six", "ISO"),
        ("I may go", "I may go", "no month"),
        ("1990s", "nineteen nineties", "a decade"),
        ("the ’90s", "the nineties", "a short one"),
        ("2019–20", "twenty nineteen to twenty", "a season"),
        (
            "1914-1918",
            "nineteen fourteen to nineteen eighteen",
            "years",
        ),
        ("10–15", "ten to fifteen", "a range"),
        ("24/7", "twenty-four seven", "a figure of speech"),
        ("3/4", "three quarters", "a fraction"),
    ]);
}

#[test]
fn addresses_are_said_as_words() {
    check(&[
        (
            "https://example.com/a",
            "H T T P S colon slash slash example dot com slash A",
            "with its scheme",
        ),
        (
            "(www.example.com).",
            "(W W W dot example dot com).",
            "in brackets",
        ),
        (
            "joe@example.co.uk",
            "joe at example dot co dot U K",
            "e-mail",
        ),
        ("@aloud", "at aloud", "a handle"),
        ("end.Start", "end. Start", "a missing space is no address"),
    ]);
}

#[test]
fn a_map_leads_from_every_token_to_its_source() {
    let sentence = "OpenAI’s $45";
    let form = verbalise(sentence, "en");
    let pairs: Vec<_> = form
        .tokens
        .iter()
        .map(|t| (t.source.of(sentence), t.spoken.of(&form.text), t.rule))
        .collect();
    assert_eq!(
        pairs,
        [
            ("Open", "Open", "word"),
            ("AI’s", "A I's", "word"),
            ("$45", "forty-five dollars", "money"),
        ]
    );
}

#[test]
fn what_nothing_is_said_for_is_kept_in_the_map() {
    let form = verbalise("a • b**[1] ☃☃☃ 北京", "en");
    let silent: Vec<_> = form.tokens.iter().filter(|t| t.spoken.is_empty()).collect();
    assert_eq!(silent.len(), 3);
    assert_eq!(form.text, "a b snowman Chinese text");
}

#[test]
fn languages_without_a_file_keep_their_numbers_and_words() {
    assert_eq!(
        verbalise("„Meer dan 3 %“ — 北京", "nl").text,
        "\"Meer dan 3 %\"— 北京"
    );
}

#[track_caller]
pub(super) fn assert_covered(form: &SpokenForm, sentence: &str) {
    let sources: Vec<_> = form.tokens.iter().map(|t| t.source).collect();
    let spoken: Vec<_> = form.tokens.iter().map(|t| t.spoken).collect();
    for (ranges, text) in [(sources, sentence), (spoken, form.text.as_str())] {
        let mut at = 0;
        for range in ranges {
            let between = text.get(at..range.start).expect("ranges are ordered");
            assert!(between.trim().is_empty(), "{between:?} of {text:?} is lost");
            assert!(text.get(range.start..range.end).is_some());
            at = range.end;
        }
        assert!(text[at..].trim().is_empty(), "the end of {text:?} is lost");
    }
}

/// Text made of what the classes look for, so that they meet in odd ways.
fn article_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,20}",
        "[A-Za-z]{1,6}",
        "[-–—/:.,'’\"“$£€%°²+@#&()]",
        Just(" ".to_owned()),
        Just("\u{ad}".to_owned()),
        Just("million".to_owned()),
        Just("March".to_owned()),
        Just("p.m.".to_owned()),
        Just("https://".to_owned()),
        Just("km/h".to_owned()),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

#[test]
fn long_lines_without_a_space_are_read_to_their_end() {
    for piece in ["7", "1-", "1/", "$1 ", "I", "1.1.1.", "²"] {
        let line = piece.repeat(20_000 / piece.len());
        let form = verbalise(&line, "en-GB");
        assert_covered(&form, &line);
        assert!(!form.text.contains(char::is_numeric), "{piece}");
    }
}

proptest! {
    #[test]
    fn every_visible_character_is_covered(text in any::<String>()) {
        assert_covered(&verbalise(&text, "en"), &text);
        assert_covered(&verbalise(&text, "de"), &text);
    }

    #[test]
    fn every_visible_character_of_article_text_is_covered(text in article_like()) {
        assert_covered(&verbalise(&text, "en"), &text);
    }

    #[test]
    fn no_digit_is_left_in_spoken_english(text in article_like()) {
        prop_assert!(!said(&text).contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn no_number_of_any_script_is_left_or_lost(text in "[0-9٠-٩०-९０-９²³⁰⁴-⁹₀-₉½-¾①-⑳Ⅰ-ⅻ/:.,° $£%+-]{0,30}") {
        let form = verbalise(&text, "en");
        assert_covered(&form, &text);
        prop_assert!(!form.text.contains(char::is_numeric), "{text:?} {:?}", form.text);
        for token in form.tokens.iter().filter(|t| t.spoken.is_empty()) {
            let source = token.source.of(&text);
            // A raised number behind a sentence that ends is the mark of a note.
            let is_note = token.rule == "footnote" && text[..token.source.start].ends_with(['.', ',', ':']);
            if is_note {
                continue;
            }
            prop_assert!(!source.contains(char::is_numeric), "{source:?} of {text:?} is lost");
        }
    }

    #[test]
    fn no_digit_is_left_of_any_text(text in any::<String>()) {
        prop_assert!(!said(&text).contains(|c: char| c.is_ascii_digit()));
    }
}
