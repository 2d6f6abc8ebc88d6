//! What stands around and between the paragraphs of real pages.

use super::*;

const PROSE: &str = "The ferry leaves only twice a day in winter, and whoever misses it has to wait \
    until the evening, unless a fisherman is found who sails across, which costs twice as much. ";

/// A page with `top` before and `head` behind the headline, and `middle` and `end` in the text.
fn page(top: &str, head: &str, middle: &str, end: &str) -> String {
    let prose = |name: &str| format!("<p>{name} {}</p>", PROSE.repeat(2));
    format!(
        "<html><head><title>The ferry sails again - The Gazette</title></head><body><div>{top}\
         <div><h1>The ferry sails again</h1>{head}</div><div>{}{}{middle}{}{}{end}</div></div></body>",
        prose("First."),
        prose("Second."),
        prose("Third."),
        prose("Fourth.")
    )
}

/// The rule that leaves the text with `words` out; nothing where it is read.
fn rule_of(page: &str, words: &str) -> Option<String> {
    let article = html(page).unwrap();
    let skipped = article.skipped.iter().find(|s| s.text.contains(words));
    let is_read = article
        .blocks
        .iter()
        .any(|block| block.text.contains(words));
    let read: Vec<&str> = (article.blocks.iter()).map(|b| &*b.text).collect();
    for name in ["First.", "Second.", "Third.", "Fourth."] {
        assert!(read.iter().any(|text| text.starts_with(name)), "{read:?}");
    }
    assert!(is_read != skipped.is_some(), "{words}: {read:?}");
    skipped.map(|skipped| skipped.rule.clone())
}

#[test]
fn lines_in_the_text_that_lead_elsewhere_are_left_out() {
    let cases = [
        (
            "<p><b>PHOTOS: </b><a href=x>The harbour at night</a></p>",
            Some("related"),
            "a label and a link",
        ),
        (
            "<p>(<b>More: </b><a href=x>The harbour at night</a>)</p>",
            Some("related"),
            "in brackets",
        ),
        (
            "<p>Topics: <a href=x>the harbour</a>, <a href=x>ships</a>, <a href=x>winter</a></p>",
            Some("related"),
            "several links",
        ),
        (
            "<p><a href=x>All about the harbour »</a></p>",
            Some("related"),
            "an arrow",
        ),
        (
            "<p>One thing is sure: the harbour, says <a href=x>the board</a>, will stay.</p>",
            None,
            "a sentence with a colon and a link",
        ),
        (
            "<h3><a href=#x>Step 1: Go to the harbour</a></h3><p>It is small and old, but dry.</p>",
            None,
            "a heading that is a link as a whole",
        ),
        (
            "<p>Jane Doe at the harbour contributed to this report.</p>",
            Some("contributors"),
            "names of those who helped",
        ),
        (
            "<p>Please follow Jane Doe of the harbour on Facebook.</p>",
            Some("newsletter"),
            "an invitation",
        ),
        (
            "<p>[+] Enlarge</p><p>The harbour is full of ships that wait.</p>",
            None,
            "what stands behind a button",
        ),
    ];
    for (line, rule, why) in cases {
        let page = page("", "", line, "");
        assert_eq!(rule_of(&page, "harbour").as_deref(), rule, "{why}");
    }
}

#[test]
fn a_signature_stands_before_the_text_only() {
    let rule = |before: &str| {
        let line = format!("<h4>By: <a href=x>Jane Doe</a></h4>{before}");
        rule_of(&page("", "", "", "").replace(before, &line), "Jane")
    };
    assert_eq!(rule("<p>First.").as_deref(), Some("byline"));
    assert_eq!(rule("<p>Third."), None, "there it is a heading");
}

