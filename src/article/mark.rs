//! Marks: what an element in a line says of its text.

use dom_query::NodeRef;

use super::block::Mark;
use super::fold::fold;
use super::language;

/// Characters of the longest words that an abbreviation is taken to stand for.
const LONGEST_TITLE: usize = 200;

/// What `node`, an element in a line of text in the language `around`, says of its text.
pub(super) fn mark_of(node: NodeRef<'_>, name: &str, around: Option<&str>) -> Option<Mark> {
    // Another language is what a listener would miss most: it goes before how the text looks.
    let is_other = |lang: &String| around.is_none_or(|around| !lang.eq_ignore_ascii_case(around));
    if let Some(lang) = language::stated(node).filter(is_other) {
        return Some(Mark::Lang(lang));
    }
    match name {
        "em" | "i" | "cite" | "dfn" => Some(Mark::Emphasis),
        "strong" | "b" => Some(Mark::Strong),
        "a" if node.has_attr("href") => Some(Mark::Link),
        "code" | "kbd" | "samp" | "tt" | "var" => Some(Mark::Code),
        "sup" => Some(Mark::Superscript),
        "sub" => Some(Mark::Subscript),
        "abbr" | "acronym" => abbreviation(node),
        _ => None,
    }
}

/// The words that `node` says it is short for.
fn abbreviation(node: NodeRef<'_>) -> Option<Mark> {
    let title = fold(&node.attr("title")?);
    let fits = !title.is_empty() && title.len() <= LONGEST_TITLE;
    fits.then_some(Mark::Abbreviation(title))
}
