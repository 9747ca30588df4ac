//! The promise by role, and the yes that opens a relationship: for the people of that organisation alone.

use axum::http::StatusCode;
use troth_app::imports::RatingsOptions;
use troth_app::views::why::NOT_TOGETHER;
use troth_gate::{AccessRole, Audience, Viewer, Visibility};

use super::forms::crawled;
use super::house::{House, Who};
use crate::site::ratings;

const PROMISE: &str = "/n/vale/settings/promise";
const PAGE: &str = "/n/vale/between/council/hospital";
const OPENING: &str = "/n/vale/between/council/hospital/opening";
const SAY_YES: &str = "Open this relationship to both of us";
const TAKE_BACK: &str = "Take my yes back";
const CUSTODIAN: &str = "Jo Lee, information governance lead, Healthwatch";

/// Round 2 begins under this promise, is answered and closed.
async fn promised(visibility: Visibility) -> House {
    let house = House::new().await;
    let form = [("visibility", visibility.id()), ("custodian", CUSTODIAN)];
    let chosen = house.post(Who::Coordinator, PROMISE, &form).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    let (app, options) = (&house.app, RatingsOptions::default());
    app.add_wave(&house.vale, "2", "", None, None).await.unwrap();
    app.import_ratings(&house.vale, "ratings.csv", ratings().as_bytes(), &options).await.unwrap();
    app.close_wave(&house.vale, "2").await.unwrap();
    app.work_off("test").await.unwrap();
    house
}

/// What somebody of the hospital does.
async fn hospital_says(house: &House, open: bool) {
    let names = house.app.names(house.vale.id).await.unwrap();
    let [council, hospital] = ["council", "hospital"].map(|id| names.by_external(id).unwrap().id);
    let viewer = Viewer { id: "h".to_owned(), role: AccessRole::Partner, organisation: Some(hospital) };
    let app = house.app.acting(viewer, Audience::Partner(hospital));
    let wave = app.waves(house.vale.id).await.unwrap()[0].id;
    app.open_relationship(&house.vale, wave, council, open).await.unwrap();
}

