//! The analysis pages: what they show of every state a direction can have, and what they never show.

use axum::http::StatusCode;

use super::site::{self, PRACTICE, Site, encoded};

const PAGES: [&str; 9] = [
    "/n/vale",
    "/n/vale/map",
    "/n/vale/map?question=aspect%3Afairness&sector=health",
    "/n/vale/map?question=narrative%3Aroles&organisation=council&wave=2",
    "/n/vale/organisations/council",
    "/n/vale/organisations/ward",
    "/n/vale/between/council/hospital",
    "/n/vale/between/hospice/hospital?wave=2",
    "/n/vale/why",
];

async fn ok(site: &Site, path: &str) -> String {
    let (status, body) = site.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

/// What a reader sees: the page without its tags, runs of white space as one.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Address of the practice's relationship with `other`.
fn with_practice(other: &str) -> String {
    format!("/n/vale/between/{}/{other}", encoded(PRACTICE))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_has_one_title_and_its_finding_first() {
    let site = site::small().await;
    for path in PAGES {
        let body = ok(&site, path).await;
        assert_eq!(body.matches("<h1").count(), 1, "{path}");
        let (h1, finding) = (body.find("<h1").unwrap(), body.find("class=\"finding\"").unwrap());
        assert!(h1 < finding, "{path}");
        let h2 = body.find("<h2").unwrap_or(body.len());
        assert!(finding < h2, "{path}: the finding stands before the first heading");
        assert!(body.contains("<html lang=\"en-GB\">") && body.contains("class=\"skip\""), "{path}");
        assert!(body.contains(" \u{2013} Troth</title>"), "{path}");
        assert!(body.contains("Not for contract performance, procurement or inspection"), "{path}");
        assert!(
            !body.contains(" style=") && !body.contains("<style") && !body.contains(" onclick"),
            "{path}"
        );
        let scripts = body.matches("<script").count();
        assert_eq!(
            scripts,
            body.matches("<script src=\"/assets/").count(),
            "{path}: no script on the page itself"
        );
        assert!(body.contains("Released on 22 November 2026 to the agreed audience"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pathway_is_not_for_deciding_on_the_care_of_a_person() {
    let site = site::small().await;
    let page = text(&ok(&site, "/n/vale/facts/pathway/discharge").await);
    assert!(
        page.contains("Not for deciding on the care of a person: ask the organisation itself."),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_are_used_once_on_a_page() {
    let site = site::small().await;
    for path in PAGES.into_iter().chain(["/n/vale/organisations"]) {
        let body = ok(&site, path).await;
        let mut ids: Vec<&str> =
            body.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}: {ids:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_shown_is_nowhere() {
    let site = site::small().await;
    let mut paths: Vec<String> = PAGES.iter().map(|p| (*p).to_owned()).collect();
    paths.push(with_practice("council"));
    paths.push(format!("/n/vale/between/council/{}", encoded(PRACTICE)));
    paths.push(format!("/n/vale/organisations/{}", encoded(PRACTICE)));
    let files = ["/n/vale/map.csv", "/n/vale/why.csv", "/n/vale/facts.csv", "/n/vale/interviews.csv"];
    paths.extend(files.map(str::to_owned));
    paths.push(format!("{}/table.csv", with_practice("council")));
    paths.push(format!("/n/vale/organisations/{}/table.csv", encoded(PRACTICE)));
    for path in paths {
        // All three of the practice answer 97 of 100 about the council.
        let seen = text(&ok(&site, &path).await);
        let numbers = seen.split(|c: char| !c.is_ascii_digit()).filter(|n| *n == "97").count();
        assert_eq!(numbers, 0, "{path}: {seen}");
    }
    let body = text(&ok(&site, &with_practice("council")).await);
    assert!(body.contains("Not enough answers") && body.contains("What would help"), "{body}");
    assert!(body.contains("One side only"), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_that_did_not_answer_shows_as_missing() {
    let site = site::small().await;
    let body = text(&ok(&site, "/n/vale/between/hospice/hospital").await);
    assert!(body.contains("St J\u{fc}rgen\u{2019}s hospice and the general hospital"), "{body}");
    assert!(body.contains("Not rated") && body.contains("One side only"), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_relationship_page_keeps_its_order() {
    let site = site::small().await;
    let body = ok(&site, "/n/vale/between/council/hospital").await;
    let order = [
        "class=\"crumbs\"",
        "<h1",
        "class=\"finding\"",
        "class=\"pair\"",
        "Four kinds of trust, both sides",
        "The same figure as a table",
        "Why: from what is uneven to what it harms",
        "class=\"toc\"",
        "id=\"roles\"",
        "class=\"chain\"",
        "class=\"strands\"",
        "class=\"quote\"",
        "Step by step",
        "Proposed.",
        "What was agreed",
        "Choose a step",
        "How this was worked out",
    ];
    let mut last = 0;
    for sign in order {
        let at = body[last..].find(sign).unwrap_or_else(|| panic!("{sign} is missing or too early"));
        last += at;
    }
    let seen = text(&body);
    assert!(seen.contains("How Council adult care experiences working with The general hospital."), "{seen}");
    assert!(
        seen.contains("Of 4 shared steps: 2 claimed by both, 1 by neither, 0 misread, 1 clear."),
        "{seen}"
    );
    assert!(body.contains("We ring the ward and the ward says ring the lounge."));
    assert!(body.contains("We do") && body.contains("Order &lt;equipment&gt;"));
    assert!(!body.contains("Nobody can say who orders the bed"), "what may not be quoted is not");
    assert!(body.contains("/actions/new?left=council&amp;right=hospital&amp;narrative=roles"));
}

#[tokio::test(flavor = "multi_thread")]
async fn both_orders_of_a_relationship_show_each_side_as_itself() {
    let site = site::small().await;
    let says = |body: &str, from: &str| {
        let side = body.split("<h2>").find(|part| part.contains(&format!("</svg>{from} about "))).unwrap();
        let big = side.split("class=\"big num\">").nth(1).unwrap();
        big.split('<').next().unwrap().to_owned()
    };
    let forth = ok(&site, "/n/vale/between/council/hospital").await;
    let back = ok(&site, "/n/vale/between/hospital/council").await;
    assert_eq!(says(&forth, "Council adult care"), says(&back, "Council adult care"));
    assert_eq!(says(&forth, "The general hospital"), says(&back, "The general hospital"));
    assert_ne!(says(&forth, "Council adult care"), says(&forth, "The general hospital"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_has_a_twin_a_file_and_links_to_both_sides() {
    let site = site::small().await;
    let body = ok(&site, "/n/vale/map").await;
    assert!(body.contains("class=\"map w\"") && body.contains("class=\"map n\""));
    assert!(body.contains("href=\"#twin\"") && body.contains("id=\"twin\""));
    assert!(body.contains("Show on the map") && body.contains("look at first"));
    assert!(body.contains("href=\"/n/vale/between/"));
    let practice = format!("/n/vale/between/hospice/{}", encoded(PRACTICE));
    assert!(!body.contains(&practice), "what was not asked has no line");
    let csv = ok(&site, "/n/vale/map.csv?question=aspect%3Afairness").await;
    assert!(csv.starts_with("question,from,to,from_id,to_id,state,words,estimate,low,high"), "{csv}");
    assert!(csv.contains("withheld") && csv.contains("not_rated") && csv.contains("shown"), "{csv}");
    let roles = ok(&site, "/n/vale/facts.csv").await;
    assert!(roles.starts_with("first,second,first_id,second_id,shared,claimed_by_both"), "{roles}");
    let said = ok(&site, "/n/vale/interviews.csv").await;
    assert!(said.starts_with("between,and,story,speakers,tell_loss"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_hold_any_id_and_names_are_escaped() {
    let site = site::small().await;
    let list = ok(&site, "/n/vale/organisations").await;
    assert!(list.contains("href=\"/n/vale/organisations/gp%2Fn%C3%B6rd.1\""), "{list}");
    assert!(list.contains("N\u{f6}rd &lt;b&gt;practice&lt;/b&gt; &amp; \u{141}\u{f3}d\u{17a}"));
    let map = ok(&site, "/n/vale/map").await;
    let link =
        map.split('"').find(|part| part.starts_with("/n/vale/between/") && part.contains("gp%2F")).unwrap();
    let page = ok(&site, link).await;
    for body in [&list, &map, &page] {
        assert!(!body.contains("<b>practice"), "a name is never markup");
    }
    assert!(page.contains("N\u{f6}rd &lt;b&gt;practice&lt;/b&gt;"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_said_with_what_to_do() {
    let site = site::small().await;
    let missing = [
        "/n/nowhere",
        "/n/nowhere/map",
        "/n/vale/organisations/nobody",
        "/n/vale/between/council/nobody",
        "/n/vale/between/council/council",
        "/n/vale/between/council/hospital?wave=9",
        "/n/vale/map?wave=9",
        "/n/vale/map?question=nonsense",
        "/n/vale/map?question=aspect%3Anonsense",
        "/n/vale/map?organisation=nobody",
        "/n/vale/map?sector=nowhere",
        "/n/vale/why?wave=9",
        "/n/vale/map.csv?wave=9",
    ];
    for path in missing {
        let (status, body) = site.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(body.matches("<h1").count(), 1, "{path}");
        let seen = text(&body);
        let advice = ["Check", "Go back", "Choose", "There is no"];
        assert!(advice.iter().any(|word| seen.contains(word)), "{path}: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verdict_needs_a_name_and_a_reason_and_keeps_the_words() {
    let site = site::small().await;
    let page = "/n/vale/between/council/hospital";
    let form = [("narrative", "roles"), ("wave", "2"), ("convergence", "dissonance"), ("reason", "Why <i>")];
    let refused = site.post(&format!("{page}/verdict"), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("There is a problem") && refused.body.contains("Choose who decides"));
    assert!(refused.body.contains("Why &lt;i&gt;"), "the words are kept");
    assert!(refused.body.contains("<option value=\"dissonance\" selected>"), "the choice is kept");
    assert!(refused.body.contains("<details open"), "the form stands open");

    let people = site.app.people(site.network.id).await.unwrap();
    let by = people.iter().find(|p| p.external_id == "okafor").unwrap().id.to_string();
    let form = [
        ("narrative", "roles"),
        ("wave", "2"),
        ("convergence", "dissonance"),
        ("reason", "The ward & the lounge are meant."),
        ("by", &by),
    ];
    let saved = site.post(&format!("{page}/verdict"), &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(saved.location(), "/n/vale/between/council/hospital?wave=2#roles");
    let seen = text(&ok(&site, page).await);
    assert!(
        seen.contains("Confirmed by Ruth Okafor, 22 November 2026: \u{201c}The ward &amp; the lounge"),
        "{seen}"
    );
    assert!(seen.contains("The rule proposes: "), "{seen}");
    assert!(text(&ok(&site, "/n/vale/why").await).contains("confirmed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relationship_without_answers_shows_what_else_is_known() {
    let site = site::facts_only().await;
    let page = text(&ok(&site, "/n/vale/between/council/hospital").await);
    assert!(
        page.contains("There are no survey answers about Council adult care and The general hospital"),
        "{page}"
    );
    assert!(page.contains("Not asked") && page.contains("Of 4 shared steps"), "{page}");
    assert!(page.contains("there is none yet that is closed"), "a verdict needs a round: {page}");
    assert!(text(&ok(&site, "/n/vale/why").await).contains("Council adult care and the general hospital"));
    let nothing = text(&ok(&site, "/n/vale/between/ward/charity").await);
    assert!(nothing.contains("Nobody who was heard speaks of it"), "{nothing}");
    let answer = site.post("/n/vale/between/council/hospital/verdict", &[("narrative", "roles")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "there is no round to decide about");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_accepted_being_rated_is_told_apart() {
    let site = site::small().await;
    let told = "It has not accepted being rated by name";
    assert!(ok(&site, "/n/vale/organisations/ward").await.contains(told));
    assert!(!ok(&site, "/n/vale/organisations/council").await.contains(told));
    assert!(text(&ok(&site, "/n/vale/organisations").await).contains("Not yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_partnership_says_what_to_do_next() {
    let site = site::empty().await;
    let home = ok(&site, "/n/vale").await;
    assert!(home.contains("Vale &amp; dale") && home.contains("Your next task"));
    assert!(home.contains("Add the organisations of the partnership") && home.contains("/n/vale/settings"));
    for path in ["/n/vale/map", "/n/vale/why", "/n/vale/organisations"] {
        let body = ok(&site, path).await;
        assert!(body.contains("class=\"empty\""), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_leads_on_and_readiness_follows_the_work() {
    let site = site::empty().await;
    let root = site.send(axum::http::Request::get("/").body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!((root.status, root.location()), (StatusCode::SEE_OTHER, "/n/vale"));
    assert_eq!(site.get("/health").await, (StatusCode::OK, "ok".to_owned()));
    assert_eq!(site.get("/ready").await.0, StatusCode::OK);
    site.app.refresh_all(site.network.id).await.unwrap();
    assert_eq!(site.get("/ready").await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert!(ok(&site, "/n/vale").await.contains("Results are being worked out"));
    site.app.work_off("test").await.unwrap();
    assert_eq!(site.get("/ready").await.0, StatusCode::OK);
}
