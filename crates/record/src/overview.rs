//! One step as all organisations of the partnership see it, for the pathway page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use troth_network::{OrganisationId, StepId};

use crate::pathway::{Declaration, Responsible, Step};

/// Who says what of one step. Organisations are in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOverview {
    /// The step.
    pub step: StepId,
    /// Organisations that name themselves.
    pub claimed_by: Vec<OrganisationId>,
    /// Organisations that name another, as (who says so, whom it names).
    pub names_another: Vec<(OrganisationId, OrganisationId)>,
    /// Organisations that say that nobody is responsible.
    pub says_nobody: Vec<OrganisationId>,
    /// Organisations that were asked and have no declaration.
    pub unanswered: Vec<OrganisationId>,
}

impl StepOverview {
    /// Organisations that others name and that do not claim the step themselves, each once.
    pub fn named_only(&self) -> Vec<OrganisationId> {
        let mut named: Vec<OrganisationId> = self
            .names_another
            .iter()
            .map(|(_, named)| *named)
            .filter(|named| !self.claimed_by.contains(named))
            .collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Whether one organisation claims it and nobody who answered says otherwise.
    pub fn is_settled(&self) -> bool {
        self.claimed_by.len() == 1 && self.says_nobody.is_empty() && self.named_only().is_empty()
    }

    /// The finding in a sentence.
    pub fn sentence(&self) -> String {
        let answered = self.claimed_by.len() + self.names_another.len() + self.says_nobody.len();
        let claimed = match self.claimed_by.len() {
            _ if answered == 0 => return "No organisation has said who is responsible.".to_owned(),
            0 => "No organisation says that this step is its own".to_owned(),
            1 if self.is_settled() && answered > 1 => {
                "One organisation says that this step is its own, and the others who answered agree"
                    .to_owned()
            }
            1 => "One organisation says that this step is its own".to_owned(),
            n => format!("{n} organisations say that this step is their own"),
        };
        match self.unanswered.len() {
            0 => format!("{claimed}."),
            1 => format!("{claimed}; 1 organisation has not answered."),
            n => format!("{claimed}; {n} organisations have not answered."),
        }
    }
}

/// What the organisations `asked` say of `step`. Who declared without being asked is included; where an
/// organisation declared more than once, the last counts.
pub fn step_overview(step: &Step, declarations: &[Declaration], asked: &[OrganisationId]) -> StepOverview {
    let said: BTreeMap<OrganisationId, Responsible> = declarations
        .iter()
        .filter(|declaration| declaration.step == step.id)
        .map(|declaration| (declaration.declared_by, declaration.responsible))
        .collect();
    let mut overview = StepOverview {
        step: step.id,
        claimed_by: Vec::new(),
        names_another: Vec::new(),
        says_nobody: Vec::new(),
        unanswered: asked.iter().copied().filter(|organisation| !said.contains_key(organisation)).collect(),
    };
    overview.unanswered.sort_unstable();
    overview.unanswered.dedup();
    for (by, responsible) in said {
        match responsible {
            Responsible::Organisation(named) if named == by => overview.claimed_by.push(by),
            Responsible::Organisation(named) => overview.names_another.push((by, named)),
            Responsible::Nobody => overview.says_nobody.push(by),
        }
    }
    overview
}

#[cfg(test)]
mod tests {
    use troth_network::PathwayId;
    use uuid::Uuid;

    use super::*;

    fn organisation(n: u128) -> OrganisationId {
        OrganisationId(Uuid::from_u128(n))
    }

    fn overview(said: &[(u128, Option<u128>)], asked: u128) -> StepOverview {
        let step = Step {
            id: StepId(Uuid::from_u128(9)),
            pathway: PathwayId(Uuid::nil()),
            external_id: "9".into(),
            title: "Book transport".into(),
            order: 1,
        };
        let declarations: Vec<Declaration> = said
            .iter()
            .map(|(by, named)| Declaration {
                step: step.id,
                declared_by: organisation(*by),
                responsible: named
                    .map_or(Responsible::Nobody, |named| Responsible::Organisation(organisation(named))),
            })
            .collect();
        step_overview(&step, &declarations, &(1..=asked).map(organisation).collect::<Vec<_>>())
    }

    #[test]
    fn claims_names_and_silence_are_kept_apart() {
        let seen = overview(&[(1, Some(1)), (2, Some(2)), (3, Some(5)), (4, None)], 6);
        assert_eq!(seen.claimed_by, [organisation(1), organisation(2)]);
        assert_eq!(seen.names_another, [(organisation(3), organisation(5))]);
        assert_eq!(seen.says_nobody, [organisation(4)]);
        assert_eq!(seen.unanswered, [organisation(5), organisation(6)]);
        assert_eq!(seen.named_only(), [organisation(5)]);
        assert_eq!(
            seen.sentence(),
            "2 organisations say that this step is their own; 2 organisations have not answered."
        );
    }

    #[test]
    fn a_step_is_settled_when_one_claims_it_and_nobody_disagrees() {
        let settled = overview(&[(1, Some(1)), (2, Some(1))], 2);
        assert!(settled.is_settled());
        assert!(settled.sentence().ends_with("and the others who answered agree."));
        assert!(!overview(&[(1, Some(1)), (2, None)], 2).is_settled());
        assert_eq!(overview(&[], 2).sentence(), "No organisation has said who is responsible.");
    }
}
