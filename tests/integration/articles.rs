//! `/v1/articles`: adding, finding and describing articles.

use std::path::{Path, PathBuf};

use aloud::store::Key;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::util::{Origin, PAGE, TEXT, TestApp, eventually};

/// The keys of an object, in order.
fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn encoded(url: &str) -> String {
    url::form_urlencoded::byte_serialize(url.as_bytes()).collect()
}

#[tokio::test]
async fn a_new_article_is_created_and_a_known_one_is_found() {
    let app = TestApp::new();
    let bodies = [
        json!({"html": PAGE}),
        json!({"html": PAGE, "url": "https://news.example/low-tide"}),
        json!({"text": TEXT, "title": "A walk"}),
    ];
    let mut ids = Vec::new();
    for (body, new) in bodies.iter().zip([true, false, true]) {
        let first = app.add(body).await.status(if new { 201 } else { 200 });
        let id = first.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(first.header("location"), format!("/v1/articles/{id}"));
        let again = app.add(body).await.status(200);
        assert_eq!(again.json()["id"], id.as_str());
        ids.push(id);
    }
    // The address is no part of what is heard: the same words are the same sound.
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[0], ids[2]);
}

#[tokio::test]
async fn the_manifest_has_the_shape_that_players_rely_on() {
    let app = TestApp::new();
    let added = app
        .add(&json!({"text": TEXT, "title": "A walk"}))
        .await
        .status(201);
    let manifest = added.json();
    let id = manifest["id"].as_str().unwrap();
    assert_eq!(
        keys(&manifest),
        [
            "duration",
            "exact",
            "id",
            "lang",
            "links",
            "sentences",
            "state",
            "title",
            "url",
            "voice"
        ]
    );
    assert_eq!(manifest["title"], "A walk");
    assert_eq!(manifest["lang"], "en");
    assert_eq!(manifest["voice"], "tone");
    assert_eq!(manifest["url"], Value::Null);
    let base = format!("/v1/articles/{id}");
    let links = json!({
        "self": base,
        "audio": {
            "mp3": format!("{base}/audio.mp3"),
            "opus": format!("{base}/audio.opus"),
            "wav": format!("{base}/audio.wav"),
        },
        "timings": format!("{base}/timings.json"),
        "captions": {
            "vtt": format!("{base}/captions.vtt"),
            "srt": format!("{base}/captions.srt"),
        },
        "sync": format!("{base}/sync.vtt"),
        "hls": format!("{base}/index.m3u8"),
        "events": format!("{base}/events"),
    });
    assert_eq!(manifest["links"], links);
    let sentences = manifest["sentences"].as_array().unwrap();
    assert_eq!(sentences.len(), 8, "the title and seven sentences");
    for sentence in sentences {
        assert_eq!(keys(sentence), ["block", "end", "exact", "start"]);
    }
}

#[tokio::test]
async fn a_manifest_becomes_exact_without_anybody_listening() {
    let app = TestApp::new();
    let added = app.add(&json!({"text": TEXT})).await.status(201).json();
    let place = added["links"]["self"].as_str().unwrap();
    let manifest = eventually("an exact manifest", async || {
        let manifest = app.get(place).await.status(200).json();
        (manifest["exact"] == true).then_some(manifest)
    });
    let manifest = manifest.await;
    assert_eq!(manifest["state"], "planned");
    assert_eq!(app.made(), 0, "a plan makes no sound");
    let sentences = manifest["sentences"].as_array().unwrap();
    let mut before = 0.0;
    for sentence in sentences {
        let (start, end) = (
            sentence["start"].as_f64().unwrap(),
            sentence["end"].as_f64().unwrap(),
        );
        assert!(before < start && start < end, "{sentence}");
        before = end;
    }
    assert!(before < manifest["duration"].as_f64().unwrap());
}

#[tokio::test]
async fn an_estimate_is_said_to_be_one_and_near_the_truth() {
    let app = TestApp::new();
    let track = app.unplanned(TEXT).await;
    let estimate = track.timeline();
    assert!(!estimate.exact);
    app.library.plan(&track).await.unwrap();
    let ratio = estimate.beats.seconds() / track.timeline().beats.seconds();
    assert!((0.7..1.4).contains(&ratio), "{ratio}");
}

