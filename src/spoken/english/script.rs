//! What no English voice can read: other scripts by their names, characters by theirs.

use super::atoms::{Here, Kind, is_combining};
use super::classes::Reading;
use super::numbers;
use super::words;

/// The first and last character of a script's blocks, and what its text is called.
type Block = (u32, u32, &'static str);

/// Scripts of today's press, in the order of their code points.
const BLOCKS: &[Block] = &[
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0700, 0x074F, "Syriac"),
    (0x0750, 0x077F, "Arabic"),
    (0x0780, 0x07BF, "Thaana"),
    (0x08A0, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Hindi"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Punjabi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Odia"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Burmese"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1100, 0x11FF, "Korean"),
    (0x1200, 0x139F, "Amharic"),
    (0x13A0, 0x13FF, "Cherokee"),
    (0x1780, 0x17FF, "Khmer"),
    (0x1800, 0x18AF, "Mongolian"),
    (0x1C90, 0x1CBF, "Georgian"),
    (0x2E80, 0x2FDF, "Chinese"),
    (0x3005, 0x3007, "Chinese"),
    (0x3040, 0x30FF, "Japanese"),
    (0x3130, 0x318F, "Korean"),
    (0x31F0, 0x31FF, "Japanese"),
    (0x3400, 0x9FFF, "Chinese"),
    (0xA960, 0xA97F, "Korean"),
    (0xAC00, 0xD7FF, "Korean"),
    (0xF900, 0xFAFF, "Chinese"),
    (0xFB1D, 0xFB4F, "Hebrew"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFC, "Arabic"),
    (0xFF66, 0xFF9F, "Japanese"),
    (0x20000, 0x3FFFF, "Chinese"),
];

/// The name of the script that the character belongs to.
fn script_of(c: char) -> Option<&'static str> {
    let code = u32::from(c);
    let behind = BLOCKS.partition_point(|block| block.0 <= code);
    let block = BLOCKS.get(behind.checked_sub(1)?)?;
    (code <= block.1).then_some(block.2)
}

/// What is said for text in another script: that it is there, and which it is.
pub(super) fn phrase(text: &str) -> String {
    let mut script = None;
    for found in text.chars().filter_map(script_of) {
        // Kana make the characters between them Japanese.
        script = match (script, found) {
            (None | Some("Chinese"), found) => Some(found),
            (kept, _) => kept,
        };
    }
    match script {
        Some(script) => format!("{script} text"),
        None => text
            .chars()
            .find_map(name)
            .unwrap_or_else(|| "foreign text".to_owned()),
    }
}

/// Text in scripts without a sound, one phrase a run, and characters by their names.
pub(super) fn unread(here: Here<'_>) -> Option<Reading> {
    let first = here.atom(0)?;
    if let Some(script) = foreign(first.text) {
        return Some(run_of_script(here, script));
    }
    let mut atoms = 1;
    while here.atom(atoms).is_some_and(|atom| atom.text == first.text) {
        atoms += 1;
    }
    let said = first.text.chars().find_map(name).unwrap_or_default();
    Some(Reading::words(here, atoms, said))
}

/// The script of the atom, where nothing in it can be said.
fn foreign(text: &str) -> Option<&'static str> {
    let known = |c: char| words::is_sayable(c) || c.is_ascii() || c.is_numeric();
    let sayable = text.chars().any(known);
    text.chars().find_map(script_of).filter(|_| !sayable)
}

/// The atoms of one script from here on, with what stands between them.
fn run_of_script(here: Here<'_>, first: &'static str) -> Reading {
    let east = |script| matches!(script, "Chinese" | "Japanese");
    let mut japanese = first == "Japanese";
    let mut atoms = 1;
    let mut ahead = 1;
    while let Some(atom) = here.atom(ahead) {
        match foreign(atom.text) {
            Some(script) if script == first || east(script) && east(first) => {
                japanese |= script == "Japanese";
                ahead += 1;
                atoms = ahead;
            }
            None if atom.kind == Kind::Invisible || atom.text.chars().all(is_combining) => {
                ahead += 1;
            }
            _ => break,
        }
    }
    let text: String = (0..atoms)
        .filter_map(|k| here.atom(k))
        .map(|a| a.text)
        .collect();
    let said = if japanese {
        "Japanese text".to_owned()
    } else {
        phrase(&text)
    };
    Reading::words(here, atoms, said)
}

/// The name of a character in small letters; digits of any script as their numbers.
fn name(c: char) -> Option<String> {
    if let Some(digit) = c.to_digit(10) {
        return Some(numbers::cardinal(u64::from(digit)));
    }
    let Some(name) = unicode_names2::name(c) else {
        // Private use and unassigned: a picture that only one font has.
        return c
            .is_alphanumeric()
            .then(|| "unknown character".to_owned())
            .or_else(|| {
                (!c.is_whitespace() && !is_combining(c)).then(|| "unknown symbol".to_owned())
            });
    };
    let name = name.to_string().to_lowercase();
    let digit = name
        .rsplit_once("digit ")
        .map(|(_, digit)| digit.to_owned());
    Some(digit.unwrap_or_else(|| in_words(&name)))
}

/// The name of a character without digits: `hieroglyph d010` is hieroglyph d zero one zero.
fn in_words(name: &str) -> String {
    let mut said = String::with_capacity(name.len());
    for c in name.chars() {
        match c.to_digit(10) {
            Some(digit) => said.extend([" ", &numbers::cardinal(u64::from(digit)), " "]),
            None if c.is_alphabetic() || c == '-' => said.push(c),
            None => said.push(' '),
        }
    }
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_in_order() {
        assert!(BLOCKS.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert!(BLOCKS.iter().all(|block| block.0 <= block.1));
    }

    #[test]
    fn characters_are_named_in_words() {
        let cases = [
            ('☃', "snowman"),
            ('５', "five"),
            ('٣', "three"),
            ('②', "two"),
            ('𝟕', "seven"),
            ('𓂀', "egyptian hieroglyph d zero one zero"),
            ('\u{E000}', "unknown symbol"),
        ];
        for (c, wanted) in cases {
            assert_eq!(name(c).as_deref(), Some(wanted), "{c}");
        }
    }
}
