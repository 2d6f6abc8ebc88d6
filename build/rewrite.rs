//! What is changed within a module: addresses of what it loads at run time, and style sheets.

use std::path::Path;

use oxc::allocator::Allocator;
use oxc::ast::ast::{Expression, ImportExpression, Program, TemplateElement, TemplateLiteral};
use oxc::ast_visit::{VisitMut, walk_mut};
use oxc::span::{Atom, Span};

use crate::css::squeeze;

/// Goes through the program of one module.
pub(crate) struct Rewriter<'a, 'p> {
    allocator: &'a Allocator,
    path: &'p str,
    entry: &'p str,
    loads: Vec<String>,
    wrong: Option<Span>,
}

impl<'a, 'p> Rewriter<'a, 'p> {
    /// One for the module at `path` as a part of the bundle of `entry`.
    pub(crate) fn new(allocator: &'a Allocator, path: &'p str, entry: &'p str) -> Self {
        Self {
            allocator,
            path,
            entry,
            loads: Vec::new(),
            wrong: None,
        }
    }

    /// The paths that the module loads at run time; one that is put together then ends at its last
    /// fixed `/`, or with the name of the file where only a query is put behind that.
    ///
    /// # Errors
    /// The place of an import that does not begin with a fixed path.
    pub(crate) fn rewrite(mut self, program: &mut Program<'a>) -> Result<Vec<String>, Span> {
        self.visit_program(program);
        self.wrong.map_or(Ok(self.loads), Err)
    }

    /// What the bundle calls what its module calls `wanted`.
    fn relocated(&mut self, wanted: &str) -> Option<Atom<'a>> {
        let path = resolve(self.path, wanted)?;
        let relocated = relative(self.entry, &path);
        self.loads.push(path);
        Some(self.atom(&relocated))
    }

    fn relocate(&mut self, source: &mut Expression<'a>) -> Option<()> {
        match source {
            Expression::StringLiteral(literal) => literal.value = self.relocated(&literal.value)?,
            Expression::TemplateLiteral(literal) => {
                let first = literal.quasis.first_mut()?;
                let fixed = first.value.raw.as_str();
                let is_file = Path::new(fixed).extension().is_some_and(|end| end == "js");
                if !fixed.ends_with('/') && !is_file {
                    return None;
                }
                let relocated = self.relocated(fixed)?;
                set_text(first, relocated);
            }
            _ => return None,
        }
        Some(())
    }

    fn atom(&self, text: &str) -> Atom<'a> {
        Atom::from(self.allocator.alloc_str(text))
    }
}

impl<'a> VisitMut<'a> for Rewriter<'a, '_> {
    fn visit_import_expression(&mut self, import: &mut ImportExpression<'a>) {
        if self.relocate(&mut import.source).is_none() {
            self.wrong.get_or_insert(import.span);
        }
    }

    fn visit_template_literal(&mut self, literal: &mut TemplateLiteral<'a>) {
        walk_mut::walk_template_literal(self, literal);
        let [text] = literal.quasis.as_mut_slice() else {
            return;
        };
        // An escape sequence is nothing that a sheet needs, and would be two texts to look after.
        let is_sheet = is_style(self.path) && text.value.raw.contains('{');
        if is_sheet && !text.value.raw.contains('\\') {
            let squeezed = self.atom(&squeeze(&text.value.raw));
            set_text(text, squeezed);
        }
    }
}

/// Whether style sheets are what is in the template literals of a module.
fn is_style(path: &str) -> bool {
    path.ends_with("/style.js") || path.ends_with("/styles.js")
}

fn set_text<'a>(element: &mut TemplateElement<'a>, text: Atom<'a>) {
    element.value.raw = text;
    element.value.cooked = Some(text);
}

/// The path that the file at `from` calls `wanted`; `None` where that is not relative.
pub(crate) fn resolve(from: &str, wanted: &str) -> Option<String> {
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    if !wanted.starts_with("./") && !wanted.starts_with("../") {
        return None;
    }
    for part in wanted.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What the file at `from` calls the one at `path`.
fn relative(from: &str, path: &str) -> String {
    let shared = from.split('/').zip(path.split('/'));
    let shared = shared.take_while(|(one, other)| one == other).count();
    let up = from.split('/').count() - 1 - shared;
    let start = if up == 0 {
        "./".into()
    } else {
        "../".repeat(up)
    };
    let parts: Vec<_> = path.split('/').skip(shared).collect();
    start + &parts.join("/")
}
