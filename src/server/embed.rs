//! The player alone on a page, to be put into a frame where scripts of others are not wanted.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use url::Url;

use super::articles::{asked_url, track_of_page};
use super::asked::Asked;
use super::background::plan_in_background;
use super::json::revalidated_text;
use super::problem::Problem;
use super::{Shared, assets};
use crate::delivery::Rendition;
use crate::lang;
use crate::library::Wish;
use crate::manifest::Links;
use crate::track::Track;

const STYLE: &str = include_str!("../../web/embed.css");

/// Everything is of this service, but for the pictures of lock screens, and any page may frame it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     media-src 'self'; img-src 'self' https:; frame-ancestors *; base-uri 'none'",
);

const HTML: &str = "text/html; charset=utf-8";

/// The query of `GET /embed`.
#[derive(Debug, Deserialize)]
pub(super) struct EmbedQuery {
    /// Address of the article's page.
    url: Option<String>,
}

/// `GET /embed?url=…`
pub(super) async fn page(
    State(library): State<Shared>,
    Asked(query): Asked<EmbedQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let url = asked_url(query.url.as_deref())?;
    let mut response = match track_of_page(&library, &url, Wish::default(), &headers).await {
        Ok(track) => {
            plan_in_background(&library, &track);
            revalidated_text(&headers, HTML, player_of(&track, &url))
        }
        Err(error) if is_for_a_person(&headers) => apology(error.into(), &url),
        Err(error) => return Err(error.into()),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    Ok(response)
}

/// `GET /embed.css`
pub(super) async fn style(headers: HeaderMap) -> Result<Response, Problem> {
    assets::serve("embed.css", Some(STYLE), &headers)
}

/// The page with the player of `track`, the article at `url`.
fn player_of(track: &Track, url: &Url) -> String {
    let record = track.record();
    let audio = Links::of_service(track).audio.remove(&Rendition::Mp3);
    let content = format!(
        "<script type=\"module\" src=\"/player.js\"></script>\n\
         <listen-to-article src=\"{}\"><a href=\"{}\" lang=\"en\">Listen to article</a>\
         </listen-to-article>",
        escaped(url.as_str()),
        escaped(&audio.unwrap_or_default()),
    );
    document(&record.lang, record.article.title.as_deref(), url, &content)
}

/// The page that says in words why there is no player, with the status of `problem`.
fn apology(problem: Problem, url: &Url) -> Response {
    let content = format!("<p>{}.</p>", escaped(problem.title()));
    let mut response = problem.into_response();
    *response.body_mut() = document("en", None, url, &content).into();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
    response
}

/// A page in the language `lang` with a link to the article at `url`; `content` is HTML.
fn document(lang: &str, title: Option<&str>, url: &Url, content: &str) -> String {
    let site = url.host_str().unwrap_or_default();
    let right_to_left = lang::is_right_to_left(lang);
    format!(
        include_str!("../../web/embed.html"),
        lang = escaped(lang),
        dir = if right_to_left { "rtl" } else { "ltr" },
        site = escaped(site),
        title = escaped(title.unwrap_or(site)),
        url = escaped(url.as_str()),
        content = content,
    )
}

/// Whether who asks reads HTML, as browsers say and programs do not.
fn is_for_a_person(asked: &HeaderMap) -> bool {
    let accepted = asked.get(header::ACCEPT);
    accepted
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/html"))
}

/// `text` as it stands in HTML, in an element as well as in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
