//! Captions and streams: the same article in the other standards.

use serde_json::json;

use crate::util::{PAGE, TEXT, TestApp, behind_tag};

#[tokio::test]
async fn a_stream_is_the_file_in_pieces() {
    let app = TestApp::new();
    let text: String = (0..30)
        .map(|n| format!("This is the sentence of number {n}. "))
        .collect();
    let track = app.planned(&text).await;
    let base = format!("/v1/articles/{}", track.key());
    let list = app.get(&format!("{base}/index.m3u8")).await.status(200);
    assert_eq!(list.header("content-type"), "application/vnd.apple.mpegurl");
    let list = String::from_utf8(list.bytes.to_vec()).unwrap();
    assert!(list.contains("#EXT-X-PLAYLIST-TYPE:VOD") && list.ends_with("#EXT-X-ENDLIST\n"));
    let names: Vec<_> = list.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(names.len() > 5, "{list}");
    let mut joined = Vec::new();
    // The last one first: nothing before it is made.
    for name in names.iter().rev() {
        let segment = app.get(&format!("{base}/{name}")).await.status(200);
        assert_eq!(segment.header("content-type"), "audio/mpeg");
        assert_eq!(
            segment.header("content-length"),
            segment.bytes.len().to_string()
        );
        assert!(
            segment
                .bytes
                .windows(21)
                .any(|at| at == b"com.apple.streaming.t")
        );
        joined.splice(..0, behind_tag(&segment.bytes).to_vec());
    }
    assert!(joined == behind_tag(&app.sound(&track).await));
    let first = names[0].rsplit_once('/').unwrap().0;
    for strange in [
        format!("{first}/0-99999.mp3"),
        format!("{first}/x.mp3"),
        "hls/0/0-1.mp3".into(),
    ] {
        app.get(&format!("{base}/{strange}"))
            .await
            .problem(404, "no-such-address");
    }
}

#[tokio::test]
async fn a_list_is_shown_while_the_plan_is_under_way_and_grows() {
    let app = TestApp::new();
    let text: String = (0..400)
        .map(|n| format!("This is the sentence of number {n}. "))
        .collect();
    let track = app.unplanned(&text).await;
    let path = format!("/v1/articles/{}/index.m3u8", track.key());
    let early = app.get(&path).await.status(200);
    let early = String::from_utf8(early.bytes.to_vec()).unwrap();
    app.library.plan(&track).await.unwrap();
    let whole = app.get(&path).await.status(200);
    let whole = String::from_utf8(whole.bytes.to_vec()).unwrap();
    let segments =
        |list: &str| list[list.find("#EXTINF").unwrap()..].replace("#EXT-X-ENDLIST\n", "");
    assert!(segments(&whole).starts_with(&segments(&early)));
    assert!(early.matches("#EXTINF").count() >= 3, "{early}");
}

#[tokio::test]
async fn captions_and_cues_are_those_of_the_article() {
    let app = TestApp::new();
    let body = json!({"html": PAGE, "url": "https://example.org/tide"});
    let added = app.add(&body).await.status(201).json();
    app.plan(added["id"].as_str().unwrap()).await;
    let links = &added["links"];
    let cases = [
        (
            &links["captions"]["vtt"],
            "text/vtt; charset=utf-8",
            "WEBVTT",
        ),
        (
            &links["captions"]["srt"],
            "application/x-subrip; charset=utf-8",
            "1\n00:00:00,",
        ),
        (&links["sync"], "text/vtt; charset=utf-8", "WEBVTT"),
    ];
    for (link, kind, beginning) in cases {
        let path = link.as_str().unwrap();
        let answer = app.get(path).await.status(200);
        assert_eq!(answer.header("content-type"), kind);
        let text = String::from_utf8_lossy(&answer.bytes).into_owned();
        assert!(text.starts_with(beginning), "{text}");
        for words in ["Low tide", "children walked", "when it would come back."] {
            assert!(text.replace('\n', " ").contains(words), "{words}: {text}");
        }
        let tag = answer.header("etag").to_owned();
        app.get_with(path, &[("if-none-match", &tag)])
            .await
            .status(304);
    }
    let other = app.planned(TEXT).await;
    let path = format!("/v1/articles/{}/captions.ass", other.key());
    app.get(&path).await.problem(404, "no-such-address");
}
