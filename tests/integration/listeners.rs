//! Listeners who come together, hear the beginning before the end is made, and leave.

use std::sync::Arc;

use aloud::sound::Encoding;
use aloud::store::Store;
use aloud::studio::Priority;
use axum::http::Method;
use futures_util::StreamExt as _;
use http_body_util::BodyExt as _;

use crate::util::{
    FaultyStore, TEXT, TestApp, audio, behind_tag, eventually, length_of, request, sound_length,
};

/// An article of `count` sentences, none like another.
fn article(count: usize) -> String {
    let sentence = |n| format!("Sentence {n} of the long article is here.\n\n");
    (0..count).map(sentence).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn listeners_of_one_article_at_once_make_each_sentence_once() {
    let app = TestApp::new();
    let track = app.unplanned(&article(30)).await;
    let (one, two, three) = tokio::join!(app.sound(&track), app.sound(&track), app.sound(&track));
    assert!(one == two && two == three);
    app.assert_made(30).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_bytes_leave_before_the_second_sentence_is_made() {
    let store = FaultyStore::gated();
    let app = TestApp::setup()
        .store(Store::new(store.clone()))
        .workers(1)
        .build();
    let track = app.unplanned(TEXT).await;
    let response = app.open(request(Method::GET, &audio(&track), &[])).await;
    let mut body = response.into_body();
    let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
    assert!(!first.is_empty());
    assert!(
        app.made() <= 1,
        "the only worker is held at the first sentence"
    );
    store.open();
    let rest = body.collect().await.unwrap().to_bytes();
    app.library.plan(&track).await.unwrap();
    assert_eq!((first.len() + rest.len()) as u64, sound_length(&track));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_frees_the_worker_for_the_next() {
    let store = FaultyStore::gated();
    let app = TestApp::setup()
        .store(Store::new(store.clone()))
        .workers(1)
        .build();
    let long = app.planned(&article(200)).await;
    let other = app.planned(TEXT).await;
    let response = app.open(request(Method::GET, &audio(&long), &[])).await;
    let mut body = response.into_body();
    body.frame().await.unwrap().unwrap();
    drop(body);
    store.open();
    let sound = app.sound(&other).await;
    assert_eq!(sound.len() as u64, length_of(&other));
    assert!(
        app.made() <= 1 + other.len() as u64,
        "nothing was made for who had left"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_ends_the_work() {
    let app = TestApp::new();
    let track = app.planned(&article(3_000)).await;
    let holders = Arc::strong_count(&track);
    let url = format!("http://{}{}", app.listen().await, audio(&track));
    let mut response = reqwest::get(url).await.unwrap();
    assert!(response.chunk().await.unwrap().is_some());
    drop(response);
    eventually("letting go of the article", async || {
        (Arc::strong_count(&track) <= holders).then_some(())
    })
    .await;
    // The queue is a queue: what was still asked for comes before this.
    let other = app.planned(TEXT).await;
    app.sound(&other).await;
    let made = app.made();
    assert!(made < 3_000, "{made} sentences were made for nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seek_does_not_wait_for_what_lies_before() {
    let app = TestApp::setup().workers(1).build();
    let track = app.planned(&article(300)).await;
    let response = app.open(request(Method::GET, &audio(&track), &[])).await;
    let mut body = response.into_body();
    body.frame().await.unwrap().unwrap();
    drop(body);
    app.get_with(&audio(&track), &[("range", "bytes=-200")])
        .await
        .status(206);
    assert!(app.made() < 20, "{} sentences", app.made());
}

/// What a render asked for, and a listener asks for sooner, is looked up twice.
#[tokio::test]
async fn a_listener_who_overtakes_a_render_hears_each_sentence_once() {
    let store = FaultyStore::held_up();
    let app = TestApp::setup().store(Store::new(store.clone())).build();
    let track = app.planned("A single sentence.").await;
    let sound = app.sound(&track).await;
    let sound = behind_tag(&sound);
    app.assert_made(1).await;
    store.shut();
    let studio = app.library.studio();
    let prompt = track.prompt(studio, 0, Priority::Rendering).await.unwrap();
    let rendered = studio.take(&prompt, Encoding::Mp3, Priority::Rendering);
    let heard = studio.take(&prompt, Encoding::Mp3, Priority::Waiting);
    tokio::task::yield_now().await;
    store.open();
    let all: Vec<_> = heard.stream(0).collect().await;
    let all: Vec<u8> = all.into_iter().flat_map(Result::unwrap).collect();
    assert!(
        all == sound,
        "{} bytes instead of {}",
        all.len(),
        sound.len()
    );
    assert!(rendered.whole().await.unwrap() == sound);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_listener_leaving_takes_nothing_from_another() {
    let app = TestApp::setup().workers(1).build();
    let track = app.planned(&article(40)).await;
    let leaving = app.open(request(Method::GET, &audio(&track), &[])).await;
    let mut body = leaving.into_body();
    body.frame().await.unwrap().unwrap();
    let staying = app.open(request(Method::GET, &audio(&track), &[])).await;
    drop(body);
    let heard = staying.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(heard.len() as u64, length_of(&track));
}
