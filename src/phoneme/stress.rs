//! Vowels and the main stress of a word.

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

/// The phonemes with a main stress: their own, or one before the first vowel that can have it.
///
/// Nothing where there is no vowel.
pub(super) fn with_main(phonemes: &str) -> Option<String> {
    let first = |wanted: fn(char) -> bool| phonemes.find(wanted);
    let vowel = first(|c| is_vowel(c) && !is_weak(c)).or_else(|| first(is_vowel))?;
    if phonemes.contains(PRIMARY) {
        return Some(phonemes.to_owned());
    }
    let before = phonemes[..vowel].trim_end_matches('ˌ');
    Some(format!("{before}{PRIMARY}{}", &phonemes[vowel..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_a_main_stress_gets_one() {
        let cases = [
            ("ɹɪpˈɔɹt", Some("ɹɪpˈɔɹt"), "it has one"),
            ("əbɑ", Some("əbˈɑ"), "on the first vowel that is not weak"),
            ("ðə", Some("ðˈə"), "on a weak one where there is no other"),
            ("ˌAdi", Some("ˈAdi"), "in place of a weaker stress"),
            ("pst", None, "not without a vowel"),
        ];
        for (phonemes, wanted, why) in cases {
            assert_eq!(with_main(phonemes).as_deref(), wanted, "{why}");
        }
    }
}
