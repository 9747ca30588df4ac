//! Invitations and resets.

use std::path::Path;

use troth_app::App;
use troth_app::accounts::{Invited, LinkPurpose};
use troth_app::mail::Carrier;
use troth_gate::AccessRole;

use super::{PASSWORD, Place, address, new_member};

#[tokio::test]
async fn an_invitation_works_once_and_for_seven_days() {
    let place = Place::new().await;
    let app = &place.holder;
    let Invited::Link(link) = app.invite(&place.vale, new_member("ada", AccessRole::Partner)).await.unwrap()
    else {
        panic!("a new account has a link")
    };
    place.sign_in("ada", PASSWORD).await.unwrap_err();
    let view = app.link(link.secret()).await.unwrap().unwrap();
    assert_eq!((view.purpose, view.address), (LinkPurpose::Invitation, address("ada")));
    assert!(app.redeem(link.secret(), "ada doe 1977").await.is_err(), "no password of their name");
    place.later(7 * 24 * 3_600 - 1);
    app.redeem(link.secret(), PASSWORD).await.unwrap();
    assert!(app.redeem(link.secret(), "another one for me").await.is_err(), "used");
    assert!(app.link(link.secret()).await.unwrap().is_none());
    place.sign_in("ada", PASSWORD).await.unwrap();

    let Invited::Link(late) = app.invite(&place.vale, new_member("zoe", AccessRole::Analyst)).await.unwrap()
    else {
        panic!("a new account has a link")
    };
    place.later(7 * 24 * 3_600);
    assert!(app.redeem(late.secret(), PASSWORD).await.is_err(), "too old");
    let zoe = app.members(&place.vale).await.unwrap().into_iter().find(|m| m.name == "zoe Doe").unwrap();
    assert!(!zoe.accepted);
    let again = app.invite_again(&place.vale, zoe.account).await.unwrap();
    app.redeem(again.secret(), PASSWORD).await.unwrap();
    assert!(app.invite_again(&place.vale, zoe.account).await.is_err(), "accepted by now");
}

/// The one letter that was waiting, as it was sent; it is taken out of the folder.
async fn sent(app: &App, folder: &Path) -> String {
    assert_eq!(app.send_waiting_mail().await.unwrap(), 1);
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let letter = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(file).unwrap();
    letter
}

#[tokio::test]
async fn a_reset_goes_to_the_owner_alone_and_ends_waits_and_sessions() {
    let place = Place::new().await;
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let page = |token: &troth_app::accounts::Token| format!("https://x/{}", token.secret());
    place.holder.send_reset(&address("ada"), page).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let from = "troth@post.example".parse().unwrap();
    let app = place.holder.with_mail(Carrier::folder(folder.path().to_owned(), from));
    app.send_reset(&address("eve"), page).await.unwrap();
    assert_eq!(app.send_waiting_mail().await.unwrap(), 0, "nobody to write to");
    let session = place.sign_in("ada", PASSWORD).await.unwrap();
    for _ in 0..6 {
        place.sign_in("ada", "wrong password").await.unwrap_err();
    }
    app.send_reset(" ADA@council.example", page).await.unwrap();
    let letter = sent(&app, folder.path()).await;
    let (head, text) = letter.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("To: {}\r\n", address("ada"))), "{head}");
    assert!(!text.contains("vale") && !text.contains("council"), "{text}");
    let secret = text.split("https://x/").nth(1).unwrap().split_whitespace().next().unwrap();
    app.redeem(secret, "sofa bridge lantern").await.unwrap();
    assert!(app.visit(session.secret()).await.unwrap().is_none());
    place.sign_in("ada", "sofa bridge lantern").await.unwrap();

    app.send_reset(&address("ada"), page).await.unwrap();
    let text = sent(&app, folder.path()).await;
    let secret = text.split("https://x/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    place.later(3_600);
    assert!(app.redeem(&secret, PASSWORD).await.is_err(), "an hour is over");
}
