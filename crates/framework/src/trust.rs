//! What trust is made of, what it is for, and what lies beside it.

use serde::{Deserialize, Serialize};

use crate::{Facet, Strength};

/// One of the kinds of trust between organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aspect {
    /// Stable id, such as `fairness`.
    pub id: String,
    /// The field's term.
    pub name: String,
    /// Words on screen, such as "Fair to us".
    pub label: String,
    /// What it is.
    pub definition: String,
    /// Sides of the aspect; may be empty.
    #[serde(default)]
    pub facets: Vec<Facet>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// A kind of joint work that suffers where trust is worn down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Stable id, such as `referral`.
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

/// Something measured beside the aspects: of one relationship, or of the whole collaboration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Construct {
    /// Stable id, such as `faith`.
    pub id: String,
    /// What it is a property of.
    pub about: About,
    /// Words on screen.
    pub label: String,
    /// What it is.
    pub definition: String,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// What a construct is a property of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// One organisation's experience with one partner.
    Relationship,
    /// The whole collaboration.
    Collaboration,
}
