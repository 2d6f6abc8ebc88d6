//! The player: the files that a page loads, the same from a service and from a rendered folder.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha384};

/// A script.
pub struct File {
    /// Where it stands, such as `player.js`, which a page loads, and `player/reading.js`, which that
    /// loads when it is needed.
    pub path: &'static str,
    /// What it says.
    pub text: &'static str,
    /// The text behind gzip.
    pub gzipped: &'static [u8],
}

/// As `build.rs` made them.
static FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/player.rs"));

/// What TypeScript is told of the element.
pub const TYPES: &str = include_str!("../web/player.d.ts");

/// All scripts.
pub fn files() -> impl Iterator<Item = &'static File> {
    FILES.iter()
}

/// The script at `path`.
pub fn file(path: &str) -> Option<&'static File> {
    files().find(|file| file.path == path)
}

/// What pages pin the scripts with, by their paths: `sha384-` and the hash in base 64
/// (Subresource Integrity, 3.1).
pub fn integrity() -> &'static BTreeMap<&'static str, String> {
    static HASHES: LazyLock<BTreeMap<&str, String>> =
        LazyLock::new(|| files().map(|it| (it.path, hash(it.text))).collect());
    &HASHES
}

fn hash(text: &str) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_browsers_compare_with() {
        // The example of the specification, section 1.2.1.
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(hash("alert('Hello, world.');"), expected);
    }
}
