//! Web addresses, e-mail addresses and files, said as words.

mod wording;

pub(super) use self::wording::{of_word, piece};

use self::wording::{Digits, ENDINGS, bare, of_ending, said_as_words};
use super::atoms::{Here, Kind};
use super::capitals;
use super::classes::Reading;

/// The atoms of an address that are looked at; nobody listens to a longer one, and it keeps
/// text without spaces from being read again and again.
const LONGEST: usize = 120;

/// The number of atoms from here on that touch one another.
fn cluster(here: Here<'_>) -> usize {
    let mut atoms = 1;
    while atoms < LONGEST && here.glued(atoms) {
        atoms += 1;
    }
    atoms
}

/// The atoms of the cluster up to the punctuation of the sentence at its end.
fn trimmed(here: Here<'_>) -> usize {
    let foreign = |c: char| {
        matches!(
            c,
            '"' | '”' | '“' | '<' | '>' | '«' | '»' | '—' | '–' | '…' | '’' | '|'
        )
    };
    let whole = cluster(here);
    let mut atoms = (1..whole)
        .find(|k| here.mark(*k).is_some_and(foreign))
        .unwrap_or(whole);
    let open = |atoms: usize| (0..atoms).any(|k| here.mark(k) == Some('('));
    while atoms > 1 {
        match here.mark(atoms - 1) {
            Some('/' | '=' | '_' | '-' | '#' | '&' | '+' | '~' | '%' | '$') | None => break,
            Some(')') if open(atoms) => break,
            Some(_) => atoms -= 1,
        }
    }
    atoms
}

/// Whether an address may begin here: behind a space, a bracket, a quote.
///
/// A bracket that touches a word is one of a formula.
pub(super) fn begins(here: Here<'_>) -> bool {
    let Some(before) = here.before().filter(|_| here.glued(0)) else {
        return true;
    };
    let outer = here.back(2).filter(|_| before.glued);
    match before.text {
        "(" | "[" | "<" | "{" | "=" | "|" | ":" => outer.is_none(),
        // A full stop on the wrong side of its space: "so .jane@example.com".
        "." => outer.is_none() && !is_ending(here, 0),
        "," | ";" | "\"" | "“" | "‘" | "'" | "«" | "„" | "—" | "–" | "…" => true,
        _ => before.kind == Kind::Invisible,
    }
}

/// `name@example.com`.
pub(super) fn email(here: Here<'_>) -> Option<Reading> {
    if !begins(here) || here.word(0).is_none() && here.digits(0).is_none() {
        return None;
    }
    let atoms = trimmed(here);
    let skip = if here.word(0) == Some("mailto") && here.glued_mark(1) == Some(':') {
        2
    } else {
        0
    };
    let at = (1..atoms).find(|k| here.mark(*k) == Some('@'))?;
    let plain = (skip..at).all(|k| here.mark(k).is_none_or(|c| ".!#$%&'*+-=^_~".contains(c)));
    let host = at + 1 + host_len(here, at + 1, atoms);
    let dotted = (at + 2..host).any(|k| here.mark(k) == Some('.'));
    let more = host < atoms && matches!(here.mark(host), Some('?' | '/')) && here.glued(host + 1);
    let end = if more { atoms } else { host };
    (dotted && plain).then(|| said_as_words(here, skip, end, Digits::Each))
}

/// `https://example.com/a`, `www.example.com`, `example.com`.
pub(super) fn url(here: Here<'_>) -> Option<Reading> {
    if !begins(here) || here.mark(0).is_some() {
        return None;
    }
    let atoms = trimmed(here);
    if here.word(0).is_some()
        && here.mark(1) == Some(':')
        && here.mark(2) == Some('/')
        && here.mark(3) == Some('/')
    {
        return (atoms > 4).then(|| said_as_words(here, 0, atoms, Digits::Each));
    }
    let host = host_len(here, 0, atoms);
    let local = host == 1 && here.word(0) == Some("localhost") && host < atoms;
    if !is_host(here, host) && !local {
        return is_unlisted(here, host).then(|| said_as_words(here, 0, host, Digits::Each));
    }
    let port = here.mark(host) == Some(':') && here.digits(host + 1).is_some();
    let path = matches!(here.mark(host), Some('/' | '?' | '#'));
    let end = if host < atoms && (path || port) {
        atoms
    } else {
        host
    };
    Some(said_as_words(here, 0, end, Digits::Each))
}

/// The number of atoms of `example.com` from `from` on: names with dots or hyphens between.
fn host_len(here: Here<'_>, from: usize, atoms: usize) -> usize {
    let solid = |k: usize| k < atoms && here.mark(k).is_none() && here.atom(k).is_some();
    let mut end = from;
    while solid(end) {
        while solid(end) {
            end += 1;
        }
        if end + 1 < atoms && matches!(here.mark(end), Some('.' | '-' | '_')) && solid(end + 1) {
            end += 1;
        }
    }
    end - from
}

