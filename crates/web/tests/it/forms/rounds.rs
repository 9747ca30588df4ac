//! A round that is asked in Troth, from the form that prepares it to the receipt, over HTTP.

use axum::http::StatusCode;
use troth_gate::Visibility;

use super::desk::{self, Desk};
use super::{PATIENT, SCRIPT, follow, refused, told};

const ROUND: &str = "/n/vale/survey/rounds/3";

/// A line for each of six staff of the council and the hospital, and one representative.
fn list() -> String {
    let staff = ["council", "hospital"].map(|o| {
        (1..=6).map(|n| format!("{o}; Zebedee {o}{n}; {o}{n}@zebra.example")).collect::<Vec<_>>().join("\n")
    });
    format!("{}\nhospice; Zebedee Rep; rep@zebra.example; representative", staff.join("\n"))
}

async fn prepared() -> Desk {
    let desk = desk::small().await;
    let fields = [("external_id", "3"), ("form", "short"), ("most_partners", "4"), ("revision", "0")];
    let answer = desk.upload("/n/vale/survey/prepare", &fields, None).await;
    let page = follow(&desk, &answer).await;
    assert!(page.contains("Survey round 3") && page.contains("being prepared"), "{page}");
    desk
}

async fn begun() -> Desk {
    let desk = prepared().await;
    desk.app.choose_promise(&desk.network, Visibility::Everyone, "Kim Quagga").await.unwrap();
    let answer = desk.upload(&format!("{ROUND}/people"), &[("people", &list())], None).await;
    let page = follow(&desk, &answer).await;
    assert!(page.contains("13 people") && page.contains("council1@zebra.example"), "{}", told(&page));
    let worked = desk.post(&format!("{ROUND}/partners"), &[("share", "90")]).await;
    assert_eq!(worked.status, StatusCode::OK);
    assert!(worked.body.contains("It is worked out and saved"), "{}", told(&worked.body));
    let page = follow(&desk, &desk.post(&format!("{ROUND}/begin"), &[]).await).await;
    assert!(page.contains("This round is open"), "{}", told(&page));
    desk
}

