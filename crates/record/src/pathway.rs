//! Pathways, their steps, and who says who is responsible for a step.

use serde::{Deserialize, Serialize};
use troth_network::{NetworkId, OrganisationId, PathwayId, StepId};

/// A pathway: the way a person takes through several organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pathway {
    /// Internal id.
    pub id: PathwayId,
    /// The partnership.
    pub network: NetworkId,
    /// The id that files use.
    pub external_id: String,
    /// Name on screen.
    pub name: String,
}

/// One step of a pathway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Internal id.
    pub id: StepId,
    /// The pathway.
    pub pathway: PathwayId,
    /// The id that files use.
    pub external_id: String,
    /// Title on screen.
    pub title: String,
    /// Place in the pathway; steps are shown in this order.
    pub order: i64,
}

/// Whom an organisation names for a step. An organisation that was not asked or did not answer has no
/// declaration: that is never the same as "nobody".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    /// This organisation, which may be the one that declares.
    Organisation(OrganisationId),
    /// "Nobody is responsible for this step."
    Nobody,
}

/// What one organisation says about one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// The step.
    pub step: StepId,
    /// Who says so.
    pub declared_by: OrganisationId,
    /// Whom it names.
    pub responsible: Responsible,
}
