//! Free words of a round from the custodian's page to the page that everybody of the audience reads.

use axum::http::StatusCode;

use super::desk::Desk;
use super::partnership::closed_with;

const PAGE: &str = "/n/vale/survey/rounds/3/words";
const READ: &str = "/n/vale/survey/rounds/3/words/read";

/// What the form of the comment with these words in it sends along: its id and how often it was decided.
async fn form_of(desk: &Desk, words: &str) -> (String, String) {
    let page = desk.get(READ).await.1;
    let card = page.split("<article").find(|card| card.contains(words)).unwrap().to_owned();
    let of = |name: &str| {
        let after = card.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    (of("id"), of("revision"))
}

async fn decide(desk: &Desk, words: &str, shown: &str, decision: &str) -> super::desk::Answer {
    let (id, revision) = form_of(desk, words).await;
    let form = [("id", id.as_str()), ("revision", &revision), ("words", shown), ("decision", decision)];
    let answer = desk.post(READ, &form).await;
    desk.app.work_off("test").await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_are_read_decided_and_shown_without_what_was_taken_out() {
    let desk = closed_with("Ring Ms Mary Nolan, she <knows>.").await;
    let survey = desk.get("/n/vale/survey").await.1;
    assert!(survey.contains(PAGE), "{survey}");
    let (_, empty) = desk.get(PAGE).await;
    assert!(empty.contains("are shown.") && !empty.contains("Mary"), "{empty}");
    let (status, read) = desk.get(READ).await;
    assert_eq!(status, StatusCode::OK);
    for part in ["not read yet", "<mark class=\"hit\">", "name of a person", "she &lt;knows&gt;", "custodian"]
    {
        assert!(read.contains(part), "{part}: {read}");
    }
    let refused = decide(&desk, "Mary Nolan", "Ring somebody else.", "allow").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("There is a problem") && refused.body.contains("Ring somebody else."));
    let saved = decide(&desk, "Mary Nolan", "Ring [a colleague], she <knows>.", "allow").await;
    assert_eq!(saved.location(), format!("{READ}?done=words"));
    let (_, page) = desk.get(PAGE).await;
    assert!(
        page.contains("1 comment from") && page.contains("Ring [a colleague], she &lt;knows&gt;."),
        "{page}"
    );
    assert!(!page.contains("Nolan") && page.contains("Not everything that people write is shown"));
    let (_, csv) = desk.get(&format!("{PAGE}.csv")).await;
    assert!(csv.starts_with("words,notice\r\n") && csv.contains("[a colleague]") && !csv.contains("Nolan"));
    decide(&desk, "Mary Nolan", "", "keep").await;
    for path in [PAGE.to_owned(), format!("{PAGE}.csv")] {
        assert!(!desk.get(&path).await.1.contains("a colleague"), "{path}");
    }
    assert!(desk.get(READ).await.1.contains("kept back"));
}
