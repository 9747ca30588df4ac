//! What leaves over time, and what each audience learns from it: the product's own plan, fit, reading and decision, over
//! answers of which the truth is known.

use std::collections::{BTreeMap, BTreeSet};

use troth_app::analyse::{Score, two_sided};
use troth_dyads::{IntervalMethod, Observation, Outcome, fit};
use troth_gate::{
    Audience, Basis, CellPlan, Context, Decision, End, LedgerEntry, Planning, Rule, Rules, Viewer, decide,
};
use troth_lens::TwoSided;
use troth_lens::two_sided::{DirectionState, FitStatus};
use troth_network::{AnswerRole, Direction, EntryId, NetworkId, Timestamp, Value, VisibleTo, WaveId};

use super::groups::{Group, Told, told};
use super::known::Known;
use super::linear::{Weights, weights};
use super::world::{Answer, World, organisation};

/// What has left so far.
#[derive(Debug)]
pub(crate) struct History {
    rules: Rules,
    ledger: Vec<LedgerEntry>,
    /// What each audience knows.
    pub(crate) known: BTreeMap<Audience, Known>,
}

/// One release with everything behind it.
struct Leaving<'a> {
    scores: &'a [Score],
    plan: &'a CellPlan,
    observations: Vec<Observation>,
    told: Told,
    rows: Vec<Option<usize>>,
    exact: TwoSided,
    seen: TwoSided,
    weights: Option<Weights>,
}

impl History {
    pub(crate) fn under(rules: Rules) -> Self {
        Self { rules, ledger: Vec::new(), known: BTreeMap::new() }
    }

    /// Works the question out for `audience` as the job does, and lets it out if the gate does.
    pub(crate) fn release(&mut self, world: &World, audience: &Audience) {
        let scores = world.scores();
        let planning = Planning {
            audience,
            floor: audience.floor(),
            earlier: &self.ledger,
            kin: &world.kin,
            sight: &world.sight,
            rules: self.rules,
        };
        let answers = two_sided::answers(&scores);
        let plan = CellPlan::planned(&answers, &planning);
        // Without the rules nobody is told anything of groups.
        let told = if self.rules == Rules::default() {
            told(&answers, &plan, &planning, &self.ledger)
        } else {
            Told::default()
        };
        let observations = two_sided::observations(&scores, &plan);
        let outcome = (!observations.is_empty())
            .then(|| fit(&observations, &two_sided::options(IntervalMethod::Fast, &plan)));
        let (wave, none) = (WaveId(organisation(900).0), BTreeSet::new());
        let question = "aspect:fairness";
        let exact = two_sided::exact(question, wave, &scores, &plan, &none, outcome.as_ref());
        let seen = two_sided::read(question, wave, &scores, &plan, &none, outcome.as_ref());
        let context = Context {
            viewer: Viewer::holder(),
            audience: audience.clone(),
            network: NetworkId(organisation(901).0),
            wave: Some(wave),
            kind: "ratings".into(),
            filter: "aspect:fairness".into(),
            basis: Basis::Ratings(plan.clone()),
            at: Timestamp::from_micros(self.ledger.len() as i64),
            entry: EntryId(organisation(1_000 + self.ledger.len()).0),
        };
        let decided = decide(seen.clone(), context, &self.ledger).unwrap();
        let Decision::Pending(pending) = decided else {
            panic!("the gate stops what its own plan allows: {decided:?}")
        };
        self.ledger.push(pending.entry().clone());
        let fitted = outcome.as_ref().and_then(Outcome::fitted);
        let leaving = Leaving {
            weights: fitted.and_then(|fitted| weights(fitted, &observations, self.rules.hold(Rule::Alike))),
            rows: rows(&scores, &plan),
            scores: &scores,
            plan: &plan,
            observations,
            told,
            exact,
            seen,
        };
        let mut audiences = vec![(audience.clone(), false)];
        if *audience == Audience::Agreed {
            // Partners see the totals that are made from the same cells.
            let partners = world.kin.keys().map(|o| Audience::Partner(*o));
            audiences
                .extend(partners.filter(|a| world.sight.audience_of(partner(a)) == *a).map(|a| (a, true)));
        }
        for (audience, totals_only) in audiences {
            let known = self.known.entry(audience).or_insert_with(|| Known::new(world.most));
            leaving.teach(known, world, totals_only);
        }
    }
}

fn partner(audience: &Audience) -> troth_network::OrganisationId {
    match audience {
        Audience::Partner(organisation) => *organisation,
        Audience::Agreed | Audience::Public => unreachable!("made from organisations"),
    }
}

/// Which answer each observation is; none where it enters as an end of the scale.
fn rows(scores: &[Score], plan: &CellPlan) -> Vec<Option<usize>> {
    if !plan.rules.hold(Rule::OwnCells) {
        return (0..scores.len()).map(Some).collect();
    }
    plan.cells.iter().flat_map(|c| c.rows.iter().map(|row| c.end.is_none().then_some(*row))).collect()
}

