//! The assignment file: how many people of an organisation are asked about a partner.

use std::collections::BTreeMap;

use troth_network::VisibleTo;

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::table::{Row, Rows, Table};

/// Most people that one organisation can be said to ask.
pub const MOST_PEOPLE: usize = 10_000;

const COLUMNS: [Column; 4] = [
    Column::required("organisation", &["rater"]),
    Column::required("partner", &["target"]),
    Column::required("people", &["staff"]),
    Column::optional("representative", &["visible_to"]),
];

/// How many people of an organisation are asked about a partner, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Line in the file.
    pub line: u64,
    /// Id of the organisation whose people are asked.
    pub organisation: String,
    /// Id of the partner they are asked about.
    pub partner: String,
    /// How many staff are asked.
    pub people: usize,
    /// What the representative is expected to allow, if one answers.
    pub representative: Option<VisibleTo>,
}

/// Reads an assignment file.
///
/// # Errors
/// If it cannot be read as a table with organisation, partner and people.
pub fn read(file: &str, text: &str) -> Result<Rows<AssignmentRow>, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut problems = table.problems.clone();
    let mut rows = Vec::new();
    let mut seen: BTreeMap<(String, String), u64> = BTreeMap::new();
    for row in &table.rows {
        match assignment(&table, row) {
            Ok(assignment) => {
                let key = (assignment.organisation.clone(), assignment.partner.clone());
                if let Some(line) = seen.insert(key, row.line) {
                    let reason = format!(
                        "People of this organisation are asked about this partner on line {line} already. Keep one row."
                    );
                    problems.push(Problem::cell(row.line, "partner", &assignment.partner, reason));
                } else {
                    rows.push(assignment);
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Rows { rows, problems, warnings: table.warnings })
}

fn assignment(table: &Table, row: &Row) -> Result<AssignmentRow, Problem> {
    let (organisation, partner) = (table.id(row, "organisation")?, table.id(row, "partner")?);
    if organisation == partner {
        let reason = "Nobody is asked about their own organisation. Name a partner, or take the row out.";
        return Err(Problem::cell(row.line, "partner", partner, reason));
    }
    let people = table.required(row, "people")?;
    let representative = match table.filled(row, "representative") {
        None => None,
        Some(text) => {
            let read = text.parse();
            Some(read.map_err(|e: String| Problem::cell(row.line, "representative", text, e))?)
        }
    };
    Ok(AssignmentRow {
        line: row.line,
        organisation: organisation.to_owned(),
        partner: partner.to_owned(),
        people: people.parse().ok().filter(|n| *n <= MOST_PEOPLE).ok_or_else(|| {
            let reason = "This is not a whole number of people from 0 to 10000. Write digits.";
            Problem::cell(row.line, "people", people, reason)
        })?,
        representative,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_is_named_with_its_line_and_column() {
        let text = "organisation,partner,people,representative\na,b,7,audience\na,a,3,\nb,a,seven,\nb,a,4,everyone\n\
                    a,b,2,\nb,a,20000,\nb,a,6,\n";
        let read = read("a.csv", text).unwrap();
        assert_eq!(read.rows.len(), 2);
        assert_eq!(read.rows[0].representative, Some(VisibleTo::Audience));
        let named: Vec<(u64, &str)> = read.problems.iter().map(|p| (p.line, p.column.as_str())).collect();
        let expected = [(3, "partner"), (4, "people"), (5, "representative"), (6, "partner"), (7, "people")];
        assert_eq!(named, expected);
        assert!(read.problems[3].reason.contains("line 2"));
    }
}
