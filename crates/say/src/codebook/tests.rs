use proptest::prelude::*;
use troth_framework::Lens;
use uuid::Uuid;

use super::*;
use crate::code::Wording;

fn own(n: u128) -> CodeKey {
    CodeKey::own(Uuid::from_u128(n))
}

fn coding(n: u128) -> CodingId {
    CodingId(Uuid::from_u128(n))
}

fn named(name: &str) -> Wording {
    Wording { name: name.into(), ..Wording::default() }
}

fn add(n: u128, parent: Option<CodeKey>, name: &str) -> Change {
    Change::Add { key: own(n), parent, wording: named(name) }
}

fn book(changes: &[Change]) -> Codebook {
    let mut book = Codebook::of(Lens::built_in());
    for change in changes {
        book.apply(change).unwrap();
    }
    book
}

fn roles() -> CodeKey {
    CodeKey::narrative("roles", None)
}

#[test]
fn the_framework_brings_its_codes_each_with_letters_of_its_own() {
    let book = book(&[]);
    let kinds: std::collections::BTreeSet<CodeKind> =
        book.tree().iter().map(|(_, code)| code.key.kind()).collect();
    assert_eq!(kinds.len(), CodeKind::ALL.len() - 1, "all kinds but own ones");
    let letters: std::collections::BTreeSet<&str> =
        book.tree().iter().map(|(_, code)| code.wording.letters.as_str()).collect();
    assert_eq!(letters.len(), book.tree().len());
    assert!(book.get(&roles()).unwrap().wording.hallmark.contains("the job"));
    let known = CodeKey::narrative("expertise", Some("known"));
    assert_eq!(book.narrative(&known), Some(("expertise".into(), Some("known".into()))));
}

#[test]
fn a_code_of_ones_own_below_a_narrative_tells_of_it() {
    let book =
        book(&[add(1, Some(roles()), "Commodes"), add(2, Some(own(1)), "Who orders"), add(3, None, "Cars")]);
    assert_eq!(book.narrative(&own(2)), Some(("roles".into(), None)));
    assert_eq!(book.narrative(&own(3)), None);
    assert_eq!(book.full_name(&own(2)), "Roles: who does what: Commodes: Who orders");
    assert!(book.is_within(&own(2), &roles()) && !book.is_within(&roles(), &own(2)));
    let at = |key: &CodeKey| book.tree().iter().position(|(_, code)| code.key == *key).unwrap();
    assert_eq!((at(&own(1)), at(&own(2))), (at(&roles()) + 1, at(&roles()) + 2));
}

#[test]
fn a_merged_code_is_read_as_the_other_with_what_stood_below_it() {
    let book = book(&[
        add(1, None, "Lifts"),
        add(2, Some(own(1)), "Late lifts"),
        add(3, None, "Transport"),
        Change::Merge { from: own(1), into: own(3) },
    ]);
    assert_eq!(book.resolve(coding(9), &own(1)), own(3));
    assert!(book.is_within(&own(2), &own(3)));
    assert!(book.tree().iter().all(|(_, code)| code.key != own(1)));
}

#[test]
fn a_split_gives_the_chosen_passages_the_new_code() {
    let split = Change::Split {
        from: own(1),
        key: own(2),
        parent: None,
        wording: named("Beds"),
        codings: vec![coding(7)],
    };
    let book = book(&[add(1, None, "Equipment"), split]);
    assert_eq!(book.resolve(coding(7), &own(1)), own(2));
    assert_eq!(book.resolve(coding(8), &own(1)), own(1));
    // Somebody gave the passage another code since: the split says nothing about that.
    assert_eq!(book.resolve(coding(7), &roles()), roles());
}

