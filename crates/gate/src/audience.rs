//! Who looks, for whom a release is made, and the floor that holds for them.

use std::fmt;

use serde::{Deserialize, Serialize};
use troth_network::OrganisationId;

/// Access roles of a partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessRole {
    /// Named in the promise; alone reads rows and unchecked transcripts.
    Custodian,
    /// Runs the network and sees through the gate.
    Coordinator,
    /// Sees through the gate; rows only as custodian.
    Analyst,
    /// Speaks for one organisation.
    Partner,
}

impl AccessRole {
    /// As files and tables hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Custodian => "custodian",
            Self::Coordinator => "coordinator",
            Self::Analyst => "analyst",
            Self::Partner => "partner",
        }
    }

    /// From its id.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Custodian, Self::Coordinator, Self::Analyst, Self::Partner].into_iter().find(|r| r.id() == id)
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Opaque id of the user, as it stands in the ledger.
    pub id: String,
    /// Access role.
    pub role: AccessRole,
    /// The organisation a partner speaks for.
    pub organisation: Option<OrganisationId>,
}

impl Viewer {
    /// The holder of the database in single-user mode: custodian by that very fact.
    pub fn holder() -> Self {
        Self { id: "holder".to_owned(), role: AccessRole::Custodian, organisation: None }
    }

    /// Somebody who has not signed in: nothing is theirs.
    pub fn nobody() -> Self {
        Self { id: "nobody".to_owned(), role: AccessRole::Partner, organisation: None }
    }

    /// Whether they may act in the name of `organisation`: a partner of their own alone, custodian and coordinator of
    /// any, an analyst of none.
    pub fn speaks_for(&self, organisation: OrganisationId) -> bool {
        match self.role {
            AccessRole::Custodian | AccessRole::Coordinator => true,
            AccessRole::Analyst => false,
            AccessRole::Partner => self.organisation == Some(organisation),
        }
    }
}

/// For whom a release is made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The partners, as agreed before the wave. The default, in single-user mode too.
    Agreed,
    /// One partner.
    Partner(OrganisationId),
    /// Anybody.
    Public,
}

impl Audience {
    /// The smallest number of staff a cell needs for this audience.
    pub const fn floor(&self) -> Floor {
        match self {
            Self::Agreed | Self::Partner(_) => Floor(5),
            Self::Public => Floor(10),
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agreed => f.write_str("agreed"),
            Self::Partner(organisation) => write!(f, "partner:{organisation}"),
            Self::Public => f.write_str("public"),
        }
    }
}

impl std::str::FromStr for Audience {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match (text, text.strip_prefix("partner:").map(str::parse)) {
            ("agreed", _) => Ok(Self::Agreed),
            ("public", _) => Ok(Self::Public),
            (_, Some(Ok(organisation))) => Ok(Self::Partner(organisation)),
            _ => Err(format!("\"{text}\" is not an audience.")),
        }
    }
}

/// Smallest numbers of staff behind a figure that a promise can name.
pub const PROMISED_FLOORS: std::ops::RangeInclusive<usize> = 5..=20;

/// The smallest number of people behind a value. It can be raised, never lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Floor(usize);

impl Floor {
    /// This floor, or `other` if that is higher.
    #[must_use]
    pub fn raised_to(self, other: usize) -> Self {
        Self(self.0.max(other))
    }

    /// No floor at all: what is left where the rule is switched off to show what it prevents.
    pub(crate) const fn none() -> Self {
        Self(1)
    }

    /// The number of people.
    pub const fn people(self) -> usize {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_goes_up_but_never_down() {
        assert_eq!(Audience::Agreed.floor().raised_to(3).people(), 5);
        assert_eq!(Audience::Agreed.floor().raised_to(8).people(), 8);
        assert_eq!(Audience::Public.floor().people(), 10);
        assert_eq!(*PROMISED_FLOORS.start(), Audience::Agreed.floor().people());
    }

    #[test]
    fn a_partner_speaks_for_its_own_organisation_alone() {
        let [own, other] =
            ["1", "2"].map(|n| format!("00000000-0000-0000-0000-00000000000{n}").parse().unwrap());
        let viewer = |role, organisation| Viewer { id: "u".to_owned(), role, organisation };
        let partner = viewer(AccessRole::Partner, Some(own));
        assert!(partner.speaks_for(own) && !partner.speaks_for(other));
        assert!(
            viewer(AccessRole::Coordinator, None).speaks_for(other) && Viewer::holder().speaks_for(other)
        );
        assert!(!viewer(AccessRole::Analyst, Some(own)).speaks_for(own) && !Viewer::nobody().speaks_for(own));
    }

    #[test]
    fn audiences_go_back_and_forth() {
        for audience in [Audience::Agreed, Audience::Public] {
            assert_eq!(audience.to_string().parse(), Ok(audience));
        }
        assert!("everyone".parse::<Audience>().is_err());
    }
}
