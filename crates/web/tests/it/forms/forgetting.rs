//! Erasing, one's own answers, and how long data are kept.

use axum::http::StatusCode;
use troth_app::imports::RatingsOptions;

use super::desk::{Desk, small};
use super::{follow, refused};

const ERASING: &str = "/n/vale/settings/erasing";

async fn with_answers() -> Desk {
    let site = small().await;
    let mut rows = "rater,respondent,target,variable,value,role,visible_to,scale_min,scale_max\n".to_owned();
    for n in 0..6 {
        rows.push_str(&format!("hospital,p{n},council,fairness,{},staff,,1,5\n", n % 3 + 1));
    }
    rows.push_str("hospital,,charity,fairness,4,representative,audience,1,5\n");
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    site.app.import_ratings(&site.network, "r.csv", rows.as_bytes(), &options).await.unwrap();
    site.app.work_off("test").await.unwrap();
    site
}

#[tokio::test]
async fn nothing_is_erased_without_the_tick_and_without_a_choice() {
    let site = with_answers().await;
    let whose = [("rater", "hospital"), ("whose", "staff"), ("respondent", "p3")];
    refused(&site.post(&format!("{ERASING}/answers"), &whose).await, "Tick the box if you are sure");
    for (kind, message) in [
        ("answers", "Choose the organisation"),
        ("person", "Choose a person"),
        ("words", "Choose a text or a speaker"),
    ] {
        refused(&site.post(&format!("{ERASING}/{kind}"), &[("sure", "yes")]).await, message);
    }
    let nobody = [("rater", "hospital"), ("whose", "staff"), ("respondent", "p9"), ("sure", "yes")];
    refused(&site.post(&format!("{ERASING}/answers"), &nobody).await, "Nobody with this id");
    assert_eq!(
        site.post(&format!("{ERASING}/everything"), &[("sure", "yes")]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        site.app
            .record(site.network.id, None)
            .await
            .unwrap()
            .done
            .iter()
            .filter(|d| d.what.contains("eras"))
            .count(),
        0
    );
}

#[tokio::test]
async fn each_form_erases_and_says_what_it_does_not_reach() {
    let site = with_answers().await;
    let answers = [("rater", "hospital"), ("whose", "staff"), ("respondent", "p3"), ("sure", "yes")];
    let answer = site.post(&format!("{ERASING}/answers"), &answers).await;
    assert_eq!(answer.status, StatusCode::OK);
    for expected in ["1 answer is erased", "until the next release", "troth backup"] {
        assert!(answer.body.contains(expected), "{expected}");
    }
    let representative = [("rater", "hospital"), ("whose", "representative"), ("sure", "yes")];
    let answer = site.post(&format!("{ERASING}/answers"), &representative).await;
    assert!(answer.body.contains("1 answer is erased"));
    let person = site.app.people(site.network.id).await.unwrap().remove(0);
    let (_, page) = site.get(ERASING).await;
    assert!(page.contains(&format!("value=\"{}\"", person.id)));
    let form = [("person", person.id.to_string()), ("sure", "yes".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(site.post(&format!("{ERASING}/person"), &form).await.status, StatusCode::OK);
    let (_, page) = site.get(ERASING).await;
    assert!(!page.contains(&person.id.to_string()), "who was erased is not offered again");
    let texts = site.app.transcripts(&site.network).await.unwrap();
    let words = texts.value()[0].id.to_string();
    let answer = site.post(&format!("{ERASING}/words"), &[("words", &words), ("sure", "yes")]).await;
    assert!(answer.body.contains("The text is erased"), "{}", answer.body);
}

#[tokio::test]
async fn own_answers_come_as_a_file() {
    let site = with_answers().await;
    let whose = [("rater", "hospital"), ("whose", "staff"), ("respondent", "p3")];
    let answer = site.post(&format!("{ERASING}/own"), &whose).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers["content-disposition"].to_str().unwrap().contains("own-answers.csv"));
    assert!(
        answer.body.lines().count() == 2 && answer.body.contains("Council adult care,fairness,1,1,5"),
        "{}",
        answer.body
    );
    refused(&site.post(&format!("{ERASING}/own"), &[("rater", "hospital")]).await, "Give the id");
    let (status, _) = site.get(&format!("{ERASING}/own")).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn times_are_shown_and_saved() {
    let site = with_answers().await;
    let path = "/n/vale/settings/keeping";
    let (_, page) = site.get(path).await;
    assert!(page.contains("<option value=\"1095\" selected>3 years (1,095 days), if nothing else is said"));
    assert!(page.contains("What is deleted next") && page.contains("Answers of"));
    let form = [
        ("answers", "365"),
        ("transcripts", "never"),
        ("passages", "1095"),
        ("people", "never"),
        ("copies", "7"),
        ("mails", "1"),
    ];
    let page = follow(&site, &site.post(path, &form).await).await;
    assert!(page.contains("The times are saved") && page.contains("<option value=\"365\" selected>"));
    let mut wrong = form;
    wrong[0] = ("answers", "12");
    refused(&site.post(path, &wrong).await, "choose one of the times");
    wrong[0] = ("answers", "soon");
    refused(&site.post(path, &wrong).await, "Answers of a survey round: choose a time");
}
