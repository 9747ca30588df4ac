//! A mapping guessed from headings and cells, for somebody to correct. Whatever is not sure is marked CHECK.

mod headings;
mod scales;
mod variables;

use std::collections::{BTreeMap, BTreeSet};

use troth_framework::Lens;
use troth_rate::instrument::Instrument;

use super::Tool;
use super::columns::{Kind, kind};
use super::grid::Grid;
use super::labels::plain;
use super::types::{AnswerColumns, Finished, Mapping, Said, ScaleLabels};
use super::write::write;
use headings::{Group, groups};

/// An organisation of the partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownOrganisation {
    /// Its id in files.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What is not sure, by the place in the mapping.
#[derive(Debug, Default)]
pub(super) struct Checks {
    /// About the file as a whole.
    pub(super) notes: Vec<String>,
    /// About the answers at a place.
    pub(super) answers: BTreeMap<usize, String>,
    /// About a scale, by its name.
    pub(super) scales: BTreeMap<String, String>,
    /// Words of a scale whose numbers nobody can guess.
    pub(super) open: BTreeMap<String, Vec<String>>,
}

/// Answers that are no number in any question, in the tools' own words and in usual ones.
const CANT_SAY: [&str; 14] = [
    "-oth-",
    "can't say",
    "cannot say",
    "do not know",
    "don't know",
    "don't know / can't say",
    "i don't know",
    "n/a",
    "na",
    "no answer",
    "not applicable",
    "prefer not to say",
    "unable to say",
    "weet niet",
];

/// A mapping for the file, as the text of its file. With organisations of the partnership partners are found by name;
/// without any, by what the column of the organisation that answers holds.
pub fn propose(grid: &Grid, lens: &Lens, known: &[KnownOrganisation]) -> String {
    let (mapping, checks) = guess(grid, lens, known);
    write(&mapping, &checks)
}

fn guess(grid: &Grid, lens: &Lens, known: &[KnownOrganisation]) -> (Mapping, Checks) {
    let mut checks = Checks::default();
    let mut taken = BTreeSet::new();
    let rater = rater(grid, known);
    taken.extend(rater);
    let words = match (known.is_empty(), rater) {
        (true, Some(at)) => from_cells(grid, at),
        _ => known.to_vec(),
    };
    let target_column =
        (0..grid.names().len()).find(|at| Some(*at) != rater && are_organisations(grid, *at, &words));
    taken.extend(target_column);
    let named = |names: &[&str]| grid.names().iter().position(|h| names.contains(&plain(h).as_str()));
    let respondent = named(&[
        "id",
        "response id",
        "id. response id",
        "responseid",
        "respondent",
        "respondent_id",
        "participant",
    ]);
    let wave = named(&["wave", "round", "survey round"]);
    let role = named(&["role", "answer role"]);
    let visible = named(&["visible_to", "visible to"]);
    taken.extend([respondent, wave, role, visible].into_iter().flatten());
    let by = |at: usize| Said::by(&grid.names()[at]);
    if rater.is_none() {
        checks
            .notes
            .push("No column tells which organisation answers: write its heading under [rater].".to_owned());
    }
    if respondent.is_none() && role.is_none() {
        checks.notes.push(
            "No column tells respondents apart, so each row is read as the answer of its organisation\u{2019}s \
             representative. Add [respondent] if these are staff, and say who may see representatives\u{2019} answers under \
             [visible_to]: totals, pooled, partner or audience."
                .to_owned(),
        );
    }
    let mut mapping = Mapping {
        tool: grid.tool,
        heading_rows: (grid.headings.len() != grid.tool.heading_rows()).then_some(grid.headings.len()),
        cant_say: Vec::new(),
        drop: Vec::new(),
        finished: finished(grid),
        rater: rater.map_or_else(|| Said::by(""), by),
        respondent: respondent.map(by),
        role: role.map(by),
        visible_to: visible.map(by),
        wave: wave.map(by),
        organisations: BTreeMap::new(),
        variables: BTreeMap::new(),
        scales: BTreeMap::new(),
        answers: Vec::new(),
    };
    let mut cant_say = BTreeSet::new();
    for group in groups(grid, &taken, &words, target_column) {
        answers(grid, lens, &mut mapping, &mut checks, &mut cant_say, group);
    }
    mapping.cant_say = cant_say.into_iter().collect();
    if mapping.answers.is_empty() {
        checks.notes.push(
            "No column with answers about partners was recognised. Name the partnership (--network), so that partners are \
             found by name, or add [[answers]] by hand."
                .to_owned(),
        );
    }
    (mapping, checks)
}

