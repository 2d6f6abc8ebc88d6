//! `audio.mp3`: a stream before the lengths are known, a file with ranges afterwards.

use std::f32::consts::TAU;

use aloud::delivery::Rendition;
use axum::http::Method;
use id3::TagLike as _;
use serde_json::json;

use crate::hear::decode;
use crate::util::{Answer, TEXT, TestApp, audio, behind_tag, length_of, request, tag_of};

/// One MP3 frame in samples, 24 ms: how exact every time is.
const FRAME: usize = 576;
/// A tone is at half scale, a pause at nothing, and the encoder smears a little.
const LOUD: f32 = 0.12;

fn near(a: usize, b: usize) -> bool {
    a.abs_diff(b) <= FRAME
}

fn sample(seconds: &serde_json::Value) -> usize {
    (seconds.as_f64().unwrap() * 24_000.0).round() as usize
}

#[tokio::test]
async fn sound_without_a_plan_is_streamed() {
    let app = TestApp::new();
    let track = app.unplanned(TEXT).await;
    let answer = app.get(&audio(&track)).await.status(200);
    assert_eq!(answer.header("content-type"), "audio/mpeg");
    assert_eq!(answer.header("content-length"), "");
    assert_eq!(answer.header("cache-control"), "no-store");
    app.library.plan(&track).await.unwrap();
    let file = app.sound(&track).await;
    assert!(
        answer.bytes == behind_tag(&file),
        "the same sound as in the file"
    );
}

#[tokio::test]
async fn who_takes_a_stream_for_all_bytes_does_not_wait_for_the_plan() {
    let app = TestApp::new();
    let track = app.unplanned(TEXT).await;
    let whole = [("range", "bytes=0-")];
    let answer = app.get_with(&audio(&track), &whole).await.status(200);
    assert_eq!(answer.header("content-length"), "");
    assert!(answer.bytes.len() > 10_000);
}

#[tokio::test]
async fn who_needs_a_part_waits_for_the_plan() {
    let app = TestApp::new();
    let track = app.unplanned(TEXT).await;
    let probe = [("range", "bytes=0-1")];
    let answer = app.get_with(&audio(&track), &probe).await.status(206);
    let length = length_of(&track);
    assert_eq!(
        answer.header("content-range"),
        format!("bytes 0-1/{length}")
    );
    assert_eq!(answer.bytes.len(), 2);
}

#[tokio::test]
async fn planned_sound_is_a_file_before_it_is_made() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let length = length_of(&track);
    let head = app.head(&audio(&track)).await.status(200);
    assert_eq!(head.header("content-length"), length.to_string());
    assert_eq!(head.header("accept-ranges"), "bytes");
    assert_eq!(head.header("etag"), tag_of(&track));
    assert!(head.header("cache-control").contains("immutable"));
    assert_eq!(app.made(), 0, "a question makes no sound");
    let whole = app.get(&audio(&track)).await.status(200);
    assert_eq!(whole.header("content-length"), length.to_string());
    assert_eq!(whole.bytes.len() as u64, length);
}

/// What [`TestApp`] cannot show: the HTTP library adds and removes lengths of its own.
#[tokio::test(flavor = "multi_thread")]
async fn lengths_on_the_wire_are_true_or_not_there() {
    let app = TestApp::new();
    let unplanned = app.unplanned("Nobody knows how long this is.").await;
    let address = app.listen().await;
    let client = reqwest::Client::new();
    let url = |track| format!("http://{address}{}", audio(track));
    let head = client.head(url(&unplanned)).send().await.unwrap();
    assert_eq!(
        head.headers().get("content-length"),
        None,
        "not known yet, and not 0"
    );
    let planned = app.planned(TEXT).await;
    let length = length_of(&planned).to_string();
    let head = client.head(url(&planned)).send().await.unwrap();
    assert_eq!(head.headers()["content-length"], length.as_str());
    let whole = client.get(url(&planned)).send().await.unwrap();
    assert_eq!(whole.headers()["content-length"], length.as_str());
    assert_eq!(whole.bytes().await.unwrap().len().to_string(), length);
    let known = client
        .get(url(&planned))
        .header("if-none-match", tag_of(&planned));
    let known = known.send().await.unwrap();
    assert_eq!(known.status(), 304);
    assert_eq!(known.headers().get("content-length"), None);
}

