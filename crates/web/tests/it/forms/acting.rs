//! Actions: written, accepted, reviewed apart, decided; two people who save at once lose nothing.

use axum::http::StatusCode;
use troth_act::SmallWin;
use troth_app::actions::{ActionForm, SideForm};
use troth_network::timestamp::parse_day;

use super::desk::{Desk, small};
use super::{SCRIPT, UNICODE, escaped, follow, refused, told};

const NEW: &str = "/n/vale/actions/new";

async fn person(site: &Desk, id: &str) -> String {
    let people = site.app.people(site.network.id).await.unwrap();
    people.iter().find(|p| p.external_id == id).unwrap().id.to_string()
}

/// The form, filled as it should be; the council on the left.
async fn filled(site: &Desk) -> Vec<(&'static str, String)> {
    [
        ("left", "council".to_owned()),
        ("right", "hospital".to_owned()),
        ("narrative", "roles".to_owned()),
        ("measure", "M5".to_owned()),
        ("title", format!("A call at nine {UNICODE}")),
        ("left_expectation", "We hear it <first> & early".to_owned()),
        ("left_risk", "We may look slow".to_owned()),
        ("left_owner", person(site, "okafor").await),
        ("right_expectation", "They ring one person".to_owned()),
        ("right_risk", "A bed is held".to_owned()),
        ("right_owner", person(site, "lind").await),
        ("win_what", "Ten calls".to_owned()),
        ("win_by", "2026-12-01".to_owned()),
        ("win_seen", "Counted in a notebook".to_owned()),
    ]
    .into()
}

fn sent<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(k, v)| (*k, v.as_str())).collect()
}

/// Writes the action down and returns its address.
async fn written(site: &Desk) -> String {
    let form = filled(site).await;
    let answer = site.post(NEW, &sent(&form)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", told(&answer.body));
    answer.location().split('?').next().unwrap().to_owned()
}

/// The version that the page's forms carry.
fn version(page: &str) -> String {
    let part = page.split("name=\"version\" value=\"").nth(1).unwrap();
    part.split('"').next().unwrap().to_owned()
}

async fn step(site: &Desk, path: &str, what: &str, form: &[(&str, &str)]) -> String {
    let (_, page) = site.get(path).await;
    let version = version(&page);
    let mut form = form.to_vec();
    form.push(("version", &version));
    follow(site, &site.post(&format!("{path}/{what}"), &form).await).await
}

#[tokio::test]
async fn whom_and_what_about_are_asked_first() {
    let site = small().await;
    let (status, page) = site.get(NEW).await;
    assert!(status == StatusCode::OK && page.contains("Continue") && !page.contains("left_risk"));
    let (_, page) = site.get(&format!("{NEW}?left=council&right=council&narrative=roles")).await;
    assert!(page.contains("Choose two different organisations."));
    let (_, page) = site.get(&format!("{NEW}?left=council&right=hospital")).await;
    assert!(page.contains("<option value=\"council\" selected>") && page.contains("Continue"));
    let (_, page) = site.get(&format!("{NEW}?left=council&right=hospital&narrative=roles")).await;
    assert!(page.contains("What the research links to this") && page.contains("Other measures"));
    let (first, others) = page.split_once("Other measures").unwrap();
    for measure in &site.app.lens().measures {
        let linked = measure.works_on.iter().any(|l| l.narrative == "roles");
        let value = format!("value=\"{}\"", measure.id);
        assert!(if linked { first } else { others }.contains(&value), "{}", measure.id);
    }
    assert!(page.contains("Ruth Okafor") && page.contains("M\u{e5}ns Lind"));
    let (_, page) = site.get(&format!("{NEW}?left=council&right=hospice&narrative=roles")).await;
    assert!(page.contains("hospice is known by name yet"), "said before anything is typed");
}

#[tokio::test]
async fn an_action_goes_round_and_stays_sealed_in_between() {
    let site = small().await;
    let path = written(&site).await;
    let (_, page) = site.get(&path).await;
    assert!(page.contains(UNICODE) && page.contains(&escaped("We hear it <first> & early")));
    step(&site, &path, "accept", &[("side", "council")]).await;
    let page = step(&site, &path, "accept", &[("side", "hospital")]).await;
    assert!(page.contains("Agreed on 22 November 2026"));
    let secret = "The council never rang back, blue herring";
    let form = [("side", "hospital"), ("verdict", "not_met"), ("words", secret)];
    let page = step(&site, &path, "review", &form).await;
    assert!(page.contains("Written and sealed") && page.contains("Waiting for Council adult care to review"));
    for place in [path.as_str(), "/n/vale/actions", "/n/vale", "/n/vale/between/council/hospital"] {
        let (status, page) = site.get(place).await;
        assert_eq!(status, StatusCode::OK, "{place}");
        assert!(
            !page.contains("blue herring") && !page.contains("Not met</p>"),
            "{place} shows a sealed review"
        );
    }
    let form = [("side", "council"), ("verdict", "met"), ("words", "It worked")];
    let page = step(&site, &path, "review", &form).await;
    assert!(page.contains("blue herring") && page.contains("It worked"));
    assert!(!page.contains("value=\"bigger\""), "a bigger step is open only after both say met");
    let page = step(&site, &path, "decide", &[("size", "smaller"), ("words", "One ward first")]).await;
    assert!(
        page.contains("One ward first")
            && page.contains("Closed")
            && page.contains("Write down the next step")
    );
}

#[tokio::test]
async fn what_is_missing_is_named_and_the_rest_kept() {
    let site = small().await;
    let full = filled(&site).await;
    for (field, says) in [
        ("measure", "Choose a measure"),
        ("title", "Give the action a title"),
        ("left_expectation", "what this side expects"),
        ("right_risk", "the risk this side takes"),
        ("left_owner", "who answers for it"),
        ("win_what", "what will have happened"),
        ("win_by", "the day by which"),
        ("win_seen", "how both will see it"),
    ] {
        let mut form = full.clone();
        form.retain(|(name, _)| *name != field);
        let answer = site.post(NEW, &sent(&form)).await;
        refused(&answer, says);
        for (name, value) in form.iter().filter(|(n, _)| !n.ends_with("owner") && *n != "measure") {
            assert!(answer.body.contains(&escaped(value)), "without {field}, {name} is lost");
        }
    }
    let mut past = full.clone();
    past.retain(|(name, _)| *name != "win_by");
    past.push(("win_by", "2026-01-31".to_owned()));
    refused(&site.post(NEW, &sent(&past)).await, "has passed");
    past.retain(|(name, _)| *name != "win_by");
    past.push(("win_by", "soon".to_owned()));
    let answer = site.post(NEW, &sent(&past)).await;
    refused(&answer, "is not a date");
    assert!(answer.body.contains("value=\"soon\"") && answer.body.contains("value=\"M5\" checked"));
    let (_, page) = site.get("/n/vale/actions").await;
    assert!(page.contains("No action yet"));
}

#[tokio::test]
async fn the_second_of_two_tabs_loses_nothing() {
    let site = small().await;
    let path = written(&site).await;
    let (_, tab) = site.get(&format!("{path}/revise")).await;
    let version = version(&tab);
    let mut form = filled(&site).await;
    form.push(("version", version));
    form.retain(|(name, _)| *name != "title" && *name != "left_risk");
    let mut one = form.clone();
    one.extend([("title", "The first tab".to_owned()), ("left_risk", "small".to_owned())]);
    let mut two = form;
    two.extend([("title", SCRIPT.to_owned()), ("left_risk", format!("typed for an hour {UNICODE}"))]);
    let page = follow(&site, &site.post(&format!("{path}/revise"), &sent(&one)).await).await;
    assert!(page.contains("The first tab"));
    let answer = site.post(&format!("{path}/revise"), &sent(&two)).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains(&format!("typed for an hour {UNICODE}")), "what was typed can be copied");
    assert!(answer.body.contains(&escaped(SCRIPT)) && !answer.body.contains("<script>alert"));
    assert!(answer.body.contains(&format!("href=\"{path}\"")));
    let (_, page) = site.get(&path).await;
    assert!(page.contains("The first tab") && !page.contains("typed for an hour"));
}

