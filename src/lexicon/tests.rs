use super::*;

fn source(text: &str) -> Source {
    Source {
        name: "names.pls".into(),
        text: text.into(),
        site: None,
        lang: None,
    }
}

fn read(text: &str) -> Result<Lexicon, LexiconError> {
    Lexicon::read(&[source(text)])
}

/// A lexicon of the specification with `lexemes` in it.
fn pls(lexemes: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <lexicon version=\"1.0\" xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" \
         alphabet=\"ipa\" xml:lang=\"en-US\">\n{lexemes}\n</lexicon>\n"
    )
}

fn said(lexicon: &Lexicon, site: Option<&str>, lang: &str) -> Vec<(String, Said)> {
    let entries = lexicon.of(site, lang);
    (entries.iter())
        .map(|entry| (entry.written.clone(), entry.said.clone()))
        .collect()
}

fn alias(text: &str) -> Said {
    Said::Alias(text.into())
}

fn ipa(text: &str) -> Said {
    Said::Ipa(text.into())
}

#[test]
fn the_example_of_the_specification_is_read() {
    let text = pls(
        "<lexeme>\n  <grapheme>theater</grapheme>\n  <grapheme>theatre</grapheme>\n  \
         <phoneme prefer=\"true\">ˈθɪətər</phoneme>\n</lexeme>\n\
         <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>",
    );
    let lexicon = read(&text).unwrap();
    let expected = [
        ("theater".to_owned(), ipa("ˈθɪətər")),
        ("theatre".to_owned(), ipa("ˈθɪətər")),
        ("W3C".to_owned(), alias("World Wide Web Consortium")),
    ];
    assert_eq!(said(&lexicon, None, "en-US"), expected);
}

#[test]
fn the_preferred_pronunciation_wins_over_the_first() {
    let text = pls("<lexeme><grapheme>huge</grapheme><phoneme>hjuːdʒ</phoneme>\
         <phoneme prefer=\"true\">juːdʒ</phoneme></lexeme>\
         <lexeme><grapheme>both</grapheme><alias>first</alias><phoneme>bəʊθ</phoneme></lexeme>");
    let found = said(&read(&text).unwrap(), None, "en-US");
    assert_eq!(found[0].1, ipa("juːdʒ"), "the preferred one");
    assert_eq!(found[1].1, alias("first"), "the first in the document");
}

#[test]
fn a_list_gives_the_same_entries() {
    let text = "lang = \"en\"\n\n[[word]]\nwritten = [\"Anthropic\", \"anthropic\"]\nipa = \"/ænˈθɹɑpɪk/\"\n\n\
                [[word]]\nwritten = \"GIF\"\nalias = \"jif\"\ncase = \"any\"\nlang = \"en-GB\"\n";
    let lexicon = read(text).unwrap();
    let british = lexicon.of(None, "en-GB");
    let first = &british[0];
    assert_eq!(
        (&*first.written, first.case),
        ("GIF", Case::Any),
        "the region first"
    );
    assert_eq!(british.len(), 3);
    assert_eq!(lexicon.of(None, "en-US").len(), 2);
    assert_eq!(lexicon.of(None, "de").len(), 0);
}

#[test]
fn capitals_are_meant_unless_the_entry_says_otherwise() {
    let text = "[[word]]\nwritten = \"US\"\nalias = \"united states\"\n\
                [[word]]\nwritten = \"gif\"\nalias = \"jif\"\n";
    let lexicon = read(text).unwrap();
    let cases: Vec<Case> = lexicon.of(None, "en").iter().map(|e| e.case).collect();
    assert_eq!(cases, [Case::Exact, Case::Any]);
}

#[test]
fn a_sites_own_words_go_before_those_of_all() {
    let own = Source {
        site: Some("https://news.example".into()),
        ..source("[[word]]\nwritten = \"Bath\"\nalias = \"barth\"\n")
    };
    let all = source("[[word]]\nwritten = \"Bath\"\nalias = \"bath\"\n");
    let lexicon = Lexicon::read(&[all, own]).unwrap();
    assert!(lexicon.conflicts().is_empty(), "two scopes are no conflict");
    let here = said(&lexicon, Some("https://news.example"), "en");
    assert_eq!(here[0].1, alias("barth"));
    assert_eq!(
        said(&lexicon, None, "en"),
        [("Bath".to_owned(), alias("bath"))]
    );
}

