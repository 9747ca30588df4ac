//! Data of survey rounds on pages: files of other tools in, packages out.

use axum::http::{StatusCode, header};
use troth_app::imports::RatingsOptions;

use super::desk::{Desk, small};
use super::{PATIENT, SCRIPT, escaped, follow, refused};

const PAGE: &str = "/n/vale/survey/data";
const FILE: &str = "id,submitdate,lastpage,startlanguage,email,organisation,fairness[hospital]\n\
                    1,2026-10-01,3,en,zelda@council.example,council,4\n2,2026-10-01,3,en,,council,don't know\n";

/// What stands in the field for the mapping.
fn mapping(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"mapping\"").unwrap();
    let text = rest.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[tokio::test]
async fn a_mapping_is_proposed_corrected_and_used_and_nothing_is_kept_between() {
    let site = small().await;
    let survey = site.get("/n/vale/survey").await.1;
    assert!(survey.contains(&format!("href=\"{PAGE}\"")), "the page is found where the rounds are");
    assert!(site.get(PAGE).await.1.contains(&format!("href=\"{PAGE}/mapping\"")));
    let looked = site.upload(&format!("{PAGE}/mapping/look"), &[], Some(("l.csv", FILE.as_bytes()))).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.body);
    assert!(!looked.body.contains("zelda"));
    let text = mapping(&looked.body);
    assert!(text.contains("fairness[{target}]"), "{text}");
    let send = async |text: &str, file: Option<(&str, &[u8])>, round: &str| {
        site.upload(&format!("{PAGE}/mapping/import"), &[("mapping", text), ("round", round)], file).await
    };
    let file = Some(("l.csv", FILE.as_bytes()));
    refused(&send(&text, None, "3").await, "nothing of it was kept");
    refused(&send("tool = \"x\"", file, "3").await, "line 1");
    let nameless = send(&text, file, "").await;
    refused(&nameless, "1 row has to be mended");
    assert!(nameless.body.contains("fairness[{target}]"), "what was corrected is not lost");
    let unknown = FILE.replace(",council,4", ",Councill,4");
    let answer = send(&text, Some(("l.csv", unknown.as_bytes())), "3").await;
    refused(&answer, "1 row has to be mended");
    assert!(answer.body.contains("<td>Councill</td>") && answer.body.contains("under [organisations]"));
    let page = follow(&site, &send(&text, file, "3").await).await;
    assert!(page.contains("Survey round 3") && page.contains("Never kept"), "{page}");
}

#[tokio::test]
async fn junk_patients_and_markup_are_refused_in_words() {
    let site = small().await;
    let look = format!("{PAGE}/mapping/look");
    refused(&site.upload(&look, &[], None).await, "Choose the file");
    refused(&site.upload(&look, &[], Some(("j.csv", &vec![0xC7_u8; 10_000_000]))).await, "j.csv");
    let patient = format!("organisation,a\ncouncil,her number is {PATIENT}\n");
    refused(&site.upload(&look, &[], Some(("p.csv", patient.as_bytes()))).await, "NHS number");
    let script = format!("organisation,\"[{}]\"\ncouncil,4\n", SCRIPT.replace('"', "\"\""));
    let answer = site.upload(&look, &[], Some(("s.csv", script.as_bytes()))).await;
    assert!(!answer.body.contains(SCRIPT), "{}", escaped(SCRIPT));
}

/// A closed round under a promise that names a research.
async fn closed() -> Desk {
    let site = small().await;
    let promise = [
        ("visibility", "totals"),
        ("custodian", "Jo Lee"),
        ("floor", "5"),
        ("research", "Trust study, University of the North"),
    ];
    let page = follow(&site, &site.post("/n/vale/settings/promise", &promise).await).await;
    assert!(page.contains("Trust study, University of the North"));
    let rows = b"wave,rater,respondent,target,variable,value,scale_min,scale_max\n7,council,x,hospital,fairness,4,1,5\n";
    site.app.import_ratings(&site.network, "r.csv", rows, &RatingsOptions::default()).await.unwrap();
    site
}

#[tokio::test]
async fn single_answers_leave_by_a_form_encrypted_and_are_listed() {
    let site = closed().await;
    assert!(site.get(PAGE).await.1.contains("Survey round 7: Trust study"));
    let form = |passphrase| {
        [
            ("round", "7"),
            ("purpose", "Reliability"),
            ("approval", "REC 26/0417"),
            ("recipient", "University of the North"),
            ("passphrase", passphrase),
        ]
    };
    let send = async |form: &[(&str, &str)]| site.post(&format!("{PAGE}/research"), form).await;
    let short = send(&form("short")).await;
    refused(&short, "shorter than 12");
    assert!(!short.body.contains("value=\"short\""), "a passphrase is not sent back");
    refused(&send(&form("")).await, "Give the key of who gets them");
    refused(
        &send(&[("round", "7"), ("passphrase", "five random words")]).await,
        "Say what the answers are given out for",
    );
    let made = send(&form("five random words")).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    assert_eq!(made.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"vale-7-research.zip.age\"");
    assert!(made.body.starts_with("age-encryption.org/v1"));
    let page = site.get(PAGE).await.1;
    assert!(page.contains("What was given out") && page.contains("REC 26/0417"), "{page}");
}

#[tokio::test]
async fn the_dictionary_is_a_link_and_a_round_without_results_says_so() {
    let site = closed().await;
    let page = site.get(PAGE).await.1;
    assert!(page.contains(&format!("href=\"{PAGE}/dictionary/7\"")));
    let (status, text) = site.get(&format!("{PAGE}/dictionary/7")).await;
    assert!(status == StatusCode::OK && text.starts_with("variable,item,wording"), "{text}");
    refused(&site.post(&format!("{PAGE}/shared"), &[("round", "7")]).await, "was released");
}
