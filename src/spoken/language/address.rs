//! Web addresses, e-mail addresses, handles and hashtags, their marks by name.

use super::super::atoms::{Here, Kind};
use super::super::classes::Reading;
use super::super::letter_case::split_case;
use super::Language;

/// Endings of addresses; the list keeps `fin.Début` from being one.
const TOP: [&str; 34] = [
    "com", "org", "net", "edu", "gov", "io", "ai", "co", "uk", "de", "at", "ch", "fr", "be", "es",
    "mx", "ar", "it", "pt", "br", "ru", "рф", "eu", "dev", "app", "info", "news", "tv", "me", "ca",
    "au", "us", "cat", "lu",
];

/// An address has this many atoms at most; the rest of a longer row is read by itself.
const LONGEST: usize = 200;

/// `name@example.de`.
pub(super) fn email(here: Here<'_>) -> Option<Reading> {
    if !begins(here) || here.mark(0).is_some() {
        return None;
    }
    let inner = |k: &usize| {
        here.mark(*k)
            .is_none_or(|c| matches!(c, '.' | '_' | '-' | '+'))
    };
    let at = (1..LONGEST)
        .take_while(|k| here.glued(*k))
        .find(|k| !inner(k))?;
    let host = (here.mark(at) == Some('@')).then(|| host_end(here, at + 1))?;
    (host > at + 2).then(|| said(here, 0, host)).flatten()
}

/// `https://example.fr/a`, `www.example.fr`, `example.fr`.
pub(super) fn url(here: Here<'_>) -> Option<Reading> {
    let first = here.word(0).filter(|_| begins(here))?;
    let scheme = matches!(first, "http" | "https" | "ftp")
        && (1..4).all(|k| here.glued_mark(k).is_some())
        && here.mark(2) == Some('/');
    let from = if scheme { 4 } else { 0 };
    let host = host_end(here, from);
    let top = here
        .word(host.saturating_sub(1))
        .is_some_and(|top| TOP.contains(&top));
    let dotted = host > from + 2 && here.mark(host - 2) == Some('.');
    let known = scheme && host > from || dotted && (top || first.eq_ignore_ascii_case("www"));
    known
        .then(|| said(here, from, path_end(here, host)))
        .flatten()
}

/// `@aloud`, `#OpenData`.
pub(super) fn handle(here: Here<'_>) -> Option<Reading> {
    let addresses = &super::of(here)?.addresses;
    here.word(1).filter(|_| begins(here) && here.glued(1))?;
    let sign = match here.mark(0)? {
        '@' => &addresses.handle,
        '#' => &addresses.hashtag,
        _ => return None,
    };
    let mut end = 2;
    while end < LONGEST && here.glued(end) && matches!(here.mark(end), None | Some('_')) {
        end += 1;
    }
    let rest = said(here, 1, end)?;
    let words = rest.parts.first().map_or("", |part| part.said.as_str());
    Some(Reading::words(here, end, format!("{sign} {words}")))
}

/// Whether an address may begin here: not in the middle of one.
fn begins(here: Here<'_>) -> bool {
    let open = |mark: &str| !matches!(mark, "." | "@" | "_" | "-");
    let mark = here
        .before()
        .is_some_and(|atom| atom.kind == Kind::Mark && open(atom.text));
    !here.glued(0) || mark
}

/// The place behind `example.com`: names with dots or hyphens between them.
fn host_end(here: Here<'_>, from: usize) -> usize {
    let named = |k: usize| here.atom(k).is_some() && here.mark(k).is_none();
    if !named(from) {
        return from;
    }
    let mut end = from + 1;
    while end < LONGEST && here.glued(end) {
        let joint =
            matches!(here.mark(end), Some('.' | '-')) && here.glued(end + 1) && named(end + 1);
        match (joint, named(end)) {
            (true, _) => end += 2,
            (_, true) => end += 1,
            _ => break,
        }
    }
    end
}

/// The place behind the path at `k`, without the punctuation of the sentence.
fn path_end(here: Here<'_>, k: usize) -> usize {
    if here.glued_mark(k) != Some('/') {
        return k;
    }
    let mut end = k + 1;
    while end < k + LONGEST && here.glued(end) {
        end += 1;
    }
    let punctuation = |c: char| !matches!(c, '/' | '=' | '_' | '-' | '#');
    while end > k + 1 && here.mark(end - 1).is_some_and(punctuation) {
        end -= 1;
    }
    end
}

/// The atoms from `from` to `to` one after the other.
fn said(here: Here<'_>, from: usize, to: usize) -> Option<Reading> {
    let language = super::of(here)?;
    let words: Vec<String> = (from..to)
        .filter_map(|k| here.atom(k))
        .filter_map(|atom| match atom.kind {
            Kind::Word => Some(language.address_word(atom.text)),
            Kind::Digits => Some(language.cardinal("counting", atom.text)),
            Kind::Mark => {
                let mark = atom.text.chars().next()?;
                language.addresses.marks.get(&mark).cloned()
            }
            Kind::Invisible => None,
        })
        .collect();
    Some(Reading::words(here, to, words.join(" ")))
}

impl Language {
    fn address_word(&self, word: &str) -> String {
        if word.eq_ignore_ascii_case("www") {
            return self.addresses.www.clone();
        }
        split_case(word).join(" ")
    }
}
