//! Looking a text through before it is saved.

use axum::http::StatusCode;

use super::desk::{sent_back, small};
use super::{PATIENT, follow, refused};

const ADD: &str = "/n/vale/interviews/new";
const TALK: &str = "Interviewer: Who rings?\nMary Oyelaran: I ring Dr Patel on 020 7946 0018.\nInterviewer: And then?\nMary \
                    Oyelaran: Dr Patel never answers.";

#[tokio::test]
async fn names_and_numbers_are_proposed_and_nothing_is_saved_before_somebody_decides() {
    let site = small().await;
    let fields = [("title", "Talk"), ("kind", "interview"), ("text", TALK)];
    let looked = site.upload(ADD, &fields, None).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.body);
    for words in ["Mary Oyelaran", "Patel", "020 7946 0018"] {
        assert!(looked.body.contains(&format!("value=\"{words}\"")), "{words} is proposed");
    }
    assert!(looked.body.contains("Probably so: the label says so"), "the interviewer is guessed");
    let (_, list) = site.get("/n/vale/interviews").await;
    assert!(!list.contains(">Talk</a>"));

    let form = sent_back(&looked.body);
    let mut form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    form.push(("of-1", "council"));
    form.push(("level-1", "tactical"));
    let answer = site.post(&format!("{ADD}/save"), &form).await;
    let text = answer.location().split('?').next().unwrap().to_owned();
    let page = follow(&site, &answer).await;
    for words in ["Mary", "Oyelaran", "Patel", "7946"] {
        assert!(!page.contains(words), "{words} is not in the text any more");
    }
    assert!(page.contains("Council adult care, manager"), "who speaks is known under the new label");

    let (_, key) = site.get(&format!("{text}/key")).await;
    assert!(key.contains("Mary Oyelaran") && key.contains("020 7946 0018") && key.contains("[telephone]"));
    assert!(page.contains("/key\""), "the page of the text leads to the key");
    let page = follow(&site, &site.post(&format!("{text}/key"), &[("sure", "yes")]).await).await;
    assert!(page.contains("The key is erased"));
    let (_, key) = site.get(&format!("{text}/key")).await;
    assert!(!key.contains("Oyelaran"));
}

#[tokio::test]
async fn the_words_that_were_replaced_are_in_no_file_of_the_database() {
    let site = small().await;
    let fields = [("title", "Talk"), ("kind", "interview"), ("text", TALK)];
    let form = sent_back(&site.upload(ADD, &fields, None).await.body);
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(site.post(&format!("{ADD}/save"), &form).await.status, StatusCode::SEE_OTHER);
    for entry in std::fs::read_dir(site.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let holds = bytes.windows(8).any(|w| w == b"Oyelaran");
            assert!(!holds, "{}", path.display());
        }
    }
}

#[tokio::test]
async fn a_word_that_nobody_decided_on_is_asked_about_and_the_rest_is_kept() {
    let site = small().await;
    let fields = [("title", "Talk"), ("kind", "interview"), ("text", TALK)];
    let form = sent_back(&site.upload(ADD, &fields, None).await.body);
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(n, v)| (n.as_str(), if v == "[telephone]" { "[her number]" } else { v.as_str() }))
        .filter(|(n, v)| *v != "Mary Oyelaran" || !n.starts_with("what-"))
        .collect();
    let answer = site.post(&format!("{ADD}/save"), &form).await;
    refused(&answer, "Mary Oyelaran");
    assert!(answer.body.contains("value=\"[her number]\""), "what was decided stays");
}

#[tokio::test]
async fn numbers_of_patients_are_refused_before_and_after_looking() {
    let site = small().await;
    let text = format!("Nurse: She is {PATIENT}.\nNurse: Yes.");
    let fields = [("title", "Talk"), ("kind", "interview"), ("text", text.as_str())];
    refused(&site.upload(ADD, &fields, None).await, "NHS number");
    let straight = [("title", "Talk"), ("kind", "interview"), ("text", text.as_str()), ("times", "")];
    refused(&site.post(&format!("{ADD}/save"), &straight).await, "NHS number");
}

#[tokio::test]
async fn captions_keep_speakers_and_times() {
    let site = small().await;
    let vtt = b"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Interviewer>Who rings?\n\n00:01:05.500 --> \
                00:01:09.000\n<v Nurse>We ring the ward.\n";
    let answer = site.add_text(&[("kind", "interview")], Some(("visit.vtt", vtt.as_slice()))).await;
    let page = follow(&site, &answer).await;
    assert!(page.contains("We ring the ward.") && page.contains("1:05"), "{page}");
}

#[tokio::test]
async fn the_guide_asks_each_level_its_own_questions_and_lays_the_steps_out() {
    let site = small().await;
    let (_, all) = site.get("/n/vale/interviews/guide").await;
    assert!(all.contains("Part 1: What happens, step by step") && all.contains("to lay on the table"));
    assert!(
        all.contains("Only if trust has not been spoken of")
            && all.contains("Listens for: Capacity and money.")
    );
    let (_, leaders) = site.get("/n/vale/interviews/guide?level=strategic").await;
    let of_leaders = "What risk would you accept with them today";
    assert!(all.contains(of_leaders) && leaders.contains(of_leaders));
    let (_, front_line) = site.get("/n/vale/interviews/guide?level=operational").await;
    assert!(!front_line.contains(of_leaders));
}
