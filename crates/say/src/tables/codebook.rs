//! Codebooks as tables: `name`, `parent`, `definition`, `hallmark`, `example`, `colour`. Taguette's columns (`tag`,
//! `parent`, `description`) are understood too.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::cells::{RowProblem, TableError, rows, table};
use crate::refi::model::{Code, Colour};

const HEADER: [&str; 6] = ["name", "parent", "definition", "hallmark", "example", "colour"];
const HALLMARK: &str = "\n\nHallmark: ";
const EXAMPLE: &str = "\n\nExample: ";

/// A code in a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeRow {
    /// Its name.
    pub name: String,
    /// The name of the code above it; empty at the top.
    pub parent: String,
    /// What it stands for.
    pub definition: String,
    /// What it is recognised by.
    pub hallmark: String,
    /// Words it fits.
    pub example: String,
    /// Its colour.
    pub colour: Option<Colour>,
}

impl CodeRow {
    /// Definition, hallmark and example as one description, which is what other programs have; nothing if all are
    /// empty.
    pub fn description(&self) -> Option<String> {
        let mut words = self.definition.clone();
        for (sign, part) in [(HALLMARK, &self.hallmark), (EXAMPLE, &self.example)] {
            if !part.is_empty() {
                words.push_str(sign);
                words.push_str(part);
            }
        }
        (!words.is_empty()).then_some(words)
    }

    /// A row of a code; its description is divided where [`CodeRow::description`] has joined it.
    pub fn of(code: &Code, parent: &str) -> Self {
        let words = code.description.as_deref().unwrap_or_default();
        let (rest, example) = words.split_once(EXAMPLE).unwrap_or((words, ""));
        let (definition, hallmark) = rest.split_once(HALLMARK).unwrap_or((rest, ""));
        Self {
            name: code.name.clone(),
            parent: parent.to_owned(),
            definition: definition.to_owned(),
            hallmark: hallmark.to_owned(),
            example: example.to_owned(),
            colour: code.colour,
        }
    }
}

/// Reads a codebook.
///
/// # Errors
/// [`TableError`] if the column of names is missing; rows that cannot be taken are listed beside the others. A colour
/// that is none is listed and left out.
pub fn read_codes(text: &str) -> Result<(Vec<CodeRow>, Vec<RowProblem>), TableError> {
    let columns: [&[&str]; 6] = [
        &["name", "code", "tag"],
        &["parent"],
        &["definition", "description"],
        &["hallmark"],
        &["example"],
        &["colour", "color"],
    ];
    let (rows, mut problems) = rows(text, &columns, 1)?;
    let mut found = Vec::new();
    for row in rows {
        let [name, parent, definition, hallmark, example, colour] = row.cells.as_slice() else { continue };
        if name.trim().is_empty() {
            problems.push(RowProblem { line: row.line, reason: "The code has no name. Give it one.".into() });
            continue;
        }
        let read = Colour::parse(colour);
        if read.is_none() && !colour.trim().is_empty() {
            let reason =
                format!("\"{}\" is not a colour; it was left out. Write it like #1d70b8.", colour.trim());
            problems.push(RowProblem { line: row.line, reason });
        }
        found.push(CodeRow {
            name: name.trim().to_owned(),
            parent: parent.trim().to_owned(),
            definition: definition.clone(),
            hallmark: hallmark.clone(),
            example: example.clone(),
            colour: read,
        });
    }
    Ok((found, problems))
}

/// Writes a codebook.
pub fn write_codes(rows: &[CodeRow]) -> String {
    let cells = rows.iter().map(|row| {
        let colour = row.colour.map(|colour| colour.to_string()).unwrap_or_default();
        vec![
            row.name.clone(),
            row.parent.clone(),
            row.definition.clone(),
            row.hallmark.clone(),
            row.example.clone(),
            colour,
        ]
    });
    table(&HEADER, cells)
}

/// The rows of a tree, each before those below it.
pub fn code_rows(codes: &[Code]) -> Vec<CodeRow> {
    let mut found = Vec::new();
    let mut waiting: Vec<(&Code, &str)> = codes.iter().rev().map(|code| (code, "")).collect();
    while let Some((code, parent)) = waiting.pop() {
        found.push(CodeRow::of(code, parent));
        waiting.extend(code.children.iter().rev().map(|child| (child, code.name.as_str())));
    }
    found
}

/// The tree of rows, in their order, with ids from `new_id`; and a sentence for each row whose parent could not be
/// taken, which then stands at the top. Of two rows with a name, the first is the parent that others mean.
pub fn code_tree(rows: &[CodeRow], mut new_id: impl FnMut() -> Uuid) -> (Vec<Code>, Vec<String>) {
    let mut by_name = BTreeMap::<&str, usize>::new();
    for (at, row) in rows.iter().enumerate() {
        by_name.entry(row.name.as_str()).or_insert(at);
    }
    let mut said = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let parent = by_name.get(row.parent.as_str()).copied().filter(|parent| *parent != at);
        if parent.is_none() && !row.parent.is_empty() {
            said.push(if row.parent == row.name {
                below_itself(&row.name)
            } else {
                format!(
                    "There is no code \"{}\" to put \"{}\" below; it stands at the top.",
                    row.parent, row.name
                )
            });
        }
        parents.push(parent);
    }
    let deep = too_deep(&parents);
    for at in deep {
        if let (Some(parent), Some(row)) = (parents.get_mut(at), rows.get(at)) {
            *parent = None;
            said.push(below_itself(&row.name));
        }
    }
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    let mut top = Vec::new();
    for (at, parent) in parents.iter().enumerate() {
        match parent.and_then(|parent| below.get_mut(parent)) {
            Some(list) => list.push(at),
            None => top.push(at),
        }
    }
    let ids: Vec<Uuid> = rows.iter().map(|_| new_id()).collect();
    (top.into_iter().filter_map(|at| built(at, rows, &ids, &below)).collect(), said)
}

