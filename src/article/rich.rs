//! Rich text: text that is folded while it is gathered, with exact ranges of the marks on it.

use std::cmp::Reverse;

use super::block::{Mark, Span};
use super::fold::{is_html_space, push_folded};
use crate::units::ByteRange;

/// Marks that are noted inside of each other; text with more is a page out of order.
const DEEPEST: usize = 16;

/// Marks that are noted in one document: an encyclopaedia's longest page has 5,000 links.
const MOST: usize = 50_000;

/// The text of a block while it is gathered.
#[derive(Debug, Default)]
pub(super) struct Rich {
    text: String,
    spans: Vec<Span>,
    /// The marks that are open, each with its start; `None` where it is not noted.
    open: Vec<Option<(Mark, usize)>>,
    /// Spans that were noted in the document, [`MOST`] at most.
    used: usize,
    /// What goes between the text so far and what follows.
    separator: Option<&'static str>,
}

impl Rich {
    /// Whether there is no text yet but white space.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far, folded; it may end in a space.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds `text`, folding its white space into what stands before it.
    pub(super) fn push(&mut self, text: &str) {
        if !text.chars().all(is_html_space)
            && let Some(separator) = self.separator.take()
            && !self.text.is_empty()
        {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push_str(separator);
        }
        push_folded(&mut self.text, text);
    }

    /// Separates what follows from the text so far, where there is something on both sides.
    pub(super) fn separate(&mut self, separator: &'static str) {
        self.separator = Some(separator);
    }

    /// Begins a stretch that `mark` says something of; each needs a [`Rich::close`].
    pub(super) fn open(&mut self, mark: Option<Mark>) {
        let is_new = |mark: &Mark| {
            self.open.len() < DEEPEST && !self.open.iter().flatten().any(|(open, _)| open == mark)
        };
        let noted = mark.filter(is_new).map(|mark| (mark, self.text.len()));
        self.open.push(noted);
    }

    /// Ends the stretch that was begun last.
    pub(super) fn close(&mut self) {
        if let Some((mark, start)) = self.open.pop().flatten() {
            self.note(mark, start);
        }
    }

    /// Ends the stretch that was begun last where it is one of `mark`.
    pub(super) fn close_if(&mut self, mark: &Mark) {
        let last = self.open.last();
        if last.is_some_and(|open| open.as_ref().is_some_and(|(open, _)| open == mark)) {
            self.close();
        }
    }

    /// The text and its spans, with which every mark ends.
    pub(super) fn finish(&mut self) -> (String, Vec<Span>) {
        let taken = self.take();
        self.open.clear();
        taken
    }

    /// The text and its spans; what is open goes on in the text that follows.
    pub(super) fn take(&mut self) -> (String, Vec<Span>) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        for index in 0..self.open.len() {
            if let Some((mark, start)) = &mut self.open[index] {
                let (mark, start) = (mark.clone(), std::mem::take(start));
                self.note(mark, start);
            }
        }
        self.separator = None;
        let mut spans = std::mem::take(&mut self.spans);
        spans.sort_by_key(|span| (span.range.start, Reverse(span.range.end)));
        (std::mem::take(&mut self.text), spans)
    }

    /// Notes that `mark` goes from `start` to the end of the text, spaces at the ends left out.
    fn note(&mut self, mark: Mark, start: usize) {
        let written = self.text.get(start..).unwrap_or_default();
        let start = start + (written.len() - written.trim_start_matches(' ').len());
        let end = start + written.trim_matches(' ').len();
        if start < end && self.used < MOST {
            self.used += 1;
            let range = ByteRange::new(start, end);
            self.spans.push(Span { range, mark });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold::fold;
    use super::*;

    /// The marked stretches of what `build` gathers.
    fn marked(build: impl FnOnce(&mut Rich)) -> Vec<(String, Mark)> {
        let mut rich = Rich::default();
        build(&mut rich);
        let (text, spans) = rich.take();
        let stretch = |span: Span| (span.range.of(&text).to_owned(), span.mark);
        spans.into_iter().map(stretch).collect()
    }

    #[test]
    fn a_mark_keeps_its_words_and_no_space_around_them() {
        let found = marked(|rich| {
            rich.push(" one \n ");
            rich.open(Some(Mark::Strong));
            rich.push("  two\t three ");
            rich.close();
            rich.push(" four");
        });
        assert_eq!(found, [("two three".to_owned(), Mark::Strong)]);
    }

    #[test]
    fn an_outer_mark_stands_before_its_inner_ones() {
        let found = marked(|rich| {
            rich.open(Some(Mark::Link));
            rich.open(Some(Mark::Emphasis));
            rich.push("a");
            rich.close();
            rich.push(" b");
            rich.close();
        });
        let expected = [
            ("a b".to_owned(), Mark::Link),
            ("a".to_owned(), Mark::Emphasis),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_mark_that_is_open_goes_on_in_the_next_text() {
        let mut rich = Rich::default();
        rich.open(Some(Mark::Code));
        rich.push("a ");
        let first = rich.take();
        rich.push(" b");
        rich.close();
        let second = rich.take();
        assert_eq!((first.0.as_str(), first.1.len()), ("a", 1));
        assert_eq!((second.0.as_str(), second.1.len()), ("b", 1));
        assert_eq!(second.1[0].range, ByteRange::new(0, 1));
    }

    #[test]
    fn the_same_mark_inside_of_itself_is_noted_once() {
        let found = marked(|rich| {
            for _ in 0..1000 {
                rich.open(Some(Mark::Strong));
            }
            rich.push("a");
            for _ in 0..1000 {
                rich.close();
            }
        });
        assert_eq!(found.len(), 1);
    }

    proptest! {
        #[test]
        fn spans_hold_what_was_pushed_between_their_ends(
            pieces in prop::collection::vec(("[a-z \n\u{e9}\u{a0}\u{1}]{0,6}", any::<bool>()), 0..12)
        ) {
            let mut rich = Rich::default();
            let mut expected = vec![];
            for (text, is_marked) in &pieces {
                rich.open(is_marked.then_some(Mark::Strong));
                rich.push(text);
                rich.close();
                let words = fold(text);
                if *is_marked && !words.is_empty() {
                    expected.push(words);
                }
            }
            let (text, spans) = rich.take();
            let whole: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
            prop_assert_eq!(&text, &fold(&whole));
            let found: Vec<&str> = spans.iter().map(|span| span.range.of(&text)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
