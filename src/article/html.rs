//! HTML: a page as an article, from the pieces of its tree and the rules over them.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::fold::essence;
use super::metadata::{self, Title};
use super::select::Map;
use super::walk::{Piece, Walk};
use super::{Article, ArticleError, Block, BlockKind, Limits, Origin, Skipped};
use super::{extract, language, stamp};

/// The article of an HTML page.
///
/// # Errors
/// Where the page nests or holds more elements than `limits` say.
pub(super) fn read(html: &str, limits: Limits) -> Result<Article, ArticleError> {
    let page = Document::from(stamp::stamp(html, limits)?);
    measure(page.root(), limits)?;
    let map = Map::new(&page, extract::kept(&page));
    let title = metadata::title(&page);
    let heading = title.as_ref().and_then(|title| title.heading);
    let inner = map.scope(&page);
    let outer = around(inner, heading);
    let mut pieces = Walk::new(&map, inner, heading).pieces(outer);
    trim(&mut pieces);
    judge(&mut pieces, &map, title.as_ref());
    silence_empty_sections(&mut pieces);
    Ok(assemble(pieces, title, &page))
}

/// Refuses the tree below `root` where it is over the limits, which hold for its exact shape.
fn measure(root: NodeRef<'_>, limits: Limits) -> Result<(), ArticleError> {
    let (mut depth, mut elements) = (0_usize, 0_usize);
    let mut node = root;
    loop {
        elements += usize::from(node.is_element());
        if elements > limits.elements {
            return Err(ArticleError::TooManyElements {
                limit: limits.elements,
            });
        }
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > limits.depth + 1 {
                return Err(ArticleError::TooDeep {
                    limit: limits.depth,
                });
            }
            node = child;
            continue;
        }
        loop {
            if node.id == root.id {
                return Ok(());
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return Ok(());
            };
            depth -= 1;
            node = parent;
        }
    }
}

/// The smallest element that holds the article and its headline.
fn around<'a>(inner: NodeRef<'a>, heading: Option<NodeRef<'a>>) -> NodeRef<'a> {
    let Some(heading) = heading else {
        return inner;
    };
    let above: HashSet<NodeId> = heading.ancestors_it(None).map(|node| node.id).collect();
    std::iter::once(inner)
        .chain(inner.ancestors_it(None))
        .find(|node| above.contains(&node.id))
        .unwrap_or(inner)
}

/// Leaves what stands before the headline and article and what stands after them unmentioned.
fn trim(pieces: &mut Vec<Piece<'_>>) {
    let is_ours = |piece: &Piece<'_>| piece.inside || piece.kind == BlockKind::Title;
    let first = pieces.iter().position(is_ours).unwrap_or_default();
    let last = pieces.iter().rposition(is_ours).map_or(0, |last| last + 1);
    pieces.truncate(last);
    pieces.drain(..first.min(last));
}

