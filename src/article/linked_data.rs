//! Linked data: what the JSON-LD of a page says of its article.

use dom_query::{Document, NodeRef};
use serde_json::Value;

/// Bytes of the longest script that is read: a news page's has 5 kB, an archive's index 200 kB.
const LONGEST: usize = 500_000;

/// Scripts that are read of a page.
const SCRIPTS: usize = 20;

/// Objects that are looked at in one script.
const OBJECTS: usize = 1000;

/// Lists and graphs inside of each other that are looked into.
const DEEPEST: usize = 6;

/// What JSON-LD says of an article; everything may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    /// Its headline.
    pub(super) title: Option<String>,
    /// Its authors, in the order of the page.
    pub(super) authors: Vec<String>,
    /// When it was published.
    pub(super) published: Option<String>,
    /// Its language.
    pub(super) lang: Option<String>,
    /// Its own address.
    pub(super) url: Option<String>,
}

/// What the first article in the linked data of `page` says.
pub(super) fn of(page: &Document) -> LinkedData {
    let scripts = page.select("script[type='application/ld+json']");
    let scripts = scripts.nodes().iter().take(SCRIPTS);
    let texts = scripts.map(NodeRef::text);
    (texts.filter(|text| text.len() <= LONGEST))
        .find_map(|text| in_script(&text))
        .unwrap_or_default()
}

/// The article in the text of a script, which some systems wrap in comments.
fn in_script(text: &str) -> Option<LinkedData> {
    let text = text
        .split_once("<![CDATA[")
        .map_or(text, |(_, inside)| inside);
    let text = text.split_once("]]>").map_or(text, |(inside, _)| inside);
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])?;
    let json = text.get(start..=end)?;
    let value: Value = serde_json::from_str(json)
        // A raw line break in a string is the usual fault.
        .or_else(|_| serde_json::from_str(&json.replace(['\n', '\r', '\t'], " ")))
        .ok()?;
    let mut left = OBJECTS;
    find(&value, 0, &mut left).map(read)
}

/// The first object in `value` that is an article.
fn find<'v>(value: &'v Value, depth: usize, left: &mut usize) -> Option<&'v Value> {
    if depth > DEEPEST || *left == 0 {
        return None;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter().find_map(|item| find(item, depth + 1, left)),
        Value::Object(_) if is_article(value) => Some(value),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .filter_map(|key| object.get(*key))
            .find_map(|inner| find(inner, depth + 1, left)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let is_type = |name: &str| {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        name.ends_with("Article") || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report")
    };
    match value.get("@type") {
        Some(Value::String(name)) => is_type(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_type),
        _ => false,
    }
}

fn read(article: &Value) -> LinkedData {
    let text = |key: &str| name_in(article.get(key)?);
    let authors = article.get("author").or_else(|| article.get("creator"));
    LinkedData {
        title: text("headline").or_else(|| text("name")),
        authors: authors.map(names_in).unwrap_or_default(),
        published: text("datePublished").or_else(|| text("dateCreated")),
        lang: text("inLanguage"),
        url: text("mainEntityOfPage").or_else(|| text("url")),
    }
}

/// The names in `value`: one, or a list.
fn names_in(value: &Value) -> Vec<String> {
    // More authors than any byline has.
    const MOST: usize = 20;
    match value {
        Value::Array(items) => items.iter().filter_map(name_in).take(MOST).collect(),
        other => name_in(other).into_iter().collect(),
    }
}

/// The text that `value` is, or the name or address of the thing that it is.
fn name_in(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Array(items) => name_in(items.first().filter(|item| !item.is_array())?),
        Value::Object(object) => (["name", "alternateName", "@id", "@value"].iter())
            .find_map(|key| object.get(*key)?.as_str())
            .map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_script(json: &str) -> LinkedData {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        of(&Document::from(page.as_str()))
    }

    #[test]
    fn articles_are_found_wherever_they_stand() {
        let article = r#"{"@type":"NewsArticle","headline":"Rain","author":{"name":"Jane Doe"}}"#;
        let cases = [
            (article.to_owned(), "alone"),
            (
                format!("[{{\"@type\":\"WebSite\"}},{article}]"),
                "in a list",
            ),
            (
                format!("{{\"@graph\":[{{\"@type\":\"Person\"}},{article}]}}"),
                "in a graph",
            ),
            (
                format!("{{\"@type\":\"WebPage\",\"mainEntity\":{article}}}"),
                "in a page",
            ),
            (format!("<!-- {article} -->"), "in a comment"),
            (
                format!("/*<![CDATA[*/{article}/*]]>*/"),
                "in a CDATA section",
            ),
            (
                article.replace("NewsArticle\"", "http://schema.org/Article\""),
                "a whole address",
            ),
            (
                article.replace("\"NewsArticle\"", "[\"X\",\"BlogPosting\"]"),
                "two types",
            ),
        ];
        for (json, why) in cases {
            let found = of_script(&json);
            assert_eq!(found.title.as_deref(), Some("Rain"), "{why}");
            assert_eq!(found.authors, ["Jane Doe"], "{why}");
        }
    }

    #[test]
    fn broken_data_says_nothing() {
        let deep = "[".repeat(100_000);
        let cases = [
            "",
            "{",
            "{}",
            "[]",
            "null",
            "{\"@type\":\"Organization\"}",
            "nonsense",
            &deep,
        ];
        for json in cases {
            assert_eq!(of_script(json), LinkedData::default(), "{json:.40}");
        }
    }

    #[test]
    fn a_raw_line_break_in_a_string_is_forgiven() {
        let found = of_script("{\"@type\":\"Article\",\"headline\":\"Rain\nagain\"}");
        assert_eq!(found.title.as_deref(), Some("Rain again"));
    }

    #[test]
    fn authors_are_read_in_every_form() {
        let cases = [
            (r#""A""#, vec!["A"]),
            (r#"["A",{"name":"B"}]"#, vec!["A", "B"]),
            (r#"{"@type":"Person","name":"A"}"#, vec!["A"]),
            ("null", vec![]),
            ("7", vec![]),
        ];
        for (author, expected) in cases {
            let found = of_script(&format!("{{\"@type\":\"Article\",\"author\":{author}}}"));
            assert_eq!(found.authors, expected, "{author}");
        }
    }
}
