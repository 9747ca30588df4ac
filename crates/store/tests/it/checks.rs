//! What speakers say of their own passages, their links, and second readers.

use troth_network::{CodingId, TranscriptId};
use troth_say::{Coding, Permission, Statement, recognise_turns};
use troth_store::{CheckLink, Confirmation, Correction, Rest, StoreError, StoredTranscript};

use crate::interviews::{coding, sample, with_transcripts};
use crate::samples::{at, day, id, network};
use crate::scene::Scene;

stories!(
    the_latest_statement_on_a_stretch_is_kept,
    a_statement_on_words_that_were_corrected_meanwhile_is_not_saved,
    taking_back_is_counted_and_stops_what_was_worked_out_before,
    a_correction_takes_statements_along,
    a_link_is_replaced_taken_back_and_forgotten_with_its_sessions,
    erasing_a_text_takes_links_statements_and_confirmations,
    a_link_of_somebody_who_stays_moves_to_the_remaining_text,
    a_confirmation_is_of_the_coding_as_it_was_read,
    what_amended_words_replaced_does_not_come_back_when_they_are_deleted,
);

fn statement() -> Statement {
    Statement {
        id: id(71),
        transcript: sample().transcript.id,
        version: 1,
        label: "Nurse 1".into(),
        start: 35,
        end: 50,
        permission: Permission::SectorOnly,
        amended: Some("Zaphod \u{2013} tidy.".into()),
        withdrawn: false,
        reworded: false,
        at: at(9),
    }
}

fn link() -> CheckLink {
    CheckLink {
        id: id(81),
        transcript: sample().transcript.id,
        label: "Nurse 1".into(),
        token_hash: "ab".repeat(32),
        pin_hash: "$argon2id$pin".into(),
        made: at(1),
        expires: at(100),
        opened: None,
        finished: None,
    }
}

async fn the_latest_statement_on_a_stretch_is_kept(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, network) = (&scene.store, network().id);
    store.save_statement(network, &statement(), false).await.unwrap();
    let later = Statement { id: id(72), amended: None, withdrawn: true, at: at(10), ..statement() };
    let other = Statement { id: id(73), start: 36, ..statement() };
    for new in [&later, &other] {
        store.save_statement(network, new, false).await.unwrap();
    }
    assert_eq!(store.statements(network).await.unwrap(), [later.clone(), other.clone()]);
    assert_eq!(store.statements_of(sample().transcript.id).await.unwrap(), [later, other]);
    assert_eq!(store.taken_back(network, "interviews").await.unwrap(), 0);
}

async fn a_statement_on_words_that_were_corrected_meanwhile_is_not_saved(scene: Scene) {
    with_transcripts(&scene).await;
    let late = Statement { version: 2, ..statement() };
    let error = scene.store.save_statement(network().id, &late, false).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict { .. }), "{error}");
    assert!(error.to_string().contains("look at your words there"), "{error}");
    assert_eq!(scene.store.statements(network().id).await.unwrap(), []);
}

async fn taking_back_is_counted_and_stops_what_was_worked_out_before(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, network) = (&scene.store, network().id);
    for n in 1..=2 {
        store.save_statement(network, &Statement { id: id(70 + n), ..statement() }, true).await.unwrap();
        assert_eq!(store.taken_back(network, "interviews").await.unwrap(), i64::try_from(n).unwrap());
    }
    assert_eq!(store.taken_back(network, "facts").await.unwrap(), 0);
    crate::releases::stale_is_refused(store, 1).await;
}

fn correction() -> Correction {
    let text = sample().transcript.text.replace("Tidy", "Very tidy");
    Correction {
        transcript: sample().transcript.id,
        of: 1,
        turns: recognise_turns(&text, &sample().speakers),
        text,
        new_speakers: Vec::new(),
        codings: Vec::new(),
        claims: Vec::new(),
        statements: vec![(statement().id, 36, 55, true), (id(73), 0, 3, false)],
        decisions: Vec::new(),
        reason: "misheard".into(),
        by: "ann".into(),
        at: at(20),
    }
}

async fn a_correction_takes_statements_along(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, network) = (&scene.store, network().id);
    let others =
        [Statement { id: id(73), end: 40, ..statement() }, Statement { id: id(74), end: 41, ..statement() }];
    for new in [&statement(), &others[0], &others[1]] {
        store.save_statement(network, new, false).await.unwrap();
    }
    store.correct_text(&correction()).await.unwrap();
    let places: Vec<_> = store.statements(network).await.unwrap();
    let places: Vec<_> = places.iter().map(|s| (s.version, s.start, s.end, s.reworded)).collect();
    assert_eq!(places, [(2, 0, 3, false), (1, 35, 41, false), (2, 36, 55, true)]);
}

