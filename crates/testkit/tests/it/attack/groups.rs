//! What it tells that a cell was shown, or not shown, beside others: whether groups of people are at an end of the scale.
//! The rule of the gate, written once more and from the other side.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::{AnswerRef, CellOf, CellPlan, LedgerCell, LedgerEntry, Likeness, Planning, Pool};
use troth_network::{AnswerRole, Direction, OrganisationId, VisibleTo};

/// Fewest organisations in a pool.
const ORGANISATIONS: usize = 3;

/// People who answered about one organisation, as the ledger has them.
pub(crate) type Group = (OrganisationId, BTreeSet<String>);

/// What somebody works out who knows the rules and who answered about whom.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Groups that a shown cell joins or splits: none of them is at an end, else it would not be shown.
    pub(crate) not_at_an_end: Vec<Group>,
    /// Cells with people enough that are not shown beside others: one of these groups, at least, is at an end.
    pub(crate) some_at_an_end: Vec<Vec<Group>>,
}

/// Which answers are there, by target and contributor: answers that are gone cannot be checked.
type There = BTreeSet<(String, String)>;

/// What the plan of a release tells of groups, after the entries of `ledger`.
pub(crate) fn told(
    answers: &[AnswerRef],
    plan: &CellPlan,
    planning: &Planning<'_>,
    ledger: &[LedgerEntry],
) -> Told {
    let there: There = answers.iter().map(|a| (a.direction.to.to_string(), contributor(a))).collect();
    let mut told = Told::default();
    let mut beside: Vec<LedgerCell> = Vec::new();
    for direction in answers.iter().map(|a| a.direction).collect::<BTreeSet<Direction>>() {
        let (cell, withheld) = (plan.cell(direction), plan.withheld.iter().any(|w| w.direction == direction));
        if cell.is_none() && !withheld {
            continue;
        }
        let staff = of(answers, |a| a.direction == direction && a.role == AnswerRole::Staff);
        let candidate = LedgerCell {
            of: CellOf::Direction(direction),
            source: AnswerRole::Staff,
            respondents: staff.respondents,
        };
        let shown = cell.is_some_and(|c| c.source == AnswerRole::Staff);
        if staff.people >= plan.floor.people() {
            told.learn(&candidate, shown, plan, (ledger, &beside), &there);
        }
        match cell {
            Some(_) if shown => beside.push(candidate),
            Some(cell) => beside.push(LedgerCell {
                source: cell.source,
                respondents: cell.contributors.clone(),
                ..candidate
            }),
            None => {}
        }
    }
    told.of_pools(answers, plan, planning, (ledger, &mut beside), &there);
    told
}

struct Of {
    respondents: BTreeSet<String>,
    people: usize,
    directions: BTreeSet<Direction>,
}

fn of(answers: &[AnswerRef], enters: impl Fn(&AnswerRef) -> bool) -> Of {
    let those: Vec<&AnswerRef> = answers.iter().filter(|a| enters(a)).collect();
    Of {
        respondents: those.iter().map(|a| contributor(a)).collect(),
        people: those.iter().map(|a| &a.respondent).collect::<BTreeSet<_>>().len(),
        directions: those.iter().map(|a| a.direction).collect(),
    }
}

fn contributor(answer: &AnswerRef) -> String {
    format!("{}/{}", answer.respondent, answer.items)
}

impl Told {
    /// What pools that were made, or would have been but for this rule, tell.
    fn of_pools(
        &mut self,
        answers: &[AnswerRef],
        plan: &CellPlan,
        planning: &Planning<'_>,
        (ledger, beside): (&[LedgerEntry], &mut Vec<LedgerCell>),
        there: &There,
    ) {
        let mut short: BTreeSet<Direction> = plan.withheld.iter().map(|w| w.direction).collect();
        for (source, by_kind) in [
            (AnswerRole::Staff, true),
            (AnswerRole::Staff, false),
            (AnswerRole::Representative, true),
            (AnswerRole::Representative, false),
        ] {
            let mut alike: BTreeMap<Pool, BTreeSet<Direction>> = BTreeMap::new();
            for direction in &short {
                let Some(kin) = planning.kin.get(&direction.from) else { continue };
                let of = if by_kind {
                    Likeness::Kind(kin.kind.clone())
                } else {
                    Likeness::Sector(kin.sector.clone())
                };
                if !of.word().trim().is_empty() {
                    alike.entry(Pool { of, about: direction.to }).or_default().insert(*direction);
                }
            }
            for (pool, directions) in alike {
                let enters = |a: &AnswerRef| {
                    let allowed = a.role == AnswerRole::Staff || a.visible_to == Some(VisibleTo::Pooled);
                    directions.contains(&a.direction) && a.role == source && allowed
                };
                let made = of(answers, enters);
                if made.directions.len() < ORGANISATIONS || made.people < plan.floor.people() {
                    continue;
                }
                let shown = plan.pools.iter().any(|p| p.pool == pool && p.source == source);
                let candidate = LedgerCell { of: CellOf::Pool(pool), source, respondents: made.respondents };
                self.learn(&candidate, shown, plan, (ledger, beside), there);
                if shown {
                    beside.push(candidate);
                    short.retain(|d| !made.directions.contains(d));
                }
            }
        }
    }

    fn learn(
        &mut self,
        candidate: &LedgerCell,
        shown: bool,
        plan: &CellPlan,
        (ledger, beside): (&[LedgerEntry], &[LedgerCell]),
        there: &There,
    ) {
        let Some(about) = candidate.of.about() else { return };
        let earlier: BTreeSet<&BTreeSet<String>> = ledger
            .iter()
            .flat_map(|e| &e.contributing)
            .chain(beside)
            .filter(|c| c.of.about() == Some(about) && c.source == candidate.source)
            .filter(|c| c.source == AnswerRole::Staff || matches!(c.of, CellOf::Pool(_)))
            .map(|c| &c.respondents)
            .collect();
        if earlier.contains(&candidate.respondents) {
            return;
        }
        let everybody: BTreeSet<&String> =
            earlier.iter().flat_map(|set| set.iter()).chain(&candidate.respondents).collect();
        let mut groups: BTreeMap<(Vec<bool>, bool), BTreeSet<String>> = BTreeMap::new();
        for person in everybody {
            let stands = earlier.iter().map(|set| set.contains(person)).collect();
            let inside = candidate.respondents.contains(person);
            groups.entry((stands, inside)).or_default().insert(person.clone());
        }
        let joined: BTreeSet<Vec<bool>> =
            groups.keys().filter(|(_, inside)| *inside).map(|(stands, _)| stands.clone()).collect();
        groups.retain(|(stands, _), _| joined.contains(stands));
        let groups: Vec<Group> = groups.into_values().map(|people| (about, people)).collect();
        if groups.len() == 1 && groups[0].1.len() == candidate.respondents.len() {
            // It overlaps nothing: at which end it is, is told with its value.
            return;
        }
        let is_there = |person: &String| there.contains(&(about.to_string(), person.clone()));
        if shown {
            self.not_at_an_end.extend(groups);
        } else if groups.iter().all(|(_, g)| g.len() >= plan.floor.people() && g.iter().all(is_there)) {
            self.some_at_an_end.push(groups);
        }
    }
}
