//! The methods, readable from the program itself.

use axum::http::StatusCode;

use super::markup::{texts, values};
use super::site::{self, Site};

async fn ok(site: &Site, path: &str) -> String {
    let (status, body) = site.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn every_method_can_be_read_from_the_list_and_every_link_leads_on() {
    let site = site::empty().await;
    let list = ok(&site, "/methods").await;
    let mut pages: Vec<&str> =
        values(&list, "href").into_iter().filter(|h| h.starts_with("/methods/")).collect();
    pages.sort_unstable();
    pages.dedup();
    assert!(pages.len() >= 12 && pages.contains(&"/methods/comparing-partnerships"), "{pages:?}");
    for page in pages {
        let body = ok(&site, page).await;
        assert_eq!(body.matches("<h1").count(), 1, "{page}");
        assert!(body.contains("<html lang=\"en-GB\">") && body.contains(" \u{2013} Troth</title>"), "{page}");
        assert!(body.contains("href=\"/methods\""), "{page} leads back to the list");
        assert!(!body.contains(" style=") && !body.contains("http://"), "{page}");
        assert!(!texts(&body).is_empty(), "{page} is closed as it was opened");
        for link in values(&body, "href").into_iter().filter(|h| h.starts_with("/methods")) {
            ok(&site, link.split('#').next().unwrap()).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn formulas_and_tables_are_there_and_nothing_else_of_the_folder() {
    let site = site::empty().await;
    let body = ok(&site, "/methods/two-sided-ratings").await;
    assert!(body.contains("<table>") && body.contains("y = \u{3bc}_group"), "{body}");
    for path in
        ["/methods/nothing", "/methods/..%2FREADME", "/methods/README.md", "/methods/two-sided-ratings.md"]
    {
        let (status, body) = site.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(body.contains("There is no method") && body.contains("choose again"), "{path}: {body}");
    }
}
