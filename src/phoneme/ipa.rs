//! From the International Phonetic Alphabet to misaki's: the sounds of a lexicon, and those
//! of other languages as an English speaker says them.

use crate::lang::Dialect;

use super::abroad::is_vowel as is_ipa_vowel;
use super::stress::is_vowel;

/// Symbols that both dialects write in the same way.
const SHARED: &[(&str, &str)] = &[
    ("tʃ", "ʧ"),
    ("tɕ", "ʧ"),
    ("ʈʂ", "ʧ"),
    ("dʒ", "ʤ"),
    ("dʑ", "ʤ"),
    ("ɖʐ", "ʤ"),
    ("eɪ", "A"),
    ("ei", "A"),
    ("aɪ", "I"),
    ("ai", "I"),
    ("aʊ", "W"),
    ("au", "W"),
    ("ɔɪ", "Y"),
    ("ɔi", "Y"),
    ("ɔø", "Y"),
    ("ɔʏ", "Y"),
    ("oʊ", "O"),
    ("ou", "O"),
    ("əʊ", "O"),
    // What English has no symbol for is the nearest that it has.
    ("pf", "f"),
    ("r", "ɹ"),
    ("g", "ɡ"),
    ("ɫ", "l"),
    ("ɭ", "l"),
    ("ʟ", "l"),
    ("ʎ", "lj"),
    ("ʁ", "ɹ"),
    ("ʀ", "ɹ"),
    ("ɻ", "ɹ"),
    ("ɽ", "ɹ"),
    ("ɺ", "ɹ"),
    ("x", "k"),
    ("χ", "k"),
    ("q", "k"),
    ("c", "k"),
    ("ç", "ʃ"),
    ("ɕ", "ʃ"),
    ("ʂ", "ʃ"),
    ("ʑ", "ʒ"),
    ("ʐ", "ʒ"),
    ("ɲ", "nj"),
    ("ɳ", "n"),
    ("ɴ", "n"),
    ("ɱ", "m"),
    ("ʈ", "t"),
    ("ɖ", "d"),
    ("ɟ", "ɡ"),
    ("ɢ", "ɡ"),
    ("ɣ", "ɡ"),
    ("β", "v"),
    ("ʋ", "v"),
    ("ɸ", "f"),
    ("ʙ", "b"),
    ("ħ", "h"),
    ("ɦ", "h"),
    ("ʜ", "h"),
    ("ɥ", "w"),
    ("ʍ", "w"),
    ("ɰ", "w"),
    ("ʝ", "j"),
    ("ɬ", "l"),
    ("ɮ", "l"),
    ("ɓ", "b"),
    ("ɗ", "d"),
    ("ɠ", "ɡ"),
    ("y", "u"),
    ("ʏ", "ʊ"),
    ("ɯ", "u"),
    ("ʉ", "u"),
    ("ɨ", "ɪ"),
    ("ɘ", "ə"),
    ("ɵ", "ə"),
    ("ɤ", "ʌ"),
    ("ɞ", "ɜ"),
    ("e", "ɛ"),
    ("a", "ɑ"),
    ("ɶ", "æ"),
    ("ɐ", "ə"),
];

/// What American writes in a way of its own.
const AMERICAN: &[(&str, &str)] = &[
    ("ɜːɹ", "ɜɹ"),
    ("ɜːr", "ɜɹ"),
    ("ɜː", "ɜɹ"),
    ("ɝː", "ɜɹ"),
    ("ɝ", "ɜɹ"),
    ("ɚ", "əɹ"),
    ("œ", "ɜɹ"),
    ("ø", "ɜɹ"),
    ("ɑːɹ", "ɑɹ"),
    ("ɒ", "ɑ"),
    ("ɾ", "T"),
    ("ʔ", "t"),
    ("o", "O"),
];

/// What British writes in a way of its own.
const BRITISH: &[(&str, &str)] = &[
    ("əʊ", "Q"),
    ("oʊ", "Q"),
    ("ou", "Q"),
    ("eə", "ɛː"),
    ("ɜːɹ", "ɜːɹ"),
    ("ɜːr", "ɜːɹ"),
    ("ɝː", "ɜː"),
    ("ɝ", "ɜː"),
    ("ɚ", "ə"),
    ("œ", "ɜː"),
    ("ø", "ɜː"),
    ("ʔ", "t"),
    ("o", "ɔː"),
    ("a", "æ"),
];

/// Symbols of misaki's alphabets that IPA writes in the same way.
const KEPT: &str = "bdfhijklmnpstuvwzæðŋɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧθᵊᵻˈˌ ";

/// The tie of an affricate, and the dot between syllables, which make no sound.
const SILENT: &[char] = &['\u{361}', '\u{35C}', '.', '‿', '|', '‖', '-'];

/// A vowel said through the nose.
const NASAL: char = '\u{303}';

/// `ipa` in misaki's alphabet of `dialect`, stress before the vowel; what has no sound in it
/// is left out.
pub(super) fn to_misaki(ipa: &str, dialect: Dialect) -> String {
    let plain: String = ipa.chars().filter(|c| !SILENT.contains(c)).collect();
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(c) = rest.chars().next() {
        let (own, len) = symbol(rest, c, dialect);
        out.push_str(own);
        rest = &rest[len..];
    }
    let out = out.split_whitespace().map(stressed);
    out.collect::<Vec<_>>().join(" ")
}

