//! Reading changes nothing, ids that lead nowhere say so, and nothing that was typed becomes markup.

use axum::http::StatusCode;

use super::desk::{empty, small};
use super::{SCRIPT, escaped, follow};

const PAGES: [&str; 21] = [
    "/start",
    "/framework",
    "/n/vale/interviews",
    "/n/vale/interviews/new",
    "/n/vale/survey",
    "/n/vale/survey?done=closed",
    "/n/vale/survey?share=100&people=5",
    "/n/vale/facts",
    "/n/vale/facts/new",
    "/n/vale/facts/pathway/home",
    "/n/vale/facts/pathway/home?as=a",
    "/n/vale/actions",
    "/n/vale/actions/new",
    "/n/vale/actions/new?left=a&right=b&narrative=roles",
    "/n/vale/settings",
    "/n/vale/settings/organisations",
    "/n/vale/settings/people",
    "/n/vale/settings/record",
    "/n/vale/settings/keeping",
    "/n/vale/settings/erasing",
    "/n/vale/settings/promise",
];

#[tokio::test]
async fn reading_changes_not_one_byte_of_the_database() {
    let site = empty().await;
    let (app, network) = (&site.app, &site.network);
    app.import_organisations(network, "o.csv", b"id,name,sector\na,A,health\nb,B,voluntary\n").await.unwrap();
    app.add_pathway(network, "Home", &["Ring".to_owned()]).await.unwrap();
    let bytes = || {
        let mut files: Vec<_> =
            std::fs::read_dir(site.folder.path()).unwrap().map(|f| f.unwrap().path()).collect();
        files.sort();
        // The index of the log is memory that readers share; the database and its log are the two that hold it.
        files.retain(|f| !f.to_string_lossy().ends_with("-shm"));
        files.iter().map(|f| std::fs::read(f).unwrap()).collect::<Vec<_>>()
    };
    let before = bytes();
    for page in PAGES {
        assert_eq!(site.get(page).await.0, StatusCode::OK, "{page}");
    }
    assert!(before == bytes(), "a page that was only read has written");
}

#[tokio::test]
async fn what_is_sent_is_never_taken_by_get() {
    let site = small().await;
    for path in ["survey/import", "survey/rounds", "survey/close", "facts/import", "settings/successions"] {
        let (status, page) = site.get(&format!("/n/vale/{path}")).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert!(page.contains("<h1>"), "{path}");
    }
}

#[tokio::test]
async fn ids_that_lead_nowhere_say_so() {
    let site = small().await;
    let nobody = "00000000-0000-0000-0000-000000000000";
    for path in [
        "/n/gone/interviews".to_owned(),
        "/n/vale/interviews/x".to_owned(),
        format!("/n/vale/interviews/{nobody}"),
        "/n/vale/facts/pathway/gone".to_owned(),
        format!("/n/vale/actions/{nobody}"),
        format!("/n/vale/actions/{nobody}/revise"),
        "/n/gone/settings/people".to_owned(),
    ] {
        let (status, page) = site.get(&path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.contains("<h1>"), "{path}");
    }
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    let site = empty().await;
    let form = [
        ("name", SCRIPT),
        ("external_id", SCRIPT),
        ("own_sector", SCRIPT),
        ("kind", SCRIPT),
        ("place", SCRIPT),
    ];
    follow(&site, &site.post("/n/vale/settings/organisations", &form).await).await;
    let form = [("name", "B"), ("external_id", "b"), ("sector", "health")];
    follow(&site, &site.post("/n/vale/settings/organisations", &form).await).await;
    let form = [("name", SCRIPT), ("external_id", SCRIPT), ("organisation", SCRIPT)];
    follow(&site, &site.post("/n/vale/settings/people", &form).await).await;
    let form = [("external_id", SCRIPT), ("label", SCRIPT)];
    follow(&site, &site.post("/n/vale/survey/rounds", &form).await).await;
    follow(&site, &site.post("/n/vale/facts/new", &[("name", SCRIPT), ("steps", SCRIPT)]).await).await;
    let text = format!("A: {SCRIPT}\nA: done.");
    let fields = [("title", SCRIPT), ("kind", "interview"), ("text", text.as_str())];
    let answer = site.add_text(&fields, None).await;
    let transcript = answer.location().split('?').next().unwrap().to_owned();
    let form = [
        ("quote", SCRIPT),
        ("code", "narrative:roles"),
        ("polarity", "gain"),
        ("about", SCRIPT),
        ("memo", SCRIPT),
    ];
    follow(&site, &site.post(&format!("{transcript}/code"), &form).await).await;
    site.app.work_off("test").await.unwrap();
    let pathway = site.app.pathways(&site.network).await.unwrap()[0].pathway.external_id.clone();
    let organisation = crate::site::encoded(SCRIPT);
    for page in [
        "/start".to_owned(),
        transcript,
        "/n/vale/interviews".to_owned(),
        "/n/vale/survey".to_owned(),
        "/n/vale/facts".to_owned(),
        format!("/n/vale/facts/pathway/{}?as={organisation}", crate::site::encoded(&pathway)),
        format!("/n/vale/actions/new?left=b&right={organisation}&narrative=roles"),
        format!("/n/vale/actions/new?left={organisation}&narrative={organisation}"),
        "/n/vale/settings".to_owned(),
        "/n/vale/settings/organisations".to_owned(),
        "/n/vale/settings/people".to_owned(),
    ] {
        let (status, html) = site.get(&page).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{page}");
        assert!(!html.contains("style=\"") && !html.contains("onclick"), "{page}");
    }
    let (_, html) = site.get("/n/vale/settings/people").await;
    assert!(html.contains(&escaped(SCRIPT)));
}

#[tokio::test]
async fn ids_on_a_page_are_unique() {
    let site = small().await;
    let (_, list) = site.get("/n/vale/interviews").await;
    let text = list.split("href=\"/n/vale/interviews/").find(|p| !p.starts_with("new")).map(|_| ());
    assert!(text.is_some());
    let transcript = list
        .split("href=\"")
        .filter_map(|p| p.split('"').next())
        .find(|p| p.starts_with("/n/vale/interviews/") && !p.ends_with("new"))
        .unwrap()
        .to_owned();
    for page in [
        "/start",
        "/framework",
        transcript.as_str(),
        "/n/vale/interviews/new",
        "/n/vale/survey",
        "/n/vale/facts",
        "/n/vale/facts/pathway/discharge?as=council",
        "/n/vale/actions/new?left=council&right=hospital&narrative=expertise",
        "/n/vale/settings",
        "/n/vale/settings/organisations",
        "/n/vale/settings/people",
    ] {
        let (status, html) = site.get(page).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|p| p.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        let twice: Vec<&str> = ids.windows(2).filter(|w| w[0] == w[1]).map(|w| w[0]).collect();
        ids.dedup();
        assert_eq!(ids.len(), all, "{page}: {twice:?}");
    }
}
