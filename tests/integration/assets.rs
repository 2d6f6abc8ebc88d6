//! The player and the demo page.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use crate::util::TestApp;

/// What `script` imports, as it names it.
fn imports(script: &str) -> Vec<String> {
    let lines = script.lines().filter(|line| line.starts_with("import "));
    lines
        .filter_map(|line| line.split('\'').nth(1))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn every_module_that_the_player_imports_is_served() {
    let app = TestApp::new();
    let mut waiting = vec!["/player.js".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let answer = app.get(&path).await.status(200);
        assert_eq!(
            answer.header("content-type"),
            "text/javascript; charset=utf-8",
            "{path}"
        );
        let base = url::Url::parse("http://service")
            .unwrap()
            .join(&path)
            .unwrap();
        let script = String::from_utf8(answer.bytes.to_vec()).unwrap();
        let found = imports(&script).into_iter();
        waiting.extend(found.map(|name| base.join(&name).unwrap().path().to_owned()));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/player");
    let files: BTreeSet<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| format!("/player/{}", entry.unwrap().file_name().display()))
        .chain(["/player.js".to_owned()])
        .collect();
    assert_eq!(seen, files, "every module is imported, and none is missing");
}

#[tokio::test]
async fn the_demo_page_and_all_it_needs_are_served() {
    let app = TestApp::new();
    let page = app.get("/demo/").await.status(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let html = String::from_utf8(page.bytes.to_vec()).unwrap();
    assert!(!html.contains("{{"), "every place is filled");
    let attributes = html.split(['"']).filter(|text| text.starts_with('/'));
    let kinds = [
        ("css", "text/css"),
        ("svg", "image/svg+xml"),
        ("js", "text/javascript"),
        ("mp3", "audio/mpeg"),
    ];
    let mut found = 0;
    for path in attributes {
        let answer = app.get(path).await.status(200);
        let ending = path.rsplit('.').next().unwrap();
        if let Some((_, kind)) = kinds.iter().find(|(known, _)| *known == ending) {
            assert!(
                answer.header("content-type").starts_with(kind),
                "{path}: {answer:?}"
            );
            found += 1;
        }
    }
    assert!(
        found >= 4,
        "the style, the picture, the player and the sound"
    );
}

#[tokio::test]
async fn the_link_in_the_demo_page_plays_without_javascript() {
    let app = TestApp::new();
    let page = app.get("/demo/").await.status(200);
    let html = String::from_utf8(page.bytes.to_vec()).unwrap();
    let link = html.split("<listen-to-article><a href=\"").nth(1).unwrap();
    let link = link.split('"').next().unwrap();
    let sound = app.get(link).await.status(200);
    assert_eq!(sound.header("content-type"), "audio/mpeg");
}

#[tokio::test]
async fn the_demo_page_is_found_by_its_own_address() {
    let app = TestApp::new();
    let by_host = app
        .get_with(
            "/v1/articles?url=http%3A%2F%2Faudio.example%3A7878%2Fdemo%2F",
            &[("host", "audio.example:7878")],
        )
        .await
        .status(200);
    let title = by_host.json()["title"].clone();
    assert!(title.is_string());
    let elsewhere = app
        .get_with(
            "/v1/articles?url=http%3A%2F%2Faudio.example%3A7878%2Fdemo%2F",
            &[("host", "other.example")],
        )
        .await;
    elsewhere.problem(403, "site-not-configured");
}

#[tokio::test]
async fn the_demo_article_is_read_without_what_stands_around_it() {
    let app = TestApp::new();
    let html = app.get("/demo/").await.bytes;
    let html = String::from_utf8(html.to_vec()).unwrap();
    let manifest = app.add(&json!({"html": html})).await.json();
    let track = app.plan(manifest["id"].as_str().unwrap()).await;
    let blocks = &track.record().article.blocks;
    let text: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
    let text = text.join("\n").to_lowercase();
    for boilerplate in [
        "newsletter",
        "skip to",
        "copy link",
        "corrections",
        "privacy",
        "comments",
    ] {
        assert!(!text.contains(boilerplate), "{boilerplate} in {text}");
    }
    let words = text.split_whitespace().count();
    assert!((450..750).contains(&words), "{words} words");
}

#[tokio::test]
async fn files_are_revalidated() {
    let app = TestApp::new();
    for path in ["/player.js", "/player/words.js", "/demo/demo.css"] {
        let first = app.get(path).await.status(200);
        assert_eq!(first.header("cache-control"), "no-cache");
        let tag = first.header("etag").to_owned();
        app.get_with(path, &[("if-none-match", &tag)])
            .await
            .status(304);
    }
}

#[tokio::test]
async fn short_addresses_lead_to_the_demo() {
    let app = TestApp::new();
    for path in ["/", "/demo"] {
        assert_eq!(app.get(path).await.status(307).header("location"), "/demo/");
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_a_problem() {
    let app = TestApp::new();
    for path in [
        "/player/none.js",
        "/demo/none.css",
        "/player/..%2Fplayer.js",
        "/nothing",
    ] {
        app.get(path).await.problem(404, "no-such-address");
    }
}
