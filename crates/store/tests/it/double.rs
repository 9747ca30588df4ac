//! Who codes a text that is coded double, and what was decided where codings differ.

use troth_network::{CodingId, TranscriptId};
use troth_say::{CodeKey, Coding, CodingTask, Decision, Kept, Mark, Part, Step};
use troth_store::{Correction, Rest, StoreError, StoredTranscript};

use crate::coding::correction;
use crate::interviews::{coding, sample, with_transcripts};
use crate::samples::{at, id, network};
use crate::scene::Scene;

stories!(
    tasks_come_back_and_are_asked_for_once,
    one_of_two_who_save_at_once_is_told,
    the_holder_codes_as_one_named_coder_at_a_time,
    a_second_coder_is_withdrawn_only_without_work,
    decisions_come_back_in_their_order,
    decisions_move_with_a_correction_or_keep_their_version,
    tasks_and_decisions_go_with_the_text_and_stay_with_what_remains,
    decisions_are_kept_no_longer_than_passages,
);

fn task(coder: &str, part: Part) -> CodingTask {
    CodingTask {
        transcript: sample().transcript.id,
        coder: coder.into(),
        part,
        name: (part == Part::Second).then(|| "Zebedee “Z”".to_owned()),
        acting: false,
        asked_by: "holder".into(),
        asked_at: at(3),
        finished_at: None,
        why: None,
        seen: false,
    }
}

fn decision(n: u128, kept: Kept) -> Decision {
    Decision {
        id: id(700 + n),
        transcript: sample().transcript.id,
        version: 1,
        start: 35,
        end: 50,
        code: CodeKey::narrative("roles", None),
        second: "lent:1".into(),
        kept,
        reason: "the xylophone “speaks” of money".into(),
        by: "holder".into(),
        at: at(9),
    }
}

async fn asked(scene: &Scene) {
    with_transcripts(scene).await;
    let tasks = [task("ann", Part::Main), task("lent:1", Part::Second)];
    scene.store.insert_coding_tasks(&tasks).await.unwrap();
}

async fn tasks_come_back_and_are_asked_for_once(scene: Scene) {
    asked(&scene).await;
    let both = [task("ann", Part::Main), task("lent:1", Part::Second)];
    assert_eq!(scene.store.coding_tasks(network().id).await.unwrap(), both);
    assert_eq!(scene.store.coding_tasks_of(sample().transcript.id).await.unwrap(), both);
    assert_eq!(scene.store.coding_tasks_of(TranscriptId(id(40))).await.unwrap(), []);
    let other = CodingTask { transcript: TranscriptId(id(40)), ..task("bo", Part::Second) };
    let again = scene.store.insert_coding_tasks(&[other, task("lent:1", Part::Second)]).await.unwrap_err();
    assert!(again.to_string().contains("asked for it already"), "{again}");
    assert_eq!(scene.store.coding_tasks(network().id).await.unwrap().len(), 2, "all or none");
}

async fn one_of_two_who_save_at_once_is_told(scene: Scene) {
    asked(&scene).await;
    let store = &scene.store;
    let done = CodingTask { finished_at: Some(at(9)), ..task("ann", Part::Main) };
    store.save_coding_task(&done, None).await.unwrap();
    let late = store.save_coding_task(&done, None).await;
    assert!(matches!(late, Err(StoreError::Conflict { .. })));
    let open = CodingTask { why: Some("a page was missing".into()), seen: true, ..task("ann", Part::Main) };
    store.save_coding_task(&open, Some(at(9))).await.unwrap();
    assert_eq!(store.coding_tasks_of(open.transcript).await.unwrap()[0], open);
}

async fn the_holder_codes_as_one_named_coder_at_a_time(scene: Scene) {
    asked(&scene).await;
    let (store, of) = (&scene.store, sample().transcript.id);
    store.insert_coding_tasks(&[task("lent:2", Part::Second)]).await.unwrap();
    let acting = async || {
        let tasks = store.coding_tasks_of(of).await.unwrap();
        tasks.into_iter().filter(|t| t.acting).map(|t| t.coder).collect::<Vec<_>>()
    };
    store.act_as_coder(of, Some("lent:1")).await.unwrap();
    store.act_as_coder(of, Some("lent:2")).await.unwrap();
    assert_eq!(acting().await, ["lent:2"]);
    let first = store.act_as_coder(of, Some("ann")).await;
    assert!(matches!(first, Err(StoreError::NotFound { .. })), "ann has no name here");
    assert_eq!(acting().await, ["lent:2"]);
    store.act_as_coder(of, None).await.unwrap();
    assert!(acting().await.is_empty());
}

