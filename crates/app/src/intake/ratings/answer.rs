//! Answers as they are kept while a file is read: numbers for names, about 50 bytes each.

use troth_network::{AnswerRole, Scale, VisibleTo};

use super::names::{Name, Names};
use super::row::RatingRow;

/// The names of all columns of a file.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub(crate) networks: Names,
    pub(crate) waves: Names,
    pub(crate) organisations: Names,
    pub(crate) respondents: Names,
    pub(crate) variables: Names,
    pub(crate) items: Names,
}

/// One answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) line: u64,
    pub(crate) value: f64,
    pub(crate) network: Name,
    pub(crate) wave: Name,
    pub(crate) rater: Name,
    pub(crate) respondent: Name,
    pub(crate) target: Name,
    pub(crate) variable: Name,
    pub(crate) item: Name,
    pub(crate) role: AnswerRole,
    pub(crate) visible_to: Option<VisibleTo>,
}

/// What makes two answers answers to the same question by the same person.
pub(crate) type Place = (Name, Name, Name, Name, Name, AnswerRole, Name, Name);

impl Answer {
    /// Network, wave, variable, who, and about whom.
    pub(crate) fn place(&self) -> Place {
        (
            self.network,
            self.wave,
            self.variable,
            self.rater,
            self.respondent,
            self.role,
            self.target,
            self.item,
        )
    }

    /// The answer with its names spelt out.
    pub(crate) fn spelt<'a>(&self, columns: &'a Columns, scale: Option<Scale>) -> RatingRow<'a> {
        RatingRow {
            line: self.line,
            network: columns.networks.filled(self.network),
            wave: columns.waves.filled(self.wave),
            rater: columns.organisations.text(self.rater),
            respondent: columns.respondents.filled(self.respondent),
            target: columns.organisations.text(self.target),
            variable: columns.variables.text(self.variable),
            item: columns.items.filled(self.item),
            value: self.value,
            role: self.role,
            visible_to: self.visible_to,
            scale,
        }
    }
}
