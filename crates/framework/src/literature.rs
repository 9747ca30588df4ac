//! What the literature says: sources, factors, subthemes, types of asymmetry, definitions, mechanisms.

use serde::{Deserialize, Serialize};

use crate::{Sign, Strength};

/// A publication that entries cite; at least one of `doi`, `url`, `via` is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable id, used in every `cite`.
    pub id: String,
    /// Short name for a caption, such as "Islam et al. 2020".
    pub short: String,
    /// Full reference.
    pub reference: String,
    /// DOI without an address in front.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// Address where there is no DOI, or a page of this repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Ids of the sources through which it is cited, where we did not read it ourselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<String>,
}

impl Source {
    /// The address to link to: the DOI's resolver or the `url`. `None` for a work known only through another, and
    /// for a page of this repository.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let on_the_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
        match &self.doi {
            Some(doi) => Some(format!("https://doi.org/{doi}")),
            None => self.url.as_ref().filter(on_the_web).cloned(),
        }
    }
}

/// A factor of trust between organisations from the literature, worded both ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// `F01` to `F14`.
    pub id: String,
    /// Worded as a loss (the way of Islam et al. 2020).
    pub loss: String,
    /// Worded neutrally (the way of Li et al. 2018).
    pub neutral: String,
    /// Which kind the source names it as an example of; `None` where it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<FactorKind>,
    /// Ids of the publications to which the two papers trace it.
    pub origin: Vec<String>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// How Islam et al. 2020 sort some of the factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorKind {
    /// A lack of equality between partners.
    Asymmetry,
    /// A difference in character or content.
    Diversity,
    /// Named as an effect on trust.
    TrustEffect,
}

/// A subtheme found in the interviews of Li et al. 2018.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subtheme {
    /// `T1a` to `T3f`.
    pub id: String,
    /// What was found, in our words.
    pub wording: String,
    /// Whether it helps (`+`) or hinders (`-`) trust and joining up.
    pub sign: Sign,
    /// When the sign holds, if not always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Ids of the narratives it belongs to (our reading); empty where it speaks of the whole collaboration.
    #[serde(default)]
    pub narratives: Vec<String>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// A type of asymmetry between partners named in the literature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsymmetryType {
    /// Stable id, such as `eclectic`.
    pub id: String,
    /// Tangible or not.
    pub kind: Tangibility,
    /// Words on screen.
    pub label: String,
    /// What differs.
    pub definition: String,
    /// Ids of the publications to which the paper traces it.
    pub origin: Vec<String>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// Whether an asymmetry can be seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tangibility {
    /// It can be seen: size, resources, position.
    Tangible,
    /// It cannot be seen directly: knowledge, intentions.
    Intangible,
}

/// A term of the field and what it means here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Stable id.
    pub id: String,
    /// The term.
    pub term: String,
    /// What it means, in our words.
    pub definition: String,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// A cause, an effect and the sign between them, as a source reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mechanism {
    /// `W1` to `W35`.
    pub id: String,
    /// The cause.
    pub cause: String,
    /// Which way it moves the effect.
    pub sign: Sign,
    /// What it moves first.
    pub effect: String,
    /// What that leads to, if the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads_to: Option<String>,
    /// When it holds, or what to know about the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}