impl Leaving<'_> {
    fn teach(&self, known: &mut Known, world: &World, totals_only: bool) {
        let cells = self.plan.cells.iter().map(|c| (c.source, &c.rows, c.end));
        let pools = self.plan.pools.iter().map(|p| (p.source, &p.rows, p.end));
        let staff = cells.filter(|(source, ..)| *source == AnswerRole::Staff);
        for (_, rows, end) in staff.chain(pools) {
            let answers = rows.iter().map(|row| self.place(known, world, *row)).collect();
            // Without the rule nobody is told anything about ends.
            if self.plan.rules.hold(Rule::Edge) {
                known.group(answers, end);
            }
        }
        for group in &self.told.not_at_an_end {
            let answers = self.places(known, world, group);
            known.group(answers, None);
        }
        for groups in &self.told.some_at_an_end {
            let groups = groups.iter().map(|group| self.places(known, world, group)).collect();
            known.some_group(groups);
        }
        if let (Some(weights), Some(seen), Some(exact)) = (&self.weights, &self.seen.mean, &self.exact.mean) {
            self.model(known, world, &weights.mean, (seen, exact));
        }
        if totals_only {
            return;
        }
        for (seen, exact) in self.seen.directions.iter().zip(&self.exact.directions) {
            match (&seen.state, &exact.state) {
                (DirectionState::Shown { value: seen_value, .. }, DirectionState::Shown { value, .. }) => {
                    if matches!(self.seen.status, FitStatus::Fitted { .. }) {
                        let weights = self.direction(seen.direction);
                        self.model(known, world, &weights, (seen_value, value));
                    } else if let Some(cell) = self.plan.cell(seen.direction) {
                        self.mean(known, world, &cell.rows, cell.end, seen_value);
                    }
                }
                (DirectionState::Withheld { pooled: Some(pooled), .. }, _) => {
                    if let Some(pool) = self.plan.pool(seen.direction) {
                        self.mean(known, world, &pool.rows, pool.end, &pooled.value);
                    }
                }
                _ => {}
            }
        }
        for (seen, exact) in self.seen.pairs.iter().zip(&self.exact.pairs) {
            let (forth, back) = (self.direction(seen.pair.forth()), self.direction(seen.pair.back()));
            let combined =
                |f: f64, b: f64| forth.iter().zip(&back).map(|(x, y)| f * x + b * y).collect::<Vec<f64>>();
            self.model(known, world, &combined(0.5, 0.5), (&seen.level, &exact.level));
            self.model(known, world, &combined(1.0, -1.0), (&seen.gap, &exact.gap));
        }
    }

    fn direction(&self, direction: Direction) -> Vec<f64> {
        let key = (direction.from.to_string(), direction.to.to_string());
        let weights = self.weights.as_ref().and_then(|w| w.directions.get(&key));
        weights.unwrap_or_else(|| panic!("{direction:?} is fitted and has no weights")).clone()
    }

    fn places(&self, known: &mut Known, world: &World, (about, people): &Group) -> Vec<usize> {
        let is_in = |score: &Score| {
            score.direction.to == *about && people.contains(&format!("{}/{}", score.respondent, score.items))
        };
        let rows: Vec<usize> = (0..self.scores.len()).filter(|row| is_in(&self.scores[*row])).collect();
        assert_eq!(rows.len(), people.len(), "everybody of a group has an answer");
        rows.into_iter().map(|row| self.place(known, world, row)).collect()
    }

    fn place(&self, known: &mut Known, world: &World, row: usize) -> usize {
        let score = &self.scores[row];
        let points = (score.score * f64::from(world.most)).round() as u8;
        known.place((score.respondent.clone(), score.direction.to.to_string()), points)
    }

    /// What a plain mean tells of the sum of its answers.
    fn mean(&self, known: &mut Known, world: &World, rows: &[usize], end: Option<End>, seen: &Value) {
        if end.is_some() {
            return;
        }
        let weight = 1.0 / (rows.len() as f64 * f64::from(world.most));
        let weights = rows.iter().map(|row| (self.place(known, world, *row), weight)).collect();
        known.sum(weights, seen.estimate - 0.005, seen.estimate + 0.005);
    }

    /// What an estimate and the ends of its range tell of the answers, if somebody knows how wide the range is.
    fn model(&self, known: &mut Known, world: &World, weights: &[f64], (seen, exact): (&Value, &Value)) {
        let (mut terms, mut constant) = (BTreeMap::new(), 0.0);
        for ((weight, row), observation) in weights.iter().zip(&self.rows).zip(&self.observations) {
            match row {
                Some(row) => {
                    *terms.entry(self.place(known, world, *row)).or_insert(0.0) +=
                        weight / f64::from(world.most);
                }
                None => constant += weight * observation.value,
            }
        }
        // Clipped at an end of the scale the estimate itself tells less than its weights would.
        if [0.0, 1.0].contains(&exact.estimate) {
            return;
        }
        let (mut least, mut most) = (seen.estimate - 0.005, seen.estimate + 0.005);
        if let (Some((low, high)), Some((exact_low, exact_high))) = (seen.interval(), exact.interval()) {
            // low ≤ true low < low + 0.01, and the way from there to the estimate is known; likewise above.
            if exact_low > 0.0 && low < seen.estimate {
                let way = exact.estimate - exact_low;
                (least, most) = (least.max(low + way), most.min(low + 0.01 + way));
            }
            if exact_high < 1.0 && high > seen.estimate {
                let way = exact_high - exact.estimate;
                (least, most) = (least.max(high - 0.01 - way), most.min(high - way));
            }
        }
        known.sum(terms, least - constant - 1e-6, most - constant + 1e-6);
    }
}

/// Answers that representatives allowed this audience to see by themselves.
pub(crate) fn public(world: &World, audience: &Audience, known: &Known) -> BTreeSet<usize> {
    let allows = |a: &&Answer| match a.visible_to {
        Some(VisibleTo::Audience) => true,
        Some(VisibleTo::Partner) => *audience == Audience::Partner(a.direction.to),
        _ => false,
    };
    let allowed: BTreeSet<(String, String)> = world
        .answers
        .iter()
        .filter(allows)
        .map(|a| (a.respondent.clone(), a.direction.to.to_string()))
        .collect();
    (0..known.truth.len()).filter(|k| allowed.contains(&known.truth[*k].0)).collect()
}
