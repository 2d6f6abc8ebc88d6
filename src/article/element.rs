//! Elements: what one is by its name and contents, whatever its classes say.

use dom_query::NodeRef;

use super::select::Map;

/// The text of `node` with a space wherever a block begins or ends.
pub(super) fn visible_text(node: NodeRef<'_>) -> String {
    let mut text = String::new();
    push_text(node, &mut text);
    text
}

fn push_text(node: NodeRef<'_>, text: &mut String) {
    for child in node.children_it(false) {
        if child.is_text() {
            text.push_str(&child.text());
        } else if let Some(name) = child.node_name()
            && !matches!(&*name, "script" | "style" | "template")
        {
            let space = if is_inline(&name) { "" } else { " " };
            text.push_str(space);
            push_text(child, text);
            text.push_str(space);
        }
    }
}

/// Whether an element stands in a line of text.
///
/// Elements that nobody has heard of are shown in the line by browsers, too.
pub(super) fn is_inline(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "xmp",
    ];
    !BLOCKS.contains(&name)
}

/// Whether `table` only places text on the page, as pages of 2005 did.
pub(super) fn is_layout_table(table: NodeRef<'_>, map: &Map) -> bool {
    // Two sentences in paragraphs; a cell of data has none.
    const PROSE: usize = 200;
    let role = table.attr("role");
    if role.is_some_and(|role| matches!(&*role, "presentation" | "none")) {
        return true;
    }
    let (mut prose, mut is_data) = (0, false);
    for node in table.descendants_it() {
        is_data |= ["th", "caption", "thead"]
            .iter()
            .any(|name| node.has_name(name));
        if node.has_name("p") && map.is_kept(node) {
            prose += map.weight(node).all;
        }
    }
    !is_data && prose > PROSE
}

/// Whether `node` stands in a quotation, whose footer names the speaker.
pub(super) fn is_in_quotation(node: NodeRef<'_>) -> bool {
    (node.ancestors_it(Some(4))).any(|ancestor| ancestor.has_name("blockquote"))
}

/// Whether `alt` is only the name of the picture's file, such as `IMG_1234.jpg`.
pub(super) fn is_file_name(alt: &str) -> bool {
    let ending = alt.rsplit_once('.').map(|(_, ending)| ending);
    let is_picture = |ending: &str| {
        ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    };
    !alt.contains(' ') && ending.is_some_and(is_picture)
}
