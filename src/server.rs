//! The service: HTTP over the library. This file is the only list of routes.

mod articles;
mod asked;
mod assets;
mod audio;
mod background;
mod captions;
mod demo;
mod events;
mod hls;
mod json;
mod openai;
mod problem;

use std::future::Future;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method, Request, header, request::Parts};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

use crate::library::Library;
use problem::Problem;

/// The largest request: a page of the largest accepted size, with every byte escaped in JSON
/// as often as real pages need (a third more), rounded up.
const BODY_LIMIT: usize = 6 << 20;

/// What every handler is given.
type Shared = Arc<Library>;

/// The routes of the service over `library`.
pub fn router(library: Arc<Library>) -> Router {
    let cors = cors(&library);
    Router::new()
        // for players and publishers
        .route("/v1/articles", get(articles::of_page).post(articles::add))
        .route("/v1/articles/{id}", get(articles::manifest))
        .route("/v1/articles/{id}/audio.mp3", get(audio::mp3))
        .route("/v1/articles/{id}/audio.opus", get(audio::opus))
        .route("/v1/articles/{id}/audio.wav", get(audio::wav))
        .route("/v1/articles/{id}/timings.json", get(articles::timings))
        .route("/v1/articles/{id}/captions.vtt", get(captions::vtt))
        .route("/v1/articles/{id}/captions.srt", get(captions::srt))
        .route("/v1/articles/{id}/sync.vtt", get(captions::sync))
        .route("/v1/articles/{id}/index.m3u8", get(hls::playlist))
        .route("/v1/articles/{id}/hls/{sound}/{segment}", get(hls::segment))
        .route("/v1/articles/{id}/events", get(events::events))
        // for clients of OpenAI
        .route("/v1/audio/speech", post(openai::speech))
        .route("/v1/audio/voices", get(openai::voices))
        .route("/v1/models", get(openai::models))
        // for pages
        .route("/player.js", get(assets::player))
        .route("/player/{file}", get(assets::module))
        .route("/demo/", get(demo::page))
        .route("/demo/{file}", get(assets::demo_file))
        .route("/demo", get(demo::redirect))
        .route("/", get(demo::redirect))
        // for operators
        .route("/health", get(health))
        .fallback(async || Problem::no_such_address())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(cors)
        .layer(compression())
        .layer(CatchPanicLayer::custom(problem::after_panic))
        .layer(axum::middleware::from_fn(problem::log_causes))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(request_span)
                .on_response(DefaultOnResponse::new().level(Level::INFO)),
        )
        .with_state(library)
}

/// Serves until `shutdown` is done, then lets open answers end.
///
/// # Errors
/// Where the listener fails.
pub async fn run(
    listener: TcpListener,
    library: Arc<Library>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, router(library))
        .with_graceful_shutdown(shutdown)
        .await
}

async fn health() -> &'static str {
    "ok\n"
}

/// The configured sites may read the answers; the player itself is for every page.
fn cors(library: &Library) -> CorsLayer {
    let sites = library.sites().clone();
    let allowed = move |origin: &HeaderValue, request: &Parts| {
        let open = request.uri.path().starts_with("/player");
        open || origin
            .to_str()
            .is_ok_and(|origin| sites.hold_origin(origin))
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(allowed))
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::RANGE])
        .expose_headers([header::CONTENT_LENGTH, header::CONTENT_RANGE, header::ETAG])
}

/// Text is compressed, sound is not: it has no air left, and a length must stay what it is.
fn compression() -> CompressionLayer<impl Predicate> {
    let text_only = DefaultPredicate::new().and(NotForContentType::new("audio/"));
    CompressionLayer::new().compress_when(text_only)
}

/// A span for each request: the route and the method, never a query or a body.
fn request_span<B>(request: &Request<B>) -> tracing::Span {
    tracing::info_span!(
        "request",
        http.method = %request.method(),
        http.path = request.uri().path(),
    )
}
