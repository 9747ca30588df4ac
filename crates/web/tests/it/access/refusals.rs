//! What is refused in sign-in mode, and what every answer carries.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use troth_web::Options;

use super::house::{House, URL, Who};

#[tokio::test(flavor = "multi_thread")]
async fn only_the_public_name_is_answered_and_nothing_forwarded_without_a_proxy_of_ones_own() {
    let house = House::new().await;
    let ask = |name: &'static str, value: &'static str| {
        let request = Request::get("/sign-in").header(name, value);
        house.send(request.body(Body::empty()).unwrap())
    };
    for host in ["localhost", "127.0.0.1:8080", "evil.example", "troth.example.org:8080", ""] {
        assert_eq!(ask("host", host).await.status, StatusCode::FORBIDDEN, "{host}");
    }
    assert_eq!(ask("host", "TROTH.example.org").await.status, StatusCode::OK);
    assert_eq!(ask("x-forwarded-for", "192.0.2.1").await.status, StatusCode::FORBIDDEN);
    let house = house.served(Options::sign_in(URL.parse().unwrap(), true));
    let request = Request::get("/sign-in").header("x-forwarded-for", "192.0.2.1").header("via", "1.1 proxy");
    assert_eq!(house.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_other_sites_are_refused_even_with_the_right_token() {
    let house = House::new().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "http://troth.example.org"),
        ("origin", "null"),
    ] {
        let cookie = format!("__Host-troth={}", house.secret(Who::Custodian));
        let request = Request::post("/n/vale/settings")
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header(name, value)
            .body(Body::from(format!("form_token={}", house.token(Who::Custodian))))
            .unwrap();
        let answer = house.send(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.body.contains("another site"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_a_file_needs_the_token_too_and_arrives_whole() {
    let house = House::new().await;
    let send = async |token: &str| {
        let file = "id,organisation,name\nnew,council,New Person\n";
        let body = format!(
            "--XX\r\ncontent-disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--XX\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\n{file}\r\n--XX--\r\n"
        );
        let request = Request::post("/n/vale/settings/people/import")
            .header("cookie", format!("__Host-troth={}", house.secret(Who::Coordinator)))
            .header("content-type", "multipart/form-data; boundary=XX")
            .body(Body::from(body))
            .unwrap();
        house.send(request).await
    };
    assert_eq!(send("").await.status, StatusCode::FORBIDDEN);
    let taken = send(&house.token(Who::Coordinator)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let page = house.get(Who::Coordinator, taken.location()).await.body;
    assert!(page.contains("New Person") && page.contains("Imported:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forecast_is_for_those_who_run_the_partnership() {
    let house = House::worked_out().await;
    let title = "How many relationships could be shown";
    for (who, sees) in
        [(Who::Custodian, true), (Who::Coordinator, true), (Who::Analyst, false), (Who::Partner, false)]
    {
        let answer = house.get(who, "/n/vale/survey?share=100&people=5").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.body.contains(title), sees, "{who:?}");
        assert_eq!(answer.body.contains("could be shown on both sides"), sees, "{who:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_tries_from_one_network_are_refused() {
    let house = House::new().await;
    let mut refused = 0;
    for n in 0..110 {
        let address = format!("guess{n}@council.example");
        let answer = house.post(Who::Nobody, "/forgotten", &[("address", &address)]).await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 10);
    assert_eq!(house.get(Who::Custodian, "/n/vale").await.status, StatusCode::OK, "those inside go on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_acts_for_its_own_organisation_alone() {
    let house = House::new().await;
    let path = format!("/n/vale/actions/{}/accept", house.action);
    let other = house.post(Who::Partner, &path, &[("side", "hospital"), ("version", "1")]).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    let own = house.post(Who::Partner, &path, &[("side", "council"), ("version", "1")]).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.body);
    let path = "/n/vale/facts/pathway/discharge";
    assert_eq!(house.post(Who::Partner, path, &[("as", "hospital")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.post(Who::Partner, path, &[("as", "council")]).await.status, StatusCode::SEE_OTHER);
    let page = house.get(Who::Partner, "/n/vale/facts/pathway/discharge?as=hospital").await.body;
    assert!(
        page.contains("name=\"as\" value=\"council\"") && !page.contains("name=\"as\" value=\"hospital\"")
    );
    assert!(!house.get(Who::Analyst, path).await.body.contains("Say who is responsible"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_of_an_encrypted_site() {
    let house = House::new().await;
    for (who, path) in [(Who::Nobody, "/sign-in"), (Who::Custodian, "/n/vale"), (Who::Nobody, "/n/vale")] {
        let headers = house.get(who, path).await.headers;
        let value = |name: &str| headers.get(name).map_or("", |v| v.to_str().unwrap()).to_owned();
        assert!(value("strict-transport-security").starts_with("max-age=31536000"));
        assert!(value("content-security-policy").starts_with("default-src 'none';"));
        assert!(!value("content-security-policy").contains("unsafe"));
        assert_eq!(value("cache-control"), "no-store");
        assert_eq!(value("x-content-type-options"), "nosniff");
        assert_eq!(value("referrer-policy"), "same-origin");
        assert!(value("permissions-policy").contains("camera=()"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_script_or_a_style_of_its_own() {
    let house = House::new().await;
    for path in [
        "/n/vale",
        "/n/vale/map",
        "/n/vale/why",
        "/n/vale/settings/access",
        "/framework",
        "/methods",
        "/account",
    ] {
        let page = house.get(Who::Custodian, path).await.body;
        assert!(
            !page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick="),
            "{path}"
        );
        assert_eq!(page.matches("<script").count(), 1, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn single_user_mode_has_no_sign_in_and_says_so_where_there_are_accounts() {
    let house = House::new().await;
    let house = house.served(Options::single_user(true));
    let ask = |path: &'static str| {
        let request = Request::get(path).header("host", "127.0.0.1:8080");
        house.send(request.body(Body::empty()).unwrap())
    };
    assert!(ask("/n/vale").await.body.contains("this database has accounts"));
    for path in ["/sign-in", "/account", "/n/vale/settings/access"] {
        assert_eq!(ask(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
