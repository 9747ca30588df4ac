//! From measures to one table: the directions that have every value, network by network.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::check::{about_itself, check_ids, check_names, members, values};
use super::measure::Direction;
use super::refuse::Refusal;
use super::regress::Input;

/// Fewest organisations of a network with a usable cell.
pub(super) const FEWEST: usize = 4;

/// How many cells of one covariate are missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The covariate.
    pub covariate: String,
    /// Directions that have the outcome but not this covariate.
    pub directions: usize,
}

/// Ordered pairs that were not used, each counted under one reason. With the pairs used they make up all ordered
/// pairs of different organisations, Σ N(N − 1) over the networks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Without the outcome.
    pub outcome_missing: usize,
    /// With the outcome, but without at least one covariate.
    pub covariate_missing: usize,
    /// With all values, but in a network with fewer than 4 such organisations.
    pub small_network: usize,
    /// Which covariates are missing; one direction can lack several.
    pub by_covariate: Vec<Missing>,
    /// Rows of an organisation about itself; they are no pairs and not part of the sum.
    pub about_itself: usize,
}

/// One network: its organisations with a usable cell, sorted, and where their cells are.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) group: String,
    pub(super) ids: Vec<String>,
    /// Row of the table for each ordered pair (i, j) at i·n + j; none where the pair is not used.
    pub(super) row_of: Vec<Option<usize>>,
    /// Used ordered pairs as (i, j), sorted; the row of the k-th is `first + k`.
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) first: usize,
}

impl Network {
    /// Rows of the table that belong to this network.
    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.pairs.len()
    }
}

/// The values in use, sorted by network, from and to, so that the order of input rows changes no bit.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) networks: Vec<Network>,
    pub(super) directions: Vec<Direction>,
    pub(super) outcome: Vec<f64>,
    /// One column per covariate, in the order given.
    pub(super) covariates: Vec<Vec<f64>>,
    pub(super) left_out: LeftOut,
    /// Networks left out because they are too small.
    pub(super) small: Vec<String>,
    /// Organisations of the networks in use without a usable cell.
    pub(super) silent: usize,
}

/// Puts the measures side by side.
///
/// # Errors
/// [`Refusal`] for names, values, ids and sizes that cannot be used.
pub(super) fn table(input: &Input<'_>) -> Result<Table, Refusal> {
    check_names(input)?;
    let outcome = values(input.outcome)?;
    let covariates = input.covariates.iter().map(values).collect::<Result<Vec<_>, _>>()?;
    let members = members(input);
    for measure in input.covariates.iter().chain([input.outcome]) {
        check_ids(measure, &members)?;
    }
    let measures = || input.covariates.iter().chain([input.outcome]);
    let mut out = Table {
        networks: Vec::new(),
        directions: Vec::new(),
        outcome: Vec::new(),
        covariates: vec![Vec::new(); covariates.len()],
        left_out: LeftOut {
            about_itself: measures()
                .map(|m| m.cells.iter().filter(|c| about_itself(&c.direction)).count())
                .sum(),
            ..LeftOut::default()
        },
        small: Vec::new(),
        silent: 0,
    };
    let mut gaps = vec![0; covariates.len()];
    let mut largest = 0;
    for (group, ids) in &members {
        let mut used: Vec<(&str, &str, f64, Vec<f64>)> = Vec::new();
        for from in ids {
            for to in ids.iter().filter(|to| *to != from) {
                let Some(y) = outcome.get(&(*group, *from, *to)) else {
                    out.left_out.outcome_missing += 1;
                    continue;
                };
                let found: Vec<_> =
                    covariates.iter().map(|c| c.get(&(*group, *from, *to)).copied()).collect();
                for (gap, _) in gaps.iter_mut().zip(&found).filter(|(_, value)| value.is_none()) {
                    *gap += 1;
                }
                match found.into_iter().collect::<Option<Vec<f64>>>() {
                    Some(x) => used.push((*from, *to, *y, x)),
                    None => out.left_out.covariate_missing += 1,
                }
            }
        }
        let active: BTreeSet<&str> = used.iter().flat_map(|(from, to, ..)| [*from, *to]).collect();
        largest = largest.max(active.len());
        if active.len() < FEWEST {
            out.left_out.small_network += used.len();
            out.small.push((*group).to_owned());
            continue;
        }
        out.silent += ids.len() - active.len();
        out.add(group, &active, used);
    }
    let names = input.covariates.iter().map(|m| m.name.clone());
    out.left_out.by_covariate =
        names.zip(gaps).map(|(covariate, directions)| Missing { covariate, directions }).collect();
    if out.networks.is_empty() {
        return Err(Refusal::TooFewOrganisations { organisations: largest, fewest: FEWEST });
    }
    let (cells, unknowns) = (out.outcome.len(), out.networks.len() + out.covariates.len());
    if cells <= unknowns {
        return Err(Refusal::TooFewCells { cells, unknowns });
    }
    Ok(out)
}

impl Table {
    fn add(&mut self, group: &str, active: &BTreeSet<&str>, used: Vec<(&str, &str, f64, Vec<f64>)>) {
        let n = active.len();
        let place: BTreeMap<&str, usize> = active.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut network = Network {
            group: group.to_owned(),
            ids: active.iter().map(|id| (*id).to_owned()).collect(),
            row_of: vec![None; n * n],
            pairs: Vec::with_capacity(used.len()),
            first: self.outcome.len(),
        };
        for (from, to, y, x) in used {
            let (i, j) = (place[from], place[to]);
            network.row_of[i * n + j] = Some(self.outcome.len());
            network.pairs.push((i, j));
            self.outcome.push(y);
            for (column, value) in self.covariates.iter_mut().zip(x) {
                column.push(value);
            }
            let (group, from, to) = (group.to_owned(), from.to_owned(), to.to_owned());
            self.directions.push(Direction { group, from, to });
        }
        self.networks.push(network);
    }
}
