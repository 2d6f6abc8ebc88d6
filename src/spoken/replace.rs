//! Replacements: the words of a publisher's lexicon, found in a sentence before any rule is asked.

use std::collections::HashMap;
use std::sync::Arc;

use crate::lexicon::{Case, Entry, Said};

use super::Sounds;
use super::atoms::{self, Atom, Here, Kind};
use super::classes::Reading;
use super::style::Style;
use super::verbalise;

/// Letters of the shortest word whose plural is known without being listed: "gifs", but not
/// the "as" of an entry "a".
const SHORTEST_PLURAL: usize = 3;

/// The entries of a lexicon, ready to be found.
#[derive(Debug, Clone, Default)]
pub struct Replacements {
    entries: Vec<Arc<Entry>>,
    phrases: Vec<Phrase>,
    /// Indices of the phrases by their first word in small letters: longest first, then in the
    /// order of the entries.
    first: HashMap<String, Vec<usize>>,
    /// Whether plurals and possessives are those of English.
    inflected: bool,
}

/// An entry cut into atoms.
#[derive(Debug, Clone)]
struct Phrase {
    /// Index of its entry.
    entry: usize,
    /// The atoms as they are compared, and whether each touches the one before.
    atoms: Vec<(String, bool)>,
    exact: bool,
    /// The words that are said, or `None` where the sounds are given.
    alias: Option<String>,
}

impl Replacements {
    /// The replacements of `entries`, of which earlier ones win, in the language `lang`.
    pub fn new(entries: Vec<Arc<Entry>>, lang: &str) -> Self {
        let phrases = entries.iter().enumerate();
        let phrases: Vec<Phrase> = phrases
            .map(|(index, entry)| Phrase::new(index, entry, lang))
            .filter(|phrase| !phrase.atoms.is_empty())
            .collect();
        let mut first: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let word = phrase.atoms[0].0.to_lowercase();
            first.entry(word).or_default().push(index);
        }
        for found in first.values_mut() {
            found.sort_by_key(|index| std::cmp::Reverse(phrases[*index].atoms.len()));
        }
        Self {
            entries,
            phrases,
            first,
            inflected: crate::lang::primary(lang) == "en",
        }
    }

    /// The entries that stand in one of `texts` at least, in their order.
    ///
    /// They and no others decide how these texts are said.
    pub fn used_in<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<Arc<Entry>> {
        let mut used = vec![false; self.entries.len()];
        for text in texts {
            let atoms = atoms::tokenise(text, &[]);
            for at in 0..atoms.len() {
                let here = Here::new(&atoms, at, Style::default());
                if let Some((phrase, _)) = self.find(here) {
                    used[phrase.entry] = true;
                }
            }
        }
        let entries = self.entries.iter().zip(used);
        let entries = entries.filter(|(_, used)| *used);
        entries.map(|(entry, _)| Arc::clone(entry)).collect()
    }

    /// What the first entry that stands here wants said.
    pub(super) fn read(&self, here: Here<'_>) -> Option<(Reading, Sounds)> {
        let (phrase, suffix) = self.find(here)?;
        let count = phrase.atoms.len();
        match (&phrase.alias, &self.entries[phrase.entry].said) {
            (None, Said::Ipa(ipa)) => {
                let written: Vec<&str> = (0..count)
                    .filter_map(|k| Some(here.atom(k)?.text))
                    .collect();
                let sounds = format!("{ipa}{}", suffix_sound(ipa, suffix));
                let reading = Reading::words(here, count, written.join(" "));
                Some((reading, Sounds::Given(sounds.into())))
            }
            (alias, _) => {
                let alias = alias.as_deref().unwrap_or_default();
                let reading = Reading::words(here, count, format!("{alias}{suffix}"));
                Some((reading, Sounds::Language))
            }
        }
    }

    /// The first phrase that stands here, and the ending that its last word has besides.
    fn find<'a>(&self, here: Here<'a>) -> Option<(&Phrase, &'a str)> {
        if self.phrases.is_empty() || is_inside_a_word(here) {
            return None;
        }
        let word = here.atom(0)?.text;
        let endings = endings(word, self.inflected);
        endings.into_iter().flatten().find_map(|ending| {
            let stem = plain(&word[..word.len() - ending.len()]).to_lowercase();
            let found = self.first.get(&stem)?;
            (found.iter())
                .map(|index| &self.phrases[*index])
                .find_map(|phrase| Some((phrase, phrase.at(here, self.inflected)?)))
        })
    }
}

