//! What a participant wrote so far, question by question, as it is stored.

use troth_network::{NetworkId, OrganisationId};
use uuid::Uuid;

use crate::instrument::{Answer, Item, Per, QuestionKey};

/// A reply to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The question: its id, and after a `/` the service where it is about one.
    pub item: String,
    /// About whom: the partner's id, the own organisation's, or the partnership's.
    pub about: Uuid,
    /// What was answered.
    pub answer: Answer,
    /// The participant's revision when it was saved.
    pub revision: i64,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It is saved, as this revision.
    Saved(i64),
    /// Some of it was saved in another window after this page was loaded, with another answer: these are what is stored.
    /// Nothing of the page was saved.
    Elsewhere(Vec<Reply>),
    /// The round is closed, or the participant is not on the list any more. Nothing was saved.
    Over,
}

/// Between which two places a reply may stand besides partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    /// The partnership, for what is asked about the collaboration.
    pub network: NetworkId,
    /// The participant's organisation, for what is asked about themselves.
    pub organisation: OrganisationId,
}

impl Home {
    /// Under which item and about whom the answer to a question is stored. `None` if it is about a partner that has no
    /// id of an organisation.
    pub fn place(self, key: &QuestionKey, item: &Item) -> Option<(String, Uuid)> {
        let about = match (&key.partner, item.per) {
            (Some(partner), _) => partner.parse::<Uuid>().ok()?,
            (None, Per::Oneself) => self.organisation.0,
            (None, _) => self.network.0,
        };
        let name = key
            .service
            .as_ref()
            .map_or_else(|| key.item.clone(), |service| format!("{}/{service}", key.item));
        Some((name, about))
    }

    /// The question that a reply stands for.
    pub fn key(self, reply: &Reply) -> QuestionKey {
        let (item, service) = match reply.item.split_once('/') {
            Some((item, service)) => (item, Some(service.to_owned())),
            None => (reply.item.as_str(), None),
        };
        let is_home = reply.about == self.network.0 || reply.about == self.organisation.0;
        let partner = (!is_home).then(|| reply.about.to_string());
        QuestionKey { item: item.to_owned(), partner, service }
    }
}

/// The word by which the kind of an answer is stored, and what is stored beside it.
pub fn written(answer: &Answer) -> (&'static str, String) {
    match answer {
        Answer::Point(value) => ("point", value.to_string()),
        Answer::Number(value) => ("number", value.to_string()),
        Answer::Text(text) => ("text", text.clone()),
        Answer::CantSay => ("cant_say", String::new()),
    }
}

/// Reads what [`written`] wrote; `None` if it is nothing of that.
pub fn read(kind: &str, answer: &str) -> Option<Answer> {
    match kind {
        "point" => answer.parse().ok().map(Answer::Point),
        "number" => answer.parse().ok().map(Answer::Number),
        "text" => Some(Answer::Text(answer.to_owned())),
        "cant_say" => Some(Answer::CantSay),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in any::<i32>(), words in ".{0,40}") {
            for answer in [Answer::Point(value), Answer::CantSay, Answer::Number(value), Answer::Text(words)] {
                let (kind, stored) = written(&answer);
                prop_assert_eq!(read(kind, &stored), Some(answer));
            }
        }
    }

    #[test]
    fn what_is_no_number_is_no_point() {
        assert_eq!(read("point", "2.5"), None);
        assert_eq!(read("point", "three"), None);
        assert_eq!(read("mood", "fine"), None);
    }
}
