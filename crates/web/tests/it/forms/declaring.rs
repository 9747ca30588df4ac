//! Pathways and who is responsible for their steps.

use super::desk::{Desk, PRACTICE, small};
use super::{PATIENT, SCRIPT, UNICODE, escaped, follow, refused};
use crate::site::encoded;

const NEW: &str = "/n/vale/facts/new";

/// Ids of the steps of a pathway, in order.
async fn steps(site: &Desk, pathway: &str) -> Vec<String> {
    let all = site.app.pathways(&site.network).await.unwrap();
    let stored = all.iter().find(|p| p.pathway.external_id == pathway).unwrap();
    stored.steps.iter().map(|s| s.id.to_string()).collect()
}

#[tokio::test]
async fn a_pathway_is_written_down_step_by_step() {
    let site = small().await;
    let lines = format!("Ring home\r\n\r\n  {UNICODE} \r\n{SCRIPT}");
    let page =
        follow(&site, &site.post(NEW, &[("name", "\u{d6}ffnen & gehen"), ("steps", &lines)]).await).await;
    assert!(page.contains("<h1>\u{d6}ffnen &amp; gehen</h1>"));
    assert!(page.contains(UNICODE) && page.contains(&escaped(SCRIPT)) && !page.contains("<script>alert"));
    assert_eq!(
        page.matches("<li class=\"step\">").count(),
        3,
        "nothing is worked out yet, blank lines are no steps"
    );
}

#[tokio::test]
async fn a_pathway_that_cannot_be_taken_comes_back_whole() {
    let site = small().await;
    let answer = site.post(NEW, &[("name", ""), ("steps", "  \n ")]).await;
    refused(&answer, "Give the pathway a name");
    refused(&answer, "at least one step");
    let answer = site.post(NEW, &[("name", "Discharge"), ("steps", "One\nTwo")]).await;
    refused(&answer, "is there already");
    assert!(answer.body.contains("One\nTwo</textarea>") && answer.body.contains("value=\"Discharge\""));
    let patient = format!("Ring {PATIENT}");
    let answer = site.post(NEW, &[("name", "Home"), ("steps", &patient)]).await;
    refused(&answer, "NHS number");
    assert!(answer.body.contains(&patient) && !super::told(&answer.body).contains(PATIENT));
}

#[tokio::test]
async fn an_organisation_says_it_for_each_step_and_takes_it_back() {
    let site = small().await;
    let path = "/n/vale/facts/pathway/discharge";
    let ids = steps(&site, "discharge").await;
    let here = format!("{path}?as={}", encoded(PRACTICE));
    let (_, page) = site.get(&here).await;
    assert!(page.contains("We do (") && page.contains("Nobody does") && page.contains("Not answered"));
    let other = "o:hospital";
    let own = format!("o:{PRACTICE}");
    let form =
        [("as", PRACTICE), (ids[0].as_str(), "nobody"), (ids[1].as_str(), other), (ids[2].as_str(), &own)];
    let page = follow(&site, &site.post(path, &form).await).await;
    for (id, value) in [(&ids[0], "nobody"), (&ids[1], other), (&ids[2], own.as_str())] {
        let list = page.split(&format!("name=\"{id}\"")).nth(1).unwrap().split("</select>").next().unwrap();
        assert!(list.contains(&format!("<option value=\"{value}\" selected>")), "{id}: {list}");
    }
    let page = follow(&site, &site.post(path, &[("as", PRACTICE)]).await).await;
    assert!(!page.contains("<option value=\"nobody\" selected>"));
    site.app.work_off("test").await.unwrap();
    let (_, page) = site.get(path).await;
    assert!(page.contains("<li class=\"step contested\">") && page.contains("Claimed by both"));
    assert!(page.contains("<li class=\"step orphaned\">") && page.contains("Claimed by neither"));
}

#[tokio::test]
async fn a_choice_that_is_not_there_is_asked_again() {
    let site = small().await;
    let path = "/n/vale/facts/pathway/discharge";
    let ids = steps(&site, "discharge").await;
    let form = [("as", "council"), (ids[0].as_str(), "o:gone"), (ids[1].as_str(), "nobody")];
    let answer = site.post(path, &form).await;
    refused(&answer, "Choose again");
    assert!(answer.body.contains("<option value=\"o:gone\" selected>"), "what was sent is kept");
    assert!(answer.body.contains("<option value=\"nobody\" selected>"));
    let (_, page) = site.get(&format!("{path}?as=council")).await;
    assert!(!page.contains("<option value=\"nobody\" selected>"), "nothing was saved");
}

#[tokio::test]
async fn facts_begin_with_the_finding_and_say_what_waits() {
    let site = small().await;
    let (_, page) = site.get("/n/vale/facts").await;
    let says = "Council adult care and the general hospital share 4 steps: 2 claimed by both, 1 by neither.";
    assert!(page.contains(says));
    assert!(page.contains("/n/vale/between/council/hospital"));
    assert!(page.contains("Not read yet"));
}
