//! Whose words a passage is: what the text says, and what a coder states. Where they differ, both are kept.

use troth_network::{OrganisationId, RoleLevel};

use crate::coding::Stated;
use crate::document::Speaker;
use crate::passage::Passage;

/// A passage with both attributions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed {
    /// The words.
    pub quote: String,
    /// The speaker whose turn it is.
    pub by_turn: Option<Speaker>,
    /// What the coder states.
    pub stated: Stated,
}

impl Attributed {
    /// Puts a passage, the speakers of its text and a coder's statement together.
    pub fn of(passage: Passage, speakers: &[Speaker], stated: &Stated) -> Self {
        let by_turn = passage.speaker.and_then(|label| speakers.iter().find(|s| s.label == label)).cloned();
        Self { quote: passage.quote, by_turn, stated: stated.clone() }
    }

    /// Whether text and coder say different things of label, organisation or level. What only one of them says is no
    /// difference.
    pub fn conflicts(&self) -> bool {
        let Some(turn) = &self.by_turn else { return false };
        let Stated { label, organisation, role_level } = &self.stated;
        let differ = |stated: Option<bool>| stated == Some(true);
        differ(label.as_ref().map(|label| *label != turn.label))
            || differ(organisation.zip(turn.organisation).map(|(a, b)| a != b))
            || differ(role_level.zip(turn.role_level).map(|(a, b)| a != b))
    }

    /// The label: the stated one, else the turn's.
    pub fn label(&self) -> Option<&str> {
        self.stated.label.as_deref().or_else(|| self.by_turn.as_ref().map(|turn| turn.label.as_str()))
    }

    /// The organisation spoken for: the stated one, else the speaker's.
    pub fn organisation(&self) -> Option<OrganisationId> {
        self.stated.organisation.or_else(|| self.by_turn.as_ref().and_then(|turn| turn.organisation))
    }

    /// The level: the stated one, else the speaker's.
    pub fn role_level(&self) -> Option<RoleLevel> {
        self.stated.role_level.or_else(|| self.by_turn.as_ref().and_then(|turn| turn.role_level))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn org(n: u128) -> Option<OrganisationId> {
        Some(OrganisationId(Uuid::from_u128(n)))
    }

    fn attributed(stated: &Stated) -> Attributed {
        let ann = Speaker {
            label: "Ann".into(),
            organisation: org(1),
            role_level: Some(RoleLevel::Tactical),
            interviewer: false,
        };
        let passage = Passage { quote: "We ring.".into(), speaker: Some("Ann".into()) };
        Attributed::of(passage, &[ann], stated)
    }

    #[test]
    fn what_the_coder_does_not_state_comes_from_the_turn() {
        let plain = attributed(&Stated::default());
        assert!(!plain.conflicts());
        assert_eq!((plain.label(), plain.organisation()), (Some("Ann"), org(1)));
    }

    #[test]
    fn two_attributions_that_differ_are_a_conflict_and_both_stay() {
        let other = attributed(&Stated { organisation: org(2), ..Stated::default() });
        assert!(other.conflicts());
        assert_eq!(other.by_turn.as_ref().unwrap().organisation, org(1));
        assert!(!attributed(&Stated { organisation: org(1), ..Stated::default() }).conflicts());
        assert!(attributed(&Stated { label: Some("Bo".into()), ..Stated::default() }).conflicts());
    }

    #[test]
    fn a_document_without_speakers_takes_what_is_stated() {
        let passage = Passage { quote: "Money is short.".into(), speaker: None };
        let stated = Stated { label: Some("The council".into()), organisation: org(3), role_level: None };
        let found = Attributed::of(passage, &[], &stated);
        assert!(!found.conflicts());
        assert_eq!((found.label(), found.organisation()), (Some("The council"), org(3)));
    }
}
