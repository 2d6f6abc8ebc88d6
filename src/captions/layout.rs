//! Where a sentence is broken into cues and lines.
//!
//! The Unicode line-breaking algorithm says where a line may end; punctuation says where it ends
//! well. Abbreviations are why a full stop is not counted as such a place: sentences end there
//! already.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a line: 42 characters (Netflix, general requirements; BBC: 37 to 42 by screen).
pub(super) const COLUMNS: usize = 42;
/// Columns of a line of full-width text: 16 characters (Netflix, Chinese and Korean).
pub(super) const WIDE_COLUMNS: usize = 32;

/// How badly a line ends behind what is no phrase.
const BETWEEN_WORDS: u32 = 4;
/// Within a word, at its hyphen.
const WITHIN_WORD: u32 = 6;
/// Within what has no place to break at all.
const HARD: u32 = 12;

/// A place where a line may end and the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    /// Where the text behind it begins: bytes, columns, UTF-16 code units.
    pub(super) next: Place,
    /// Where the text in front of it ends, without white space.
    pub(super) ink: Place,
    /// How badly a line ends here, from 0.
    pub(super) cost: u32,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes in front of it.
    pub(super) byte: usize,
    /// Columns in front of it.
    column: usize,
    /// UTF-16 code units in front of it.
    pub(super) unit: usize,
}

impl Place {
    /// The place behind `text`, which begins here.
    fn behind(self, text: &str) -> Self {
        Self {
            byte: self.byte + text.len(),
            column: self.column + text.width(),
            unit: self.unit + text.encode_utf16().count(),
        }
    }
}

/// A text, the places where it may be broken, its beginning and end among them.
pub(super) struct Layout<'a> {
    text: &'a str,
    pub(super) points: Vec<Point>,
    /// Columns of a line.
    columns: usize,
}

impl<'a> Layout<'a> {
    /// The layout of `text`, which begins and ends with ink.
    pub(super) fn new(text: &'a str) -> Self {
        // As wide as long: most of it is full-width.
        let wide = text.width() * 2 > text.chars().count() * 3;
        let columns = if wide { WIDE_COLUMNS } else { COLUMNS };
        let start = Point {
            next: Place::default(),
            ink: Place::default(),
            cost: 0,
        };
        let mut layout = Self {
            text,
            points: vec![start],
            columns,
        };
        let mut from = 0;
        for (to, _) in linebreaks(text) {
            layout.take(&text[from..to], BETWEEN_WORDS);
            from = to;
        }
        layout.score();
        layout
    }

    /// Appends a stretch that may be broken behind it, with what that costs at least.
    fn take(&mut self, stretch: &str, cost: u32) {
        let ink = stretch.trim_end();
        let start = self.end();
        if ink.width() > self.columns {
            return self.cut(ink, &stretch[ink.len()..]);
        }
        let ink_end = start.behind(ink);
        let next = ink_end.behind(&stretch[ink.len()..]);
        if ink.is_empty() {
            // Nothing is seen of it, so it is no line: it goes with the white space in front.
            if let Some(last) = self.points.last_mut() {
                last.next = next;
            }
            return;
        }
        self.points.push(Point {
            next,
            ink: ink_end,
            cost,
        });
    }

    /// Appends what is longer than a line, cut between characters as a reader sees them.
    fn cut(&mut self, ink: &str, space: &str) {
        let (mut from, mut width) = (0, 0);
        for (at, seen) in ink.grapheme_indices(true) {
            if width + seen.width() > self.columns && at > from {
                self.take(&ink[from..at], HARD);
                (from, width) = (at, 0);
            }
            width += seen.width();
        }
        let end = self.end().behind(&ink[from..]);
        self.points.push(Point {
            next: end.behind(space),
            ink: end,
            cost: BETWEEN_WORDS,
        });
    }

    fn end(&self) -> Place {
        self.points.last().map_or_else(Place::default, |p| p.next)
    }

