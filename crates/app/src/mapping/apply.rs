//! From a grid and a mapping to the rows of a ratings file, and from problems with those rows back to the cells of the
//! grid.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::AnswerRole;

use super::columns::{Kind, kind, looks_like_an_address};
use super::grid::{Grid, GridRow};
use super::labels::{Answered, Labels};
use super::limits;
use super::places::{AnswerAt, Places};
use super::{KnownOrganisation, Mapping};
use crate::intake::words::{count, some_of};
use crate::intake::{FileProblem, Problem};

/// Most headings that one sentence names.
const NAMED: usize = 20;

/// The columns that come out, as [`crate::intake::ratings`] reads them.
const COLUMNS: [&str; 10] = [
    "wave",
    "rater",
    "respondent",
    "target",
    "variable",
    "value",
    "role",
    "visible_to",
    "scale_min",
    "scale_max",
];

/// Those of them that are the same for all answers of a row.
const OF_THE_ROW: [&str; 6] = ["", "wave", "rater", "respondent", "role", "visible_to"];

/// What came out of a file.
#[derive(Debug)]
pub struct Mapped {
    /// The rows, as the text of a ratings file.
    pub text: String,
    /// Line and heading of each row of the text.
    origins: Vec<(u64, String)>,
    /// Headings of the columns that are the same for all answers of a row, by the column that comes out.
    shared: BTreeMap<&'static str, String>,
    /// What has to be mended.
    pub problems: Vec<Problem>,
    /// What was left out and why, in sentences.
    pub remarks: Vec<String>,
}

impl Mapped {
    /// How many answers came out.
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// Whether no answer came out.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// A problem with the text as one with the file.
    pub(crate) fn place(&self, problem: Problem) -> Problem {
        let Some((line, heading)) = self.origin(problem.line) else { return problem };
        let column = match self.shared.get(problem.column.as_str()) {
            Some(heading) if !heading.is_empty() => heading.clone(),
            // What no column of the file says is called as a ratings file calls it.
            _ if OF_THE_ROW.contains(&problem.column.as_str()) => problem.column.clone(),
            _ => heading.clone(),
        };
        Problem { line: *line, column, ..problem }
    }

    fn origin(&self, line: u64) -> Option<&(u64, String)> {
        self.origins.get(usize::try_from(line).ok()?.checked_sub(2)?)
    }
}

/// What is counted on the way.
#[derive(Default)]
struct Counts {
    unfinished: usize,
    cant_say: usize,
    empty: usize,
    own: usize,
}

/// What the columns of one row say of all its answers.
struct Whose {
    wave: String,
    rater: String,
    respondent: String,
    role: String,
    visible_to: String,
}

/// The rows of a ratings file. `known` are the organisations of the partnership, by which names are found; without
/// any, organisations are left as the file words them.
///
/// # Errors
/// If the mapping does not fit the file: a column is not there, is claimed twice, or points to people.
pub fn apply(grid: &Grid, mapping: &Mapping, known: &[KnownOrganisation]) -> Result<Mapped, FileProblem> {
    let wrong = |reason: String| FileProblem::Mapping { file: grid.file.clone(), reason };
    let places = Places::find(grid, mapping, known).map_err(wrong)?;
    if places.answers.len().saturating_mul(grid.rows.len()) > limits::ANSWERS {
        return Err(wrong(format!(
            "{} columns with answers and {} rows are more than any survey has. Split the file.",
            places.answers.len(),
            grid.rows.len()
        )));
    }
    let labels: BTreeMap<&str, Labels> = mapping
        .scales
        .iter()
        .map(|(name, scale)| (name.as_str(), Labels::of(scale, &mapping.cant_say)))
        .collect();
    let mut work = Work {
        grid,
        places: &places,
        labels,
        writer: csv::Writer::from_writer(Vec::new()),
        out: Mapped {
            text: String::new(),
            origins: Vec::new(),
            shared: places.shared(grid),
            problems: grid.problems.clone(),
            remarks: Vec::new(),
        },
        counts: Counts::default(),
        seen: BTreeMap::new(),
        told: BTreeSet::new(),
    };
    // Writing to memory cannot fail.
    let _ = work.writer.write_record(COLUMNS);
    for row in &grid.rows {
        work.row(row);
    }
    let Work { writer, mut out, counts, .. } = work;
    out.text = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    out.problems.sort_by_key(|problem| problem.line);
    out.remarks = remarks(grid, mapping, &places, &counts);
    Ok(out)
}

