//! Claims, steps that are taken back, corrected texts, and the changes of a codebook.

use troth_network::{ClaimId, CodingId, TranscriptId};
use troth_say::{
    Change, Claim, ClaimSign, CodeKey, Coding, Mark, Permission, Step, Wording, recognise_turns,
};
use troth_store::{Correction, Store, StoreError};

use crate::interviews::{coding, sample, with_transcripts};
use crate::samples::{at, id, network, partnership};
use crate::scene::Scene;

stories!(
    claims_come_back_whole,
    a_step_is_taken_back_and_done_again,
    a_new_step_forgets_those_taken_back,
    each_coder_takes_back_only_their_own,
    what_is_gone_is_not_changed,
    a_correction_is_a_new_version_and_takes_the_passages_along,
    two_corrections_of_one_version_do_not_overwrite,
    the_codebook_keeps_its_changes_in_order,
    erasing_a_text_takes_versions_claims_and_steps,
    the_key_of_a_text_lies_apart_and_goes_with_it,
);

fn claim() -> Claim {
    Claim {
        id: ClaimId(id(61)),
        transcript: sample().transcript.id,
        version: 1,
        start: 35,
        end: 50,
        cause: CodeKey::narrative("roles", None),
        sign: ClaimSign::Less,
        effect: CodeKey::own(id(5)),
        condition: Some("at night".into()),
        permission: Permission::SectorOnly,
        coder: "analyst-1".into(),
        coded_at: at(9),
        memo: Some("“really”".into()),
    }
}

async fn put(store: &Store, coder: &str, coding: Coding) {
    store.take_step(coder, &Step::Put(Mark::Coding(coding))).await.unwrap();
}

async fn claims_come_back_whole(scene: Scene) {
    with_transcripts(&scene).await;
    let bare = Claim { id: ClaimId(id(62)), condition: None, memo: None, end: 40, ..claim() };
    for claim in [claim(), bare.clone()] {
        scene.store.take_step("analyst-1", &Step::Put(Mark::Claim(claim))).await.unwrap();
    }
    assert_eq!(scene.store.claims(network().id).await.unwrap(), [bare.clone(), claim()]);
    scene.store.set_claim_permission(bare.id, Permission::Named).await.unwrap();
    let allowed = Claim { permission: Permission::Named, ..bare };
    assert_eq!(scene.store.claims_of(claim().transcript).await.unwrap(), [allowed, claim()]);
}

async fn a_step_is_taken_back_and_done_again(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, of) = (&scene.store, coding().transcript);
    put(store, "ann", coding()).await;
    let longer = Coding { end: 55, memo: None, ..coding() };
    let (was, is) = (Box::new(Mark::Coding(coding())), Box::new(Mark::Coding(longer.clone())));
    let change = Step::Change { was, is };
    store.take_step("ann", &change).await.unwrap();
    store.take_step("ann", &Step::Take(Mark::Coding(longer.clone()))).await.unwrap();
    assert_eq!(store.codings_of(of).await.unwrap(), []);

    store.undo_step(of, "ann").await.unwrap().unwrap();
    assert_eq!(store.codings_of(of).await.unwrap(), std::slice::from_ref(&longer));
    assert_eq!(store.undo_step(of, "ann").await.unwrap(), Some(change.clone()));
    assert_eq!(store.codings_of(of).await.unwrap(), [coding()]);
    let steps = store.steps(of, "ann").await.unwrap();
    assert_eq!((steps.undo, steps.redo), (Some(Step::Put(Mark::Coding(coding()))), Some(change)));
    store.redo_step(of, "ann").await.unwrap().unwrap();
    assert_eq!(store.codings_of(of).await.unwrap(), [longer]);
    for _ in 0..2 {
        store.undo_step(of, "ann").await.unwrap().unwrap();
    }
    assert_eq!(store.undo_step(of, "ann").await.unwrap(), None);
}

