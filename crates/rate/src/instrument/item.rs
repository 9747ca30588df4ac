//! Items: the questions of an instrument.

use serde::{Deserialize, Serialize};
use troth_framework::{Concept, Polarity};
use troth_network::AnswerRole;

use super::{Shown, Words};

/// A question, and everything that is to be known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable id; unique in the instrument.
    pub id: String,
    /// The column `variable` of the answers: a variable of the framework, or with [`Self::background`] another one.
    pub variable: String,
    /// Why something is asked that the framework does not know. Such answers are stored and left out of Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    /// What it measures, as the framework has it for the variable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub construct: Option<Concept>,
    /// Which side of that it measures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<String>,
    /// What a high answer means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// Id of its section.
    pub section: String,
    /// What the question is about.
    pub per: Per,
    /// Who is asked.
    #[serde(default)]
    pub who: Who,
    /// The shortest form that has it.
    #[serde(default)]
    pub form: Form,
    /// Id of the rotation in which it takes turns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotate: Option<String>,
    /// How it is answered.
    pub kind: Kind,
    /// Id of the scale; for closed questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// Smallest and largest number; for numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<NumberRange>,
    /// Longest text, in characters; for texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_characters: Option<usize>,
    /// About how many services of a partner it is asked; for knowledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<Shown>,
    /// Shown only if an earlier answer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<ShowIf>,
    /// Why there is no "can't say" here. Without a reason there is one. A text may always be left empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_cant_say: Option<String>,
    /// The question, or the statement to judge.
    pub wording: Words,
    /// A line below the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Words>,
    /// Where it comes from: what of which publication it puts into words, and whose words they are.
    pub source: String,
    /// Ids of sources of the framework.
    pub cite: Vec<String>,
}

impl Item {
    /// Whether the answer is worked out as a score: a closed question that stands for a variable of the framework.
    #[must_use]
    pub const fn is_scored(&self) -> bool {
        self.background.is_none() && matches!(self.kind, Kind::Scale | Kind::Frequency)
    }

    /// Whether "can't say" is offered.
    #[must_use]
    pub const fn offers_cant_say(&self) -> bool {
        self.no_cant_say.is_none() && !matches!(self.kind, Kind::Text)
    }
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// Each partner.
    Partner,
    /// The person the respondent deals with at each partner.
    Contact,
    /// The collaboration as a whole.
    Collaboration,
    /// The respondent, their work and their own organisation.
    #[serde(rename = "self")]
    Oneself,
}

impl Per {
    /// Whether it is asked once for each partner.
    #[must_use]
    pub const fn repeats(self) -> bool {
        matches!(self, Self::Partner | Self::Contact)
    }

    /// The word of the file.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Contact => "contact",
            Self::Collaboration => "collaboration",
            Self::Oneself => "self",
        }
    }
}

/// Who is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// Everybody.
    #[default]
    Everyone,
    /// Those who answer for their organisation.
    Representative,
    /// Members of staff.
    Staff,
}

impl Who {
    /// Whether somebody in this role is asked.
    #[must_use]
    pub const fn asks(self, role: AnswerRole) -> bool {
        match (self, role) {
            (Self::Everyone, _)
            | (Self::Representative, AnswerRole::Representative)
            | (Self::Staff, AnswerRole::Staff) => true,
            (Self::Representative, AnswerRole::Staff) | (Self::Staff, AnswerRole::Representative) => false,
        }
    }

    /// The word of the file.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Representative => "representative",
            Self::Staff => "staff",
        }
    }
}

/// The length of a questionnaire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The usual one: some questions take turns.
    #[default]
    Short,
    /// All questions.
    Long,
}

impl Form {
    /// The word of the file.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
        }
    }
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A point on a scale.
    Scale,
    /// How often: a point on a scale of frequencies.
    Frequency,
    /// One of several answers that only differ.
    Choice,
    /// What the respondent knows of a service of the partner; asked once for each service that is given.
    Knowledge,
    /// A whole number.
    Number,
    /// Own words.
    Text,
}

impl Kind {
    /// Whether the answer is a point of a scale.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Scale | Self::Frequency | Self::Choice | Self::Knowledge)
    }

    /// The word of the file.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Frequency => "frequency",
            Self::Choice => "choice",
            Self::Knowledge => "knowledge",
            Self::Number => "number",
            Self::Text => "text",
        }
    }
}

/// Smallest and largest number that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRange {
    /// Smallest.
    pub min: i32,
    /// Largest.
    pub max: i32,
}

/// A skip rule: the question is shown if the earlier answer is one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowIf {
    /// Id of an earlier closed question; about the same partner where both are about partners.
    pub item: String,
    /// The values with which this is shown.
    pub values: Vec<i32>,
    /// Whether it is shown while there is no answer, or "can't say".
    #[serde(default)]
    pub unanswered: bool,
}