/// Decides for each piece whether it is read, by what the extractor and our rules say.
fn judge(pieces: &mut [Piece<'_>], map: &Map, title: Option<&Title<'_>>) {
    let headline = title.map(|title| essence(&title.text));
    let parents = kept_parents(pieces, map);
    let mut in_body = false;
    for piece in pieces.iter_mut().filter(|piece| piece.rule.is_none()) {
        if piece.kind == BlockKind::Standfirst && in_body {
            piece.kind = BlockKind::Paragraph;
        }
        piece.rule = if piece.kind == BlockKind::Title {
            None // it is read once, before all else
        } else if headline.as_ref() == Some(&essence(&piece.text)) {
            Some("repeated-title")
        } else if let Some(rule) = by_text(piece) {
            Some(rule)
        } else if piece.kind == BlockKind::Standfirst
            || piece.inside && (map.is_kept(piece.holder) || is_rescued(piece, &parents, map))
        {
            None
        } else {
            Some("outside-article")
        };
        in_body |= piece.rule.is_none() && piece.kind == BlockKind::Paragraph;
    }
}

/// Leaves headings out whose sections are not read: `References` says nothing by itself.
fn silence_empty_sections(pieces: &mut [Piece<'_>]) {
    let level = |piece: &Piece<'_>| piece.holder.node_name();
    let mut next: Option<usize> = None;
    let mut has_skipped = false;
    for index in (0..pieces.len()).rev() {
        let piece = &pieces[index];
        if piece.rule.is_some() {
            has_skipped = true;
            continue;
        }
        let is_empty = piece.kind == BlockKind::Heading
            && match next {
                None => true,
                Some(next) => {
                    let next = &pieces[next];
                    has_skipped && next.kind == piece.kind && level(next) <= level(piece)
                }
            };
        if is_empty {
            pieces[index].rule = Some("empty-section");
        } else {
            next = Some(index);
            has_skipped = false;
        }
    }
}

/// The elements that directly hold paragraphs of the extracted article.
fn kept_parents(pieces: &[Piece<'_>], map: &Map) -> HashSet<NodeId> {
    (pieces.iter())
        .filter(|piece| piece.rule.is_none() && piece.inside && piece.holder.has_name("p"))
        .filter(|piece| map.is_kept(piece.holder))
        .filter_map(|piece| piece.holder.parent().map(|parent| parent.id))
        .collect()
}

/// Whether a piece that the extractor dropped stands among paragraphs that it kept.
///
/// It drops first and last paragraphs, headings and lists by the words of their classes.
fn is_rescued(piece: &Piece<'_>, parents: &HashSet<NodeId>, map: &Map) -> bool {
    // A box around a heading alone, or with a link to edit it.
    const BESIDE_A_HEADING: usize = 12;
    let own = map.weight(piece.holder).all + BESIDE_A_HEADING;
    let is_heading = piece.kind == BlockKind::Heading;
    let is_list_of_links = piece.linked * 2 > piece.text.len();
    let block = piece.holder.has_name("p")
        || matches!(
            piece.kind,
            BlockKind::Heading | BlockKind::ListItem | BlockKind::Quotation
        );
    let mut ancestors = piece.holder.ancestors_it(None);
    let parent = ancestors
        .find(|node| !(is_list_or_quotation(*node) || is_heading && map.weight(*node).all <= own));
    block && !is_list_of_links && parent.is_some_and(|node| parents.contains(&node.id))
}

fn is_list_or_quotation(node: NodeRef<'_>) -> bool {
    let name = node.node_name();
    matches!(
        name.as_deref(),
        Some("ul" | "ol" | "li" | "dl" | "dd" | "dt" | "blockquote")
    )
}

/// The rule that leaves `piece` out by what it says.
fn by_text(piece: &Piece<'_>) -> Option<&'static str> {
    // "Published on … at", the words around a `<time>`.
    const WORDS_OF_A_DATE: usize = 24;
    // "Photograph: Jane Doe/Agency".
    const LONGEST_CREDIT: usize = 100;
    let text = essence(&piece.text);
    let starts = |openings: &[&str]| {
        openings
            .iter()
            .any(|opening| piece.text.starts_with(opening))
    };
    if matches!(
        text.as_str(),
        "advertisement"
            | "sponsored"
            | "sponsored content"
            | "article continues below"
            | "story continues below"
            | "article continues below advertisement"
            | "story continues below advertisement"
            | "article continues after advertisement"
            | "continue reading the main story"
            | "scroll to continue"
    ) {
        return Some("advertisement");
    }
    if piece.timed > 0 && piece.text.len() <= piece.timed + WORDS_OF_A_DATE {
        return Some("date");
    }
    if piece.linked * 2 > piece.text.len()
        && starts(&[
            "Read more",
            "Read also",
            "Read next",
            "Related:",
            "See also",
            "Also read",
        ])
    {
        return Some("related");
    }
    let credits = [
        "Photo:",
        "Photograph:",
        "Photo by",
        "Image:",
        "Picture:",
        "Image credit",
    ];
    (piece.text.len() <= LONGEST_CREDIT && starts(&credits)).then_some("photo-credit")
}

/// The article of the judged `pieces`: headline, standfirst, body.
fn assemble(pieces: Vec<Piece<'_>>, title: Option<Title<'_>>, page: &Document) -> Article {
    let mut article = Article {
        title: title.as_ref().map(|title| title.text.clone()),
        lang: metadata::lang(page),
        url: metadata::url(page),
        ..Article::default()
    };
    let headline = title.map(|title| {
        let mut block = Block::new(BlockKind::Title, title.text, Origin::Element(title.element));
        block.lang = (title.heading).and_then(|node| foreign(language::nearest(node)?, &article));
        block
    });
    article.blocks.extend(headline);
    for piece in pieces {
        let origin = Origin::Element(piece.element);
        match piece.rule {
            Some(rule) => article.skipped.push(Skipped {
                text: piece.text,
                rule: rule.to_owned(),
                origin,
            }),
            None if piece.kind == BlockKind::Title => {}
            None => {
                let block = block(piece, &article);
                article.blocks.push(block);
            }
        }
    }
    article
}

/// The block of a `piece` of `article`.
fn block(piece: Piece<'_>, article: &Article) -> Block {
    let mut block = Block::new(piece.kind, piece.text, Origin::Element(piece.element));
    block.lang = (piece.lang).and_then(|lang| foreign(lang.to_string(), article));
    block.level = piece.level;
    block.spans = piece.spans;
    block
}

/// `lang` where it is another language than that of `article`.
fn foreign(lang: String, article: &Article) -> Option<String> {
    let own = article.lang.as_deref().unwrap_or_default();
    (!lang.eq_ignore_ascii_case(own)).then_some(lang)
}
