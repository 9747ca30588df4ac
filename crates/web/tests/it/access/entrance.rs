//! The way in: invitation, password, second factor, and out again; as a browser without scripts does it.

use axum::http::StatusCode;
use troth_app::accounts::Stage;

use super::house::{Answer, House, PASSWORD, URL, Who};

/// Somebody's browser: its cookies, and the token of the form it looks at.
#[derive(Default)]
struct Browser {
    before: Option<String>,
    session: Option<String>,
    token: String,
}

impl Browser {
    fn cookies(&self) -> String {
        let session = self.session.as_ref().map(|v| format!("__Host-troth={v}; "));
        let before = self.before.as_ref().map(|v| format!("__Host-troth-form={v}"));
        format!("{}{}", session.unwrap_or_default(), before.unwrap_or_default())
    }

    fn keep(&mut self, answer: &Answer) {
        if let Some(before) = answer.cookie("__Host-troth-form") {
            self.before = Some(before);
        }
        if let Some(session) = answer.cookie("__Host-troth") {
            self.session = Some(session).filter(|v| !v.is_empty());
        }
        if let Some(part) = answer.body.split("name=\"form_token\" value=\"").nth(1) {
            self.token = part.split('"').next().unwrap().to_owned();
        }
    }

    async fn get(&mut self, house: &House, path: &str) -> Answer {
        let request = axum::http::Request::get(path).header("cookie", self.cookies());
        let answer = house.send(request.body(axum::body::Body::empty()).unwrap()).await;
        self.keep(&answer);
        answer
    }

