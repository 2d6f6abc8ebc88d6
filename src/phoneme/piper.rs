//! The espeak-style IPA that Piper's voices know: a table from misaki's alphabet for English,
//! and what `espeak-ng` itself says for other languages.

use unicode_normalization::UnicodeNormalization;

use crate::units::ByteRange;

use super::stress::{begins_with_vowel, is_vowel};
use super::{Alphabet, Dialect, PronouncedWord, Pronunciation, Step};

/// A word or a pause in Piper's alphabet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PiperWord {
    /// Bytes of the written sentence that it speaks.
    pub source: ByteRange,
    /// Symbols of Piper's map, with a space at the end where a space follows.
    ///
    /// Joined in order they are what the voice is given.
    pub ipa: String,
}

/// The sentence in the symbols of Piper's voices; `dialect` is that of an English sentence.
///
/// Marks that no voice pauses at, such as quotes, are left out; brackets and dashes are commas.
pub fn piper_ipa(pron: &Pronunciation, dialect: Dialect) -> Vec<PiperWord> {
    let mut out: Vec<PiperWord> = vec![];
    for (i, word) in pron.words.iter().enumerate() {
        let next = pron.words.get(i + 1);
        let ipa = match pron.alphabet {
            _ if word.step == Step::Punctuation => pause(&word.phonemes, &out, next),
            Alphabet::Misaki => linked(&said(&word.phonemes, dialect), word, next, dialect),
            Alphabet::Espeak => untied(&word.phonemes),
        };
        if ipa.is_empty() {
            // A silent mark still parts the words beside it.
            let last = out
                .last_mut()
                .filter(|w| word.space_after && !w.ipa.ends_with(' '));
            if let Some(last) = last {
                last.ipa.push(' ');
            }
            continue;
        }
        if word.step == Step::Punctuation {
            trim_end(&mut out);
        }
        // Piper was trained on commas with a space behind them, which a bracket lacks.
        let inner = next.is_some() && matches!(word.phonemes.as_str(), "—" | "(" | ")" | "…");
        let space = if word.space_after || inner { " " } else { "" };
        out.push(PiperWord {
            source: word.source,
            ipa: ipa + space,
        });
    }
    trim_end(&mut out);
    out
}

/// What espeak says, as the voices were trained on it: accents behind their letters, no ties.
fn untied(phonemes: &str) -> String {
    phonemes.nfd().filter(|c| *c != '\u{361}').collect()
}

fn trim_end(out: &mut [PiperWord]) {
    if let Some(last) = out.last_mut() {
        last.ipa.truncate(last.ipa.trim_end().len());
    }
}

/// The pause of a mark; one pause is enough, and none stands at the start.
fn pause(mark: &str, before: &[PiperWord], next: Option<&PronouncedWord>) -> String {
    let kept: String = mark.chars().filter(|c| ".,;:!?".contains(*c)).collect();
    if !kept.is_empty() {
        return kept;
    }
    let after_pause = before
        .last()
        .is_none_or(|w| w.ipa.trim_end().ends_with(['.', ',', ';', ':', '!', '?']));
    let ends = next.is_none();
    let before_pause = next.is_some_and(|w| w.step == Step::Punctuation && w.phonemes != "(");
    let pause = match mark.chars().next() {
        Some('…') if ends => ".",
        Some('—' | '…') => ",",
        Some('(' | ')') if !ends && !before_pause => ",",
        _ => "",
    };
    if after_pause {
        String::new()
    } else {
        pause.to_owned()
    }
}

/// A British `r` between a word that is written with one and a vowel.
fn linked(
    ipa: &str,
    word: &PronouncedWord,
    next: Option<&PronouncedWord>,
    dialect: Dialect,
) -> String {
    let long = ["ɑː", "ɔː", "ɜː"].iter().any(|end| ipa.ends_with(end));
    // Not "the" and "to", which have no stress.
    let open = long || ipa.ends_with('ə') && ipa.contains(['ˈ', 'ˌ']);
    let vowel = next.is_some_and(|n| word.space_after && begins_with_vowel(&n.phonemes));
    let link = if dialect == Dialect::British && open && vowel {
        "ɹ"
    } else {
        ""
    };
    format!("{ipa}{link}")
}

