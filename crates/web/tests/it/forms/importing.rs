//! Files: taken whole or refused with line, column, value and fix.

use axum::http::StatusCode;

use super::desk::{empty, small};
use super::{PATIENT, SCRIPT, UNICODE, escaped, follow, refused};

const DOORS: [&str; 4] = [
    "/n/vale/survey/import",
    "/n/vale/facts/import",
    "/n/vale/settings/organisations/import",
    "/n/vale/settings/people/import",
];

#[tokio::test]
async fn every_door_refuses_junk_in_words() {
    let site = small().await;
    let junk = vec![0xC7_u8; 10_000_000];
    for door in DOORS {
        refused(&site.upload(door, &[], Some(("junk.csv", &junk))).await, "junk.csv");
        refused(&site.upload(door, &[], Some(("empty.csv", b""))).await, "empty.csv is empty");
        refused(
            &site.upload(door, &[], Some(("wrong.csv", b"colour,mood\nred,good\n"))).await,
            "wrong.csv, line 1",
        );
        refused(&site.upload(door, &[], None).await, "Choose the file");
        let name = format!("{UNICODE}<b>.csv");
        let answer = site.upload(door, &[], Some((&name, b"colour\nred\n"))).await;
        refused(&answer, "line 1");
        assert!(answer.body.contains(&escaped(&name)), "{door}");
    }
}

#[tokio::test]
async fn what_is_larger_than_is_taken_says_so() {
    let site = small().await;
    let huge = vec![b'x'; 12_500_000];
    let answer = site.upload(DOORS[0], &[], Some(("huge.csv", &huge))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("12 MB") && answer.body.contains("Nothing was saved"));
}

#[tokio::test]
async fn wrong_rows_are_listed_with_line_column_value_and_fix() {
    let site = small().await;
    let csv = "wave,rater,respondent,target,variable,value,scale_min,scale_max\n\
               3,council,x,hospitol,fairness,4,1,5\n\
               3,council,x,hospital,fairness,eleven,1,5\n\
               3,council,x,hospital,mutuality,\"<b>7,5</b>\",1,5\n";
    let answer = site.upload(DOORS[0], &[], Some(("r.csv", csv.as_bytes()))).await;
    refused(&answer, "3 rows have to be mended. Nothing was imported.");
    for part in
        ["<td class=\"r\">2</td><td>target</td><td>hospitol</td>", "Did you mean", "<td class=\"r\">3</td>"]
    {
        assert!(answer.body.contains(part), "{part}");
    }
    assert!(answer.body.contains("&lt;b&gt;7,5&lt;/b&gt;"));
    let (_, page) = site.get("/n/vale/survey").await;
    assert!(!page.contains("Survey round 3"));
}

#[tokio::test]
async fn answers_are_imported_and_remarks_are_told() {
    let site = small().await;
    let csv = "rater,respondent,target,variable,value,scale_min,scale_max,mood\n\
               council,x,hospital,fairness,4,1,5,good\ncouncil,x,hospital,lateness,2,1,5,good\n";
    let nameless = site.upload(DOORS[0], &[("visible_to", "pooled")], Some(("r.csv", csv.as_bytes()))).await;
    refused(&nameless, "2 rows have to be mended");
    assert!(nameless.body.contains("name the round"));
    assert!(nameless.body.contains("<option value=\"pooled\" selected>"), "what was chosen is kept");
    let answer = site.upload(DOORS[0], &[("round", "3")], Some(("r.csv", csv.as_bytes()))).await;
    let page = follow(&site, &answer).await;
    for words in [
        "Imported: 2 answers.",
        "mood",
        "lateness",
        "Survey round 3 is closed, with 2 answers to 2 questions.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let answer = site.upload(DOORS[0], &[("round", "3")], Some(("r.csv", csv.as_bytes()))).await;
    assert!(follow(&site, &answer).await.contains("2 answers were there already"));
}

#[tokio::test]
async fn a_representative_says_who_may_see_the_answer() {
    let site = small().await;
    let csv = "wave,rater,target,variable,value,scale_min,scale_max\n3,council,hospital,fairness,4,1,5\n";
    let answer = site.upload(DOORS[0], &[], Some(("r.csv", csv.as_bytes()))).await;
    refused(&answer, "1 row has to be mended");
    assert!(answer.body.contains("who may see it"));
    let answer = site.upload(DOORS[0], &[("visible_to", "audience")], Some(("r.csv", csv.as_bytes()))).await;
    follow(&site, &answer).await;
}

#[tokio::test]
async fn patients_are_refused_at_every_door() {
    let site = small().await;
    let files = [
        format!("rater,respondent,target,variable,value\ncouncil,{PATIENT},hospital,fairness,4\n"),
        format!("pathway,step,title\nhome,s1,Ring {PATIENT}\n"),
        format!("id,name,sector\nx,{PATIENT},health\n"),
        format!("id,organisation,name\n{PATIENT},council,Ann\n"),
    ];
    for (door, csv) in DOORS.iter().zip(&files) {
        let answer = site.upload(door, &[], Some(("p.csv", csv.as_bytes()))).await;
        refused(&answer, "NHS number");
        assert!(!answer.body.contains(PATIENT), "{door}");
    }
}

#[tokio::test]
async fn organisations_and_people_are_imported() {
    let site = empty().await;
    let csv = format!("id,name,sector\na,{UNICODE},health\nb,\"{}\",own_kind\n", SCRIPT.replace('"', "\"\""));
    let answer = site.upload(DOORS[2], &[], Some(("o.csv", csv.as_bytes()))).await;
    let page = follow(&site, &answer).await;
    assert!(page.contains("Imported: 2 organisations.") && page.contains(UNICODE));
    assert!(page.contains(&escaped(SCRIPT)) && !page.contains("<script>alert"));
    let csv = format!("id,organisation,name,role_level\np,a,{UNICODE},tactical\n");
    let page = follow(&site, &site.upload(DOORS[3], &[], Some(("p.csv", csv.as_bytes()))).await).await;
    assert!(page.contains("Imported: 1 person.") && page.contains("manager"));
}
