//! The service and the command line from outside, a module for each part of the surface.
//!
//! Most tests speak with the voice `tone`, whose every sample can be predicted; those in
//! [`real_voice`] need a voice that is installed and say so where it is not.

#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod articles;
mod assets;
mod audio;
mod errors;
mod hear;
mod listeners;
mod real_voice;
mod render;
mod store;
mod util;
mod voices;
