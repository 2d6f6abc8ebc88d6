//! The service: HTTP over the library. This file is the only list of routes.

mod articles;
mod asked;
mod assets;
mod audio;
mod background;
mod captions;
mod demo;
mod embed;
mod events;
mod hls;
mod json;
mod metrics;
mod openai;
mod openapi;
mod operations;
mod problem;

use std::future::Future;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method, Request, header, request::Parts};
use axum::routing::get;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::library::Library;
use metrics::Metrics;
use openapi::Document;
use problem::Problem;

/// The largest request: a page of the largest accepted size, with every byte escaped in JSON
/// as often as real pages need (a third more), rounded up.
const BODY_LIMIT: usize = 6 << 20;

/// What every handler is given.
type Shared = Arc<Library>;

/// The routes of the service over `library`.
pub fn router(library: Arc<Library>) -> Router {
    let cors = cors(&library);
    let metrics = Metrics::new(Arc::clone(&library));
    let (documented, document) = interface(&metrics).split_for_parts();
    documented
        // for pages
        .route("/player.js", get(assets::player))
        .route("/player.d.ts", get(assets::types))
        .route("/player/integrity.json", get(assets::integrity))
        .route("/player/{*file}", get(assets::part))
        .route("/embed", get(embed::page))
        .route("/embed.css", get(embed::style))
        .route("/demo/", get(demo::page))
        .route("/demo/{file}/", get(demo::page))
        .route("/demo/{file}", get(demo::file))
        .route("/demo", get(demo::redirect))
        .route("/", get(demo::redirect))
        .route("/openapi.json", openapi::route(document))
        .fallback(async || Problem::no_such_address())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(cors)
        .layer(compression())
        .layer(CatchPanicLayer::custom(problem::after_panic))
        .layer(axum::middleware::from_fn(problem::log_causes))
        .layer(axum::middleware::from_fn_with_state(
            metrics,
            operations::measure,
        ))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(request_span)
                .on_response(DefaultOnResponse::new().level(Level::INFO))
                // What went wrong in here has its own line; a 503 is no fault.
                .on_failure(()),
        )
        .with_state(library)
}

/// The routes that programs call, each with its address and what is said of it where it is written.
fn interface(metrics: &Arc<Metrics>) -> OpenApiRouter<Shared> {
    let metrics = OpenApiRouter::new()
        .routes(routes!(operations::metrics))
        .with_state(Arc::clone(metrics));
    OpenApiRouter::with_openapi(Document::openapi())
        // for players and publishers
        .routes(routes!(articles::of_page, articles::add))
        .routes(routes!(articles::manifest))
        .routes(routes!(audio::mp3))
        .routes(routes!(audio::opus))
        .routes(routes!(audio::wav))
        .routes(routes!(articles::timings))
        .routes(routes!(captions::vtt))
        .routes(routes!(captions::srt))
        .routes(routes!(captions::sync))
        .routes(routes!(hls::playlist))
        .routes(routes!(hls::segment))
        .routes(routes!(events::events))
        // for clients of OpenAI
        .routes(routes!(openai::speech))
        .routes(routes!(openai::voices))
        .routes(routes!(openai::models))
        // for operators
        .routes(routes!(operations::health))
        .routes(routes!(operations::ready))
        .merge(metrics)
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