#[test]
fn of_two_entries_for_a_word_the_first_holds_and_the_other_is_reported() {
    let text = "[[word]]\nwritten = \"data\"\nalias = \"dayta\"\n\
                [[word]]\nwritten = \"Data\"\nalias = \"dahta\"\n\
                [[word]]\nwritten = \"data\"\nalias = \"dayta\"\n";
    let lexicon = read(text).unwrap();
    assert_eq!(said(&lexicon, None, "en").len(), 1);
    let reported: Vec<String> = lexicon
        .conflicts()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        reported,
        ["'Data' is said in two ways: names.pls:1:1 holds, names.pls:4:1 is not used"],
        "the third entry says the same and is none"
    );
}

#[test]
fn an_exact_entry_before_a_general_one_is_no_conflict() {
    let text = "[[word]]\nwritten = \"Polish\"\nalias = \"pole ish\"\ncase = \"exact\"\n\
                [[word]]\nwritten = \"polish\"\nalias = \"pol ish\"\n";
    let lexicon = read(text).unwrap();
    assert!(lexicon.conflicts().is_empty());
    assert_eq!(lexicon.of(None, "en").len(), 2);
}

/// A mistake, where it is and what the message says of it.
#[test]
fn mistakes_are_named_with_their_line_and_column() {
    let unknown = pls(
        "<lexeme>\n<grapheme>a</grapheme>\n  <phoneme alphabet=\"x-sampa\">A</phoneme></lexeme>",
    );
    let cases = [
        ("not closed", pls("<lexeme>"), (4, 1), "not well-formed"),
        (
            "another alphabet",
            unknown,
            (5, 12),
            "alphabet 'x-sampa' is not known",
        ),
        (
            "no letter of the alphabet",
            pls("<lexeme><grapheme>a</grapheme><phoneme>ж</phoneme></lexeme>"),
            (3, 9),
            "'ж' is no letter",
        ),
        (
            "nothing said",
            pls("<lexeme><grapheme>a</grapheme></lexeme>"),
            (3, 1),
            "needs a <phoneme> or an <alias>",
        ),
        (
            "nothing written",
            pls("<lexeme><alias>a</alias></lexeme>"),
            (3, 1),
            "needs a <grapheme>",
        ),
        (
            "another document",
            "<html/>".into(),
            (1, 1),
            "no pronunciation lexicon",
        ),
        (
            "another version",
            pls("").replace("n=\"1.0\" xmlns", "n=\"2.0\" xmlns"),
            (2, 1),
            "version=\"1.0\"",
        ),
        (
            "no language",
            pls("").replace(" xml:lang=\"en-US\"", ""),
            (2, 1),
            "xml:lang",
        ),
        (
            "no alphabet",
            pls("<lexeme><grapheme>a</grapheme><phoneme>a</phoneme></lexeme>")
                .replace(" alphabet=\"ipa\"", ""),
            (3, 31),
            "no alphabet",
        ),
        (
            "an entity bomb",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".into(),
            (1, 1),
            "not well-formed",
        ),
        ("no TOML", "[[word]]\nwritten = \n".into(), (2, 11), ""),
        (
            "a misspelt key",
            "[[word]]\nwriten = \"a\"\n".into(),
            (2, 1),
            "writen",
        ),
        (
            "both",
            "\n[[word]]\nwritten = \"a\"\nalias = \"b\"\nipa = \"b\"\n".into(),
            (2, 1),
            "either",
        ),
        (
            "an empty word",
            "[[word]]\nwritten = \" \"\nalias = \"b\"\n".into(),
            (1, 1),
            "written form is empty",
        ),
        (
            "an empty alias",
            "[[word]]\nwritten = \"a\"\nalias = \"\"\n".into(),
            (1, 1),
            "alias is empty",
        ),
    ];
    for (why, text, (line, column), message) in cases {
        let error = read(&text).expect_err(why);
        assert!(error.problem.contains(message), "{why}: {error}");
        assert_eq!(
            (error.place.line, error.place.column),
            (line, column),
            "{why}: {error}"
        );
    }
}
