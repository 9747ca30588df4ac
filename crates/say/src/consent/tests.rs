//! What follows from statements.

use proptest::prelude::*;

use super::*;

fn text() -> TranscriptId {
    TranscriptId(Uuid::from_u128(1))
}

fn stretch(start: usize, end: usize) -> Stretch<'static> {
    Stretch { transcript: text(), version: 2, label: "Ann", start, end }
}

fn said(start: usize, end: usize, permission: Permission) -> Statement {
    Statement {
        id: Uuid::from_u128(start as u128 * 100 + end as u128),
        transcript: text(),
        version: 2,
        label: "Ann".into(),
        start,
        end,
        permission,
        amended: None,
        withdrawn: false,
        reworded: false,
        at: Timestamp::from_micros(5),
    }
}

#[test]
fn without_a_statement_holds_what_was_noted() {
    let noted = consent(&stretch(10, 20), Permission::SectorOnly, &[said(20, 30, Permission::NotQuoted)]);
    assert_eq!((noted.permission, noted.withdrawn, noted.amended), (Permission::SectorOnly, false, None));
}

#[test]
fn the_speakers_own_word_on_exactly_these_words_widens_and_the_latest_holds() {
    let first = said(10, 20, Permission::SectorOnly);
    let later = Statement { at: Timestamp::from_micros(9), ..said(10, 20, Permission::Named) };
    let found = consent(&stretch(10, 20), Permission::NotQuoted, &[later, first]);
    assert_eq!((found.permission, found.named_by_choice), (Permission::Named, true));
    let noted = consent(&stretch(10, 20), Permission::Named, &[]);
    assert_eq!(
        (noted.permission, noted.named_by_choice),
        (Permission::Named, false),
        "nobody chose it in person"
    );
}

#[test]
fn withdrawn_words_are_not_read_through_a_longer_passage_nor_a_shorter_one() {
    let gone = Statement { withdrawn: true, ..said(10, 20, Permission::Named) };
    let longer = consent(&stretch(5, 30), Permission::Named, std::slice::from_ref(&gone));
    assert_eq!((longer.permission, longer.withdrawn), (Permission::NotQuoted, false), "it still counts");
    for inside in [stretch(10, 20), stretch(12, 18)] {
        let found = consent(&inside, Permission::Named, std::slice::from_ref(&gone));
        assert_eq!((found.permission, found.withdrawn), (Permission::NotQuoted, true));
    }
}

#[test]
fn amended_words_stand_for_their_own_stretch_and_hide_the_others_over_it() {
    let amended = Statement { amended: Some("Milder.".into()), ..said(10, 20, Permission::SectorOnly) };
    let own = consent(&stretch(10, 20), Permission::NotQuoted, std::slice::from_ref(&amended));
    assert_eq!((own.permission, own.amended.as_deref()), (Permission::SectorOnly, Some("Milder.")));
    let wider = consent(&stretch(5, 20), Permission::Named, &[amended]);
    assert_eq!((wider.permission, wider.amended), (Permission::NotQuoted, None));
}

#[test]
fn words_corrected_since_can_only_narrow_and_words_without_a_place_hide_the_rest() {
    let reworded = Statement { reworded: true, ..said(10, 20, Permission::Named) };
    let found = consent(&stretch(10, 20), Permission::SectorOnly, &[reworded]);
    assert_eq!((found.permission, found.named_by_choice), (Permission::SectorOnly, false));
    let lost = Statement { version: 1, ..said(10, 20, Permission::SectorOnly) };
    let other = consent(&stretch(40, 50), Permission::Named, std::slice::from_ref(&lost));
    assert_eq!(other.permission, Permission::NotQuoted);
    let anew = [lost, said(40, 50, Permission::WithOrganisation)];
    assert_eq!(
        consent(&stretch(40, 50), Permission::NotQuoted, &anew).permission,
        Permission::WithOrganisation
    );
}

#[test]
fn statements_of_others_do_not_count() {
    let other = Statement { label: "Ben".into(), withdrawn: true, ..said(10, 20, Permission::NotQuoted) };
    assert_eq!(consent(&stretch(10, 20), Permission::Named, &[other]).permission, Permission::Named);
}

fn statements() -> impl Strategy<Value = Vec<Statement>> {
    let one = (
        0_usize..12,
        1_usize..6,
        0_usize..4,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        1_u32..3,
        0_i64..9,
    );
    prop::collection::vec(one, 0..6).prop_map(|list| {
        list.into_iter()
            .enumerate()
            .map(|(n, (start, length, permission, withdrawn, amended, reworded, version, at))| Statement {
                id: Uuid::from_u128(n as u128),
                version,
                withdrawn,
                reworded,
                amended: amended.then(|| "Other words.".into()),
                at: Timestamp::from_micros(at),
                ..said(start, start + length, Permission::ALL[permission])
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn never_wider_than_any_statement_that_holds_on_overlapping_words(
        all in statements(), start in 0_usize..12, length in 1_usize..6, noted in 0_usize..4
    ) {
        let asked = stretch(start, start + length);
        let found = consent(&asked, Permission::ALL[noted], &all);
        for s in all.iter().filter(|s| s.version == 2 && s.start < asked.end && asked.start < s.end) {
            // An earlier statement on exactly the same words was replaced by the later one.
            let holds = latest(&Stretch { start: s.start, end: s.end, ..asked }, &all).is_some_and(|l| l.id == s.id);
            if holds || !s.is_on(&asked) {
                prop_assert!(found.permission <= s.permission);
                prop_assert!(!s.withdrawn || found.permission == Permission::NotQuoted);
            }
        }
        // Silence and corrections never widen what was noted.
        if latest(&asked, &all).is_none_or(|s| s.reworded) {
            prop_assert!(found.permission <= Permission::ALL[noted]);
            prop_assert!(!found.named_by_choice);
        }
        prop_assert!(!found.withdrawn || found.permission == Permission::NotQuoted && found.amended.is_none());
    }
}
