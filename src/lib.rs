//! The self-hosted service behind the *Listen to article* button.
//!
//! # Layout
//! The tree is the pipeline; data goes one way, from ink to sound.

pub mod article;
pub mod phoneme;
pub mod sentence;
pub mod spoken;
pub mod units;
