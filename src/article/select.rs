//! Selection: the part of a page's tree that is walked, and how much text each element holds.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::element::is_inline;
use super::stamp::STAMP;

/// Characters that are visible in an element and below it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// All of them.
    pub(super) all: usize,
    /// Those that the extractor holds for the article.
    pub(super) kept: usize,
    /// Those in lines long enough to be sentences, few of them in links.
    pub(super) prose: usize,
    /// Those in links.
    linked: usize,
}

/// Characters of a line that makes prose: a sentence of 14 words, more than any label or teaser.
pub(super) const PROSE: usize = 70;

/// What is known of every element of a page before it is walked.
pub(super) struct Map {
    weights: HashMap<NodeId, Weight>,
    /// Numbers of the extracted elements; `None` where the extractor found no article.
    kept: Option<HashSet<u32>>,
    /// Elements with an extracted child.
    parents: HashSet<NodeId>,
    /// Characters of the article in all.
    total: usize,
}

impl Map {
    /// The map of `page`, of which the extractor kept the elements `kept`.
    pub(super) fn new(page: &Document, kept: Option<HashSet<u32>>) -> Self {
        let mut map = Self {
            weights: HashMap::new(),
            kept,
            parents: HashSet::new(),
            total: 0,
        };
        map.parents = (page.root().descendants_it())
            .filter(|node| map.has_number(*node))
            .filter_map(|node| node.parent().map(|parent| parent.id))
            .collect();
        map.total = map.weigh(page.root(), false).kept;
        map
    }

    /// The text that `node` holds.
    pub(super) fn weight(&self, node: NodeRef<'_>) -> Weight {
        self.weights.get(&node.id).copied().unwrap_or_default()
    }