/// What the beginning of `rest` is in misaki's alphabet, and its length in bytes.
fn symbol(rest: &str, c: char, dialect: Dialect) -> (&'static str, usize) {
    let own = match dialect {
        Dialect::American => AMERICAN,
        Dialect::British => BRITISH,
    };
    // The longest; of two, the last one, which is the dialect's own.
    let fits = SHARED
        .iter()
        .chain(own)
        .filter(|(ipa, _)| rest.starts_with(ipa));
    let found = fits.max_by_key(|(ipa, _)| ipa.len());
    if let Some((ipa, misaki)) = found {
        return (misaki, ipa.len());
    }
    let kept = KEPT.char_indices().find(|(_, k)| *k == c);
    let own = match (kept, c, dialect) {
        (Some((at, k)), ..) => &KEPT[at..at + k.len_utf8()],
        (None, 'ː', Dialect::British) => "ː",
        (None, NASAL, _) => "n",
        _ => "",
    };
    (own, c.len_utf8())
}

/// `word` with each stress just before its vowel, where misaki has it; a word without any is
/// stressed on its first vowel.
fn stressed(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 2);
    let mut waiting = None;
    for c in word.chars() {
        if matches!(c, 'ˈ' | 'ˌ') {
            waiting = Some(c);
            continue;
        }
        if is_vowel(c) {
            out.extend(waiting.take());
        }
        out.push(c);
    }
    let first = out.find(is_vowel).filter(|_| !out.contains('ˈ'));
    if let Some(at) = first {
        let at = out[..at].trim_end_matches('ˌ').len();
        out = format!("{}ˈ{}", &out[..at], out[at..].trim_start_matches('ˌ'));
    }
    out
}

/// `ipa` of a lexicon as espeak writes it: stress before the vowel, no dots between syllables.
pub(super) fn to_espeak(ipa: &str) -> String {
    let parts = |c: &char| !SILENT.contains(c) || is_tie(*c);
    let plain: String = ipa.chars().filter(parts).collect();
    let plain = plain
        .replace('g', "ɡ")
        .replace('ʧ', "t͡ʃ")
        .replace('ʤ', "d͡ʒ");
    let words = plain.split_whitespace().map(|word| {
        let mut out = String::with_capacity(word.len());
        let mut waiting = None;
        for c in word.chars() {
            if matches!(c, 'ˈ' | 'ˌ') {
                waiting = Some(c);
                continue;
            }
            if is_ipa_vowel(c) {
                out.extend(waiting.take());
            }
            out.push(c);
        }
        out
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_tie(c: char) -> bool {
    matches!(c, '\u{361}' | '\u{35C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lexicons_write_becomes_misakis_alphabet() {
        let cases = [
            ("ænˈθɹɑpɪk", "ænθɹˈɑpɪk", "stress stands before the vowel"),
            (
                "ˈnɪdʒɪnskiː",
                "nˈɪʤɪnski",
                "length goes, an affricate is one symbol",
            ),
            ("t͡ʃɛk", "ʧˈɛk", "with a tie; one vowel is stressed"),
            ("ˈbɜːrd", "bˈɜɹd", "an r-coloured vowel"),
            ("həˈloʊ", "həlˈO", "a diphthong is one symbol"),
            ("ˈθɪətər", "θˈɪətəɹ", "r"),
            (
                "bɔ̃ʒuʁ",
                "bˈɔnʒuɹ",
                "a nasal vowel, and an r that English lacks",
            ),
            ("ˈɡœːtə", "ɡˈɜɹtə", "a vowel that English lacks"),
            ("ˌvaʃɪŋˈtɔn", "vˌɑʃɪŋtˈɔn", "both stresses"),
            ("lə mɔ̃d", "lˈə mˈɔnd", "two words"),
            ("ǀ", "", "a click has no likeness"),
        ];
        for (ipa, misaki, why) in cases {
            assert_eq!(to_misaki(ipa, Dialect::American), misaki, "{why}");
        }
    }

    #[test]
    fn what_lexicons_write_becomes_espeaks_ipa() {
        let cases = [
            ("ˈbɛʁ.lin", "bˈɛʁlin", "stress stands before the vowel"),
            ("ʒəˈmaːl", "ʒəmˈaːl", "length stays"),
            ("gʁo", "ɡʁo", "one letter for g"),
            ("ˈt͡suːk", "t͡sˈuːk", "ties stay"),
            ("a b", "a b", "two words"),
            ("|", "", "no sound"),
        ];
        for (ipa, wanted, why) in cases {
            assert_eq!(to_espeak(ipa), wanted, "{why}");
        }
    }

    #[test]
    fn british_sounds_keep_their_length() {
        let cases = [("ˈɡəʊt", "ɡˈQt"), ("ˈnɜːs", "nˈɜːs"), ("ˈskweə", "skwˈɛː")];
        for (ipa, misaki) in cases {
            assert_eq!(to_misaki(ipa, Dialect::British), misaki);
        }
    }

    /// Every letter that a lexicon may use comes out as symbols that the voices know.
    #[test]
    fn only_misakis_symbols_come_out() {
        let letters = (0x61..=0x7A).chain(0xE6..=0x2AF).filter_map(char::from_u32);
        for letter in letters {
            for dialect in [Dialect::American, Dialect::British] {
                let out = to_misaki(&letter.to_string(), dialect);
                let known = |c| "AIOQWYTː".contains(c) || KEPT.contains(c);
                assert!(out.chars().all(known), "{letter} becomes {out}");
            }
        }
    }
}
