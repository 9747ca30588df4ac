//! Accounts, sessions, links, waits and roles.

use troth_gate::AccessRole;
use troth_network::{Timestamp, UserId};
use troth_store::{LinkPurpose, LinkRow, SessionRow, Stage, Store, StoreError, Try};
use uuid::Uuid;

use crate::samples::{at, id, network, partnership};
use crate::scene::Scene;

stories!(
    an_account_comes_back_and_has_its_address_alone,
    a_new_password_ends_other_sessions_and_links,
    a_link_works_once_and_in_its_time,
    of_many_who_use_one_link_at_once_one_does,
    a_step_and_a_recovery_code_are_taken_once,
    a_session_is_replaced_touched_and_forgotten,
    tries_are_counted_before_they_are_looked_at,
    the_last_custodian_who_can_sign_in_stays,
    two_custodians_cannot_dismiss_each_other,
);

const ADA: u128 = 1;
const ZOE: u128 = 2;

fn user(number: u128) -> UserId {
    UserId(id(number))
}

async fn accounts(store: &Store) {
    store.insert_account(user(ADA), "Ada", "ada@a.example", at(1)).await.unwrap();
    store.insert_account(user(ZOE), "Zoë", "zoe@a.example", at(2)).await.unwrap();
}

fn session(number: u128, account: u128) -> SessionRow {
    SessionRow {
        id: id(number),
        token_hash: format!("hash {number}"),
        account: user(account),
        stage: Stage::Whole,
        created: at(10),
        seen: at(10),
        confirmed: at(10),
        device: Some("Firefox on Linux".to_owned()),
    }
}

fn link(hash: &str, account: u128, expires: i64) -> LinkRow {
    let purpose = LinkPurpose::Invitation;
    LinkRow { token_hash: hash.to_owned(), account: user(account), purpose, expires: at(expires) }
}

async fn an_account_comes_back_and_has_its_address_alone(scene: Scene) {
    let store = scene.store;
    assert!(!store.has_passwords().await.unwrap());
    accounts(&store).await;
    let zoe = store.account_by_address("zoe@a.example").await.unwrap().unwrap();
    assert_eq!((zoe.id, zoe.name.as_str(), zoe.password.as_deref()), (user(ZOE), "Zoë", None));
    assert_eq!(store.account(user(ZOE)).await.unwrap().unwrap(), zoe);
    assert_eq!(store.accounts().await.unwrap().len(), 2);
    let twice = store.insert_account(user(3), "Other", "zoe@a.example", at(3)).await;
    assert!(matches!(twice, Err(StoreError::Conflict { .. })), "{twice:?}");
    assert!(store.account(user(3)).await.unwrap().is_none(), "half an account is not kept");
    assert!(matches!(store.set_password(user(9), "h", None).await, Err(StoreError::NotFound { .. })));
    store.set_password(user(ZOE), "h", None).await.unwrap();
    assert!(store.has_passwords().await.unwrap());
}

async fn a_new_password_ends_other_sessions_and_links(scene: Scene) {
    let store = scene.store;
    accounts(&store).await;
    for (number, account) in [(11, ADA), (12, ADA), (13, ZOE)] {
        store.begin_session(&session(number, account), None).await.unwrap();
    }
    store.put_link(&link("l", ADA, 100)).await.unwrap();
    store.set_password(user(ADA), "new", Some(id(12))).await.unwrap();
    let left: Vec<Uuid> = store.sessions(user(ADA)).await.unwrap().iter().map(|s| s.id).collect();
    assert_eq!(left, [id(12)]);
    assert_eq!(store.sessions(user(ZOE)).await.unwrap().len(), 1, "another person's session goes on");
    assert!(store.link("l", at(1)).await.unwrap().is_none());
}

async fn a_link_works_once_and_in_its_time(scene: Scene) {
    let store = scene.store;
    accounts(&store).await;
    store.put_link(&link("first", ADA, 100)).await.unwrap();
    store.put_link(&link("second", ADA, 100)).await.unwrap();
    assert!(store.link("first", at(1)).await.unwrap().is_none(), "a newer link replaces it");
    assert_eq!(store.link("second", at(1)).await.unwrap(), Some(link("second", ADA, 100)));
    assert_eq!(store.redeem_link("second", "h", at(100)).await.unwrap(), None, "too late");
    assert!(!store.has_passwords().await.unwrap());
    store.begin_session(&session(11, ADA), None).await.unwrap();
    assert_eq!(store.redeem_link("second", "h", at(99)).await.unwrap(), Some(user(ADA)));
    assert!(store.sessions(user(ADA)).await.unwrap().is_empty());
    assert_eq!(store.redeem_link("second", "other", at(99)).await.unwrap(), None, "used up");
    assert_eq!(store.account(user(ADA)).await.unwrap().unwrap().password.as_deref(), Some("h"));
}

async fn of_many_who_use_one_link_at_once_one_does(scene: Scene) {
    accounts(&scene.store).await;
    scene.store.put_link(&link("l", ADA, 100)).await.unwrap();
    let tries: Vec<_> = (0..8)
        .map(|n| {
            let store = scene.store.clone();
            tokio::spawn(async move { store.redeem_link("l", &format!("h{n}"), at(1)).await.unwrap() })
        })
        .collect();
    let mut taken = 0;
    for one in tries {
        taken += usize::from(one.await.unwrap().is_some());
    }
    assert_eq!(taken, 1);
}

