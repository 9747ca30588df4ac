//! The questions of one participant, and where their answers are stored.

use std::collections::BTreeMap;

use troth_network::{Network, Organisation, OrganisationId, Wave};
use troth_rate::instrument::{Answers, Asking, Form, Instrument, Partner, Questionnaire, RotationKey};
use troth_rate::round::{Asked, Home, Participant, Reply};

/// What everybody of a round is asked from.
pub(super) struct Round<'a> {
    pub(super) network: &'a Network,
    pub(super) wave: &'a Wave,
    pub(super) instrument: &'a Instrument,
    pub(super) form: Form,
    pub(super) names: &'a BTreeMap<OrganisationId, Organisation>,
}

impl<'a> Round<'a> {
    /// The questions of a participant. Partners who were left out keep their place, so that the others are asked the
    /// same as before.
    pub(super) fn questions(&self, participant: &Participant, asked: &[Asked]) -> Questionnaire<'a> {
        let partners: Vec<Partner> = asked
            .iter()
            .map(|asked| {
                let name = self.names.get(&asked.target).map_or("this organisation", |o| o.name.as_str());
                Partner::named(&asked.target.to_string(), name)
            })
            .collect();
        self.instrument.questions_for(&Asking {
            role: participant.role,
            form: self.form,
            partners: &partners,
            key: RotationKey::of_bytes(participant.id.0.as_bytes()),
        })
    }

    /// Where answers of a participant that are about no partner are stored.
    pub(super) const fn home(&self, participant: &Participant) -> Home {
        Home { network: self.network.id, organisation: participant.organisation }
    }

    /// What was answered, without what is said of partners who were left out.
    pub(super) fn answers(&self, participant: &Participant, asked: &[Asked], replies: &[Reply]) -> Answers {
        let home = self.home(participant);
        let out = |partner: &str| asked.iter().any(|a| a.skipped && a.target.to_string() == partner);
        replies
            .iter()
            .map(|reply| (home.key(reply), reply.answer.clone()))
            .filter(|(key, _)| !key.partner.as_deref().is_some_and(out))
            .collect()
    }
}
