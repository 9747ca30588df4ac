//! How many people a label fits. "Somebody at Hill Hospital, manager" is a name where the hospital has one manager; so a
//! label that is known to fit fewer than three people becomes the next wider one, and nobody's words are shown under
//! none. Only the speaker in person can choose to be named. Rule: `docs/methods/permissions-and-labels.md`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use troth_network::{CodingId, OrganisationId, RoleLevel, Sector};
use troth_say::{Attribution, Heard, PassageRef, Permission};

use crate::basis::{Basis, Disclosable as _, Objection, objection};
use crate::decide::Withheld;
use crate::readings::InterviewsReading;
use crate::released::ShareWithPartner as _;

/// The fewest people a label has to fit, if its speaker did not choose to be named.
pub const LABEL_FITS: usize = 3;

/// Somebody who is known to be there: a person of the People page or a speaker of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// What tells them from the others of their kind: the id of a person, the label of a speaker.
    pub who: &'a str,
    /// Where they work.
    pub organisation: OrganisationId,
    /// At which level, if known.
    pub role_level: Option<RoleLevel>,
}

/// How many people are known in each organisation, at each level.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Crowd {
    known: BTreeMap<OrganisationId, Staff>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Staff {
    sector: Sector,
    all: usize,
    by_level: BTreeMap<RoleLevel, usize>,
}

impl Crowd {
    /// Counts. A speaker may be one of the people, and the same label in two texts the same speaker: so labels count
    /// once, and of people and speakers the larger number counts, not both together. Who is not known does not count.
    pub fn of(
        organisations: &[(OrganisationId, Sector)],
        people: &[Known<'_>],
        speakers: &[Known<'_>],
    ) -> Self {
        let count = |list: &[Known<'_>], id: OrganisationId, level: Option<RoleLevel>| {
            let there =
                list.iter().filter(|k| k.organisation == id && (level.is_none() || k.role_level == level));
            there.map(|k| k.who).collect::<BTreeSet<&str>>().len()
        };
        let both = |id, level| count(people, id, level).max(count(speakers, id, level));
        let levels = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic];
        let known = organisations.iter().map(|(id, sector)| {
            let by_level = levels.map(|level| (level, both(*id, Some(level))));
            (*id, Staff { sector: sector.clone(), all: both(*id, None), by_level: BTreeMap::from(by_level) })
        });
        Self { known: known.collect() }
    }

    /// How many people a label is known to fit; a name fits one.
    pub fn fits(&self, label: &Attribution) -> usize {
        match label {
            Attribution::Named { .. } => 1,
            Attribution::Organisation { organisation, role_level } => {
                self.known.get(organisation).map_or(0, |staff| match role_level {
                    Some(level) => staff.by_level.get(level).copied().unwrap_or(0),
                    None => staff.all,
                })
            }
            // People of different organisations are different people.
            Attribution::Sector(sector) => {
                self.known.values().filter(|staff| staff.sector == *sector).map(|staff| staff.all).sum()
            }
        }
    }

    /// The next wider label; `None` after the sector, and where the organisation is not known.
    fn wider(&self, label: &Attribution) -> Option<Attribution> {
        let with = |organisation, role_level| Attribution::Organisation { organisation, role_level };
        match label {
            Attribution::Named { organisation, role_level, .. } => {
                organisation.map(|organisation| with(organisation, *role_level))
            }
            Attribution::Organisation { organisation, role_level: Some(_) } => {
                Some(with(*organisation, None))
            }
            Attribution::Organisation { organisation, role_level: None } => {
                self.known.get(organisation).map(|staff| Attribution::Sector(staff.sector.clone()))
            }
            Attribution::Sector(_) => None,
        }
    }
}

/// What one speaker allows for one passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Allowed {
    /// The widest it may be shown.
    pub permission: Permission,
    /// Whether the speaker chose in person to be named.
    pub named_by_choice: bool,
}

