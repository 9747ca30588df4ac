//! Accounts of an organisation, and people on the way to its sign-in and back.

use troth_gate::AccessRole;
use troth_network::UserId;
use troth_store::{AttemptPurpose, AttemptRow, LinkPurpose, LinkRow, StoreError, SubjectRow};

use crate::samples::{at, id, partnership};
use crate::scene::Scene;

stories!(
    an_account_elsewhere_belongs_to_one_account_here,
    an_invitation_is_accepted_once_without_a_password,
    who_is_on_the_way_comes_back_once_and_in_time,
    an_erased_account_leaves_no_link,
);

const IDP: &str = "https://idp.example";

fn user(number: u128) -> UserId {
    UserId(id(number))
}

async fn people(scene: &Scene) {
    for (number, address) in [(1, "ada@a.example"), (2, "zoe@a.example")] {
        scene.store.insert_account(user(number), "Somebody", address, at(1)).await.unwrap();
    }
}

fn link(account: u128, subject: &str) -> SubjectRow {
    SubjectRow { account: user(account), issuer: IDP.into(), subject: subject.into(), linked: at(5) }
}

async fn an_account_elsewhere_belongs_to_one_account_here(scene: Scene) {
    people(&scene).await;
    let store = scene.store.clone();
    assert!(!store.has_passwords().await.unwrap());
    store.link_subject(&link(1, "s1")).await.unwrap();
    assert!(store.has_passwords().await.unwrap(), "somebody can sign in");
    for (account, subject) in [(2, "s1"), (1, "s2")] {
        let taken = store.link_subject(&link(account, subject)).await;
        assert!(matches!(taken, Err(StoreError::Conflict { .. })), "{taken:?}");
    }
    assert_eq!(store.account_by_subject(IDP, "s1").await.unwrap(), Some(user(1)));
    assert_eq!(store.account_by_subject("https://other.example", "s1").await.unwrap(), None);
    assert_eq!(store.subjects(user(1)).await.unwrap(), [link(1, "s1")]);
    let ada = store.account(user(1)).await.unwrap().unwrap();
    assert!(ada.linked && ada.has_accepted() && ada.password.is_none());
    assert!(!store.account(user(2)).await.unwrap().unwrap().has_accepted());
    assert!(store.unlink_subject(user(1), IDP, id(9)).await.unwrap());
    assert!(!store.unlink_subject(user(1), IDP, id(9)).await.unwrap());
    assert_eq!(store.account_by_subject(IDP, "s1").await.unwrap(), None);
}

async fn an_invitation_is_accepted_once_without_a_password(scene: Scene) {
    people(&scene).await;
    let store = scene.store.clone();
    let invitation = |hash: &str, account, purpose| LinkRow {
        token_hash: hash.to_owned(),
        account: user(account),
        purpose,
        expires: at(100),
    };
    store.put_link(&invitation("i1", 1, LinkPurpose::Invitation)).await.unwrap();
    store.put_link(&invitation("r2", 2, LinkPurpose::Reset)).await.unwrap();
    assert_eq!(store.accept_with_subject("i1", IDP, "s1", at(100)).await.unwrap(), None, "too late");
    assert_eq!(store.accept_with_subject("r2", IDP, "s1", at(50)).await.unwrap(), None, "not an invitation");
    assert_eq!(store.accept_with_subject("i1", IDP, "s1", at(50)).await.unwrap(), Some(user(1)));
    assert_eq!(store.accept_with_subject("i1", IDP, "s3", at(50)).await.unwrap(), None, "used up");
    store.put_link(&invitation("i2", 2, LinkPurpose::Invitation)).await.unwrap();
    let taken = store.accept_with_subject("i2", IDP, "s1", at(50)).await;
    assert!(matches!(taken, Err(StoreError::Conflict { .. })), "{taken:?}");
    assert!(store.link("i2", at(50)).await.unwrap().is_some(), "the invitation is not lost by that");
}

async fn who_is_on_the_way_comes_back_once_and_in_time(scene: Scene) {
    people(&scene).await;
    let store = scene.store.clone();
    let attempt = |hash: &str, began| AttemptRow {
        token_hash: hash.to_owned(),
        purpose: AttemptPurpose::Confirm,
        account: Some(user(1)),
        invitation: None,
        next_page: "/n/vale".to_owned(),
        began: at(began),
    };
    store.begin_attempt(&attempt("a", 10), at(0)).await.unwrap();
    assert_eq!(store.take_attempt("a", at(10)).await.unwrap(), Some(attempt("a", 10)));
    assert_eq!(store.take_attempt("a", at(10)).await.unwrap(), None, "once");
    store.begin_attempt(&attempt("b", 10), at(0)).await.unwrap();
    assert_eq!(store.take_attempt("b", at(11)).await.unwrap(), None, "too late");
    store.begin_attempt(&attempt("c", 10), at(0)).await.unwrap();
    store.begin_attempt(&attempt("d", 20), at(15)).await.unwrap();
    assert_eq!(scene.count("oidc_attempt").await, 1, "old ones are forgotten");
}

async fn an_erased_account_leaves_no_link(scene: Scene) {
    let store = scene.store.clone();
    people(&scene).await;
    let vale = partnership(&store).await.id;
    for account in [1, 2] {
        store.set_membership(vale, user(account), AccessRole::Custodian, None).await.unwrap();
        store.link_subject(&link(account, &format!("subject {account}"))).await.unwrap();
    }
    store.erase_account(user(1)).await.unwrap();
    assert_eq!(scene.tables_with("subject 1").await, Vec::<String>::new());
    let last = store.erase_account(user(2)).await;
    assert!(matches!(last, Err(StoreError::Conflict { .. })), "the last custodian who can sign in stays");
}
