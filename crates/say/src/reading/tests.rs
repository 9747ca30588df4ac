//! What passages amount to, between sectors and between organisations.

use troth_network::{Level, RoleLevel, TranscriptId};
use uuid::Uuid;

use super::*;
use crate::coding::Permission;
use crate::tally::Tally;

fn organisation(n: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(n))
}

fn sector_of(n: u128) -> Sector {
    Sector(if n < 10 { "health" } else { "social_care" }.into())
}

/// Speaker `label` of organisation `from` about organisation `to`; organisations under 10 are in health.
fn heard(n: u128, label: &str, from: u128, to: u128, polarity: Polarity) -> Heard {
    Heard {
        coding: CodingId(Uuid::from_u128(n)),
        speaker: SpeakerKey { transcript: TranscriptId(Uuid::from_u128(1)), label: label.into() },
        organisation: Some(organisation(from)),
        sector: Some(sector_of(from)),
        role_level: Some(RoleLevel::Operational),
        about_sector: sector_of(to),
        about_organisation: Some(organisation(to)),
        narrative: "roles".into(),
        polarity,
        permission: Permission::NotQuoted,
        named_by_choice: false,
        amended: false,
        quote: format!("Words {n}."),
    }
}

/// A and B of organisation 1 about 10, C of 10 about 1: losses, with one gain of A.
fn three_speakers() -> Vec<Heard> {
    vec![
        heard(1, "A", 1, 10, Polarity::Loss),
        heard(2, "A", 1, 10, Polarity::Loss),
        heard(3, "A", 1, 10, Polarity::Gain),
        heard(4, "B", 1, 10, Polarity::Loss),
        heard(5, "C", 10, 1, Polarity::Neutral),
    ]
}

#[test]
fn each_speaker_counts_once_by_the_balance_of_the_own_passages() {
    let readings = read_sectors(&three_speakers());
    let [reading] = readings.as_slice() else { panic!("one narrative between two sectors") };
    assert_eq!(reading.between, (sector_of(1), sector_of(10)));
    let tallies = reading.tallies.unwrap();
    assert_eq!(tallies.both, Tally { speakers: 3, loss: 2, gain: 0, neutral_or_mixed: 1 });
    assert_eq!(tallies.by_direction, None, "one direction has a single speaker");
    assert_eq!(reading.level, Determination::Determined(Level::High));
    assert_eq!(
        reading.not_heard,
        [NotHeard::RoleLevel(RoleLevel::Tactical), NotHeard::RoleLevel(RoleLevel::Strategic)]
    );
}

#[test]
fn one_side_missing_is_said_and_not_filled_in() {
    let one_sided: Vec<Heard> = three_speakers().into_iter().filter(|h| h.speaker.label != "C").collect();
    let readings = read_sectors(&one_sided);
    assert!(readings[0].not_heard.is_empty());
    assert_eq!(readings[0].tallies, None, "two speakers are not counted out");
    assert_eq!(readings[0].sentence(), "Fewer than 3 speakers who were heard speak of it.");
    assert_eq!(
        readings[0].level,
        Determination::undetermined("Fewer than 3 speakers speak of this between the two.")
    );
}

#[test]
fn a_side_without_a_speaker_is_named_where_enough_of_the_other_speak() {
    let readings = read_sectors(&[
        heard(1, "A", 1, 10, Polarity::Loss),
        heard(2, "B", 1, 10, Polarity::Loss),
        heard(3, "C", 1, 10, Polarity::Gain),
    ]);
    assert_eq!(readings[0].not_heard[0], NotHeard::Side(sector_of(10)));
    assert_eq!(readings[0].tallies.unwrap().by_direction.unwrap().back, Tally::default());
}

#[test]
fn the_same_label_in_another_transcript_is_another_speaker() {
    let mut passages = three_speakers();
    passages[1].speaker.transcript = TranscriptId(Uuid::from_u128(2));
    assert_eq!(read_sectors(&passages)[0].tallies.unwrap().both.speakers, 4);
}

#[test]
fn a_pair_is_counted_from_three_speakers_on() {
    let passages = three_speakers();
    let readings = read_pairs(&passages);
    assert_eq!(readings[0].pair, Pair::of(organisation(1), organisation(10)));
    assert_eq!(readings[0].tallies, read_sectors(&passages)[0].tallies);
    assert_eq!(readings[0].sentence(), "2 of 3 speakers tell it as a loss.");
    assert!(readings[0].passages.is_empty());
}

#[test]
fn under_three_speakers_a_pair_shows_only_passages_that_may_name_the_organisation() {
    let mut passages = vec![
        heard(1, "A", 1, 10, Polarity::Loss),
        heard(2, "A", 1, 10, Polarity::Loss),
        heard(3, "B", 1, 10, Polarity::Loss),
    ];
    assert!(read_pairs(&passages).is_empty());
    passages[0].permission = Permission::SectorOnly;
    assert!(read_pairs(&passages).is_empty());
    passages[1].permission = Permission::WithOrganisation;
    let readings = read_pairs(&passages);
    assert_eq!((readings[0].tallies, readings[0].named_by), (None, None));
    assert!(readings[0].not_heard.is_empty());
    assert_eq!(readings[0].passages.len(), 1);
    assert_eq!(readings[0].passages[0].text, "Words 2.");
    assert_eq!(read_sectors(&passages)[0].passages.len(), 2);
}

#[test]
fn a_pair_that_three_name_says_when_a_narrative_has_fewer() {
    let mut passages = three_speakers();
    passages.push(Heard {
        narrative: "capacity".into(),
        permission: Permission::Named,
        ..heard(6, "A", 1, 10, Polarity::Loss)
    });
    let capacity = &read_pairs(&passages)[0];
    assert_eq!(capacity.narrative, "capacity");
    assert_eq!(
        capacity.sentence(),
        "Fewer than 3 of 3 speakers touch on it. A pair is read only where 3 do."
    );
}

#[test]
fn speaking_of_a_sector_or_of_the_own_organisation_names_no_pair() {
    let own = heard(1, "A", 1, 1, Polarity::Loss);
    let mut sector = heard(2, "A", 1, 10, Polarity::Loss);
    sector.about_organisation = None;
    let mut unknown = heard(3, "B", 1, 10, Polarity::Loss);
    (unknown.organisation, unknown.sector) = (None, None);
    let passages = [own, sector, unknown];
    assert!(read_pairs(&passages).is_empty());
    assert_eq!(read_sectors(&passages).len(), 1);
    assert_eq!(read_sectors(&passages)[0].tallies, None);
}

#[test]
fn within_one_sector_there_is_one_direction() {
    let passages = [
        heard(1, "A", 1, 2, Polarity::Gain),
        heard(2, "B", 2, 1, Polarity::Loss),
        heard(3, "C", 2, 1, Polarity::Loss),
    ];
    let readings = read_sectors(&passages);
    let directions = readings[0].tallies.unwrap().by_direction.unwrap();
    assert_eq!((directions.forth.speakers, directions.back.speakers), (3, 0));
    assert!(!readings[0].not_heard.iter().any(|missing| matches!(missing, NotHeard::Side(_))));
}

#[test]
fn the_order_of_the_passages_changes_nothing() {
    let forwards = three_speakers();
    let backwards: Vec<Heard> = forwards.iter().rev().cloned().collect();
    assert_eq!(read_sectors(&forwards), read_sectors(&backwards));
    assert_eq!(read_pairs(&forwards), read_pairs(&backwards));
}
