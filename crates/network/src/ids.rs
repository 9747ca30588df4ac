//! Typed ids: a wave's id cannot be handed in where an organisation's is asked for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A partnership.
    NetworkId,
    /// An organisation, or a unit of one.
    OrganisationId,
    /// A person known to the partnership by name: coordinator, representative, analyst, owner of an action.
    PersonId,
    /// A survey round.
    WaveId,
    /// One stored answer.
    RatingId,
    /// Somebody who is asked in a round, until it closes.
    ParticipantId,
    /// A transcript or document.
    TranscriptId,
    /// One coded passage.
    CodingId,
    /// What a speaker says leads to what.
    ClaimId,
    /// A pathway.
    PathwayId,
    /// A step of a pathway.
    StepId,
    /// A confirmed reading of the three strands.
    VerdictId,
    /// An agreed action.
    ActionId,
    /// A job.
    JobId,
    /// What the gate let out.
    ReleaseId,
    /// An entry of the ledger of releases.
    EntryId,
    /// Somebody with access.
    UserId,
}
