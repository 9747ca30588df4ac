//! Behind every number on the map, an organisation and a relationship stands how it was worked out, and every link to a
//! method leads to a page of the program.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::markup::{Open, texts, values};
use super::site::{self, Site};

const PAGES: [&str; 8] = [
    "/n/vale/map",
    "/n/vale/map?question=aspect%3Afairness&sector=health",
    "/n/vale/organisations/council",
    "/n/vale/organisations/ward",
    "/n/vale/between/council/hospital",
    "/n/vale/between/hospital/council?wave=2",
    "/n/vale/between/hospice/hospital",
    "/compare",
];

async fn ok(site: &Site, path: &str) -> String {
    let (status, body) = site.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

/// The small partnership with an agreed action, whose days and stage are numbers too.
async fn with_an_action() -> Site {
    let site = site::small().await;
    let people = site.app.people(site.network.id).await.unwrap();
    let person = |id: &str| people.iter().find(|p| p.external_id == id).unwrap().id.to_string();
    let (okafor, lind) = (person("okafor"), person("lind"));
    let form = [
        ("left", "council"),
        ("right", "hospital"),
        ("narrative", "roles"),
        ("measure", "M5"),
        ("title", "A call at nine"),
        ("left_expectation", "We hear it early"),
        ("left_risk", "We may look slow"),
        ("left_owner", &okafor),
        ("right_expectation", "They ring one person"),
        ("right_risk", "A bed is held"),
        ("right_owner", &lind),
        ("win_what", "Counted on 10 days"),
        ("win_by", "2026-12-01"),
        ("win_seen", "A notebook"),
    ];
    let saved = site.post("/n/vale/actions/new", &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    site.app.work_off("test").await.unwrap();
    site
}

/// `text` without what is a name, a date or a mark of the framework, and no number that was worked out.
fn without_names(text: &str) -> String {
    let mut text = text.replace("Ward 4", "").replace("Survey round 2", "").replace("Round 2", "");
    for month in [" November 2026", " December 2026"] {
        while let Some(at) = text.find(month) {
            let day = text[..at].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |p| p + 1);
            text.replace_range(day..at + month.len(), "");
        }
    }
    text
}

fn is_exempt(around: &[Open]) -> bool {
    let name = |open: &Open| {
        ["form", "nav", "h1", "title", "select", "header", "footer", "head"].contains(&open.name.as_str())
    };
    around.iter().any(|open| {
        name(open) || open.has_class("worked") || open.has_class("quote") || open.has_class("verdict")
    })
}

/// Panics if a number of the page stands in no group, or a group is not explained. The groups, and how many numbers.
pub(crate) fn explained_groups(path: &str, body: &str) -> (BTreeSet<String>, usize) {
    let explained: Vec<&str> = values(body, "data-explains");
    let unique: BTreeSet<&str> = explained.iter().copied().collect();
    assert_eq!(unique.len(), explained.len(), "{path}: a group is explained twice: {explained:?}");
    let mut numbers = 0;
    for (around, text) in texts(body) {
        if is_exempt(&around) || !without_names(&text).contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let group = around.iter().rev().find_map(|open| open.attribute("data-numbers"));
        assert!(group.is_some(), "{path}: \u{201c}{text}\u{201d} stands in no group");
        let group = group.unwrap();
        assert!(
            unique.contains(group),
            "{path}: nothing explains {group}, where \u{201c}{text}\u{201d} stands"
        );
        numbers += 1;
    }
    let grouped: BTreeSet<&str> = values(body, "data-numbers").into_iter().collect();
    for group in &grouped {
        assert!(unique.contains(group) || *group == "declared", "{path}: {group} is not explained");
    }
    for group in &unique {
        assert!(grouped.contains(group), "{path}: {group} is explained and not there");
    }
    (unique.into_iter().map(str::to_owned).collect(), numbers)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_stands_in_a_group_that_is_explained() {
    let site = with_an_action().await;
    let (mut numbers, mut groups) = (0, BTreeSet::new());
    for path in PAGES {
        let (found, many) = explained_groups(path, &ok(&site, path).await);
        groups.extend(found);
        numbers += many;
    }
    assert!(numbers > 150, "the pages were read: {numbers} numbers");
    for group in [
        "finding",
        "map",
        "looks",
        "twin",
        "declared",
        "partners",
        "pair",
        "trust",
        "roles-chain",
        "model-strands",
        "steps",
        "agreed",
    ] {
        assert!(groups.contains(group), "{group} is on no page: {groups:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_explanation_is_closed_complete_and_leads_to_its_method() {
    let site = with_an_action().await;
    let mut links = BTreeSet::new();
    for path in PAGES {
        let body = ok(&site, path).await;
        assert!(!body.contains("<details class=\"worked\" open"), "{path}");
        for part in body.split("<details class=\"worked\"").skip(1) {
            let part = part.split("</details>").next().unwrap();
            assert!(part.contains("<summary>How this was worked out<span class=\"vh\">: "), "{path}: {part}");
            let titles: Vec<&str> =
                part.split("<dt>").skip(1).map(|t| t.split('<').next().unwrap()).collect();
            assert_eq!(
                titles,
                ["In words", "Formula", "Rests on", "Left out", "Range", "Written down in"],
                "{path}"
            );
            for content in part.split("<dd>").skip(1) {
                let words = content.split("</dd>").next().unwrap();
                assert!(words.chars().filter(|c| c.is_alphabetic()).count() > 3, "{path}: {words}");
            }
            let own: Vec<&str> =
                values(part, "href").into_iter().filter(|h| h.starts_with("/methods")).collect();
            assert!(!own.is_empty(), "{path}: {part}");
            links.extend(own.into_iter().map(str::to_owned));
        }
    }
    assert!(links.len() >= 8, "{links:?}");
    for link in links {
        let body = ok(&site, &link).await;
        assert_eq!(body.matches("<h1").count(), 1, "{link}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_explanation_says_how_many_and_how_ranges_were_made() {
    let site = site::small().await;
    let body = ok(&site, "/n/vale/map").await;
    let map = body.split("data-explains=\"map\"").nth(1).unwrap().split("</details>").next().unwrap();
    // 17 directions were answered about; three staff are too few, so 16 are shown, with 94 answers of 38 people.
    assert!(
        map.contains("90 to 99 answers by 30 to 39 people in 6 organisations; 16 directions shown"),
        "{map}"
    );
    assert!(map.contains("1 direction: Not enough answers: fewer than 5 people answered"), "{map}");
    assert!(map.contains("1 direction: Not rated"), "{map}");
    // Whatever method made the ranges: the page says what the release records.
    let wave = site.app.wave(&site.network, None).await.unwrap().unwrap();
    let evidence = site.app.evidence(site.network.id, Some(wave.id)).await.unwrap();
    let totals = evidence.value().total("construct:reliance_organisation").unwrap();
    let said = totals.intervals.of_values(totals.counts.map(|c| c.organisations));
    assert!(said.contains("standard errors") && map.contains(&said), "{said}: {map}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_answers_the_explanation_says_that_there_are_none() {
    let site = site::facts_only().await;
    for path in ["/n/vale/map", "/n/vale/organisations/council", "/n/vale/between/council/hospital"] {
        let body = ok(&site, path).await;
        assert!(body.contains("data-explains=\"finding\"") && body.contains("No answers."), "{path}");
    }
}