/// Whether the host ends as addresses do; the list keeps `end.Start` from being one.
fn is_host(here: Here<'_>, host: usize) -> bool {
    let last = host.checked_sub(1).and_then(|k| here.word(k)).map(bare);
    let (Some(last), true) = (last, host >= 3 && here.mark(host - 2) == Some('.')) else {
        return false;
    };
    let upper = last.chars().all(char::is_uppercase);
    let lower = last.to_ascii_lowercase();
    if last != lower && !upper || last.len() < 2 {
        return false;
    }
    let dots = (0..host).filter(|k| here.mark(*k) == Some('.')).count();
    let www = here.word(0).is_some_and(|w| w.eq_ignore_ascii_case("www"));
    let path = here.glued_mark(host) == Some('/') && here.glued(host + 1);
    let doubtful = ENDINGS.doubtful.contains(&lower) && dots < 2 && !path;
    let known = ENDINGS.domains.contains(&lower) && !doubtful;
    // "U.S.IT" and "Ph.D.com" are no hosts; a host's first name has two letters at least.
    www || known
        && here
            .atom(0)
            .is_some_and(|a| a.text.len() > 1 || path || !upper)
}

/// Whether `ourdailynews.abc` is a name with an ending that is not listed: small letters on both
/// sides of the point, and behind it no word that a sentence begins with.
fn is_unlisted(here: Here<'_>, host: usize) -> bool {
    // Endings are short; a longer word begins a sentence whose space was lost.
    const LONGEST_ENDING: usize = 4;
    let name = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let (Some(first), Some(last)) = (here.word(0), host.checked_sub(1).and_then(|k| here.word(k)))
    else {
        return false;
    };
    let point = host >= 3 && here.mark(host - 2) == Some('.');
    let ending = last.len() <= LONGEST_ENDING && !capitals::is_common(last);
    point && name(first) && name(last) && ending && !ENDINGS.doubtful.contains(last)
}

/// `.com`, `.gov`, `.pdf`: an ending by itself.
pub(super) fn ending(here: Here<'_>) -> Option<Reading> {
    let apart = here.mark(0) == Some('.') && !here.glued(0) && here.glued(1);
    let atom = here.atom(1).filter(|_| apart && is_ending(here, 1))?;
    Some(Reading::words(here, 2, format!("dot {}", of_ending(atom))))
}

/// Whether an ending that stands by itself is the atom at `k`.
fn is_ending(here: Here<'_>, k: usize) -> bool {
    let Some(word) = here.word(k) else {
        return false;
    };
    let lower = word.to_ascii_lowercase();
    let written = word == lower || word == "NET";
    let listed = ENDINGS.domains.contains(&lower) || ENDINGS.files.contains(&lower);
    let known = listed && written && !ENDINGS.doubtful.contains(&lower);
    known && (!here.glued(k + 1) || here.mark(k + 1).is_some())
}

/// `report_final-v2.pdf`, `/etc/passwd`, `C:\Users`, `node.js`.
pub(super) fn file(here: Here<'_>) -> Option<Reading> {
    if !begins(here) {
        return None;
    }
    let atoms = trimmed(here);
    let sign = here.mark(0);
    let root = matches!(sign, Some('/')) && atoms > 2
        || matches!(sign, Some('~' | '.')) && here.glued_mark(1) == Some('/') && atoms > 2;
    let drive = here.word(0).is_some_and(|w| w.len() == 1)
        && here.glued_mark(1) == Some(':')
        && matches!(here.glued_mark(2), Some('\\' | '/'));
    let path = here.glued(1) && (root || drive) && (1..atoms).all(|k| is_path_atom(here, k));
    if path && (drive || root && here.word(1).or(here.word(2)).is_some()) {
        return Some(said_as_words(here, 0, atoms, Digits::Number));
    }
    named_file(here, atoms)
}

fn is_path_atom(here: Here<'_>, k: usize) -> bool {
    here.mark(k).is_none_or(|c| {
        matches!(
            c,
            '/' | '\\' | '.' | '_' | '-' | ':' | '~' | '+' | '*' | '$' | '%' | '#' | '@'
        )
    })
}

/// A name and a file ending, such as `Cargo.toml`, or a listed product: `Node.js`.
fn named_file(here: Here<'_>, atoms: usize) -> Option<Reading> {
    if here.mark(0).is_some() {
        return None;
    }
    // The ending may be in two atoms: the letters and digits of "mp3".
    let dot = (1..atoms).rev().find(|k| here.mark(*k) == Some('.'))?;
    let ending: String = (dot + 1..atoms)
        .filter_map(|k| here.atom(k))
        .map(|a| bare(a.text))
        .collect();
    let lower = ending.to_ascii_lowercase();
    let listed = ENDINGS.files.contains(&lower)
        && (ending == lower || ending.len() > 1 && ending.chars().all(|c| !c.is_lowercase()));
    let first = here.atom(0)?.text.to_ascii_lowercase();
    let word_too = matches!(
        lower.as_str(),
        "go" | "so"
            | "class"
            | "log"
            | "lock"
            | "swift"
            | "c"
            | "h"
            | "rs"
            | "bash"
            | "bin"
            | "java"
            | "net"
    );
    let marked = (1..dot).any(|k| matches!(here.mark(k), Some('_' | '-' | '/' | '.')));
    let product = dot == 1
        && (ENDINGS.products.contains(&first) && matches!(lower.as_str(), "js" | "net" | "io"));
    let plain = (1..atoms).all(|k| is_path_atom(here, k));
    let sure = listed && (!word_too || marked || here.glued(0) && dot > 1);
    (plain && (sure || product)).then(|| said_as_words(here, 0, atoms, Digits::Number))
}
