//! Publishers' rules and verbosity, as they are heard.

use std::sync::Arc;
use std::time::Duration;

use cpu_time::ThreadTime;
use url::Url;

use super::*;

/// The article of `page` as the rules in `toml` want it.
fn ruled(page: &str, toml: &str, reading: Reading) -> Article {
    #[derive(serde::Deserialize)]
    struct File {
        #[serde(default)]
        rules: Vec<Rule>,
    }
    let file: File = toml::from_str(toml).unwrap();
    let reading = Reading {
        rules: Arc::new(Rules::new(file.rules).unwrap()),
        ..reading
    };
    read(page.as_bytes(), Format::Html, None, &reading).unwrap()
}

fn texts(article: &Article) -> String {
    let texts: Vec<&str> = article.blocks.iter().map(|b| b.text.as_str()).collect();
    texts.join("|")
}

const PAGE: &str = "<article><p>One.</p><div class='promo'><p>Two.</p></div>\
    <aside><p>Three.</p><p class='note'>Four.</p></aside>\
    <p data-listen='skip'>Five.</p><figure><img alt='A fox' src='f.jpg'>\
    <figcaption>Six.</figcaption></figure><p>Seven.</p></article>";

#[test]
fn publishers_rules_go_before_our_own() {
    let cases = [
        ("", "One.|Seven.", "our own rules"),
        (
            "[[rules]]\nselector = '.promo'\naction = 'read'",
            "One.|Two.|Seven.",
            "read though we know it as a promotion",
        ),
        (
            "[[rules]]\nselector = 'aside .note'\naction = 'read'",
            "One.|Four.|Seven.",
            "read inside of what is skipped",
        ),
        (
            "[[rules]]\nselector = 'figcaption'\naction = 'read'",
            "One.|Six.|Seven.",
            "a caption",
        ),
        (
            "[[rules]]\nselector = 'img'\naction = 'read'",
            "One.|A fox|Seven.",
            "the words for a picture",
        ),
        (
            "[[rules]]\nselector = 'p:first-child'\naction = 'skip'",
            "Seven.",
            "skipped though we would read it",
        ),
        (
            "[[rules]]\nselector = 'p'\naction = 'skip'\n[[rules]]\nselector = 'p'\naction = 'read'\n\
             [[rules]]\nselector = 'figcaption'\naction = 'read'",
            "Six.",
            "the first rule that says something is followed",
        ),
        (
            "[[rules]]\nselector = '[data-listen]'\naction = 'read'",
            "One.|Seven.",
            "the page itself goes before the configuration",
        ),
    ];
    for (toml, expected, why) in cases {
        let article = ruled(PAGE, toml, Reading::default());
        assert_eq!(texts(&article), expected, "{why}");
    }
}

#[test]
fn what_a_publisher_skips_cites_the_publishers_rule() {
    let toml = "[[rules]]\nselector = '.promo'\naction = 'skip'\n\
                [[rules]]\nname = 'house-ads'\nselector = 'aside'\naction = 'skip'";
    let article = ruled(PAGE, toml, Reading::default());
    let rules: Vec<&str> = article.skipped.iter().map(|s| s.rule.as_str()).collect();
    let expected = [
        "selector .promo",
        "house-ads",
        "data-listen",
        "alt-text",
        "caption",
    ];
    assert_eq!(rules, expected);
}

#[test]
fn a_rule_of_a_site_is_followed_on_its_pages_alone() {
    let toml = "[[rules]]\nselector = 'p'\nlang = 'fr'\nsite = 'https://a.example'";
    let cases = [
        (Some("https://a.example/b"), "<p>One.", Some("fr")),
        (Some("https://b.example/"), "<p>One.", None),
        (None, "<p>One.", None),
        (
            None,
            "<link rel=canonical href='https://a.example/'><p>One.",
            Some("fr"),
        ),
        (
            Some("https://b.example/"),
            "<link rel=canonical href='https://a.example/'><p>One.",
            None,
        ),
    ];
    for (url, page, lang) in cases {
        let reading = Reading {
            url: url.map(|url| Url::parse(url).unwrap()),
            ..Reading::default()
        };
        let article = ruled(page, toml, reading);
        assert_eq!(article.blocks[0].lang.as_deref(), lang, "{url:?} {page}");
    }
}

#[test]
fn voices_come_from_rules_and_from_the_page() {
    let page = "<article><h1 data-listen-voice=host>T</h1><p>One.</p>\
                <blockquote><p>Two.</p><p data-listen-voice=' eve '>Three.</p></blockquote></article>";
    let toml = "[[rules]]\nselector = 'blockquote'\nvoice = 'adam'";
    let article = ruled(page, toml, Reading::default());
    let voices: Vec<_> = article.blocks.iter().map(|b| b.voice.as_deref()).collect();
    assert_eq!(voices, [Some("host"), None, Some("adam"), Some("eve")]);
}

#[test]
fn a_page_may_ask_for_what_would_be_left_out() {
    let page = "<article><p>One.</p><aside data-listen=read><p>Two.</p></aside>\
                <p class=ad data-listen=READ>Three.</p></article>";
    assert_eq!(texts(&html(page).unwrap()), "One.|Two.|Three.");
}

