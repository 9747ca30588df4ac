//! Who was chosen for an interview.

use troth_network::{OrganisationId, RoleLevel, Sector, TranscriptId};
use troth_say::sampling::{SampleStatus, SuggestedBy};
use troth_store::{Keyring, SampledRow, StoreError, about_sampled};

use crate::interviews::sample;
use crate::samples::{HOSPITAL, at, day, id, network, partnership};
use crate::scene::Scene;

stories!(
    who_was_chosen_comes_back_as_it_was_written,
    of_two_who_save_at_once_one_is_told_and_nothing_is_lost,
    a_file_of_lines_is_saved_whole_or_not_at_all,
    an_erased_text_leaves_the_line_without_a_link,
    who_is_forgotten_is_in_no_table,
    words_of_the_table_are_sealed_again_under_a_new_key,
);

fn line(number: u128, sealed: &str) -> SampledRow {
    SampledRow {
        id: id(number),
        network: network().id,
        organisation: Some(OrganisationId(id(HOSPITAL))),
        sector: None,
        role_level: Some(RoleLevel::Tactical),
        suggested: SuggestedBy::Interviewee,
        status: SampleStatus::Interviewed,
        on: Some(day("2026-10-16")),
        transcript: None,
        sealed: sealed.to_owned(),
        version: 0,
        made_at: at(1),
    }
}

async fn who_was_chosen_comes_back_as_it_was_written(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    let bare = SampledRow {
        organisation: None,
        sector: Some(Sector("housing".into())),
        role_level: None,
        suggested: SuggestedBy::Themselves,
        status: SampleStatus::Chosen,
        on: None,
        made_at: at(2),
        ..line(72, "b")
    };
    store.save_sampled(&[bare.clone(), line(71, "a")]).await.unwrap();
    let stored = store.sampled(network().id).await.unwrap();
    let saved = |line: SampledRow| SampledRow { version: 1, ..line };
    assert_eq!(stored, [saved(line(71, "a")), saved(bare)]);
}

async fn of_two_who_save_at_once_one_is_told_and_nothing_is_lost(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    store.save_sampled(&[line(71, "a")]).await.unwrap();
    let read = store.sampled(network().id).await.unwrap().remove(0);
    let first = SampledRow { status: SampleStatus::Withdrawn, ..read.clone() };
    store.save_sampled(&[first]).await.unwrap();
    let second = store.save_sampled(&[SampledRow { sealed: "lost?".into(), ..read.clone() }]).await;
    assert!(matches!(second, Err(StoreError::Conflict { .. })), "{second:?}");
    let erased = store.erase_sampled(network().id, read.id, read.version).await;
    assert!(matches!(erased, Err(StoreError::Conflict { .. })), "{erased:?}");
    let now = store.sampled(network().id).await.unwrap().remove(0);
    assert_eq!((now.status, now.sealed.as_str(), now.version), (SampleStatus::Withdrawn, "a", 2));
    store.erase_sampled(network().id, now.id, now.version).await.unwrap();
    let again = store.erase_sampled(network().id, now.id, now.version).await;
    assert!(matches!(again, Err(StoreError::NotFound { .. })), "{again:?}");
}

async fn a_file_of_lines_is_saved_whole_or_not_at_all(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    let gone = SampledRow { version: 3, ..line(72, "b") };
    assert!(store.save_sampled(&[line(71, "a"), gone]).await.is_err());
    assert_eq!(store.sampled(network().id).await.unwrap(), []);
}

async fn an_erased_text_leaves_the_line_without_a_link(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    let text = sample();
    store.insert_transcript(&text.transcript, &text.speakers, &text.turns).await.unwrap();
    let linked = SampledRow { transcript: Some(text.transcript.id), ..line(71, "a") };
    store.save_sampled(std::slice::from_ref(&linked)).await.unwrap();
    let nowhere = SampledRow { transcript: Some(TranscriptId(id(99))), ..line(72, "b") };
    assert!(store.save_sampled(&[nowhere]).await.is_err());
    store.erase_transcript(network().id, text.transcript.id, None, at(3)).await.unwrap();
    let left = store.sampled(network().id).await.unwrap();
    assert_eq!(left, [SampledRow { transcript: None, version: 1, ..linked }]);
}

async fn who_is_forgotten_is_in_no_table(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    // Words lie sealed; here in the clear, to be found.
    store
        .save_sampled(&[line(71, "the quillfeather"), line(72, "sent by quillfeather"), line(73, "other")])
        .await
        .unwrap();
    store.forget_sampled(network().id, &[id(71)], &[(id(72), "sent by somebody".to_owned())]).await.unwrap();
    store.leave_no_trace().await.unwrap();
    assert_eq!(scene.tables_with("quillfeather").await, Vec::<String>::new());
    let left = store.sampled(network().id).await.unwrap();
    assert_eq!(left.iter().map(|l| l.version).collect::<Vec<_>>(), [2, 1]);
}

async fn words_of_the_table_are_sealed_again_under_a_new_key(scene: Scene) {
    let store = scene.store.clone();
    partnership(&store).await;
    let old = Keyring::of([3; 32]);
    store.seal_open_secrets(&old, || [1; 24]).await.unwrap();
    let about = about_sampled(id(71));
    let sealed = old.seal(b"Ann Lee", &about, [5; 24]).unwrap();
    store.save_sampled(&[line(71, &sealed)]).await.unwrap();
    store.seal_again(&old.with_new([4; 32]), || [2; 24]).await.unwrap();
    let now = store.sampled(network().id).await.unwrap().remove(0);
    assert_eq!(Keyring::of([4; 32]).open(&now.sealed, &about).unwrap(), b"Ann Lee");
    assert!(Keyring::of([4; 32]).open(&now.sealed, &about_sampled(id(72))).is_err(), "bound to its line");
}