#[tokio::test]
async fn requests_for_parts_are_answered_as_players_expect() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let whole = app.sound(&track).await;
    let (length, tag) = (whole.len(), tag_of(&track));
    let last = length - 1;
    struct Case<'a> {
        headers: &'a [(&'a str, &'a str)],
        status: u16,
        part: std::ops::Range<usize>,
        why: &'a str,
    }
    let beyond = format!("bytes={length}-");
    let cases = [
        Case {
            headers: &[("range", "bytes=0-0")],
            status: 206,
            part: 0..1,
            why: "a player's first probe",
        },
        Case {
            headers: &[("range", "bytes=0-")],
            status: 206,
            part: 0..length,
            why: "Safari asks so",
        },
        Case {
            headers: &[("range", "bytes=1000-1999")],
            status: 206,
            part: 1000..2000,
            why: "inside a sentence",
        },
        Case {
            headers: &[("range", "bytes=30000-60000")],
            status: 206,
            part: 30_000..60_001,
            why: "across sentences",
        },
        Case {
            headers: &[("range", "bytes=-500")],
            status: 206,
            part: length - 500..length,
            why: "the end",
        },
        Case {
            headers: &[("range", "bytes=9000-99999999")],
            status: 206,
            part: 9000..length,
            why: "past the end",
        },
        Case {
            headers: &[("range", &beyond)],
            status: 416,
            part: 0..0,
            why: "behind the end",
        },
        Case {
            headers: &[("range", "bytes=5-2")],
            status: 416,
            part: 0..0,
            why: "backwards",
        },
        Case {
            headers: &[("range", "seconds=1-2")],
            status: 200,
            part: 0..length,
            why: "a unit that is not bytes",
        },
        Case {
            headers: &[("range", "bytes=9-19"), ("if-range", &tag)],
            status: 206,
            part: 9..20,
            why: "the same file",
        },
        Case {
            headers: &[("range", "bytes=9-19"), ("if-range", "\"old\"")],
            status: 200,
            part: 0..length,
            why: "another file",
        },
        Case {
            headers: &[("if-none-match", &tag)],
            status: 304,
            part: 0..0,
            why: "known",
        },
    ];
    for Case {
        headers,
        status,
        part,
        why,
    } in cases
    {
        let answer = app.get_with(&audio(&track), headers).await.status(status);
        match status {
            416 => {
                answer.problem(416, "no-such-range");
                assert_eq!(
                    answer.header("content-range"),
                    format!("bytes */{length}"),
                    "{why}"
                );
            }
            304 => assert!(answer.bytes.is_empty()),
            206 => {
                let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
                assert_eq!(answer.header("content-range"), range, "{why}");
                assert_eq!(
                    answer.header("content-length"),
                    part.len().to_string(),
                    "{why}"
                );
                assert!(answer.bytes == whole[part], "{why}");
            }
            _ => assert!(answer.bytes == whole, "{why}"),
        }
    }
    let probe = request(Method::HEAD, &audio(&track), &[("range", "bytes=0-")]);
    let probe: Answer = app.send(probe).await.status(206);
    assert_eq!(
        probe.header("content-range"),
        format!("bytes 0-{last}/{length}")
    );
    assert!(probe.bytes.is_empty());
}

#[tokio::test]
async fn ranges_joined_are_the_whole_in_every_format() {
    for rendition in Rendition::ALL {
        let app = TestApp::new();
        let track = app.planned(TEXT).await;
        let path = audio(&track).replace("mp3", rendition.ending());
        let head = app.head(&path).await.status(200);
        assert_eq!(head.header("content-type"), rendition.media_type());
        let length: usize = head.header("content-length").parse().unwrap();
        // Prime, so that the cuts fall everywhere in sentences, frames and pages; from the end, so
        // that no sentence before a range is made yet.
        let cuts: Vec<_> = (0..length).step_by(7919).collect();
        let mut joined = vec![0; length];
        for &from in cuts.iter().rev() {
            let to = (from + 7919).min(length);
            let range = format!("bytes={from}-{}", to - 1);
            let part = app.get_with(&path, &[("range", &range)]).await.status(206);
            joined[from..to].copy_from_slice(&part.bytes);
        }
        assert!(joined == app.get(&path).await.bytes, "{rendition:?}");
        app.assert_made(track.len()).await;
    }
}

