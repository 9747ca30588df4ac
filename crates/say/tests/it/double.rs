//! What counts of two codings, for any codings and decisions.

use std::collections::BTreeSet;

use proptest::prelude::*;
use troth_network::{CodingId, Timestamp, TranscriptId};
use troth_say::{
    CodeKey, Coding, CodingTask, Decision, Kept, Part, Permission, Polarity, Stated, agreed, places,
};
use uuid::Uuid;

fn text(n: u128) -> TranscriptId {
    TranscriptId(Uuid::from_u128(n))
}

fn task(transcript: TranscriptId, coder: &str, part: Part) -> CodingTask {
    CodingTask {
        transcript,
        coder: coder.into(),
        part,
        name: None,
        acting: false,
        asked_by: "holder".into(),
        asked_at: Timestamp::from_micros(0),
        finished_at: None,
        why: None,
        seen: false,
    }
}

const CODES: [&str; 2] = ["roles", "power"];
const CODERS: [&str; 3] = ["main", "x", "y"];

prop_compose! {
    fn coding()(coder in 0..3_usize, code in 0..2_usize, text_ in 1..3_u128, start in 0..60_usize, length in 1..20_usize)
        -> Coding {
        Coding {
            id: CodingId(Uuid::nil()),
            transcript: text(text_),
            version: 1,
            start,
            end: start + length,
            code: CodeKey::narrative(CODES[code], None),
            polarity: Some(Polarity::Loss),
            about: None,
            stated: Stated::default(),
            permission: Permission::NotQuoted,
            coder: CODERS[coder].into(),
            coded_at: Timestamp::from_micros(0),
            memo: None,
        }
    }
}

fn codings() -> impl Strategy<Value = Vec<Coding>> {
    prop::collection::vec(coding(), 0..25).prop_map(|mut all| {
        for (at, coding) in all.iter_mut().enumerate() {
            coding.id = CodingId(Uuid::from_u128(at as u128 + 1));
        }
        all
    })
}

prop_compose! {
    fn decision()(second in 1..3_usize, code in 0..2_usize, text_ in 1..3_u128, start in 0..60_usize,
                  length in 1..20_usize, kept in 0..4_usize) -> Decision {
        Decision {
            id: Uuid::nil(),
            transcript: text(text_),
            version: 1,
            start,
            end: start + length,
            code: CodeKey::narrative(CODES[code], None),
            second: CODERS[second].into(),
            kept: Kept::ALL[kept],
            reason: "read again".into(),
            by: "holder".into(),
            at: Timestamp::from_micros(0),
        }
    }
}

fn ids(codings: &[&Coding]) -> BTreeSet<CodingId> {
    codings.iter().map(|c| c.id).collect()
}

fn counted(codings: &[Coding], tasks: &[CodingTask], decisions: &[Decision]) -> BTreeSet<CodingId> {
    ids(&agreed(codings, tasks, decisions, |_, key| key.clone()))
}

/// In the first text x and y are second coders; in the other nobody is.
fn tasks() -> Vec<CodingTask> {
    vec![
        task(text(1), "main", Part::Main),
        task(text(1), "x", Part::Second),
        task(text(1), "y", Part::Second),
    ]
}

fn touches(coding: &Coding, decision: &Decision) -> bool {
    coding.transcript == decision.transcript
        && coding.code == decision.code
        && coding.start < decision.end
        && decision.start < coding.end
}

