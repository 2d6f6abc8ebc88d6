//! Makes the files of the player that are served: the modules of `web/` are made to be read, and would
//! be some forty requests and more than twice the bytes.
//!
//! Each [bundle](bundle::bundle) goes to `OUT_DIR` under the name it is served by, beside it with
//! `.gz` the same compressed, and `OUT_DIR/player.rs` lists them all for `src/player.rs`. Node is not
//! needed for it.

#[path = "build/bundle.rs"]
mod bundle;
#[path = "build/css.rs"]
mod css;
#[path = "build/module.rs"]
mod module;
#[path = "build/properties.rs"]
mod properties;
#[path = "build/rewrite.rs"]
mod rewrite;

use std::collections::HashMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bundle::{Bundle, Handover, bundle, modules_of};
use zopfli::{Format, Options};

/// Where the modules are.
const WEB: &str = "web";
/// What a page loads.
const CORE: &str = "player.js";
/// What that loads when it is needed, beside the words.
const ON_DEMAND: [&str; 1] = ["player/reading.js"];
/// The texts of the interface, a file a language.
const WORDS: &str = "player/words";

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed={WEB}");
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, so that it stands as the error and not as the output of a program.
            println!("cargo:error={}", error.replace('\n', " "));
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let web = Path::new(WEB);
    let core = modules_of(web, CORE)?;
    let mut shared = Vec::new();
    let mut bundles = Vec::new();
    for entry in ON_DEMAND.map(str::to_owned).into_iter().chain(words(web)?) {
        bundles.push(bundle(web, &entry, Handover::Takes(&core, &mut shared))?);
    }
    bundles.insert(0, bundle(web, CORE, Handover::Gives(&shared))?);
    all_that_is_loaded_is_there(&bundles)?;
    nothing_is_there_twice(&bundles)?;
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?);
    let mut list = String::from("[\n");
    for Bundle { name, text, .. } in &bundles {
        write(&out.join(name), text.as_bytes())?;
        write(&out.join(format!("{name}.gz")), &gzipped(text)?)?;
        let place = |end: &str| format!("concat!(env!(\"OUT_DIR\"), \"/{name}{end}\")");
        let (whole, packed) = (place(""), place(".gz"));
        let _ = writeln!(
            list,
            "    File {{ path: {name:?}, text: include_str!({whole}), gzipped: include_bytes!({packed}) }},"
        );
    }
    write(&out.join("player.rs"), (list + "]\n").as_bytes())
}

/// `text` as small as gzip can have it. That takes a second, which a service has not while it is asked.
fn gzipped(text: &str) -> Result<Vec<u8>, String> {
    let mut packed = Vec::new();
    zopfli::compress(
        Options::default(),
        Format::Gzip,
        text.as_bytes(),
        &mut packed,
    )
    .map_err(|error| error.to_string())?;
    Ok(packed)
}

/// The names of the files with words, in order.
fn words(web: &Path) -> Result<Vec<String>, String> {
    let folder = web.join(WORDS);
    let entries = fs::read_dir(&folder).map_err(|error| about(&folder, &error))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.map(|name| format!("{WORDS}/{name}")).collect();
    names.sort();
    Ok(names)
}

/// # Errors
/// Where a bundle would load at run time what is no bundle.
fn all_that_is_loaded_is_there(bundles: &[Bundle]) -> Result<(), String> {
    for bundle in bundles {
        for wanted in &bundle.loads {
            // What is put together at run time is known up to its first variable part.
            let found = |it: &Bundle| {
                it.name == *wanted || wanted.ends_with('/') && it.name.starts_with(wanted)
            };
            if !bundles.iter().any(found) {
                let name = &bundle.name;
                return Err(format!(
                    "{WEB}/{name} loads {wanted}, which is no bundle; see ON_DEMAND in build.rs"
                ));
            }
        }
    }
    Ok(())
}

/// # Errors
/// Where a module is part of several bundles: it would be loaded as often, each with a state of its
/// own. What several need belongs into the core, which hands it to the others.
fn nothing_is_there_twice(bundles: &[Bundle]) -> Result<(), String> {
    let mut holders: HashMap<&str, &str> = HashMap::new();
    for bundle in bundles {
        for path in &bundle.modules {
            if let Some(other) = holders.insert(path, &bundle.name) {
                let name = &bundle.name;
                return Err(format!("{WEB}/{path} is part of {other} and of {name}"));
            }
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes));
    written.map_err(|error| about(path, &error))
}

fn about(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
