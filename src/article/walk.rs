//! The walk: a page's tree as the pieces of text that its blocks hold, in reading order.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::block::BlockKind;
use super::element::{is_file_name, is_in_quotation, is_inline, is_layout_table, visible_text};
use super::fold::{fold, is_html_space, is_sayable, is_visible};
use super::footnote::is_footnote_mark;
use super::mark::mark_of;
use super::place::{Piece, Place, RuleName};
use super::publisher::{Action, Verdicts};
use super::reading::{Verbosity, kind_behind};
use super::rich::Rich;
use super::rules;
use super::select::{Map, number};

/// Characters of a standfirst beyond which it is ordinary text: three long sentences.
const LONGEST_STANDFIRST: usize = 700;

/// What stands between the cells of a row: it is heard as a pause, and no cell holds it.
const BETWEEN_CELLS: &str = "; ";

/// The text that is being gathered for a block.
#[derive(Default)]
struct Run {
    linked: usize,
    timed: usize,
    /// Line breaks since the last character.
    breaks: usize,
}

/// What is done with an element.
enum Decision {
    /// It is walked into, its text being of this kind where one is given.
    Read(Option<BlockKind>),
    /// It is left out for the rule of this name.
    Skip(RuleName),
}

/// What a walk has to know.
#[derive(Clone, Copy)]
pub(super) struct Guide<'m> {
    /// What is known of every element.
    pub(super) map: &'m Map,
    /// What the publisher says.
    pub(super) verdicts: &'m Verdicts,
    /// How much is read.
    pub(super) verbosity: Verbosity,
}

/// A walk over a page.
pub(super) struct Walk<'a, 'm> {
    guide: Guide<'m>,
    /// The article proper.
    inner: NodeId,
    /// The headline, where it is an element of the body.
    title: Option<NodeId>,
    /// What holds the headline, and so is never left out.
    title_path: HashSet<NodeId>,
    run: Run,
    text: Rich,
    pieces: Vec<Piece<'a>>,
}

impl<'a, 'm> Walk<'a, 'm> {
    /// The walk that knows the article proper and the headline.
    pub(super) fn new(guide: Guide<'m>, inner: NodeRef<'a>, title: Option<NodeRef<'a>>) -> Self {
        let ancestors = title.into_iter().flat_map(|node| node.ancestors(None));
        Self {
            guide,
            inner: inner.id,
            title: title.map(|node| node.id),
            title_path: ancestors.map(|node| node.id).collect(),
            run: Run::default(),
            text: Rich::default(),
            pieces: vec![],
        }
    }

