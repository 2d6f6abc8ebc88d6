//! `/embed`: the player alone, in a frame.

use crate::util::{Answer, Origin, TestApp};

/// An article in Hebrew whose title would be a script, were it not text.
const HOSTILE: &str = "<!doctype html><html lang=\"he\"><head>\
<title>&lt;script&gt;alert(\"1\")&lt;/script&gt; {url} המים</title></head><body><article>\
<h1>&lt;script&gt;alert(\"1\")&lt;/script&gt; {url} המים</h1>\
<p>המים נסוגו רחוק יותר מכפי שמישהו בנמל ראה אותם נסוגים אי פעם.</p>\
<p>עד הצהריים עמדו החומות העתיקות ביבשה, וילדים הלכו ביניהן אל האי.</p>\
</article></body></html>";

async fn embed(app: &TestApp, url: &str, accept: &str) -> Answer {
    let url: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
    let path = format!("/embed?url={url}");
    app.get_with(&path, &[("accept", accept)]).await
}

fn html(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    String::from_utf8(answer.bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_frame_holds_the_player_and_a_link_to_the_article() {
    let origin = Origin::start().await;
    let app = TestApp::setup().site(&origin.address).build();
    let url = format!("{}/story?a=1&b=\"2\"", origin.address);
    let page = html(&embed(&app, &url, "text/html").await.status(200));
    let escaped = url.replace('&', "&amp;").replace('"', "%22");
    for expected in [
        "<html lang=\"en\" dir=\"ltr\">".to_owned(),
        format!("<a href=\"{escaped}\" target=\"_blank\" rel=\"noopener\">Low tide</a>"),
        format!("<listen-to-article src=\"{escaped}\"><a href=\"/v1/articles/"),
    ] {
        assert!(page.contains(&expected), "{expected} in {page}");
    }
    for name in ["/player.js", "/embed.css"] {
        assert!(page.contains(&format!("\"{name}\"")), "{name}");
        app.get(name).await.status(200);
    }
    let sound = page.split("\"><a href=\"").nth(1).unwrap();
    let sound = app.get(sound.split('"').next().unwrap()).await.status(200);
    assert_eq!(sound.header("content-type"), "audio/mpeg");
}

#[tokio::test]
async fn what_an_article_says_is_text_and_no_script() {
    let origin = Origin::start().await;
    origin.tell(Ok(HOSTILE));
    let app = TestApp::setup().site(&origin.address).build();
    let url = format!("{}/story?\"><script>", origin.address);
    let page = html(&embed(&app, &url, "text/html").await.status(200));
    assert!(page.contains("<html lang=\"he\" dir=\"rtl\">"), "{page}");
    let title = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; {url} המים</a>";
    assert!(page.contains(title), "{page}");
    let scripts: Vec<_> = page.match_indices("<script").collect();
    assert_eq!(scripts.len(), 1, "only the player: {page}");
}

#[tokio::test]
async fn a_frame_loads_nothing_from_elsewhere_and_stands_in_any_page() {
    let origin = Origin::start().await;
    let app = TestApp::setup().site(&origin.address).build();
    let url = format!("{}/story", origin.address);
    let first = embed(&app, &url, "text/html").await.status(200);
    let policy = first.header("content-security-policy");
    for rule in [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors *",
    ] {
        assert!(policy.contains(rule), "{policy}");
    }
    let path = format!("/embed?url={url}");
    let again = [("if-none-match", first.header("etag"))];
    let again = app.get_with(&path, &again).await.status(304);
    assert_eq!(again.header("content-security-policy"), policy);
}

#[tokio::test]
async fn a_page_of_another_site_is_refused_in_the_words_of_who_asks() {
    let app = TestApp::new();
    let url = "https://news.example/story";
    let program = embed(&app, url, "*/*").await;
    program.problem(403, "site-not-configured");
    let person = embed(&app, url, "text/html,application/xhtml+xml").await;
    let person = person.status(403);
    assert_eq!(person.header("cache-control"), "no-store");
    assert!(person.header("content-security-policy").contains("'none'"));
    let page = html(&person);
    assert!(
        page.contains("<p>This site is not read here.</p>"),
        "{page}"
    );
    assert!(page.contains("<a href=\"https://news.example/story\""));
    assert!(!page.contains("<script"));
}

#[tokio::test]
async fn what_is_no_address_has_no_frame() {
    let app = TestApp::new();
    app.get("/embed").await.problem(400, "bad-request");
    for url in ["", "story", "javascript:alert(1)", "data:text/html,x"] {
        let answer = embed(&app, url, "text/html").await;
        answer.problem(400, "bad-request");
    }
}

#[tokio::test]
async fn a_demo_page_can_be_framed() {
    let app = TestApp::new();
    let path = "/embed?url=http%3A%2F%2Fservice%2Fdemo%2Fde%2F";
    let page = html(&app.get_with(path, &[("host", "service")]).await.status(200));
    assert!(page.contains("<html lang=\"de\" dir=\"ltr\">"), "{page}");
}
