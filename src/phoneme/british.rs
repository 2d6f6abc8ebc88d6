//! American phonemes in the British alphabet of misaki.

use super::stress::is_vowel;

/// Vowels with the `r` behind them, where no vowel follows.
const BEFORE_R: &[(char, &str)] = &[
    ('ɑ', "ɑː"),
    ('ɔ', "ɔː"),
    ('ɜ', "ɜː"),
    ('ə', "ə"),
    ('ᵊ', "ə"),
    ('ɛ', "ɛː"),
    ('ɪ', "ɪə"),
    ('i', "ɪə"),
    ('ʊ', "ʊə"),
    ('u', "ʊə"),
];

/// The British form of a word written in misaki's American phonemes.
pub(super) fn of_american(american: &str) -> String {
    let sounds: Vec<char> = american.chars().collect();
    let mut british = String::with_capacity(american.len() + 4);
    let mut at = 0;
    while at < sounds.len() {
        let r_behind = sounds.get(at + 1) == Some(&'ɹ');
        let vowel_behind = sounds[(at + 2).min(sounds.len())..]
            .iter()
            .find(|c| !matches!(c, 'ˈ' | 'ˌ'))
            .is_some_and(|c| is_vowel(*c));
        let long = BEFORE_R.iter().find(|(c, _)| *c == sounds[at]);
        if let Some((_, long)) = long.filter(|_| r_behind) {
            british.push_str(long);
            if vowel_behind {
                british.push('ɹ');
            }
            at += 2;
        } else {
            british.push_str(&plain(&sounds, at));
            at += 1;
        }
    }
    british
}

/// A sound that has no `r` behind it.
fn plain(sounds: &[char], at: usize) -> String {
    let stressed = at > 0 && matches!(sounds[at - 1], 'ˈ' | 'ˌ');
    let end = at + 1 == sounds.len();
    let british = match sounds[at] {
        'æ' => "a",
        'O' => "Q",
        'T' | 'ɾ' | 'ʔ' => "t",
        'ᵻ' => "ɪ",
        'ɐ' => "ə",
        'ɔ' => "ɔː",
        'ɑ' if stressed || end => "ɑː",
        'ɑ' => "ɒ",
        'i' if stressed || !end => "iː",
        'u' => "uː",
        'ɜ' => "ɜː",
        other => return other.to_string(),
    };
    british.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_british_drop_their_r_and_lengthen_vowels() {
        let cases = [
            ("nˈɜɹs", "nˈɜːs"),
            ("lˈɛTəɹ", "lˈɛtə"),
            ("fˈɔɹs", "fˈɔːs"),
            ("skwˈɛɹ", "skwˈɛː"),
            ("vˈɛɹi", "vˈɛːɹi"), // the r is said before a vowel
            ("hˈæpi", "hˈapi"),
            ("ɡˈOt", "ɡˈQt"),
        ];
        for (american, british) in cases {
            assert_eq!(of_american(american), british);
        }
    }
}
