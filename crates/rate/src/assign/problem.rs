//! What is given: who can be asked, which relationships are worth asking about, and the rules.

use std::collections::{BTreeMap, BTreeSet};

use super::error::AssignError;

/// The smallest number of staff behind a side, as in `troth_gate`'s audiences, which sits above this crate.
pub const LEAST_FLOOR: usize = 5;
/// Most people of one organisation.
const MOST_PEOPLE: usize = 10_000;

/// An organisation, by its place in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// How many people can be asked, 0 to 10,000.
    pub staff: usize,
    /// Share of those asked that is expected to answer, from 0 to 1.
    pub share: f64,
    /// Place of the organisation it is a unit of. Units of one organisation, and it, are not asked about each other.
    pub parent: Option<usize>,
    /// For each person who can be asked, the partners they named contact with. Empty, or as long as `staff`.
    pub contacts: Vec<BTreeSet<usize>>,
}

impl Organisation {
    /// An organisation by itself of so many people, of whom this share is expected to answer.
    pub const fn of(staff: usize, share: f64) -> Self {
        Self { staff, share, parent: None, contacts: Vec::new() }
    }
}

/// What is there already of one side of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    /// Staff whose answers are certain; they are not asked again and are not among those who can be asked.
    pub certain: usize,
    /// Whether a representative answers and allows the audience to see it: the side is then shown without staff.
    pub representative: bool,
}

/// A relationship that is worth asking about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Place of one organisation.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// How much it counts, from 0 (not at all) to 1000. 1 is usual; a tie that was declared, or each step of a pathway that
    /// both have a part in, may count more.
    pub weight: f64,
    /// What a says of b.
    pub forth: Side,
    /// What b says of a.
    pub back: Side,
}

impl Candidate {
    /// A relationship that counts once, with nothing there yet.
    pub const fn of(a: usize, b: usize) -> Self {
        let side = Side { certain: 0, representative: false };
        Self { a, b, weight: 1.0, forth: side, back: side }
    }
}

/// Rules of the survey.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// Smallest number of staff behind a side, 5 or more.
    pub floor: usize,
    /// Most partners that one respondent is asked about.
    pub most: usize,
    /// How much a relationship shown on one side alone counts beside one shown on both, from 0 to 1. One hundredth puts
    /// both sides first and lets single sides decide where those are alike.
    pub one_side: f64,
    /// Nobody is asked about a partner unless the side then has this chance of being shown, from 0 to 1.
    pub least_chance: f64,
    /// No more people are asked about a partner than give the side this chance, from 0 to 1.
    pub enough: f64,
    /// Decides among choices that are equally good: the same seed gives the same result.
    pub seed: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { floor: LEAST_FLOOR, most: 4, one_side: 0.01, least_chance: 0.0, enough: 0.99, seed: 1 }
    }
}

/// A problem that has been checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    organisations: Vec<Organisation>,
    candidates: Vec<Candidate>,
    rules: Rules,
}

impl Problem {
    /// Checks what is given.
    ///
    /// # Errors
    /// If a number lies outside its range, an organisation is not there, or two candidates are the same relationship.
    pub fn new(
        organisations: Vec<Organisation>,
        candidates: Vec<Candidate>,
        rules: Rules,
    ) -> Result<Self, AssignError> {
        check_rules(&rules)?;
        let there = |place: usize| {
            if place < organisations.len() {
                Ok(())
            } else {
                Err(AssignError::Unknown { place, organisations: organisations.len() })
            }
        };
        for (place, organisation) in organisations.iter().enumerate() {
            check_organisation(place, organisation)?;
            organisation.parent.iter().try_for_each(|p| there(*p))?;
        }
        let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (second, candidate) in candidates.iter().enumerate() {
            there(candidate.a)?;
            there(candidate.b)?;
            let (a, b) = (candidate.a.min(candidate.b), candidate.a.max(candidate.b));
            if let Some(first) = seen.insert((a, b), second) {
                return Err(AssignError::Twice { first, second });
            }
            if !(0.0..=1000.0).contains(&candidate.weight) {
                return Err(AssignError::Weight { candidate: second, given: candidate.weight });
            }
        }
        Ok(Self { organisations, candidates, rules })
    }

    /// The organisations, by place.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// The relationships worth asking about, by place.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The rules.
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// How many people of an organisation can be asked, and the share that is expected to answer.
    pub(super) fn people(&self, place: usize) -> (usize, f64) {
        self.organisations.get(place).map_or((0, 0.0), |o| (o.staff, o.share))
    }

    /// Whether the two are one organisation, parts of one, or one is part of the other.
    pub(super) fn kin(&self, i: usize, j: usize) -> bool {
        let parent = |k: usize| self.organisations.get(k).and_then(|o| o.parent);
        i == j
            || parent(i) == Some(j)
            || parent(j) == Some(i)
            || (parent(i).is_some() && parent(i) == parent(j))
    }
}

fn check_rules(rules: &Rules) -> Result<(), AssignError> {
    if rules.floor < LEAST_FLOOR {
        return Err(AssignError::Floor { given: rules.floor, least: LEAST_FLOOR });
    }
    if !(1..=1000).contains(&rules.most) {
        return Err(AssignError::Most(rules.most));
    }
    for (what, given) in [
        ("what one side counts", rules.one_side),
        ("the least chance", rules.least_chance),
        ("the chance that is enough", rules.enough),
    ] {
        share(what, given)?;
    }
    Ok(())
}

fn check_organisation(place: usize, organisation: &Organisation) -> Result<(), AssignError> {
    let (staff, listed) = (organisation.staff, organisation.contacts.len());
    if staff > MOST_PEOPLE {
        return Err(AssignError::People { organisation: place, given: staff, most: MOST_PEOPLE });
    }
    if listed != 0 && listed != staff {
        return Err(AssignError::Contacts { organisation: place, given: listed, staff });
    }
    share("of those asked who answer", organisation.share)
}

fn share(what: &'static str, given: f64) -> Result<(), AssignError> {
    if (0.0..=1.0).contains(&given) { Ok(()) } else { Err(AssignError::Share { what, given }) }
}
