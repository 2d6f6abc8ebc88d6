//! What is said in each language, a table of cases with a reason for each.

mod de;
mod es;
mod fr;
mod it;
mod properties;
mod pt;
mod ru;

use super::super::verbalise;
use super::files::{LANGUAGES, overlay};
use super::*;

/// What is written, what is said, and why the case is there.
type Case = (&'static str, &'static str, &'static str);

/// Asserts all cases of a language and shows every one that is wrong.
#[track_caller]
fn check(lang: &str, cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(written, spoken, why)| {
            let got = verbalise(written, lang).text;
            (got != *spoken)
                .then(|| format!("{written:?} ({why})\n  said   {got:?}\n  wanted {spoken:?}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The files of every language, without the ones that only say what differs.
fn all() -> impl Iterator<Item = (&'static str, &'static Language)> {
    LANGUAGES
        .iter()
        .filter_map(|files| Some((files.tag, Language::of_tag(files.tag)?)))
}

#[test]
fn every_file_is_whole() {
    for files in LANGUAGES {
        let mut words: toml::Table = toml::from_str(files.words).expect(files.tag);
        overlay(&mut words, toml::from_str(files.variant).expect(files.tag));
        let language: Result<Language, _> = toml::Value::Table(words).try_into();
        if let Err(error) = language {
            panic!("{}: {error}", files.tag);
        }
    }
}

#[test]
fn every_form_has_its_rules_and_every_name_its_form() {
    for (tag, language) in all() {
        for (name, form) in &language.forms {
            assert!(language.rules.has(&form.rules), "{tag}: {name}");
            for n in 1..=1000 {
                assert!(language.spell(name, n).is_some(), "{tag}: {name} of {n}");
            }
        }
        let ordinals = &language.ordinals;
        let named = ordinals.after.values().chain(ordinals.suffixes.values());
        let named = named
            .chain(ordinals.tens.values())
            .chain(language.roman.before.values());
        let named = named
            .chain(language.roman.behind.values())
            .chain(language.roman.suffixes.values());
        let named = named.chain(language.roman.rulers.iter().map(|ruler| &ruler.form));
        let named = named.chain(language.dates.years.iter().map(|word| &word.form));
        let dates = &language.dates;
        for form in named.chain([&dates.day, &dates.first, &dates.year, &ordinals.alone]) {
            let known = form == "context" || language.forms.contains_key(form);
            assert!(known, "{tag} has no form {form}");
        }
    }
}

#[test]
fn every_language_has_twelve_months_and_the_common_units() {
    for (tag, language) in all() {
        assert_eq!(language.dates.months.len(), 12, "{tag}");
        assert!(language.units.has("%") && language.units.has("°C"), "{tag}");
        assert!(language.money.currencies.len() > 3, "{tag}");
        assert_eq!(language.fractions.parts.len(), 8, "{tag}");
    }
}

#[test]
fn no_word_is_both_spelled_and_said() {
    for (tag, language) in all() {
        let list = &language.initialisms;
        let both: Vec<_> = list
            .words
            .iter()
            .filter(|word| list.letters.contains(word))
            .collect();
        assert!(both.is_empty(), "{tag}: {both:?}");
    }
}

#[test]
fn every_language_announces_the_same_kinds() {
    let kinds = [
        "heading",
        "list-item",
        "quotation",
        "caption",
        "alt-text",
        "table-row",
        "code",
        "footnote",
        "byline",
    ];
    let tags = all().map(|(tag, _)| tag).chain(["en", "en-GB"]);
    for tag in tags {
        for kind in kinds {
            assert!(
                announcement(kind, tag).is_some_and(|said| !said.is_empty()),
                "{tag}: {kind}"
            );
        }
    }
    assert_eq!(announcement("quotation", "de-AT"), Some("Zitat"));
    assert_eq!(announcement("quotation", "sw"), None);
    assert_eq!(announcement("nothing", "en"), None);
}

#[test]
fn a_variant_goes_before_its_language() {
    let decimal = |tag| Language::of_tag(tag).map(|language| language.numbers.decimal);
    assert_eq!(decimal("es"), Some(','));
    assert_eq!(decimal("es_mx"), Some('.'));
    assert_eq!(decimal("ES-419"), Some(','));
    assert_eq!(decimal("en"), None);
    assert_eq!(decimal(""), None);
}

#[test]
fn a_map_leads_from_every_token_to_its_source_and_rule() {
    let sentence = "Am 3. Mai: 5 % 🎉";
    let form = verbalise(sentence, "de-AT");
    let rows: Vec<_> = form
        .tokens
        .iter()
        .map(|t| (t.source.of(sentence), t.spoken.of(&form.text), t.rule))
        .collect();
    assert_eq!(
        rows,
        [
            ("Am", "Am", "word"),
            ("3. Mai", "dritten Mai", "date"),
            (":", ":", "punctuation"),
            ("5 %", "fünf Prozent", "percent"),
            ("🎉", "🎉", "unread"),
        ]
    );
}
