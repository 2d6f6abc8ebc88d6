//! Whole documents through all steps.

mod furniture;
mod metadata;
mod publisher;

use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::*;

const FERRY: &[u8] = include_bytes!("../../tests/fixtures/articles/ferry.html");

fn html(page: &str) -> Result<Article, ArticleError> {
    read(page.as_bytes(), Format::Html, None, &Reading::default())
}

/// `count` times `before`, a number of its own and `after`.
fn numbered(count: usize, before: &str, after: &str) -> String {
    (0..count).fold(String::new(), |text, n| {
        text + before + &n.to_string() + after
    })
}

/// A line for each block: its kind and how its text begins.
fn outline(article: &Article) -> Vec<String> {
    (article.blocks.iter())
        .map(|block| {
            let start: Vec<&str> = block.text.split(' ').take(4).collect();
            format!("{:?} {}", block.kind, start.join(" "))
        })
        .collect()
}

#[test]
fn a_news_page_is_read_title_first_and_without_its_furniture() {
    let article = read(FERRY, Format::Html, None, &Reading::default()).unwrap();
    let expected = [
        "Title Night ferry to Skerry",
        "Standfirst The Gannet sails again",
        "Paragraph The night ferry between",
        "Paragraph It leaves at 22:30,",
        "Heading A smaller ship, a",
        "Paragraph The ship has forty",
        "Quotation My grandmother took it",
        "Paragraph Tickets are sold at",
        "ListItem a seat on deck,",
        "ListItem a bed in a",
        "ListItem of four, 30 pounds;",
        "ListItem of two, 48 pounds.",
        "Paragraph The first voyage is",
        "Paragraph Read the README of",
    ];
    assert_eq!(outline(&article), expected);
    assert_eq!(article.lang.as_deref(), Some("en-GB"));
    let url = article.url.map(String::from);
    assert_eq!(
        url.as_deref(),
        Some("https://gazette.example/2026/night-ferry")
    );
}

#[test]
fn what_a_news_page_does_not_say_is_named_with_its_rule() {
    let article = read(FERRY, Format::Html, None, &Reading::default()).unwrap();
    let rules: Vec<&str> = article.skipped.iter().map(|s| s.rule.as_str()).collect();
    let expected = [
        "kicker",
        "byline",
        "date",
        "share",
        "alt-text",
        "caption",
        "toolbar",
        "footnote-mark",
        "advertisement",
        "pull-quote",
        "table",
        "code",
        "newsletter",
        "hidden",
        "data-listen",
        "ornament",
        "byline",
        "footnote",
    ];
    assert_eq!(rules, expected, "{:#?}", article.skipped);
}

#[test]
fn text_is_folded_and_inline_elements_are_joined() {
    let article = read(FERRY, Format::Html, None, &Reading::default()).unwrap();
    let text = |start: &str| {
        let mut blocks = article.blocks.iter();
        blocks
            .find(|block| block.text.starts_with(start))
            .map(|block| block.text.as_str())
    };
    let standfirst =
        "The Gannet sails again from Tuesday, with fewer cabins and a\u{a0}new engine.";
    assert_eq!(text("The Gannet"), Some(standfirst));
    let first = text("The night").unwrap();
    assert!(
        first.contains("company that ran it went bankrupt, is"),
        "{first}"
    );
    assert!(first.ends_with("board said."), "{first}");
    assert!(text("It leaves").unwrap().contains("morning, in time"));
}

#[test]
fn origins_number_the_elements_of_the_source() {
    let article = html("<html><body><p>One.</p><div><p>Two <b>b</b>.</p></div></body></html>");
    let origins: Vec<Origin> = article.unwrap().blocks.iter().map(|b| b.origin).collect();
    assert_eq!(origins, [Origin::Element(2), Origin::Element(4)]);
}

