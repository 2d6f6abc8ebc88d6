//! The service and the command line from outside, a module for each part of the surface.
//!
//! Most tests speak with the voice `tone`, whose every sample can be predicted; those in
//! [`real_voice`] need a voice that is installed and say so where it is not.

#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]
#![expect(
    clippy::items_after_statements,
    reason = "a case is defined beside its table"
)]
#![expect(
    clippy::format_collect,
    reason = "a text of a few lines, put together once"
)]

mod articles;
mod assets;
mod audio;
mod cache;
mod cover;
mod demo;
mod editions;
mod embed;
mod errors;
mod formats;
mod hardship;
mod hear;
mod joins;
mod lexicon;
mod listeners;
mod openai;
mod operations;
mod reading;
mod real_voice;
mod render;
mod speech;
mod store;
mod util;
mod voices;
mod whole;
