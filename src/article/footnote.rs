//! Footnote marks: the small numbers and signs in a text that are not part of what it says.

use dom_query::NodeRef;

/// Nodes of the largest mark seen: `<sup><a>[<b>1</b>]</a></sup>`.
const NODES: usize = 8;

/// Units that are squared and cubed, and words that are in mathematics.
const RAISED: &[&str] = &[
    "km", "cm", "mm", "dm", "nm", "µm", "μm", "hm", "ft", "in", "yd", "mi", "sec", "metre",
    "metres", "meter", "meters", "mile", "miles", "foot", "feet", "inch", "inches", "yard",
    "yards", "chi", "mc", "sin", "cos", "tan", "log",
];

/// Whether `node` is the number or sign of a footnote, such as `[1]`, behind the text `before`.
pub(super) fn is_footnote_mark(node: NodeRef<'_>, name: &str, before: &str) -> bool {
    if !matches!(name, "sup" | "a") {
        return false;
    }
    let is_link = |node: NodeRef<'_>| {
        node.has_name("a") && node.attr("href").is_some_and(|href| href.starts_with('#'))
    };
    let linked = is_link(node) || node.descendants_it().take(NODES).any(is_link);
    let text: String = (node.descendants_it().take(NODES))
        .map(|node| own_text(node))
        .collect();
    let text = text.trim();
    let raised = name == "sup";
    let mark = text.trim_matches(['[', ']', '(', ')']);
    let is_number = !mark.is_empty() && mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit());
    let is_sign = matches!(mark, "*" | "**" | "†" | "‡" | "§" | "¶");
    let is_return = matches!(mark, "↩" | "↩︎" | "↑" | "^");
    let is_letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase());
    let bracketed = text.starts_with('[') && text.ends_with(']');
    (is_number && linked)
        || (is_sign && (linked || raised))
        || (is_return && linked)
        || (bracketed && raised) // `[citation needed]`
        || (is_letter && linked && (bracketed || raised))
        || (is_number && raised && !is_exponent(before, mark) && !is_in_front(node))
}

/// The end of `before`, as much as is looked at: a word in the table of units has ten letters.
fn end_of(before: &str) -> &str {
    const BYTES: usize = 48;
    let from = before.len().saturating_sub(BYTES);
    let from = (from..=before.len()).find(|at| before.is_char_boundary(*at));
    from.and_then(|at| before.get(at..)).unwrap_or_default()
}

/// Whether the raised number `mark` behind `before` belongs to it, as in `10⁶`, `km²` or `x³`.
fn is_exponent(before: &str, mark: &str) -> bool {
    let before = end_of(before);
    let last = before.chars().next_back();
    if last.is_some_and(|c| c.is_ascii_digit()) {
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        // A year bears a note, not a power.
        return digits != 4 || before.ends_with("000");
    }
    if !last.is_some_and(char::is_alphabetic) {
        return matches!(last, Some(')' | '²' | '°')) && matches!(mark, "2" | "3");
    }
    let start = before.rfind(|c: char| !c.is_alphabetic());
    let word = start.map_or(before, |at| {
        before[at..].trim_start_matches(|c: char| !c.is_alphabetic())
    });
    let is_symbol = word.chars().nth(1).is_none() && !matches!(word, "a" | "I");
    is_symbol || RAISED.contains(&word.to_lowercase().as_str())
}

/// Whether a letter stands directly behind `node`, as in `¹⁴C`.
fn is_in_front(node: NodeRef<'_>) -> bool {
    let next = node.next_sibling().filter(NodeRef::is_text);
    next.is_some_and(|text| text.text().starts_with(char::is_alphabetic))
}

/// The text of a text node, cut to what a mark could hold.
fn own_text(node: NodeRef<'_>) -> String {
    if node.is_text() {
        node.text().chars().take(NODES).collect()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn a_raised_number_is_a_note_unless_it_is_a_power() {
        let cases = [
            ("text.<sup>1</sup>", true, "behind a full stop"),
            ("the word<sup>12</sup> is", true, "behind a word"),
            ("in 2019<sup>3</sup>", true, "behind a year"),
            ("“so”<sup>2</sup>", true, "behind a quotation"),
            ("he said <sup>1</sup>", true, "with a space"),
            ("5 km<sup>2</sup>", false, "a unit"),
            ("5 m<sup>3</sup>", false, "a unit of one letter"),
            ("10<sup>6</sup>", false, "a power of ten"),
            ("1000<sup>2</sup>", false, "a round base"),
            ("E = mc<sup>2</sup>", false, "a formula"),
            ("(a+b)<sup>2</sup>", false, "behind a bracket"),
            ("<sup>14</sup>C", false, "an isotope"),
            ("the 5<sup>th</sup>", false, "an ordinal"),
            ("1<sup>er</sup>", false, "a French one"),
            ("Aloud<sup>TM</sup>", false, "a trade mark"),
            ("so<sup>*</sup>", true, "a sign"),
            ("so<sup><a href='#n'>a</a></sup>", true, "a linked letter"),
            ("so<sup>[note 1]</sup>", true, "in brackets"),
        ];
        for (html, expected, why) in cases {
            let page = Document::from(format!("<p>{html}</p>").as_str());
            let found = page.select("sup");
            let before = html.split('<').next().unwrap_or_default();
            let is_mark = is_footnote_mark(found.nodes()[0], "sup", before);
            assert_eq!(is_mark, expected, "{why}: {html}");
        }
    }
}