#[test]
fn small_pages_are_read_whole() {
    let cases = [
        ("a fragment", "<p>One.</p><p>Two.</p>", "One.|Two."),
        ("text alone", "Just text.", "Just text."),
        (
            "text in a box",
            "<div>One.<div>Two.</div>Three.</div>",
            "One.|Two.|Three.",
        ),
        ("line breaks", "<p>One<br>two</p>", "One two"),
        (
            "empty lines",
            "<div>One<br> <br>two<br/>three</div>",
            "One|two three",
        ),
        (
            "a note of editors",
            "<p>One<sup>[<a href=x>citation needed</a>]</sup>.</p>",
            "One.",
        ),
        (
            "an empty section",
            "<p>One.</p><h2>Sources</h2><pre>x</pre>",
            "One.",
        ),
        ("joined words", "<p>un<i>believ</i>able</p>", "unbelievable"),
        (
            "unclosed",
            "<p>One.<p>Two.<ul><li>a<li>b</ul>",
            "One.|Two.|a|b",
        ),
        (
            "text after a list",
            "<ul><li>a<ul><li>b</ul>c</ul>",
            "a|b|c",
        ),
        (
            "a definition",
            "<dl><dt>Term<dd>Meaning</dl>",
            "Term|Meaning",
        ),
        (
            "entities",
            "<p>Fish &amp; chips &#8212; &lt;3</p>",
            "Fish & chips — <3",
        ),
        ("an unknown element", "<p>a <x-y>b</x-y> c</p>", "a b c"),
        ("an unsaid exponent", "<p>5 km<sup>2</sup></p>", "5 km2"),
        (
            "a form around all",
            "<form><p>One.</p><p>Two.</p></form>",
            "One.|Two.",
        ),
    ];
    for (why, page, expected) in cases {
        let article = html(page).unwrap();
        let texts: Vec<&str> = article.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts.join("|"), expected, "{why}");
    }
}

#[test]
fn the_title_is_never_read_twice() {
    let page = "<title>Rain</title><h1>Rain</h1><p>Rain</p><p>It rains today.</p><h2>Rain</h2>";
    let article = html(page).unwrap();
    assert_eq!(
        outline(&article),
        ["Title Rain", "Paragraph It rains today."]
    );
    assert!(
        article
            .skipped
            .iter()
            .all(|skipped| skipped.rule == "repeated-title")
    );
}

#[test]
fn paragraphs_that_the_extractor_drops_are_read_among_those_it_keeps() {
    let body = "<p>The river rose in the night, and the people, who knew it, left.</p>".repeat(9);
    let page = format!(
        "<article><div><p class=\"sidebar-x extra\">First, there was rain.</p>{body}\
         <ul class=\"menu-x\"><li>a boat</li><li>a goat</li></ul>\
         <p class=\"footer-x\">Last, there was mud.</p></div></article>"
    );
    let article = html(&page).unwrap();
    let texts: Vec<&str> = article.blocks.iter().map(|b| b.text.as_str()).collect();
    assert!(texts.contains(&"a goat"), "{texts:#?}");
    assert_eq!(texts.last(), Some(&"Last, there was mud."));
}

#[test]
fn documents_without_text_say_so() {
    let cases: [(&[u8], Format, ArticleError); 6] = [
        (b"", Format::Html, ArticleError::Empty),
        (b" \n", Format::Markdown, ArticleError::Empty),
        (
            b"<html><body></body></html>",
            Format::Html,
            ArticleError::NoText,
        ),
        (
            b"<div id=root></div><script>x()</script>",
            Format::Html,
            ArticleError::NoText,
        ),
        (b"```\ncode\n```", Format::Markdown, ArticleError::NoText),
        (b"\x89PNG\r\n", Format::Plain, ArticleError::Binary),
    ];
    for (document, format, error) in cases {
        let found = read(document, format, None, &Reading::default());
        assert_eq!(found, Err(error), "{}", String::from_utf8_lossy(document));
    }
}

