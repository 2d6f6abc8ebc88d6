//! Web addresses, e-mail addresses, handles and hashtags, said as words.

use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::numbers;
use super::words;

/// The number of atoms from here on that touch one another.
fn cluster(here: Here<'_>) -> usize {
    let mut atoms = 1;
    while here.glued(atoms) {
        atoms += 1;
    }
    atoms
}

/// The atoms of the cluster without the punctuation of the sentence at its end.
fn trimmed(here: Here<'_>) -> usize {
    let mut atoms = cluster(here);
    while atoms > 1
        && here
            .mark(atoms - 1)
            .is_some_and(|c| !matches!(c, '/' | '=' | '_' | '-' | '#'))
    {
        atoms -= 1;
    }
    atoms
}

/// Whether a word may begin here: not in the middle of a cluster of letters.
fn begins(here: Here<'_>) -> bool {
    !here.glued(0)
        || here
            .before()
            .is_some_and(|atom| atom.kind == Kind::Mark && atom.text != ".")
}

/// `name@example.com`.
pub(super) fn email(here: Here<'_>) -> Option<Reading> {
    if !begins(here) || here.word(0).is_none() && here.digits(0).is_none() {
        return None;
    }
    let atoms = trimmed(here);
    let at = (1..atoms).find(|k| here.mark(*k) == Some('@'))?;
    let dotted = (at + 2..atoms).any(|k| here.mark(k) == Some('.'));
    let plain = (0..at).all(|k| {
        here.mark(k)
            .is_none_or(|c| matches!(c, '.' | '_' | '-' | '+'))
    });
    (dotted && plain).then(|| said_as_words(here, 0, atoms))
}

/// `https://example.com/a`, `www.example.com`, `example.com`.
pub(super) fn url(here: Here<'_>) -> Option<Reading> {
    if !begins(here) {
        return None;
    }
    let first = here.word(0)?;
    let atoms = trimmed(here);
    if matches!(first, "http" | "https" | "ftp")
        && (1..4).all(|k| here.glued_mark(k).is_some())
        && here.mark(2) == Some('/')
    {
        return (atoms > 4).then(|| said_as_words(here, 4, atoms));
    }
    let host = host_len(here, atoms);
    let named = first.eq_ignore_ascii_case("www") && host >= 3 || is_domain(here, host);
    let path = host == atoms || here.mark(host) == Some('/');
    match (named, path) {
        (true, true) => Some(said_as_words(here, 0, atoms)),
        (true, false) => Some(said_as_words(here, 0, host)),
        _ => None,
    }
}

/// The number of atoms of `example.com`: names with dots or hyphens between them.
fn host_len(here: Here<'_>, atoms: usize) -> usize {
    let mut end = 1;
    while end + 1 < atoms
        && matches!(here.mark(end), Some('.' | '-'))
        && here.mark(end + 1).is_none()
    {
        end += 2;
    }
    end
}

/// Whether the host ends as addresses do; the list keeps `end.Start` from being one.
fn is_domain(here: Here<'_>, host: usize) -> bool {
    const TOP: [&str; 22] = [
        "com", "org", "net", "edu", "gov", "io", "ai", "co", "uk", "de", "fr", "eu", "dev", "app",
        "info", "news", "tv", "me", "ru", "ca", "au", "us",
    ];
    host >= 3
        && here.mark(host - 2) == Some('.')
        && here.word(host - 1).is_some_and(|top| TOP.contains(&top))
}

/// `@aloud`, `#OpenData`.
pub(super) fn handle(here: Here<'_>) -> Option<Reading> {
    if !begins(here) || !here.glued(1) {
        return None;
    }
    here.word(1)?;
    let sign = match here.mark(0)? {
        '@' => "at",
        '#' => "hashtag",
        _ => return None,
    };
    let mut atoms = 2;
    while here.glued(atoms) && (here.mark(atoms).is_none() || here.mark(atoms) == Some('_')) {
        atoms += 1;
    }
    let rest = said_as_words(here, 1, atoms);
    Some(Reading::words(
        here,
        atoms,
        format!("{sign} {}", rest.parts[0].said),
    ))
}

/// The atoms from `from` to `to` one after the other, marks by their names.
fn said_as_words(here: Here<'_>, from: usize, to: usize) -> Reading {
    let mut said: Vec<String> = vec![];
    for k in from..to {
        let Some(atom) = here.atom(k) else { break };
        match atom.kind {
            Kind::Word if atom.text.eq_ignore_ascii_case("www") => said.push("W W W".to_owned()),
            Kind::Word => said.push(words::split_case(atom.text).join(" ")),
            Kind::Digits => said.push(numbers::cardinal_of(atom.text)),
            Kind::Mark => said.extend(mark_name(atom.text).map(str::to_owned)),
            Kind::Invisible => {}
        }
    }
    Reading::words(here, to, said.join(" "))
}

fn mark_name(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "." => "dot",
        "/" => "slash",
        "@" => "at",
        "-" => "dash",
        "_" => "underscore",
        ":" => "colon",
        "?" => "question mark",
        "=" => "equals",
        "&" => "and",
        "#" => "hash",
        "+" => "plus",
        "%" => "percent",
        "~" => "tilde",
        _ => return None,
    })
}
