//! What remains of a round when it closes: answers of pseudonyms, words of nobody, and counts.

use troth_network::{AnswerRole, OrganisationId, Rating, RespondentKey, Scale, WaveId};
use uuid::Uuid;

/// An answer about the partnership, or about the respondent's own organisation and work.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAnswer {
    /// Internal id.
    pub id: Uuid,
    /// The round.
    pub wave: WaveId,
    /// The organisation for which it was given.
    pub rater: OrganisationId,
    /// Who gave it; `None` for the representative.
    pub respondent: Option<RespondentKey>,
    /// The survey variable.
    pub variable: String,
    /// The answer: a point of a scale, a number, or the value of a choice.
    pub value: f64,
    /// The scale, if it is one on which more means something.
    pub scale: Option<Scale>,
}

/// Free words, without who wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Internal id.
    pub id: Uuid,
    /// The round.
    pub wave: WaveId,
    /// The words.
    pub words: String,
    /// A hash that leads from the writer's receipt here, and from here nowhere.
    pub receipt: Option<String>,
    /// Read by the custodian, and free to be shown.
    pub shown: bool,
    /// What is shown in the place of the words, where some were taken out.
    pub released_words: Option<String>,
    /// How often it was decided whether they may be shown.
    pub revision: i64,
}

impl Comment {
    /// Words as somebody wrote them, which nobody has read.
    pub const fn unread(id: Uuid, wave: WaveId, words: String, receipt: Option<String>) -> Self {
        Self { id, wave, words, receipt, shown: false, released_words: None, revision: 0 }
    }

    /// Whether somebody has read them and decided.
    pub const fn is_decided(&self) -> bool {
        self.shown || self.revision > 0
    }

    /// What may be shown of them; `None` if they may not.
    pub fn as_shown(&self) -> Option<&str> {
        self.shown.then(|| self.released_words.as_deref().unwrap_or(&self.words))
    }
}

/// Whose answers a receipt finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptOf {
    /// SHA-256 of the receipt.
    pub hash: String,
    /// The round.
    pub wave: WaveId,
    /// The organisation.
    pub rater: OrganisationId,
    /// The pseudonym; `None` for the representative.
    pub respondent: Option<RespondentKey>,
}

/// How many were asked and how many finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turnout {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Representatives, or staff.
    pub role: AnswerRole,
    /// By the open link.
    pub open_link: bool,
    /// How many were on the list.
    pub invited: i64,
    /// How many finished.
    pub finished: i64,
}

/// Everything that remains of a round.
#[derive(Debug, Clone, Default)]
pub struct Closed {
    /// Pseudonyms that are new: key, organisation, hash by which files and later rounds find them, open link or not.
    pub respondents: Vec<(RespondentKey, OrganisationId, String, bool)>,
    /// Answers about partners, in an order that tells nothing.
    pub ratings: Vec<Rating>,
    /// Other answers, in an order that tells nothing.
    pub own: Vec<OwnAnswer>,
    /// Free words, in an order that tells nothing.
    pub comments: Vec<Comment>,
    /// Receipts.
    pub receipts: Vec<ReceiptOf>,
    /// Counts.
    pub turnout: Vec<Turnout>,
}
