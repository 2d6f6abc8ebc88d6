//! Whole files: a rendered article as one object, which anybody can serve.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aloud::track::Track;
use axum::http::Method;
use http_body_util::BodyExt as _;
use serde_json::json;

use crate::util::{TEXT, TestApp, audio, eventually, length_of, request};

/// The whole files below `folder`.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let below = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries
            .map(|entry| entry.unwrap().path())
            .collect::<Vec<_>>()
    };
    let folders = below(&folder.join("mp3"));
    let files = folders.iter().flat_map(|folder| below(folder));
    // What is being written has another ending.
    files
        .filter(|file| file.extension().is_some_and(|ending| ending == "mp3"))
        .collect()
}

/// An app over `folder`, and a text in it that was heard to its end and is kept as one file.
async fn heard(folder: &Path, text: &str) -> (TestApp, Arc<Track>, Vec<u8>, PathBuf) {
    let app = TestApp::setup().folder(folder).build();
    let track = app.planned(text).await;
    let sound = app.sound(&track).await;
    let file = eventually("a whole file", async || kept(folder).pop()).await;
    (app, track, sound, file)
}

/// An app over `folder`, and a text in it that was rendered and is kept as one file.
async fn rendered(folder: &Path) -> (TestApp, Arc<Track>, Vec<u8>, PathBuf) {
    let app = TestApp::setup().folder(folder).build();
    let added = app.add(&json!({"text": TEXT, "render": true})).await;
    let id = added.status(201).json()["id"].as_str().unwrap().to_owned();
    let track = app.plan(&id).await;
    let file = eventually("a whole file", async || kept(folder).pop()).await;
    let whole = std::fs::read(&file).unwrap();
    (app, track, whole, file)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_rendered_is_one_file_and_its_bytes_are_those_of_the_ranges() {
    let folder = tempfile::tempdir().unwrap();
    let (_, track, whole, _) = rendered(folder.path()).await;
    assert_eq!(whole.len() as u64, length_of(&track));
    // Without the sentences, and after a restart: from the file alone.
    std::fs::remove_dir_all(folder.path().join("segments")).unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let track = app.plan(&track.key().to_string()).await;
    assert!(app.sound(&track).await == whole);
    let range = [("range", "bytes=5000-20000")];
    let part = app.get_with(&audio(&track), &range).await.status(206);
    assert!(part.bytes == whole[5_000..=20_000]);
    assert_eq!(app.made(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_rendered_and_got_lost_is_spoken_again() {
    let folder = tempfile::tempdir().unwrap();
    let (app, track, whole, file) = rendered(folder.path()).await;
    let made = app.made();
    std::fs::remove_dir_all(folder.path().join("segments")).unwrap();
    std::fs::remove_file(&file).unwrap();
    // The words of a rendered sentence were given up.
    assert!(app.sound(&track).await == whole);
    // Who hears the last byte is before who counts it.
    let again = async || (app.made() == 2 * made).then_some(());
    eventually("every sentence made again", again).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_cut_by_hand_is_dropped_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (app, track, sound, file) = heard(folder.path(), TEXT).await;
    drop(app);
    std::fs::write(&file, &sound[..sound.len() / 2]).unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let track = app.plan(&track.key().to_string()).await;
    assert!(app.sound(&track).await == sound);
    let mended = async || (std::fs::read(&file).ok()? == sound).then_some(());
    eventually("a mended file", mended).await;
    assert_eq!(app.made(), 0, "the sentences were there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_goes_in_the_middle_is_heard_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let text: String = (0..80)
        .map(|n| format!("This is the long sentence of number {n}, and it takes its time.\n\n"))
        .collect();
    let (app, track, sound, file) = heard(folder.path(), &text).await;
    assert!(sound.len() > 600_000, "longer than what is read at once");
    let response = app.open(request(Method::GET, &audio(&track), &[])).await;
    let mut body = response.into_body();
    let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
    std::fs::remove_file(&file).unwrap();
    let rest = body.collect().await.unwrap().to_bytes();
    assert!([first, rest].concat() == sound);
}
