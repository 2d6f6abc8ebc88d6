//! A publisher's words and the languages of an article, as they are heard and reported.

use std::path::Path;

use serde_json::{Value, json};

use crate::util::{Ran, TEXT, TestApp, aloud};

const WORDS: &str = "[[word]]\nwritten = \"herons\"\nalias = \"great long legged birds\"\n\
    [[word]]\nwritten = \"walrus\"\nalias = \"sea horse\"\n";

/// `aloud text` of the page `html` with the files `lexicons`, written into `folder`.
fn text(folder: &Path, html: &str, lexicons: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let page = folder.join("page.html");
    std::fs::write(&page, html).unwrap();
    let mut all = vec!["text".to_owned(), page.display().to_string()];
    for (name, words) in lexicons {
        let file = folder.join(name);
        std::fs::write(&file, words).unwrap();
        all.extend(["--lexicon".to_owned(), file.display().to_string()]);
    }
    all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    aloud(folder, &all).run()
}

/// A page of one paragraph.
fn page(paragraph: &str) -> String {
    format!("<html lang=en><title>Low tide</title><article><p>{paragraph}</p></article></html>")
}

#[tokio::test]
async fn a_changed_word_is_another_article_and_only_its_sentence_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let plain = TestApp::setup().folder(folder.path()).build();
    let before = plain.planned(TEXT).await;
    plain.sound(&before).await;
    plain.assert_made(before.len()).await;
    drop(plain);
    let app = TestApp::setup()
        .folder(folder.path())
        .lexicon(WORDS)
        .build();
    let after = app.planned(TEXT).await;
    assert_ne!(
        before.key(),
        after.key(),
        "an address keeps its sound for ever"
    );
    assert_eq!(
        after.record().lexicon.len(),
        1,
        "only what stands in the article"
    );
    app.sound(&after).await;
    app.assert_made(1).await;
    // The old address is still what it was, whatever the lexicon says now.
    let old = app.plan(&before.key().to_string()).await;
    app.sound(&old).await;
    app.assert_made(1).await;
}

#[tokio::test]
async fn a_lexicon_without_a_word_of_the_article_changes_nothing() {
    let words = "[[word]]\nwritten = \"walrus\"\nalias = \"sea horse\"\n";
    let with = TestApp::setup().lexicon(words).build();
    let without = TestApp::new();
    let (with, without) = (with.planned(TEXT).await, without.planned(TEXT).await);
    assert_eq!(with.key(), without.key());
}

#[test]
fn the_first_file_wins_and_what_it_overrules_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let own = (
        "own.toml",
        "[[word]]\nwritten = \"Zhemal\"\nalias = \"zhe mahl\"\n",
    );
    let pls = "<lexicon version=\"1.0\" alphabet=\"ipa\" xml:lang=\"en\" \
        xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\">\n\
        <lexeme><grapheme>GIF</grapheme><alias>jif</alias></lexeme></lexicon>";
    let other = (
        "other.toml",
        "[[word]]\nwritten = \"Zhemal\"\nalias = \"ze mal\"\n",
    );
    let lexicons = [own, ("words.pls", pls), other];
    let ran = text(folder.path(), &page("Zhemal’s GIFs moved."), &lexicons, &[]).done();
    assert!(ran.out.contains("\tzhe mahl’s jifs moved."), "{}", ran.out);
    let report = ran
        .err
        .lines()
        .find(|line| line.contains("'Zhemal'"))
        .unwrap_or(&ran.err);
    assert!(
        report.contains("own.toml:1:1 holds") && report.contains("other.toml:1:1"),
        "{report}"
    );
}

#[test]
fn a_lexicon_that_cannot_be_read_is_named_with_its_line_and_column() {
    let pls = |alphabet: &str| {
        format!(
            "<lexicon version=\"1.0\" xml:lang=\"en\" alphabet=\"{alphabet}\"\n \
             xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\">\n<lexeme>\n"
        )
    };
    let cases = [
        (pls("ipa"), ".pls:1:1", "not closed"),
        (
            pls("x-sampa") + "</lexeme></lexicon>",
            ".pls:1:38",
            "an unknown alphabet",
        ),
        ("[[word]]\nwritten = 5\n".into(), ".pls:2:11", "no text"),
    ];
    for (words, place, why) in cases {
        let folder = tempfile::tempdir().unwrap();
        let ran = text(folder.path(), &page("Yes."), &[("words.pls", &words)], &[]);
        let said = ran.failed(2);
        assert!(said.contains(place), "{why}: {said}");
    }
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.pls").display().to_string();
    let ran = aloud(folder.path(), &["text", "-", "--lexicon", &missing]).run();
    assert!(ran.failed(2).contains("none.pls"));
}

