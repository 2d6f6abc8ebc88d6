//! What every client of the network here shares.

/// The innermost cause of `error`, which is what a person can act on.
///
/// HTTP clients wrap "connection refused" in three layers that repeat the address.
pub(crate) fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