const FIGURES: &str = "<article><h1>T</h1><p class=byline>By Jane Doe</p><p>One.</p>\
    <figure><img alt='A fox' src=f><figcaption>Six.</figcaption></figure>\
    <img alt='IMG_1234.jpg' src=g><blockquote><p>Two.</p><p>Three.</p></blockquote>\
    <table><caption>Sizes</caption><tr><th>Country<th>Population</tr>\
    <tr><td>France <td><td><b>68</b>\n<p>million</p></tr></table>\
    <pre>let x;\nlet y;</pre><p>Four.</p>\
    <section class=footnotes><ol><li>A note.<li>Another.</ol></section></article>";

/// A line for each block, `!` where it is announced.
fn announced(article: &Article) -> Vec<String> {
    let line = |block: &Block| {
        let sign = if block.announced { "!" } else { "" };
        format!("{:?}{sign} {}", block.kind, block.text)
    };
    article.blocks.iter().map(line).collect()
}

#[test]
fn verbosity_says_what_is_read_and_announced() {
    let text = [
        "Title T",
        "Paragraph One.",
        "Quotation Two.",
        "Quotation Three.",
        "Paragraph Four.",
    ];
    let mut with_quotation = text;
    with_quotation[2] = "Quotation! Two.";
    let most = [
        "Title T",
        "Byline By Jane Doe",
        "Paragraph One.",
        "AltText! A fox",
        "Caption! Six.",
        "Quotation! Two.",
        "Quotation Three.",
        "Caption! Sizes",
        "TableRow! Country; Population",
        "TableRow France; 68 million",
        "Code! let x; let y;",
        "Paragraph Four.",
        "Footnote! A note.",
        "Footnote Another.",
    ];
    let cases: [(Verbosity, &[&str]); 3] = [
        (Verbosity::Few, &text),
        (Verbosity::Some, &with_quotation),
        (Verbosity::Most, &most),
    ];
    for (verbosity, expected) in cases {
        let reading = Reading {
            verbosity,
            ..Reading::default()
        };
        let article = read(FIGURES.as_bytes(), Format::Html, None, &reading).unwrap();
        assert_eq!(announced(&article), expected, "{verbosity:?}");
    }
}

#[test]
fn what_verbosity_leaves_out_cites_its_rule() {
    let article = html(FIGURES).unwrap();
    let rules: Vec<&str> = article.skipped.iter().map(|s| s.rule.as_str()).collect();
    let expected = [
        "byline", "alt-text", "caption", "alt-text", "table", "code", "footnote",
    ];
    assert_eq!(rules, expected);
}

#[test]
fn cells_of_a_row_keep_the_marks_on_their_words() {
    let reading = Reading {
        verbosity: Verbosity::Most,
        ..Reading::default()
    };
    let article = read(FIGURES.as_bytes(), Format::Html, None, &reading).unwrap();
    let row = article.blocks.iter().find(|b| b.text.starts_with("France"));
    assert_eq!(marked(row.unwrap()), [("68", &Mark::Strong)]);
}

#[test]
fn markdown_is_read_as_verbosely_as_its_page() {
    let text = "# T\n\nOne ![A fox](f.png) a[^1].\n\n> Two.\n>\n> Three.\n\n\
                |Country|Population|\n|-|-|\n|France|68 *million*|\n\n```\nlet x;\n```\n\n\
                [^1]: A note.\n";
    let reading = Reading {
        verbosity: Verbosity::Most,
        ..Reading::default()
    };
    let article = read(text.as_bytes(), Format::Markdown, None, &reading).unwrap();
    let expected = [
        "Title T",
        "AltText! A fox",
        "Paragraph One a.",
        "Quotation! Two.",
        "Quotation Three.",
        "TableRow! Country; Population",
        "TableRow France; 68 million",
        "Code! let x;",
        "Footnote! A note.",
    ];
    assert_eq!(announced(&article), expected);
}

#[test]
fn rules_take_no_time_on_large_pages() {
    let start = ThreadTime::now();
    let rules = [
        ".a .b .c",
        "p:nth-child(3n + 1)",
        "div > p + p",
        "[class~=x] p:last-child",
        "p:not(.b):nth-last-of-type(2)",
    ];
    let toml = rules.iter().fold(String::new(), |toml, selector| {
        toml + &format!("[[rules]]\nselector = '{selector}'\nlang = 'fr'\n")
    });
    let cases = [
        ("flat", "<p class='a b'>Text, text.</p>".repeat(60_000)),
        (
            "a million classes",
            format!("<p class='{}'>Text, text.</p><p>x", "a b ".repeat(500_000)),
        ),
        (
            "deep",
            format!(
                "{}{}",
                "<div class=a>".repeat(400),
                "<p class=b>T</p>".repeat(30_000)
            ),
        ),
        (
            "all wanted",
            "<p data-listen=read>Text, text.</p>".repeat(60_000),
        ),
    ];
    for (why, page) in cases {
        ruled(&page, &toml, Reading::default());
        println!("{why} {:?}", start.elapsed());
    }
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}
