//! Respondents on an address of their own: nothing else is there, and they are nowhere else.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt as _;
use troth_web::Options;

use super::house::{House, Who};

const URL: &str = "https://troth.example.org";
const APART: &str = "answers.example.org";

async fn get(router: &axum::Router, host: &str, path: &str) -> (StatusCode, axum::http::HeaderMap, String) {
    let request = Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn respondents_reach_their_pages_at_their_own_address_and_nothing_else() {
    let options = Options::sign_in(URL.parse().unwrap(), false);
    let house = House::new().await;
    assert!(troth_web::respondents_router(house.app.clone(), &options).is_none());
    let options = options.with_respondents(format!("https://{APART}").parse().unwrap());
    let apart = troth_web::respondents_router(house.app.clone(), &options).unwrap();
    let (status, headers, page) = get(&apart, APART, "/answer/nonsense").await;
    assert!(status == StatusCode::NOT_FOUND && page.contains("This link leads nowhere"), "{page}");
    assert!(headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    assert!(headers.contains_key("strict-transport-security"));
    assert_eq!(get(&apart, APART, "/receipt").await.0, StatusCode::OK);
    assert_eq!(get(&apart, APART, "/health").await.2, "ok");
    for path in ["/", "/n/vale", "/n/vale/survey", "/sign-in", "/start", "/ready"] {
        let (status, _, page) = get(&apart, APART, path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.contains("Vale"), "{path}");
    }
    let (status, _, page) = get(&apart, "troth.example.org", "/answer/nonsense").await;
    assert!(status == StatusCode::FORBIDDEN && page.contains("only under the address"), "{status} {page}");
    let forwarded =
        Request::get("/receipt").header(header::HOST, APART).header("x-forwarded-for", "192.0.2.1");
    let refused = apart.clone().oneshot(forwarded.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    // The main address has them no more, and everything else still.
    let house = house.served(options);
    for path in ["/answer/nonsense", "/receipt"] {
        let page = house.get(Who::Nobody, path).await;
        assert!(page.status == StatusCode::NOT_FOUND && !page.body.contains("This link"), "{path}");
    }
    assert_eq!(house.get(Who::Coordinator, "/n/vale/survey").await.status, StatusCode::OK);
}
