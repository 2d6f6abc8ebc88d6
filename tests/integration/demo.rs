//! The demo: article pages with the player on them.

use serde_json::json;

use crate::util::TestApp;

/// Its pages.
const PAGES: [&str; 4] = ["/demo/", "/demo/de/", "/demo/ar/", "/demo/short/"];

/// A voice that speaks English and no other language.
const ENGLISH: &str = r#"
    [[voice]]
    id = "english"
    name = "English"
    language = "en"
    backend = "tone"
    sample_rate = 22050
    gain_db = 0.0
    "#;

#[tokio::test]
async fn the_demo_pages_and_all_they_need_are_served() {
    let app = TestApp::new();
    for path in PAGES {
        let found = assert_whole(&app, path).await;
        assert!(found >= 5, "{path}: style, pictures, scripts and sound");
    }
}

/// Asks for everything that a page names here; returns how many files of a known kind those are.
async fn assert_whole(app: &TestApp, page: &str) -> usize {
    let page = app.get(page).await.status(200);
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
    found
}

#[tokio::test]
async fn the_link_in_the_demo_page_plays_without_javascript() {
    let app = TestApp::new();
    for path in PAGES {
        let page = app.get(path).await.status(200);
        let html = String::from_utf8(page.bytes.to_vec()).unwrap();
        let link = html.split("<listen-to-article><a href=\"").nth(1).unwrap();
        let link = link.split('"').next().unwrap();
        let sound = app.get(link).await.status(200);
        assert_eq!(sound.header("content-type"), "audio/mpeg", "{path}");
    }
}

#[tokio::test]
async fn a_demo_page_that_no_voice_reads_has_no_link_to_its_sound() {
    let setup = TestApp::setup().catalogue(ENGLISH).voice("english");
    let app = setup.build();
    for path in ["/demo/de/", "/demo/ar/"] {
        let page = app.get(path).await.status(200);
        let html = String::from_utf8(page.bytes.to_vec()).unwrap();
        assert!(html.contains("<listen-to-article></listen-to-article>"));
        assert!(!html.contains("{{") && html.contains("</html>"), "{path}");
        let asked = format!("/v1/articles?url=http%3A%2F%2Fservice{path}");
        let asked = app.get_with(&asked, &[("host", "service")]).await;
        asked.problem(422, "wrong-language");
    }
    app.get("/demo/short/").await.status(200);
}

#[tokio::test]
async fn the_demo_pages_are_found_by_their_own_addresses() {
    let app = TestApp::new();
    for (page, lang) in PAGES.into_iter().zip(["en", "de", "ar", "en"]) {
        let asked = format!("/v1/articles?url=http%3A%2F%2Faudio.example%3A7878{page}");
        let asked = app.get_with(&asked, &[("host", "audio.example:7878")]);
        let manifest = asked.await.status(200).json();
        assert!(manifest["title"].is_string(), "{page}");
        let found = manifest["lang"].as_str().unwrap();
        assert_eq!(found.split('-').next(), Some(lang), "{page}");
    }
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
async fn short_addresses_lead_to_the_demo() {
    let app = TestApp::new();
    for (path, page) in [
        ("/", "/demo/"),
        ("/demo", "/demo/"),
        ("/demo/de", "/demo/de/"),
        ("/demo/ar", "/demo/ar/"),
        ("/demo/short", "/demo/short/"),
    ] {
        assert_eq!(app.get(path).await.status(307).header("location"), page);
    }
}
