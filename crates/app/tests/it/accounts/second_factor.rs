//! The second factor, with codes worked out as an authenticator app does.

use totp_rs::{Builder, Secret};
use troth_app::accounts::{SignedIn, Stage, Visit};
use troth_gate::AccessRole;

use super::{PASSWORD, Place, address};

impl Place {
    /// The code an app shows for a key.
    fn code(&self, key: &str) -> String {
        let totp = Builder::new()
            .with_secret(Secret::try_from_base32(key).unwrap())
            .with_account_name("x")
            .build()
            .unwrap();
        let seconds = self.hands.0.load(std::sync::atomic::Ordering::Relaxed) / 1_000_000;
        totp.generate(seconds.try_into().unwrap()).to_string()
    }

    /// Sets a second factor up; its key and recovery codes.
    async fn enrol(&self, visit: &Visit) -> (String, Vec<String>) {
        self.holder.propose_factor(visit).await.unwrap();
        let setup = self.holder.proposed_factor(visit).await.unwrap().unwrap();
        assert!(setup.address.starts_with("otpauth://totp/Troth:"), "{}", setup.address);
        let done = self.holder.accept_factor(visit, &self.code(&setup.key)).await.unwrap();
        (setup.key, done.recovery_codes)
    }

    /// Half a session.
    async fn half(&self, name: &str) -> Visit {
        let SignedIn::SecondFactor(token) = self.holder.sign_in(&address(name), PASSWORD).await.unwrap()
        else {
            panic!("the second factor is asked for")
        };
        let visit = self.holder.visit(token.secret()).await.unwrap().unwrap();
        assert_eq!(visit.stage, Stage::Password);
        visit
    }
}

#[tokio::test]
async fn a_code_is_taken_once_one_step_early_or_late() {
    let place = Place::new().await;
    let ada = place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let (key, recovery) = place.enrol(&ada).await;
    assert_eq!(recovery.len(), 10);
    let app = &place.holder;
    let setting_up = place.code(&key);
    let half = place.half("ada").await;
    app.take_code(&half, &setting_up).await.unwrap_err();
    place.later(30);
    let code = place.code(&key);
    place.later(30);
    let token = app.take_code(&half, &code).await.unwrap();
    assert_eq!(app.visit(token.secret()).await.unwrap().unwrap().stage, Stage::Whole);
    let half = place.half("ada").await;
    app.take_code(&half, &code).await.unwrap_err();
    let old = place.code(&key);
    place.later(61);
    for wrong in [old.as_str(), "", "000000000", "12345", "abcdef"] {
        app.take_code(&half, wrong).await.unwrap_err();
        place.later(16 * 60);
    }
    assert!(app.visit("0").await.unwrap().is_none());
}

#[tokio::test]
async fn guessing_codes_has_to_wait_and_the_password_alone_opens_nothing() {
    let place = Place::new().await;
    let ada = place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let (key, _) = place.enrol(&ada).await;
    place.later(30);
    let half = place.half("ada").await;
    let right = place.code(&key);
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let mut waits = false;
    for _ in 0..6 {
        let error = place.holder.take_code(&half, wrong).await.unwrap_err().to_string();
        waits |= error.contains("too many");
    }
    assert!(waits, "the right password before does not begin the count anew");
    assert!(place.holder.take_code(&half, &right).await.is_err());
}

#[tokio::test]
async fn a_recovery_code_is_taken_once_and_nothing_lies_open_in_the_database() {
    let place = Place::new().await;
    let ada = place.member(&place.vale, "ada", AccessRole::Analyst).await;
    let (key, recovery) = place.enrol(&ada).await;
    let app = &place.holder;
    let typed = recovery[3].to_uppercase().replace('-', " ");
    let half = place.half("ada").await;
    let token = app.take_code(&half, &typed).await.unwrap();
    let ada = app.visit(token.secret()).await.unwrap().unwrap();
    assert_eq!(app.recovery_codes_left(&ada).await.unwrap(), 9);
    app.take_code(&place.half("ada").await, &typed).await.unwrap_err();
    place.store.forget_overwritten().await.unwrap();
    let bytes = std::fs::read(place.folder.path().join("troth.db")).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(!holds(&key) && !holds(token.secret()) && recovery.iter().all(|code| !holds(code)));
    let raw = Secret::try_from_base32(&key).unwrap();
    assert!(!bytes.windows(20).any(|w| w == raw.as_bytes()));
}

#[tokio::test]
async fn who_runs_a_partnership_keeps_the_second_factor_and_others_may_give_it_up() {
    let place = Place::new().await;
    let cora = place.member(&place.vale, "cora", AccessRole::Coordinator).await;
    assert!(place.holder.rights(&cora).await.unwrap().needs_second_factor);
    place.enrol(&cora).await;
    assert!(place.holder.remove_factor(&cora).await.is_err());
    place.holder.set_role(&address("cora"), "vale", Some(AccessRole::Analyst), None).await.unwrap();
    place.holder.remove_factor(&cora).await.unwrap();
    let SignedIn::Whole(_) = place.holder.sign_in(&address("cora"), PASSWORD).await.unwrap() else {
        panic!("there is no second factor any more")
    };
}