#[tokio::test]
async fn a_render_that_was_asked_for_needs_no_listener() {
    let app = TestApp::new();
    let added = app
        .add(&json!({"text": TEXT, "render": true}))
        .await
        .status(201)
        .json();
    let place = added["links"]["self"].as_str().unwrap();
    eventually("a rendered article", async || {
        let state = app.get(place).await.status(200).json()["state"].clone();
        (state == "ready").then_some(())
    })
    .await;
    app.assert_made(7).await;
    let sound = added["links"]["audio"]["mp3"].as_str().unwrap();
    app.get(sound).await.status(200);
    assert_eq!(app.made(), 7, "a listener hears what was made");
}

#[tokio::test]
async fn an_unchanged_manifest_is_not_sent_again() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    for place in ["", "/timings.json"] {
        let path = format!("/v1/articles/{}{place}", track.key());
        let first = app.get(&path).await.status(200);
        assert_eq!(first.header("cache-control"), "no-cache");
        let tag = first.header("etag").to_owned();
        let weak = format!("\"x\", W/{tag}");
        for known in [tag.as_str(), weak.as_str()] {
            let again = app
                .get_with(&path, &[("if-none-match", known)])
                .await
                .status(304);
            assert!(again.bytes.is_empty());
            assert_eq!(again.header("etag"), tag);
        }
        app.get_with(&path, &[("if-none-match", "\"other\"")])
            .await
            .status(200);
    }
}

#[tokio::test]
async fn a_manifest_changes_its_tag_when_it_becomes_exact() {
    let app = TestApp::setup().workers(1).build();
    let track = app.unplanned(TEXT).await;
    let path = format!("/v1/articles/{}", track.key());
    let estimated = app.get(&path).await.header("etag").to_owned();
    app.library.plan(&track).await.unwrap();
    app.get_with(&path, &[("if-none-match", &estimated)])
        .await
        .status(200);
}

#[tokio::test]
async fn many_readers_of_a_page_cost_its_publisher_one_request() {
    let origin = Origin::start().await;
    let app = TestApp::setup().site(&origin.address).build();
    let query = format!(
        "/v1/articles?url={}",
        encoded(&format!("{}/story", origin.address))
    );
    let answers = join_all((0..20).map(|_| app.get(&query))).await;
    let ids: Vec<_> = answers
        .into_iter()
        .map(|a| a.status(200).json()["id"].clone())
        .collect();
    assert!(ids.iter().all(|id| *id == ids[0]));
    assert_eq!(origin.asked(), 1);
    let fragment = format!("{query}{}", encoded("#comments"));
    app.get(&fragment).await.status(200);
    assert_eq!(origin.asked(), 1, "a fragment is the same page");
}

#[tokio::test]
async fn a_question_about_a_page_makes_its_first_seconds_and_no_more() {
    let app = TestApp::new();
    let host = [("host", "audio.example")];
    let query = format!("/v1/articles?url={}", encoded("http://audio.example/demo/"));
    let asked = app.get_with(&query, &host).await.status(200).json();
    let id = asked["id"].as_str().unwrap();
    // The plan comes behind the opening.
    let track = eventually("the plan", async || {
        let key = Key::parse(id).unwrap();
        let track = app.library.by_key(key).await.unwrap().unwrap();
        track.plans().is_some().then_some(track)
    })
    .await;
    let made = usize::try_from(app.made()).unwrap();
    let timeline = track.timeline();
    assert!(
        made < timeline.lines.len(),
        "all {made} sentences were made"
    );
    assert!(timeline.lines[made].offset.seconds() >= 6.0);
    assert!(timeline.lines[made - 1].offset.seconds() < 6.0);
}

#[tokio::test]
async fn a_page_is_known_by_its_address_and_by_its_words() {
    let origin = Origin::start().await;
    let app = TestApp::setup().site(&origin.address).build();
    let url = format!("{}/story", origin.address);
    let by_url = app.add(&json!({"url": url})).await.status(201).json();
    assert_eq!(by_url["url"], url.as_str());
    assert_eq!(by_url["title"], "Low tide");
    let by_html = app.add(&json!({"html": PAGE})).await.status(200).json();
    assert_eq!(by_html["id"], by_url["id"]);
}

#[tokio::test]
async fn a_redirect_on_the_same_site_is_followed() {
    let origin = Origin::start().await;
    let app = TestApp::setup().site(&origin.address).build();
    let moved = app
        .add(&json!({"url": format!("{}/moved", origin.address)}))
        .await
        .json();
    assert_eq!(moved["url"], format!("{}/story", origin.address));
}

