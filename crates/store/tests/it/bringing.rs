//! Projects of other programs come in as a whole or not at all, and go with their texts.

use troth_network::{CodingId, TranscriptId};
use troth_say::{Change, CodeKey, Coding, CodingTask, Part, Transcript, Wording};
use troth_store::{Bringing, Brought, StoreError, StoredTranscript};

use crate::interviews::{coding, sample, with_transcripts};
use crate::samples::{at, id, network};
use crate::scene::Scene;

stories!(a_project_is_stored_whole_or_not_at_all, what_was_brought_goes_with_its_text);

fn text() -> StoredTranscript {
    let StoredTranscript { transcript, speakers, turns } = sample();
    StoredTranscript { transcript: Transcript { id: TranscriptId(id(900)), ..transcript }, speakers, turns }
}

fn project() -> Bringing {
    let own = text().transcript.id;
    let coding = Coding { id: CodingId(id(901)), transcript: own, coder: "external:1".into(), ..coding() };
    let wording = Wording { name: "Parking".into(), ..Wording::default() };
    Bringing {
        seen: 0,
        changes: vec![Change::Add { key: CodeKey::own(id(902)), parent: None, wording }],
        texts: vec![(text(), Some("sealed".into()))],
        brought: vec![
            Brought { transcript: own, guid: id(903), made: own.0 },
            Brought { transcript: own, guid: id(904), made: coding.id.0 },
        ],
        tasks: vec![CodingTask {
            transcript: own,
            coder: "external:1".into(),
            part: Part::Main,
            name: Some("Zebedee".into()),
            acting: false,
            asked_by: "holder".into(),
            asked_at: at(3),
            finished_at: Some(at(3)),
            why: None,
            seen: false,
        }],
        codings: vec![coding],
        claims: Vec::new(),
    }
}

async fn a_project_is_stored_whole_or_not_at_all(scene: Scene) {
    with_transcripts(&scene).await;
    let before = scene.count("transcript").await;
    let twice = [project().codings, project().codings].concat();
    let spoiled = Bringing { codings: twice, ..project() };
    assert!(scene.store.bring(network().id, &spoiled, "holder", at(4)).await.is_err());
    let stale = Bringing { seen: 7, ..project() };
    let said = scene.store.bring(network().id, &stale, "holder", at(4)).await.unwrap_err();
    assert!(matches!(&said, StoreError::Conflict { what: "The codebook", .. }), "{said}");
    assert_eq!(scene.count("transcript").await, before);
    assert_eq!((scene.count("brought").await, scene.count("codebook_change").await), (0, 0));

    scene.store.bring(network().id, &project(), "holder", at(4)).await.unwrap();
    assert_eq!(scene.store.brought(network().id).await.unwrap(), project().brought);
    let own = text().transcript.id;
    assert_eq!(scene.store.codings_of(own).await.unwrap(), project().codings);
    assert_eq!(scene.store.coding_tasks_of(own).await.unwrap(), project().tasks);
    assert_eq!(scene.store.text_key(own).await.unwrap().as_deref(), Some("sealed"));
    assert_eq!(scene.store.codebook_changes(network().id).await.unwrap()[0].change, project().changes[0]);
}

async fn what_was_brought_goes_with_its_text(scene: Scene) {
    with_transcripts(&scene).await;
    scene.store.bring(network().id, &project(), "holder", at(4)).await.unwrap();
    let own = text().transcript.id;
    scene.store.erase_transcript(network().id, own, None, at(5)).await.unwrap();
    assert_eq!(scene.count("brought").await, 0);
    scene.store.leave_no_trace().await.unwrap();
    assert!(scene.tables_with("Zebedee").await.is_empty());
}
