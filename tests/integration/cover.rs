//! The publisher's picture in the files of articles.

use crate::util::{TEXT, TestApp, audio, behind_tag};

/// What a JPEG begins with, and as many bytes as a small one has.
fn jpeg(last: u8) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8, 0xff, 0xe0];
    file.resize(20_000, last);
    file
}

fn pictures(sound: &[u8]) -> Vec<Vec<u8>> {
    let tag = id3::Tag::read_from2(std::io::Cursor::new(sound)).unwrap();
    tag.pictures().map(|it| it.data.clone()).collect()
}

#[tokio::test]
async fn the_file_carries_the_picture_and_its_length_counts_it() {
    let plain = TestApp::new();
    let track = plain.planned(TEXT).await;
    let without = plain.sound(&track).await;
    let app = TestApp::setup().cover(&jpeg(1)).build();
    let track = app.planned(TEXT).await;
    let told = app.head(&audio(&track)).await.status(200);
    let length: usize = told.header("content-length").parse().unwrap();
    let sound = app.sound(&track).await;
    assert_eq!(sound.len(), length);
    assert_eq!(pictures(&sound), [jpeg(1)]);
    assert!(behind_tag(&sound) == behind_tag(&without), "the same sound");
}

#[tokio::test]
async fn an_article_keeps_the_picture_that_it_was_read_with() {
    let folder = tempfile::tempdir().unwrap();
    let app = |picture| {
        let setup = TestApp::setup().folder(folder.path());
        setup.cover(&jpeg(picture)).build()
    };
    let first = app(1);
    let track = first.planned(TEXT).await;
    let sound = first.sound(&track).await;
    drop(first);
    let second = app(2);
    assert!(second.sound(&track).await == sound);
    let other = second.planned("Another article has the new picture.").await;
    assert_eq!(pictures(&second.sound(&other).await), [jpeg(2)]);
}

#[tokio::test]
async fn a_picture_that_is_gone_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::setup()
        .folder(folder.path())
        .cover(&jpeg(1))
        .build();
    let track = app.planned(TEXT).await;
    drop(app);
    std::fs::remove_dir_all(folder.path().join("covers")).unwrap();
    let app = TestApp::setup().folder(folder.path()).build();
    let sound = app.sound(&track).await;
    assert!(pictures(&sound).is_empty());
    assert!(!behind_tag(&sound).is_empty());
}