/// The phonemes of a word, or of the words of a number.
fn said(phonemes: &str, dialect: Dialect) -> String {
    let word = match dialect {
        Dialect::American => american,
        Dialect::British => british,
    };
    let words: Vec<String> = phonemes.split_whitespace().map(word).collect();
    words.join(" ")
}

/// What both dialects write in the same way.
const SHARED: &[(&str, &str)] = &[
    ("A", "eɪ"),
    ("I", "aɪ"),
    ("W", "aʊ"),
    ("Y", "ɔɪ"),
    ("ʤ", "dʒ"),
    ("ʧ", "tʃ"),
    ("ᵊ", "ə"),
];

fn replaced(text: &str, table: &[(&str, &str)]) -> String {
    table
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn british(word: &str) -> String {
    let ipa = replaced(word, SHARED);
    replaced(&ipa, &[("Q", "əʊ"), ("ɛː", "eə")])
}

fn american(word: &str) -> String {
    if word == "ði" {
        return "ðɪ".to_owned();
    }
    let ipa = replaced(word, &[("ᵊɹ", "ɚ"), ("əɹ", "ɚ"), ("ɜɹ", "ɜː")]);
    let ipa = replaced(&ipa, SHARED);
    let ipa = replaced(&ipa, &[("O", "oʊ"), ("T", "ɾ")]);
    let ipa = weak_start(&lengthened(&ipa));
    replaced(&ipa, &[("ljən", "liən"), ("njən", "niən")])
}

/// Vowels that espeak writes long, and the `r` behind r-coloured ones.
fn lengthened(ipa: &str) -> String {
    let sounds: Vec<char> = ipa.chars().collect();
    let mut out = String::with_capacity(ipa.len() + 4);
    for (at, sound) in sounds.iter().enumerate() {
        let before = at.checked_sub(1).map(|k| sounds[k]);
        let stressed = matches!(before, Some('ˈ' | 'ˌ'));
        let mut rest = sounds[at + 1..].iter().filter(|c| !matches!(c, 'ˈ' | 'ˌ'));
        let next = rest.next().copied();
        let consonant = next.is_some_and(|c| !is_ipa_vowel(c) && c != 'ː');
        out.push(*sound);
        match sound {
            'ɑ' | 'u' => out.push('ː'),
            'ɔ' if next != Some('ɪ') => out.push('ː'),
            'i' if stressed || consonant => out.push('ː'),
            'ɚ' if next.is_some_and(is_ipa_vowel) => out.push('ɹ'),
            'ː' if before == Some('ɜ') && next.is_some_and(is_ipa_vowel) => out.push('ɹ'),
            _ => {}
        }
    }
    out
}

fn is_ipa_vowel(c: char) -> bool {
    "aeioɚ".contains(c) || is_vowel(c)
}

/// A weak first vowel: `ɐ` at the start of a word, `ᵻ` in re-, de- and be-.
fn weak_start(ipa: &str) -> String {
    if let Some(rest) = ipa.strip_prefix('ə') {
        return format!("ɐ{rest}");
    }
    let sounds: Vec<char> = ipa.chars().take(5).collect();
    let weak = matches!(sounds.as_slice(), ['ɹ' | 'd' | 'b', 'ə', ..]);
    let stress = sounds.iter().position(|c| *c == 'ˈ');
    if weak && matches!(stress, Some(3 | 4)) {
        return ipa.replacen('ə', "ᵻ", 1);
    }
    ipa.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of the `phoneme_id_map` of the voice `en_US-joe-medium` (CC0).
    const VOICE: &str = "_^$ !'(),-.:;?abcdefhijklmnopqrstuvwxyzæçðøħŋœǀǁǂǃɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɠɡɢɣɤ\
        ɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢʲˈˌːˑ˞βθχᵻⱱ0123456789\u{327}\u{32a}\
        \u{32f}\u{329}\u{303}ʰˤε↓#";

    /// Every symbol of misaki's two English alphabets.
    const MISAKI: &str = "AIOQWYabdfhijklmnpstuvwzæðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊᵻT";

    #[test]
    fn american_words_become_espeak_style() {
        let cases = [
            ("ðə", "ðə", "weak"),
            ("ði", "ðɪ", "before a vowel"),
            ("lˈɛTəɹ", "lˈɛɾɚ", "flap and r"),
            ("nˈɜɹs", "nˈɜːs", "nurse"),
            ("hˈɜɹɪŋ", "hˈɜːɹɪŋ", "an r before a vowel is said"),
            ("ɡˈOt", "ɡˈoʊt", "goat"),
            ("ʧˈYs", "tʃˈɔɪs", "no length in a diphthong"),
            ("fˈɔɹs", "fˈɔːɹs", "force"),
            ("hˈæpi", "hˈæpi", "a last i is short"),
            ("flˈis", "flˈiːs", "a stressed one is long"),
            ("əbˈWt", "ɐbˈaʊt", "a first schwa"),
            ("ɹəkˈɔɹd", "ɹᵻkˈɔːɹd", "re-"),
            ("bətwˈin", "bᵻtwˈiːn", "be- and two sounds"),
            ("mˈɪljən", "mˈɪliən", "million"),
            ("bˈʌtᵊn", "bˈʌtən", "syllabic n"),
            ("fˈɔɹɾi fˈIv", "fˈɔːɹɾi fˈaɪv", "each word of a number"),
        ];
        for (misaki, piper, why) in cases {
            assert_eq!(said(misaki, Dialect::American), piper, "{why}");
        }
    }

    #[test]
    fn british_words_become_espeak_style() {
        let cases = [
            ("ɡˈQt", "ɡˈəʊt"),
            ("skwˈɛː", "skwˈeə"),
            ("fˈAs", "fˈeɪs"),
            ("nˈɜːs", "nˈɜːs"),
        ];
        for (misaki, piper) in cases {
            assert_eq!(said(misaki, Dialect::British), piper);
        }
    }

    #[test]
    fn every_symbol_is_in_the_map_of_the_voice() {
        for c in MISAKI.chars() {
            let symbol = c.to_string();
            let american = !matches!(c, 'Q' | 'ɒ');
            let british = said(&symbol, Dialect::British)
                .replace('T', "ɾ")
                .replace('O', "oʊ");
            let both = if american {
                said(&symbol, Dialect::American)
            } else {
                String::new()
            } + &british;
            for out in both.chars() {
                assert!(VOICE.contains(out), "{out} of {c} is unknown to the voice");
            }
        }
    }

    fn word(phonemes: &str, space_after: bool) -> PronouncedWord {
        let mark = !phonemes.contains(char::is_alphabetic);
        PronouncedWord {
            source: ByteRange::default(),
            phonemes: phonemes.to_owned(),
            space_after,
            step: if mark {
                Step::Punctuation
            } else {
                Step::Dictionary
            },
        }
    }

    fn joined(words: Vec<PronouncedWord>, dialect: Dialect) -> String {
        let alphabet = Alphabet::Misaki;
        let pron = Pronunciation { words, alphabet };
        let ipa = piper_ipa(&pron, dialect);
        ipa.into_iter().map(|w| w.ipa).collect()
    }

    #[test]
    fn marks_are_pauses_that_voices_know() {
        let words = vec![
            word("“", false),
            word("jˈɛs", false),
            word("”", true),
            word("(", false),
            word("nˈO", false),
            word(")", false),
            word("—", true),
            word("ɡˈO", false),
            word("…", false),
        ];
        assert_eq!(joined(words, Dialect::American), "jˈɛs, nˈoʊ, ɡˈoʊ.");
    }

    #[test]
    fn a_british_r_links_to_a_vowel() {
        let words = vec![word("fˈɑː", true), word("əwˈA", false)];
        assert_eq!(joined(words, Dialect::British), "fˈɑːɹ əwˈeɪ");
    }
}
