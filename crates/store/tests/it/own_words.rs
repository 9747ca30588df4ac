//! Free words of a round: read, allowed, kept back, erased; and gone from what was released at once.

use troth_gate::Audience;
use troth_network::WaveId;
use troth_rate::round::Comment;
use troth_store::{NewRelease, Store, StoreError, StoredRelease, WORDS};

use crate::releases::release;
use crate::samples::{WAVE, at, day, id, network};
use crate::scene::Scene;
use crate::surveys::{opened, remains};

stories!(
    words_are_allowed_as_written_or_with_words_taken_out,
    of_two_who_decide_at_once_one_is_told,
    words_that_are_kept_back_leave_what_was_released_at_once,
    words_erased_by_a_receipt_leave_what_was_released_at_once,
    words_erased_with_the_round_leave_what_was_released_at_once,
    a_database_from_before_keeps_what_was_allowed,
);

const SHOWN: WaveId = WaveId(id(WAVE));

/// A closed round with one comment, the receipt "r" of whose writer leads to it as "c".
async fn closed(store: &Store, scene: &Scene) -> Comment {
    opened(scene).await;
    store.shut_survey(SHOWN, day("2026-11-01")).await.unwrap();
    store.settle_survey(SHOWN, &remains()).await.unwrap();
    now(store).await
}

async fn now(store: &Store) -> Comment {
    store.comments(SHOWN).await.unwrap().remove(0)
}

/// The n-th release of words, worked out after something was taken back so often.
async fn let_out(store: &Store, n: u8, taken_back: i64) -> Result<StoredRelease, StoreError> {
    let mut new = release(u128::from(n) + 10, i64::from(n) + 20, "");
    new.entry.kind = WORDS.into();
    new.entry.contributing.clear();
    let release = NewRelease {
        id: new.id,
        input_hash: new.input_hash.clone(),
        body: new.body.clone(),
        known: usize::from(n),
        taken_back: Some(taken_back),
    };
    store.commit_release(&new.entry, &release).await.map(|_| new)
}

async fn latest(store: &Store) -> Option<StoredRelease> {
    store.latest_release(network().id, Some(SHOWN), WORDS, "", &Audience::Agreed).await.unwrap()
}

async fn words_are_allowed_as_written_or_with_words_taken_out(scene: Scene) {
    let store = &scene.store;
    let unread = closed(store, &scene).await;
    assert!(!unread.is_decided() && unread.as_shown().is_none());
    assert!(!store.decide_comment(&unread, true, None, at(1)).await.unwrap(), "nothing was shown before");
    let allowed = now(store).await;
    assert_eq!((allowed.as_shown(), allowed.revision), (Some("照"), 1));
    assert!(!store.decide_comment(&allowed, true, None, at(2)).await.unwrap(), "the same as before");
    assert!(store.decide_comment(&now(store).await, true, Some("[…]"), at(3)).await.unwrap());
    let cut = now(store).await;
    assert_eq!((cut.as_shown(), cut.words.as_str()), (Some("[…]"), "照"), "what was written stays");
    assert!(store.decide_comment(&cut, false, Some("[…]"), at(4)).await.unwrap());
    let kept = now(store).await;
    assert!(kept.is_decided() && kept.as_shown().is_none() && kept.released_words.is_none());
}

async fn of_two_who_decide_at_once_one_is_told(scene: Scene) {
    let store = &scene.store;
    let read = closed(store, &scene).await;
    store.decide_comment(&read, false, None, at(1)).await.unwrap();
    let error = store.decide_comment(&read, true, None, at(2)).await.unwrap_err();
    assert!(error.to_string().contains("somebody else decided meanwhile"), "{error}");
    assert!(now(store).await.as_shown().is_none());
}

async fn words_that_are_kept_back_leave_what_was_released_at_once(scene: Scene) {
    let store = &scene.store;
    store.decide_comment(&closed(store, &scene).await, true, None, at(1)).await.unwrap();
    let first = let_out(store, 0, 0).await.unwrap();
    assert_eq!(latest(store).await, Some(first));
    let_out(store, 1, 0).await.unwrap();
    assert!(store.decide_comment(&now(store).await, false, None, at(2)).await.unwrap());
    assert_eq!(latest(store).await, None, "nor an older one");
    assert_eq!(store.ledger(network().id, &Audience::Agreed).await.unwrap().len(), 2, "that it left is kept");
    // Worked out before the words were taken back, and after.
    let error = let_out(store, 2, 0).await.unwrap_err();
    assert!(error.to_string().contains("somebody took words back"), "{error}");
    let_out(store, 2, 1).await.unwrap();
}

async fn words_erased_by_a_receipt_leave_what_was_released_at_once(scene: Scene) {
    let store = &scene.store;
    store.decide_comment(&closed(store, &scene).await, true, Some("[word]"), at(1)).await.unwrap();
    let_out(store, 0, 0).await.unwrap();
    let of = store.receipt("r").await.unwrap().unwrap();
    store.erase_receipt(&of, "somebody else", at(2)).await.unwrap();
    assert!(latest(store).await.is_some(), "words of others stay");
    store.erase_receipt(&of, "c", at(3)).await.unwrap();
    assert_eq!(latest(store).await, None);
    store.leave_no_trace().await.unwrap();
    assert_eq!(scene.count("survey_comment").await, 0);
    assert_eq!(scene.tables_with("[word]").await, Vec::<String>::new());
}

async fn words_erased_with_the_round_leave_what_was_released_at_once(scene: Scene) {
    let store = &scene.store;
    store.decide_comment(&closed(store, &scene).await, true, None, at(1)).await.unwrap();
    let_out(store, 0, 0).await.unwrap();
    store.erase_answers_of(network().id, SHOWN, at(2)).await.unwrap();
    assert_eq!(latest(store).await, None);
    assert_eq!(store.taken_back(network().id, WORDS).await.unwrap(), 1);
}

async fn a_database_from_before_keeps_what_was_allowed(scene: Scene) {
    let store = &scene.store;
    closed(store, &scene).await;
    // As it stands after the migration: a comment that was allowed when there was nothing else to say of it.
    let shown = if scene.is_sqlite() { "1" } else { "TRUE" };
    scene.raw(&format!("UPDATE survey_comment SET shown = {shown}")).await.unwrap();
    let comment = now(store).await;
    assert!(comment.is_decided() && comment.as_shown() == Some("照") && comment.revision == 0);
}
