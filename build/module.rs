//! A module of the player: what it imports and exports, and its text as a part of a bundle.

use std::collections::HashMap;
use std::fs;
use std::mem;
use std::path::Path;

use oxc::allocator::Allocator;
use oxc::ast::ast::{ImportDeclaration, ImportDeclarationSpecifier, Program, Statement};
use oxc::codegen::Codegen;
use oxc::diagnostics::OxcDiagnostic;
use oxc::parser::Parser;
use oxc::semantic::{Scoping, SemanticBuilder};
use oxc::span::{GetSpan as _, SourceType, Span};
use oxc::syntax::module_record::ModuleRecord;

use crate::rewrite::{Rewriter, resolve};

/// What the exports of modules, by path and name, are called in a bundle.
pub(crate) type Names = HashMap<(String, String), String>;

/// A module as it was read.
pub(crate) struct Module<'a> {
    /// Its path below `web/`.
    pub(crate) path: String,
    program: Program<'a>,
    record: ModuleRecord<'a>,
}

impl<'a> Module<'a> {
    /// The module at `path` below `web`.
    ///
    /// # Errors
    /// Names the file, and the line and column where it is no JavaScript.
    pub(crate) fn read(allocator: &'a Allocator, web: &Path, path: &str) -> Result<Self, String> {
        let file = web.join(path);
        let source = fs::read_to_string(&file);
        let source = source.map_err(|error| format!("{}: {error}", file.display()))?;
        Self::parse(allocator, path, allocator.alloc_str(&source))
    }

    /// The module that `source` is.
    ///
    /// # Errors
    /// Names the file, line and column where it is no JavaScript.
    pub(crate) fn parse(
        allocator: &'a Allocator,
        path: &str,
        source: &'a str,
    ) -> Result<Self, String> {
        let parsed = Parser::new(allocator, source, SourceType::mjs()).parse();
        let module = Self {
            path: path.to_owned(),
            program: parsed.program,
            record: parsed.module_record,
        };
        let checked = SemanticBuilder::new().with_check_syntax_error(true);
        let mut errors = parsed.errors;
        if errors.is_empty() {
            errors = checked.build(&module.program).errors;
        }
        match errors.first() {
            None => Ok(module),
            Some(error) => Err(module.diagnosed(error)),
        }
    }

