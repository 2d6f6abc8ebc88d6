//! Articles: add one, find that of a page, its manifest and its timings.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::Url;
use utoipa::{IntoParams, ToSchema};

use super::asked::{Asked, Part};
use super::background::{open_in_background, plan_in_background, render_in_background};
use super::json::{JsonBody, revalidated};
use super::openapi::{ARTICLES, ArticleId};
use super::problem::Problem;
use super::{Shared, demo};
use crate::article::{Format, Verbosity};
use crate::library::{Document, Library, LibraryError, Wish};
use crate::manifest::{Links, Manifest, Timings};
use crate::speech::Pace;
use crate::store::Key;
use crate::track::Track;

/// The article that is to be read: one of `html`, `text` or `url`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewArticle)]
pub(super) struct AddBody {
    /// The page to read, or where `html` comes from.
    url: Option<String>,
    /// A whole page.
    html: Option<String>,
    /// Plain text.
    text: Option<String>,
    /// The title of `text`.
    title: Option<String>,
    /// BCP 47 tag; what the page says by default.
    lang: Option<String>,
    /// Id of the voice; the service's by default.
    voice: Option<String>,
    /// How much of the article is read; the service's by default.
    verbosity: Option<Verbosity>,
    /// How fast it is read, from 0.5 to 3; the voice's own speed by default.
    #[schema(value_type = Option<f32>, minimum = 0.5, maximum = 3)]
    speed: Option<Pace>,
    /// Whether the sound is made now, without a listener.
    #[serde(default)]
    render: bool,
}

/// Reads an article and answers with its manifest.
#[utoipa::path(post, path = "/v1/articles", tag = ARTICLES, request_body = AddBody, responses(
    (status = 201, body = Manifest<'_>, description = "It is new here.", headers(("location" = String))),
    (status = 200, body = Manifest<'_>, description = "It was known."),
))]
pub(super) async fn add(
    State(library): State<Shared>,
    JsonBody(body): JsonBody<AddBody>,
) -> Result<Response, Problem> {
    let render = body.render;
    let wish = Wish {
        lang: body.lang.clone(),
        voice: body.voice.clone(),
        verbosity: body.verbosity,
        speed: body.speed,
    };
    let (track, new) = match source(body)? {
        Source::Page(url) => library.by_page(&url, wish).await?,
        Source::Document(document) => library.add(document, wish).await?,
    };
    if render {
        render_in_background(&library, &track);
    } else {
        plan_in_background(&library, &track);
    }
    let links = Links::of_service(&track);
    let place = HeaderValue::from_str(&links.manifest);
    let mut response = axum::Json(Manifest::new(&track, links)).into_response();
    if new {
        *response.status_mut() = StatusCode::CREATED;
    }
    if let Ok(place) = place {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// What a body asks to be read.
enum Source {
    Page(Url),
    Document(Document),
}

fn source(body: AddBody) -> Result<Source, Problem> {
    let url = body.url.as_deref().map(parse_url).transpose()?;
    let document = |text: String, format| Document {
        bytes: text.into_bytes(),
        format,
        charset: Some("utf-8".into()),
        url: url.clone(),
        title: body.title.clone(),
    };
    match (body.html, body.text, url.clone()) {
        (Some(html), None, _) => Ok(Source::Document(document(html, Format::Html))),
        (None, Some(text), _) => Ok(Source::Document(document(text, Format::Plain))),
        (None, None, Some(url)) => Ok(Source::Page(url)),
        _ => Err(Problem::bad_request(
            "the body takes one of `html`, `text` or `url` (`html` may have a `url` beside it)",
        )),
    }
}

fn parse_url(text: &str) -> Result<Url, Problem> {
    let url = Url::parse(text).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| {
        let shown: String = text.escape_debug().take(200).collect();
        Problem::bad_request(format!("'{shown}' is not an http or https address"))
    })
}

/// The query of `GET /v1/articles`.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// Address of the page.
    #[param(required = true, value_type = String, format = Uri)]
    url: Option<String>,
    /// BCP 47 tag; what the page says by default.
    lang: Option<String>,
    /// Id of the voice; the service's by default.
    voice: Option<String>,
    /// How much of the article is read; the service's by default.
    verbosity: Option<Verbosity>,
    /// How fast it is read; the voice's own speed by default.
    #[param(value_type = Option<f32>, minimum = 0.5, maximum = 3)]
    speed: Option<Pace>,
}

/// The manifest of a page on a configured site.
#[utoipa::path(get, path = "/v1/articles", tag = ARTICLES, params(PageQuery), responses(
    (status = 200, body = Manifest<'_>, headers(("etag" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn of_page(
    State(library): State<Shared>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let url = asked_url(query.url.as_deref())?;
    let wish = Wish {
        lang: query.lang,
        voice: query.voice,
        verbosity: query.verbosity,
        speed: query.speed,
    };
    let track = track_of_page(&library, &url, wish, &headers).await?;
    open_in_background(&library, &track);
    Ok(with_manifest(&headers, &track))
}

/// The track of the page at `url`, which may be a demo page of this service.
pub(super) async fn track_of_page(
    library: &Library,
    url: &Url,
    wish: Wish,
    headers: &HeaderMap,
) -> Result<Arc<Track>, LibraryError> {
    match demo::own_page(url, headers) {
        Some(page) => page.track(library, wish).await,
        None => Ok(library.by_page(url, wish).await?.0),
    }
}

/// The address in the query `url`.
pub(super) fn asked_url(url: Option<&str>) -> Result<Url, Problem> {
    parse_url(url.ok_or_else(|| Problem::bad_request("the query has no `url`"))?)
}

/// The manifest of an article.
#[utoipa::path(get, path = "/v1/articles/{id}", tag = ARTICLES, params(ArticleId), responses(
    (status = 200, body = Manifest<'_>, headers(("etag" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn manifest(
    State(library): State<Shared>,
    Part(id): Part,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let track = find(&library, &id).await?;
    plan_in_background(&library, &track);
    Ok(with_manifest(&headers, &track))
}

/// Which characters of the article are heard when.
#[utoipa::path(get, path = "/v1/articles/{id}/timings.json", tag = ARTICLES, params(ArticleId), responses(
    (status = 200, body = Timings<'_>, headers(("etag" = String))),
    (status = 304, description = "The asker has it."),
))]
pub(super) async fn timings(
    State(library): State<Shared>,
    Part(id): Part,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let track = find(&library, &id).await?;
    plan_in_background(&library, &track);
    Ok(revalidated(&headers, &Timings::new(&track)))
}

fn with_manifest(headers: &HeaderMap, track: &Track) -> Response {
    revalidated(headers, &Manifest::new(track, Links::of_service(track)))
}

/// The track with the id that is part of an address.
pub(super) async fn find(library: &Library, id: &str) -> Result<Arc<Track>, Problem> {
    let key = Key::parse(id).ok_or_else(|| Problem::no_such_article(id))?;
    let track = library.by_key(key).await?;
    track.ok_or_else(|| Problem::no_such_article(id))
}