async fn a_second_coder_is_withdrawn_only_without_work(scene: Scene) {
    asked(&scene).await;
    let (store, of) = (&scene.store, sample().transcript.id);
    let by_second = Coding { coder: "lent:1".into(), ..coding() };
    let put = Step::Put(Mark::Coding(by_second));
    store.take_step("lent:1", &put).await.unwrap();
    let refused = store.withdraw_coding_task(of, "lent:1").await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })));
    store.undo_step(of, "lent:1").await.unwrap();
    assert!(store.withdraw_coding_task(of, "ann").await.is_err(), "the first coder stays");
    store.withdraw_coding_task(of, "lent:1").await.unwrap();
    assert_eq!(store.coding_tasks_of(of).await.unwrap(), [], "nobody is left to code it double");
    assert_eq!(store.redo_step(of, "lent:1").await.unwrap(), None, "nor comes the work back");
}

async fn decisions_come_back_in_their_order(scene: Scene) {
    asked(&scene).await;
    let all = [decision(3, Kept::Second), decision(1, Kept::Neither), decision(2, Kept::Both)];
    for decision in &all {
        scene.store.insert_coding_decision(decision).await.unwrap();
    }
    assert_eq!(scene.store.coding_decisions(network().id).await.unwrap(), all);
    assert_eq!(scene.store.coding_decisions_of(sample().transcript.id).await.unwrap(), all);
}

async fn decisions_move_with_a_correction_or_keep_their_version(scene: Scene) {
    asked(&scene).await;
    let store = &scene.store;
    for n in [1, 2] {
        store.insert_coding_decision(&decision(n, Kept::Second)).await.unwrap();
    }
    let decisions = vec![(decision(2, Kept::Second).id, 36, 55)];
    let correction = Correction { codings: Vec::new(), claims: Vec::new(), decisions, ..correction() };
    store.correct_text(&correction).await.unwrap();
    let moved = Decision { version: 2, start: 36, end: 55, ..decision(2, Kept::Second) };
    let now = store.coding_decisions_of(moved.transcript).await.unwrap();
    assert_eq!(now, [decision(1, Kept::Second), moved]);
}

async fn tasks_and_decisions_go_with_the_text_and_stay_with_what_remains(scene: Scene) {
    asked(&scene).await;
    let store = &scene.store;
    store.insert_coding_decision(&decision(1, Kept::Second)).await.unwrap();
    let new = TranscriptId(id(801));
    let mut stored: StoredTranscript = sample();
    stored.transcript.id = new;
    let rest = Rest {
        text: &stored,
        codings: &[Coding { id: CodingId(id(802)), transcript: new, ..coding() }],
        claims: &[],
        statements: &[],
        seen: &[],
        tasks: &[CodingTask { transcript: new, ..task("lent:1", Part::Second) }],
        decisions: &[Decision { transcript: new, ..decision(1, Kept::Second) }],
    };
    store.erase_transcript(network().id, sample().transcript.id, Some(rest), at(9)).await.unwrap();
    assert_eq!(store.coding_tasks(network().id).await.unwrap(), rest.tasks);
    assert_eq!(store.coding_decisions_of(new).await.unwrap(), rest.decisions);
    store.erase_transcript(network().id, new, None, at(9)).await.unwrap();
    store.leave_no_trace().await.unwrap();
    for word in ["Zebedee", "xylophone"] {
        assert_eq!(scene.tables_with(word).await, Vec::<String>::new(), "{word}");
    }
}

async fn decisions_are_kept_no_longer_than_passages(scene: Scene) {
    asked(&scene).await;
    let store = &scene.store;
    store.insert_coding(&coding()).await.unwrap();
    store.insert_coding_decision(&decision(1, Kept::Second)).await.unwrap();
    let later = Decision { at: at(20), ..decision(2, Kept::First) };
    store.insert_coding_decision(&later).await.unwrap();
    store.erase_codings(network().id, at(15), at(30)).await.unwrap();
    assert_eq!(store.coding_decisions(network().id).await.unwrap(), [later]);
}
