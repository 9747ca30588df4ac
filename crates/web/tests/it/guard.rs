//! What the server refuses, and what every answer carries.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};

use super::site::{self, Answer, Site};

async fn with(site: &Site, headers: &[(&str, &str)], method: &str, path: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_forwarded_is_served() {
    let site = site::empty().await;
    for header in
        ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "via", "x-real-ip"]
    {
        let answer = with(&site, &[(header, "for=192.0.2.1")], "GET", "/n/vale").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header}");
        assert!(answer.body.contains("through another computer"), "{}", answer.body);
        assert!(!answer.body.contains("Vale"), "nothing of the partnership is on the page");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_this_computers_names_are_answered() {
    let site = site::empty().await;
    for own in ["localhost", "localhost:8080", "127.0.0.1:9", "[::1]:8080", "[::1]", "LOCALHOST:1"] {
        assert_eq!(with(&site, &[("host", own)], "GET", "/health").await.status, StatusCode::OK, "{own}");
    }
    for foreign in
        ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil", "[::2]", ""]
    {
        let answer = with(&site, &[("host", foreign)], "GET", "/n/vale").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{foreign}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_other_sites_are_refused() {
    let site = site::empty().await;
    let path = "/n/vale/between/a/b/verdict";
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:9999"), ("host", "127.0.0.1:8080")],
    ];
    for headers in foreign {
        let answer = with(&site, headers, "POST", path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(answer.body.contains("from another site"));
    }
    let own: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "same-origin")],
        &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")],
        &[],
    ];
    for headers in own {
        assert_ne!(with(&site, headers, "POST", path).await.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    let linked = with(&site, &[("sec-fetch-site", "cross-site")], "GET", "/n/vale").await;
    assert_eq!(linked.status, StatusCode::OK, "a link from elsewhere may be followed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_tells_nobody_its_address_sends_its_own_forms_and_other_sites_do_not() {
    let site = site::empty().await;
    let secret = "cd".repeat(32);
    for path in [format!("/check/{secret}"), format!("/answer/{secret}/begin"), "/receipt".to_owned()] {
        let own = with(&site, &[("origin", "null")], "POST", &path).await;
        assert_ne!(own.status, StatusCode::FORBIDDEN, "browsers name no origin there: {path}");
        for headers in [
            &[("origin", "null"), ("sec-fetch-site", "cross-site")][..],
            &[("origin", "http://evil.example")][..],
        ] {
            assert_eq!(
                with(&site, headers, "POST", &path).await.status,
                StatusCode::FORBIDDEN,
                "{headers:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers() {
    let site = site::empty().await;
    for path in ["/n/vale", "/nowhere", "/health", "/"] {
        let answer = with(&site, &[], "GET", path).await;
        let policy = value(&answer.headers, "content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(value(&answer.headers, "x-content-type-options"), "nosniff");
        assert_eq!(value(&answer.headers, "referrer-policy"), "same-origin");
        assert_eq!(value(&answer.headers, "cross-origin-opener-policy"), "same-origin");
        assert_eq!(value(&answer.headers, "cache-control"), "no-store", "{path}");
    }
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |v| v.to_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn styles_and_scripts_are_there_and_may_be_kept() {
    let site = site::empty().await;
    let (_, page) = site.get("/n/vale").await;
    for (sign, kind) in [("href=\"/assets/", "text/css"), ("src=\"/assets/", "text/javascript")] {
        let at = page.find(sign).unwrap() + sign.len() - "/assets/".len();
        let path = page[at..].split('"').next().unwrap();
        let answer = with(&site, &[], "GET", path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(value(&answer.headers, "content-type").starts_with(kind));
        assert!(value(&answer.headers, "cache-control").contains("immutable"));
    }
    let (status, body) = site.get("/assets/nothing.css").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body.contains("<h1>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused_with_a_sentence() {
    let site = site::empty().await;
    let said = with(&site, &[("content-length", "13000000")], "POST", "/n/vale/between/a/b/verdict").await;
    assert_eq!(said.status, StatusCode::PAYLOAD_TOO_LARGE);
    let form = Request::post("/n/vale/between/a/b/verdict")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(vec![b'a'; 12_500_000]));
    let sent = site.send(form.unwrap()).await;
    assert_eq!(sent.status, StatusCode::PAYLOAD_TOO_LARGE);
    for answer in [said, sent] {
        assert!(answer.body.contains("larger than 12 MB") && answer.body.contains("Nothing was saved"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_framework_refuses_is_put_into_words() {
    let site = site::empty().await;
    let cases = [
        ("GET", "/nowhere", StatusCode::NOT_FOUND),
        ("DELETE", "/n/vale", StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/n/vale/between/a/b/verdict", StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/n/%FF", StatusCode::BAD_REQUEST),
        ("GET", "/n/vale/map?wave=1&wave=2", StatusCode::BAD_REQUEST),
        ("POST", "/n/vale/between/a/b/verdict", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ];
    for (method, path, status) in cases {
        let answer = with(&site, &[], method, path).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
        assert_eq!(answer.body.matches("<h1>").count(), 1, "{method} {path}: {}", answer.body);
    }
}
