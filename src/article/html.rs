//! HTML: a page as an article, from the pieces of its tree and the rules over them.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::block::{Block, BlockKind, Origin, Skipped};
use super::judge::{judge, silence_empty_sections, silence_labels, silence_others, trim};
use super::metadata::{self, Title};
use super::place::Piece;
use super::publisher::Verdicts;
use super::reading::{Limits, Reading, Verbosity};
use super::select::Map;
use super::walk::{Guide, Walk};
use super::{Article, ArticleError, extract, stamp};

/// The article of an HTML page.
///
/// # Errors
/// Where the page nests or holds more elements than the reading's limits say.
pub(super) fn read(html: &str, reading: &Reading) -> Result<Article, ArticleError> {
    let page = Document::from(stamp::stamp(html, reading.limits)?);
    measure(page.root(), reading.limits)?;
    let title = metadata::title(&page);
    let own_url = metadata::url(&page);
    let url = reading.url.as_ref().or(own_url.as_ref());
    let verdicts = Verdicts::new(&page, &reading.rules, url);
    let mut map = Map::new(&page, extract::kept(&page));
    let heading = title.as_ref().and_then(|title| title.heading);
    let mut scope = map.scope(&page);
    let home = heading.and_then(|heading| home(heading, scope, &map));
    let mut pieces = if home.is_some() {
        vec![]
    } else {
        gather(
            &page,
            scope,
            &map,
            &verdicts,
            title.as_ref(),
            reading.verbosity,
        )
    };
    if heard(&pieces) * FEWEST < map.weight(page.root()).prose {
        scope = map.distrust(&page, home);
        let others = gather(
            &page,
            scope,
            &map,
            &verdicts,
            title.as_ref(),
            reading.verbosity,
        );
        if heard(&others) > heard(&pieces) * 2 {
            pieces = others;
        }
    }
    let article = Article {
        title: title.as_ref().map(|title| title.text.clone()),
        lang: metadata::lang(&page),
        url: own_url,
        ..Article::default()
    };
    Ok(assemble(article, pieces, title, reading.verbosity))
}

/// A page has this many times the prose of its article at most: teasers, comments, small print.
/// Where the extractor found less than that, it may have found something else.
const FEWEST: usize = 4;

/// The judged pieces of `page`, whose article is in `scope`.
fn gather<'a>(
    page: &'a Document,
    scope: NodeRef<'a>,
    map: &Map,
    verdicts: &Verdicts,
    title: Option<&Title<'a>>,
    verbosity: Verbosity,
) -> Vec<Piece<'a>> {
    let heading = title.and_then(|title| title.heading);
    let wanted = verdicts.wanted(page);
    let outer = (heading.into_iter().chain(wanted)).fold(scope, around);
    let guide = Guide {
        map,
        verdicts,
        verbosity,
    };
    let mut pieces = Walk::new(guide, scope, heading).pieces(outer);
    trim(&mut pieces);
    judge(&mut pieces, map, title);
    silence_others(&mut pieces);
    silence_labels(&mut pieces);
    silence_empty_sections(&mut pieces);
    pieces
}

