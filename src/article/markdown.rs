//! Markdown: the blocks of a document in `CommonMark`, with the bytes that each stands in.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use url::Url;

use super::block::{Block, BlockKind, Mark, Origin, Skipped, Span};
use super::fold::{essence, fold, is_sayable, is_visible};
use super::reading::{Verbosity, kind_behind};
use super::rich::Rich;
use super::{Article, claims, language};
use crate::units::ByteRange;

/// The article of a Markdown document.
pub(super) fn read(text: &str, verbosity: Verbosity) -> Article {
    let (front, body) = front_matter(text);
    let mut reader = Reader::new(text, body, verbosity);
    reader.front_matter(front);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.article
}

/// The bytes of the metadata between `---` lines at the start, and where the text goes on.
fn front_matter(text: &str) -> (Range<usize>, usize) {
    let nothing = (0..0, 0);
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let fence = line.trim_end();
        at += line.len();
        match (index, fence) {
            (0, "---") => {}
            (0, _) => break,
            (_, "---" | "...") => return (0..at - line.len() + fence.len(), at),
            _ => {}
        }
    }
    nothing
}

/// A block that has begun: an element of the text, or one that is left out with all inside.
struct Open {
    kind: BlockKind,
    /// Level of a heading.
    level: u8,
    rule: Option<&'static str>,
}

