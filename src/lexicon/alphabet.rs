//! The phonetic alphabet: which characters a pronunciation may be written with.

/// Letters, marks and separators beside the blocks of the standard: Latin letters of the
/// IPA (chart of 2020), length and stress as typists write them, syllables and ties.
const BESIDE: &str = "abcdefhijklmnopqrstuvwxyzɡæçðøħŋœɥʍβθχǀǁǂǃⱱ .ˈˌːˑ'\u{361}\u{35C}|‖‿-";

/// The pronunciation `text` without the slashes or brackets around it, or what is wrong with it.
pub(super) fn checked(text: &str) -> Result<String, String> {
    let text = text.trim();
    let bare = text
        .trim_start_matches(['/', '['])
        .trim_end_matches(['/', ']']);
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    // A Latin g is what keyboards have for the script one.
    let bare = bare.replace('g', "ɡ").replace('\'', "ˈ").replace(':', "ː");
    if let Some(strange) = bare.chars().find(|c| !is_phonetic(*c)) {
        return Err(format!(
            "'{strange}' is no letter of the International Phonetic Alphabet"
        ));
    }
    if !bare.contains(char::is_alphabetic) {
        return Err("the pronunciation is empty".to_owned());
    }
    Ok(bare)
}

fn is_phonetic(c: char) -> bool {
    BESIDE.contains(c)
        // IPA extensions, modifier letters, combining accents, phonetic extensions.
        || matches!(u32::from(c), 0x250..=0x2AF | 0x2B0..=0x2FF | 0x300..=0x36F | 0x1D00..=0x1DBF)
}
