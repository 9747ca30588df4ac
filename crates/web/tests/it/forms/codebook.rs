//! The codebook: own codes, and what can be done with them.

use super::coding::{coding, pasted};
use super::desk::{Desk, small};
use super::{SCRIPT, escaped, follow, refused};

const BOOK: &str = "/n/vale/interviews/codebook";

/// Makes a code and returns its address.
async fn made(site: &Desk, seen: &str, name: &str, below: &str) -> String {
    let form = [("seen", seen), ("name", name), ("parent", below), ("colour", "2"), ("state", "draft")];
    let page = follow(site, &site.post(BOOK, &form).await).await;
    assert!(page.contains("The codebook is saved."), "{name}");
    let mut links = page.split("href=\"").filter(|part| part.starts_with(BOOK) && part.contains("own%3A"));
    let found = links.find(|part| part.contains(&format!(">{}</a>", escaped(name)))).unwrap();
    found.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_frameworks_codes_are_there_with_their_letters() {
    let site = small().await;
    let (_, page) = site.get(BOOK).await;
    assert!(page.contains("Stories of lost trust") && page.contains("Factors from the literature"));
    assert!(page.contains("<kbd title=\"Its two letters\">ro</kbd>"));
    let (_, page) = site.get(&format!("{BOOK}/narrative%3Aroles")).await;
    assert!(page.contains("How to tell it:") && !page.contains("Merge it into another"));
}

#[tokio::test]
async fn an_own_code_is_made_renamed_moved_merged_and_brought_back() {
    let site = small().await;
    let lifts = made(&site, "0", SCRIPT, "").await;
    let cars = made(&site, "1", "Cars", "narrative:roles").await;
    let form = [("seen", "2"), ("name", "Lifts"), ("letters", "lf"), ("colour", "3"), ("state", "defined")];
    let page = follow(&site, &site.post(&format!("{lifts}/edit"), &form).await).await;
    assert!(page.contains("<h1>Lifts</h1>"));
    let form = [("seen", "3"), ("parent", "narrative:model")];
    let page = follow(&site, &site.post(&format!("{lifts}/move"), &form).await).await;
    assert!(page.contains("codebook is saved"));
    let key = cars.rsplit('/').next().unwrap().replace("%3A", ":");
    let form = [("seen", "4"), ("into", key.as_str())];
    follow(&site, &site.post(&format!("{lifts}/merge"), &form).await).await;
    let (_, page) = site.get(BOOK).await;
    assert!(page.contains("\u{201c}Lifts\u{201d} was merged into \u{201c}Cars\u{201d}."));
    assert!(!page.contains(">Lifts</a>"));
    let page = follow(&site, &site.post(&format!("{BOOK}/undo"), &[("number", "5")]).await).await;
    assert!(page.contains(">Lifts</a>") && page.contains("(taken back)"));
}

#[tokio::test]
async fn two_pages_that_change_the_codebook_do_not_overwrite_each_other() {
    let site = small().await;
    made(&site, "0", "Lifts", "").await;
    let form = [("seen", "0"), ("name", "Cars"), ("definition", "All <cars>")];
    let answer = site.post(BOOK, &form).await;
    refused(&answer, "somebody else changed it");
    assert!(answer.body.contains(&escaped("All <cars>")), "what was typed is kept");
    let (_, page) = site.get(BOOK).await;
    assert!(!page.contains(">Cars</a>"));
}

#[tokio::test]
async fn passages_go_to_the_new_code_of_a_split() {
    let site = small().await;
    let path = pasted(&site).await;
    let lifts = made(&site, "0", "Lifts", "narrative:roles").await;
    for words in ["books the transport", "We ring"] {
        let mut form = coding(words, "", "");
        form[3].1 = "Lifts";
        follow(&site, &site.post(&format!("{path}/code"), &form).await).await;
    }
    let (_, page) = site.get(&lifts).await;
    assert!(page.contains("2 passages"));
    let field = page.split("name=\"").find(|part| part.starts_with("passage-")).unwrap();
    let field = field.split('"').next().unwrap();
    let form = [("seen", "1"), ("name", "Who books"), ("parent", "narrative:roles")];
    refused(&site.post(&format!("{lifts}/split"), &form).await, "Choose the passages");
    let form = [("seen", "1"), ("name", "Who books"), ("parent", "narrative:roles"), (field, "yes")];
    follow(&site, &site.post(&format!("{lifts}/split"), &form).await).await;
    let (_, page) = site.get(&path).await;
    assert!(page.contains("<b>Roles: who does what: Who books</b>"));
    assert!(page.contains("<b>Roles: who does what: Lifts</b>"));
}