/// The secrets of links on a page.
fn links(page: &str) -> Vec<String> {
    let parts = page.split("<code>http://127.0.0.1:8080/answer/").skip(1);
    parts.map(|part| part.split('<').next().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_prepared_begun_answered_and_closed() {
    let desk = begun().await;
    let made = desk.post(&format!("{ROUND}/links/personal"), &[]).await;
    assert_eq!(made.headers["cache-control"], "no-store");
    let secrets = links(&made.body);
    assert_eq!(secrets.len(), 13);
    assert_eq!(made.body.matches("<svg").count(), 13, "a picture for each");
    let file = desk.post(&format!("{ROUND}/links/personal.csv"), &[]).await;
    assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    assert_eq!(file.body.matches("/answer/").count(), 13);
    assert!(file.body.starts_with("organisation,name,email,role,link\r\n"), "{}", file.body);
    // One for somebody alone.
    let (_, page) = desk.get(&format!("{ROUND}/links")).await;
    assert!(page.contains("Troth sends no letters from here"), "{}", told(&page));
    let options = page.split("name=\"person\"").nth(1).unwrap();
    let person = options.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap();
    let one = desk.post(&format!("{ROUND}/links/one"), &[("person", person)]).await;
    assert_eq!((links(&one.body).len(), &one.headers["cache-control"]), (1, &made.headers["cache-control"]));
    let nobody = desk.post(&format!("{ROUND}/links/one"), &[("person", "7")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let (status, start) = desk.get(&format!("/answer/{}", secrets[0])).await;
    assert_eq!(status, StatusCode::OK);
    assert!(start.contains("Kim Quagga"), "the promise is read first");
    // An open link, shown once and taken back.
    let open = desk.post(&format!("{ROUND}/links/open"), &[("organisation", "charity")]).await;
    assert!(open.body.contains("never count toward"), "{}", told(&open.body));
    let secret = links(&open.body).pop().unwrap();
    assert!(!desk.get(&format!("{ROUND}/links")).await.1.contains(&secret));
    let form = [("organisation", "charity")];
    let page = follow(&desk, &desk.post(&format!("{ROUND}/links/take-back"), &form).await).await;
    assert!(page.contains("taken back"));
    assert_eq!(desk.get(&format!("/answer/{secret}")).await.0, StatusCode::NOT_FOUND);
    // Closing says what becomes of everything, and asks once more.
    refused(&desk.post(&format!("{ROUND}/close"), &[]).await, "It is not opened again");
    let (_, page) = desk.get(&format!("{ROUND}/close")).await;
    for words in ["Finished answers", "Names, addresses and links", "not finished", "Receipts"] {
        assert!(page.contains(words), "{words}");
    }
    let page = follow(&desk, &desk.post(&format!("{ROUND}/close"), &[("sure", "yes")]).await).await;
    assert!(page.contains("is closed"));
    let (_, page) = desk.get(ROUND).await;
    assert!(page.contains("Who was asked is not kept") && !page.contains("Zebedee"));
    for gone in ["people", "links"] {
        assert_eq!(desk.get(&format!("{ROUND}/{gone}")).await.0, StatusCode::CONFLICT);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_on_these_pages_who_has_answered() {
    let desk = begun().await;
    let secrets = links(&desk.post(&format!("{ROUND}/links/personal"), &[]).await.body);
    let pages = async || {
        let mut all = String::new();
        for page in ["", "/people", "/links", "/coming-in", "/close"] {
            all.push_str(&desk.get(&format!("{ROUND}{page}")).await.1);
        }
        all
    };
    let before = pages().await;
    // Somebody adds a partner and leaves another out.
    let (_, partners) = desk.get(&format!("/answer/{}/partners", secrets[0])).await;
    let partner = partners.split("<option value=\"").nth(2).unwrap().split('"').next().unwrap();
    desk.post(&format!("/answer/{}/partners", secrets[0]), &[("partner", partner)]).await;
    let skip = [("skip", "yes"), ("loaded", "9")];
    assert_eq!(
        desk.post(&format!("/answer/{}/page/2", secrets[0]), &skip).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(pages().await, before, "what somebody does shows nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_not_ready_says_what_is_missing_and_keeps_what_was_typed() {
    let desk = prepared().await;
    let answer = desk.post(&format!("{ROUND}/begin"), &[]).await;
    refused(&answer, "Choose the promise");
    refused(&answer, "Nobody is asked yet");
    let wrong =
        [("external_id", ""), ("label", SCRIPT), ("form", ""), ("most_partners", "99"), ("closes", "soon")];
    let answer = desk.upload("/n/vale/survey/prepare", &wrong, None).await;
    refused(&answer, "Choose the short form");
    assert!(!answer.body.contains(SCRIPT) && answer.body.contains("&lt;script&gt;"));
    let fields = [("external_id", "4"), ("form", "long"), ("most_partners", "0"), ("closes", "2020-01-01")];
    let answer = desk.upload("/n/vale/survey/prepare", &fields, None).await;
    refused(&answer, "from 1 to 20");
    refused(&answer, "lies in the past");
    let fields = [("external_id", "4"), ("form", "long"), ("most_partners", "3")];
    let answer = desk.upload("/n/vale/survey/prepare", &fields, Some(("own.toml", b"id = \n"))).await;
    refused(&answer, "the questionnaire:1:6");
    assert_eq!(desk.get("/n/vale/survey/rounds/4").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_prepare_a_round_at_once_one_is_told() {
    let desk = prepared().await;
    let (_, page) = desk.get(&format!("{ROUND}/prepare")).await;
    let revision = page.split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let change = |label| [("label", label), ("form", "long"), ("most_partners", "2"), ("revision", revision)];
    let path = format!("{ROUND}/prepare");
    let page = follow(&desk, &desk.upload(&path, &change("Autumn"), None).await).await;
    assert!(page.contains("Autumn") && page.contains("Long form"));
    let late = desk.upload(&path, &change("Winter"), None).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Somebody else was faster") && late.body.contains("Winter"));
    assert!(!desk.get(ROUND).await.1.contains("Winter"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_has_to_be_mended_is_told_line_by_line() {
    let desk = prepared().await;
    let path = format!("{ROUND}/people");
    let answer = desk.upload(&path, &[("people", "council; Ann; not an address\nnowhere; Bo")], None).await;
    refused(&answer, "2 rows have to be mended");
    assert!(
        answer.body.contains("not an e-mail address") && answer.body.contains("not an address\nnowhere; Bo")
    );
    refused(&desk.upload(&path, &[("people", &format!("council; {PATIENT}"))], None).await, "NHS number");
    refused(&desk.upload(&path, &[("people", "")], None).await, "at least one person");
    let file = Some(("list.csv", "organisation,name\nCouncil adult care,Ann\n".as_bytes()));
    let page = follow(&desk, &desk.upload(&path, &[("people", "")], file).await).await;
    assert!(page.contains("Ann"));
    let remove =
        page.split("href=\"").find(|part| part.contains("/remove")).unwrap().split('"').next().unwrap();
    assert!(desk.get(remove).await.1.contains("Take Ann off the list?"));
    assert!(desk.get(&path).await.1.contains("Ann"), "looking removes nobody");
    let page = follow(&desk, &desk.post(remove, &[]).await).await;
    assert!(page.contains("Nobody yet") && !page.contains("Ann<"));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_questions_can_be_read_before_anybody_is_asked() {
    let desk = prepared().await;
    for path in ["/n/vale/survey/questions".to_owned(), format!("{ROUND}/questions")] {
        let (status, page) = desk.get(&path).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("not yet validated") && page.contains("[the partner]"));
        assert!(!page.contains("{partner}") && !page.contains("{contact}"), "no place is left empty");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_deleted_after_one_more_question_and_an_open_round_is_not() {
    let desk = prepared().await;
    assert!(desk.get(ROUND).await.1.contains("Delete this draft"));
    let path = format!("{ROUND}/delete");
    assert!(desk.get(&path).await.1.contains("Delete this draft?"));
    assert_eq!(desk.get(ROUND).await.0, StatusCode::OK, "looking deletes nothing");
    let page = follow(&desk, &desk.post(&path, &[]).await).await;
    assert!(page.contains("The draft is deleted"), "{}", told(&page));
    assert_eq!(desk.get(ROUND).await.0, StatusCode::NOT_FOUND);
    let desk = begun().await;
    assert_eq!(desk.get(&path).await.0, StatusCode::CONFLICT);
    assert_eq!(desk.post(&path, &[]).await.status, StatusCode::CONFLICT);
    assert!(!desk.get(ROUND).await.1.contains("Delete this draft"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_no_reminders_says_so_with_a_button_and_looking_changes_nothing() {
    let desk = begun().await;
    let secrets = links(&desk.post(&format!("{ROUND}/links/personal"), &[]).await.body);
    let path = format!("/answer/{}/no-reminders", secrets[0]);
    let (status, page) = desk.get(&path).await;
    assert!(status == StatusCode::OK && page.contains("No more reminders?"), "{page}");
    assert!(desk.get(&path).await.1.contains("No more reminders?"));
    let done = desk.post(&path, &[]).await;
    assert!(done.body.contains("You will get no more reminders"), "{}", done.body);
    assert_eq!(desk.get("/answer/nonsense/no-reminders").await.0, StatusCode::NOT_FOUND);
}
