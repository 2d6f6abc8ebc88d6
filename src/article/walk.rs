//! The walk: a page's tree as the pieces of text that its blocks hold, in reading order.

use std::collections::HashSet;
use std::rc::Rc;

use dom_query::{NodeId, NodeRef};

use super::block::{BlockKind, Span};
use super::element::{is_in_quotation, is_inline, is_layout_table, visible_text};
use super::fold::{fold, is_html_space, is_sayable, is_visible};
use super::footnote::is_footnote_mark;
use super::language;
use super::mark::mark_of;
use super::rich::Rich;
use super::rules;
use super::select::{Map, number};

/// Characters of a standfirst beyond which it is ordinary text: three long sentences.
const LONGEST_STANDFIRST: usize = 700;

/// A stretch of text that belongs together.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// What it would be read as.
    pub(super) kind: BlockKind,
    /// Its text, folded.
    pub(super) text: String,
    /// The number of the element that holds it.
    pub(super) element: u32,
    /// That element.
    pub(super) holder: NodeRef<'a>,
    /// The rule that leaves it out.
    pub(super) rule: Option<&'static str>,
    /// Bytes of `text` inside of links, roughly.
    pub(super) linked: usize,
    /// Bytes of `text` inside of `<time>`, roughly.
    pub(super) timed: usize,
    /// Whether it stands inside of the article proper.
    pub(super) inside: bool,
    /// The language that the markup states.
    pub(super) lang: Option<Rc<str>>,
    /// Level of the heading or depth of the list.
    pub(super) level: Option<u8>,
    /// The marks on `text`.
    pub(super) spans: Vec<Span>,
}

/// Where the walk is.
#[derive(Clone)]
struct Place<'a> {
    kind: BlockKind,
    holder: NodeRef<'a>,
    element: u32,
    linked: bool,
    timed: bool,
    inside: bool,
    lang: Option<Rc<str>>,
    /// Level of the heading that it is in.
    heading: u8,
    /// Lists that it is in.
    lists: u8,
}

impl Place<'_> {
    /// The level of a block here.
    fn level(&self) -> Option<u8> {
        match self.kind {
            BlockKind::Heading => Some(self.heading),
            BlockKind::ListItem => Some(self.lists.max(1)),
            _ => None,
        }
    }
}

/// The text that is being gathered for a block.
#[derive(Default)]
struct Run {
    linked: usize,
    timed: usize,
    /// Line breaks since the last character.
    breaks: usize,
}

