//! Where the columns of a mapping stand in a grid.

use std::collections::{BTreeMap, BTreeSet};

use super::KnownOrganisation;
use super::columns::{Kind, kind};
use super::grid::{Grid, GridRow};
use super::pattern::{Caught, Pattern};
use super::types::{AnswerColumns, Finished, Mapping, Said, ScaleLabels};
use crate::intake::columns::nearest;

/// A column with answers.
pub(super) struct AnswerAt<'a> {
    pub(super) column: usize,
    pub(super) variable: String,
    /// The partner as mapping or heading word it, where no column says it.
    pub(super) target: Option<String>,
    pub(super) target_column: Option<usize>,
    pub(super) scale: &'a ScaleLabels,
    pub(super) scale_name: &'a str,
}

/// What a [`Said`] says of a row.
pub(super) enum Source<'a> {
    Column(usize, &'a BTreeMap<String, String>),
    Fixed(&'a str),
}

impl Source<'_> {
    pub(super) fn of(&self, row: &GridRow) -> String {
        match self {
            Self::Fixed(text) => (*text).trim().to_owned(),
            Self::Column(at, values) => {
                let cell = row.cells[*at].as_str();
                values.get(cell).map_or(cell, String::as_str).to_owned()
            }
        }
    }

    pub(super) fn heading(&self, grid: &Grid) -> String {
        match self {
            Self::Column(at, _) => grid.names()[*at].clone(),
            Self::Fixed(_) => String::new(),
        }
    }
}

/// Where everything stands.
pub(super) struct Places<'a> {
    pub(super) said: BTreeMap<&'static str, Source<'a>>,
    pub(super) answers: Vec<AnswerAt<'a>>,
    /// Columns that are used for anything.
    pub(super) used: BTreeSet<usize>,
    finished: Option<(usize, &'a Finished)>,
    mapping: &'a Mapping,
    known: &'a [KnownOrganisation],
}

impl<'a> Places<'a> {
    /// Finds every column.
    ///
    /// # Errors
    /// If one is not there, is claimed twice, or points to people.
    pub(super) fn find(
        grid: &Grid,
        mapping: &'a Mapping,
        known: &'a [KnownOrganisation],
    ) -> Result<Self, String> {
        let mut places = Self {
            said: BTreeMap::new(),
            answers: Vec::new(),
            used: BTreeSet::new(),
            finished: None,
            mapping,
            known,
        };
        let said = [
            ("rater", Some(&mapping.rater)),
            ("respondent", mapping.respondent.as_ref()),
            ("role", mapping.role.as_ref()),
            ("visible_to", mapping.visible_to.as_ref()),
            ("wave", mapping.wave.as_ref()),
        ];
        for (name, said) in said {
            if let Some(source) = said.map(|said| places.source(grid, said)).transpose()?.flatten() {
                places.said.insert(name, source);
            }
        }
        if let Some(finished) = &mapping.finished {
            let at = column(grid, &finished.column)?;
            // Of a time only whether it is there may be looked at.
            if !finished.values.is_empty() {
                not_of_people(grid, at)?;
            }
            places.used.insert(at);
            places.finished = Some((at, finished));
        }
        for name in &mapping.drop {
            column(grid, name)?;
        }
        for answers in &mapping.answers {
            places.answers_of(grid, answers)?;
        }
        places.one_scale_each()?;
        Ok(places)
    }

