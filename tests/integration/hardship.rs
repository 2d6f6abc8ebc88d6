//! Stores that are away and clients that behave badly: the sound goes on for everybody else.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aloud::sound::Encoding;
use aloud::store::Store;
use axum::http::Method;
use http_body_util::BodyExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::util::{
    FaultyStore, TEXT, TestApp, audio, eventually, files, length_of, request, sound_length,
};

/// An article of `count` sentences, none like another.
fn article(count: usize) -> String {
    (0..count)
        .map(|n| format!("Report {n} has come in from the harbour.\n\n"))
        .collect()
}

/// A service over a store with a fault.
fn over(store: &Arc<FaultyStore>) -> TestApp {
    TestApp::setup().store(Store::new(store.clone())).build()
}

/// Removes a folder into which something may be written meanwhile.
async fn remove(folder: &Path) {
    eventually("an empty folder", async || {
        std::fs::remove_dir_all(folder).ok()
    })
    .await;
}

#[tokio::test]
async fn thousands_of_ranges_are_answered_as_one() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let whole = app.sound(&track).await;
    let many = |range: fn(usize) -> String| {
        let ranges: Vec<_> = (0..3_000).map(range).collect();
        format!("bytes={}", ranges.join(","))
    };
    let cases = [
        (many(|n| format!("{n}-{n}")), "a byte each"),
        (many(|_| "0-".into()), "the whole, again and again"),
        (many(|n| format!("{n}-99999")), "each over all that follow"),
        (many(|n| format!("-{n}")), "ends"),
        ("bytes=0-9,5-14".into(), "two that overlap"),
    ];
    for (ranges, why) in cases {
        let answer = app.get_with(&audio(&track), &[("range", &ranges)]).await;
        match answer.code() {
            200 => assert!(answer.bytes == whole, "{why}"),
            // RFC 9110, 14.2: a server may refuse what looks like an attack.
            416 => assert!(answer.bytes.len() < 1_000, "{why}"),
            code => panic!("{why}: {code}"),
        }
    }
}

