//! The page of one's own account: where one is signed in, and which letters one wants.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::house::{House, PASSWORD, URL, Who};
use crate::site::encoded;

const FIREFOX: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0 Secret/7";

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_named_by_its_browser_and_nothing_else_of_it_is_kept() {
    let house = House::new().await;
    let form = format!(
        "form_token={}&address={}&password={}",
        house.token(Who::Nobody),
        encoded(&Who::Analyst.address()),
        encoded(PASSWORD)
    );
    let request = Request::post("/sign-in")
        .header(header::COOKIE, format!("__Host-troth-form={}", house.secret(Who::Nobody)))
        .header(header::USER_AGENT, FIREFOX)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("origin", URL);
    let signed_in = house.send(request.body(Body::from(form)).unwrap()).await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER, "{}", signed_in.body);
    let page = house.get(Who::Analyst, "/account").await.body;
    assert!(page.contains("Firefox on Windows") && page.contains("A browser (this one)"), "{page}");
    assert!(page.contains("22 November 2026") && !page.contains("Secret/7"), "{page}");
    assert!(!house.files().windows(8).any(|bytes| bytes == b"Secret/7"));
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_chosen_where_any_are_sent() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::new().await;
    assert!(!house.get(Who::Custodian, "/account").await.body.contains("/account/letters"));
    let house = house.writing_to(folder.path());
    let page = house.get(Who::Custodian, "/account").await.body;
    assert_eq!(page.matches("type=\"checkbox\"").count(), 2);
    assert_eq!(page.matches(" checked").count(), 2, "{page}");
    let saved = house.post(Who::Custodian, "/account/letters", &[("tasks", "yes")]).await;
    assert_eq!(saved.location(), "/account?done=letters");
    let page = house.get(Who::Custodian, saved.location()).await.body;
    assert!(page.matches(" checked").count() == 1 && page.contains("Saved."), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_promise_proposes_the_custodian_who_opens_it_and_nobody_else() {
    let house = House::new().await;
    let proposed = |page: String| page.contains("name=\"custodian\" value=\"Custodian Doe\"");
    assert!(proposed(house.get(Who::Custodian, "/n/vale/settings/promise").await.body));
    let other = house.get(Who::Coordinator, "/n/vale/settings/promise").await.body;
    assert!(other.contains("name=\"custodian\"") && !other.contains("value=\"Coordinator Doe\""), "{other}");
}