async fn a_link_is_replaced_taken_back_and_forgotten_with_its_sessions(scene: Scene) {
    with_transcripts(&scene).await;
    let store = &scene.store;
    let (hash, of) = (link().token_hash, link().transcript);
    store.put_check_link(&link()).await.unwrap();
    assert_eq!(store.check_link(&hash, at(99)).await.unwrap(), Some((link(), network().id)));
    assert_eq!(store.check_link(&hash, at(100)).await.unwrap(), None, "too old");
    store.begin_check(link().id, "first", at(2), at(0)).await.unwrap();
    store.begin_check(link().id, "second", at(5), at(3)).await.unwrap();
    assert_eq!(store.check_session("first").await.unwrap(), None, "it was over");
    assert_eq!(store.check_session("second").await.unwrap(), Some((link().id, at(5))));
    store.touch_check("second", at(7)).await.unwrap();
    assert_eq!(store.check_session("second").await.unwrap(), Some((link().id, at(7))));
    store.finish_check(link().id, day("2026-11-02")).await.unwrap();
    let found = store.check_links_of(of).await.unwrap();
    assert_eq!((found[0].opened, found[0].finished), (Some(at(2).day()), Some(day("2026-11-02"))));

    let new = CheckLink { id: id(82), token_hash: "cd".repeat(32), ..link() };
    store.put_check_link(&new).await.unwrap();
    assert_eq!(store.check_link(&hash, at(2)).await.unwrap(), None);
    assert_eq!(store.check_session("second").await.unwrap(), None);
    store.begin_check(new.id, "third", at(8), at(3)).await.unwrap();
    assert!(store.revoke_check_link(of, "Nurse 1").await.unwrap());
    assert!(!store.revoke_check_link(of, "Nurse 1").await.unwrap());
    assert_eq!(store.check_session("third").await.unwrap(), None);
}

async fn erasing_a_text_takes_links_statements_and_confirmations(scene: Scene) {
    with_transcripts(&scene).await;
    let store = &scene.store;
    store.insert_coding(&coding()).await.unwrap();
    store.save_statement(network().id, &statement(), false).await.unwrap();
    store.put_check_link(&CheckLink { pin_hash: "Zaphod".into(), ..link() }).await.unwrap();
    store.begin_check(link().id, "Zaphod", at(2), at(0)).await.unwrap();
    store.put_confirmation(&Confirmation { reason: Some("Zaphod".into()), ..confirmation() }).await.unwrap();
    assert_eq!(scene.tables_with("Zaphod").await.len(), 4);
    store.erase_transcript(network().id, sample().transcript.id, None, at(30)).await.unwrap();
    store.leave_no_trace().await.unwrap();
    assert_eq!(scene.tables_with("Zaphod").await, Vec::<String>::new());
}

async fn a_link_of_somebody_who_stays_moves_to_the_remaining_text(scene: Scene) {
    with_transcripts(&scene).await;
    let store = &scene.store;
    store.insert_coding(&coding()).await.unwrap();
    store.put_confirmation(&confirmation()).await.unwrap();
    store.put_check_link(&link()).await.unwrap();
    let of = TranscriptId(id(49));
    let mut text = sample();
    text.transcript.id = of;
    let (coding, statement) =
        (Coding { transcript: of, ..coding() }, Statement { transcript: of, ..statement() });
    let rest = Rest {
        text: &StoredTranscript { ..text },
        codings: std::slice::from_ref(&coding),
        claims: &[],
        statements: std::slice::from_ref(&statement),
        seen: &[],
        tasks: &[],
        decisions: &[],
    };
    let missed = Rest { seen: &[id(99)], ..rest };
    let error = store.erase_transcript(network().id, sample().transcript.id, Some(missed), at(30)).await;
    assert!(matches!(error, Err(StoreError::Conflict { .. })), "somebody said something at the same moment");
    store.erase_transcript(network().id, sample().transcript.id, Some(rest), at(30)).await.unwrap();
    assert_eq!(store.statements(network().id).await.unwrap(), std::slice::from_ref(&statement));
    let (found, _) = store.check_link(&link().token_hash, at(2)).await.unwrap().unwrap();
    assert_eq!(found, CheckLink { transcript: of, ..link() });
    assert_eq!(store.confirmations(network().id).await.unwrap(), [confirmation()]);
}

fn confirmation() -> Confirmation {
    Confirmation {
        coding: coding().id,
        reader: "u-2".into(),
        name: Some("Bo \u{201c}Second\u{201d}".into()),
        agrees: false,
        reason: Some("It is about the ward.".into()),
        at: at(40),
    }
}

async fn a_confirmation_is_of_the_coding_as_it_was_read(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, network) = (&scene.store, network().id);
    store.insert_coding(&coding()).await.unwrap();
    store.put_confirmation(&confirmation()).await.unwrap();
    let again = Confirmation { agrees: true, reason: None, at: at(41), ..confirmation() };
    store.put_confirmation(&again).await.unwrap();
    let stray = Confirmation { coding: CodingId(id(99)), ..confirmation() };
    store.put_confirmation(&stray).await.unwrap();
    assert_eq!(store.confirmations(network).await.unwrap(), std::slice::from_ref(&again));
    let changed = Coding { coded_at: at(50), ..coding() };
    let step = troth_say::Step::Change {
        was: Box::new(troth_say::Mark::Coding(coding())),
        is: Box::new(troth_say::Mark::Coding(changed)),
    };
    store.take_step("ann", &step).await.unwrap();
    assert_eq!(store.confirmations(network).await.unwrap(), [], "nobody has read it as it is now");
    store.undo_step(coding().transcript, "ann").await.unwrap().unwrap();
    assert_eq!(store.confirmations(network).await.unwrap(), [again]);
}

async fn what_amended_words_replaced_does_not_come_back_when_they_are_deleted(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, network) = (&scene.store, network().id);
    store.insert_coding(&coding()).await.unwrap();
    store.save_statement(network, &statement(), false).await.unwrap();
    store.erase_codings(network, at(1_000), at(1_000)).await.unwrap();
    let left = store.statements(network).await.unwrap();
    assert_eq!((left[0].permission, left[0].amended.clone()), (Permission::NotQuoted, None));
    assert_eq!(store.taken_back(network, "interviews").await.unwrap(), 1);
}
