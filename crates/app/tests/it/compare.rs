//! Partnerships side by side: totals leave through the gate by themselves, hold nothing below the partnership, and a
//! difference that is in the answers is found.

use std::fmt::Write as _;

use troth_app::imports::RatingsOptions;
use troth_app::networks::NewNetwork;
use troth_gate::Audience;
use troth_lens::{Apart, Estimates, IntervalMethod, NetworkTotals, Standing, Tens};
use troth_network::Network;

use super::support::{Bench, answers, bench, small};

const HEAD: &str = "rater,respondent,target,variable,value,scale_min,scale_max\n";

/// A partnership of `organisations` that all rate each other on fairness, `staff` of each; answers on 0 to 100 lie
/// around `middle`, up to seven points away.
async fn ring(
    bench: &Bench,
    slug: &str,
    organisations: usize,
    staff: usize,
    middle: usize,
    scale: &str,
) -> Network {
    let new = NewNetwork { slug: slug.into(), name: slug.to_uppercase(), ..NewNetwork::default() };
    let network = bench.app.found_network(new).await.unwrap();
    let mut list = "id,name,sector,accepted\n".to_owned();
    for i in 0..organisations {
        writeln!(list, "{slug}-{i},Organisation {slug} {i},health,yes").unwrap();
    }
    bench.app.import_organisations(&network, "o.csv", list.as_bytes()).await.unwrap();
    let mut rows = HEAD.to_owned();
    for i in 0..organisations {
        for j in (0..organisations).filter(|j| *j != i) {
            for person in 0..staff {
                let value = middle + (i * 7 + j * 3 + person * 5 + i * j + person * j) % 15 - 7;
                writeln!(rows, "{slug}-{i},p{person},{slug}-{j},fairness,{value},{scale}").unwrap();
            }
        }
    }
    import(bench, &network, &rows).await;
    network
}

async fn import(bench: &Bench, network: &Network, rows: &str) {
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    bench.app.import_ratings(network, "r.csv", rows.as_bytes(), &options).await.unwrap();
    bench.app.work_off("test").await.unwrap();
}

/// Every total that was released of a partnership, as it is stored.
async fn stored(bench: &Bench, network: &Network) -> Vec<String> {
    let wave = bench.app.wave(network, None).await.unwrap().unwrap();
    let releases = bench.store.latest_releases(network.id, Some(wave.id), "totals", &Audience::Agreed).await;
    releases.unwrap().into_iter().map(|r| r.body).collect()
}

#[tokio::test]
async fn nothing_below_the_partnership_leaves_with_its_totals() {
    let bench = bench().await;
    let network = ring(&bench, "east", 5, 5, 60, "0,100").await;
    let bodies = stored(&bench, &network).await;
    assert_eq!(bodies.len(), 1);
    let ids: Vec<String> = bench
        .app
        .organisations(network.id)
        .await
        .unwrap()
        .iter()
        .flat_map(|o| [o.id.to_string(), o.external_id.clone(), o.name.clone()])
        .collect();
    let people: Vec<String> =
        bench.store.respondents(network.id).await.unwrap().iter().map(|r| r.key.0.clone()).collect();
    assert!(ids.len() == 15 && people.len() == 25);
    let comparison = serde_json::to_string(bench.app.compare(None).await.unwrap().body.value()).unwrap();
    for text in bodies.iter().chain([&comparison]) {
        for id in ids.iter().chain(&people) {
            assert!(!text.contains(id.as_str()), "{id} is in {text}");
        }
    }
    // The type itself is the lock: what is stored has these fields and no list but that of the items.
    let value: serde_json::Value = serde_json::from_str(&bodies[0]).unwrap();
    let fields: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["concept", "counts", "estimates", "intervals", "items", "wave"]);
    let fit = value["estimates"]["fitted"].as_object().unwrap();
    let fields: Vec<&str> = fit.keys().map(String::as_str).collect();
    assert_eq!(fields, ["fragile", "mean", "reciprocity", "spread", "with_error"]);
}

#[tokio::test]
async fn totals_have_a_ledger_entry_of_their_own_that_the_page_names() {
    let bench = bench().await;
    let network = ring(&bench, "east", 5, 5, 60, "0,100").await;
    let entries = bench.store.ledger(network.id, &Audience::Agreed).await.unwrap();
    let totals: Vec<_> = entries.iter().filter(|e| e.kind == "totals").collect();
    assert_eq!((totals.len(), totals[0].filter.as_str()), (1, "aspect:fairness"));
    assert_eq!(totals[0].contributing.len(), 20, "whose answers it rests on is known to the gate");
    let view = bench.app.compare(None).await.unwrap();
    assert!(view.body.seal().entries.contains(&totals[0].id));
    bench.app.refresh_all(network.id).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    let after = bench.store.ledger(network.id, &Audience::Agreed).await.unwrap();
    assert_eq!(after.len(), entries.len(), "nothing is released twice");
}

