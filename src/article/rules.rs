//! The rules by which a part of a page is not read, each with the name that reports cite.

mod table;
mod words;

use dom_query::NodeRef;

use table::{RULES, Rule};
use words::{STANDFIRST, SUMMARY};

/// The name of the rule that leaves `node` out, whose text has `length` characters.
pub(super) fn skips(node: NodeRef<'_>, name: &str, length: usize) -> Option<&'static str> {
    if is_hidden(node) {
        return Some("hidden");
    }
    let roles = [node.attr("role"), node.attr("itemprop")];
    let roles: Vec<&str> = (roles.iter().flatten())
        .flat_map(|value| value.split_ascii_whitespace())
        .collect();
    let labels = labels(node);
    let by_word =
        |rule: &&Rule| length <= rule.longest && labels.iter().any(|l| l.has_any(rule.words));
    let by_role = (RULES.iter()).find(|rule| rule.roles.iter().any(|role| roles.contains(role)));
    (RULES.iter().find(by_word))
        .or(by_role)
        .or_else(|| RULES.iter().find(|rule| rule.elements.contains(&name)))
        .map(|rule| rule.name)
}

/// Whether `node` is the sentence or two under a headline.
pub(super) fn is_standfirst(node: NodeRef<'_>) -> bool {
    let itemprop = node.attr("itemprop");
    labels(node).iter().any(|label| label.has_any(STANDFIRST))
        || itemprop.is_some_and(|value| matches!(&*value, "description" | "alternativeHeadline"))
}

/// Whether `node` is a box with the points of the article, which some pages write into an aside.
pub(super) fn is_summary(node: NodeRef<'_>) -> bool {
    labels(node).iter().any(|label| label.has_any(SUMMARY))
}

/// Whether the page does not show `node`.
fn is_hidden(node: NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default();
    let style: String = style.split_ascii_whitespace().collect();
    let aria = node.attr("aria-hidden");
    node.has_attr("hidden")
        || aria.is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// A class or an id and its words.
struct Label {
    whole: String,
    words: String,
}

impl Label {
    /// The words of `label`, split at punctuation and capitals, each between two `-`.
    fn new(label: &str) -> Self {
        let mut words = String::from("-");
        let mut before = '-';
        for c in label.chars() {
            if c.is_uppercase() && before.is_lowercase() {
                words.push('-');
            }
            if c.is_alphanumeric() {
                words.extend(c.to_lowercase());
            } else if !words.ends_with('-') {
                words.push('-');
            }
            before = c;
        }
        words.push('-');
        Self {
            whole: label.to_lowercase(),
            words,
        }
    }

    fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| match word.strip_prefix('=') {
            Some(whole) => self.whole == whole,
            None => self.has(word),
        })
    }

    fn has(&self, word: &str) -> bool {
        (self.words.match_indices(word)).any(|(at, _)| {
            self.words[..at].ends_with('-') && self.words[at + word.len()..].starts_with('-')
        })
    }
}

/// The classes and the id of `node`, without those of style sheets' variants (`md:hidden`).
fn labels(node: NodeRef<'_>) -> Vec<Label> {
    // More than a page ever writes by hand; a hostile one may write a million.
    const MOST: usize = 50;
    let attributes = [node.attr("class"), node.attr("id")];
    (attributes.iter().flatten())
        .flat_map(|value| value.split_ascii_whitespace())
        .filter(|label| !label.contains(':') && label.len() <= 200)
        .take(MOST)
        .map(Label::new)
        .collect()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn rule_of(html: &str) -> Option<&'static str> {
        let page = Document::from(html);
        let body = page.body().unwrap();
        let node = body.first_element_child().unwrap();
        let name = node.node_name().unwrap();
        skips(node, &name, node.text().chars().count())
    }

    #[test]
    fn elements_are_left_out_by_whole_words_and_never_by_parts() {
        let cases = [
            (
                "<p class='share-bar'>x</p>",
                Some("share"),
                "split at the hyphen",
            ),
            (
                "<p class='shareBar'>x</p>",
                Some("share"),
                "split at the capital",
            ),
            (
                "<p class='post__share'>x</p>",
                Some("share"),
                "block, element, modifier",
            ),
            ("<p class='shareholders'>x</p>", None, "a longer word"),
            ("<p class='download'>x</p>", None, "ends in ad"),
            (
                "<p class='ad'>x</p>",
                Some("advertisement"),
                "a short word, whole",
            ),
            ("<p class='header'>x</p>", None, "holds ad"),
            (
                "<p class='overflow-hidden'>x</p>",
                None,
                "hides what runs over, not the text",
            ),
            (
                "<p class='md:hidden'>x</p>",
                None,
                "hidden on some screens only",
            ),
            ("<p class='hidden'>x</p>", Some("hidden"), "hidden on all"),
            (
                "<p class='wp-caption-text'>x</p>",
                Some("caption"),
                "in the middle",
            ),
            (
                "<div class='image right'>x</div>",
                Some("caption"),
                "the box of a picture",
            ),
            ("<p class='with-image'>x</p>", None, "a text that has one"),
            (
                "<p class='video-desc'>x</p>",
                Some("caption"),
                "under a film",
            ),
            (
                "<div id='moreFrom'>x</div>",
                Some("related"),
                "more from the same pages",
            ),
            (
                "<p class='about-the-author'>x</p>",
                Some("author-bio"),
                "several words",
            ),
            ("<p id='comments'>x</p>", Some("comments"), "by id"),
            (
                "<div role='navigation'>x</div>",
                Some("navigation"),
                "by role",
            ),
            ("<p itemprop='author'>x</p>", Some("byline"), "by property"),
            ("<aside>x</aside>", Some("aside"), "by element"),
            (
                "<aside class=newsletter>x</aside>",
                Some("newsletter"),
                "the word says more",
            ),
            ("<p hidden>x</p>", Some("hidden"), "by attribute"),
            (
                "<p aria-hidden=true>x</p>",
                Some("hidden"),
                "hidden from screen readers",
            ),
            ("<p style='display: none'>x</p>", Some("hidden"), "by style"),
            ("<p>x</p>", None, "nothing said"),
        ];
        for (html, rule, why) in cases {
            assert_eq!(rule_of(html), rule, "{why}: {html}");
        }
    }

    #[test]
    fn a_word_is_not_believed_of_a_long_text() {
        let article = format!("<p class='share-price'>{}</p>", "word ".repeat(200));
        assert_eq!(rule_of(&article), None);
    }

    #[test]
    fn an_author_is_a_byline_and_with_more_words_a_portrait() {
        let page = |words: usize| format!("<div class=author>{}</div>", "word ".repeat(words));
        assert_eq!(rule_of(&page(3)), Some("byline"));
        assert_eq!(rule_of(&page(80)), Some("author-bio"));
        assert_eq!(rule_of(&page(400)), None, "an article by one");
    }

    #[test]
    fn rule_names_are_kebab_case() {
        for rule in RULES {
            let fits = (rule.name.chars()).all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(fits, "{}", rule.name);
        }
    }
}
