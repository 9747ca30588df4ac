//! Mail: a few kinds of letters whose words are the program's own, put into a queue and sent by the worker.
//!
//! A letter holds an address, a link and a number, and nothing else that anybody typed: no partner, no rating, no
//! disagreement can get into one. Letters are plain text; nothing tells whether they were opened.

mod carrier;
mod parts;
mod queue;
mod remind;
mod words;

pub use carrier::{Carrier, CarrierError};
pub use parts::{Address, Link, PartError};
pub use remind::{DELETION_DAYS, LettersWanted};
use serde::{Deserialize, Serialize};

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
        }
    }

    /// To whom.
    pub const fn to(&self) -> &Address {
        match self {
            Self::Invitation { to, .. }
            | Self::Reset { to, .. }
            | Self::Tasks { to, .. }
            | Self::Deletions { to, .. } => to,
        }
    }
}
