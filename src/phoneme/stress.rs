//! Where the stress of a word falls that no dictionary has.

/// The stress mark of the loudest syllable, before its vowel.
const PRIMARY: char = 'ˈ';

/// Whether `c` is a vowel of misaki's alphabet in either dialect.
pub(super) fn is_vowel(c: char) -> bool {
    "AIOQWYaiuæɑɒɐɔəɛɜɪʊʌᵻᵊ".contains(c)
}

/// Whether the first sound is a vowel; stress marks are letters to Unicode, but no sounds.
pub(super) fn begins_with_vowel(phonemes: &str) -> bool {
    let first = phonemes.trim_start_matches(['ˈ', 'ˌ']).chars().next();
    first.is_some_and(is_vowel)
}

/// Whether the vowel is said only without stress.
fn is_weak(c: char) -> bool {
    matches!(c, 'ə' | 'ᵻ' | 'ᵊ')
}

/// Endings that put the stress just before themselves.
const BEFORE_ENDING: &[&str] = &[
    "tion", "sion", "cian", "cial", "tial", "cious", "tious", "geous", "ian", "ion", "ic", "ics",
    "ical", "ity", "ify", "ious", "eous", "logy", "graphy", "meter", "nomy", "cracy",
];

/// `phonemes` of the small-letter `word` with one stress mark.
///
/// A `name` of three syllables that ends in a vowel is stressed on the last but one, as
/// Spanish, Italian, Slavic and Japanese names mostly are.
pub(super) fn stressed(phonemes: &str, word: &str, name: bool) -> String {
    let vowels: Vec<(usize, char)> = phonemes
        .char_indices()
        .filter(|(_, c)| is_vowel(*c))
        .collect();
    let Some(at) = syllable(phonemes, &vowels, word, name) else {
        return phonemes.to_owned();
    };
    let (byte, vowel) = vowels[at];
    let full = match vowel {
        'ə' | 'ᵊ' => 'ʌ',
        'ᵻ' => 'ɪ',
        full => full,
    };
    let behind = &phonemes[byte + vowel.len_utf8()..];
    // A stressed schwa before r is the vowel of "nurse".
    let full = if full == 'ʌ' && behind.starts_with('ɹ') {
        'ɜ'
    } else {
        full
    };
    let (before, behind) = (
        reduced(&phonemes[..byte], true, name),
        reduced(behind, false, name),
    );
    format!("{before}{PRIMARY}{full}{behind}")
}

/// Sounds without stress: their short vowels are weak, but for the first of a word.
///
/// A `name` keeps its open vowels, which a foreign one has without stress too.
fn reduced(sounds: &str, start: bool, name: bool) -> String {
    let mut first = start;
    let weak = |c: char| {
        let kept = first;
        first &= !is_vowel(c);
        match c {
            'æ' | 'ʌ' if !kept => 'ə',
            'ɑ' | 'ɛ' if !kept && !name => 'ə',
            c => c,
        }
    };
    sounds.chars().map(weak).collect()
}

/// The number of the vowel that takes the stress.
fn syllable(phonemes: &str, vowels: &[(usize, char)], word: &str, name: bool) -> Option<usize> {
    let count = vowels.len();
    let last = count.checked_sub(1)?;
    if BEFORE_ENDING.iter().any(|ending| word.ends_with(ending)) && count >= 2 {
        let inside = match word {
            w if w.ends_with("ity") || w.ends_with("ify") || w.ends_with("ical") => 2,
            w if ["logy", "graphy", "meter", "nomy", "cracy"]
                .iter()
                .any(|e| w.ends_with(e)) =>
            {
                2
            }
            w if ["ious", "eous", "ian"].iter().any(|e| w.ends_with(e)) && !glide(phonemes) => 2,
            _ => 1,
        };
        return Some(count.saturating_sub(inside + 1));
    }
    match count {
        1 => Some(0),
        2 => Some(usize::from(is_weak(vowels[0].1) && !is_weak(vowels[1].1))),
        _ => {
            let ends_open = last_is_open(phonemes, vowels);
            let penult = name && ends_open || is_heavy(phonemes, vowels, last - 1);
            let at = if penult { last - 1 } else { last - 2 };
            Some(
                if is_weak(vowels[at].1) && at > 0 && !is_weak(vowels[at - 1].1) {
                    at - 1
                } else {
                    at
                },
            )
        }
    }
}

/// Whether the ending has run together with the consonant before it, as in "gracious".
fn glide(phonemes: &str) -> bool {
    phonemes.ends_with("ʃəs") || phonemes.ends_with("ʤəs") || phonemes.ends_with("ʃᵊn")
}

fn last_is_open(phonemes: &str, vowels: &[(usize, char)]) -> bool {
    vowels
        .last()
        .is_some_and(|(at, c)| at + c.len_utf8() == phonemes.len())
}

/// Whether the syllable has a diphthong, or two consonants behind it.
fn is_heavy(phonemes: &str, vowels: &[(usize, char)], at: usize) -> bool {
    let (byte, vowel) = vowels[at];
    let next = vowels.get(at + 1).map_or(phonemes.len(), |v| v.0);
    let between = phonemes[byte + vowel.len_utf8()..next].chars().count();
    !is_weak(vowel) && (matches!(vowel, 'A' | 'I' | 'O' | 'W' | 'Y' | 'ɔ') || between >= 2)
}
