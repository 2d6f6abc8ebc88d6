//! The self-hosted service behind the *Listen to article* button.
//!
//! # Layout
//! The tree is the pipeline; data goes one way, from ink to sound.

pub mod article;
pub mod captions;
pub mod delivery;
pub mod hls;
pub mod lang;
pub mod lexicon;
pub mod library;
pub mod manifest;
mod network;
pub mod phoneme;
pub mod player;
pub mod script;
pub mod sentence;
pub mod server;
pub mod sound;
pub mod speech;
pub mod spoken;
pub mod store;
pub mod studio;
pub mod track;
pub mod units;
pub mod voice;

#[cfg(test)]
#[path = "../tests/integration/hear.rs"]
mod hear;