    /// Says how well a line ends at each point.
    fn score(&mut self) {
        let text = self.text;
        for point in &mut self.points {
            let (before, behind) = (&text[..point.ink.byte], &text[point.next.byte..]);
            let spaced = point.ink != point.next;
            point.cost = point.cost.max(if spaced { 0 } else { WITHIN_WORD });
            if point.cost < HARD {
                point.cost = phrase(before, behind).unwrap_or(point.cost);
            }
        }
    }

    /// Columns of the text between two points.
    fn width(&self, points: &Range<usize>) -> usize {
        let (from, to) = (self.points[points.start], self.points[points.end]);
        to.ink.column.saturating_sub(from.next.column)
    }

    /// The points to which a cue may reach that begins at `start`, each with how much of two lines
    /// it fills.
    pub(super) fn reach(&self, start: usize) -> impl Iterator<Item = (usize, f64)> {
        let mut fold = start; // the last point to which one line reaches
        (start + 1..self.points.len()).map_while(move |end| {
            while fold + 1 < end && self.width(&(start..fold + 1)) <= self.columns {
                fold += 1;
            }
            let width = self.width(&(start..end));
            let fits = width <= self.columns || self.width(&(fold..end)) <= self.columns;
            fits.then_some((end, width as f64 / (2 * self.columns) as f64))
        })
    }

    /// The lines of the text between two points: one, or two that are broken well.
    pub(super) fn lines(&self, points: &Range<usize>) -> Vec<&'a str> {
        let line = |from: usize, to: usize| {
            &self.text[self.points[from].next.byte..self.points[to].ink.byte]
        };
        let fold = self
            .fold(points)
            .filter(|_| self.width(points) > self.columns);
        match fold {
            Some(fold) => vec![line(points.start, fold), line(fold, points.end)],
            None => vec![line(points.start, points.end)],
        }
    }

    /// Where the text between two points is best broken into two lines.
    fn fold(&self, points: &Range<usize>) -> Option<usize> {
        let halves = |&at: &usize| {
            (
                self.width(&(points.start..at)),
                self.width(&(at..points.end)),
            )
        };
        let between = points.start + 1..points.end;
        let fitting = between.filter(|at| {
            let (first, second) = halves(at);
            first <= self.columns && second <= self.columns
        });
        fitting.min_by_key(|at| {
            let (first, second) = halves(at);
            // A phrase is worth as much as lines that differ by some words.
            first.abs_diff(second) as u32 + 12 * self.points[*at].cost
        })
    }
}

/// How badly a line ends between two texts, by their marks; `None` where there is none.
fn phrase(before: &str, behind: &str) -> Option<u32> {
    let closers = ['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）'];
    let openers = ['"', '“', '‘', '«', '(', '[', '„', '「', '『', '（'];
    let marked = before.trim_end_matches(closers);
    match marked.chars().next_back()? {
        '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' => return Some(0),
        ';' | ':' | '—' | '–' | '；' | '：' | '؛' => return Some(1),
        ',' | '、' | '，' | '،' => return Some(2),
        _ => {}
    }
    let closed = marked.len() < before.len();
    let opens = behind.starts_with(openers) || behind.starts_with(['—', '–']);
    if closed || opens {
        return Some(2);
    }
    within_wide(before.chars().next_back()?, behind.chars().next()?)
}

/// How badly full-width text, which has no spaces, is broken between two characters.
fn within_wide(before: char, behind: char) -> Option<u32> {
    let wide = |c: char| c.len_utf8() > 2 && c.width() == Some(2);
    let hiragana = |c: char| ('\u{3041}'..='\u{309f}').contains(&c);
    // Japanese phrases end with hiragana and mostly begin without.
    let phrase = hiragana(before) && !hiragana(behind);
    (wide(before) && wide(behind)).then_some(if phrase {
        BETWEEN_WORDS - 1
    } else {
        BETWEEN_WORDS + 1
    })
}
