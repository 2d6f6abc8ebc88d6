//! What a page says of itself, and the lines that repeat it.

use super::*;

const PROSE: &str =
    "<p>The river rose in the night, and the people, who knew it, left before noon.</p>";

#[test]
fn author_and_date_come_from_whatever_states_them() {
    let cases = [
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Jane Doe\"}],\
             \"datePublished\":\"2026-03-01T10:00:00Z\"}</script>",
            "2026-03-01T10:00:00Z",
            "linked data",
        ),
        (
            "<meta name=author content='Jane Doe'>\
             <meta property='article:published_time' content='2026-03-01'>",
            "2026-03-01",
            "meta elements",
        ),
        (
            "<meta property='article:author' content='https://social.example/jane'>\
             <meta name=parsely-author content='Jane Doe'><time datetime='2026-03-01 08:00'>x</time>",
            "2026-03-01 08:00",
            "an address is no name; the first time element",
        ),
    ];
    for (head, published, why) in cases {
        let article = html(&format!("{head}<article>{PROSE}</article>")).unwrap();
        assert_eq!(article.author.as_deref(), Some("Jane Doe"), "{why}");
        assert_eq!(article.published.as_deref(), Some(published), "{why}");
    }
}

#[test]
fn linked_data_names_the_headline_among_several() {
    let page = format!(
        "<script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"Article\",\
         \"headline\":\"Rain returns\",\"inLanguage\":\"en-IE\"}}]}}</script>\
         <h1>The Daily Post</h1><h1>Rain returns</h1><article>{PROSE}</article>"
    );
    let article = html(&page).unwrap();
    assert_eq!(article.title.as_deref(), Some("Rain returns"));
    assert_eq!(article.lang.as_deref(), Some("en-IE"));
}

#[test]
fn lines_that_repeat_author_and_date_are_not_read() {
    let page = format!(
        "<meta name=author content='Jane Doe'><article><h1>T</h1><p>Words by Jane Doe</p>\
         <p>March 1, 2026 at 10:30 am</p>{PROSE}{PROSE}<p>May 2, 2026</p>{PROSE}</article>"
    );
    let article = html(&page).unwrap();
    let rules: Vec<&str> = article.skipped.iter().map(|s| s.rule.as_str()).collect();
    assert_eq!(rules, ["byline", "date"]);
    let has_date = |block: &Block| block.text == "May 2, 2026";
    assert!(
        article.blocks.iter().any(has_date),
        "a date in the text says something"
    );
}

#[test]
fn links_to_others_go_with_their_heading() {
    use BlockKind::{Heading, Paragraph, Title};
    let page = format!(
        "<article><h1>T</h1>{PROSE}{PROSE}<h3>Related Articles</h3>{PROSE}<h4>More</h4>{PROSE}\
         <h3>The flood</h3>{PROSE}<p>Weiterlesen...</p></article>"
    );
    let article = html(&page).unwrap();
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [Title, Paragraph, Paragraph, Heading, Paragraph]);
}

#[test]
fn an_article_that_the_extractor_missed_is_found_by_its_headline() {
    let words = |word: &str, count: usize| {
        format!(
            "<p>{}.</p>",
            format!("the {word} rose in the night, and fell, ").repeat(3)
        )
        .repeat(count)
    };
    let page = format!(
        "<title>The river rises</title><main><article><h1>The river rises</h1>{}</article>\
         <article><h2>Another story</h2>{}</article></main>",
        words("river", 20),
        words("price", 60)
    );
    let article = html(&page).unwrap();
    let first = &article.blocks[1];
    assert!(first.text.contains("river"), "{}", first.text);
    assert!(
        !article
            .blocks
            .iter()
            .any(|block| block.text.contains("price"))
    );
}