async fn page(house: &House, who: Who) -> String {
    let answer = house.get(who, PAGE).await;
    assert_eq!(answer.status, StatusCode::OK, "{who:?}");
    answer.body
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reads_the_promise_and_who_runs_the_partnership_chooses_it() {
    let house = promised(Visibility::Received).await;
    for who in [Who::Partner, Who::Analyst, Who::Coordinator, Who::Custodian] {
        let read = house.get(who, PROMISE).await;
        assert_eq!(read.status, StatusCode::OK);
        for line in troth_app::promise::words(Visibility::Received, CUSTODIAN, 5) {
            assert!(read.body.contains(&line), "{who:?} does not read: {line}");
        }
        assert!(read.body.contains("Version 1: Each partner also sees what the others say of it"), "{who:?}");
        let may = matches!(who, Who::Coordinator | Who::Custodian);
        assert_eq!(read.body.contains("Promise this from now on"), may, "{who:?}");
        assert!(house.get(who, "/n/vale/survey").await.body.contains(PROMISE), "{who:?}");
    }
    assert!(house.get(Who::Coordinator, "/n/vale/settings").await.body.contains(PROMISE));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_says_yes_takes_it_back_and_says_it_again_until_both_have() {
    let house = promised(Visibility::Opened).await;
    let says = async |open| house.post(Who::Partner, OPENING, &[("wave", "2"), ("open", open)]).await;
    assert!(page(&house, Who::Partner).await.contains(SAY_YES));
    for (open, shown, gone) in [("yes", TAKE_BACK, SAY_YES), ("no", SAY_YES, TAKE_BACK)] {
        let said = says(open).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        assert_eq!(said.location(), format!("{PAGE}?wave=2#opening"));
        let page = page(&house, Who::Partner).await;
        assert!(page.contains(shown) && !page.contains(gone), "after {open}");
    }
    hospital_says(&house, true).await;
    assert!(page(&house, Who::Partner).await.contains("Your organisation has not said yes."), "not told");
    assert_eq!(says("yes").await.status, StatusCode::SEE_OTHER);
    let open = page(&house, Who::Partner).await;
    assert!(open.contains("Both organisations said yes") && !open.contains("/opening\""));
    assert!(open.contains("One side only"), "not before results are worked out");
    house.app.work_off("test").await.unwrap();
    assert!(!page(&house, Who::Partner).await.contains("One side only"), "both sides of every question");
    assert_eq!(says("no").await.status, StatusCode::CONFLICT, "it stays open for this round");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_finds_out_who_said_yes() {
    let house = promised(Visibility::Opened).await;
    let coordinator = crawled(&house, Who::Coordinator).await;
    assert!(coordinator.iter().any(|(path, _)| path.ends_with("/settings/record.csv")), "the record is read");
    let others = [Who::Analyst, Who::Custodian];
    let mut before = Vec::new();
    for who in others {
        before.push(page(&house, who).await);
    }
    let council = page(&house, Who::Partner).await;
    hospital_says(&house, true).await;
    assert!(page(&house, Who::Partner).await == council, "the other organisation is told");
    house.post(Who::Partner, "/n/vale/between/council/home/opening", &[("wave", "2"), ("open", "yes")]).await;
    let working = house.app.progress(house.vale.id).await.unwrap().unfinished;
    assert_eq!(working, 0, "results that are worked out again would be noticed");
    for (who, before) in others.into_iter().zip(before) {
        let page = page(&house, who).await;
        assert!(page == before, "{who:?}");
        assert!(!page.contains("/opening\"") && !page.contains("said yes"), "{who:?}");
    }
    for ((path, before), (_, after)) in coordinator.iter().zip(crawled(&house, Who::Coordinator).await) {
        assert!(*before == after, "{path} tells the coordinator");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_partner_of_the_two_may_say_yes_and_only_where_it_was_promised() {
    let house = promised(Visibility::Opened).await;
    let yes = [("wave", "2"), ("open", "yes")];
    for who in [Who::Coordinator, Who::Custodian] {
        assert_eq!(house.post(who, OPENING, &yes).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{who:?}");
    }
    let others = "/n/vale/between/hospital/home";
    assert!(!house.get(Who::Partner, others).await.body.contains("/opening\""));
    let strange = house.post(Who::Partner, &format!("{others}/opening"), &yes).await;
    assert_eq!(strange.status, StatusCode::FORBIDDEN);
    let nonsense = house.post(Who::Partner, OPENING, &[("wave", "2"), ("open", "perhaps")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);

    for visibility in [Visibility::Totals, Visibility::Received, Visibility::Everyone] {
        let house = promised(visibility).await;
        assert!(!page(&house, Who::Partner).await.contains("/opening\""), "{visibility}");
        assert_eq!(
            house.post(Who::Partner, OPENING, &yes).await.status,
            StatusCode::CONFLICT,
            "{visibility}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_see_one_side_is_not_told_what_all_strands_show_together() {
    let house = promised(Visibility::Received).await;
    let own = page(&house, Who::Partner).await;
    assert!(own.contains(NOT_TOGETHER) && own.contains("tag sil\">Not shown<"), "{own}");
    assert!(!own.contains("<b>Proposed.</b>") && !own.contains("<b>Confirmed by"), "{own}");
    assert!(own.contains("Interviews") && own.contains("Facts"), "they stand for themselves");
    let all = page(&house, Who::Coordinator).await;
    assert!(all.contains("<b>Proposed.</b>") && !all.contains(NOT_TOGETHER), "{all}");
    let why = house.get(Who::Partner, "/n/vale/why").await.body;
    assert!(why.contains("chip\">Not shown<") && !why.contains("not asked"), "{why}");
    assert!(
        why.contains("show together is not said here") && !why.contains("No relationship shows"),
        "{why}"
    );
}
