//! Emoji by their short names: once for a run, without skin tones.

use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::numbers;
use super::symbol;

/// Atoms of the longest emoji: a family of four is seven, a kiss of two skin tones ten.
const LONGEST: usize = 12;

/// `🎉`, `👩‍🚀`, `🇫🇷`, `1️⃣`; the same one again is not said again.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    let (atoms, name) = emoji(here)?;
    let mut end = atoms;
    while same(here, end, atoms) {
        end += atoms;
    }
    Some(Reading::words(here, end, name))
}

/// The atoms of the longest emoji that begins here, and its name.
fn emoji(here: Here<'_>) -> Option<(usize, String)> {
    let first = here.atom(0)?;
    let keycap = first.text.len() == 1 && here.glued(1) && matches!(first.text, "#" | "*")
        || first.kind == Kind::Digits && first.text.len() <= 2;
    let picture = first.kind == Kind::Mark && !first.text.is_ascii();
    if !(picture || keycap) || symbol::has_name(first.text) {
        return None;
    }
    let mut written = String::new();
    let mut longest = None;
    for atoms in 1..=LONGEST {
        if atoms > 1 && !here.glued(atoms - 1) {
            break;
        }
        let Some(atom) = here.atom(atoms - 1) else {
            break;
        };
        if atom.kind == Kind::Word {
            break;
        }
        written.push_str(atom.text);
        longest = emojis::get(&written).map(|e| (atoms, e.name())).or(longest);
    }
    longest.map(|(atoms, name)| (atoms, short_name(name)))
}

/// Whether the `atoms` atoms at `k` are the same as the first ones.
fn same(here: Here<'_>, k: usize, atoms: usize) -> bool {
    (0..atoms).all(|i| match (here.atom(i), here.atom(k + i)) {
        (Some(a), Some(b)) => a.text == b.text && (i == 0 || b.glued),
        _ => false,
    })
}

/// The name as it is said: `flag: France` is flag of France.
fn short_name(name: &str) -> String {
    if let Some(country) = name.strip_prefix("flag: ") {
        return format!("flag of {}", plain(country));
    }
    let (what, how) = name.split_once(": ").unwrap_or((name, ""));
    if what == "keycap" {
        return format!("keycap {}", plain(how));
    }
    let traits: Vec<&str> = how
        .split(", ")
        .filter(|t| !t.is_empty() && !t.contains("skin tone"))
        .collect();
    let traits = traits.join(" and ");
    match (what, traits.as_str()) {
        (_, "") | ("family" | "couple with heart" | "kiss", _) => plain(what),
        _ => format!("{} with {}", plain(what), plain(&traits)),
    }
}

/// The words of a name: numbers as words, marks left out.
fn plain(name: &str) -> String {
    let word = |word: &str| match word {
        "#" => "number".to_owned(),
        "*" => "asterisk".to_owned(),
        "&" => "and".to_owned(),
        "1st" => "first".to_owned(),
        "2nd" => "second".to_owned(),
        "3rd" => "third".to_owned(),
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => numbers::cardinal_of(word),
        _ => word.replace(['’', '\''], "'").replace(
            |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '-'),
            "",
        ),
    };
    let words: Vec<String> = name
        .split_whitespace()
        .map(word)
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_emoji_has_a_name_without_digits() {
        for emoji in emojis::iter() {
            let name = short_name(emoji.name());
            assert!(!name.is_empty(), "{emoji}");
            assert!(!name.contains(|c: char| c.is_ascii_digit()), "{name}");
        }
    }
}
