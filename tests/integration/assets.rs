//! The player's files.

use std::io::Read as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha384};

use crate::util::TestApp;

// What the build makes style sheets shorter with; a build script has no tests of its own.
#[path = "../../build/css.rs"]
mod css;

/// Bytes of `player.js` behind gzip: what a page pays for a button, the figure that is promised.
const BUTTON: usize = 10_000;
/// Bytes of all scripts but the words: what a reader who presses has loaded.
const ALL: usize = 16 * 1024;

/// The scripts that are served, by their addresses, with their hashes.
async fn scripts(app: &TestApp) -> Vec<(String, String)> {
    let listed = app.get("/player/integrity.json").await.status(200).json();
    let listed = listed.as_object().unwrap().clone().into_iter();
    listed
        .map(|(path, hash)| (format!("/{path}"), hash.as_str().unwrap().to_owned()))
        .collect()
}

/// A script as a browser gets it.
async fn gzipped(app: &TestApp, path: &str) -> Vec<u8> {
    let asked = [("accept-encoding", "gzip, br")];
    let answer = app.get_with(path, &asked).await.status(200);
    assert_eq!(answer.header("content-encoding"), "gzip", "{path}");
    answer.bytes.to_vec()
}

#[tokio::test]
async fn every_script_is_what_its_hash_says() {
    let app = TestApp::new();
    let scripts = scripts(&app).await;
    for (path, hash) in &scripts {
        let answer = app.get(path).await.status(200);
        let kind = answer.header("content-type");
        assert_eq!(kind, "text/javascript; charset=utf-8", "{path}");
        let digest = BASE64_STANDARD.encode(Sha384::digest(&answer.bytes));
        assert_eq!(*hash, format!("sha384-{digest}"), "{path}");
    }
    let paths: Vec<_> = scripts.iter().map(|(path, _)| path.as_str()).collect();
    for path in ["/player.js", "/player/reading.js", "/player/words/de.js"] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
}

#[tokio::test]
async fn what_a_script_loads_is_served() {
    let app = TestApp::new();
    let service = url::Url::parse("http://service").unwrap();
    let mut loaded = 0;
    for (path, _) in scripts(&app).await {
        let script = app.get(&path).await.bytes.to_vec();
        let script = String::from_utf8(script).unwrap();
        let statement = script.split(';').find(|it| it.starts_with("import"));
        assert_eq!(statement, None, "{path} is whole");
        for import in script.split("import(").skip(1) {
            let name = import.split(['`', '"', '\'']).nth(1).unwrap();
            let name = name.split("${").next().unwrap();
            let name = if name.ends_with('/') {
                format!("{name}de.js")
            } else {
                name.to_owned() // with a query behind it, where it is asked for again
            };
            let address = service.join(&path).unwrap().join(&name).unwrap();
            app.get(address.path()).await.status(200);
            loaded += 1;
        }
    }
    assert_eq!(loaded, 2, "the reading and the words");
}

#[tokio::test]
async fn a_script_is_the_same_behind_gzip() {
    let app = TestApp::new();
    for (path, _) in scripts(&app).await {
        let mut whole = Vec::new();
        let packed = gzipped(&app, &path).await;
        GzDecoder::new(&*packed).read_to_end(&mut whole).unwrap();
        assert_eq!(app.get(&path).await.bytes, whole, "{path}");
    }
}

#[tokio::test]
async fn a_script_is_packed_for_those_who_take_it() {
    let app = TestApp::new();
    for (asked, expected, why) in [
        ("gzip, deflate, br, zstd", "gzip", "browsers"),
        ("deflate, GZip ; q=0.5", "gzip", "with a weight"),
        ("br, gzip;q=0", "", "not this one"),
        ("gzip;q=much", "", "no weight"),
        ("gzipped", "", "another coding"),
        ("", "", "none"),
    ] {
        let asked = [("accept-encoding", asked)];
        let answer = app.get_with("/player.js", &asked).await.status(200);
        assert_eq!(answer.header("content-encoding"), expected, "{why}");
        let varies = answer.headers.get_all("vary");
        let varies = varies.into_iter().any(|it| it == "accept-encoding");
        assert!(varies, "{why}: {:?}", answer.headers);
        let (tag, [taken]) = (answer.header("etag").to_owned(), asked);
        let again = [("if-none-match", tag.as_str()), taken];
        app.get_with("/player.js", &again).await.status(304);
    }
}

