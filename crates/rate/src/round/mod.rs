//! A round that is asked in Troth, from its draft to the moment it closes: who is asked, about whom, what they wrote.
//!
//! Nothing of a participant outlives the round: when it closes, what was finished becomes answers of a pseudonym, and
//! names, addresses, links and times go.

mod closing;
pub mod reply;

use troth_network::{AnswerRole, Day, OrganisationId, ParticipantId, Timestamp, VisibleTo, WaveId};

pub use closing::{Closed, Comment, OwnAnswer, ReceiptOf, Turnout};
pub use reply::{Changed, Home, Reply};

/// How a round is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The round.
    pub wave: WaveId,
    /// SHA-256 of the questionnaire's text.
    pub questionnaire: String,
    /// The long form; the short one otherwise.
    pub long_form: bool,
    /// About how many partners one person is asked at most.
    pub most_partners: u32,
    /// Language in which the questionnaire is offered first, such as `en`.
    pub language: String,
    /// Grows with every change, so that of two people who change it at once one is told.
    pub revision: i64,
}

/// Somebody who is asked in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Internal id, which opens nothing.
    pub id: ParticipantId,
    /// The round.
    pub wave: WaveId,
    /// For which organisation they answer.
    pub organisation: OrganisationId,
    /// As its representative, or as one of its staff.
    pub role: AnswerRole,
    /// Came by the organisation's open link: never counted toward a floor.
    pub open_link: bool,
    /// Name and address, sealed; `None` for who came by an open link.
    pub sealed: Option<String>,
    /// Salted hash by which the same person is found again in a later round.
    pub again: String,
    /// The day they were put on the list.
    pub joined: Day,
    /// The day they left the list; what they wrote went then.
    pub gone: Option<Day>,
    /// When they began.
    pub began: Option<Timestamp>,
    /// When they last saved.
    pub saved: Option<Timestamp>,
    /// When they last finished. Nothing of who has not finished counts.
    pub finished: Option<Timestamp>,
    /// Took all answers back and is not reminded.
    pub withdrawn: bool,
    /// The day their first letter was put into the queue.
    pub invited: Option<Day>,
    /// How many reminders were sent.
    pub reminded: i64,
    /// Does not want to be reminded.
    pub unreminded: bool,
    /// Hash of the receipt handed out at the end, and after a `:` the hash that leads from it to free words.
    pub receipt: Option<String>,
    /// Grows with every save.
    pub revision: i64,
}

/// About whom a participant is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The partner.
    pub target: OrganisationId,
    /// Place in the order, from 0.
    pub position: i64,
    /// Added by the participant.
    pub added: bool,
    /// Left out by the participant: they do not work together, or do not want to say.
    pub skipped: bool,
    /// Who may see the answers about this partner; representatives only, and `None` until they chose.
    pub visible_to: Option<VisibleTo>,
}

/// Whom a link lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkFor {
    /// One participant.
    Participant(ParticipantId),
    /// Anybody of an organisation.
    Organisation(WaveId, OrganisationId),
}