struct Work<'a> {
    grid: &'a Grid,
    places: &'a Places<'a>,
    labels: BTreeMap<&'a str, Labels>,
    writer: csv::Writer<Vec<u8>>,
    out: Mapped,
    counts: Counts,
    /// Wave, rater, respondent, target and variable, with the line of the first answer.
    seen: BTreeMap<[String; 5], u64>,
    /// Problems of headings, each told once.
    told: BTreeSet<(String, String)>,
}

impl Work<'_> {
    fn row(&mut self, row: &GridRow) {
        if !self.places.is_finished(row) {
            self.counts.unfinished += 1;
            return;
        }
        let whose = match self.whose(row) {
            Ok(whose) => whose,
            Err(problem) => return self.out.problems.push(problem),
        };
        let places = self.places;
        for answer in &places.answers {
            if let Err(problem) = self.answer(row, &whose, answer) {
                self.out.problems.push(problem);
            }
        }
    }

    fn whose(&self, row: &GridRow) -> Result<Whose, Problem> {
        let places = self.places;
        let said = |name: &'static str| -> Result<String, Problem> {
            let Some(source) = places.said.get(name) else { return Ok(String::new()) };
            let text = source.of(row);
            if looks_like_an_address(&text) {
                let reason = "This looks like an e-mail address or the address of a computer. Troth does not take those, \
                              not even as ids: name another column in the mapping.";
                return Err(Problem::cell(row.line, &source.heading(self.grid), "", reason));
            }
            Ok(text)
        };
        let rater = said("rater")?;
        let heading = places.said.get("rater").map(|source| source.heading(self.grid)).unwrap_or_default();
        if rater.is_empty() {
            let reason =
                "Nothing says for which organisation this row was answered. Fill it in, or take the row out.";
            return Err(Problem::cell(row.line, &heading, "", reason));
        }
        let rater = places
            .organisation(&rater)
            .map_err(|reason| Problem::cell(row.line, &heading, &rater, reason))?;
        Ok(Whose {
            wave: said("wave")?,
            rater,
            respondent: said("respondent")?,
            role: said("role")?,
            visible_to: said("visible_to")?,
        })
    }

    fn answer(&mut self, row: &GridRow, whose: &Whose, answer: &AnswerAt<'_>) -> Result<(), Problem> {
        let heading = self.grid.names()[answer.column].clone();
        let cell = row.cells[answer.column].as_str();
        let value = match self.labels.get(answer.scale_name).map(|labels| labels.read(cell)) {
            None | Some(Answered::Nothing) => {
                self.counts.empty += 1;
                return Ok(());
            }
            Some(Answered::CantSay) => {
                self.counts.cant_say += 1;
                return Ok(());
            }
            Some(Answered::Number(value)) => value,
            Some(Answered::Unknown) => {
                let reason = format!(
                    "The mapping has no number for this answer. Add it under [scales.{}.labels], or to cant_say if it is no \
                     answer.",
                    answer.scale_name
                );
                return Err(Problem::cell(row.line, &heading, cell, reason));
            }
        };
        let target = match self.target(row, answer, &heading) {
            Ok(target) => target,
            // What is wrong with a heading is wrong in every row: once is enough.
            Err(problem) if !self.told.insert((problem.column.clone(), problem.value.clone())) => {
                return Ok(());
            }
            Err(problem) => return Err(problem),
        };
        if target == whose.rater {
            self.counts.own += 1;
            return Ok(());
        }
        let is_staff = match whose.role.parse::<AnswerRole>() {
            Ok(role) => role == AnswerRole::Staff,
            Err(_) => !whose.respondent.is_empty(),
        };
        let who = if is_staff { whose.respondent.clone() } else { String::new() };
        let key = [whose.wave.clone(), whose.rater.clone(), who, target.clone(), answer.variable.clone()];
        if let Some(first) = self.seen.insert(key, row.line) {
            let reason = format!(
                "Line {first} has an answer of the same {} to the same question about the same partner. Keep the row that \
                 counts.",
                if is_staff { "respondent" } else { "organisation\u{2019}s representative" }
            );
            return Err(Problem::cell(row.line, &heading, cell, reason));
        }
        let (min, max) = (answer.scale.min.to_string(), answer.scale.max.to_string());
        let value = value.to_string();
        let cells = [
            &whose.wave,
            &whose.rater,
            &whose.respondent,
            &target,
            &answer.variable,
            &value,
            &whose.role,
            &whose.visible_to,
            &min,
            &max,
        ];
        let _ = self.writer.write_record(cells);
        self.out.origins.push((row.line, heading));
        Ok(())
    }

    fn target(&self, row: &GridRow, answer: &AnswerAt<'_>, heading: &str) -> Result<String, Problem> {
        let Some(column) = answer.target_column else {
            let target = answer.target.as_deref().unwrap_or_default();
            return self
                .places
                .organisation(target)
                .map_err(|reason| Problem::cell(1, heading, target, reason));
        };
        let (named, heading) = (row.cells[column].as_str(), self.grid.names()[column].as_str());
        if named.is_empty() {
            let reason = "Nothing says which partner this row is about. Fill it in.";
            return Err(Problem::cell(row.line, heading, "", reason));
        }
        self.places.organisation(named).map_err(|reason| Problem::cell(row.line, heading, named, reason))
    }
}