impl Phrase {
    fn new(index: usize, entry: &Entry, lang: &str) -> Self {
        let atoms = atoms::tokenise(&entry.written, &[]);
        let visible = atoms.iter().filter(|atom| atom.kind != Kind::Invisible);
        Self {
            entry: index,
            atoms: visible.map(|atom| (plain(atom.text), atom.glued)).collect(),
            exact: entry.case == Case::Exact,
            alias: match &entry.said {
                Said::Alias(alias) => Some(verbalise(alias, lang).text),
                Said::Ipa(_) => None,
            },
        }
    }

    /// The ending behind the phrase where it stands here whole.
    fn at<'a>(&self, here: Here<'a>, inflected: bool) -> Option<&'a str> {
        let last = self.atoms.len() - 1;
        for (k, (text, glued)) in self.atoms.iter().enumerate() {
            let atom = here.atom(k)?;
            if k > 0 && atom.glued != *glued {
                return None;
            }
            if k < last && !self.same(atom.text, text) {
                return None;
            }
        }
        let atom = here.atom(last)?;
        let known = &self.atoms[last].0;
        let ending = endings(atom.text, inflected && atom.kind == Kind::Word)
            .into_iter()
            .flatten()
            .find(|ending| self.same(&atom.text[..atom.text.len() - ending.len()], known))?;
        let is_plural = !ending.is_empty() && !ending.starts_with(atoms::is_apostrophe);
        let is_name = known.chars().count() > 1 && known.chars().all(char::is_uppercase);
        let may = !is_plural || is_name || known.chars().count() >= SHORTEST_PLURAL;
        (may && !goes_on(here, self.atoms.len())).then_some(ending)
    }

    fn same(&self, text: &str, known: &str) -> bool {
        let text = plain(text);
        text == known || !self.exact && text.to_lowercase() == known.to_lowercase()
    }
}

/// `text` with one character for all apostrophes.
fn plain(text: &str) -> String {
    text.replace(atoms::is_apostrophe, "'")
}

/// The endings that `word` may have behind a listed word; none, first of all.
fn endings(word: &str, inflected: bool) -> [Option<&str>; 4] {
    let ending = |len: usize| word.len().checked_sub(len).and_then(|at| word.get(at..));
    let s = ending(1).filter(|s| inflected && s.eq_ignore_ascii_case("s"));
    // The apostrophe has one byte or three.
    let possessive = [ending(2), ending(4)];
    let mut possessive = possessive.into_iter().flatten();
    let possessive = possessive.find(|end| s.is_some() && is_possessive(end));
    let es = ending(2).filter(|es| s.is_some() && es.eq_ignore_ascii_case("es"));
    [Some(""), possessive, s.filter(|_| possessive.is_none()), es]
}

fn is_possessive(end: &str) -> bool {
    end.starts_with(atoms::is_apostrophe) && end.chars().count() == 2
}

/// Whether the letters or digits here continue what touches them in front.
fn is_inside_a_word(here: Here<'_>) -> bool {
    let solid = |atom: &Atom<'_>| matches!(atom.kind, Kind::Word | Kind::Digits);
    here.glued(0)
        && here.atom(0).is_some_and(solid)
        && here
            .before()
            .is_some_and(|before| solid(before) || matches!(before.text, "@" | "#" | "_"))
}

/// Whether a word goes on behind the first `count` atoms: letters and digits that touch them,
/// or the rest of an address.
fn goes_on(here: Here<'_>, count: usize) -> bool {
    let solid = |k: usize| here.glued(k) && (here.word(k).is_some() || here.digits(k).is_some());
    let mark = here.glued_mark(count);
    solid(count) || matches!(mark, Some('.' | '@' | '_')) && solid(count + 1)
}

