//! Letter case: where it joins several words into one.

use super::atoms::is_combining;

/// The parts of a word that letter case joins: Open AI, Chat GPT, HTTP Server.
///
/// Short heads stay: iPhone, `McDonald`, `PhD`, `EVs`.
pub(super) fn split_case(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word.char_indices().filter(|l| !is_combining(l.1)).collect();
    let mut parts = vec![];
    let mut start = 0;
    // Not the first letter: some accents count as letters, and one may stand before it.
    let mut from = 0;
    for at in 1..letters.len() {
        if begins_part(&letters, start, at) {
            let to = letters[at].0;
            parts.push(&word[from..to]);
            (start, from) = (at, to);
        }
    }
    parts.push(&word[from..]);
    parts
}

/// Whether a new part begins at `at`, the part before it having begun at `start`.
fn begins_part(letters: &[(usize, char)], start: usize, at: usize) -> bool {
    let upper = |k: usize| letters.get(k).is_some_and(|l| l.1.is_uppercase());
    let lower = |k: usize| letters.get(k).is_some_and(|l| l.1.is_lowercase());
    let head = at - start;
    if !upper(at) {
        return false;
    }
    if lower(at - 1) {
        // One small letter is a part before letters: the m of mRNA, the x of xAI.
        let letters_behind = start == 0 && head == 1 && (at..letters.len()).all(upper);
        let mac = head == 3 && letters[start].1 == 'M' && letters[start + 1].1 == 'a';
        return head >= 3 && !mac || letters_behind && letters.len() > 2;
    }
    // The last capital of a run begins a word only if two small letters follow: not in EVs.
    head >= 2 && upper(at - 1) && lower(at + 1) && lower(at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_where_case_joins_two() {
        let cases: &[(&str, &[&str])] = &[
            ("OpenAI", &["Open", "AI"]),
            ("ChatGPT", &["Chat", "GPT"]),
            ("OpenAI’s", &["Open", "AI’s"]),
            ("HTTPServer", &["HTTP", "Server"]),
            ("iPhone", &["iPhone"]),     // one small letter is no word
            ("McDonald", &["McDonald"]), // a name's prefix
            ("MacDonald", &["MacDonald"]),
            ("LeBron", &["LeBron"]),
            ("EVs", &["EVs"]), // a plural of letters
            ("PhD", &["PhD"]),
            ("O’Brien", &["O’Brien"]),
            ("NATO", &["NATO"]),
            ("xAI", &["x", "AI"]),
            ("mRNA", &["m", "RNA"]),
            ("\u{366}OpenAI", &["\u{366}Open", "AI"]), // an accent on nothing
        ];
        for (word, parts) in cases {
            assert_eq!(split_case(word), *parts, "{word}");
        }
    }
}