#[tokio::test]
async fn a_difference_that_is_in_the_answers_is_found_and_none_is_made_up() {
    let bench = bench().await;
    ring(&bench, "west", 6, 5, 40, "0,100").await;
    ring(&bench, "east", 6, 5, 60, "0,100").await;
    ring(&bench, "mid", 6, 5, 60, "0,100").await;
    let view = bench.app.compare(Some("aspect:fairness")).await.unwrap();
    let shown = view.body.value();
    let names: Vec<&str> = shown.partnerships.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["EAST", "MID", "WEST"]);
    let gaps: Vec<(f64, bool)> = shown
        .between
        .iter()
        .map(|b| match &b.apart {
            Apart::Known(value) => (value.estimate, b.told().is_some()),
            Apart::NotCompared { reason } => panic!("{reason}"),
        })
        .collect();
    assert!(gaps[0].0.abs() < 1e-9 && !gaps[0].1, "{gaps:?}");
    for gap in &gaps[1..] {
        assert!((gap.0 - 0.2).abs() < 1e-6 && gap.1, "{gaps:?}");
    }
    assert!(
        shown.finding().says.contains("between EAST and WEST, between MID and WEST"),
        "{:?}",
        shown.finding()
    );
    let Standing::Shown { counts, intervals, fit, .. } = &shown.partnerships[0].standing else {
        panic!("shown")
    };
    assert_eq!((counts.people, counts.answers), (Tens::of(30).unwrap(), Tens::of(150).unwrap()));
    assert_eq!((counts.organisations, counts.directions, counts.pairs), (6, 30, 15));
    assert!(matches!(intervals.method, IntervalMethod::Fast | IntervalMethod::Full), "{intervals:?}");
    assert!(fit.mean.interval().is_some());
}

#[tokio::test]
async fn too_few_people_have_no_total_and_three_organisations_no_mean() {
    let bench = bench().await;
    let network = small(&bench).await;
    // Four representatives are left when nobody else may be shown.
    let few: String = answers(0..3)
        .lines()
        .filter(|l| !l.starts_with("e,,a") && !l.starts_with("e,,d"))
        .fold(String::new(), |mut all, line| {
            writeln!(all, "{line}").unwrap();
            all
        });
    import(&bench, &network, &few).await;
    let total: NetworkTotals = serde_json::from_str(&stored(&bench, &network).await[0]).unwrap();
    assert_eq!(total.counts, None);
    assert!(
        matches!(&total.estimates, Estimates::NotShown { reason, .. } if reason.contains("Fewer than 5 people"))
    );
    ring(&bench, "three", 3, 6, 50, "0,100").await;
    let view = bench.app.compare(None).await.unwrap();
    let reasons: Vec<&str> = view
        .body
        .value()
        .partnerships
        .iter()
        .map(|p| match &p.standing {
            Standing::LeftOut { reason, .. } => reason.as_str(),
            Standing::Shown { .. } => panic!("{} is shown", p.name),
        })
        .collect();
    assert!(
        reasons[0].contains("Fewer than 5 people") && reasons[1].contains("No model was used"),
        "{reasons:?}"
    );
    assert!(view.body.value().between.is_empty());
}

#[tokio::test]
async fn answers_without_a_scale_are_left_out_with_the_reason_and_other_scales_are_told() {
    let bench = bench().await;
    ring(&bench, "bare", 5, 5, 50, ",").await;
    ring(&bench, "east", 5, 5, 50, "0,100").await;
    ring(&bench, "wide", 5, 5, 50, "0,200").await;
    let view = bench.app.compare(None).await.unwrap();
    let shown = view.body.value();
    let Standing::LeftOut { reason, .. } = &shown.partnerships[0].standing else { panic!("left out") };
    assert!(reason.contains("without a scale"), "{reason}");
    assert_eq!(shown.between.len(), 1);
    assert!(shown.between[0].unlike_scales && shown.between[0].told().is_some());
}

#[tokio::test]
async fn without_partnerships_or_questions_the_page_says_so() {
    let bench = bench().await;
    let view = bench.app.compare(None).await.unwrap();
    assert!(view.questions.is_empty() && view.body.value().finding().says.contains("no partnership"));
    small(&bench).await;
    let view = bench.app.compare(Some("narrative:roles")).await.unwrap();
    assert!(view.body.value().finding().says.contains("the only partnership"));
    for asked in ["nonsense", "aspect:nonsense", "construct:reliance_contact", "outcome:planning"] {
        assert!(bench.app.compare(Some(asked)).await.is_err(), "{asked}");
    }
}
