//! Choosing a promise: what is refused and how, what is kept, and which round stands under which.

use axum::http::StatusCode;
use troth_app::imports::RatingsOptions;
use troth_app::promise::words;
use troth_gate::Visibility;

use super::desk::{empty, small};
use super::{PATIENT, SCRIPT, escaped, follow, refused};

const PAGE: &str = "/n/vale/settings/promise";
const NO_PROMISE: &str = "no promise was chosen: partners see figures of the whole partnership only";
const RATINGS: &[u8] = b"wave,rater,respondent,target,variable,value,role,scale_min,scale_max
1,hospital,p,council,fairness,5,staff,0,10
";

#[tokio::test]
async fn a_promise_is_chosen_whole_or_comes_back() {
    let site = empty().await;
    let (_, page) = site.get(PAGE).await;
    assert!(page.contains("No promise is chosen yet"));
    for visibility in Visibility::ALL {
        assert!(page.contains(&format!("value=\"{visibility}\"")), "{visibility}");
        assert!(words(visibility, "(the name you give below)", 5).iter().all(|line| page.contains(line)));
    }
    refused(&site.post(PAGE, &[("custodian", "Jo Lee")]).await, "Choose what partners see.");
    refused(&site.post(PAGE, &[("visibility", "all"), ("custodian", "Jo")]).await, "is not on the list");
    let nameless = site.post(PAGE, &[("visibility", "received"), ("custodian", " ")]).await;
    refused(&nameless, "Name who can read single answers");
    assert!(nameless.body.contains("value=\"received\" checked"), "what was chosen is kept");
    let long = "x".repeat(201);
    refused(
        &site.post(PAGE, &[("visibility", "received"), ("custodian", &long)]).await,
        "up to 200 characters",
    );
    refused(&site.post(PAGE, &[("visibility", "received"), ("custodian", PATIENT)]).await, "patient");
    assert!(site.get(PAGE).await.1.contains("No promise is chosen yet"), "nothing was saved");

    let chosen = site.post(PAGE, &[("visibility", "received"), ("custodian", SCRIPT)]).await;
    let page = follow(&site, &chosen).await;
    assert!(page.contains("This is promised from now on.") && page.contains("This is what respondents read"));
    assert!(page.contains("Version 1, promised since 22 November 2026"));
    assert!(!page.contains(SCRIPT) && page.contains(&escaped("<script>")));
}

#[tokio::test]
async fn more_people_can_be_promised_and_not_fewer_again() {
    let site = empty().await;
    let choose = async |floor: &str| {
        let form = [("visibility", "received"), ("custodian", "Jo Lee, Healthwatch"), ("floor", floor)];
        site.post(PAGE, &form).await
    };
    for wrong in ["4", "21", "-5", "eight"] {
        refused(&choose(wrong).await, "write a whole number from 5 to 20");
    }
    let page = follow(&site, &choose("12").await).await;
    assert!(page.contains("At least 12 people stand behind a figure."));
    assert!(words(Visibility::Received, "Jo Lee, Healthwatch", 12).iter().all(|line| page.contains(line)));
    assert!(page.contains("name=\"floor\" value=\"12\""), "the form begins with what is promised now");
    let survey = site.get("/n/vale/survey").await.1;
    assert!(survey.contains("a side is shown if 12 staff answer"), "the forecast follows");
    let page = follow(&site, &choose("8").await).await;
    assert!(page.contains("At least 8 people"), "no round began under 12");
    site.app.add_wave(&site.network, "1", "", None, None).await.unwrap();
    let lowered = choose("7").await;
    refused(&lowered, "For Survey round 1 at least 8 people were promised.");
    assert!(lowered.body.contains("name=\"floor\" value=\"7\""), "what was typed is kept");
    let without = site.post(PAGE, &[("visibility", "totals"), ("custodian", "Jo Lee, Healthwatch")]).await;
    assert!(follow(&site, &without).await.contains("At least 8 people"), "who says nothing keeps it");
}

#[tokio::test]
async fn a_round_with_answers_keeps_its_promise_and_the_page_says_which() {
    let site = small().await;
    let (app, network) = (&site.app, &site.network);
    app.import_ratings(network, "r.csv", RATINGS, &RatingsOptions::default()).await.unwrap();
    assert!(site.get(PAGE).await.1.contains(NO_PROMISE));
    let choose = async |visibility: &str, custodian: &str| {
        let chosen = site.post(PAGE, &[("visibility", visibility), ("custodian", custodian)]).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    };
    choose("totals", "Jo Lee, Healthwatch").await;
    app.add_wave(network, "2", "", None, None).await.unwrap();
    choose("everyone", "Kim Ray, Healthwatch").await;
    app.add_wave(network, "3", "", None, None).await.unwrap();
    let (_, page) = site.get(PAGE).await;
    let row = |label: &str| {
        let at = page.find(&format!("{label}</th>")).unwrap();
        page[at..].split("</tr>").next().unwrap().to_owned()
    };
    assert!(row("Survey round 3").contains("Version 2: All partners see all relationships"));
    assert!(row("Survey round 2").contains("Version 1: Partners see figures of the whole partnership only"));
    assert!(page.contains(NO_PROMISE), "the round that had answers before the first promise");
    let (now, earlier) = page.split_once("Earlier promises").unwrap();
    assert!(now.contains("One person can read single answers: Kim Ray") && !now.contains("Jo Lee"));
    assert!(earlier.contains("One person can read single answers: Jo Lee"), "kept word for word");
    assert!(page.contains("value=\"everyone\" checked"), "the form begins with what is promised now");
}
