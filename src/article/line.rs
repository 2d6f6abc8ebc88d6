//! Lines: what the form of a line says, whoever wrote it: links elsewhere, contacts, signatures.

use super::block::BlockKind;
use super::place::Piece;

/// Bytes of the longest line of this sort; what is longer has something of its own to say.
const LONGEST: usize = 300;

/// The name of the rule that leaves `piece` out by the form of its line, whose essence is `line`.
pub(super) fn rule_of(piece: &Piece<'_>, line: &str) -> Option<&'static str> {
    if piece.text.len() > LONGEST || piece.kind == BlockKind::Standfirst {
        return None;
    }
    if leads_elsewhere(piece) {
        Some("related")
    } else {
        about_the_makers(&piece.text, line)
    }
}

/// The name of the rule for a line that speaks of those who made the article.
fn about_the_makers(text: &str, line: &str) -> Option<&'static str> {
    if names_contributors(text, line) {
        Some("contributors")
    } else if asks_to_follow(text, line) {
        Some("newsletter")
    } else if says_how_to_write(text, line) {
        Some("contact")
    } else {
        None
    }
}

/// Whether a piece is a label and nothing but links behind it (`Photos: The harbour at night`),
/// or a link with an arrow behind it.
fn leads_elsewhere(piece: &Piece<'_>) -> bool {
    // "More from the archive"; what is longer is the beginning of a sentence.
    const WORDS_OF_A_LABEL: usize = 4;
    const OF_AUTHORS: [&str; 8] = [
        "by", "author", "authors", "words", "von", "text", "autor", "par",
    ];
    const ARROWS: [char; 5] = ['»', '›', '→', '▸', '>'];
    if piece.linked == 0 || !matches!(piece.kind, BlockKind::Paragraph | BlockKind::Heading) {
        return false;
    }
    // Nearly all: brackets, commas between the links and the space around them are not linked.
    let is_all = |text: &str| piece.linked * 10 >= text.trim().len() * 8;
    let text = piece.text.trim_start_matches(['(', '[']);
    let has_label = text.split_once(':').is_some_and(|(label, links)| {
        // A heading that is a link as a whole is still one: "Step 1: Wash the apples".
        let is_plain = piece.linked <= links.len();
        label.split_whitespace().count() <= WORDS_OF_A_LABEL
            && !OF_AUTHORS.contains(&label.trim().to_lowercase().as_str())
            && links.starts_with(char::is_whitespace)
            && is_plain
            && is_all(links)
    });
    // In French and some German print, » is a mark of quotation.
    let has_arrow = text.ends_with(ARROWS) && !text.contains('«') && is_all(text);
    has_label || has_arrow
}

/// Whether a line says only who else worked on the article.
fn names_contributors(text: &str, line: &str) -> bool {
    const ENDS: [&str; 6] = [
        " contributed to this report",
        " contributed to this story",
        " contributed to this article",
        " contributed to this post",
        " contributed to this piece",
        " contributed reporting",
    ];
    const LABELS: [&str; 5] = [
        "Contributing:",
        "Contributors:",
        "Additional reporting by",
        "Additional reporting:",
        "With reporting by",
    ];
    let text = text.trim_start_matches('(');
    ENDS.iter().any(|end| line.ends_with(end)) || LABELS.iter().any(|label| text.starts_with(label))
}

/// Whether a line asks to follow somebody in a network: "Follow Jane Doe on Twitter".
fn asks_to_follow(text: &str, line: &str) -> bool {
    const NETWORKS: [&str; 12] = [
        "twitter",
        "facebook",
        "instagram",
        "linkedin",
        "youtube",
        "tiktok",
        "threads",
        "bluesky",
        "mastodon",
        "telegram",
        "whatsapp",
        "x",
    ];
    const WHOM: [&str; 6] = ["us", "me", "him", "her", "them", "our"];
    let asks = line.starts_with("follow ") || line.starts_with("please follow ");
    let is_name = |word: &str| word.starts_with(|c: char| c == '@' || c.is_uppercase());
    let mut words = text.split_whitespace();
    let whom = (words.find(|word| word.eq_ignore_ascii_case("follow"))).and_then(|_| words.next());
    let last = words.next_back().unwrap_or_default();
    let network = last.trim_end_matches(['.', '!']).to_lowercase();
    asks && whom.is_some_and(|word| is_name(word) || WHOM.contains(&word))
        && (NETWORKS.contains(&network.as_str()) || last.starts_with('@'))
}

