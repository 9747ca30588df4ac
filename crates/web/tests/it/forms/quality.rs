//! How good the answers of a closed round are, from the Survey page to the file.

use axum::http::StatusCode;

use super::partnership::closed;
use crate::site;
use crate::worked_out::explained_groups;

const PAGE: &str = "/n/vale/survey/rounds/3/quality";

#[tokio::test(flavor = "multi_thread")]
async fn the_custodian_reads_how_good_the_answers_of_a_round_are() {
    let desk = closed(&["council", "hospital", "hospice", "charity"]).await;
    for from in ["/n/vale/survey", "/n/vale/survey/rounds/3"] {
        let (_, page) = desk.get(from).await;
        assert!(page.contains(&format!("href=\"{PAGE}\"")), "{from}: {page}");
    }
    let (status, page) = desk.get(PAGE).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    for part in [
        "Custodian page:",
        "None of this leaves Troth by itself",
        "Cannot tell. Fewer than 50 answers.",
        "Whether colleagues agree about a partner",
        "Part of it, with a clear job and a voice",
        // Five of seven people of each of four organisations.
        "Of 28 who were asked by a link of their own, 20 finished",
        "71.4",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let (groups, _) = explained_groups(PAGE, &page);
    assert_eq!(groups.len(), 4, "{groups:?}");
    let (status, file) = desk.get(&format!("{PAGE}.csv")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        file.trim_start_matches('"').starts_with("For the custodian only. Made from single answers"),
        "{file}"
    );
    for part in ["% highest", "mean r_wg", "alpha", "5 of 7 finished"] {
        assert!(file.contains(part), "{part}: {file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_from_a_file_says_that_nobody_knows_who_was_asked() {
    let desk = site::small().await;
    let (status, page) = desk.get("/n/vale/survey/rounds/2/quality").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("who was asked is not known"), "{page}");
    let (status, _) = desk.get("/n/vale/survey/rounds/none/quality").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
