//! The W3C's Pronunciation Lexicon Specification 1.0, <https://www.w3.org/TR/pronunciation-lexicon/>.
//!
//! As in the specification, words are known only in the case in which they are written, and of
//! several pronunciations the one that is `prefer`red is taken, or else the first.

use roxmltree::{Attribute, Document, Node};

use super::{Case, Entry, File, LexiconError, Place, Said};

/// The namespace of every element.
const NAMESPACE: &str = "http://www.w3.org/2005/01/pronunciation-lexicon";

/// The only alphabet that the specification names.
const IPA: &str = "ipa";

/// The entries of `file` with their places.
pub(super) fn read(file: &File<'_>) -> Result<Vec<(Entry, Place)>, LexiconError> {
    let document = Document::parse(file.text).map_err(|error| ill_formed(file, &error))?;
    let root = document.root_element();
    check_root(file, root)?;
    let lang = root.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    let Some(lang) = lang.map(str::trim).filter(|lang| !lang.is_empty()) else {
        let problem = "<lexicon> states no language: add xml:lang, such as xml:lang=\"en-US\"";
        return Err(file.error(root.range().start, problem));
    };
    let reader = Reader {
        file,
        lang,
        alphabet: alphabet(file, root)?,
    };
    let mut entries = vec![];
    for lexeme in elements(root).filter(|node| is(*node, "lexeme")) {
        entries.extend(reader.lexeme(lexeme)?);
    }
    Ok(entries)
}

fn check_root(file: &File<'_>, root: Node<'_, '_>) -> Result<(), LexiconError> {
    let at = root.range().start;
    if !is(root, "lexicon") {
        let problem = format!(
            "the document is no pronunciation lexicon: its root must be <lexicon> of {NAMESPACE}"
        );
        return Err(file.error(at, problem));
    }
    match root.attribute("version") {
        Some("1.0") => Ok(()),
        _ => Err(file.error(at, "<lexicon> must state version=\"1.0\"")),
    }
}

/// What an element says of its alphabet: `None` where it says nothing.
fn alphabet(file: &File<'_>, node: Node<'_, '_>) -> Result<Option<Alphabet>, LexiconError> {
    let stated = node.attribute_node("alphabet");
    stated.map(|stated| known(file, stated)).transpose()
}

/// That the alphabet is one that is known.
#[derive(Clone, Copy)]
struct Alphabet;

fn known(file: &File<'_>, stated: Attribute<'_, '_>) -> Result<Alphabet, LexiconError> {
    if stated.value() == IPA {
        return Ok(Alphabet);
    }
    let problem = format!(
        "the alphabet '{}' is not known: use alphabet=\"ipa\"",
        stated.value()
    );
    Err(file.error(stated.range().start, problem))
}

/// Reads the lexemes of a document.
struct Reader<'a> {
    file: &'a File<'a>,
    lang: &'a str,
    alphabet: Option<Alphabet>,
}

impl Reader<'_> {
    fn lexeme(&self, node: Node<'_, '_>) -> Result<Vec<(Entry, Place)>, LexiconError> {
        let at = node.range().start;
        let Some(said) = self.preferred(node)? else {
            let problem = "a <lexeme> needs a <phoneme> or an <alias>";
            return Err(self.file.error(at, problem));
        };
        let written = elements(node).filter(|node| is(*node, "grapheme"));
        let entry = |node: Node<'_, '_>| {
            let at = node.range().start;
            let (written, case) = (text(node), Some(Case::Exact));
            let entry = (self.file).entry(at, &written, said.clone(), case, Some(self.lang))?;
            Ok((entry, self.file.place(at)))
        };
        let entries: Vec<_> = written.map(entry).collect::<Result<_, _>>()?;
        if entries.is_empty() {
            return Err(self.file.error(at, "a <lexeme> needs a <grapheme>"));
        }
        Ok(entries)
    }

    /// What the lexeme wants said; every pronunciation is checked, also those that lose.
    fn preferred(&self, lexeme: Node<'_, '_>) -> Result<Option<Said>, LexiconError> {
        let mut first = None;
        let mut preferred = None;
        for node in elements(lexeme) {
            let said = if is(node, "phoneme") {
                self.check_alphabet(node)?;
                Said::Ipa(text(node))
            } else if is(node, "alias") {
                Said::Alias(text(node))
            } else {
                continue;
            };
            if preferred.is_none() && node.attribute("prefer") == Some("true") {
                preferred = Some(said.clone());
            }
            first.get_or_insert(said);
        }
        Ok(preferred.or(first))
    }

    fn check_alphabet(&self, phoneme: Node<'_, '_>) -> Result<(), LexiconError> {
        let stated = alphabet(self.file, phoneme)?.or(self.alphabet);
        let problem = "no alphabet is stated: add alphabet=\"ipa\" to <lexicon> or <phoneme>";
        let at = phoneme.range().start;
        (stated.is_some())
            .then_some(())
            .ok_or_else(|| self.file.error(at, problem))
    }
}

/// The error of a document that is no XML, at its own line and column.
fn ill_formed(file: &File<'_>, error: &roxmltree::Error) -> LexiconError {
    let at = error.pos();
    LexiconError {
        place: Place {
            file: file.name.to_owned(),
            line: at.row,
            column: at.col,
        },
        problem: format!("the XML is not well-formed: {error}"),
    }
}

fn elements<'a, 'd>(node: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(Node::is_element)
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().namespace() == Some(NAMESPACE) && node.tag_name().name() == name
}

/// The text of `node` and of what is in it.
fn text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}
