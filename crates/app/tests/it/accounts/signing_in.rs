//! Passwords, waits and sessions.

use troth_app::AppError;
use troth_gate::AccessRole;

use super::{PASSWORD, Place, address};

fn said<T>(outcome: Result<T, AppError>) -> String {
    outcome.err().map(|error| error.to_string()).unwrap_or_default()
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_told_alike() {
    let place = Place::new().await;
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    for _ in 0..7 {
        let known = said(place.sign_in("ada", "wrong password").await);
        let unknown = said(place.sign_in("eve", "wrong password").await);
        assert!(!known.is_empty());
        assert_eq!(known, unknown, "also when it comes to waiting");
    }
    place.sign_in("eve", "").await.unwrap_err();
}

#[tokio::test]
async fn after_five_wrong_tries_even_the_right_password_waits_but_not_for_good() {
    let place = Place::new().await;
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    for _ in 0..4 {
        place.sign_in("ada", "wrong password").await.unwrap_err();
    }
    place.sign_in("ada", PASSWORD).await.unwrap();
    for _ in 0..5 {
        assert!(said(place.sign_in("ada", "wrong password").await).contains("do not belong together"));
    }
    assert!(said(place.sign_in("ada", PASSWORD).await).contains("Wait"));
    place.later(61);
    place.sign_in("ada", PASSWORD).await.unwrap();
    for _ in 0..40 {
        place.sign_in("ada", "wrong password").await.unwrap_err();
        place.later(16 * 60);
    }
    place.sign_in("ada", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn many_guesses_at_once_count_as_many() {
    let place = Place::new().await;
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let guesses: Vec<_> = (0..12)
        .map(|n| {
            let app = place.holder.clone();
            tokio::spawn(async move { app.sign_in(&address("ada"), &format!("guess number {n}")).await })
        })
        .collect();
    let mut looked_at = 0;
    for guess in guesses {
        looked_at += usize::from(said(guess.await.unwrap()).contains("do not belong together"));
    }
    assert_eq!(looked_at, 5);
}

#[tokio::test]
async fn a_session_ends_without_use_and_in_any_case() {
    let place = Place::new().await;
    place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let token = place.sign_in("ada", PASSWORD).await.unwrap();
    let open = async || place.holder.visit(token.secret()).await.unwrap().is_some();
    for _ in 0..20 {
        place.later(7 * 3_600);
        assert!(open().await, "in use");
    }
    for _ in 0..10 {
        place.later(7 * 3_600);
        open().await;
    }
    assert!(!open().await, "a week is over");
    let token = place.sign_in("ada", PASSWORD).await.unwrap();
    place.later(8 * 3_600 + 1);
    assert!(place.holder.visit(token.secret()).await.unwrap().is_none(), "not used for long");
    assert!(place.holder.visit("").await.unwrap().is_none());
}

#[tokio::test]
async fn a_new_password_or_signing_out_everywhere_ends_sessions_and_renewal_changes_the_secret() {
    let place = Place::new().await;
    let ada = place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let old = place.sign_in("ada", PASSWORD).await.unwrap();
    let app = &place.holder;
    let wrong = app.change_password(&ada, "wrong password", "sofa bridge lantern").await;
    assert!(said(wrong).contains("not your password"));
    assert!(said(app.change_password(&ada, PASSWORD, "short").await).contains("at least 12"));
    let new = app.change_password(&ada, PASSWORD, "sofa bridge lantern").await.unwrap();
    assert!(app.visit(old.secret()).await.unwrap().is_none(), "every other session ended");
    let ada = app.visit(new.secret()).await.unwrap().unwrap();
    place.sign_in("ada", PASSWORD).await.unwrap_err();
    place.later(31 * 60);
    assert!(!app.is_fresh(&ada));
    let again = app.confirm_password(&ada, "sofa bridge lantern").await.unwrap();
    assert!(app.visit(new.secret()).await.unwrap().is_none(), "the old secret opens nothing");
    let ada = app.visit(again.secret()).await.unwrap().unwrap();
    assert!(app.is_fresh(&ada) && app.sessions_of(&ada).await.unwrap().len() == 1);
    app.sign_out_everywhere(&ada).await.unwrap();
    assert!(app.visit(again.secret()).await.unwrap().is_none());
}

#[tokio::test]
async fn what_others_try_outside_makes_nobody_inside_wait() {
    let place = Place::new().await;
    let ada = place.member(&place.vale, "ada", AccessRole::Analyst).await;
    for _ in 0..8 {
        place.sign_in("ada", "wrong password").await.unwrap_err();
    }
    assert!(said(place.sign_in("ada", PASSWORD).await).contains("Wait"));
    place.holder.confirm_password(&ada, PASSWORD).await.unwrap();
}