/// Whether a line says how to write to those who made the article.
fn says_how_to_write(text: &str, line: &str) -> bool {
    const OPENINGS: [&str; 6] = [
        "questions comments ",
        "comments questions ",
        "email us at",
        "e mail us at",
        "email the author",
        "contact the author",
    ];
    let reached = line.contains(" can be reached at ")
        || line.contains(" reach him at ")
        || line.contains(" reach her at ");
    OPENINGS.iter().any(|opening| line.starts_with(opening))
        || reached && text.split_whitespace().any(is_address)
}

/// Whether `word` is an address for mail.
fn is_address(word: &str) -> bool {
    (word.split_once('@')).is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Whether the line `text` is a signature: "By Jane Doe, Staff Writer", with nothing behind it.
///
/// In the article itself a heading may look so: this is for what stands before the first
/// sentences.
pub(super) fn is_signature(text: &str) -> bool {
    // "By Jane Doe and John Roe, Staff Writers, The Daily Gazette".
    const WORDS: usize = 12;
    const BY: [&str; 6] = ["by", "by:", "von", "par", "por", "door"];
    const JOINING: [&str; 12] = [
        "and", "und", "et", "y", "e", "en", "for", "of", "the", "in", "at", "de",
    ];
    let mut words = text.split_whitespace();
    let opens = (words.next()).is_some_and(|word| BY.contains(&word.to_lowercase().as_str()));
    let mut names = 0;
    let mut are_names = true;
    for word in words.by_ref().take(WORDS) {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_name = letters.next().is_none_or(char::is_uppercase);
        are_names &= is_name || JOINING.contains(&word);
        names += usize::from(is_name);
    }
    let is_sentence = text.ends_with(['!', '?']) || text.ends_with('.') && !text.ends_with("r.");
    opens && are_names && names > 1 && words.next().is_none() && !is_sentence
}

#[cfg(test)]
mod tests {
    use super::super::fold::essence;
    use super::*;

    #[test]
    fn lines_about_the_making_of_the_article_are_told_from_its_sentences() {
        let cases = [
            (
                "Jane Doe of the Gazette contributed to this report.",
                Some("contributors"),
                "said at the end",
            ),
            (
                "Contributing: Jane Doe and John Roe",
                Some("contributors"),
                "a label and names",
            ),
            (
                "The rain contributed to this winter's floods.",
                None,
                "a sentence with the same words",
            ),
            (
                "Contributing to the fund is easy.",
                None,
                "the same word without a colon",
            ),
            (
                "Follow Jane Doe on Twitter.",
                Some("newsletter"),
                "a network at the end",
            ),
            (
                "Follow Jane Doe on X: @janedoe",
                Some("newsletter"),
                "a name in a network at the end",
            ),
            (
                "Follow the coast road on foot.",
                None,
                "no network is named",
            ),
            (
                "Follow the steps shown on YouTube.",
                None,
                "nobody is named",
            ),
            (
                "Jane Doe can be reached at jane@gazette.example.",
                Some("contact"),
                "an address for mail",
            ),
            (
                "The island can be reached at low tide.",
                None,
                "no address for mail",
            ),
            (
                "Questions? Comments? Email us at",
                Some("contact"),
                "the address was written by a script",
            ),
        ];
        for (text, expected, why) in cases {
            assert_eq!(
                about_the_makers(text, &essence(text)),
                expected,
                "{why}: {text}"
            );
        }
    }

    #[test]
    fn a_signature_is_a_by_and_names() {
        let cases = [
            ("By Jane Doe", true, "a name"),
            ("By: Jane Doe", true, "with a colon"),
            ("By JANE DOE 10/5/11 09:19 PM ET", true, "with the time"),
            ("By Jane Doe and John Roe, The Gazette", true, "two names"),
            ("Von Jana Muster", true, "German"),
            ("By John Roe Jr.", true, "a point that ends no sentence"),
            ("By the sea", false, "a headline in lower case"),
            (
                "By Christmas the ferry will sail again",
                false,
                "a sentence",
            ),
            ("By Monday, Skerry Will Be Closed.", false, "it ends as one"),
            ("Jane Doe", false, "a name alone may be anything"),
            ("By", false, "a word alone"),
        ];
        for (text, expected, why) in cases {
            assert_eq!(is_signature(text), expected, "{why}: {text}");
        }
    }
}
