//! The queue of mail, on both databases.

use troth_network::UserId;
use troth_store::{LettersWanted, ReminderRow};

use crate::samples::{at, id};
use crate::scene::Scene;

stories!(
    a_mail_is_taken_once_and_forgotten_when_it_was_sent,
    old_mail_goes,
    a_reminder_is_queued_once_for_each_thing,
    whose_letter_it_was_is_known_only_if_it_could_not_be_delivered,
    which_letters_somebody_wants_is_kept,
);

async fn a_mail_is_taken_once_and_forgotten_when_it_was_sent(scene: Scene) {
    let store = scene.store.clone();
    store.queue_mail(id(1), "reset", "sealed words", None, at(10)).await.unwrap();
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
    store.queue_mail(id(1), "reset", "one", None, at(10)).await.unwrap();
    store.queue_mail(id(2), "invitation", "two", None, at(20)).await.unwrap();
    assert_eq!(store.forget_mail(at(20)).await.unwrap(), 1);
    assert_eq!(store.waiting_mail().await.unwrap()[0].id, id(2));
}

async fn a_reminder_is_queued_once_for_each_thing(scene: Scene) {
    let store = scene.store.clone();
    let ada = UserId(id(1));
    store.insert_account(ada, "Ada", "ada@a.example", at(1)).await.unwrap();
    let about = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    let both = about(&["one", "two"]);
    let letter =
        |number, about| ReminderRow { id: id(number), account: ada, kind: "tasks", about, sealed: "s" };
    assert_eq!(store.not_reminded(ada, "tasks", both.clone()).await.unwrap(), both);
    assert!(store.queue_reminder(&letter(11, &both), at(10)).await.unwrap());
    let later = about(&["two", "three"]);
    assert!(!store.queue_reminder(&letter(12, &later), at(10)).await.unwrap(), "one of them is known");
    assert_eq!(scene.count("mail").await, 1);
    assert_eq!(store.not_reminded(ada, "tasks", later.clone()).await.unwrap(), about(&["three"]));
    assert_eq!(store.not_reminded(ada, "deletions", later.clone()).await.unwrap(), later);
    store.forget_reminded(at(11)).await.unwrap();
    assert_eq!(store.not_reminded(ada, "tasks", both.clone()).await.unwrap(), both);
}

async fn whose_letter_it_was_is_known_only_if_it_could_not_be_delivered(scene: Scene) {
    let store = scene.store.clone();
    let ada = UserId(id(1));
    store.insert_account(ada, "Ada", "ada@a.example", at(1)).await.unwrap();
    for (number, sent) in [(11, true), (12, false)] {
        store.queue_mail(id(number), "invitation", "sealed", Some(ada), at(2)).await.unwrap();
        store.finish_mail(id(number), sent, at(3)).await.unwrap();
    }
    assert_eq!(store.undelivered(ada).await.unwrap(), [("invitation".to_owned(), at(3))]);
    store.erase_account(ada).await.unwrap();
    assert_eq!(store.undelivered(ada).await.unwrap(), []);
}

async fn which_letters_somebody_wants_is_kept(scene: Scene) {
    let store = scene.store.clone();
    let ada = UserId(id(1));
    store.insert_account(ada, "Ada", "ada@a.example", at(1)).await.unwrap();
    let both = LettersWanted { tasks: true, deletions: true };
    assert_eq!(store.letters_wanted(ada).await.unwrap(), both);
    let one = LettersWanted { tasks: false, ..both };
    store.want_letters(ada, one).await.unwrap();
    assert_eq!(store.letters_wanted(ada).await.unwrap(), one);
    assert!(store.letters_wanted(UserId(id(9))).await.is_err());
}
