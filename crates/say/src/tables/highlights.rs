//! Highlights as Taguette exports them: `id`, `document`, `tag`, `content`, a row for each tag of a highlight
//! (taguette/export.py of version 1.5.2). They say the words and not where they stand; [`crate::find_once`] places
//! them.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::cells::{RowProblem, TableError, rows, table};
use crate::points::Points;
use crate::refi::Project;
use crate::refi::model::Code;

/// A stretch of text with its tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// As the file has it; the same in each row of the highlight.
    pub id: String,
    /// Name of the document.
    pub document: String,
    /// Tags, with their parents before a dot; none for a highlight without tag.
    pub tags: Vec<String>,
    /// The words.
    pub content: String,
}

/// Reads highlights. Rows of the same id and document are one highlight.
///
/// # Errors
/// [`TableError`] if a column is missing; rows that cannot be read are listed beside the others.
pub fn read_highlights(text: &str) -> Result<(Vec<Highlight>, Vec<RowProblem>), TableError> {
    let (rows, mut problems) = rows(
        text,
        &[&["document", "file"], &["content", "quote", "text"], &["tag", "tags", "code"], &["id"]],
        2,
    )?;
    let mut found: Vec<Highlight> = Vec::new();
    let mut places = BTreeMap::<(String, String), usize>::new();
    for row in rows {
        let [document, content, tag, id] = row.cells.as_slice() else { continue };
        let tag = tag.trim();
        if content.trim().is_empty() {
            let reason = "The content is empty. Without its words a highlight cannot be placed.".to_owned();
            problems.push(RowProblem { line: row.line, reason });
            continue;
        }
        // Without an id every row stands by itself.
        let key = (document.clone(), id.trim().to_owned());
        let known = places.get(&key).copied().filter(|_| !key.1.is_empty());
        match known.and_then(|at| found.get_mut(at)) {
            Some(highlight) if highlight.content == *content => {
                if !tag.is_empty() && !highlight.tags.iter().any(|had| had == tag) {
                    highlight.tags.push(tag.to_owned());
                }
            }
            Some(_) => problems.push(RowProblem {
                line: row.line,
                reason: format!(
                    "Highlight {} stands with other words further up. Give it another id.",
                    key.1
                ),
            }),
            None => {
                let tags = if tag.is_empty() { Vec::new() } else { vec![tag.to_owned()] };
                places.insert(key.clone(), found.len());
                found.push(Highlight { id: key.1, document: key.0, tags, content: content.clone() });
            }
        }
    }
    Ok((found, problems))
}

/// Writes highlights as Taguette does.
pub fn write_highlights(highlights: &[Highlight]) -> String {
    let cells = highlights.iter().flat_map(|one| {
        let tags = if one.tags.is_empty() { vec![String::new()] } else { one.tags.clone() };
        tags.into_iter().map(|tag| vec![one.id.clone(), one.document.clone(), tag, one.content.clone()])
    });
    table(&["id", "document", "tag", "content"], cells)
}

/// The selections of a project as highlights, numbered in their order; codes with their parents before a dot.
pub fn highlights(project: &Project) -> Vec<Highlight> {
    let mut paths = BTreeMap::new();
    project.codes.iter().for_each(|code| path(code, "", &mut paths));
    let mut found = Vec::new();
    for (source, name) in project.sources.iter().zip(project.distinct_names()) {
        let points = Points::of(&source.text);
        for selection in &source.selections {
            let Some(content) = points.slice(selection.start, selection.end) else { continue };
            let mut tags: Vec<String> = Vec::new();
            for tag in selection.codings.iter().filter_map(|coding| paths.get(&coding.code)) {
                if !tags.contains(tag) {
                    tags.push(tag.clone());
                }
            }
            let id = (found.len() + 1).to_string();
            found.push(Highlight { id, document: name.clone(), tags, content: content.to_owned() });
        }
    }
    found
}

fn path(code: &Code, above: &str, paths: &mut BTreeMap<Uuid, String>) {
    let own = if above.is_empty() { code.name.clone() } else { format!("{above}.{}", code.name) };
    code.children.iter().for_each(|child| path(child, &own, paths));
    paths.insert(code.guid, own);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "id,document,tag,content\r\n\
        7,Interview 1,trust,\"We ring, and ring\"\r\n7,Interview 1,trust.asymmetry,\"We ring, and ring\"\r\n\
        8,Interview 1,,Nobody answers\r\n7,Interview 2,trust,Fine\r\n8,Interview 1,trust,Other words\r\n9,X,trust,\r\n";

    #[test]
    fn rows_of_one_highlight_come_together_and_back() {
        let (found, problems) = read_highlights(FILE).unwrap();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].tags, ["trust", "trust.asymmetry"]);
        assert_eq!((found[0].content.as_str(), found[1].tags.len()), ("We ring, and ring", 0));
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [6, 7]);
        assert_eq!(read_highlights(&write_highlights(&found)).unwrap(), (found, Vec::new()));
    }

    #[test]
    fn other_columns_are_let_by_and_missing_ones_told() {
        let (found, _) =
            read_highlights("tag;document;content;start\nroles;A;We ring;3\nroles;A;We ring;9").unwrap();
        assert_eq!(found.len(), 2, "without ids every row stands by itself");
        assert!(read_highlights("id,tag\n1,a").unwrap_err().to_string().contains("\"document\" is missing"));
    }
}
