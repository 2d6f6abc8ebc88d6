//! Languages: the tags that markup states, as far as they can be believed.

use dom_query::NodeRef;

/// Characters of the longest tag that is taken: RFC 5646, 4.4.1 asks for 35.
const LONGEST: usize = 35;

/// The BCP 47 tag in `stated`, with hyphens; `None` where it is none or says nothing.
pub(super) fn tag(stated: &str) -> Option<String> {
    let stated = stated.trim();
    if stated.is_empty() || stated.len() > LONGEST {
        return None;
    }
    let tag = stated.replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_primary =
        matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let fits =
        |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    // Undetermined, several, no language, no code: nothing that a voice could follow.
    let says_nothing = ["und", "mul", "zxx", "mis"]
        .iter()
        .any(|code| primary.eq_ignore_ascii_case(code));
    (is_primary && !says_nothing && parts.all(fits)).then_some(tag)
}

/// The tag that `node` itself states.
pub(super) fn stated(node: NodeRef<'_>) -> Option<String> {
    let value = node.attr("lang").or_else(|| node.attr("xml:lang"))?;
    tag(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_is_not_believed() {
        let cases = [
            ("en", Some("en"), "a language"),
            (" en_GB ", Some("en-GB"), "as Facebook writes it"),
            ("zh-Hant-TW", Some("zh-Hant-TW"), "with script and region"),
            ("gsw", Some("gsw"), "three letters"),
            ("english", None, "a word"),
            ("", None, "nothing"),
            ("e", None, "too short"),
            ("en us", None, "a space inside"),
            ("en-<script>", None, "markup"),
            ("und", None, "says that it is unknown"),
            ("en--GB", None, "an empty part"),
            ("12-GB", None, "digits"),
        ];
        for (stated, expected, why) in cases {
            assert_eq!(tag(stated).as_deref(), expected, "{why}");
        }
        assert_eq!(tag(&"en-a".repeat(100_000)), None);
    }
}
