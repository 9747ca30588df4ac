//! Founding a partnership, its profile, its organisations, people and survey rounds.

use axum::http::StatusCode;

use super::desk::{empty, small};
use super::{SCRIPT, UNICODE, escaped, follow, refused};

#[tokio::test]
async fn a_partnership_is_founded() {
    let site = empty().await;
    let form = [("name", UNICODE), ("slug", "new-one"), ("mandate", "voluntary"), ("started", "2024-02-29")];
    let page = follow(&site, &site.post("/start", &form).await).await;
    assert!(page.contains(UNICODE) && page.contains("No organisations yet"));
    let (_, page) = site.get("/n/new-one/settings").await;
    assert!(page.contains("<option value=\"voluntary\" selected>") && page.contains("value=\"2024-02-29\""));
    let (_, page) = site.get("/start").await;
    assert!(page.contains("href=\"/n/vale\"") && page.contains("href=\"/n/new-one\""));
}

#[tokio::test]
async fn a_partnership_that_cannot_be_founded_comes_back() {
    let site = empty().await;
    let answer = site.post("/start", &[("name", " "), ("slug", "Big Name"), ("place", SCRIPT)]).await;
    refused(&answer, "Give the partnership a name");
    refused(&answer, "small letters");
    assert!(answer.body.contains("value=\"Big Name\"") && answer.body.contains(&escaped(SCRIPT)));
    assert!(!answer.body.contains("<script>alert"));
    refused(&site.post("/start", &[("name", "x"), ("slug", "vale")]).await, "Another partnership");
    refused(
        &site.post("/start", &[("name", "x"), ("slug", "y"), ("started", "2024-02-30")]).await,
        "not a date",
    );
}

#[tokio::test]
async fn the_profile_is_saved_with_its_lists() {
    let site = empty().await;
    let path = "/n/vale/settings";
    let form = [
        ("name", "Vale"),
        ("collaboration_type", "merger"),
        ("restructurings", "2024-10-01 Two teams became one"),
        ("agreements", "2023-04-03; memorandum; Agreement"),
        ("size", "146,000 people"),
    ];
    let page = follow(&site, &site.post(path, &form).await).await;
    for kept in [
        "value=\"Vale\"",
        "2024-10-01 Two teams became one</textarea>",
        "2023-04-03; memorandum; Agreement</textarea>",
    ] {
        assert!(page.contains(kept), "{kept}");
    }
    let form = [("name", ""), ("restructurings", "last spring"), ("agreements", "x"), ("size", UNICODE)];
    let answer = site.post(path, &form).await;
    for says in
        ["Give the partnership a name", "Line 1: begin with a date", "Line 1: write date; kind; title"]
    {
        refused(&answer, says);
    }
    assert!(answer.body.contains("last spring</textarea>") && answer.body.contains(UNICODE));
    let (_, page) = site.get(path).await;
    assert!(page.contains("value=\"Vale\"") && page.contains("that is you"));
}

