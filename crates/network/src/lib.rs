//! The nouns that every other part of Troth points at: partnership, organisation, unit, person, wave,
//! direction and pair, the raw rating; with their ids, points in time and the uncertainty a value carries.
//!
//! Plain data and small rules only: no SQL, no HTTP, no statistics.

pub mod clock;
pub mod ids;
pub mod level;
pub mod network;
pub mod organisation;
pub mod person;
pub mod rating;
pub mod relationship;
pub mod timestamp;
pub mod uncertainty;
pub mod wave;

pub use clock::{Clock, FixedClock, IdSource};
pub use ids::{
    ActionId, ClaimId, CodingId, EntryId, JobId, NetworkId, OrganisationId, ParticipantId, PathwayId,
    PersonId, RatingId, ReleaseId, StepId, TranscriptId, UserId, VerdictId, WaveId,
};
pub use level::{Determination, Level};
pub use network::{Agreement, Network, Profile};
pub use organisation::{Organisation, Sector, Succession};
pub use person::{Person, RoleLevel};
pub use rating::{AnswerRole, Rating, RespondentKey, Scale, VisibleTo};
pub use relationship::{Direction, Pair};
pub use timestamp::{Day, Timestamp};
pub use uncertainty::{CountBand, Uncertainty, Value};
pub use wave::{Wave, WaveState};