    /// Gives the extractor's choice up where it cannot be the article of the page.
    ///
    /// The headline's own `<article>` then holds the article, or else what holds most prose.
    pub(super) fn distrust<'a>(
        &mut self,
        page: &'a Document,
        home: Option<NodeRef<'a>>,
    ) -> NodeRef<'a> {
        self.kept = None;
        let mut scope = home.or_else(|| page.body()).unwrap_or_else(|| page.root());
        let all = self.weight(scope).prose;
        // Four fifths: the rest is comments, teasers and the small print.
        while let Some(child) =
            (scope.children_it(false)).find(|child| self.weight(*child).prose * 5 > all * 4)
        {
            scope = child;
        }
        for weight in self.weights.values_mut() {
            weight.kept = weight.prose;
        }
        self.total = all;
        scope
    }

    /// Whether `node` holds more than half of the article, so that no rule can mean it.
    pub(super) fn is_bulk(&self, node: NodeRef<'_>) -> bool {
        self.weight(node).kept * 2 > self.total
    }

    /// Whether the extractor holds the text of the block `holder` for the article.
    pub(super) fn is_kept(&self, holder: NodeRef<'_>) -> bool {
        if self.kept.is_none() {
            return true;
        }
        let mut node = holder;
        loop {
            if self.has_number(node) {
                return true;
            }
            // The extractor moves what stands directly in the body into a box of its own.
            if node.has_name("body") {
                return self.parents.contains(&node.id);
            }
            let Some(parent) = node.parent() else {
                return false;
            };
            // The extractor puts a box that is alone in a box in its place, under the number
            // of the outer one. Elements that the parser made have no number at all.
            let replaced = is_box(node) && is_box(parent) && !self.parents.contains(&parent.id);
            if !replaced && number(node).is_some() {
                return false;
            }
            node = parent;
        }
    }

    /// Whether the extractor kept `node` itself.
    fn has_number(&self, node: NodeRef<'_>) -> bool {
        (self.kept.as_ref()).is_some_and(|kept| number(node).is_some_and(|n| kept.contains(&n)))
    }

    /// The smallest element that holds the whole article, or the `<article>` around it.
    pub(super) fn scope<'a>(&self, page: &'a Document) -> NodeRef<'a> {
        let mut scope = page.body().unwrap_or_else(|| page.root());
        if self.kept.is_none() {
            return ["article", "main", "[role=main]"]
                .iter()
                .find_map(|selector| sole(page, selector))
                .unwrap_or(scope);
        }
        while let Some(child) =
            (scope.children_it(false)).find(|child| self.weight(*child).kept == self.total)
        {
            if self.total == 0 || !child.is_element() {
                break;
            }
            scope = child;
        }
        let around = (scope.ancestors_it(None)).find(|node| node.has_name("article"));
        if scope.has_name("article") {
            return scope;
        }
        around.or_else(|| self.main_article(scope)).unwrap_or(scope)
    }

    /// The `<article>` below `scope` with more than two thirds of the text.
    ///
    /// A short article is extracted together with what surrounds it.
    fn main_article<'a>(&self, scope: NodeRef<'a>) -> Option<NodeRef<'a>> {
        (scope.descendants_it())
            .filter(|node| node.has_name("article"))
            .find(|node| self.weight(*node).kept * 3 > self.total * 2)
    }

    /// Notes the weight of `node` and of all below it; `around` is whether its parent is kept.
    fn weigh(&mut self, node: NodeRef<'_>, around: bool) -> Weight {
        // Formatting elements carry no number: they go with the block that they stand in.
        let is_kept = match number(node) {
            Some(_) => self.is_kept(node),
            None => around || self.kept.is_none(),
        };
        // The text of a frame is markup for browsers that know no frames.
        let silent = matches!(
            node.node_name().as_deref(),
            Some("script" | "style" | "iframe")
        );
        let mut weight = Weight::default();
        // What stands directly in this element, or in elements that stand in its lines.
        let mut line = Weight::default();
        for child in node.children_it(false) {
            if child.is_element() {
                let below = self.weigh(child, is_kept);
                weight.all += below.all;
                weight.kept += below.kept;
                weight.linked += below.linked;
                weight.prose += below.prose;
                if child.node_name().is_some_and(|name| is_inline(&name)) && below.prose == 0 {
                    line.all += below.all;
                    line.linked += below.linked;
                }
            } else if child.is_text() && !silent {
                let own = child.text().chars().filter(|c| !c.is_whitespace()).count();
                weight.all += own;
                weight.kept += if is_kept { own } else { 0 };
                line.all += own;
            }
        }
        if node.has_name("a") {
            weight.linked = weight.all;
        }
        let is_prose = line.all >= PROSE && line.linked * 3 < line.all;
        let is_line = node.node_name().is_some_and(|name| is_inline(&name));
        if is_prose && !is_line {
            weight.prose += line.all;
        }
        if is_of_readers(node) {
            weight.prose = 0;
        }
        self.weights.insert(node.id, weight);
        weight
    }
}

/// Whether `node` holds what readers wrote, which may be longer than the article.
fn is_of_readers(node: NodeRef<'_>) -> bool {
    let page = ["html", "body", "main", "article"];
    let says = |name: &str| {
        (node.attr(name)).is_some_and(|value| {
            let label = value.trim();
            label.len() >= 7
                && label.is_char_boundary(7)
                && label[..7].eq_ignore_ascii_case("comment")
        })
    };
    !page.iter().any(|name| node.has_name(name)) && (says("id") || says("class"))
}

/// The only element of `page` that fits `selector`.
fn sole<'a>(page: &'a Document, selector: &str) -> Option<NodeRef<'a>> {
    let found = page.select(selector);
    match found.nodes() {
        [node] => Some(*node),
        _ => None,
    }
}

/// Whether `node` is a box without a meaning of its own.
fn is_box(node: NodeRef<'_>) -> bool {
    node.has_name("div") || node.has_name("section")
}

/// The number that the stamping gave to `node`.
pub(super) fn number(node: NodeRef<'_>) -> Option<u32> {
    node.attr(STAMP)?.parse().ok()
}
