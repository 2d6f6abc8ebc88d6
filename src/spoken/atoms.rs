//! The smallest pieces of a written sentence: words, runs of digits, single marks.

use crate::units::ByteRange;

use super::style::Style;

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters with their combining marks, and apostrophes between letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One character of any other sort.
    Mark,
    /// Characters that are neither seen nor said.
    Invisible,
}

/// A piece of the sentence that is never cut further, except by letter case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Atom<'s> {
    pub(super) kind: Kind,
    pub(super) text: &'s str,
    /// Byte offset in the sentence.
    pub(super) start: usize,
    /// Its length in bytes of the sentence, which is that of `text` unless it was set higher.
    pub(super) len: usize,
    /// Whether no white space stands before it; the first atom is not glued.
    pub(super) glued: bool,
}

impl Atom<'_> {
    /// The bytes of the sentence that it is.
    pub(super) fn range(&self) -> ByteRange {
        ByteRange::new(self.start, self.start + self.len)
    }
}

/// The atoms of `sentence` in order; together they hold every character but white space.
///
/// Digits that are `raised` (bytes of the sentence, in order) become the characters that are
/// written for such digits, one mark each: `km2` is `km²` where a page sets the 2 higher.
pub(super) fn tokenise<'s>(sentence: &'s str, raised: &[ByteRange]) -> Vec<Atom<'s>> {
    let mut atoms: Vec<Atom<'s>> = vec![];
    let mut glued = false;
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        let start = sentence.len() - rest.len();
        if first.is_whitespace() {
            glued = false;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (kind, len) = measure(rest, first);
        let atom = Atom {
            kind,
            text: &rest[..len],
            start,
            len,
            glued,
        };
        if kind == Kind::Digits && glued && is_raised(start, raised) {
            atoms.extend(raised_digits(atom));
        } else {
            atoms.push(atom);
        }
        glued = true;
        rest = &rest[len..];
    }
    atoms
}

fn is_raised(at: usize, raised: &[ByteRange]) -> bool {
    let next = raised.partition_point(|range| range.end <= at);
    raised.get(next).is_some_and(|range| range.start <= at)
}

/// The digits of `atom` as marks that are set higher.
fn raised_digits(atom: Atom<'_>) -> impl Iterator<Item = Atom<'_>> {
    const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let digits = atom.text.bytes().enumerate();
    digits.map(move |(k, digit)| Atom {
        kind: Kind::Mark,
        text: RAISED[usize::from(digit.saturating_sub(b'0')).min(9)],
        start: atom.start + k,
        len: 1,
        glued: true,
    })
}

fn measure(rest: &str, first: char) -> (Kind, usize) {
    if first.is_ascii_digit() {
        return (Kind::Digits, run(rest, |c| c.is_ascii_digit()));
    }
    if is_invisible(first) {
        return (Kind::Invisible, run(rest, is_invisible));
    }
    if first.is_alphabetic() {
        return (Kind::Word, word_len(rest));
    }
    (Kind::Mark, first.len_utf8())
}

fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

fn word_len(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(c.is_alphabetic() || is_combining(c) || inner) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Whether `c` is one of the characters written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '\u{FF07}')
}

/// Whether `c` is an accent that stands on the letter before it.
pub(super) fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF)
}

/// Whether `c` leaves no ink: soft hyphen, zero-width characters, direction marks, controls.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            u32::from(c),
            0xAD | 0x34F
                | 0x61C
                | 0x115F..=0x1160
                | 0x17B4..=0x17B5
                | 0x180B..=0x180F
                | 0x200B..=0x200F
                | 0x202A..=0x202E
                | 0x2060..=0x206F
                | 0x3164
                | 0xFE00..=0xFE0F
                | 0xFEFF
                | 0xFFA0
                | 0xFFF0..=0xFFFB
                | 0xE0000..=0xE0FFF
        )
}

/// A place among the atoms of a sentence; a class looks forward from it, and one back.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    atoms: &'a [Atom<'a>],
    at: usize,
    style: Style,
}