/// A page of a real news site, beside the repository: what is written around its article, and
/// how each of its twelve paragraphs begins.
#[tokio::test]
async fn of_a_news_page_only_the_article_is_read_and_all_of_it() {
    let folder = std::env::var_os("ALOUD_SHARED").map(PathBuf::from);
    let folder = folder.unwrap_or(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let Ok(html) = std::fs::read_to_string(folder.join("articles/news-page.html")) else {
        eprintln!("skipped: the news page is not in {}", folder.display());
        return;
    };
    let app = TestApp::new();
    let id = app.add(&json!({"html": html})).await.json()["id"].clone();
    let track = app.plan(id.as_str().unwrap()).await;
    let spoken: Vec<_> = track.lines().map(|line| track.text(line)).collect();
    let spoken = spoken.join(" ");
    let around = [
        "original",
        "Listen to article",
        "Collage",
        "Source:",
        "AI-processed",
        "ZK",
        "Khamidun",
        "Want to stop",
        "Academy",
        "What do you think",
        "Loading comments",
        "RU",
    ];
    for text in around {
        assert!(!spoken.contains(text), "{text} in {spoken}");
    }
    let body = html.split("<div class=\"body\">").nth(1).unwrap();
    let body = body.split("</div>").next().unwrap().replace("&#x27;", "'");
    let paragraphs: Vec<_> = body.split("<p>").skip(1).collect();
    assert_eq!(paragraphs.len(), 12);
    for paragraph in paragraphs {
        let text = paragraph.split("</p>").next().unwrap();
        assert!(spoken.contains(text), "{text}");
    }
    assert!(spoken.starts_with("Microsoft and OpenAI end exclusivity"));
}

#[tokio::test]
async fn timings_point_at_their_sentences_in_javascript_units() {
    let app = TestApp::new();
    let text = "Café 😀 olé is “open”, she said. The naïve 🏳️‍🌈 flag flew.\n\nZoë paid $45 — twice. 👍 Done.";
    let track = app.planned(text).await;
    let path = format!("/v1/articles/{}/timings.json", track.key());
    let timings = app.get(&path).await.status(200).json();
    assert_eq!(
        keys(&timings),
        ["blocks", "duration", "exact", "id", "sentences"]
    );
    let blocks: Vec<Vec<u16>> = timings["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block["text"].as_str().unwrap().encode_utf16().collect())
        .collect();
    let slice = |block: &Value, place: &Value| {
        let at = |key: &str| place[key].as_u64().unwrap() as usize;
        let units = &blocks[block.as_u64().unwrap() as usize];
        String::from_utf16(&units[at("from")..at("to")]).expect("no half of a character")
    };
    let sentences = timings["sentences"].as_array().unwrap();
    let texts: Vec<_> = sentences.iter().map(|s| slice(&s["block"], s)).collect();
    assert_eq!(
        texts,
        [
            "Café 😀 olé is “open”, she said.",
            "The naïve 🏳️‍🌈 flag flew.",
            "Zoë paid $45 — twice.",
            "👍 Done."
        ]
    );
    let words = |n: usize| -> Vec<String> {
        let words = sentences[n]["words"].as_array().unwrap();
        words
            .iter()
            .map(|word| slice(&sentences[n]["block"], word))
            .collect()
    };
    assert_eq!(words(1).first().map(String::as_str), Some("The"));
    assert!(words(1).contains(&"naïve".to_owned()), "{:?}", words(1));
    assert_eq!(
        words(1)
            .last()
            .map(|word| word.trim_end_matches('.').to_owned()),
        Some("flew".into())
    );
    assert!(
        words(2).iter().any(|word| word.contains("45")),
        "{:?}",
        words(2)
    );
}

#[tokio::test]
async fn words_are_in_order_and_inside_their_sentence() {
    let app = TestApp::new();
    let paid = "<p>On May 3, 2024 Dr. Hale paid $1,250.50 to 3 aides, who thanked him for it.";
    let page = format!("<article><h1>Aid</h1>{paid}<blockquote><p>It rained.</blockquote>");
    let added = app.add(&json!({"html": page})).await.status(201).json();
    let track = app.plan(added["id"].as_str().unwrap()).await;
    let announced = track.record().article.blocks.iter();
    assert_eq!(
        announced.filter(|block| block.announced).count(),
        1,
        "the quotation"
    );
    let path = format!("/v1/articles/{}/timings.json", track.key());
    let timings = app.get(&path).await.status(200).json();
    for sentence in timings["sentences"].as_array().unwrap() {
        let number = |value: &Value, key: &str| value[key].as_f64().unwrap();
        let (mut time, mut place) = (number(sentence, "start"), number(sentence, "from"));
        for word in sentence["words"]
            .as_array()
            .expect("the tone voice knows its words")
        {
            assert!(number(word, "start") >= time - 1e-4, "{word} in {sentence}");
            assert!(number(word, "start") < number(word, "end"), "{word}");
            assert!(number(word, "from") >= place && number(word, "from") < number(word, "to"));
            (time, place) = (number(word, "end"), number(word, "from"));
        }
        assert!(time <= number(sentence, "end") + 1e-4);
        assert!(place < number(sentence, "to"));
    }
}

#[tokio::test]
async fn configured_sites_may_read_the_answers_and_others_may_not() {
    let app = TestApp::setup().site("https://news.example").build();
    let track = app.planned(TEXT).await;
    let path = format!("/v1/articles/{}", track.key());
    let cases = [
        ("https://news.example", true, "the site"),
        ("https://evil.example", false, "another site"),
        ("http://news.example", false, "another scheme"),
        ("null", false, "a sandboxed page"),
    ];
    for (origin, open, why) in cases {
        for path in [
            path.clone(),
            format!("{path}/timings.json"),
            format!("{path}/audio.mp3"),
        ] {
            let answer = app.get_with(&path, &[("origin", origin)]).await.status(200);
            let allowed = if open { origin } else { "" };
            assert_eq!(
                answer.header("access-control-allow-origin"),
                allowed,
                "{why}: {path}"
            );
        }
    }
    let player = app
        .get_with("/player.js", &[("origin", "https://evil.example")])
        .await;
    assert_eq!(
        player.header("access-control-allow-origin"),
        "https://evil.example"
    );
}

#[tokio::test]
async fn a_preflight_is_answered_for_configured_sites() {
    let app = TestApp::setup().site("https://news.example").build();
    let headers = [
        ("origin", "https://news.example"),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "range"),
    ];
    let request = crate::util::request(axum::http::Method::OPTIONS, "/v1/articles", &headers);
    let answer = app.send(request).await.status(200);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        "https://news.example"
    );
    assert!(
        answer
            .header("access-control-allow-headers")
            .contains("range")
    );
}

