//! The sixteen survey variables, on a scale from 1 to 5 where 5 is always the good end.

/// Which group of variables moves together: a narrative, the trust it erodes and the outcome it harms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chain {
    /// Roles and mutuality.
    Roles,
    /// Expertise, credibility and referral.
    Expertise,
    /// Capacity, distance, fairness and planning.
    Power,
    /// Ways of working and predictability.
    Model,
    /// Overall reliance, on the organisation and on the person one deals with there.
    Reliance,
}

impl Chain {
    /// All chains, in the order in which their effects are drawn.
    pub const ALL: [Chain; 5] = [Chain::Roles, Chain::Expertise, Chain::Power, Chain::Model, Chain::Reliance];
}

/// One survey variable.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its id in the ratings files.
    pub id: &'static str,
    /// The chain it belongs to.
    pub chain: Chain,
    /// The network mean μ among representatives, on the scale.
    pub mean: f64,
    /// Whether staff are asked too; the two outcomes go to representatives alone.
    pub staff: bool,
}

const fn asked(id: &'static str, chain: Chain, mean: f64) -> Variable {
    Variable { id, chain, mean, staff: true }
}

const fn outcome(id: &'static str, chain: Chain, mean: f64) -> Variable {
    Variable { id, chain, mean, staff: false }
}

/// The lowest answer.
pub const SCALE_MIN: i32 = 1;
/// The highest answer.
pub const SCALE_MAX: i32 = 5;

/// The variables in the order of the files.
pub const VARIABLES: [Variable; 16] = [
    asked("mutuality", Chain::Roles, 3.4),
    asked("credibility", Chain::Expertise, 3.6),
    asked("fairness", Chain::Power, 3.3),
    asked("predictability", Chain::Model, 3.2),
    asked("reliance_organisation", Chain::Reliance, 3.3),
    asked("reliance_contact", Chain::Reliance, 3.8),
    asked("roles_clear", Chain::Roles, 3.2),
    asked("expertise_known", Chain::Expertise, 3.2),
    asked("expertise_recognised", Chain::Expertise, 3.4),
    asked("capacity_alike", Chain::Power, 2.9),
    asked("distance_say", Chain::Power, 3.0),
    asked("distance_identity", Chain::Power, 3.4),
    asked("model_understand", Chain::Model, 3.2),
    asked("model_open", Chain::Model, 3.3),
    outcome("outcome_referral", Chain::Expertise, 3.3),
    outcome("outcome_planning", Chain::Power, 2.8),
];