#[test]
fn a_lexicon_of_the_configuration_lies_beside_it_and_holds_for_its_site() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("aloud.toml");
    let config = "[[lexicons]]\nfile = \"words.toml\"\nsite = \"https://news.example\"\n";
    std::fs::write(&file, config).unwrap();
    let words = "[[word]]\nwritten = \"Zhemal\"\nalias = \"zhe mahl\"\n";
    std::fs::write(folder.path().join("words.toml"), words).unwrap();
    let file = file.display().to_string();
    for (site, said) in [
        ("https://news.example", "zhe mahl"),
        ("https://other.example", "Zhemal"),
    ] {
        let link = format!("<link rel=canonical href='{site}/a'><article>");
        let html = page("It is Zhemal here.").replace("<article>", &link);
        let ran = text(folder.path(), &html, &[], &["--config", &file]).done();
        assert!(
            ran.out.contains(&format!("\tIt is {said} here.")),
            "{site}: {}",
            ran.out
        );
    }
}

/// What `aloud text --json` says of `html`.
fn printed(html: &str, arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let ran = text(folder.path(), html, &[], &[&["--json"], arguments].concat()).done();
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn words_in_another_language_are_said_by_its_own_rules() {
    let html = page("The sign said <span lang=de>noch 3,5 km</span>, and 3,500 people saw it.");
    let printed = printed(&html, &[]);
    let spoken = printed["blocks"][1]["sentences"][0]["spoken"]
        .as_str()
        .unwrap();
    assert!(
        spoken.contains("noch drei Komma fünf Kilometer"),
        "{spoken}"
    );
    assert!(
        spoken.contains("three thousand five hundred people"),
        "{spoken}"
    );
}

#[test]
fn exponents_that_the_markup_raises_are_said() {
    let printed = printed(&page("The lake has 20 km<sup>2</sup> of water."), &[]);
    let sentence = &printed["blocks"][1]["sentences"][0];
    let spoken = sentence["spoken"].as_str().unwrap();
    assert!(spoken.contains("twenty square kilomet"), "{spoken}");
    assert_eq!(sentence["text"], "The lake has 20 km2 of water.");
}

#[test]
fn what_is_read_beside_the_text_is_announced() {
    let html = page(
        "It was low tide.</p><figure><img src=a.jpg alt='A boat on dry sand'></figure><p>All day.",
    );
    let printed = printed(&html, &["--verbosity", "most"]);
    let blocks = printed["blocks"].as_array().unwrap();
    let image = blocks
        .iter()
        .find(|block| block["kind"] == "alt-text")
        .unwrap();
    assert_eq!(image["sentences"][0]["spoken"], "Image: A boat on dry sand");
    let token = &image["sentences"][0]["tokens"][0];
    let expected = json!({"start": 0, "end": 0, "spoken": "Image:", "rule": "announcement"});
    assert_eq!(token, &expected, "it speaks nothing that is written");
}

#[test]
fn a_page_that_states_a_wrong_language_is_read_in_its_own() {
    let german = "Die Fähre fährt im Winter nur zweimal am Tag, und wer sie verpasst, muss bis zum \
        Abend warten. Auf der Insel leben nur noch wenige Menschen, doch im Sommer kommen jeden \
        Tag hunderte Besucher, die am Strand liegen oder durch das Dorf gehen. Der Kapitän kennt \
        jeden von ihnen, und er weiß auch, wer wann zurückfahren will und wer lieber bleibt. So geht es seit vielen Jahren, und niemand möchte, dass sich daran etwas ändert.";
    assert_eq!(printed(&page(german), &[])["lang"], "de");
    assert_eq!(
        printed(&page(german), &["--lang", "en"])["lang"],
        "en",
        "a wish is followed"
    );
}
