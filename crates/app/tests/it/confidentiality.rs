//! What leaves, leaves through the gate: cells, joiners, acceptance and the ledger, from file to page.

use troth_app::imports::RatingsOptions;
use troth_app::views::map::MapFilter;
use troth_gate::Audience;
use troth_lens::DirectionState;
use troth_network::{Direction, Network};

use super::support::{Bench, answers, bench, import, small};

async fn state(bench: &Bench, network: &Network, from: &str, to: &str) -> DirectionState {
    let wave = bench.app.wave(network, None).await.unwrap().unwrap();
    let evidence = bench.app.evidence(network.id, Some(wave.id)).await.unwrap();
    let names = bench.app.names(network.id).await.unwrap();
    let id = |external: &str| names.by_external(external).unwrap().id;
    let direction = Direction { from: id(from), to: id(to) };
    evidence.value().rating("aspect:fairness").unwrap().direction(direction).unwrap().clone()
}

#[tokio::test]
async fn five_staff_are_shown_and_four_are_not() {
    for (staff, shown) in [(0..5, true), (0..4, false)] {
        let bench = bench().await;
        let network = small(&bench).await;
        import(&bench, &network, &answers(staff)).await;
        assert_eq!(state(&bench, &network, "a", "b").await.value().is_some(), shown);
    }
}

#[tokio::test]
async fn a_joiner_after_a_release_is_not_told_apart() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    assert!(state(&bench, &network, "a", "b").await.value().is_some());
    import(
        &bench,
        &network,
        "rater,respondent,target,variable,value,scale_min,scale_max\na,s99,b,fairness,5,1,5\n",
    )
    .await;
    match state(&bench, &network, "a", "b").await {
        DirectionState::Withheld { reason, .. } => assert!(reason.contains("joined or left"), "{reason}"),
        other => panic!("{other:?}"),
    }
    assert!(state(&bench, &network, "b", "a").await.value().is_some(), "the other side has not changed");
}

#[tokio::test]
async fn an_organisation_that_has_not_accepted_is_not_shown_by_name() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    let borough = bench.app.organisation(network.id, "b").await.unwrap();
    bench.app.set_accepted(&borough, false).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    match state(&bench, &network, "a", "b").await {
        DirectionState::Withheld { reason, .. } => assert!(reason.contains("not yet accepted"), "{reason}"),
        other => panic!("{other:?}"),
    }
    assert!(state(&bench, &network, "b", "a").await.value().is_some());
}

#[tokio::test]
async fn every_release_has_its_ledger_entry_in_single_user_mode_too() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    let entries = bench.store.ledger(network.id, &Audience::Agreed).await.unwrap();
    let ratings: Vec<_> = entries.iter().filter(|e| e.kind == "ratings").collect();
    assert_eq!(ratings.len(), 1);
    assert_eq!(ratings[0].filter, "aspect:fairness");
    assert_eq!(ratings[0].viewer, "holder");
    assert!(ratings[0].contributing.iter().any(|c| c.respondents.len() == 6));
    let wave = bench.app.wave(&network, None).await.unwrap().unwrap();
    let evidence = bench.app.evidence(network.id, Some(wave.id)).await.unwrap();
    for entry in &evidence.seal().entries {
        assert!(entries.iter().any(|e| e.id == *entry), "a page shows what has no entry");
    }
}

#[tokio::test]
async fn pseudonyms_in_the_store_and_the_ledger_are_not_the_ids_of_the_file() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    let entries = bench.store.ledger(network.id, &Audience::Agreed).await.unwrap();
    let text = serde_json::to_string(&entries).unwrap();
    for n in 0..6 {
        assert!(!text.contains(&format!("\"s{n}\"")));
    }
    let before: Vec<_> = bench.store.respondents(network.id).await.unwrap();
    let options = RatingsOptions { wave: Some("2".into()), representatives_visible_to: None };
    bench.app.import_ratings(&network, "r.csv", answers(0..6).as_bytes(), &options).await.unwrap();
    let after = bench.store.respondents(network.id).await.unwrap();
    assert_eq!(before.len(), after.len(), "the same person has one pseudonym in both waves");
}

#[tokio::test]
async fn an_organisation_that_rates_nobody_and_one_single_respondent_are_no_trouble() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(
        &bench,
        &network,
        "rater,respondent,target,variable,value,scale_min,scale_max\na,s1,b,fairness,5,1,5\n",
    )
    .await;
    let map = bench.app.map(&network, &MapFilter::default()).await.unwrap();
    let body = map.body.value();
    assert!(body.finding.says.starts_with("There are no answers to show"), "{}", body.finding.says);
    assert_eq!(body.silent, ["Borough"], "rated, and answered about nobody");
    assert_eq!(body.picture.edges.len(), 1);
}

#[tokio::test]
async fn five_people_who_say_the_same_are_not_shown_as_they_are() {
    let bench = bench().await;
    let network = small(&bench).await;
    let mut rows = "rater,respondent,target,variable,value,scale_min,scale_max\n".to_owned();
    for n in 0..6 {
        rows.push_str(&format!("a,s{n},b,fairness,5,1,5\nb,s{n},a,fairness,{},1,5\n", n % 3 + 2));
    }
    import(&bench, &network, &rows).await;
    let shown = state(&bench, &network, "a", "b").await;
    assert_eq!(shown.value().unwrap().estimate, 0.9, "it enters as the end of the scale, whoever differs");
    assert!(state(&bench, &network, "b", "a").await.value().is_some());
}