/// The state of reading a document.
struct Reader<'t> {
    source: &'t str,
    /// Where the Markdown begins in `source`, behind the front matter.
    base: usize,
    article: Article,
    open: Vec<Open>,
    text: Rich,
    /// The bytes that `text` stands in.
    range: Range<usize>,
    has_heading: bool,
    /// Lists that are open.
    lists: u8,
    /// The text that stands for a picture, while it is gathered.
    alt: String,
    verbosity: Verbosity,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str, base: usize, verbosity: Verbosity) -> Self {
        Self {
            source,
            base,
            article: Article::default(),
            open: vec![],
            text: Rich::default(),
            range: 0..0,
            has_heading: false,
            lists: 0,
            alt: String::new(),
            verbosity,
        }
    }

    /// Takes title, language, author, date and address from the front matter.
    fn front_matter(&mut self, range: Range<usize>) {
        let written = &self.source[range.clone()];
        for line in written.lines() {
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let value = fold(value.trim().trim_matches(['"', '\'']));
            match key.trim() {
                "title" if is_sayable(&value) => self.title(value, range.clone()),
                "lang" | "language" => self.article.lang = language::tag(&value),
                "author" | "authors" | "by" => self.article.author = claims::author(&value),
                "date" | "published" | "pubdate" => self.article.published = claims::date(&value),
                "url" | "canonical" | "canonical_url" => {
                    self.article.url = Url::parse(&value).ok();
                }
                _ => {}
            }
        }
        self.skip(&written.replace("---", ""), "front-matter", range);
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let range = self.base + range.start..self.base + range.end;
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text, range),
            Event::Code(text) => {
                self.text.open(Some(Mark::Code));
                self.push(&text, range);
                self.text.close();
            }
            Event::SoftBreak | Event::HardBreak => self.push(" ", range),
            Event::Rule => self.flush(),
            Event::Html(html) => self.push(&html, range),
            Event::InlineHtml(html) => self.tag(&html, range),
            Event::FootnoteReference(label) => self.skip(&label, "footnote-mark", range),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let around = self.open.last();
        let kind = around.map_or(BlockKind::Paragraph, |open| open.kind);
        let rule = around.and_then(|open| open.rule);
        let is_read = rule.is_none();
        let (kind, rule) = match tag {
            Tag::Heading { level, .. } => (self.heading(*level), rule),
            // A note is a note, whatever stands in it.
            Tag::Item | Tag::BlockQuote(_) if kind == BlockKind::Footnote => (kind, rule),
            Tag::Item => (BlockKind::ListItem, rule),
            Tag::BlockQuote(_) => (BlockKind::Quotation, rule),
            Tag::CodeBlock(_) => self.unless_read("code", kind, rule),
            Tag::Table(_) => self.unless_read("table", kind, rule),
            Tag::HtmlBlock => (kind, rule.or(Some("html"))),
            Tag::FootnoteDefinition(_) => self.unless_read("footnote", kind, rule),
            Tag::Image { .. } => {
                self.open.push(Open {
                    kind,
                    level: 1,
                    rule: rule.or(Some("alt-text")),
                });
                return;
            }
            Tag::TableHead | Tag::TableRow if kind == BlockKind::TableRow => (kind, rule),
            Tag::TableCell if kind == BlockKind::TableRow => return self.text.separate("; "),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => return self.push(" ", range),
            Tag::Paragraph | Tag::List(_) => (kind, rule),
            Tag::Emphasis => return self.text.open(Some(Mark::Emphasis)),
            Tag::Strong => return self.text.open(Some(Mark::Strong)),
            Tag::Link { .. } => return self.text.open(Some(Mark::Link)),
            _ => return,
        };
        // Inside of what is left out all is one piece.
        if is_read {
            self.flush();
            self.range = range;
        }
        let level = match tag {
            Tag::Heading { level, .. } => *level as u8,
            _ => 1,
        };
        self.lists = (self.lists).saturating_add(u8::from(matches!(tag, Tag::List(_))));
        self.open.push(Open { kind, level, rule });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => return self.end_of_image(),
            TagEnd::TableHead | TagEnd::TableRow if !self.is_row() => return,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => return self.text.close(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition => {}
            _ => return,
        }
        let inner = self
            .open
            .len()
            .checked_sub(2)
            .and_then(|at| self.open.get(at));
        if inner.is_none_or(|open| open.rule.is_none()) {
            self.flush();
        }
        self.open.pop();
        self.lists = (self.lists).saturating_sub(u8::from(matches!(tag, TagEnd::List(_))));
    }

    /// Takes a tag in a line: it is not text, but it may raise or lower some.
    fn tag(&mut self, html: &str, range: Range<usize>) {
        match html {
            "<sup>" => self.text.open(Some(Mark::Superscript)),
            "<sub>" => self.text.open(Some(Mark::Subscript)),
            // One that was never opened closes nothing: marks around it belong to the parser.
            "</sup>" => self.text.close_if(&Mark::Superscript),
            "</sub>" => self.text.close_if(&Mark::Subscript),
            _ if html.starts_with("<br") => self.push(" ", range), // a space
            _ => {}
        }
    }

    /// What a heading is: the first of level one is the title.
    fn heading(&mut self, level: HeadingLevel) -> BlockKind {
        let is_first = level == HeadingLevel::H1 && !std::mem::replace(&mut self.has_heading, true);
        if is_first {
            BlockKind::Title
        } else {
            BlockKind::Heading
        }
    }

    /// Adds to the text of the block; what stands for a picture is put aside.
    fn push(&mut self, text: &str, range: Range<usize>) {
        if (self.open.last()).is_some_and(|open| open.rule == Some("alt-text")) {
            return self.alt.push_str(text);
        }
        if self.text.is_empty() && self.range.end < range.end {
            self.range = range; // the text of an item goes on behind a list in it
        }
        self.text.push(text);
    }

    /// The kind and rule of what the rule `name` leaves out unless it is to be read.
    fn unless_read(
        &self,
        name: &'static str,
        around: BlockKind,
        rule: Option<&'static str>,
    ) -> (BlockKind, Option<&'static str>) {
        match kind_behind(name).filter(|kind| self.verbosity.reads(*kind)) {
            Some(kind) if rule.is_none() => (kind, None),
            _ => (around, rule.or(Some(name))),
        }
    }

    /// Whether the block that is open is a row of a table that is read.
    fn is_row(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| open.kind == BlockKind::TableRow && open.rule.is_none())
    }

    /// Puts the text that stands for a picture before the block that the picture is in.
    fn end_of_image(&mut self) {
        self.open.pop();
        let alt = fold(&std::mem::take(&mut self.alt));
        let range = self.range.clone();
        if (self.open.last()).is_some_and(|open| open.rule.is_some()) {
            self.text.push(&alt);
        } else if self.verbosity.reads(BlockKind::AltText) && is_sayable(&alt) {
            self.block(BlockKind::AltText, alt, vec![], range);
        } else {
            self.skip(&alt, "alt-text", range);
        }
    }

    /// Ends the text of a block.
    fn flush(&mut self) {
        // No mark goes on behind its block; one that HTML opened may never be closed.
        let (text, spans) = self.text.finish();
        let range = std::mem::take(&mut self.range);
        let open = self.open.last();
        let kind = open.map_or(BlockKind::Paragraph, |open| open.kind);
        if let Some(rule) = open.and_then(|open| open.rule) {
            return self.skip(&text, rule, range);
        }
        if !is_sayable(&text) {
            return self.skip(&text, "ornament", range);
        }
        if kind != BlockKind::Title {
            return self.block(kind, text, spans, range);
        }
        match &self.article.title {
            None => self.title(text, range),
            Some(title) if essence(title) == essence(&text) => {
                self.skip(&text, "repeated-title", range);
            }
            Some(_) => self.block(BlockKind::Heading, text, spans, range),
        }
    }

    /// Sets the title, which is heard before all else.
    fn title(&mut self, text: String, range: Range<usize>) {
        let origin = self.origin(range);
        self.article.title = Some(text.clone());
        let block = Block::new(BlockKind::Title, text, origin);
        self.article.blocks.insert(0, block);
    }

    fn block(&mut self, kind: BlockKind, text: String, spans: Vec<Span>, range: Range<usize>) {
        let mut block = Block::new(kind, text, self.origin(range));
        block.level = match kind {
            BlockKind::Heading => Some(self.open.last().map_or(1, |open| open.level)),
            BlockKind::ListItem => Some(self.lists.max(1)),
            _ => None,
        };
        block.spans = spans;
        let before = self.article.blocks.last().map(|block| block.kind);
        block.announced = self.verbosity.announces(kind, before);
        self.article.blocks.push(block);
    }

    fn skip(&mut self, text: &str, rule: &str, range: Range<usize>) {
        let text = fold(text);
        if is_visible(&text) {
            let origin = self.origin(range);
            let rule = rule.to_owned();
            self.article.skipped.push(Skipped { text, rule, origin });
        }
    }

    /// The origin of a block that stands in `range`, without the white space at its ends.
    fn origin(&self, range: Range<usize>) -> Origin {
        let written = self.source.get(range.clone()).unwrap_or_default();
        let start = range.start + (written.len() - written.trim_start().len());
        let end = start + written.trim().len();
        Origin::Bytes(ByteRange::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(text: &str) -> Vec<String> {
        let blocks = read(text, Verbosity::Some).blocks.into_iter();
        blocks
            .map(|block| format!("{:?} {}", block.kind, block.text))
            .collect()
    }

    fn skipped(text: &str) -> Vec<String> {
        let skipped = read(text, Verbosity::Some).skipped.into_iter();
        skipped
            .map(|skipped| format!("{} {}", skipped.rule, skipped.text))
            .collect()
    }

    #[test]
    fn blocks_are_read_by_their_kind() {
        let cases: [(&str, &[&str], &str); 9] = [
            (
                "# Rain\n\nIt *rains*\nnow.",
                &["Title Rain", "Paragraph It rains now."],
                "soft break",
            ),
            (
                "One.\n\n# Rain",
                &["Title Rain", "Paragraph One."],
                "the title comes first",
            ),
            ("# A\n\n# B", &["Title A", "Heading B"], "one title only"),
            (
                "- a\n  - b\n- c",
                &["ListItem a", "ListItem b", "ListItem c"],
                "nested, tight",
            ),
            (
                "- a\n\n  more\n\n- b",
                &["ListItem a", "ListItem more", "ListItem b"],
                "loose",
            ),
            (
                "> a\n> b\n\nc",
                &["Quotation a b", "Paragraph c"],
                "a quotation",
            ),
            (
                "Use `cargo`, [here](x).",
                &["Paragraph Use cargo, here."],
                "code in a line",
            ),
            (
                "Title\n=====\n\na",
                &["Title Title", "Paragraph a"],
                "underlined",
            ),
            ("a<br>b <b>c</b>", &["Paragraph a b c"], "tags in a line"),
        ];
        for (text, blocks, why) in cases {
            assert_eq!(read_lines(text), blocks, "{why}");
        }
    }

    #[test]
    fn what_is_not_read_names_its_rule() {
        let cases: [(&str, &[&str], &str); 6] = [
            ("a\n\n```rust\nfn x() {}\n```", &["code fn x() {}"], "code"),
            (
                "|a|b|\n|-|-|\n|c|d|",
                &["table a b c d"],
                "a table in one piece",
            ),
            ("![a fox](fox.png) runs", &["alt-text a fox"], "a picture"),
            (
                "<div>\nx\n</div>\n\na",
                &["html <div> x </div>"],
                "a block of HTML",
            ),
            (
                "a[^1]\n\n[^1]: note",
                &["footnote-mark 1", "footnote note"],
                "footnotes",
            ),
            (
                "---\ntags: x\n---\na",
                &["front-matter tags: x"],
                "front matter",
            ),
        ];
        for (text, expected, why) in cases {
            assert_eq!(skipped(text), expected, "{why}");
        }
    }

    #[test]
    fn the_front_matter_names_title_language_and_address() {
        let text = "---\ntitle: \"Rain: again\"\nlang: de\nauthor: Jane Doe\ndate: 2026-03-01\nurl: https://a.example/\n---\n\n# Rain: again\n\nEs regnet.";
        let article = read(text, Verbosity::Some);
        assert_eq!(article.title.as_deref(), Some("Rain: again"));
        assert_eq!(article.lang.as_deref(), Some("de"));
        assert_eq!(
            article.url.map(String::from).as_deref(),
            Some("https://a.example/")
        );
        assert_eq!(article.author.as_deref(), Some("Jane Doe"));
        assert_eq!(article.published.as_deref(), Some("2026-03-01"));
        assert_eq!(article.blocks.len(), 2, "the title is read once");
        assert_eq!(article.skipped[1].rule, "repeated-title");
    }

    #[test]
    fn origins_name_the_bytes_of_the_source() {
        let text = "---\ntitle: T\n---\n# Über\n\nEin *Satz*.\n\n- a\n  - b\n";
        let article = read(text, Verbosity::Some);
        let written: Vec<&str> = (article.blocks.iter())
            .map(|block| match block.origin {
                Origin::Bytes(range) => range.of(text),
                Origin::Element(_) | Origin::Given => panic!("not bytes"),
            })
            .collect();
        let front = "---\ntitle: T\n---";
        assert_eq!(
            written,
            [front, "# Über", "Ein *Satz*.", "- a\n  - b", "- b"]
        );
    }
}
