//! Stamping: every element gets its number before any parser may hang on it or move it.

use std::cell::RefCell;
use std::rc::Rc;

use lol_html::errors::RewritingError;
use lol_html::html_content::Element;
use lol_html::{HandlerResult, HtmlRewriter, Settings, element, end_tag};

use super::ArticleError;
use super::nesting::{Nesting, is_formatting};
use super::reading::Limits;

/// Attribute that carries the number of an element through the parsers.
pub(super) const STAMP: &str = "data-aloud-n";

/// Attributes of one element beyond which its tag is dropped, content kept.
///
/// The parser compares every attribute with all before it, so that one tag of 4 MB costs it
/// minutes; no element of a real page has a hundred.
const MAX_ATTRIBUTES: usize = 256;

/// The page with the number of each element in its [`STAMP`].
///
/// # Errors
/// Where the page nests or holds more elements than a parser can take in good time.
pub(super) fn stamp(html: &str, limits: Limits) -> Result<String, ArticleError> {
    let nesting = Rc::new(RefCell::new(Nesting::new(limits)));
    let mut stamped = Vec::with_capacity(html.len() + html.len() / 4);
    // A page that browsers show is a page to read, however ambiguous: not strict.
    let settings = Settings::new()
        .append_element_content_handler(element!("*", |element| visit(element, &nesting)))
        .with_strict(false);
    let mut rewriter = HtmlRewriter::new(settings, |chunk: &[u8]| stamped.extend_from_slice(chunk));
    rewriter
        .write(html.as_bytes())
        .and_then(|()| rewriter.end())
        .map_err(|error| refusal(error, limits))?;
    Ok(String::from_utf8_lossy(&stamped).into_owned())
}

/// Counts `element` and writes its number into it.
fn visit(element: &mut Element<'_, '_>, nesting: &Rc<RefCell<Nesting>>) -> HandlerResult {
    let name = element.tag_name();
    if element.attributes().len() > MAX_ATTRIBUTES {
        nesting.borrow_mut().count()?;
        element.remove_and_keep_content();
        return Ok(());
    }
    let is_formatting = is_formatting(&name);
    let number = if element.can_have_content() {
        let identity = identity(element, &name);
        let number = nesting.borrow_mut().open(&name, identity)?;
        let nesting = Rc::clone(nesting);
        element.on_end_tag(end_tag!(move |tag| {
            // Elements that a `</div>` around them ends are called as well.
            if tag.name() == name {
                nesting.borrow_mut().close(number)?;
            }
            Ok(())
        }))?;
        number
    } else {
        nesting.borrow_mut().single(&name)?
    };
    // The parser re-opens formatting elements in every paragraph that they were left open
    // across, three of a kind at most. Numbers would make each its own kind.
    if is_formatting {
        element.remove_attribute(STAMP);
    } else {
        element.set_attribute(STAMP, &number.to_string())?;
    }
    Ok(())
}

/// What makes two formatting elements the same to the parser: name and attributes.
fn identity(element: &Element<'_, '_>, name: &str) -> String {
    if !is_formatting(name) {
        return String::new();
    }
    (element.attributes().iter()).fold(name.to_owned(), |mut identity, attribute| {
        identity.push('\0');
        identity.push_str(&attribute.name());
        identity.push('=');
        identity.push_str(&attribute.value());
        identity
    })
}

/// The error of this crate behind the rewriter's.
fn refusal(error: RewritingError, limits: Limits) -> ArticleError {
    let too_deep = ArticleError::TooDeep {
        limit: limits.depth,
    };
    match error {
        RewritingError::ContentHandlerError(inner) => {
            inner.downcast().map_or(too_deep, |refusal| *refusal)
        }
        // Others cannot happen: the memory is not limited and the mode is not strict.
        _ => too_deep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_numbered_in_the_order_of_their_start_tags() {
        let page = "<html><body><p>a <b>bold</b> <br></p><div class=x>c</div></body></html>";
        let stamped = stamp(page, Limits::default()).unwrap();
        assert!(stamped.contains("<html data-aloud-n=\"0\">"), "{stamped}");
        assert!(stamped.contains("<p data-aloud-n=\"2\">a <b>"), "{stamped}");
        assert!(
            stamped.contains("<div class=x data-aloud-n=\"5\">"),
            "{stamped}"
        );
    }

    #[test]
    fn a_page_cannot_bring_its_own_numbers() {
        let page = "<p data-aloud-n=7><b data-aloud-n=8>a</b></p>";
        let stamped = stamp(page, Limits::default()).unwrap();
        assert_eq!(stamped, "<p data-aloud-n=\"0\"><b>a</b></p>");
    }

    #[test]
    fn a_tag_of_a_hundred_thousand_attributes_is_dropped() {
        let attributes: String =
            (0..100_000).fold(String::new(), |all, n| all + " a" + &n.to_string());
        let page = format!("<div{attributes}><p>text</p></div>");
        let stamped = stamp(&page, Limits::default()).unwrap();
        assert_eq!(stamped, "<p data-aloud-n=\"1\">text</p>");
    }
}
