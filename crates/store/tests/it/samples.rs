//! A small partnership to tell stories about.

use std::collections::BTreeMap;

use troth_network::network::Event;
use troth_network::timestamp::parse_day;
use troth_network::{
    Agreement, AnswerRole, Day, Network, NetworkId, Organisation, OrganisationId, Person, PersonId, Profile,
    Rating, RatingId, RespondentKey, RoleLevel, Scale, Sector, Timestamp, VisibleTo, Wave, WaveId, WaveState,
};
use troth_store::{RespondentRow, Store};
use uuid::Uuid;

pub(crate) const fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number)
}

pub(crate) fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub(crate) const fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(1_800_000_000_000_001 + seconds * 1_000_000)
}

pub(crate) const NETWORK: u128 = 1;
pub(crate) const HOSPITAL: u128 = 11;
pub(crate) const COUNCIL: u128 = 12;
pub(crate) const HOSPICE: u128 = 13;
pub(crate) const WAVE: u128 = 21;
pub(crate) const PERSON: u128 = 31;

pub(crate) fn network() -> Network {
    Network {
        id: NetworkId(id(NETWORK)),
        slug: "north-coast".into(),
        name: "Côte du Nord – Ærø 照護".into(),
        place: Some("Llanfair\u{ad}pwll".into()),
        profile: Profile {
            collaboration_type: Some("alliance".into()),
            mandate: None,
            structural_change: Some("little".into()),
            started: Some(day("2019-04-01")),
            restructurings: vec![Event { date: day("2022-07-01"), what: "Board \"merged\"".into() }],
            agreements: vec![Agreement { title: "S75".into(), kind: "section 75".into(), date: None }],
            size: Some("90,000".into()),
            proximity: None,
        },
    }
}

pub(crate) fn organisation(number: u128, external_id: &str, name: &str) -> Organisation {
    Organisation {
        id: OrganisationId(id(number)),
        network: NetworkId(id(NETWORK)),
        external_id: external_id.into(),
        name: name.into(),
        sector: Sector("health".into()),
        kind: "acute hospital".into(),
        parent: None,
        ods: None,
        identifiers: BTreeMap::new(),
        size: None,
        place: None,
        accepted: false,
        attributes: BTreeMap::new(),
    }
}

pub(crate) fn organisations() -> Vec<Organisation> {
    vec![
        Organisation {
            ods: Some("RXX01".into()),
            identifiers: BTreeMap::from([("cqc".into(), "1-234".into()), ("charity".into(), "×9".into())]),
            size: Some(4_000_000_000),
            place: Some("Tŷ Coch".into()),
            accepted: true,
            attributes: BTreeMap::from([("Colour".into(), "blau\nweiß".into())]),
            ..organisation(HOSPITAL, "H1", "Northfield Hospital")
        },
        Organisation {
            sector: Sector("social_care".into()),
            ..organisation(COUNCIL, "C1", "County Council")
        },
        organisation(HOSPICE, "V1", "st. Brigid’s Hospice"),
    ]
}

pub(crate) fn person() -> Person {
    Person {
        id: PersonId(id(PERSON)),
        network: NetworkId(id(NETWORK)),
        external_id: "p1".into(),
        organisation: OrganisationId(id(COUNCIL)),
        name: "Siân O’Neill".into(),
        role_level: Some(RoleLevel::Tactical),
    }
}

pub(crate) fn wave() -> Wave {
    Wave {
        id: WaveId(id(WAVE)),
        network: NetworkId(id(NETWORK)),
        external_id: "2026-autumn".into(),
        label: "Survey round 1".into(),
        opened: Some(day("2026-10-01")),
        closed: None,
        state: WaveState::Open,
        position: 1,
    }
}

pub(crate) fn respondent(number: u32) -> RespondentRow {
    RespondentRow {
        key: RespondentKey(format!("key-{number:05}")),
        rater: OrganisationId(id(HOSPITAL)),
        external_hash: format!("hash-{number}"),
        open_link: false,
    }
}

/// An answer of a member of staff of the hospital about the council.
pub(crate) fn staff_rating(number: u128, respondent: u32, variable: &str, value: f64) -> Rating {
    Rating {
        id: RatingId(id(1_000 + number)),
        wave: WaveId(id(WAVE)),
        rater: OrganisationId(id(HOSPITAL)),
        respondent: Some(self::respondent(respondent).key),
        target: OrganisationId(id(COUNCIL)),
        variable: variable.into(),
        value,
        role: AnswerRole::Staff,
        visible_to: None,
        scale: Scale::new(1.0, 7.0),
    }
}

/// An answer of the hospital's representative about the council.
pub(crate) fn representative_rating(number: u128, variable: &str, value: f64) -> Rating {
    Rating {
        respondent: None,
        role: AnswerRole::Representative,
        visible_to: Some(VisibleTo::Partner),
        scale: None,
        ..staff_rating(number, 0, variable, value)
    }
}

/// The partnership with its organisations, one person and one wave, in the store.
pub(crate) async fn partnership(store: &Store) -> Network {
    let network = network();
    store.insert_network(&network, "salt").await.unwrap();
    store.upsert_organisations(&organisations()).await.unwrap();
    store.upsert_people(&[person()]).await.unwrap();
    store.upsert_wave(&wave()).await.unwrap();
    network
}