/// The sound of the plural or possessive `suffix` behind `ipa`; empty without one.
fn suffix_sound(ipa: &str, suffix: &str) -> &'static str {
    if suffix.is_empty() {
        return "";
    }
    match ipa.chars().next_back() {
        Some('s' | 'z' | 'ʃ' | 'ʒ' | 'ʧ' | 'ʤ') => "ɪz",
        Some('p' | 't' | 'k' | 'f' | 'θ') => "s",
        _ => "z",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Setting, verbalise_in};
    use super::*;

    fn entry(written: &str, said: Said, case: Case) -> Arc<Entry> {
        Arc::new(Entry {
            written: written.into(),
            said,
            case,
            lang: None,
        })
    }

    fn alias(written: &str, alias: &str, case: Case) -> Arc<Entry> {
        entry(written, Said::Alias(alias.into()), case)
    }

    fn known() -> Replacements {
        let entries = vec![
            alias("Zhemal", "zhe mahl", Case::Exact),
            alias("gif", "jif", Case::Any),
            alias("US", "united states", Case::Exact),
            alias("New York", "the big apple", Case::Exact),
            alias("New York Times", "the paper", Case::Exact),
            alias("3M", "three em", Case::Exact),
            alias("a", "uh", Case::Any),
            alias("rock ’n’ roll", "rocking and rolling", Case::Any),
            alias("Route 9", "route number 9", Case::Any),
        ];
        Replacements::new(entries, "en-US")
    }

    fn said(sentence: &str) -> String {
        let known = known();
        let setting = Setting {
            lang: "en-US",
            replacements: Some(&known),
            ..Setting::default()
        };
        verbalise_in(sentence, &setting).text
    }

    #[test]
    fn whole_words_and_phrases_are_replaced_before_any_rule() {
        let cases = [
            ("Zhemal came.", "zhe mahl came.", "a name"),
            ("zhemal came.", "zhemal came.", "another case"),
            ("Zhemalia came.", "Zhemalia came.", "a longer word"),
            ("A GIF, a Gif", "uh jif, uh jif", "any case"),
            (
                "Join us in the US.",
                "Join us in the united states.",
                "capitals are meant",
            ),
            (
                "The New York Times wrote.",
                "The the paper wrote.",
                "the longest phrase",
            ),
            (
                "In New York, yes.",
                "In the big apple, yes.",
                "the shorter one",
            ),
            ("New  York", "the big apple", "any white space"),
            ("3M rose", "three em rose", "with a digit"),
            ("rock 'n' roll!", "rocking and rolling!", "any apostrophe"),
            ("(Zhemal)", "(zhe mahl)", "in brackets"),
            ("pro-Zhemal", "pro-zhe mahl", "behind a hyphen"),
            (
                "On Route 9.",
                "On route number nine.",
                "the alias goes through the rules",
            ),
        ];
        for (written, expected, why) in cases {
            assert_eq!(said(written), expected, "{why}");
        }
    }

    #[test]
    fn plurals_and_possessives_keep_their_endings() {
        let cases = [
            ("Zhemal’s house", "zhe mahl’s house", "possessive"),
            ("three gifs", "three jifs", "plural"),
            ("ten GIF's", "ten jif's", "with an apostrophe"),
            ("as it is", "as it is", "a single letter has no plural"),
            (
                "New York’s streets",
                "the big apple’s streets",
                "of a phrase",
            ),
        ];
        for (written, expected, why) in cases {
            assert_eq!(said(written), expected, "{why}");
        }
    }

    #[test]
    fn numbers_and_addresses_stay_whole() {
        for written in ["It has 13M rows", "See gif.example", "Mail me@gif.example"] {
            let spoken = said(written);
            assert!(
                !spoken.contains("jif") && !spoken.contains("three em"),
                "{spoken}"
            );
        }
    }

    #[test]
    fn given_sounds_go_with_the_written_word() {
        let entries = vec![entry("Zhemal", Said::Ipa("ʒəˈmɑl".into()), Case::Exact)];
        let known = Replacements::new(entries, "en");
        let setting = Setting {
            lang: "en",
            replacements: Some(&known),
            ..Setting::default()
        };
        let form = verbalise_in("It is Zhemal’s.", &setting);
        assert_eq!(form.text, "It is Zhemal’s.");
        let given = form
            .tokens
            .iter()
            .find(|token| token.rule == "lexicon")
            .unwrap();
        assert_eq!(given.sounds, Sounds::Given("ʒəˈmɑlz".into()));
        assert_eq!(given.source.of("It is Zhemal’s."), "Zhemal’s");
    }

    #[test]
    fn only_the_entries_that_stand_in_a_text_are_used() {
        let used = known().used_in(["The GIF of Zhemal.", "And New York."]);
        let words: Vec<&str> = used.iter().map(|entry| &*entry.written).collect();
        assert_eq!(words, ["Zhemal", "gif", "New York"]);
    }
}
