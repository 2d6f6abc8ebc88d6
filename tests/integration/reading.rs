//! How much is read, and by whose rules, as it is seen from outside.

use serde_json::{Value, json};

use crate::util::{TestApp, aloud};

/// A page with a caption and a promotion between its paragraphs.
const PAGE: &str = "<html lang=en><title>Low tide</title><article><h1>Low tide</h1>\
    <p>The water went out further than anybody had seen it go before.</p>\
    <figure><img src=a.jpg alt=''><figcaption>The harbour at noon.</figcaption></figure>\
    <div class=promo><p>Sailing lessons are given on every Sunday.</p></div>\
    <blockquote><p lang=fr>La mer monte.</p></blockquote></article>";

/// The texts of the blocks that `aloud text --json` prints with `arguments`.
fn texts(arguments: &[&str], config: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let file = folder.path().join("aloud.toml");
    std::fs::write(&page, PAGE).unwrap();
    std::fs::write(&file, config).unwrap();
    let (page, file) = (page.display().to_string(), file.display().to_string());
    let mut all = vec!["text", &page, "--json", "--config", &file];
    all.extend(arguments);
    let ran = aloud(folder.path(), &all).run().done();
    let printed: Value = serde_json::from_str(&ran.out).unwrap();
    let blocks = printed["blocks"].as_array().unwrap().iter();
    blocks
        .map(|block| block["text"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_configuration_and_a_flag_say_how_much_is_read() {
    let caption = "The harbour at noon.".to_owned();
    assert!(!texts(&[], "").contains(&caption));
    assert!(texts(&[], "verbosity = \"most\"").contains(&caption));
    assert!(!texts(&["--verbosity", "few"], "verbosity = \"most\"").contains(&caption));
}

#[test]
fn rules_of_the_configuration_are_followed() {
    let rule = "[[rules]]\nselector = \".promo\"\naction = \"read\"\n\
                [[rules]]\nselector = \"blockquote\"\naction = \"skip\"";
    let read = texts(&[], rule);
    assert_eq!(read.len(), 3, "{read:?}");
    assert!(read[2].starts_with("Sailing"), "{read:?}");
}

#[test]
fn a_rule_that_cannot_be_followed_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("aloud.toml");
    std::fs::write(&file, "[[rules]]\nselector = \"p >\"\naction = \"skip\"").unwrap();
    let path = file.display().to_string();
    let ran = aloud(
        folder.path(),
        &["serve", "--config", &path, "--listen", "127.0.0.1:0"],
    )
    .run();
    let said = ran.failed(2);
    for part in ["aloud.toml", "rule 1", "p >"] {
        assert!(said.contains(part), "{said}");
    }
}

#[tokio::test]
async fn another_way_of_reading_is_another_article() {
    let app = TestApp::new();
    let bodies = [
        json!({"html": PAGE}),
        json!({"html": PAGE, "verbosity": "few"}),
        json!({"html": PAGE, "verbosity": "most"}),
        json!({"html": PAGE.replace("lang=fr", "lang=it")}),
        json!({"html": PAGE.replace("<blockquote>", "<blockquote data-listen-voice=eve>")}),
    ];
    let mut ids: Vec<String> = vec![];
    for body in &bodies {
        let added = app.add(body).await.status(201).json();
        ids.push(added["id"].as_str().unwrap().to_owned());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), bodies.len(), "each has an id of its own");
    let default = json!({"html": PAGE, "verbosity": "some"});
    app.add(&default).await.status(200);
}

#[tokio::test]
async fn a_verbosity_that_there_is_not_is_refused() {
    let app = TestApp::new();
    app.add(&json!({"html": PAGE, "verbosity": "loud"}))
        .await
        .status(400);
}

#[test]
fn nobody_has_to_read_to_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    std::fs::write(&page, PAGE).unwrap();
    let page = page.display().to_string();
    let ran = aloud(folder.path(), &["text", &page]).run_unheard().done();
    assert_eq!(ran.err, "");
}