#[test]
fn what_stands_before_the_headline_is_left_out() {
    let top = "<div><p>Let your friends know what you read on the harbour.</p></div>";
    let rule = rule_of(&page(top, "", "", ""), "harbour");
    assert!(rule.is_none_or(|rule| rule == "before-headline" || rule == "outside-article"));
    let article = html(&page(top, "", "", "")).unwrap();
    assert!(
        article
            .blocks
            .iter()
            .all(|block| !block.text.contains("harbour"))
    );
}

#[test]
fn a_page_whose_headline_stands_below_its_text_is_read_whole() {
    let text = format!("<p>The harbour. {}</p>", PROSE.repeat(3));
    let page = page(&format!("<div>{text}{text}</div>"), "", "", "");
    let article = html(&page).unwrap();
    assert!(
        article
            .blocks
            .iter()
            .any(|block| block.text.starts_with("The harbour."))
    );
}

#[test]
fn a_sentence_set_in_large_type_is_heard_once() {
    let said = "“I have never missed the harbour more”";
    let quote = format!("<p><q>{said}</q></p><blockquote>{said}</blockquote>");
    let end = format!("<p>Fifth. {said}, the captain says, and looks at the sea for a while.</p>");
    let article = html(&page("", "", &quote, &end)).unwrap();
    let heard = article.blocks.iter().filter(|b| b.text.contains("harbour"));
    assert_eq!(heard.count(), 1, "{:?}", outline(&article));
    let rules = article.skipped.iter().filter(|s| s.rule == "pull-quote");
    assert_eq!(rules.count(), 2);
    assert_eq!(
        rule_of(
            &page("", "", &quote[..quote.find("<bl").unwrap()], ""),
            "harbour"
        ),
        None,
        "said once"
    );
}

#[test]
fn a_line_that_says_what_the_picture_shows_is_its_caption() {
    let picture = "<div><img src=x alt='The ferry Gannet leaves the harbour.'></div>";
    let line = "<p>The ferry Gannet leaves the harbour.</p>";
    let article = html(&page("", "", &format!("{picture}{line}"), "")).unwrap();
    let rules: Vec<&str> = article.skipped.iter().map(|s| s.rule.as_str()).collect();
    assert_eq!(rules, ["alt-text", "caption"]);
    assert_eq!(
        rule_of(&page("", "", line, ""), "harbour"),
        None,
        "no picture"
    );
}

#[test]
fn the_points_of_an_article_are_read_though_they_stand_in_an_aside() {
    let aside = |class: &str| {
        let list = "<ul><li>The harbour opens in May</li><li>Tickets cost twelve pounds</li></ul>";
        page(
            "",
            &format!("<aside class='{class}'>{list}</aside>"),
            "",
            "",
        )
    };
    assert_eq!(rule_of(&aside("comp story-highlights"), "harbour"), None);
    assert_eq!(rule_of(&aside("comp"), "harbour").as_deref(), Some("aside"));
}

#[test]
fn a_sentence_in_a_heading_behind_the_headline_is_the_standfirst() {
    let head = |text: &str| page("", &format!("<h2>{text}</h2>"), "", "");
    let article = html(&head("After two years the harbour is open again.")).unwrap();
    assert_eq!(outline(&article)[1], "Standfirst After two years the");
    let article = html(&head("News")).unwrap();
    assert!(!outline(&article).contains(&"Standfirst News".to_owned()));
}

#[test]
fn links_listed_behind_the_text_are_left_out() {
    let list = "<ul><li>Source <a href=x>The harbour board of the island of Skerry</a></li></ul>";
    assert_ne!(rule_of(&page("", "", "", list), "harbour"), None);
}

#[test]
fn a_frame_that_is_not_closed_does_not_hide_the_article() {
    let frame = format!("<iframe src=x><p>{}</p>", PROSE.repeat(40));
    let article = html(&page("", "", "", &frame)).unwrap();
    let read: Vec<&str> = (article.blocks.iter()).map(|b| &*b.text).collect();
    assert!(read[1].starts_with("First."), "{read:?}");
    assert!(read.iter().all(|text| !text.contains('<')), "{read:?}");
}
