//! Who was chosen for an interview, on pages: written down, changed in two tabs, imported, exported, taken out.

use axum::http::StatusCode;

use super::desk::small;
use super::{SCRIPT, escaped, follow, refused};

const PEOPLE: &str = "/n/vale/interviews/sampling/people";
const HEARD: &str = "/n/vale/interviews/sampling";

/// The address of somebody in the table, and the version of the form there.
async fn one(site: &super::desk::Desk, name: &str) -> (String, String) {
    let (_, page) = site.get(PEOPLE).await;
    let before = page.split(&format!(">{name}</a>")).next().unwrap();
    let path = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let (status, form) = site.get(&path).await;
    assert_eq!(status, StatusCode::OK);
    let version = form.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    (path, version.to_owned())
}

#[tokio::test]
async fn somebody_is_written_down_and_who_is_missing_is_said() {
    let site = small().await;
    let (_, page) = site.get("/n/vale/interviews").await;
    assert!(page.contains(&format!("href=\"{PEOPLE}\"")) && page.contains(&format!("href=\"{HEARD}\"")));
    refused(&site.post(PEOPLE, &[("status", "chosen")]).await, "Give the person a name");
    refused(&site.post(PEOPLE, &[("name", "Dana"), ("suggested", "boss")]).await, "is not on the list");
    let why = format!("runs the lounge {SCRIPT}");
    let form = [
        ("name", "Dana Moss"),
        ("organisation", "hospice"),
        ("role_level", "tactical"),
        ("suggested", "gatekeeper"),
        ("suggested_by", "Ruth"),
        ("why", &why),
        ("status", "interviewed"),
        ("on", "2026-10-16"),
    ];
    let (_, before) = site.get(HEARD).await;
    assert!(before.contains("Voluntary organisations: nobody was heard."), "{before}");
    let page = follow(&site, &site.post(PEOPLE, &form).await).await;
    assert!(page.contains("The person is in the table") && page.contains("Dana Moss"));
    assert!(page.contains(&escaped(SCRIPT)) && !page.contains(SCRIPT));
    let (_, after) = site.get(HEARD).await;
    assert!(
        after.contains("Voluntary organisations: nobody was heard from Charity for older people."),
        "{after}"
    );
    assert!(after.contains("one person was heard, and speaks for nobody else"));
    assert!(!after.contains("Dana") && !after.contains("Ruth"), "no name is on this page");
}

#[tokio::test]
async fn of_two_tabs_the_later_one_keeps_its_words_and_loses_nothing() {
    let site = small().await;
    let add = [("name", "Dana Moss"), ("suggested", "self"), ("status", "asked")];
    follow(&site, &site.post(PEOPLE, &add).await).await;
    let (path, version) = one(&site, "Dana Moss").await;
    let with = |why: &'static str| {
        [("name", "Dana Moss"), ("suggested", "self"), ("status", "agreed"), ("why", why), ("version", "1")]
    };
    assert_eq!(version, "1");
    follow(&site, &site.post(&path, &with("the first tab")).await).await;
    let late = site.post(&path, &with("the second tab")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Somebody else was faster") && late.body.contains("the second tab"));
    let (_, page) = site.get(PEOPLE).await;
    assert!(page.contains("the first tab") && !page.contains("the second tab"));
    let remove = format!("{path}/remove");
    refused(&site.post(&remove, &[("version", "2")]).await, "Tick the box");
    assert_eq!(site.post(&remove, &[("version", "1"), ("sure", "yes")]).await.status, StatusCode::CONFLICT);
    let gone = site.post(&remove, &[("version", "2"), ("sure", "yes")]).await;
    assert!(gone.body.contains("The line is erased"), "{}", gone.body);
    let (status, _) = site.get(&path).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_list_comes_in_by_file_and_goes_out_by_file() {
    let site = small().await;
    let import = format!("{PEOPLE}/import");
    let bad = b"name,suggested\nDana,boss\n";
    refused(&site.upload(&import, &[], Some(("chosen.csv", bad))).await, "1 row has to be mended");
    let good = b"name,organisation,suggested,suggested_by,status\nDana,hospice,gatekeeper,Ruth,interviewed\nEd,home,gatekeeper,Ruth,interviewed\nFlo,council,interviewee,Ruth,interviewed\n";
    let page = follow(&site, &site.upload(&import, &[], Some(("chosen.csv", good))).await).await;
    assert!(
        page.contains("Imported: 3 new people")
            && page.contains("Of 3 in the table who were heard, 3 were suggested by Ruth.")
    );
    assert!(page.contains("suggested by one and the same person"));
    let (_, heard) = site.get(HEARD).await;
    assert!(heard.contains("suggested by one and the same person") && !heard.contains("Ruth"));
    let (status, file) = site.get(&format!("{PEOPLE}.csv")).await;
    assert!(status == StatusCode::OK && file.starts_with("name,organisation,sector,role_level,suggested"));
    assert!(file.contains("Dana,hospice,,,gatekeeper,Ruth,,interviewed,,,"));
}
