//! Metadata: what a page says of itself, and which of its headings is the headline.

use dom_query::{Document, NodeRef};
use url::Url;

use super::fold::{essence, fold};
use super::language;
use super::linked_data::LinkedData;
use super::select::number;

/// What separates a headline from the name of the site in `<title>`.
const SEPARATORS: &[&str] = &[
    " | ", " — ", " – ", " - ", " :: ", " · ", " » ", " • ", " / ",
];

/// Words of the longest name of a site that is taken off a `<title>` unasked.
const SITE_WORDS: usize = 4;

/// Headings that are looked at for the headline; a page with more is a list of articles.
const HEADINGS: usize = 50;

/// Bytes of the longest headline; what is longer is a page whose tags are in disorder.
const LONGEST: usize = 1000;

/// The headline of a page.
#[derive(Debug, Clone)]
pub(super) struct Title<'a> {
    /// Its text, folded.
    pub(super) text: String,
    /// The number of the element that holds it.
    pub(super) element: u32,
    /// The heading in the body, where there is one.
    pub(super) heading: Option<NodeRef<'a>>,
}

/// BCP 47 tag of the page's language, `data` being its linked data.
pub(super) fn lang(page: &Document, data: &LinkedData) -> Option<String> {
    let html = page.html_root();
    let meta = |attribute, value| meta(page, attribute, value).map(|(value, _)| value);
    language::stated(html)
        .or_else(|| language::tag(&meta("http-equiv", "content-language")?))
        .or_else(|| language::tag(data.lang.as_deref()?))
        .or_else(|| language::tag(&meta("property", "og:locale")?))
}

/// The address that the page names as its own, `data` being its linked data.
pub(super) fn url(page: &Document, data: &LinkedData) -> Option<Url> {
    let canonical = page.select("link[rel~=canonical]");
    let canonical = canonical.nodes().first().and_then(|link| link.attr("href"));
    let stated = canonical.map(|href| href.to_string());
    [
        stated,
        meta(page, "property", "og:url").map(|(value, _)| value),
        data.url.clone(),
    ]
    .iter()
    .flatten()
    .filter_map(|address| Url::parse(address.trim()).ok())
    .find(|address| matches!(address.scheme(), "http" | "https"))
}

/// The headline of the page.
///
/// It is the `<h1>` that says what `og:title` or `<title>` say; else what these say; else the
/// only `<h1>`. The headline in the linked data counts as stated, too.
pub(super) fn title<'a>(page: &'a Document, data: &LinkedData) -> Option<Title<'a>> {
    let site = meta(page, "property", "og:site_name").map(|(value, _)| value);
    let shared = meta(page, "property", "og:title").or_else(|| meta(page, "name", "twitter:title"));
    let shared = shared.map(|(text, element)| (without_site(&text, site.as_deref()), element));
    let window = page.select_single("head > title");
    let window = (window.nodes().first()).and_then(|node| {
        let text = fold(&node.text());
        fits(&text).then(|| (text, number(*node).unwrap_or_default()))
    });
    let bare =
        (window.as_ref()).map(|(text, element)| (without_site(text, site.as_deref()), *element));
    let mut stated: Vec<&str> = [&shared, &window, &bare]
        .into_iter()
        .flatten()
        .map(|(text, _)| text.as_str())
        .collect();
    // A heading that is exactly the first part of `<title>` is it, however long the rest.
    stated.extend(window.as_ref().and_then(|(text, _)| Some(halves(text)?.0)));
    let headline = data.title.as_deref().map(fold).filter(|text| fits(text));
    stated.extend(headline.as_deref());
    let headings = headings(page, site.as_deref());
    let best = (headings.iter())
        .map(|heading| (score(&heading.text, &stated), heading))
        .filter(|(score, heading)| *score > if is_first_level(heading) { 0 } else { 2 })
        // The first of equals: `max_by_key` gives the last.
        .rev()
        .max_by_key(|(score, _)| *score);
    if let Some((_, heading)) = best {
        return Some(heading.clone());
    }
    let mut first_level = headings.iter().filter(|heading| is_first_level(heading));
    if let (Some(heading), None) = (first_level.next(), first_level.next()) {
        return Some(heading.clone());
    }
    shared.or(bare).map(|(text, element)| Title {
        text,
        element,
        heading: None,
    })
}

/// Whether `text` can be a headline at all.
fn fits(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST
}

/// Whether `heading` is an `<h1>`; an `<h2>` has to say exactly what the page states.
fn is_first_level(heading: &Title<'_>) -> bool {
    heading.heading.is_some_and(|node| node.has_name("h1"))
}

/// The first headings of the page that are not the name of the site.
fn headings<'a>(page: &'a Document, site: Option<&str>) -> Vec<Title<'a>> {
    let site = site.map(essence).unwrap_or_default();
    (page
        .select("body h1, body h2")
        .nodes()
        .iter()
        .take(HEADINGS))
    .map(|node| Title {
        text: fold(&node.text()),
        element: number(*node).unwrap_or_default(),
        heading: Some(*node),
    })
    .filter(|heading| fits(&heading.text) && essence(&heading.text) != site)
    .collect()
}

