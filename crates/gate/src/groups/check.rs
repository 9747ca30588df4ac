//! The check that means of groups of people show no more than their plan covers.

use std::collections::BTreeSet;

use troth_lens::{AnswerSource, CollaborationReading, GroupState, People, Tens};
use troth_network::{AnswerRole, OrganisationId};

use crate::basis::{Basis, Disclosable, Objection, is_in_whole_points, objection};
use crate::released::ShareWithPartner;

const fn role(source: AnswerSource) -> AnswerRole {
    match source {
        AnswerSource::Staff => AnswerRole::Staff,
        AnswerSource::Representative => AnswerRole::Representative,
    }
}

impl Disclosable for CollaborationReading {
    fn check(&self, basis: &Basis) -> Result<(), Objection> {
        let Basis::Partnership(plan) = basis else {
            return Err(objection("Means of groups need the groups they rest on."));
        };
        let mut seen = BTreeSet::new();
        for group in &self.groups {
            if !seen.insert((&group.people, group.source)) {
                return Err(objection("A group is told twice."));
            }
            let GroupState::Shown { value, people, organisations } = &group.state else { continue };
            let source = role(group.source);
            let Some(cell) = plan.cell(&group.people, source) else {
                return Err(objection("A group is shown that this audience may not see."));
            };
            if Tens::of(cell.counted) != Some(*people) || cell.organisations.len() != *organisations {
                return Err(objection("A group does not say truly how many stand behind it."));
            }
            if !is_in_whole_points(value) {
                return Err(objection(
                    "Numbers leave in whole points of a hundred, and this has finer ones.",
                ));
            }
            if value.interval().is_some() && (cell.end.is_some() || plan.parts(source).is_none()) {
                return Err(objection("A range would tell how far single answers lie apart."));
            }
        }
        Ok(())
    }
}

/// A partner who sees less than everything is shown what the whole partnership says, and no part of it.
impl ShareWithPartner for Vec<CollaborationReading> {
    fn for_partner(mut self, _: OrganisationId) -> Self {
        for reading in &mut self {
            reading.groups.retain(|group| group.people == People::Everybody);
        }
        self
    }
}
