//! How many of those who were asked finished, as scores of 0 and 1, so that the rules on groups hold for it too.

use std::collections::BTreeMap;

use troth_lens::collaboration::TURNOUT;
use troth_network::{AnswerRole, Organisation, OrganisationId};
use troth_rate::round::Turnout;

use super::scores::{Construct, OwnScore};

/// One score for everybody who was asked by a link of their own; `None` if nobody was.
pub(super) fn of(turnout: &[Turnout], organisations: &[Organisation]) -> Option<Construct> {
    let home: BTreeMap<OrganisationId, &Organisation> = organisations.iter().map(|o| (o.id, o)).collect();
    let mut construct = Construct { step: 1.0, exact: true, ..Construct::of(TURNOUT.to_owned()) };
    for row in turnout.iter().filter(|row| !row.open_link) {
        let Some(organisation) = home.get(&row.organisation) else { continue };
        construct.representatives |= row.role == AnswerRole::Representative;
        construct.scores.extend((0..row.invited).map(|n| OwnScore {
            respondent: format!("asked:{}:{}:{n}", row.role.id(), row.organisation),
            role: row.role,
            organisation: organisation.parent.unwrap_or(organisation.id),
            sector: organisation.sector.0.clone(),
            level: None,
            score: if n < row.finished { 1.0 } else { 0.0 },
            answers: Vec::new(),
        }));
    }
    (!construct.scores.is_empty()).then_some(construct)
}
