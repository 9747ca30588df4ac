//! Texts and their coded passages.

use axum::http::StatusCode;

use super::desk::{Desk, empty, small};
use super::{PATIENT, SCRIPT, UNICODE, escaped, follow, refused};

const ADD: &str = "/n/vale/interviews/new";

/// A text with a picture of several code points before the passages, added by pasting.
pub(super) const TALK: &str = "Interviewer: Who books it? \u{1f44d}\u{1f3fd}\nZo\u{eb}: Nobody \u{1f469}\u{200d}\u{2695}\u{fe0f} books the transport. Nobody.\nInterviewer: And then?\nZo\u{eb}: We ring \"the <ward>\" & wait.";

pub(super) async fn pasted(site: &Desk) -> String {
    let fields = [("title", "Talk"), ("kind", "interview"), ("held_on", "2026-10-16"), ("text", TALK)];
    let answer = site.add_text(&fields, None).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().split('?').next().unwrap().to_owned()
}

pub(super) fn coding<'a>(quote: &'a str, start: &'a str, end: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("quote", quote),
        ("start", start),
        ("end", end),
        ("code", "narrative:expertise/known"),
        ("polarity", "loss"),
        ("about", "sector:health"),
        ("permission", "not_quoted"),
        ("memo", "ask again"),
    ]
}

#[tokio::test]
async fn a_pasted_text_is_shown_turn_by_turn() {
    let site = small().await;
    let path = pasted(&site).await;
    let (_, page) = site.get(&path).await;
    assert_eq!(page.matches("data-turn").count(), 4);
    assert!(page.contains("data-start=\"13\""), "the interviewer's first words");
    assert!(page.contains("Zo\u{eb}") && page.contains("16 October 2026"));
    assert!(page.contains(&escaped("We ring \"the <ward>\" & wait.")));
    assert!(page.contains("class=\"custodian\""));
}

#[tokio::test]
async fn a_passage_is_coded_by_its_words() {
    let site = small().await;
    let path = pasted(&site).await;
    let answer = site.post(&format!("{path}/code"), &coding("books the transport", "", "")).await;
    let page = follow(&site, &answer).await;
    assert!(page.contains("<mark class=\"coding loss\""));
    assert!(page.contains("<q>books the transport</q>") && page.contains("ask again"));
    assert!(page.contains("The passage is coded."));
}

#[tokio::test]
async fn a_passage_is_coded_by_its_code_points() {
    let site = small().await;
    let path = pasted(&site).await;
    let text: Vec<char> = TALK.chars().collect();
    let wanted: Vec<char> = "\u{1f469}\u{200d}\u{2695}\u{fe0f} books".chars().collect();
    let start = text.windows(wanted.len()).position(|w| w == wanted).unwrap();
    let end = start + wanted.len();
    let answer = site.post(&format!("{path}/code"), &coding("", &start.to_string(), &end.to_string())).await;
    let page = follow(&site, &answer).await;
    assert!(page.contains("<q>\u{1f469}\u{200d}\u{2695}\u{fe0f} books</q>"));
    assert!(page.contains(&format!("id=\"p-{start}\"")));
}

#[tokio::test]
async fn marked_and_written_words_that_differ_are_asked_about() {
    let site = small().await;
    let path = pasted(&site).await;
    let start = TALK
        .chars()
        .collect::<Vec<_>>()
        .windows(5)
        .position(|w| w.iter().collect::<String>() == "books")
        .unwrap();
    let end = (start + 5).to_string();
    let answer = site.post(&format!("{path}/code"), &coding("We ring", &start.to_string(), &end)).await;
    refused(&answer, "differ");
    assert!(answer.body.contains("We ring</textarea>"));
}

#[tokio::test]
async fn what_cannot_be_coded_comes_back_with_all_that_was_typed() {
    let site = small().await;
    let path = pasted(&site).await;
    let code = format!("{path}/code");
    for (words, says) in [
        ("Nobody", "more than once"),
        ("the moon", "does not hold"),
        ("Who books it?", "nterview"),
        ("", "Mark a passage"),
    ] {
        let answer = site.post(&code, &coding(words, "", "")).await;
        refused(&answer, says);
        assert!(answer.body.contains("ask again</textarea>"), "the note is kept");
        assert!(answer.body.contains("value=\"narrative:expertise/known\""), "the code is kept");
    }
    let answer = site.post(&code, &[("quote", "books the transport"), ("memo", SCRIPT)]).await;
    refused(&answer, "Choose a code");
    assert!(answer.body.contains(&escaped(SCRIPT)) && !answer.body.contains("<script>alert"));
    let (_, page) = site.get(&path).await;
    assert!(page.contains("No passage is coded yet"));
}

#[tokio::test]
async fn line_breaks_of_a_form_do_not_hide_a_passage() {
    let site = empty().await;
    site.app.import_organisations(&site.network, "o.csv", b"id,name,sector\na,A,health\n").await.unwrap();
    let fields = [("title", "Plan"), ("kind", "plan"), ("text", "We will\r\njoin up.\r\nSoon.")];
    let answer = site.add_text(&fields, None).await;
    let path = answer.location().split('?').next().unwrap().to_owned();
    let mut form = coding("We will\r\njoin up.", "", "");
    form[3].1 = "ro";
    let page = follow(&site, &site.post(&format!("{path}/code"), &form).await).await;
    assert!(page.contains("<q>We will\njoin up.</q>"));
}