/// A walk over a page.
pub(super) struct Walk<'a, 'm> {
    map: &'m Map,
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
    /// The walk that knows `map`, the article proper and the headline.
    pub(super) fn new(map: &'m Map, inner: NodeRef<'a>, title: Option<NodeRef<'a>>) -> Self {
        let ancestors = title.into_iter().flat_map(|node| node.ancestors(None));
        Self {
            map,
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
        let place = Place {
            kind: BlockKind::Paragraph,
            holder: root,
            element: number(root).unwrap_or_default(),
            linked: false,
            timed: false,
            inside: root.id == self.inner,
            lang: language::nearest(root).map(Into::into),
            heading: 1,
            lists: 0,
        };
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
        if !is_blank && std::mem::take(&mut self.run.breaks) > 1 {
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
        let is_title = self.title == Some(node.id);
        if !is_title && let Some(rule) = self.rule(node, &name) {
            return self.skip(node, rule, place, is_inline(&name));
        }
        let inner = self.inner_place(node, &name, place);
        if is_inline(&name) && !is_title {
            self.text.open(mark_of(node, &name, place.lang.as_deref()));
            self.children(node, &inner);
            return self.text.close();
        }
        self.flush(place);
        let kind = if is_title {
            BlockKind::Title
        } else {
            self.kind(node, &name, place.kind)
        };
        let inner = Place {
            holder: node,
            element: number(node).unwrap_or(place.element),
            kind,
            ..inner
        };
        self.children(node, &inner);
        self.flush(&inner);
    }

    /// What `node`, which stands in `place`, says of the text in it.
    fn inner_place(&self, node: NodeRef<'a>, name: &str, place: &Place<'a>) -> Place<'a> {
        let mut inner = place.clone();
        inner.linked |= name == "a";
        inner.timed |= name == "time";
        inner.inside |= node.id == self.inner;
        if matches!(name, "ul" | "ol" | "dl" | "menu" | "dir") {
            inner.lists = inner.lists.saturating_add(1);
        }
        if let [b'h', level @ b'1'..=b'6'] = name.as_bytes() {
            inner.heading = level - b'0';
        }
        if let Some(lang) = language::stated(node) {
            inner.lang = Some(lang.into());
        }
        inner
    }

    /// What the text directly in `node` would be read as, inside of a block of kind `around`.
    fn kind(&self, node: NodeRef<'_>, name: &str, around: BlockKind) -> BlockKind {
        let is_short = self.map.weight(node).all <= LONGEST_STANDFIRST;
        match name {
            _ if around == BlockKind::Title || around == BlockKind::Standfirst => around,
            _ if is_short && rules::is_standfirst(node) => BlockKind::Standfirst,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            "li" | "dt" | "dd" => BlockKind::ListItem,
            "blockquote" => BlockKind::Quotation,
            _ => around,
        }
    }

    /// The rule that leaves `node` out.
    fn rule(&self, node: NodeRef<'_>, name: &str) -> Option<&'static str> {
        if rules::is_marked(node) {
            return Some("data-listen");
        }
        if is_footnote_mark(node, name, self.text.text()) {
            return Some("footnote-mark");
        }
        if self.title_path.contains(&node.id) {
            return None;
        }
        let rule = rules::skips(node, name, self.map.weight(node).all)?;
        let is_page = matches!(name, "html" | "body" | "main") || self.map.is_bulk(node);
        let is_layout = rule == "table" && is_layout_table(node, self.map);
        let is_attribution = rule == "footer" && is_in_quotation(node);
        (!is_page && !is_layout && !is_attribution).then_some(rule)
    }

    /// Puts the text of `node` aside; a block of its own ends the run, a mark in a line does not.
    fn skip(&mut self, node: NodeRef<'a>, rule: &'static str, place: &Place<'a>, inline: bool) {
        if !inline {
            self.flush(place);
        }
        let text = fold(&visible_text(node));
        if is_visible(&text) {
            self.push_skipped(text, rule, node, place);
        }
    }

    /// Puts the text that stands for a picture aside.
    fn image(&mut self, node: NodeRef<'a>, place: &Place<'a>) {
        let alt = fold(&node.attr("alt").unwrap_or_default());
        if is_visible(&alt) {
            self.push_skipped(alt, "alt-text", node, place);
        }
    }

    fn push_skipped(
        &mut self,
        text: String,
        rule: &'static str,
        node: NodeRef<'a>,
        place: &Place<'a>,
    ) {
        self.pieces.push(Piece {
            kind: place.kind,
            text,
            element: number(node).unwrap_or(place.element),
            holder: node,
            rule: Some(rule),
            linked: 0,
            timed: 0,
            inside: place.inside || node.id == self.inner,
            lang: None,
            level: None,
            spans: vec![],
        });
    }

    /// Ends the run: its text becomes a piece of `place`.
    fn flush(&mut self, place: &Place<'a>) {
        let run = std::mem::take(&mut self.run);
        let (text, spans) = self.text.take();
        if !is_visible(&text) {
            return;
        }
        let rule = (!is_sayable(&text)).then_some("ornament");
        self.pieces.push(Piece {
            kind: place.kind,
            text,
            element: place.element,
            holder: place.holder,
            rule,
            linked: run.linked,
            timed: run.timed,
            inside: place.inside,
            lang: place.lang.clone(),
            level: place.level(),
            spans,
        });
    }
}
