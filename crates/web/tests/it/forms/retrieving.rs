//! Finding words and passages again, tables and claims: what the custodian sees, and what the files say.

use axum::http::{StatusCode, header};

use super::coding::{coding, pasted};
use super::desk::{Desk, small};
use super::{SCRIPT, escaped, follow, refused};
use crate::site::encoded;

const PASSAGES: &str = "/n/vale/interviews/passages";
const TABLES: &str = "/n/vale/interviews/tables";
const CLAIMS: &str = "/n/vale/interviews/claims";
const SEARCH: &str = "/n/vale/interviews/search";

async fn ok(site: &Desk, path: &str) -> String {
    let (status, page) = site.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    page
}

/// A text with two passages of two codes in one turn, one in another, and two claims.
async fn coded(site: &Desk) -> String {
    let path = pasted(site).await;
    for (quote, code, polarity) in [
        ("books the transport", "narrative:expertise/known", "loss"),
        ("the transport", "narrative:roles", ""),
        ("We ring \"the <ward>\" & wait.", "narrative:roles", "gain"),
    ] {
        let mut form = coding(quote, "", "");
        (form[3].1, form[4].1) = (code, polarity);
        follow(site, &site.post(&format!("{path}/code"), &form).await).await;
    }
    for (quote, cause, sign, effect) in [
        ("Nobody \u{1f469}\u{200d}\u{2695}\u{fe0f} books", "narrative:roles", "less", "narrative:expertise"),
        ("& wait", "narrative:expertise", "more", "narrative:model"),
    ] {
        let form = [
            ("quote", quote),
            ("start", ""),
            ("end", ""),
            ("cause", cause),
            ("sign", sign),
            ("effect", effect),
            ("permission", "not_quoted"),
        ];
        follow(site, &site.post(&format!("{path}/claim"), &form).await).await;
    }
    path
}

/// How many quotations stand on a page of passages.
fn cards(page: &str) -> usize {
    page.matches("<blockquote>").count()
}

#[tokio::test]
async fn passages_are_found_by_what_is_asked_and_stand_as_cards() {
    let site = small().await;
    let path = coded(&site).await;
    let page = ok(&site, PASSAGES).await;
    let all = cards(&page);
    assert!(all >= 3 && page.contains("class=\"custodian\""));
    assert!(page.contains(&escaped("We ring \"the <ward>\" & wait.")));
    assert!(page.contains(&format!("href=\"{path}#coding-")), "each leads to its place");
    let found = |query: &str| format!("{PASSAGES}?{query}");
    let talk = format!("transcript={}", path.rsplit('/').next().unwrap());
    assert_eq!(cards(&ok(&site, &found(&talk)).await), 3);
    assert_eq!(cards(&ok(&site, &found(&format!("{talk}&code=narrative%3Aroles"))).await), 2);
    assert_eq!(cards(&ok(&site, &found(&format!("{talk}&code=narrative%3Aexpertise"))).await), 0);
    assert_eq!(cards(&ok(&site, &found(&format!("{talk}&code=narrative%3Aexpertise&below=yes"))).await), 1);
    let two = "code=narrative%3Aroles&code=narrative%3Aexpertise%2Fknown";
    assert_eq!(cards(&ok(&site, &found(&format!("{talk}&{two}"))).await), 3);
    assert_eq!(cards(&ok(&site, &found(&format!("{talk}&overlaps=narrative%3Aexpertise%2Fknown"))).await), 1);
    assert_eq!(
        cards(&ok(&site, &found(&format!("{talk}&near=narrative%3Aexpertise%2Fknown&within=500"))).await),
        2
    );
    let page = ok(&site, &found(&format!("{talk}&text=RING&by=speaker"))).await;
    assert!(cards(&page) == 1 && page.contains("Zo\u{eb}, Talk</h3>"));
    let page = ok(&site, &found("polarity=sad&about=nobody&page=999")).await;
    assert!(page.contains("Not understood, and left out") && cards(&page) == all);
}

#[tokio::test]
async fn a_question_is_saved_under_a_name_and_removed() {
    let site = small().await;
    coded(&site).await;
    let save = format!("{PASSAGES}/save");
    let query = "code=narrative%3Aroles&polarity=gain";
    let answer = site.post(&save, &[("query", query), ("name", SCRIPT)]).await;
    let page = follow(&site, &answer).await;
    assert!(page.contains("The question is saved.") && page.contains(&escaped(SCRIPT)));
    assert!(page.contains(&format!("{PASSAGES}?{}", escaped(query))) && !page.contains(SCRIPT));
    refused(&site.post(&save, &[("query", query), ("name", SCRIPT)]).await, "another one has this name");
    refused(&site.post(&save, &[("query", query), ("name", " ")]).await, "Give it a name");
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let page = follow(&site, &site.post(&format!("{PASSAGES}/remove"), &[("id", id)]).await).await;
    assert!(page.contains("The question is removed.") && !page.contains(&escaped(SCRIPT)));
    // Only a question is ever saved, so the address of a saved one leads nowhere else.
    let answer = site.post(&save, &[("query", "x=1&code=nonsense&//evil"), ("name", "Odd")]).await;
    assert_eq!(answer.location(), format!("{PASSAGES}?done=question"));
}