/// How well `heading` says what one of the `stated` titles says: 0 not at all, 3 exactly.
fn score(heading: &str, stated: &[&str]) -> u8 {
    let heading = essence(heading);
    (stated.iter())
        .map(|title| {
            let title = essence(title);
            if title == heading {
                3
            } else if title.starts_with(&format!("{heading} ")) || heading.starts_with(&title) {
                2
            } else {
                u8::from(shares_most_words(&heading, &title))
            }
        })
        .max()
        .unwrap_or_default()
}

/// Whether three of five words of the heading stand in the title: editors shorten one of both.
fn shares_most_words(heading: &str, title: &str) -> bool {
    let words: Vec<&str> = heading.split(' ').collect();
    let shared = (words.iter()).filter(|word| title.split(' ').any(|other| other == **word));
    words.len() > 2 && shared.count() * 5 >= words.len() * 3
}

/// The parts of `title` before and behind its last separator.
fn halves(title: &str) -> Option<(&str, &str)> {
    (SEPARATORS.iter())
        .filter_map(|separator| title.rsplit_once(separator))
        .max_by_key(|(head, _)| head.len())
}

/// `title` without the name of the site at its end or start.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(essence);
    let Some((head, tail)) = halves(title) else {
        return title.to_owned();
    };
    if let Some(site) = &site {
        if essence(tail) == *site {
            return head.trim().to_owned();
        }
        let first = (SEPARATORS.iter()).find_map(|separator| title.split_once(separator));
        if let Some((name, rest)) = first
            && essence(name) == *site
        {
            return rest.trim().to_owned();
        }
        return title.to_owned();
    }
    let is_site = tail.split_whitespace().count() <= SITE_WORDS
        && head.split_whitespace().count() > tail.split_whitespace().count();
    if is_site { head.trim() } else { title }.to_owned()
}

/// The content of the first `<meta>` whose `attribute` is `value`, and its number.
pub(super) fn meta(page: &Document, attribute: &str, value: &str) -> Option<(String, u32)> {
    (page.select("meta").nodes().iter()).find_map(|node| {
        let named = node.attr(attribute)?;
        if !named.trim().eq_ignore_ascii_case(value) {
            return None;
        }
        let content = fold(&node.attr("content")?);
        fits(&content).then(|| (content, number(*node).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_taken_off_the_title() {
        let cases = [
            (
                "Rain returns | The Daily Post",
                None,
                "Rain returns | The Daily Post",
                "neither half is the shorter",
            ),
            (
                "Rain returns to the valley | The Daily Post",
                None,
                "Rain returns to the valley",
                "a short tail is the site",
            ),
            (
                "Rain returns - Post",
                Some("Post"),
                "Rain returns",
                "the page names the site",
            ),
            (
                "Post: Rain - what now",
                Some("Gazette"),
                "Post: Rain - what now",
                "the tail is not the site",
            ),
            (
                "Gazette | Rain returns",
                Some("Gazette"),
                "Rain returns",
                "the site comes first",
            ),
            ("Rain-soaked", None, "Rain-soaked", "a hyphen inside a word"),
        ];
        for (title, site, bare, why) in cases {
            assert_eq!(without_site(title, site), bare, "{why}");
        }
    }

    #[test]
    fn the_headline_is_the_heading_that_the_page_states() {
        let cases = [
            (
                "<title>Rain returns | Post</title><h1>Post</h1><h1>Rain returns</h1>",
                "Rain returns",
                "not the logo",
            ),
            (
                "<meta property=og:title content='Rain'><h1>One</h1><h1>Two</h1>",
                "Rain",
                "no heading says it",
            ),
            (
                "<title>x</title><h1>The only one</h1>",
                "The only one",
                "the only heading",
            ),
            (
                "<title>Rain again falls on the valley</title><h1>Rain falls on the valley</h1>",
                "Rain falls on the valley",
                "editors shorten one of both",
            ),
            (
                "<title>Rain - Daily Post of Ard</title><h1>Daily Post of Ard</h1><h2>Rain</h2>",
                "Rain",
                "the logo has the first level",
            ),
            (
                "<title>Rain returns to town - Post</title><p>x</p>",
                "Rain returns to town",
                "no heading at all",
            ),
        ];
        for (html, text, why) in cases {
            let page = Document::from(html);
            assert_eq!(
                title(&page, &LinkedData::default()).unwrap().text,
                text,
                "{why}"
            );
        }
    }

    #[test]
    fn language_and_address_are_those_that_the_page_states() {
        let data = LinkedData::default();
        let page = Document::from(
            "<html lang='en-GB'><link rel='canonical' href='/relative'>\
             <meta property='og:url' content='https://post.example/a'>",
        );
        assert_eq!(lang(&page, &data).as_deref(), Some("en-GB"));
        assert_eq!(
            url(&page, &data).unwrap().as_str(),
            "https://post.example/a"
        );
        let page = Document::from("<meta property='og:locale' content='de_AT'><p>x");
        assert_eq!(lang(&page, &data).as_deref(), Some("de-AT"));
        assert_eq!(url(&page, &data), None);
    }
}
