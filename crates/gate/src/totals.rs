//! The check that totals of a whole partnership rest on enough people and say truly on how many.

use std::collections::BTreeSet;

use troth_lens::{Correlation, Counts, NetworkTotals, Part, Tens};
use troth_network::{OrganisationId, Value};

use crate::basis::{Basis, Disclosable, Objection, is_in_whole_points, objection};
use crate::cells::CellPlan;
use crate::open_link::counts;
use crate::released::ShareWithPartner;

/// Fewest organisations for a model.
const FEWEST: usize = 4;

impl CellPlan {
    /// How many stand behind all cells together; `None` if they are fewer people than the floor.
    pub fn counts(&self) -> Option<Counts> {
        let people: BTreeSet<&str> = self
            .cells
            .iter()
            .flat_map(|c| &c.respondents)
            .map(String::as_str)
            .filter(|r| counts(r))
            .collect();
        if people.len() < self.audience.floor().raised_to(self.floor.people()).people() {
            return None;
        }
        let answers = self.cells.iter().map(|c| c.rows.len()).sum();
        let organisations: BTreeSet<OrganisationId> =
            self.cells.iter().flat_map(|c| [c.direction.from, c.direction.to]).collect();
        let both = self.cells.iter().filter(|c| self.cell(c.direction.reversed()).is_some()).count();
        Some(Counts {
            people: Tens::of(people.len())?,
            answers: Tens::of(answers)?,
            organisations: organisations.len(),
            directions: self.cells.len(),
            pairs: both / 2,
        })
    }
}

impl Disclosable for NetworkTotals {
    fn check(&self, basis: &Basis) -> Result<(), Objection> {
        let Basis::Ratings(plan) = basis else {
            return Err(objection("Totals of ratings need the cells they rest on."));
        };
        let counts = plan.counts();
        if self.counts.is_some() && counts.is_none() {
            return Err(objection("Fewer people stand behind this total than may be counted out."));
        }
        if self.counts != counts {
            return Err(objection("A total does not say truly how many stand behind it."));
        }
        let Some(counts) = counts else {
            return match self.fit() {
                Some(_) => Err(objection("Fewer people stand behind this total than may be shown.")),
                None => Ok(()),
            };
        };
        if !values_of(self).into_iter().all(is_in_whole_points) {
            return Err(objection("Numbers leave in whole points of a hundred, and this has finer ones."));
        }
        if self.fit().is_some() && counts.organisations < FEWEST {
            return Err(objection("Fewer than four organisations are left; no model is fitted for them."));
        }
        Ok(())
    }
}

impl ShareWithPartner for Vec<NetworkTotals> {
    fn for_partner(self, _: OrganisationId) -> Self {
        self
    }
}

/// Every number of totals.
fn values_of(totals: &NetworkTotals) -> Vec<&Value> {
    let Some(fit) = totals.fit() else { return Vec::new() };
    let spread = [&fit.spread.rater, &fit.spread.target, &fit.spread.relationship];
    let parts = spread.into_iter().filter_map(|part| match part {
        Part::Estimated(value) => Some(value),
        Part::AtZero { .. } => None,
    });
    let both = [&fit.reciprocity.generalised, &fit.reciprocity.dyadic];
    let correlations = both.into_iter().filter_map(|correlation| match correlation {
        Correlation::Estimated(value) => Some(value),
        Correlation::AtEdge | Correlation::None => None,
    });
    parts.chain(correlations).chain([&fit.mean]).collect()
}

#[cfg(test)]
mod tests {
    use troth_lens::{Estimates, IntervalMethod, Intervals, NetworkFit, Reciprocity, Spread};
    use troth_network::{AnswerRole, Direction, Uncertainty, VisibleTo, WaveId};

    use super::*;
    use crate::audience::Audience;
    use crate::cells::AnswerRef;

    fn organisation(n: u128) -> OrganisationId {
        format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
    }