fn remarks(grid: &Grid, mapping: &Mapping, places: &Places<'_>, counts: &Counts) -> Vec<String> {
    let quoted = |names: Vec<&str>| {
        let names: Vec<String> =
            names.iter().map(|name| format!("\"{}\"", crate::intake::columns::short(name))).collect();
        some_of(&names, NAMED)
    };
    let mut remarks = vec![format!("Read as {}.", mapping.tool.words())];
    if mapping.tool != grid.tool {
        remarks.push(format!("Its headings look like {}.", grid.tool.words()));
    }
    if !grid.emptied.is_empty() {
        remarks.push(format!(
            "Never kept, because they may point to people: {}.",
            quoted(grid.emptied.iter().map(String::as_str).collect())
        ));
    }
    if !mapping.drop.is_empty() {
        remarks.push(format!(
            "Left out, as the mapping says: {}.",
            quoted(mapping.drop.iter().map(String::as_str).collect())
        ));
    }
    let unused: Vec<&str> = grid
        .names()
        .iter()
        .enumerate()
        .filter(|(at, name)| {
            !places.used.contains(at) && kind(name) == Kind::Asked && !mapping.drop.contains(name)
        })
        .filter(|(_, name)| !grid.emptied.contains(name) && !name.is_empty())
        .map(|(_, name)| name.as_str())
        .collect();
    if !unused.is_empty() {
        remarks.push(format!("Columns that the mapping does not use: {}.", quoted(unused)));
    }
    if counts.unfinished > 0 {
        remarks
            .push(format!("{} not finished and left out.", count(counts.unfinished, "row was", "rows were")));
    }
    if counts.cant_say > 0 {
        remarks.push(format!(
            "{} that somebody cannot say; they count as not answered.",
            count(counts.cant_say, "cell says", "cells say")
        ));
    }
    if counts.empty > 0 {
        remarks.push(format!(
            "{} empty and count as not answered.",
            count(counts.empty, "cell is", "cells are")
        ));
    }
    if counts.own > 0 {
        remarks.push(format!(
            "{} about the respondent\u{2019}s own organisation left out.",
            count(counts.own, "answer is", "answers are")
        ));
    }
    remarks
}
