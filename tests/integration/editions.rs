//! Editions: a page that changes, a page that is away, and what is told of the work on them.

use std::sync::Arc;

use aloud::sound::Encoding;
use aloud::store::Store;
use serde_json::{Value, json};

use crate::util::{Origin, PAGE, TestApp};

/// An app that reads `origin` and keeps what it makes in `store`, and the path of the page.
fn reader(origin: &Origin, store: Store) -> (TestApp, String) {
    let app = TestApp::setup().site(&origin.address).store(store);
    let path = format!("/v1/articles?url={}/story", origin.address);
    (app.build(), path)
}

/// The names and the data of server-sent events.
fn events(stream: &[u8]) -> Vec<(String, Value)> {
    let text = String::from_utf8_lossy(stream);
    let event = |block: &str| {
        let field = |name| block.lines().find_map(|line| line.strip_prefix(name));
        let name = field("event: ")?.to_owned();
        Some((name, serde_json::from_str(field("data: ")?).unwrap()))
    };
    text.split("\n\n").filter_map(event).collect()
}

#[tokio::test]
async fn one_word_edited_is_one_sentence_made_and_the_old_edition_plays_on() {
    let origin = Origin::start().await;
    let sentence = |n| format!("<p>This is the paragraph of number {n}, and it says so.</p>");
    let page = |word: &str| {
        let text: String = (0..200).map(sentence).collect();
        let text = text.replace("number 77,", word);
        format!("<html lang=en><title>T</title><article><h1>Two hundred</h1>{text}</article>")
    };
    let store = Store::in_memory();
    origin.tell(Ok(&page("number 77,")));
    let (app, path) = reader(&origin, store.clone());
    let old = app.get(&path).await.status(200).json();
    let old_track = app.plan(old["id"].as_str().unwrap()).await;
    let done = |_| ();
    let render = app.library.render(&old_track, &[Encoding::Mp3], &done);
    render.await.unwrap();
    let sound = app.sound(&old_track).await;
    origin.tell(Ok(&page("number one million,")));
    // A start later, when the page is read again.
    let (app, path) = reader(&origin, store);
    let new = app.get(&path).await.status(200).json();
    assert_ne!(new["id"], old["id"]);
    let new_track = app.plan(new["id"].as_str().unwrap()).await;
    assert_eq!(new_track.len(), 201);
    app.sound(&new_track).await;
    app.assert_made(1).await;
    let old_track = app.plan(old["id"].as_str().unwrap()).await;
    assert!(
        app.sound(&old_track).await == sound,
        "for those who listen to it"
    );
    app.assert_made(1).await;
}

#[tokio::test]
async fn a_page_whose_site_is_away_is_read_as_it_was_and_one_that_is_gone_is_not() {
    let origin = Origin::start().await;
    let store = Store::in_memory();
    let (app, path) = reader(&origin, store.clone());
    origin.tell(Err(503));
    app.get(&path).await.problem(502, "page-unreachable");
    origin.tell(Ok(PAGE));
    let id = app.get(&path).await.status(200).json()["id"].clone();
    for (status, there) in [(503, true), (404, false), (410, false)] {
        origin.tell(Err(status));
        let (app, path) = reader(&origin, store.clone());
        let answer = app.get(&path).await;
        if there {
            assert_eq!(answer.status(200).json()["id"], id);
        } else {
            answer.problem(502, "page-unreachable");
        }
    }
}

#[tokio::test]
async fn a_render_tells_how_far_it_is_and_then_ends() {
    let app = TestApp::new();
    let text = "One is here. Two is here. Three is here.";
    let added = app.add(&json!({"text": text, "render": true})).await;
    let manifest = added.status(201).json();
    let path = format!("{}/events", manifest["links"]["self"].as_str().unwrap());
    let answer = app.get(&path).await.status(200);
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let told = events(&answer.bytes);
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((names[0], names[names.len() - 1]), ("planned", "done"));
    assert_eq!(told[0].1["sentences"], 3);
    assert!(
        names[1..names.len() - 1]
            .iter()
            .all(|name| *name == "sentence")
    );
    assert!(
        told.iter()
            .all(|(_, data)| data["made"].as_u64().is_none_or(|made| made <= 3))
    );
    // Who comes later is told the same end.
    let later = events(&app.get(&path).await.status(200).bytes);
    let names: Vec<&str> = later.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["planned", "done"]);
    app.get("/v1/articles/00000000000000000000000000000000/events")
        .await
        .problem(404, "no-such-article");
}

#[tokio::test]
async fn there_is_one_track_of_an_article_as_long_as_somebody_holds_it() {
    let app = TestApp::new();
    let held = app.planned("Somebody listens to this one.").await;
    let other = app.planned("Nobody listens to that one.").await.key();
    // More sentences than are held in memory.
    for article in 0..80 {
        let text: String = (0..20)
            .map(|n| format!("Article {article} has line {n}. "))
            .collect();
        app.unplanned(&text).await;
    }
    let found = app.library.by_key(held.key()).await.unwrap().unwrap();
    assert!(Arc::ptr_eq(&found, &held));
    let restored = app.library.by_key(other).await.unwrap().unwrap();
    assert!(restored.plans().is_some(), "with what is known of it");
}
