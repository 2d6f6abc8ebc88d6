//! For operators and those who write clients: the interface as a document, readiness, counts.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::util::{Answer, TEXT, TestApp, audio, request};

/// A service with one planned article, its document, and the id.
async fn described() -> (TestApp, Value, String) {
    let app = TestApp::new();
    let id = app.planned(TEXT).await.key().to_string();
    let document = app.get("/openapi.json").await.status(200).json();
    (app, document, id)
}

/// The operations of a document: method, path, description.
fn operations(document: &Value) -> impl Iterator<Item = (Method, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, item)| {
        let operations = item.as_object().unwrap().iter();
        operations.map(move |(method, operation)| {
            let method = method.to_uppercase().parse().unwrap();
            (method, path.as_str(), operation)
        })
    })
}

/// A request that the operation answers well.
async fn example(app: &TestApp, method: Method, path: &str, id: &str) -> Request<Body> {
    let mut path = path.replace("{id}", id);
    if path.contains("{segment}") {
        let list = app.get(&format!("/v1/articles/{id}/index.m3u8")).await;
        let list = String::from_utf8(list.bytes.to_vec()).unwrap();
        let first = list.lines().find(|line| !line.starts_with('#')).unwrap();
        path = format!("/v1/articles/{id}/{first}");
    }
    let body = match path.as_str() {
        "/v1/articles" if method == Method::POST => json!({ "text": TEXT }),
        "/v1/articles" => {
            path += "?url=http%3A%2F%2Fhere%2Fdemo%2F";
            Value::Null
        }
        "/v1/audio/speech" => json!({ "model": "any", "voice": "tone", "input": "Good day." }),
        _ => Value::Null,
    };
    let request = Request::builder().method(method).uri(path);
    let request = request.header("host", "here");
    match body {
        Value::Null => request.body(Body::empty()),
        body => request
            .header("content-type", "application/json")
            .body(body.to_string().into()),
    }
    .unwrap()
}

/// Holds an answer against one of the contents that an operation describes.
fn hold(document: &Value, answer: &Answer, contents: &Value, what: &str) {
    let kind = answer.header("content-type");
    let content = contents.get(kind);
    let content = content.unwrap_or_else(|| panic!("{what} answers {kind}, not {contents}"));
    if kind.ends_with("json") {
        let mut schema = content["schema"].clone();
        schema["components"] = document["components"].clone();
        let schema = jsonschema::draft202012::new(&schema).unwrap();
        let faults: Vec<_> = schema
            .iter_errors(&answer.json())
            .map(|it| it.to_string())
            .collect();
        assert!(faults.is_empty(), "{what}: {faults:?} in {answer:?}");
    }
}

#[tokio::test]
async fn the_document_is_true_of_every_route_that_it_names() {
    let (app, document, id) = described().await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut seen = 0;
    for (method, path, operation) in operations(&document) {
        let what = format!("{method} {path}");
        assert!(
            operation["summary"]
                .as_str()
                .is_some_and(|it| !it.is_empty()),
            "{what}"
        );
        if path.ends_with("/events") {
            // It ends with a render.
            app.add(&json!({ "text": TEXT, "render": true })).await;
        }
        let request = example(&app, method, path, &id).await;
        let answer = app.send(request).await;
        assert!(answer.code() < 300, "{what}: {answer:?}");
        let described = &operation["responses"][answer.code().to_string()];
        hold(&document, &answer, &described["content"], &what);
        seen += 1;
    }
    assert!(seen >= 18, "{seen} operations");
}

#[tokio::test]
async fn every_route_of_the_interface_is_in_the_document() {
    let (app, document, id) = described().await;
    let links = app.get(&format!("/v1/articles/{id}")).await.json()["links"].clone();
    let mut found = Vec::new();
    let mut open = vec![&links];
    while let Some(link) = open.pop() {
        match link {
            Value::String(link) => found.push(link.replace(&id, "{id}")),
            Value::Object(links) => open.extend(links.values()),
            _ => panic!("{link}"),
        }
    }
    let fixed = [
        "/health",
        "/ready",
        "/metrics",
        "/v1/models",
        "/v1/audio/voices",
        "/v1/audio/speech",
    ];
    found.extend(fixed.map(str::to_owned));
    for path in found {
        assert!(document["paths"].get(&path).is_some(), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_described_is_a_problem_as_described() {
    let (app, document, id) = described().await;
    for (method, path, operation) in operations(&document) {
        let other = if method == Method::POST {
            Method::DELETE
        } else {
            Method::PATCH
        };
        let path = path
            .replace("{id}", &id)
            .replace("{sound}", "x")
            .replace("{segment}", "x");
        let answer = app.send(request(other, &path, &[])).await;
        answer.problem(405, "method-not-allowed");
        let contents = &operation["responses"]["default"]["content"];
        hold(&document, &answer, contents, &path);
    }
    let contents =
        &document["paths"]["/v1/articles/{id}"]["get"]["responses"]["default"]["content"];
    let answer = app.get("/v1/articles/nothing").await.status(404);
    hold(&document, &answer, contents, "an unknown article");
}

#[tokio::test]
async fn a_service_is_ready_when_its_voice_speaks() {
    TestApp::new().get("/ready").await.status(200);
    let app = TestApp::setup().voice("en_US-joe-medium").build();
    app.get("/health").await.status(200);
    let problem = app.get("/ready").await;
    problem.problem(503, "voice-not-installed");
}

#[tokio::test]
async fn what_was_asked_and_made_is_counted() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    app.sound(&track).await;
    app.assert_made(track.len()).await;
    app.get("/no/such/address").await.status(404);
    let answer = app.get("/metrics").await.status(200);
    let text = String::from_utf8(answer.bytes.to_vec()).unwrap();
    let line = |name: &str| {
        text.lines()
            .find(|line| line.starts_with(name))
            .unwrap_or("")
    };
    let route = r#"{method="GET",route="/v1/articles/{id}/audio.mp3",status="200"}"#;
    assert_eq!(
        line(&format!("aloud_http_answers_total{route}")),
        format!("aloud_http_answers_total{route} 1"),
        "{text}"
    );
    let none = r#"aloud_http_answers_total{method="GET",route="none",status="404"} 1"#;
    assert_eq!(line(none), none, "addresses are no names of series");
    let made = format!("aloud_sentences_made_total {}", track.len());
    assert_eq!(line("aloud_sentences_made_total"), made);
    assert!(text.contains("aloud_http_answer_seconds_bucket") && text.ends_with("# EOF\n"));
}

/// Without TLS, by prior knowledge: what proxies in front of services speak.
#[tokio::test(flavor = "multi_thread")]
async fn http_2_is_spoken_too() {
    let app = TestApp::new();
    let track = app.planned(TEXT).await;
    let client = reqwest::Client::builder()
        .http2_prior_knowledge()
        .build()
        .unwrap();
    let url = format!("http://{}{}", app.listen().await, audio(&track));
    let whole = app.sound(&track).await;
    let parts = (0..8).map(|n| {
        let range = format!("bytes={}-{}", n * 1_000, n * 1_000 + 999);
        client.get(&url).header("range", range).send()
    });
    for (n, part) in futures_util::future::join_all(parts)
        .await
        .into_iter()
        .enumerate()
    {
        let part = part.unwrap();
        assert_eq!(
            (part.version(), part.status().as_u16()),
            (reqwest::Version::HTTP_2, 206)
        );
        assert!(part.bytes().await.unwrap() == whole[n * 1_000..(n + 1) * 1_000]);
    }
}