proptest! {
    #[test]
    fn without_second_coders_everything_counts(codings in codings(), decisions in prop::collection::vec(decision(), 0..6)) {
        prop_assert_eq!(counted(&codings, &[], &decisions).len(), codings.len());
        let main = [task(text(1), "main", Part::Main)];
        prop_assert_eq!(counted(&codings, &main, &decisions).len(), codings.len());
    }

    #[test]
    fn without_decisions_the_first_coding_counts_and_no_second(codings in codings()) {
        let expected: BTreeSet<CodingId> =
            codings.iter().filter(|c| c.transcript == text(2) || c.coder == "main").map(|c| c.id).collect();
        prop_assert_eq!(counted(&codings, &tasks(), &[]), expected);
    }

    #[test]
    fn a_decision_changes_nothing_beyond_its_code_stretch_text_and_second_coder(
        codings in codings(), decisions in prop::collection::vec(decision(), 0..6), last in decision()
    ) {
        let before = counted(&codings, &tasks(), &decisions);
        let with: Vec<Decision> = decisions.into_iter().chain([last.clone()]).collect();
        let after = counted(&codings, &tasks(), &with);
        for coding in codings.iter().filter(|c| before.contains(&c.id) != after.contains(&c.id)) {
            prop_assert!(touches(coding, &last));
            prop_assert!(coding.coder == "main" || coding.coder == last.second);
        }
    }

    #[test]
    fn the_last_decision_holds(codings in codings(), decisions in prop::collection::vec(decision(), 0..6), last in decision()) {
        let with: Vec<Decision> = decisions.into_iter().chain([last.clone()]).collect();
        let after = counted(&codings, &tasks(), &with);
        let doubled = |c: &&Coding| c.transcript == text(1) && touches(c, &last);
        for coding in codings.iter().filter(doubled) {
            if coding.coder == last.second {
                prop_assert_eq!(after.contains(&coding.id), matches!(last.kept, Kept::Second | Kept::Both));
            } else if coding.coder == "main" && matches!(last.kept, Kept::Second | Kept::Neither) {
                prop_assert!(!after.contains(&coding.id));
            }
        }
        // To decide the same again changes nothing.
        let twice: Vec<Decision> = with.iter().cloned().chain([last]).collect();
        prop_assert_eq!(counted(&codings, &tasks(), &twice), after);
    }

    #[test]
    fn decided_place_by_place_both_codings_can_be_had_whole(codings in codings()) {
        let of = |coder: &str| -> Vec<&Coding> {
            codings.iter().filter(|c| c.transcript == text(1) && c.coder == coder).collect()
        };
        let two = [task(text(1), "main", Part::Main), task(text(1), "x", Part::Second)];
        let only: Vec<Coding> = codings.iter().filter(|c| c.transcript == text(1) && c.coder != "y").cloned().collect();
        let found = places(&of("main"), &of("x"), |c| c.code.clone());
        let all = |kept: Kept| -> BTreeSet<CodingId> {
            let decisions: Vec<Decision> = found.iter().map(|p| Decision {
                id: Uuid::nil(), transcript: text(1), version: 1, start: p.start, end: p.end, code: p.code.clone(),
                second: "x".into(), kept, reason: String::new(), by: String::new(), at: Timestamp::from_micros(0),
            }).collect();
            counted(&only, &two, &decisions)
        };
        prop_assert_eq!(all(Kept::First), ids(&of("main")));
        prop_assert_eq!(all(Kept::Second), ids(&of("x")));
        prop_assert_eq!(all(Kept::Both).len(), of("main").len() + of("x").len());
        prop_assert!(all(Kept::Neither).is_empty());
    }

    #[test]
    fn every_passage_lies_in_exactly_one_place(codings in codings()) {
        let of = |coder: &str| -> Vec<&Coding> {
            codings.iter().filter(|c| c.transcript == text(1) && c.coder == coder).collect()
        };
        let found = places(&of("main"), &of("x"), |c| c.code.clone());
        let mut seen: Vec<CodingId> = found.iter().flat_map(|p| p.first.iter().chain(&p.second)).map(|c| c.id).collect();
        seen.sort();
        let mut all: Vec<CodingId> = of("main").iter().chain(&of("x")).map(|c| c.id).collect();
        all.sort();
        prop_assert_eq!(seen, all);
        for (at, a) in found.iter().enumerate() {
            for b in found.iter().skip(at + 1).filter(|b| b.code == a.code) {
                prop_assert!(a.end <= b.start || b.end <= a.start);
            }
        }
    }
}
