//! Lists of English words that tell what a number beside them means.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::table;

type Lists = HashMap<String, HashSet<String>>;

/// The lists by name; in the file each is one text, its words between spaces.
static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let written: HashMap<String, String> =
        table::built_in(include_str!("../languages/en/lists.toml"));
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
    written
        .into_iter()
        .map(|(name, text)| (name, words(text)))
        .collect()
});

/// Whether the list `name` holds `word`, which is in lower case.
pub(super) fn has(name: &str, word: &str) -> bool {
    LISTS.get(name).is_some_and(|list| list.contains(word))
}

/// Whether `word` looks like the name of many things: people, users, jobs.
pub(super) fn is_plural(word: &str) -> bool {
    let small = word.starts_with(char::is_lowercase);
    let ending = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    small && (ending && !has("not_plural", word) || has("people", word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_asked_for_has_words() {
        let names = [
            "determiners",
            "numbered",
            "shown",
            "toll_free",
            "streets",
            "no_noun",
            "people",
            "not_plural",
            "metres",
            "track",
            "runs",
            "counts",
            "dial",
            "emergency",
            "named",
            "versions",
            "books",
            "on_date",
            "no_date",
            "counted",
            "rulers",
            "titles",
            "no_name",
            "eras",
            "dialling",
            "calls",
            "draws",
            "zones",
            "zone_letters",
            "judged",
            "batting",
            "periods",
            "typed",
            "acts",
            "secret",
            "sprints",
            "royal_verbs",
            "clock_followers",
            "year_prepositions",
            "countables",
            "phone_words",
            "reference",
        ];
        for name in names {
            assert!(LISTS.get(name).is_some_and(|l| !l.is_empty()), "{name}");
        }
    }

    #[test]
    fn plurals_are_told_from_small_words() {
        assert!(is_plural("users") && is_plural("people"));
        assert!(!is_plural("was") && !is_plural("across") && !is_plural("Paris"));
    }
}