    /// A ring of `organisations`, a representative of each about the next, who all allow it; `staff` of the first
    /// about the second.
    fn plan(organisations: u128, staff: usize) -> CellPlan {
        let next = |n| Direction { from: organisation(n), to: organisation(n % organisations + 1) };
        let mut answers: Vec<AnswerRef> = (2..=organisations)
            .map(|n| AnswerRef {
                direction: next(n),
                role: AnswerRole::Representative,
                respondent: format!("representative:{n}"),
                visible_to: Some(VisibleTo::Audience),
                end: None,
                items: String::new(),
            })
            .collect();
        answers.extend((0..staff).map(|k| AnswerRef {
            direction: next(1),
            role: AnswerRole::Staff,
            respondent: format!("s{k}"),
            visible_to: None,
            end: None,
            items: String::new(),
        }));
        CellPlan::of(&answers, &Audience::Agreed, Audience::Agreed.floor(), &[])
    }

    fn totals(counts: Option<Counts>, fitted: bool) -> NetworkTotals {
        let mean =
            Value { estimate: 0.5, uncertainty: Uncertainty::Interval { low: 0.4, high: 0.6 }, people: None };
        let zero = || Part::AtZero { at_most: None };
        let fit = NetworkFit {
            mean,
            fragile: false,
            with_error: false,
            spread: Spread { rater: zero(), target: zero(), relationship: zero() },
            reciprocity: Reciprocity { generalised: Correlation::None, dyadic: Correlation::None },
        };
        NetworkTotals {
            concept: "aspect:fairness".into(),
            wave: WaveId(organisation(8).0),
            items: Vec::new(),
            counts,
            intervals: Intervals::default(),
            estimates: if fitted {
                Estimates::Fitted(Box::new(fit))
            } else {
                Estimates::NotShown { reason: "few".into(), would_help: String::new() }
            },
        }
    }

    fn objects(totals: &NetworkTotals, plan: CellPlan) -> Option<String> {
        totals.check(&Basis::Ratings(plan)).err().map(|o| o.0)
    }

    #[test]
    fn counts_are_of_people_and_not_of_their_answers() {
        // Five staff in one cell and four representatives in four cells: nine people, nine answers.
        let counts = plan(5, 5).counts().unwrap();
        assert_eq!((counts.people, counts.answers), (Tens::of(9).unwrap(), Tens::of(9).unwrap()));
        assert_eq!((counts.organisations, counts.directions, counts.pairs), (5, 5, 0));
        assert_eq!(objects(&totals(Some(counts), true), plan(5, 5)), None);
    }

    #[test]
    fn four_people_in_all_are_no_total() {
        // The staff of the first are too few to enter, four representatives are left.
        let few = plan(5, 4);
        assert_eq!((few.cells.len(), few.counts()), (4, None));
        assert!(objects(&totals(None, true), few.clone()).unwrap().contains("Fewer people"));
        let said = Some(plan(5, 5).counts().unwrap());
        assert!(objects(&totals(said, false), few.clone()).unwrap().contains("Fewer people"));
        assert_eq!(objects(&totals(None, false), few), None);
    }

    #[test]
    fn a_method_of_a_later_version_is_read_as_unknown() {
        let read: Intervals = serde_json::from_str("{\"method\":\"fuller\",\"seed\":3}").unwrap();
        assert_eq!(read, Intervals { method: IntervalMethod::Other, seed: Some(3), draws: None });
        let read: Intervals = serde_json::from_str("{\"method\":\"full\",\"seed\":null}").unwrap();
        assert_eq!(read, Intervals { method: IntervalMethod::Full, seed: None, draws: None });
    }

    #[test]
    fn three_organisations_have_no_model_and_counts_are_true() {
        let three = plan(3, 6);
        let counts = three.counts().unwrap();
        assert!(objects(&totals(Some(counts), true), three.clone()).unwrap().contains("four organisations"));
        let more = Counts { people: Tens::of(90).unwrap(), ..counts };
        assert!(objects(&totals(Some(more), false), three).unwrap().contains("truly"));
        assert!(totals(None, false).check(&Basis::Declared).is_err());
    }
}