#[test]
fn documents_over_the_limits_are_refused_at_once() {
    let reading = Reading::default();
    let start = ThreadTime::now();
    let cases = [
        ("bytes", "a".repeat(10 << 20)),
        ("nested boxes", "<div>".repeat(100_000)),
        ("nested spans", "<span>".repeat(100_000)),
        ("misnested spans", "<span><div></span>".repeat(100_000)),
        ("misnested tables", "<div><table><td></div>".repeat(50_000)),
        ("nested lists", "<ul><li>".repeat(50_000)),
        ("nested quotations", "<blockquote><p>".repeat(50_000)),
        ("many elements", "<p>a</p>".repeat(300_000)),
        (
            "implied paragraphs",
            format!("<body>{}", "</p>".repeat(900_000)),
        ),
        (
            "re-opened formatting",
            numbered(90_000, "<p><b id=", "></p>"),
        ),
    ];
    for (why, page) in cases {
        let found = read(page.as_bytes(), Format::Html, None, &reading);
        assert!(
            matches!(
                found,
                Err(ArticleError::TooLarge { .. }
                    | ArticleError::TooDeep { .. }
                    | ArticleError::TooManyElements { .. })
            ),
            "{why}: {found:?}"
        );
        println!("{why} {:?}", start.elapsed());
    }
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn large_flat_pages_are_read() {
    let start = ThreadTime::now();
    let cases = [
        (
            "unclosed paragraphs",
            "<p>The river rose, and fell.".repeat(5000),
        ),
        (
            "unclosed items",
            format!("<ul>{}", "<li>One, two, three.".repeat(5000)),
        ),
        (
            "line breaks",
            "The river rose, and fell.<br>".repeat(20_000),
        ),
        (
            "empty breaks",
            format!("<p>Text, text.{}", "<br>".repeat(50_000)),
        ),
        (
            "rows",
            format!("<p>Text.</p><table>{}", "<tr><td>1<td>2".repeat(20_000)),
        ),
        ("unclosed bold", "<p><b>The river rose.".repeat(1500)),
        ("raised numbers", "river<sup>1</sup>".repeat(90_000)),
        ("raised powers", "1000<sup>2</sup>".repeat(90_000)),
        (
            "languages in each other",
            format!("{}The river rose.", "<i lang=fr><i lang=de>".repeat(200)),
        ),
        (
            "one long lang",
            format!("<p lang='{}'>The river rose.", "x".repeat(3_000_000)),
        ),
        ("spans", "<span>The river rose. </span>".repeat(50_000)),
        (
            "boxes",
            "<div class=x>The river rose. </div>".repeat(50_000),
        ),
        (
            "nested to the limit",
            format!("{}<p>The river rose.", "<div>".repeat(500)),
        ),
        (
            "one title",
            format!(
                "<title>{0}</title><h1>{0}</h1><p>Text.",
                "a b ".repeat(200_000)
            ),
        ),
        (
            "one paragraph",
            format!("<p>{}</p>", "word ".repeat(40_000)),
        ),
        ("one word", format!("<p>{}</p>", "字".repeat(200_000))),
    ];
    for (why, page) in cases {
        let found = html(&page);
        assert!(found.is_ok(), "{why}: {:?}", found.err());
        println!("{why} {:?}", start.elapsed());
    }
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn hostile_markdown_and_text_take_no_time() {
    let start = ThreadTime::now();
    for unit in [
        "> ",
        "- ",
        "* ",
        "**a ",
        "[",
        "![",
        "`",
        "<",
        "<!--",
        "a\n\n",
        "|a|\n|-|\n",
        "_a",
        "[^1]",
        "\n---\n",
        "&",
        "1. a\n",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        for format in [Format::Markdown, Format::Plain] {
            let _ = read(text.as_bytes(), format, None, &Reading::default());
        }
        println!("{unit:?} {:?}", start.elapsed());
    }
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn markdown_and_its_page_give_the_same_kinds() {
    let text = include_bytes!("../../tests/fixtures/articles/ferry.md");
    let article = read(text, Format::Markdown, None, &Reading::default()).unwrap();
    let expected = [
        "Title Night ferry returns",
        "Paragraph The Gannet sails again",
        "Quotation Talk at sea.",
        "Heading Fares",
        "ListItem Deck",
        "ListItem Cabin",
        "ListItem of four",
        "ListItem of two",
    ];
    assert_eq!(outline(&article), expected);
    let rules: Vec<&str> = article.skipped.iter().map(|s| s.rule.as_str()).collect();
    let expected = [
        "front-matter",
        "repeated-title",
        "alt-text",
        "table",
        "code",
    ];
    assert_eq!(rules, expected);
}

/// The marked stretches of a block, each with its mark.
fn marked(block: &Block) -> Vec<(&str, &Mark)> {
    let spans = block.spans.iter();
    spans
        .map(|span| (span.range.of(&block.text), &span.mark))
        .collect()
}

#[test]
fn marks_name_the_words_that_they_are_on() {
    let page = "<html lang=en><p>One  <em> two</em>,\n<a href=x>three <b>four</b></a> \
                5 km<sup>2</sup> of H<sub>2</sub>O, <abbr title='by the way'>BTW</abbr>, \
                <i lang=fr>chez  nous</i> <code>x</code>.</p>";
    let article = html(page).unwrap();
    let expected = [
        ("two", &Mark::Emphasis),
        ("three four", &Mark::Link),
        ("four", &Mark::Strong),
        ("2", &Mark::Superscript),
        ("2", &Mark::Subscript),
        ("BTW", &Mark::Abbreviation("by the way".into())),
        ("chez nous", &Mark::Lang("fr".into())),
        ("x", &Mark::Code),
    ];
    assert_eq!(marked(&article.blocks[0]), expected);
}

#[test]
fn marks_of_markdown_name_their_words_too() {
    let text = "A *b **c*** [d e](f) `g` m<sup>2</sup> <sup>*h</sup>* i\n\nj";
    let article = read(text.as_bytes(), Format::Markdown, None, &Reading::default()).unwrap();
    let expected = [
        ("b c", &Mark::Emphasis),
        ("c", &Mark::Strong),
        ("d e", &Mark::Link),
        ("g", &Mark::Code),
        ("2", &Mark::Superscript),
    ];
    assert_eq!(marked(&article.blocks[0])[..5], expected);
    assert_eq!(marked(&article.blocks[1]), []);
}

#[test]
fn a_block_names_its_language_where_it_is_another_one() {
    let page = "<html lang=en><h1 lang=la>Lorem</h1><p>One.</p><p lang=de>Zwei.</p>\
                <div lang='fr-CA'><p>Trois.</p><p lang=EN>Four.</p><p lang='!!'>Cinq.</p></div>";
    let article = html(page).unwrap();
    let langs: Vec<_> = article.blocks.iter().map(|b| b.lang.as_deref()).collect();
    let expected = [
        Some("la"),
        None,
        Some("de"),
        Some("fr-CA"),
        None,
        Some("fr-CA"),
    ];
    assert_eq!(langs, expected);
}

#[test]
fn headings_and_items_know_their_level() {
    let page = "<h2>A</h2><ul><li>b<ol><li>c</ol></ul><h4>D</h4><p>e</p><dl><dt>f<dd>g</dl>";
    let text = "## A\n\n- b\n  1. c\n\n#### D\n\ne\n\n- f\n- g\n";
    let expected = [Some(2), Some(1), Some(2), Some(4), None, Some(1), Some(1)];
    for article in [
        html(page).unwrap(),
        read(text.as_bytes(), Format::Markdown, None, &Reading::default()).unwrap(),
    ] {
        let levels: Vec<_> = article.blocks.iter().map(|b| b.level).collect();
        assert_eq!(levels, expected);
    }
}

#[test]
fn what_is_plain_is_stored_without_a_word_of_it() {
    let block = Block::new(BlockKind::Paragraph, "One.", Origin::Element(2));
    let stored = serde_json::to_string(&block).unwrap();
    assert_eq!(
        stored,
        r#"{"kind":"paragraph","text":"One.","origin":{"element":2}}"#
    );
    assert_eq!(serde_json::from_str::<Block>(&stored).unwrap(), block);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_document_panics_and_every_block_says_something(
        text in r"(<(/?)(p|div|b|a|li|ul|table|tr|td|h1|article|svg|sup|i|br|form|select|title)( class=(ad|dek|x)| lang=(fr|!)| href=.)?>|</(p|div|b|i|sup|a|table|svg)>|&amp;|[a-z .\n#>*`|-]|\PC){0,120}",
        format in prop_oneof![Just(Format::Html), Just(Format::Markdown), Just(Format::Plain)],
    ) {
        if let Ok(article) = read(text.as_bytes(), format, None, &Reading::default()) {
            prop_assert!(!article.blocks.is_empty());
            for block in article.blocks {
                prop_assert!(block.text.chars().any(char::is_alphanumeric));
                prop_assert_eq!(&fold::fold(&block.text), &block.text);
                for span in &block.spans {
                    let marked = span.range.of(&block.text);
                    prop_assert!(!marked.is_empty() && marked == marked.trim_matches(' '));
                }
                if let Origin::Bytes(range) = block.origin {
                    prop_assert!(text.get(range.start..range.end).is_some());
                }
            }
        }
    }
}