#[tokio::test]
async fn words_are_searched_and_marked_whatever_is_typed() {
    let site = small().await;
    let path = coded(&site).await;
    let page = ok(&site, &format!("{SEARCH}?q={}", encoded("\"books the\" transp*"))).await;
    assert!(
        page.contains("<mark class=\"hit\">books the</mark> <mark class=\"hit\">transport</mark>"),
        "{page}"
    );
    assert!(page.contains(&format!("href=\"{path}#t-1\"")));
    for typed in ["\"", "NEAR(", "a' OR 1=1", "*", SCRIPT, "\u{0}", "words:x AND", " "] {
        let page = ok(&site, &format!("{SEARCH}?q={}&page=7", encoded(typed))).await;
        assert!(!page.contains(SCRIPT));
    }
    let page = ok(&site, &format!("{SEARCH}?q=xylophone")).await;
    assert!(page.contains("Nothing found in 2 texts"), "{page}");
}

#[tokio::test]
async fn every_table_is_a_page_and_two_files_that_say_for_whom_they_are() {
    let site = small().await;
    coded(&site).await;
    let tables = [
        "sector",
        "organisation",
        "level",
        "speaker",
        "partnership",
        "together",
        "new",
        "words",
        "phrases-2",
    ];
    let tables = tables.map(|table| (TABLES, format!("?table={table}")));
    for (path, query) in tables.iter().map(|(p, q)| (*p, q.as_str())).chain([(PASSAGES, ""), (CLAIMS, "")]) {
        let page = ok(&site, &format!("{path}{query}")).await;
        assert!(
            page.contains("class=\"custodian\"") && page.contains("for the custodian only"),
            "{path}{query}"
        );
        let csv = ok(&site, &format!("{path}.csv{query}")).await;
        assert!(csv.starts_with("\"For the custodian only."), "{csv}");
        assert!(csv.lines().count() > 4, "{path}{query}: {csv}");
        let request = axum::http::Request::get(format!("{path}.xlsx{query}"));
        let book = site.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert!(book.body.starts_with("PK"), "{path}{query}");
        let name = book.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.contains("-custodian-only.xlsx"), "{name}");
    }
    let page = ok(&site, &format!("{TABLES}?table=speaker&code=narrative%3Aroles")).await;
    assert!(page.contains("Zo\u{eb} (Talk)") && page.contains("1 / 2"));
    let together = ok(&site, &format!("{TABLES}.csv?table=together&apart=0")).await;
    assert!(together.contains("Pairs of passages within 0 characters"));
    assert!(ok(&site, &format!("{TABLES}?table=new")).await.contains("<svg class=\"curve\""));
}

#[tokio::test]
async fn claims_are_drawn_with_their_sources_and_ways_are_traced() {
    let site = small().await;
    let path = coded(&site).await;
    let page = ok(&site, CLAIMS).await;
    assert!(page.contains("Claims are what people said."));
    assert_eq!(page.matches("<polygon").count(), 4, "two lines, drawn wide and upright");
    assert!(page.contains(&format!("href=\"{path}#claim-")) && page.contains("1 source"));
    let way = format!("{CLAIMS}?from=narrative%3Aroles&to=narrative%3Amodel");
    let page = ok(&site, &way).await;
    assert!(page.contains("1 way from") && !page.contains("put together from different sources"), "{page}");
    let page = ok(&site, &format!("{CLAIMS}?from=narrative%3Amodel&to=narrative%3Aroles&least=2")).await;
    assert!(page.contains("No way from") && page.contains("No claim is made by so many sources."));
    assert!(ok(&site, &format!("{CLAIMS}?from=x&to=&least=many")).await.contains("Find the ways"));
}

#[tokio::test]
async fn a_partnership_without_interviews_says_what_to_do() {
    let site = super::desk::empty().await;
    for (path, words) in [
        (PASSAGES, "No passage is coded yet"),
        (TABLES, "No passage is coded yet"),
        (CLAIMS, "No claim yet"),
        (SEARCH, "Search the texts"),
    ] {
        assert!(ok(&site, path).await.contains(words), "{path}");
    }
    for table in ["sector", "partnership", "together", "new", "words"] {
        ok(&site, &format!("{TABLES}.csv?table={table}")).await;
        ok(&site, &format!("{TABLES}?table={table}")).await;
    }
    let page = ok(&site, "/n/vale/interviews").await;
    for path in [PASSAGES, TABLES, CLAIMS, SEARCH] {
        assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
    }
}
