//! One answer as it came in: raw, on its own scale, never filled in from anywhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::{OrganisationId, RatingId, WaveId};

/// In which role an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerRole {
    /// Speaks for the organisation, and chooses per partner who may see the answer.
    Representative,
    /// A member of staff; pooled with at least four others.
    Staff,
}

impl AnswerRole {
    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Representative => "representative",
            Self::Staff => "staff",
        }
    }
}

impl FromStr for AnswerRole {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_ascii_lowercase().as_str() {
            "representative" => Ok(Self::Representative),
            "staff" => Ok(Self::Staff),
            _ => Err(format!("\"{text}\" is not an answer role. Use representative or staff.")),
        }
    }
}

/// What a representative allowed, from narrow to wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisibleTo {
    /// Only in totals of the whole network.
    Totals,
    /// Pooled with similar organisations.
    Pooled,
    /// The partner that was rated.
    Partner,
    /// The agreed audience.
    Audience,
}

impl VisibleTo {
    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Pooled => "pooled",
            Self::Partner => "partner",
            Self::Audience => "audience",
        }
    }
}

impl FromStr for VisibleTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_ascii_lowercase().as_str() {
            "totals" => Ok(Self::Totals),
            "pooled" => Ok(Self::Pooled),
            "partner" => Ok(Self::Partner),
            "audience" => Ok(Self::Audience),
            _ => Err(format!("\"{text}\" is not a permission. Use totals, pooled, partner or audience.")),
        }
    }
}

/// The pseudonym of a respondent: stable across waves, scoped to network and rater, not a person record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RespondentKey(pub String);

impl fmt::Display for RespondentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The ends of an answer scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// Lowest possible answer.
    pub min: f64,
    /// Highest possible answer.
    pub max: f64,
}

impl Scale {
    /// A scale, if the ends are finite and in order.
    pub fn new(min: f64, max: f64) -> Option<Self> {
        (min.is_finite() && max.is_finite() && min < max).then_some(Self { min, max })
    }

    /// `value` on 0–1.
    pub fn to_unit(self, value: f64) -> f64 {
        (value - self.min) / (self.max - self.min)
    }

    /// Whether `value` lies on the scale.
    pub fn holds(self, value: f64) -> bool {
        (self.min..=self.max).contains(&value)
    }
}

/// One stored answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// Internal id.
    pub id: RatingId,
    /// The wave.
    pub wave: WaveId,
    /// Who rates.
    pub rater: OrganisationId,
    /// Which respondent of the rater; `None` for its representative.
    pub respondent: Option<RespondentKey>,
    /// Who is rated.
    pub target: OrganisationId,
    /// The survey variable.
    pub variable: String,
    /// The answer, on its own scale.
    pub value: f64,
    /// In which role.
    pub role: AnswerRole,
    /// What a representative allowed; `None` for staff.
    pub visible_to: Option<VisibleTo>,
    /// The declared scale, if any.
    pub scale: Option<Scale>,
}