#[tokio::test]
async fn over_a_store_that_cannot_be_written_articles_play() {
    let store = FaultyStore::read_only();
    let app = over(&store);
    let track = app.planned(TEXT).await;
    for _ in 0..2 {
        assert_eq!(app.sound(&track).await.len() as u64, length_of(&track));
    }
    app.assert_well().await;
    assert_eq!(store.names().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_slow_store_articles_play_and_are_kept() {
    let store = FaultyStore::far_away(Duration::from_millis(50));
    let app = over(&store);
    let track = app.planned(TEXT).await;
    let sound = app.sound(&track).await;
    assert_eq!(sound.len() as u64, length_of(&track));
    app.assert_made(track.len()).await;
    eventually("a store of all sentences", async || {
        let names = store.names().await;
        let kept = names.iter().filter(|name| name.starts_with("segments/"));
        (kept.count() == track.len()).then_some(())
    })
    .await;
    assert!(app.sound(&track).await == sound);
    app.assert_made(track.len()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_goes_away_in_the_middle_silences_nobody() {
    for store in [FaultyStore::vanishing(), FaultyStore::hanging()] {
        let app = over(&store);
        let track = app.planned(&article(60)).await;
        let response = app.open(request(Method::GET, &audio(&track), &[])).await;
        let mut body = response.into_body();
        let mut heard = 0;
        while let Some(piece) = body.frame().await {
            if heard == 0 {
                store.fail();
            }
            heard += piece.unwrap().into_data().unwrap().len() as u64;
        }
        assert_eq!(heard, length_of(&track), "{store}");
        // Of an article that is only in the store nobody can say whether it is there.
        let unknown = app.get(&format!("/v1/articles/{}", "0".repeat(32))).await;
        unknown.problem(503, "store-unavailable");
        assert_eq!(unknown.header("retry-after"), "5");
        app.assert_well().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_removed_in_the_middle_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let track = app.planned(&article(60)).await;
    let response = app.open(request(Method::GET, &audio(&track), &[])).await;
    let mut body = response.into_body();
    body.frame().await.unwrap().unwrap();
    remove(folder.path()).await;
    let rest = body.collect().await.unwrap().to_bytes();
    assert!(rest.len() as u64 > sound_length(&track) / 2);
    assert_eq!(app.sound(&track).await.len() as u64, length_of(&track));
    eventually("new files", async || {
        let there = folder.path().join("segments").is_dir();
        (there && !files(&folder.path().join("segments")).is_empty()).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_services_share_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = [0, 1].map(|_| TestApp::setup().folder(folder.path()).build());
    let text = article(40);
    let (mine, theirs) = tokio::join!(one.planned(&text), two.planned(&text));
    assert_eq!(mine.key(), theirs.key());
    let done = |_| ();
    let encodings = [Encoding::Mp3];
    let (a, b) = tokio::join!(
        one.library.render(&mine, &encodings, &done),
        two.library.render(&theirs, &encodings, &done),
    );
    a.and(b).unwrap();
    let (heard, other) = tokio::join!(one.sound(&mine), two.sound(&theirs));
    assert!(heard == other);
    let store = Store::in_folder(folder.path()).unwrap();
    assert_eq!(store.verify().await.unwrap().damaged, 0);
    // What one of them finds damaged or removes, the other makes again.
    remove(&folder.path().join("segments")).await;
    assert!(two.sound(&theirs).await == heard);
}

#[tokio::test]
async fn a_clock_that_is_set_back_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let track = app.planned(TEXT).await;
    let sound = app.sound(&track).await;
    app.assert_made(track.len()).await;
    drop(app);
    let years = Duration::from_secs(10 * 365 * 86_400);
    for file in files(folder.path()) {
        let file = std::fs::File::options().append(true).open(file).unwrap();
        file.set_modified(SystemTime::now() + years).unwrap();
    }
    let store = Store::in_folder(folder.path()).unwrap().limited(1 << 20);
    assert_eq!(store.take_stock().await.unwrap(), 0, "nothing leaves");
    let app = TestApp::setup().store(store).build();
    assert!(app.sound(&track).await == sound);
    assert_eq!(app.made(), 0);
}

/// A connection on which an article is asked for.
async fn asking(address: std::net::SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_byte_by_byte_holds_up_nobody_and_has_little_made() {
    let app = TestApp::setup().workers(1).build();
    let slow = app.planned(&article(3_000)).await;
    let address = app.listen().await;
    let mut stream = asking(address, &audio(&slow)).await;
    let mut byte = [0];
    for _ in 0..20 {
        stream.read_exact(&mut byte).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // What fits into the buffers of both ends is made; then the work stops.
    let mut made = 0;
    eventually("a stop of the work", async || {
        tokio::time::sleep(Duration::from_millis(300)).await;
        (std::mem::replace(&mut made, app.made()) == app.made()).then_some(())
    })
    .await;
    assert!(
        app.made() < 1_000,
        "{} sentences for twenty bytes",
        app.made()
    );
    let other = app.planned(TEXT).await;
    assert_eq!(app.sound(&other).await.len() as u64, length_of(&other));
    stream.read_exact(&mut byte).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_clients_that_leave_leave_nothing_behind() {
    let app = TestApp::new();
    let track = app.planned(&article(300)).await;
    let holders = Arc::strong_count(&track);
    let address = app.listen().await;
    let path = audio(&track);
    for n in 0..1_000 {
        match n % 4 {
            // Without a word,
            0 => drop(TcpStream::connect(address).await.unwrap()),
            // in the middle of one,
            1 => {
                let mut stream = TcpStream::connect(address).await.unwrap();
                stream.write_all(b"GET /v1/art").await.unwrap();
            }
            // before the answer,
            2 => drop(asking(address, &path).await),
            // and behind its first byte.
            _ => {
                let mut stream = asking(address, &path).await;
                stream.read_exact(&mut [0]).await.unwrap();
            }
        }
    }
    eventually("letting go of the article", async || {
        (Arc::strong_count(&track) <= holders).then_some(())
    })
    .await;
    app.assert_well().await;
}