async fn a_new_step_forgets_those_taken_back(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, of) = (&scene.store, coding().transcript);
    put(store, "ann", coding()).await;
    store.undo_step(of, "ann").await.unwrap().unwrap();
    put(store, "ann", Coding { id: CodingId(id(52)), ..coding() }).await;
    assert_eq!(store.redo_step(of, "ann").await.unwrap(), None);
    assert_eq!(store.codings_of(of).await.unwrap().len(), 1);
}

async fn each_coder_takes_back_only_their_own(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, of) = (&scene.store, coding().transcript);
    put(store, "ann", coding()).await;
    put(store, "bo", Coding { id: CodingId(id(52)), coder: "bo".into(), ..coding() }).await;
    store.undo_step(of, "ann").await.unwrap().unwrap();
    let left: Vec<String> = store.codings_of(of).await.unwrap().into_iter().map(|c| c.coder).collect();
    assert_eq!(left, ["bo"]);
}

async fn what_is_gone_is_not_changed(scene: Scene) {
    with_transcripts(&scene).await;
    let store = &scene.store;
    put(store, "ann", coding()).await;
    store.take_step("ann", &Step::Take(Mark::Coding(coding()))).await.unwrap();
    let again = store.take_step("ann", &Step::Take(Mark::Coding(coding()))).await.unwrap_err();
    assert!(again.to_string().contains("removed it meanwhile"), "{again}");
    let steps = store.steps(coding().transcript, "ann").await.unwrap();
    assert_eq!(steps.undo, Some(Step::Take(Mark::Coding(coding()))), "the refused step is not remembered");
}

pub(crate) fn correction() -> Correction {
    let text = sample().transcript.text.replace("Tidy", "Very tidy");
    Correction {
        transcript: sample().transcript.id,
        of: 1,
        turns: recognise_turns(&text, &sample().speakers),
        text,
        new_speakers: Vec::new(),
        codings: vec![(coding().id, 36, 55)],
        claims: vec![(claim().id, 36, 55)],
        statements: Vec::new(),
        decisions: Vec::new(),
        reason: "misheard".into(),
        by: "ann".into(),
        at: at(20),
    }
}

async fn a_correction_is_a_new_version_and_takes_the_passages_along(scene: Scene) {
    with_transcripts(&scene).await;
    let (store, of) = (&scene.store, sample().transcript.id);
    put(store, "ann", coding()).await;
    put(store, "ann", Coding { id: CodingId(id(52)), about: None, ..coding() }).await;
    store.take_step("ann", &Step::Put(Mark::Claim(claim()))).await.unwrap();
    store.correct_text(&correction()).await.unwrap();

    let now = store.transcript(of).await.unwrap().unwrap();
    assert_eq!((now.transcript.version, &now.transcript.text), (2, &correction().text));
    assert_eq!(now.turns, correction().turns);
    assert_eq!(store.all_transcripts(network().id).await.unwrap()[0], now);
    let places: Vec<_> =
        store.codings_of(of).await.unwrap().iter().map(|c| (c.version, c.start, c.end)).collect();
    assert_eq!(places, [(1, 35, 50), (2, 36, 55)], "the one that was not placed keeps its version");
    assert_eq!(store.claims_of(of).await.unwrap()[0].version, 2);
    assert_eq!(store.text_of_version(of, 1).await.unwrap(), Some(sample().transcript.text));
    assert_eq!(store.text_of_version(of, 2).await.unwrap(), Some(correction().text));
    assert_eq!(store.text_of_version(of, 3).await.unwrap(), None);
    let versions = store.text_versions(of).await.unwrap();
    let listed: Vec<_> =
        versions.iter().map(|v| (v.number, v.reason.as_str(), v.made_by.as_deref())).collect();
    assert_eq!(listed, [(1, "", None), (2, "misheard", Some("ann"))]);
    assert_eq!(store.undo_step(of, "ann").await.unwrap(), None, "places of old steps are of the old version");
    let error = scene.raw("UPDATE text_version SET text = 'other'").await.unwrap_err();
    assert!(error.to_string().contains("a correction is a new version"), "{error}");
}

