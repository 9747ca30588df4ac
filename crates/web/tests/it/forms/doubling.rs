//! Double coding in single-user mode: the holder and a second coder, to whom the keyboard is lent.

use axum::http::StatusCode;

use super::coding::{coding, pasted};
use super::desk::{Desk, small};
use super::{PATIENT, SCRIPT, escaped, follow, refused};
use crate::markup::values;

const PAGE: &str = "/n/vale/interviews/agreement";

fn send(action: &str) -> String {
    format!("{PAGE}/{action}")
}

/// A text in which the holder has coded one passage, its address and its id.
async fn coded(site: &Desk) -> (String, String) {
    let path = pasted(site).await;
    follow(site, &site.post(&format!("{path}/code"), &coding("books the transport", "", "")).await).await;
    let id = path.rsplit('/').next().unwrap().to_owned();
    (path, id)
}

/// Asks a second coder by name; the id that codings of theirs get.
async fn asked(site: &Desk, id: &str, name: &str) -> String {
    let text = format!("text-{id}");
    let page = follow(site, &site.post(&send("ask"), &[(text.as_str(), "yes"), ("coder", name)]).await).await;
    assert!(page.contains("The second coder is asked."));
    let (_, after) = page.split_once(&format!("Second coder: {}", escaped(name))).unwrap();
    let field = after.split("name=\"coder\" value=\"").nth(1).unwrap();
    field.split('"').next().unwrap().to_owned()
}

/// A text that both have finished: the holder marked one passage, the second coder another.
async fn both(site: &Desk) -> (String, String, String) {
    let (path, id) = coded(site).await;
    let cy = asked(site, &id, "Cy").await;
    let lent = [("text", id.as_str()), ("coder", cy.as_str())];
    follow(site, &site.post(&send("lend"), &lent).await).await;
    follow(site, &site.post(&format!("{path}/code"), &coding("We ring \"the <ward>\"", "", "")).await).await;
    for coder in [cy.as_str(), "holder"] {
        let form = [("text", id.as_str()), ("coder", coder)];
        follow(site, &site.post(&send("finish"), &form).await).await;
    }
    (path, id, cy)
}

#[tokio::test]
async fn the_page_says_what_there_is_and_links_lead_to_it() {
    let site = small().await;
    let (_, page) = site.get("/n/vale/interviews").await;
    assert!(page.contains(&format!("href=\"{PAGE}\"")));
    let (_, page) = site.get(PAGE).await;
    assert!(page.contains("No text is coded by two people yet.") && page.contains("class=\"custodian\""));
    assert!(!page.contains("How far they agree") && !page.contains("Where they differ"));
}

#[tokio::test]
async fn asking_needs_texts_and_a_name_and_keeps_what_was_typed() {
    let site = small().await;
    let (_, id) = coded(&site).await;
    let text = format!("text-{id}");
    let answer = site.post(&send("ask"), &[("coder", SCRIPT)]).await;
    refused(&answer, "Choose at least one text");
    assert!(answer.body.contains(&escaped(SCRIPT)) && !answer.body.contains("<script>alert"));
    let answer = site.post(&send("ask"), &[(text.as_str(), "yes"), ("coder", " ")]).await;
    refused(&answer, "Give the name of the second coder");
    assert!(answer.body.contains(&format!("name=\"{text}\" value=\"yes\" checked")));
    refused(&site.post(&send("ask"), &[(text.as_str(), "yes"), ("coder", PATIENT)]).await, "NHS number");
}

#[tokio::test]
async fn a_lent_keyboard_shows_nothing_of_the_first_coding() {
    let site = small().await;
    let (path, id) = coded(&site).await;
    let cy = asked(&site, &id, "Cy").await;
    let page = follow(&site, &site.post(&send("lend"), &[("text", &id), ("coder", cy.as_str())]).await).await;
    assert!(page.contains("You code it as <b>Cy</b>") && page.contains("You see your own work alone"));
    assert!(page.contains("No passage is coded yet") && !page.contains("<mark"));
    assert!(!page.contains("<q>books the transport</q>"));
    let (_, list) = site.get(&format!("{path}?coder=holder")).await;
    assert!(!list.contains("<q>books the transport</q>"), "nor by asking for the work of the holder");
    let page = follow(&site, &site.post(&send("lend"), &[("text", &id), ("coder", "")]).await).await;
    assert!(page.contains("<q>books the transport</q>") && page.contains("in your own name again"));
}

