//! A bundle: an entry and all that it imports as one minified module.

use std::collections::HashSet;
use std::path::Path;

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{MangleOptions, Minifier, MinifierOptions};

use crate::module::{Module, Names, numbered};
use crate::properties::shorten;

/// A file that is served.
pub(crate) struct Bundle {
    /// Its path: that of its entry below `web/`, and that behind the service's address.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The paths that it loads at run time; one that is only known then ends at its last fixed `/`.
    pub(crate) loads: Vec<String>,
    /// The paths of its modules.
    pub(crate) modules: Vec<String>,
}

/// Names of modules, each with the path of its module, in the order in which they are handed over.
pub(crate) type Exports = Vec<(String, String)>;

/// How a module that several bundles need is there once: the core has it, and hands over what the
/// others import of it, as a list that is a property of the element's class.
pub(crate) enum Handover<'h> {
    /// These.
    Gives(&'h Exports),
    /// From the modules at these paths; what is not in the list yet goes to its end.
    Takes(&'h HashSet<String>, &'h mut Exports),
}

/// Has the browser compile the whole of the core in a thread of its own, as it comes; otherwise it
/// compiles each function where that is first called, which is while the page is first drawn.
const COMPILED_AHEAD: &str = "//# allFunctionsCalledOnLoad\n";

/// The element, which all bundles know.
const TAG: &str = "listen-to-article";
/// Where its class is from.
const CLASS: (&str, &str) = ("player/listen-to-article.js", "ListenToArticle");

/// The paths of the modules that the bundle of `entry` is made of.
///
/// # Errors
/// Names the file, line and column of what is no module.
pub(crate) fn modules_of(web: &Path, entry: &str) -> Result<HashSet<String>, String> {
    let allocator = Allocator::default();
    let mut paths = HashSet::new();
    collect(&allocator, web, entry, &mut paths, &mut Vec::new())?;
    Ok(paths)
}

/// The bundle of the module `entry` and all that it imports; paths are below `web`.
///
/// Every module is printed once, behind those that it imports, and what joins them is left out:
/// `import` statements, and `export` where it is not the entry's own. Every name at the top level
/// gets the number of its module, so no two clash and none hides a global; the mangler makes them
/// short again.
///
/// # Errors
/// Names the file, line and column of what cannot be bundled.
pub(crate) fn bundle(web: &Path, entry: &str, handover: Handover<'_>) -> Result<Bundle, String> {
    let allocator = Allocator::default();
    let mut seen = match &handover {
        Handover::Gives(_) => HashSet::new(),
        Handover::Takes(core, _) => (*core).clone(),
    };
    let mut modules = Vec::new();
    collect(&allocator, web, entry, &mut seen, &mut modules)?;
    let mut names = Names::new();
    for (number, module) in modules.iter().enumerate() {
        for (exported, local) in module.exports() {
            names.insert((module.path.clone(), exported), numbered(&local, number));
        }
    }
    let mut bundle = Bundle {
        name: entry.to_owned(),
        text: String::new(),
        loads: Vec::new(),
        modules: modules.iter().map(|module| module.path.clone()).collect(),
    };
    let given = match handover {
        Handover::Gives(exports) => given(exports, &names)?,
        Handover::Takes(core, exports) => {
            bundle.text = taken(&modules, core, exports, &mut names)?;
            String::new()
        }
    };
    for (number, module) in modules.into_iter().enumerate() {
        let (text, loads) = module.print(&allocator, entry, number, &names)?;
        bundle.text += &text;
        bundle.loads.extend(loads);
    }
    let hint = if given.is_empty() { "" } else { COMPILED_AHEAD };
    bundle.text = hint.to_owned() + &minified(entry, &(bundle.text + &given))?;
    Ok(bundle)
}

/// The statement by which the core hands over `exports`.
fn given(exports: &Exports, names: &Names) -> Result<String, String> {
    let local = |path: &str, name: &str| {
        let known = names.get(&(path.to_owned(), name.to_owned()));
        known.ok_or_else(|| format!("web/{path} exports no {name}"))
    };
    let mut handed = Vec::new();
    for (path, name) in exports {
        handed.push(local(path, name)?.as_str());
    }
    let class = local(CLASS.0, CLASS.1)?;
    Ok(format!("{class}.shared = [{}];", handed.join(", ")))
}

/// The statement by which `modules` take what they import of the core; it is noted in `exports`,
/// and what it is called in `names`.
fn taken(
    modules: &[Module<'_>],
    core: &HashSet<String>,
    exports: &mut Exports,
    names: &mut Names,
) -> Result<String, String> {
    let mut handed = Vec::new();
    for module in modules {
        for wanted in module.wanted()? {
            if !core.contains(&wanted.0) {
                continue;
            }
            // A number that no module of this bundle has.
            let local = numbered(&wanted.1, modules.len());
            let known = exports.iter().position(|it| *it == wanted);
            let place = known.unwrap_or(exports.len());
            if known.is_none() {
                exports.push(wanted.clone());
            }
            // What others take in between stays without a name.
            handed.resize(exports.len().max(handed.len()), String::new());
            handed[place].clone_from(&local);
            names.insert(wanted, local);
        }
    }
    if handed.is_empty() {
        return Ok(String::new());
    }
    let handed = handed.join(", ");
    Ok(format!(
        "const [{handed}] = customElements.get('{TAG}').shared;"
    ))
}

/// Adds the module at `path`, behind all that it imports; each is there once.
fn collect<'a>(
    allocator: &'a Allocator,
    web: &Path,
    path: &str,
    seen: &mut HashSet<String>,
    modules: &mut Vec<Module<'a>>,
) -> Result<(), String> {
    if !seen.insert(path.to_owned()) {
        return Ok(());
    }
    let module = Module::read(allocator, web, path)?;
    for import in module.imports()? {
        collect(allocator, web, &import, seen, modules)?;
    }
    modules.push(module);
    Ok(())
}

/// `text` with short names and nothing that is for readers.
fn minified(entry: &str, text: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let mut program = Module::parse(&allocator, entry, text)?.into_program();
    shorten(&allocator, &mut program)?;
    let mangle = Some(MangleOptions {
        top_level: true, // a module's names are its own
        ..MangleOptions::default()
    });
    let options = MinifierOptions {
        mangle,
        ..MinifierOptions::default()
    };
    let names = Minifier::new(options).minify(&allocator, &mut program);
    let printer = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(names.scoping)
        .with_private_member_mappings(names.class_private_mappings);
    Ok(printer.build(&program).code)
}