#[tokio::test]
async fn a_sentence_is_spoken_once_for_all_formats() {
    let app = TestApp::new();
    let track = app.planned("One sentence is said here.").await;
    let encodings = Rendition::ALL.map(Rendition::encoding);
    let done = |_| ();
    app.library.render(&track, &encodings, &done).await.unwrap();
    // As bytes, not as PCM: the same sound in each.
    let wav = app.get(&audio(&track).replace("mp3", "wav")).await.bytes;
    let pcm = decode(wav.to_vec(), "wav");
    let heard = decode(app.sound(&track).await, "mp3");
    assert_eq!(pcm.len(), heard.len());
    let apart = pcm.iter().zip(&heard).map(|(a, b)| (a - b).abs());
    assert!(apart.fold(0.0, f32::max) < 0.1, "MP3 is near the samples");
}

#[tokio::test]
async fn a_file_says_what_it_is_and_has_a_chapter_for_each_heading() {
    let app = TestApp::new();
    let page = "<html lang=en><head><title>Low tide</title><meta name=author content='Ann Reed'>\
        </head><article><h1>Low tide</h1><p>The water went out further than anybody had seen.</p>\
        <h2>The walls</h2><p>By noon the old walls stood dry, and children walked there.</p>\
        <h2>The island</h2><p>Nobody could say when it would come back to the harbour.</p></article>";
    let body = json!({"html": page, "url": "https://www.example.org/tide"});
    let added = app.add(&body).await.status(201).json();
    let track = app.plan(added["id"].as_str().unwrap()).await;
    let sound = app.sound(&track).await;
    assert_eq!(sound.len() as u64, length_of(&track));
    let tag = id3::Tag::read_from2(std::io::Cursor::new(&sound)).unwrap();
    assert_eq!(tag.title(), Some("Low tide"));
    assert_eq!(tag.artist(), Some("Ann Reed"));
    assert_eq!(tag.album(), Some("example.org"));
    let chapters: Vec<_> = tag.chapters().collect();
    let times: Vec<_> = chapters
        .iter()
        .map(|it| (it.start_time, it.end_time))
        .collect();
    assert_eq!(times.len(), 3, "before the first heading, and one each");
    assert!(times[0].0 == 0 && times.windows(2).all(|two| two[0].1 == two[1].0));
    let milliseconds = track.timeline().beats.seconds() * 1_000.0;
    assert_eq!(u64::from(times[2].1), milliseconds as u64);
    let pcm = decode(sound, "mp3");
    assert_eq!(pcm.len() as u64, track.timeline().beats.samples().0);
}

#[tokio::test]
async fn a_far_range_makes_only_its_own_sentences() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    app.get_with(&audio(&track), &[("range", "bytes=-200")])
        .await
        .status(206);
    app.assert_made(1).await;
}

#[tokio::test]
async fn the_whole_decodes_to_exactly_the_duration() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let manifest = app
        .get(&format!("/v1/articles/{}", track.key()))
        .await
        .json();
    let pcm = decode(app.sound(&track).await, "mp3");
    assert_eq!(pcm.len(), sample(&manifest["duration"]));
}

/// Where sound begins and ends: stretches above the threshold, joined across gaps under 90 ms.
fn stretches(pcm: &[f32]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, sample) in pcm.iter().enumerate() {
        if sample.abs() < LOUD {
            continue;
        }
        match found.last_mut() {
            Some((_, end)) if at - *end < 2_160 => *end = at,
            _ => found.push((at, at)),
        }
    }
    found
}

