//! HTML: a page as an article, from the pieces of its tree and the rules over them.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::block::{Block, BlockKind, Origin, Skipped};
use super::claims::Claims;
use super::echo::{silence_captions, silence_pull_quotes};
use super::judge::{
    judge, silence_before_headline, silence_claims, silence_empty_sections, silence_labels,
    silence_others, trim,
};
use super::metadata::{self, Title};
use super::place::Piece;
use super::publisher::Verdicts;
use super::reading::{Limits, Reading, Verbosity};
use super::select::Map;
use super::walk::{Guide, Walk};
use super::{Article, ArticleError, extract, linked_data, stamp};

/// The article of an HTML page.
///
/// # Errors
/// Where the page nests or holds more elements than the reading's limits say.
pub(super) fn read(html: &str, reading: &Reading) -> Result<Article, ArticleError> {
    let page = Document::from(stamp::stamp(html, reading.limits)?);
    measure(page.root(), reading.limits)?;
    let data = linked_data::of(&page);
    let claims = Claims::of(&page, &data);
    let title = metadata::title(&page, &data);
    let own_url = metadata::url(&page, &data);
    let url = reading.url.as_ref().or(own_url.as_ref());
    let verdicts = Verdicts::new(&page, &reading.rules, url);
    let about = About {
        page: &page,
        verdicts: &verdicts,
        title: title.as_ref(),
        claims: &claims,
        verbosity: reading.verbosity,
    };
    let pieces = about.pieces();
    let article = Article {
        title: title.as_ref().map(|title| title.text.clone()),
        lang: metadata::lang(&page, &data),
        url: own_url,
        author: claims.author,
        published: claims.published,
        ..Article::default()
    };
    Ok(assemble(article, pieces, title, reading.verbosity))
}

/// A page has this many times the prose of its article at most: teasers, comments, small print.
/// Where the extractor found less than that, it may have found something else.
const FEWEST: usize = 4;

/// What is known of a page before it is walked.
struct About<'a, 'k> {
    page: &'a Document,
    verdicts: &'k Verdicts,
    title: Option<&'k Title<'a>>,
    claims: &'k Claims,
    verbosity: Verbosity,
}

impl<'a> About<'a, '_> {
    /// The pieces of the article that the extractor found, or of one that it missed.
    fn pieces(&self) -> Vec<Piece<'a>> {
        let mut map = Map::new(self.page, extract::kept(self.page));
        let heading = self.title.and_then(|title| title.heading);
        let scope = own_article(heading, map.scope(self.page), &map);
        let home = heading.and_then(|heading| home(heading, scope, &map));
        let found = match home {
            Some(_) => vec![],
            None => self.gather(scope, &map),
        };
        if heard(&found) * FEWEST >= map.weight(self.page.root()).prose {
            return found;
        }
        let scope = map.distrust(self.page, home);
        let others = self.gather(scope, &map);
        if heard(&others) > heard(&found) * 2 {
            others
        } else {
            found
        }
    }

    /// The judged pieces of the article in `scope`.
    fn gather(&self, scope: NodeRef<'a>, map: &Map) -> Vec<Piece<'a>> {
        let heading = self.title.and_then(|title| title.heading);
        let wanted = self.verdicts.wanted(self.page);
        let outer = (heading.into_iter().chain(wanted)).fold(scope, around);
        let guide = Guide {
            map,
            verdicts: self.verdicts,
            verbosity: self.verbosity,
        };
        let mut pieces = Walk::new(guide, scope, heading).pieces(outer);
        trim(&mut pieces);
        judge(&mut pieces, map, self.title);
        silence_before_headline(&mut pieces);
        silence_captions(&mut pieces);
        silence_claims(&mut pieces, self.claims, self.verbosity);
        silence_others(&mut pieces);
        silence_pull_quotes(&mut pieces);
        silence_labels(&mut pieces);
        silence_empty_sections(&mut pieces);
        pieces
    }
}

/// Characters that are read of `pieces`.
fn heard(pieces: &[Piece<'_>]) -> usize {
    let read =
        (pieces.iter()).filter(|piece| piece.rule.is_none() && piece.kind != BlockKind::Title);
    read.map(|piece| piece.text.len()).sum()
}

/// The `<article>` around the headline instead of `scope`, where other articles are the rest of it.
fn own_article<'a>(heading: Option<NodeRef<'a>>, scope: NodeRef<'a>, map: &Map) -> NodeRef<'a> {
    let is_article = |node: &NodeRef<'a>| node.has_name("article");
    let Some(own) = heading.and_then(|heading| heading.ancestors_it(None).find(is_article)) else {
        return scope;
    };
    if own.id == scope.id || holds(own, scope) || map.weight(own).kept < ARTICLE {
        return scope;
    }
    if !holds(scope, own) {
        return own;
    }
    let others = (scope.descendants_it()).filter(|node| is_article(node) && node.id != own.id);
    let others: usize = others.map(|node| map.weight(node).kept).sum();
    let rest = map.weight(scope).kept.saturating_sub(map.weight(own).kept);
    if others * 2 > rest { own } else { scope }
}

/// Whether `node` stands in `outer`.
fn holds(outer: NodeRef<'_>, node: NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|around| around.id == outer.id)
}

/// Characters of a short article, five paragraphs; less is a teaser.
const ARTICLE: usize = 1500;

/// The `<article>` around the headline, where it has its own prose and none of it in `scope`.
///
/// Pages that go on with the next article would be read from there.
fn home<'a>(heading: NodeRef<'a>, scope: NodeRef<'a>, map: &Map) -> Option<NodeRef<'a>> {
    let home = (heading.ancestors_it(None)).find(|node| node.has_name("article"))?;
    let weight = map.weight(home);
    let is_apart = home.id != scope.id && !holds(scope, home) && !holds(home, scope);
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
    if holds(inner, other) {
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
