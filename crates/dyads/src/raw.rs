//! What the ratings say before any model: who rated whom, how often, with which mean, and who did not.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::clean::Row;
use crate::graph::Graph;

/// A direction `from` → `to` within a group, as it was answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RawDirection {
    /// The group.
    pub group: String,
    /// The organisation that rates.
    pub from: String,
    /// The organisation that is rated.
    pub to: String,
    /// Number of answers.
    pub n: usize,
    /// Plain mean of the answers, on the input's scale.
    pub observed_mean: f64,
}

/// How many organisations an organisation rated, and how many rated it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RawOrganisation {
    /// The group.
    pub group: String,
    /// The organisation.
    pub id: String,
    /// Number of organisations it rated.
    pub rated: usize,
    /// Number of organisations that rated it.
    pub rated_by: usize,
    /// Number of people who answered for it.
    pub respondents: usize,
}

/// An ordered pair of organisations of one group without a rating. It stays empty: it is never filled in from the
/// other side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unrated {
    /// The group.
    pub group: String,
    /// The organisation that did not rate.
    pub from: String,
    /// The organisation that was not rated.
    pub to: String,
}

/// The ratings without a model. Lists are sorted by group and ids.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raw {
    /// Organisations that occur as rater or target, summed over groups.
    pub organisations: usize,
    /// People who answered.
    pub respondents: usize,
    /// Usable ratings.
    pub ratings: usize,
    /// Directions with at least one rating.
    pub directions: usize,
    /// Pairs with a rating from each side.
    pub pairs_both_sides: usize,
    /// Every organisation with its counts; one with `rated` 0 gave no answer at all.
    pub by_organisation: Vec<RawOrganisation>,
    /// Every rated direction.
    pub by_direction: Vec<RawDirection>,
    /// Every direction without a rating.
    pub unrated: Vec<Unrated>,
    /// Who rated whom, in two figures.
    pub graph: Graph,
}

/// Describes cleaned rows.
pub(crate) fn describe(rows: &[Row]) -> Raw {
    let mut sums: BTreeMap<(&str, &str, &str), (usize, f64)> = BTreeMap::new();
    let mut people: BTreeMap<(&str, &str), BTreeSet<_>> = BTreeMap::new();
    let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for r in rows {
        let e = sums.entry((&r.group, &r.rater, &r.target)).or_default();
        e.0 += 1;
        e.1 += r.value;
        people.entry((&r.group, &r.rater)).or_default().insert(&r.person);
        groups.entry(&r.group).or_default().extend([r.rater.as_str(), r.target.as_str()]);
    }
    let by_direction: Vec<_> = sums
        .iter()
        .map(|((group, from, to), (n, sum))| RawDirection {
            group: (*group).to_owned(),
            from: (*from).to_owned(),
            to: (*to).to_owned(),
            n: *n,
            observed_mean: sum / *n as f64,
        })
        .collect();
    let (mut unrated, mut by_organisation, mut returned) = (Vec::new(), Vec::new(), 0);
    for (group, ids) in &groups {
        for from in ids {
            let (mut rated, mut rated_by) = (0, 0);
            for to in ids.iter().filter(|to| *to != from) {
                let there = sums.contains_key(&(*group, *from, *to));
                let back = sums.contains_key(&(*group, *to, *from));
                rated += usize::from(there);
                rated_by += usize::from(back);
                returned += usize::from(there && back);
                if !there {
                    let (group, from, to) = ((*group).to_owned(), (*from).to_owned(), (*to).to_owned());
                    unrated.push(Unrated { group, from, to });
                }
            }
            let respondents = people.get(&(*group, *from)).map_or(0, BTreeSet::len);
            let (group, id) = ((*group).to_owned(), (*from).to_owned());
            by_organisation.push(RawOrganisation { group, id, rated, rated_by, respondents });
        }
    }
    Raw {
        organisations: by_organisation.len(),
        respondents: people.values().map(BTreeSet::len).sum(),
        ratings: rows.len(),
        directions: by_direction.len(),
        pairs_both_sides: returned / 2,
        graph: Graph::from_counts(by_direction.len(), by_direction.len() + unrated.len(), returned),
        by_organisation,
        by_direction,
        unrated,
    }
}
