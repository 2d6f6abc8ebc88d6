//! The interface as a document (`OpenAPI` 3.1), made from the handlers and the types they read and
//! write.

use axum::http::HeaderMap;
use axum::routing::{MethodRouter, get};
use utoipa::openapi::path::Operation;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::json::revalidated_text;

/// What players and publishers ask for.
pub(super) const ARTICLES: &str = "articles";
/// What clients of `OpenAI` ask for.
pub(super) const SPEECH: &str = "speech";
/// What operators ask for.
pub(super) const OPERATIONS: &str = "operations";

/// What the document says before any route is added.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Aloud",
        description = "Articles as sound. Times are seconds; offsets in texts are UTF-16 code units.",
    ),
    tags(
        (name = ARTICLES, description = "Articles, their sound and their times"),
        (name = SPEECH, description = "The speech interface of OpenAI"),
        (name = OPERATIONS, description = "For operators"),
    ),
    components(schemas(ProblemDocument)),
)]
pub(super) struct Document;

/// Id of an article.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(
    dead_code,
    reason = "only described; handlers read it as a part of the address"
)]
pub(super) struct ArticleId {
    /// The content address that the manifest says.
    id: String,
}

/// What went wrong (RFC 9457).
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "only described; problems write themselves")]
struct ProblemDocument {
    /// Its kind, such as `urn:aloud:problem:no-such-article`.
    r#type: String,
    /// The kind in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is wrong with this request.
    detail: Option<String>,
}

/// The route that answers with `document`; what is said of every operation is added to it.
pub(super) fn route<S: Clone + Send + Sync + 'static>(
    mut document: utoipa::openapi::OpenApi,
) -> MethodRouter<S> {
    for item in document.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.post].into_iter().flatten() {
            may_fail(operation);
        }
    }
    let text = document.to_json().unwrap_or_default();
    get(async move |headers: HeaderMap| revalidated_text(&headers, "application/json", text))
}

/// Says of an operation that whatever else it answers is a problem.
fn may_fail(operation: &mut Operation) {
    let schema = RefOr::Ref(Ref::from_schema_name("Problem"));
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let problem = ResponseBuilder::new()
        .description("What went wrong.")
        .content("application/problem+json", content)
        .build();
    let responses = &mut operation.responses.responses;
    responses.insert("default".into(), RefOr::T(problem));
}
