//! Readings that rest on interviews, on declared facts and on what two organisations agreed, with the checks
//! that they show no more than they may.

use serde::{Deserialize, Serialize};
use troth_act::Action;
use troth_network::OrganisationId;
use troth_record::{Declaration, Pathway, RolesReading, Step, StepOverview};
use troth_say::{Attribution, LEAST_SPEAKERS, PairReading, SectorReading, Tallies, Tally};

use crate::basis::{Basis, Disclosable, Objection, objection};
use crate::released::ShareWithPartner;

/// What interviews say, sector to sector and pair by pair.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct InterviewsReading {
    /// Between sectors.
    pub sectors: Vec<SectorReading>,
    /// Between organisations that enough speakers name.
    pub pairs: Vec<PairReading>,
}

impl Disclosable for InterviewsReading {
    fn check(&self, basis: &Basis) -> Result<(), Objection> {
        let Basis::Interviews(allowed) = basis else {
            return Err(objection("Passages need their speakers\u{2019} permissions."));
        };
        let passages =
            self.sectors.iter().flat_map(|s| &s.passages).chain(self.pairs.iter().flat_map(|p| &p.passages));
        for passage in passages {
            allowed.check(passage)?;
        }
        let counts = self.sectors.iter().map(|s| s.tallies).chain(self.pairs.iter().map(|p| p.tallies));
        if counts.flatten().any(few) {
            return Err(objection("A count of one or two speakers would tell what they said."));
        }
        let beside_pair = self.pairs.iter().flat_map(|p| &p.passages);
        if beside_pair.into_iter().any(|p| matches!(p.attribution, Attribution::Sector(_))) {
            return Err(objection(
                "A passage allowed for the sector only would be shown beside two organisations.",
            ));
        }
        Ok(())
    }
}

/// Whether a count, or what is left of it when a direction is taken away, is of one or two speakers.
fn few(tallies: Tallies) -> bool {
    let few = |tally: Tally| (1..LEAST_SPEAKERS).contains(&tally.speakers);
    few(tallies.both) || tallies.by_direction.is_some_and(|d| few(d.forth) || few(d.back))
}

/// One pathway with what everybody says of its steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PathwayFacts {
    /// The pathway.
    pub pathway: Pathway,
    /// Its steps in order.
    pub steps: Vec<Step>,
    /// What all organisations say of each step, in the same order.
    pub overview: Vec<StepOverview>,
    /// The declarations themselves: organisations make them in their own name.
    pub declarations: Vec<Declaration>,
}

/// What organisations declared in their own name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FactsReading {
    /// Pathways.
    pub pathways: Vec<PathwayFacts>,
    /// Roles between every two organisations that share a step.
    pub roles: Vec<RolesReading>,
}

impl Disclosable for FactsReading {
    fn check(&self, basis: &Basis) -> Result<(), Objection> {
        declared(basis)
    }
}

/// An action as both sides may see it: reviews are there only when both have written theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAction {
    action: Action,
    /// Whether the pair's first organisation has reviewed.
    pub a_reviewed: bool,
    /// Whether the second has.
    pub b_reviewed: bool,
    /// Version, for saving without overwriting somebody else.
    pub version: i64,
}

impl ShownAction {
    /// Seals what has to stay sealed.
    pub fn of(mut action: Action, version: i64) -> Self {
        let (a_reviewed, b_reviewed) = (action.a.review.is_some(), action.b.review.is_some());
        if !(a_reviewed && b_reviewed) {
            action.a.review = None;
            action.b.review = None;
        }
        Self { action, a_reviewed, b_reviewed, version }
    }

    /// The action, without sealed reviews.
    pub const fn action(&self) -> &Action {
        &self.action
    }
}

/// The actions of a partnership.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionsReading {
    /// Oldest first.
    pub actions: Vec<ShownAction>,
}

impl Disclosable for ActionsReading {
    fn check(&self, basis: &Basis) -> Result<(), Objection> {
        declared(basis)?;
        let leaks = |shown: &ShownAction| {
            let reviews = [&shown.action.a.review, &shown.action.b.review];
            !(shown.a_reviewed && shown.b_reviewed) && reviews.iter().any(|r| r.is_some())
        };
        if self.actions.iter().any(leaks) {
            return Err(objection("A review would be shown before the other side has written its own."));
        }
        Ok(())
    }
}

