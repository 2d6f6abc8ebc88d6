//! The table from espeak's IPA to the symbols that Kokoro's voices of other languages know.

use unicode_normalization::UnicodeNormalization;

/// What Kokoro writes as one symbol, as its training text was made (misaki 0.9.4, `EspeakG2P`).
const ONE_SYMBOL: &[(&str, &str)] = &[
    ("a\u{361}ɪ", "I"),
    ("a\u{361}ʊ", "W"),
    ("d\u{361}z", "ʣ"),
    ("d\u{361}ʒ", "ʤ"),
    ("e\u{361}ɪ", "A"),
    ("o\u{361}ʊ", "O"),
    ("ə\u{361}ʊ", "Q"),
    ("s\u{361}s", "S"),
    ("t\u{361}s", "ʦ"),
    ("t\u{361}ʃ", "ʧ"),
    ("ɔ\u{361}ɪ", "Y"),
];

/// The `phonemes` of a word in espeak's IPA ([`super::Alphabet::Espeak`]) as Kokoro's voices
/// read them: Spanish, French, Hindi, Italian and Portuguese.
pub fn kokoro_ipa(phonemes: &str) -> String {
    let joined = ONE_SYMBOL
        .iter()
        .fold(phonemes.to_owned(), |ipa, (from, to)| ipa.replace(from, to));
    let kept = joined.chars().filter(|c| !matches!(c, '\u{361}' | '-'));
    kept.fold(String::new(), |mut ipa, symbol| {
        match symbol {
            // A letter of the vocabulary, unlike any other that has its accent in it.
            'ç' => ipa.push(symbol),
            _ => ipa.extend(symbol.nfd()),
        }
        ipa
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tied_sound_is_one_symbol_and_an_accent_another() {
        let cases = [
            ("t͡ʃˈao", "ʧˈao"),
            ("d͡ʒˈɛnte", "ʤˈɛnte"),
            ("lə-", "lə"),
            ("bˈa͡ɪ͡ə", "bˈIə"),
            ("tʃ", "tʃ"),
            ("\u{e3}ç", "a\u{303}ç"),
        ];
        for (espeak, kokoro) in cases {
            assert_eq!(kokoro_ipa(espeak), kokoro);
        }
    }
}
