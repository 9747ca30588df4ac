//! The five stories of lost trust and the arrows from each to trust and to joint work.

use serde::{Deserialize, Serialize};

use crate::Strength;

/// A family of asymmetries: knowledge, power, or how organisations think.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Stable id, such as `power`.
    pub id: String,
    /// Words on screen.
    pub label: String,
    /// What the family holds.
    pub definition: String,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// One story of how an asymmetry between organisations costs trust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Narrative {
    /// Stable id, such as `roles`.
    pub id: String,
    /// Id of the family.
    pub family: String,
    /// The field's term.
    pub name: String,
    /// Plain words on screen, such as "Roles: who does what".
    pub label: String,
    /// One or two words, for table heads.
    pub short_label: String,
    /// The asymmetry as a statement, for the first box of a chain.
    pub uneven: String,
    /// What it is.
    pub definition: String,
    /// How a coder tells it from the other stories.
    pub hallmark: String,
    /// Sides of the story that are asked and read apart; may be empty.
    #[serde(default)]
    pub facets: Vec<Facet>,
    /// Trust aspects it wears down; `to` is an aspect id.
    pub erodes: Vec<Arrow>,
    /// Integration outcomes it harms; `to` is an outcome id.
    pub harms: Vec<Arrow>,
    /// Ties to other narratives; may be empty.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// Where sources file it differently, or another remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// One side of a narrative or of a trust aspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facet {
    /// Id, unique within its narrative or aspect.
    pub id: String,
    /// Words on screen.
    pub label: String,
    /// What it is.
    pub definition: String,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// An arrow from a narrative to a trust aspect or to an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrow {
    /// Id of the aspect or the outcome.
    pub to: String,
    /// Where the paper draws the arrow.
    pub drawn: Drawn,
    /// What a reader must know about the reading of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// Where the source draws an arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawn {
    /// In its figure.
    Figure,
    /// In its text only, or not yet verified against the figure.
    Text,
    /// In both.
    Both,
}

/// A tie from one narrative to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Id of the other narrative.
    pub to: String,
    /// What ties them.
    pub kind: RelationKind,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// How a narrative is tied to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// This one arises from the other.
    FlowsFrom,
    /// This one changes how strongly the other works.
    Moderates,
}