fn declared(basis: &Basis) -> Result<(), Objection> {
    match basis {
        Basis::Declared => Ok(()),
        Basis::Ratings(_) | Basis::Partnership(_) | Basis::Interviews(_) | Basis::Words(_) => {
            Err(objection("Declared facts rest on nothing else."))
        }
    }
}

impl ShareWithPartner for InterviewsReading {
    fn for_partner(mut self, partner: OrganisationId) -> Self {
        self.pairs.retain(|reading| reading.pair.has(partner));
        self
    }
}

impl ShareWithPartner for FactsReading {
    /// Everything: organisations declare in their own name who is responsible for what.
    fn for_partner(self, _: OrganisationId) -> Self {
        self
    }
}

impl ShareWithPartner for ActionsReading {
    fn for_partner(mut self, partner: OrganisationId) -> Self {
        self.actions.retain(|shown| shown.action.pair.has(partner));
        self
    }
}

#[cfg(test)]
mod tests {
    use troth_network::{CodingId, Determination, Pair, Sector, TranscriptId};
    use troth_say::{Heard, PassageRef, Permission, Polarity, SpeakerKey};

    use super::*;
    use crate::labels::{Crowd, Known, Passages};

    fn coding() -> CodingId {
        "00000000-0000-0000-0000-000000000001".parse().unwrap()
    }

    fn passage(attribution: Attribution) -> PassageRef {
        PassageRef {
            coding: coding(),
            forth: true,
            polarity: Polarity::Loss,
            attribution,
            text: "words".into(),
            amended: false,
        }
    }

    fn organisation() -> OrganisationId {
        OrganisationId(coding().0)
    }

    fn of_sectors(attribution: Attribution) -> InterviewsReading {
        let health = Sector("health".into());
        InterviewsReading {
            sectors: vec![SectorReading {
                between: (health.clone(), health),
                narrative: "roles".into(),
                tallies: None,
                not_heard: vec![],
                level: Determination::undetermined("few"),
                passages: vec![passage(attribution)],
            }],
            pairs: vec![],
        }
    }

    /// A passage that may be shown so widely, at an organisation where enough people work.
    fn basis(permission: Permission) -> Basis {
        let health = Sector("health".into());
        let heard = Heard {
            coding: coding(),
            speaker: SpeakerKey { transcript: TranscriptId(coding().0), label: "P7".into() },
            organisation: Some(organisation()),
            sector: Some(health.clone()),
            role_level: None,
            about_sector: health.clone(),
            about_organisation: None,
            narrative: "roles".into(),
            polarity: Polarity::Loss,
            permission,
            named_by_choice: false,
            quote: "words".into(),
            amended: false,
        };
        let people = ["a", "b", "c"].map(|who| Known { who, organisation: organisation(), role_level: None });
        Basis::Interviews(Passages::of(&[heard], Crowd::of(&[(organisation(), health)], &people, &[])))
    }

    #[test]
    fn no_passage_is_shown_more_widely_than_allowed() {
        let by_organisation = Attribution::Organisation { organisation: organisation(), role_level: None };
        let reading = of_sectors(by_organisation);
        assert!(reading.check(&basis(Permission::SectorOnly)).is_err());
        assert!(reading.check(&basis(Permission::WithOrganisation)).is_ok());
        let unknown = Basis::Interviews(Passages::default());
        assert!(of_sectors(Attribution::Sector(Sector("health".into()))).check(&unknown).is_err());
    }

    #[test]
    fn one_or_two_speakers_are_not_counted_out() {
        let mut reading = of_sectors(Attribution::Sector(Sector("health".into())));
        let tally = |speakers| Tally { speakers, loss: speakers, gain: 0, neutral_or_mixed: 0 };
        for (speakers, passes) in [(2, false), (3, true)] {
            reading.sectors[0].tallies = Some(Tallies { both: tally(speakers), by_direction: None });
            assert_eq!(reading.check(&basis(Permission::SectorOnly)).is_ok(), passes);
        }
    }

    #[test]
    fn a_sector_passage_never_stands_beside_a_pair() {
        let other = OrganisationId("00000000-0000-0000-0000-000000000002".parse::<CodingId>().unwrap().0);
        let reading = InterviewsReading {
            sectors: vec![],
            pairs: vec![PairReading {
                pair: Pair::of(organisation(), other),
                narrative: "roles".into(),
                named_by: None,
                tallies: None,
                not_heard: vec![],
                level: Determination::undetermined("few"),
                passages: vec![passage(Attribution::Sector(Sector("health".into())))],
            }],
        };
        assert!(reading.check(&basis(Permission::Named)).is_err());
    }
}
