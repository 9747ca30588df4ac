//! Partnerships side by side, as a browser gets them.

use std::fmt::Write as _;

use axum::http::StatusCode;
use troth_app::imports::RatingsOptions;
use troth_app::networks::NewNetwork;
use troth_lens::Standing;

use super::markup::{texts, values};
use super::site::{self, Site};
use super::worked_out::explained_groups;

/// Six organisations that all rate each other, five staff of each, around `middle` on 0 to 100.
async fn ring(site: &Site, slug: &str, name: &str, middle: usize, variables: &[&str]) {
    let new = NewNetwork { slug: slug.into(), name: name.into(), ..NewNetwork::default() };
    let network = site.app.found_network(new).await.unwrap();
    let mut list = "id,name,sector,accepted\n".to_owned();
    let mut rows = "wave,rater,respondent,target,variable,value,scale_min,scale_max\n".to_owned();
    for i in 0..6 {
        writeln!(list, "{slug}-{i},Secret {slug} house {i},health,yes").unwrap();
        for j in (0..6).filter(|j| *j != i) {
            for (at, variable) in variables.iter().enumerate() {
                for person in 0..5 {
                    let value = middle + (i * 7 + j * 3 + person * 5 + i * j + person * j + at) % 15 - 7;
                    writeln!(rows, "1,{slug}-{i},p{person},{slug}-{j},{variable},{value},0,100").unwrap();
                }
            }
        }
    }
    site.app.import_organisations(&network, "o.csv", list.as_bytes()).await.unwrap();
    site.app.import_ratings(&network, "r.csv", rows.as_bytes(), &RatingsOptions::default()).await.unwrap();
    site.app.work_off("test").await.unwrap();
}

/// Vale without answers, and two with.
async fn three() -> Site {
    let site = site::empty().await;
    ring(&site, "west", "West & water", 40, &["fairness", "roles_clear"]).await;
    ring(&site, "east", "East", 60, &["fairness"]).await;
    site
}

async fn ok(site: &Site, path: &str) -> String {
    let (status, body) = site.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

fn words(html: &str) -> String {
    texts(html).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_is_the_first_line_and_the_order_is_that_of_the_alphabet() {
    let site = three().await;
    let body = ok(&site, "/compare?question=aspect%3Afairness").await;
    let said = "On \u{201c}Fair to us\u{201d} the mean of West &amp; water is lower than that of East.";
    assert!(body.contains(said), "{}", words(&body));
    let (h1, finding, h2) =
        (body.find("<h1").unwrap(), body.find("class=\"finding\"").unwrap(), body.find("<h2").unwrap());
    assert!(h1 < finding && finding < h2);
    let at = |name: &str| body.find(&format!("<b>{name}</b>")).unwrap();
    assert!(at("East") < at("Vale &amp; dale") && at("Vale &amp; dale") < at("West &amp; water"));
    let seen = words(&body);
    assert!(seen.contains("West &amp; water lower by 20"), "{seen}");
    assert!(seen.contains("150 to 159 answers by 30 to 39 people"), "{seen}");
    assert!(seen.contains("Not shown. No survey round is closed yet."), "{seen}");
    // Whatever method made the ranges of spreads, or left them out: the page says what the release records.
    let view = site.app.compare(Some("aspect:fairness")).await.unwrap();
    let Standing::Shown { intervals, .. } = &view.body.value().partnerships[0].standing else {
        unreachable!()
    };
    assert!(seen.contains(&intervals.of_spread()), "{}: {seen}", intervals.of_spread());
    assert!(seen.contains("Not for contract performance, procurement or inspection"), "{seen}");
    for word in ["best", "worst", "rank 1", "highest-scoring", "league"] {
        assert!(!seen.to_lowercase().contains(word), "{word}: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_the_comparison_is_explained() {
    let site = three().await;
    let (groups, numbers) = explained_groups("/compare", &ok(&site, "/compare").await);
    for group in ["finding", "means", "differences", "spreads"] {
        assert!(groups.contains(group), "{groups:?}");
    }
    assert!(numbers > 25, "{numbers}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_below_a_partnership_is_on_the_page_or_in_the_file() {
    let site = three().await;
    for path in ["/compare", "/compare?question=narrative%3Aroles", "/compare.csv?question=aspect%3Afairness"]
    {
        let body = ok(&site, path).await;
        for secret in ["Secret", "house", "west-0", "east-3", "p0"] {
            assert!(!body.contains(secret), "{path}: {secret}");
        }
    }
    let file = ok(&site, "/compare.csv?question=aspect%3Afairness").await;
    assert!(
        file.starts_with("question,partnership,other,round,closed,quantity,state,estimate,low,high"),
        "{file}"
    );
    assert_eq!(file.lines().count(), 1 + 6 + 1 + 6 + 1, "{file}");
    assert!(file.contains("difference,shown,20,"), "{file}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_is_chosen_by_a_form_and_who_was_not_asked_is_left_out() {
    let site = three().await;
    let body = ok(&site, "/compare").await;
    assert!(body.contains("<option value=\"aspect:fairness\" selected>"), "{body}");
    assert!(body.contains("<option value=\"narrative:roles\">") && body.contains("method=\"get\""));
    let roles = ok(&site, "/compare?question=narrative%3Aroles").await;
    let seen = words(&roles);
    assert!(seen.contains("fewer than two partnerships have a mean"), "{seen}");
    assert!(seen.contains("no answers on this question"), "{seen}");
    let (status, body) = site.get("/compare?question=nonsense").await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{body}");
    assert!(body.contains("Go back and choose again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn home_and_map_lead_there_where_there_is_something_to_compare() {
    let site = three().await;
    for path in ["/n/east", "/n/east/map"] {
        let body = ok(&site, path).await;
        assert!(values(&body, "href").iter().any(|h| h.starts_with("/compare")), "{path}");
    }
    let alone = site::small().await;
    for path in ["/n/vale", "/n/vale/map"] {
        assert!(!ok(&alone, path).await.contains("/compare"), "{path}");
    }
    let seen = words(&ok(&alone, "/compare").await);
    assert!(seen.contains("is the only partnership here"), "{seen}");
}