#[test]
fn what_cannot_be_done_says_why_and_changes_nothing() {
    let mut book = book(&[add(1, None, "Lifts"), add(2, Some(own(1)), "Late lifts")]);
    let before = book.clone();
    let wrong = |book: &mut Codebook, change: Change| book.apply(&change).unwrap_err();
    assert_eq!(wrong(&mut book, add(3, None, " lifts ")), CodebookError::SameName("lifts".into()));
    assert_eq!(wrong(&mut book, add(3, None, " ")), CodebookError::NoName);
    assert_eq!(wrong(&mut book, add(1, None, "Other")), CodebookError::Taken("Lifts".into()));
    let ring = Change::Move { key: own(1), parent: Some(own(2)) };
    assert_eq!(wrong(&mut book, ring), CodebookError::Ring("Lifts".into()));
    let swallow = Change::Merge { from: own(1), into: own(2) };
    assert_eq!(wrong(&mut book, swallow), CodebookError::Ring("Lifts".into()));
    let framework = Change::Merge { from: roles(), into: own(1) };
    assert!(matches!(wrong(&mut book, framework), CodebookError::OfTheFramework(_)));
    let mut wording = book.get(&roles()).unwrap().wording.clone();
    wording.name = "Jobs".into();
    let renamed = Change::Edit { key: roles(), wording };
    assert!(matches!(wrong(&mut book, renamed), CodebookError::OfTheFramework(_)));
    let mut letters = named("Cars");
    letters.letters = book.get(&roles()).unwrap().wording.letters.clone();
    let taken = Change::Add { key: own(4), parent: None, wording: letters };
    assert!(matches!(wrong(&mut book, taken), CodebookError::LettersTaken { .. }));
    let nothing =
        Change::Split { from: own(1), key: own(5), parent: None, wording: named("New"), codings: vec![] };
    assert_eq!(wrong(&mut book, nothing), CodebookError::NoPassages);
    assert_eq!(book, before);
}

#[test]
fn memo_and_letters_of_a_framework_code_are_the_partnerships() {
    let mut book = book(&[]);
    let mut wording = book.get(&roles()).unwrap().wording.clone();
    wording.memo = "Also who orders.".into();
    wording.letters = "ZZ".into();
    book.apply(&Change::Edit { key: roles(), wording }).unwrap();
    assert_eq!(book.by_letters("zz").unwrap().key, roles());
}

#[test]
fn a_retired_code_keeps_its_passages_and_is_not_offered() {
    let book = book(&[add(1, None, "Lifts"), add(2, Some(own(1)), "Late"), Change::Retire { key: own(1) }]);
    assert_eq!(book.resolve(coding(1), &own(1)), own(1));
    assert!(book.by_name("Lifts").is_none());
    assert!(book.tree().iter().any(|(depth, code)| *depth == 0 && code.key == own(2)));
}

fn any_change() -> impl Strategy<Value = Change> {
    let key = (1_u128..6).prop_map(own);
    let maybe = prop_oneof![Just(None), (1_u128..6).prop_map(|n| Some(own(n))), Just(Some(roles()))];
    let name = prop_oneof![Just("Lifts"), Just("Beds"), Just("Cars"), Just("")].prop_map(str::to_owned);
    prop_oneof![
        (key.clone(), maybe.clone(), name.clone()).prop_map(|(key, parent, name)| Change::Add {
            key,
            parent,
            wording: named(&name)
        }),
        (key.clone(), maybe.clone()).prop_map(|(key, parent)| Change::Move { key, parent }),
        (key.clone(), key.clone()).prop_map(|(from, into)| Change::Merge { from, into }),
        (key.clone(), key.clone(), name, 1_u128..4).prop_map(|(from, key, name, n)| Change::Split {
            from,
            key,
            parent: None,
            wording: named(&name),
            codings: vec![coding(n)]
        }),
        key.prop_map(|key| Change::Retire { key }),
    ]
}

proptest! {
    #[test]
    fn no_order_of_changes_breaks_the_tree(changes in prop::collection::vec(any_change(), 0..25)) {
        let mut book = Codebook::of(Lens::built_in());
        for change in &changes {
            let before = book.clone();
            if book.apply(change).is_err() {
                prop_assert_eq!(&book, &before);
            }
        }
        let tree = book.tree();
        let in_use = book.codes.values().filter(|code| code.usable()).count();
        prop_assert_eq!(tree.len(), in_use, "every code in use is listed once");
        for n in 1..6 {
            let now = book.resolve(coding(1), &own(n));
            prop_assert!(book.get(&now).is_none_or(|code| code.merged_into.is_none()));
        }
        for change in &changes {
            let json = serde_json::to_string(change).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Change>(&json).unwrap(), change);
        }
    }
}
