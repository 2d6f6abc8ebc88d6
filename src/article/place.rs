//! Places: where a walk over a page is, and the pieces of text that it finds there.

use std::borrow::Cow;
use std::rc::Rc;

use dom_query::NodeRef;

use super::block::{BlockKind, Span};
use super::language;
use super::publisher::{Action, Verdict};

/// The name of the rule that leaves something out.
pub(super) type RuleName = Cow<'static, str>;

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
    pub(super) rule: Option<RuleName>,
    /// Bytes of `text` inside of links, roughly.
    pub(super) linked: usize,
    /// Bytes of `text` inside of `<time>`, roughly.
    pub(super) timed: usize,
    /// Whether it stands inside of the article proper.
    pub(super) inside: bool,
    /// Whether the publisher wants it to be read.
    pub(super) wanted: bool,
    /// The language that the markup states.
    pub(super) lang: Option<Rc<str>>,
    /// The voice that the publisher wants.
    pub(super) voice: Option<Rc<str>>,
    /// Level of the heading or depth of the list.
    pub(super) level: Option<u8>,
    /// The marks on `text`.
    pub(super) spans: Vec<Span>,
}

/// Where the walk is.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that the text may be in"
)]
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    /// What text here would be read as.
    pub(super) kind: BlockKind,
    /// The block around.
    pub(super) holder: NodeRef<'a>,
    /// Its number.
    pub(super) element: u32,
    /// Whether it is in a link.
    pub(super) linked: bool,
    /// Whether it is in a `<time>`.
    pub(super) timed: bool,
    /// Whether it is in the article proper.
    pub(super) inside: bool,
    /// The rule by which all here is left out, except what the publisher wants.
    pub(super) rule: Option<RuleName>,
    /// Whether the publisher wants all here to be read.
    pub(super) wanted: bool,
    /// The language that the markup states.
    pub(super) lang: Option<Rc<str>>,
    /// The voice that the publisher wants.
    pub(super) voice: Option<Rc<str>>,
    /// Level of the heading that it is in.
    pub(super) heading: u8,
    /// Lists that it is in.
    pub(super) lists: u8,
    /// Whether it is in a row of a table, which is one block.
    pub(super) row: bool,
}

impl<'a> Place<'a> {
    /// The place of `root`, about which nothing is known.
    pub(super) fn of(root: NodeRef<'a>, element: u32) -> Self {
        Self {
            kind: BlockKind::Paragraph,
            holder: root,
            element,
            linked: false,
            timed: false,
            inside: false,
            rule: None,
            wanted: false,
            lang: None,
            voice: None,
            heading: 1,
            lists: 0,
            row: false,
        }
    }

    /// The level of a block here.
    pub(super) fn level(&self) -> Option<u8> {
        match self.kind {
            BlockKind::Heading => Some(self.heading),
            BlockKind::ListItem => Some(self.lists.max(1)),
            _ => None,
        }
    }

    /// The place of the text in `node`, of which the publisher says `verdict`.
    pub(super) fn within(&self, node: NodeRef<'a>, verdict: Option<&Verdict>) -> Self {
        let mut inner = self.clone();
        let name = node.node_name();
        let name = name.as_deref().unwrap_or_default();
        inner.linked |= name == "a";
        inner.timed |= name == "time";
        if matches!(name, "ul" | "ol" | "dl" | "menu" | "dir") {
            inner.lists = inner.lists.saturating_add(1);
        }
        if let [b'h', level @ b'1'..=b'6'] = name.as_bytes() {
            inner.heading = level - b'0';
        }
        if let Some(lang) = language::stated(node) {
            inner.lang = Some(lang.into());
        }
        if let Some(verdict) = verdict {
            inner.obey(verdict);
        }
        inner
    }

    fn obey(&mut self, verdict: &Verdict) {
        self.lang = verdict.lang.clone().or_else(|| self.lang.take());
        self.voice = verdict.voice.clone().or_else(|| self.voice.take());
        match verdict.action {
            Some(Action::Read) => (self.rule, self.wanted) = (None, true),
            Some(Action::Skip) => (self.rule, self.wanted) = (verdict.name.clone(), false),
            None => {}
        }
    }

    /// A piece of text here.
    pub(super) fn piece(&self, text: String, spans: Vec<Span>) -> Piece<'a> {
        Piece {
            kind: self.kind,
            text,
            element: self.element,
            holder: self.holder,
            rule: self.rule.clone(),
            linked: 0,
            timed: 0,
            inside: self.inside,
            wanted: self.wanted,
            lang: self.lang.clone(),
            voice: self.voice.clone(),
            level: self.level(),
            spans,
        }
    }
}
