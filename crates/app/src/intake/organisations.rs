//! The organisations file.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::Sector;

use super::columns::{Column, nearest};
use super::problem::{FileProblem, Problem};
use super::table::{Row, Table};

const COLUMNS: [Column; 11] = [
    Column::required("id", &[]),
    Column::required("name", &[]),
    Column::required("sector", &[]),
    Column::optional("kind", &["type"]),
    Column::optional("parent", &[]),
    Column::optional("ods", &["ods_code"]),
    Column::optional("size", &["staff"]),
    Column::optional("place", &[]),
    Column::optional("charity", &["charity_number"]),
    Column::optional("cqc", &["cqc_id"]),
    Column::optional("accepted", &["accepts"]),
];

/// One organisation as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Line in the file.
    pub line: u64,
    /// The file's id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// Kind.
    pub kind: String,
    /// Id of the organisation this is a unit of.
    pub parent: Option<String>,
    /// ODS code.
    pub ods: Option<String>,
    /// Other identifiers by scheme.
    pub identifiers: BTreeMap<String, String>,
    /// Number of staff.
    pub size: Option<u32>,
    /// Place.
    pub place: Option<String>,
    /// Whether it has accepted being rated by name; `None` if the file does not say.
    pub accepted: Option<bool>,
    /// Unknown columns.
    pub attributes: BTreeMap<String, String>,
}

/// An organisations file that was read.
#[derive(Debug, Default)]
pub struct OrganisationsFile {
    /// Good rows.
    pub rows: Vec<OrganisationRow>,
    /// Bad rows.
    pub problems: Vec<Problem>,
    /// Remarks.
    pub warnings: Vec<String>,
}

/// Reads an organisations file; `known` are ids that the network already has, which a parent may name.
///
/// # Errors
/// If it cannot be read as a table with id, name and sector.
pub fn read(file: &str, text: &str, known: &[String]) -> Result<OrganisationsFile, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut result = OrganisationsFile {
        problems: table.problems.clone(),
        warnings: table.warnings.clone(),
        ..OrganisationsFile::default()
    };
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for row in &table.rows {
        match organisation(&table, row) {
            Ok(organisation) => {
                if let Some(line) = seen.insert(organisation.id.clone(), row.line) {
                    let reason = format!("This id stands on line {line} already. Ids are unique.");
                    result.problems.push(Problem::cell(row.line, "id", &organisation.id, reason));
                } else {
                    result.rows.push(organisation);
                }
            }
            Err(problem) => result.problems.push(problem),
        }
    }
    check_parents(&mut result, known);
    Ok(result)
}

fn organisation(table: &Table, row: &Row) -> Result<OrganisationRow, Problem> {
    let size = match table.filled(row, "size") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| {
            Problem::cell(
                row.line,
                "size",
                text,
                "This is not a whole number of staff. Write digits or leave it empty.",
            )
        })?),
    };
    let identifiers = ["charity", "cqc"]
        .into_iter()
        .filter_map(|scheme| Some((scheme.to_owned(), table.filled(row, scheme)?.to_owned())))
        .collect();
    let accepted = match table.filled(row, "accepted").map(str::to_lowercase).as_deref() {
        None => None,
        Some("yes" | "true" | "1") => Some(true),
        Some("no" | "false" | "0") => Some(false),
        Some(text) => {
            return Err(Problem::cell(row.line, "accepted", text, "Write yes or no, or leave it empty."));
        }
    };
    let id = table.id(row, "id")?;
    if id == "." || id == ".." {
        return Err(Problem::cell(
            row.line,
            "id",
            id,
            "This cannot be part of an address. Use letters or digits.",
        ));
    }
    Ok(OrganisationRow {
        line: row.line,
        accepted,
        id: id.to_owned(),
        name: table.required(row, "name")?.to_owned(),
        sector: Sector::named(table.required(row, "sector")?).0,
        kind: table.cell(row, "kind").to_owned(),
        parent: table.filled(row, "parent").map(str::to_owned),
        ods: table.filled(row, "ods").map(str::to_owned),
        identifiers,
        size,
        place: table.filled(row, "place").map(str::to_owned),
        attributes: table.attributes(row),
    })
}

fn check_parents(result: &mut OrganisationsFile, known: &[String]) {
    let ids: BTreeSet<String> =
        result.rows.iter().map(|r| r.id.clone()).chain(known.iter().cloned()).collect();
    let (good, bad): (Vec<_>, Vec<_>) = std::mem::take(&mut result.rows)
        .into_iter()
        .partition(|r| r.parent.as_ref().is_none_or(|p| *p != r.id && ids.contains(p)));
    result.rows = good;
    for row in bad {
        let parent = row.parent.unwrap_or_default();
        let mut reason = if parent == row.id {
            "An organisation cannot be a unit of itself.".to_owned()
        } else {
            "There is no organisation with this id.".to_owned()
        };
        if let Some(near) = nearest(&parent, ids.iter().map(String::as_str)).filter(|n| *n != row.id) {
            reason.push_str(&format!(" Did you mean \"{near}\"?"));
        }
        result.problems.push(Problem::cell(row.line, "parent", &parent, reason));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_twins_and_wrong_parents() {
        let file = read(
            "o.csv",
            "id,name,sector,parent,size,colour,accepted\nacute,Acute hospital,Health,,2000,blue,Yes\nw4,Ward 4,health,acute,,,\n\
             w4,Ward 4 again,health,acute,,,\nx,X,health,acut,,,\ny,Y,health,,many,,\nz,Z,health,,,,perhaps\n",
            &[],
        )
        .unwrap();
        assert_eq!(file.rows.len(), 2);
        assert_eq!(file.rows[0].sector, "health");
        assert_eq!((file.rows[0].accepted, file.rows[1].accepted), (Some(true), None));
        assert_eq!(file.rows[0].attributes["colour"], "blue");
        let all: Vec<String> = file.problems.iter().map(ToString::to_string).collect();
        assert!(all.iter().any(|p| p.contains("line 4, column id")), "{all:?}");
        assert!(all.iter().any(|p| p.contains("Did you mean \"acute\"?")), "{all:?}");
        assert!(all.iter().any(|p| p.contains("not a whole number")), "{all:?}");
        assert!(all.iter().any(|p| p.contains("Write yes or no")), "{all:?}");
    }
}
