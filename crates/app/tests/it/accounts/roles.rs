//! Roles: who gives them, what they open, and how nobody takes more than they have.

use troth_app::accounts::Invited;
use troth_app::{App, AppError};
use troth_gate::{AccessRole, Audience};

use super::{PASSWORD, Place, address, new_member};

fn denied<T>(outcome: Result<T, AppError>) -> bool {
    matches!(outcome.err(), Some(AppError::Denied(_)))
}

#[tokio::test]
async fn a_partnership_is_not_there_for_whoever_has_no_role_in_it() {
    let place = Place::new().await;
    let ada = place.member(&place.vale, "ada", AccessRole::Partner).await;
    let app = place.holder.for_member(&ada, "vale").await.unwrap();
    assert!(matches!(app.audience(), Audience::Partner(_)), "{:?}", app.audience());
    let told = |outcome: Result<_, AppError>| outcome.err().map(|e| e.to_string()).unwrap_or_default();
    let other = told(app.network("edge").await.map(|_| ()));
    assert!(other.contains("no partnership \"edge\""), "{other}");
    let entering = told(place.holder.for_member(&ada, "edge").await.map(|_| ()));
    let unknown = told(place.holder.for_member(&ada, "gone").await.map(|_| ()));
    assert_eq!(
        (entering.as_str(), unknown.as_str()),
        (other.as_str(), other.replace("edge", "gone").as_str())
    );
    let listed = place.holder.for_visitor(&ada).await.unwrap().networks().await.unwrap();
    assert_eq!(listed.iter().map(|n| n.slug.as_str()).collect::<Vec<_>>(), ["vale"]);
    assert!(place.holder.for_nobody().networks().await.unwrap().is_empty());
    assert!(place.holder.for_nobody().network("vale").await.is_err());
}

#[tokio::test]
async fn only_partnerships_seen_as_a_whole_are_compared() {
    let place = Place::new().await;
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let ada = place.member(&place.edge, "ada", AccessRole::Partner).await;
    let compared = async |app: &App| app.compare(None).await.unwrap().body.value().partnerships.len();
    let outside = place.holder.for_visitor(&ada).await.unwrap();
    assert_eq!(compared(&outside).await, 1);
    assert!(!outside.has_several_networks().await.unwrap());
    assert_eq!(compared(&place.holder).await, 2);
    assert_eq!(compared(&place.holder.for_nobody()).await, 0);
}

#[tokio::test]
async fn a_coordinator_makes_no_custodian_and_dismisses_none() {
    let place = Place::new().await;
    let carl = place.member(&place.vale, "carl", AccessRole::Custodian).await;
    let cora = place.member(&place.vale, "cora", AccessRole::Coordinator).await;
    let app = place.holder.for_member(&cora, "vale").await.unwrap();
    let vale = &place.vale;
    assert!(denied(app.invite(vale, new_member("eve", AccessRole::Custodian)).await));
    assert!(denied(app.change_role(vale, cora.account, AccessRole::Custodian, None).await));
    assert!(denied(app.change_role(vale, carl.account, AccessRole::Partner, Some("council")).await));
    assert!(denied(app.withdraw(vale, carl.account).await));
    assert!(denied(app.reset_link(vale, carl.account).await));
    assert!(matches!(app.invite(vale, new_member("ann", AccessRole::Analyst)).await, Ok(Invited::Link(_))));
    for role in [AccessRole::Analyst, AccessRole::Partner] {
        let name = role.id();
        let member = place.member(vale, name, role).await;
        let app = place.holder.for_member(&member, "vale").await.unwrap();
        assert!(denied(app.invite(vale, new_member("eve", AccessRole::Partner)).await), "{name}");
        assert!(denied(app.withdraw(vale, cora.account).await), "{name}");
    }
}

#[tokio::test]
async fn the_last_custodian_stays() {
    let place = Place::new().await;
    let carl = place.member(&place.vale, "carl", AccessRole::Custodian).await;
    let app = place.holder.for_member(&carl, "vale").await.unwrap();
    let vale = &place.vale;
    let invited = app.invite(vale, new_member("cleo", AccessRole::Custodian)).await.unwrap();
    assert!(matches!(app.withdraw(vale, carl.account).await, Err(AppError::Conflict(_))), "not accepted yet");
    let Invited::Link(link) = invited else { panic!("a new account has a link") };
    app.redeem(link.secret(), PASSWORD).await.unwrap();
    app.withdraw(vale, carl.account).await.unwrap();
    assert!(place.holder.for_member(&carl, "vale").await.is_err());
}

#[tokio::test]
async fn nobody_gets_a_link_to_a_person_with_roles_they_could_not_give() {
    let place = Place::new().await;
    let cora = place.member(&place.edge, "cora", AccessRole::Coordinator).await;
    let app = place.holder.for_member(&cora, "edge").await.unwrap();
    // Invited as custodian of Vale and not there yet: whoever had a link now would be that custodian.
    place.holder.invite(&place.vale, new_member("cleo", AccessRole::Custodian)).await.unwrap();
    let invited = app.invite(&place.edge, new_member("cleo", AccessRole::Partner)).await.unwrap();
    assert!(matches!(invited, Invited::Elsewhere), "{invited:?}");
    let members = app.members(&place.edge).await.unwrap();
    let cleo = members.iter().find(|m| m.address == address("cleo")).unwrap().account;
    assert!(denied(app.invite_again(&place.edge, cleo).await));
    // The same for a new password of somebody who belongs to another partnership too.
    let carl = place.member(&place.edge, "carl", AccessRole::Custodian).await;
    let ada = place.member(&place.edge, "ada", AccessRole::Analyst).await;
    let app = place.holder.for_member(&carl, "edge").await.unwrap();
    app.reset_link(&place.edge, ada.account).await.unwrap();
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    assert!(denied(app.reset_link(&place.edge, ada.account).await));
}

#[tokio::test]
async fn what_is_done_with_accounts_is_noted_without_names() {
    let place = Place::new().await;
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    place.holder.set_role(&address("ada"), "vale", Some(AccessRole::Partner), Some("ward")).await.unwrap();
    place.holder.set_role(&address("ada"), "vale", None, None).await.unwrap();
    let noted = place.store.audit(place.vale.id).await.unwrap();
    for event in ["invited: analyst", "role given: partner", "role withdrawn"] {
        assert!(noted.iter().any(|row| row.event == event), "{event}: {noted:?}");
    }
    assert!(noted.iter().all(|row| !format!("{row:?}").contains("ada")), "ids alone: {noted:?}");
    let bytes = std::fs::read(place.folder.path().join("troth.db")).unwrap();
    assert!(!bytes.windows(PASSWORD.len()).any(|w| w == PASSWORD.as_bytes()), "no password in the file");
}
