//! Transcripts and coded passages.

use troth_network::{CodingId, OrganisationId, RoleLevel, Sector, TranscriptId};
use troth_say::{
    About, CodeKey, Coding, DocumentKind, Permission, Polarity, Speaker, Stated, Transcript, recognise_turns,
};
use troth_store::{StoreError, StoredTranscript, TranscriptSummary};

use crate::samples::{COUNCIL, HOSPITAL, at, day, id, network, partnership};
use crate::scene::Scene;

stories!(
    transcripts_come_back_whole,
    what_is_known_of_a_speaker_changes,
    a_label_stands_for_one_speaker,
    the_text_never_changes,
    codings_come_back_whole,
    what_a_speaker_allows_is_changed,
);

pub(crate) fn sample() -> StoredTranscript {
    let text = "Interviewer: Wie geht’s?\n\nNurse 1: Tidy 🙂 – iawn.\nInterviewer: And?\nNurse 1: Ok.";
    let speakers = vec![
        Speaker { label: "Nurse 1".into(), organisation: None, role_level: None, interviewer: false },
        Speaker { label: "Interviewer".into(), organisation: None, role_level: None, interviewer: true },
    ];
    let mut turns = recognise_turns(text, &speakers);
    turns[0].at_ms = Some(61_500);
    StoredTranscript {
        turns,
        transcript: Transcript {
            id: TranscriptId(id(41)),
            network: network().id,
            title: "Visit “one”".into(),
            file_name: Some("é.txt".into()),
            kind: DocumentKind::Interview,
            held_on: Some(day("2026-02-28")),
            version: 1,
            text: text.into(),
            added: at(1),
        },
        speakers,
    }
}

fn bare() -> StoredTranscript {
    let transcript = Transcript {
        id: TranscriptId(id(40)),
        title: "Plan".into(),
        file_name: None,
        kind: DocumentKind::SurveyText,
        held_on: None,
        text: String::new(),
        added: at(2),
        ..sample().transcript
    };
    StoredTranscript { transcript, speakers: Vec::new(), turns: Vec::new() }
}

pub(crate) async fn with_transcripts(scene: &Scene) {
    partnership(&scene.store).await;
    for stored in [bare(), sample()] {
        scene.store.insert_transcript(&stored.transcript, &stored.speakers, &stored.turns).await.unwrap();
    }
}

pub(crate) fn coding() -> Coding {
    Coding {
        id: CodingId(id(51)),
        transcript: sample().transcript.id,
        start: 35,
        end: 50,
        version: 1,
        code: CodeKey::narrative("power", Some("voice")),
        polarity: Some(Polarity::Gain),
        about: Some(About::Organisation(OrganisationId(id(COUNCIL)))),
        stated: Stated {
            label: Some("The chair".into()),
            organisation: Some(OrganisationId(id(HOSPITAL))),
            role_level: Some(RoleLevel::Strategic),
        },
        permission: Permission::NotQuoted,
        coder: "analyst-1".into(),
        coded_at: at(9),
        memo: Some("see p. 3 — “sic”".into()),
    }
}

async fn transcripts_come_back_whole(scene: Scene) {
    with_transcripts(&scene).await;
    let store = scene.store;
    assert!(!sample().turns.is_empty());
    assert_eq!(store.transcript(sample().transcript.id).await.unwrap(), Some(sample()));
    assert_eq!(store.transcript(TranscriptId(id(9))).await.unwrap(), None);
    assert_eq!(store.all_transcripts(network().id).await.unwrap(), [sample(), bare()]);

    store.insert_coding(&coding()).await.unwrap();
    let summaries = store.transcripts(network().id).await.unwrap();
    let of = |stored: StoredTranscript, speakers, codings| TranscriptSummary {
        id: stored.transcript.id,
        title: stored.transcript.title,
        kind: stored.transcript.kind,
        held_on: stored.transcript.held_on,
        speakers,
        codings,
        characters: i64::try_from(stored.transcript.text.chars().count()).unwrap(),
    };
    assert_eq!(summaries, [of(sample(), 2, 1), of(bare(), 0, 0)]);
}

async fn what_is_known_of_a_speaker_changes(scene: Scene) {
    with_transcripts(&scene).await;
    let known = Speaker {
        organisation: Some(OrganisationId(id(HOSPITAL))),
        role_level: Some(RoleLevel::Operational),
        ..sample().speakers[0].clone()
    };
    scene.store.update_speaker(sample().transcript.id, &known).await.unwrap();
    let stored = scene.store.transcript(sample().transcript.id).await.unwrap().unwrap();
    assert_eq!(stored.speakers, [known.clone(), sample().speakers[1].clone()]);
    let nobody = scene.store.update_speaker(bare().transcript.id, &known).await;
    assert!(matches!(nobody, Err(StoreError::NotFound { .. })));
}

async fn a_label_stands_for_one_speaker(scene: Scene) {
    partnership(&scene.store).await;
    let speakers = [sample().speakers[0].clone(), sample().speakers[0].clone()];
    let error = scene.store.insert_transcript(&sample().transcript, &speakers, &[]).await.unwrap_err();
    assert!(error.to_string().contains("\"Nurse 1\" is listed twice"), "{error}");
    assert_eq!(scene.store.transcripts(network().id).await.unwrap(), []);
}

async fn the_text_never_changes(scene: Scene) {
    with_transcripts(&scene).await;
    let error = scene.raw("UPDATE transcript SET text = 'other'").await.unwrap_err();
    assert!(error.to_string().contains("a correction is a new transcript"), "{error}");
    scene.raw("UPDATE transcript SET title = 'other'").await.unwrap();
    let stored = scene.store.transcript(sample().transcript.id).await.unwrap().unwrap();
    assert_eq!(stored.transcript.text, sample().transcript.text);
}

async fn codings_come_back_whole(scene: Scene) {
    with_transcripts(&scene).await;
    let store = scene.store;
    let bare = Coding {
        id: CodingId(id(52)),
        start: 0,
        end: 1,
        about: Some(About::Sector(Sector("voluntary".into()))),
        stated: Stated::default(),
        memo: None,
        polarity: Some(Polarity::Loss),
        permission: Permission::Named,
        ..coding()
    };
    for coding in [&coding(), &bare] {
        store.insert_coding(coding).await.unwrap();
    }
    assert_eq!(store.codings(network().id).await.unwrap(), [bare.clone(), coding()]);
    assert_eq!(store.codings_of(coding().transcript).await.unwrap(), [bare.clone(), coding()]);
    assert_eq!(store.codings_of(TranscriptId(id(40))).await.unwrap(), []);
    assert_eq!(store.coding(bare.id).await.unwrap(), Some(bare));
    let lost = Coding { id: CodingId(id(53)), transcript: TranscriptId(id(9)), ..coding() };
    assert!(matches!(store.insert_coding(&lost).await, Err(StoreError::MissingReference(_))));
}

async fn what_a_speaker_allows_is_changed(scene: Scene) {
    with_transcripts(&scene).await;
    let store = scene.store;
    store.insert_coding(&coding()).await.unwrap();
    store.set_permission(coding().id, Permission::SectorOnly).await.unwrap();
    let changed = Coding { permission: Permission::SectorOnly, ..coding() };
    assert_eq!(store.coding(coding().id).await.unwrap(), Some(changed));
    let gone = store.set_permission(CodingId(id(99)), Permission::Named).await;
    assert!(matches!(gone, Err(StoreError::NotFound { .. })));
}
