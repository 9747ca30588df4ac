//! Who has not been heard: a small partnership as an example, and what holds whoever was chosen.

use proptest::prelude::*;
use troth_network::{OrganisationId, RoleLevel, Sector, TranscriptId};
use troth_say::sampling::{
    Coverage, Glance, KnownAt, Levels, Partner, SampleStatus, Sampled, Silence, Spoke, SuggestedBy, coverage,
    voices,
};
use uuid::Uuid;

fn org(n: u8) -> OrganisationId {
    OrganisationId(Uuid::from_u128(u128::from(n) + 1))
}

fn sector(n: u8) -> Sector {
    Sector(["health", "social_care", "voluntary"][usize::from(n) % 3].to_owned())
}

/// Six organisations in three sectors; the last is a unit of the first.
fn partners() -> Vec<Partner> {
    let parent = |n| (n == 5).then(|| org(0));
    (0..6).map(|n| Partner { id: org(n), sector: sector(n), parent: parent(n) }).collect()
}

fn line(n: u8, role_level: Option<RoleLevel>, status: SampleStatus) -> Sampled {
    Sampled {
        organisation: Some(org(n)),
        sector: Some(sector(n)),
        role_level,
        status,
        suggested: SuggestedBy::Gatekeeper,
        suggester: None,
        transcript: None,
    }
}

fn covered(sampled: &[Sampled], spoke: &[Spoke]) -> Coverage {
    let known = [KnownAt { organisation: org(3), role_level: Some(RoleLevel::Strategic) }];
    coverage(&partners(), &known, sampled, &voices(sampled, spoke))
}

#[test]
fn every_way_of_not_being_heard_is_said_in_a_sentence() {
    let told = covered(
        &[
            line(0, Some(RoleLevel::Operational), SampleStatus::Interviewed),
            line(0, Some(RoleLevel::Tactical), SampleStatus::Interviewed),
            line(1, None, SampleStatus::Interviewed),
            line(2, None, SampleStatus::Declined),
        ],
        &[],
    );
    let sentences: Vec<String> =
        told.silences().iter().map(|s| s.sentence(|id| format!("org {}", id.0.as_u128()))).collect();
    assert_eq!(
        sentences,
        [
            "Health: nobody was heard from org 4.",
            "Health: nobody known to be a leader was heard; 1 person there is known by name.",
            "Social care: nobody was heard from org 5.",
            "Social care: one person was heard, and speaks for nobody else.",
            "Social care: nobody known to work at the front line was heard.",
            "Social care: nobody known to be a manager was heard.",
            "Social care: nobody known to be a leader was heard.",
            "Voluntary organisations: nobody was heard.",
        ]
    );
    assert_eq!(told.sectors[2].declined, 1);
}

#[test]
fn a_unit_is_heard_for_its_organisation_and_its_own_sector() {
    let told = covered(&[line(5, None, SampleStatus::Interviewed)], &[]);
    assert_eq!(told.organisations.len(), 5);
    assert_eq!(told.organisations[0].heard.total(), 1);
    let of = |n: u8| told.sectors.iter().find(|s| s.sector == sector(n)).unwrap();
    assert_eq!((of(5).heard.total(), of(0).heard.total(), of(0).organisations_heard), (1, 0, 1));
}

#[test]
fn at_a_glance_one_voice_and_two_are_not_told_apart_and_no_organisation_is_named() {
    let heard =
        |n: usize| covered(&vec![line(0, Some(RoleLevel::Tactical), SampleStatus::Interviewed); n], &[]);
    let health = |n| heard(n).at_a_glance().remove(0);
    assert_eq!(health(0).heard, Glance::Nobody);
    assert_eq!(health(1), health(2));
    assert_eq!((health(2).heard, health(2).missing), (Glance::Few, None));
    assert_eq!(health(3).missing, Some(vec![RoleLevel::Operational, RoleLevel::Strategic]));
    assert_eq!(health(3), health(7));
}

