//! The judge: which pieces of a page are read, by what the extractor, the text and its place say.

use std::collections::HashSet;
use std::ops::Range;

use dom_query::{NodeId, NodeRef};

use super::block::BlockKind;
use super::claims::{self, Claims};
use super::fold::essence;
use super::line;
use super::metadata::Title;
use super::phrase;
use super::place::Piece;
use super::reading::Verbosity;
use super::rules;
use super::select::{Map, PROSE};

/// Leaves what stands before the headline and article and what stands after them unmentioned.
pub(super) fn trim(pieces: &mut Vec<Piece<'_>>) {
    let is_ours =
        |piece: &Piece<'_>| piece.inside || piece.wanted || piece.kind == BlockKind::Title;
    let first = pieces.iter().position(is_ours).unwrap_or_default();
    let last = pieces.iter().rposition(is_ours).map_or(0, |last| last + 1);
    pieces.truncate(last);
    pieces.drain(..first.min(last));
}

/// Decides for each piece whether it is read, by what the extractor and our rules say.
pub(super) fn judge(pieces: &mut [Piece<'_>], map: &Map, title: Option<&Title<'_>>) {
    let headline = title.map(|title| essence(&title.text));
    let heading = title.and_then(|title| title.heading).map(|node| node.id);
    let parents = kept_parents(pieces, map);
    let body = body(pieces, map);
    let mut in_body = false;
    let open = pieces.iter_mut().enumerate();
    for (index, piece) in open.filter(|(_, piece)| piece.rule.is_none()) {
        if piece.kind == BlockKind::Standfirst && in_body {
            let is_heading = matches!(
                piece.holder.node_name().as_deref(),
                Some("h2" | "h3" | "h4" | "h5" | "h6")
            );
            piece.kind = if is_heading {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            };
        }
        if !in_body && is_sentence_behind(piece, heading) {
            piece.kind = BlockKind::Standfirst;
        }
        let is_said_once = piece.kind == BlockKind::Title || piece.wanted;
        piece.rule = if is_said_once {
            None // the title is read before all else
        } else if headline.as_ref() == Some(&essence(&piece.text)) {
            Some("repeated-title".into())
        } else if let Some(rule) = phrase::rule_of(piece) {
            Some(rule.into())
        } else if is_under_headline(piece, in_body)
            || belongs(piece, &parents, map)
            || heading.is_some() && !in_body && is_in_summary(piece)
            || body.contains(&index) && is_prose(piece)
        {
            None
        } else {
            Some("outside-article".into())
        };
        // What stands before the headline is not the body yet.
        in_body &= piece.kind != BlockKind::Title;
        in_body |= piece.rule.is_none() && piece.kind == BlockKind::Paragraph;
    }
}

/// Leaves out what stands before the headline, unless much of the article stands there.
///
/// The scope of an article may begin with the buttons and boxes above it.
pub(super) fn silence_before_headline(pieces: &mut [Piece<'_>]) {
    // A tenth: sentences about sharing and signing in, in boxes that a script would open.
    const SHARE: usize = 10;
    let Some(headline) = (pieces.iter()).position(|piece| piece.kind == BlockKind::Title) else {
        return;
    };
    let prose = |pieces: &[Piece<'_>]| -> usize {
        let read = (pieces.iter()).filter(|piece| piece.rule.is_none() && is_prose(piece));
        read.map(|piece| piece.text.len()).sum()
    };
    let (before, behind) = pieces.split_at_mut(headline);
    if prose(before) * SHARE > prose(behind) {
        return;
    }
    let read = before.iter_mut().filter(|piece| piece.rule.is_none());
    for piece in read.filter(|piece| !piece.wanted && piece.kind != BlockKind::Byline) {
        piece.rule = Some("before-headline".into());
    }
}

/// Leaves out lines that only name the author, and those under the headline that are only a date.
pub(super) fn silence_claims(pieces: &mut [Piece<'_>], claims: &Claims, verbosity: Verbosity) {
    let mut in_body = false;
    for piece in pieces
        .iter_mut()
        .filter(|piece| piece.rule.is_none() && !piece.wanted)
    {
        in_body |= is_prose(piece);
        let may_be = matches!(
            piece.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Standfirst
        );
        let is_signature = !in_body
            && (may_be || piece.kind == BlockKind::Heading)
            && line::is_signature(&piece.text);
        if may_be && claims.is_byline(&piece.text) || is_signature {
            if verbosity.reads(BlockKind::Byline) {
                piece.kind = BlockKind::Byline;
            } else {
                piece.rule = Some("byline".into());
            }
        } else if may_be && !in_body && claims::is_date(&piece.text) {
            piece.rule = Some("date".into());
        }
    }
}

/// Leaves out what stands under headings such as "Related articles", up to the next heading of
/// the same level.
///
/// A heading in a box of its own says nothing of the sentences that go on outside of the box, and
/// what is more than the rest is the article itself, with such a heading in the middle.
pub(super) fn silence_others(pieces: &mut [Piece<'_>]) {
    let parent = |piece: &Piece<'_>| piece.holder.parent().map(|parent| parent.id);
    let mut under: Option<Option<u8>> = None;
    let mut box_of_heading = None;
    let mut others = vec![];
    for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.wanted) {
        // The words of the heading may have left it out already.
        let is_known = piece.rule.as_deref().is_none_or(|rule| rule == "related");
        if piece.kind == BlockKind::Heading && is_known {
            let goes_on = under.is_some_and(|level| piece.level > level);
            if phrase::is_heading_of_others(&piece.text) {
                under = Some(piece.level);
                box_of_heading = parent(piece);
            } else if !goes_on {
                under = None;
            }
        }
        let around = piece.holder.ancestors_it(None).map(|node| node.id);
        if under.is_some() && piece.rule.is_none() {
            if is_prose(piece) && !around.map(Some).any(|id| id == box_of_heading) {
                under = None;
            } else {
                others.push(index);
            }
        }
    }
    let read = (pieces.iter()).filter(|piece| piece.rule.is_none() && is_prose(piece));
    let all: usize = read.map(|piece| piece.text.len()).sum();
    let prose = others
        .iter()
        .map(|index| &pieces[*index])
        .filter(|piece| is_prose(piece));
    let prose: usize = prose.map(|piece| piece.text.len()).sum();
    for index in others.into_iter().filter(|_| prose * 2 <= all) {
        pieces[index].rule = Some("related".into());
    }
}

/// Leaves out labels before the first and behind the last sentences: tags, names, buttons.
pub(super) fn silence_labels(pieces: &mut [Piece<'_>]) {
    let is_text = |piece: &Piece<'_>| piece.rule.is_none() && is_prose(piece);
    let (Some(first), Some(last)) = (
        pieces.iter().position(is_text),
        pieces.iter().rposition(is_text),
    ) else {
        return;
    };
    let around = pieces.iter_mut().enumerate();
    for (index, piece) in around.filter(|(index, _)| !(first..=last).contains(index)) {
        let is_label = is_label(piece) || index > last && is_list_of_links(piece);
        if piece.rule.is_none() && !piece.wanted && is_label {
            piece.rule = Some("label".into());
        }
    }
}

/// Whether a piece is an item of links, with a word or two around them: "Source The Gazette".
fn is_list_of_links(piece: &Piece<'_>) -> bool {
    piece.kind == BlockKind::ListItem && piece.linked * 2 > piece.text.len()
}

/// Whether a piece is of few words and no sentence.
fn is_label(piece: &Piece<'_>) -> bool {
    // "Von unserem Korrespondenten".
    const WORDS: usize = 4;
    let may_be = match piece.kind {
        BlockKind::Paragraph => true,
        BlockKind::ListItem => is_list_of_links(piece),
        _ => false,
    };
    let is_sentence = piece
        .text
        .ends_with(['.', '!', '?', '”', '"', ':', '。', '»']);
    let is_more = piece.text.ends_with("...");
    may_be && (!is_sentence || is_more) && piece.text.split(' ').nth(WORDS).is_none()
}

/// Whether a piece may stand under the headline, outside of the article proper.
fn is_under_headline(piece: &Piece<'_>, in_body: bool) -> bool {
    piece.kind == BlockKind::Standfirst || piece.kind == BlockKind::Byline && !in_body
}

/// Whether a piece is a heading of a whole sentence that stands right behind the headline.
fn is_sentence_behind(piece: &Piece<'_>, headline: Option<NodeId>) -> bool {
    // Fewer words may be the name of a section.
    const WORDS: usize = 6;
    let before = || piece.holder.prev_element_sibling().map(|node| node.id);
    piece.kind == BlockKind::Heading
        && piece.text.ends_with(['.', '!', '?', '…'])
        && piece.text.split(' ').nth(WORDS - 1).is_some()
        && headline.is_some()
        && before() == headline
}

/// Whether a piece is one of the points that sum the article up, wherever its box stands.
fn is_in_summary(piece: &Piece<'_>) -> bool {
    // A point stands in a list, and the list in a box or two.
    const BOXES: usize = 4;
    piece.linked * 2 <= piece.text.len()
        && (piece.holder.ancestors_it(Some(BOXES))).any(rules::is_summary)
}

/// Whether the extractor holds a piece for the article, or only forgot it.
fn belongs(piece: &Piece<'_>, parents: &HashSet<NodeId>, map: &Map) -> bool {
    piece.inside && (map.is_kept(piece.holder) || is_rescued(piece, parents, map))
}

/// The pieces from the first to the last paragraph that the extractor kept.
fn body(pieces: &[Piece<'_>], map: &Map) -> Range<usize> {
    let is_kept = |piece: &Piece<'_>| {
        piece.rule.is_none() && piece.inside && is_prose(piece) && map.is_kept(piece.holder)
    };
    let first = pieces.iter().position(is_kept).unwrap_or_default();
    let last = pieces.iter().rposition(is_kept).unwrap_or_default();
    first..last
}

/// Whether a piece is one of sentences, not of links or labels.
fn is_prose(piece: &Piece<'_>) -> bool {
    let is_text = matches!(
        piece.kind,
        BlockKind::Paragraph | BlockKind::Quotation | BlockKind::ListItem
    );
    let ends = [
        '.', '!', '?', '…', ':', '"', '”', '“', '»', '’', '\'', ')', '。',
    ];
    is_text
        && piece.inside
        && piece.text.chars().count() >= PROSE
        && piece.linked * 3 < piece.text.len()
        && piece.text.ends_with(ends)
}

/// Leaves headings out whose sections are not read: `References` says nothing by itself.
pub(super) fn silence_empty_sections(pieces: &mut [Piece<'_>]) {
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
                    has_skipped && next.kind == piece.kind && next.level <= piece.level
                }
            };
        if is_empty {
            pieces[index].rule = Some("empty-section".into());
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
    // A row stands in a table, its body and a box that scrolls; a caption in a figure in two.
    const BOXES: usize = 5;
    let own = map.weight(piece.holder).all + BESIDE_A_HEADING;
    if is_beside_the_text(piece.kind) {
        // Figures, tables and notes stand among the paragraphs, a few boxes deep.
        let mut ancestors = piece.holder.ancestors_it(Some(BOXES));
        return ancestors.any(|node| parents.contains(&node.id));
    }
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

/// Whether blocks of `kind` are no part of the running text.
fn is_beside_the_text(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Caption
            | BlockKind::AltText
            | BlockKind::TableRow
            | BlockKind::Code
            | BlockKind::Footnote
    )
}

fn is_list_or_quotation(node: NodeRef<'_>) -> bool {
    let name = node.node_name();
    matches!(
        name.as_deref(),
        Some("ul" | "ol" | "li" | "dl" | "dd" | "dt" | "blockquote")
    )
}