fn answers(
    grid: &Grid,
    lens: &Lens,
    mapping: &mut Mapping,
    checks: &mut Checks,
    cant_say: &mut BTreeSet<String>,
    group: Group,
) {
    let cells: BTreeSet<String> =
        group.columns.iter().flat_map(|at| grid.filled(*at)).map(str::to_owned).collect();
    let (silent, said): (Vec<String>, Vec<String>) = cells.into_iter().partition(|cell| is_silence(cell));
    let Some(scale) = scales::guess(&said) else { return };
    cant_say.extend(silent);
    let place = mapping.answers.len();
    let name = scale_name(mapping, &scale);
    if let Some(check) = scale.check {
        checks.scales.insert(name.clone(), check);
    }
    if !scale.open.is_empty() {
        checks.open.insert(name.clone(), scale.open);
    }
    mapping.scales.insert(name.clone(), scale.scale);
    let (variable, sure) = variables::guess(lens, &group.question);
    let used = |id: &str| mapping.answers.iter().any(|a| a.variable.as_deref() == Some(id));
    let is_new = !used(&variable);
    let variable = if is_new { variable } else { format!("{variable}_{}", place + 1) };
    if !(sure && is_new) {
        let words = crate::intake::columns::short(&group.question);
        checks.answers.insert(
            place,
            format!("which variable \"{words}\" is; `troth framework` lists those Troth knows"),
        );
    }
    mapping.answers.push(AnswerColumns {
        columns: (!group.by_text).then(|| group.pattern.clone()),
        texts: group.by_text.then_some(group.pattern),
        variable: Some(variable),
        target: None,
        target_column: group.target_column,
        targets: group.targets,
        scale: name,
    });
}

/// The name of a scale that is there already with the same numbers, or the next free one.
fn scale_name(mapping: &Mapping, scale: &scales::Guessed) -> String {
    let same = |(_, other): &(&String, &ScaleLabels)| **other == scale.scale && scale.open.is_empty();
    mapping
        .scales
        .iter()
        .find(same)
        .map_or_else(|| format!("scale-{}", mapping.scales.len() + 1), |(name, _)| name.clone())
}

fn is_silence(cell: &str) -> bool {
    let word = plain(cell);
    let built_in = Instrument::built_in();
    CANT_SAY.contains(&word.as_str())
        || built_in.languages.iter().any(|language| plain(built_in.head.cant_say.get(&language.id)) == word)
}

fn rater(grid: &Grid, known: &[KnownOrganisation]) -> Option<usize> {
    let asked: Vec<usize> =
        (0..grid.names().len()).filter(|at| kind(&grid.names()[*at]) == Kind::Asked).collect();
    let told = [
        "organisation",
        "organization",
        "employer",
        "work for",
        "rater",
        "your team",
        "werkgever",
        "organisatie",
    ];
    let says = |at: &&usize| {
        let texts = grid
            .headings
            .iter()
            .filter_map(|row| row.get(**at))
            .map(|h| h.to_lowercase())
            .collect::<Vec<_>>();
        told.iter().any(|word| texts.iter().any(|text| text.contains(word)))
    };
    asked
        .iter()
        .find(|at| says(at) && (known.is_empty() || are_organisations(grid, **at, known)))
        .or_else(|| asked.iter().find(|at| are_organisations(grid, **at, known)))
        .or_else(|| asked.iter().find(says))
        .or_else(|| asked.first().filter(|_| grid.tool == Tool::Matrix))
        .copied()
}

/// Whether nearly all cells of a column name organisations.
fn are_organisations(grid: &Grid, at: usize, known: &[KnownOrganisation]) -> bool {
    let (mut cells, mut found) = (0_usize, 0_usize);
    for cell in grid.filled(at).take(200) {
        cells += 1;
        let word = cell.to_lowercase();
        found += usize::from(known.iter().any(|o| o.id == cell || o.name.to_lowercase() == word));
    }
    cells > 0 && found * 5 >= cells * 4
}

/// What the column of the organisation that answers holds, if it is not something else.
fn from_cells(grid: &Grid, at: usize) -> Vec<KnownOrganisation> {
    let words: BTreeSet<&str> = grid.filled(at).collect();
    let few = words.len() <= 200;
    let words = words.into_iter().filter(|word| few && word.chars().count() <= 120);
    words.map(|word| KnownOrganisation { id: word.to_owned(), name: word.to_owned() }).collect()
}

fn finished(grid: &Grid) -> Option<Finished> {
    let named = |names: &[&str]| grid.names().iter().find(|h| names.contains(&plain(h).as_str())).cloned();
    match grid.tool {
        Tool::Limesurvey => named(&["submitdate", "date submitted", "submitdate. date submitted"])
            .map(|column| Finished { column, values: Vec::new() }),
        Tool::Qualtrics => named(&["finished"])
            .map(|column| Finished { column, values: vec!["True".to_owned(), "1".to_owned()] }),
        Tool::MicrosoftForms | Tool::Matrix => None,
    }
}