#[tokio::test]
async fn organisations_are_added_and_accept() {
    let site = small().await;
    let path = "/n/vale/settings/organisations";
    let form = [
        ("name", UNICODE),
        ("external_id", "new"),
        ("own_sector", "arts"),
        ("size", "12"),
        ("parent", "hospital"),
    ];
    let page = follow(&site, &site.post(path, &form).await).await;
    assert!(page.contains(UNICODE) && page.contains("arts"));
    assert_eq!(page.matches("Not yet").count(), 1, "nobody accepts by silence");
    let page = follow(
        &site,
        &site.post(&format!("{path}/accepted"), &[("organisation", "new"), ("accepted", "yes")]).await,
    )
    .await;
    assert!(!page.contains("Not yet"));
    let answer = site.post(path, &[("name", ""), ("external_id", "council"), ("place", SCRIPT)]).await;
    for says in ["a name", "a sector", "Another organisation has this id"] {
        refused(&answer, says);
    }
    assert!(answer.body.contains(&escaped(SCRIPT)) && !answer.body.contains("<script>alert"));
    let answer =
        site.post(path, &[("name", "x"), ("external_id", "y"), ("sector", "health"), ("size", "many")]).await;
    refused(&answer, "whole number");
    assert!(answer.body.contains("value=\"many\""));
    let answer = site.post(&format!("{path}/accepted"), &[("organisation", "gone")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn people_and_successions_are_noted() {
    let site = small().await;
    let path = "/n/vale/settings/people";
    let form =
        [("name", UNICODE), ("external_id", "zoe"), ("organisation", "home"), ("role_level", "strategic")];
    assert!(follow(&site, &site.post(path, &form).await).await.contains(UNICODE));
    let answer = site.post(path, &[("name", ""), ("external_id", "zoe"), ("organisation", "home")]).await;
    refused(&answer, "Give the person a name");
    refused(&answer, "Somebody else has this id");
    refused(&site.post(path, &[("name", "Ann")]).await, "where the person works");
    let path = "/n/vale/settings/successions";
    let form = [("before", "charity"), ("after", "home"), ("on", "2026-04-01"), ("what", "merged")];
    let page = follow(&site, &site.post(path, &form).await).await;
    assert!(page.contains("Elm House followed Charity for older people on 1 April 2026 (merged)."));
    let form = [("before", "charity"), ("after", "home"), ("on", "2026-04-01"), ("what", "merged again")];
    let answer = site.post(path, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("merged again"), "said twice, the words are kept");
    let form = [("before", "home"), ("after", "home"), ("on", "2026-04-01"), ("what", "kept words")];
    let answer = site.post(path, &form).await;
    refused(&answer, "cannot follow itself");
    assert!(answer.body.contains("kept words"));
    refused(&site.post(path, &[("before", "home")]).await, "Give the day");
}

#[tokio::test]
async fn rounds_are_added_and_closed_only_when_that_is_sure() {
    let site = small().await;
    let rounds = "/n/vale/survey/rounds";
    let form = [("external_id", "3"), ("label", UNICODE), ("opened", "2026-11-01")];
    let page = follow(&site, &site.post(rounds, &form).await).await;
    assert!(page.contains(&format!("{UNICODE} is open, with no answers yet.")));
    refused(&site.post(rounds, &[("external_id", "3")]).await, "Another round has this id");
    let form = [("external_id", "4"), ("opened", "2026-11-02"), ("closed", "2026-11-01"), ("label", "kept")];
    let answer = site.post(rounds, &form).await;
    refused(&answer, "before the first");
    assert!(answer.body.contains("value=\"kept\""));
    refused(&site.post("/n/vale/survey/close", &[("round", "3")]).await, "Tick that all answers are in");
    let page =
        follow(&site, &site.post("/n/vale/survey/close", &[("round", "3"), ("sure", "yes")]).await).await;
    assert!(page.contains("is closed, with no answers yet."));
    let answer = site.post("/n/vale/survey/close", &[("round", "99"), ("sure", "yes")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_done_can_be_read_and_taken_away() {
    let site = small().await;
    let (status, page) = site.get("/n/vale/settings/record").await;
    assert_eq!(status, StatusCode::OK);
    for expected in
        ["The record is whole", "Network founded", "The holder of the database", "Passages imported"]
    {
        assert!(page.contains(expected), "{expected}");
    }
    let (status, file) = site.get("/n/vale/settings/record.csv").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        file.starts_with("row,when_utc,who,what,subject\r\n") && file.contains("Network founded"),
        "{file}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_survey_page_forecasts_what_could_be_shown_and_says_what_was_typed_wrongly() {
    let site = crate::site::small().await;
    let (_, page) = site.get("/n/vale/survey?share=100").await;
    // Three staff of the practice answered about the council, and the hospital said nothing about the hospice.
    assert!(
        page.contains("Of 9 relationships about 7 could be shown on both sides, 2 on one side."),
        "{page}"
    );
    assert!(page.contains("would add most: about 1.0 more on both sides."), "{page}");
    assert!(page.contains("as answered in Survey round 2"), "{page}");
    let (_, all) = site.get("/n/vale/survey?share=100&people=5").await;
    assert!(all.contains("5 people of each organisation asked about the partners"), "{all}");
    let (status, page) = site.get("/n/vale/survey?share=most&people=-3").await;
    assert_eq!(status, StatusCode::OK);
    for message in ["write a number from 0 to 100", "write a whole number from 0 to 10000"] {
        assert_eq!(page.matches(message).count(), 2, "in the summary and beside the field: {message}");
    }
    assert!(page.contains("value=\"most\"") && page.contains("value=\"-3\""), "what was typed is kept");
    for strange in ["share=NaN", "share=-1", "share=1e309", "people=99999999999999999999", "share=%00"] {
        assert_eq!(site.get(&format!("/n/vale/survey?{strange}")).await.0, StatusCode::OK, "{strange}");
    }
}
