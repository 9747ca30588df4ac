//! Organisations and units.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{NetworkId, OrganisationId};
use crate::timestamp::Day;

/// A sector by its id, such as `health` or `voluntary`. Networks may name their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sector(pub String);

impl Sector {
    /// The sector of this name as people type it: lower case, blanks and hyphens as underscores.
    pub fn named(text: &str) -> Self {
        Self(text.trim().to_lowercase().replace([' ', '-'], "_"))
    }

    /// The sector in words, for the sectors Troth knows; otherwise its id with spaces.
    pub fn words(&self) -> String {
        match self.0.as_str() {
            "health" => "Health".to_owned(),
            "social_care" => "Social care".to_owned(),
            "voluntary" => "Voluntary organisations".to_owned(),
            "independent" => "Independent care providers".to_owned(),
            "commissioning" => "Commissioning".to_owned(),
            other => other.replace('_', " "),
        }
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An organisation, or a unit of one (then it has a `parent` and rates and is rated under its own id).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Internal id.
    pub id: OrganisationId,
    /// The partnership it belongs to.
    pub network: NetworkId,
    /// The id that files use: unique in its network, case-sensitive.
    pub external_id: String,
    /// Name on screen.
    pub name: String,
    /// Sector.
    pub sector: Sector,
    /// Kind, such as "acute hospital" or "hospice".
    pub kind: String,
    /// The organisation this is a unit of.
    pub parent: Option<OrganisationId>,
    /// NHS Organisation Data Service code.
    pub ods: Option<String>,
    /// Other identifiers by scheme, such as `charity` or `cqc`.
    pub identifiers: BTreeMap<String, String>,
    /// Number of staff, if known.
    pub size: Option<u32>,
    /// Place.
    pub place: Option<String>,
    /// Whether it has accepted being rated by name.
    pub accepted: bool,
    /// Columns of the import that Troth does not know.
    pub attributes: BTreeMap<String, String>,
}

/// One organisation followed by another, so that waves stay comparable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// What was.
    pub before: OrganisationId,
    /// What followed.
    pub after: OrganisationId,
    /// From which day.
    pub on: Day,
    /// What happened: merged, split, renamed.
    pub what: String,
}