    /// The pieces of `root` in reading order.
    pub(super) fn pieces(mut self, root: NodeRef<'a>) -> Vec<Piece<'a>> {
        let mut place = Place::of(root, number(root).unwrap_or_default());
        let mut around: Vec<NodeRef<'a>> = root.ancestors_it(None).collect();
        around.reverse();
        for node in around.into_iter().chain([root]) {
            place = place.within(node, self.guide.verdicts.of(node));
        }
        place.inside = root.id == self.inner;
        self.children(root, &place);
        self.flush(&place);
        self.pieces
    }

    fn children(&mut self, node: NodeRef<'a>, place: &Place<'a>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.gather(&child.text(), place);
            } else if child.is_element() {
                self.element(child, place);
            }
        }
    }

    /// Adds the characters of a text node to the run.
    fn gather(&mut self, text: &str, place: &Place<'a>) {
        let is_blank = text.chars().all(is_html_space);
        if is_blank && self.text.is_empty() {
            return;
        }
        if !is_blank && std::mem::take(&mut self.run.breaks) > 1 && !place.row {
            // An empty line: this is how pages without `<p>` separate paragraphs.
            self.flush(place);
        }
        self.text.push(text);
        self.run.linked += if place.linked { text.len() } else { 0 };
        self.run.timed += if place.timed { text.len() } else { 0 };
    }

    fn element(&mut self, node: NodeRef<'a>, place: &Place<'a>) {
        let Some(name) = node.node_name() else {
            return;
        };
        match &*name {
            "script" | "style" | "template" | "head" | "title" | "meta" | "link" | "base"
            | "wbr" | "input" => return,
            "br" => {
                self.run.breaks += 1;
                return self.gather("\n", place);
            }
            "img" | "area" => return self.image(node, place),
            _ => {}
        }
        let verdict = self.guide.verdicts.of(node);
        let mut inner = place.within(node, verdict);
        inner.inside |= node.id == self.inner;
        let is_title = self.title == Some(node.id);
        match self.decide(node, &name, &inner, is_title) {
            Decision::Read(Some(kind)) => inner.kind = kind,
            Decision::Read(None) => {}
            Decision::Skip(rule) if self.guide.verdicts.lead_into(node) => inner.rule = Some(rule),
            Decision::Skip(rule) => return self.skip(node, rule, place, is_inline(&name)),
        }
        if inner.row {
            self.in_row(node, &name, &inner);
        } else if is_inline(&name) && !is_title {
            self.text.open(mark_of(node, &name, place.lang.as_deref()));
            self.children(node, &inner);
            self.text.close();
        } else {
            self.block(node, &name, is_title, place, inner);
        }
    }

    /// Walks a block, whose text begins and ends with it.
    fn block(
        &mut self,
        node: NodeRef<'a>,
        name: &str,
        is_title: bool,
        place: &Place<'a>,
        mut inner: Place<'a>,
    ) {
        self.flush(place);
        inner.holder = node;
        inner.element = number(node).unwrap_or(place.element);
        inner.kind = if is_title {
            BlockKind::Title
        } else {
            self.kind(node, name, inner.kind)
        };
        inner.row = inner.kind == BlockKind::TableRow && name == "tr";
        self.children(node, &inner);
        self.flush(&inner);
    }

    /// Walks an element in a row of a table, where cells are separated and nothing else.
    fn in_row(&mut self, node: NodeRef<'a>, name: &str, inner: &Place<'a>) {
        if matches!(name, "td" | "th") {
            self.text.separate(BETWEEN_CELLS);
        }
        let is_line = is_inline(name);
        self.text.push(if is_line { "" } else { " " });
        self.text.open(mark_of(node, name, inner.lang.as_deref()));
        self.children(node, inner);
        self.text.close();
        self.text.push(if is_line { "" } else { " " });
    }

    /// What the text directly in `node` would be read as, inside of a block of kind `around`.
    fn kind(&self, node: NodeRef<'_>, name: &str, around: BlockKind) -> BlockKind {
        use BlockKind::{
            AltText, Byline, Caption, Code, Footnote, Heading, ListItem, Quotation, Standfirst,
            TableRow, Title,
        };
        let is_short = self.guide.map.weight(node).all <= LONGEST_STANDFIRST;
        match around {
            Title | Standfirst | Byline | Caption | AltText | TableRow | Code | Footnote => around,
            _ if is_short && rules::is_standfirst(node) => Standfirst,
            _ => match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Heading,
                "li" | "dt" | "dd" => ListItem,
                "blockquote" => Quotation,
                _ => around,
            },
        }
    }

    /// What is done with `node`, whose text would stand in `inner`.
    fn decide(&self, node: NodeRef<'_>, name: &str, inner: &Place<'_>, is_title: bool) -> Decision {
        let action = self.guide.verdicts.action(node);
        if let (Some(Action::Skip), Some(rule)) = (action, &inner.rule) {
            return Decision::Skip(rule.clone());
        }
        // In what is left out nothing has to be left out anew.
        if is_title || inner.rule.is_some() {
            return Decision::Read(None);
        }
        let Some(rule) = self.rule(node, name) else {
            return Decision::Read(None);
        };
        let kind = kind_behind(rule);
        let reads = |kind| self.guide.verbosity.reads(kind);
        if action == Some(Action::Read) || kind.is_some_and(reads) {
            Decision::Read(kind)
        } else {
            Decision::Skip(rule.into())
        }
    }

    /// The rule of our own that leaves `node` out.
    fn rule(&self, node: NodeRef<'_>, name: &str) -> Option<&'static str> {
        if is_footnote_mark(node, name, self.text.text()) {
            return Some("footnote-mark");
        }
        if self.title_path.contains(&node.id) {
            return None;
        }
        let map = self.guide.map;
        let rule = rules::skips(node, name, map.weight(node).all)?;
        let is_page = matches!(name, "html" | "body" | "main") || map.is_bulk(node);
        let is_layout = rule == "table" && is_layout_table(node, map);
        let is_attribution = rule == "footer" && is_in_quotation(node);
        let is_summary = rule == "aside" && rules::is_summary(node);
        (!is_page && !is_layout && !is_attribution && !is_summary).then_some(rule)
    }

    /// Puts the text of `node` aside; a block of its own ends the run, a mark in a line does not.
    fn skip(&mut self, node: NodeRef<'a>, rule: RuleName, place: &Place<'a>, inline: bool) {
        if !inline && !place.row {
            self.flush(place);
        }
        let text = fold(&visible_text(node));
        if is_visible(&text) {
            self.push_aside(text, Some(rule), node, place);
        }
    }

    /// Puts the text that stands for a picture before the block that the picture is in.
    fn image(&mut self, node: NodeRef<'a>, place: &Place<'a>) {
        let alt = fold(&node.attr("alt").unwrap_or_default());
        if !is_visible(&alt) {
            return;
        }
        let inner = place.within(node, self.guide.verdicts.of(node));
        let wants = match self.guide.verdicts.action(node) {
            Some(action) => action == Action::Read,
            None => self.guide.verbosity.reads(BlockKind::AltText) && !is_file_name(&alt),
        };
        let place = Place {
            kind: BlockKind::AltText,
            ..inner
        };
        let rule = (place.rule.clone()).or_else(|| (!wants).then(|| "alt-text".into()));
        self.push_aside(alt, rule, node, &place);
    }

    /// Adds a piece that is all of `node`.
    fn push_aside(
        &mut self,
        text: String,
        rule: Option<RuleName>,
        node: NodeRef<'a>,
        place: &Place<'a>,
    ) {
        let rule = rule.or_else(|| (!is_sayable(&text)).then(|| "ornament".into()));
        self.pieces.push(Piece {
            element: number(node).unwrap_or(place.element),
            holder: node,
            rule,
            inside: place.inside || node.id == self.inner,
            ..place.piece(text, vec![])
        });
    }

    /// Ends the run: its text becomes a piece of `place`.
    fn flush(&mut self, place: &Place<'a>) {
        let run = std::mem::take(&mut self.run);
        let (text, spans) = self.text.take();
        if !is_visible(&text) {
            return;
        }
        let mut piece = place.piece(text, spans);
        if piece.rule.is_none() && !is_sayable(&piece.text) {
            piece.rule = Some("ornament".into());
        }
        (piece.linked, piece.timed) = (run.linked, run.timed);
        self.pieces.push(piece);
    }
}