impl<'a> Here<'a> {
    /// The place before atom number `at`.
    pub(super) fn new(atoms: &'a [Atom<'a>], at: usize, style: Style) -> Self {
        Self { atoms, at, style }
    }

    /// The habits of the language of the sentence.
    pub(super) fn style(self) -> Style {
        self.style
    }

    /// The atom `k` places on.
    pub(super) fn atom(self, k: usize) -> Option<&'a Atom<'a>> {
        self.atoms.get(self.at + k)
    }

    /// The atom just before this place.
    pub(super) fn before(self) -> Option<&'a Atom<'a>> {
        self.back(1)
    }

    /// The atom `k` places back; 1 is the one just before.
    pub(super) fn back(self, k: usize) -> Option<&'a Atom<'a>> {
        let at = self.at.checked_sub(k).filter(|_| k > 0)?;
        self.atoms.get(at)
    }

    /// The same sentence, `k` places further on.
    pub(super) fn on(self, k: usize) -> Self {
        Self {
            at: self.at + k,
            ..self
        }
    }

    /// The word before this place in lower case; empty where none stands there.
    pub(super) fn word_before(self) -> String {
        self.back_word(1)
    }

    /// The word `k` places back in lower case; empty where none stands there.
    pub(super) fn back_word(self, k: usize) -> String {
        let word = self.back(k).filter(|a| a.kind == Kind::Word);
        word.map_or(String::new(), |a| a.text.to_lowercase())
    }

    /// Whether something new begins here: behind white space or an opening mark.
    pub(super) fn begins(self) -> bool {
        let opening = [
            "(", "[", "{", "\"", "“", "‘", "'", "«", "—", "–", "/", ">", "<", "=", ":", "…",
        ];
        !self.glued(0)
            || self.before().is_some_and(|a| {
                a.kind == Kind::Invisible || a.kind == Kind::Mark && opening.contains(&a.text)
            })
    }

    /// Whether a point, a comma or a colon ties the number here to digits before it.
    pub(super) fn tied(self) -> bool {
        self.glued(0)
            && self
                .before()
                .is_some_and(|a| a.glued && matches!(a.text, "." | "," | ":"))
            && self.back(2).is_some_and(|a| a.kind == Kind::Digits)
    }

    /// The number of bytes of white space before the atom `k` places on.
    pub(super) fn gap(self, k: usize) -> usize {
        let before = (self.at + k)
            .checked_sub(1)
            .and_then(|at| self.atoms.get(at));
        match (before, self.atom(k)) {
            (Some(before), Some(atom)) => atom.start - before.range().end,
            _ => 0,
        }
    }

    fn text_of(self, k: usize, kind: Kind) -> Option<&'a str> {
        self.atom(k).filter(|a| a.kind == kind).map(|a| a.text)
    }

    /// The word `k` places on.
    pub(super) fn word(self, k: usize) -> Option<&'a str> {
        self.text_of(k, Kind::Word)
    }

    /// The digits `k` places on.
    pub(super) fn digits(self, k: usize) -> Option<&'a str> {
        self.text_of(k, Kind::Digits)
    }

    /// The mark `k` places on.
    pub(super) fn mark(self, k: usize) -> Option<char> {
        self.text_of(k, Kind::Mark).and_then(|t| t.chars().next())
    }

    /// The mark `k` places on, where it touches the atom before it.
    pub(super) fn glued_mark(self, k: usize) -> Option<char> {
        self.mark(k).filter(|_| self.glued(k))
    }

    /// Whether the atom `k` places on is there and touches the one before it.
    pub(super) fn glued(self, k: usize) -> bool {
        self.atom(k).is_some_and(|a| a.glued)
    }

    /// The bytes of the sentence from the atom `from` to the one before `to` places on.
    pub(super) fn span(self, from: usize, to: usize) -> ByteRange {
        let first = self.atoms[self.at + from].range();
        let last = self.atoms[self.at + to - 1].range();
        ByteRange::new(first.start, last.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sentence: &str) -> Vec<&str> {
        tokenise(sentence, &[])
            .into_iter()
            .map(|a| a.text)
            .collect()
    }

    #[test]
    fn apostrophes_between_letters_stay_in_the_word() {
        assert_eq!(
            texts("OpenAI’s dogs' 'tis"),
            ["OpenAI’s", "dogs", "'", "'", "tis"]
        );
    }

    #[test]
    fn digits_and_letters_are_cut_apart() {
        assert_eq!(texts("3.5km²"), ["3", ".", "5", "km", "²"]);
    }

    #[test]
    fn a_combining_accent_stays_on_its_letter() {
        assert_eq!(
            texts("re\u{301}sume\u{301}!"),
            ["re\u{301}sume\u{301}", "!"]
        );
    }

    #[test]
    fn soft_hyphens_are_atoms_of_their_own() {
        let atoms = tokenise("ar\u{AD}ticle", &[]);
        assert_eq!(atoms[1].kind, Kind::Invisible);
        assert!(atoms[2].glued);
    }
}