#[tokio::test]
async fn permission_speaker_and_removal_are_saved() {
    let site = small().await;
    let path = pasted(&site).await;
    let answer = site.post(&format!("{path}/code"), &coding("books the transport", "", "")).await;
    let id = answer.location().split("#coding-").nth(1).unwrap().to_owned();
    let form = [("coding", id.as_str()), ("permission", "sector_only")];
    let page = follow(&site, &site.post(&format!("{path}/permit"), &form).await).await;
    assert!(page.contains("Quoted with the sector only</p>"));
    let form = [("label", "Zo\u{eb}"), ("organisation", "council"), ("role_level", "operational")];
    let page = follow(&site, &site.post(&format!("{path}/speaker"), &form).await).await;
    assert!(page.contains("Council adult care, front line"));
    let page = follow(&site, &site.post(&format!("{path}/uncode"), &[("coding", &id)]).await).await;
    assert!(page.contains("No passage is coded yet") && !page.contains("<mark"));
    let again = site.post(&format!("{path}/uncode"), &[("coding", &id)]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn texts_are_refused_with_their_words_kept() {
    let site = empty().await;
    let text = format!("Nurse: She is {PATIENT}.\nNurse: {UNICODE}");
    let fields =
        [("title", UNICODE), ("kind", "meeting"), ("held_on", "16/10/2026"), ("text", text.as_str())];
    let answer = site.upload(ADD, &fields, None).await;
    refused(&answer, "is not a date");
    let fields =
        [("title", UNICODE), ("kind", "meeting"), ("held_on", "2026-10-16"), ("text", text.as_str())];
    let answer = site.upload(ADD, &fields, None).await;
    refused(&answer, "NHS number");
    assert!(!super::told(&answer.body).contains("943"), "the number is not repeated in the message");
    assert!(answer.body.contains(&format!("value=\"{UNICODE}\"")) && answer.body.contains(&text));
    assert!(answer.body.contains("<option value=\"meeting\" selected>"));
    refused(&site.upload(ADD, &[("title", "x"), ("kind", "interview")], None).await, "There is no text");
    refused(
        &site.upload(ADD, &[("kind", "interview"), ("text", "A: b")], None).await,
        "Give the text a title",
    );
    let (_, page) = site.get("/n/vale/interviews").await;
    assert!(page.contains("No interviews yet"));
}

#[tokio::test]
async fn files_become_texts_or_say_what_is_wrong() {
    let site = empty().await;
    let kind = [("kind", "interview")];
    let says = async |name: &str, bytes: &[u8], says: &str| {
        refused(&site.upload(ADD, &kind, Some((name, bytes))).await, says);
    };
    says("a.docx", b"PK", "a.docx").await;
    says("a.txt", b"", "is empty").await;
    says("a.txt", b"a\0b\x01\x02", "a.txt").await;
    let both = site.upload(ADD, &[("kind", "interview"), ("text", "A: b")], Some(("a.txt", b"A: c"))).await;
    refused(&both, "pasted words and a file");
    // A file with a fault in another field: its words stand in the form, with its name.
    let answer =
        site.upload(ADD, &[("kind", "interview"), ("held_on", "?")], Some(("w.txt", b"A: kept\n"))).await;
    refused(&answer, "is not a date");
    assert!(answer.body.contains("A: kept") && answer.body.contains("name=\"file_name\" value=\"w.txt\""));
    let talk = Some(("C:\\x\\talk.txt", b"\xEF\xBB\xBFA: b\r\nA: c".as_slice()));
    let page = follow(&site, &site.add_text(&kind, talk).await).await;
    assert!(page.contains("<h1>talk</h1>") && page.contains("from talk.txt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_reader_confirms_a_coding_or_says_why_not() {
    let desk = small().await;
    let text = desk.app.transcripts(&desk.network).await.unwrap().value()[0].id;
    let here = format!("/n/vale/interviews/{text}");
    let view = desk.app.transcript(&desk.network, text).await.unwrap();
    let coding = view.value().codings[0].id.to_string();
    let send = async |agrees: &str, reason: &str| {
        let form =
            [("coding", coding.as_str()), ("agrees", agrees), ("reason", reason), ("reader_name", "Bo <2>")];
        desk.post(&format!("{here}/confirm"), &form).await
    };
    for (agrees, says) in [("", "Choose whether"), ("no", "how you read it instead")] {
        let wrong = send(agrees, "").await;
        assert!(
            wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains(says),
            "{}",
            wrong.body
        );
    }
    assert_eq!(send("yes", "").await.status, StatusCode::SEE_OTHER);
    let (_, page) = desk.get(&here).await;
    assert!(page.contains("Confirmed by Bo &lt;2&gt;"), "{page}");
    let (_, list) = desk.get("/n/vale/interviews").await;
    assert!(list.contains("1 of 4 codings confirmed by a second reader."), "{list}");
    assert_eq!(send("no", "It is about the ward").await.status, StatusCode::SEE_OTHER);
    let (_, list) = desk.get("/n/vale/interviews").await;
    assert!(list.contains("0 of 4 codings confirmed by a second reader, 1 read otherwise."), "{list}");
}
