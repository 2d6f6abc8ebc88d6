//! What is kept: across restarts, in spite of damage, and not at all on a full disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aloud::sound::Encoding;
use aloud::store::{Key, Store};

use crate::hear::decode;
use crate::util::{FaultyStore, TEXT, TestApp, audio, eventually, files};

/// The files of the sentences in `folder`, when there are `count` of them.
async fn stored(folder: &Path, count: usize) -> Vec<PathBuf> {
    let segments = folder.join("segments");
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    // What is being written has a longer name.
    let whole = |path: &PathBuf| Key::parse(&name(path)).is_some();
    let all = async || {
        let found: Vec<_> = files(&segments).into_iter().filter(whole).collect();
        (found.len() == count).then_some(found)
    };
    eventually("a store of all sentences", all).await
}

#[tokio::test]
async fn after_a_restart_everything_is_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let track = app.planned(TEXT).await;
    let sound = app.sound(&track).await;
    let manifest = app
        .get(&format!("/v1/articles/{}", track.key()))
        .await
        .json();
    drop(app);
    stored(folder.path(), track.len()).await;
    let app = TestApp::setup().folder(folder.path()).build();
    let path = format!("/v1/articles/{}", track.key());
    assert_eq!(
        app.get(&path).await.status(200).json(),
        manifest,
        "with its exact times"
    );
    assert!(app.sound(&track).await == sound);
    assert_eq!(app.made(), 0);
    app.add(&serde_json::json!({"text": TEXT}))
        .await
        .status(200);
}

#[tokio::test]
async fn damage_is_healed_and_not_heard() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let track = app.planned(TEXT).await;
    // A format of which no whole file is kept.
    let path = audio(&track).replace(".mp3", ".wav");
    let sound = app.get(&path).await.status(200).bytes;
    drop(app);
    let segments = stored(folder.path(), track.len()).await;
    let whole = std::fs::read(&segments[2]).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    let damages: [(&[u8], &str); 3] = [
        (&flipped, "one bit turned"),
        (&whole[..whole.len() / 2], "cut in half"),
        (b"", "emptied"),
    ];
    for (damage, why) in damages {
        std::fs::write(&segments[2], damage).unwrap();
        let app = TestApp::setup().folder(folder.path()).build();
        assert!(app.get(&path).await.status(200).bytes == sound, "{why}");
        app.assert_made(1).await;
        eventually("a mended sentence", async || {
            (std::fs::read(&segments[2]).ok()? == whole).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_damaged_article_or_plan_is_as_good_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let track = app.planned(TEXT).await;
    drop(app);
    let path = format!("/v1/articles/{}", track.key());
    let plan = files(&folder.path().join("plans")).remove(0);
    std::fs::write(plan, "{").unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    app.get(&path).await.status(200);
    drop(app);
    let article = files(&folder.path().join("articles")).remove(0);
    std::fs::write(article, "\0\0\0").unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    app.get(&path).await.problem(404, "no-such-article");
    app.add(&serde_json::json!({"text": TEXT}))
        .await
        .status(201);
}

/// The program ends when its render does: what is not stored then never is.
#[tokio::test(flavor = "multi_thread")]
async fn a_render_is_done_when_everything_is_stored() {
    let store = FaultyStore::gated();
    let app = TestApp::setup().store(Store::new(store.clone())).build();
    let track = app.planned("A single sentence.").await;
    let (library, rendered) = (Arc::clone(&app.library), Arc::clone(&track));
    let render =
        tokio::spawn(async move { library.render(&rendered, &[Encoding::Mp3], &|_| ()).await });
    app.assert_made(1).await;
    // Chances enough for a render that does not wait to end here.
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    assert!(!render.is_finished());
    store.open();
    render.await.unwrap().unwrap();
    let names = store.names().await;
    assert!(
        names.iter().any(|name| name.starts_with("segments/")),
        "{names:?}"
    );
}

#[tokio::test]
async fn with_a_full_disk_the_article_plays_and_nothing_is_half_stored() {
    let store = FaultyStore::full();
    let app = TestApp::setup().store(Store::new(store.clone())).build();
    let added = app
        .add(&serde_json::json!({"text": TEXT}))
        .await
        .status(201)
        .json();
    let track = app.plan(added["id"].as_str().unwrap()).await;
    for _ in 0..2 {
        let pcm = decode(app.sound(&track).await, "mp3");
        assert_eq!(pcm.len() as u64, track.timeline().beats.samples().0);
    }
    // Made anew for each listener.
    app.assert_made(2 * track.len()).await;
    let part = app
        .get_with(&audio(&track), &[("range", "bytes=5000-")])
        .await
        .status(206);
    assert!(!part.bytes.is_empty());
    assert_eq!(store.names().await, Vec::<String>::new());
    app.assert_well().await;
}
