//! What the ratings say before any model: who rated whom, how often, with which mean, and who did not.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::clean::{Id, Row};
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
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
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

/// Describes cleaned rows, which are sorted by group, rater and target.
pub(crate) fn describe(rows: &[Row<'_>]) -> Raw {
    let mut out = Raw { ratings: rows.len(), ..Raw::default() };
    for group in rows.chunk_by(|x, y| x.group == y.group) {
        describe_group(group, &mut out);
    }
    out.organisations = out.by_organisation.len();
    out.respondents = out.by_organisation.iter().map(|o| o.respondents).sum();
    out.directions = out.by_direction.len();
    let possible = out.directions + out.unrated.len();
    out.graph = Graph::from_counts(out.directions, possible, 2 * out.pairs_both_sides);
    out
}

/// The organisations of one group's rows, sorted.
pub(crate) fn ids<'a>(rows: &[Row<'a>]) -> Vec<Id<'a>> {
    let mut ids: Vec<_> = rows.iter().map(|r| r.target).collect();
    ids.extend(rows.chunk_by(|x, y| x.rater == y.rater).map(|of| of[0].rater));
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn describe_group(rows: &[Row<'_>], out: &mut Raw) {
    let group = rows[0].group.text;
    let ids = ids(rows);
    let n = ids.len();
    let at = |id: Id<'_>| ids.binary_search(&id).unwrap_or(0);
    let mut there = vec![false; n * n];
    let mut people = vec![0; n];
    for organisation in rows.chunk_by(|x, y| x.rater == y.rater) {
        let from = at(organisation[0].rater);
        people[from] = organisation.iter().map(|r| r.person).collect::<BTreeSet<_>>().len();
        for answers in organisation.chunk_by(|x, y| x.target == y.target) {
            there[from * n + at(answers[0].target)] = true;
            out.by_direction.push(RawDirection {
                group: group.to_owned(),
                from: answers[0].rater.text.to_owned(),
                to: answers[0].target.text.to_owned(),
                n: answers.len(),
                observed_mean: answers.iter().map(|r| r.value).sum::<f64>() / answers.len() as f64,
            });
        }
    }
    for i in 0..n {
        let (mut rated, mut rated_by) = (0, 0);
        for j in (0..n).filter(|j| *j != i) {
            let (forth, back) = (there[i * n + j], there[j * n + i]);
            rated += usize::from(forth);
            rated_by += usize::from(back);
            out.pairs_both_sides += usize::from(i < j && forth && back);
            if !forth {
                let (group, from, to) = (group.to_owned(), ids[i].text.to_owned(), ids[j].text.to_owned());
                out.unrated.push(Unrated { group, from, to });
            }
        }
        let (group, id) = (group.to_owned(), ids[i].text.to_owned());
        out.by_organisation.push(RawOrganisation { group, id, rated, rated_by, respondents: people[i] });
    }
}
