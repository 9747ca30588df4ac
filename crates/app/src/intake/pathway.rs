//! The pathway file: one row per step and declaring organisation.

use std::collections::BTreeMap;

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::table::{Rows, Table};

const COLUMNS: [Column; 6] = [
    Column::required("pathway", &[]),
    Column::required("step", &[]),
    Column::required("title", &[]),
    Column::optional("order", &[]),
    Column::optional("declared_by", &[]),
    Column::optional("responsible", &[]),
];

/// One row: a step, and possibly what one organisation declares about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathwayRow {
    /// Line in the file.
    pub line: u64,
    /// Pathway, by the file's id.
    pub pathway: String,
    /// Step, by the file's id.
    pub step: String,
    /// Title of the step.
    pub title: String,
    /// Place in the order.
    pub order: i64,
    /// Who declares; nobody if the row only names the step.
    pub declared_by: Option<String>,
    /// Who is responsible in its view; `None` means it says that nobody is.
    pub responsible: Option<String>,
}

/// Reads a pathway file.
///
/// # Errors
/// If it cannot be read as a table with pathway, step and title.
pub fn read(file: &str, text: &str) -> Result<Rows<PathwayRow>, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut problems = table.problems.clone();
    let mut rows = Vec::new();
    let mut titles: BTreeMap<(String, String), (String, i64)> = BTreeMap::new();
    let mut declared: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    for row in &table.rows {
        let read = (|| {
            let (pathway, step) = (table.required(row, "pathway")?, table.required(row, "step")?);
            let title = table.required(row, "title")?;
            let next = i64::try_from(titles.len()).unwrap_or(i64::MAX) + 1;
            let order = match table.filled(row, "order") {
                None => titles.get(&(pathway.to_owned(), step.to_owned())).map_or(next, |(_, order)| *order),
                Some(text) => text.parse().map_err(|_| {
                    Problem::cell(
                        row.line,
                        "order",
                        text,
                        "This is not a whole number. Number the steps 1, 2, 3 …",
                    )
                })?,
            };
            let key = (pathway.to_owned(), step.to_owned());
            let first = titles.entry(key).or_insert_with(|| (title.to_owned(), order));
            if first.0 != title || first.1 != order {
                let reason = format!("This step is called \"{}\" (order {}) further up.", first.0, first.1);
                return Err(Problem::cell(row.line, "title", title, reason));
            }
            let declared_by = table.filled(row, "declared_by").map(str::to_owned);
            if declared_by.is_none() && table.filled(row, "responsible").is_some() {
                let reason = "Somebody is named as responsible, but not who says so. Fill in declared_by.";
                return Err(Problem::cell(row.line, "declared_by", "", reason));
            }
            if let Some(by) = &declared_by {
                let key = (pathway.to_owned(), step.to_owned(), by.clone());
                if let Some(line) = declared.insert(key, row.line) {
                    let reason =
                        format!("This organisation has declared this step on line {line}. Keep one.");
                    return Err(Problem::cell(row.line, "declared_by", by, reason));
                }
            }
            Ok(PathwayRow {
                line: row.line,
                pathway: pathway.to_owned(),
                step: step.to_owned(),
                title: title.to_owned(),
                order,
                declared_by,
                responsible: table.filled(row, "responsible").map(str::to_owned),
            })
        })();
        match read {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Rows { rows, problems, warnings: table.warnings })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_declaration_per_step_and_organisation() {
        let Rows { rows, problems, .. } = read(
            "p.csv",
            "pathway,step,title,order,declared_by,responsible\np,s1,Tell family,1,a,a\np,s1,Tell family,1,b,\n\
             p,s1,Tell family,1,a,b\np,s2,Other,x,a,a\np,s3,Alone,3,,a\n",
        )
        .unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].responsible, None, "declared that nobody is responsible");
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(all[0].contains("on line 2"), "{all:?}");
        assert!(all[1].contains("whole number"), "{all:?}");
        assert!(all[2].contains("Fill in declared_by"), "{all:?}");
    }
}
