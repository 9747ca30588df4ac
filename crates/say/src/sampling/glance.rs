//! Who has not been heard, for those who run a partnership without reading its texts. No organisation and no number of
//! fewer than three: who knows which one or two people of a sector were heard knows whose words "somebody in Health" are.

use troth_network::{RoleLevel, Sector};

use super::coverage::Coverage;
use crate::tally::LEAST_SPEAKERS;

/// How many of a sector were heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glance {
    /// Nobody.
    Nobody,
    /// One or two people: not told apart.
    Few,
    /// Three people or more.
    Enough,
}

impl Glance {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Few => "fewer than three people",
            Self::Enough => "three people or more",
        }
    }
}

/// A sector at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorGlance {
    /// Which.
    pub sector: Sector,
    /// How many organisations of the partnership, without units.
    pub organisations: u32,
    /// How many were heard.
    pub heard: Glance,
    /// The levels at which nobody is known to have been heard; `None` where fewer than three were heard.
    pub missing: Option<Vec<RoleLevel>>,
}

impl Coverage {
    /// What may be told to those who run the partnership and do not read its texts.
    pub fn at_a_glance(&self) -> Vec<SectorGlance> {
        let glance = |heard: u32| match heard {
            0 => Glance::Nobody,
            n if n < LEAST_SPEAKERS => Glance::Few,
            _ => Glance::Enough,
        };
        self.sectors
            .iter()
            .map(|line| {
                let heard = glance(line.heard.total());
                SectorGlance {
                    sector: line.sector.clone(),
                    organisations: line.organisations,
                    heard,
                    missing: (heard == Glance::Enough).then(|| line.heard.missing()),
                }
            })
            .collect()
    }
}
