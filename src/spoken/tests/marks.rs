//! Symbols, emoji, slashes, notes, other scripts; that nothing is lost and nothing is slow.

use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::{assert_covered, check, check_in};
use crate::spoken::verbalise;

#[test]
fn symbols_have_names_where_they_are_no_decoration() {
    check(&[
        ("the + sign", "the plus sign", "by itself"),
        ("x = y", "x equals y", "an equation"),
        (
            "a ≠ b ≤ c",
            "a not equal to b less than or equal to c",
            "relations",
        ),
        ("A → B", "A to B", "an arrow between two"),
        ("§ five", "section five", "a section"),
        ("the # sign", "the hash sign", "no number behind"),
        ("a * b", "a asterisk b", "an asterisk apart"),
        ("**bold** _it_ ~~no~~", "bold it no", "Markdown"),
        ("snake_case", "snake underscore case", "an identifier"),
        ("Acme™ © Foo®", "Acme copyright Foo", "marks of trade"),
        ("• first", "first", "a bullet"),
        ("done ✓", "done check mark", "a tick"),
        ("five ★★★★★", "five", "a row of stars is decoration"),
        ("====", "", "a line"),
        ("C++ and C#", "C plus plus and C sharp", "a language"),
        (
            "∞ √ ± µ π",
            "infinity the square root of plus or minus mu pi",
            "mathematics",
        ),
        ("$ and £", "dollar and pound", "money alone"),
        ("5° north", "five degrees north", "an angle"),
        ("☃ ⌘", "snowman command", "the names of characters"),
        ("foo | bar", "foo— bar", "a bar is a pause"),
    ]);
}

#[test]
fn marks_of_punctuation_are_few() {
    check(&[
        ("Wait!!! What?!", "Wait! What?", "one of each"),
        ("¿Qué? ¡Hola!", "Qué? Hola!", "Spanish"),
        ("Hmm . . . ok", "Hmm … ok", "dots apart"),
        ("stop -- now", "stop— now", "two hyphens"),
        ("word[1] and.[2] text†", "word and. text", "notes"),
        ("word[a] [citation needed]", "word", "other notes"),
        ("[t]he [sic]", "(t)he (sic)", "no notes"),
        ("people² said", "people said", "a raised number"),
        ("in 2019.³ He", "in twenty nineteen. He", "behind the stop"),
        ("(so it is).¹²", "(so it is).", "behind two stops"),
        (
            "people¹²³⁴",
            "people one thousand two hundred thirty-four",
            "too long for a note",
        ),
        ("(a+b)² = 4", "(a plus b) squared equals four", "a power"),
        (",⁴", ", four", "no text before it"),
        ("x² grows", "x squared grows", "a power"),
        (
            "he/she, w/o, w/ milk",
            "he or she, without, with milk",
            "slashes",
        ),
        (
            "N/A, c/o, TCP/IP",
            "N A, care of, T C P I P",
            "more of them",
        ),
        ("Smiles :) and <3", "Smiles smiley face and heart", "faces"),
    ]);
}

#[test]
fn emoji_are_said_once() {
    check(&[
        ("yay 🎉", "yay party popper", "a name"),
        ("🎉🎉 🎉", "party popper", "once"),
        ("👍🏽 ok", "thumbs up ok", "no skin tone"),
        (
            "🇫🇷 and 🇬🇧",
            "flag of France and flag of United Kingdom",
            "flags",
        ),
        ("1️⃣ first", "keycap one first", "a keycap"),
        ("👩‍🚀️", "woman astronaut", "joined"),
        ("👨‍👩‍👧", "family", "a family"),
        ("❤️ it", "heart it", "with a selector"),
        ("🥇!", "first place medal!", "a number in a name"),
        (
            "😀😂",
            "grinning face face with tears of joy",
            "two of them",
        ),
    ]);
}

#[test]
fn other_scripts_are_named() {
    check(&[
        ("Beijing (北京) is", "Beijing (Chinese text) is", "Chinese"),
        ("東京タワー", "Japanese text", "with kana"),
        ("العربية هنا", "Arabic text", "two words, one phrase"),
        ("עברית", "Hebrew text", "Hebrew"),
        ("ภาษาไทย", "Thai text", "vowels of their own"),
        ("हिन्दी", "Hindi text", "joined letters"),
        ("한국어", "Korean text", "Korean"),
        ("Москва", "Москва", "the voice transliterates it"),
        ("５ and ٣", "five and three", "digits"),
    ]);
}

proptest! {
    #[test]
    fn every_visible_character_of_wild_text_is_covered(
        text in "([A-Z]{1,4}|[a-z]{1,3}|[.@#/&:_'’\\[\\]]|https://|\\.com|[🎉👍🏽️‍①²†北ท🇫α]| |s){0,24}"
    ) {
        assert_covered(&verbalise(&text, "en"), &text);
    }
}

#[test]
fn long_text_of_anything_is_read_in_linear_time() {
    let pieces = [
        "a",
        "A",
        "A.",
        "a/",
        "@",
        "#",
        ".",
        "🎉",
        "a.b",
        "(a",
        "a@",
        "U.S.",
        "[1]",
        "北",
        "²",
        "é’",
        "A&",
        "w/",
        "_a",
        "a-",
        "AB ",
        "St. ",
        "\u{301}a",
        "_",
        ":)",
        "👍\u{200d}",
        "ก\u{e33}",
        "☃",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.chars().count());
        let begun = ThreadTime::now();
        let form = verbalise(&text, "en");
        // Linear takes a tenth of it in an unoptimised build; quadratic a thousand times as much.
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{piece:?} took {:?}",
            begun.elapsed()
        );
        assert!(!form.tokens.is_empty());
    }
}

#[test]
fn tags_of_markup_are_said_without_their_brackets() {
    check_in(
        "en",
        &[
            ("<b>bold</b>", "B bold B", "a pair"),
            ("go<noise/>home", "go noise home", "one that closes itself"),
            ("<break time=\"1s\"/>", "break time one S", "with a value"),
            (
                "3 <4> 2",
                "three less than four two",
                "numbers are compared",
            ),
            ("x<y", "x less than y", "and letters"),
            (
                "<https://example.com>",
                "H T T P S colon slash slash example dot com",
                "an address",
            ),
        ],
    );
}

#[test]
fn marks_behind_a_letter_are_notes_and_grades() {
    check_in(
        "en",
        &[
            ("C# and F# minor", "C sharp and F sharp minor", "sharps"),
            ("a B- grade", "a B minus grade", "a grade"),
            ("A- and B-level", "A and B-level", "a shared noun"),
            ("45º", "forty-five degrees", "another ring"),
            ("12\" pizza", "twelve inch pizza", "before a noun"),
        ],
    );
}
