//! Changing and taking back codings, claims, corrected texts, and the answer to the script.

use axum::http::StatusCode;

use super::coding::{coding, pasted};
use super::desk::{Desk, small};
use super::{escaped, follow, refused};

async fn coded(site: &Desk, path: &str, words: &str) -> String {
    let answer = site.post(&format!("{path}/code"), &coding(words, "", "")).await;
    answer.location().split("#coding-").nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn two_letters_or_the_beginning_of_a_name_are_enough() {
    let site = small().await;
    let path = pasted(&site).await;
    let words = ["books the transport", "books the", "the transport", "transport"];
    for (code, words) in ["ro", "RO", "Roles: who does what", "narrative:roles"].into_iter().zip(words) {
        let form = [("quote", words), ("code", code)];
        let page = follow(&site, &site.post(&format!("{path}/code"), &form).await).await;
        assert!(page.contains("not said how it is told, or about whom"), "{code}");
    }
    let form = [("quote", "books the transport"), ("code", "zz top")];
    refused(&site.post(&format!("{path}/code"), &form).await, "no code");
    let again = [("quote", "books the transport"), ("code", "ro")];
    refused(&site.post(&format!("{path}/code"), &again).await, "gave these words this code already");
}

#[tokio::test]
async fn a_coding_is_changed_in_the_form_that_made_it() {
    let site = small().await;
    let path = pasted(&site).await;
    let id = coded(&site, &path, "books the transport").await;
    let (_, page) = site.get(&format!("{path}?coding={id}")).await;
    assert!(page.contains("Change this coding") && page.contains("ask again</textarea>"));
    assert!(page.contains("value=\"loss\" checked"));
    let form = [("coding", id.as_str()), ("quote", "the transport"), ("code", "ro"), ("polarity", "gain")];
    let page = follow(&site, &site.post(&format!("{path}/recode"), &form).await).await;
    assert!(page.contains("<q>the transport</q>") && page.contains("told as a gain"));
    assert_eq!(page.matches("id=\"coding-0").count(), 1, "changed, not added");
}

#[tokio::test]
async fn steps_are_taken_back_and_done_again() {
    let site = small().await;
    let path = pasted(&site).await;
    let id = coded(&site, &path, "books the transport").await;
    follow(&site, &site.post(&format!("{path}/uncode"), &[("coding", &id)]).await).await;
    let page = follow(&site, &site.post(&format!("{path}/undo"), &[]).await).await;
    assert!(page.contains("Your last step is taken back.") && page.contains("<q>books the transport</q>"));
    let page = follow(&site, &site.post(&format!("{path}/undo"), &[]).await).await;
    assert!(page.contains("No passage is coded yet"));
    let page = follow(&site, &site.post(&format!("{path}/undo"), &[]).await).await;
    assert!(page.contains("There is nothing of yours to take back here."));
    let page = follow(&site, &site.post(&format!("{path}/redo"), &[]).await).await;
    assert!(page.contains("<q>books the transport</q>"));
}

#[tokio::test]
async fn a_claim_joins_two_codes_with_its_words() {
    let site = small().await;
    let path = pasted(&site).await;
    let claim = [
        ("quote", "books the transport"),
        ("cause", "ro"),
        ("sign", "less"),
        ("effect", "aspect:credibility"),
        ("condition", "at <night>"),
    ];
    let answer = site.post(&format!("{path}/claim"), &claim).await;
    let page = follow(&site, &answer).await;
    assert!(page.contains("Roles: who does what leads to less of "), "{page}");
    assert!(page.contains(&escaped("when: at <night>")));
    let mut same = claim;
    same[3].1 = "ro";
    refused(&site.post(&format!("{path}/claim"), &same).await, "the same code");
    let id = answer.location().split("#claim-").nth(1).unwrap().to_owned();
    let page = follow(&site, &site.post(&format!("{path}/unclaim"), &[("claim", &id)]).await).await;
    assert!(!page.contains("leads to less of Roles") && !page.contains("1 claim<"));
}

#[tokio::test]
async fn a_corrected_text_keeps_its_passages_and_lists_what_it_lost() {
    let site = small().await;
    let path = pasted(&site).await;
    coded(&site, &path, "books the transport").await;
    coded(&site, &path, "We ring").await;
    let (_, page) = site.get(&format!("{path}/correct")).await;
    assert!(page.contains("name=\"of\" value=\"1\""));
    let text = super::coding::TALK
        .replace("books the transport", "books the <big> transport")
        .replace("We ring", "I");
    let form = [("of", "1"), ("text", text.as_str()), ("reason", "misheard")];
    let page = follow(&site, &site.post(&format!("{path}/correct"), &form).await).await;
    assert!(page.contains("Some passages have no place in it") && page.contains("version 2"));
    assert!(page.contains(&format!("<q>{}</q>", escaped("books the <big> transport"))));
    assert!(page.contains("1 passage has no place in the corrected text") && page.contains("<q>We ring</q>"));
    let late = site.post(&format!("{path}/correct"), &form).await;
    refused(&late, "Somebody corrected it meanwhile");
    assert!(late.body.contains(&escaped("books the <big> transport")), "what was typed is kept");
    let nothing = [("of", "2"), ("text", text.as_str()), ("reason", "")];
    refused(&site.post(&format!("{path}/correct"), &nothing).await, "Nothing was changed");
}

#[tokio::test]
async fn the_script_gets_what_changed_and_no_page() {
    let site = small().await;
    let path = pasted(&site).await;
    let answer = site.post_for_json(&format!("{path}/code"), &coding("books the transport", "", "")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let changed: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(changed["count"], "1 coded passage");
    assert_eq!(changed["turns"][0][0], "t-1");
    let turn = changed["turns"][0][1].as_str().unwrap();
    assert!(
        turn.starts_with("<li class=\"turn\" id=\"t-1\">") && turn.contains("<mark class=\"coding loss\"")
    );
    assert!(changed["item"].as_str().unwrap().contains("<q>books the transport</q>"));
    let wrong = site.post_for_json(&format!("{path}/code"), &coding("the moon", "", "")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("does not hold"));
}
