//! Letter to sound: an ordered table of English spelling, in the spirit of the public-domain
//! rules of the Naval Research Laboratory (1976).

use super::stress;
use super::table::{RULES, Rule};

/// Whether the word has a vowel, so that it is a word and not letters.
pub(super) fn is_sayable(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.iter().any(|b| is_vowel(b.to_ascii_lowercase())) && bytes.len() > 1
}

/// The American phonemes of a `word` of small ASCII letters, with a stress.
///
/// A `name` is taken for a foreign one where its spelling leaves a choice.
pub(super) fn say(word: &str, name: bool) -> String {
    let letters = word.as_bytes();
    let mut sounds = String::new();
    let mut at = 0;
    while at < letters.len() {
        let rule = RULES.iter().find(|rule| applies(rule, letters, at, name));
        // The table ends with a rule for every letter; a stranger has no sound.
        let (taken, said) = rule.map_or((1, ""), |r| (r.letters.len(), r.sounds));
        sounds.push_str(said);
        at += taken;
    }
    stress::stressed(&single(&sounds), word, name)
}

/// The sounds without doubled consonants.
fn single(sounds: &str) -> String {
    let mut last = None;
    let doubled = |c: &char| {
        let twice = last == Some(*c) && !stress::is_vowel(*c);
        last = Some(*c);
        !twice
    };
    sounds.chars().filter(doubled).collect()
}

fn applies(rule: &Rule, letters: &[u8], at: usize, name: bool) -> bool {
    letters[at..].starts_with(rule.letters.as_bytes())
        && matches_right(rule.right.as_bytes(), &letters[at + rule.letters.len()..])
        && matches_left(rule.left.as_bytes(), &letters[..at], name)
}

fn is_vowel(b: u8) -> bool {
    b"aeiouy".contains(&b)
}

fn is_voiced(b: u8) -> bool {
    b"bdgjlmnrvwz".contains(&b)
}

/// Whether `rest` begins with the pattern; the symbols are explained at [`Rule`].
fn matches_right(pattern: &[u8], rest: &[u8]) -> bool {
    let Some((symbol, pattern)) = pattern.split_first() else {
        return true;
    };
    let first = rest.first();
    let skip = |n: usize| matches_right(pattern, &rest[n..]);
    match symbol {
        b'_' => first.is_none() && skip(0),
        b'#' => {
            let run = rest.iter().take_while(|b| is_vowel(**b)).count();
            run > 0 && skip(run)
        }
        b':' => {
            let run = rest.iter().take_while(|b| !is_vowel(**b)).count();
            skip(run)
        }
        b'%' => suffix(rest),
        symbol => first.is_some_and(|b| is_one(*symbol, *b)) && skip(1),
    }
}

/// Whether `before` ends with the pattern, which is read from its end.
fn matches_left(pattern: &[u8], before: &[u8], name: bool) -> bool {
    let Some((symbol, pattern)) = pattern.split_last() else {
        return true;
    };
    let last = before.last();
    let skip = |n: usize| matches_left(pattern, &before[..before.len() - n], name);
    match symbol {
        b'@' => name && skip(0),
        b'_' => last.is_none() && skip(0),
        b'#' => {
            let run = before.iter().rev().take_while(|b| is_vowel(**b)).count();
            run > 0 && skip(run)
        }
        b':' => {
            let run = before.iter().rev().take_while(|b| !is_vowel(**b)).count();
            skip(run)
        }
        symbol => last.is_some_and(|b| is_one(*symbol, *b)) && skip(1),
    }
}

fn is_one(symbol: u8, b: u8) -> bool {
    match symbol {
        b'V' => is_vowel(b),
        b'C' => !is_vowel(b),
        b'+' => b"eiy".contains(&b),
        b'.' => is_voiced(b),
        letter => letter == b,
    }
}

/// Whether the word ends here with a suffix that begins with a silent or weak `e`, or `ing`.
fn suffix(rest: &[u8]) -> bool {
    const SUFFIXES: [&[u8]; 9] = [
        b"e", b"es", b"ed", b"er", b"ers", b"ely", b"ing", b"ings", b"eless",
    ];
    SUFFIXES.contains(&rest)
}
