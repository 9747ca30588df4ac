//! Mail: a few kinds of letters whose words are the program's own, put into a queue and sent by the worker.
//!
//! A letter holds an address, a link and a number, and nothing else that anybody typed: no partner, no rating, no
//! disagreement can get into one. Letters are plain text; nothing tells whether they were opened.

mod carrier;
mod parts;
mod queue;
mod remind;
mod round_words;
mod words;

pub use carrier::{Carrier, CarrierError};
pub use parts::{Address, Link, PartError};
pub use remind::{DELETION_DAYS, LettersWanted};
pub use round_words::Tongue;
use serde::{Deserialize, Serialize};
use troth_network::Day;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mail {
    /// Somebody is invited.
    Invitation {
        /// Whom.
        to: Address,
        /// Where they set their password.
        link: Link,
        /// How many days the link holds.
        valid_for: u16,
    },
    /// Somebody asked to set a new password.
    Reset {
        /// Whom.
        to: Address,
        /// Where they set it; it holds for an hour.
        link: Link,
    },
    /// Something waits for somebody.
    Tasks {
        /// Whom.
        to: Address,
        /// Where everybody signs in.
        link: Link,
        /// How many things.
        count: u16,
    },
    /// Something of a partnership is to be deleted.
    Deletions {
        /// Whom.
        to: Address,
        /// Where everybody signs in.
        link: Link,
        /// How many things.
        count: u16,
    },
    /// Somebody is asked in a survey round.
    SurveyInvitation(RoundLetter),
    /// Somebody who has not finished is reminded of it.
    SurveyReminder(RoundLetter),
}

/// What a letter of a survey round holds: numbers, a day, and links that lead to nobody else's answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundLetter {
    /// To whom.
    pub to: Address,
    /// Where they answer; it holds until the round is closed.
    pub link: Link,
    /// Where they say that they do not want to be reminded.
    pub no_more: Link,
    /// The language.
    pub language: Tongue,
    /// How many people the promise asks for behind a figure.
    pub floor: u16,
    /// The last day on which answers are taken, if one was set.
    pub until: Option<Day>,
}

/// How the queue names letters about tasks.
const TASKS: &str = "tasks";
/// How it names letters about what is to be deleted.
const DELETIONS: &str = "deletions";

impl Mail {
    /// The kind, as the queue names it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "invitation",
            Self::Reset { .. } => "reset",
            Self::Tasks { .. } => TASKS,
            Self::Deletions { .. } => DELETIONS,
            Self::SurveyInvitation(_) => "survey_invitation",
            Self::SurveyReminder(_) => "survey_reminder",
        }
    }

    /// To whom.
    pub const fn to(&self) -> &Address {
        match self {
            Self::Invitation { to, .. }
            | Self::Reset { to, .. }
            | Self::Tasks { to, .. }
            | Self::Deletions { to, .. } => to,
            Self::SurveyInvitation(letter) | Self::SurveyReminder(letter) => &letter.to,
        }
    }
}