#[tokio::test]
async fn finished_codings_are_compared_filtered_and_closed_to_changes() {
    let site = small().await;
    let (path, _, cy) = both(&site).await;
    let (_, page) = site.get(PAGE).await;
    assert!(page.contains("All have finished") && page.contains("Where they differ"));
    assert!(page.contains("Only the first coder marked this") && page.contains("Only the second coder"));
    assert!(page.contains("0 are marked alike") && page.contains("no range"));
    assert!(
        page.contains("It cannot be told whether the coders use the one code alike."),
        "two turns tell nothing"
    );
    let (_, page) = site.get(&path).await;
    assert!(page.contains("Coded by Cy") && page.contains("Coded by The holder"));
    assert!(!page.contains("id=\"coding-form\"") && page.contains("Nothing can be coded here now"));
    let (_, page) = site.get(&format!("{path}?coder={cy}")).await;
    assert!(page.contains("Coded by Cy") && !page.contains("Coded by The holder"));
    let late = site.post(&format!("{path}/code"), &coding("wait.", "", "")).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    let (_, csv) = site.get(&format!("{PAGE}.csv?on=characters&uncoded=out")).await;
    assert!(csv.starts_with("code,name,on,uncoded,figure,n,value"), "{csv}");
    assert!(csv.contains(",characters,out,alpha,"), "{csv}");
}

#[tokio::test]
async fn a_decision_needs_a_choice_and_a_reason_and_is_undone_by_another() {
    let site = small().await;
    both(&site).await;
    let (_, page) = site.get(PAGE).await;
    let place = page.split("/decide\"").nth(1).unwrap();
    let field = |name: &str| {
        let sign = format!("name=\"{name}\" value=\"");
        place.split(sign.as_str()).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let names = ["text", "code", "second", "start", "end", "version", "from"];
    let values: Vec<(&str, String)> = names.iter().map(|name| (*name, field(name))).collect();
    let form = |more: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        let more = more.iter().map(|(k, v)| (*k, (*v).to_owned()));
        values.iter().cloned().chain(more).collect()
    };
    let post = async |more: &[(&'static str, &str)]| {
        let form = form(more);
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        site.post(&send("decide"), &form).await
    };
    let answer = post(&[("reason", SCRIPT)]).await;
    refused(&answer, "Choose which coding counts here");
    assert!(answer.body.contains(&escaped(SCRIPT)) && !answer.body.contains("<script>alert"));
    refused(&post(&[("decision", "keep_none")]).await, "Say in a few words why");
    refused(&post(&[("decision", "keep_all"), ("reason", "x")]).await, "is not on the list");
    let moved = post(&[("decision", "keep_none"), ("reason", "x"), ("version", "7")]).await;
    refused(&moved, "changed meanwhile");
    let page = follow(&site, &post(&[("decision", "keep_none"), ("reason", "too <short>")]).await).await;
    assert!(page.contains("Neither counts</b>: too &lt;short&gt;"));
    let page = follow(&site, &post(&[("decision", "keep_first"), ("reason", "read again")]).await).await;
    let (now, before) = (page.find("The first coding counts</b>"), page.find("Neither counts</b>"));
    assert!(now.unwrap() < before.unwrap(), "the last first, and the one before stays");
}

#[tokio::test]
async fn opening_again_needs_a_reason_and_makes_the_text_blind() {
    let site = small().await;
    let (path, id, cy) = both(&site).await;
    let task = [("text", id.as_str()), ("coder", cy.as_str()), ("reason", "")];
    refused(&site.post(&send("reopen"), &task).await, "why the coding is opened again");
    let task = [("text", id.as_str()), ("coder", cy.as_str()), ("reason", "a <page> was missing")];
    let page = follow(&site, &site.post(&send("reopen"), &task).await).await;
    assert!(page.contains("a &lt;page&gt; was missing") && page.contains("could be seen"));
    assert!(!page.contains("Where they differ"));
    let (_, page) = site.get(&path).await;
    assert!(!page.contains("Coded by Cy") && page.contains("You see your own work alone"));
    let refused = site.post(&send("withdraw"), &[("text", id.as_str()), ("coder", &cy)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "there is work of theirs");
}

#[tokio::test]
async fn ids_on_the_page_are_there_once() {
    let site = small().await;
    both(&site).await;
    let (_, page) = site.get(PAGE).await;
    let mut ids = values(&page, "id");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
