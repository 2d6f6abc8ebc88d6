//! Sounds of the IPA, and how near two of them are.

/// A sound: a letter, two that a tie joins, the stress before it and what changes it behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sound<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    /// Its first letter.
    letter: char,
}

/// What a sound more or less costs.
pub(super) const MISSING: u32 = 5;

/// What two sounds cost that are said for each other.
const SAME_LETTER: u32 = 1;
const BOTH_VOWELS: u32 = 3;
const BOTH_CONSONANTS: u32 = 6;
/// A little more than to leave one out and put the other in.
const UNLIKE: u32 = 2 * MISSING + 1;

impl Sound<'_> {
    /// Whether it is the space between words.
    pub(super) fn is_space(&self) -> bool {
        self.text == " "
    }

    /// What it costs that `self` is said for `other`: 0 where they are the same.
    pub(super) fn distance(&self, other: &Self) -> u32 {
        let vowels = (is_vowel(self.letter), is_vowel(other.letter));
        match vowels {
            _ if self.text == other.text => 0,
            _ if self.letter == other.letter => SAME_LETTER,
            (true, true) => BOTH_VOWELS,
            (false, false) => BOTH_CONSONANTS,
            _ => UNLIKE,
        }
    }
}

/// The sounds of `ipa`; joined they are `ipa`.
pub(super) fn sounds(ipa: &str) -> Vec<Sound<'_>> {
    let mut found: Vec<Sound<'_>> = vec![];
    let mut start = 0;
    // The letter of the open sound, once it has one.
    let mut letter: Option<char> = None;
    let mut tied = false;
    for (at, c) in ipa.char_indices() {
        let joins = tied || is_modifier(c);
        if let Some(open) = letter.filter(|open| !joins || *open == ' ') {
            found.push(Sound {
                text: &ipa[start..at],
                letter: open,
            });
            (start, letter) = (at, None);
        }
        if !is_stress(c) {
            letter.get_or_insert(c);
        }
        tied = is_tie(c);
    }
    if start < ipa.len() {
        found.push(Sound {
            text: &ipa[start..],
            letter: letter.unwrap_or('ˈ'),
        });
    }
    found
}

fn is_tie(c: char) -> bool {
    matches!(c, '\u{361}' | '\u{35C}')
}

fn is_stress(c: char) -> bool {
    matches!(c, 'ˈ' | 'ˌ')
}

/// Whether `c` changes the sound before it: length, tone, breath, accents, ties.
fn is_modifier(c: char) -> bool {
    matches!(c, 'ː' | 'ˑ' | '-' | '\'' | '0'..='9' | '\u{300}'..='\u{36F}')
        || matches!(
            c,
            'ʰ' | 'ʲ' | 'ʷ' | 'ˠ' | 'ˤ' | '˞' | '\u{1D50}'..='\u{1D5B}' | 'ⁿ'
        )
}

/// Whether `c` is a vowel of the IPA.
pub(in crate::phoneme) fn is_vowel(c: char) -> bool {
    "aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏᵻᵊ".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sound_has_its_stress_and_its_accents() {
        let cases: [(&str, &[&str]); 4] = [
            ("t͡sˈuːk", &["t͡s", "ˈuː", "k"]),
            ("bɔ̃ʒˈuʁ", &["b", "ɔ̃", "ʒ", "ˈu", "ʁ"]),
            ("wˈo2 mən", &["w", "ˈo2", " ", "m", "ə", "n"]),
            ("lə- ˈ", &["l", "ə-", " ", "ˈ"]),
        ];
        for (ipa, wanted) in cases {
            let found: Vec<&str> = sounds(ipa).iter().map(|sound| sound.text).collect();
            assert_eq!(found, wanted, "{ipa}");
        }
    }

    proptest! {
        #[test]
        fn sounds_rebuild_what_they_were_made_of(ipa in "[a-zˈˌ ː\u{303}\u{361}ʃ0-9]{0,30}") {
            let rebuilt: String = sounds(&ipa).iter().map(|sound| sound.text).collect();
            prop_assert_eq!(rebuilt, ipa);
        }
    }
}
