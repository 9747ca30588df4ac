//! The queue of mail, on both databases.

use crate::samples::{at, id};
use crate::scene::Scene;

stories!(a_mail_is_taken_once_and_forgotten_when_it_was_sent, old_mail_goes);

async fn a_mail_is_taken_once_and_forgotten_when_it_was_sent(scene: Scene) {
    let store = scene.store.clone();
    store.queue_mail(id(1), "reset", "sealed words", at(10)).await.unwrap();
    assert_eq!(store.take_mail(at(9), at(20)).await.unwrap(), None, "not yet");
    let taken = store.take_mail(at(10), at(20)).await.unwrap().unwrap();
    assert_eq!((taken.id, taken.sealed.as_str(), taken.attempts), (id(1), "sealed words", 1));
    assert_eq!(store.take_mail(at(11), at(20)).await.unwrap(), None, "somebody has it");
    assert_eq!(
        store.take_mail(at(20), at(30)).await.unwrap().unwrap().attempts,
        2,
        "whoever had it was lost"
    );
    store.postpone_mail(id(1), at(50)).await.unwrap();
    assert_eq!(store.take_mail(at(40), at(60)).await.unwrap(), None);
    store.finish_mail(id(1), true, at(41)).await.unwrap();
    assert_eq!(store.take_mail(at(100), at(200)).await.unwrap(), None);
    assert_eq!(scene.tables_with("sealed words").await, Vec::<String>::new());
    assert_eq!(scene.count("mail").await, 1, "that there was one is known");
}

async fn old_mail_goes(scene: Scene) {
    let store = scene.store.clone();
    store.queue_mail(id(1), "reset", "one", at(10)).await.unwrap();
    store.queue_mail(id(2), "invitation", "two", at(20)).await.unwrap();
    assert_eq!(store.forget_mail(at(20)).await.unwrap(), 1);
    assert_eq!(store.waiting_mail().await.unwrap()[0].id, id(2));
}
