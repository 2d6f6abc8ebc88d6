//! Nesting: how deep and how large the parsed tree of a page is going to be.
//!
//! A parser needs hours for a page that nests 100,000 elements, so the depth is foretold from
//! the tags alone. The forecast follows the parser's rules for tags that are left out (a new
//! `<p>` ends the last) and errs towards more depth, hence the [`SLACK`]; the parsed tree is
//! measured again with the exact limit.

use super::{ArticleError, Limits};

/// How many times the limit the forecast may reach.
///
/// Misnested tags (`<span><div></span></div>`) count twice or thrice here. Four times the
/// default is 2,048 levels, which the parser takes in milliseconds.
const SLACK: usize = 4;

/// Copies of one formatting element that are re-opened (HTML standard, "Noah's Ark clause").
const ARK: usize = 3;

/// An element that has not ended yet.
struct Open {
    number: u32,
    name: String,
    identity: String,
}

/// The elements that are open at a place of the page.
pub(super) struct Nesting {
    limits: Limits,
    open: Vec<Open>,
    /// Elements so far, which is the number of the next.
    elements: u32,
    /// Formatting elements that the parser is going to open a second time.
    reopened: usize,
}

impl Nesting {
    /// The nesting before the first tag.
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            open: vec![],
            elements: 0,
            reopened: 0,
        }
    }

    /// The number of one more element that has no place in the tree.
    pub(super) fn count(&mut self) -> Result<u32, ArticleError> {
        let number = self.elements;
        self.elements += 1;
        self.check()?;
        Ok(number)
    }

    /// The number of an element without content, such as `<br>`.
    pub(super) fn single(&mut self, name: &str) -> Result<u32, ArticleError> {
        if name == "hr" {
            self.end_paragraph()?;
        }
        self.count()
    }

    /// The number of an element whose start tag is here.
    pub(super) fn open(&mut self, name: &str, identity: String) -> Result<u32, ArticleError> {
        self.end_implied(name)?;
        let number = self.count()?;
        if matches!(name, "html" | "head" | "body") {
            return Ok(number); // there is one of each, whatever the page says
        }
        if !identity.is_empty() {
            self.load_ark(&identity);
        }
        self.open.push(Open {
            number,
            name: name.to_owned(),
            identity,
        });
        self.check()?;
        Ok(number)
    }

    /// Keeps the oldest of [`ARK`] equal formatting elements from being re-opened.
    fn load_ark(&mut self, identity: &str) {
        let mut same = (self.open.iter_mut()).filter(|open| open.identity == identity);
        let first = same.next();
        if same.count() + 1 >= ARK
            && let Some(first) = first
        {
            first.identity.clear();
        }
    }

    /// Ends the element `number` where the parser would.
    pub(super) fn close(&mut self, number: u32) -> Result<(), ArticleError> {
        let Some(index) = (self.open.iter()).rposition(|open| open.number <= number) else {
            return Ok(());
        };
        if self.open[index].number != number {
            return Ok(()); // ended already
        }
        let name = self.open[index].name.clone();
        let inside = &self.open[index + 1..];
        if inside.iter().any(|open| stops(&name, &open.name)) {
            return Ok(()); // the parser does not hear this end tag
        }
        if is_formatting(&name) {
            self.open.remove(index);
            return Ok(());
        }
        self.pop_to(index)
    }

    /// Ends what the start tag `name` ends without an end tag.
    fn end_implied(&mut self, name: &str) -> Result<(), ArticleError> {
        match name {
            "li" => self.end_nearest(&["li"], |open| {
                is_special(open) && !matches!(open, "address" | "div" | "p")
            })?,
            "dd" | "dt" => self.end_nearest(&["dd", "dt"], |open| {
                is_special(open) && !matches!(open, "address" | "div" | "p")
            })?,
            "option" | "optgroup" => self.end_nearest(&["option"], |_| true)?,
            "td" | "th" => self.end_nearest(&["td", "th"], is_table_edge)?,
            "tr" => self.end_nearest(&["tr"], is_table_edge)?,
            "tbody" | "thead" | "tfoot" => {
                self.end_nearest(&["tbody", "thead", "tfoot"], is_table_edge)?;
            }
            "button" => self.end_nearest(&["button"], is_scope)?,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_paragraph()?;
                self.end_nearest(&["h1", "h2", "h3", "h4", "h5", "h6"], |_| true)?;
            }
            "a" | "nobr" => {
                if let Some(index) = self.open.iter().rposition(|open| open.name == name) {
                    self.close(self.open[index].number)?;
                }
            }
            _ => {}
        }
        if ends_paragraph(name) {
            self.end_paragraph()?;
        }
        Ok(())
    }

    /// Ends the open paragraph, if there is one in scope.
    fn end_paragraph(&mut self) -> Result<(), ArticleError> {
        self.end_nearest(&["p"], |open| is_scope(open) || open == "button")
    }

    /// Ends the innermost of `names`, unless an element that `stops` the search is further in.
    fn end_nearest(
        &mut self,
        names: &[&str],
        stops: impl Fn(&str) -> bool,
    ) -> Result<(), ArticleError> {
        for index in (0..self.open.len()).rev() {
            let name = self.open[index].name.as_str();
            if names.contains(&name) {
                return self.pop_to(index);
            }
            if stops(name) {
                break;
            }
        }
        Ok(())
    }

    /// Ends all from `index` on; formatting left open inside goes on behind it.
    fn pop_to(&mut self, index: usize) -> Result<(), ArticleError> {
        let mut ended = self.open.split_off(index);
        // A cell keeps the formatting that was opened in it.
        if let Some(cell) = ended.iter().position(|open| is_marker(&open.name)) {
            ended.truncate(cell);
        }
        ended.retain(|open| !open.identity.is_empty());
        self.reopened += ended.len();
        self.open.append(&mut ended);
        self.check()
    }

    fn check(&self) -> Result<(), ArticleError> {
        let elements = self.elements as usize;
        if elements > self.limits.elements || self.reopened > SLACK * self.limits.elements {
            return Err(ArticleError::TooManyElements {
                limit: self.limits.elements,
            });
        }
        if self.open.len() > SLACK * self.limits.depth {
            return Err(ArticleError::TooDeep {
                limit: self.limits.depth,
            });
        }
        Ok(())
    }
}