    /// Its program, to be minified.
    pub(crate) fn into_program(self) -> Program<'a> {
        self.program
    }

    /// The paths of the modules that it imports, in order.
    ///
    /// # Errors
    /// Where one of them is none of ours.
    pub(crate) fn imports(&self) -> Result<Vec<String>, String> {
        let statements = self.import_statements();
        let paths = statements.map(|it| self.path_of(&it.source.value, it.span));
        paths.collect()
    }

    /// The names that it exports and what it calls them itself.
    pub(crate) fn exports(&self) -> Vec<(String, String)> {
        let entries = self.record.local_export_entries.iter();
        let names = entries.filter_map(|it| {
            let exported = self.text(it.export_name.span()?);
            Some((exported.to_owned(), it.local_name.name()?.to_string()))
        });
        names.collect()
    }

    /// What it imports: paths of modules and names of theirs.
    ///
    /// # Errors
    /// Where one of the modules is none of ours.
    pub(crate) fn wanted(&self) -> Result<Vec<(String, String)>, String> {
        let mut wanted = Vec::new();
        for statement in self.import_statements() {
            let path = self.path_of(&statement.source.value, statement.span)?;
            for specifier in statement.specifiers.iter().flatten() {
                if let ImportDeclarationSpecifier::ImportSpecifier(it) = specifier {
                    wanted.push((path.clone(), it.imported.name().to_string()));
                }
            }
        }
        Ok(wanted)
    }

    /// Its text as a part of the bundle of `entry`, in which it has `number`, and the paths that it
    /// loads at run time.
    ///
    /// # Errors
    /// Names the file, line and column of what cannot be a part of a bundle.
    pub(crate) fn print(
        mut self,
        allocator: &'a Allocator,
        entry: &str,
        number: usize,
        names: &Names,
    ) -> Result<(String, Vec<String>), String> {
        let scoping = self.renamed(number, names)?;
        self.unwrap_statements(allocator, self.path == entry)?;
        let rewriter = Rewriter::new(allocator, &self.path, entry);
        let loads = rewriter.rewrite(&mut self.program);
        let loads =
            loads.map_err(|span| self.fault(span, "what is loaded begins with ./ or ../"))?;
        let printer = Codegen::new().with_scoping(Some(scoping));
        Ok((printer.build(&self.program).code, loads))
    }

    /// Its names, those at the top level as the bundle calls them.
    fn renamed(&self, number: usize, names: &Names) -> Result<Scoping, String> {
        let imported = self.imported(names)?;
        let analysed = SemanticBuilder::new().build(&self.program).semantic;
        let mut scoping = analysed.into_scoping();
        let root = scoping.root_scope_id();
        for symbol in scoping.iter_bindings_in(root).collect::<Vec<_>>() {
            let name = scoping.symbol_name(symbol);
            let imported = imported.get(name).cloned();
            let name = imported.unwrap_or_else(|| numbered(name, number));
            scoping.set_symbol_name(symbol, &name);
        }
        Ok(scoping)
    }

    /// What the names that it imports are called in the bundle.
    fn imported(&self, names: &Names) -> Result<HashMap<String, String>, String> {
        let mut imported = HashMap::new();
        for statement in self.import_statements() {
            let path = self.path_of(&statement.source.value, statement.span)?;
            for specifier in statement.specifiers.iter().flatten() {
                let ImportDeclarationSpecifier::ImportSpecifier(it) = specifier else {
                    return Err(self.fault(specifier.span(), "only names can be imported: { … }"));
                };
                let wanted = it.imported.name().to_string();
                let known = names.get(&(path.clone(), wanted.clone()));
                let known = known
                    .ok_or_else(|| self.fault(it.span, &format!("{path} exports no {wanted}")))?;
                imported.insert(it.local.name.to_string(), known.clone());
            }
        }
        Ok(imported)
    }

    /// Leaves out what joins modules, but for the exports of an entry.
    fn unwrap_statements(
        &mut self,
        allocator: &'a Allocator,
        is_entry: bool,
    ) -> Result<(), String> {
        let none = oxc::allocator::Vec::new_in(allocator);
        for statement in mem::replace(&mut self.program.body, none) {
            let span = statement.span();
            let kept = unwrapped(statement, is_entry);
            let kept = kept.map_err(|wrong| self.fault(span, wrong))?;
            self.program.body.extend(kept);
        }
        Ok(())
    }

    fn import_statements(&self) -> impl Iterator<Item = &ImportDeclaration<'a>> {
        self.program.body.iter().filter_map(|it| match it {
            Statement::ImportDeclaration(it) => Some(&**it),
            _ => None,
        })
    }

    /// The path of the module that this one calls `wanted`.
    fn path_of(&self, wanted: &str, span: Span) -> Result<String, String> {
        let path = resolve(&self.path, wanted);
        path.ok_or_else(|| self.fault(span, "only modules beside this one can be imported: ./…"))
    }

    fn text(&self, span: Span) -> &'a str {
        span.source_text(self.program.source_text)
    }

    fn diagnosed(&self, error: &OxcDiagnostic) -> String {
        let label = error.labels.as_ref().and_then(|labels| labels.first());
        let offset = label.map_or(0, |label| label.offset() as u32);
        self.fault(Span::empty(offset), &error.message)
    }

    /// The error that says `wrong` of the place `span`.
    fn fault(&self, span: Span, wrong: &str) -> String {
        let before = &self.program.source_text[..span.start as usize];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&it| it != '\n').count() + 1;
        format!("web/{}:{line}:{column}: {wrong}", self.path)
    }
}

/// What a module calls `name` in a bundle: a name that nobody writes.
pub(crate) fn numbered(name: &str, number: usize) -> String {
    format!("{name}${number}")
}

/// What is left of a statement in a bundle.
fn unwrapped(
    statement: Statement<'_>,
    is_entry: bool,
) -> Result<Option<Statement<'_>>, &'static str> {
    match statement {
        Statement::ImportDeclaration(_) => Ok(None),
        Statement::ExportNamedDeclaration(it) if is_entry && it.declaration.is_some() => {
            Err("an entry exports what it declared: export { … }")
        }
        Statement::ExportNamedDeclaration(it) if it.source.is_some() => {
            Err("a module exports its own names only")
        }
        it @ (Statement::ExportNamedDeclaration(_) | Statement::ExportDefaultDeclaration(_))
            if is_entry =>
        {
            Ok(Some(it))
        }
        Statement::ExportNamedDeclaration(it) => Ok(it.unbox().declaration.map(Statement::from)),
        Statement::ExportDefaultDeclaration(_) | Statement::ExportAllDeclaration(_) => {
            Err("what is no entry exports names only")
        }
        it => Ok(Some(it)),
    }
}