#[tokio::test]
async fn sentences_are_heard_when_the_manifest_says() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let manifest = app
        .get(&format!("/v1/articles/{}", track.key()))
        .await
        .json();
    let heard = stretches(&decode(app.sound(&track).await, "mp3"));
    let sentences = manifest["sentences"].as_array().unwrap();
    assert_eq!(heard.len(), sentences.len());
    for (sentence, (start, end)) in sentences.iter().zip(heard) {
        assert!(
            near(sample(&sentence["start"]), start),
            "{sentence}: heard from {start}"
        );
        assert!(
            near(sample(&sentence["end"]), end),
            "{sentence}: heard to {end}"
        );
    }
}

/// How strong `hertz` is in `pcm`: Goertzel's one bin of a Fourier transform.
fn strength(pcm: &[f32], hertz: f32) -> f32 {
    let factor = 2.0 * (TAU * hertz / 24_000.0).cos();
    let (mut one, mut two) = (0.0, 0.0);
    for sample in pcm {
        (one, two) = (sample + factor * one - two, one);
    }
    one * one + two * two - factor * one * two
}

#[tokio::test]
async fn every_word_is_heard_at_its_own_time() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let path = format!("/v1/articles/{}/timings.json", track.key());
    let timings = app.get(&path).await.json();
    let pcm = decode(app.sound(&track).await, "mp3");
    let mut words = 0;
    for sentence in timings["sentences"].as_array().unwrap() {
        let block = &timings["blocks"][sentence["block"].as_u64().unwrap() as usize]["text"];
        for word in sentence["words"].as_array().unwrap() {
            let text = &block.as_str().unwrap()[word["from"].as_u64().unwrap() as usize..];
            let letter = text.bytes().next().unwrap().to_ascii_lowercase();
            // A frame is left out on either side: the sound of a neighbour may reach into it.
            let (from, to) = (sample(&word["start"]) + FRAME, sample(&word["end"]) - FRAME);
            let tone = |letter: u8| strength(&pcm[from..to], 200.0 + 20.0 * f32::from(letter % 32));
            let loudest = (b'a'..=b'z')
                .max_by(|a, b| tone(*a).total_cmp(&tone(*b)))
                .unwrap();
            assert_eq!(loudest as char, letter as char, "{word}: {text}");
            words += 1;
        }
    }
    assert!(words > 40, "{words} words");
}

#[tokio::test]
async fn the_same_sentence_in_two_articles_is_made_once() {
    let app = TestApp::new();
    let one = app.planned("The sea was calm.\n\nWords follow.").await;
    let two = app.planned("The sea was calm.\n\nOthers follow.").await;
    app.sound(&one).await;
    app.sound(&two).await;
    app.assert_made(3).await;
}

#[tokio::test]
async fn a_sentence_without_anything_to_say_takes_no_time() {
    let app = TestApp::new();
    let track = app
        .planned("One word.\n\n* * *\n\n— — —\n\nTwo words.")
        .await;
    let manifest = app
        .get(&format!("/v1/articles/{}", track.key()))
        .await
        .json();
    let pcm = decode(app.sound(&track).await, "mp3");
    assert_eq!(pcm.len(), sample(&manifest["duration"]));
    assert_eq!(stretches(&pcm).len(), 2);
}

#[tokio::test]
async fn a_download_has_the_name_of_the_article() {
    let app = TestApp::new();
    let body = serde_json::json!({"text": TEXT, "title": "Ebbe & Flut: naïve"});
    let id = app.add(&body).await.json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let track = app.plan(&id).await;
    let answer = app
        .get(&format!("{}?download=1", audio(&track)))
        .await
        .status(200);
    let name = answer.header("content-disposition");
    assert!(
        name.starts_with("attachment; filename=\"Ebbe-Flut-na-ve.mp3\""),
        "{name}"
    );
    assert_eq!(
        app.get(&audio(&track)).await.header("content-disposition"),
        ""
    );
}

#[tokio::test]
async fn sound_is_never_compressed_and_text_is() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let gzip = [("accept-encoding", "gzip")];
    assert_eq!(
        app.get_with(&audio(&track), &gzip)
            .await
            .header("content-encoding"),
        ""
    );
    let manifest = format!("/v1/articles/{}", track.key());
    assert_eq!(
        app.get_with(&manifest, &gzip)
            .await
            .header("content-encoding"),
        "gzip"
    );
}