#[tokio::test]
async fn the_button_keeps_its_budget() {
    let size = gzipped(&TestApp::new(), "/player.js").await.len();
    assert!(size <= BUTTON, "player.js has {size} bytes");
}

#[tokio::test]
async fn the_whole_player_keeps_its_budget() {
    let app = TestApp::new();
    let mut sizes = Vec::new();
    for (path, _) in scripts(&app).await {
        if !path.contains("/words/") {
            let size = gzipped(&app, &path).await.len();
            sizes.push((path, size));
        }
    }
    let all: usize = sizes.iter().map(|(_, size)| size).sum();
    assert!(all <= ALL, "{all} bytes: {sizes:?}");
}

#[test]
fn a_style_sheet_is_served_without_what_says_nothing() {
    let cases = [
        ("a { b: c; }", "a{b:c}", "a rule"),
        ("\n a\n,\tb { c : d ;; }\n", "a,b{c :d;}", "any white space"),
        (
            ":host([x]) [part='y'] .z :is(p, q) > * {}",
            ":host([x]) [part=y] .z :is(p,q)>*{}",
            "descendants",
        ),
        ("a:is(b)", "a:is(b)", "no descendant"),
        (
            "@media (a: 1px) and (b: c) { d { e: f; } }",
            "@media (a:1px) and (b:c){d{e:f}}",
            "conditions",
        ),
        (
            "a { b: calc(1px + (2em - 3px) * 4); }",
            "a{b:calc(1px + (2em - 3px) * 4)}",
            "sums",
        ),
        (
            "a { b: c !important }",
            "a{b:c!important}",
            "what is important",
        ),
        (
            "a { content: '  /* ; } '; content: \"\\\"  }\"; }",
            "a{content:'  /* ; } ';content:\"\\\"  }\"}",
            "strings",
        ),
        (
            "a /* b */ { /* c: d; */ e: f/**/ g }",
            "a{e:f g}",
            "comments",
        ),
        (
            "a { b: rgb(0 0 0 / 0.5), 0.2s 10.5px; }",
            "a{b:rgb(0 0 0 / .5),.2s 10.5px}",
            "values",
        ),
        (".m-0.n {}", ".m-0.n{}", "a class that ends with a nought"),
        ("[a='1b'] [a='b c'] {}", "[a='1b'] [a='b c']{}", "no words"),
        ("a /* without an end", "a", "a mistake"),
    ];
    for (css, expected, why) in cases {
        assert_eq!(css::squeeze(css), expected, "{why}");
    }
}

#[tokio::test]
async fn the_types_are_served_as_text() {
    let app = TestApp::new();
    let answer = app.get("/player.d.ts").await.status(200);
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert!(String::from_utf8_lossy(&answer.bytes).contains("interface HTMLElementTagNameMap"));
}

#[tokio::test]
async fn files_are_revalidated() {
    let app = TestApp::new();
    for path in [
        "/player.js",
        "/player/reading.js",
        "/player/integrity.json",
        "/player.d.ts",
        "/demo/demo.css",
        "/embed.css",
    ] {
        let first = app.get(path).await.status(200);
        assert_eq!(first.header("cache-control"), "no-cache", "{path}");
        let tag = first.header("etag").to_owned();
        app.get_with(path, &[("if-none-match", &tag)])
            .await
            .status(304);
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_a_problem() {
    let app = TestApp::new();
    for path in [
        "/player/none.js",
        "/player/words/xx.js",
        "/player/time.js",
        "/player/..%2Fplayer.js",
        "/demo/none.css",
        "/demo/none/",
        "/nothing",
    ] {
        app.get(path).await.problem(404, "no-such-address");
    }
}