    async fn post(&mut self, house: &House, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut body = format!("form_token={}", self.token);
        for (name, value) in form {
            body.push_str(&format!("&{name}={}", crate::site::encoded(value)));
        }
        let request = axum::http::Request::post(path)
            .header("cookie", self.cookies())
            .header("origin", URL)
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = house.send(request.body(axum::body::Body::from(body)).unwrap()).await;
        self.keep(&answer);
        answer
    }
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split(from).nth(1).unwrap_or_else(|| panic!("no {from} in {page}")).split(to).next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_invitation_to_the_second_factor_and_out_again() {
    let house = House::new().await;
    let form = [("name", "Ann Lee"), ("address", "ann@b.example"), ("role", "coordinator")];
    let invited = house.post(Who::Custodian, "/n/vale/settings/access", &form).await;
    assert_eq!(invited.status, StatusCode::OK);
    let link = format!("/link/{}", between(&invited.body, &format!("{URL}/link/"), "<"));

    let mut ann = Browser::default();
    let welcome = ann.get(&house, &link).await;
    assert!(welcome.body.contains("ann@b.example") && !welcome.body.contains("Vale"));
    let short = ann.post(&house, &link, &[("password", "short"), ("again", "short")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.body.contains("At least 12") && !short.body.contains("value=\"short\""));
    let other = ann.post(&house, &link, &[("password", PASSWORD), ("again", "another one")]).await;
    assert!(other.body.contains("another password than the one above"));
    let done = ann.post(&house, &link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(done.location(), "/sign-in?done=password");
    assert_eq!(ann.get(&house, &link).await.status, StatusCode::NOT_FOUND, "used up");

    let wanted = ann.get(&house, "/n/vale/map").await;
    assert_eq!(wanted.location(), "/sign-in?next=%2Fn%2Fvale%2Fmap");
    ann.get(&house, wanted.location()).await;
    let form = [("address", "Ann@b.example"), ("password", PASSWORD), ("next", "/n/vale/map")];
    let signed_in = ann.post(&house, "/sign-in", &form).await;
    assert_eq!(signed_in.location(), "/n/vale/map");
    assert_eq!(ann.get(&house, "/n/vale/map").await.location(), "/account/second-factor");
    ann.get(&house, "/account/second-factor").await;
    assert_eq!(ann.post(&house, "/n/vale/settings", &[]).await.status, StatusCode::FORBIDDEN);
    ann.post(&house, "/account/second-factor/new", &[]).await;
    let page = ann.get(&house, "/account/second-factor").await.body;
    assert!(page.contains("<svg") && !page.contains("style="), "the picture is drawn without inline styles");
    let key = between(&page, "Key: <code>", "</code>").replace(' ', "");
    let codes = ann.post(&house, "/account/second-factor", &[("code", &house.code(&key))]).await;
    assert_eq!(codes.body.matches("<li><code>").count(), 10);
    let recovery = between(&codes.body, "<li><code>", "</code>").to_owned();
    assert_eq!(ann.get(&house, "/n/vale/map").await.status, StatusCode::OK);

    let account = ann.get(&house, "/account").await;
    assert!(account.body.contains("ann@b.example") && account.body.contains("10 recovery codes"));
    let old = ann.session.clone().unwrap();
    let out = ann.post(&house, "/sign-out", &[]).await;
    assert_eq!(out.location(), "/sign-in?done=out");
    assert!(out.headers["clear-site-data"].to_str().unwrap().contains("\"storage\""));
    assert!(ann.session.is_none() && house.app.visit(&old).await.unwrap().is_none());

    ann.get(&house, "/sign-in").await;
    let half = ann.post(&house, "/sign-in", &[("address", "ann@b.example"), ("password", PASSWORD)]).await;
    assert_eq!(half.location(), "/sign-in/code");
    assert!(
        ann.get(&house, "/n/vale/map").await.location().starts_with("/sign-in"),
        "half a session opens nothing"
    );
    ann.get(&house, "/sign-in/code").await;
    let half_secret = ann.session.clone().unwrap();
    let wrong = ann.post(&house, "/sign-in/code", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let whole = ann.post(&house, "/sign-in/code", &[("code", &recovery)]).await;
    assert_eq!(whole.location(), "/");
    assert_ne!(ann.session.as_ref(), Some(&half_secret), "a new secret at the change");
    assert!(house.app.visit(&half_secret).await.unwrap().is_none());
    let visit = house.app.visit(ann.session.as_ref().unwrap()).await.unwrap().unwrap();
    assert_eq!(visit.stage, Stage::Whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_bound_to_the_host_and_never_on_a_page() {
    let house = House::new().await;
    let mut ann = Browser::default();
    ann.get(&house, "/sign-in").await;
    let form = [("address", Who::Analyst.address()), ("password", PASSWORD.to_owned())];
    let form = form.each_ref().map(|(k, v)| (*k, v.as_str()));
    let answer = ann.post(&house, "/sign-in", &form).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-troth=") && cookie.contains("Path=/; Secure; HttpOnly; SameSite=Lax"));
    let secret = ann.session.clone().unwrap();
    for path in ["/account", "/n/vale", "/start"] {
        assert!(!ann.get(&house, path).await.body.contains(&secret), "{path}");
    }
    let files = house.files();
    assert!(!files.windows(64).any(|w| w == secret.as_bytes()), "only its hash is stored");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custodian_page_asks_for_the_password_again_after_half_an_hour() {
    let house = House::new().await;
    let page = format!("/n/vale/interviews/{}", house.transcript);
    assert_eq!(house.get(Who::Custodian, &page).await.status, StatusCode::OK);
    house.later(31 * 60);
    let asked = house.get(Who::Custodian, &page).await;
    assert!(asked.location().starts_with("/confirm?next=%2Fn%2Fvale%2Finterviews"), "{}", asked.location());
    assert_eq!(house.get(Who::Custodian, "/n/vale/map").await.status, StatusCode::OK);
    let wrong = house.post(Who::Custodian, "/confirm", &[("password", "wrong password")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = house.post(Who::Custodian, "/confirm", &[("password", PASSWORD), ("next", &page)]).await;
    assert_eq!(right.location(), page);
    assert!(right.cookie("__Host-troth").is_some(), "under a new secret");
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_changed_and_withdrawn_on_the_page_and_hold_at_once() {
    let house = House::new().await;
    let members = house.app.members(&house.vale).await.unwrap();
    let id = |who: Who| members.iter().find(|m| m.address == who.address()).unwrap().account.to_string();
    let path = "/n/vale/settings/access";
    let form = [("account", id(Who::Analyst)), ("role", "partner".to_owned())];
    let form = form.each_ref().map(|(k, v)| (*k, v.as_str()));
    let missing = house.post(Who::Coordinator, &format!("{path}/role"), &form).await;
    assert!(missing.body.contains("Choose the organisation"), "{}", missing.status);
    let form = [("account", id(Who::Custodian))];
    let form = form.each_ref().map(|(k, v)| (*k, v.as_str()));
    let dismissed = house.post(Who::Coordinator, &format!("{path}/withdraw"), &form).await;
    assert_eq!(dismissed.status, StatusCode::FORBIDDEN);
    let last = house.post(Who::Custodian, &format!("{path}/withdraw"), &form).await;
    assert!(last.body.contains("needs a custodian who can sign in"), "{}", last.status);
    let form = [("account", id(Who::Analyst))];
    let form = form.each_ref().map(|(k, v)| (*k, v.as_str()));
    assert_eq!(house.get(Who::Analyst, "/n/vale").await.status, StatusCode::OK);
    house.post(Who::Coordinator, &format!("{path}/withdraw"), &form).await;
    assert!(house.get(Who::Analyst, "/n/vale").await.location().starts_with("/sign-in"));
    assert_eq!(
        house.post(Who::Coordinator, &format!("{path}/reset"), &form).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_app_is_taken_at_the_second_step() {
    let mut house = House::new().await;
    house.later(60);
    house.sign_in(Who::Coordinator).await;
    assert_eq!(house.get(Who::Coordinator, "/n/vale/settings/access").await.status, StatusCode::OK);
    assert_eq!(house.code(house.key(Who::Coordinator)).len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_founds_a_partnership_is_its_custodian_and_nobody_else_sees_it() {
    let house = House::new().await;
    let form = [("name", "The new dale"), ("slug", "dale")];
    assert_eq!(house.post(Who::Coordinator, "/start", &form).await.status, StatusCode::FORBIDDEN);
    let founded = house.post(Who::Elsewhere, "/start", &form).await;
    assert_eq!(founded.location(), "/n/dale/settings/organisations?done=founded", "{}", founded.body);
    assert_eq!(house.get(Who::Elsewhere, "/n/dale/settings/access").await.status, StatusCode::OK);
    assert_eq!(house.get(Who::Custodian, "/n/dale").await.status, StatusCode::NOT_FOUND);
    assert!(!house.get(Who::Custodian, "/start").await.body.contains("new dale"));
}
