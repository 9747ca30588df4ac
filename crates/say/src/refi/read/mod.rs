//! Reading projects and codebooks of other programs.

mod around;
mod codes;
mod context;
mod place;
mod references;
mod selections;
mod sources;
mod texts;

use super::archive::Archive;
use super::bytes::xml_text;
use super::error::RefiError;
use super::hierarchy::suggest;
use super::limits::Limits;
use super::model::{CodeBook, Project};
use super::report::{ImportReport, Notice};
use super::xml::{Element, parse};
use context::Context;

/// Gives the words of a styled document (DOCX); nothing if it cannot.
pub type DocxText<'d> = &'d dyn Fn(&[u8]) -> Option<String>;

/// Reads a project. Texts that stand in styled documents alone are reported as left out.
///
/// # Errors
/// [`RefiError`] where nothing of the file can be read; whatever is merely left out stands in the report.
pub fn read_qdpx(bytes: &[u8], limits: &Limits) -> Result<(Project, ImportReport), RefiError> {
    read_qdpx_with(bytes, limits, &|_| None)
}

/// Reads a project, with a reader of styled documents for sources whose plain text is empty.
///
/// # Errors
/// As [`read_qdpx`].
pub fn read_qdpx_with(
    bytes: &[u8],
    limits: &Limits,
    docx: DocxText<'_>,
) -> Result<(Project, ImportReport), RefiError> {
    let mut archive = Archive::open(bytes, limits)?;
    let (name, xml) = archive.project()?;
    let text = xml_text(&name, &xml)?;
    drop(xml);
    let root = parse(&name, &text, "Project", limits)?;
    drop(text);

    let mut context = Context::new(limits);
    let origin = root.filled("origin").map(str::to_owned);
    context.report.origin.clone_from(&origin);
    namespace(&root, "urn:QDA-XML:project:1.0", &mut context.report);
    context.only(
        &root,
        &[
            "Users",
            "CodeBook",
            "Variables",
            "Cases",
            "Sources",
            "Notes",
            "Links",
            "Sets",
            "Graphs",
            "Description",
            "NoteRef",
        ],
    );
    for graph in root.within("Graphs", "Graph") {
        context.report.drop("Graph", graph.get("name").unwrap_or_default(), "drawings are not taken over");
    }

    let mut project = Project {
        name: root.get("name").unwrap_or_default().to_owned(),
        origin,
        users: around::users(&root, &mut context),
        codes: root.child("CodeBook").map(|book| codes::codes(book, &mut context)).unwrap_or_default(),
        variables: around::variables(&root, &mut context),
        cases: around::cases(&root, &mut context),
        links: around::links(&root, &mut context),
        sets: around::sets(&root, &mut context),
        description: root.description(),
        note_refs: context.targets(&root, "NoteRef"),
        ..Project::default()
    };
    let mut texts = texts::Texts { archive: &mut archive, docx };
    let pending = sources::sources(&root, &mut texts, &mut context)?;
    project.notes = sources::notes(&root, &mut texts, &mut context)?;
    drop(root);
    project.sources = place::place(project.origin.as_deref(), pending, &mut context.report);

    if let Some(suggestion) = suggest(&project.codes) {
        context.report.notice(Notice::Hierarchy(suggestion));
    }
    let mut report = context.finish();
    references::check(&mut project, &mut report);
    same_names(&project, &mut report);
    Ok((project, report))
}

/// Reads a codebook.
///
/// # Errors
/// As [`read_qdpx`].
pub fn read_qdc(bytes: &[u8], limits: &Limits) -> Result<(CodeBook, ImportReport), RefiError> {
    let name = "codebook.qdc";
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.entry_bytes {
        return Err(RefiError::TooLarge {
            what: "its size goes over the limit of".into(),
            limit: format!("{} bytes", limits.entry_bytes),
        });
    }
    let root = parse(name, &xml_text(name, bytes)?, "CodeBook", limits)?;
    let mut context = Context::new(limits);
    let origin = root.filled("origin").map(str::to_owned);
    context.report.origin.clone_from(&origin);
    namespace(&root, "urn:QDA-XML:codebook:1.0", &mut context.report);
    context.only(&root, &["Codes", "Sets"]);
    let codes = codes::codes(&root, &mut context);
    let sets = around::code_sets(&root, &mut context);
    if let Some(suggestion) = suggest(&codes) {
        context.report.notice(Notice::Hierarchy(suggestion));
    }
    let mut book = CodeBook { origin, codes, sets };
    let mut report = context.finish();
    references::check_book(&mut book, &mut report);
    Ok((book, report))
}

/// The namespace is a matter for a notice: the standard's own annex uses another one, and programs do too.
fn namespace(root: &Element, wanted: &str, report: &mut ImportReport) {
    let found = root.namespace.as_deref().unwrap_or_default();
    if found != wanted {
        report.notice(Notice::Namespace { found: found.to_owned() });
    }
}

fn same_names(project: &Project, report: &mut ImportReport) {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for source in &project.sources {
        *counts.entry(source.name.as_str()).or_default() += 1;
    }
    for (name, count) in counts.into_iter().filter(|(_, count)| *count > 1) {
        report.notice(Notice::SameName { name: name.to_owned(), count });
    }
}