async fn two_corrections_of_one_version_do_not_overwrite(scene: Scene) {
    with_transcripts(&scene).await;
    scene.store.correct_text(&correction()).await.unwrap();
    let late = Correction { text: "Other".into(), ..correction() };
    let error = scene.store.correct_text(&late).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict { .. }), "{error}");
    let now = scene.store.transcript(sample().transcript.id).await.unwrap().unwrap();
    assert_eq!(now.transcript.text, correction().text);
}

async fn the_codebook_keeps_its_changes_in_order(scene: Scene) {
    partnership(&scene.store).await;
    let (store, network) = (&scene.store, network().id);
    let wording = Wording { name: "Lifts – “late”".into(), ..Wording::default() };
    let add = Change::Add { key: CodeKey::own(id(5)), parent: None, wording };
    let retire = Change::Retire { key: CodeKey::own(id(5)) };
    store.add_codebook_change(network, 0, &add, "ann", at(1)).await.unwrap();
    let late = store.add_codebook_change(network, 0, &retire, "bo", at(2)).await.unwrap_err();
    assert!(late.to_string().contains("somebody else changed it"), "{late}");
    store.add_codebook_change(network, 1, &retire, "bo", at(2)).await.unwrap();
    assert!(store.undo_codebook_change(network, 1, "ann", at(3)).await.is_err(), "not the last");
    store.undo_codebook_change(network, 2, "ann", at(3)).await.unwrap();
    assert!(store.undo_codebook_change(network, 2, "ann", at(4)).await.is_err(), "not twice");
    let changes = store.codebook_changes(network).await.unwrap();
    let listed: Vec<_> = changes.iter().map(|c| (c.number, &c.change, c.undone.clone())).collect();
    assert_eq!(listed, [(1, &add, None), (2, &retire, Some(("ann".to_owned(), at(3))))]);
    store.undo_codebook_change(network, 1, "ann", at(5)).await.unwrap();
}

async fn erasing_a_text_takes_versions_claims_and_steps(scene: Scene) {
    with_transcripts(&scene).await;
    let store = &scene.store;
    let secret = Coding { memo: Some("Zaphod".into()), ..coding() };
    put(store, "ann", secret.clone()).await;
    let noted = Claim { memo: Some("Zaphod".into()), ..claim() };
    store.take_step("ann", &Step::Put(Mark::Claim(noted))).await.unwrap();
    store.correct_text(&Correction { text: "Zaphod: Yes.".into(), ..correction() }).await.unwrap();
    put(store, "ann", Coding { id: CodingId(id(59)), version: 2, ..secret }).await;
    let tables = scene.tables_with("Zaphod").await;
    for table in ["claim", "coding", "coding_step", "text_version"] {
        assert!(tables.iter().any(|t| t == table), "{table} of {tables:?}");
    }
    let of: TranscriptId = sample().transcript.id;
    store.erase_transcript(network().id, of, None, at(30)).await.unwrap();
    store.leave_no_trace().await.unwrap();
    assert_eq!(scene.tables_with("Zaphod").await, Vec::<String>::new());
}

async fn the_key_of_a_text_lies_apart_and_goes_with_it(scene: Scene) {
    partnership(&scene.store).await;
    let (store, of) = (&scene.store, sample().transcript.id);
    store.insert_transcript_with_key(&sample(), "sealed-Zaphod").await.unwrap();
    assert_eq!(store.transcript(of).await.unwrap(), Some(sample()));
    assert_eq!(store.text_key(of).await.unwrap().as_deref(), Some("sealed-Zaphod"));
    store.erase_text_key(of).await.unwrap();
    assert_eq!(store.text_key(of).await.unwrap(), None);
    assert!(matches!(store.erase_text_key(of).await, Err(StoreError::NotFound { .. })));
    store.erase_transcript(network().id, of, None, at(30)).await.unwrap();
    store.insert_transcript_with_key(&sample(), "sealed-Zaphod").await.unwrap();
    store.erase_transcript(network().id, of, None, at(31)).await.unwrap();
    store.leave_no_trace().await.unwrap();
    assert_eq!(scene.tables_with("Zaphod").await, Vec::<String>::new());
}
