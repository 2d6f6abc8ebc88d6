//! Extraction: which elements of the page the Readability algorithm holds for the article.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::stamp::STAMP;

/// The numbers of the elements in the article of `page`, or `None` where none was found.
pub(super) fn kept(page: &Document) -> Option<HashSet<u32>> {
    let config = Config {
        // Scripts are not trusted to describe the page; our own metadata reads the elements.
        disable_json_ld: true,
        ..Config::default()
    };
    let page = page.clone();
    // What stands in a frame is shown by no browser; where it is not closed, it is half of the
    // page, as one long text.
    page.select("iframe").remove();
    let mut readability = Readability::with_document(page, None, Some(config)).ok()?;
    // The library holds `unreachable!` and `unwrap` for cases that a hostile page may reach:
    // then the page is read by our rules alone.
    let parsed = catch_unwind(AssertUnwindSafe(|| readability.parse()));
    parsed.ok()?.ok()?;
    let content = readability.doc.select_single("#readability-page-1");
    let root = content.nodes().first()?;
    let kept: HashSet<u32> = std::iter::once(*root)
        .chain(root.descendants_it())
        .filter_map(|node| node.attr(STAMP)?.parse().ok())
        .collect();
    (!kept.is_empty()).then_some(kept)
}