/// Characters that are read of `pieces`.
fn heard(pieces: &[Piece<'_>]) -> usize {
    let read =
        (pieces.iter()).filter(|piece| piece.rule.is_none() && piece.kind != BlockKind::Title);
    read.map(|piece| piece.text.len()).sum()
}

/// The `<article>` around the headline, where it has its own prose and none of it in `scope`.
///
/// Pages that go on with the next article would be read from there.
fn home<'a>(heading: NodeRef<'a>, scope: NodeRef<'a>, map: &Map) -> Option<NodeRef<'a>> {
    // Five paragraphs: less is a teaser.
    const ARTICLE: usize = 1500;
    let home = (heading.ancestors_it(None)).find(|node| node.has_name("article"))?;
    let weight = map.weight(home);
    let holds = |inner: NodeRef<'_>, outer: NodeRef<'_>| {
        inner.id == outer.id || inner.ancestors_it(None).any(|node| node.id == outer.id)
    };
    let is_apart = !holds(scope, home) && !holds(home, scope);
    (is_apart && weight.prose > ARTICLE && weight.kept * 4 < weight.prose).then_some(home)
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

/// The smallest element that holds `inner` and `other`.
fn around<'a>(inner: NodeRef<'a>, other: NodeRef<'a>) -> NodeRef<'a> {
    if other.ancestors_it(None).any(|node| node.id == inner.id) {
        return inner;
    }
    let above: HashSet<NodeId> = other.ancestors_it(None).map(|node| node.id).collect();
    std::iter::once(inner)
        .chain(inner.ancestors_it(None))
        .find(|node| above.contains(&node.id))
        .unwrap_or(inner)
}

/// The `article` of the judged `pieces`: headline, standfirst, byline, body.
fn assemble(
    mut article: Article,
    pieces: Vec<Piece<'_>>,
    title: Option<Title<'_>>,
    verbosity: Verbosity,
) -> Article {
    if let Some(title) = title {
        article.blocks.extend(headline(title, &pieces, &article));
    }
    let mut bylines = vec![];
    for piece in pieces {
        let mut block = match piece.rule {
            Some(rule) => {
                article.skipped.push(Skipped {
                    text: piece.text,
                    rule: rule.into_owned(),
                    origin: Origin::Element(piece.element),
                });
                continue;
            }
            None if piece.kind == BlockKind::Title => continue,
            None => block(piece, &article),
        };
        let before = article.blocks.last().map(|block| block.kind);
        block.announced = verbosity.announces(block.kind, before);
        match block.kind {
            BlockKind::Byline => bylines.push((article.blocks.len(), block)),
            _ => article.blocks.push(block),
        }
    }
    place_bylines(&mut article.blocks, bylines);
    article
}

/// Puts `bylines`, each with where it was found, in their place: behind title and standfirst.
fn place_bylines(blocks: &mut Vec<Block>, bylines: Vec<(usize, Block)>) {
    let is_head = |block: &Block| matches!(block.kind, BlockKind::Title | BlockKind::Standfirst);
    let head = blocks.iter().take_while(|block| is_head(block)).count();
    let (top, end): (Vec<_>, Vec<_>) = bylines.into_iter().partition(|(at, _)| *at <= head);
    let mut placed = Vec::with_capacity(blocks.len() + top.len() + end.len());
    let mut end = end.into_iter().peekable();
    for (index, block) in std::mem::take(blocks).into_iter().enumerate() {
        if index == head {
            placed.extend(top.iter().map(|(_, block)| block.clone()));
        }
        while let Some((_, byline)) = end.next_if(|(at, _)| *at <= index) {
            placed.push(byline);
        }
        placed.push(block);
    }
    placed.extend(end.map(|(_, block)| block));
    *blocks = placed;
}

/// The block of the headline, where the publisher lets it be read.
fn headline(title: Title<'_>, pieces: &[Piece<'_>], article: &Article) -> Option<Block> {
    let mut block = Block::new(BlockKind::Title, title.text, Origin::Element(title.element));
    let heading = title.heading.map(|node| node.id);
    let piece = pieces.iter().find(|piece| Some(piece.holder.id) == heading);
    let Some(piece) = piece else {
        return Some(block);
    };
    if piece.rule.is_some() {
        return None;
    }
    block.lang = (piece.lang.as_deref()).and_then(|lang| foreign(lang, article));
    block.voice = piece.voice.as_deref().map(str::to_owned);
    if piece.text == block.text {
        block.spans.clone_from(&piece.spans);
    }
    Some(block)
}

/// The block of a `piece` of `article`.
fn block(piece: Piece<'_>, article: &Article) -> Block {
    Block {
        lang: (piece.lang.as_deref()).and_then(|lang| foreign(lang, article)),
        level: piece.level,
        voice: piece.voice.as_deref().map(str::to_owned),
        spans: piece.spans,
        ..Block::new(piece.kind, piece.text, Origin::Element(piece.element))
    }
}

/// `lang` where it is another language than that of `article`.
fn foreign(lang: &str, article: &Article) -> Option<String> {
    let own = article.lang.as_deref().unwrap_or_default();
    (!lang.eq_ignore_ascii_case(own)).then(|| lang.to_owned())
}
