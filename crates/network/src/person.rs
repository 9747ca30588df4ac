//! People the partnership knows by name. Staff respondents are not people in this sense: they are pseudonyms.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::{NetworkId, OrganisationId, PersonId};

/// The level somebody works at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleLevel {
    /// Works with people who are cared for.
    Operational,
    /// Runs a service.
    Tactical,
    /// Leads an organisation.
    Strategic,
}

impl RoleLevel {
    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Operational => "operational",
            Self::Tactical => "tactical",
            Self::Strategic => "strategic",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Operational => "front line",
            Self::Tactical => "manager",
            Self::Strategic => "leader",
        }
    }
}

impl fmt::Display for RoleLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for RoleLevel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_ascii_lowercase().as_str() {
            "operational" => Ok(Self::Operational),
            "tactical" => Ok(Self::Tactical),
            "strategic" => Ok(Self::Strategic),
            _ => Err(format!("\"{text}\" is not a role level. Use operational, tactical or strategic.")),
        }
    }
}

/// A person known by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Internal id.
    pub id: PersonId,
    /// The partnership.
    pub network: NetworkId,
    /// The id that files use.
    pub external_id: String,
    /// Where the person works.
    pub organisation: OrganisationId,
    /// Name.
    pub name: String,
    /// Role level, if given.
    pub role_level: Option<RoleLevel>,
}