    /// Headings of the columns that say something of all answers of a row.
    pub(super) fn shared(&self, grid: &Grid) -> BTreeMap<&'static str, String> {
        self.said.iter().map(|(name, source)| (*name, source.heading(grid))).collect()
    }

    /// Whether a row counts.
    pub(super) fn is_finished(&self, row: &GridRow) -> bool {
        let Some((at, finished)) = self.finished else { return true };
        let cell = row.cells[at].as_str();
        if finished.values.is_empty() {
            !cell.is_empty()
        } else {
            finished.values.iter().any(|value| value.eq_ignore_ascii_case(cell))
        }
    }

    /// The id of an organisation that the file words so.
    ///
    /// # Errors
    /// Why there is none, with the one that is nearest.
    pub(super) fn organisation(&self, word: &str) -> Result<String, String> {
        if let Some(id) = self.mapping.organisations.get(word) {
            return self.checked(id, word);
        }
        let is = |o: &&KnownOrganisation| o.id == word || o.name.to_lowercase() == word.to_lowercase();
        match self.known.iter().find(is) {
            Some(found) => Ok(found.id.clone()),
            None => self.checked(word, word),
        }
    }

    fn checked(&self, id: &str, word: &str) -> Result<String, String> {
        if self.known.is_empty() || self.known.iter().any(|o| o.id == id) {
            return Ok(id.to_owned());
        }
        let mut reason = "There is no organisation with this id or name in the partnership.".to_owned();
        let near = nearest(word, self.known.iter().flat_map(|o| [o.id.as_str(), o.name.as_str()]));
        match near.and_then(|near| self.known.iter().find(|o| o.id == near || o.name == near)) {
            Some(near) => reason.push_str(&format!(
                " Did you mean \"{}\"? Then write \"{word}\" = \"{}\" under [organisations] of the mapping.",
                near.name, near.id
            )),
            None => reason
                .push_str(" Import it first, or write which one it is under [organisations] of the mapping."),
        }
        Err(reason)
    }

    fn source(&mut self, grid: &Grid, said: &'a Said) -> Result<Option<Source<'a>>, String> {
        if let Some(text) = &said.fixed {
            return Ok(Some(Source::Fixed(text)));
        }
        let Some(name) = &said.column else { return Ok(None) };
        let at = column(grid, name)?;
        not_of_people(grid, at)?;
        self.used.insert(at);
        Ok(Some(Source::Column(at, &said.values)))
    }

    fn answers_of(&mut self, grid: &Grid, answers: &'a AnswerColumns) -> Result<(), String> {
        let (text, row) = match (&answers.columns, &answers.texts) {
            (Some(text), _) => (text, 0),
            (None, Some(text)) => (text, 1),
            (None, None) => return Ok(()),
        };
        let pattern = Pattern::read(text)?;
        let target_column = answers.target_column.as_deref().map(|name| column(grid, name)).transpose()?;
        if let Some(at) = target_column {
            not_of_people(grid, at)?;
            self.used.insert(at);
        }
        let scale = self.mapping.scales.get(&answers.scale).ok_or("A scale is missing.")?;
        let headings: &[String] = grid.headings.get(row).map_or(&[], Vec::as_slice);
        let mut found = false;
        for (at, heading) in headings.iter().enumerate().take(grid.names().len()) {
            let name = &grid.names()[at];
            if self.mapping.drop.contains(name) || kind(name) == Kind::OfPeople {
                continue;
            }
            let Some(caught) = pattern.matches(heading, |caught| self.knows(answers, caught)) else {
                continue;
            };
            if !self.used.insert(at) {
                return Err(format!(
                    "the column \"{name}\" is claimed twice by the mapping, the second time by \"{text}\". Make one of the \
                     two narrower."
                ));
            }
            found = true;
            let said = caught.target.or_else(|| answers.target.clone());
            let target = said.map(|word| answers.targets.get(&word).cloned().unwrap_or(word));
            let variable = match caught.variable {
                Some(word) => self.mapping.variables.get(&word).cloned().unwrap_or(word),
                None => answers.variable.clone().unwrap_or_default(),
            };
            let scale_name = answers.scale.as_str();
            self.answers.push(AnswerAt { column: at, variable, target, target_column, scale, scale_name });
        }
        if found {
            return Ok(());
        }
        let mut reason =
            format!("no {} fits \"{text}\".", if row == 0 { "heading" } else { "text of a question" });
        if let Some(near) = nearest(text, headings.iter().map(String::as_str)) {
            reason.push_str(&format!(" Did you mean \"{near}\"?"));
        }
        Err(reason)
    }

    fn knows(&self, answers: &AnswerColumns, caught: &Caught) -> bool {
        let target = caught.target.as_deref().is_none_or(|word| {
            answers.targets.contains_key(word)
                || self.mapping.organisations.contains_key(word)
                || self.known.iter().any(|o| o.id == word || o.name.eq_ignore_ascii_case(word))
        });
        let variable = caught.variable.as_deref();
        target
            && variable.is_none_or(|word| {
                self.mapping.variables.is_empty() || self.mapping.variables.contains_key(word)
            })
    }

    /// A variable has one scale, and one column for each partner.
    fn one_scale_each(&self) -> Result<(), String> {
        let mut scales: BTreeMap<&str, (f64, f64, &str)> = BTreeMap::new();
        let mut columns: BTreeSet<(&str, Option<&str>, Option<usize>)> = BTreeSet::new();
        for answer in &self.answers {
            let ends = (answer.scale.min, answer.scale.max, answer.scale_name);
            let first = *scales.entry(&answer.variable).or_insert(ends);
            if (first.0, first.1) != (ends.0, ends.1) {
                return Err(format!(
                    "the variable \"{}\" has the scales \"{}\" and \"{}\", whose ends differ. Give it one.",
                    answer.variable, first.2, ends.2
                ));
            }
            if !columns.insert((&answer.variable, answer.target.as_deref(), answer.target_column)) {
                return Err(format!(
                    "two columns hold answers to \"{}\" about {}. Give each question a variable of its own.",
                    answer.variable,
                    answer.target.as_deref().map_or("the same partner".to_owned(), |t| format!("\"{t}\""))
                ));
            }
        }
        Ok(())
    }
}

/// The column with this heading.
fn column(grid: &Grid, name: &str) -> Result<usize, String> {
    if let Some(at) = grid.column(name) {
        return Ok(at);
    }
    let several: Vec<&str> = grid
        .names()
        .iter()
        .map(String::as_str)
        .filter(|h| h.starts_with(&format!("{} (column ", name.trim())))
        .collect();
    if !several.is_empty() {
        return Err(format!(
            "the heading \"{name}\" stands there {} times. Say which one the mapping means: \"{}\". Or export again with \
             question codes.",
            several.len(),
            several.join("\", \"")
        ));
    }
    let mut reason = format!("there is no column \"{name}\", which the mapping names.");
    if let Some(near) = nearest(name, grid.names().iter().map(String::as_str)) {
        reason.push_str(&format!(" Did you mean \"{near}\"?"));
    }
    Err(reason)
}

fn not_of_people(grid: &Grid, at: usize) -> Result<(), String> {
    let name = &grid.names()[at];
    if grid.emptied.contains(name) {
        return Err(format!(
            "the mapping uses the column \"{name}\", which may hold a name, an address or a time of somebody. Such columns \
             are never read. Name another one, such as the number of the response."
        ));
    }
    Ok(())
}