fn below_itself(name: &str) -> String {
    format!("\"{name}\" stands below itself, or more than {DEEPEST} codes deep; it stands at the top.")
}

/// Levels that a tree may have.
const DEEPEST: usize = 50;

/// Rows that are cut off from their parents, so that no way up is longer than [`DEEPEST`] or goes in a circle.
fn too_deep(parents: &[Option<usize>]) -> BTreeSet<usize> {
    let mut cut = BTreeSet::new();
    for start in 0..parents.len() {
        let (mut at, mut steps) = (start, 0);
        while let Some(up) = parents.get(at).copied().flatten().filter(|_| !cut.contains(&at)) {
            steps += 1;
            if steps >= DEEPEST {
                cut.insert(start);
                break;
            }
            at = up;
        }
    }
    cut
}

fn built(at: usize, rows: &[CodeRow], ids: &[Uuid], below: &[Vec<usize>]) -> Option<Code> {
    let row = rows.get(at)?;
    let children = below.get(at)?.iter().filter_map(|child| built(*child, rows, ids, below)).collect();
    Some(Code {
        description: row.description(),
        colour: row.colour,
        children,
        ..Code::new(*ids.get(at)?, row.name.clone())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ids() -> impl FnMut() -> Uuid {
        let mut ids = (1_u128..).map(Uuid::from_u128);
        move || ids.next().unwrap()
    }

    #[test]
    fn a_codebook_of_a_spreadsheet_and_one_of_taguette_are_read() {
        let text = "Name;Parent;Definition;Hallmark;Example;Color\nRoles;;Who does what;\"we; they\";;#f00\n\
                    Known;Roles;;;;blue\n;Roles;;;;\n";
        let (found, problems) = read_codes(text).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].hallmark.as_str(), found[0].colour), ("we; they", Some(Colour([255, 0, 0]))));
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [3, 4]);
        let taguette =
            "tag,parent,description,number of highlights\r\ntrust,,Of others,3\r\ntrust.roles,trust,,1\r\n";
        let (tree, said) = code_tree(&read_codes(taguette).unwrap().0, ids());
        assert!(said.is_empty());
        assert_eq!(
            (tree[0].description.as_deref(), tree[0].children[0].name.as_str()),
            (Some("Of others"), "trust.roles")
        );
    }

    #[test]
    fn parents_that_are_missing_or_go_in_a_circle_are_told_and_nothing_is_lost() {
        let row = |name: &str, parent: &str| CodeRow {
            name: name.into(),
            parent: parent.into(),
            ..CodeRow::default()
        };
        let rows = [row("a", "b"), row("b", "c"), row("c", "a"), row("d", "nobody"), row("e", "e")];
        let (tree, said) = code_tree(&rows, ids());
        assert_eq!(tree.iter().flat_map(Code::walk).count(), 5);
        assert_eq!(said.len(), 3, "{said:?}");
    }

    proptest! {
        #[test]
        fn a_tree_comes_back_from_its_rows(parents in proptest::collection::vec(0_usize..30, 1..30)) {
            let rows: Vec<CodeRow> = parents.iter().enumerate().map(|(at, parent)| CodeRow {
                name: format!("code {at}"),
                parent: if *parent < at { format!("code {parent}") } else { String::new() },
                definition: "What\nit is".into(),
                hallmark: if at % 2 == 0 { "-we".into() } else { String::new() },
                example: if at % 3 == 0 { "=\"they\"".into() } else { String::new() },
                colour: Some(Colour([1, 2, 3])),
            }).collect();
            let (tree, said) = code_tree(&rows, ids());
            prop_assert!(said.is_empty());
            let text = write_codes(&code_rows(&tree));
            let (back, problems) = read_codes(&text).unwrap();
            prop_assert!(problems.is_empty());
            prop_assert_eq!(&code_tree(&back, ids()).0.iter().flat_map(Code::walk).count(), &rows.len());
            let sorted = |mut rows: Vec<CodeRow>| { rows.sort_by(|a, b| a.name.cmp(&b.name)); rows };
            prop_assert_eq!(sorted(back), sorted(rows));
        }

        #[test]
        fn any_parents_make_a_tree_of_all_codes(parents in proptest::collection::vec(0_usize..120, 1..120)) {
            let name = |at: usize| format!("code {at}");
            let rows: Vec<CodeRow> = parents.iter().enumerate()
                .map(|(at, parent)| CodeRow { name: name(at), parent: name(*parent), ..CodeRow::default() })
                .collect();
            let (tree, _) = code_tree(&rows, ids());
            prop_assert_eq!(tree.iter().flat_map(Code::walk).count(), rows.len());
        }
    }
}