#[tokio::test]
async fn a_reading_speed_is_another_recording() {
    let app = TestApp::new();
    let mut lengths = Vec::new();
    let mut ids = Vec::new();
    for speed in [json!(null), json!(1), json!(2), json!(0.5)] {
        let added = app.add(&json!({"text": TEXT, "speed": speed})).await;
        let id = added.json()["id"].as_str().unwrap().to_owned();
        let track = app.plan(&id).await;
        lengths.push(track.timeline().beats.seconds());
        ids.push(id);
    }
    assert_eq!(ids[0], ids[1], "1 is the voice's own speed");
    let [normal, _, fast, slow] = lengths[..] else {
        panic!("{lengths:?}")
    };
    // Pauses keep their length.
    assert!(fast < 0.75 * normal && slow > 1.4 * normal, "{lengths:?}");
    for wrong in [json!(0.4), json!(4), json!("fast"), json!(-1)] {
        let refused = app.add(&json!({"text": TEXT, "speed": wrong})).await;
        refused.problem(400, "bad-request");
    }
}

/// Voices of two languages and of any, and none that is heard: nobody listens at their address.
const LANGUAGES: &str = r#"
    [[voice]]
    id = "english"
    name = "English"
    language = "en-US"
    backend = "tone"
    sample_rate = 22050
    gain_db = 0.0
    [[voice]]
    id = "any"
    name = "Any"
    language = "*"
    backend = "openai"
    sample_rate = 24000
    gain_db = 0.0
    settings = { base_url = "http://127.0.0.1:9", model = "m", voice = "v" }
    [[voice]]
    id = "german"
    name = "German"
    language = "de-DE"
    backend = "openai"
    sample_rate = 24000
    gain_db = 0.0
    settings = { base_url = "http://127.0.0.1:9", model = "m", voice = "v" }
    "#;

#[tokio::test]
async fn where_no_voice_is_asked_for_one_of_the_language_reads() {
    let setup = TestApp::setup().catalogue(LANGUAGES).voice("english");
    let app = setup.build();
    let cases = [
        ("en", "english", "the voice of the service"),
        ("en-GB", "english", "any English"),
        ("de", "german", "a voice of the language before one of any"),
        ("de-AT", "german", "any German"),
        ("fr", "any", "a voice of any language"),
    ];
    for (lang, voice, why) in cases {
        let added = app.add(&json!({"text": TEXT, "lang": lang})).await;
        assert_eq!(added.status(201).json()["voice"], voice, "{why}");
    }
    let named = json!({"text": TEXT, "lang": "de", "voice": "english"});
    app.add(&named).await.problem(422, "wrong-language");
}
