//! An action: a modest joint step that two organisations expect something of, accept a risk for and review.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use troth_network::{ActionId, Day, NetworkId, OrganisationId, Pair, PersonId, Timestamp};

/// What one side says of a carried-out action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewVerdict {
    /// The expectation was met.
    Met,
    /// It was met in part.
    Partly,
    /// It was not met.
    NotMet,
}

impl ReviewVerdict {
    /// All three, in the order in which a form offers them.
    pub const ALL: [Self; 3] = [Self::Met, Self::Partly, Self::NotMet];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not_met",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly met",
            Self::NotMet => "not met",
        }
    }
}

impl fmt::Display for ReviewVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for ReviewVerdict {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|verdict| verdict.id() == wanted)
            .ok_or_else(|| format!("\"{text}\" is not a review. Use met, partly or not_met."))
    }
}

/// One side's review: sealed until the other side has written its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Met, partly or not.
    pub verdict: ReviewVerdict,
    /// In the side's own words.
    pub words: String,
    /// When it was written.
    pub on: Day,
}

/// One organisation's part in an action. Empty text means not written yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// What it expects of the other.
    pub expectation: String,
    /// The risk it takes.
    pub risk: String,
    /// Who answers for it there.
    pub owner: Option<PersonId>,
    /// Whether it has accepted the action as it stands.
    pub accepted: bool,
    /// Its review.
    pub review: Option<Review>,
}

/// The first thing that can succeed, with a date and how it will be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmallWin {
    /// What will have happened.
    pub what: String,
    /// By which day; `None` only while the action is being written.
    pub by: Option<Day>,
    /// How both will see it.
    pub seen_how: String,
}

/// The size of the step that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextSize {
    /// More ambitious.
    Bigger,
    /// The same again.
    Same,
    /// More modest.
    Smaller,
    /// No further step.
    Stop,
}

impl NextSize {
    /// All four, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::Bigger, Self::Same, Self::Smaller, Self::Stop];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bigger => "bigger",
            Self::Same => "same",
            Self::Smaller => "smaller",
            Self::Stop => "stop",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Bigger => "a bigger step",
            Self::Same => "the same again",
            Self::Smaller => "a smaller step",
            Self::Stop => "no further step",
        }
    }
}

impl fmt::Display for NextSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for NextSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|size| size.id() == wanted)
            .ok_or_else(|| format!("\"{text}\" is not a next step. Use bigger, same, smaller or stop."))
    }
}

/// What both decided to do next; deciding it closes the action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// How big.
    pub size: NextSize,
    /// Why, in words.
    pub words: String,
}

/// An action of two organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Internal id.
    pub id: ActionId,
    /// The partnership.
    pub network: NetworkId,
    /// The two organisations.
    pub pair: Pair,
    /// The narrative it works on, an id of the framework.
    pub narrative: String,
    /// The measure it uses, `M1` to `M12` of the framework.
    pub measure: String,
    /// Title on screen.
    pub title: String,
    /// When the second side accepted.
    pub agreed_on: Option<Day>,
    /// The part of `pair.a()`.
    pub a: Side,
    /// The part of `pair.b()`.
    pub b: Side,
    /// The small win.
    pub small_win: SmallWin,
    /// What both decided to do next.
    pub follows: Option<Next>,
    /// The action that this one follows.
    pub previous: Option<ActionId>,
    /// When it was first written down.
    pub created: Timestamp,
}

impl Action {
    /// The part of `organisation`; `None` if it is neither of the two.
    pub fn side(&self, organisation: OrganisationId) -> Option<&Side> {
        if organisation == self.pair.a() {
            Some(&self.a)
        } else if organisation == self.pair.b() {
            Some(&self.b)
        } else {
            None
        }
    }

    /// Both organisations with their parts, in the order of the pair.
    pub const fn sides(&self) -> [(OrganisationId, &Side); 2] {
        [(self.pair.a(), &self.a), (self.pair.b(), &self.b)]
    }
}