async fn a_step_and_a_recovery_code_are_taken_once(scene: Scene) {
    let store = scene.store;
    accounts(&store).await;
    let early = store.accept_factor(user(ADA), 5, &[], None).await;
    assert!(matches!(early, Err(StoreError::NotFound { .. })), "nothing was proposed");
    store.propose_factor(user(ADA), "sealed").await.unwrap();
    store.begin_session(&session(11, ADA), None).await.unwrap();
    store.begin_session(&session(12, ADA), None).await.unwrap();
    let codes = ["one".to_owned(), "two".to_owned()];
    store.accept_factor(user(ADA), 5, &codes, Some(id(11))).await.unwrap();
    assert_eq!(store.sessions(user(ADA)).await.unwrap().len(), 1);
    let ada = store.account(user(ADA)).await.unwrap().unwrap();
    assert_eq!((ada.second_factor.as_deref(), ada.proposed_factor, ada.last_step), (Some("sealed"), None, 5));
    for (step, taken) in [(5, false), (4, false), (6, true), (6, false)] {
        assert_eq!(store.use_step(user(ADA), step).await.unwrap(), taken, "{step}");
    }
    for (code, taken) in [("one", true), ("one", false), ("three", false)] {
        assert_eq!(store.use_recovery_code(user(ADA), code).await.unwrap(), taken, "{code}");
    }
    assert!(!store.use_recovery_code(user(ZOE), "two").await.unwrap(), "a code is its owner's alone");
    assert_eq!(store.recovery_codes(user(ADA)).await.unwrap(), 1);
    store.remove_factor(user(ADA)).await.unwrap();
    assert_eq!(store.recovery_codes(user(ADA)).await.unwrap(), 0);
    assert!(store.sessions(user(ADA)).await.unwrap().is_empty());
}

async fn a_session_is_replaced_touched_and_forgotten(scene: Scene) {
    let store = scene.store;
    accounts(&store).await;
    let half = SessionRow { stage: Stage::Password, ..session(11, ADA) };
    store.begin_session(&half, None).await.unwrap();
    assert_eq!(store.session("hash 11").await.unwrap(), Some(half));
    store.begin_session(&session(12, ADA), Some(id(11))).await.unwrap();
    assert!(store.session("hash 11").await.unwrap().is_none());
    store.touch_session(id(12), at(50)).await.unwrap();
    assert_eq!(store.session("hash 12").await.unwrap().unwrap().seen, at(50));
    store.end_session(user(ZOE), id(12)).await.unwrap();
    assert!(store.session("hash 12").await.unwrap().is_some(), "only its owner ends a session by its id");
    store.forget_sessions(at(10), at(50)).await.unwrap();
    assert!(store.session("hash 12").await.unwrap().is_some());
    store.forget_sessions(at(0), at(51)).await.unwrap();
    assert!(store.session("hash 12").await.unwrap().is_none());
}

async fn tries_are_counted_before_they_are_looked_at(scene: Scene) {
    let store = scene.store.clone();
    let wait = |failures| if failures < 3 { 0 } else { 60 };
    let long_ago = Timestamp::from_micros(0);
    for second in [1, 2, 3] {
        let counted = store.begin_try("a", at(second), long_ago, wait).await.unwrap();
        assert_eq!(counted, Try::Counted(second), "{second}");
    }
    let tried =
        async |who: &str, second, forgotten| store.begin_try(who, at(second), forgotten, wait).await.unwrap();
    assert_eq!(tried("a", 4, long_ago).await, Try::Wait(at(63)));
    assert_eq!(tried("b", 4, long_ago).await, Try::Counted(1), "another goes on");
    assert_eq!(tried("a", 63, long_ago).await, Try::Counted(4));
    assert_eq!(tried("a", 64, long_ago).await, Try::Wait(at(123)));
    store.forget_tries("a").await.unwrap();
    assert_eq!(tried("a", 64, long_ago).await, Try::Counted(1));
    assert_eq!(tried("a", 500, at(400)).await, Try::Counted(1));
    assert_eq!(scene.count("sign_in_wait").await, 1, "what is long past is forgotten");
}

async fn role(store: &Store, who: u128, role: Option<AccessRole>) -> Result<(), StoreError> {
    store.change_role(network().id, user(who), role.map(|role| (role, None))).await
}

async fn the_last_custodian_who_can_sign_in_stays(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    accounts(&store).await;
    role(&store, ADA, Some(AccessRole::Custodian)).await.unwrap();
    store.set_password(user(ADA), "h", None).await.unwrap();
    role(&store, ZOE, Some(AccessRole::Custodian)).await.unwrap();
    for change in [None, Some(AccessRole::Partner)] {
        let refused = role(&store, ADA, change).await.unwrap_err();
        assert!(refused.to_string().contains("needs a custodian who can sign in"), "{refused}");
    }
    store.begin_session(&session(11, ADA), None).await.unwrap();
    role(&store, ADA, Some(AccessRole::Custodian)).await.unwrap();
    assert!(store.sessions(user(ADA)).await.unwrap().is_empty(), "a change of role ends sessions");
    store.set_password(user(ZOE), "h", None).await.unwrap();
    role(&store, ADA, Some(AccessRole::Analyst)).await.unwrap();
    let ada = store.membership(network().id, user(ADA)).await.unwrap().unwrap();
    assert_eq!(ada.role, AccessRole::Analyst);
    assert_eq!(store.memberships_of(user(ADA)).await.unwrap(), [(network().id, ada)]);
    role(&store, ADA, None).await.unwrap();
    assert!(store.membership(network().id, user(ADA)).await.unwrap().is_none());
    role(&store, ADA, None).await.unwrap();
}

async fn two_custodians_cannot_dismiss_each_other(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    accounts(&store).await;
    for who in [ADA, ZOE] {
        store.set_password(user(who), "h", None).await.unwrap();
        role(&store, who, Some(AccessRole::Custodian)).await.unwrap();
    }
    let (one, other) = tokio::join!(role(&store, ADA, None), role(&store, ZOE, None));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
}