/// Whether the parser re-opens the element after a block that ended without it.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Whether an open `inside` keeps the parser from ending a `name` around it.
fn stops(name: &str, inside: &str) -> bool {
    match name {
        "table" | "caption" | "colgroup" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" => {
            is_table_edge(inside)
        }
        "p" => is_scope(inside) || inside == "button",
        "li" => is_scope(inside) || matches!(inside, "ul" | "ol"),
        name if is_special(name) || is_formatting(name) => is_scope(inside),
        _ => is_special(inside),
    }
}

/// Whether the element hides what is around it from tags of tables.
fn is_table_edge(name: &str) -> bool {
    matches!(name, "table" | "template")
}

/// Whether the element keeps its formatting to itself.
fn is_marker(name: &str) -> bool {
    matches!(
        name,
        "applet" | "caption" | "marquee" | "object" | "td" | "template" | "th"
    )
}

/// Whether the element hides what is around it from other tags (HTML standard, "in scope").
fn is_scope(name: &str) -> bool {
    is_marker(name)
        || matches!(
            name,
            "table"
                | "annotation-xml"
                | "desc"
                | "foreignobject"
                | "mi"
                | "mn"
                | "mo"
                | "ms"
                | "mtext"
                | "title"
        )
}

/// Whether a start tag of the element ends an open paragraph.
fn ends_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hgroup"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "ul"
    )
}

/// Whether an end tag of an ordinary element cannot reach across the element.
fn is_special(name: &str) -> bool {
    ends_paragraph(name)
        || is_scope(name)
        || matches!(
            name,
            "button"
                | "colgroup"
                | "frameset"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "iframe"
                | "listing"
                | "noembed"
                | "noframes"
                | "noscript"
                | "plaintext"
                | "script"
                | "select"
                | "style"
                | "tbody"
                | "textarea"
                | "tfoot"
                | "thead"
                | "tr"
                | "xmp"
        )
}