#[tokio::test]
async fn a_review_from_an_old_page_is_kept_in_sight() {
    let site = small().await;
    let path = written(&site).await;
    step(&site, &path, "accept", &[("side", "council")]).await;
    let page = step(&site, &path, "accept", &[("side", "hospital")]).await;
    let old = version(&page);
    step(&site, &path, "review", &[("side", "hospital"), ("verdict", "met"), ("words", "fine")]).await;
    let form = [("side", "council"), ("verdict", "met"), ("words", "long words"), ("version", &old)];
    let answer = site.post(&format!("{path}/review"), &form).await;
    assert!(answer.status == StatusCode::CONFLICT && answer.body.contains("long words"));
    assert!(!answer.body.contains("fine"));
}

#[tokio::test]
async fn reviews_and_decisions_say_what_is_missing() {
    let site = small().await;
    let path = written(&site).await;
    let early = [("side", "hospital"), ("verdict", "met"), ("words", "x"), ("version", "1")];
    let answer = site.post(&format!("{path}/review"), &early).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    step(&site, &path, "accept", &[("side", "council")]).await;
    let page = step(&site, &path, "accept", &[("side", "hospital")]).await;
    let now = version(&page);
    let form = [("side", "hospital"), ("words", "kept words"), ("version", &now)];
    let answer = site.post(&format!("{path}/review"), &form).await;
    refused(&answer, "whether the expectation was met");
    assert!(answer.body.contains("kept words</textarea>"));
    refused(
        &site.post(&format!("{path}/review"), &[("side", "hospital"), ("version", &now)]).await,
        "sentence or two",
    );
    for side in ["hospital", "council"] {
        step(&site, &path, "review", &[("side", side), ("verdict", "partly"), ("words", "so so")]).await;
    }
    let (_, page) = site.get(&path).await;
    let now = version(&page);
    let decide = format!("{path}/decide");
    refused(&site.post(&decide, &[("version", &now)]).await, "Choose what follows");
    refused(&site.post(&decide, &[("size", "same"), ("version", &now)]).await, "no words");
    refused(
        &site.post(&decide, &[("size", "bigger"), ("words", "x"), ("version", &now)]).await,
        "only after both",
    );
}

#[tokio::test]
async fn the_use_case_names_fields_too() {
    let site = small().await;
    let names = site.app.names(site.network.id).await.unwrap();
    let id = |name: &str| names.by_external(name).unwrap().id;
    let form = ActionForm {
        left: id("council"),
        right: id("council"),
        narrative: "roles".into(),
        measure: "M5".into(),
        title: "t".into(),
        left_side: SideForm::default(),
        right_side: SideForm::default(),
        small_win: SmallWin { what: "w".into(), by: parse_day("2026-12-01").ok(), seen_how: String::new() },
        previous: None,
    };
    let error = site.app.add_action(&site.network, form).await.unwrap_err();
    let troth_app::AppError::Invalid(errors) = error else { panic!("{error}") };
    let fields: Vec<&str> = errors.iter().map(|e| e.field).collect();
    assert!(fields.contains(&"left_risk") && fields.contains(&"right_owner") && fields.contains(&"win_seen"));
}
