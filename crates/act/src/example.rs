//! An action for the tests of this crate: a hospital (a) and volunteers (b), all written, nothing accepted.

use troth_network::timestamp::parse_day;
use troth_network::{ActionId, Day, NetworkId, OrganisationId, Pair, PersonId, Timestamp};
use uuid::Uuid;

use crate::action::{Action, Review, ReviewVerdict, Side, SmallWin};

pub(crate) const HOSPITAL: OrganisationId = OrganisationId(Uuid::from_u128(1));
pub(crate) const VOLUNTEERS: OrganisationId = OrganisationId(Uuid::from_u128(2));

pub(crate) fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub(crate) fn review(verdict: ReviewVerdict) -> Review {
    Review { verdict, words: "As we see it.".into(), on: day("2026-10-21") }
}

pub(crate) fn written() -> Action {
    let side = |owner: u128| Side {
        expectation: "One name to ring.".into(),
        risk: "An hour of work each week.".into(),
        owner: Some(PersonId(Uuid::from_u128(owner))),
        accepted: false,
        review: None,
    };
    Action {
        id: ActionId(Uuid::from_u128(7)),
        network: NetworkId(Uuid::from_u128(8)),
        pair: Pair::of(HOSPITAL, VOLUNTEERS),
        narrative: "roles".into(),
        measure: "M7".into(),
        title: "One number for transport home".into(),
        agreed_on: None,
        a: side(11),
        b: side(12),
        small_win: SmallWin {
            what: "Ten journeys booked with one call".into(),
            by: Some(day("2026-10-20")),
            seen_how: "Both count calls for two weeks".into(),
        },
        follows: None,
        previous: None,
        created: Timestamp::start_of(day("2026-09-01")),
    }
}
