//! What pages show to each role: forms that they may send, each with its token, and links that they may follow.

use std::collections::{BTreeSet, VecDeque};

use axum::http::{Method, StatusCode};
use troth_web::{Need, Options, RouteLine};

use super::house::{House, URL, Who};

/// Everything that links lead to, from the first page on.
pub(super) async fn crawled(house: &House, who: Who) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let mut waiting: VecDeque<String> =
        ["/", "/n/vale", "/start", "/account", "/sign-in"].map(str::to_owned).into();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let bare = path.split('#').next().unwrap().to_owned();
        if !seen.insert(bare.clone()) || seen.len() > 150 {
            continue;
        }
        let answer = house.get(who, &bare).await;
        assert!(
            answer.status == StatusCode::OK || answer.status == StatusCode::SEE_OTHER,
            "a link leads {who:?} to {bare}, which is answered with {}",
            answer.status
        );
        if answer.status == StatusCode::SEE_OTHER {
            waiting.push_back(answer.location().to_owned());
            continue;
        }
        let links = answer.body.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
        let links =
            links.filter(|to| to.starts_with('/') && !to.starts_with("/assets/") && !to.contains('?'));
        waiting.extend(links.map(|to| to.replace("&amp;", "&")));
        pages.push((bare, answer.body));
    }
    pages
}

/// What a form that is sent to `path` needs.
fn need(routes: &[RouteLine], path: &str) -> Option<Need> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |line: &&RouteLine| {
        let own: Vec<&str> = line.path.split('/').collect();
        own.len() == parts.len() && own.iter().zip(&parts).all(|(a, b)| a.starts_with('{') || a == b)
    };
    let mut found: Vec<&RouteLine> =
        routes.iter().filter(|line| line.method == Method::POST).filter(fits).collect();
    found.sort_by_key(|line| line.path.matches('{').count());
    found.first().map(|line| line.need)
}

fn may(need: Need, who: Who) -> bool {
    use Who::{Analyst, Coordinator, Custodian, Nobody, Partner};
    match need {
        Need::Anyone => true,
        Need::SignedIn | Need::See => who != Nobody,
        Need::Compare | Need::Analyse => [Analyst, Coordinator, Custodian].contains(&who),
        Need::OwnOrganisation => [Partner, Coordinator, Custodian].contains(&who),
        Need::Run => [Coordinator, Custodian].contains(&who),
        Need::Custodian | Need::Found => who == Custodian,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_has_its_token_and_only_forms_that_may_be_sent_are_shown() {
    let house = House::worked_out().await;
    let routes = troth_web::route_table(&Options::sign_in(URL.parse().unwrap(), false));
    for who in [Who::Partner, Who::Analyst, Who::Coordinator, Who::Custodian] {
        let pages = crawled(&house, who).await;
        let token = format!("<input type=\"hidden\" name=\"form_token\" value=\"{}\">", house.token(who));
        let mut sent = BTreeSet::new();
        for (path, page) in &pages {
            for form in
                page.split("<form").skip(1).filter(|f| f.split('>').next().unwrap().contains("\"post\""))
            {
                let (head, inside) = form.split_once('>').unwrap();
                assert!(inside.starts_with(&token), "{path} for {who:?}: {head}");
                let action = head.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
                let need = need(&routes, action).unwrap_or_else(|| panic!("{action} leads nowhere"));
                assert!(may(need, who), "{path} shows {who:?} a form to {action}, which needs {need:?}");
                sent.insert(action.to_owned());
            }
        }
        let least = match who {
            Who::Custodian => 25,
            Who::Coordinator => 15,
            _ => 4,
        };
        assert!(sent.len() >= least && pages.len() > 15, "{who:?}: {} pages, {sent:#?}", pages.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_another_partnership_is_on_any_page() {
    let house = House::worked_out().await;
    for who in [Who::Partner, Who::Custodian] {
        for (path, page) in crawled(&house, who).await {
            assert!(!page.contains("secret edge"), "{path} for {who:?}");
        }
    }
    for path in ["/", "/start", "/compare", "/account"] {
        let page = house.get(Who::Elsewhere, path).await.body;
        assert!(!page.contains("Vale"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn single_answers_and_texts_are_on_the_custodians_pages_alone() {
    let house = House::worked_out().await;
    for who in [Who::Partner, Who::Analyst, Who::Coordinator] {
        for (path, page) in crawled(&house, who).await {
            // The record names whatever it was done to by its id, which opens nothing.
            let record = path.ends_with("/settings/record.csv");
            assert!(record || !page.contains(&house.transcript), "{path} leads {who:?} to a text");
            assert!(!page.contains("Custodian page:"), "{path} for {who:?}");
        }
    }
    let (_, page) =
        crawled(&house, Who::Custodian).await.into_iter().find(|(p, _)| p == "/n/vale/interviews").unwrap();
    assert!(page.contains(&house.transcript) && page.contains("because you are the custodian"));
}