fn level() -> impl Strategy<Value = Option<RoleLevel>> {
    prop::sample::select(vec![
        None,
        Some(RoleLevel::Operational),
        Some(RoleLevel::Tactical),
        Some(RoleLevel::Strategic),
    ])
}

fn lines() -> impl Strategy<Value = Vec<Sampled>> {
    let one =
        (0_u8..6, level(), prop::sample::select(SampleStatus::ALL.to_vec()), prop::option::of(0_u128..3));
    prop::collection::vec(
        one.prop_map(|(n, level, status, text)| Sampled {
            transcript: text.map(|t| TranscriptId(Uuid::from_u128(t))),
            ..line(n, level, status)
        }),
        0..9,
    )
}

fn speakers() -> impl Strategy<Value = Vec<Spoke>> {
    let one = (0_u128..3, prop::option::of(0_u8..6), level());
    prop::collection::vec(
        one.prop_map(|(text, n, role_level)| Spoke {
            transcript: TranscriptId(Uuid::from_u128(text)),
            organisation: n.map(org),
            sector: n.map(sector),
            role_level,
        }),
        0..6,
    )
}

/// The organisations nobody was heard from, also where their whole sector is silent.
fn silent(told: &Coverage) -> Vec<OrganisationId> {
    told.organisations.iter().filter(|o| o.heard.total() == 0).map(|o| o.organisation).collect()
}

proptest! {
    #[test]
    fn nobody_counts_twice_and_nobody_is_lost(sampled in lines(), spoke in speakers()) {
        let held = sampled.iter().filter(|s| s.status == SampleStatus::Interviewed).count();
        let gone = sampled.iter().filter(|s| s.status == SampleStatus::Withdrawn && s.transcript.is_some()).count();
        let heard = voices(&sampled, &spoke).len();
        prop_assert!(heard <= held + spoke.len());
        prop_assert!(heard >= held && heard + gone >= spoke.len());
        let told = covered(&sampled, &spoke);
        let in_sectors: u32 = told.sectors.iter().map(|s| s.heard.total()).sum();
        prop_assert_eq!(in_sectors + told.without_sector, told.heard);
    }

    #[test]
    fn one_more_interview_makes_no_organisation_silent(sampled in lines(), n in 0_u8..6, level in level()) {
        let before = silent(&covered(&sampled, &[]));
        let mut more = sampled;
        more.push(line(n, level, SampleStatus::Interviewed));
        let after = silent(&covered(&more, &[]));
        prop_assert!(after.iter().all(|id| before.contains(id)));
    }

    #[test]
    fn the_order_of_the_lines_does_not_matter(sampled in lines()) {
        let mut turned: Vec<Sampled> = sampled.clone();
        turned.reverse();
        prop_assert_eq!(covered(&sampled, &[]), covered(&turned, &[]));
    }

    #[test]
    fn a_sentence_is_said_of_each_sector_that_is_not_heard_at_every_level(sampled in lines()) {
        let told = covered(&sampled, &[]);
        for line in &told.sectors {
            let about = |s: &Silence| match s {
                Silence::Sector(x) | Silence::Organisations(x, _) | Silence::Level(x, ..) | Silence::OneVoice(x) => *x == line.sector,
            };
            let whole = Levels::ALL.iter().all(|level| line.heard.at(*level) > 0) && line.organisations_heard == line.organisations;
            prop_assert_eq!(told.silences().iter().any(about), !whole);
        }
    }

    #[test]
    fn at_a_glance_nothing_below_three_is_told(sampled in lines(), spoke in speakers()) {
        for (line, seen) in covered(&sampled, &spoke).sectors.iter().zip(covered(&sampled, &spoke).at_a_glance()) {
            let n = line.heard.total();
            prop_assert_eq!(seen.missing.is_some(), n >= 3);
            prop_assert_eq!(seen.heard == Glance::Few, n == 1 || n == 2);
        }
    }
}
