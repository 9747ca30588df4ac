//! Projects and codebooks of other programs, in and out by the pages. What a report says is looked at in
//! `crates/app/tests/it/exchange`: seeded sites of several tests share the words under which reports are kept.

use axum::http::{StatusCode, header};
use troth_app::exchange::{Package, Purpose};

use super::coding::pasted;
use super::desk::{Desk, sent_back_to, small};
use super::{PATIENT, SCRIPT, escaped, follow, refused};

const PAGE: &str = "/n/vale/interviews/exchange";

fn codebook(rows: &str) -> Vec<u8> {
    format!("name,parent,definition\n{rows}").into_bytes()
}

/// The form of the page between, with everything as it is proposed.
async fn looked(site: &Desk, name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let looked = site.upload(&format!("{PAGE}/look"), &[], Some((name, bytes))).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.body);
    sent_back_to(&looked.body, "/exchange/bring")
}

async fn bring(site: &Desk, form: &[(String, String)]) -> super::Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    site.post(&format!("{PAGE}/bring"), &form).await
}

#[tokio::test]
async fn a_project_is_looked_through_brought_in_and_told() {
    let from = small().await;
    pasted(&from).await;
    let made = from.app.export_everything(&from.network, Package::Project, Purpose::GoOn).await.unwrap();
    let site = small().await;
    let before = site.get("/n/vale/interviews").await.1;
    assert!(before.contains(&format!("href=\"{PAGE}\"")), "the page is found where the texts are");
    let looked_at = site.upload(&format!("{PAGE}/look"), &[], Some(("all.qdpx", &made.value().bytes))).await;
    assert_eq!(looked_at.status, StatusCode::OK, "{}", looked_at.body);
    assert!(
        looked_at.body.contains("Nothing is saved yet") && looked_at.body.contains("It was written by Troth")
    );
    assert!(!site.get("/n/vale/interviews").await.1.contains(">Talk</a>"));
    let form = sent_back_to(&looked_at.body, "/exchange/bring");
    let answer = bring(&site, &form).await;
    let report = follow(&site, &answer).await;
    assert!(report.contains("What came in") && report.contains("Imported: "), "{report}");
    assert!(site.get("/n/vale/interviews").await.1.contains(">Talk"));
    // It waits once; the second time somebody chooses it anew and finds all of it there.
    refused(&bring(&site, &form).await, "does not wait any more");
    let again = looked(&site, "all.qdpx", &made.value().bytes).await;
    let report = follow(&site, &bring(&site, &again).await).await;
    assert!(report.contains("What came in"), "{report}");
    assert_eq!(site.get("/n/vale/interviews").await.1.matches(">Talk").count(), 1);
}

#[tokio::test]
async fn a_codebook_comes_in_and_words_of_a_file_never_become_markup() {
    let site = small().await;
    let rows = format!("\"{}\",,Where cars stand\nFees,Parking,\nParking,,\n", SCRIPT.replace('"', "\"\""));
    let form = looked(&site, "book.csv", &codebook(&rows)).await;
    let report = follow(&site, &bring(&site, &form).await).await;
    assert!(report.contains("What came in"), "{report}");
    let (_, page) = site.get("/n/vale/interviews/codebook").await;
    assert!(page.contains(&escaped(SCRIPT)) && !page.contains(SCRIPT));
    assert!(page.contains("Parking") && page.contains("Download the codebook (.qdc)"));
}

#[tokio::test]
async fn files_that_cannot_come_in_say_why() {
    let site = small().await;
    let look = format!("{PAGE}/look");
    for (file, says) in [
        (None, "Choose a project"),
        (Some(("a.docx", &b"x"[..])), "Choose a project (.qdpx)"),
        (Some(("a.qdpx", &b"PK"[..])), "not a readable project file"),
        (Some(("a.csv", &b"x,y\n1,2\n"[..])), "is missing"),
    ] {
        refused(&site.upload(&look, &[], file).await, says);
    }
    let patient = codebook(&format!("Parking,,her number is {PATIENT}\n"));
    let answer = site.upload(&look, &[], Some(("a.csv", &patient))).await;
    refused(&answer, "patient");
    assert!(!answer.body.contains(PATIENT));
    refused(&site.post(&format!("{PAGE}/bring"), &[("project", "x")]).await, "Nothing was saved");
}

#[tokio::test]
async fn a_word_that_nobody_decided_on_is_asked_about_and_the_file_waits_on() {
    let site = small().await;
    let rows = codebook("Parking,,Dr Zelda Okafor and Mr Quentin Bell said so\n");
    let form = looked(&site, "book.csv", &rows).await;
    let open: Vec<(String, String)> =
        form.iter().filter(|(n, v)| !(n.starts_with("what-") && v.contains("Okafor"))).cloned().collect();
    let open: Vec<(String, String)> = open
        .into_iter()
        .map(|(n, v)| if v == "[Person 2]" { (n, "[the chair]".into()) } else { (n, v) })
        .collect();
    let answer = bring(&site, &open).await;
    refused(&answer, "Okafor");
    assert!(answer.body.contains("[the chair]"), "what was decided stays");
    follow(&site, &bring(&site, &sent_back_to(&answer.body, "/exchange/bring")).await).await;
    let (_, page) = site.get("/n/vale/interviews/codebook").await;
    assert!(page.contains("[the chair]") && !page.contains("Okafor"), "{page}");
}

#[tokio::test]
async fn files_leave_by_a_form_with_what_they_are_for() {
    let site = small().await;
    pasted(&site).await;
    refused(&site.post(&format!("{PAGE}/project"), &[]).await, "Choose what the file holds");
    let all = [("what", "everything")];
    refused(&site.post(&format!("{PAGE}/passages"), &all).await, "Choose what everything is taken out for");
    for (path, form, name) in [
        ("project", vec![("what", "everything"), ("purpose", "archive")], "everything-custodian-only.qdpx"),
        ("project", vec![("what", "quotable")], "may-be-quoted.qdpx"),
        ("passages", vec![("what", "quotable")], "passages-may-be-quoted.csv"),
        ("codebook", vec![("as", "qdc")], "codebook.qdc"),
        ("codebook", vec![("as", "csv")], "codebook.csv"),
    ] {
        let answer = site.post(&format!("{PAGE}/{path}"), &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let named = answer.headers.get(header::CONTENT_DISPOSITION).unwrap().to_str().unwrap();
        assert!(named.ends_with(&format!("vale-{name}\"")), "{named}");
    }
    let (_, record) = site.get("/n/vale/settings/record").await;
    assert!(record.contains("Whole project exported, to keep it in an archive"), "{record}");
    let (_, page) = site.get(PAGE).await;
    assert!(page.contains("everything leaves out"), "{page}");
}
