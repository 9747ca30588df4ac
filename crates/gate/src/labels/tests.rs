//! Labels and the people they fit.

use troth_network::Determination;
use troth_say::{Polarity, SectorReading};

use super::*;

fn id(n: u8) -> String {
    format!("00000000-0000-0000-0000-{n:012}")
}

fn hospital() -> OrganisationId {
    id(1).parse().unwrap()
}

fn health() -> Sector {
    Sector("health".into())
}

fn known(who: &str, level: Option<RoleLevel>) -> Known<'_> {
    Known { who, organisation: hospital(), role_level: level }
}

/// A hospital and a practice, with so many managers and so many without a level at the hospital.
fn crowd(managers: usize, others: usize, of_practice: usize) -> Crowd {
    let names: Vec<String> = (0..managers + others + of_practice).map(|n| format!("p{n}")).collect();
    let practice: OrganisationId = id(2).parse().unwrap();
    let people: Vec<Known<'_>> = names
        .iter()
        .enumerate()
        .map(|(n, who)| match n {
            n if n < managers => known(who, Some(RoleLevel::Tactical)),
            n if n < managers + others => known(who, None),
            _ => Known { organisation: practice, ..known(who, None) },
        })
        .collect();
    Crowd::of(&[(hospital(), health()), (practice, health())], &people, &[])
}

fn shown(crowd: Crowd, permission: Permission, named_by_choice: bool) -> Option<Attribution> {
    let coding = id(9).parse().unwrap();
    let (organisation, role_level) = (hospital(), Some(RoleLevel::Tactical));
    let attribution = match permission {
        Permission::NotQuoted => return None,
        Permission::SectorOnly => Attribution::Sector(health()),
        Permission::WithOrganisation => Attribution::Organisation { organisation, role_level },
        Permission::Named => {
            Attribution::Named { label: "Ann".into(), organisation: Some(organisation), role_level }
        }
    };
    let passage = PassageRef {
        coding,
        forth: true,
        polarity: Polarity::Loss,
        attribution,
        text: "w".into(),
        amended: false,
    };
    let reading = InterviewsReading {
        sectors: vec![SectorReading {
            between: (health(), health()),
            narrative: "roles".into(),
            tallies: None,
            not_heard: vec![],
            level: Determination::undetermined("few"),
            passages: vec![passage],
        }],
        pairs: vec![],
    };
    let passages =
        Passages { allowed: BTreeMap::from([(coding, Allowed { permission, named_by_choice })]), crowd };
    let as_it_is = reading.clone();
    let widened = passages.widened(reading);
    let basis = Basis::Interviews(passages);
    widened.check(&basis).unwrap();
    // The check is a second look at the same rule: what widening had to change does not pass as it was.
    assert_eq!(as_it_is.check(&basis).is_ok(), as_it_is == widened);
    widened.sectors[0].passages.first().map(|p| p.attribution.clone())
}

#[test]
fn a_label_that_fits_fewer_than_three_people_becomes_the_next_wider_one() {
    let (organisation, tactical) = (hospital(), Some(RoleLevel::Tactical));
    let with = |role_level| Some(Attribution::Organisation { organisation, role_level });
    let allowed = Permission::WithOrganisation;
    assert_eq!(shown(crowd(3, 0, 0), allowed, false), with(tactical));
    assert_eq!(shown(crowd(2, 1, 0), allowed, false), with(None), "two managers among three people");
    assert_eq!(shown(crowd(2, 0, 1), allowed, false), Some(Attribution::Sector(health())));
    assert_eq!(shown(crowd(1, 0, 1), allowed, false), None, "two people in the sector");
    assert_eq!(shown(Crowd::default(), allowed, false), None, "nobody known is fewer than three");
    assert_eq!(shown(crowd(1, 0, 1), Permission::SectorOnly, false), None);
}

#[test]
fn only_the_speaker_in_person_chooses_to_be_named() {
    assert!(matches!(shown(crowd(1, 0, 0), Permission::Named, true), Some(Attribution::Named { .. })));
    let noted = shown(crowd(3, 0, 0), Permission::Named, false);
    assert!(matches!(noted, Some(Attribution::Organisation { role_level: Some(_), .. })));
    assert_eq!(shown(crowd(1, 0, 0), Permission::Named, false), None);
}

#[test]
fn people_and_speakers_are_not_added_up_since_they_may_be_the_same() {
    let people = [known("helen", None), known("ruth", None)];
    let speakers = [known("P7", None), known("P7", None)];
    let crowd = Crowd::of(&[(hospital(), health())], &people, &speakers);
    assert_eq!(crowd.fits(&Attribution::Sector(health())), 2);
    let speakers = ["P1", "P2", "P3"].map(|label| known(label, None));
    let crowd = Crowd::of(&[(hospital(), health())], &people, &speakers);
    assert_eq!(crowd.fits(&Attribution::Organisation { organisation: hospital(), role_level: None }), 3);
}
