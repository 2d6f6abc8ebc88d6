//! What holds for any text in all of the languages.

use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::super::super::tests::assert_covered;
use super::*;

/// A tag of every language that has files.
fn tag() -> impl Strategy<Value = &'static str> {
    let tags: Vec<&'static str> = LANGUAGES.iter().map(|files| files.tag).collect();
    prop::sample::select(tags)
}

/// Text made of what the classes look for, so that they meet in odd ways.
fn article_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,20}",
        "[A-Za-zа-яёäßéñç]{1,6}",
        "[IVXLCDM]{1,5}",
        "[-–—/:.,'’\"„«$£€₽%°²½ºª№+@#&()_]",
        "( |\u{a0}|\u{202f}|\u{ad})",
        prop::sample::select(vec![
            "Mio.",
            "millions",
            "мая",
            "Oktober",
            "mayo",
            "Uhr",
            "км/ч",
            "www.",
            "https://",
            "Jahrhundert",
            "siècle",
            "siglo",
            "году",
            "гг.",
            "z. B.",
            "R$",
            "1er",
            "-го",
            "тыс.",
            "de",
            "am",
            "в",
            "14h30",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_covered(text in any::<String>(), tag in tag()) {
        assert_covered(&verbalise(&text, tag), &text);
    }

    #[test]
    fn article_text_is_covered_and_no_digit_is_left(text in article_like(), tag in tag()) {
        let form = verbalise(&text, tag);
        assert_covered(&form, &text);
        prop_assert!(!form.text.contains(|c: char| c.is_ascii_digit()), "{}", form.text);
    }

    #[test]
    fn every_number_has_words_without_digits(n in any::<u64>(), tag in tag()) {
        let language = Language::of_tag(tag).unwrap();
        let said = language.cardinal("counting", &n.to_string());
        prop_assert!(said.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-')), "{said}");
        prop_assert!(!said.contains("  ") && said.trim() == said, "{said:?}");
    }
}

/// The time that 200,000 characters of a repeated piece may take: linear work takes a
/// tenth of it on a slow machine, quadratic work minutes.
const LIMIT: Duration = Duration::from_secs(8);

#[test]
fn a_long_sentence_takes_linear_time() {
    let pieces = [
        "a",
        "1",
        "1.",
        "1 ",
        "1 000 ",
        "1-",
        "1/",
        "1:",
        ".",
        "a.",
        "z. B.",
        "a@",
        "a.b",
        "www.",
        "I",
        "XIX ",
        "ᵉ",
        "+",
        "1½",
        "€",
        "5 % ",
        "A",
        "AB ",
        "\u{ad}",
        "https://a/",
        "3. ",
        "1,",
    ];
    // Each piece in one language, in turn: the classes are the same for all.
    for (piece, tag) in pieces
        .into_iter()
        .zip(["de", "fr", "ru"].into_iter().cycle())
    {
        let text = piece.repeat(200_000 / piece.len());
        let start = ThreadTime::now();
        let form = verbalise(&text, tag);
        let taken = start.elapsed();
        assert!(taken < LIMIT, "{piece:?} in {tag}: {taken:?}");
        assert_covered(&form, &text);
    }
}
