//! Characters in place of phonemes, for Piper's voices of `"phoneme_type": "text"`.

use unicode_normalization::UnicodeNormalization;

use crate::spoken::SpokenForm;

use super::PiperWord;

/// The sentence in the symbols of a Piper voice that reads characters: in lower case, accents
/// behind their letters.
///
/// Marks and spaces are symbols as well; what the voice does not have is its own affair.
pub fn piper_graphemes(form: &SpokenForm) -> Vec<PiperWord> {
    let said: Vec<_> = (form.tokens.iter())
        .filter(|token| !token.spoken.is_empty())
        .collect();
    let mut words = Vec::with_capacity(said.len());
    for (at, token) in said.iter().enumerate() {
        let text = token.spoken.of(&form.text);
        let mut symbols: String = text.trim().to_lowercase().nfd().collect();
        let behind = said.get(at + 1).map(|next| next.spoken.start);
        let gap = behind.and_then(|start| form.text.get(token.spoken.end..start));
        if gap.is_some_and(|gap| !gap.is_empty()) || behind.is_some() && ends_in_space(text) {
            symbols.push(' ');
        }
        words.push(PiperWord {
            source: token.source,
            ipa: symbols,
        });
    }
    words
}

fn ends_in_space(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spoken::verbalise;

    #[test]
    fn characters_are_small_and_accents_stand_behind_them() {
        let sentence = "Він має ЙОГО, é.";
        let words = piper_graphemes(&verbalise(sentence, "uk"));
        let joined: String = words.iter().map(|word| word.ipa.as_str()).collect();
        assert_eq!(joined, "він має и\u{306}ого, e\u{301}.");
        let last = words.last().map(|word| word.source.of(sentence));
        assert_eq!(last, Some("."));
    }
}