/// On what a reading of interviews rests: what each speaker allows, and how many people the labels fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Passages {
    allowed: BTreeMap<CodingId, Allowed>,
    crowd: Crowd,
}

impl Passages {
    /// Of these passages.
    pub fn of(heard: &[Heard], crowd: Crowd) -> Self {
        let allowed = heard
            .iter()
            .map(|h| (h.coding, Allowed { permission: h.permission, named_by_choice: h.named_by_choice }));
        Self { allowed: allowed.collect(), crowd }
    }

    /// The reading with labels that fit enough people: each becomes as wide as it has to, and what fits too few even as
    /// a sector is not quoted. A passage that has only its sector left leaves the readings of pairs.
    #[must_use]
    pub fn widened(&self, mut reading: InterviewsReading) -> InterviewsReading {
        for sectors in &mut reading.sectors {
            sectors.passages = self.labelled(std::mem::take(&mut sectors.passages));
        }
        for pair in &mut reading.pairs {
            pair.passages = self.labelled(std::mem::take(&mut pair.passages));
            pair.passages.retain(|p| !matches!(p.attribution, Attribution::Sector(_)));
        }
        reading.pairs.retain(|pair| pair.tallies.is_some() || !pair.passages.is_empty());
        reading
    }

    /// What one partner would read of some codings, each passage once: for the person whose words they are, before they
    /// decide. The same checks as at a release hold.
    ///
    /// # Errors
    /// If the reading would be withheld.
    pub fn as_read_by(
        &self,
        reading: InterviewsReading,
        partner: OrganisationId,
        codings: &[CodingId],
    ) -> Result<Vec<PassageRef>, Withheld> {
        let reading = reading.for_partner(partner);
        reading.check(&Basis::Interviews(self.clone())).map_err(|Objection(reason)| Withheld { reason })?;
        let all = reading.pairs.into_iter().flat_map(|p| p.passages);
        let all = all.chain(reading.sectors.into_iter().flat_map(|s| s.passages));
        let mut read: Vec<PassageRef> = Vec::new();
        for passage in all.filter(|p| codings.contains(&p.coding)) {
            if !read.iter().any(|r| r.attribution == passage.attribution && r.text == passage.text) {
                read.push(passage);
            }
        }
        Ok(read)
    }

    fn labelled(&self, passages: Vec<PassageRef>) -> Vec<PassageRef> {
        let one = |mut passage: PassageRef| {
            while !self.may_stand(&passage) {
                passage.attribution = self.crowd.wider(&passage.attribution)?;
            }
            Some(passage)
        };
        passages.into_iter().filter_map(one).collect()
    }

    fn may_stand(&self, passage: &PassageRef) -> bool {
        let named = matches!(passage.attribution, Attribution::Named { .. })
            && self.of_passage(passage).named_by_choice;
        named || self.crowd.fits(&passage.attribution) >= LABEL_FITS
    }

    fn of_passage(&self, passage: &PassageRef) -> Allowed {
        self.allowed.get(&passage.coding).copied().unwrap_or_default()
    }

    /// Whether a passage is shown no more widely than its speaker allows, under a label that fits enough people.
    ///
    /// # Errors
    /// The objection, if not.
    pub(crate) fn check(&self, passage: &PassageRef) -> Result<(), Objection> {
        if needed(passage) > self.of_passage(passage).permission {
            return Err(objection("A passage would be shown more widely than its speaker allows."));
        }
        if !self.may_stand(passage) {
            return Err(objection("A label would fit fewer than three people."));
        }
        Ok(())
    }
}

const fn needed(passage: &PassageRef) -> Permission {
    match passage.attribution {
        Attribution::Sector(_) => Permission::SectorOnly,
        Attribution::Organisation { .. } => Permission::WithOrganisation,
        Attribution::Named { .. } => Permission::Named,
    }
}

#[cfg(test)]
mod tests;
