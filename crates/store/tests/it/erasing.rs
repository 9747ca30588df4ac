//! Erased on both databases, and looked for in every table.

use troth_gate::AccessRole;
use troth_network::{
    AnswerRole, OrganisationId, PersonId, Rating, RatingId, RespondentKey, TranscriptId, UserId,
};
use troth_say::{DocumentKind, Speaker, Transcript, Turn};
use troth_store::{RespondentRow, StoreError};

use crate::samples::{COUNCIL, HOSPITAL, at, id, network, partnership, person, wave};
use crate::scene::Scene;

stories!(an_erased_person_is_in_no_table, an_account_goes_whole_or_not_at_all, what_is_not_there_is_said);

const KEY: &str = "key-of-the-erased";
const HASH: &str = "hash-of-the-erased";
const NAME: &str = "Zebedee Quillfeather";
const WORDS: &str = "the xylophone incident";

async fn written(scene: &Scene) {
    let store = &scene.store;
    partnership(store).await;
    let key = RespondentKey(KEY.into());
    let row = RespondentRow {
        key: key.clone(),
        rater: OrganisationId(id(HOSPITAL)),
        external_hash: HASH.into(),
        open_link: false,
    };
    store.insert_respondents(network().id, &[row]).await.unwrap();
    let answer = Rating {
        id: RatingId(id(501)),
        wave: wave().id,
        rater: OrganisationId(id(HOSPITAL)),
        respondent: Some(key),
        target: OrganisationId(id(COUNCIL)),
        variable: "fairness".into(),
        value: 4.0,
        role: AnswerRole::Staff,
        visible_to: None,
        scale: None,
    };
    store.insert_ratings(&[answer]).await.unwrap();
    let text = format!("{NAME}: {WORDS}");
    let transcript = Transcript {
        id: TranscriptId(id(502)),
        network: network().id,
        title: "Talk".into(),
        file_name: Some(format!("{NAME}.txt")),
        kind: DocumentKind::Interview,
        held_on: None,
        added: at(1),
        version: 1,
        text: text.clone(),
    };
    let speaker = Speaker { label: NAME.into(), organisation: None, role_level: None, interviewer: false };
    let start = NAME.len() + 2;
    let turn = Turn { position: 0, speaker: Some(NAME.into()), start, end: text.len(), at_ms: None };
    store.insert_transcript(&transcript, &[speaker], &[turn]).await.unwrap();
    let mut known = person();
    known.name = NAME.into();
    store.upsert_people(&[known]).await.unwrap();
}

async fn an_erased_person_is_in_no_table(scene: Scene) {
    written(&scene).await;
    let store = scene.store.clone();
    for word in [NAME, WORDS, KEY, HASH] {
        assert!(!scene.tables_with(word).await.is_empty(), "{word}: it was there");
    }
    let erased = store.erase_respondent(network().id, &RespondentKey(KEY.into())).await.unwrap();
    assert_eq!((erased.answers, erased.waves), (1, vec![wave().id]));
    store.erase_transcript(network().id, TranscriptId(id(502)), None, at(2)).await.unwrap();
    store.erase_person(network().id, person().id).await.unwrap();
    store.leave_no_trace().await.unwrap();
    for word in [NAME, WORDS, KEY, HASH] {
        assert_eq!(scene.tables_with(word).await, Vec::<String>::new(), "{word}");
    }
}

async fn an_account_goes_whole_or_not_at_all(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    let (ada, bo) = (UserId(id(601)), UserId(id(602)));
    for (user, address) in [(ada, "ada@quill.example"), (bo, "bo@quill.example")] {
        store.insert_account(user, NAME, address, at(1)).await.unwrap();
        store.change_role(network().id, user, Some((AccessRole::Custodian, None))).await.unwrap();
    }
    store.set_password(bo, "hash", None).await.unwrap();
    assert!(
        matches!(store.erase_account(bo).await, Err(StoreError::Conflict { .. })),
        "nobody else could sign in"
    );
    assert!(store.account(bo).await.unwrap().is_some());
    store.erase_account(ada).await.unwrap();
    store.leave_no_trace().await.unwrap();
    assert_eq!(scene.tables_with("ada@quill.example").await, Vec::<String>::new());
    assert!(store.memberships_of(ada).await.unwrap().is_empty());
}

async fn what_is_not_there_is_said(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    let nobody = RespondentKey("nobody".into());
    assert!(matches!(store.erase_respondent(network().id, &nobody).await, Err(StoreError::NotFound { .. })));
    let person = store.erase_person(network().id, PersonId(id(999))).await;
    assert!(matches!(person, Err(StoreError::NotFound { .. })));
    let text = store.erase_transcript(network().id, TranscriptId(id(999)), None, at(1)).await;
    assert!(matches!(text, Err(StoreError::NotFound { .. })));
    assert!(matches!(store.erase_account(UserId(id(999))).await, Err(StoreError::NotFound { .. })));
}
