//! Voices: the catalogue of those that can be had, and the shelf of those on this machine.

mod address;
mod adopt;
mod catalogue;
mod install;
mod package;
mod shelf;
mod unpack;

pub use adopt::Found;
pub use catalogue::{Bundle, Catalogue, FileEntry, Package, VoiceEntry, WrongVoice};
pub use install::{InstallError, Progress, install};
pub use shelf::{FileFault, Shelf};

/// Name of the model in a voice's folder.
pub const MODEL_FILE: &str = "model.onnx";
/// Name of the model's configuration in a voice's folder.
pub const CONFIG_FILE: &str = "model.onnx.json";
